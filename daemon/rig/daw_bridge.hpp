#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rig/bank.hpp"
#include "rig/bank_layout.hpp"
#include "studio/studio.hpp"

namespace recalld::rig {

/// Which strip of a console is which strip of a DAW's surface. A value, checked by make_daw_layout().
struct DawLayout {
    struct Strip {
        BankStrip console;
        std::string path;  ///< of the DAW's: `track/3`, `master`
    };
    std::string unit;
    std::shared_ptr<const studio::Profile> profile;  ///< of the DAW
    std::vector<Strip> strips;
    bool follow = false;
};

/// Finds the DAW and the strips that a `daws:` entry names; of a pattern that names more than eight, the first eight.
/// Throws std::runtime_error with the place of the word.
DawLayout make_daw_layout(const DawConfig& config, const std::vector<BankGear>& gear);

/// Lets the strips of consoles drive a DAW: what moves on the console becomes a gesture on the surface that we are.
/// With `follow`, what the DAW does moves the console, too. Nothing is told to either that it shows already, and what
/// was not moved while both were there is not told at all: who comes back is not overwritten. Knows no bytes and no
/// clock. Core thread only.
///
///     stateDiagram-v2
///         resting --> moving: the console's fader left the DAW's: touch, position
///         moving --> moving: position
///         moving --> settling: still for `rest`: let go
///         settling --> resting: after `settle`, in which the DAW has the last word
class DawBridge {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Move =
        std::function<void(const std::string& unit, studio::ParameterId parameter, const studio::Value& value)>;
    using IsHeld = std::function<bool(const std::string& unit, studio::ParameterId parameter)>;
    using IsThere = std::function<bool(const std::string& unit)>;

    static constexpr std::chrono::milliseconds rest{250};       ///< a fader that stands still so long was let go
    static constexpr std::chrono::milliseconds settle{150};     ///< … and so long the DAW answers
    static constexpr std::chrono::milliseconds echo{1000};      ///< a console says again what it was told
    static constexpr std::chrono::milliseconds greeting{1000};  ///< a DAW that came shows all it has: nobody moved that
    static constexpr std::chrono::milliseconds farewell{
        200};  ///< … and one that leaves puts out its lamps before it says so

    /// What the bridge does and asks.
    struct Hands {
        Move move;
        IsHeld is_held;    ///< a hand holds this parameter of a console
        IsThere is_there;  ///< a console whose values are those that it has, not those that it is being asked for
    };

    DawBridge(DawLayout layout, const studio::Studio& studio, Hands hands);
    DawBridge(const DawBridge&) = delete;
    DawBridge& operator=(const DawBridge&) = delete;

    const DawLayout& layout() const { return layout_; }
    void on_change(const studio::Change& change, Time now);
    /// To be called at deadline().
    void tick(Time now);
    std::optional<Time> deadline() const;
    /// Lets go of everything.
    void let_go();

private:
    /// A key that both sides have.
    struct Switch {
        studio::SwitchControl console;
        studio::ParameterId daw = studio::no_parameter;
        bool goes_off = true;                 ///< a selection is left by selecting another
        std::optional<Time> follows_at = {};  ///< the console goes where the lamp is then
    };
    struct Fader {
        const BankStrip* strip = nullptr;
        studio::ParameterId daw = studio::no_parameter, touch = studio::no_parameter;
        std::vector<Switch> switches;
        std::optional<Time> let_go_at;  ///< touched until then
        Time settled_at{};
        int told = 0;                           ///< the position that the DAW was told last
        std::optional<studio::Value> from_daw;  ///< what the console was moved to for the DAW …
        Time from_daw_until{};                  ///< … and until when it may say so again
    };

    Fader fader_of(const DawLayout::Strip& strip) const;
    void on_console(Fader& fader, studio::ParameterId parameter, const studio::Value& value, Time now);
    void on_daw(Fader& fader, studio::ParameterId parameter, const studio::Value& value, Time now);
    void console_fader_moved(Fader& fader, const studio::Value& value, Time now);
    void daw_fader_moved(Fader& fader, int position, Time now);
    void console_switched(const Switch& key, const studio::Value& value);
    void follow_lamp(const Fader& fader, const Switch& key);
    const studio::Value* value_of(const std::string& unit, studio::ParameterId parameter) const;
    bool daw_is_there() const;
    static bool is_our_own(const Fader& fader, const studio::Value& value, Time now);
    void tell_daw(studio::ParameterId parameter, std::int32_t value) { hands_.move(layout_.unit, parameter, value); }

    DawLayout layout_;
    const studio::Studio& studio_;
    Hands hands_;
    studio::ParameterId online_;
    std::vector<Fader> faders_;
    Time came_at_{};
    int step_ = 1;  ///< what the surface tells apart, in positions
};

}  // namespace recalld::rig
