#pragma once

#include "ctl/command.hpp"

// What the rows of commands_book.cpp do. Each asks the daemon, shows what came and returns the exit code.

namespace recalld::ctl {

/// Writes the mix book.
int run_book(const Call& call, Screen& screen);
/// Writes one of the lists.
int run_list_export(const Call& call, Screen& screen);
/// Writes an archive into a folder and reads it back, or sends one to the daemon.
int run_archive(const Call& call, Screen& screen);

}  // namespace recalld::ctl
