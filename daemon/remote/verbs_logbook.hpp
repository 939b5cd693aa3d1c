#pragma once

#include "remote/verb.hpp"

// Handlers of the rows in verbs_logbook.cpp. Core thread; they throw VerbError.

namespace recalld::remote {

// verbs_take.cpp:
task<Json> take(Call call);
task<Json> track(Call call);
task<Json> correct(Call call);
// verbs_fault.cpp:
task<Json> fault(Call call);
task<Json> fault_close(Call call);
task<Json> faults(Call call);
// verbs_credit.cpp:
task<Json> credit(Call call);
task<Json> credits(Call call);
task<Json> song(Call call);

/// Text of an argument that has to say something. Throws VerbError.
std::string said(const Call& call, std::string_view name);

/// A line of the log. Throws VerbError when there is none of that number.
task<store::Entry> line_of(Room& room, store::EntryId id, std::string verb);

}  // namespace recalld::remote
