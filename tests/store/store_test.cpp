#include "store/store.hpp"

#include "made_up.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <limits>
#include <chrono>
#include <random>
#include <thread>

using namespace recalld::store;
using Catch::Contains;
using Catch::StartsWith;

namespace {

/// Fills one row of every table.
void fill(Store& store)
{
    const auto safety = store.save(named("Night Train", "before"), snapshot_at(1));
    const auto id = store.begin({"Night Train", "Mix", safety.id, std::nullopt, "", ""});
    store.journal(id, "desk");
    store.finish(id, "{}");
}

/// A desk whose values no compression makes small.
recalld::studio::Snapshot noisy(std::mt19937& random, std::size_t parameters)
{
    static const auto profile = [&] {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < parameters; ++i) names.push_back("p/" + std::to_string(i));
        return made_up_profile(names);
    }();
    recalld::studio::UnitState desk("desk", profile);
    for (recalld::studio::ParameterId id = 0; id < parameters; ++id)
        desk.set(id, static_cast<std::int32_t>(random()), recalld::studio::Standing::confirmed);
    return {{desk}};
}

/// Saves until there is no more room; returns how many were acknowledged and leaves the complaint.
int save_until_full(Store& store, std::string& complaint)
{
    std::mt19937 random(5);
    for (int saved = 0; saved < 1000; ++saved) {
        complaint = complaint_of([&] { store.save(named("Night Train", "Mix"), noisy(random, 2000)); });
        if (!complaint.empty()) return saved;
    }
    return -1;
}

}  // namespace

TEST_CASE("history is insert-only: the database itself refuses anything else")
{
    const Folder folder;
    Store store(folder);
    fill(store);
    const auto [name, column] = GENERATE(table<std::string, std::string>({{"layout", "hash"},
                                                                          {"state", "hash"},
                                                                          {"version", "note"},
                                                                          {"version_unit", "identity"},
                                                                          {"recall", "scope"},
                                                                          {"recall_journal", "entry"},
                                                                          {"recall_end", "time"}}));
    SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
    CHECK(file.execAndGet("SELECT count(*) FROM " + name).getInt() == 1);
    CHECK_THROWS_WITH(file.exec("UPDATE " + name + " SET " + column + " = " + column), Contains("insert-only"));
    CHECK_THROWS_WITH(file.exec("DELETE FROM " + name), Contains("insert-only"));
}

TEST_CASE("an ended recall takes no more journal, whoever writes it")
{
    const Folder folder;
    Store store(folder);
    fill(store);
    SQLite::Database file(folder.database().string(), SQLite::OPEN_READWRITE, 1000);
    CHECK_THROWS_WITH(file.exec("INSERT INTO recall_journal VALUES (1, 2, 'x')"), Contains("has ended"));
}

TEST_CASE("a full disk is called by its name, and what was there before stays")
{
    const Folder folder;
    std::string complaint;
    int saved = 0;
    {
        Store store(folder, {.max_pages = 60});
        saved = save_until_full(store, complaint);
        REQUIRE(saved > 3);
        CHECK_THAT(complaint, StartsWith("disk full: no room for " + folder.database().string())
                                  && Contains("nothing was stored"));
        CHECK(store.versions("Night Train").size() == static_cast<std::size_t>(saved));
        CHECK(store.find("Night Train", "Mix").take == static_cast<std::uint32_t>(saved));
    }
    Store store(folder);
    CHECK(store.notes().empty());
    CHECK(store.versions("Night Train").size() == static_cast<std::size_t>(saved));
    CHECK(store.save(named("Night Train", "Mix"), snapshot_at(1)).take == static_cast<std::uint32_t>(saved) + 1);
    CHECK(ask(folder.database(), "SELECT count(*) FROM state WHERE id NOT IN (SELECT state FROM version_unit)") == 0);
}

TEST_CASE("small things still fit when a large one did not")
{
    const Folder folder;
    Store store(folder, {.max_pages = 60});
    std::string complaint;
    save_until_full(store, complaint);
    CHECK(complaint_of([&] { fill(store); }).empty());
    CHECK(store.recalls().size() == 1);
}

TEST_CASE("a disk that refuses writes in the middle of a save loses nothing")
{
    const Folder folder;
    const auto child = ::fork();
    if (child == 0) {  // a limit on file size stands for the disk; it cannot be lifted again
        Store store(folder);
        ::signal(SIGXFSZ, SIG_IGN);
        const ::rlimit limit{300'000, 300'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        std::string complaint;
        const int saved = save_until_full(store, complaint);
        const bool told = complaint.starts_with("disk full");
        ::_exit(saved > 3 && told && store.versions("Night Train").size() == static_cast<std::size_t>(saved) ? saved
                                                                                                             : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFEXITED(status));
    const auto saved = static_cast<std::size_t>(WEXITSTATUS(status));
    REQUIRE(saved > 3);
    Store store(folder);
    CHECK(store.notes().empty());
    CHECK(store.versions("Night Train").size() == saved);
}

TEST_CASE("another program that holds the database is named as the reason")
{
    const Folder folder;
    Store store(folder);
    SQLite::Database shell(folder.database().string(), SQLite::OPEN_READWRITE);
    SQLite::Transaction held(shell, SQLite::TransactionBehavior::IMMEDIATE);
    const auto began = std::chrono::steady_clock::now();
    CHECK_THAT(complaint_of([&] { store.save(named("Night Train", "Mix"), snapshot_at(1)); }),
               Contains("held by another program"));
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20));
    CHECK(store.versions("Night Train").empty());
}

namespace {

/// A daemon that saves and journals as fast as it can, and says so over a pipe only afterwards.
[[noreturn]] void work_until_killed(const Folder& folder, int pipe)
{
    Store store(folder);
    const auto recall = store.begin({"Night Train", "Mix", 0, std::nullopt, "", ""});
    for (std::int32_t fader = 0;; ++fader) {
        const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(fader));
        store.journal(recall, std::to_string(fader));
        const std::array<VersionId, 2> done{saved.id, fader};
        if (::write(pipe, done.data(), sizeof done) != sizeof done) ::_exit(1);
    }
}

/// Reads acknowledgements until there are so many, or no more.
void read_acknowledged(int pipe, std::size_t count, std::vector<std::array<VersionId, 2>>& all)
{
    for (std::array<VersionId, 2> one{}; all.size() < count && ::read(pipe, one.data(), sizeof one) == sizeof one;) all.push_back(one);
}

/// Kills a working daemon that has acknowledged so much work and is at the next; returns all that it had acknowledged.
std::vector<std::array<VersionId, 2>> kill_after(std::size_t acknowledged, const Folder& folder)
{
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    if (child == 0) work_until_killed(folder, ends[1]);
    ::close(ends[1]);
    std::vector<std::array<VersionId, 2>> all;
    read_acknowledged(ends[0], acknowledged, all);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    read_acknowledged(ends[0], std::numeric_limits<std::size_t>::max(), all);
    ::close(ends[0]);
    return all;
}

}  // namespace

TEST_CASE("kill -9 at any moment loses nothing that was acknowledged")
{
    const Folder folder;
    std::mt19937 random(20260131);
    std::vector<std::array<VersionId, 2>> acknowledged;
    for (int round = 0; round < 5; ++round) {
        CAPTURE(round);
        const auto now = kill_after(random() % 40, folder);
        acknowledged.insert(acknowledged.end(), now.begin(), now.end());
        Store store(folder);
        for (const auto& note : store.notes()) CHECK_THAT(note, Contains("was interrupted"));
        for (const auto& [id, fader] : acknowledged) REQUIRE(fader_in(store, id) == fader);
        if (!now.empty()) CHECK(store.recalls().at(0).begun.size() >= now.size());
        CHECK(ask(folder.database(), "SELECT integrity_check = 'ok' FROM pragma_integrity_check") == 1);
        CHECK(ask(folder.database(), "SELECT count(*) FROM pragma_foreign_key_check") == 0);
    }
    CHECK(acknowledged.size() > 5);
}
