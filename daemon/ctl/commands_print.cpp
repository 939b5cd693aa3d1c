#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "ctl/client.hpp"
#include "ctl/command.hpp"
#include "ctl/run.hpp"
#include "ctl/screen.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

using enum Takes;

std::string size_words(double bytes)
{
    if (bytes < 1e6) return fmt::format("{:.4g} kB", bytes / 1e3);
    return bytes < 1e9 ? fmt::format("{:.4g} MB", bytes / 1e6) : fmt::format("{:.4g} GB", bytes / 1e9);
}

std::string rate_words(const Json& print)
{
    const auto channels = number_in(print, "channels");
    const std::string width = channels == 1 ? "mono" : channels == 2 ? "stereo" : count_of(channels, "channel");
    return fmt::format("{:g} kHz, {}, {}", decimal_in(print, "rate_hz") / 1000, text_in(print, "coding"), width);
}

std::string bext_words(const Json& bext)
{
    std::string words = text_in(bext, "originator");
    for (const auto* key : {"description", "date", "time"})
        if (const auto text = text_in(bext, key); !text.empty()) words += (words.empty() ? "" : ", ") + text;
    if (has(bext, "loudness_lufs")) words += fmt::format("{}{:.1f} LUFS", words.empty() ? "" : ", ", decimal_in(bext, "loudness_lufs"));
    return words.empty() ? words : "  broadcast wave: " + words + '\n';
}

std::string naming_words(const Json& print, const Paint& paint)
{
    std::string text;
    for (const Json& one : list_in(print, "naming"))
        if (one.is_string()) text += "  " + paint.doubtful("name: ") + clean(one.get_ref<const std::string&>()) + '\n';
    if (const auto proposed = text_in(print, "proposed"); !proposed.empty()) text += "  " + paint.doubtful("name: ") + "proposed is " + proposed + '\n';
    return text;
}

std::string registered(const Json& print, const Paint& paint)
{
    std::string text = fmt::format("{}: print {}{}\n", paint.strong(text_in(print, "file")), number_in(print, "entry"), flag_in(print, "already") ? ", registered before" : "");
    text += fmt::format("  {}, {}, {}, {}, {}\n", text_in(print, "alternate_words"), duration(decimal_in(print, "seconds") * 1000), text_in(print, "format"), rate_words(print), size_words(decimal_in(print, "bytes")));
    text += "  SHA-256 " + text_in(print, "sha256") + '\n';
    if (has(print, "replaces")) text += fmt::format("  {}it takes the place of print {}, which had this name\n", paint.doubtful("note: "), number_in(print, "replaces"));
    if (has(print, "same_as")) text += fmt::format("  {}its content is that of print {}: the same sound under two names\n", paint.doubtful("note: "), number_in(print, "same_as"));
    return text + bext_words(object_in(print, "bext")) + naming_words(print, paint);
}

std::string render_registered(const Json& result, const Paint& paint)
{
    std::string text = paint.strong(moment_of(result)) + '\n';
    for (const Json& print : list_in(result, "prints")) text += registered(print, paint);
    for (const Json& one : list_in(result, "refused")) text += paint.bad("not registered: ") + text_in(one, "why") + '\n';
    return text;
}

/// `BACKUP1 and RAID`
std::string places_of(const Json& print, const Paint& paint)
{
    std::vector<std::string> names;
    for (const Json& name : list_in(print, "proven_on"))
        if (name.is_string()) names.push_back(clean(name.get_ref<const std::string&>()));
    if (has(print, "replaced")) return paint.faint(fmt::format("replaced by print {}", number_in(print, "replaced")));
    if (names.empty()) return paint.bad("nowhere");
    return text_in(print, "warning").empty() ? paint.good(joined(names)) : paint.doubtful(joined(names));
}

/// It would be lost with the print.
std::string own_drive_words(const Json& copy, const Paint& paint)
{
    return flag_in(copy, "proven") && flag_in(copy, "own_drive") ? paint.doubtful("; it does not count: that is the print's own drive") : "";
}

std::string copies_of(const Json& print, const Paint& paint)
{
    std::string text;
    for (const Json& copy : list_in(print, "copies")) {
        const bool is_proven = flag_in(copy, "proven");
        text += fmt::format("print {}: {} on {}: {}, {}{}\n", number_in(print, "entry"), is_proven ? paint.good("proven") : paint.bad("not proven"), text_in(copy, "drive"), text_in(copy, "path"),
                            local_time(text_in(copy, "time")), is_proven ? own_drive_words(copy, paint) : ": " + text_in(copy, "why"));
    }
    return text;
}

std::string render_prints(const Json& result, const Paint& paint)
{
    const Json& prints = list_in(result, "prints");
    if (prints.empty()) return "no prints of " + text_in(result, "session") + " yet\n";
    Table table({"PRINT", "VERSION", "FILE", "MIX", "LENGTH", "FORMAT", "ON", "PROVEN ON"});
    std::string copies;
    for (const Json& print : prints) {
        table.add({std::to_string(number_in(print, "entry")), text_in(print, "version"), text_in(print, "file"), text_in(print, "alternate"), duration(decimal_in(print, "seconds") * 1000), rate_words(print),
                   text_in(print, "drive"), places_of(print, paint)});
        copies += copies_of(print, paint);
    }
    std::string text = table.text(paint) + (copies.empty() ? "" : '\n' + copies);
    for (const Json& warning : list_in(result, "warnings"))
        if (warning.is_string()) text += paint.doubtful("warning: ") + clean(warning.get_ref<const std::string&>()) + '\n';
    return text;
}

std::string render_copy(const Json& result, const Paint& paint)
{
    const std::string place = text_in(result, "path") + " on " + text_in(result, "drive");
    if (flag_in(result, "proven")) return paint.good("proven: ") + place + " is print " + std::to_string(number_in(result, "print")) + own_drive_words(result, paint) + '\n';
    return paint.bad("not proven: ") + place + ": " + text_in(result, "why") + '\n';
}

/// The daemon stands in another folder; where links lead is for it to find out.
std::string whole_path(const std::string& path) { return std::filesystem::absolute(path).string(); }

int run_print(const Call& call, Screen& screen)
{
    Call asked = call;
    std::string paths, files = call.own.value("files", "");
    for (std::size_t at = 0; at < files.size();) {
        const auto end = std::min(files.find('\n', at), files.size());
        paths += whole_path(files.substr(at, end - at)) + '\n';
        at = end + 1;
    }
    asked.arguments["paths"] = paths;
    return run_cancellable(asked, screen);
}

int run_copy(const Call& call, Screen& screen)
{
    Call asked = call;
    asked.arguments["path"] = whole_path(call.own.value("file", ""));
    return run_cancellable(asked, screen);
}

constexpr Argument drives_wanted{"--drives", "drives", number, "from now on the session wants each print on so many drives besides its own; 2 unless told"};
constexpr std::array print_arguments{
    Argument{"SESSION/VERSION", "moment", moment, "the version that was printed"},
    Argument{"FILE", "files", lines, "mix files, as recalld's machine sees them, in folders that the rig allows", For::ourselves},
    Argument{"--alternate", "alternate", text, "which mix: MSTR, INST, ACA, TV …; read from the name when left out"},
    drives_wanted,
};
constexpr std::array prints_arguments{
    Argument{"SESSION", "session", text, "a song or job, such as \"Night Train\""},
    Argument{"--version", "version", text, "only those of this version"},
    Argument{"--drives", "drives", number, "looks whether each is proven on so many drives; those that were told for the session when left out"},
};
constexpr std::array copy_arguments{
    Argument{"PRINT", "print", number, "its number in `recallctl prints`"},
    Argument{"PATH", "file", text, "the copy, or the folder that holds it under the same name", For::ourselves},
    drives_wanted,
};

constexpr std::string_view group = "Prints";

}  // namespace

std::span<const Command> print_commands()
{
    static constexpr std::array rows{
        Command{"print", group, "register mix files of a version, with their hashes", print_arguments,
                "recallctl print \"Night Train/Mix 3\" NT_NightTrain_AB01_Master_96k24.wav\n"
                "recallctl print \"Night Train/Mix 3\" --alternate INST inst.wav",
                run_print, render_registered},
        Command{"prints", group, "list the mix files of a session, and where they are proven", prints_arguments, "recallctl prints \"Night Train\"", run_verb, render_prints},
        Command{"copy", group, "prove by its hash that a file on a drive is a print", copy_arguments, "recallctl copy 12 /media/BACKUP1/NightTrain", run_copy, render_copy},
    };
    return rows;
}

}  // namespace recalld::ctl
