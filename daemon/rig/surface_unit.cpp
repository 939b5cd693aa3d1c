#include "rig/surface_unit.hpp"

#include "log.hpp"
#include "rig/spawn.hpp"

namespace recalld::rig {

using namespace std::chrono_literals;

namespace {

constexpr auto reopen_after = 500ms;
constexpr auto greet_every = 5s;
constexpr auto give_up_message_after = 2s;   // a SysEx that was begun and never ended
constexpr auto try_again_after = 2ms;        // the link's buffer was full
constexpr auto farewell_takes = 150ms;       // a link that is closed at once forgets what it has not sent
constexpr auto backlog = 20ms;               // so much of the cable's time may be on its way: a hand's echo must not wait behind letters
constexpr int messages_a_turn = 64;          // then others on the core have their turn
const std::string loop_note = "what we send comes back: the port is a loop (Midi Through, or a program that hands on what it hears), and what comes back is ignored; "
                              "choose the port of the box in the rig";

}  // namespace

SurfaceUnit::SurfaceUnit(net::io_context& io, std::string name, std::shared_ptr<const studio::Surface> surface, std::unique_ptr<link::Link> link)
    : io_(io), name_(std::move(name)), surface_(std::move(surface)), link_(std::move(link)), driver_(driver::make_surface_driver(surface_)),
      pump_timer_(io), wake_(io), over_(io)
{
}

SurfaceUnit::~SurfaceUnit() = default;

std::string SurfaceUnit::note() const
{
    if (state_ == State::closed) return note_;
    if (loop_.is_loop()) return loop_note;
    return oddity_.empty() ? note_ : oddity_;
}

void SurfaceUnit::start()
{
    ended_ = false;
    spawn(io_, "surface " + name_, live(shared_from_this()));
}

void SurfaceUnit::stop()
{
    stopping_ = true;
    says_farewell_ = state_ == State::online;
    if (says_farewell_)
        for (const auto& message : driver_->farewell()) link_->send(message);
    state_ = State::closed;
    note_ = "it was closed";
    pump_timer_.cancel();
    wake_.wake_all();
}

task<> SurfaceUnit::finished()
{
    while (!ended_) co_await over_.wait();
}

task<> SurfaceUnit::live(std::shared_ptr<SurfaceUnit> self)
{
    while (!stopping_) {
        if (state_ == State::closed && !open()) {
            co_await wake_.wait_until(Clock::now() + reopen_after);
            continue;
        }
        const auto now = Clock::now();
        greet(now);
        keep_alive(now);
        if (stream_.is_open() && now - heard_ > give_up_message_after) stream_.abandon();
        co_await wake_.wait_until(next_chore(now));
        if (!down_.empty()) close(std::exchange(down_, {}));
    }
    if (says_farewell_) co_await wake_.wait_until(Clock::now() + farewell_takes);
    link_->close();
    self->ended_ = true;
    self->over_.wake_all();
}

SurfaceUnit::Clock::time_point SurfaceUnit::next_chore(Clock::time_point now) const
{
    auto next = now + 1s;
    if (surface_->alive_every > 0ms) next = std::min(next, alive_ + surface_->alive_every);
    return std::max(next, now + 1ms);
}

bool SurfaceUnit::open()
{
    const auto fault = link_->open([this](link::View packet) { hear(packet); },
                                   [this](const std::string& why) {
                                       down_ = why;
                                       wake_.wake_all();
                                   });
    if (!fault.empty()) {
        if (note_ != fault) log::rig().warn("{}: {} (trying again for ever)", name_, fault);
        note_ = fault;
        return false;
    }
    state_ = State::waiting;
    note_ = "nothing heard from it yet";
    stream_ = midi::Stream();
    loop_.forget();
    oddity_.clear();
    driver_->forget();
    greeted_ = alive_ = {};
    if (surface_->handshake != studio::Handshake::none) return true;
    state_ = State::online;   // it may be there, and would stay dark until somebody touched it
    note_ = "this box never says whether it is there";
    pump();
    return true;
}

void SurfaceUnit::close(const std::string& why)
{
    log::rig().warn("{}: gone: {} (trying again for ever)", name_, why);
    note_ = why;
    state_ = State::closed;
    unsent_.reset();
    link_->close();
}

void SurfaceUnit::greet(Clock::time_point now)
{
    if (state_ == State::online && !driver_->is_alive(now)) {
        log::rig().warn("{}: stopped answering", name_);
        state_ = State::waiting;
        note_ = "stopped answering";
        driver_->forget();
    }
    if (state_ != State::waiting || now < greeted_ + greet_every) return;
    greeted_ = now;
    for (const auto& message : driver_->greet()) send(message, Whose::ours_alone, now);
}

void SurfaceUnit::keep_alive(Clock::time_point now)
{
    if (surface_->alive_every <= 0ms || now < alive_ + surface_->alive_every) return;
    alive_ = now;
    for (const auto& message : driver_->stay_alive()) send(message, Whose::ours_alone, now);
}

// --- hearing -------------------------------------------------------------------------------------------------------------------

void SurfaceUnit::hear(link::View packet)
{
    heard_ = Clock::now();
    hears_ = true;
    stream_.feed(packet, [this](const midi::Message& message) { on_message(message.bytes(), heard_); });
    hears_ = false;
    pump();
}

bool SurfaceUnit::is_echo(wire::View message, Clock::time_point now)
{
    const bool was_loop = loop_.is_loop(), is_ours = loop_.is_echo(message, now);
    if (loop_.is_loop() && !was_loop) log::rig().warn("{}: {}: {} (fault: rig or wiring)", name_, link_->where(), loop_note);
    return is_ours;
}

void SurfaceUnit::look_for_oddity()
{
    auto odd = driver_->oddity();
    if (odd == oddity_) return;
    oddity_ = std::move(odd);
    if (!oddity_.empty()) log::rig().warn("{}: {}: {} (fault: rig or wiring)", name_, link_->where(), oddity_);
}

void SurfaceUnit::on_message(wire::View message, Clock::time_point now)
{
    if (is_echo(message, now)) return;
    std::vector<wire::Bytes> answers;
    const auto sink = [this, now](const driver::Gesture& gesture) {
        if (std::holds_alternative<driver::Arrived>(gesture)) {
            if (state_ == State::online) log::rig().info("{}: restarted; shown anew", name_);
            else log::rig().info("{}: here: {}", name_, surface_->model);
            state_ = State::online;
            note_.clear();
            driver_->forget();
        }
        if (on_gesture) on_gesture(gesture, now);
    };
    if (!driver_->hear(message, now, sink, answers) && ++senseless_ % 100 == 1)
        log::rig().debug("{}: a message of {} bytes makes no sense (fault: device, {} so far)", name_, message.size(), senseless_);
    for (const auto& answer : answers) send(answer, Whose::anybodys, now);
    look_for_oddity();
}

// --- showing -------------------------------------------------------------------------------------------------------------------

void SurfaceUnit::show(const driver::Face& face)
{
    wanted_ = face;
    if (!hears_) pump();   // what the rest of the packet says may change it again: no motor is told of what was true in between
}

bool SurfaceUnit::send(wire::View message, Whose whose, Clock::time_point now)
{
    if (!link_->send(message)) return false;
    const bool is_sysex = !message.empty() && message[0] == std::byte{0xF0};
    loop_.said(message, is_sysex || whose == Whose::ours_alone, now);
    Clock::duration takes = is_sysex ? Clock::duration(surface_->sysex_gap) : Clock::duration(0);
    if (surface_->bytes_per_second > 0) takes += std::chrono::nanoseconds(1'000'000'000ull * message.size() / surface_->bytes_per_second);
    free_at_ = std::max(free_at_, now) + takes;
    return true;
}

bool SurfaceUnit::cable_is_free(Clock::time_point now)
{
    const bool needs_gap = surface_->sysex_gap > 0ms;
    return free_at_ <= now || (!needs_gap && free_at_ - now < backlog);
}

/// Says what differs, most urgent first, until all is said or the cable is full.
void SurfaceUnit::pump()
{
    if (state_ != State::online) return;
    const auto now = Clock::now();
    for (int i = 0; i < messages_a_turn; ++i) {
        if (!cable_is_free(now)) return pump_at(free_at_);
        if (!unsent_) unsent_ = driver_->next(wanted_, now);
        if (!unsent_) {
            if (const auto time = driver_->wake()) pump_at(*time);
            return;
        }
        if (!send(*unsent_, Whose::anybodys, now)) return pump_at(now + try_again_after);
        unsent_.reset();
    }
    pump_at(now);
}

void SurfaceUnit::pump_at(Clock::time_point time)
{
    pump_timer_.expires_at(time);
    pump_timer_.async_wait([self = weak_from_this()](boost::system::error_code error) {
        const auto unit = self.lock();
        if (!error && unit && !unit->stopping_) unit->pump();
    });
}

}  // namespace recalld::rig
