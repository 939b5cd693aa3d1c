#include "remote/trigger/triggers.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

Triggers& triggers_of(const Call& call)
{
    if (call.room.triggers) return *call.room.triggers;
    throw VerbError("no_triggers", "triggers and macros are closed just now, as while the rig is read; ask once more", 503, exit_unreachable);
}

}  // namespace

task<Json> triggers(Call call) { co_return triggers_of(call).list(); }

task<Json> macros(Call call) { co_return triggers_of(call).macros(); }

task<Json> macro(Call call)
{
    auto& triggers = triggers_of(call);
    co_return co_await triggers.run(std::move(call));
}

task<Json> trigger(Call call)
{
    auto& triggers = triggers_of(call);
    co_return co_await triggers.fire(std::move(call));
}

task<Json> arm(Call call) { co_return triggers_of(call).arm(call.text("name"), true); }

task<Json> disarm(Call call) { co_return triggers_of(call).arm(call.text("name"), false); }

}  // namespace recalld::remote
