#include "store/entries.hpp"

#include "store/clock.hpp"
#include "store/query.hpp"

namespace recalld::store {

Entries::Entries(SQLite::Database& database)
    : insert_(database, "INSERT INTO entry (time, who, kind, session, text) VALUES (?, ?, ?, ?, ?) RETURNING id"),
      page_(database, "SELECT id, time, who, kind, session, text FROM entry ORDER BY id DESC LIMIT ?2 OFFSET ?1"),
      count_(database, "SELECT count(*) FROM entry")
{
}

std::int64_t Entries::add(const NewEntry& entry)
{
    return inserted(insert_, stored_time(present()), std::string_view(entry.who), std::string_view(entry.kind), std::string_view(entry.session),
                    std::string_view(entry.text));
}

std::vector<Entry> Entries::list(std::size_t offset, std::size_t count)
{
    Query rows(page_, signed_size(offset), signed_size(count));
    std::vector<Entry> entries;
    while (rows.step())
        entries.push_back({rows.number(0), time_stored(rows.number(1)), {rows.text(2), rows.text(3), rows.text(4), rows.text(5)}});
    return entries;
}

std::size_t Entries::count() { return static_cast<std::size_t>(first_number(count_).value_or(0)); }

}  // namespace recalld::store
