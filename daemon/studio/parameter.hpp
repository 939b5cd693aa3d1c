#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recalld::studio {

/// Position of a parameter in its profile's list.
using ParameterId = std::uint32_t;
inline constexpr ParameterId no_parameter = 0xffff'ffff;

/// What a parameter belongs to on the console, in the words an engineer scopes by.
enum class Section : std::uint8_t {
    config, headamp, preamp, delay, gate, dyn, eq, insert, sends, mix, groups, automix, fx, routing, outputs,
    links, mutegroups, monitor, talkback, oscillator, recorder, user, safes,
};

/// Restore order: what stands first is written first.
enum class Stage : std::uint8_t { links, routing, preamp, phantom, fx_type, fx, processing, sends, outputs, faders, mutes };

/// A change that can hurt ears, gear or work. Needs consent by its name.
enum class Hazard : std::uint8_t {
    none, phantom, gain, unmute, level, routing, repatch, link, monitor, talkback, oscillator, mutegroup,
};

std::string_view name_of(Section);
std::string_view name_of(Stage);
std::string_view name_of(Hazard);
std::optional<Section> section_named(std::string_view);
std::optional<Stage> stage_named(std::string_view);
std::optional<Hazard> hazard_named(std::string_view);
inline constexpr std::size_t section_count = static_cast<std::size_t>(Section::safes) + 1;
inline constexpr std::size_t stage_count = static_cast<std::size_t>(Stage::mutes) + 1;
inline constexpr std::size_t hazard_count = static_cast<std::size_t>(Hazard::mutegroup) + 1;

/// Something with a value: `ch/03/mix/fader`. Part of an immutable Profile.
struct Parameter {
    std::string name;                       ///< unique in the profile, no leading slash
    std::uint32_t node = 0;                 ///< index of the node that carries it
    std::uint32_t strip = 0;                ///< index of its strip
    std::uint16_t law = 0;                  ///< index of its law
    std::uint16_t words = 0;                ///< index of its words: `send to bus 9`, `eq 1 gain`
    Section section = Section::config;
    Stage stage = Stage::processing;
    Hazard hazard = Hazard::none;
    bool read_only = false;                 ///< reported, never written
    bool live = false;                      ///< of the moment (solo, selection): set by hands, never captured, compared or recalled
    bool blind = false;                     ///< cannot be asked: what stands here was sent, or came by itself
    bool is_recalled() const { return !read_only && !live; }
    // A law chosen by another parameter (an effect's parameters mean what its type says):
    ParameterId selector = no_parameter;    ///< whose value picks the row of `table`
    std::uint16_t table = 0;
    std::uint16_t slot = 0;                 ///< column in that row, from 0
    // What a stereo link copies:
    ParameterId partner = no_parameter;     ///< the same control on the other side
    ParameterId linked_by = no_parameter;   ///< the switch that joins the two sides
    ParameterId linked_if = no_parameter;   ///< a further switch that must be on; none = always
};

}  // namespace recalld::studio
