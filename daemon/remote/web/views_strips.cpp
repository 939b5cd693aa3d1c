#include <algorithm>
#include <set>

#include "remote/web/target.hpp"
#include "remote/web/views.hpp"

namespace recalld::remote::web {

namespace {

/// `ch/03/mix/fader` -> `/ch/*/mix/fader`
std::string for_all_numbers(const std::string& path)
{
    std::string pattern;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        const auto segment = path.substr(at, end - at);
        const bool is_number = !segment.empty() && std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; });
        pattern += "/" + (is_number ? std::string("*") : segment);
        at = end + 1;
    }
    return pattern;
}

/// The scope of what stands on the page, as the socket follows it.
std::string follow_of(const std::string& unit, const Json& strips)
{
    std::set<std::string> patterns;
    for (const auto& strip : strips) {
        if (const auto label = text_in(strip, "label_parameter"); !label.empty()) patterns.insert(for_all_numbers(label));
        for (const auto* control : {"fader", "mute"})
            if (strip.contains(control) && strip[control].is_object()) patterns.insert(for_all_numbers(text_in(strip[control], "parameter")));
    }
    std::string scope;
    for (const auto& pattern : patterns) scope += (scope.empty() ? "" : ", ") + unit + " " + pattern;
    return scope;
}

Json tabs_view(const Json& units, const StripsAsked& asked)
{
    Json tabs = Json::array();
    for (const auto& unit : units) {
        const auto name = text_in(unit, "unit");
        for (const auto& group : list_in(unit, "groups"))
            tabs.push_back({{"href", "/strips" + query_of({{"unit", name}, {"page", group.get<std::string>()}})},
                            {"words", (units.size() > 1 ? name + " " : std::string()) + group.get<std::string>()},
                            {"here", name == asked.unit && group == asked.group}});
    }
    return tabs;
}

Json mute_view(const Json& mute, const std::string& back)
{
    const bool is_muted = flag_in(mute, "is_muted");
    return {{"parameter", text_in(mute, "parameter")},
            {"is_muted", is_muted},
            {"pressed", is_muted ? "true" : "false"},
            {"muted_at", mute.value("muted_at", Json(0))},
            {"if_muted", text_in(mute, "open")},
            {"if_open", text_in(mute, "muted")},
            {"wanted", text_in(mute, is_muted ? "open" : "muted")},
            {"back", back}};
}

}  // namespace

Json strips_view(const Json& units, const Json& strips, const StripsAsked& asked)
{
    Json tabs = tabs_view(units, asked), views = Json::array();
    const auto back = "/strips" + query_of({{"unit", asked.unit}, {"page", asked.group}});
    for (const auto& strip : strips) {
        Json view = {{"id", views.size()}, {"words", text_in(strip, "words")}, {"label", text_in(strip, "label")}, {"label_parameter", text_in(strip, "label_parameter")},
                     {"fader", strip.value("fader", Json())}, {"mute", nullptr}};
        if (strip.contains("mute") && strip["mute"].is_object()) view["mute"] = mute_view(strip["mute"], back);
        views.push_back(std::move(view));
    }
    return {{"any_tabs", !tabs.empty()}, {"tabs", std::move(tabs)}, {"unit", asked.unit}, {"online", asked.online}, {"follow", follow_of(asked.unit, strips)}, {"strips", std::move(views)}};
}

}  // namespace recalld::remote::web
