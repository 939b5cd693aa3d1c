#include "remote/patch_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;

namespace {

std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

}  // namespace

TEST_CASE("a rig without a patch says where one is written")
{
    DeskRoom room;
    const auto page = room.get("/patch");
    CHECK(page.status == 200);
    CHECK(has(page.body, "This rig has no patch; its jacks are written under patch: in the rig"));
    CHECK(room.post("/do/patch", {{"from", "B1"}, {"to", "B2"}}).status == 400);
}

TEST_CASE("jacks are offered by side, with what is wired to them")
{
    PatchRoom room;
    const auto page = room.get("/patch").body;
    const auto outputs = page.substr(page.find("<datalist id=\"outputs\">")), inputs = page.substr(page.find("<datalist id=\"inputs\">"));
    CHECK(count(outputs.substr(0, outputs.find("</datalist>")), "<option") == 8);
    CHECK(count(inputs.substr(0, inputs.find("</datalist>")), "<option") == 8);
    CHECK(has(outputs, "<option value=\"B1\">1073-1</option>"));
    CHECK(has(inputs, "<option value=\"B9\">A/D 1</option>"));
}

TEST_CASE("a cord stands in its row with its normal, its note and the faults of its jacks")
{
    PatchRoom room;
    room.ask("patch_set", {{"plug", "B5 B10"}, {"note", "a \"note\" & more"}});
    room.write({"anna", "fault", "", "<crackles>", {}, "jack b10"});
    const auto page = room.get("/patch").body;
    CHECK(has(page, "<a href=\"/patch?trace=B5\">B5</a>"));
    CHECK(has(page, "breaks B2 -&gt; B10"));
    CHECK(has(page, "a &quot;note&quot; &amp; more"));
    CHECK(has(page, "B10: &lt;crackles&gt;"));
    CHECK(has(page, "Faults of jacks"));
    CHECK_FALSE(has(page, "<crackles>"));
    CHECK_FALSE(has(page, "style="));
}

TEST_CASE("a trace that begins in the middle of the desk says why")
{
    PatchRoom room;
    room.poke("config/routing/routswitch", "ON");
    room.poke("ch/03/config/source", "OFF");
    room.keep("Mix 1");   // and so it is known
    CHECK(has(room.get("/patch?trace=desk+ch%2F3").body, "<p class=\"note\">nothing feeds desk ch 3: desk ch/03/config/source is OFF</p>"));
    CHECK_FALSE(has(room.get("/patch?trace=line+1").body, "<p class=\"note\">nothing"));
}

TEST_CASE("a comparison with the patch of another room does not call the same what only lacks its jacks")
{
    PatchRoom room;
    room.write({"anna", "patch", "Gig", "as it came from elsewhere", {}, "patch", {}, R"({"cords": [{"from": "B3", "to": "Q9"}]})"});
    room.keep("Mix 1");
    room.write({"anna", "patch", "Gig", "nothing is plugged", {}, "patch", {}, R"({"cords": []})"});
    const auto page = room.get("/patch?against=Gig%2FMix+1&do=compare").body;
    CHECK(has(page, "0 things to do for Gig/Mix 1"));
    CHECK(has(page, "cord B3 -&gt; Q9 of Gig/Mix 1: this room has no jack Q9; left out"));
}

TEST_CASE("a cord out of bounds is refused on the page, and what was typed stays")
{
    PatchRoom room;
    const auto [from, to, status, words] = GENERATE(table<std::string, std::string, unsigned, std::string>({
        {"B99", "B13", 400, "there is no jack &quot;B99&quot;"},
        {"", "B13", 400, "is no cord"},
        {"B1", "", 400, "is no cord"},
        {"B13", "B1", 409, "B13 is an input, nothing comes out of it; did you mean B1 -&gt; B13?"},
        {"B1 -> B9", "B13", 400, "is no cord"},
        {"<b>", "B13", 400, "&lt;b&gt;"},
    }));
    CAPTURE(from, to);
    const auto answer = room.post("/do/patch", {{"from", from}, {"to", to}, {"note", "mine"}});
    CHECK(answer.status == status);
    CHECK(has(answer.body, words));
    CHECK(has(answer.body, "id=\"note\" name=\"note\" value=\"mine\""));
    CHECK(room.ask("patch")["cords"].empty());
}

TEST_CASE("a page of a version shows its cords, and nothing can be pulled there")
{
    PatchRoom room;
    room.plug("B2 B13");
    room.keep("Mix 1");
    room.ask("patch_set", {{"pull", "B2"}, {"plug", "B3 B14"}});
    const auto then = room.get("/patch?at=Gig%2FMix+1").body;
    CHECK(has(then, "<h1>Patch of Gig/Mix 1</h1>"));
    CHECK(has(then, "trace=B2&amp;at=Gig%2FMix%201"));
    CHECK_FALSE(has(then, "name=\"pull\""));
    CHECK_FALSE(has(then, "trace=B3"));
    CHECK(has(room.get("/patch").body, "name=\"pull\" value=\"B3 B14\""));
    CHECK(has(room.get("/patch").body, "<option value=\"Gig/Mix 1\">"));
}

TEST_CASE("a version that is misspelt is said, and the patch of now is shown")
{
    PatchRoom room;
    room.plug("B2 B13");
    const auto [path, status, words] = GENERATE(table<std::string, unsigned, std::string>({
        {"/patch?at=Gig", 400, "A version is written SESSION/VERSION"},
        {"/patch?at=Gig%2F", 400, "A version is written SESSION/VERSION"},
        {"/patch?at=Gig%2FMix+9", 404, "Mix 9"},
        {"/patch?against=Gig", 400, "A version is written SESSION/VERSION"},
        {"/patch?against=No+such%2FMix", 404, "No such"},
        {"/patch?trace=b+b+b", 404, "there is no point"},
    }));
    CAPTURE(path);
    const auto answer = room.get(path);
    CHECK(answer.status == status);
    CHECK(has(answer.body, words));
    CHECK(has(answer.body, "1 cord in 16 jacks"));
}

TEST_CASE("steps that are ticked are done at once, pulls before plugs, and a step that is none does nothing")
{
    PatchRoom room;
    room.plug("B2 B13\nB5 B10");
    room.keep("Mix 1");
    room.ask("patch_set", {{"pull", "B2\nB5"}, {"plug", "B3 B13\nB6 B10"}});
    const auto page = room.get("/patch?against=Gig%2FMix+1&do=compare").body;
    CHECK(count(page, "name=\"step\"") == 2);
    CHECK(has(page, "2 things to do for Gig/Mix 1"));
    CHECK(room.post("/do/patch", {{"against", "Gig/Mix 1"}, {"step", "move nothing"}, {"step", ""}}).status == 400);
    CHECK(PatchRoom::location(room.post("/do/patch", {{"against", "Gig/Mix 1"}, {"step", "move B3-B13 B2-B13"}, {"step", "move B6-B10 B5-B10"}})) == "/patch?against=Gig%2FMix%201");
    CHECK(has(room.get("/patch?against=Gig%2FMix+1").body, "The same cords as Gig/Mix 1"));
    CHECK(room.post("/do/patch", {{"step", "move B3-B13 B2-B13"}}).status == 400);   // a second tick of it finds no such cord
}

TEST_CASE("who may only look sees the steps without boxes")
{
    PatchRoom room;
    room.plug("B2 B13");
    room.keep("Mix 1");
    room.ask("patch_set", {{"pull", "B2"}});
    const auto page = room.get("/patch?against=Gig%2FMix+1", Permission::view).body;
    CHECK(has(page, "plug B2 -&gt; B13"));
    CHECK_FALSE(has(page, "type=\"checkbox\""));
    CHECK_FALSE(has(page, "These are done"));
    CHECK(room.post("/do/patch", {{"step", "plug B2-B13"}}, Permission::view).status == 403);
}
