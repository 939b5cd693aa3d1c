#include "check/desk_routing.hpp"

#include "check/unit_points.hpp"
#include "studio/plain_name.hpp"
#include "studio/routing.hpp"

namespace recalld::check {

namespace {

enum class Holding : std::uint8_t { yes, no, nobody_knows };

Holding holds(const studio::UnitState& state, const studio::Feed& feed)
{
    if (feed.only_while == studio::no_parameter) return Holding::yes;
    if (!state.has(feed.only_while)) return Holding::nobody_knows;
    return state.spoken(feed.only_while) == feed.says ? Holding::yes : Holding::no;
}

bool is_nothing(std::string_view word)
{
    const auto plain = small(word);
    return plain == "off" || plain == "none" || plain == "-";
}

/// Adds the ways inside one unit, value by value.
class Routes {
public:
    Routes(const studio::UnitState& state, Surroundings& around) : state_(state), routing_(*state.profile->routing), around_(around) {}

    void add(const studio::Feed& feed)
    {
        const auto holding = holds(state_, feed);
        if (holding == Holding::no) return;
        if (holding == Holding::nobody_knows) return leave(feed, not_known(feed.only_while));
        if (!state_.has(feed.value)) return leave(feed, not_known(feed.value));
        const auto from = points_named(routing_, state_.spoken(feed.value));
        if (from.empty()) return leave(feed, nowhere(feed.value));
        for (std::size_t i = 0; i < from.size(); ++i) around_.leads.push_back({named(from[i]), named(further(feed.into, i)), How::inside});
    }

private:
    /// What is said before a point, and behind it.
    struct Reason {
        std::string before, behind;
    };

    std::string named(const std::string& point) const { return state_.unit + " " + point; }
    std::string name_of(studio::ParameterId id) const { return state_.unit + " " + (*state_.profile)[id].name; }
    Reason not_known(studio::ParameterId id) const { return {"what feeds ", " is not known: nobody has read " + name_of(id)}; }

    /// A word that the profile has no point for may still stand for something.
    Reason nowhere(studio::ParameterId id) const
    {
        const auto word = state_.spoken(id);
        const auto says = name_of(id) + " is " + word;
        return is_nothing(word) ? Reason{"nothing feeds ", ": " + says} : Reason{"what feeds ", " is not told by its profile: " + says};
    }

    void leave(const studio::Feed& feed, const Reason& why)
    {
        const auto count = longest_block(routing_, state_.profile->law_of(feed.value));
        for (std::size_t i = 0; i < count; ++i) {
            const auto point = named(further(feed.into, i));
            around_.unfed.try_emplace(point, why.before + point + why.behind);
        }
    }

    const studio::UnitState& state_;
    const studio::Routing& routing_;
    Surroundings& around_;
};

void add_point(const std::string& name, PointKind kind, Surroundings& around)
{
    around.kinds.emplace(name, kind);
    around.points.push_back(name);
    around.spellings.try_emplace(studio::plain_name(name), name);
}

}  // namespace

void add_unit_points(const std::string& unit, const studio::Profile& profile, Surroundings& around)
{
    if (!profile.routing) add_point(unit, PointKind::unit, around);
    for (const auto& point : points_of(profile)) {
        const auto name = unit + " " + point.name;
        add_point(name, point.kind, around);
        if (!point.path.empty()) around.spellings.try_emplace(studio::plain_name(unit + " " + point.path), name);
    }
}

void add_desk_routing(const studio::UnitState& state, Surroundings& around)
{
    if (!state.profile) return;
    add_unit_points(state.unit, *state.profile, around);
    if (!state.profile->routing) return;
    Routes routes(state, around);
    for (const auto& feed : state.profile->routing->feeds) routes.add(feed);
}

}  // namespace recalld::check
