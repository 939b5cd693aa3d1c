#include "paper/rin.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "paper/template.hpp"
#include "paper/templates.hpp"

namespace recalld::paper {

namespace {

// Contributor roles of DDEX's that were seen in real messages.
constexpr std::array<std::string_view, 6> known_roles{"MixingEngineer", "MixingSecondEngineer", "TrackingSecondEngineer", "TransfersAndSafetiesEngineer", "MasteringEngineer", "Performer"};

/// Characters that XML 1.0 cannot hold become blanks, however they are escaped.
std::string for_xml(std::string text)
{
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') c = ' ';
    return text;
}

std::string xml_in(const Json& json, std::string_view name) { return for_xml(text_in(json, name)); }

/// `mixing engineer` -> `MixingEngineer`
std::string in_one_word(const std::string& words)
{
    std::string word;
    bool begins = true;
    for (const char c : words) {
        if (c != ' ' && c != '-') word += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        begins = c == ' ' || c == '-';
    }
    return word;
}

Json role_view(const Json& credit)
{
    const auto role = xml_in(credit, "role"), word = in_one_word(role);
    const bool is_known = std::ranges::find(known_roles, word) != known_roles.end();
    return {{"role", is_known ? word : std::string("UserDefined")}, {"own", is_known ? std::string() : role.empty() ? std::string("unknown") : role}, {"instrument", xml_in(credit, "instrument")}};
}

std::string only_signs(const std::string& number)
{
    std::string signs;
    std::ranges::copy_if(number, std::back_inserter(signs), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    return signs;
}

/// Everybody once, whatever he did: `P1` …
class Parties {
public:
    std::string of(const Json& credit)
    {
        const auto name = xml_in(credit, "name");
        const auto [known, is_new] = numbers_.try_emplace(name, "P" + std::to_string(numbers_.size() + 1));
        if (is_new) all_.push_back({{"reference", known->second}, {"name", name}, {"isni", only_signs(text_in(credit, "isni"))}, {"ipi", only_signs(text_in(credit, "ipi"))}, {"organisation", "false"}});
        return known->second;
    }
    Json all() const { return all_; }

private:
    std::map<std::string, std::string> numbers_;
    Json all_ = Json::array();
};

Json contributors(const Json& facts, Parties& parties)
{
    Json all = Json::array();
    for (const auto& credit : list_in(facts, "credits")) {
        Json one = role_view(credit);
        one["reference"] = parties.of(credit);
        one["number"] = all.size() + 1;
        all.push_back(std::move(one));
    }
    return all;
}

/// ISO 8601: `PT3M32S`
std::string duration(double seconds)
{
    const auto whole = static_cast<std::uint64_t>(seconds > 0 && seconds < 1e7 ? seconds + 0.5 : 0);
    return whole == 0 ? std::string() : "PT" + std::to_string(whole / 60) + "M" + std::to_string(whole % 60) + "S";
}

std::string kilohertz(double rate_hz)
{
    const auto rate = static_cast<std::uint64_t>(rate_hz > 0 && rate_hz < 1e7 ? rate_hz : 0);
    if (rate == 0) return {};
    return std::to_string(rate / 1000) + (rate % 1000 == 0 ? "" : "." + std::to_string(rate % 1000 / 100));
}

/// Nobody knows of a coding without bits how many it has.
std::string bits_of(const Json& print) { return number_in(print, "bits") > 0 ? xml_in(print, "bits") : std::string(); }

/// What was superseded is no part of the recording any more.
Json components(const Json& facts)
{
    Json all = Json::array();
    for (const auto& print : list_in(facts, "prints")) {
        if (number_in(print, "replaced") > 0) continue;
        const auto number = std::to_string(all.size() + 1);
        all.push_back({{"reference", "K" + number}, {"file", "F" + number}, {"number", number}, {"title", xml_in(print, "file")}, {"alternate", xml_in(print, "alternate")},
                       {"sha256", xml_in(print, "sha256")}, {"bits", bits_of(print)}, {"khz", kilohertz(number_in(print, "rate_hz"))}, {"duration", duration(number_in(print, "seconds"))}});
    }
    return all;
}

/// A session for each day; what was done there is not known, but that versions of a mix were kept; what was only prepared was no session.
Json sessions(const Json& facts)
{
    std::map<std::string, std::string> days;
    for (const auto& version : list_in(facts, "versions"))
        if (const auto time = xml_in(version, "time"); time.size() >= 10 && !flag_in(version, "never_applied")) days.try_emplace(time.substr(0, 10), time);
    const auto& studio = object_in(facts, "studio");
    Json all = Json::array();
    for (const auto& [day, time] : days)
        all.push_back({{"reference", "O" + std::to_string(all.size() + 1)}, {"time", time}, {"venue", xml_in(studio, "name")}, {"address", xml_in(studio, "address")},
                       {"territory", xml_in(studio, "territory")}, {"room", xml_in(studio, "room")}});
    return all;
}

std::string display_artist(const Json& facts)
{
    const auto artist = xml_in(object_in(facts, "song"), "artist");
    return artist.empty() ? "unknown" : artist;
}

}  // namespace

std::string rin_draft(const Json& facts)
{
    Parties parties;
    const auto& song = object_in(facts, "song");
    const auto title = xml_in(song, "title");
    Json view = {{"made_by", xml_in(facts, "made_by")}, {"made", xml_in(facts, "made")}, {"session", xml_in(facts, "session")}, {"studio", xml_in(object_in(facts, "studio"), "name")},
                 {"title", title.empty() ? xml_in(facts, "session") : title}, {"artist", display_artist(facts)}, {"isrc", only_signs(text_in(song, "isrc"))},
                 {"tempo", xml_in(song, "bpm")}, {"catalogue", xml_in(song, "catalogue")}};
    view["contributors"] = contributors(facts, parties);
    view["parties"] = parties.all();
    view["components"] = components(facts);
    view["sessions"] = sessions(facts);
    for (const auto* list : {"parties", "components", "sessions"}) view["any_" + std::string(list)] = !view[list].empty();
    return fill(template_file("rin.mustache"), view);
}

}  // namespace recalld::paper
