#include "driver/mcu_surface.hpp"

#include <algorithm>
#include <utility>

#include "driver/surface_dialect.hpp"
#include "mackie/mcu_buttons.hpp"

namespace recalld::driver {

using namespace mackie;

namespace {

constexpr int models[] = {mcu::main_unit, mcu::extender, mcu::logic_control, mcu::logic_control_extender};

/// A box may answer each of the four queries.
constexpr std::chrono::milliseconds same_answer{100};
constexpr std::chrono::seconds one_question{1};   // nobody changes cables that fast
constexpr int missed_polls = 3;

std::string spoken(const mcu::Serial& serial)
{
    std::string letters(serial.begin(), serial.end());
    std::ranges::replace_if(letters, [](char letter) { return letter < ' '; }, '?');
    return letters;
}

}  // namespace

McuSurface::McuSurface(const std::shared_ptr<const studio::Surface>& surface)
    : Panel(surface, mcu::button_names),
      dialect_(dialect_of(*surface)),
      letters_{ShownLetters(surface->display, lcd_columns), ShownLetters(second_display_of(*surface), lcd_columns)}
{
}

// --- who is there

std::vector<wire::Bytes> McuSurface::greet()
{
    if (surface().handshake == studio::Handshake::none) return {};
    std::vector<wire::Bytes> messages{mcu::write(mcu::DeviceQuery{}, dialect_)};
    for (const auto model : models)
        if (!learnt_ && model != dialect_.model) messages.push_back(mcu::write(mcu::DeviceQuery{}, {model, {}, {}}));
    return messages;
}

bool McuSurface::hear(wire::View message, TimePoint now, const Sink& sink, std::vector<wire::Bytes>& answers)
{
    const auto event = mcu::read(message, From::surface, dialect_);
    if (!event) return false;
    heard(now);
    const Hearing hearing{message, now, sink, answers};
    const auto understand = [&](const auto& one) {
        if constexpr (requires { on_event(one, hearing); }) return on_event(one, hearing);
        if constexpr (requires { on(one, sink); }) {
            goes_live(hearing);
            return on(one, sink);
        }
        return true;
    };
    return std::visit(understand, *event);
}

void McuSurface::learn_model(wire::View message)
{
    const auto model = mcu::model_of(message);
    if (!model) return;
    dialect_.model = *model;
    learnt_ = true;
}

/// One box has one number.
void McuSurface::note_who_answers(const mcu::Serial& serial, TimePoint now)
{
    const bool is_same_question = serial_heard_ && now - *serial_heard_ < one_question;
    if (!is_same_question) oddity_.clear();
    else if (serial != serial_) oddity_ = "two boxes answer in this port, " + spoken(serial_) + " and " + spoken(serial) + ", and mix; give each a port of its own";
    serial_ = serial;
    serial_heard_ = now;
}

bool McuSurface::wants_challenge() const
{
    const auto opens_by_it = dialect_.model == mcu::logic_control || dialect_.model == mcu::logic_control_extender;
    return opens_by_it || surface().handshake == studio::Handshake::challenge;
}

bool McuSurface::on_event(const mcu::HostConnectionQuery& event, const Hearing& hearing)
{
    learn_model(hearing.message);
    note_who_answers(event.serial, hearing.now);
    if (wants_challenge()) {
        leave();
        answered_ = true;
        hearing.answers.push_back(mcu::write(mcu::HostConnectionReply{event.serial, mcu::response_to(event.challenge)}, dialect_));
    } else {
        is_ready(hearing);
    }
    return true;
}

bool McuSurface::on_event(const mcu::Ready&, const Hearing& hearing)
{
    learn_model(hearing.message);
    is_ready(hearing);
    return true;
}

bool McuSurface::on_event(const mcu::HostConnectionConfirmation&, const Hearing& hearing)
{
    learn_model(hearing.message);
    forget();
    arrive(true, hearing.now, hearing.sink);
    return true;
}

bool McuSurface::on_event(const mcu::HostConnectionError&, const Hearing&)
{
    leave();
    answered_ = false;
    return true;
}

bool McuSurface::on_event(const mcu::VersionReply&, const Hearing&)
{
    answers_polls_ = true;
    return true;
}

void McuSurface::is_ready(const Hearing& hearing)
{
    const auto again = ready_at_ && arrived() && hearing.now - *ready_at_ < same_answer;
    ready_at_ = hearing.now;
    if (again) return;
    forget();
    arrive(true, hearing.now, hearing.sink);
}

/// Many boxes never say that they are there; one that waits for an answer is shut until it has got it, and some forget to confirm.
void McuSurface::goes_live(const Hearing& hearing)
{
    if (arrived() || (wants_challenge() && !answered_)) return;
    forget();
    arrive(true, hearing.now, hearing.sink);
}

std::vector<wire::Bytes> McuSurface::stay_alive()
{
    if (surface().alive_every.count() == 0) return {};
    return {mcu::write(mcu::VersionRequest{}, dialect_)};
}

bool McuSurface::is_alive(TimePoint now) const
{
    if (!answers_polls_ || surface().alive_every.count() == 0) return true;
    return heard_at() && now - *heard_at() < missed_polls * surface().alive_every;
}

// --- what it shows

void McuSurface::forget()
{
    Panel::forget();
    rings_.forget();
    for (auto& display : letters_) display.forget();
    palette_.forget();
    digits_.forget();
    meter_told_.fill(false);
    meters_.fill({});
    master_meters_.fill({});
    for (auto& overload : overloads_) overload.forget();
}

std::vector<wire::Bytes> McuSurface::farewell()
{
    auto messages = Panel::farewell();
    messages.push_back(mcu::write(mcu::Reset{}, dialect_));
    return messages;
}

wire::Bytes McuSurface::say(const FaderMoved& event) const { return mcu::write(event); }
wire::Bytes McuSurface::say(const Led& event) const { return mcu::write(event); }

void McuSurface::take_cells()
{
    for (auto& display : letters_) display.want(wanted().cells);
}

std::optional<wire::Bytes> McuSurface::next_picture(TimePoint now, Wake& wake)
{
    if (auto ring = next_ring()) return ring;
    if (auto letters = next_letters()) return letters;
    if (auto colours = next_colours()) return colours;
    if (auto digit = next_digit()) return digit;
    return next_meter(now, wake);
}

std::optional<wire::Bytes> McuSurface::next_ring()
{
    if (surface().rings.empty()) return std::nullopt;
    const auto strip = next_ring_strip(rings_);
    if (!strip) return std::nullopt;
    return mcu::write(ring_of(surface(), *strip, wanted().rings[static_cast<std::size_t>(*strip)]));
}

std::optional<wire::Bytes> McuSurface::next_letters()
{
    for (int display = 0; display < static_cast<int>(letters_.size()); ++display)
        if (const auto run = letters_[static_cast<std::size_t>(display)].next())
            return mcu::write(mcu::Text{display, run->offset, run->text}, dialect_);
    return std::nullopt;
}

std::optional<wire::Bytes> McuSurface::next_colours()
{
    if (surface().colours == studio::ColourKind::none) return std::nullopt;
    std::array<Palette, 1> colours{};
    for (int strip = 0; strip < surface_strips; ++strip) colours[0][static_cast<std::size_t>(strip)] = readable(wanted(), strip);
    if (!palette_.next(colours)) return std::nullopt;
    auto message = write_colours(surface(), dialect_, colours[0]);
    return message.empty() ? std::nullopt : std::optional(std::move(message));
}

bool McuSurface::shows_digit(std::size_t index) const
{
    return index < static_cast<std::size_t>(mcu::first_assignment_digit) ? surface().timecode : surface().assignment;
}

std::optional<wire::Bytes> McuSurface::next_digit()
{
    if (!surface().timecode && !surface().assignment) return std::nullopt;
    std::array<mcu::Glyph, digits> glyphs;
    const auto timecode = glyphs_of<mcu::timecode_digits>(wanted().timecode);
    const auto assignment = glyphs_of<mcu::assignment_digits>(wanted().assignment);
    std::ranges::copy(assignment, std::ranges::copy(timecode, glyphs.begin()).out);
    while (const auto index = digits_.next(glyphs))
        if (shows_digit(*index)) return mcu::write(mcu::Digit{static_cast<int>(*index), glyphs[*index]});
    return std::nullopt;
}

std::optional<wire::Bytes> McuSurface::next_meter(TimePoint now, Wake& wake)
{
    if (surface().meters == studio::MeterKind::none) return std::nullopt;
    for (int strip = 0; strip < std::min<int>(surface().strips, surface_strips); ++strip) {
        if (auto overload = next_overload(strip)) return overload;
        if (auto meter = next_strip_meter(strip, now, wake)) return meter;
    }
    return next_master_meter(now, wake);
}

std::optional<wire::Bytes> McuSurface::next_overload(int strip)
{
    const auto at = static_cast<std::size_t>(strip);
    if (!overloads_[at].next({wanted().overloads[at]})) return std::nullopt;
    return mcu::write(mcu::Overload{strip, wanted().overloads[at]});
}

std::optional<wire::Bytes> McuSurface::next_strip_meter(int strip, TimePoint now, Wake& wake)
{
    const auto at = static_cast<std::size_t>(strip);
    const auto level = level_of(twelve_steps, louder(wanted().meters[at]));
    const auto mode = surface().meter_mode;
    if (level > 0 && mode != 0 && !meter_told_[at]) {
        meter_told_[at] = true;
        return mcu::write(mcu::ChannelMeterMode{strip, (mode & 4) != 0, (mode & 2) != 0, (mode & 1) != 0}, dialect_);
    }
    if (!meters_[at].takes(level, now, wake)) return std::nullopt;
    return mcu::write(mcu::Meter{strip, level});
}

std::optional<wire::Bytes> McuSurface::next_master_meter(TimePoint now, Wake& wake)
{
    if (!surface().master_meters) return std::nullopt;
    for (std::size_t side = 0; side < master_meters_.size(); ++side) {
        const auto level = level_of(twelve_steps, wanted().master_meters[side]);
        if (master_meters_[side].takes(level, now, wake)) return mcu::write(mcu::MasterMeter{side == 1, level});
    }
    return std::nullopt;
}

}  // namespace recalld::driver
