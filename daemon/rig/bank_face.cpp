#include <algorithm>
#include <cctype>

#include "rig/bank.hpp"
#include "rig/fader_scale.hpp"
#include "rig/knob_keys.hpp"

namespace recalld::rig {

using driver::Colour;
using driver::Light;
using studio::no_parameter;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr std::size_t narrow_cell = 6;
constexpr double near_the_middle = 0.02;
constexpr int colours = 8;

/// The engineering value in a few letters: `-6.8dB`, `+10.0`, `4.37k`.
std::string in_few_letters(std::string text, const std::string& unit)
{
    std::erase(text, ' ');
    if (text.size() > narrow_cell && !unit.empty() && text.ends_with(unit)) text.resize(text.size() - unit.size());
    return text;
}

/// A name that fits: the number at its end is what tells it from its neighbours.
std::string short_name(std::string words)
{
    if (words.size() <= narrow_cell) return words;
    std::erase(words, ' ');
    std::size_t digits = 0;
    while (digits < words.size() && std::isdigit(static_cast<unsigned char>(words[words.size() - 1 - digits]))) ++digits;
    const auto number = words.substr(words.size() - digits);
    return words.substr(0, std::min(words.size() - digits, narrow_cell - std::min(digits, narrow_cell))) + number;
}

studio::RingStyle style_of(const studio::Law& law)
{
    if (law.kind == studio::LawKind::choice) return studio::RingStyle::dot;
    return goes_both_ways(law) ? studio::RingStyle::boost_cut : studio::RingStyle::wrap;
}

}  // namespace

// --- what is known -------------------------------------------------------------------------------------------------------------

const Value* Bank::value_of(const BankStrip& strip, ParameterId parameter) const
{
    const auto* page = studio_.page(strip.unit);
    return page && page->profile == strip.profile && parameter != no_parameter ? page->value(parameter) : nullptr;
}

bool Bank::is_on(const BankStrip& strip, const studio::SwitchControl& control) const
{
    const auto* value = control.exists() ? value_of(strip, control.parameter) : nullptr;
    return value && *value == Value{control.on};
}

std::string Bank::name_of(const BankStrip& strip) const
{
    const auto& its = strip.profile->strips[strip.controls->strip];
    const auto* label = value_of(strip, its.label);
    const auto* text = label ? std::get_if<std::string>(label) : nullptr;
    return text && !text->empty() ? *text : short_name(its.words);
}

/// Where the motor belongs: where the hand left it, as long as that stands for the same value; else a motor would tick at every release.
int Bank::resting_place(std::size_t index) const
{
    const auto& column = columns_[index];
    const auto* value = value_of(column.fader);
    if (!value) return 0;
    const auto& surface = index < columns() ? *layout_.boxes[place_of(index).first] : *layout_.boxes.front();
    const auto left_at = column.hand.hand();
    const auto stands_for = left_at ? value_at(surface, column.fader.law(), *left_at) : std::nullopt;
    if (stands_for && *value == Value{*stands_for}) return *left_at;
    return position_of(surface, column.fader.law(), *value).value_or(0);
}

// --- what is shown -------------------------------------------------------------------------------------------------------------

void Bank::on_change(std::string_view unit, ParameterId parameter, Time now)
{
    bool is_selection = false, is_picked = false;
    if (layout_.transport && layout_.transport->unit == unit) show_transport();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        auto& column = columns_[i];
        if (column.fader.is(unit, parameter)) show_fader(i, now);
        if (column.knob.is(unit, parameter)) show_ring(i);
        if (column.fader.is(unit, parameter) || column.knob.is(unit, parameter)) show_text(i);
        is_picked = is_picked || column.fader.is_picked_by(unit, parameter) || column.knob.is_picked_by(unit, parameter);
        if (!column.strip || column.strip->unit != unit) continue;
        const auto& controls = *column.strip->controls;
        for (const auto* control : {&controls.mute, &controls.solo, &controls.select, &controls.rec})
            if (control->parameter == parameter) show_lights(i);
        is_selection = is_selection || controls.select.parameter == parameter;
        if (controls.colour == parameter) show_colour(i);
        if (column.strip->profile->strips[controls.strip].label == parameter) show_text(i);
    }
    if (is_picked || (is_selection && across_)) bind(now);   // other parameters, or another strip's, lie under the knobs
}

void Bank::on_meter(std::string_view unit, std::uint32_t strip, std::array<float, 2> level)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto& its = columns_[i].strip;
        if (!its || its->controls->strip != strip || its->unit != unit) continue;
        if (i == columns()) {
            for (std::size_t box = 0; box < boxes_.size(); ++box) set(box, boxes_[box].face.master_meters, level);
            continue;
        }
        const auto [box, at] = place_of(i);
        set(box, boxes_[box].face.meters[static_cast<std::size_t>(at)], level);
    }
}

void Bank::show_all(Time now)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) show_column(i, now);
    show_keys();
    show_transport();
}

void Bank::show_column(std::size_t index, Time now)
{
    show_fader(index, now);
    show_text(index);
    show_lights(index);
    show_ring(index);
    show_colour(index);
    if (index == columns() || columns_[index].strip) return;
    const auto [box, at] = place_of(index);
    set(box, boxes_[box].face.meters[static_cast<std::size_t>(at)], {driver::no_signal, driver::no_signal});
}

void Bank::show_fader(std::size_t index, Time now)
{
    auto& hand = columns_[index].hand;
    hand.stands_at(resting_place(index));
    const int position = hand.shown(now);
    if (index < columns()) {
        const auto [box, at] = place_of(index);
        return set(box, boxes_[box].face.faders[static_cast<std::size_t>(at)], position);
    }
    for (std::size_t box = 0; box < boxes_.size(); ++box)
        if (layout_.boxes[box]->master) set(box, boxes_[box].face.faders[driver::master_strip], position);
}

void Bank::light(std::size_t box, const std::string& name, bool is_lit)
{
    auto& lights = boxes_[box].face.lights;
    const auto found = lights.find(name);
    if ((found != lights.end()) == is_lit) return;
    if (is_lit) lights.emplace(name, Light::on);
    else lights.erase(found);
    boxes_[box].is_changed = true;
}

void Bank::show_lights(std::size_t index)
{
    if (index == columns()) return;
    const auto [box, at] = place_of(index);
    const auto& strip = columns_[index].strip;
    const auto number = "/" + std::to_string(at + 1);
    const auto show = [&, box = box](const char* name, const studio::SwitchControl* control) { light(box, name + number, control && is_on(*strip, *control)); };
    show("mute", strip ? &strip->controls->mute : nullptr);
    show("solo", strip ? &strip->controls->solo : nullptr);
    show("rec", strip ? &strip->controls->rec : nullptr);
    const bool is_selected = strip && (strip->controls->select.exists() ? is_on(*strip, strip->controls->select) : selected_ == strip);
    light(box, "select" + number, is_selected);
}

std::string Bank::second_line(const Column& column) const
{
    const auto& target = column.moved ? column.moved : values_ || !column.knob ? column.fader : column.knob;
    const auto* value = value_of(target);
    return value ? in_few_letters(target.law().spoken(*value), target.law().unit) : std::string();
}

void Bank::show_text(std::size_t index)
{
    const auto& column = columns_[index];
    if (index == columns()) return;
    const auto [box, at] = place_of(index);
    auto& cell = boxes_[box].face.cells[static_cast<std::size_t>(at)];
    set(box, cell[0], column.strip ? name_of(*column.strip) : std::string());
    set(box, cell[1], second_line(column));
}

void Bank::show_ring(std::size_t index)
{
    if (index == columns()) return;
    const auto [box, at] = place_of(index);
    const auto* value = value_of(columns_[index].knob);
    const auto way = value ? way_of(columns_[index].knob.law(), *value) : std::nullopt;
    driver::Ring ring;
    if (way) {
        ring = {style_of(columns_[index].knob.law()), *way, true, false};
        ring.centre = ring.style == studio::RingStyle::boost_cut && std::abs(*way - 0.5) < near_the_middle;
    }
    set(box, boxes_[box].face.rings[static_cast<std::size_t>(at)], ring);
}

void Bank::show_colour(std::size_t index)
{
    if (index == columns()) return;
    const auto [box, at] = place_of(index);
    const auto& strip = columns_[index].strip;
    const auto* value = strip ? value_of(*strip, strip->controls->colour) : nullptr;
    const auto* number = value ? std::get_if<std::int32_t>(value) : nullptr;
    auto colour = strip ? Colour::white : Colour::off;
    if (number && *number >= 0 && *number % colours != 0) colour = static_cast<Colour>(*number % colours);
    set(box, boxes_[box].face.colours[static_cast<std::size_t>(at)], colour);
}

void Bank::show_keys()
{
    const auto chosen = std::ranges::find(knob_keys, knobs_, &KnobKey::knobs);
    const std::string assignment = chosen == knob_keys.end() ? "" : std::string(1, chosen->letter) + std::to_string((page_ + 1) % 10);
    const auto& layer = layout_.layers[layer_];
    const auto bank = free_columns();
    for (std::size_t box = 0; box < boxes_.size(); ++box) {
        for (const auto& key : knob_keys) light(box, std::string(key.key), key.knobs == knobs_);
        for (std::size_t i = 0; i < layout_.layers.size() && i < 8; ++i) light(box, "f" + std::to_string(i + 1), i == layer_ && layout_.layers.size() > 1);
        light(box, "bank_left", first_ > 0);
        light(box, "bank_right", first_ + bank < layer.strips.size());
        light(box, "flip", flipped_);
        light(box, "name_value", values_);
        light(box, "global_view", across_);
        set(box, boxes_[box].face.assignment, assignment);
    }
}

}  // namespace recalld::rig
