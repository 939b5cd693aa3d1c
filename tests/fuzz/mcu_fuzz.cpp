#include "mackie/ascii.hpp"
#include "mackie/lcd.hpp"
#include "mackie/mcu.hpp"
#include "mackie/xctl.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>

using namespace recalld;
using namespace recalld::mackie;

namespace {

const mcu::Dialect rich{mcu::extender, {wire::bytes("00 00 67 15 13")}, wire::bytes("00 02 4E 16 14")};

/// What a text does to a display, its changes do too.
void check_display(const mcu::Text& text)
{
    Display wanted;
    wanted.apply(text.offset, text.text);
    auto shown = Display::unknown();
    for (const auto& run : changes(shown, wanted, 3)) shown.apply(run.offset, run.text);
    if (shown != wanted) std::abort();
}

/// What was read can be written, and reads the same.
void check(View message, From from, const mcu::Dialect& dialect)
{
    const auto event = mcu::read(message, from, dialect);
    if (!event) return;
    const auto written = mcu::write(*event, dialect);
    const auto again = mcu::read(written, from, dialect);
    if (!again || *again != *event) std::abort();
    if (const auto* text = std::get_if<mcu::Text>(&*event)) check_display(*text);
}

void check_message(View message)
{
    for (const auto from : {From::surface, From::host}) {
        check(message, from, {});
        check(message, from, rich);
    }
    if (const auto model = mcu::model_of(message))
        if (*model >= 0x7F) std::abort();
}

}  // namespace

/// The input is one message, and a stream of them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto bytes = std::as_bytes(std::span(data, size));
    check_message(bytes);
    (void)xctl::for_each_message(bytes, check_message);
    const auto shown = ascii(wire::as_text(bytes));
    if (!std::ranges::all_of(shown, [](char letter) { return letter >= ' ' && letter <= '~'; })) std::abort();
    return 0;
}
