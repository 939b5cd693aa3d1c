#pragma once

#include <map>
#include <string>
#include <vector>

#include "logbook/line.hpp"

namespace recalld::logbook {

/// What tells one unit from others of its model.
struct Plate {
    std::string revision = {};
    std::string serial = {};
    std::vector<std::string> quirks = {};   ///< what this one does, for people: `reads 2 dB hot`

    bool is_blank() const { return revision.empty() && serial.empty() && quirks.empty(); }
};
using Plates = std::map<std::string, Plate, std::less<>>;   ///< by unit

/// The plate of a unit; a blank one where nobody knows it.
const Plate& plate_in(const Plates& plates, std::string_view unit);

/// `revision D, serial 4711`
std::string words_of(const Plate& plate);
/// `1176-A: revision D, serial 4711; LA2A: serial 12, hums`
std::string words_of(const Plates& plates);
/// `serial`, `revision` and `quirks`, as answers have them.
Json plate_json(const Plate& plate);
/// The facts of a line of plates: `units`. Blank plates are left out.
Json plates_data(const Plates& plates);
/// The newest of these lines holds. Pure.
Plates plates_in(const std::vector<store::Entry>& lines);

}  // namespace recalld::logbook
