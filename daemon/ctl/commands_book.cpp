#include <array>

#include "ctl/book.hpp"
#include "ctl/command.hpp"
#include "ctl/run.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

constexpr Argument session{"SESSION", "session", text, "a song or job, such as \"Night Train\""};
constexpr Argument output{"--output,-o", "output", text, "the file to write; standard output when left out or -", For::ourselves};
constexpr Argument force{"--force", "force", flag, "write over a file that is there", For::ourselves};

constexpr std::array book_arguments{session, Argument{"--version", "version", text, "the console as it was then; the newest version when left out"},
                                    Argument{"--edition", "edition", text, "studio (all of it) or client (without what the rig calls internal)"},
                                    Argument{"--format", "format", text, "html, pdf (needs the program weasyprint), text or json"}, output, force};
constexpr std::array lists_arguments{session, Argument{"WHAT", "what", text, "inputs.csv, patch.csv, channels.csv or rin.xml"}, output, force};
constexpr std::array archive_arguments{Argument{"WHAT", "what", text, "a session to archive; or import", For::ourselves},
                                       Argument{"FOLDER", "folder", text, "a new or empty folder; for import that of an archive", For::ourselves},
                                       Argument{"--as", "as", text, "import: under another name"}};

constexpr std::string_view files = "Files";

constexpr std::array table{
    Command{"book", files, "write the mix book of a session", book_arguments,
            "recallctl book \"Night Train\" -o book.html\nrecallctl book \"Night Train\" --edition client --format pdf -o \"Night Train.pdf\"", run_book, nullptr},
    Command{"export_session", files, "write a list of a session for another program", lists_arguments,
            "recallctl export_session \"Night Train\" inputs.csv -o inputs.csv\nrecallctl export_session \"Night Train\" rin.xml", run_list_export, nullptr},
    Command{"archive", files, "write all of a session as plain files, or take such an archive in", archive_arguments,
            "recallctl archive \"Night Train\" night-train\nrecallctl archive import night-train --as \"Night Train 2026\"", run_archive, nullptr},
};

}  // namespace

std::span<const Command> book_commands() { return table; }

}  // namespace recalld::ctl
