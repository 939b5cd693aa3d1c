#include "store/migration.hpp"

#include "store/schema.hpp"

#include <array>
#include <string>

namespace recalld::store {

namespace {
constexpr std::string_view schema_2 = "ALTER TABLE version ADD COLUMN title TEXT NOT NULL DEFAULT '';"
                                       "ALTER TABLE recall_end ADD COLUMN whole INTEGER NOT NULL DEFAULT 1";
constexpr std::string_view schema_3 =
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,"
    " session TEXT NOT NULL, text TEXT NOT NULL);"
    "CREATE TRIGGER entry_keeps BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;"
    "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE (ABORT, 'history is insert-only'); END;";
constexpr std::string_view schema_4 =
    "ALTER TABLE entry ADD COLUMN version TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entry ADD COLUMN subject TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entry ADD COLUMN about INTEGER REFERENCES entry (id);"
    "ALTER TABLE entry ADD COLUMN data TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX entry_by_session ON entry (session, id);"
    "CREATE INDEX entry_by_kind ON entry (kind, id);"
    "CREATE INDEX entry_by_subject ON entry (subject, id) WHERE subject <> '';"
    "CREATE INDEX entry_by_about ON entry (about) WHERE about IS NOT NULL;"
    "ALTER TABLE version ADD COLUMN entry INTEGER NOT NULL DEFAULT 0;";
// Which archive brought a line; 0: it was written in this room.
constexpr std::string_view schema_5 =
    "ALTER TABLE entry ADD COLUMN archive INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX entry_by_archive ON entry (archive, id) WHERE archive > 0;";
// Lines of one kind are counted by the index alone.
constexpr std::string_view schema_6 = "DROP INDEX entry_by_kind; CREATE INDEX entry_by_kind ON entry (kind, id, archive);";
constexpr std::array<std::string_view, 6> steps_to_today{schema_1, schema_2, schema_3, schema_4, schema_5, schema_6};
}

std::span<const std::string_view> migrations() { return steps_to_today; }

int schema_version(SQLite::Database& database) { return database.execAndGet("PRAGMA user_version").getInt(); }

void migrate(SQLite::Database& database, std::span<const std::string_view> steps)
{
    const auto from = static_cast<std::size_t>(schema_version(database));
    if (from >= steps.size()) return;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& step : steps.subspan(from)) database.exec(std::string(step));
    database.exec("PRAGMA user_version = " + std::to_string(steps.size()));
    transaction.commit();
}

}  // namespace recalld::store
