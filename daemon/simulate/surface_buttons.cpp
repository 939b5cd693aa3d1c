#include "simulate/surface_buttons.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "mackie/hui.hpp"
#include "mackie/hui_buttons.hpp"
#include "mackie/mcu_buttons.hpp"

namespace recalld::simulate {

namespace {

constexpr std::string_view by_number = "note/";

const mackie::ButtonNames& common_names(const studio::Surface& surface)
{
    return surface.protocol == "hui" ? mackie::hui::button_names : mackie::mcu::button_names;
}

int most_number(const studio::Surface& surface) { return surface.protocol == "hui" ? mackie::hui::zones * mackie::hui::ports - 1 : 0x7f; }

bool is_taken(const studio::Surface& surface, int number)
{
    return std::ranges::any_of(surface.buttons, [&](const auto& button) { return button.number == number; });
}

std::optional<int> numbered(const studio::Surface& surface, std::string_view digits)
{
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (error != std::errc{} || end != digits.data() + digits.size() || number < 0 || number > most_number(surface)) return std::nullopt;
    return number;
}

}  // namespace

int button_number(const studio::Surface& surface, std::string_view name)
{
    const auto own = std::ranges::find(surface.buttons, name, &studio::ButtonAt::name);
    if (own != surface.buttons.end()) return own->number;
    if (name.starts_with(by_number))
        if (const auto number = numbered(surface, name.substr(by_number.size()))) return *number;
    const auto common = common_names(surface).number(name);
    if (!common || is_taken(surface, *common)) throw std::invalid_argument("no button \"" + std::string(name) + "\"");
    return *common;
}

std::string button_name(const studio::Surface& surface, int number)
{
    const auto own = std::ranges::find(surface.buttons, number, &studio::ButtonAt::number);
    if (own != surface.buttons.end()) return own->name;
    const auto has_moved = [&](const std::string& name) { return std::ranges::count(surface.buttons, name, &studio::ButtonAt::name) > 0; };
    const auto common = common_names(surface).name(number);
    if (!common.empty() && !has_moved(common)) return common;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "note/%02X", static_cast<unsigned>(number));
    return text.data();
}

}  // namespace recalld::simulate
