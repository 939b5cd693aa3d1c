#include "mackie/mcu_sysex.hpp"

#include <algorithm>
#include <optional>

namespace recalld::mackie::mcu {

namespace {

constexpr int other_protocols[] = {0x05, 0x58};  // HUI and XCtl, under the same maker number
constexpr int any_model = 0x7F;

template <std::size_t Count>
std::array<char, Count> letters(View bytes)
{
    std::array<char, Count> result{};
    std::ranges::copy(wire::as_text(bytes.first(Count)), result.begin());
    return result;
}

template <std::size_t Count>
std::array<std::uint8_t, Count> numbers(View bytes)
{
    std::array<std::uint8_t, Count> result{};
    std::ranges::transform(bytes.first(Count), result.begin(), std::to_integer<std::uint8_t>);
    return result;
}

/// The readers of parameters find the size that the table below demands.
constexpr std::size_t serial_size = std::tuple_size_v<Serial>;

Result<Event> read_connection_query(View parameters)
{
    return HostConnectionQuery{letters<serial_size>(parameters), numbers<4>(parameters.subspan(serial_size))};
}

Result<Event> read_connection_reply(View parameters)
{
    return HostConnectionReply{letters<serial_size>(parameters), numbers<4>(parameters.subspan(serial_size))};
}

template <class WithSerial>
Result<Event> read_serial(View parameters)
{
    return WithSerial{letters<serial_size>(parameters)};
}

template <class Switch>
Result<Event> read_switch(View parameters)
{
    const auto value = to_int(parameters[0]);
    if (value > 1) return Fault::out_of_range;
    return Switch{value == 1};
}

Result<Event> read_backlight(View parameters) { return Backlight{to_int(parameters[0])}; }

Result<Event> read_sensitivity(View parameters)
{
    const auto fader = to_int(parameters[0]);
    const auto level = to_int(parameters[1]);
    if (fader > master_strip || level > 5) return Fault::out_of_range;
    return Sensitivity{fader, level};
}

Digits read_digits(int first, View parameters)
{
    Digits digits{first, static_cast<int>(parameters.size())};
    std::ranges::transform(parameters, digits.glyphs.begin(), [](std::byte code) { return glyph_of(to_int(code)); });
    return digits;
}

Result<Event> read_timecode(View parameters) { return read_digits(0, parameters); }
Result<Event> read_assignment(View parameters) { return read_digits(first_assignment_digit, parameters); }

Result<Event> read_text_on(int display, View parameters)
{
    if (parameters.empty()) return Fault::truncated;
    const auto offset = to_int(parameters[0]);
    const auto text = wire::as_text(parameters.subspan(1));
    if (offset >= lcd_cells || text.size() > static_cast<std::size_t>(lcd_cells - offset)) return Fault::out_of_range;
    return Text{display, offset, text};
}

Result<Event> read_text(View parameters) { return read_text_on(0, parameters); }
Result<Event> read_version(View parameters) { return VersionReply{wire::as_text(parameters)}; }

Result<Event> read_channel_meter_mode(View parameters)
{
    const auto strip = to_int(parameters[0]);
    const auto mode = to_int(parameters[1]);
    if (strip >= strips || mode > (lcd_bit | peak_bit | signal_bit)) return Fault::out_of_range;
    return ChannelMeterMode{strip, (mode & lcd_bit) != 0, (mode & peak_bit) != 0, (mode & signal_bit) != 0};
}

Result<Event> read_colours(View parameters)
{
    Colours colours;
    if (std::ranges::any_of(parameters, [](std::byte colour) { return to_int(colour) > 7; }))
        return Fault::out_of_range;
    std::ranges::transform(parameters, colours.colours.begin(),
                           [](std::byte colour) { return static_cast<Colour>(to_int(colour)); });
    return colours;
}

Result<Event> read_rgb_colours(View parameters)
{
    RgbColours colours;
    if (parameters.size() != colours.colours.size() * 3) return Fault::truncated;
    for (auto& colour : colours.colours) {
        const auto [red, green, blue] = numbers<3>(parameters);
        colour = {red, green, blue};
        parameters = parameters.subspan(3);
    }
    return colours;
}

struct Row {
    Command command;
    From from;
    std::size_t least, most;  // bytes of parameters
    Result<Event> (*read)(View parameters);
};

constexpr Row rows[] = {
    {Command::host_connection_query, From::surface, 11, 11, read_connection_query},
    {Command::host_connection_reply, From::host, 11, 11, read_connection_reply},
    {Command::host_connection_confirmation, From::surface, 7, 7, read_serial<HostConnectionConfirmation>},
    {Command::host_connection_error, From::surface, 7, 7, read_serial<HostConnectionError>},
    {Command::click, From::host, 1, 1, read_switch<Click>},
    {Command::backlight, From::host, 1, 1, read_backlight},
    {Command::touchless, From::host, 1, 1, read_switch<Touchless>},
    {Command::sensitivity, From::host, 2, 2, read_sensitivity},
    {Command::timecode, From::host, 1, timecode_digits, read_timecode},
    {Command::assignment, From::host, 1, assignment_digits, read_assignment},
    {Command::text, From::host, 1, 1 + lcd_cells, read_text},
    {Command::version_reply, From::surface, 1, 16, read_version},
    {Command::serial_reply, From::surface, 7, 7, read_serial<SerialReply>},
    {Command::channel_meter_mode, From::host, 2, 2, read_channel_meter_mode},
    {Command::global_meter_mode, From::host, 1, 1, read_switch<GlobalMeterMode>},
    {Command::colours, From::host, 8, 8, read_colours},
};

Result<Event> read_fixed(const Fixed& row, View parameters)
{
    const auto text = wire::as_text(parameters);
    if (text == row.parameters) return row.event;
    if (text.size() == row.parameters.size()) return Fault::out_of_range;
    return text.size() < row.parameters.size() ? Fault::truncated : Fault::trailing;
}

Result<Event> read_row(const Row& row, View parameters)
{
    if (parameters.size() < row.least) return Fault::truncated;
    if (parameters.size() > row.most) return Fault::trailing;
    return row.read(parameters);
}

/// Finds the command in both tables. `body` begins with it.
Result<Event> read_named(View body, From from)
{
    if (body.empty()) return Fault::truncated;
    const auto matches = [&](const auto& row) {
        return row.from == from && static_cast<std::byte>(row.command) == body[0];
    };
    const auto fixed = std::ranges::find_if(fixed_commands, matches);
    if (fixed != std::end(fixed_commands)) return read_fixed(*fixed, body.subspan(1));
    const auto row = std::ranges::find_if(rows, matches);
    return row == std::end(rows) ? Fault::unknown : read_row(*row, body.subspan(1));
}

/// What follows the header; none where `body` does not begin with it.
std::optional<View> behind(View header, View body)
{
    if (header.empty() || body.size() < header.size()) return std::nullopt;
    if (!std::ranges::equal(header, body.first(header.size()))) return std::nullopt;
    return body.subspan(header.size());
}

/// Headers of this dialect; none where the body has another.
std::optional<Result<Event>> read_dialect(View body, const Dialect& dialect)
{
    if (const auto colours = behind(dialect.rgb_colours, body)) return read_rgb_colours(*colours);
    for (std::size_t index = 0; index < dialect.displays.size(); ++index)
        if (const auto text = behind(dialect.displays[index], body))
            return read_text_on(static_cast<int>(index) + 1, *text);
    return std::nullopt;
}

/// What stands behind the maker's number.
Result<View> behind_maker(View message)
{
    const auto body = read_sysex(message);
    if (!body) return body.error();
    const auto rest = behind(wire::as_bytes(maker), *body);
    if (!rest) return Fault::unknown;
    if (rest->empty()) return Fault::truncated;
    if (std::ranges::count(other_protocols, to_int(rest->front())) > 0) return Fault::unknown;
    return *rest;
}

}  // namespace

Glyph glyph_of(int data)
{
    const auto code = data & 0x3f;
    return {static_cast<char>(code < 0x20 ? code + 0x40 : code), (data & 0x40) != 0};
}

Result<int> model_of(View message)
{
    const auto rest = behind_maker(message);
    if (!rest) return rest.error();
    const auto model = to_int(rest->front());
    if (model == any_model) return Fault::out_of_range;
    return model;
}

Result<Event> read_command(View message, From from, const Dialect& dialect)
{
    const auto body = read_sysex(message);
    if (!body) return body.error();
    if (from == From::host)
        if (const auto own = read_dialect(*body, dialect)) return *own;
    const auto rest = behind_maker(message);
    if (!rest) return rest.error();
    return read_named(rest->subspan(1), from);
}

}  // namespace recalld::mackie::mcu
