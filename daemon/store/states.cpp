#include "store/states.hpp"

#include "store/content.hpp"
#include "store/query.hpp"
#include "store/store.hpp"
#include "store/unit_state.hpp"

#include <algorithm>
#include <optional>

namespace recalld::store {

using studio::no_parameter;
using studio::Profile;
using studio::Standing;
using studio::UnitState;

namespace {

constexpr std::size_t alignments_most = 32;  // a rig's units, before and after a profile was improved

/// A damaged row is nobody's twin: what is saved now must not depend on it.
bool holds(std::string_view packed, std::string_view bytes)
try {
    return unpack(packed) == bytes;
} catch (const StoreError&) {
    return false;
}

/// The row among those with an equal hash that truly holds these bytes.
std::optional<std::int64_t> row_with(Query& candidates, std::string_view bytes)
{
    while (candidates.step())
        if (holds(candidates.bytes(1), bytes)) return candidates.number(0);
    return std::nullopt;
}

void place(StateValues&& stored, const std::vector<studio::ParameterId>& places, UnitState& unit)
{
    std::ranges::fill(unit.standings, Standing::out_of_scope);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] != no_parameter) unit.set(places[i], std::move(stored.values[i]), stored.standings[i]);
}

}  // namespace

States::States(SQLite::Database& database)
    : find_layout_(database, "SELECT id, packed FROM layout WHERE hash = ?"),
      insert_layout_(database, "INSERT INTO layout (hash, packed) VALUES (?, ?) RETURNING id"),
      read_layout_(database, "SELECT packed FROM layout WHERE id = ?"),
      find_state_(database, "SELECT id, packed FROM state WHERE hash = ? AND layout = ?"),
      insert_state_(database, "INSERT INTO state (hash, layout, packed) VALUES (?, ?, ?) RETURNING id")
{
}

std::int64_t States::keep(const UnitState& state)
{
    const auto layout = keep_layout(*state.profile);
    const auto bytes = write_state(state);
    const auto hash = content_hash(bytes);
    Query candidates(find_state_, hash, layout);
    if (const auto known = row_with(candidates, bytes)) return *known;
    return inserted(insert_state_, hash, layout, Blob{pack(bytes)});
}

std::int64_t States::keep_layout(const Profile& profile)
{
    const auto names = layout_of(profile);
    const auto hash = content_hash(names);
    Query candidates(find_layout_, hash);
    if (const auto known = row_with(candidates, names)) return *known;
    return inserted(insert_layout_, hash, Blob{pack(names)});
}

void States::lay(std::int64_t layout, std::string_view packed, UnitState& unit)
{
    const auto& alignment = align(layout, unit.profile);
    auto stored = read_state(unpack(packed));
    if (stored.values.size() != alignment.places.size())
        throw StoreError("stored values are damaged: not as many as names");
    if (!alignment.same) return place(std::move(stored), alignment.places, unit);
    unit.values = std::move(stored.values);
    unit.standings = std::move(stored.standings);
}

const States::Alignment& States::align(std::int64_t layout, const std::shared_ptr<const Profile>& profile)
{
    const auto fits = [&](const Alignment& known) { return known.layout == layout && known.profile == profile; };
    const auto known = std::ranges::find_if(alignments_, fits);
    if (known != alignments_.end()) return *known;
    alignments_.push_front(make_alignment(layout, profile));
    if (alignments_.size() > alignments_most) alignments_.pop_back();
    return alignments_.front();
}

States::Alignment States::make_alignment(std::int64_t layout, std::shared_ptr<const Profile> profile)
{
    Query row(read_layout_, layout);
    if (!row.step()) throw StoreError("stored values are damaged: their names are missing");
    const auto names = unpack(row.bytes(0));
    Alignment alignment{layout, std::move(profile), {}, false};
    for (const auto name : names_in(names))
        alignment.places.push_back(alignment.profile->find(name).value_or(no_parameter));
    alignment.same = names == layout_of(*alignment.profile);
    return alignment;
}

}  // namespace recalld::store
