#include "mackie/names.hpp"

#include "mackie/control.hpp"
#include "mackie/frame.hpp"

#include <algorithm>

namespace recalld::mackie {

namespace {

/// `rec/3` is 2 of `rec`; -1 for another name.
int strip_in(std::string_view name, std::string_view word)
{
    if (name.size() != word.size() + 2 || !name.starts_with(word) || name[word.size()] != '/') return -1;
    return name.back() - '1';
}

}  // namespace

std::string ButtonNames::name(int number) const
{
    for (const auto& row : strips) {
        const auto behind = number - row.first;
        if (behind % row.step == 0 && is_within(behind / row.step, mackie::strips))
            return std::string(row.name) + '/' + std::to_string(behind / row.step + 1);
    }
    const auto found = std::ranges::find(single, number, &Named::number);
    return found == single.end() ? std::string() : std::string(found->name);
}

wire::Result<int> ButtonNames::number(std::string_view name) const
{
    for (const auto& row : strips)
        if (const auto strip = strip_in(name, row.name); is_within(strip, mackie::strips))
            return row.first + strip * row.step;
    const auto found = std::ranges::find(single, name, &Named::name);
    if (found == single.end()) return wire::Fault::unknown;
    return found->number;
}

}  // namespace recalld::mackie
