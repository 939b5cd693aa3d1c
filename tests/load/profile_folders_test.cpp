#include "load/profile_yaml.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <fstream>

using namespace recalld::load;
namespace fs = std::filesystem;

namespace {

/// Two folders of profiles that last as long as the test.
struct Folders {
    fs::path root = fs::temp_directory_path() / ("recalld-profiles-" + std::to_string(::getpid()));
    std::vector<fs::path> both{root / "mine", root / "shared"};

    Folders()
    {
        write("mine/consoles/own.yaml", "Own");
        write("mine/consoles/big.yaml", "Big, mended");
        write("shared/consoles/big.yaml", "Big");
        write("shared/outboard/box.yaml", "Box");
    }
    ~Folders() { fs::remove_all(root); }
    Folders(const Folders&) = delete;
    Folders& operator=(const Folders&) = delete;

    void write(const std::string& file, const std::string& model) const
    {
        fs::create_directories((root / file).parent_path());
        std::ofstream(root / file)
            << "profile: 1\nmodel: " << model
            << "\nprotocol: p\nsource: s\nlaws: {raw: {raw: true}}\nnodes: [{path: a, fields: {b: raw}}]\n";
    }
    std::string complaint_about(const std::string& id) const
    {
        return complaint([&] { find_profile(both, id); });
    }
    std::string where() const { return both[0].string() + ", " + both[1].string(); }
};

}  // namespace

TEST_CASE("the first folder that has a profile gives it")
{
    const Folders folders;
    CHECK(find_profile(folders.both, "consoles/big")->model == "Big, mended");
    CHECK(find_profile(folders.both, "outboard/box")->model == "Box");
    CHECK(find_profile(folders.both, "consoles/own")->profile_id == "consoles/own");
}

TEST_CASE("an unknown profile names the folders and the nearest id")
{
    const Folders folders;
    const auto [id, meant] = GENERATE(table<std::string, std::string>({{"consoles/bgi", "consoles/big"},
                                                                       {"big", "consoles/big"},
                                                                       {"outboard/own", "consoles/own"},
                                                                       {"console/box", "outboard/box"}}));
    CHECK(folders.complaint_about(id)
          == "no profile \"" + id + "\" in " + folders.where() + "; did you mean \"" + meant + "\"?");
    CHECK(folders.complaint_about("tape/machine") == "no profile \"tape/machine\" in " + folders.where());
}

TEST_CASE("an id never leaves its folder")
{
    const Folders folders;
    const auto id = GENERATE("../shared/consoles/big", "consoles/../consoles/big", "/consoles/big", "", "consoles/",
                             "./consoles/big");
    CHECK_THAT(folders.complaint_about(id), Catch::StartsWith("no profile"));
}

TEST_CASE("a broken profile is the error, not a missing one")
{
    const Folders folders;
    std::ofstream(folders.root / "mine/consoles/own.yaml") << "profile: one\n";
    CHECK(folders.complaint_about("consoles/own")
          == (folders.root / "mine/consoles/own.yaml").string() + ":1:10: expected a whole number, found \"one\"");
}
