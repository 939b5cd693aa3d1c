#include "store/versions.hpp"

#include "made_up.hpp"

using namespace recalld::store;
using namespace recalld::studio;
using Catch::Contains;
using Catch::Equals;

namespace {

std::vector<std::string> names_of(const std::vector<Version>& versions)
{
    std::vector<std::string> names;
    for (const auto& version : versions) names.push_back(version.name + "@" + std::to_string(version.take));
    return names;
}

void save_mixes(Store& store, const std::string& session, int count)
{
    for (int mix = 1; mix <= count; ++mix) store.save(named(session, "Mix " + std::to_string(mix)), snapshot_at(mix));
}

}  // namespace

TEST_CASE("a version comes back as it was saved")
{
    const Folder folder;
    Store store(folder);
    auto desk = desk_at(512);
    desk.set(1, 0, Standing::unknown);
    desk.set(2, 0, Standing::not_exposed);
    desk.set(3, 9, Standing::by_hand);
    const auto before = std::chrono::system_clock::now() - std::chrono::milliseconds(1);
    const auto saved = store.save({"Night Train", "Mix 3", VersionKind::import, "desk eq", "after lunch", "Soundcheck"}, {{desk}});
    const auto found = store.find("Night Train", "Mix 3");
    CHECK(found.id == saved.id);
    CHECK(found.session == "Night Train");
    CHECK(found.name == "Mix 3");
    CHECK(found.take == 1);
    CHECK(found.kind == VersionKind::import);
    CHECK(found.scope == "desk eq");
    CHECK(found.note == "after lunch");
    CHECK(found.title == "Soundcheck");
    CHECK(found.time == saved.time);
    CHECK(found.time >= before);
    CHECK(found.time <= std::chrono::system_clock::now());
    REQUIRE(found.units.size() == 1);
    CHECK(found.units[0].unit == "desk");
    CHECK(found.units[0].profile == "consoles/made_up");
    CHECK(found.units[0].profile_version == 3);
    CHECK(found.units[0].identity == "X 1.0");
    CHECK(found.units[0].captured == 1);
    CHECK(found.units[0].silent == 1);
    CHECK(found.units[0].not_exposed == 1);
    CHECK(found.units[0].by_hand == 1);
}

TEST_CASE("its values come back exactly, after a restart too")
{
    const Folder folder;
    const auto saved = Store(folder).save(named("Night Train", "Mix"), snapshot_at(-512));
    const auto loaded = Store(folder).load(saved.id, always(small_desk()));
    const auto expected = desk_at(-512);
    REQUIRE(loaded.units.size() == 1);
    CHECK(loaded.units[0].unit == "desk");
    CHECK(loaded.units[0].identity == "X 1.0");
    CHECK(loaded.units[0].values == expected.values);
    CHECK(loaded.units[0].standings == expected.standings);
}

TEST_CASE("the same name again is another take, and the newest answers to the bare name")
{
    const Folder folder;
    Store store(folder);
    for (const int fader : {1, 2, 3}) store.save(named("Night Train", "Mix"), snapshot_at(fader));
    CHECK(store.find("Night Train", "Mix").take == 3);
    CHECK(fader_in(store, store.find("Night Train", "Mix@1").id) == 1);
    CHECK(fader_in(store, store.find("Night Train", "Mix@2").id) == 2);
    CHECK(store.save(named("Other", "Mix"), snapshot_at(1)).take == 1);
}

TEST_CASE("versions are listed oldest first, in pages, each with its units")
{
    const Folder folder;
    Store store(folder);
    save_mixes(store, "Night Train", 5);
    save_mixes(store, "Other", 2);
    CHECK(names_of(store.versions("Night Train"))
          == std::vector<std::string>{"Mix 1@1", "Mix 2@1", "Mix 3@1", "Mix 4@1", "Mix 5@1"});
    CHECK(names_of(store.versions("Night Train", 1, 2)) == std::vector<std::string>{"Mix 2@1", "Mix 3@1"});
    CHECK(store.versions("Night Train", 5).empty());
    CHECK(store.versions("Nobody").empty());
    CHECK(store.version_count("Night Train") == 5);
    CHECK(store.version_count("Nobody") == 0);
    CHECK(store.versions("Other").at(1).units.at(0).unit == "desk");
}

TEST_CASE("safety snapshots are listed only when asked for, and found by name")
{
    const Folder folder;
    Store store(folder);
    save_mixes(store, "Night Train", 1);
    store.save(named("Night Train", "before Mix 1", VersionKind::safety), snapshot_at(9));
    CHECK(names_of(store.versions("Night Train")) == std::vector<std::string>{"Mix 1@1"});
    CHECK(store.versions("Night Train", 0, 10, true).at(1).kind == VersionKind::safety);
    CHECK(store.version_count("Night Train", true) == 2);
    CHECK(store.find("Night Train", "before Mix 1").kind == VersionKind::safety);
}

TEST_CASE("sessions are listed with their counts, the last used last")
{
    const Folder folder;
    Store store(folder);
    CHECK(store.sessions().empty());
    save_mixes(store, "Night Train", 2);
    save_mixes(store, "Other", 1);
    store.save(named("Safety only", "x", VersionKind::safety), snapshot_at(1));
    const auto last = store.save(named("Night Train", "Mix 9"), snapshot_at(1));
    const auto sessions = store.sessions();
    REQUIRE(sessions.size() == 2);
    CHECK(store.session_count() == 2);
    CHECK(sessions[0].name == "Other");
    CHECK(sessions[1].name == "Night Train");
    CHECK(sessions[1].versions == 3);
    CHECK(sessions[1].first == store.find("Night Train", "Mix 1").time);
    CHECK(sessions[1].last == last.time);
    CHECK(store.sessions(1, 5).at(0).name == "Night Train");
}

TEST_CASE("what is not there is named together with what is")
{
    const Folder folder;
    Store store(folder);
    CHECK_THAT(complaint_of([&] { store.find("Night Train", "Mix 1"); }),
               Equals("there is no session \"Night Train\"; there are none yet"));
    save_mixes(store, "Night Train", 2);
    save_mixes(store, "Other", 1);
    CHECK_THAT(complaint_of([&] { store.find("Nite Train", "Mix 1"); }),
               Equals("there is no session \"Nite Train\"; there are: \"Other\", \"Night Train\""));
    CHECK_THAT(complaint_of([&] { store.find("Night Train", "Mix 3"); }),
               Equals("session \"Night Train\" has no version \"Mix 3\"; there are: \"Mix 2\", \"Mix 1\""));
    CHECK_THAT(complaint_of([&] { store.find("Night Train", "Mix 2@4"); }),
               Equals("\"Mix 2\" of session \"Night Train\" has no take 4, the newest is 1"));
    CHECK_THROWS_AS(store.find("Night Train", "Mix 3"), NotFound);
    CHECK_THROWS_AS(store.find(99), NotFound);
    CHECK_THAT(complaint_of([&] { store.find(99); }), Contains("no version with the number 99"));
    CHECK_THAT(complaint_of([&] { store.load(99, always(small_desk())); }), Contains("no version with the number 99"));
}

TEST_CASE("a profile that is gone is named")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(1));
    CHECK_THAT(complaint_of([&] { store.load(saved.id, always(nullptr)); }),
               Contains("no profile consoles/made_up for desk"));
    const ProfileSource throws = [](const std::string& id) -> ProfilePtr { throw std::out_of_range(id); };
    CHECK_THROWS_AS(store.load(saved.id, throws), std::out_of_range);
    CHECK(fader_in(store, saved.id) == 1);
}

TEST_CASE("a name that cannot be said later is refused before anything is stored")
{
    const Folder folder;
    Store store(folder);
    CHECK_THAT(complaint_of([&] { store.save(named("Night/Train", "Mix"), snapshot_at(1)); }),
               Contains("a session name must not contain"));
    CHECK_THAT(complaint_of([&] { store.save(named("Night Train", ""), snapshot_at(1)); }),
               Contains("a version name must not be empty"));
    CHECK_THROWS_AS(store.save(named("", "Mix"), snapshot_at(1)), BadName);
    CHECK(ask(folder.database(), "SELECT count(*) FROM state") == 0);
}

TEST_CASE("names are text, never SQL or patterns")
{
    const Folder folder;
    Store store(folder);
    const auto name = GENERATE(as<std::string>(), "Robert'); DROP TABLE version;--", "%", "_", "\"x\"", "Süß 🎸");
    store.save(named(name, name), snapshot_at(1));
    CHECK(store.find(name, name).session == name);
    CHECK(store.versions(name).size() == 1);
    CHECK(store.versions("x").empty());
}

TEST_CASE("a version of nothing is a version")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), {});
    CHECK(store.find(saved.id).units.empty());
    CHECK(store.versions("Night Train").size() == 1);
    CHECK(store.load(saved.id, always(small_desk())).units.empty());
}

TEST_CASE("a version knows how far the log was when it was saved")
{
    const Folder folder;
    Store store(folder);
    CHECK(store.save(named("Night Train", "Mix 1"), snapshot_at(1)).entry == 0);
    const auto line = store.add_entry({"anna", "note", "", "vox up"});
    const auto saved = store.save(named("Night Train", "Mix 2"), snapshot_at(2));
    store.add_entry({"anna", "note", "", "vox down"});
    CHECK(saved.entry == line);
    CHECK(store.find("Night Train", "Mix 2").entry == line);
    CHECK(store.find("Night Train", "Mix 1").entry == 0);
}
