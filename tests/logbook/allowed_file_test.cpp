#include "logbook/allowed_file.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <optional>
#include <vector>

#include "logbook/wav.hpp"

using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;
namespace files = std::filesystem;

namespace {

struct Said {
    std::string words = "nothing";
    std::optional<FileFault> fault = {};
};

Said said_of(const std::string& path, const std::vector<std::string>& folders)
{
    try {
        const AllowedFile file(path, folders);
    } catch (const FileError& error) {
        return {error.what(), error.fault};
    }
    return {};
}

}  // namespace

TEST_CASE("only what lies in a folder of the rig is read, wherever links lead")
{
    const Shelf shelf;
    const auto inside = shelf.put("prints/mix.wav", "sound"), outside = shelf.put("secret/key", "secret"), beside = shelf.put("prints2/mix.wav", "sound");
    const std::vector<std::string> folders{(shelf.path / "prints").string()};
    files::create_symlink(outside, shelf.path / "prints/link.wav");
    files::create_symlink(inside, shelf.path / "secret/good.wav");
    CHECK(said_of(inside, folders).words == "nothing");
    CHECK(said_of((shelf.path / "secret/good.wav").string(), folders).words == "nothing");   // a way in
    for (const auto& path : {outside, beside, folders[0] + "/../secret/key", folders[0] + "/link.wav", (shelf.path / "secret/nothing").string(), std::string("/etc/passwd"), std::string("/")}) {
        CAPTURE(path);
        const auto said = said_of(path, folders);
        CHECK_THAT(said.words, Contains("folders with prints"));
        CHECK(said.fault == FileFault::forbidden);
    }
}

TEST_CASE("a folder of the rig may itself be a link")
{
    const Shelf shelf;
    shelf.put("real/mix.wav", "sound");
    files::create_symlink(shelf.path / "real", shelf.path / "prints");
    const auto way = (shelf.path / "prints").string();
    CHECK(AllowedFile(way + "/mix.wav", {way}).place() == (shelf.path / "real/mix.wav").string());
}

TEST_CASE("what may be read and cannot be is told with what to do")
{
    const Shelf shelf;
    const std::vector<std::string> folders{shelf.path.string()};
    files::create_directory(shelf.path / "folder");
    REQUIRE(::mkfifo((shelf.path / "pipe").c_str(), 0600) == 0);
    const auto [name, words] = GENERATE(table<std::string, std::string>({{"nothing.wav", "is not there; is its drive mounted?"}, {"folder", "is a folder, no file"}, {"pipe", "is a pipe, no file"}}));
    const auto said = said_of((shelf.path / name).string(), folders);
    CHECK_THAT(said.words, Contains(words));
    CHECK(said.fault == FileFault::misnamed);
}

TEST_CASE("a folder of the rig itself is told as a folder, or as one that is not mounted")
{
    const Shelf shelf;
    const auto there = shelf.path.string(), gone = (shelf.path / "gone").string();
    const std::vector<std::string> folders{there, gone};
    CHECK_THAT(said_of(there, folders).words, Contains("is a folder, no file"));
    const auto path = gone + GENERATE(as<std::string>{}, "", "/", "/mix.wav");   // the shelf is another one each time
    CHECK_THAT(said_of(path, {gone}).words, Contains("is not there; is its drive mounted?"));
    CHECK(said_of(path, {gone}).fault == FileFault::misnamed);
    CHECK(said_of(gone + "2", {gone}).fault == FileFault::forbidden);   // beside it
}

TEST_CASE("without folders, and without a whole path, nothing is looked for")
{
    CHECK_THAT(said_of("/tmp/mix.wav", {}).words, Contains("add `prints: [FOLDER, …]`"));
    CHECK_THAT(said_of("mix.wav", {"/tmp"}).words, Contains("say the whole path"));
    CHECK_THAT(said_of("", {"/tmp"}).words, Contains("say the whole path"));
    CHECK_THAT(said_of(std::string("/tmp/a\0b", 8), {"/tmp"}).words, Contains("is no path"));
    CHECK_THAT(said_of("/tmp/" + std::string(5000, 'x'), {"/tmp"}).words, Contains("is no path"));
}

TEST_CASE("a file that is cut while it is read says how far it came")
{
    const Shelf shelf;
    const auto path = shelf.put("mix.wav", std::string(10'000, 'x'));
    const AllowedFile file(path, {shelf.path.string()});
    std::vector<std::byte> room(4096);
    CHECK(file.read(0, room) == 4096);
    CHECK_FALSE(file.has_changed());
    files::resize_file(path, 6000);
    CHECK(file.has_changed());
    CHECK_THROWS_WITH(file.read(4096, room), Contains("ended after 6 kB of 10 kB"));
}

TEST_CASE("a file is read to the size that it had, and not beyond")
{
    const Shelf shelf;
    const auto path = shelf.put("mix.wav", std::string(5000, 'x'));
    const AllowedFile file(path, {shelf.path.string()});
    std::vector<std::byte> room(4096);
    CHECK(file.size() == 5000);
    CHECK(file.read(4096, room) == 904);
    CHECK(file.read(9000, room) == 0);
    files::remove(path);
    CHECK(file.read(0, room) == 4096);   // who holds it open still has it
    CHECK(file.has_changed());
}

TEST_CASE("sizes as people say them")
{
    CHECK(bytes_words(1) == "1 byte");
    CHECK(bytes_words(999) == "999 bytes");
    CHECK(bytes_words(345'000) == "345 kB");
    CHECK(bytes_words(1'234'000'000) == "1.234 GB");
}
