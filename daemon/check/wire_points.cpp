#include "check/wire_points.hpp"

#include "check/unit_points.hpp"
#include "studio/plain_name.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace recalld::check {

namespace {

using studio::plain_name;

constexpr std::size_t most_kinds_told = 8;

/// Points of one name: `in 1` … `in 32`.
struct Kind {
    std::string name;
    std::optional<int> first = {}, last = {};   ///< nothing: it has no numbers

    std::string words() const { return first ? name + " " + std::to_string(*first) + " … " + std::to_string(*last) : name; }
    bool holds(std::optional<int> number) const { return !number || (first && *number >= *first && *number <= *last); }
    void take(std::optional<int> number)
    {
        if (!number) return;
        first = std::min(first.value_or(*number), *number);
        last = std::max(last.value_or(*number), *number);
    }
};

/// What one unit can be wired by, by the plain name of each kind of point.
class Kinds {
public:
    explicit Kinds(const studio::Profile& profile)
    {
        for (const auto& point : points_of(profile)) {
            const std::string name(without_number(point.name));
            const auto plain = plain_name(name);
            auto& kind = kinds_.try_emplace(plain, Kind{name}).first->second;
            kind.take(number_of(point.name));
            if (point.kind != PointKind::hidden) seen_.insert(kind.name);
            if (!point.path.empty()) paths_.try_emplace(plain_name(without_number(point.path)), plain);
        }
    }

    const Kind* find(std::string_view plain) const
    {
        const std::string name(without_number(plain));
        const auto path = paths_.find(name);
        const auto found = kinds_.find(path == paths_.end() ? name : path->second);
        return found == kinds_.end() ? nullptr : &found->second;
    }
    bool has(const std::string& plain) const
    {
        const auto* kind = find(plain);
        return kind && kind->holds(number_of(plain));
    }
    std::string nearest(std::string_view name) const { return studio::did_you_mean(name, {seen_.begin(), seen_.end()}); }
    std::string all() const
    {
        std::string words;
        std::size_t count = 0;
        for (const auto& [plain, kind] : kinds_)
            if (seen_.contains(kind.name) && count++ < most_kinds_told) words += (words.empty() ? "" : ", ") + kind.words();
        return words + (count > most_kinds_told ? " and " + std::to_string(count - most_kinds_told) + " kinds more" : "");
    }

private:
    std::map<std::string, Kind> kinds_;
    std::map<std::string, std::string> paths_;   ///< `mtx` is the matrix of kinds_
    std::set<std::string> seen_;
};

/// The first word of a point, and what stands behind it.
struct Parted {
    std::string first, rest;
};

Parted parted(const std::string& point)
{
    const auto gap = std::min(point.find(' '), point.size());
    const auto rest = std::min(point.find_first_not_of(' ', gap), point.size());
    return {point.substr(0, gap), point.substr(rest)};
}

class WireCheck {
public:
    explicit WireCheck(std::span<const WiredUnit> units)
    {
        for (const auto& unit : units) {
            known_.insert(plain_name(unit.name));
            if (unit.profile && unit.profile->routing) desks_.push_back({unit.name, plain_name(unit.name), Kinds(*unit.profile)});
        }
    }

    void look_at(const rig::WireConfig& wire, const std::string& point)
    {
        const auto [first, rest] = parted(point);
        const auto unit = plain_name(first), plain = plain_name(rest);
        if (plain.empty()) return;
        if (!known_.contains(unit)) return look_for_desk(wire, point, first, plain);
        for (const auto& desk : desks_)
            if (desk.plain == unit && !desk.kinds.has(plain)) say(wire, point, desk.name + " " + std::string(without_number(plain)), lack_of(desk.name, desk.kinds, rest, plain));
    }

    std::vector<Problem> problems;

private:
    struct Desk {
        std::string name, plain;
        Kinds kinds;
    };

    static std::string lack_of(const std::string& unit, const Kinds& kinds, const std::string& rest, const std::string& plain)
    {
        const auto* kind = kinds.find(plain);
        if (kind && kind->first) return unit + " has no " + studio::in_quotes(rest) + "; it has " + kind->words();
        if (kind) return unit + " has no " + studio::in_quotes(rest) + "; it has " + kind->name + ", without a number";
        const std::string name(without_number(rest));
        const auto advice = kinds.nearest(name);
        return unit + " has no point " + studio::in_quotes(name) + (advice.empty() ? "; it has " + kinds.all() + "; what its profile does not tell of is written without " + studio::in_quotes(unit) : advice);
    }

    /// A free word is the house's, unless it is nearly a desk's and what stands behind it is one of its points.
    void look_for_desk(const rig::WireConfig& wire, const std::string& point, const std::string& first, const std::string& plain)
    {
        for (const auto& desk : desks_) {
            const auto advice = studio::did_you_mean(first, {desk.name});
            if (!advice.empty() && desk.kinds.has(plain)) return say(wire, point, first, "this rig has no unit " + studio::in_quotes(first) + advice);
        }
    }

    /// Of a row of wires one is told.
    void say(const rig::WireConfig& wire, const std::string& point, const std::string& once, const std::string& words)
    {
        if (told_.insert(once).second) problems.push_back({ProblemKind::unknown_point, wire.place + ": " + words, {point}});
    }

    std::set<std::string> known_, told_;
    std::vector<Desk> desks_;
};

}  // namespace

std::vector<Problem> unknown_points(const rig::PatchConfig& patch, std::span<const WiredUnit> units)
{
    WireCheck check(units);
    for (const auto& wire : patch.wires)
        for (const auto& point : {wire.from, wire.to}) check.look_at(wire, point);
    return std::move(check.problems);
}

}  // namespace recalld::check
