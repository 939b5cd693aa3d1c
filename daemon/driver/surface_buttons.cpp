#include "driver/surface_buttons.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace recalld::driver {

namespace {

constexpr std::string_view nameless = "note/";

/// Feet, hands and clicks have a number but no light.
constexpr std::string_view dark[] = {"touch/", "foot_switch", "relay_click", "beep", nameless};

std::string number_name(int number)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<std::size_t>(number);
    return std::string(nameless) + digits[value / 16] + digits[value % 16];
}

/// `rec/3` on a box of two strips.
bool is_beyond(std::string_view name, int strips)
{
    if (name.size() < 2 || name[name.size() - 2] != '/') return false;
    return name.back() > '0' + strips && name.back() <= '9';
}

bool has_light(const std::string& name, int strips)
{
    const auto begins = [&name](std::string_view word) { return name.starts_with(word); };
    return !std::ranges::any_of(dark, begins) && !is_beyond(name, strips);
}

std::optional<int> read_number(std::string_view name)
{
    if (!name.starts_with(nameless) || name.size() != nameless.size() + 2) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(name.data() + nameless.size(), name.data() + name.size(), number, 16);
    if (error != std::errc() || end != name.data() + name.size() || number < 0) return std::nullopt;
    return number;
}

}  // namespace

SurfaceButtons::SurfaceButtons(const mackie::ButtonNames& common, const studio::Surface& surface)
{
    for (const auto& own : surface.buttons) call(own.number, own.name);
    for (int number = 0; number < most_buttons; ++number) {
        auto name = common.name(number);
        if (!name.empty()) call(number, std::move(name));
    }
    for (int number = 0; number < most_buttons; ++number) {
        auto& name = names_[static_cast<std::size_t>(number)];
        if (name.empty()) name = number_name(number);
        if (has_light(name, surface.strips)) lights_.push_back(static_cast<std::uint8_t>(number));
    }
}

/// The first word counts: a name that the box has elsewhere does not stay at its common place.
void SurfaceButtons::call(int number, std::string name)
{
    auto& place = names_[static_cast<std::size_t>(number)];
    if (!place.empty() || numbers_.contains(name)) return;
    numbers_.emplace(name, number);
    place = std::move(name);
}

const std::string& SurfaceButtons::name(int number) const { return names_[static_cast<std::size_t>(number) % most_buttons]; }

std::optional<int> SurfaceButtons::number(std::string_view name) const
{
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? read_number(name) : std::optional<int>(found->second);
}

}  // namespace recalld::driver
