#include "remote/web/consent.hpp"

#include "remote/web/views.hpp"
#include "remote/web/words.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace recalld::remote::web {

namespace {

bool is_ticked(const HazardLine& line, const std::vector<std::string>& ticks)
{
    return line.allowed || std::ranges::find(ticks, line.key()) != ticks.end();
}

/// A path with one number taken out of it: `desk /ch/`, 3, `/mix/on`.
struct Numbered {
    std::string before, after;
    int number = 0;
};

std::optional<Numbered> last_number(const std::string& path)
{
    for (auto end = path.size(); end > 0;) {
        const auto slash = path.rfind('/', end - 1);
        if (slash == std::string::npos) break;
        int number = 0;
        const char *first = path.data() + slash + 1, *last = path.data() + end;
        const auto [stop, fault] = std::from_chars(first, last, number);
        if (fault == std::errc() && stop == last && number >= 0 && *first != '-') return Numbered{path.substr(0, slash + 1), path.substr(end), number};
        end = slash;
    }
    return {};
}

std::string range_words(int low, int high) { return low == high ? std::to_string(low) : std::to_string(low) + "-" + std::to_string(high); }

/// `ch/03 ch/04 ch/05 ch/09` -> `ch/3-5`, `ch/9`: padding does not count in a scope.
void add_ranges(const std::string& before, const std::string& after, const std::set<int>& numbers, std::string& scope)
{
    for (auto first = numbers.begin(); first != numbers.end();) {
        auto last = first;
        while (std::next(last) != numbers.end() && *std::next(last) == *last + 1) ++last;
        scope += (scope.empty() ? "-" : ", -") + before + range_words(*first, *last) + after;
        first = std::next(last);
    }
}

}  // namespace

std::vector<HazardLine> hazard_lines(const Json& plan)
{
    std::vector<HazardLine> lines;
    for (const auto& hazard : list_in(plan, "hazards")) {
        const auto& words = list_in(hazard, "words");
        const auto& of = list_in(hazard, "of");
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string parameter = i < of.size() ? of[i].get<std::string>() : std::string();
            lines.push_back({text_in(hazard, "hazard"), parameter, words[i].get<std::string>(), flag_in(hazard, "allowed")});
        }
    }
    return lines;
}

std::string seen_in(const Json& plan)
{
    std::string all;
    for (const auto& line : hazard_lines(plan)) all += line.key() + "\n" + line.words + "\n";
    return fingerprint(all);
}

Consent consent_of(const Json& plan, const std::vector<std::string>& ticks, const std::string& scope)
{
    const auto lines = hazard_lines(plan);
    std::set<std::string> left_out, kinds;
    for (const auto& line : lines)
        if (!line.of.empty() && !is_ticked(line, ticks)) left_out.insert(line.of);
    for (const auto& line : lines)
        if (is_ticked(line, ticks) && !left_out.contains(line.of)) kinds.insert(line.kind);
    Consent consent;
    for (const auto& kind : kinds) consent.allow += (consent.allow.empty() ? "" : ",") + kind;
    consent.scope = scope_without(scope, {left_out.begin(), left_out.end()});
    consent.left_out = left_out.size();
    return consent;
}

std::string scope_without(const std::string& scope, const std::vector<std::string>& parameters)
{
    std::string without = scope;
    std::map<std::pair<std::string, std::string>, std::set<int>> numbered;
    for (const auto& parameter : parameters) {
        const auto blank = parameter.find(' ');
        const auto term = parameter.substr(0, blank) + " /" + parameter.substr(blank + 1);   // a slash makes a path of every word
        if (const auto found = last_number(term)) numbered[{found->before, found->after}].insert(found->number);
        else without += (without.empty() ? "-" : ", -") + term;
    }
    for (const auto& [around, numbers] : numbered) add_ranges(around.first, around.second, numbers, without);
    return without;
}

}  // namespace recalld::remote::web
