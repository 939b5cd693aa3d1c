#include "remote/line_check_kept.hpp"

#include <fstream>

#include "remote/web/desk_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using Catch::Matchers::Contains;

namespace {

struct KeptRoom : DeskRoom {
    ~KeptRoom() { room.ending = true; }

    /// As a daemon starts that finds this.
    void start_with(const std::string& text)
    {
        std::ofstream(file()) << text;
        const auto recovered = [](Room& of) -> task<bool> {
            co_await recover_marks(of);
            co_return true;
        };
        finish(desk.io, recovered(room));
    }
    std::filesystem::path file() const { return std::filesystem::path(room.state_folder) / "line-check-17.json"; }
    std::vector<store::Entry> lines()
    {
        store::EntryFilter filter;
        filter.kinds = {"line_check_unsigned"};
        return finish(desk.io, desk.store->run([&](store::Store& store) { return store.entries(filter); }));
    }
};

}  // namespace

TEST_CASE("marks that a daemon left on disk are put into the log, told, and taken away")
{
    KeptRoom room;
    room.start_with(R"({"session": "Gig", "version": "Mix 1", "who": "Anna", "words": "1 of 2 lines pass", "lines": []})");
    const auto lines = room.lines();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].said.session == "Gig");
    CHECK(lines[0].said.version == "Mix 1");
    CHECK(lines[0].said.text == "line check of Anna not signed: 1 of 2 lines pass; recalld was ended in the middle of it");
    REQUIRE(room.room.notes.size() == 1);
    CHECK_THAT(room.room.notes[0], Contains("what was marked is in the log"));
    CHECK_FALSE(std::filesystem::exists(room.file()));
}

TEST_CASE("what is no line check is left where it is, and harms nobody")
{
    KeptRoom room;
    room.start_with(GENERATE(as<std::string>{}, "", "{", "[]", "17", R"({"session": 1, "words": []})", R"({"session": "Gig"})"));
    CHECK(room.lines().empty());
    CHECK(room.room.notes.empty());
    CHECK(std::filesystem::exists(room.file()));
}
