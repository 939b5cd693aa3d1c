#include "check/patch.hpp"

#include "check/jack_index.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

namespace recalld::check {

namespace {

using rig::JackSide;
using rig::Normal;
using studio::Cord;

/// How many plugs are in each jack, by its place.
struct Plugs {
    std::vector<std::vector<const Cord*>> by_jack;
    Plugs(const JackIndex& jacks, std::size_t count, std::span<const Cord> cords) : by_jack(count)
    {
        for (const auto& cord : cords)
            for (const auto& end : {cord.from, cord.to})
                if (const auto jack = jacks.find(end)) by_jack[*jack].push_back(&cord);
    }
    bool any(std::size_t jack) const { return !by_jack[jack].empty(); }
};

class Examination {
public:
    Examination(const rig::PatchConfig& patch, std::span<const Cord> cords) : patch_(patch), cords_(cords), jacks_(patch), plugs_(jacks_, patch.jacks.size(), cords) {}

    std::vector<Problem> problems()
    {
        look_for_doubled();
        for (const auto& cord : cords_) look_at_ends(cord);
        look_at_jacks();
        look_at_mults();
        look_at_normals();
        look_for_loops();
        std::ranges::stable_sort(found_, {}, [](const Problem& problem) { return !problem.is_fault(); });
        return std::move(found_);
    }

private:
    void say(ProblemKind kind, std::string words, std::vector<std::string> jacks) { found_.push_back({kind, std::move(words), std::move(jacks)}); }

    void look_for_doubled()
    {
        std::map<std::pair<std::string_view, std::string_view>, int> seen;
        for (const auto& cord : cords_)
            if (++seen[{cord.from, cord.to}] == 2) say(ProblemKind::doubled_cord, "the cord " + written(cord) + " is there twice; pull one of them from the list", {cord.from, cord.to});
    }

    void look_at_ends(const Cord& cord)
    {
        look_for(cord, cord.from);
        look_for(cord, cord.to);
        const auto from = jacks_.find(cord.from), to = jacks_.find(cord.to);
        if (from && from == to) say(ProblemKind::occupied, "the cord " + written(cord) + " has both plugs in one jack", {cord.from});
        if (from && jacks_[*from].side == JackSide::input) say(ProblemKind::input_as_output, written(cord) + ": " + cord.from + " is an input, nothing comes out of it" + turned(cord, to), {cord.from});
        if (to && jacks_[*to].side == JackSide::output) say(ProblemKind::output_as_input, written(cord) + ": " + cord.to + " is an output, nothing goes into it", {cord.to});
    }

    std::string turned(const Cord& cord, std::optional<std::size_t> to) const
    {
        return to && jacks_[*to].side != JackSide::input ? "; did you mean " + cord.to + " -> " + cord.from + "?" : "";
    }

    void look_for(const Cord& cord, const std::string& jack)
    {
        if (jacks_.find(jack)) return;
        std::vector<std::string> known;
        for (const auto& one : patch_.jacks) known.push_back(one.name);
        const auto where = cord.from.empty() || cord.to.empty() ? "" : "cord " + written(cord) + ": ";
        say(ProblemKind::unknown_jack, where + ("there is no jack " + studio::in_quotes(jack)) + (known.empty() ? "; the rig has no patch" : studio::did_you_mean(jack, known)), {jack});
    }

    void look_at_jacks()
    {
        for (std::size_t jack = 0; jack < plugs_.by_jack.size(); ++jack) {
            const auto& in_it = plugs_.by_jack[jack];
            if (in_it.size() < 2 || is_one_cord(in_it)) continue;
            std::string all;
            for (const auto* cord : in_it) all += (all.empty() ? "" : " and ") + written(*cord);
            const bool is_input = jacks_[jack].side == JackSide::input;
            if (is_input) say(ProblemKind::two_outputs, "two outputs into input " + jacks_.name(jack) + ": " + all, {jacks_.name(jack)});
            else say(ProblemKind::occupied, "two plugs in jack " + jacks_.name(jack) + ": " + all + "; a mult has several jacks for one signal", {jacks_.name(jack)});
        }
    }

    static bool is_one_cord(const std::vector<const Cord*>& cords)
    {
        return std::ranges::all_of(cords, [&](const Cord* cord) { return cord->joins(*cords.front()); });
    }

    void look_at_mults()
    {
        for (const auto& mult : patch_.mults) {
            std::vector<std::string> sources, jacks;
            for (const auto jack : mult) {
                const auto* cord = plugs_.any(jack) ? plugs_.by_jack[jack].front() : nullptr;
                if (cord && cord->to == jacks_.name(jack)) sources.push_back(cord->from), jacks.push_back(cord->to);
            }
            if (sources.size() > 1) say(ProblemKind::two_outputs, "two outputs into one mult: " + sources[0] + " into " + jacks[0] + " and " + sources[1] + " into " + jacks[1], jacks);
        }
    }

    void look_at_normals()
    {
        for (const auto& normal : patch_.normals) {
            const auto& out = jacks_.name(normal.output);
            const auto& in = jacks_.name(normal.input);
            const auto* into = plugs_.any(normal.input) ? plugs_.by_jack[normal.input].front() : nullptr;
            const auto* away = plugs_.any(normal.output) ? plugs_.by_jack[normal.output].front() : nullptr;
            if (normal.kind == Normal::parallel && into && into->to == in)
                say(ProblemKind::two_outputs, "two outputs into input " + in + ": " + into->from + " by a cord, and " + out + ", which is wired in parallel and which no cord breaks", {in, out});
            if (normal.kind == Normal::none || normal.kind == Normal::parallel) continue;
            if (into) say(ProblemKind::broken_normal, "the cord " + written(*into) + " breaks the normal from " + out + " to " + in, {out, in});
            else if (away && normal.kind == Normal::full)
                say(ProblemKind::broken_normal, "the cord " + written(*away) + " breaks the full normal from " + out + " to " + in + "; " + in + " hears nothing", {out, in});
        }
    }

    void look_for_loops();

    const rig::PatchConfig& patch_;
    std::span<const Cord> cords_;
    JackIndex jacks_;
    Plugs plugs_;
    std::vector<Problem> found_;
};

using Point = PatchGraph::Point;

/// The first ring that a walk from each point finds, without recursion: rooms are deep.
class RingFinder {
public:
    explicit RingFinder(const PatchGraph& graph) : graph_(graph), state_(graph.size(), State::fresh) {}

    std::vector<std::vector<Point>> rings(std::size_t most)
    {
        for (Point point = 0; point < graph_.size() && found_.size() < most; ++point)
            if (state_[point] == State::fresh) walk(point);
        return std::move(found_);
    }

private:
    enum class State : std::uint8_t { fresh, open, closed };
    struct Standing {
        Point point;
        std::size_t next = 0;
    };

    void walk(Point start)
    {
        enter(start);
        while (!path_.empty()) {
            auto& here = path_.back();
            const auto edges = graph_.after(here.point);
            if (here.next == edges.size()) {
                state_[here.point] = State::closed;
                path_.pop_back();
                continue;
            }
            const Point to = edges[here.next++].to;
            if (state_[to] == State::fresh) enter(to);
            else if (state_[to] == State::open) note(to);
        }
    }

    void enter(Point point)
    {
        state_[point] = State::open;
        path_.push_back({point});
    }

    void note(Point back_to)
    {
        std::vector<Point> ring;
        for (auto at = path_.rbegin(); at != path_.rend(); ++at) {
            ring.push_back(at->point);
            if (at->point == back_to) break;
        }
        std::ranges::reverse(ring);
        found_.push_back(std::move(ring));
    }

    const PatchGraph& graph_;
    std::vector<State> state_;
    std::vector<Standing> path_;
    std::vector<std::vector<Point>> found_;
};

constexpr std::size_t most_rings = 20, longest_ring_told = 12;

void Examination::look_for_loops()
{
    const PatchGraph graph(patch_, cords_);
    for (const auto& ring : RingFinder(graph).rings(most_rings)) {
        std::string words;
        std::vector<std::string> jacks;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            if (i < longest_ring_told) words += graph.name(ring[i]) + " -> ";
            if (graph.is_jack(ring[i])) jacks.push_back(graph.name(ring[i]));
        }
        say(ProblemKind::loop, "a loop: " + words + (ring.size() > longest_ring_told ? "… -> " : "") + graph.name(ring.front()), std::move(jacks));
    }
}

}  // namespace

std::string_view name_of(ProblemKind kind)
{
    switch (kind) {
        case ProblemKind::unknown_jack: return "unknown_jack";
        case ProblemKind::unknown_point: return "unknown_point";
        case ProblemKind::doubled_cord: return "doubled_cord";
        case ProblemKind::occupied: return "occupied";
        case ProblemKind::two_outputs: return "two_outputs";
        case ProblemKind::input_as_output: return "input_as_output";
        case ProblemKind::output_as_input: return "output_as_input";
        case ProblemKind::loop: return "loop";
        case ProblemKind::broken_normal: return "broken_normal";
    }
    return "";
}

std::vector<Problem> problems_of(const rig::PatchConfig& patch, std::span<const Cord> cords) { return Examination(patch, cords).problems(); }

namespace {

/// What one end of a cord does to the normal of its jack.
std::string done_to(const JackIndex& jacks, const std::unordered_set<std::string_view>& plugged, const std::string& end, bool is_into)
{
    const auto jack = jacks.find(end);
    const auto* normal = jack ? jacks.normal_of(*jack) : nullptr;
    if (!normal || normal->kind == Normal::none) return {};
    const auto& out = jacks.name(normal->output);
    const auto& in = jacks.name(normal->input);
    if (normal->kind == Normal::parallel) return is_into ? "parallel with " + out : "parallel with " + in;
    if (!is_into && normal->kind == Normal::half && plugged.contains(in)) return {};   // the cord in there broke it
    return is_into || normal->kind == Normal::full ? "breaks " + out + " -> " + in : "taps " + out + ", which still feeds " + in;
}

}  // namespace

std::vector<std::string> normal_words(const rig::PatchConfig& patch, std::span<const Cord> cords)
{
    const JackIndex jacks(patch);
    std::unordered_set<std::string_view> plugged;
    for (const auto& cord : cords) plugged.insert({cord.from, cord.to});
    std::vector<std::string> words;
    for (const auto& cord : cords) {
        const auto away = done_to(jacks, plugged, cord.from, false), into = done_to(jacks, plugged, cord.to, true);
        words.push_back(away + (away.empty() || into.empty() ? "" : "; ") + into);
    }
    return words;
}

void sort_cords(const rig::PatchConfig& patch, std::vector<Cord>& cords)
{
    const JackIndex jacks(patch);
    std::ranges::stable_sort(cords, {}, [&](const Cord& cord) { return std::tuple(jacks.place(cord.from), jacks.place(cord.to), cord.from, cord.to); });
}

}  // namespace recalld::check
