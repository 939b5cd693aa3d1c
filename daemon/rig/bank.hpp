#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/surface_driver.hpp"
#include "rig/fader_hand.hpp"
#include "studio/studio.hpp"

namespace recalld::rig {

/// A strip of a console that a fader can stand for.
struct BankStrip {
    std::string unit;
    std::shared_ptr<const studio::Profile> profile;
    const studio::StripControls* controls = nullptr;   ///< lives as long as the profile
    bool operator==(const BankStrip& other) const { return unit == other.unit && controls == other.controls; }
};

/// Strips that belong together, chosen by a function key.
struct BankLayer {
    std::string name;
    std::vector<BankStrip> strips;
};

/// What the transport keys and the jog wheel are for.
struct BankTransport {
    std::string unit;
    std::shared_ptr<const studio::Profile> profile;
};

/// Which surfaces stand for which strips. A value, checked by make_layout().
struct BankLayout {
    std::string name;
    std::vector<std::shared_ptr<const studio::Surface>> boxes;   ///< from left to right, as one
    std::vector<BankLayer> layers;
    std::map<std::size_t, BankStrip> fixed;                      ///< columns, from 0, that no bank button moves
    std::optional<BankStrip> master;
    std::optional<BankTransport> transport;
};

/// One parameter of one unit.
struct Held {
    std::string unit;
    studio::ParameterId parameter = studio::no_parameter;
    bool operator==(const Held&) const = default;
};

/// Lets fader boxes drive consoles and show what these hold: gestures become changes, changes become what the boxes show.
/// Follows the ten rules of motor faders; knows no bytes and no clock. Core thread only.
class Bank {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Gesture = driver::Gesture;
    using Face = driver::Face;
    /// A hand wants this; nothing comes of it when nobody is there to take it.
    using Move = std::function<void(const std::string& unit, studio::ParameterId parameter, const studio::Value& value)>;

    Bank(BankLayout layout, const studio::Studio& studio, Move move);

    const BankLayout& layout() const { return layout_; }
    /// What box number `box` is to show; changed_faces() tells which have changed since they were last looked at.
    const Face& face(std::size_t box) const { return boxes_[box].face; }
    std::vector<std::size_t> changed_faces();

    void on_gesture(std::size_t box, const Gesture& gesture, Time now);
    /// A parameter of a unit has a new value, whoever moved it.
    void on_change(std::string_view unit, studio::ParameterId parameter, Time now);
    /// How loud a strip is, in dB below full scale, left and right.
    void on_meter(std::string_view unit, std::uint32_t strip, std::array<float, 2> level);
    /// To be called at deadline().
    void tick(Time now);
    std::optional<Time> deadline(Time now) const;
    /// Parameters that hands hold just now: a recall leaves them alone.
    std::vector<Held> held(Time now) const;

private:
    static constexpr std::chrono::milliseconds shown_for{1000};   ///< the value of what was moved, in place of the knob's

    /// What lies under a fader or a knob.
    struct Target {
        std::optional<BankStrip> strip;
        studio::ParameterId parameter = studio::no_parameter;
        const studio::Knob* picked = nullptr;   ///< another parameter decides which one it is
        bool operator==(const Target&) const = default;
        explicit operator bool() const { return strip && parameter != studio::no_parameter; }
        const studio::Law& law() const { return strip->profile->law_of(parameter); }
        bool is(std::string_view unit, studio::ParameterId id) const { return parameter == id && strip && strip->unit == unit; }
        bool is_picked_by(std::string_view unit, studio::ParameterId id) const { return picked && picked->picked_by == id && strip->unit == unit; }
    };
    struct Column {
        explicit Column(const studio::Surface& surface) : hand(surface) {}
        std::optional<BankStrip> strip;
        Target fader, knob;
        FaderHand hand;
        Target moved;           ///< its value stands in the second line for a while
        Time moved_until{};
    };
    struct Box {
        Face face;
        std::size_t first_column = 0;
        bool is_changed = true;
    };

    // gestures
    void on(std::size_t box, const driver::FaderMoved& gesture, Time now);
    void on(std::size_t box, const driver::FaderTouched& gesture, Time now);
    void on(std::size_t box, const driver::VPotTurned& gesture, Time now);
    void on(std::size_t box, const driver::JogTurned& gesture, Time now);
    void on(std::size_t box, const driver::Pressed& gesture, Time now);
    void on(std::size_t, const driver::Pedalled&, Time) {}
    void on(std::size_t box, const driver::Arrived& gesture, Time now);
    void press_strip(Column& column, std::string_view what, Time now);
    void press_key(std::string_view key, Time now);
    bool press_transport(const driver::Pressed& gesture);
    void press(const BankStrip& strip, const studio::SwitchControl& control);
    void move_target(Column& column, const Target& target, const studio::Value& value, Time now);
    void shift(std::ptrdiff_t by, std::ptrdiff_t last, Time now);
    std::ptrdiff_t last_bank() const;
    std::ptrdiff_t last_channel() const;
    void choose_layer(std::size_t layer, Time now);
    void choose_knobs(const std::string& name, Time now);
    void turn_page(std::ptrdiff_t by, Time now);

    // what lies where
    void bind(Time now);
    void bind_column(std::size_t index, std::optional<BankStrip> strip, Time now);
    Target knob_at(std::size_t column) const;
    studio::ParameterId parameter_of(const BankStrip& strip, const studio::Knob& knob) const;
    bool is_where_it_was(const Target& target) const;
    std::optional<BankStrip> strip_at(std::size_t column) const;
    std::optional<BankStrip> selected() const;
    std::size_t free_columns() const;
    std::size_t pages() const;
    Column* column_of(std::size_t box, int strip);
    std::pair<std::size_t, int> place_of(std::size_t column) const;   ///< box, and strip on it
    std::size_t columns() const { return columns_.size() - 1; }       ///< without the master

    // what is shown
    const studio::Value* value_of(const BankStrip& strip, studio::ParameterId parameter) const;
    bool is_on(const BankStrip& strip, const studio::SwitchControl& control) const;
    const studio::Value* value_of(const Target& target) const { return target ? value_of(*target.strip, target.parameter) : nullptr; }
    int resting_place(std::size_t index) const;
    std::string name_of(const BankStrip& strip) const;
    std::string second_line(const Column& column) const;
    void show_all(Time now);
    void show_column(std::size_t index, Time now);
    void show_fader(std::size_t index, Time now);
    void show_lights(std::size_t index);
    void show_text(std::size_t index);
    void show_ring(std::size_t index);
    void show_colour(std::size_t index);
    void show_keys();
    void show_transport();
    const studio::Value* transport_value(std::string_view parameter) const;
    void light(std::size_t box, const std::string& name, bool is_lit);
    template <class T>
    void set(std::size_t box, T& there, T value)
    {
        if (there == value) return;
        there = std::move(value);
        boxes_[box].is_changed = true;
    }

    BankLayout layout_;
    const studio::Studio& studio_;
    Move move_;
    std::vector<Box> boxes_;
    std::vector<Column> columns_;   ///< the master comes last
    std::size_t layer_ = 0, first_ = 0, page_ = 0;
    std::string knobs_ = "pan";
    bool across_ = false;           ///< the knobs of one set lie side by side, for the selected strip
    bool flipped_ = false;
    bool values_ = false;           ///< second lines show fader values
    std::optional<BankStrip> selected_;
};

}  // namespace recalld::rig
