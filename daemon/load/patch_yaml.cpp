#include "load/patch_yaml.hpp"

#include "load/placed_pattern.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace recalld::load {

namespace {

using rig::JackSide;
using rig::PatchConfig;
using studio::in_quotes;

constexpr std::size_t longest_jack = 16, longest_point = 64, most_jacks = 20'000, most_wires = 50'000, most_in_mult = 64;

bool is_jack_name(std::string_view text)
{
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
    return !text.empty() && text.size() <= longest_jack && std::ranges::all_of(text, fits);
}

/// `B` of `B12`.
std::string_view bay_of(std::string_view jack) { return jack.substr(0, jack.find_last_not_of("0123456789") + 1); }

/// How jacks stand: by bay as the rig names them first, by number within.
class BayOrder {
public:
    std::tuple<std::size_t, std::size_t, std::string> place(const std::string& jack)
    {
        const auto bay = bay_of(jack);
        const std::size_t rank = ranks_.try_emplace(std::string(bay), ranks_.size()).first->second;
        const auto first = std::min(jack.find_first_not_of('0', bay.size()), jack.size());
        return {rank, jack.size() - first, jack.substr(first)};
    }

private:
    std::unordered_map<std::string, std::size_t> ranks_;
};

class PatchReader {
public:
    PatchConfig read(const Cursor& map)
    {
        if (const auto jacks = map.find("jacks")) read_jacks(*jacks);
        if (const auto wires = map.find("wires"))
            for (const Cursor& wire : wires->items()) read_wire(wire);
        return std::move(patch_);
    }

private:
    void read_jacks(const Cursor& list)
    {
        const auto rows = list.items();
        for (const Cursor& row : rows) name_jacks(row);
        sort_jacks();
        for (const Cursor& row : rows) connect_jacks(row);
    }

    void name_jacks(const Cursor& row)
    {
        const auto outputs = row.find("outputs"), inputs = row.find("inputs"), mult = row.find("mult"), normal = row.find("normal");
        if (!outputs && !inputs && !mult) row.fail("a row of jacks has outputs, inputs or a mult");
        if (mult && (outputs || inputs || normal)) mult->fail("a mult stands alone: its jacks are neither outputs nor inputs");
        if (normal && normal->text() != "none" && !(outputs && inputs)) normal->fail("a normal goes from outputs to inputs; give both");
        if (outputs) add_jacks(*outputs, JackSide::output);
        if (inputs) add_jacks(*inputs, JackSide::input);
        if (mult) add_jacks(*mult, JackSide::either);
    }

    void add_jacks(const Cursor& at, JackSide side)
    {
        for (const Expansion& one : PlacedPattern(at).expand()) {
            if (!is_jack_name(one.text)) at.fail("a jack has a name of letters, digits, _ and . with at most " + std::to_string(longest_jack) + " of them, such as B12, not " + in_quotes(one.text));
            if (!known_.emplace(one.text, 0).second) at.fail("a second jack " + in_quotes(one.text));
            if (patch_.jacks.size() >= most_jacks) at.fail("more than " + std::to_string(most_jacks) + " jacks");
            patch_.jacks.push_back({one.text, side, at.place()});
            bays_.insert(std::string(bay_of(one.text)));
        }
    }

    void sort_jacks()
    {
        BayOrder order;
        for (const auto& jack : patch_.jacks) order.place(jack.name);
        std::ranges::stable_sort(patch_.jacks, {}, [&](const rig::JackConfig& jack) { return order.place(jack.name); });
        for (std::size_t i = 0; i < patch_.jacks.size(); ++i) known_[patch_.jacks[i].name] = i;
    }

    std::vector<std::size_t> jacks_at(const Cursor& at) const
    {
        std::vector<std::size_t> jacks;
        for (const Expansion& one : PlacedPattern(at).expand()) jacks.push_back(known_.at(one.text));
        return jacks;
    }

    void connect_jacks(const Cursor& row)
    {
        if (const auto mult = row.find("mult")) return connect_mult(*mult);
        const auto normal = row.find("normal");
        if (!normal || normal->text() == "none") return;
        const auto outputs = jacks_at(*row.find("outputs")), inputs = jacks_at(*row.find("inputs"));
        if (outputs.size() != inputs.size()) normal->fail(std::to_string(outputs.size()) + " outputs cannot be normalled to " + std::to_string(inputs.size()) + " inputs");
        const auto kind = normal->text() == "half" ? rig::Normal::half : normal->text() == "full" ? rig::Normal::full : rig::Normal::parallel;
        for (std::size_t i = 0; i < outputs.size(); ++i) patch_.normals.push_back({outputs[i], inputs[i], kind});
    }

    void connect_mult(const Cursor& at)
    {
        auto jacks = jacks_at(at);
        if (jacks.size() < 2 || jacks.size() > most_in_mult) at.fail("a mult has 2 to " + std::to_string(most_in_mult) + " jacks, not " + std::to_string(jacks.size()));
        patch_.mults.push_back(std::move(jacks));
    }

    void read_wire(const Cursor& at)
    {
        for (const Expansion& one : PlacedPattern(at).expand()) {
            const auto points = points_of(at, one.text);
            for (std::size_t i = 0; i + 1 < points.size(); ++i) add_wire(at, points[i], points[i + 1]);
        }
    }

    static std::vector<std::string> points_of(const Cursor& at, std::string_view text)
    {
        std::vector<std::string> points;
        for (bool is_more = true; is_more;) {
            const auto arrow = text.find("->");
            points.push_back(point_of(at, text.substr(0, arrow)));
            is_more = arrow != std::string_view::npos;
            if (is_more) text.remove_prefix(arrow + 2);
        }
        if (points.size() < 2) at.fail("a wire goes from one point to another: line 7 -> B7");
        return points;
    }

    /// One blank between words: `line  7 ` and `line 7` are one point.
    static std::string point_of(const Cursor& at, std::string_view text)
    {
        std::string point;
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) at.fail("a point is written without control characters");
            if (c != ' ' || (!point.empty() && point.back() != ' ')) point += c;
        }
        while (!point.empty() && point.back() == ' ') point.pop_back();
        if (point.empty()) at.fail("a wire names a point at each end: line 7 -> B7");
        if (point.size() > longest_point) at.fail("the name of a point has at most " + std::to_string(longest_point) + " bytes");
        return point;
    }

    void add_wire(const Cursor& at, const std::string& from, const std::string& to)
    {
        if (from == to) at.fail("a wire from " + in_quotes(from) + " to itself");
        check_end(at, from, JackSide::output, ": nothing comes out of its back; a wire goes into it, … -> " + from);
        check_end(at, to, JackSide::input, ": nothing goes into its back; a wire comes out of it, " + to + " -> …");
        if (!wired_.insert(from + "\n" + to).second) at.fail("a second wire from " + in_quotes(from) + " to " + in_quotes(to));
        if (known_.contains(to) && !fed_.emplace(to, from).second) at.fail("two wires into jack " + to + ": from " + in_quotes(fed_.at(to)) + " and from " + in_quotes(from));
        if (patch_.wires.size() >= most_wires) at.fail("more than " + std::to_string(most_wires) + " wires");
        patch_.wires.push_back({from, to, at.place()});
    }

    /// Words that look like a jack of a bay are one, or misspelt.
    void check_end(const Cursor& at, const std::string& point, JackSide wrong, const std::string& why) const
    {
        const auto found = known_.find(point);
        if (found != known_.end()) {
            if (patch_.jacks[found->second].side == wrong) at.fail("jack " + point + " is an " + (wrong == JackSide::output ? "output" : "input") + why);
            return;
        }
        const auto bay = bay_of(point);
        if (bay.size() == point.size() || !bays_.contains(std::string(bay))) return;
        at.fail("there is no jack " + in_quotes(point) + studio::did_you_mean(point, names()));
    }

    std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto& jack : patch_.jacks) names.push_back(jack.name);
        return names;
    }

    PatchConfig patch_;
    std::unordered_map<std::string, std::size_t> known_;
    std::unordered_set<std::string> bays_, wired_;
    std::unordered_map<std::string, std::string> fed_;   ///< jack, and what its back is wired to
};

}  // namespace

rig::PatchConfig read_patch(const Cursor& map) { return PatchReader().read(map); }

}  // namespace recalld::load
