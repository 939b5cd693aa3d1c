#include "check/patch_diff.hpp"

#include "check/jack_index.hpp"
#include "check/patch.hpp"

#include <set>
#include <unordered_map>
#include <unordered_set>

namespace recalld::check {

namespace {

using studio::Cord;
using Cords = std::vector<Cord>;

/// Those of `cords` that the others do not have.
Cords only_in(std::span<const Cord> cords, std::span<const Cord> others)
{
    std::set<std::pair<std::string_view, std::string_view>> known;
    for (const auto& cord : others) known.insert({cord.from, cord.to});
    Cords only;
    for (const auto& cord : cords)
        if (known.insert({cord.from, cord.to}).second) only.push_back(cord);
    return only;
}

PatchStep pulled(const Cord& cord) { return {cord, {}, studio::cord_line(cord, {}), pull_words(cord)}; }
PatchStep plugged(const Cord& cord) { return {{}, cord, studio::cord_line({}, cord), plug_words(cord)}; }

PatchStep moved(const Cord& from, const Cord& to)
{
    const bool is_end = from.from == to.from;
    const auto& stays = is_end ? from.from : from.to;
    const auto words = "move the plug in " + (is_end ? from.to : from.from) + " to " + (is_end ? to.to : to.from) + "; the other end stays in " + stays;
    return {from, to, studio::cord_line(from, to), words};
}

/// Which cord to be pulled shares an end with one to be plugged.
class Matches {
public:
    explicit Matches(const Cords& pulls) : is_taken_(pulls.size(), false)
    {
        for (std::size_t i = 0; i < pulls.size(); ++i) by_from_.emplace(pulls[i].from, i), by_to_.emplace(pulls[i].to, i);
    }
    std::optional<std::size_t> take(const Cord& plug)
    {
        for (const auto& [ends, end] : {std::pair(&by_from_, &plug.from), std::pair(&by_to_, &plug.to)})
            if (const auto found = ends->find(*end); found != ends->end() && !is_taken_[found->second]) {
                is_taken_[found->second] = true;
                return found->second;
            }
        return {};
    }

private:
    std::vector<bool> is_taken_;
    std::unordered_map<std::string, std::size_t> by_from_, by_to_;
};

struct Move {
    Cord from, to;
};

/// What has to be done, sorted by what it is.
class Sorting {
public:
    Sorting(Cords pulls, const Cords& plugs)
    {
        Matches matches(pulls);
        std::vector<bool> moves_on(pulls.size(), false);
        for (const auto& plug : plugs)
            if (const auto found = matches.take(plug)) moves_.push_back({pulls[*found], plug}), moves_on[*found] = true;
            else plugs_.push_back(plug);
        for (std::size_t i = 0; i < pulls.size(); ++i)
            if (!moves_on[i]) pulls_.push_back(std::move(pulls[i]));
        split_what_is_in_the_way();
    }

    std::vector<PatchStep> steps(const rig::PatchConfig& patch)
    {
        sort_cords(patch, pulls_);
        sort_cords(patch, plugs_);
        std::vector<PatchStep> steps;
        for (const auto& cord : pulls_) steps.push_back(pulled(cord));
        for (const auto& move : moves_) steps.push_back(moved(move.from, move.to));
        for (const auto& cord : plugs_) steps.push_back(plugged(cord));
        return steps;
    }

private:
    /// A plug cannot go into a jack out of which another one has yet to be moved.
    void split_what_is_in_the_way()
    {
        std::unordered_set<std::string> still_there;
        for (const auto& move : moves_) still_there.insert({move.from.from, move.from.to});
        std::erase_if(moves_, [&](const Move& move) {
            const auto& goes_to = move.from.from == move.to.from ? move.to.to : move.to.from;
            if (!still_there.contains(goes_to)) return false;
            pulls_.push_back(move.from);
            plugs_.push_back(move.to);
            return true;
        });
    }

    Cords pulls_, plugs_;
    std::vector<Move> moves_;
};

}  // namespace

std::vector<PatchStep> steps_between(const rig::PatchConfig& patch, std::span<const Cord> from, std::span<const Cord> to)
{
    Cords pulls = only_in(from, to), plugs = only_in(to, from);
    sort_cords(patch, pulls);
    sort_cords(patch, plugs);
    return Sorting(std::move(pulls), plugs).steps(patch);
}

namespace {

/// Takes cords out whose jacks are not there, and tells of those that the others do not have.
Cords known_here(const JackIndex& jacks, std::span<const Cord> cords, std::span<const Cord> others, bool are_wanted, std::vector<StrangeCord>& left_out)
{
    Cords known(cords.begin(), cords.end());
    std::erase_if(known, [&](const Cord& cord) { return !jacks.find(cord.from) || !jacks.find(cord.to); });
    for (const auto& cord : only_in(only_in(cords, known), others)) {
        StrangeCord strange{cord, {}, are_wanted};
        for (const auto& end : {cord.from, cord.to})
            if (!jacks.find(end)) strange.jacks.push_back(end);
        left_out.push_back(std::move(strange));
    }
    return known;
}

}  // namespace

std::string StrangeCord::words(std::string_view from, std::string_view to) const
{
    std::string lacking;
    for (const auto& jack : jacks) lacking += (lacking.empty() ? "" : " and no jack ") + jack;
    return "cord " + written(cord) + " of " + std::string(is_wanted ? to : from) + ": this room has no jack " + lacking + "; left out";
}

PatchWork work_between(const rig::PatchConfig& patch, std::span<const Cord> from, std::span<const Cord> to)
{
    const JackIndex jacks(patch);
    PatchWork work;
    const auto here = known_here(jacks, from, to, false, work.left_out), wanted = known_here(jacks, to, from, true, work.left_out);
    work.steps = steps_between(patch, here, wanted);
    return work;
}

}  // namespace recalld::check
