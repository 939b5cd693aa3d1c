#include "load/house_keys.hpp"

namespace recalld::load {

// clang-format off: tables of keys

Shape house_shape()
{
    return list_of(map_of("house strip", {
                                             must("role", text(64), "what plays there: kick, snare top, lead vox"),
                                             must("strip", text(200), "its standard strip, desk ch/01; desk ch/5-7 for the first, second and third of the role"),
                                             may("colour", word({"off", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}), "of its strips; that of the role's family unless said"),
                                             may("words", list_of(text(64)), "how tracks are called here, beside what everybody calls them: bd, bass drum"),
                                         }));
}

}  // namespace recalld::load
