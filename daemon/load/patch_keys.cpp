#include "load/patch_keys.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

constexpr double longest_pattern = 200, longest_wire = 500;

Shape row()
{
    return map_of("row of jacks", {
        may("outputs", text(longest_pattern), "jacks that give a signal: B{n:1..24}"),
        may("inputs", text(longest_pattern), "jacks that take one, as many when there is a normal: B{n:25..48}"),
        may("normal", word({"none", "half", "full", "parallel"}), "what connects the first output with the first input and so on: half is broken by a cord in the input, full by a cord in either, parallel by none; none unless said"),
        may("mult", text(longest_pattern), "instead: what goes into one of these jacks comes out of the others: M{n:1..4}"),
    });
}

Shape feed()
{
    return map_of("feed", {
        must("from", text(longest_pattern), "the value whose word names what feeds it"),
        must("to", text(longest_pattern), "what it feeds, as people say it: ch {n}; the first, when its word is a block such as AN1-8"),
        may("while", dictionary_of(text()), "only while this value says so: {config/switch: REC}"),
    });
}

}  // namespace

Shape patch_shape()
{
    return map_of("patch", {
        may("jacks", list_of(row()), "of the bays and wall boxes, row by row"),
        may("wires", list_of(text(longest_wire)), "what is soldered, in the direction of the signal: line {n:1..8} -> 1073-{n} -> B{n}"),
    });
}

Shape signal_shape()
{
    return map_of("signal", {
        must("names", dictionary_of(text(longest_pattern)), "words of values and what they are called: {Local: in} makes Local 3 the point in 3"),
        may("hidden", list_of(text(longest_pattern)), "names that a trace does not show, because nobody sees them: slot"),
        must("feeds", list_of(feed(), 1), "which values say what feeds what"),
    });
}

}  // namespace recalld::load
