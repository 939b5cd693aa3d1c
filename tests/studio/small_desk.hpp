#pragma once

#include "studio/laws.hpp"
#include "studio/snapshot.hpp"

#include <stdexcept>

namespace recalld::studio {

/// Puts a profile together line by line, as a loader would. Laws and words are shared by name and text.
class DeskBuilder {
public:
    DeskBuilder() { profile_->strips.push_back({"", "desk", no_parameter}); }

    std::uint32_t strip(std::string path, std::string words)
    {
        profile_->strips.push_back({std::move(path), std::move(words), no_parameter});
        return strip_ = static_cast<std::uint32_t>(profile_->strips.size() - 1);
    }

    void node(std::string path, std::string alias = {})
    {
        Node node;
        node.path = std::move(path);
        node.scene_alias = std::move(alias);
        node.first = static_cast<ParameterId>(profile_->parameters.size());
        profile_->nodes.push_back(std::move(node));
    }

    Parameter& field(const std::string& name, Law law, const std::string& words, Section section)
    {
        Parameter parameter;
        parameter.name = profile_->nodes.back().path + "/" + name;
        parameter.node = static_cast<std::uint32_t>(profile_->nodes.size() - 1);
        parameter.strip = strip_;
        parameter.section = section;
        parameter.law = static_cast<std::uint16_t>(profile_->laws.size());
        parameter.words = static_cast<std::uint16_t>(profile_->words.size());
        profile_->laws.push_back(std::move(law));
        profile_->words.push_back(words);
        ++profile_->nodes.back().count;
        return profile_->parameters.emplace_back(std::move(parameter));
    }

    void label(ParameterId id) { profile_->strips[strip_].label = id; }
    ParameterId last() const { return static_cast<ParameterId>(profile_->parameters.size() - 1); }
    Profile& profile() { return *profile_; }

    std::shared_ptr<const Profile> done()
    {
        profile_->index();
        return profile_;
    }

private:
    std::shared_ptr<Profile> profile_ = std::make_shared<Profile>();
    std::uint32_t strip_ = 0;
};

inline void add_channel(DeskBuilder& desk, const std::string& number, const std::string& words)
{
    desk.strip("ch/" + number, words);
    desk.node("ch/" + number + "/config");
    desk.field("name", text(12), "name", Section::config);
    desk.label(desk.last());
    desk.node("ch/" + number + "/eq/1");
    desk.field("g", eq_gain(), "eq 1 gain", Section::eq);
    desk.node("ch/" + number + "/mix");
    desk.field("on", onoff(), "on", Section::mix);
    desk.field("fader", fader(), "fader", Section::mix);
    desk.node("ch/" + number + "/mix/09");
    desk.field("level", fader(161), "send to bus 9", Section::sends);
}

inline void add_effect(DeskBuilder& desk)
{
    desk.strip("fx/1", "fx 1");
    desk.node("fx/1");
    desk.field("type", choice({"HALL", "DLY", "PIT"}), "type", Section::fx);
    const ParameterId type = desk.last();
    auto& laws = desk.profile().laws;
    laws.push_back(logarithmic(0.2, 5, 0, "s", {.decimals = 2}));
    laws.push_back(linear(1, 3000, 0, "ms"));
    const auto decay = static_cast<std::uint16_t>(laws.size() - 2), time = static_cast<std::uint16_t>(laws.size() - 1);
    desk.profile().tables.push_back({{"HALL", {{"decay", decay}}}, {"DLY", {{"time", time}, {"offset", time}}}});
    desk.node("fx/1/par");
    for (std::uint16_t slot = 0; slot < 2; ++slot) {
        Parameter& each = desk.field("0" + std::to_string(slot + 1), raw(), "parameter " + std::to_string(slot + 1), Section::fx);
        each.selector = type;
        each.slot = slot;
    }
}

/// Two channels of 32, an effect, two head amps, a routing bank and the desk's own scene: one line of each.
inline std::shared_ptr<const Profile> small_desk()
{
    DeskBuilder desk;
    desk.node("config/routing", "config/routing/routswitch");
    desk.field("IN", choice({"AN1-8", "A1-8"}), "inputs", Section::routing);
    desk.node("config/chlink");
    desk.field("1-2", onoff(), "link channels 1-2", Section::links);
    add_channel(desk, "03", "ch 3");
    add_channel(desk, "17", "ch 17");
    add_effect(desk);
    for (const std::string number : {"000", "034"}) {
        desk.strip("headamp/" + number, "input " + number);
        desk.node("headamp/" + number);
        desk.field("gain", linear(-12, 60, 145, "dB", {.decimals = 1, .plus = true}), "gain", Section::headamp);
    }
    desk.strip("lr", "main LR");
    desk.node("lr/mix");
    desk.field("fader", fader(), "fader", Section::mix);
    desk.strip("", "desk");
    desk.node("-show/prepos");
    desk.field("current", whole(-1, 99), "scene", Section::safes);
    return desk.done();
}

inline ParameterId id_of(const Profile& profile, const std::string& name)
{
    const auto id = profile.find(name);
    if (!id) throw std::logic_error("the small desk has no " + name);
    return *id;
}

inline void enter(UnitState& state, const std::string& name, Value value, Standing standing = Standing::confirmed)
{
    state.set(id_of(*state.profile, name), std::move(value), standing);
}

}  // namespace recalld::studio
