#include "remote/web/views.hpp"

#include <algorithm>
#include <map>

#include "remote/web/target.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

std::string text_in(const Json& json, std::string_view name)
{
    const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t number_in(const Json& json, std::string_view name)
{
    const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
    return found != json.end() && found->is_number_integer() ? static_cast<std::size_t>(std::max<std::int64_t>(0, found->get<std::int64_t>())) : 0;
}

bool flag_in(const Json& json, std::string_view name)
{
    const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
    return found != json.end() && found->is_boolean() && found->get<bool>();
}

const Json& list_in(const Json& json, std::string_view name)
{
    static const Json none = Json::array();
    const auto found = json.is_object() ? json.find(std::string(name)) : json.end();
    return found != json.end() && found->is_array() ? *found : none;
}

std::string pinned(const std::string& version, std::size_t take)
{
    if (take == 0 || version.find('@') != std::string::npos) return version;
    return version + "@" + std::to_string(take);
}

std::string moment_words(const std::string& session, const std::string& version)
{
    const auto at = version.rfind('@');
    if (at == std::string::npos) return session + " / " + version;
    return session + " / " + version.substr(0, at) + ", take " + version.substr(at + 1);
}

std::string scope_words(const std::string& scope)
{
    std::string with, without;
    for (std::size_t at = 0; at < scope.size();) {
        const auto end = std::min(scope.find(',', at), scope.size());
        auto term = scope.substr(at, end - at);
        term.erase(0, std::min(term.find_first_not_of(' '), term.size()));
        at = end + 1;
        const bool is_out = term.starts_with('-');
        auto& list = is_out ? without : with;
        if (!term.empty()) list += (list.empty() ? "" : ", ") + term.substr(is_out ? 1 : 0);
    }
    if (with.empty()) return without.empty() ? without : "all but " + without;
    return "only " + with + (without.empty() ? "" : ", without " + without);
}

std::string version_href(const std::string& session, const std::string& version) { return path_to({"sessions", session, version}); }

std::string plan_href(const std::string& session, const std::string& version, const std::string& scope)
{
    return "/plan" + query_of({{"session", session}, {"version", version}, {"scope", scope}});
}

std::string diff_href(const std::string& from, const std::string& to, const std::string& scope)
{
    return "/diff" + query_of({{"from", from}, {"to", to}, {"scope", scope}});
}

Json shortened(const Json& list, std::size_t most)
{
    Json names = Json::array();
    for (std::size_t i = 0; i < std::min(list.size(), most); ++i) names.push_back(list[i]);
    return {{"names", std::move(names)}, {"more", list.size() > most ? "… and " + std::to_string(list.size() - most) + " more" : std::string()}};
}

Json grouped(const Json& rows, std::size_t most, const std::string& advice)
{
    Json groups = Json::array();
    const bool several_units = std::ranges::any_of(rows, [&](const Json& row) { return text_in(row, "unit") != text_in(rows.front(), "unit"); });
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
        const auto unit = text_in(rows[i], "unit"), strip = text_in(rows[i], "strip");
        const auto [place, is_new] = places.try_emplace(unit + "\n" + strip, groups.size());
        if (is_new) groups.push_back({{"unit", several_units ? unit : std::string()}, {"strip", strip}, {"rows", Json::array()}});
        const auto hazard = text_in(rows[i], "hazard");
        groups[place->second]["rows"].push_back({{"words", text_in(rows[i], "words")},
                                                 {"from", text_in(rows[i], "from")},
                                                 {"to", text_in(rows[i], "to")},
                                                 {"hazard", hazard.empty() ? hazard : std::string(hazard_words(hazard))}});
    }
    const std::string more = rows.size() > most ? "… and " + std::to_string(rows.size() - most) + " more" + advice : std::string();
    return {{"groups", std::move(groups)}, {"more", more}};
}

Json pager_view(const Json& answer, std::size_t shown, std::size_t count, const std::string& path)
{
    const auto offset = number_in(answer, "offset"), total = number_in(answer, "total");
    if (offset == 0 && shown >= total) return nullptr;
    const auto at = [&](std::size_t place) { return path + (path.find('?') == std::string::npos ? "?" : "&") + "offset=" + std::to_string(place); };
    const auto words = shown == 0 ? "none of " + std::to_string(total) : std::to_string(offset + 1) + " – " + std::to_string(offset + shown) + " of " + std::to_string(total);
    return {{"words", words},
            {"newer", offset > 0 ? at(offset > count ? offset - count : 0) : std::string()},
            {"older", offset + shown < total ? at(offset + count) : std::string()}};
}

}  // namespace recalld::remote::web
