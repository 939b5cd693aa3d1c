#include "osc/address.hpp"

#include <bitset>
#include <optional>

namespace recalld::osc {

namespace {

constexpr auto npos = std::string_view::npos;

/// How far into the address the pattern may have come: bit n, when its first n characters can be matched by the part
/// of the pattern that was read. All ways are followed at once, so nothing is ever tried twice.
using Reached = std::bitset<max_address + 1>;

/// One step over a single character of the address, for every place where `accepts` takes it.
template <class Accepts>
Reached step(const Reached& from, std::string_view address, const Accepts& accepts)
{
    Reached to;
    for (std::size_t at = 0; at < address.size(); ++at) to[at + 1] = from[at] && accepts(address[at]);
    return to;
}

/// `*`: from every place reached to the end of its part of the address.
Reached stretch(Reached from, std::string_view address)
{
    for (std::size_t at = 0; at < address.size(); ++at)
        if (from[at] && address[at] != '/') from.set(at + 1);
    return from;
}

/// A word as it stands. A slash belongs between words, not into one.
Reached spell(const Reached& from, std::string_view address, std::string_view word)
{
    Reached to;
    if (word.find('/') != npos) return to;
    for (std::size_t at = 0; at + word.size() <= address.size(); ++at)
        if (from[at] && address.substr(at).starts_with(word)) to.set(at + word.size());
    return to;
}

/// `{…}`: one of the words between the commas.
Reached choose(const Reached& from, std::string_view address, std::string_view words)
{
    Reached to;
    while (true) {
        const auto comma = words.find(',');
        to |= spell(from, address, words.substr(0, comma));
        if (comma == npos) return to;
        words.remove_prefix(comma + 1);
    }
}

/// The letter is in `a-cx`; with `!` in front, it is not. Never a slash.
bool is_in_set(std::string_view set, char letter)
{
    const bool wanted = !set.starts_with('!');
    if (!wanted) set.remove_prefix(1);
    bool found = false;
    while (!set.empty()) {
        const bool range = set.size() >= 3 && set[1] == '-';
        found = found || (range ? set[0] <= letter && letter <= set[2] : set[0] == letter);
        set.remove_prefix(range ? 3 : 1);
    }
    return found == wanted && letter != '/';
}

/// What stands between the bracket at the front of `pattern` and the next `closing`; both are taken off.
std::optional<std::string_view> take_bracketed(std::string_view& pattern, char closing)
{
    const auto end = pattern.find(closing);
    if (end == npos) return std::nullopt;
    const auto inside = pattern.substr(1, end - 1);
    pattern.remove_prefix(end + 1);
    return inside;
}

/// Takes one element off the pattern and follows it.
Reached follow(std::string_view& pattern, const Reached& from, std::string_view address)
{
    const char first = pattern.front();
    if (first == '[') {
        const auto set = take_bracketed(pattern, ']');
        if (!set) return {};
        return step(from, address, [&](char letter) { return is_in_set(*set, letter); });
    }
    if (first == '{') {
        const auto words = take_bracketed(pattern, '}');
        return words ? choose(from, address, *words) : Reached{};
    }
    pattern.remove_prefix(1);
    if (first == '*') return stretch(from, address);
    if (first == '?') return step(from, address, [](char letter) { return letter != '/'; });
    return step(from, address, [first](char letter) { return letter == first; });
}

}  // namespace

bool is_pattern(std::string_view address) { return address.find_first_of("?*[{") != npos; }

bool matches(std::string_view pattern, std::string_view address)
{
    if (!is_pattern(pattern)) return pattern == address;
    if (pattern.size() > max_address || address.size() > max_address) return false;
    Reached reached;
    reached.set(0);
    while (!pattern.empty() && reached.any()) reached = follow(pattern, reached, address);
    return reached[address.size()];
}

std::string join(std::string_view front, std::string_view back)
{
    if (front.empty() || back.empty()) return std::string(front).append(back);
    if (front.ends_with('/')) front.remove_suffix(1);
    return std::string(front).append("/").append(without_slash(back));
}

std::string_view without_slash(std::string_view address)
{
    if (address.starts_with('/')) address.remove_prefix(1);
    return address;
}

}  // namespace recalld::osc
