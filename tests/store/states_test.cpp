#include "store/states.hpp"

#include "made_up.hpp"

using namespace recalld::store;
using namespace recalld::studio;
using Catch::Contains;

namespace {

int rows(const Folder& folder, const std::string& table)
{
    return ask(folder.database(), "SELECT count(*) FROM " + table);
}

/// Changes stored bytes behind the store's back, as a bad disk would.
void spoil(const Folder& folder, const std::string& table)
{
    SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
    file.exec("DROP TRIGGER " + table + "_keeps");
    file.exec("UPDATE " + table + " SET packed = substr(packed, 1, length(packed) - 2) || x'0000'");
}

}  // namespace

TEST_CASE("equal states are stored once, and so are the names of their parameters")
{
    const Folder folder;
    Store store(folder);
    for (const int fader : {1, 2, 1, 1, 2}) store.save(named("Night Train", "Mix"), snapshot_at(fader));
    CHECK(rows(folder, "version") == 5);
    CHECK(rows(folder, "state") == 2);
    CHECK(rows(folder, "layout") == 1);
}

TEST_CASE("two units in the same state share it and stay two units")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), {{desk_at(5, "foh"), desk_at(5, "monitor")}});
    CHECK(rows(folder, "state") == 1);
    const auto loaded = store.load(saved.id, always(small_desk()));
    REQUIRE(loaded.units.size() == 2);
    CHECK(loaded.units[0].unit == "foh");
    CHECK(loaded.units[1].unit == "monitor");
}

TEST_CASE("the same values under other names are another state")
{
    const Folder folder;
    Store store(folder);
    for (const auto* name : {"a", "b"}) {
        UnitState unit("box", made_up_profile({name}));
        unit.set(0, 1, Standing::confirmed);
        store.save(named("Night Train", "Mix"), {{unit}});
    }
    CHECK(rows(folder, "state") == 2);
    CHECK(rows(folder, "layout") == 2);
}

TEST_CASE("states with equal hashes are told apart by their bytes")
{
    const Folder folder;
    const auto first = Store(folder).save(named("Night Train", "Mix 1"), snapshot_at(1));
    {
        SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
        file.exec("DROP TRIGGER state_keeps");
        file.exec("UPDATE state SET hash = 42");
    }
    Store store(folder);
    const auto second = store.save(named("Night Train", "Mix 2"), snapshot_at(2));
    {
        SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
        file.exec("UPDATE state SET hash = (SELECT hash FROM state WHERE id = 2)");
    }
    CHECK(store.save(named("Night Train", "Mix 3"), snapshot_at(2)).take == 1);
    CHECK(rows(folder, "state") == 2);
    CHECK(fader_in(store, first.id) == 1);
    CHECK(fader_in(store, second.id) == 2);
}

TEST_CASE("a profile that changed: values go by name, lost ones are dropped, new ones are out of scope")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(512));
    const auto today = made_up_profile({"ch/02/fader", "ch/01/pan", "ch/01/name", "ch/01/fader"});
    const auto desk = store.load(saved.id, always(today)).units.at(0);
    CHECK(desk.profile == today);
    REQUIRE(desk.values.size() == 4);
    CHECK(desk.values[0] == Value(7));
    CHECK(desk.standings[0] == Standing::assumed);
    CHECK(desk.standings[1] == Standing::out_of_scope);
    CHECK(desk.values[2] == Value(std::string("Kick")));
    CHECK(desk.values[3] == Value(512));
    CHECK(desk.standings[3] == Standing::confirmed);
}

TEST_CASE("old and new profile may be asked for in turn")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(512));
    for (int round = 0; round < 40; ++round) {  // more profiles than are remembered
        const auto today = made_up_profile({"ch/01/pan", "ch/01/fader"});
        CHECK(store.load(saved.id, always(today)).units.at(0).values[1] == Value(512));
        CHECK(fader_in(store, saved.id) == 512);
    }
}

TEST_CASE("a profile that grew at its end leaves the rest in place")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(512));
    const auto today = made_up_profile({"ch/01/fader", "ch/01/gain", "ch/01/name", "ch/02/fader", "ch/02/gain"});
    const auto desk = store.load(saved.id, always(today)).units.at(0);
    REQUIRE(desk.standings.size() == 5);
    CHECK(desk.values[3] == Value(7));
    CHECK(desk.standings[4] == Standing::out_of_scope);
}

TEST_CASE("spoilt bytes are named and never become values; what is saved next does not lean on them")
{
    const auto table = GENERATE(as<std::string>(), "state", "layout");
    const Folder folder;
    const auto saved = Store(folder).save(named("Night Train", "Mix"), snapshot_at(1));
    spoil(folder, table);
    Store store(folder);
    CHECK_THAT(complaint_of([&] { fader_in(store, saved.id); }), Contains("damaged"));
    CHECK(store.versions("Night Train").size() == 1);
    CHECK(fader_in(store, store.save(named("Night Train", "Mix"), snapshot_at(1)).id) == 1);
}
