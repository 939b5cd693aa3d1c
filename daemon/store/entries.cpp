#include "store/entries.hpp"

#include "store/clock.hpp"
#include "store/query.hpp"

namespace recalld::store {

namespace {

constexpr auto insert_entry =
    "INSERT INTO entry (time, who, kind, session, text, version, subject, about, data, archive) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";
constexpr auto largest_archive = "SELECT coalesce(max(archive), 0) FROM entry WHERE archive > 0";
constexpr auto find_archive = "SELECT archive FROM entry WHERE id = ?";
constexpr std::string_view columns = "SELECT id, time, who, kind, session, text, version, subject, about, data FROM entry";

Entry entry_in(const Query& row)
{
    Entry entry{row.number(0), time_stored(row.number(1)), {row.text(2), row.text(3), row.text(4), row.text(5)}};
    entry.said.version = row.text(6);
    entry.said.subject = row.text(7);
    if (!row.is_null(8)) entry.said.about = row.number(8);
    entry.said.data = row.text(9);
    return entry;
}

/// What an archive brought is no part of what this room knows: such lines are found by what they belong to, or in the whole log.
bool is_about_room(const EntryFilter& filter) { return !filter.session && !filter.about && (!filter.kinds.empty() || filter.subject); }

std::string places_for(const std::vector<std::string>& words)
{
    std::string places;
    for (std::size_t i = 0; i < words.size(); ++i) places += i == 0 ? "?" : ", ?";
    return places;
}

/// Only what is asked for stands in the query: an index serves it then.
std::string where(const EntryFilter& filter)
{
    const auto kinds = places_for(filter.kinds);
    std::string conditions = filter.until ? " WHERE id > ?2" : " WHERE id > ?1";
    if (filter.until) conditions += " AND id <= ?1 AND archive = coalesce((SELECT archive FROM entry WHERE id = ?1), 0)";
    else if (is_about_room(filter)) conditions += " AND archive = 0";
    if (filter.session) conditions += " AND session = ?";
    if (filter.subject) conditions += " AND subject = ? AND subject <> ''";   // as the index says it
    if (filter.about) conditions += " AND about = ?";
    if (!kinds.empty()) conditions += std::string(filter.about ? " AND +kind" : " AND kind") + " IN (" + kinds + ")";   // what is about a line are few
    return conditions;
}

/// In the order of where(). The place of the next one.
int bind(SQLite::Statement& statement, const EntryFilter& filter)
{
    int place = 0;
    if (filter.until) statement.bind(++place, *filter.until);
    statement.bind(++place, filter.after);
    if (filter.session) statement.bind(++place, *filter.session);
    if (filter.subject) statement.bind(++place, *filter.subject);
    if (filter.about) statement.bind(++place, *filter.about);
    for (const auto& kind : filter.kinds) statement.bind(++place, kind);
    return place + 1;
}

}  // namespace

Entries::Entries(SQLite::Database& database) : database_(database), insert_(database, insert_entry), find_(database, std::string(columns) + " WHERE id = ?"), archive_of_(database, find_archive) {}

EntryId Entries::add(const NewEntry& entry, std::int64_t archive)
{
    return inserted(insert_, stored_time(entry.time.value_or(present())), std::string_view(entry.who), std::string_view(entry.kind), std::string_view(entry.session),
                    std::string_view(entry.text), std::string_view(entry.version), std::string_view(entry.subject), entry.about, std::string_view(entry.data), archive);
}

std::vector<EntryId> Entries::add_all(const std::vector<NewEntry>& entries)
{
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    std::vector<EntryId> ids;
    for (const auto& entry : entries) ids.push_back(add(entry));
    transaction.commit();
    return ids;
}

std::vector<Entry> Entries::list(const EntryFilter& filter, std::size_t offset, std::size_t count)
{
    SQLite::Statement page(database_, std::string(columns) + where(filter) + " ORDER BY id DESC LIMIT ? OFFSET ?");
    const int next = bind(page, filter);
    page.bind(next, signed_size(count));
    page.bind(next + 1, signed_size(offset));
    Query rows(page);
    std::vector<Entry> entries;
    while (rows.step()) entries.push_back(entry_in(rows));
    return entries;
}

std::optional<Entry> Entries::find(EntryId id)
{
    Query row(find_, id);
    if (!row.step()) return std::nullopt;
    return entry_in(row);
}

std::int64_t Entries::newest_archive()
{
    SQLite::Statement newest(database_, largest_archive);
    return first_number(newest).value_or(0);
}

std::int64_t Entries::archive_of(EntryId id) { return first_number(archive_of_, id).value_or(0); }

std::size_t Entries::count(const EntryFilter& filter)
{
    SQLite::Statement counting(database_, "SELECT count(*) FROM entry" + where(filter));
    bind(counting, filter);
    return static_cast<std::size_t>(first_number(counting).value_or(0));
}

std::vector<std::string> Entries::sessions(const std::vector<std::string>& kinds)
{
    SQLite::Statement statement(database_, "SELECT DISTINCT session FROM entry WHERE kind IN (" + places_for(kinds) + ") AND session <> ''");
    for (int place = 0; const auto& kind : kinds) statement.bind(++place, kind);
    Query rows(statement);
    std::vector<std::string> names;
    while (rows.step()) names.push_back(rows.text(0));
    return names;
}

}  // namespace recalld::store
