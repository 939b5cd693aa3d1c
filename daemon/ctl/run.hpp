#pragma once

#include "ctl/client.hpp"
#include "ctl/command.hpp"

// What the rows of the table do. Each asks the daemon, shows what came and returns the exit code.

namespace recalld::ctl {

/// Asks a verb; progress is drawn, and Ctrl-C asks the daemon to end it.
Answer ask_cancellable(const Call& call, std::string_view verb, const Json& arguments, Screen& screen);
/// Puts the file of an answer ({"text", "encoding", "name"}) where --output says. The exit code.
int put_file(const Call& call, Answer answer, Screen& screen);

/// Asks the verb of the row and shows its result.
int run_verb(const Call& call, Screen& screen);
/// The same for long work: Ctrl-C asks the daemon to end it, and the true result is still shown.
int run_cancellable(const Call& call, Screen& screen);
/// recall and undo: on a terminal the plan is shown first and consent asked for.
int run_recall(const Call& call, Screen& screen);
/// Shows the log, or adds a note to it.
int run_log(const Call& call, Screen& screen);
/// Shows changes until somebody ends it.
int run_watch(const Call& call, Screen& screen);
/// Lists MIDI ports, or shows what comes from one until somebody ends it.
int run_midi(const Call& call, Screen& screen);
/// Sends the text of a file.
int run_import(const Call& call, Screen& screen);
/// Writes the text of the answer to a file or standard output.
int run_export(const Call& call, Screen& screen);
int run_completion(const Call& call, Screen& screen);

}  // namespace recalld::ctl
