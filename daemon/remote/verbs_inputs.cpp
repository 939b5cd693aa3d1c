#include "remote/verbs_inputs.hpp"

#include <algorithm>

#include "check/expected_lines.hpp"
#include "logbook/csv.hpp"
#include "logbook/input_json.hpp"
#include "logbook/text_encoding.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/prep_work.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

/// What is damaged never takes the place of a good list.
logbook::InputList whole_list_in(const std::string& session, const std::string& text)
{
    const auto utf8 = logbook::decode_text(text).utf8;
    const auto damage = logbook::find_damage(utf8);
    if (!damage) return logbook::read_input_list(utf8);
    refuse_damaged(*damage, ", and the input list that " + studio::in_quotes(session) + " had before stands");
}

logbook::InputList given_inputs(const Call& call)
{
    const bool has_text = call.arguments.contains("text"), has_rows = call.arguments.contains("rows");
    if (has_text == has_rows) throw VerbError("usage", "inputs_set: give the list as \"text\" or as \"rows\"", 400, exit_usage);
    if (has_text) return whole_list_in(call.text("session"), call.text("text"));
    const auto rows = Json::parse(call.text("rows"), nullptr, false);
    if (!rows.is_array()) throw VerbError("usage", "inputs_set: \"rows\" is a JSON list of inputs, as text", 400, exit_usage);
    return logbook::inputs_from_json(rows);
}

bool is_strip_here(const Room& room, const std::string& strip)
{
    return std::ranges::any_of(room.rig.units(), [&](const auto& unit) {
        const bool has_unit = strip.starts_with(unit->name() + " ");
        return check::strip_named(*unit->profile(), has_unit ? strip.substr(unit->name().size() + 1) : strip).has_value();
    });
}

/// A mistyped strip would be found out when the band is there.
void doubt_strips(const Room& room, logbook::InputList& list)
{
    for (const auto& input : list.inputs)
        if (!input.strip.empty() && !is_strip_here(room, input.strip)) list.messages.add(input.at, "there is no strip " + studio::in_quotes(input.strip) + " in this room; write it as desk ch/01");
}

task<std::vector<store::Entry>> newest_list(const Call& call)
{
    store::EntryFilter filter;
    filter.kinds.push_back("inputs");
    filter.session = call.text("session");
    co_return co_await call.room.store.run([&](store::Store& store) {
        if (call.arguments.contains("version")) filter.until = store.find(call.text("session"), call.text("version")).entry;
        return store.entries(filter, 0, 1);
    });
}

}  // namespace

std::optional<logbook::InputList> inputs_in(const std::vector<store::Entry>& newest_first)
{
    if (newest_first.empty()) return std::nullopt;
    const auto data = Json::parse(newest_first.front().said.data, nullptr, false);
    return logbook::inputs_from_json(data.is_object() && data.contains("inputs") ? data["inputs"] : Json::array());
}

task<Json> inputs_set(Call call)
{
    store::check_name("session", call.text("session"));
    auto list = given_inputs(call);
    if (list.inputs.empty()) throw VerbError("no_inputs", "there is no input in it; nothing was put down", 400, exit_usage, {{"messages", messages_json(list.messages)}});
    const bool is_new = co_await is_new_session(call.room, call.text("session"), call.flag("new"));
    doubt_strips(call.room, list);
    const auto before = co_await newest_list(call);
    const auto replaced = inputs_in(before);
    const Json inputs = logbook::inputs_json(list.inputs);
    store::NewEntry entry{call.caller.name, "inputs", call.text("session"), "input list of " + std::to_string(list.inputs.size()) + " inputs, " + list.how};
    Json data = {{"inputs", inputs}};
    const auto id = co_await put_down(call.room, std::move(entry), std::move(data));
    Json answer = {{"session", call.text("session")}, {"entry", id}, {"how", list.how}, {"inputs", inputs}, {"messages", messages_json(list.messages)}};
    if (replaced) answer["notes"].push_back("it takes the place of the list of " + std::to_string(replaced->inputs.size()) + " inputs in line " + std::to_string(before.front().id) + " of the log");
    co_return with_session(std::move(answer), call.text("session"), is_new);
}

task<Json> inputs(Call call)
{
    const auto found = co_await newest_list(call);
    const auto list = inputs_in(found);
    if (!list) co_return Json{{"session", call.text("session")}, {"inputs", Json::array()}, {"entry", nullptr}};
    const auto& entry = found.front();
    co_return Json{{"session", call.text("session")}, {"inputs", logbook::inputs_json(list->inputs)}, {"entry", entry.id}, {"who", entry.said.who}, {"time", iso_time(entry.time)}};
}

}  // namespace recalld::remote
