#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::string_view front = "transport/";

/// What this unit's transport can be told: `play`, `stop` …
std::vector<std::string> actions_of(const studio::Profile& profile)
{
    std::vector<std::string> actions;
    for (const auto& parameter : profile.parameters)
        if (parameter.name.starts_with(front) && !parameter.read_only)
            actions.push_back(parameter.name.substr(front.size()));
    return actions;
}

[[noreturn]] void refuse(const std::string& why) { throw VerbError("usage", why, 400, exit_usage); }

void want_action(const rig::Unit& unit, const std::string& action, std::vector<std::string> actions)
{
    if (actions.empty())
        refuse(unit.name() + " has no transport; units with role: surface have one, and those of profile daws/mmc");
    if (std::ranges::find(actions, action) != actions.end()) return;
    actions.emplace_back("locate");
    std::string all;
    for (const auto& one : actions) all += (all.empty() ? "" : ", ") + one;
    refuse(unit.name() + " knows no " + studio::in_quotes(action) + studio::did_you_mean(action, actions)
           + "; there are " + all);
}

void want_place(const rig::Unit& unit, const std::string& time)
{
    const auto id = unit.profile()->find("timecode");
    const bool can_locate = id && !(*unit.profile())[*id].read_only;
    if (!can_locate)
        refuse(unit.name() + ": a surface cannot locate its DAW; a unit of profile daws/mmc can, where the DAW listens to machine control");
    if (time.empty()) refuse(unit.name() + ": locate needs a time, such as 01:00:00:00");
}

}  // namespace

task<Json> transport(Call call)
{
    const auto unit = call.unit();
    const auto action = call.text("action"), time = call.text("time");
    const auto actions = actions_of(*unit->profile());
    const bool locates = action == "locate" && !actions.empty();
    if (locates)
        want_place(*unit, time);
    else
        want_action(*unit, action, actions);
    call.arguments = {{"unit", unit->name()},
                      {"parameter", locates ? "timecode" : std::string(front) + action},
                      {"value", locates ? time : "on"}};
    co_return co_await set(std::move(call));
}

}  // namespace recalld::remote
