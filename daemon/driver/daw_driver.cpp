#include "driver/daw_driver.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace recalld::driver {

using namespace std::chrono_literals;
using studio::Value;

namespace {

constexpr auto digits_take = 20ms;  // of one change of the display: ten digits, one message each
constexpr auto look_every = 1s;
constexpr std::byte sysex{0xF0}, first_real_time{0xF8}, reset{0xFF};

/// Clock and active sensing of a port that others use, too.
bool is_beat(wire::View packet) { return packet.size() == 1 && packet[0] >= first_real_time && packet[0] != reset; }

/// DAWs write to the displays of boxes that are not there: seen of one that did at every change of a name.
bool may_be_for_others(wire::View packet) { return !packet.empty() && packet[0] == sysex; }

std::string after(std::string_view name, std::string_view front) { return std::string(name.substr(front.size())); }

/// `track/3/…` is 2.
int strip_in(std::string_view name)
{
    int number = 0;
    const auto digits = name.substr(std::min(name.size(), std::string_view("track/").size()));
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number - 1;
}

wire::Bytes joined(const std::vector<wire::Bytes>& messages)
{
    wire::Bytes all;
    for (const auto& message : messages) all.insert(all.end(), message.begin(), message.end());
    return all;
}

Value switched(bool is_on) { return std::int32_t{is_on}; }

}  // namespace

DawDriver::DawDriver(std::shared_ptr<const studio::Profile> profile, Place place)
    : profile_(std::move(profile)), role_(make_surface_role(profile_->surface, place.name))
{
    for (const auto& parameter : profile_->parameters) parts_.push_back(part_of(parameter.name));
}

DawDriver::Part DawDriver::part_of(std::string_view name) const
{
    using Kind = Part::Kind;
    if (name.starts_with("transport/")) return {Kind::lamp, 0, after(name, "transport/")};
    if (name.starts_with("key/")) return {Kind::key, 0, after(name, "key/")};
    if (name.starts_with("hold/")) return {Kind::hold, 0, after(name, "hold/")};
    if (name == "timecode") return {Kind::timecode, 0, {}};
    if (name == "assignment") return {Kind::assignment, 0, {}};
    if (name == "online") return {Kind::online, 0, {}};
    if (name == "jog") return {Kind::jog, 0, {}};
    const auto strip = name.starts_with("track/") ? strip_in(name) : master_strip;
    const auto what = name.substr(name.rfind('/') + 1);
    if (what == "fader") return {Kind::fader, strip, {}};
    if (what == "touch") return {Kind::touch, strip, {}};
    if (what == "name") return {Kind::name, strip, {}};
    if (what == "value") return {Kind::value, strip, {}};
    if (what == "overload") return {Kind::overload, strip, {}};
    return {Kind::lamp, strip, std::string(what) + '/' + std::to_string(strip + 1)};
}

// --- what the DAW says

void DawDriver::hear(wire::View packet, Heard& heard)
{
    heard.clear();
    if (is_beat(packet)) return;
    const bool is_understood = role_->hear(packet, heard.at, sink(heard), heard.replies);
    if (!is_understood && !may_be_for_others(packet)) heard.fault = "it is nothing that a DAW says to a surface";
    if (std::exchange(all_is_news_, false)) note_all(heard);
}

/// Whether it is there decides how the rest is to be read: that is said with all of it.
SurfaceRole::Sink DawDriver::sink(Heard& heard)
{
    return [this, &heard](std::string_view changed) {
        if (changed == "online")
            all_is_news_ = true;
        else if (changed == "timecode")
            timecode_at_ = timecode_at_.value_or(heard.at + digits_take);
        else if (changed.ends_with("/level"))
            note_level(changed, heard);
        else if (changed.starts_with("light/"))
            note_parameter("key/" + after(changed, "light/"), heard);
        else
            note_parameter(changed, heard);
    };
}

void DawDriver::note_parameter(std::string_view name, Heard& heard) const
{
    const auto id = profile_->find(name);
    auto value = id ? shown(parts_[*id]) : std::nullopt;
    if (value) heard.settings.push_back({*id, std::move(*value)});
}

void DawDriver::note_level(std::string_view changed, Heard& heard) const
{
    const auto& face = role_->face();
    const auto strip = profile_->find_strip(changed.substr(0, changed.rfind('/')));
    if (!strip) return;
    const bool is_track = changed.starts_with("track/");
    heard.levels.push_back(
        {*strip, is_track ? face.strips[static_cast<std::size_t>(strip_in(changed))].level : face.master_level});
}

/// First of all whether it is there: of one that has gone, nothing that follows is a person's doing.
void DawDriver::note_all(Heard& heard)
{
    heard.settings.clear();
    note_parameter("online", heard);
    was_there_ = was_there_ || role_->face().online;
    if (!was_there_) return;
    for (studio::ParameterId id = 0; id < parts_.size(); ++id)
        if (parts_[id].kind != Part::Kind::online) note_parameter((*profile_)[id].name, heard);
}

Light DawDriver::light_of(const std::string& button) const
{
    const auto& lights = role_->face().lights;
    const auto found = lights.find(button);
    return found == lights.end() ? Light::off : found->second;
}

std::optional<Value> DawDriver::shown(const Part& part) const
{
    const auto& face = role_->face();
    const auto& strip = face.strips[static_cast<std::size_t>(part.strip % surface_strips)];
    const int position = part.strip == master_strip ? face.master : strip.fader;
    switch (part.kind) {
        case Part::Kind::lamp: return switched(light_of(part.button) != Light::off);
        case Part::Kind::key:
            return std::int32_t{light_of(part.button) == Light::off ? 0 : light_of(part.button) == Light::on ? 1 : 2};
        case Part::Kind::fader:
            return position == not_moved ? std::nullopt : std::optional<Value>(std::int32_t{position});
        case Part::Kind::name: return strip.name;
        case Part::Kind::value: return strip.value;
        case Part::Kind::overload: return switched(strip.overload);
        case Part::Kind::timecode: return face.timecode;
        case Part::Kind::assignment: return face.assignment;
        case Part::Kind::online: return switched(face.online);
        case Part::Kind::touch:
        case Part::Kind::hold:
        case Part::Kind::jog: return std::nullopt;  // our own hands
    }
    return std::nullopt;
}

void DawDriver::forget()
{
    role_->forget([](std::string_view) {});
    timecode_at_.reset();
    all_is_news_ = true;
}

void DawDriver::pass_time(Heard& heard)
{
    heard.clear();
    if (timecode_at_ && heard.at >= *timecode_at_) {
        timecode_at_.reset();
        note_parameter("timecode", heard);
    }
    if (heard.at >= looked_at_ + look_every) {
        looked_at_ = heard.at;
        role_->let_meters_fall(heard.at, sink(heard));
        if (role_->face().online && !role_->is_alive(heard.at)) role_->forget(sink(heard));
    }
    if (std::exchange(all_is_news_, false)) note_all(heard);
}

std::optional<TimePoint> DawDriver::wake() const
{
    if (all_is_news_) return looked_at_;
    const auto look = role_->face().online ? std::optional(looked_at_ + look_every) : std::nullopt;
    return look && timecode_at_ ? std::min(*look, *timecode_at_) : timecode_at_ ? timecode_at_ : look;
}

std::string DawDriver::note() const
{
    if (role_->face().online) return {};
    return was_there_ ? "the DAW has gone; it shows nothing" : "nothing heard from the DAW yet";
}

// --- what hands do

std::string DawDriver::objection(const Setting& setting) const
{
    const auto& part = parts_[setting.parameter];
    const bool stops_stopping =
        part.kind == Part::Kind::lamp && part.button == "stop" && setting.value == switched(false);
    return stops_stopping ? "there is no key for it; set transport/play on" : std::string();
}

std::vector<Gesture> DawDriver::presses_for(const Part& part, bool is_on) const
{
    if (is_on == (light_of(part.button) != Light::off)) return {};
    const auto& button =
        part.button == "play" && !is_on ? "stop" : part.button;  // whatever else the play key does while it plays
    return {Pressed{button, true}, Pressed{button, false}};
}

std::vector<Gesture> DawDriver::gestures_for(const Part& part, const Value& value) const
{
    const auto* number = std::get_if<std::int32_t>(&value);
    if (!number) return {};
    switch (part.kind) {
        case Part::Kind::lamp:
        case Part::Kind::key: return presses_for(part, *number != 0);
        case Part::Kind::fader: return {FaderMoved{part.strip, *number}};
        case Part::Kind::touch: return {FaderTouched{part.strip, *number != 0}};
        case Part::Kind::hold: return {Pressed{part.button, *number != 0}};
        case Part::Kind::jog: return {JogTurned{*number}};
        case Part::Kind::name:
        case Part::Kind::value:
        case Part::Kind::overload:
        case Part::Kind::timecode:
        case Part::Kind::assignment:
        case Part::Kind::online: return {};
    }
    return {};
}

wire::Bytes DawDriver::tell(const Setting& setting) const
{
    wire::Bytes all;
    for (const auto& gesture : gestures_for(parts_[setting.parameter], setting.value)) {
        const auto bytes = joined(role_->say(gesture));
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

}  // namespace recalld::driver
