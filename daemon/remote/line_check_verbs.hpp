#pragma once

#include "remote/verb.hpp"

namespace recalld::remote {

// Handlers of the line check; their rows stand in verbs_check.cpp.
task<Json> linecheck(Call call);
task<Json> linecheck_start(Call call);
task<Json> linecheck_mark(Call call);
task<Json> linecheck_next(Call call);
task<Json> linecheck_sign(Call call);
task<Json> linecheck_cancel(Call call);
task<Json> linecheck_result(Call call);

}  // namespace recalld::remote
