#include "ctl/archive_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

#include "ctl/files.hpp"
#include "hash.hpp"

using namespace recalld;
using namespace recalld::ctl;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Place {
    fs::path path;
    Place()
    {
        std::string name = (fs::temp_directory_path() / "recallctl-archive-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Place() { fs::remove_all(path); }
    std::string folder() const { return (path / "night-train").string(); }
};

Json file(const std::string& path, const std::string& text) { return {{"path", path}, {"text", text}}; }

/// Files as the daemon sends them, their manifest last.
Json small_archive()
{
    Json files = {file("log.jsonl", "{}\n"), file("session.json", "{}"), file("versions/Mix 1@1.json", "{\"a\": 1}"), file("book.html", "<!doctype html>")};
    Json named = Json::array();
    for (const auto& one : files) named.push_back({{"path", one["path"]}, {"sha256", sha256_of(one["text"].get<std::string>())}});
    files.push_back(file("manifest.json", Json{{"format", 1}, {"files", named}}.dump()));
    return files;
}

}  // namespace

TEST_CASE("the hash is SHA-256")
{
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    pieces.add("a");
    pieces.add("bc");
    CHECK(pieces.hex() == sha256_of("abc"));
}

TEST_CASE("an archive is written, read back, and sent without what only people read")
{
    const Place place;
    want_empty_folder(place.folder());
    const auto written = write_folder(place.folder(), small_archive());
    CHECK(written.files == 5);
    CHECK(written.bytes > 20);
    const auto files = read_folder(place.folder());
    std::vector<std::string> paths;
    for (const auto& one : files) paths.push_back(one["path"]);
    CHECK(paths == std::vector<std::string>{"log.jsonl", "session.json", "versions/Mix 1@1.json", "manifest.json"});
    CHECK(files[2]["text"] == "{\"a\": 1}");
}

TEST_CASE("a file that was changed is named, also one that would not be sent")
{
    const Place place;
    write_folder(place.folder(), small_archive());
    const auto name = GENERATE(as<std::string>{}, "log.jsonl", "versions/Mix 1@1.json", "book.html");
    std::ofstream(fs::path(place.folder()) / name, std::ios::app) << "x";
    CHECK_THROWS_WITH(read_folder(place.folder()), Contains(name) && Contains("SHA-256"));
}

TEST_CASE("a file that is missing is named")
{
    const Place place;
    write_folder(place.folder(), small_archive());
    fs::remove(fs::path(place.folder()) / "session.json");
    CHECK_THROWS_WITH(read_folder(place.folder()), Contains("session.json"));
    fs::remove(fs::path(place.folder()) / "manifest.json");
    CHECK_THROWS_WITH(read_folder(place.folder()), Contains("manifest.json"));
}

TEST_CASE("no path leaves the folder")
{
    const Place place;
    const auto path = GENERATE(as<std::string>{}, "../evil", "/tmp/evil", "versions/../../evil", "", ".", "a//../../b");
    CHECK_THROWS_WITH(write_folder(place.folder(), Json::array({file(path, "x")})), Contains("leave the folder"));
    CHECK_FALSE(fs::exists(place.path / "evil"));
}

TEST_CASE("a folder in which something stands, and a file, are left alone")
{
    const Place place;
    CHECK_NOTHROW(want_empty_folder((place.path / "new").string()));
    CHECK_NOTHROW(want_empty_folder(place.path.string()));
    std::ofstream(place.path / "thesis.txt") << "keep";
    CHECK_THROWS_WITH(want_empty_folder(place.path.string()), Contains("is not empty"));
    CHECK_THROWS_WITH(want_empty_folder((place.path / "thesis.txt").string()), Contains("is no folder"));
}

TEST_CASE("only the last folder is made: one above it may be a drive that is not mounted")
{
    const Place place;
    const auto folder = (place.path / "drive/a").string() + GENERATE("", "/");
    const auto missing = "there is no folder " + (place.path / "drive").string();
    CHECK_THROWS_WITH(want_empty_folder(folder), Contains(missing) && Contains("mount its drive"));
    CHECK_THROWS_WITH(write_folder(folder, small_archive()), Contains(missing) && Contains("mount its drive"));
    CHECK_FALSE(fs::exists(place.path / "drive"));
    fs::create_directory(place.path / "drive");
    CHECK_NOTHROW(want_empty_folder(folder));
    CHECK(write_folder(folder, small_archive()).files == 5);
}

TEST_CASE("a log with photographs is longer than a scene file may be, and goes both ways")
{
    const Place place;
    const std::string log(17'000'000, 'A');
    Json files = {file("log.jsonl", log)};
    files.push_back(file("manifest.json", Json{{"format", 1}, {"files", {{{"path", "log.jsonl"}, {"sha256", sha256_of(log)}}}}}.dump()));
    CHECK(write_folder(place.folder(), files).files == 2);
    CHECK(read_folder(place.folder())[0]["text"].get_ref<const std::string&>().size() == log.size());
}
