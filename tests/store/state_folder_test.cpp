#include "store/state_folder.hpp"

#include "made_up.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace recalld::store;
using Catch::Contains;
using Catch::StartsWith;

namespace fs = std::filesystem;

namespace {

constexpr ::uid_t nobody = 65534;

/// What `call` complains of when an ordinary user makes it: root may do everything.
template <class Call>
std::string complaint_to_nobody(Call call)
{
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const auto child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && ::setuid(nobody) != 0) ::_exit(1);
        const auto words = complaint_of(call);
        ::_exit(::write(ends[1], words.data(), words.size()) == static_cast<::ssize_t>(words.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    char words[1000] = {};
    const auto count = ::read(ends[0], words, sizeof words - 1);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return {words, count > 0 ? static_cast<std::size_t>(count) : 0};
}

}  // namespace

TEST_CASE("a missing folder is created, for its owner and group")
{
    const Folder folder;
    const auto deep = folder / "var" / "lib" / "recalld";
    const Store store(deep);
    struct ::stat status {};
    REQUIRE(::stat(deep.c_str(), &status) == 0);
    CHECK((status.st_mode & 07) == 0);
    CHECK(fs::exists(deep / "recalld.db"));
}

TEST_CASE("one folder, one store: the second is told who works there")
{
    const Folder folder;
    const Store store(folder);
    CHECK(complaint_of([&] { Store second(folder); })
          == "another recalld (pid " + std::to_string(::getpid()) + ") works on " + fs::path(folder).string());
    CHECK(store.notes().empty());
}

TEST_CASE("a refused second store changes nothing")
{
    const Folder folder;
    Store store(folder);
    const auto saved = store.save(named("Night Train", "Mix"), snapshot_at(5));
    CHECK_THROWS_AS(Store(folder), StoreError);
    CHECK_THROWS_AS(Store(folder), StoreError);
    CHECK(fader_in(store, saved.id) == 5);
    CHECK(folder.names_with("damaged").empty());
}

TEST_CASE("the lock goes with its store, however the name stays")
{
    const Folder folder;
    for (int round = 0; round < 3; ++round) CHECK(complaint_of([&] { Store store(folder); }).empty());
    write_file(folder / "recalld.lock", "4194304\n");  // left by one that was killed
    CHECK(complaint_of([&] { Store store(folder); }).empty());
}

TEST_CASE("a folder that is a file is refused and left alone")
{
    const Folder folder;
    write_file(folder / "state", "mine");
    CHECK_THAT(complaint_of([&] { Store store(folder / "state"); }),
               StartsWith("cannot write ") && Contains("Not a directory"));
    CHECK_THAT(complaint_of([&] { Store store(folder / "state" / "deeper"); }), StartsWith("cannot create "));
    CHECK(contents_of(folder / "state") == "mine");
}

TEST_CASE("a folder without permission is refused, in words that name the user")
{
    const Folder folder;
    fs::permissions(folder, fs::perms(0755));
    fs::create_directory(folder / "locked");
    fs::permissions(folder / "locked", fs::perms(0555));
    const auto here = complaint_to_nobody([&] { Store store(folder / "locked"); });
    CHECK_THAT(here, StartsWith("cannot write ") && Contains("Permission denied (recalld runs as user "));
    const auto deeper = complaint_to_nobody([&] { Store store(folder / "locked" / "state"); });
    CHECK_THAT(deeper, StartsWith("cannot create ") && Contains("Permission denied"));
    CHECK(fs::is_empty(folder / "locked"));
}

TEST_CASE("a database that may only be read, or not even that, is refused and neither replaced nor set aside")
{
    const auto mode = GENERATE(0444, 0000);
    const Folder folder;
    std::make_unique<Store>(folder)->save(named("Night Train", "Mix"), snapshot_at(5));
    fs::permissions(folder, fs::perms(0777));
    fs::permissions(folder / "recalld.lock", fs::perms(0666));
    fs::permissions(folder.database(), static_cast<fs::perms>(mode));
    const auto words = complaint_to_nobody([&] { Store store(folder); });
    CHECK_THAT(words, StartsWith("cannot write " + folder.database().string()) && Contains("Permission denied"));
    CHECK(folder.names_with("damaged").empty());
    fs::permissions(folder.database(), fs::perms(0600));
    fs::remove(folder / "recalld.db-shm");
    fs::remove(folder / "recalld.db-wal");
    CHECK(Store(folder).versions("Night Train").size() == 1);
}

TEST_CASE("what is set aside keeps its log beside it and overwrites nothing")
{
    const Folder folder;
    const StateFolder state(folder);
    for (const auto* bytes : {"first", "second", "third"}) {
        write_file(folder.database(), bytes);
        write_file(folder / "recalld.db-wal", std::string(bytes) + " log");
        const auto name = state.set_aside();
        CHECK(contents_of(name) == bytes);
        CHECK(contents_of(name.string() + "-wal") == std::string(bytes) + " log");
    }
    CHECK(folder.names_with("damaged").size() == 6);
    CHECK_FALSE(fs::exists(folder.database()));
}
