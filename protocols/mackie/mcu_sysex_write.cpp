#include "mackie/mcu_sysex.hpp"

#include <algorithm>
#include <iterator>

namespace recalld::mackie::mcu {

namespace {

Bytes framed(int model, Command command, View parameters)
{
    wire::Writer writer;
    writer.text(maker).big(static_cast<std::uint8_t>(model & 0x7f)).big(static_cast<std::uint8_t>(command));
    return sysex(writer.append(parameters).take());
}

/// One command of the dialect's model from numbers, arrays and text.
class Frame {
public:
    Frame(Command command, const Dialect& dialect) : command_(command), model_(dialect.model) {}
    Frame& add(int value)
    {
        parameters_.push_back(seven_bits(value));
        return *this;
    }
    template <class Range>
    Frame& add_all(const Range& range)
    {
        for (const auto value : range) add(static_cast<int>(value));
        return *this;
    }
    Bytes take() const { return framed(model_, command_, parameters_); }

private:
    Command command_;
    int model_;
    Bytes parameters_;
};

Bytes said(const HostConnectionQuery& event, const Dialect& dialect)
{
    return Frame(Command::host_connection_query, dialect).add_all(event.serial).add_all(event.challenge).take();
}
Bytes said(const HostConnectionReply& event, const Dialect& dialect)
{
    return Frame(Command::host_connection_reply, dialect).add_all(event.serial).add_all(event.response).take();
}
Bytes said(const HostConnectionConfirmation& event, const Dialect& dialect)
{
    return Frame(Command::host_connection_confirmation, dialect).add_all(event.serial).take();
}
Bytes said(const HostConnectionError& event, const Dialect& dialect)
{
    return Frame(Command::host_connection_error, dialect).add_all(event.serial).take();
}
Bytes said(const VersionReply& event, const Dialect& dialect)
{
    return Frame(Command::version_reply, dialect).add_all(event.version).take();
}
Bytes said(const SerialReply& event, const Dialect& dialect)
{
    return Frame(Command::serial_reply, dialect).add_all(event.serial).take();
}
Bytes said(const Click& event, const Dialect& dialect) { return Frame(Command::click, dialect).add(event.on).take(); }
Bytes said(const Backlight& event, const Dialect& dialect)
{
    return Frame(Command::backlight, dialect).add(event.minutes).take();
}
Bytes said(const Touchless& event, const Dialect& dialect)
{
    return Frame(Command::touchless, dialect).add(event.on).take();
}
Bytes said(const Sensitivity& event, const Dialect& dialect)
{
    return Frame(Command::sensitivity, dialect).add(event.fader).add(event.level).take();
}
Bytes said(const ChannelMeterMode& event, const Dialect& dialect)
{
    const auto mode = (event.lcd ? lcd_bit : 0) | (event.peak_hold ? peak_bit : 0) | (event.signal ? signal_bit : 0);
    return Frame(Command::channel_meter_mode, dialect).add(event.strip).add(mode).take();
}
Bytes said(const GlobalMeterMode& event, const Dialect& dialect)
{
    return Frame(Command::global_meter_mode, dialect).add(event.vertical).take();
}
Bytes said(const Colours& event, const Dialect& dialect)
{
    return Frame(Command::colours, dialect).add_all(event.colours).take();
}

Bytes said(const Digits& event, const Dialect& dialect)
{
    Frame frame(event.first == 0 ? Command::timecode : Command::assignment, dialect);
    for (int index = 0; index < std::min(event.count, timecode_digits); ++index)
        frame.add(to_int(glyph_byte(event.glyphs[static_cast<std::size_t>(index)])));
    return frame.take();
}

Bytes said(const Text& event, const Dialect& dialect)
{
    if (event.display == 0) return Frame(Command::text, dialect).add(event.offset).add_all(event.text).take();
    if (!is_within(event.display - 1, static_cast<int>(dialect.displays.size()))) return {};
    auto body = dialect.displays[static_cast<std::size_t>(event.display - 1)];
    body.push_back(seven_bits(event.offset));
    std::ranges::transform(event.text, std::back_inserter(body), seven_bits);
    return sysex(body);
}

Bytes said(const RgbColours& event, const Dialect& dialect)
{
    if (dialect.rgb_colours.empty()) return {};
    auto body = dialect.rgb_colours;
    for (const auto& colour : event.colours)
        for (const auto part : {colour.red, colour.green, colour.blue}) body.push_back(seven_bits(part));
    return sysex(body);
}

Bytes fixed(const Event& event, const Dialect& dialect)
{
    const auto row = std::ranges::find(fixed_commands, event, &Fixed::event);
    if (row == std::end(fixed_commands)) return {};
    return framed(dialect.model, row->command, wire::as_bytes(row->parameters));
}

}  // namespace

std::byte glyph_byte(const Glyph& glyph)
{
    const auto is_small = glyph.letter >= 'a' && glyph.letter <= 'z';
    const auto letter = is_small ? glyph.letter - 0x20 : static_cast<int>(glyph.letter);
    const auto code = letter >= 0x20 && letter < 0x60 ? letter & 0x3f : 0x20;
    return static_cast<std::byte>(code | (glyph.dot ? 0x40 : 0));
}

Bytes command(const Event& event, const Dialect& dialect)
{
    const auto say = [&](const auto& one) {
        if constexpr (requires { said(one, dialect); })
            return said(one, dialect);
        else
            return fixed(event, dialect);
    };
    return std::visit(say, event);
}

}  // namespace recalld::mackie::mcu
