#pragma once

#include <memory>
#include <optional>
#include <string>

#include "logbook/allowed_file.hpp"
#include "logbook/drive.hpp"
#include "logbook/print_file.hpp"
#include "logbook/prints.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// A file that was opened and hashed, or why it could not be.
struct ReadFile {
    std::shared_ptr<const logbook::AllowedFile> file = {};
    logbook::PrintFile print = {};
    logbook::Drive drive = {};
    std::string sha256 = {};
    std::string problem = {};     ///< empty: none
    std::optional<logbook::FileFault> fault = {};   ///< of the file itself
};

/// Reads a mix file with its header. What goes wrong with one file is not the end of the others: it is told in the result. Throws recall::Cancelled.
task<ReadFile> read_print(Call call, std::string path);

/// Reads what should be a copy of this print: a file, or the folder that holds it under its name. The problem says how it differs. Throws
/// recall::Cancelled, and VerbError for the print's own file, which is no copy.
task<ReadFile> read_copy(Call call, std::string path, logbook::Print print);

}  // namespace recalld::remote
