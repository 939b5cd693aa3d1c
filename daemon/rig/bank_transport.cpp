#include <algorithm>

#include "driver/daw_profile.hpp"
#include "rig/bank.hpp"

namespace recalld::rig {

using driver::transport_keys;
using studio::Value;

// Transport keys and the wheel of a fader box, and what tells of the transport on it.

namespace {

constexpr std::string_view other_lights[] = {"smpte_light", "beats_light"};
constexpr std::size_t frame_digits = 3;  // of the ten digits; where there are eight, two

/// `01:02:03:04` as the groups of digits have it: of ten, the last three are of frames.
std::string on_digits(std::string text, bool has_ten)
{
    std::ranges::replace(text, ';', ':');  // drop frame: digits know dots only
    const auto last = text.rfind(':');
    if (last == std::string::npos || !has_ten) return text;
    const auto digits = text.size() - last - 1;
    if (digits < frame_digits) text.insert(last + 1, frame_digits - digits, '0');
    return text;
}

}  // namespace

const Value* Bank::transport_value(std::string_view parameter) const
{
    const auto& its = layout_.transport;
    const auto id = its ? its->profile->find(parameter) : std::nullopt;
    const auto* page = id ? studio_.page(its->unit) : nullptr;
    return page && page->profile == its->profile ? page->value(*id) : nullptr;
}

/// A finger on the key is passed on as it is, where the unit feels fingers; else the key says what is to be done.
bool Bank::press_transport(const driver::Pressed& gesture)
{
    if (!layout_.transport || std::ranges::find(transport_keys, gesture.button) == std::end(transport_keys))
        return false;
    const auto& its = *layout_.transport;
    const auto finger = its.profile->find("hold/" + gesture.button),
               order = its.profile->find("transport/" + gesture.button);
    if (finger)
        move_(its.unit, *finger, std::int32_t{gesture.down});
    else if (order && gesture.down)
        move_(its.unit, *order, std::int32_t{1});
    return true;
}

void Bank::on(std::size_t, const driver::JogTurned& gesture, Time)
{
    const auto wheel = layout_.transport ? layout_.transport->profile->find("jog") : std::nullopt;
    if (wheel) move_(layout_.transport->unit, *wheel, std::int32_t{gesture.ticks});
}

void Bank::show_transport()
{
    if (!layout_.transport) return;
    const auto is_lit = [this](const std::string& parameter) {
        const auto* value = transport_value(parameter);
        return value && *value != Value(std::int32_t{0});
    };
    const auto* time = transport_value("timecode");
    const auto* text = time ? std::get_if<std::string>(time) : nullptr;
    for (std::size_t box = 0; box < boxes_.size(); ++box) {
        for (const auto key : transport_keys) light(box, std::string(key), is_lit("transport/" + std::string(key)));
        for (const auto name : other_lights) light(box, std::string(name), is_lit("key/" + std::string(name)));
        const bool has_ten = layout_.boxes[box]->protocol != "hui";
        set(box, boxes_[box].face.timecode, text ? on_digits(*text, has_ten) : std::string());
    }
}

}  // namespace recalld::rig
