#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "logbook/prep.hpp"
#include "studio/profile.hpp"

namespace recalld::logbook {

/// What was found for a track: the role, and whose strips it may take.
struct Seat {
    std::optional<RoleMatch> match = {};
    std::string role = {};
    const HousePlace* place = nullptr;     ///< nothing: the house has no strip for it
    std::optional<std::uint32_t> strip = {};
    std::string why = {};
};

/// Gives every track a strip: those that are named first, then numbered ones, then the rest of each role, then whoever the house does not
/// know. Puts down what two wanted, and what nobody knows. Pure.
class Seating {
public:
    Seating(const std::string& unit, const studio::Profile& profile, const PrepWish& wish, std::vector<PrepConflict>& conflicts);
    std::vector<Seat> seats();

private:
    void find_role(const PrepTrack& track, Seat& seat);
    const HousePlace* place_for(const std::string& role) const;
    void choose_among(const PrepTrack& track, Seat& seat);
    void by_name(const PrepTrack& track, Seat& seat);
    void by_number(const PrepTrack& track, Seat& seat);
    void by_role(const PrepTrack& track, Seat& seat);
    void by_what_is_free(const PrepTrack& track, Seat& seat);
    bool take(const PrepTrack& track, Seat& seat, std::uint32_t strip, std::string why);
    std::optional<std::uint32_t> free_strip(bool with_house) const;
    std::string path(std::uint32_t strip) const { return unit_ + " " + profile_.strips[strip].path; }

    const std::string& unit_;
    const studio::Profile& profile_;
    const PrepWish& wish_;
    std::vector<PrepConflict>& conflicts_;
    RoleBook book_;
    std::vector<std::string> known_as_;            ///< of each place of the house: `vocals`, where the house says `vox`
    std::vector<std::uint32_t> inputs_;
    std::set<std::uint32_t> of_house_;
    std::map<std::uint32_t, std::string> taken_;   ///< by which track
};

}  // namespace recalld::logbook
