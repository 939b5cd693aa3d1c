#include "bench/book_session.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <stdexcept>

#include "bench/table.hpp"
#include "load/profile_yaml.hpp"

namespace recalld::bench {

namespace {

using nlohmann::json;

constexpr std::size_t versions = 20, units = 30, prints = 10, moves_between_versions = 120, turned_units = 5, turned_controls = 3;
constexpr const char* session = "Night Train";

std::string version_named(std::size_t number) { return "Mix " + std::to_string(number + 1); }

std::string little(std::uint32_t number, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i));
    return text;
}

/// A second of 24-bit silence, and what tells it from the others.
std::string wav(std::uint32_t number)
{
    constexpr std::uint32_t rate = 96000, frame = 6;
    std::string sound(rate * frame, '\0');
    sound[0] = static_cast<char>(number);
    const auto format = little(1, 2) + little(2, 2) + little(rate, 4) + little(rate * frame, 4) + little(frame, 2) + little(24, 2);
    return "RIFF" + little(36 + rate * frame, 4) + "WAVEfmt " + little(16, 4) + format + "data" + little(rate * frame, 4) + sound;
}

/// Some way in which a control can stand, as people write it.
std::string some_words(const studio::Law& law, std::mt19937& luck)
{
    if (law.kind == studio::LawKind::text) return "to B" + std::to_string(luck() % 48 + 1);
    if (law.kind == studio::LawKind::dial) return law.spoken(static_cast<float>(luck() % 100) / 100.0F);
    return law.spoken(law.lowest() + static_cast<std::int32_t>(luck() % static_cast<std::uint32_t>(law.highest() - law.lowest() + 1)));
}

}  // namespace

std::vector<BookSession::Front> BookSession::fronts_in(const RemotePlace& place)
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(place.profiles) / "analog"))
        if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem());
    std::ranges::sort(names);
    names.resize(std::min(names.size(), units));
    std::vector<Front> fronts;
    for (const auto& name : names) fronts.push_back({name, load::find_profile({place.profiles}, "analog/" + name)});
    return fronts;
}

std::string BookSession::rig_of(const RemotePlace& place, const std::vector<Front>& fronts)
{
    std::string rig = "units:\n  - {name: desk, profile: " + place.profile->profile_id + ", link: {kind: udp, host: " + place.host + ", port: " + std::to_string(place.port) + "}}\n";
    for (const auto& front : fronts) rig += "  - {name: " + front.unit + ", profile: " + front.profile->profile_id + "}\n";
    return rig + "studio: {name: House of Sound, room: Studio A}\nprints: [" + place.folder + "]\nremote: {osc: {port: 0}, http: {port: 0}}\n";
}

BookSession::BookSession(const RemotePlace& place)
    : place_(place), fronts_(fronts_in(place)), hands_(place.profile, {"udp", place.host, place.port}, {}, place.folder + "/hands", 5),
      daemon_({place.daemon, place.profiles, place.folder, rig_of(place, fronts_)})
{
    hands_.capture("before");
    daemon_.wait_until_read();
    add_versions();
    add_prints();
}

BookSession::~BookSession()
{
    try {
        hands_.recall("before");
    } catch (const std::exception& error) {
        fmt::print("the desk was not put back: {}\n", error.what());
    }
}

std::string BookSession::ask(const std::string& verb, const std::string& arguments) const
{
    auto answer = daemon_.ask(verb, arguments);
    if (!answer.starts_with("{\"result\"")) throw std::runtime_error("recalld refused " + verb + ": " + answer);
    return answer;
}

void BookSession::note(const Front& front, std::size_t most)
{
    const auto& profile = *front.profile;
    std::vector<studio::ParameterId> chosen(profile.parameters.size());
    std::iota(chosen.begin(), chosen.end(), studio::ParameterId{});
    std::ranges::shuffle(chosen, luck_);
    chosen.resize(std::min(chosen.size(), most));
    std::string values;
    for (const auto id : chosen) values += profile[id].name + "=" + some_words(profile.law_of(id), luck_) + "\n";
    ask("sheet_set", json{{"unit", front.unit}, {"values", values}}.dump());
}

void BookSession::turn_some()
{
    for (std::size_t i = 0; i < turned_units; ++i) note(fronts_[luck_() % fronts_.size()], turned_controls);
}

void BookSession::add_versions()
{
    hands_.change(0);
    for (const auto& front : fronts_) note(front, front.profile->parameters.size());
    for (std::size_t number = 0; number < versions; ++number) {
        hands_.change(moves_between_versions);
        turn_some();
        ask("capture", json{{"session", session}, {"version", version_named(number)}}.dump());
    }
}

void BookSession::add_prints() const
{
    for (std::uint32_t number = 0; number < prints; ++number) {
        const auto path = place_.folder + "/NT_NightTrain_AB" + std::to_string(number + 10) + "_Master_96k24.wav";
        std::ofstream(path, std::ios::binary) << wav(number);
        ask("print", json{{"session", session}, {"version", version_named(versions - 1)}, {"path", path}}.dump());
    }
}

std::string BookSession::book(const std::string& format) const { return ask("book", json{{"session", session}, {"format", format}}.dump()); }

std::size_t BookSession::version_count() const { return json::parse(ask("versions", json{{"session", session}}.dump()))["result"]["versions"].size(); }

std::size_t BookSession::print_count() const { return json::parse(ask("prints", json{{"session", session}}.dump()))["result"]["prints"].size(); }

}  // namespace recalld::bench
