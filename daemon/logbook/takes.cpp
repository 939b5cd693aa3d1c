#include "logbook/takes.hpp"

#include <algorithm>

#include "logbook/line.hpp"

namespace recalld::logbook {

namespace {

/// What a line says of a field; what it leaves out stays.
void take_over(std::string& field, std::string said)
{
    if (!said.empty()) field = std::move(said);
}

Take& find_or_add(std::vector<Take>& takes, const store::Entry& line, std::size_t number)
{
    const auto known = std::ranges::find_if(takes, [&](const Take& take) { return take.number == number && take.session == line.said.session; });
    if (known != takes.end()) return *known;
    Take take;
    take.session = line.said.session;
    take.number = number;
    take.name = "Take " + std::to_string(number);
    take.who = line.said.who;
    take.time = line.time;
    take.entry = line.id;
    return takes.emplace_back(std::move(take));
}

Track& find_or_add(std::vector<Track>& tracks, const store::Entry& line, const std::string& name)
{
    const auto known = std::ranges::find_if(tracks, [&](const Track& track) { return track.name == name && track.session == line.said.session; });
    if (known != tracks.end()) return *known;
    Track track;
    track.session = line.said.session;
    track.name = name;
    return tracks.emplace_back(std::move(track));
}

}  // namespace

std::vector<Take> takes_in(const std::vector<store::Entry>& lines)
{
    const auto corrections = corrections_in(lines);
    std::vector<Take> takes;
    for (const auto& line : in_order(lines)) {
        const auto data = line.said.kind == "take" ? data_of(line) : Json::object();
        const auto number = number_of(data, "take");
        if (number == 0) continue;
        auto& take = find_or_add(takes, line, number);
        take_over(take.name, text_of(data, "name"));
        take_over(take.from, text_of(data, "from"));
        take_over(take.to, text_of(data, "to"));
        take_over(take.verdict, text_of(data, "verdict"));
        take.text = text_now(line, corrections);
    }
    return takes;
}

std::size_t next_take(const std::vector<Take>& takes, std::string_view session)
{
    std::size_t highest = 0;
    for (const auto& take : takes)
        if (take.session == session) highest = std::max(highest, take.number);
    return highest + 1;
}

std::vector<Track> tracks_in(const std::vector<store::Entry>& lines)
{
    const auto corrections = corrections_in(lines);
    std::vector<Track> tracks;
    for (const auto& line : in_order(lines)) {
        const auto data = line.said.kind == "track" ? data_of(line) : Json::object();
        const auto name = text_of(data, "track");
        if (name.empty()) continue;
        auto& track = find_or_add(tracks, line, name);
        track.is_done = flag_of(data, "done");
        track.text = text_now(line, corrections);
        track.who = line.said.who;
        track.time = line.time;
        track.entry = line.id;
    }
    return tracks;
}

}  // namespace recalld::logbook
