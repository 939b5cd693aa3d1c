#include "rig/bank.hpp"

#include <algorithm>
#include <charconv>

#include "rig/fader_scale.hpp"
#include "rig/knob_keys.hpp"

namespace recalld::rig {

using studio::no_parameter;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr double turns_for_the_whole = 128;   // ticks from one end to the other, where there are more steps than that

/// `mute/3` -> `mute`, 2; nothing for keys that are no strip's.
std::optional<std::pair<std::string_view, int>> strip_key(std::string_view button)
{
    const auto slash = button.find('/');
    int number = 0;
    if (slash == std::string_view::npos) return std::nullopt;
    const auto digits = button.substr(slash + 1);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc() || end != digits.data() + digits.size() || number < 1 || number > driver::surface_strips) return std::nullopt;
    return std::pair(button.substr(0, slash), number - 1);
}

/// What pressing a knob makes of its value: the next choice, or the middle.
std::optional<std::int32_t> pressed_value(const studio::Law& law, const Value& value)
{
    const auto* number = std::get_if<std::int32_t>(&value);
    if (!number) return std::nullopt;
    if (law.kind == studio::LawKind::choice) return *number >= law.highest() ? law.lowest() : *number + 1;
    if (goes_both_ways(law)) return law.nearest_step(0);
    return std::nullopt;
}

}  // namespace

Bank::Bank(BankLayout layout, const studio::Studio& studio, Move move) : layout_(std::move(layout)), studio_(studio), move_(std::move(move))
{
    for (const auto& surface : layout_.boxes) {
        boxes_.push_back({Face(), columns_.size(), true});
        for (int strip = 0; strip < surface->strips; ++strip) columns_.emplace_back(*surface);
    }
    columns_.emplace_back(*layout_.boxes.front());
    bind(Time{});
}

// --- gestures ------------------------------------------------------------------------------------------------------------------

void Bank::on_gesture(std::size_t box, const Gesture& gesture, Time now)
{
    std::visit([&](const auto& one) { on(box, one, now); }, gesture);
}

void Bank::on(std::size_t box, const driver::FaderMoved& gesture, Time now)
{
    auto* column = column_of(box, gesture.strip);
    if (!column) return;
    const auto index = static_cast<std::size_t>(column - columns_.data());
    const bool counts = column->hand.moved(gesture.position, now);
    const auto value = counts && column->fader ? value_at(*layout_.boxes[box], column->fader.law(), gesture.position) : std::nullopt;
    if (value) move_target(*column, column->fader, *value, now);
    show_fader(index, now);
}

void Bank::on(std::size_t box, const driver::FaderTouched& gesture, Time now)
{
    auto* column = column_of(box, gesture.strip);
    if (!column) return;
    column->hand.touched(gesture.touched, now);
    show_fader(static_cast<std::size_t>(column - columns_.data()), now);
}

void Bank::on(std::size_t box, const driver::VPotTurned& gesture, Time now)
{
    auto* column = gesture.strip < driver::surface_strips ? column_of(box, gesture.strip) : nullptr;
    if (!column) return;
    const auto* value = value_of(column->knob);
    const auto way = value ? way_of(column->knob.law(), *value) : std::nullopt;
    if (!way) return;
    const auto& law = column->knob.law();
    const double step = std::max(1.0 / (law.highest() - law.lowest()), 1.0 / turns_for_the_whole);
    if (const auto turned = value_on_way(law, *way + gesture.ticks * step)) move_target(*column, column->knob, *turned, now);
}

void Bank::on(std::size_t box, const driver::Arrived&, Time now)
{
    boxes_[box].is_changed = true;
    bind(now);
}

void Bank::on(std::size_t box, const driver::Pressed& gesture, Time now)
{
    if (press_transport(gesture) || !gesture.down) return;
    const auto key = strip_key(gesture.button);
    if (!key) return press_key(gesture.button, now);
    if (auto* column = column_of(box, key->second)) press_strip(*column, key->first, now);
}

void Bank::press_strip(Column& column, std::string_view what, Time now)
{
    if (what == "vpot") {
        const auto* value = value_of(column.knob);
        const auto pressed = value ? pressed_value(column.knob.law(), *value) : std::nullopt;
        if (pressed) move_target(column, column.knob, *pressed, now);
        return;
    }
    if (!column.strip) return;
    const auto& controls = *column.strip->controls;
    if (what == "mute") press(*column.strip, controls.mute);
    if (what == "solo") press(*column.strip, controls.solo);
    if (what == "rec") press(*column.strip, controls.rec);
    if (what != "select") return;
    selected_ = column.strip;
    press(*column.strip, controls.select);
    bind(now);
}

void Bank::press(const BankStrip& strip, const studio::SwitchControl& control)
{
    if (!control.exists()) return;
    const auto wanted = is_on(strip, control) ? control.off : std::optional(control.on);
    if (wanted) move_(strip.unit, control.parameter, *wanted);
}

void Bank::press_key(std::string_view key, Time now)
{
    const auto knobs = std::ranges::find(knob_keys, key, &KnobKey::key);
    if (knobs != knob_keys.end()) return choose_knobs(std::string(knobs->knobs), now);
    const auto bank = static_cast<std::ptrdiff_t>(free_columns());
    if (key == "bank_left") shift(-bank, last_bank(), now);
    if (key == "bank_right") shift(bank, last_bank(), now);
    if (key == "channel_left") shift(-1, last_channel(), now);
    if (key == "channel_right") shift(1, last_channel(), now);
    if (key == "up" || key == "left") turn_page(-1, now);
    if (key == "down" || key == "right") turn_page(1, now);
    if (key == "name_value") values_ = !values_;
    if (key == "flip") flipped_ = !flipped_;
    if (key.size() == 2 && key[0] == 'f' && key[1] >= '1' && key[1] <= '8') choose_layer(static_cast<std::size_t>(key[1] - '1'), now);
    if (key == "flip" || key == "name_value") bind(now);
}

void Bank::move_target(Column& column, const Target& target, const Value& value, Time now)
{
    if (!is_where_it_was(target)) return bind(now);   // it feeds another strip now
    column.moved = target;
    column.moved_until = now + shown_for;
    move_(target.strip->unit, target.parameter, value);   // the studio tells everybody, this bank too
    show_text(static_cast<std::size_t>(&column - columns_.data()));
}

/// Whole banks, the last of which may have empty faders behind its strips.
std::ptrdiff_t Bank::last_bank() const
{
    const auto size = layout_.layers[layer_].strips.size(), bank = free_columns();
    return static_cast<std::ptrdiff_t>((size - 1) / bank * bank);
}

std::ptrdiff_t Bank::last_channel() const
{
    const auto size = layout_.layers[layer_].strips.size(), bank = free_columns();
    return static_cast<std::ptrdiff_t>(size > bank ? size - bank : 0);
}

void Bank::shift(std::ptrdiff_t by, std::ptrdiff_t last, Time now)
{
    const auto first = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(first_) + by, 0, last));
    if (first == first_) return;
    first_ = first;
    bind(now);
}

void Bank::choose_layer(std::size_t layer, Time now)
{
    if (layer >= layout_.layers.size() || layer == layer_) return;
    layer_ = layer;
    first_ = 0;
    bind(now);
}

/// The same key again: the knobs of this set lie side by side, for the selected strip.
void Bank::choose_knobs(const std::string& name, Time now)
{
    across_ = name == knobs_ && !across_;
    knobs_ = name;
    page_ = 0;
    bind(now);
}

void Bank::turn_page(std::ptrdiff_t by, Time now)
{
    const auto page = static_cast<std::ptrdiff_t>(page_) + by;
    if (page < 0 || static_cast<std::size_t>(page) >= pages()) return;
    page_ = static_cast<std::size_t>(page);
    bind(now);
}

// --- what lies where -----------------------------------------------------------------------------------------------------------

Bank::Column* Bank::column_of(std::size_t box, int strip)
{
    if (strip == driver::master_strip) return layout_.boxes[box]->master ? &columns_.back() : nullptr;
    return strip < layout_.boxes[box]->strips ? &columns_[boxes_[box].first_column + static_cast<std::size_t>(strip)] : nullptr;
}

std::pair<std::size_t, int> Bank::place_of(std::size_t column) const
{
    std::size_t box = boxes_.size() - 1;
    while (boxes_[box].first_column > column) --box;
    return {box, static_cast<int>(column - boxes_[box].first_column)};
}

std::size_t Bank::free_columns() const { return columns() - layout_.fixed.size(); }

std::optional<BankStrip> Bank::strip_at(std::size_t column) const
{
    if (column == columns()) return layout_.master;
    if (const auto fixed = layout_.fixed.find(column); fixed != layout_.fixed.end()) return fixed->second;
    const auto fixed_before = static_cast<std::size_t>(std::distance(layout_.fixed.begin(), layout_.fixed.lower_bound(column)));
    const auto index = first_ + column - fixed_before;
    const auto& strips = layout_.layers[layer_].strips;
    return index < strips.size() ? std::optional(strips[index]) : std::nullopt;
}

/// What the console shows, when its profile says how it tells; else what was pressed here.
std::optional<BankStrip> Bank::selected() const
{
    for (const auto& layer : layout_.layers)
        for (const auto& strip : layer.strips)
            if (is_on(strip, strip.controls->select)) return strip;
    return selected_;
}

std::size_t Bank::pages() const
{
    std::size_t most = 1;
    const auto shown = selected();
    for (const auto& column : columns_) {
        const auto& strip = across_ ? shown : column.strip;
        const auto* set = strip ? strip->controls->knobs_named(knobs_) : nullptr;
        if (set) most = std::max(most, across_ ? (set->knobs.size() + columns() - 1) / columns() : set->knobs.size());
    }
    return most;
}

void Bank::bind(Time now)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) bind_column(i, strip_at(i), now);
    show_all(now);
}

void Bank::bind_column(std::size_t index, std::optional<BankStrip> strip, Time now)
{
    auto& column = columns_[index];
    column.strip = std::move(strip);
    Target fader{column.strip, column.strip ? column.strip->controls->fader : no_parameter, nullptr};
    column.knob = index < columns() ? knob_at(index) : Target();
    if (flipped_ && index < columns()) std::swap(fader, column.knob);
    if (fader == column.fader) return;
    column.fader = std::move(fader);
    column.hand.rebind(now);
    column.moved = {};
}

/// Of the column's own strip, or of the selected one when the knobs of a set lie side by side.
Bank::Target Bank::knob_at(std::size_t column) const
{
    const auto strip = across_ ? selected() : columns_[column].strip;
    const auto* set = strip ? strip->controls->knobs_named(knobs_) : nullptr;
    const auto number = across_ ? page_ * columns() + column : page_;
    if (!set || number >= set->knobs.size()) return {};
    const auto& knob = set->knobs[number];
    return {strip, parameter_of(*strip, knob), knob.picked_by == no_parameter ? nullptr : &knob};
}

/// None while nobody knows which: a knob must not move what feeds another strip.
ParameterId Bank::parameter_of(const BankStrip& strip, const studio::Knob& knob) const
{
    if (knob.picked_by == no_parameter) return knob.parameter;
    const auto* value = value_of(strip, knob.picked_by);
    const auto* number = value ? std::get_if<std::int32_t>(value) : nullptr;
    const bool reaches = number && *number >= 0 && std::cmp_less(*number, knob.among.size());
    return reaches ? knob.among[static_cast<std::size_t>(*number)] : no_parameter;
}

bool Bank::is_where_it_was(const Target& target) const { return !target.picked || parameter_of(*target.strip, *target.picked) == target.parameter; }

// --- time and news -------------------------------------------------------------------------------------------------------------

std::vector<std::size_t> Bank::changed_faces()
{
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < boxes_.size(); ++i)
        if (std::exchange(boxes_[i].is_changed, false)) changed.push_back(i);
    return changed;
}

void Bank::tick(Time now)
{
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        show_fader(i, now);
        auto& column = columns_[i];
        if (!column.moved || now < column.moved_until) continue;
        column.moved = {};
        show_text(i);
    }
}

std::optional<Bank::Time> Bank::deadline(Time now) const
{
    std::optional<Time> first;
    const auto note = [&](Time time) { first = first ? std::min(*first, time) : time; };
    for (const auto& column : columns_) {
        if (const auto time = column.hand.deadline(now)) note(*time);
        if (column.moved) note(column.moved_until);
    }
    return first;
}

std::vector<Held> Bank::held(Time now) const
{
    std::vector<Held> all;
    for (const auto& column : columns_)
        if (column.fader && column.hand.is_held(now)) all.push_back({column.fader.strip->unit, column.fader.parameter});
    return all;
}

}  // namespace recalld::rig
