#include "check/told_branches.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace recalld::check {

namespace {

constexpr std::size_t most_ends_told = 4;

/// From a socket of a desk to another one of its own, and no further; where a strip is, people want to know it.
bool ends_inside(const PatchGraph& graph, const Branch& branch, const std::vector<Stop>& stops)
{
    if (stops.size() != 2 || branch.is_loop || stops.back().how != name_of(How::inside)) return false;
    return graph.kind(branch.is_up ? stops.front().point : stops.back().point) == PointKind::socket;
}

/// What such branches have in common: where they leave, or where they come in.
std::string meeting_of(const Branch& branch, const std::vector<Stop>& stops)
{
    return branch.is_up ? "up " + stops.back().words : "down " + stops.front().words;
}

std::string ends_in_words(const std::vector<std::string>& ends)
{
    std::string words;
    for (std::size_t i = 0; i < std::min(ends.size(), most_ends_told); ++i) words += (i == 0 ? "" : ", ") + ends[i];
    return words + (ends.size() > most_ends_told ? " and " + std::to_string(ends.size() - most_ends_told) + " more" : "");
}

/// Gathers ends at one point of a desk, in the order in which they come.
class Gathering {
public:
    explicit Gathering(const PatchGraph& graph) : graph_(graph) {}

    void add(const Branch& branch)
    {
        auto stops = stops_of(graph_, branch);
        if (stops.empty() || (stops.size() == 1 && stops.front().point == branch.at)) return;
        if (ends_inside(graph_, branch, stops)) return add_end(branch, std::move(stops));
        auto words = words_of(graph_, branch);
        if (said_.insert(words).second) told_.push_back({{&branch}, std::move(stops), std::move(words)});
    }

    std::vector<ToldBranch> all()
    {
        for (const auto& [place, ends] : ends_) {
            auto& told = told_[place];
            auto& many = told.of.front()->is_up ? told.stops.front() : told.stops.back();
            many.words = ends_in_words(ends);
            told.words = (told.of.front()->is_up ? "also comes in: " : "also goes: ") + joined(told.stops);
        }
        return std::move(told_);
    }

private:
    void add_end(const Branch& branch, std::vector<Stop> stops)
    {
        const auto [place, is_new] = places_.try_emplace(meeting_of(branch, stops), told_.size());
        const auto end = branch.is_up ? stops.front().words : stops.back().words;
        if (is_new) told_.push_back({{}, std::move(stops), {}});
        auto& ends = ends_[place->second];
        if (std::ranges::find(ends, end) != ends.end()) return;
        told_[place->second].of.push_back(&branch);
        ends.push_back(end);
    }

    const PatchGraph& graph_;
    std::vector<ToldBranch> told_;
    std::set<std::string> said_;
    std::unordered_map<std::string, std::size_t> places_;                    ///< in told_, by where they meet
    std::unordered_map<std::size_t, std::vector<std::string>> ends_;         ///< by place in told_
};

}  // namespace

std::vector<ToldBranch> told_branches(const PatchGraph& graph, const Trace& trace)
{
    Gathering gathering(graph);
    for (const auto& branch : trace.branches) gathering.add(branch);
    return gathering.all();
}

}  // namespace recalld::check
