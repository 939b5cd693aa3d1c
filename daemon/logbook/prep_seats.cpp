#include "logbook/prep_seats.hpp"

#include <algorithm>

#include "logbook/name_fit.hpp"
#include "logbook/prep_strips.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

using studio::in_quotes;

namespace {

std::string listed(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

/// Which of a role's strips a number and a side mean, from 0.
std::optional<std::size_t> index_of(const RoleMatch& match, std::size_t strips)
{
    const std::size_t side = match.side == 'r' ? 1 : 0;
    if (match.number && match.side && static_cast<std::size_t>(*match.number) * 2 <= strips) return (static_cast<std::size_t>(*match.number) - 1) * 2 + side;
    if (match.number) return static_cast<std::size_t>(*match.number) - 1;
    if (match.side && strips >= 2) return side;
    return std::nullopt;
}

/// What everybody calls a role of the house; empty when only the house has it.
std::string known_name(const std::string& role)
{
    static const RoleBook everybodys;
    const auto match = everybodys.match(role);
    std::string words;
    for (const auto& token : tokens_of(role)) words += (words.empty() ? "" : " ") + token;
    return match && match->found == words ? match->role : std::string();
}

}  // namespace

Seating::Seating(const std::string& unit, const studio::Profile& profile, const PrepWish& wish, std::vector<PrepConflict>& conflicts)
    : unit_(unit), profile_(profile), wish_(wish), conflicts_(conflicts), inputs_(input_strips(profile))
{
    for (const auto& place : wish.house) {
        known_as_.push_back(known_name(place.role));
        book_.add(place.role, place.words);
        of_house_.insert(place.strips.begin(), place.strips.end());
    }
}

std::vector<Seat> Seating::seats()
{
    std::vector<Seat> seats(wish_.tracks.size());
    const auto each = [&](auto step) {
        for (std::size_t i = 0; i < seats.size(); ++i)
            if (wish_.tracks[i].left_out.empty() && !seats[i].strip) (this->*step)(wish_.tracks[i], seats[i]);
    };
    each(&Seating::find_role);
    each(&Seating::by_name);
    each(&Seating::by_number);
    each(&Seating::by_role);
    each(&Seating::by_what_is_free);
    return seats;
}

const HousePlace* Seating::place_for(const std::string& role) const
{
    auto wanted = RoleBook::instead_of(role);
    wanted.insert(wanted.begin(), role);
    for (const auto& name : wanted) {
        const auto has_strips = [&](const HousePlace& place) { return place.role == name && !place.strips.empty(); };
        if (const auto found = std::ranges::find_if(wish_.house, has_strips); found != wish_.house.end()) return &*found;
        for (std::size_t i = 0; i < wish_.house.size(); ++i)
            if (known_as_[i] == name && !wish_.house[i].strips.empty()) return &wish_.house[i];
    }
    return nullptr;
}

void Seating::find_role(const PrepTrack& track, Seat& seat)
{
    seat.match = book_.match(track.input.name);
    seat.role = !track.input.role.empty() ? track.input.role : seat.match ? seat.match->role : "";
    if (track.input.role.empty() && seat.match && !seat.match->also.empty()) choose_among(track, seat);
    if (!seat.role.empty()) seat.place = place_for(seat.role);
}

/// Several roles fit as well as each other: one that the house has a strip for is meant.
void Seating::choose_among(const PrepTrack& track, Seat& seat)
{
    std::vector<std::string> roles = seat.match->also, here;
    roles.insert(roles.begin(), seat.match->role);
    for (const auto& role : roles)
        if (std::ranges::find(wish_.house, role, &HousePlace::role) != wish_.house.end()) here.push_back(role);
    if (!here.empty()) seat.role = here.front();
    if (here.size() != 1) conflicts_.push_back({"role", in_quotes(track.input.name) + " fits several roles: " + listed(roles) + "; taken for " + seat.role, {track.input.name}});
}

bool Seating::take(const PrepTrack& track, Seat& seat, std::uint32_t strip, std::string why)
{
    const auto [at, is_free] = taken_.emplace(strip, track.input.name);
    if (!is_free) {
        conflicts_.push_back({"strip", in_quotes(at->second) + " and " + in_quotes(track.input.name) + " both belong to " + path(strip), {at->second, track.input.name}, {profile_.strips[strip].path}});
        return false;
    }
    seat.strip = strip;
    seat.why = std::move(why);
    return true;
}

void Seating::by_name(const PrepTrack& track, Seat& seat)
{
    if (track.input.strip.empty()) return;
    const auto strip = strip_meant(profile_, unit_, track.input.strip);
    if (strip) take(track, seat, *strip, "the list says " + track.input.strip);
    else conflicts_.push_back({"no_strip", "the list puts " + in_quotes(track.input.name) + " on " + in_quotes(track.input.strip) + ", which " + unit_ + " does not have", {track.input.name}});
}

void Seating::by_number(const PrepTrack& track, Seat& seat)
{
    if (!seat.place || !seat.match) return;
    const auto index = index_of(*seat.match, seat.place->strips.size());
    if (index && *index < seat.place->strips.size()) take(track, seat, seat.place->strips[*index], in_quotes(seat.match->found) + " is " + seat.role);
}

void Seating::by_role(const PrepTrack& track, Seat& seat)
{
    if (!seat.place) return;
    const auto& strips = seat.place->strips;
    const auto free = std::ranges::find_if(strips, [&](std::uint32_t strip) { return !taken_.contains(strip); });
    const bool was_told = std::ranges::any_of(conflicts_, [&](const PrepConflict& conflict) { return conflict.kind == "strip" && conflict.tracks.back() == track.input.name; });
    const std::string why = (seat.match ? in_quotes(seat.match->found) + " is " : "the list says ") + seat.role;
    if (free != strips.end()) take(track, seat, *free, why);
    else if (!was_told) take(track, seat, strips.back(), why);   // says who has it
}

std::optional<std::uint32_t> Seating::free_strip(bool with_house) const
{
    const auto found = std::ranges::find_if(inputs_, [&](std::uint32_t strip) { return !taken_.contains(strip) && (with_house || !of_house_.contains(strip)); });
    return found == inputs_.end() ? std::nullopt : std::optional(*found);
}

void Seating::by_what_is_free(const PrepTrack& track, Seat& seat)
{
    const auto& input = track.input;
    const bool had_a_place = seat.place != nullptr;
    if (!had_a_place && input.is_channel && input.line && *input.line >= 1 && static_cast<std::size_t>(*input.line) <= inputs_.size()) {
        const auto strip = inputs_[static_cast<std::size_t>(*input.line) - 1];
        if (!taken_.contains(strip) && !of_house_.contains(strip)) return void(take(track, seat, strip, "channel " + std::to_string(*input.line) + " of the list"));
    }
    auto strip = free_strip(false);
    if (!strip) strip = free_strip(true);
    if (!strip) return conflicts_.push_back({"no_strip", "no strip of " + unit_ + " is left for " + in_quotes(input.name), {input.name}});
    const std::string why = seat.role.empty() ? "no role is known by this name; the next free strip" : had_a_place ? "its strip is taken; the next free one" : "the house has no strip for " + seat.role + "; the next free one";
    take(track, seat, *strip, why);
    if (seat.role.empty()) conflicts_.push_back({"unknown_role", "no role is known by the name " + in_quotes(input.name) + "; " + path(*strip) + " is free", {input.name}, {profile_.strips[*strip].path}});
    else if (!had_a_place && !wish_.house.empty()) conflicts_.push_back({"no_strip", "the house has no strip for " + seat.role + " (" + in_quotes(input.name) + "); " + path(*strip) + " is free", {input.name}, {profile_.strips[*strip].path}});
}

}  // namespace recalld::logbook
