#include "remote/trigger/placeholders.hpp"

#include <algorithm>
#include <stdexcept>

#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t most_arguments = 9;

const std::vector<std::string>& words()
{
    static const std::vector<std::string> known{"program", "bank", "value", "note", "address", "version"};
    return known;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// The name at the front of what stands behind a $: a digit, a second $, or letters. Empty when there is none.
std::string_view name_at(std::string_view rest)
{
    if (rest.empty()) return {};
    if (rest[0] == '$' || (rest[0] >= '1' && rest[0] <= '9')) return rest.substr(0, 1);
    return rest.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(rest, is_letter) - rest.begin()));
}

/// Calls `text` for what stands between placeholders and `name` for each of them.
void walk(std::string_view whole, const auto& text, const auto& name)
{
    while (!whole.empty()) {
        const auto dollar = std::min(whole.find('$'), whole.size());
        text(whole.substr(0, dollar));
        if (dollar == whole.size()) return;
        const auto found = name_at(whole.substr(dollar + 1));
        name(found);
        whole.remove_prefix(dollar + 1 + found.size());
    }
}

}  // namespace

std::string fill(std::string_view text, const Placeholders& values)
{
    std::string filled;
    walk(
        text, [&](std::string_view plain) { filled += plain; },
        [&](std::string_view name) {
            if (name == "$") return filled.push_back('$');
            const auto value = values.find(name);
            if (value == values.end()) throw std::invalid_argument("$" + std::string(name) + " is missing: what set it off did not bring it");
            filled += value->second;
        });
    return filled;
}

std::string placeholder_fault(std::string_view text)
{
    std::string fault;
    walk(
        text, [](std::string_view) {},
        [&](std::string_view name) {
            if (!fault.empty() || name == "$") return;
            if (name.empty()) fault = "a $ alone stands for nothing; $$ is one that stays";
            else if (is_letter(name[0]) && std::ranges::find(words(), name) == words().end())
                fault = "there is no $" + std::string(name) + studio::did_you_mean(name, words()) + "; there are $1 … $9, $program, $bank, $value, $note, $address, $version";
        });
    return fault;
}

bool has_placeholders(std::string_view text)
{
    bool found = false;
    walk(text, [](std::string_view) {}, [&](std::string_view name) { found = found || name != "$"; });
    return found;
}

Placeholders numbered(const std::vector<std::string>& arguments)
{
    Placeholders values;
    for (std::size_t i = 0; i < std::min(arguments.size(), most_arguments); ++i) values.emplace(std::to_string(i + 1), arguments[i]);
    return values;
}

}  // namespace recalld::remote
