#include "store/versions.hpp"

#include "store/clock.hpp"
#include "store/names.hpp"
#include "store/query.hpp"
#include "store/version_kind.hpp"

#include <algorithm>
#include <array>

namespace recalld::store {

namespace {

VersionKind kind_named(std::string_view name)
{
    return static_cast<VersionKind>(std::ranges::find(version_kinds, name) - version_kinds.begin());
}

constexpr auto next_take = "SELECT 1 + coalesce(max(take), 0) FROM version WHERE session = ? AND name = ?";
constexpr auto newest_take = "SELECT max(take) FROM version WHERE session = ? AND name = ? HAVING count(*) > 0";
constexpr auto insert_version =
    "INSERT INTO version (session, name, take, kind, scope, note, time, title, entry)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
constexpr auto newest_entry = "SELECT id FROM entry WHERE archive = 0 ORDER BY id DESC LIMIT 1";
constexpr auto insert_version_unit = "INSERT INTO version_unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr auto all_sessions =
    "SELECT session, count(*), min(time), max(time) FROM version WHERE kind <> 'safety'"
    " GROUP BY session ORDER BY max(id) LIMIT ?2 OFFSET ?1";
constexpr auto count_sessions = "SELECT count(DISTINCT session) FROM version WHERE kind <> 'safety'";
constexpr auto count_versions = "SELECT count(*) FROM version WHERE session = ?1 AND (?2 OR kind <> 'safety')";
constexpr auto session_names =
    "SELECT session FROM version WHERE kind <> 'safety' GROUP BY session ORDER BY max(id) DESC";
constexpr auto version_names =
    "SELECT name FROM version WHERE session = ? AND kind <> 'safety' GROUP BY name ORDER BY max(id) DESC";
constexpr auto load_units =
    "SELECT u.unit, u.profile, u.identity, s.layout, s.packed FROM version_unit u JOIN state s ON s.id = u.state"
    " WHERE u.version = ? ORDER BY u.position";

// Which versions a list is of; with_units() makes a query of it.
constexpr auto in_session = "session = ?1 AND (?4 OR kind <> 'safety') ORDER BY id LIMIT ?3 OFFSET ?2";
constexpr auto by_name = "session = ?1 AND name = ?2 AND (take = ?3 OR ?3 = 0) ORDER BY take DESC LIMIT 1";
constexpr auto by_id = "id = ?";

/// The versions that `which` selects, oldest first, each with its units: one row a unit.
std::string with_units(const std::string& which)
{
    return "SELECT v.id, v.session, v.name, v.take, v.kind, v.scope, v.note, v.time, u.unit, u.profile,"
           " u.profile_version, u.identity, u.captured, u.silent, u.not_exposed, u.by_hand, v.title, v.entry"
           " FROM (SELECT * FROM version WHERE "
           + which + ") v LEFT JOIN version_unit u ON u.version = v.id ORDER BY v.id, u.position";
}

Version version_in(const Query& row)
{
    Version version;
    version.id = row.number(0);
    version.session = row.text(1);
    version.name = row.text(2);
    version.take = static_cast<std::uint32_t>(row.number(3));
    version.kind = kind_named(row.text(4));
    version.scope = row.text(5);
    version.note = row.text(6);
    version.time = time_stored(row.number(7));
    version.title = row.text(16);
    version.entry = row.number(17);
    return version;
}

UnitSummary unit_in(const Query& row)
{
    UnitSummary unit;
    unit.unit = row.text(8);
    unit.profile = row.text(9);
    unit.profile_version = static_cast<std::uint32_t>(row.number(10));
    unit.identity = row.text(11);
    unit.captured = row.count(12);
    unit.silent = row.count(13);
    unit.not_exposed = row.count(14);
    unit.by_hand = row.count(15);
    return unit;
}

std::vector<Version> all_versions(Query& rows)
{
    std::vector<Version> versions;
    while (rows.step()) {
        if (versions.empty() || versions.back().id != rows.number(0)) versions.push_back(version_in(rows));
        if (!rows.is_null(8)) versions.back().units.push_back(unit_in(rows));
    }
    return versions;
}

std::vector<std::string> all_names(Query&& rows)
{
    std::vector<std::string> names;
    while (rows.step()) names.push_back(rows.text(0));
    return names;
}

UnitSummary summary_of(const studio::UnitState& state)
{
    const auto coverage = studio::coverage_of(state);
    return {state.unit,        state.profile->profile_id, state.profile->version, state.identity,
            coverage.captured, coverage.silent.size(),    coverage.not_exposed,   coverage.by_hand};
}

studio::UnitState empty_state(const Query& row, const ProfileSource& profiles)
{
    auto profile = profiles(row.text(1));
    if (!profile) throw StoreError("there is no profile " + row.text(1) + " for " + row.text(0));
    studio::UnitState state(row.text(0), std::move(profile));
    state.identity = row.text(2);
    return state;
}

}  // namespace

Versions::Versions(SQLite::Database& database)
    : database_(database),
      states_(database),
      next_take_(database, next_take),
      insert_(database, insert_version),
      insert_unit_(database, insert_version_unit),
      sessions_(database, all_sessions),
      session_count_(database, count_sessions),
      list_(database, with_units(in_session)),
      count_(database, count_versions),
      find_(database, with_units(by_name)),
      find_id_(database, with_units(by_id)),
      load_(database, load_units),
      session_names_(database, session_names),
      version_names_(database, version_names),
      newest_take_(database, newest_take),
      newest_entry_(database, newest_entry)
{
}

Version Versions::save(const NewVersion& version, const studio::Snapshot& snapshot)
{
    check_name("session", version.session);
    check_name("version", version.name);
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    Version saved = insert(version, first_number(next_take_, version.session, version.name).value_or(1), first_number(newest_entry_).value_or(0));
    for (const auto& state : snapshot.units) saved.units.push_back(insert_unit(saved, state));
    transaction.commit();
    return saved;
}

void Versions::put(const NewVersion& version, std::uint32_t take, EntryId entry, const studio::Snapshot& snapshot)
{
    check_name("session", version.session);
    check_name("version", version.name);
    Version saved = insert(version, take, entry);
    for (const auto& state : snapshot.units) saved.units.push_back(insert_unit(saved, state));
}

Version Versions::insert(const NewVersion& version, std::int64_t take, EntryId entry)
{
    const auto& [session, name, kind, scope, note, title, given_time] = version;
    const auto time = given_time.value_or(present());
    const auto id = inserted(insert_, session, name, take, name_of(kind), scope, note, stored_time(time), title, entry);
    return {id, session, name, static_cast<std::uint32_t>(take), kind, scope, note, time, {}, title, entry};
}

UnitSummary Versions::insert_unit(const Version& version, const studio::UnitState& state)
{
    const auto row = states_.keep(state);
    auto unit = summary_of(state);
    Query insert(insert_unit_, version.id, signed_size(version.units.size()), unit.unit, unit.profile,
                 std::int64_t{unit.profile_version}, unit.identity, signed_size(unit.captured),
                 signed_size(unit.silent), signed_size(unit.not_exposed), signed_size(unit.by_hand), row);
    insert.run();
    return unit;
}

std::vector<Session> Versions::sessions(std::size_t offset, std::size_t count)
{
    std::vector<Session> found;
    Query rows(sessions_, signed_size(offset), signed_size(count));
    while (rows.step())
        found.push_back({rows.text(0), rows.count(1), time_stored(rows.number(2)), time_stored(rows.number(3))});
    return found;
}

std::size_t Versions::session_count() { return static_cast<std::size_t>(*first_number(session_count_)); }

std::vector<Version> Versions::list(std::string_view session, std::size_t offset, std::size_t count, bool with_safety)
{
    Query rows(list_, session, signed_size(offset), signed_size(count), std::int64_t{with_safety});
    return all_versions(rows);
}

std::size_t Versions::count(std::string_view session, bool with_safety)
{
    return static_cast<std::size_t>(*first_number(count_, session, std::int64_t{with_safety}));
}

Version Versions::find(std::string_view session, std::string_view words)
{
    const auto wanted = parse_take(words);
    Query rows(find_, session, wanted.name, wanted.take);
    auto found = all_versions(rows);
    if (found.empty()) throw missing(session, wanted.name, wanted.take);
    return std::move(found.front());
}

Version Versions::find(VersionId id)
{
    Query rows(find_id_, id);
    auto found = all_versions(rows);
    if (found.empty()) throw NotFound("there is no version with the number " + std::to_string(id));
    return std::move(found.front());
}

NotFound Versions::missing(std::string_view session, const std::string& name, std::int64_t take)
{
    const auto quoted = '"' + std::string(session) + '"';
    if (const auto takes = first_number(newest_take_, session, name))
        return NotFound('"' + name + "\" of session " + quoted + " has no take " + std::to_string(take)
                        + ", the newest is " + std::to_string(*takes));
    const auto versions = all_names(Query(version_names_, session));
    if (!versions.empty())
        return NotFound("session " + quoted + " has no version \"" + name + "\"; " + enumerated(versions));
    return NotFound("there is no session " + quoted + "; " + enumerated(all_names(Query(session_names_))));
}

studio::Snapshot Versions::load(VersionId id, const ProfileSource& profiles)
{
    studio::Snapshot snapshot;
    Query rows(load_, id);
    while (rows.step()) {
        snapshot.units.push_back(empty_state(rows, profiles));
        states_.lay(rows.number(3), rows.bytes(4), snapshot.units.back());
    }
    if (snapshot.units.empty()) find(id);  // a version without units is one; a number without a version is not
    return snapshot;
}

}  // namespace recalld::store
