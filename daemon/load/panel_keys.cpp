#include "load/panel_keys.hpp"

#include "studio/panel.hpp"
#include "studio/parameter.hpp"

namespace recalld::load {

// clang-format off: tables of keys

namespace {

constexpr double longest_label = 40, longest_mark = 24, longest_quirk = 200, longest_revision = 40;
constexpr double most_marks = 64, most_states = 16, most_buttons = 24, most_controls = 400, most_groups = 200, most_channels = 64;

Shape label() { return scalar(longest_label); }
Shape mark() { return scalar(longest_mark); }

Shape some(Shape item, double least, double most)
{
    Shape shape = list_of(std::move(item), least);
    shape.high = most;
    return shape;
}

Shape ranged(double low, double high)
{
    Shape shape = number();
    shape.low = low;
    shape.high = high;
    return shape;
}

template <typename Enum>
Shape names_of(std::size_t count)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.emplace_back(name_of(static_cast<Enum>(i)));
    return word(std::move(names));
}

Shape colour_word()
{
    std::vector<std::string> names;
    for (const auto& colour : studio::cap_colours()) names.emplace_back(colour.name);
    return word(std::move(names));
}

Shape section_word() { return names_of<studio::Section>(studio::section_count); }
Shape revisions() { return some(text(longest_revision), 1, most_states); }

std::vector<Key> kind_keys()
{
    return {
        may("knob", label(), "turns along a printed scale; its label"),
        may("stepped", label(), "a knob that turns from click to click; its label"),
        may("slider", label(), "slides along a printed scale, lowest first; its label"),
        may("toggle", label(), "a lever with two or three positions; its label"),
        may("button", label(), "in or out; its label"),
        may("radio", label(), "a row of buttons; its label"),
        may("cycle", label(), "one button that goes from state to state; its label"),
        may("trim", label(), "turned with a screwdriver along a printed scale; its label"),
        may("jack", label(), "a point that takes a cord or an insert, noted in words; its label"),
        may("note", label(), "what is written beside it, in words; its label"),
        may("meter", label(), "shows, and holds nothing; its label"),
    };
}

std::vector<Key> scale_keys()
{
    return {
        may("marks", some(mark(), 2, most_marks), "knob, slider, trim: what is printed, in equal distances, counter-clockwise or lowest first"),
        may("at", some(tuple_of({number(), mark()}), 2, most_marks), "… or at places 0 … 1 of the way: [place, mark]"),
        may("steps", some(mark(), 2, most_marks), "stepped: what is printed at each click"),
        may("positions", some(mark(), 2, 3), "toggle: what its positions say, lowest or leftmost first"),
        may("buttons", some(mark(), 2, most_buttons), "radio: what each of them says"),
        may("several", truth(), "radio: any of them may be in together; at most six buttons then"),
        may("states", some(mark(), 2, most_states), "cycle: what it goes through"),
        may("unit", text(12), "dB, Hz, ms … as it is printed"),
        may("tolerance", ranged(0, 10), "how exactly a hand can set it, in divisions of its scale; 0.2 unless said"),
        may("detent", truth(), "it clicks in the middle"),
    };
}

std::vector<Key> look_keys()
{
    return {
        may("large", truth(), "bigger than the others"),
        may("outer", truth(), "the ring around the knob that stands before it"),
        may("colour", colour_word(), "of its cap"),
        may("name", text(longest_label), "what its parameter is called, where the label is no good"),
        may("section", section_word(), "instead of the group's section"),
        may("hazard", names_of<studio::Hazard>(studio::hazard_count), "a change needs consent by this name"),
        may("revisions", revisions(), "only these have it; all unless said"),
    };
}

Shape control()
{
    std::vector<Key> keys = kind_keys();
    std::vector<std::string> kinds;
    for (const Key& key : keys) kinds.push_back(key.name);
    for (auto* more : {scale_keys, look_keys})
        for (Key& key : more()) keys.push_back(std::move(key));
    return exactly_one(std::move(kinds), map_of("control", std::move(keys)));
}

Shape group()
{
    return map_of("group", {
                               may("name", label(), "as it is printed: LEFT; none unless said"),
                               may("row", word({"new", "each"}), "new = it begins a new row of the front; each = so does each of its channels"),
                               may("channels", some(label(), 2, most_channels), "the group once for each of these, copies of each other"),
                               may("section", section_word(), "instead of the panel's section"),
                               must("controls", some(control(), 1, most_controls), "from left to right"),
                           });
}

}  // namespace

Shape panel_shape()
{
    return map_of("panel", {
                               must("size", word({"1U", "2U", "3U", "4U", "500", "pedal", "desk"}), "units of a 19\" rack, a 500 module, a pedal, or what stands on a desk"),
                               may("section", section_word(), "what engineers scope by; config unless said"),
                               may("revisions", revisions(), "what was built, for people: A (blue stripe)"),
                               may("quirks", some(text(longest_quirk), 1, most_states), "what all of this model do"),
                               must("groups", some(group(), 1, most_groups), "what stands together, in the order in which the front is read"),
                           });
}

}  // namespace recalld::load
