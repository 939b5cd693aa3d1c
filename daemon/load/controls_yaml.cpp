#include "load/controls_yaml.hpp"

#include "load/placed_pattern.hpp"
#include "studio/spelling.hpp"

#include <charconv>

namespace recalld::load {

namespace {

using studio::no_parameter;
using studio::ParameterId;
using studio::Profile;
using studio::StripControls;
using studio::SwitchControl;

/// Reads the controls of one strip; the names in them are filled with what its path counts.
class ControlReader {
public:
    ControlReader(const Profile& profile, std::string strip, const Bindings& bindings)
        : profile_(profile), strip_(std::move(strip)), bindings_(bindings)
    {
    }

    StripControls read(const Cursor& map, std::uint32_t index) const
    {
        StripControls controls;
        controls.strip = index;
        if (const auto at = map.find("fader")) controls.fader = parameter_at(*at);
        if (const auto at = map.find("colour")) controls.colour = parameter_at(*at);
        if (controls.fader != no_parameter && !is_grid(controls.fader)) map.find("fader")->fail("a fader needs a law with steps");
        if (const auto at = map.find("mute")) controls.mute = switch_at(*at);
        if (const auto at = map.find("solo")) controls.solo = switch_at(*at);
        if (const auto at = map.find("select")) controls.select = switch_at(*at);
        if (const auto at = map.find("rec")) controls.rec = switch_at(*at);
        if (const auto at = map.find("knobs"))
            for (const auto& [name, list] : at->entries()) controls.knobs.push_back({name.text(), knobs_at(list)});
        return controls;
    }

private:
    bool is_grid(ParameterId id) const { return profile_.law_of(id).is_stepped() && profile_.law_of(id).steps > 1; }

    /// A name behind the strip, or from the desk's top when it begins with a slash.
    ParameterId named(const Cursor& at, const std::string& name) const
    {
        const std::string whole = name.starts_with('/') ? name.substr(1) : strip_ + "/" + name;
        const auto found = profile_.find(whole);
        if (!found) at.fail("no parameter " + studio::in_quotes(whole) + profile_.suggestion(whole));
        return *found;
    }

    ParameterId parameter_at(const Cursor& at) const { return named(at, PlacedPattern(at).fill(bindings_)); }

    std::vector<ParameterId> parameters_at(const Cursor& at) const
    {
        std::vector<ParameterId> parameters;
        for (const Expansion& one : PlacedPattern(at).expand(bindings_)) parameters.push_back(named(at, one.text));
        return parameters;
    }

    studio::Knob picked_at(const Cursor& map) const
    {
        const auto by = *map.find("by");
        const studio::Knob knob{no_parameter, parameter_at(by), parameters_at(*map.find("of"))};
        if (profile_.law_of(knob.picked_by).kind != studio::LawKind::integer) by.fail("a knob is picked by a whole number");
        return knob;
    }

    std::vector<studio::Knob> knobs_at(const Cursor& list) const
    {
        std::vector<studio::Knob> knobs;
        for (const Cursor& at : list.items()) {
            if (at.is(Cursor::Kind::map)) knobs.push_back(picked_at(at));
            else
                for (const ParameterId parameter : parameters_at(at)) knobs.push_back({parameter});
        }
        return knobs;
    }

    std::int32_t value_at(const Cursor& at, ParameterId id) const
    {
        const std::string word = PlacedPattern(at).fill(bindings_);
        const auto value = profile_.law_of(id).parse(word);
        const auto* number = value ? std::get_if<std::int32_t>(&*value) : nullptr;
        if (!number) at.fail(studio::in_quotes(word) + " is not what " + profile_[id].name + " holds (" + profile_.law_of(id).range() + ")");
        return *number;
    }

    SwitchControl switch_at(const Cursor& at) const
    {
        SwitchControl control;
        if (at.is(Cursor::Kind::text)) {
            control.parameter = parameter_at(at);
            return control;
        }
        control.parameter = parameter_at(*at.find("parameter"));
        const auto on = at.find("set"), off = at.find("clear");
        if (on) control.on = value_at(*on, control.parameter);
        if (on && !off) control.off.reset();
        if (off) control.off = value_at(*off, control.parameter);
        return control;
    }

    const Profile& profile_;
    std::string strip_;
    const Bindings& bindings_;
};

std::uint16_t number_at(const Cursor& at, const Bindings& bindings, std::uint16_t values)
{
    const std::string word = PlacedPattern(at).fill(bindings);
    int number = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (fault != std::errc() || end != word.data() + word.size() || number < 0 || number >= values)
        at.fail(studio::in_quotes(word) + " is not one of the numbers 0 to " + std::to_string(values - 1) + " of this block");
    return static_cast<std::uint16_t>(number);
}

void read_block(const Cursor& map, const Profile& profile, studio::MeterBlock& block)
{
    read(map, "name", block.name);
    read(map, "values", block.values);
    for (const auto& [strips, numbers] : map.find("strips")->entries())
        for (const Expansion& strip : PlacedPattern(strips).expand()) {
            const auto index = profile.find_strip(strip.text);
            if (!index) strips.fail("no strip " + studio::in_quotes(strip.text));
            const bool is_pair = numbers.is(Cursor::Kind::list);
            const auto left = number_at(is_pair ? numbers.items()[0] : numbers, strip.bindings, block.values);
            block.strips.push_back({*index, left, is_pair ? number_at(numbers.items()[1], strip.bindings, block.values) : left});
        }
}

}  // namespace

void read_meters(const Cursor& map, Profile& profile)
{
    read(map, "subscribe", profile.meters.subscribe);
    read(map, "every", profile.meters.every);
    if (const auto form = map.find("form"); form && form->text() == "decibels") profile.meters.form = studio::MeterForm::decibels;
    for (const Cursor& block : map.find("blocks")->items()) read_block(block, profile, profile.meters.blocks.emplace_back());
}

void read_controls(const Cursor& list, Profile& profile)
{
    for (const Cursor& map : list.items()) {
        const PlacedPattern strips(*map.find("strips"));
        for (const Expansion& strip : strips.expand()) {
            const auto index = profile.find_strip(strip.text);
            if (!index) strips.at().fail("no strip " + studio::in_quotes(strip.text));
            if (profile.controls_of(*index)) strips.at().fail("a second time strip " + studio::in_quotes(strip.text));
            profile.controls.push_back(ControlReader(profile, strip.text, strip.bindings).read(map, *index));
        }
    }
}

}  // namespace recalld::load
