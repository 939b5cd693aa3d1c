#pragma once

#include "driver/consoles.hpp"
#include "driver/scene_file.hpp"

#include <algorithm>
#include <random>
#include <sstream>

/// What tests of scene files share: scenes from a few lines, and states of whole consoles.
namespace recalld::driver {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Profile;
using studio::Standing;
using studio::UnitState;
using studio::Value;

using Lines = std::vector<std::string>;

inline const std::string header = "#4.0# \"Night Train\" \"mix 3\" %000000000 1\n";

inline Scene read(const std::string& text, const std::string& console_name = "x32")
{
    return read_scene(text, "made.scn", "foh", console(console_name));
}

/// A scene with these lines behind a sane header.
inline Scene scene(const std::string& lines) { return read(header + lines); }

inline std::string complaint(const std::string& text)
{
    try {
        read(text);
    } catch (const SceneError& error) {
        return error.what();
    }
    return "no error";
}

inline Lines lines_of(const std::string& text)
{
    std::istringstream stream(text);
    Lines lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

struct Written {
    std::string text;
    Lines left_out;

    /// The line of a node; empty when there is none.
    std::string line(const std::string& path) const
    {
        for (const auto& each : lines_of(text))
            if (each.starts_with("/" + path + " ")) return each;
        return {};
    }
};

inline Written write(const UnitState& state, const std::string& name = "Night Train", const std::string& note = "mix 3")
{
    Written written;
    written.text = write_scene(state, name, note, written.left_out);
    return written;
}

inline std::string spoken(const Scene& scene, const std::string& name)
{
    return scene.state.spoken(id_of(*scene.state.profile, name));
}

/// The values that a scene holds: `ch/01/mix/on=1 ch/01/mix/pan=50`
inline std::string held(const Scene& scene)
{
    std::string list;
    for (ParameterId id = 0; id < scene.state.values.size(); ++id)
        if (scene.state.has(id)) list += (list.empty() ? "" : " ") + (*scene.state.profile)[id].name + "=" + studio::plain(scene.state.values[id]);
    return list;
}

enum class Height { lowest, middle, highest };

inline Value value_at(const Law& law, Height height, const std::string& name)
{
    if (law.kind == LawKind::text) return height == Height::lowest ? std::string() : name.substr(0, static_cast<std::size_t>(law.steps));
    const auto share = height == Height::lowest ? 0.0F : height == Height::middle ? 0.5F : 1.0F;
    if (law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0)) return share;
    const auto room = std::int64_t{law.highest()} - law.lowest();
    return static_cast<std::int32_t>(law.lowest() + (height == Height::lowest ? 0 : height == Height::middle ? room / 2 : room));
}

/// Whatever a law holds; the same numbers in every run.
inline Value any_value(const Law& law, std::mt19937& random)
{
    const auto share = static_cast<float>(random() % 10'001) / 10'000;
    if (law.kind == LawKind::text) return std::string("Vox, 12' & co").substr(0, random() % static_cast<std::size_t>(law.steps));
    if (law.kind == LawKind::raw || (law.is_stepped() && law.steps == 0)) return share;
    const auto count = static_cast<std::uint64_t>(std::int64_t{law.highest()} - law.lowest() + 1);
    return static_cast<std::int32_t>(law.lowest() + static_cast<std::int64_t>(random() % count));
}

inline UnitState any_state(std::uint32_t seed, const std::string& console_name)
{
    std::mt19937 random(seed);
    UnitState state("foh", console(console_name));
    for (ParameterId id = 0; id < state.values.size(); ++id)   // an effect's type stands before its parameters
        state.set(id, any_value(state.profile->law_of(id, state.selector(id)), random), Standing::confirmed);
    return state;
}

/// A state of everything a console has, all at the same height; its effects are of the type that stands there in their lists.
inline UnitState whole_state(Height height, const std::string& console_name = "x32")
{
    UnitState state("foh", console(console_name));
    for (int round = 0; round < 2; ++round)   // the effects' types first
        for (ParameterId id = 0; id < state.values.size(); ++id)
            state.set(id, value_at(state.profile->law_of(id, state.selector(id)), height, (*state.profile)[id].name), Standing::confirmed);
    return state;
}

inline std::string complete(const std::string& parameters)
{
    std::string line = parameters;
    for (auto tokens = std::ranges::count(parameters, ' ') + 1; tokens < 64; ++tokens) line += " 0";
    return line;
}

}  // namespace recalld::driver
