#include "remote/osc/osc_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;
using osc::Tag;

constexpr double largest_whole = 1e15;   // what a double still counts in ones

[[noreturn]] void refuse(const std::string& why) { throw VerbError("usage", why, 400, exit_usage); }

[[noreturn]] void misfit(std::string_view verb, const Argument& argument, const std::string& said, std::string_view wanted)
{
    refuse(std::string(verb) + ": \"" + std::string(argument.name) + "\" is " + std::string(wanted) + ", not " + studio::in_quotes(said));
}

OscWord real_word(double number, std::string spelled)
{
    if (!std::isfinite(number)) refuse("a number that is none was sent");
    const bool is_round = number == std::floor(number) && std::fabs(number) < largest_whole;
    return {number, is_round ? std::to_string(static_cast<std::int64_t>(number)) : std::move(spelled), false};
}

OscWord text_word(std::string_view text)
{
    if (!is_utf8(text)) refuse("a text was sent that is no UTF-8");
    return OscWord(std::string(text));
}

std::optional<OscWord> word_of(const osc::Argument& argument)
{
    switch (argument.tag()) {
        case Tag::integer: return OscWord(*argument.integer(), std::to_string(*argument.integer()), true);
        case Tag::large: return OscWord(static_cast<double>(*argument.large()), std::to_string(*argument.large()), true);
        case Tag::real: return real_word(static_cast<double>(*argument.real()), fmt::format("{}", *argument.real()));
        case Tag::precise: return real_word(*argument.precise(), fmt::format("{}", *argument.precise()));
        case Tag::text:
        case Tag::symbol: return text_word(*argument.text());
        case Tag::character: return text_word(std::string(1, *argument.character()));
        case Tag::yes:
        case Tag::impulse: return OscWord(true);
        case Tag::no: return OscWord(false);
        case Tag::nothing:
        case Tag::array_begin:
        case Tag::array_end:
        case Tag::none: return {};
        case Tag::blob:
        case Tag::time:
        case Tag::colour:
        case Tag::midi: break;
    }
    refuse(std::string("an argument of type ") + static_cast<char>(argument.tag()) + " was sent; send numbers, texts or flags");
}

Json whole_number(std::string_view verb, const Argument& argument, const OscWord& word)
{
    const auto& text = word.text();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > INT64_MAX || word.is_flag())
        misfit(verb, argument, text, "a whole number from 0");
    return number;
}

Json flag_of(std::string_view verb, const Argument& argument, const OscWord& word)
{
    if (word.is_number() || word.is_flag()) return word.number() >= 0.5;
    for (const auto* yes : {"true", "on", "yes", "1"})
        if (word.text() == yes) return true;
    for (const auto* no : {"false", "off", "no", "0"})
        if (word.text() == no) return false;
    misfit(verb, argument, word.text(), "true or false");
}

Json version_of(std::string_view verb, const Argument& argument, const OscWord& word)
{
    if (word.text() == "live") return "live";
    const auto slash = word.text().find('/');
    if (slash == std::string::npos) misfit(verb, argument, word.text(), "\"Session/Version\" or \"live\"");
    return Json{{"session", word.text().substr(0, slash)}, {"version", word.text().substr(slash + 1)}};
}

int digit(char letter)
{
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
}

bool is_escape(std::string_view text) { return text.size() > 2 && text[0] == '%' && digit(text[1]) >= 0 && digit(text[2]) >= 0; }

bool may_stand(char letter)
{
    return letter > ' ' && letter < 0x7f && std::string_view("#*,?[]{}%").find(letter) == std::string_view::npos;
}

}  // namespace

Json OscWord::as(std::string_view verb, const Argument& argument) const
{
    switch (argument.kind) {
        case ArgumentKind::text: return text_;
        case ArgumentKind::number: return whole_number(verb, argument, *this);
        case ArgumentKind::flag: return flag_of(verb, argument, *this);
        case ArgumentKind::version: return version_of(verb, argument, *this);
    }
    return nullptr;
}

std::vector<OscWord> osc_words(const osc::Message& message)
{
    std::vector<OscWord> words;
    for (const auto argument : message)
        if (auto word = word_of(argument)) words.push_back(std::move(*word));
    return words;
}

std::vector<std::string_view> osc_parts(std::string_view address)
{
    std::vector<std::string_view> parts;
    while (!address.empty()) {
        const auto end = std::min(address.find('/'), address.size());
        if (end > 0) parts.push_back(address.substr(0, end));
        address.remove_prefix(std::min(end + 1, address.size()));
    }
    return parts;
}

std::string osc_unescaped(std::string_view part)
{
    std::string text;
    for (; !part.empty(); part.remove_prefix(1)) {
        const bool escape = is_escape(part);
        text += escape ? static_cast<char>(digit(part[1]) * 16 + digit(part[2])) : part[0];
        if (escape) part.remove_prefix(2);
    }
    return text;
}

std::string osc_escaped(std::string_view text)
{
    std::string address;
    for (const char letter : text) {
        if (may_stand(letter)) address += letter;
        else address += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return address;
}

bool is_utf8(std::string_view text)
{
    if (std::ranges::all_of(text, [](char letter) { return static_cast<unsigned char>(letter) < 0x80; })) return true;
    try {
        (void)Json(text).dump();
        return true;
    } catch (const Json::type_error&) {
        return false;
    }
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

}  // namespace recalld::remote
