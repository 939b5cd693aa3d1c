#include <algorithm>

#include "remote/layouts/layout_client.hpp"
#include "remote/layouts/layout_words.hpp"

namespace recalld::remote {

// What a layout's buttons order, and what its labels show of it.

namespace {

std::string as_is(const Json& name) { return name.is_string() ? name.get<std::string>() : std::string(); }

}  // namespace

void LayoutClient::order(const std::string& verb, Json arguments)
{
    if (!under_way_.empty()) return show("verdict", under_way_ + " is under way; Cancel ends it");
    under_way_ = verb;
    about_ = chosen();
    show("verdict", verb + (arguments.contains("session") ? " " + session_ + " / " + version_ : "") + ": asked");
    ask(verb, std::move(arguments));
}

void LayoutClient::press_plan()
{
    if (version_.empty()) return show("verdict", std::string("choose a session and a version first"));
    order("plan", chosen());
}

void LayoutClient::press_recall()
{
    if (version_.empty()) return show("verdict", std::string("choose a session and a version first"));
    order("recall", chosen());
}

void LayoutClient::press_confirm()
{
    if (!pending_) return show("verdict", std::string("nothing waits for a second word"));
    order("confirm", {{"id", *pending_}});
}

void LayoutClient::press_undo() { order("undo", Json::object()); }

void LayoutClient::press_cancel()
{
    forget_pending();
    ask("cancel");
}

void LayoutClient::note(std::size_t row)
{
    Json arguments = {{"text", layout_notes[row]}};
    if (!session_.empty()) arguments["session"] = session_;
    ask("log", std::move(arguments));
}

// --- what came of them ---

LayoutStep LayoutClient::took(const LayoutAsk& asked, const Json& result)
{
    if (asked.verb == under_way_) under_way_.clear();
    const auto answer = std::ranges::find(answers, asked.verb, &Answer::verb);
    if (answer != answers.end()) (this->*answer->take)(asked, result);
    return taken();
}

LayoutStep LayoutClient::failed(const LayoutAsk& asked, const Json& error)
{
    const bool is_order = asked.verb == under_way_;
    if (is_order) under_way_.clear();
    if (asked.verb == "report") show("report", words_of_error(error));
    else if (asked.verb == "status") show("room", words_of_error(error));
    else if (asked.verb == "log") show("noted", words_of_error(error));
    else if (is_order) refused(error);
    else show("verdict", words_of_error(error));
    return taken();
}

/// Whatever was refused for its hazards says under which number it can be confirmed. Once something else is chosen, Confirm would mean that.
void LayoutClient::refused(const Json& error)
{
    forget_pending();
    const auto& inner = layout_part(error, "error");
    if (const auto& id = layout_part(inner, "confirm"); id.is_number_integer() && about_ == chosen()) {
        pending_ = id.get<std::uint32_t>();
        const auto words = words_of_hazards(layout_part(layout_part(inner, "plan"), "hazards"));
        show("hazards", "Confirm allows " + (words.empty() ? layout_text(inner, "hazards") : words));
    }
    show("verdict", words_of_error(error));
}

void LayoutClient::take_plan(const LayoutAsk& asked, const Json& result)
{
    if (asked.arguments != chosen()) return;
    show("verdict", words_of_plan(result));
    if (!pending_) show("hazards", words_of_hazards(layout_part(result, "hazards")));
    show_by_hand(layout_count(result, "by_hand"), layout_part(result, "by_hand"));
}

void LayoutClient::take_recall(const LayoutAsk&, const Json& result)
{
    forget_pending();
    const auto& report = layout_part(result, "report");
    show("verdict", report.is_object() ? layout_text(result, "session") + " / " + layout_text(result, "version") + ": " + words_of_report(result) : "done");
    if (report.is_object()) show("by_hand", std::to_string(layout_count(report, "by_hand")) + " by hand");
}

void LayoutClient::show_by_hand(std::size_t count, const Json& names)
{
    show("by_hand", count == 0 ? "nothing by hand" : std::to_string(count) + " by hand");
    show_rows("by_hand", layout_rows_of(names, as_is, layout_rows));
}

void LayoutClient::take_report(const LayoutAsk&, const Json& result)
{
    show("report", layout_text(result, "session") + " / " + layout_text(result, "version") + ": " + words_of_report(result));
    show_rows("findings", layout_rows_of(layout_part(result, "details"), words_of_finding, layout_rows));
}

void LayoutClient::take_status(const LayoutAsk&, const Json& result)
{
    Json units = Json::array();
    for (const auto* list : {"units", "surfaces"})
        if (const auto& some = layout_part(result, list); some.is_array()) units.insert(units.end(), some.begin(), some.end());
    const auto online = std::ranges::count_if(units, [](const Json& unit) { return layout_part(unit, "online") == true; });
    show("room", std::to_string(online) + " of " + std::to_string(units.size()) + " units online, recalld " + layout_text(result, "recalld"));
    show_rows("units", layout_rows_of(units, words_of_unit, layout_rows));
}

void LayoutClient::take_entries(const LayoutAsk&, const Json& result)
{
    show_rows("entries", layout_rows_of(layout_part(result, "entries"), words_of_entry, layout_rows));
}

void LayoutClient::take_note(const LayoutAsk& asked, const Json&) { show("noted", "noted: " + layout_text(asked.arguments, "text")); }

void LayoutClient::take_cancel(const LayoutAsk&, const Json& result)
{
    const auto ended = layout_text(result, "cancelled");
    show("verdict", ended.empty() ? "nothing was under way" : ended + " is being ended");
}

}  // namespace recalld::remote
