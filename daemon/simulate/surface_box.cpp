#include "simulate/surface_box.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "midi/stream.hpp"
#include "simulate/surface_buttons.hpp"

namespace recalld::simulate {

namespace {

namespace hui = mackie::hui;
namespace mcu = mackie::mcu;
namespace xctl = mackie::xctl;

constexpr std::size_t most_complaints = 200;
constexpr std::size_t channel_message = 3;
constexpr int first_touch = 0x68;   // some hosts echo touches

wire::Bytes bytes_of(const std::vector<std::uint8_t>& header)
{
    const auto bytes = std::as_bytes(std::span(header));
    return {bytes.begin(), bytes.end()};
}

mcu::Dialect dialect_of(const studio::Surface& surface)
{
    mcu::Dialect dialect{surface.model_byte};
    if (!surface.second_display_header.empty()) dialect.displays.push_back(bytes_of(surface.second_display_header));
    if (surface.colours == studio::ColourKind::rgb) dialect.rgb_colours = bytes_of(surface.colour_header);
    return dialect;
}

void append(Said& said, Said more)
{
    std::ranges::move(more, std::back_inserter(said));
}

/// What real ones take without showing anything.
template <class Event>
concept Setting = std::same_as<Event, mcu::Click> || std::same_as<Event, mcu::Backlight> || std::same_as<Event, mcu::Sensitivity>
                  || std::same_as<Event, mcu::GlobalMeterMode> || std::same_as<Event, mcu::Recalibrate> || std::same_as<Event, xctl::ProbeReply>;

}  // namespace

struct SurfaceBox::Inner {
    explicit Inner(std::shared_ptr<const studio::Surface> made)
        : surface(std::move(made)), dialect(dialect_of(*surface)), face(*surface), door(*surface),
          faders(static_cast<std::size_t>(surface->strips) + (surface->master ? 1 : 0), SurfaceFader(*surface))
    {
    }

    /// The master is the ninth, however many strips there are.
    SurfaceFader* fader(int strip)
    {
        if (strip == mackie::master_strip && surface->master) return &faders.back();
        return mackie::is_within(strip, surface->strips) ? &faders[static_cast<std::size_t>(strip)] : nullptr;
    }
    int strip_of(std::size_t fader) const { return static_cast<int>(fader) < surface->strips ? static_cast<int>(fader) : mackie::master_strip; }
    SurfaceFader& owned(int strip);
    bool speaks_hui() const { return surface->protocol == "hui"; }

    void run();
    void read(wire::View message);
    bool comes_too_soon(wire::View message);
    bool is_for_another(wire::View message);
    template <class Event>
    void tell(const Event& event);
    void complain(std::string what);
    void power_on();

    void hear(const mackie::FaderMoved& moved);
    void hear(const mackie::Led& led);
    void hear(const mcu::Touchless& order) { tells_nudges = order.on; }
    void hear(const mcu::Reset&) { face.clear(); }
    void hear(const mcu::LedsOff&) { face.lights_off(); }
    void hear(const mcu::Reboot&) { power_on(); }
    void hear(const mcu::FadersToMinimum&);
    void hear(const mcu::GoOffline&) { door.shut(); }
    void hear(const hui::Ping&) { tell(hui::PingReply{}); }
    void hear(const mcu::Event& event) { obey(event); }   // inside one of another language
    template <class Event>
    void hear(const Event& event);
    template <class Events>
    void obey(const Events& event)
    {
        std::visit([this](const auto& one) { this->hear(one); }, event);
    }
    template <class Event>
    void obey_if_open(const Event& event);

    std::shared_ptr<const studio::Surface> surface;
    mcu::Dialect dialect;
    SurfaceFace face;
    SurfaceDoor door;
    std::vector<SurfaceFader> faders;
    midi::Stream stream;
    hui::Decoder hui_decoder{mackie::From::host};
    bool tells_nudges = false;   ///< of faders that no hand is felt on
    std::optional<TimePoint> last_sysex;
    bool forgives_gaps = false;
    std::vector<std::string> complaints;
    std::uint64_t faults = 0, lost = 0, other_models = 0;

    TimePoint now;   ///< of the call that is under way
    Said said;       ///< by it
};

// --- speaking

/// Hands and controls sound the same in two of three languages. A message each: a host may look at them one by one.
template <class Event>
void SurfaceBox::Inner::tell(const Event& event)
{
    if (!door.is_open()) return;
    wire::Bytes bytes;
    if constexpr (std::constructible_from<hui::Event, Event>)
        if (speaks_hui()) bytes = hui::write(event);
    if constexpr (std::constructible_from<mcu::Event, Event>)
        if (!speaks_hui()) bytes = mcu::write(event, dialect);
    for (std::size_t at = 0; at < bytes.size(); at += channel_message)
        said.emplace_back(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                          bytes.begin() + static_cast<std::ptrdiff_t>(std::min(at + channel_message, bytes.size())));
}

void SurfaceBox::Inner::complain(std::string what)
{
    ++faults;
    if (complaints.size() >= most_complaints || std::ranges::count(complaints, what) > 0) return;
    complaints.push_back(std::move(what));
}

void SurfaceBox::Inner::run()
{
    for (std::size_t i = 0; i < faders.size(); ++i) {
        const bool is_felt = !surface->touch || faders[i].is_held();
        const auto position = faders[i].run(now);
        if (position && (is_felt || tells_nudges)) tell(mackie::FaderMoved{strip_of(i), *position});
    }
    append(said, door.run(now));
}

void SurfaceBox::Inner::power_on()
{
    face.clear();
    for (auto& fader : faders) fader.forget();
    hui_decoder.reset();
    tells_nudges = false;
    last_sysex.reset();
    append(said, door.power_on(now));
}

// --- hearing

bool SurfaceBox::Inner::comes_too_soon(wire::View message)
{
    if (!mackie::is_sysex(message) || forgives_gaps) return false;
    if (last_sysex && now - *last_sysex < surface->sysex_gap) return ++lost, true;
    last_sysex = now;
    return false;
}

/// Hosts ask for all models when they look around: that is no fault.
bool SurfaceBox::Inner::is_for_another(wire::View message)
{
    if (speaks_hui() || !mackie::is_sysex(message)) return false;
    const auto model = mcu::model_of(message);
    if (!model || *model == surface->model_byte) return false;
    const auto event = mcu::read(message, mackie::From::host, dialect);
    if (event && std::holds_alternative<mcu::DeviceQuery>(*event)) ++other_models;
    else complain("SysEx for another model: " + wire::hex(message.first(std::min<std::size_t>(message.size(), 6))));
    return true;
}

void SurfaceBox::Inner::read(wire::View message)
{
    if (comes_too_soon(message)) return complain("lost: SysEx too soon behind SysEx");
    if (is_for_another(message)) return;
    const auto refuse = [&](wire::Fault fault) { complain(std::string(wire::describe(fault)) + ": " + wire::hex(message.first(std::min<std::size_t>(message.size(), 16)))); };
    const auto obey_all = [&](const auto& event) { obey(event); };
    if (speaks_hui()) {
        const auto heard = hui_decoder.read(message, now, obey_all);
        if (!heard) refuse(heard.error());
    } else if (surface->protocol == "xctl") {
        const auto event = xctl::read(message, mackie::From::host);
        event ? obey(*event) : refuse(event.error());
    } else {
        const auto event = mcu::read(message, mackie::From::host, dialect);
        event ? obey(*event) : refuse(event.error());
    }
}

/// Everything that a face shows, the handshake, and settings; anything else is not for a surface.
template <class Event>
void SurfaceBox::Inner::hear(const Event& event)
{
    if constexpr (requires { door.on(event, now); }) append(said, door.on(event, now));
    else if constexpr (requires { face.show(event, now); }) obey_if_open(event);
    else if constexpr (!Setting<Event>) complain("what a surface says, not a host");
}

template <class Event>
void SurfaceBox::Inner::obey_if_open(const Event& event)
{
    if (!door.is_open()) return complain("something for a box that is shut");
    const auto why = face.show(event, now);
    if (!why.empty()) complain(std::string(why));
}

void SurfaceBox::Inner::hear(const mackie::Led& led)
{
    const bool is_echo = !speaks_hui() && mackie::is_within(led.number - first_touch, mackie::strips + 1);
    if (!is_echo) obey_if_open(led);
}

void SurfaceBox::Inner::hear(const mackie::FaderMoved& moved)
{
    if (!door.is_open()) return complain("something for a box that is shut");
    auto* fader = this->fader(moved.strip);
    if (!fader) return complain("a position for a fader that it does not have");
    if (!surface->motors) return complain("a position for a fader without a motor");
    fader->receive(moved.position, now);
}

void SurfaceBox::Inner::hear(const mcu::FadersToMinimum&)
{
    for (auto& fader : faders) fader.receive(surface->lowest, now);
}

SurfaceFader& SurfaceBox::Inner::owned(int strip)
{
    auto* fader = this->fader(strip);
    if (!fader) throw std::invalid_argument("it has no fader " + (strip == mackie::master_strip ? "master" : std::to_string(strip + 1)));
    return *fader;
}

// --- what others see

SurfaceBox::SurfaceBox(std::shared_ptr<const studio::Surface> surface) : inner_(std::make_unique<Inner>(std::move(surface))) {}
SurfaceBox::~SurfaceBox() = default;
SurfaceBox::SurfaceBox(SurfaceBox&&) noexcept = default;

namespace {

/// One call: what is due comes first, then `act`; all that was said meanwhile.
template <class Inner, class Act>
Said at(Inner& inner, TimePoint now, const Act& act)
{
    inner.now = now;
    inner.said.clear();
    inner.run();
    act(inner);
    return std::exchange(inner.said, {});
}

constexpr auto nothing = [](auto&) {};

}  // namespace

Said SurfaceBox::power_on(TimePoint now)
{
    inner_->stream.abandon();
    return at(*inner_, now, [](Inner& box) { box.power_on(); });
}

Said SurfaceBox::receive(wire::View bytes, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        const auto before = box.stream.losses();
        box.stream.feed(bytes, [&](const midi::Message& message) { box.read(message.bytes()); });
        if (box.stream.losses() != before) box.complain("bytes that are no message");
    });
}

void SurfaceBox::forgive_gaps() { inner_->forgives_gaps = true; }

Said SurfaceBox::run(TimePoint now) { return at(*inner_, now, nothing); }

std::optional<TimePoint> SurfaceBox::wake() const
{
    auto soonest = inner_->door.wake();
    for (const auto& fader : inner_->faders)
        if (const auto wake = fader.wake(); wake && (!soonest || *wake < *soonest)) soonest = wake;
    return soonest;
}

Said SurfaceBox::grab(int strip, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        box.owned(strip).grab(now);
        if (box.surface->touch) box.tell(mackie::FaderTouched{strip, true});
    });
}

Said SurfaceBox::move(int strip, double to, TimePoint now, std::chrono::milliseconds over)
{
    return at(*inner_, now, [&](Inner& box) {
        box.owned(strip).move(to, over, now);
        box.run();
    });
}

Said SurfaceBox::let_go(int strip, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        box.owned(strip).let_go(now);
        if (box.surface->touch) box.tell(mackie::FaderTouched{strip, false});
    });
}

Said SurfaceBox::press(std::string_view button, bool down, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) { box.tell(mackie::Button{button_number(*box.surface, button), down}); });
}

Said SurfaceBox::turn(int knob, int ticks, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        const int knobs = box.speaks_hui() ? hui::knobs : box.surface->strips;
        if (!box.surface->knobs || !mackie::is_within(knob, knobs)) throw std::invalid_argument("it has no knob " + std::to_string(knob + 1));
        box.tell(mackie::VPotTurned{knob, ticks});
    });
}

Said SurfaceBox::jog(int ticks, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        if (!box.surface->jog) throw std::invalid_argument("it has no wheel");
        box.tell(mackie::JogTurned{ticks});
    });
}

Said SurfaceBox::pedal(int value, TimePoint now)
{
    return at(*inner_, now, [&](Inner& box) {
        if (box.speaks_hui()) throw std::invalid_argument("it has no pedal");
        box.tell(mcu::Pedal{std::clamp(value, 0, 127)});
    });
}

const studio::Surface& SurfaceBox::surface() const { return *inner_->surface; }
const SurfaceFace& SurfaceBox::face() const { return inner_->face; }
const SurfaceDoor& SurfaceBox::door() const { return inner_->door; }
const SurfaceFader& SurfaceBox::fader(int strip) const { return inner_->owned(strip); }
int SurfaceBox::faders() const { return static_cast<int>(inner_->faders.size()); }

SurfaceFader::Counts SurfaceBox::counts() const
{
    SurfaceFader::Counts all;
    for (const auto& fader : inner_->faders) all += fader.counts();
    return all;
}

mackie::Light SurfaceBox::light(std::string_view button) const { return inner_->face.light(button_number(*inner_->surface, button)); }
std::string SurfaceBox::button_name(int number) const { return simulate::button_name(*inner_->surface, number); }
const std::vector<std::string>& SurfaceBox::complaints() const { return inner_->complaints; }
std::uint64_t SurfaceBox::faults() const { return inner_->faults; }
std::uint64_t SurfaceBox::lost() const { return inner_->lost; }
std::uint64_t SurfaceBox::other_models() const { return inner_->other_models; }

}  // namespace recalld::simulate
