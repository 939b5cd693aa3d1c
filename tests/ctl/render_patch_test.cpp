#include "ctl/render_patch.hpp"

#include <catch2/catch.hpp>

using namespace recalld::ctl;
using Catch::Matchers::Contains;

namespace {

std::string shown(Render render, const char* result) { return render(Json::parse(result), Paint{}); }

}  // namespace

TEST_CASE("a patch is a table of cords with its problems and faults")
{
    const auto text = shown(render_patch, R"({"noted": true, "jacks": [{}, {}], "cords": [{"from": "B3", "to": "B17", "normal": "breaks B1 -> B17", "note": "vox"}],
        "problems": [{"words": "two outputs", "fault": true}, {"words": "a broken normal", "fault": false}], "faults": [{"subject": "jack B17", "text": "crackles"}]})");
    CHECK_THAT(text, Contains("1 cord in 2 jacks\n") && Contains("B3    B17  breaks B1 -> B17  vox"));
    CHECK_THAT(text, Contains("problem: two outputs\n") && Contains("note: a broken normal\n") && Contains("fault: jack B17: crackles\n"));
}

TEST_CASE("where nobody noted a patch it says how")
{
    CHECK_THAT(shown(render_patch, R"({"noted": false, "jacks": []})"), Contains("nobody noted a patch yet, `recallctl patch plug B3 B17` does"));
    CHECK_THAT(shown(render_patch, R"({"noted": false, "version": "Mix 1"})"), Contains("nobody noted a patch by then"));
}

TEST_CASE("a change says what it did and what it broke")
{
    CHECK(shown(render_patch_set, R"({"words": "plugged B3 -> B17", "cords": 2, "problems": [{"words": "broken"}]})") == "plugged B3 -> B17; 2 cords now\nnote: broken\n");
}

TEST_CASE("a difference is a list of work, with what is faulty")
{
    CHECK(shown(render_patch_diff, R"({"lines": [{"words": "pull B3 -> B17", "fault": "jack B17: crackles"}, {"words": "plug B4 -> B18", "fault": ""}]})") ==
          "pull B3 -> B17  jack B17: crackles\nplug B4 -> B18\n");
    CHECK(shown(render_patch_diff, R"({"lines": []})") == "the same cords\n");
    CHECK(shown(render_patch_diff, R"({"lines": [], "left_out": 1, "notes": ["cord B3 -> Q9 of Gig/Mix 1: this room has no jack Q9; left out"]})") ==
          "nothing that hands can do here\nnote: cord B3 -> Q9 of Gig/Mix 1: this room has no jack Q9; left out\n");
}

TEST_CASE("a trace is one line and a line for each branch")
{
    CHECK(shown(render_trace, R"({"words": "line 7 -> 1073-A", "loop": true, "branches": [{"words": "also goes: bay B1 -> A/D 2"}], "faults": ["jack B1: dull"]})") ==
          "line 7 -> 1073-A (a loop)\nalso goes: bay B1 -> A/D 2\nfault: jack B1: dull\n");
    CHECK(shown(render_trace, R"({"words": "desk ch 3 -> DAW 3", "loop": false, "notes": ["nothing feeds desk ch 3: desk ch/03/config/source is OFF"]})") ==
          "desk ch 3 -> DAW 3\nnote: nothing feeds desk ch 3: desk ch/03/config/source is OFF\n");
}
