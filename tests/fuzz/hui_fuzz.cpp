#include "mackie/hui.hpp"
#include "mackie/hui_buttons.hpp"
#include "mackie/xctl.hpp"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

using namespace recalld;
using namespace recalld::mackie;

namespace {

/// What was heard can be said, and is heard the same.
void check_event(const hui::Event& event, From from)
{
    hui::Decoder decoder(from);
    std::vector<hui::Event> again;
    const auto heard = [&](const hui::Event& one) { again.push_back(one); };
    const auto said = hui::write(event);
    const auto cut = xctl::for_each_message(said, [&](View message) {
        if (!decoder.read(message, {}, heard)) std::abort();
    });
    if (!cut || again.size() != 1 || again.front() != event) std::abort();
}

void check_name(int number)
{
    const auto name = hui::button_names.name(number);
    if (!name.empty() && hui::button_names.number(name).value() != number) std::abort();
}

void check_stream(View bytes, From from)
{
    hui::Decoder decoder(from);
    hui::TimePoint now;
    const auto check = [from](const hui::Event& event) {
        check_event(event, from);
        if (const auto* button = std::get_if<Button>(&event)) check_name(button->number);
    };
    (void)decoder.read(bytes, now, check);
    (void)xctl::for_each_message(bytes, [&](View message) {
        now += std::chrono::milliseconds(20);
        (void)decoder.read(message, now, check);
    });
}

}  // namespace

/// The input is one message, and a stream of them, 20 ms apart.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    check_stream(bytes, From::surface);
    check_stream(bytes, From::host);
    (void)hui::time_text(wire::as_text(bytes));
    if (hui::plain(wire::as_text(bytes)).size() != size) std::abort();
    return 0;
}
