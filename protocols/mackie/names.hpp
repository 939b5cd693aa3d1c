#pragma once

#include "wire/outcome.hpp"

#include <span>
#include <string>
#include <string_view>

namespace recalld::mackie {

/// One button: its number and name.
struct Named {
    int number = 0;
    std::string_view name;
};

/// A button that every strip has: `rec` stands for `rec/1` to `rec/8`, `step` numbers apart.
struct NamedStrips {
    int first = 0;
    int step = 1;
    std::string_view name;
};

/// The buttons of a surface, by name and by number. Each number has one name and each name one number.
struct ButtonNames {
    std::span<const NamedStrips> strips;
    std::span<const Named> single;

    /// Empty for a number without a name.
    std::string name(int number) const;
    /// Fault::unknown.
    wire::Result<int> number(std::string_view name) const;
};

}  // namespace recalld::mackie
