#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osc/node_text.hpp"
#include "simulate/lines.hpp"
#include "simulate/meters.hpp"
#include "simulate/settings.hpp"
#include "simulate/signals.hpp"
#include "simulate/subscribers.hpp"

namespace recalld::simulate {

/// Everything a simulated desk remembers. Owned by Console; never moved, for its parts borrow from each other.
class DeskState {
public:
    explicit DeskState(std::shared_ptr<const studio::Profile> profile);

    const studio::Profile& profile() const { return *profile_; }
    const Settings& settings() const { return settings_; }
    Lines& lines() { return lines_; }
    Subscribers& subscribers() { return subscribers_; }
    MeterLeases& meters() { return meters_; }
    Signals& signals() { return signals_; }

    /// What a path without slash stands for; nothing for what is hidden.
    std::optional<studio::ParameterId> leaf(std::string_view path) const;
    std::optional<std::uint32_t> node(std::string_view path) const;
    /// From now on the desk has no such node, as another firmware. False when there never was one.
    bool hide(std::string_view node_path);

    /// What a client or a hand does; what is read only stays.
    void set(studio::ParameterId id, studio::Value value, Changes& changes);
    void touch(studio::ParameterId id, studio::Value value, Changes& changes);
    void poke(studio::ParameterId id, studio::Value value);

    /// Sets the leading fields of a line until one is in wrong format. False when its path is unknown.
    bool set_line(const osc::NodeLine& line, Changes& changes);

    /// Reads a scene file and keeps it as the one that scene recalls bring back. Returns the lines not understood.
    std::vector<std::string> load(std::string text);
    /// Brings the scene back that was read last, if any, under a number. False when there is no such number.
    bool recall_scene(std::int32_t number);

private:
    /// The parameters of a line, or the one of a leaf.
    struct Row {
        studio::ParameterId first = 0;
        std::size_t count = 0;
    };
    std::optional<Row> row_of(std::string_view path) const;
    std::vector<std::string> read_scene(std::string_view text);
    bool recall_line(std::string_view text);

    std::shared_ptr<const studio::Profile> profile_;
    Settings settings_{*profile_};
    Lines lines_{*profile_, settings_};
    Subscribers subscribers_;
    MeterLeases meters_;
    Signals signals_{*profile_};
    std::vector<bool> hidden_;  ///< by node
    std::string scene_;
};

/// The parameter that says which scene is current, on desks that have one.
inline constexpr std::string_view current_scene = "-show/prepos/current";

}  // namespace recalld::simulate
