#include "ctl/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace recalld::ctl;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder()
    {
        std::string name = (fs::temp_directory_path() / "recallctl-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    std::string file(const char* name) const { return (path / name).string(); }
    std::ptrdiff_t count() const { return std::distance(fs::directory_iterator(path), {}); }
};

std::string content(const std::string& path)
{
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a file is written whole and with the usual mode")
{
    const Folder folder;
    const std::string file = folder.file("mix.scn");
    check_output_file(file, false);
    ::umask(022);
    write_text_file(file, "#4.0#\n", false);
    CHECK(content(file) == "#4.0#\n");
    CHECK((fs::status(file).permissions() & fs::perms::all) == fs::perms{0644});
    CHECK(folder.count() == 1);
}

TEST_CASE("a file that is there is only replaced by force")
{
    const Folder folder;
    const std::string file = folder.file("mix.scn");
    write_text_file(file, "old", false);
    CHECK_THROWS_WITH(check_output_file(file, false), Contains(file) && Contains("--force"));
    CHECK_THROWS_WITH(write_text_file(file, "new", false), Contains("--force"));
    CHECK(content(file) == "old");
    check_output_file(file, true);
    write_text_file(file, "new", true);
    CHECK(content(file) == "new");
    CHECK(folder.count() == 1);
}

TEST_CASE("what can never be written is refused before anything is asked")
{
    const Folder folder;
    CHECK_THROWS_WITH(check_output_file(folder.path.string(), true), Contains("is a folder"));
    CHECK_THROWS_WITH(check_output_file(folder.file("no/mix.scn"), true),
                      Contains("there is no folder " + folder.file("no")));
}

TEST_CASE("a file is read up to 16 MB of UTF-8")
{
    const Folder folder;
    std::ofstream(folder.file("good")) << "/ch/01/config/name \"Bläser\"\n";
    CHECK(read_text_file(folder.file("good")) == "/ch/01/config/name \"Bläser\"\n");
    std::ofstream(folder.file("latin")) << "Bl\xe4ser";
    CHECK_THROWS_WITH(read_text_file(folder.file("latin")), Contains("not UTF-8") && Contains("iconv"));
    std::ofstream(folder.file("large")) << std::string(16'000'001, 'x');
    CHECK_THROWS_WITH(read_text_file(folder.file("large")), Contains("larger than 16 MB"));
    CHECK_THROWS_WITH(read_text_file(folder.file("none")), Contains("No such file"));
    CHECK_THROWS_WITH(read_text_file(folder.path.string()), Contains("Is a directory"));
}
