#include "studio/nearest_choice.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "studio/dial.hpp"
#include "studio/spelling.hpp"

namespace recalld::studio {

namespace {

/// `4` and `:1` of `4:1`.
struct Quantity {
    double number = 0;
    std::string_view rest;
};

std::optional<Quantity> quantity_in(std::string_view word)
{
    if (const auto whole = printed_number(word)) return Quantity{*whole, {}};
    const auto end = std::min(word.find_first_not_of("+-.0123456789"), word.size());
    const auto number = printed_number(word.substr(0, end));
    return number ? std::optional(Quantity{*number, word.substr(end)}) : std::nullopt;
}

std::string nearest_number(const Quantity& asked, const std::vector<std::string>& candidates)
{
    std::string nearest;
    double least = 0;
    for (const std::string& candidate : candidates) {
        const auto quantity = quantity_in(candidate);
        if (!quantity || (!asked.rest.empty() && quantity->rest != asked.rest)) continue;
        const double distance = std::fabs(quantity->number - asked.number);
        if (!nearest.empty() && distance >= least) continue;
        least = distance;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace

std::string nearest_choice(std::string_view word, const std::vector<std::string>& candidates)
{
    const auto asked = quantity_in(word);
    const auto number = asked ? nearest_number(*asked, candidates) : std::string();
    return number.empty() ? nearest_word(word, candidates) : number;
}

}  // namespace recalld::studio
