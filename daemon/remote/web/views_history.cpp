#include <algorithm>
#include <map>
#include <set>

#include "remote/web/target.hpp"
#include "remote/web/views.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_rows = 1000, most_silent = 40, most_strips = 300;

/// `100 % of 8493 parameters`, with what is missing named.
struct Coverage {
    std::size_t captured = 0, silent = 0, not_exposed = 0, by_hand = 0;

    void add(const Json& unit)
    {
        captured += number_in(unit, "captured");
        const auto names = unit.find("silent");
        silent += names != unit.end() && names->is_array() ? names->size() : number_in(unit, "silent");
        not_exposed += number_in(unit, "not_exposed");
        by_hand += number_in(unit, "by_hand");
    }
    std::string words() const
    {
        std::string text = percentage(captured, captured + silent + by_hand) + " of " + count_of(captured + silent + by_hand, "parameter");
        if (silent > 0) text += ", " + std::to_string(silent) + " silent";
        if (by_hand > 0) text += ", " + std::to_string(by_hand) + " by hand";
        if (not_exposed > 0) text += ", " + std::to_string(not_exposed) + " not exposed";
        return text;
    }
};

Json version_row(const std::string& session, const Json& version, bool is_newest_take)
{
    Coverage coverage;
    for (const auto& unit : list_in(version, "units")) coverage.add(unit);
    const auto name = text_in(version, "version"), time = text_in(version, "time"), kind = text_in(version, "kind");
    const auto take = number_in(version, "take");
    return {{"name", name + (take > 1 || !is_newest_take ? ", take " + std::to_string(take) : std::string())},
            {"href", version_href(session, is_newest_take ? name : pinned(name, take))},
            {"kind", kind},
            {"is_safety", kind == "safety"},
            {"time_iso", time},
            {"time", local_time(time)},
            {"coverage", coverage.words()},
            {"gaps", coverage.silent > 0},
            {"scope", scope_words(text_in(version, "scope"))},
            {"note", text_in(version, "note")}};
}

/// `ch 3 "Kick": fader` -> `ch 3 "Kick"`
std::string strip_of(const std::string& words) { return words.substr(0, words.rfind(": ")); }

/// What follows the strip's words.
std::string rest_of(const std::string& words)
{
    const auto end = words.rfind(": ");
    return end == std::string::npos ? words : words.substr(end + 2);
}

/// The path that both lie under: `ch/03/mix`
std::string common_path(const std::string& a, const std::string& b)
{
    const auto differ = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    if (differ == a.size() && (differ == b.size() || b[differ] == '/')) return a;
    const auto slash = differ == 0 ? std::string::npos : a.rfind('/', differ - 1);
    return slash == std::string::npos ? std::string() : a.substr(0, slash);
}

/// A link for each strip that the version holds.
Json strips_of(const std::string& self, const Json& unit)
{
    std::vector<std::pair<std::string, std::string>> strips;   // words, and the path that its parameters share
    std::map<std::string, std::size_t> places;
    for (const auto& value : list_in(unit, "values")) {
        const auto words = strip_of(text_in(value, "words")), name = text_in(value, "parameter");
        const auto [place, is_new] = places.try_emplace(words, strips.size());
        if (is_new) strips.emplace_back(words, name);
        else strips[place->second].second = common_path(strips[place->second].second, name);
    }
    std::stable_partition(strips.begin(), strips.end(), [](const auto& strip) { return strip.first.find('"') != std::string::npos; });   // what has a name comes first
    Json links = Json::array();
    for (const auto& [words, path] : strips)
        if (!path.empty() && links.size() < most_strips)
            links.push_back({{"words", words}, {"href", self + query_of({{"scope", text_in(unit, "unit") + " /" + path}}) + "#look-h"}});
    return links;
}

Json held_view(const std::string& self, const Json& unit, std::size_t number)
{
    Coverage coverage;
    const Json counts = unit.value("coverage", Json::object());
    coverage.add(counts);
    const auto& silent = list_in(counts, "silent");
    Json view = {{"id", number}, {"unit", text_in(unit, "unit")}, {"identity", text_in(unit, "identity")}, {"captured_words", coverage.words()}};
    const auto names = shortened(silent, most_silent);
    view["any_silent"] = !silent.empty();
    view["silent_words"] = count_of(silent.size(), "parameter") + " stayed silent and " + (silent.size() == 1 ? "is" : "are") + " not in this version:";
    view["silent"] = names["names"];
    view["silent_more"] = names["more"];
    view["strips"] = strips_of(self, unit);
    view["any_strips"] = !view["strips"].empty();
    return view;
}

std::string standing_words(const std::string& standing)
{
    if (standing == "confirmed") return {};
    if (standing == "assumed") return "as sent or imported";
    if (standing == "not_exposed") return "not exposed";
    return standing == "by_hand" ? "by hand" : standing;
}

void add_values(const Json& unit, Json& rows)
{
    for (const auto& value : list_in(unit, "values")) {
        const auto words = text_in(value, "words"), standing = text_in(value, "standing"), spoken = text_in(value, "value");
        const auto said = standing_words(standing);
        rows.push_back({{"unit", text_in(unit, "unit")}, {"strip", strip_of(words)}, {"words", rest_of(words)}, {"value", spoken}, {"standing", said == spoken ? std::string() : said}});
    }
}

/// The values of a scope, a table a strip.
void add_values_view(const Json& looked_at, Json& view)
{
    Json rows = Json::array(), groups = Json::array();
    for (const auto& unit : list_in(looked_at, "units")) add_values(unit, rows);
    for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) {
        const auto words = text_in(rows[i], "unit") + " " + text_in(rows[i], "strip");
        if (groups.empty() || text_in(groups.back(), "words") != words) groups.push_back({{"words", words}, {"rows", Json::array()}});
        groups.back()["rows"].push_back(rows[i]);
    }
    view["groups"] = std::move(groups);
    view["more"] = rows.size() > most_rows ? "… and " + std::to_string(rows.size() - most_rows) + " more; a narrower scope shows them" : std::string();
    if (!looked_at.is_null() && rows.empty()) view["more"] = "The version holds nothing in this scope.";
}

std::string side_words(const Json& side)
{
    return side.is_string() ? std::string("what stands there now") : moment_words(text_in(side, "session"), text_in(side, "version"));
}

/// Rows that both have stand once; those of a unit stay together.
Json with_noted(const Json& differences, const Json& noted)
{
    std::vector<Json> rows(differences.begin(), differences.end());
    std::set<std::pair<std::string, std::string>> told;
    for (const auto& row : rows) told.emplace(text_in(row, "unit"), text_in(row, "parameter"));
    for (const auto& row : noted) {
        const auto unit = text_in(row, "unit");
        if (!told.emplace(unit, text_in(row, "parameter")).second) continue;
        const auto last = std::find_if(rows.rbegin(), rows.rend(), [&](const Json& one) { return text_in(one, "unit") == unit; });
        rows.insert(last == rows.rend() ? rows.end() : last.base(), row);
    }
    return Json(std::move(rows));
}

}  // namespace

Json sessions_view(const Json& answer)
{
    Json rows = Json::array();
    const auto& sessions = list_in(answer, "sessions");
    for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
        const auto name = text_in(*session, "session"), last = text_in(*session, "last");
        rows.push_back({{"name", name}, {"href", path_to({"sessions", name})}, {"versions", count_of(number_in(*session, "versions"), "version")},
                        {"last_iso", last}, {"last", local_time(last)}});
    }
    return {{"any", !rows.empty()}, {"sessions", std::move(rows)}};
}

Json session_view(const Json& answer, bool with_safety)
{
    Json rows = Json::array();
    const auto session = text_in(answer, "session");
    const auto& versions = list_in(answer, "versions");
    std::map<std::string, std::size_t> takes;   // the newest of each name
    for (const auto& version : versions) takes[text_in(version, "version")] = std::max(takes[text_in(version, "version")], number_in(version, "take"));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version)
        rows.push_back(version_row(session, *version, number_in(*version, "take") == takes[text_in(*version, "version")]));
    Json view = {{"session", session}, {"self", path_to({"sessions", session})}, {"book", path_to({"book", session})}, {"with_safety", with_safety}, {"versions", std::move(rows)}};
    for (const auto* place : {"prep", "prints"}) view[place] = "/" + std::string(place) + query_of({{"session", session}});
    return view;
}

Json version_view(const Json& shown, const Json& looked_at, const std::string& scope, const std::string& asked)
{
    const auto session = text_in(shown, "session"), name = text_in(shown, "version"), time = text_in(shown, "time");
    const auto take = number_in(shown, "take");
    const auto version = pinned(name, take), self = version_href(session, asked);
    Json view = {{"session", session}, {"session_href", path_to({"sessions", session})}, {"version", name}, {"take", take}, {"kind_words", "from "},
                 {"time_iso", time}, {"time", local_time(time)}, {"version_scope", scope_words(text_in(shown, "scope"))}, {"note", text_in(shown, "note")},
                 {"self", self}, {"scope", scope}, {"plan", plan_href(session, version)}, {"diff", diff_href(session + "/" + version, "live")}};
    Json units = Json::array();
    for (const auto& unit : list_in(shown, "units")) units.push_back(held_view(self, unit, units.size()));
    view["units"] = std::move(units);
    add_values_view(looked_at, view);
    return view;
}

Json diff_view(const Json& diff, const Json& besides)
{
    const Json differences = with_noted(list_in(diff, "differences"), list_in(besides, "noted"));
    const auto& missing = list_in(diff, "missing");
    const auto& by_hand = list_in(besides, "words");
    const auto count = differences.size() + by_hand.size();
    Json view = grouped(differences, most_rows, "; a narrower scope shows them");
    view["headline"] = count == 0 ? std::string("Nothing differs") : count_of(count, "difference");
    view["any_by_hand"] = !by_hand.empty();
    view["by_hand"] = by_hand;
    view["not_compared"] = list_in(besides, "not_compared");
    view["compared"] = "From " + side_words(diff.value("from", Json())) + " to " + side_words(diff.value("to", Json())) + "; " +
                       count_of(number_in(diff, "compared"), "parameter") + " compared.";
    view["any_missing"] = !missing.empty();
    view["missing"] = missing;
    return view;
}

}  // namespace recalld::remote::web
