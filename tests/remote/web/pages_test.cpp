#include "remote/web/pages.hpp"

#include <catch2/catch.hpp>

#include "remote/web/desk_room.hpp"
#include "remote/web/form.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;

namespace {

std::string header(const HttpAnswer& answer, const std::string& name)
{
    for (const auto& [known, value] : answer.headers)
        if (known == name) return value;
    return {};
}

/// A version, and a desk that was moved since: two unmutes, a gain that rises, and a pan.
void keep_and_disturb(DeskRoom& room)
{
    for (const auto* name : {"ch/01/mix/on", "ch/02/mix/on"}) room.poke(name, "ON");
    room.poke("headamp/002/gain", "30 dB");
    room.poke("ch/03/mix/pan", "0");
    room.keep("Mix 1");
    for (const auto* name : {"ch/01/mix/on", "ch/02/mix/on"}) room.poke(name, "OFF");
    room.poke("headamp/002/gain", "10 dB");
    room.poke("ch/03/mix/pan", "-50");
}

DeskRoom::Form order(const std::string& page, std::initializer_list<const char*> ticks)
{
    DeskRoom::Form form{{"session", field(page, "session")}, {"version", field(page, "version")}, {"scope", field(page, "scope")}, {"seen", field(page, "seen")}};
    for (const auto* tick : ticks) form.emplace_back("tick", tick);
    return form;
}

}  // namespace

TEST_CASE("a device that was not paired gets one plain page, whatever it asks for")
{
    DeskRoom room;
    for (const auto* path : {"/", "/sessions", "/nowhere", "/log"}) {
        const auto answer = room.get(path, Permission::nothing);
        CHECK(answer.status == 403);
        CHECK(has(answer.body, "recallctl pair"));
        CHECK_FALSE(has(answer.body, "/sessions"));
    }
    CHECK(room.get("/page.css", Permission::nothing).status == 200);
    CHECK(room.get("/pair/K7PQ-2MXR", Permission::nothing).status == 200);
}

TEST_CASE("every HTML answer keeps everything foreign out")
{
    DeskRoom room;
    for (const auto* path : {"/", "/nowhere", "/pair/x", "/%zz"}) {
        const auto answer = room.get(path);
        CAPTURE(path);
        CHECK(answer.type == "text/html; charset=utf-8");
        CHECK(has(header(answer, "Content-Security-Policy"), "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'"));
        CHECK(header(answer, "Cache-Control") == "no-store");
        CHECK(header(answer, "Referrer-Policy") == "same-origin");
    }
}

TEST_CASE("what travels inside the binary is asked for once")
{
    DeskRoom room;
    const auto first = room.get("/page.js");
    CHECK(first.status == 200);
    CHECK(has(first.type, "text/javascript"));
    const auto again = room.ask({"GET", "/page.js", "", {}, {{"if-none-match", header(first, "ETag")}}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(room.get("/layout.mustache").status == 404);
}

TEST_CASE("who may only look is shown nothing to press, and is refused when he posts all the same")
{
    DeskRoom room;
    keep_and_disturb(room);
    for (const auto* path : {"/", "/sessions", "/sessions/Gig", "/plan?session=Gig&version=Mix+1", "/reports", "/strips", "/log"}) {
        const auto answer = room.get(path, Permission::view);
        CAPTURE(path);
        CHECK(answer.status == 200);
        CHECK_FALSE(has(answer.body, "action=\"/do/"));
    }
    for (const auto& route : web::routes())
        if (route.method == "POST" && route.pattern != "/pair") CHECK(room.post(std::string(route.pattern), {{"session", "a"}, {"version", "b"}}, Permission::view).status == 403);
    CHECK(room.get("/undo", Permission::view).status == 403);
    CHECK(room.get("/pairings", Permission::operate).status == 403);
    CHECK(room.stands("ch/01/mix/on") == "OFF");
}

TEST_CASE("forms are posted as forms, and with the right method")
{
    DeskRoom room;
    CHECK(room.ask({"POST", "/do/capture", R"({"session": "a"})", {}, {{"content-type", "application/json"}}}).status == 415);
    CHECK(room.post("/sessions", {}).status == 405);
    CHECK(room.get("/do/capture").status == 405);
    CHECK(room.ask({"POST", "/do/capture", "a=%zz", {}, {{"content-type", "application/x-www-form-urlencoded"}}}).status == 400);
    CHECK(room.ask({"POST", "/do/capture", std::string((1u << 20) + 1, 'a'), {}, {{"content-type", "application/x-www-form-urlencoded"}}}).status == 400);
    CHECK(room.ask({"HEAD", "/", "", {}, {}}).status == 200);
}

TEST_CASE("a capture that names nothing comes back with the error beside the field, and what was typed")
{
    DeskRoom room;
    const auto [form, status, words] = GENERATE(table<DeskRoom::Form, unsigned, std::string>({
        {{{"session", "Gig"}, {"note", "typed"}}, 400, "id=\"version-error\""},
        {{{"version", "Mix"}, {"note", "typed"}}, 400, "id=\"session-error\""},
        {{{"session", "a/b"}, {"version", "Mix"}, {"note", "typed"}}, 400, "id=\"session-error\""},
        {{{"session", "Gig"}, {"version", "Mix"}, {"scope", "nonsense"}, {"note", "typed"}}, 400, "id=\"scope-error\""},
    }));
    const auto answer = room.post("/do/capture", form);
    CHECK(answer.status == status);
    CHECK(has(answer.body, words));
    CHECK(has(answer.body, "typed"));
    CHECK(has(answer.body, "aria-invalid=\"true\""));
    CHECK(has(room.get("/sessions").body, "Nothing was captured yet"));
}

TEST_CASE("a first capture says that its session is new")
{
    DeskRoom room;
    const auto first = DeskRoom::location(room.post("/do/capture", {{"session", "Gig"}, {"version", "Mix 1"}}));
    CHECK(has(room.get(first).body, "The session Gig is new"));
    const auto second = DeskRoom::location(room.post("/do/capture", {{"session", "Gig"}, {"version", "Mix 2"}}));
    CHECK_FALSE(has(room.get(second).body, "is new"));
}

TEST_CASE("names that look like markup are text everywhere")
{
    DeskRoom room;
    const std::string evil = "<script>alert(\"1\")&'<";
    const auto shown = DeskRoom::location(room.post("/do/capture", {{"session", evil}, {"version", evil}, {"note", evil}}));
    for (const auto& path : {shown, std::string("/"), std::string("/sessions"), "/diff?from=" + web::percent_encode(evil) + "&to=live", "/sessions/" + web::percent_encode(evil)}) {
        CAPTURE(path);
        CHECK_FALSE(has(room.get(path).body, "<script>alert"));
    }
    CHECK(has(room.get(shown).body, "&lt;script&gt;alert"));
}

TEST_CASE("unsaved changes are counted from what is known, without asking the desk")
{
    DeskRoom room;
    CHECK(has(room.get("/").body, "Nothing captured yet"));
    room.keep("Mix 1");
    CHECK(has(room.get("/").body, "No unsaved changes"));
    const auto id = *room.desk.profile->find("ch/01/mix/pan");
    room.desk.studio.apply("desk", id, 7, studio::Standing::confirmed, studio::Origin::device);
    CHECK(has(room.get("/").body, "1 unsaved change<"));
    CHECK(has(room.get("/").body, "Gig / Mix 1, take 1"));
}

TEST_CASE("a plan lists every danger with a tick of its own, and does what the ticks say")
{
    DeskRoom room;
    keep_and_disturb(room);
    const auto page = room.get("/plan?session=Gig&version=Mix+1").body;
    CHECK(has(page, "value=\"unmute desk ch/01/mix/on\""));
    CHECK(has(page, "value=\"gain desk headamp/002/gain\""));
    CHECK(has(page, "Recall 1 parameter, 3 left out"));
    CHECK(field(page, "version") == "Mix 1@1");
    const auto report = DeskRoom::location(room.post("/do/recall", order(page, {"unmute desk ch/02/mix/on"})));
    CHECK(report == "/reports/1");
    CHECK(room.stands("ch/01/mix/on") == "OFF");
    CHECK(room.stands("ch/02/mix/on") == "ON");
    CHECK(room.stands("headamp/002/gain") == "+10.0 dB");
    CHECK(room.stands("ch/03/mix/pan") == "0");
    const auto told = room.get(report).body;
    CHECK(has(told, "in scope matched, and read back"));
    CHECK(has(told, "all but desk /ch/1/mix/on, desk /headamp/2/gain"));
}

TEST_CASE("nothing is written when the dangers are others than those that were seen")
{
    DeskRoom room;
    keep_and_disturb(room);
    const auto page = room.get("/plan?session=Gig&version=Mix+1").body;
    room.poke("headamp/002/gain", "5 dB");   // the same parameter, another jump
    const auto again = room.post("/do/recall", order(page, {"gain desk headamp/002/gain"}));
    CHECK(again.status == 409);
    CHECK(has(again.body, "Nothing was written"));
    CHECK(has(again.body, "value=\"gain desk headamp/002/gain\" data-of=\"desk headamp/002/gain\" checked"));
    CHECK(room.stands("headamp/002/gain") == "+5.0 dB");
    CHECK(DeskRoom::location(room.post("/do/recall", order(again.body, {"gain desk headamp/002/gain"}))) == "/reports/1");
    CHECK(room.stands("headamp/002/gain") == "+30.0 dB");
}

TEST_CASE("a capture of the same name in between does not change what is recalled")
{
    DeskRoom room;
    keep_and_disturb(room);
    const auto page = room.get("/plan?session=Gig&version=Mix+1").body;
    room.keep("Mix 1");
    CHECK(DeskRoom::location(room.post("/do/recall", order(page, {}))) == "/reports/1");
    CHECK(room.stands("ch/03/mix/pan") == "0");
}

TEST_CASE("a plan that cannot be made says why")
{
    DeskRoom room;
    room.keep("Mix 1");
    CHECK(room.get("/plan?session=Gig&version=Mix+9").status == 404);
    const auto scope = room.get("/plan?session=Gig&version=Mix+1&scope=nonsense");
    CHECK(scope.status == 400);
    CHECK(has(scope.body, "neither a unit"));
    CHECK(has(scope.body, "value=\"nonsense\""));
    CHECK(DeskRoom::location(room.get("/plan")) == "/sessions");
}

TEST_CASE("an undo shows what it does, goes back as a whole, and needs every tick that the recall did not have")
{
    DeskRoom room;
    CHECK(room.get("/undo").status == 404);
    room.poke("ch/01/mix/on", "OFF");
    room.keep("Mix 1");
    room.poke("ch/01/mix/on", "ON");
    CHECK(DeskRoom::location(room.post("/do/recall", order(room.get("/plan?session=Gig&version=Mix+1").body, {}))) == "/reports/1");
    CHECK(room.stands("ch/01/mix/on") == "OFF");
    const auto page = room.get("/undo").body;   // taking it back unmutes, and nobody consented to that
    CHECK(has(page, "value=\"unmute desk ch/01/mix/on\""));
    CHECK(has(page, " required"));
    const auto refused = room.post("/do/undo", {{"seen", field(page, "seen")}});
    CHECK(refused.status == 400);
    CHECK(room.stands("ch/01/mix/on") == "OFF");
    CHECK(room.post("/do/undo", {{"seen", "another"}, {"tick", "unmute desk ch/01/mix/on"}}).status == 409);
    CHECK(DeskRoom::location(room.post("/do/undo", {{"seen", field(page, "seen")}, {"tick", "unmute desk ch/01/mix/on"}})) == "/reports/2");
    CHECK(room.stands("ch/01/mix/on") == "ON");
    CHECK(has(room.get("/reports/2").body, "takes back Gig / Mix 1"));
    CHECK(has(room.get("/reports").body, "undone"));
}

TEST_CASE("what would change is told in words by strip")
{
    DeskRoom room;
    room.poke("ch/03/config/name", "Lead");
    keep_and_disturb(room);
    const auto diff = room.get("/diff?from=Gig/Mix+1&to=live").body;
    CHECK(has(diff, "4 differences"));
    CHECK(has(diff, "ch 3 &quot;Lead&quot;"));
    CHECK(has(diff, "+30.0 dB"));
    CHECK(has(room.get("/diff?from=Gig/Mix+1&to=live&scope=headamp").body, "1 difference<"));
    CHECK(room.get("/diff?from=Gig&to=live").status == 400);
    CHECK(room.get("/diff?from=Gig/Mix+9&to=live").status == 404);
    CHECK(has(room.get("/diff").body, "value=\"Gig/Mix 1@1\""));
}

TEST_CASE("a mute is set by a form, and unmuting asks first")
{
    DeskRoom room;
    room.poke("ch/01/mix/on", "ON");
    const auto page = room.get("/strips?unit=desk&page=ch").body;
    CHECK(has(page, "data-follow=\"desk /ch/*/"));
    const DeskRoom::Form mute{{"unit", "desk"}, {"parameter", "ch/01/mix/on"}, {"value", "OFF"}, {"back", "/strips?unit=desk&page=ch"}};
    CHECK(DeskRoom::location(room.post("/do/set", mute)) == "/strips?unit=desk&page=ch");
    CHECK(room.stands("ch/01/mix/on") == "OFF");
    auto open = mute;
    open[2].second = "ON";
    const auto asked = room.post("/do/set", open);
    CHECK(asked.status == 409);
    CHECK(room.stands("ch/01/mix/on") == "OFF");
    CHECK(field(asked.body, "allow") == "unmute");
    CHECK(has(asked.body, "would be heard at once"));
    open.emplace_back("allow", field(asked.body, "allow"));
    CHECK(room.post("/do/set", open).status == 303);
    CHECK(room.stands("ch/01/mix/on") == "ON");
}

TEST_CASE("no form leads off this page")
{
    DeskRoom room;
    const std::string back = GENERATE("//evil.example", "http://evil.example/", "/strips\r\nSet-Cookie: a=b", "/sessions", "");
    CHECK(DeskRoom::location(room.post("/do/set", {{"unit", "desk"}, {"parameter", "ch/01/mix/pan"}, {"value", "0"}, {"back", back}})) == "/strips");
}

TEST_CASE("strips that are not there are named")
{
    DeskRoom room;
    CHECK(room.get("/strips?unit=nobody").status == 404);
    CHECK(room.get("/strips?unit=desk&page=nothing").status == 404);
    CHECK(room.get("/strips").status == 200);
}

TEST_CASE("a code is exchanged for a cookie, once")
{
    DeskRoom room;
    CHECK(room.post("/pair", {{"code", "x"}}, Permission::nothing).status == 409);   // a room without doors
    room.room.access = &room.access;
    const auto code = room.access.offer(Permission::operate, "phone", std::chrono::system_clock::now()).code;
    CHECK(has(room.get("/pair/" + code, Permission::nothing).body, code));
    CHECK(room.post("/pair", {{"code", "AAAA-AAAA"}}, Permission::nothing).status == 400);
    const auto paired = room.post("/pair", {{"code", code}}, Permission::nothing);
    CHECK(DeskRoom::location(paired) == "/");
    const auto cookie = header(paired, "Set-Cookie");
    CHECK(cookie.starts_with("recalld="));
    CHECK(has(cookie, "; HttpOnly; SameSite=Strict; Path=/; Max-Age=31536000"));
    const auto token = cookie.substr(8, cookie.find(';') - 8);
    CHECK(room.access.of_token(token, "10.0.0.7", std::chrono::system_clock::now()).role == Permission::operate);
    CHECK(room.post("/pair", {{"code", code}}, Permission::nothing).status == 400);

    CHECK(has(room.get("/pairings", Permission::edit).body, "phone"));
    const auto id = std::to_string(room.access.pairings().front().id);
    CHECK(DeskRoom::location(room.post("/do/revoke", {{"id", id}}, Permission::edit)) == "/pairings");
    CHECK(room.access.pairings().empty());
}

TEST_CASE("the log takes notes that say something, and shows what was done")
{
    DeskRoom room;
    CHECK(room.post("/do/log", {{"text", "  "}}).status == 400);
    CHECK(DeskRoom::location(room.post("/do/log", {{"text", "new snare mic"}})) == "/log");
    room.keep("Mix 1");
    const auto page = room.get("/log").body;
    CHECK(has(page, "new snare mic"));
    CHECK(page.find("capture Gig/Mix 1") < page.find("new snare mic"));   // newest first
    for (int i = 0; i < 60; ++i) room.post("/do/log", {{"text", "note " + std::to_string(i)}});
    CHECK(has(room.get("/log").body, "offset=50"));
    CHECK(has(room.get("/log?offset=50").body, "new snare mic"));
    CHECK(room.get("/log?offset=-1").status == 200);
}

TEST_CASE("what is under way stands on every page")
{
    DeskRoom room;
    room.room.news.work_is({"capture", "anna", "reading", "desk", 5, 9});
    const auto page = room.get("/log").body;
    CHECK(has(page, "capture by anna: reading, desk 5 of 9"));
    CHECK(has(page, "action=\"/do/cancel\""));
    CHECK_FALSE(has(room.get("/log", Permission::view).body, "action=\"/do/cancel\""));
    CHECK(DeskRoom::location(room.post("/do/cancel", {})) == "/");
}

TEST_CASE("a report that is not there is no page")
{
    DeskRoom room;
    for (const auto* path : {"/reports/7", "/reports/0", "/reports/x", "/reports/99999999999999999999", "/sessions/Nobody", "/sessions/Nobody/x"}) CHECK(room.get(path).status == 404);
}
