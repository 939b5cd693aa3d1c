#include "recall/checklist.hpp"
#include "recall/report_json.hpp"
#include "remote/drive_reader.hpp"
#include "remote/fault_hints.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/sheets.hpp"
#include "remote/verb.hpp"
#include "store/names.hpp"

namespace recalld::remote {

namespace {

recall::RecallRequest request_of(const Call& call)
{
    return {call.text("session"), call.text("version"), call.text("scope"), call.text("allow"), call.flag("mute_first")};
}

Json captured_json(const Room& room, const recall::Captured& captured)
{
    Json units = Json::array();
    for (const auto& unit : captured.units)
        units.push_back({{"unit", unit.unit},
                         {"captured", unit.coverage.captured},
                         {"as_sent", unit.coverage.as_sent},
                         {"noted", unit.coverage.noted},
                         {"preset", room.sheets ? room.sheets->of(unit.unit).preset : std::string()},
                         {"recall", studio::name_of(unit.level)},
                         {"recall_words", studio::words_of(unit.level)},
                         {"silent", unit.silent},
                         {"not_exposed", unit.coverage.not_exposed},
                         {"by_hand", unit.coverage.by_hand},
                         {"elapsed_ms", unit.elapsed.count()},
                         {"identity", unit.identity}});
    return {{"session", captured.version.session}, {"version", captured.version.name}, {"take", captured.version.take}, {"units", std::move(units)}};
}

Json planned_json(const std::string& session, const std::string& version, const std::string& scope, const recall::Plan& plan, const std::string& allow)
{
    Json json = {{"session", session}, {"version", version}, {"scope", scope}};
    json.update(plan_json(plan, recall::parse_hazards(allow)));
    return json;
}

Json recalled_json(const recall::Recalled& recalled)
{
    Json json = {{"recall", recalled.id}};
    json.update(recall::with_ticks(Json::parse(recall::report_document(recalled.report)), {}));
    if (recalled.undid) json["undid"] = {{"recall", recalled.undid->id}, {"session", recalled.undid->session}, {"version", recalled.undid->version}};
    if (!recalled.report.all_matched()) json["exit"] = exit_differs;
    return json;
}

}  // namespace

task<Json> capture(Call call)
{
    const auto start = std::chrono::steady_clock::now();
    store::NewVersion version{call.text("session"), call.text("version"), store::VersionKind::capture, call.text("scope"), call.text("note")};
    store::check_name("session", version.session);
    store::check_name("version", version.name);
    const auto news = co_await notes_of_new(call.room, version.session);
    const auto captured = co_await call.room.recaller.capture(std::move(version), call.phases());
    Json json = captured_json(call.room, captured);
    json["elapsed_ms"] = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
    for (const auto& note : news) json["notes"].push_back(note);
    for (const auto& unit : captured.units)
        if (!unit.silent.empty()) json["exit"] = exit_differs;
    co_return json;
}

task<Json> plan(Call call)
{
    const auto request = request_of(call);
    recall::parse_hazards(request.allow);
    const auto planned = co_await call.room.recaller.plan(request, call.phases());
    auto json = planned_json(request.session, request.version, request.scope, planned, request.allow);
    const auto faults = co_await all_faults(call.room);
    json["faults"] = faults_json(faults_in_way(faults, planned));
    co_return json;
}

task<Json> recall_version(Call call)
{
    if (call.flag("dry_run")) co_return co_await plan(std::move(call));
    const auto recalled = co_await call.room.recaller.recall(request_of(call), call.phases());
    co_return recalled_json(recalled);
}

task<Json> undo(Call call)
{
    const auto allow = call.text("allow");
    recall::parse_hazards(allow);
    if (call.flag("dry_run")) {
        const auto planned = co_await call.room.recaller.plan_undo(call.phases());
        auto json = planned_json(planned.undone.session, "before " + planned.undone.version, planned.undone.scope, planned.plan,
                                 allow.empty() ? planned.undone.allowed : allow + "," + planned.undone.allowed);
        const auto faults = co_await all_faults(call.room);
        json["faults"] = faults_json(faults_in_way(faults, planned.plan));
        co_return json;
    }
    const auto recalled = co_await call.room.recaller.undo(allow, call.flag("mute_first"), call.phases());
    co_return recalled_json(recalled);
}

task<Json> confirm(Call call)
{
    const auto id = call.arguments.contains("id") ? std::optional(static_cast<std::uint32_t>(call.number("id", 0))) : std::nullopt;
    auto pending = call.room.confirmations.take(call.caller.name, id, std::chrono::steady_clock::now());
    if (!pending) throw VerbError("nothing_to_confirm", "nothing waits for a second word; a refused order waits for half a minute", 404, exit_usage);
    call.arguments = std::move(pending->arguments);
    call.arguments["allow"] = pending->allow;
    co_return co_await perform(std::move(pending->verb), std::move(call));
}

task<Json> cancel(Call call)
{
    auto ended = call.room.recaller.cancel();
    if (ended.empty() && call.room.drives) ended = call.room.drives->cancel();
    ++call.room.cancels;
    if (ended.empty() && call.room.long_reads > 0) ended = "book";
    co_return Json{{"cancelled", ended.empty() ? Json(nullptr) : Json(ended)}};
}

}  // namespace recalld::remote
