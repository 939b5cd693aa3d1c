#include "remote/sheet_stage.hpp"
#include "remote/web/form.hpp"
#include "remote/web/pages.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;

namespace {

constexpr auto one_pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// The rack of a SheetStage, seen through the page.
struct SheetPages : SheetStage {
    using Form = std::vector<std::pair<std::string, std::string>>;
    HttpAnswer open(HttpRequest request, Permission role = Permission::operate) { return testing::finish(io, serve_page(room, std::move(request), {role, "Anna"})); }
    HttpAnswer get(const std::string& target, Permission role = Permission::operate) { return open({"GET", target, "", {}, {}}, role); }
    HttpAnswer post(const std::string& target, const Form& form, Permission role = Permission::operate)
    {
        std::string body;
        for (const auto& [name, value] : form) body += (body.empty() ? "" : "&") + web::percent_encode(name) + "=" + web::percent_encode(value);
        return open({"POST", target, body, {"127.0.0.1", {}}, {{"content-type", "application/x-www-form-urlencoded"}}}, role);
    }
    static std::string location(const HttpAnswer& answer)
    {
        CHECK(answer.status == 303);
        for (const auto& [name, value] : answer.headers)
            if (name == "Location") return value;
        return "nowhere";
    }
    /// Mix 1 is recalled while INPUT and RATIO stand elsewhere.
    std::string recalled()
    {
        note("1176-A", "INPUT=30\nRATIO=4");
        capture("Mix 1");
        note("1176-A", "INPUT=6\nRATIO=20");
        return std::to_string(recall("Mix 1"));
    }
};

bool has(const HttpAnswer& answer, const std::string& part) { return answer.body.find(part) != std::string::npos; }
std::size_t count(const std::string& text, const std::string& part)
{
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("every unit has its card with a drawing of its front")
{
    SheetPages pages;
    pages.note("comp", "LEFT THRESHOLD=0");
    const auto page = pages.get("/sheets");
    CHECK(page.status == 200);
    CHECK(has(page, "<a href=\"/sheets/1176-A\">1176-A</a>"));
    CHECK(has(page, "0 of 5 controls noted"));
    CHECK(has(page, "1 of 6 controls noted"));
    CHECK(count(page.body, "<svg ") == 2);
    CHECK(has(page, "<ul class=\"cards drawn\">"));
    CHECK_FALSE(has(page, " style="));
    CHECK(has(page, "aria-current=\"page\">Sheets</a>"));
}

TEST_CASE("what changed since the version that stands shows presets and controls that nobody had noted, too")
{
    SheetPages pages;
    pages.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P<12>"}});
    pages.capture("Mix 1");
    const std::string link = "/diff?from=Gig%2FMix%201%401&amp;to=live", page = "/diff?from=Gig/Mix+1&to=live";
    CHECK(has(pages.get(page), "Nothing differs"));
    pages.ask("sheet_set", {{"unit", "1176-A"}, {"preset", "P47"}});
    pages.note("comp", "LEFT THRESHOLD=0");
    const auto room = pages.get("/");
    CHECK(has(room, "2 unsaved changes"));
    CHECK(has(room, link));
    const auto changed = pages.get(page);
    CHECK(has(changed, "2 differences"));
    CHECK(has(changed, "<li>1176-A: preset P&lt;12&gt; -&gt; P47</li>"));
    CHECK(has(changed, "THRESHOLD"));
    CHECK_FALSE(has(pages.get(page + "&scope=comp"), "P47"));   // a preset has no scope
    pages.capture("Mix 2");
    CHECK_FALSE(has(pages.get(page), "<h3>Cords and presets</h3>"));   // the room does not stand as Mix 1 any more
}

TEST_CASE("a sheet has a field for each control, with what is noted in it")
{
    SheetPages pages;
    pages.note("1176-A", "INPUT=30~0.5\nRATIO=4\nMETER=-");
    const auto page = pages.get("/sheets/1176-A");
    CHECK(has(page, "name=\"c:input\" value=\"30~0.5\""));
    CHECK(has(page, "name=\"w:input\" value=\"30~0.5\""));
    CHECK(has(page, "<option value=\"4\" selected>4</option>"));
    CHECK(has(page, "<option value=\"-\" selected>does not matter</option>"));
    CHECK(has(page, "name=\"c:output\" value=\"\""));
    CHECK(has(page, "data-marks=\"[[0.0,&quot;∞&quot;]"));
    CHECK(has(page, "<option value=\"48\"></option>"));
    CHECK(has(page, "3 of 5 controls noted"));
    CHECK(has(page, "reads 2 dB hot"));
    CHECK(has(page, "class=\"panel turns\""));
    CHECK_FALSE(has(page, " style="));
    CHECK_FALSE(has(page, "<script>"));
}

TEST_CASE("what is typed is noted by whoever typed it, and only that")
{
    SheetPages pages;
    pages.note("1176-A", "OUTPUT=18");
    const auto answer = pages.post("/do/sheet", {{"unit", "1176-A"}, {"w:input", ""}, {"c:input", "30"}, {"w:output", "18"}, {"c:output", "18"}, {"preset-was", ""}, {"preset", "Vocal"}});
    CHECK(SheetPages::location(answer) == "/sheets/1176-A?saved=1");
    CHECK(has(pages.get("/sheets/1176-A?saved=1"), "Noted."));
    CHECK(pages.words("1176-A", "input") == "30 dB");
    const auto sheet = pages.ask("sheet", {{"unit", "1176-A"}});
    CHECK(sheet["preset"] == "Vocal");
    CHECK(sheet["who"] == "Anna");
    CHECK_FALSE(pages.ask("entries")["entries"][0]["text"].get<std::string>().find("OUTPUT") != std::string::npos);
}

TEST_CASE("a form in which nothing was changed notes nothing")
{
    SheetPages pages;
    pages.note("1176-A", "OUTPUT=18");
    CHECK(SheetPages::location(pages.post("/do/sheet", {{"unit", "1176-A"}, {"w:output", "18"}, {"c:output", "18"}, {"preset-was", ""}, {"preset", ""}})) == "/sheets/1176-A");
    CHECK(pages.lines_of("sheet") == 1);
}

TEST_CASE("what is wrong is said in full, nothing is noted, and all that was typed stays")
{
    SheetPages pages;
    const auto answer = pages.post("/do/sheet", {{"unit", "1176-A"}, {"w:input", ""}, {"c:input", "50"}, {"w:output", ""}, {"c:output", "18"}, {"w:ratio", ""}, {"c:ratio", "5"}, {"preset", "<b>"}});
    CHECK(answer.status == 400);
    CHECK(has(answer, "50 is off the scale (∞, 48 … 0 dB); the nearest is 48"));
    CHECK(has(answer, "1176-A RATIO"));
    CHECK(has(answer, "name=\"c:input\" value=\"50\""));
    CHECK(has(answer, "name=\"c:output\" value=\"18\""));
    CHECK(has(answer, "value=\"&lt;b&gt;\""));
    CHECK(pages.lines_of("sheet") == 0);
}

TEST_CASE("one press says of the rest that it does not matter, and is gone when nothing is left")
{
    SheetPages pages;
    CHECK(has(pages.get("/sheets/1176-A"), "name=\"rest\""));
    CHECK(pages.post("/do/sheet", {{"unit", "1176-A"}, {"w:input", ""}, {"c:input", "30"}, {"rest", "-"}}).status == 303);
    CHECK(pages.words("1176-A", "input") == "30 dB");
    CHECK(pages.words("1176-A", "ratio") == "does not matter");
    const auto page = pages.get("/sheets/1176-A");
    CHECK(has(page, "5 of 5 controls noted"));
    CHECK_FALSE(has(page, "name=\"rest\""));
}

TEST_CASE("of two who type into one sheet each notes what he changed")
{
    SheetPages pages;
    pages.note("1176-A", "INPUT=30\nOUTPUT=18");
    const SheetPages::Form as_it_was{{"unit", "1176-A"}, {"w:input", "30"}, {"w:output", "18"}};
    auto anna = as_it_was, ben = as_it_was;
    anna.insert(anna.end(), {{"c:input", "24"}, {"c:output", "18"}});
    ben.insert(ben.end(), {{"c:input", "30"}, {"c:output", "12"}});
    CHECK(pages.post("/do/sheet", anna).status == 303);
    CHECK(pages.post("/do/sheet", ben).status == 303);
    CHECK(pages.words("1176-A", "input") == "24 dB");
    CHECK(pages.words("1176-A", "output") == "12 dB");
}

TEST_CASE("left goes to right at one press, and the last version comes back at another")
{
    SheetPages pages;
    pages.note("comp", "LEFT THRESHOLD=0");
    CHECK(has(pages.get("/sheets/comp"), "Copy LEFT to RIGHT"));
    CHECK(SheetPages::location(pages.post("/do/sheet-copy", {{"unit", "comp"}, {"from_channel", "LEFT"}, {"to_channel", "RIGHT"}})) == "/sheets/comp?saved=1");
    CHECK(pages.words("comp", "right/threshold") == "0 dBu");
    pages.capture("Mix 1");
    pages.note("comp", "RIGHT THRESHOLD=10");
    CHECK(pages.post("/do/sheet-copy", {{"unit", "comp"}}).status == 303);
    CHECK(pages.words("comp", "right/threshold") == "0 dBu");
    CHECK(has(pages.get("/sheets/comp"), "copied from the newest version"));
}

TEST_CASE("a copy of what is not there says so")
{
    SheetPages pages;
    const auto answer = pages.post("/do/sheet-copy", {{"unit", "1176-A"}});
    CHECK(answer.status == 404);
    CHECK(has(answer, "no version holds 1176-A yet"));
    CHECK(pages.post("/do/sheet-copy", {{"unit", "1176-A"}, {"from_channel", "LEFT"}, {"to_channel", "RIGHT"}}).status == 400);
}

TEST_CASE("a photo is shown small, and whole when it is asked for")
{
    SheetPages pages;
    CHECK(pages.get("/sheets/1176-A/photo").status == 404);
    CHECK_FALSE(has(pages.get("/sheets/1176-A"), "<img"));
    pages.ask("sheet_photo", {{"unit", "1176-A"}, {"photo", one_pixel}, {"name", "front.png"}});
    CHECK(has(pages.get("/sheets/1176-A"), "<img class=\"photo\" src=\"/sheets/1176-A/photo?small="));
    for (const auto* target : {"/sheets/1176-A/photo", "/sheets/1176-A/photo?small=1"}) {
        const auto photo = pages.get(target);
        CHECK(photo.status == 200);
        CHECK(photo.type == "image/jpeg");
        CHECK(photo.body.starts_with("\xff\xd8\xff"));
    }
}

TEST_CASE("a unit that is not there has no sheet")
{
    SheetPages pages;
    CHECK(pages.get("/sheets/LA2A").status == 404);
    CHECK(pages.post("/do/sheet", {{"unit", "LA2A"}, {"c:input", "3"}}).status == 404);
}

TEST_CASE("a checklist has a line for each control, and a button for a thumb")
{
    SheetPages pages;
    const auto number = pages.recalled();
    const auto page = pages.get("/checklist/" + number);
    CHECK(has(page, "remaining 2 of 2"));
    CHECK(has(page, "<h2>Switches by hand</h2>"));
    CHECK(has(page, "<h2>Knobs by hand</h2>"));
    CHECK(has(page, "<b class=\"wanted\">30 dB</b>"));
    CHECK(has(page, "aria-label=\"Done: 1176-A INPUT\""));
    CHECK(has(page, "data-area=\"reports\""));
    CHECK(SheetPages::location(pages.get("/checklist")) == "/checklist/" + number);
    CHECK(pages.get("/checklist/99").status == 404);
    CHECK(pages.get("/checklist/many").status == 404);
}

TEST_CASE("what all know of a unit is said once, above its lines")
{
    SheetPages pages;
    pages.note("1176-A", "INPUT=30\nOUTPUT=18\nRATIO=4");
    pages.capture("Mix 1");
    pages.note("1176-A", "INPUT=6\nOUTPUT=6\nRATIO=20");
    const auto page = pages.get("/checklist/" + std::to_string(pages.recall("Mix 1")));
    CHECK(count(page.body, "<li class=\"check") == 3);
    CHECK(count(page.body, "reads 2 dB hot") == 2);   // once among the switches, once among the knobs
}

TEST_CASE("a tick on the page counts, and who comes second is told")
{
    SheetPages pages;
    const auto number = pages.recalled();
    const SheetPages::Form done{{"recall", number}, {"line", "1176-A input"}, {"verdict", "done"}};
    CHECK(SheetPages::location(pages.post("/do/tick", done)) == "/checklist/" + number);
    CHECK(has(pages.get("/checklist/" + number), "Done by Anna at "));
    CHECK(has(pages.get("/checklist/" + number), "remaining 1 of 2"));
    const auto second = pages.post("/do/tick", done);
    CHECK(second.status == 409);
    CHECK(has(second, "ticked already, as done, by Anna"));
    CHECK(pages.lines_of("tick") == 1);
}

TEST_CASE("what cannot match is asked why, and the answer is kept")
{
    SheetPages pages;
    const auto number = pages.recalled();
    const auto question = pages.post("/do/tick", {{"recall", number}, {"line", "1176-A ratio"}, {"words", "1176-A RATIO: 4 <x>"}, {"verdict", "ask"}});
    CHECK(question.status == 200);
    CHECK(has(question, "1176-A RATIO: 4 &lt;x&gt;"));
    CHECK(has(question, "name=\"note\""));
    CHECK(pages.lines_of("tick") == 0);
    CHECK(pages.post("/do/tick", {{"recall", number}, {"line", "1176-A ratio"}, {"verdict", "cannot"}, {"note", "button is broken"}, {"found", "8"}}).status == 303);
    CHECK(has(pages.get("/checklist/" + number), "Cannot match, says Anna at "));
    CHECK(has(pages.get("/checklist/" + number), "; stands at 8: button is broken"));
    CHECK(pages.words("1176-A", "ratio") == "8");
}

TEST_CASE("a tick that does not hold is refused with what to do")
{
    SheetPages pages;
    const auto number = pages.recalled();
    const auto [line, found, verdict, status, words] = GENERATE(table<std::string, std::string, std::string, unsigned, std::string>({
        {"1176-A input", "6", "done", 409, "turn it further, or tick it as cannot"},
        {"1176-A input", "lots", "done", 400, "is not on the scale"},
        {"1176-A output", "", "done", 404, "has no line"},
        {"1176-A input", "", "open", 409, "is not ticked"},
        {"1176-A input", "", "perhaps", 400, "done, cannot or open"},
    }));
    const auto answer = pages.post("/do/tick", {{"recall", number}, {"line", line}, {"verdict", verdict}, {"found", found}});
    CHECK(answer.status == status);
    CHECK(has(answer, words));
    CHECK(pages.lines_of("tick") == 0);
}

TEST_CASE("who may only look sees sheets and checklists and presses nothing")
{
    SheetPages pages;
    const auto number = pages.recalled();
    for (const auto& path : {std::string("/sheets"), std::string("/sheets/1176-A"), "/checklist/" + number}) {
        INFO(path);
        const auto page = pages.get(path, Permission::view);
        CHECK(page.status == 200);
        CHECK(count(page.body, "<button") == 0);
    }
    CHECK(pages.post("/do/sheet", {{"unit", "1176-A"}, {"c:input", "3"}, {"w:input", ""}}, Permission::view).status == 403);
    CHECK(pages.post("/do/tick", {{"recall", number}, {"line", "1176-A input"}, {"verdict", "done"}}, Permission::view).status == 403);
    CHECK(pages.words("1176-A", "input") == "6 dB");
}

TEST_CASE("a recall that left nothing to hands has an empty checklist, and says so")
{
    SheetPages pages;
    pages.note("1176-A", "INPUT=30");
    pages.capture("Mix 1");
    const auto page = pages.get("/checklist/" + std::to_string(pages.recall("Mix 1")));
    CHECK(has(page, "Nothing was left to hands."));
    CHECK_FALSE(has(page, "aria-label=\"Ticked\""));
}
