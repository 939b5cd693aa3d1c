#include "driver/surface_driver.hpp"
#include "driver/surface_role.hpp"
#include "mackie/xctl.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>

using namespace recalld;
using namespace recalld::driver;

namespace {

constexpr std::size_t most_answers = 1;      // to one message
constexpr std::size_t most_bytes = 64;       // of one answer
constexpr int most_messages = 2000;          // to show one face
constexpr std::size_t most_gestures = 2;     // of one message: it is there, and does something

std::shared_ptr<const studio::Surface> surface(const char* protocol, studio::Handshake handshake)
{
    studio::Surface box;
    box.protocol = protocol;
    box.handshake = handshake;
    box.master = true;
    box.display = {0, 7, 7};
    box.colours = studio::ColourKind::palette;
    box.meters = studio::MeterKind::stereo;
    box.timecode = box.assignment = true;
    return std::make_shared<const studio::Surface>(std::move(box));
}

void check_gesture(const Gesture& gesture)
{
    if (const auto* move = std::get_if<FaderMoved>(&gesture))
        if (move->position < 0 || move->position > 16383 || move->strip < 0 || move->strip > master_strip) std::abort();
    if (const auto* press = std::get_if<Pressed>(&gesture))
        if (press->button.empty()) std::abort();
}

void check_answers(const std::vector<wire::Bytes>& answers)
{
    if (answers.size() > most_answers) std::abort();
    for (const auto& answer : answers)
        if (answer.empty() || answer.size() > most_bytes) std::abort();
}

/// What is done on it is shown on it, and then it is still.
void show(SurfaceDriver& driver, const Face& face, TimePoint now)
{
    for (int count = 0; driver.next(face, now); ++count)
        if (count > most_messages) std::abort();
    if (driver.wake() && *driver.wake() <= now) std::abort();
}

void check_driver(const char* protocol, studio::Handshake handshake, wire::View bytes)
{
    const auto driver = make_surface_driver(surface(protocol, handshake));
    TimePoint now{};
    Face face;
    const auto hear = [&](wire::View message) {
        std::vector<wire::Bytes> answers;
        std::size_t gestures = 0;
        const auto heard = [&](const Gesture& gesture) {
            check_gesture(gesture);
            if (const auto* move = std::get_if<FaderMoved>(&gesture)) face.faders[static_cast<std::size_t>(move->strip)] = move->position;
            if (const auto* press = std::get_if<Pressed>(&gesture)) face.lights[press->button] = press->down ? Light::flash : Light::on;
            ++gestures;
        };
        (void)driver->hear(message, now, heard, answers);
        check_answers(answers);
        if (gestures > most_gestures) std::abort();
        now += std::chrono::milliseconds(20);
    };
    hear(bytes);
    show(*driver, face, now);
    (void)mackie::xctl::for_each_message(bytes, hear);
    face.cells[0][0] = face.timecode = face.assignment = wire::as_text(bytes);
    show(*driver, face, now);
    (void)driver->farewell();
}

void check_role(const char* protocol, wire::View bytes)
{
    const auto role = make_surface_role(surface(protocol, studio::Handshake::query), wire::as_text(bytes));
    TimePoint now{};
    const auto changed = [](std::string_view name) {
        if (name.empty()) std::abort();
    };
    const auto hear = [&](wire::View message) {
        std::vector<wire::Bytes> answers;
        (void)role->hear(message, now, changed, answers);
        check_answers(answers);
        now += std::chrono::milliseconds(20);
    };
    hear(bytes);
    (void)mackie::xctl::for_each_message(bytes, hear);
    (void)role->say(Pressed{std::string(wire::as_text(bytes)), true});
    role->forget(changed);
    if (role->face() != DawFace()) std::abort();
}

}  // namespace

/// The input is one message, and a stream of them, 20 ms apart, to every driver in both roles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    check_driver("mcu", studio::Handshake::query, bytes);
    check_driver("mcu", studio::Handshake::challenge, bytes);
    check_driver("hui", studio::Handshake::ping, bytes);
    check_driver("xctl", studio::Handshake::probe, bytes);
    check_role("mcu", bytes);
    check_role("hui", bytes);
    return 0;
}
