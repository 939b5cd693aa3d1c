#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "link/link.hpp"
#include "net.hpp"
#include "rig/exchange.hpp"
#include "rig/mover.hpp"
#include "rig/paced_link.hpp"
#include "rig/pacer.hpp"
#include "rig/rig_config.hpp"
#include "rig/signal.hpp"
#include "rig/window.hpp"
#include "studio/studio.hpp"

namespace recalld::rig {

/// Asked by whoever started long work, set by whoever wants it to end. Shared by both.
struct Cancel {
    bool asked = false;
};
using CancelToken = std::shared_ptr<const Cancel>;

/// Told now and then while long work runs.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

/// What came of a run of questions and writes.
struct Exchanged {
    std::vector<studio::ParameterId> silent;   ///< asked, never answered
    std::vector<studio::ParameterId> untold;   ///< writes that were not sent: cancelled, or nobody there any more
    bool reached = true;                       ///< false: the unit answered nothing at all
    bool cancelled = false;
    std::size_t packets = 0;                   ///< sent, repeats included
};

/// One piece of gear, live: driver + link + window. Keeps its page in the Studio true: connects for ever, subscribes, reads
/// everything after each connection and after the device recalled something by itself. Core thread only.
class Unit : public std::enable_shared_from_this<Unit> {
public:
    Unit(net::io_context& io, std::string name, std::shared_ptr<const studio::Profile> profile, std::unique_ptr<link::Link> link,
         studio::Studio& studio, driver::Place place = {});
    ~Unit();
    Unit(const Unit&) = delete;
    Unit& operator=(const Unit&) = delete;

    /// Connects, and keeps connected until stop(); it keeps itself alive meanwhile.
    void start();
    void stop();
    task<> finished();                          ///< after stop(): nothing of it runs any more

    const std::string& name() const { return name_; }
    const std::shared_ptr<const studio::Profile>& profile() const { return profile_; }
    std::string where() const { return link_->where(); }
    bool online() const { return state_ == State::online && !stopping_; }
    bool is_stopped() const { return stopping_; }   ///< it left the rig: its page may be gone
    /// Waits until the unit is online; false when it is not by then.
    task<bool> wait_online(Clock::duration patience);
    const std::string& identity() const { return identity_; }   ///< `X32 4.06`, as it said
    std::string note() const;                                   ///< why it is offline, or what is odd about it
    std::optional<Clock::time_point> last_heard() const { return last_heard_; }
    Clock::duration round_trip() const { return window_.round_trip(); }

    /// Nobody else asks or writes while a Turn lives; first come, first served.
    class Turn;
    task<Turn> take_turn();

    /// Asks afresh for these parameters. Needs the turn. What answered stands confirmed in the studio; what did not is named.
    task<Exchanged> read(std::vector<bool> wanted, Progress progress = {}, CancelToken cancel = {});
    /// Asks afresh for a few parameters, what they hang on included. Takes its own turn.
    task<Exchanged> refresh(studio::ParameterId id);
    /// Runs writes and questions in this order. Needs the turn.
    task<Exchanged> run(std::vector<Step> steps, Progress progress = {}, CancelToken cancel = {});
    /// The state as of the last read(): silent parameters stand unknown, whatever they were before.
    studio::UnitState fresh(const std::vector<bool>& wanted, const std::vector<studio::ParameterId>& silent) const;
    const studio::UnitState& page() const { return *studio_.page(name_); }   ///< its page in the studio
    bool lacks(studio::ParameterId id) const { return lacking_[id]; }          ///< this firmware does not have it
    bool is_in_doubt() const { return resync_wanted_; }   ///< it recalled something by itself, and was not read since
    /// The question whose answer covers a parameter.
    driver::Question question_for(studio::ParameterId id) const;

    /// Latest value wins, an equal value sends nothing, a change never goes back to where it came from. Takes its own turn, reads back.
    task<Exchanged> set(studio::ParameterId id, studio::Value value, studio::Origin origin);

    /// Waits for dumps that a person starts at the front panel, of these parameters; a dump that came shortly before counts, too. Needs no
    /// turn. What did not come in the profile's time stands as it stood. Core thread.
    task<> await_hands(std::vector<bool> wanted, Progress progress, CancelToken cancel);

    /// A hand moves it: told without waiting for an answer or a turn, as often as the unit bears, the latest value last; read back when
    /// it rests. False when nobody is there, or the value is there already.
    bool move(studio::ParameterId id, const studio::Value& value);

    /// Why this value cannot be told; empty when it can.
    std::string objection(studio::ParameterId id, const studio::Value& value) const { return driver_->objection({id, value}); }

    /// Who looks at levels: they are asked for while anybody does. It ends when what is returned goes, and may go while it is told.
    using LevelListener = std::function<void(const std::vector<driver::Level>&)>;
    using Listening = std::shared_ptr<const LevelListener>;
    [[nodiscard]] Listening listen_to_levels(LevelListener listener);

    /// Called for every change that the device reports without being asked, and for those that hands make here.
    std::function<void(studio::ParameterId, const studio::Value&)> on_push;

private:
    enum class State : std::uint8_t { offline, connecting, online };

    task<> live(std::shared_ptr<Unit> self);
    task<bool> connect();
    task<bool> identify();
    task<> keep_up();
    task<> resync(bool first);
    void tell_read(bool first, Clock::duration took, std::size_t silent) const;
    task<> sweep();
    std::vector<bool> next_slice();
    task<> read_stale();
    void note_new_type(studio::ParameterId selector);
    void find_picks();
    void doubt_picks();
    std::string refusal() const;
    std::string firmware_note() const;
    void go_offline(const std::string& why);
    void hear(link::View packet);
    void apply_heard();
    void subscribe();
    void tell_moves();
    task<> confirm_moves();
    bool is_push(const driver::Setting& setting) const;
    bool recalled_something() const;
    void follow_up(Exchange& exchange);
    task<> converse(Exchange& exchange, Progress progress, CancelToken cancel);
    void pump(Exchange& exchange);
    Exchange::Rules rules() const;
    Exchanged outcome(const Exchange& exchange) const;
    bool is_optional(const driver::Question& question) const;
    bool may_lack(const driver::Question& question) const;
    void lack(const driver::Question& question);
    task<Exchanged> concluded(const Exchange& exchange, bool cancelled);
    task<Exchanged> find_lacking(std::vector<driver::Question> unheard);
    task<std::vector<driver::Question>> ask_once_more(std::vector<driver::Question> questions);
    task<std::size_t> asks_until_it_answers();
    std::vector<studio::ParameterId> parameters_of(const driver::Question& question) const;
    std::uint32_t tries_for(const driver::Question& question) const;
    void send(const Step& step);
    bool says_who_it_is() const { return !profile_->identity.ask.empty(); }
    bool line_is_clear() const { return !line_ || line_->is_clear(); }
    Clock::time_point next_look(const Exchange& exchange) const;
    Clock::duration travel(const driver::Question& question) const;
    std::optional<driver::Question> hello() const;
    task<bool> is_there();
    std::size_t hands_seen(const std::vector<bool>& wanted, Clock::time_point since) const;
    void note_hand(studio::ParameterId id);
    bool is_optional_to_know(studio::ParameterId id) const;
    bool says_itself(studio::ParameterId id) const { return (*profile_)[id].blind && (*profile_)[id].live; }
    bool do_by_hand(studio::ParameterId id, const studio::Value& value);
    task<Exchanged> set_and_listen(studio::ParameterId id, studio::Value value);
    void greet();
    void reply();
    void pass_time();
    void wake_in_time();
    bool is_looked_at();
    void tell_levels();

    net::io_context& io_;
    std::string name_;
    std::shared_ptr<const studio::Profile> profile_;
    std::unique_ptr<driver::Driver> driver_;
    std::unique_ptr<link::Link> link_;
    PacedLink* line_ = nullptr;                 ///< link_, where bytes take their time
    studio::Studio& studio_;
    Window window_;
    Pacer pacer_;
    Mover mover_;
    net::steady_timer move_timer_;
    net::steady_timer clock_;                   ///< for drivers that want to know the time
    std::vector<std::weak_ptr<const LevelListener>> level_listeners_;
    std::vector<driver::Setting> rested_;       ///< moved by hand, to be read back
    driver::Heard heard_;

    State state_ = State::offline;
    bool stopping_ = false;
    std::string identity_, model_, firmware_, note_, down_;
    std::optional<Clock::time_point> last_heard_;
    Clock::time_point identity_heard_{};
    bool resync_wanted_ = false;
    std::vector<studio::ParameterId> resync_leaves_;   ///< parameters that also tell of a recall when they come unasked
    Clock::time_point resync_leaf_asked_{};
    std::uint32_t faults_ = 0;
    std::vector<bool> stale_;                   ///< parameters whose selector changed: read again when it has settled
    std::optional<Clock::time_point> stale_at_;
    std::size_t swept_ = 0;                     ///< nodes that this round of the sweep has read

    Exchange* exchange_ = nullptr;              ///< the one under way
    Signal exchange_over_;                      ///< wakes converse(): all answered, link down, stop
    Signal wake_;                               ///< wakes live(): identity heard, resync wanted, link down, stop
    Signal came_online_;
    std::uint64_t tickets_ = 0, serving_ = 0;   ///< turns asked for, turns that are over
    Signal turn_over_;
    Signal over_;
    Signal hand_;                               ///< wakes await_hands(): a dump came by itself
    std::map<studio::ParameterId, Clock::time_point> by_hand_at_;
    bool ended_ = true;
    std::vector<bool> lacking_;                 ///< parameters that this firmware does not have
    std::vector<bool> may_lack_;                ///< … that a short line left out
    std::vector<bool> is_selector_;             ///< parameters that give others their law
    std::vector<studio::ParameterId> picks_;    ///< parameters that say what lies under a knob …
    std::vector<bool> moves_picks_;             ///< … and those that may change what they say
    std::vector<bool> present_;                 ///< … that it answered since it was connected: silence is no lack then
};

class Unit::Turn {
public:
    explicit Turn(std::shared_ptr<Unit> unit) : unit_(std::move(unit)) {}
    Turn(Turn&&) noexcept = default;
    Turn& operator=(Turn&&) = delete;
    ~Turn();

private:
    std::shared_ptr<Unit> unit_;
};

}  // namespace recalld::rig
