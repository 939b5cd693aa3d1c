#include "store/migration.hpp"

#include "made_up.hpp"

#include <array>

using namespace recalld::store;

namespace {

constexpr std::string_view first = "CREATE TABLE version (name TEXT); INSERT INTO version VALUES ('Mix 1');";
constexpr std::string_view second = "ALTER TABLE version ADD COLUMN note TEXT NOT NULL DEFAULT 'none';";
constexpr std::string_view third = "CREATE INDEX version_by_name ON version (name);";
constexpr std::string_view broken = "ALTER TABLE version ADD COLUMN take INTEGER; SELECT nonsense FROM nowhere;";

struct Memory : SQLite::Database {
    Memory() : Database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE) {}
    std::string text(const char* question) { return execAndGet(question).getString(); }
};

}  // namespace

TEST_CASE("an empty database takes every step")
{
    Memory database;
    const std::array steps{first, second, third};
    CHECK(schema_version(database) == 0);
    migrate(database, steps);
    CHECK(schema_version(database) == 3);
    CHECK(database.text("SELECT name || note FROM version") == "Mix 1none");
}

TEST_CASE("an older database takes the steps it lacks and keeps its rows")
{
    Memory database;
    migrate(database, std::array{first});
    database.exec("INSERT INTO version VALUES ('Mix 2')");
    migrate(database, std::array{first, second, third});
    CHECK(schema_version(database) == 3);
    CHECK(database.text("SELECT group_concat(name || ' ' || note) FROM version") == "Mix 1 none,Mix 2 none");
}

TEST_CASE("a database of today takes no step")
{
    Memory database;
    const std::array steps{first, second};
    migrate(database, steps);
    migrate(database, steps);
    CHECK(database.text("SELECT count(*) FROM version") == "1");
}

TEST_CASE("a step that fails leaves the old schema whole")
{
    Memory database;
    migrate(database, std::array{first});
    CHECK_THROWS_AS(migrate(database, std::array{first, second, broken}), SQLite::Exception);
    CHECK(schema_version(database) == 1);
    CHECK(database.text("SELECT count(*) FROM pragma_table_info('version')") == "1");
    CHECK(database.text("SELECT name FROM version") == "Mix 1");
}

TEST_CASE("a history of the first schema keeps its versions; none of them has a title")
{
    Memory database;
    migrate(database, migrations().first(1));
    database.exec("INSERT INTO version (session, name, take, kind, scope, note, time) VALUES ('Night Train', 'Mix 1', 1, 'capture', '', '', 5)");
    migrate(database, migrations());
    CHECK(database.text("SELECT name || title FROM version") == "Mix 1");
}

TEST_CASE("the released steps build today's schema")
{
    Memory database;
    migrate(database, migrations());
    CHECK(schema_version(database) == static_cast<int>(migrations().size()));
    CHECK(database.tableExists("version_unit"));
    CHECK(database.text("PRAGMA integrity_check") == "ok");
}
