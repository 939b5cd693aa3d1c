#include "store/history_file.hpp"

#include "made_up.hpp"

#include <random>

using namespace recalld::store;
using Catch::Contains;
using Catch::StartsWith;

namespace fs = std::filesystem;

namespace {

/// A folder in which a daemon worked and ended well; returns the bytes of its database.
std::string fill(const Folder& folder, int versions = 30)
{
    {
        Store store(folder);
        for (int mix = 0; mix < versions; ++mix) store.save(named("Night Train", "Mix"), snapshot_at(mix));
        NewEntry line{"anna", "note", "Night Train", "x"};   // no page is empty, those of indices included
        line.subject = "desk";
        line.about = store.add_entry(line);
        store.add_entry(line);
    }
    SQLite::Database(folder.database().string(), SQLite::OPEN_READWRITE)
        .exec("INSERT INTO entry (time, who, kind, session, text, archive) VALUES (1, 'ben', 'note', '', 'x', 1)");
    return contents_of(folder.database());
}

std::string noise(std::size_t size)
{
    std::mt19937 random(11);
    std::string bytes(size, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

/// Opens the folder, expects the damage to be noted and the bytes to stand untouched under the new name.
void check_set_aside(const Folder& folder, const std::string& damaged)
{
    Store store(folder);
    REQUIRE(store.notes().size() == 1);
    CHECK_THAT(store.notes()[0], StartsWith(folder.database().string() + " was damaged (")
                                     && Contains("was set aside, untouched, as ") && Contains(".recover"));
    const auto names = folder.names_with("recalld.db.damaged-");
    REQUIRE_FALSE(names.empty());
    CHECK_THAT(store.notes()[0], Contains(names[0]));
    CHECK(contents_of(folder / names[0]) == damaged);
    CHECK(store.versions("Night Train").empty());
    CHECK(fader_in(store, store.save(named("Night Train", "Mix"), snapshot_at(3)).id) == 3);
}

void execute(const Folder& folder, const std::string& statement)
{
    SQLite::Database(folder.database().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(statement);
}

}  // namespace

TEST_CASE("a new history is in WAL mode, signed as ours, of today's schema, and has nothing to say")
{
    const Folder folder;
    CHECK(Store(folder).notes().empty());
    SQLite::Database file(folder.database().string());
    CHECK(file.execAndGet("PRAGMA journal_mode").getString() == "wal");
    CHECK(file.execAndGet("PRAGMA application_id").getInt() == 0x72636c64);
    CHECK(file.execAndGet("PRAGMA user_version").getInt() == 6);
}

TEST_CASE("a sound history opens as it is")
{
    const Folder folder;
    fill(folder);
    const Store store(folder);
    CHECK(store.notes().empty());
    CHECK(store.versions("Night Train").size() == 30);
}

TEST_CASE("a file of noise is set aside")
{
    const Folder folder;
    write_file(folder.database(), noise(GENERATE(1u, 99u, 100u, 5000u, 100'000u)));
    check_set_aside(folder, contents_of(folder.database()));
}

TEST_CASE("an empty file is set aside: a history that was there has left nothing")
{
    const Folder folder;
    fill(folder);
    write_file(folder.database(), "");
    check_set_aside(folder, "");
}

TEST_CASE("a file that was cut off is set aside")
{
    const Folder folder;
    const auto whole = fill(folder);
    CAPTURE(whole.size(), whole.find_last_not_of('\0'));
    const auto damaged =
        whole.substr(0, GENERATE_COPY(50u, 4096u, 4096u * 3 + 100, whole.size() - 4096, whole.size() - 100));
    write_file(folder.database(), damaged);
    check_set_aside(folder, damaged);
}

TEST_CASE("a file with one page of noise is set aside")
{
    const Folder folder;
    auto damaged = fill(folder);
    damaged.replace(4096 * GENERATE(1u, 2u, 3u), 4096, noise(4096));
    write_file(folder.database(), damaged);
    check_set_aside(folder, damaged);
}

TEST_CASE("a damaged file keeps the log that was beside it: neither is written")
{
    const Folder folder;
    const auto log = noise(5000);
    write_file(folder.database(), noise(8192));
    write_file(folder / "recalld.db-wal", log);
    check_set_aside(folder, contents_of(folder.database()));
    const auto logs = folder.names_with("-wal");
    REQUIRE(logs.size() == 1);
    CHECK(contents_of(folder / logs[0]) == log);
}

TEST_CASE("a damaged file whose log is sound is not written either: the log is not folded in")
{
    const Folder source, folder;
    fill(source);
    {
        Store store(source);
        store.save(named("Night Train", "Mix"), snapshot_at(99));
        fs::copy(source.database(), folder.database());
        fs::copy(source / "recalld.db-wal", folder / "recalld.db-wal");
    }
    const auto log = contents_of(folder / "recalld.db-wal");
    REQUIRE(log.size() > 4096);
    auto damaged = contents_of(folder.database());
    damaged.replace(4096, 4096, noise(4096));  // page 2, the root of the layouts: no later save touches it
    write_file(folder.database(), damaged);
    check_set_aside(folder, damaged);
    const auto logs = folder.names_with("-wal");
    REQUIRE(logs.size() == 1);
    CHECK(contents_of(folder / logs[0]) == log);
}

TEST_CASE("a log whose database is gone is set aside, not thrown away")
{
    const Folder folder;
    write_file(folder / "recalld.db-wal", "frames");
    const Store store(folder);
    REQUIRE(store.notes().size() == 1);
    CHECK_THAT(store.notes()[0], Contains("only its log is there"));
    const auto names = folder.names_with("damaged");
    REQUIRE(names.size() == 1);
    CHECK(contents_of(folder / names[0]) == "frames");
}

TEST_CASE("a history that a newer recalld wrote is refused and left as it is")
{
    const Folder folder;
    fill(folder);
    execute(folder, "PRAGMA user_version = 7");
    const auto before = contents_of(folder.database());
    CHECK_THAT(complaint_of([&] { Store store(folder); }),
               Contains("written by a newer recalld (schema 7, this one knows 6)") && Contains("nothing was changed"));
    CHECK(contents_of(folder.database()) == before);
    CHECK(folder.names_with("damaged").empty());
}

TEST_CASE("a database of another program is refused and left as it is")
{
    const Folder folder;
    execute(folder,
            GENERATE("CREATE TABLE photo (id INTEGER)", "PRAGMA application_id = 5", "PRAGMA user_version = 1"));
    const auto before = contents_of(folder.database());
    CHECK_THAT(complaint_of([&] { Store store(folder); }), Contains("database of another program"));
    CHECK(contents_of(folder.database()) == before);
}

TEST_CASE("what a crash left of a new history is cleared away, and no damage claimed")
{
    const Folder folder;
    write_file(folder / "recalld.db.new", noise(5000));
    write_file(folder / "recalld.db.new-journal", noise(5000));
    Store store(folder);
    CHECK(store.notes().empty());
    CHECK(folder.names_with(".new").empty());
    CHECK(fader_in(store, store.save(named("Night Train", "Mix"), snapshot_at(3)).id) == 3);
}

TEST_CASE("a history of an older schema is taken forward when it is opened")
{
    const Folder folder;
    execute(folder, "PRAGMA application_id = 1919118436");
    Store store(folder);
    CHECK(ask(folder.database(), "PRAGMA user_version") == 6);
    CHECK(store.notes().empty());
    CHECK(fader_in(store, store.save(named("Night Train", "Mix"), snapshot_at(3)).id) == 3);
}
