#include <fmt/format.h>

#include "remote/web/target.hpp"
#include "remote/web/views.hpp"
#include "remote/web/words.hpp"

#include <algorithm>

namespace recalld::remote::web {

namespace {

double decimal_in(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

std::string heard_words(const Json& unit)
{
    const auto found = unit.find("last_heard_s");
    if (found == unit.end() || !found->is_number()) return "never";
    const auto seconds = found->get<double>();
    return seconds < 2 ? "just now" : duration(1000 * seconds) + " ago";
}

Json box_view(const Json& unit, const char* name)
{
    return {{"name", text_in(unit, name)},
            {"online", flag_in(unit, "online")},
            {"identity", text_in(unit, "identity")},
            {"profile", text_in(unit, "profile") + ", version " + std::to_string(number_in(unit, "profile_version"))},
            {"link", text_in(unit, "link")},
            {"verified", flag_in(unit, "verified")},
            {"note", text_in(unit, "note")},
            {"is_unit", false},
            {"strips", ""}};
}

Json unit_view(const Json& unit, bool has_strips)
{
    Json view = box_view(unit, "unit");
    view["is_unit"] = true;
    view["known"] = number_in(unit, "known");
    view["parameters"] = count_of(number_in(unit, "parameters"), "parameter");
    view["heard"] = heard_words(unit);
    view["round_trip"] = fmt::format("{:.1f} ms", decimal_in(unit, "round_trip_ms"));
    if (has_strips) view["strips"] = "/strips" + query_of({{"unit", text_in(unit, "unit")}});
    return view;
}

std::string left_out(const Json& sentences)
{
    std::string words;
    for (const auto& sentence : sentences) words += " " + sentence.get<std::string>();
    return words;
}

/// The first cords and presets; the page behind the link has all.
std::string besides(const Json& words)
{
    constexpr std::size_t most_named = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), most_named); ++i) text += (i == 0 ? " By hand: " : "; ") + words[i].get<std::string>();
    if (words.size() > most_named) text += "; … and " + std::to_string(words.size() - most_named) + " more";
    return text.empty() ? text : text + ".";
}

Json unsaved_view(const Json& unsaved)
{
    if (unsaved.is_null()) return {{"headline", "Nothing captured yet"}, {"words", "A capture keeps everything as it stands now."}, {"count", false}, {"links", false}};
    const auto count = number_in(unsaved, "count"), compared = number_in(unsaved, "compared");
    const auto session = text_in(unsaved, "session"), version = pinned(text_in(unsaved, "version"), number_in(unsaved, "take"));
    const auto since = moment_words(session, version) + ", captured " + local_time(text_in(unsaved, "time"));
    const std::string rest = besides(list_in(unsaved, "besides")) + left_out(list_in(unsaved, "not_compared"));
    Json view = {{"headline", count > 0 ? count_of(count, "unsaved change") : compared == 0 ? std::string("Nothing to compare") : std::string("No unsaved changes")},
                 {"words", (count > 0 ? "Since " : compared == 0 ? "Newest: " : "Everything stands as in ") + since + "; " + count_of(compared, "parameter") + " compared." + rest},
                 {"count", count > 0}};
    view["links"] = nullptr;
    if (count > 0) view["links"] = {{"diff", diff_href(session + "/" + version, "live")}, {"plan", plan_href(session, version)}};
    return view;
}

std::string ends_at(const Json& pairing)
{
    const auto ends = text_in(pairing, "ends");
    return ends.starts_with("20") ? ends : std::string();   // one that never ends is told with the end of all time
}

}  // namespace

Json room_view(const Json& status, const Json& unsaved, const std::vector<std::string>& units_with_strips)
{
    Json units = Json::array();
    for (const auto& unit : list_in(status, "units"))
        units.push_back(unit_view(unit, std::ranges::find(units_with_strips, text_in(unit, "unit")) != units_with_strips.end()));
    for (const auto& surface : list_in(status, "surfaces")) units.push_back(box_view(surface, "surface"));
    const auto& notes = list_in(status, "notes");
    return {{"units", std::move(units)}, {"rig", text_in(status, "rig")}, {"unsaved", unsaved_view(unsaved)}, {"has_notes", !notes.empty()}, {"notes", notes}};
}

Json open_checklist_view(const Json& checklist)
{
    const auto remaining = number_in(checklist, "remaining");
    if (!checklist.is_object() || remaining == 0 || flag_in(checklist, "undone")) return nullptr;
    return {{"href", "/checklist/" + std::to_string(number_in(checklist, "recall"))},
            {"words", "remaining " + std::to_string(remaining) + " of " + std::to_string(number_in(checklist, "of"))},
            {"moment", moment_words(text_in(checklist, "session"), text_in(checklist, "version"))}};
}

Json capture_view(const Json& sessions, const Json& given, const Json& errors)
{
    const auto& list = list_in(sessions, "sessions");
    Json names = Json::array();
    for (auto session = list.rbegin(); session != list.rend(); ++session) names.push_back(text_in(*session, "session"));
    const std::string newest = names.empty() ? std::string() : names.front().get<std::string>();
    const bool is_new = given.is_null();
    return {{"sessions", names},
            {"session", is_new ? newest : text_in(given, "session")},
            {"version", text_in(given, "version")},
            {"note", text_in(given, "note")},
            {"scope", text_in(given, "scope")},
            {"scope_open", !text_in(given, "scope").empty()},
            {"session_error", text_in(errors, "session")},
            {"version_error", text_in(errors, "version")},
            {"scope_error", text_in(errors, "scope")}};
}

Json work_view(const Json& work)
{
    const auto verb = text_in(work, "verb");
    if (verb.empty()) return nullptr;
    const auto done = number_in(work, "done"), total = number_in(work, "total");
    std::string words = verb + " by " + text_in(work, "caller") + ": " + text_in(work, "phase");
    if (const auto unit = text_in(work, "unit"); !unit.empty()) words += ", " + unit;
    return {{"words", words + " " + std::to_string(done) + " of " + std::to_string(total)}, {"done", done}, {"total", std::max<std::size_t>(total, 1)}};
}

Json pairings_view(const Json& answer)
{
    Json pairings = Json::array();
    for (const auto& pairing : list_in(answer, "pairings")) {
        const auto made = text_in(pairing, "made"), last_used = text_in(pairing, "last_used"), ends = ends_at(pairing);
        pairings.push_back({{"id", number_in(pairing, "id")},
                            {"name", text_in(pairing, "name").empty() ? "device " + std::to_string(number_in(pairing, "id")) : text_in(pairing, "name")},
                            {"role", text_in(pairing, "role")},
                            {"over", text_in(pairing, "over") == "osc" ? "OSC" : "the page"},
                            {"address", text_in(pairing, "address")},
                            {"made_iso", made},
                            {"made", local_time(made)},
                            {"last_used_iso", last_used},
                            {"last_used", local_time(last_used)},
                            {"ends_iso", ends},
                            {"ends", local_time(ends)}});
    }
    return {{"any", !pairings.empty()}, {"pairings", std::move(pairings)}};
}

}  // namespace recalld::remote::web
