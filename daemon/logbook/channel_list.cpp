#include "logbook/channel_list.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "logbook/csv.hpp"
#include "logbook/name_fit.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t longest_name = 8;

std::string digits_at_end(const std::string& text)
{
    const auto last = text.find_last_not_of("0123456789");
    const auto digits = text.substr(last == std::string::npos ? 0 : last + 1);
    const auto first = digits.find_first_not_of('0');
    return first == std::string::npos ? "" : digits.substr(first);
}

std::string colour_word(const std::string& colour)
{
    std::string word = colour.empty() ? "off" : colour;
    word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
    return word;
}

/// The channel of the console: of its strip, else its place in the list.
std::string channel_of(const Input& input, std::size_t place)
{
    if (const auto number = digits_at_end(input.strip); !number.empty()) return number;
    return input.line ? std::to_string(*input.line) : std::to_string(place);
}

std::string socket_of(const Input& input, const std::string& channel)
{
    if (const auto number = digits_at_end(input.jack); !number.empty()) return number;
    return input.line && !input.is_channel ? std::to_string(*input.line) : channel;
}

std::string side_of(const std::string& name)
{
    const auto words = tokens_of(name);
    const auto is = [&](const char* side) { return !words.empty() && words.back() == side; };
    return is("l") ? "Left" : is("r") ? "Right" : "Mono";
}

}  // namespace

std::string channel_list_csv(const std::vector<Input>& inputs)
{
    std::string text = "[Version]\r\n1\r\n[Channels]\r\n" + csv_record({"Type", "No", "Name", "Colour", "Socket Type", "Socket No", "Side", "Gain", "Pad", "48V"});
    NameFitter names(longest_name);
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const auto& input = inputs[i];
        const auto channel = channel_of(input, i + 1);
        const auto gain = input.gain_db ? std::to_string(static_cast<int>(std::lround(*input.gain_db))) : "";
        text += csv_record({"Input", channel, names.fit(input.name), colour_word(input.colour), "Local", socket_of(input, channel), side_of(input.name), gain, "Off",
                            input.phantom.value_or(false) ? "On" : "Off"});
    }
    return text + "[Outputs]\r\n[Virtual Soundcheck]\r\n";
}

}  // namespace recalld::logbook
