#include "remote/patch_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using Catch::Matchers::Contains;

TEST_CASE("cords that are noted are in the patch, in bay order, with what they do to normals")
{
    PatchRoom room;
    CHECK(room.ask("patch")["noted"] == false);
    const auto set = room.ask("patch_set", {{"plug", "b5 -> b10\nB2 B13"}, {"note", "vocal chain"}});
    CHECK(set["words"] == "plugged B5 -> B10, B2 -> B13");
    CHECK(set["problems"].size() == 1);
    const auto patch = room.ask("patch");
    CHECK(patch["noted"] == true);
    CHECK(texts(patch["cords"], "from") == std::vector<std::string>{"B2", "B5"});
    CHECK(patch["cords"][1]["normal"] == "breaks B2 -> B10");
    CHECK(patch["cords"][0]["normal"] == "");
    CHECK(patch["cords"][0]["note"] == "vocal chain");
    CHECK(patch["problems"][0]["fault"] == false);
    CHECK(patch["jacks"].size() == 16);
    CHECK(patch["jacks"][0] == Json({{"jack", "B1"}, {"side", "output"}, {"wired", "1073-1"}, {"normal", "half to B9"}}));
    CHECK(texts(room.ask("entries")["entries"], "text") == std::vector<std::string>{"plugged B5 -> B10, B2 -> B13"});
}

TEST_CASE("what no plug can do is refused, and nothing is noted")
{
    PatchRoom room;
    room.plug("B2 B13");
    const auto [plug, pull, code, words] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"B2 B99", "", "usage", "there is no jack \"B99\""},
        {"B3 B13", "", "refused", "two outputs into input B13: B2 -> B13 and B3 -> B13"},
        {"B2 B13", "", "refused", "the cord B2 -> B13 is there twice"},
        {"B2 B14", "", "refused", "two plugs in jack B2"},
        {"B14 B6", "", "refused", "B14 is an input, nothing comes out of it; did you mean B6 -> B14?"},
        {"B6", "", "usage", "\"B6\" is no cord"},
        {"", "B3", "usage", "there is no cord in jack \"B3\""},
        {"", "B2 B14", "usage", "there is no cord B2 -> B14; there is B2 -> B13"},
        {"", "", "usage", "say what to pull and what to plug"},
    }));
    const auto answer = room.ask("patch_set", {{"plug", plug}, {"pull", pull}});
    CHECK(answer["error"]["code"] == code);
    CHECK_THAT(answer["error"]["message"].get<std::string>(), Contains(words));
    CHECK(room.ask("patch")["cords"].size() == 1);
    CHECK(room.ask("patch_set", {{"plug", "B6 B14"}}, Permission::view)["error"]["code"] == "forbidden");
}

TEST_CASE("one order pulls before it plugs, so that a jack changes hands")
{
    PatchRoom room;
    room.plug("B2 B13");
    const auto set = room.ask("patch_set", {{"pull", "B13"}, {"plug", "B3 B13"}});
    CHECK(set["words"] == "pulled B2 -> B13; plugged B3 -> B13");
    CHECK(texts(room.ask("patch")["cords"], "from") == std::vector<std::string>{"B3"});
}

TEST_CASE("a patch that was kept is compared with that of now, and a recall says what hands must do")
{
    PatchRoom room;
    room.plug("B2 B13\nB5 B10");
    room.keep("Mix 1");
    REQUIRE(room.ask("patch_set", {{"pull", "B2"}, {"plug", "B3 B13\nB6 B14"}}).contains("entry"));
    const Json mix = {{"session", "Gig"}, {"version", "Mix 1"}};
    CHECK(texts(room.ask("patch", mix)["cords"], "from") == std::vector<std::string>{"B2", "B5"});

    const auto diff = room.ask("patch_diff", {{"from", "live"}, {"to", mix}});
    CHECK(texts(diff["pull"], "words") == std::vector<std::string>{"pull B6 -> B14", "pull B3 -> B13"});
    CHECK(texts(diff["plug"], "words") == std::vector<std::string>{"plug B2 -> B13"});
    CHECK(texts(diff["lines"], "line") == std::vector<std::string>{"pull B6-B14", "move B3-B13 B2-B13"});
    CHECK(diff["exit"] == exit_differs);

    const auto recalled = room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}});
    REQUIRE(recalled.contains("details"));
    std::vector<std::string> by_hand;
    for (const auto& detail : recalled["details"])
        if (detail["unit"] == "patch") by_hand.push_back(detail["parameter"].get<std::string>());
    CHECK(by_hand == std::vector<std::string>{"pull B6-B14", "move B3-B13 B2-B13"});
    CHECK(recalled["report"]["by_hand"] == 2);
    CHECK(room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}, {"scope", "ch/01"}})["report"]["by_hand"] == 0);
    const auto plan = room.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}, {"scope", "ch/01"}});
    CHECK_THAT(plan["notes"].dump(), Contains("patch: 2 lines of cords to pull and to plug stay out of a recall with a scope"));

    store::NewEntry tick{"ben", "tick", "Gig", "done", "Mix 1", "patch"};
    for (const auto* line : {"patch pull B6-B14", "patch move B3-B13 B2-B13"}) {
        tick.data = Json{{"recall", recalled["recall"]}, {"line", line}, {"verdict", "done"}}.dump();
        room.write(tick);
    }
    CHECK(room.ask("patch_diff", {{"from", "live"}, {"to", mix}})["lines"].empty());
    CHECK(room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}})["report"]["by_hand"] == 0);
}

TEST_CASE("a version from before anybody noted cords asks for none")
{
    PatchRoom room;
    room.keep("Mix 1");
    room.plug("B2 B13");
    const auto recalled = room.ask("recall", {{"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(recalled["report"]["by_hand"] == 0);
    CHECK_THAT(recalled["notes"].dump(), Contains("patch: nobody had noted any cords when Gig/Mix 1 was kept; the 1 cord of today is left as it is"));
    CHECK_THAT(room.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}})["notes"].dump(), Contains("nobody had noted any cords"));
    const auto diff = room.ask("patch_diff", {{"from", "live"}, {"to", {{"session", "Gig"}, {"version", "Mix 1"}}}});
    CHECK(diff["notes"] == Json({"nobody had noted any cords when Gig/Mix 1 was kept"}));
    CHECK(room.ask("patch", {{"version", "Mix 1"}})["error"]["code"] == "usage");
    CHECK(room.ask("patch", {{"session", "Gig"}, {"version", "Mix 9"}})["error"]["code"] == "not_found");
}

TEST_CASE("a signal is followed from the input list through cords and the desk's own routing, now and then")
{
    PatchRoom room;
    room.write({"anna", "inputs", "Gig", "inputs", {}, {}, {}, R"({"inputs": [{"line": 2, "name": "Vox mic"}, {"line": 3, "name": "Gtr", "mic": "SM57"}, {"name": "nowhere"}, 7]})"});
    room.plug("B2 B13\nB5 B9");
    room.poke("config/routing/routswitch", "ON");
    for (const auto* deaf : {"ch/01/config/source", "ch/02/config/source", "ch/04/config/source"}) room.poke(deaf, "OFF");
    room.poke("ch/03/config/source", "In 1");
    room.keep("Mix 1");
    const auto traced = room.ask("trace", {{"point", "1176-a"}});
    CHECK(traced["words"] == "Vox mic -> line 2 -> 1073-2 -> bay B2 -> bay B13 -> 1176-A -> bay B5 -> bay B9 -> A/D 1 -> desk ch 3 -> DAW 3");
    CHECK(traced["up"][0] == Json({{"point", "Vox mic"}, {"words", "Vox mic"}, {"kind", "source"}, {"how", "line"}}));
    CHECK(traced["down"].back()["point"] == "DAW 3");
    const auto from_above = room.ask("trace", {{"point", "line 2"}});   // what the cord only taps is a way that goes off above the compressor
    CHECK(texts(from_above["branches"], "words") == std::vector<std::string>{"also goes: bay B2 -> A/D 2 -> desk in 2"});
    CHECK(traced["branches"].empty());
    CHECK_THAT(traced["svg"].get<std::string>(), Contains("trace-cord") && Contains("desk ch 3"));

    CHECK(room.ask("trace", {{"point", "Gtr (SM57)"}})["words"] == "Gtr (SM57) -> line 3 -> 1073-3 -> bay B3 -> bay B11");
    CHECK_THAT(room.ask("trace", {{"point", "B17"}})["error"]["message"].get<std::string>(), Contains("there is no point \"B17\"; did you mean \"B1\"?"));

    room.ask("patch_set", {{"pull", "B2\nB5"}});
    room.poke("ch/03/config/source", "In 2");
    const Json then = {{"point", "DAW 3"}, {"session", "Gig"}, {"version", "Mix 1"}};
    CHECK(room.ask("trace", then)["words"] == traced["words"]);
}

TEST_CASE("a point to which nothing leads is known all the same, and the answer says why nothing does")
{
    PatchRoom room;
    room.poke("config/routing/routswitch", "ON");
    room.poke("ch/03/config/source", "OFF");
    room.keep("Mix 1");   // and so it is known
    const auto point = GENERATE(as<std::string>{}, "desk ch 3", "desk ch/3", "Desk CH/03");
    const auto traced = room.ask("trace", {{"point", point}});
    CHECK(traced["point"] == "desk ch 3");
    CHECK(traced["kind"] == "strip");
    CHECK(traced["words"] == "desk ch 3 -> DAW 3");
    CHECK(traced["notes"] == Json::array({"nothing feeds desk ch 3: desk ch/03/config/source is OFF"}));
    CHECK(room.ask("trace", {{"point", "DAW 3"}})["notes"] == traced["notes"]);
    CHECK(room.ask("trace", {{"point", "line 1"}})["notes"].empty());
}

TEST_CASE("a desk is asked for by its points, and what it does not have is unknown")
{
    PatchRoom room;
    CHECK(room.ask("trace", {{"point", "desk"}})["error"]["message"] == "there is no point \"desk\"; say which point of it, such as \"desk in 1\"");
    const auto unknown = room.ask("trace", {{"point", "desk chh 3"}})["error"];
    CHECK(unknown["code"] == "unknown_point");
    CHECK(unknown["message"] == "there is no point \"desk chh 3\"; did you mean \"desk ch 3\"?");
}

TEST_CASE("wires to what the desk does not have are problems of the patch, and a rig with them does not load")
{
    PatchRoom room;
    CHECK(room.ask("patch")["problems"].empty());
    auto config = room.desk.rig.config();
    CHECK_FALSE(fault_in_wires(config, {room.desk.profile}));
    config.patch.wires.push_back({"snake 9", "desk in 99", "rig.yaml:12:7"});
    config.patch.wires.push_back({"desk chh 3", "snake 10", "rig.yaml:13:7"});
    const auto fault = fault_in_wires(config, {room.desk.profile});
    REQUIRE(fault);
    CHECK_THAT(*fault, Contains("rig.yaml:12:7: desk has no \"in 99\"; it has in 1 … "));
    CHECK_FALSE(fault_in_wires(config, {nullptr}));
    room.desk.become(std::move(config), {room.desk.profile});
    const auto problems = room.ask("patch")["problems"];
    REQUIRE(problems.size() == 2);
    CHECK(problems[0]["kind"] == "unknown_point");
    CHECK(problems[1]["words"] == "rig.yaml:13:7: desk has no point \"chh\"; did you mean \"ch\"?");
}

TEST_CASE("faults of jacks stand beside cords, steps and traces until they are closed")
{
    PatchRoom room;
    room.plug("B2 B13");
    room.keep("Mix 1");
    room.ask("patch_set", {{"pull", "B2"}});
    const auto fault = room.write({"anna", "fault", "", "crackles", {}, "jack B13"});
    room.write({"anna", "fault", "", "ch 12 hums", {}, "desk ch/12"});
    CHECK(texts(room.ask("patch")["faults"], "jack") == std::vector<std::string>{"B13"});
    const Json sides = {{"from", "live"}, {"to", {{"session", "Gig"}, {"version", "Mix 1"}}}};
    CHECK(room.ask("patch_diff", sides)["lines"][0]["fault"] == "jack B13: crackles");
    CHECK(room.ask("trace", {{"point", "1176-A"}})["faults"] == Json({"jack B13: crackles"}));
    store::NewEntry closed{"anna", "fault_closed", "", "cleaned"};
    closed.about = fault;
    room.write(closed);
    CHECK(room.ask("patch")["faults"].empty());
}

TEST_CASE("the page shows cords, plugs and pulls them, and keeps what was typed wrongly")
{
    PatchRoom room;
    CHECK(has(room.get("/patch").body, "Nobody noted any cords"));
    CHECK(PatchRoom::location(room.post("/do/patch", {{"from", "B2"}, {"to", "B13"}, {"note", "<vox>"}})) == "/patch");
    const auto page = room.get("/patch").body;
    CHECK(has(page, "1 cord in 16 jacks"));
    CHECK(has(page, "&lt;vox&gt;"));
    CHECK(has(page, "name=\"pull\" value=\"B2 B13\""));
    const auto refused = room.post("/do/patch", {{"from", "B3"}, {"to", "B13"}});
    CHECK(refused.status == 409);
    CHECK(has(refused.body, "two outputs into input B13"));
    CHECK(has(refused.body, "name=\"from\" list=\"outputs\" value=\"B3\""));
    CHECK(PatchRoom::location(room.post("/do/patch", {{"pull", "B2 B13"}})) == "/patch");
    CHECK(has(room.get("/patch").body, "0 cords in 16 jacks"));
    CHECK_FALSE(has(room.get("/patch", Permission::view).body, "action=\"/do/"));
    CHECK(room.post("/do/patch", {{"pull", "B2"}}, Permission::view).status == 403);
}

TEST_CASE("the page draws a trace and ticks off the way back to a version")
{
    PatchRoom room;
    room.plug("B2 B13");
    room.keep("Mix 1");
    room.ask("patch_set", {{"pull", "B2"}, {"plug", "B6 B14"}});
    CHECK(has(room.get("/patch?trace=line+1").body, "<svg "));
    CHECK(has(room.get("/patch?trace=nowhere").body, "there is no point &quot;nowhere&quot;"));
    const auto page = room.get("/patch?against=Gig%2FMix+1&do=compare").body;
    CHECK(has(page, "2 things to do for Gig/Mix 1"));
    CHECK(has(page, "name=\"step\" value=\"pull B6-B14\""));
    CHECK(PatchRoom::location(room.post("/do/patch", {{"against", "Gig/Mix 1"}, {"step", "pull B6-B14"}, {"step", "plug B2-B13"}})) == "/patch?against=Gig%2FMix%201");
    CHECK(has(room.get("/patch?against=Gig%2FMix+1").body, "The same cords as Gig/Mix 1"));
    CHECK(has(room.get("/patch?at=Gig%2FMix+1").body, "Patch of Gig/Mix 1"));
    CHECK(PatchRoom::location(room.get("/patch?against=Gig%2FMix+1&do=show")) == "/patch?at=Gig%2FMix%201");
    CHECK(room.get("/patch?at=nonsense").status == 400);
    CHECK(room.get("/patch?against=Gig%2FMix+9").status == 404);
}
