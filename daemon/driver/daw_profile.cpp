#include "driver/daw_profile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "driver/surface_buttons.hpp"
#include "mackie/control.hpp"
#include "mackie/hui_buttons.hpp"
#include "mackie/mcu_buttons.hpp"

namespace recalld::driver {

namespace {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Section;

enum LawIndex : std::uint16_t { off_on, lamp, text, level, ticks };

constexpr std::int32_t longest_text = 64;
constexpr std::int32_t most_ticks = 63;
constexpr double below_the_last_mark = 30;  // dB: where the way goes on to nothing
constexpr std::string_view track_keys[] = {"rec", "solo", "mute", "select"};

/// What the hand does on keys that have no lamp: of no use to anybody who is not a box.
constexpr std::string_view no_keys[] = {"relay_click", "relay_click_2", "beep"};

Law choice(std::string name, std::vector<std::string> words)
{
    Law law;
    law.name = std::move(name);
    law.kind = LawKind::choice;
    law.steps = static_cast<std::int32_t>(words.size());
    law.words = std::move(words);
    return law;
}

Law text_law()
{
    Law law;
    law.name = "text";
    law.kind = LawKind::text;
    law.steps = longest_text;
    return law;
}

Law ticks_law()
{
    Law law;
    law.name = "ticks";
    law.kind = LawKind::integer;
    law.low = -most_ticks;
    law.high = most_ticks;
    return law;
}

/// A native step is the position on the wire.
Law level_law(const studio::Surface& surface)
{
    Law law;
    law.name = "fader";
    law.kind = LawKind::points;
    law.steps = mackie::most_position + 1;
    law.form.decimals = 1;
    if (surface.scale.size() < 2) {
        law.points = {{0, 0}, {1, 100}};
        law.unit = "%";
    } else {
        law.points = surface.scale;
        law.unit = "dB";
        law.form.plus = true;
    }
    auto& bottom = law.points.front().second;
    law.bottom_is_off = std::isinf(bottom);
    if (law.bottom_is_off) bottom = law.points[1].second - below_the_last_mark;
    law.low = bottom;
    law.high = law.points.back().second;
    return law;
}

/// `bank_left` -> `bank left`
std::string spaced(std::string_view name)
{
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return words;
}

class Builder {
public:
    explicit Builder(studio::Profile& profile) : profile_(profile) {}

    void strip(std::string path, std::string words)
    {
        profile_.strips.push_back({std::move(path), std::move(words), studio::no_parameter});
    }

    void node(std::string path, Section section)
    {
        studio::Node node;
        node.path = std::move(path);
        node.first = static_cast<ParameterId>(profile_.parameters.size());
        node.by_leaf = true;
        node.in_scene = false;
        profile_.nodes.push_back(std::move(node));
        section_ = section;
    }

    ParameterId add(std::string name, std::string words, std::uint16_t law, bool read_only = false)
    {
        studio::Parameter parameter;
        parameter.name = std::move(name);
        parameter.node = static_cast<std::uint32_t>(profile_.nodes.size() - 1);
        parameter.strip = strip_of(parameter.name);
        parameter.law = law;
        parameter.words = shelve(std::move(words));
        parameter.section = section_;
        parameter.stage = law == level ? studio::Stage::faders : studio::Stage::processing;
        parameter.read_only = read_only;
        parameter.live = parameter.blind = true;
        ++profile_.nodes.back().count;
        profile_.parameters.push_back(std::move(parameter));
        return static_cast<ParameterId>(profile_.parameters.size() - 1);
    }

    /// A node of one parameter that bears its name.
    void alone(const std::string& name, std::uint16_t law, bool read_only)
    {
        node(name, Section::recorder);
        add(name, spaced(name), law, read_only);
    }

private:
    std::uint32_t strip_of(std::string_view name) const
    {
        for (std::uint32_t i = 1; i < profile_.strips.size(); ++i)
            if (name.starts_with(profile_.strips[i].path + "/")) return i;
        return 0;
    }

    std::uint16_t shelve(std::string words)
    {
        const auto found = std::ranges::find(profile_.words, words);
        if (found == profile_.words.end())
            return profile_.words.push_back(std::move(words)), static_cast<std::uint16_t>(profile_.words.size() - 1);
        return static_cast<std::uint16_t>(found - profile_.words.begin());
    }

    studio::Profile& profile_;
    Section section_ = Section::config;
};

const mackie::ButtonNames* names_of(const studio::Surface& surface)
{
    if (surface.protocol == "mcu") return &mackie::mcu::button_names;
    if (surface.protocol == "hui") return &mackie::hui::button_names;
    return nullptr;
}

void add_transport(Builder& builder)
{
    builder.node("transport", Section::recorder);
    for (const auto key : transport_keys) builder.add("transport/" + std::string(key), spaced(key), off_on);
    builder.alone("timecode", text, true);
    builder.alone("assignment", text, true);
    builder.alone("online", off_on, true);
}

void add_track(Builder& builder, studio::Profile& profile, int number)
{
    const auto path = "track/" + std::to_string(number);
    builder.node(path, Section::mix);
    profile.strips[static_cast<std::size_t>(number)].label = builder.add(path + "/name", "name", text, true);
    builder.add(path + "/value", "value", text, true);
    builder.add(path + "/fader", "fader", level);
    for (const auto key : track_keys) builder.add(path + '/' + std::string(key), std::string(key), off_on);
    builder.add(path + "/overload", "overload", off_on, true);
    builder.add(path + "/touch", "hand on the fader", off_on);
}

void add_master(Builder& builder)
{
    builder.node("master", Section::mix);
    builder.add("master/fader", "fader", level);
    builder.add("master/touch", "hand on the fader", off_on);
}

/// Keys of strips and of the transport have names of their own.
bool is_key(const std::string& name)
{
    if (name.find('/') != std::string::npos || std::ranges::find(no_keys, name) != std::end(no_keys)) return false;
    return std::ranges::find(transport_keys, name) == std::end(transport_keys);
}

void add_keys(Builder& builder, const SurfaceButtons& buttons)
{
    builder.node("key", Section::user);
    for (int number = 0; number < most_buttons; ++number)
        if (const auto& name = buttons.name(number); is_key(name))
            builder.add("key/" + name, "key " + spaced(name), lamp);
    builder.node("hold", Section::user);
    for (const auto key : transport_keys) builder.add("hold/" + std::string(key), "finger on " + spaced(key), off_on);
}

}  // namespace

std::shared_ptr<const studio::Profile> daw_profile(std::shared_ptr<const studio::Surface> surface)
{
    const auto* names = names_of(*surface);
    if (!names) return nullptr;
    auto profile = std::make_shared<studio::Profile>();
    profile->profile_id = surface->profile_id;
    profile->model = "DAW through " + surface->model;
    profile->version = surface->version;
    profile->protocol = "daw";
    profile->readback = studio::Readback::none;
    profile->midi.bytes_per_second = 10'000'000;  // a program listens; what its cable bears is its own affair
    profile->laws = {choice("switch", {"off", "on"}), choice("lamp", {"off", "on", "flash"}), text_law(),
                     level_law(*surface), ticks_law()};
    Builder builder(*profile);
    builder.strip("", "DAW");
    for (int number = 1; number <= surface->strips; ++number)
        builder.strip("track/" + std::to_string(number), "track " + std::to_string(number));
    if (surface->master) builder.strip("master", "master");
    add_transport(builder);
    for (int number = 1; number <= surface->strips; ++number) add_track(builder, *profile, number);
    if (surface->master) add_master(builder);
    add_keys(builder, SurfaceButtons(*names, *surface));
    if (surface->jog) builder.alone("jog", ticks, false);
    profile->index();
    profile->surface = std::move(surface);
    return profile;
}

}  // namespace recalld::driver
