#include "check/patch_graph.hpp"

#include "studio/plain_name.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <array>

namespace recalld::check {

namespace {

/// What a point is called in front of its name.
constexpr std::array<std::string_view, 2> before_jacks{"bay ", "jack "};

}  // namespace

std::string_view name_of(How how)
{
    switch (how) {
        case How::wire: return "wire";
        case How::normal: return "normal";
        case How::cord: return "cord";
        case How::mult: return "mult";
        case How::inside: return "inside";
        case How::line: return "line";
    }
    return "";
}

std::string_view name_of(PointKind kind)
{
    switch (kind) {
        case PointKind::house: return "point";
        case PointKind::jack: return "jack";
        case PointKind::unit: return "unit";
        case PointKind::strip: return "strip";
        case PointKind::socket: return "socket";
        case PointKind::hidden: return "hidden";
        case PointKind::source: return "source";
    }
    return "";
}

std::string small(std::string_view text)
{
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

PatchGraph::PatchGraph(const rig::PatchConfig& patch, std::span<const studio::Cord> cords, const Surroundings& around)
    : spellings_(around.spellings), jacks_(patch.jacks.size())
{
    for (const auto& jack : patch.jacks) point_of(jack.name);
    plugged_.assign(jacks_, false);
    fed_.assign(jacks_, false);
    for (const auto& wire : patch.wires) join(point_of(wire.from), point_of(wire.to), How::wire);
    for (const auto& cord : cords) {
        const Point from = point_of(cord.from), to = point_of(cord.to);
        for (const Point end : {from, to})
            if (is_jack(end)) plugged_[end] = true;
        join(from, to, How::cord);
    }
    add_normals(patch);
    add_mults(patch);
    for (const auto& lead : around.leads) join(point_of(lead.from), point_of(lead.to), lead.how);
    for (const auto& point : around.points) point_of(point);
    add_kinds(around);
    sort_edges();
}

/// Two spellings of one point are one; jacks alone are told apart by every letter.
std::optional<PatchGraph::Point> PatchGraph::point_named(const std::string& name) const
{
    if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
    const auto found = by_plain_name_.find(studio::plain_name(name));
    return found == by_plain_name_.end() || is_jack(found->second) ? std::nullopt : std::optional(found->second);
}

PatchGraph::Point PatchGraph::point_of(const std::string& said)
{
    const bool is_jack_itself = names_.size() < jacks_ || by_name_.contains(said);
    const auto spelling = is_jack_itself ? spellings_.end() : spellings_.find(studio::plain_name(said));
    const auto& name = spelling == spellings_.end() ? said : spelling->second;
    if (const auto there = point_named(name)) return *there;
    const auto point = static_cast<Point>(names_.size());
    by_name_.emplace(name, point);
    by_plain_name_.try_emplace(studio::plain_name(name), point);
    names_.push_back(name);
    after_.emplace_back();
    before_.emplace_back();
    return point;
}

void PatchGraph::join(Point from, Point to, How how)
{
    after_[from].push_back({to, how});
    before_[to].push_back({from, how});
    if (is_jack(to)) fed_[to] = true;
}

void PatchGraph::add_normals(const rig::PatchConfig& patch)
{
    for (const auto& normal : patch.normals) {
        const bool is_broken = (normal.kind != rig::Normal::parallel && plugged_[normal.input]) || (normal.kind == rig::Normal::full && plugged_[normal.output]);
        if (normal.kind != rig::Normal::none && !is_broken) join(static_cast<Point>(normal.output), static_cast<Point>(normal.input), How::normal);
    }
}

/// What is fed feeds the others; of what two of them are fed with, the check of the patch speaks.
void PatchGraph::add_mults(const rig::PatchConfig& patch)
{
    for (const auto& mult : patch.mults) {
        const auto fed_here = fed_;
        for (const auto from : mult)
            for (const auto to : mult)
                if (fed_here[from] && !fed_here[to]) join(static_cast<Point>(from), static_cast<Point>(to), How::mult);
    }
}

void PatchGraph::add_kinds(const Surroundings& around)
{
    units_ = around.units;
    std::unordered_map<std::string_view, std::uint32_t> ranks;
    for (std::uint32_t i = 0; i < units_.size(); ++i) ranks.emplace(units_[i], i);
    kinds_.assign(names_.size(), PointKind::house);
    unit_of_.assign(names_.size(), static_cast<std::uint32_t>(units_.size()));
    for (Point point = 0; point < names_.size(); ++point) {
        if (is_jack(point)) kinds_[point] = PointKind::jack;
        const std::string_view name = names_[point];
        const auto unit = ranks.find(name.substr(0, name.find(' ')));
        if (is_jack(point) || unit == ranks.end()) continue;
        unit_of_[point] = unit->second;
        kinds_[point] = PointKind::unit;
    }
    for (const auto& [name, kind] : around.kinds)
        if (const auto found = by_name_.find(name); found != by_name_.end() && !is_jack(found->second)) kinds_[found->second] = kind;
}

/// A person's cord says more about where the signal is meant to go than what is always there.
void PatchGraph::sort_edges()
{
    constexpr std::array<int, 6> rank{1, 3, 0, 2, 1, 1};   // by How
    const auto order = [&](const Edge& edge) { return rank[static_cast<std::size_t>(edge.how)]; };
    for (auto* edges : {&after_, &before_})
        for (auto& of_point : *edges) std::ranges::stable_sort(of_point, {}, order);
}

std::string_view PatchGraph::unit(Point point) const { return unit_of_[point] < units_.size() ? std::string_view(units_[unit_of_[point]]) : std::string_view(); }

std::optional<PatchGraph::Point> PatchGraph::find(std::string_view words) const
{
    if (const auto found = by_name_.find(std::string(words)); found != by_name_.end()) return found->second;
    const auto plain = studio::plain_name(words);
    if (const auto spelling = spellings_.find(plain); spelling != spellings_.end()) return by_name_.at(spelling->second);
    if (const auto found = by_plain_name_.find(plain); found != by_plain_name_.end()) return found->second;
    for (const auto front : before_jacks)
        if (words.starts_with(front)) return find(words.substr(front.size()));
    return {};
}

std::string PatchGraph::suggestion(std::string_view words) const
{
    const auto plain = studio::plain_name(words);
    std::vector<std::string> offered;
    for (Point point = 0; point < names_.size(); ++point) {
        if (kinds_[point] == PointKind::hidden) continue;
        if (studio::plain_name(unit(point)) == plain && !plain.empty()) return "; say which point of it, such as " + studio::in_quotes(names_[point]);
        offered.push_back(names_[point]);
    }
    return studio::did_you_mean(words, offered);
}

}  // namespace recalld::check
