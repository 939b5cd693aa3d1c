#include "remote/osc/osc_answer.hpp"

#include <catch2/catch.hpp>

#include "remote/osc/osc_bundler.hpp"
#include "remote/osc/osc_room.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;

namespace {

Json sessions(std::size_t count, std::size_t offset = 0)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < count; ++i) list.push_back({{"session", "Night Train " + std::to_string(offset + i)}, {"versions", i}, {"first", "2026-11-21T09:30:05Z"}, {"last", "2026-11-21T10:30:05Z"}});
    return {{"sessions", list}, {"offset", offset}, {"total", 500}};
}

std::vector<std::string> words(const std::vector<Bytes>& packets)
{
    std::vector<std::string> all;
    for (const auto& packet : packets) all.push_back(osc::describe(packet));
    return all;
}

const Json counts = {{"matched", 2725}, {"written", 12}, {"corrected", 1}, {"differs", 0}, {"silent", 0}, {"unverified", 0}, {"safe", 3}, {"by_hand", 0}, {"moved", 0}, {"withheld", 0}};

}  // namespace

TEST_CASE("each verb has its plain answer")
{
    using Words = std::vector<std::string>;
    const auto [verb, result, wanted] = GENERATE_COPY(table<std::string, Json, Words>({
        {"ping", {{"recalld", "0.1.0"}}, {R"(/recalld/reply/ping ,ss "recalld" "0.1.0")"}},
        {"status",
         {{"rig", "rig.yaml"}, {"busy", {{"verb", "recall"}, {"since_s", 1.5}}}, {"units", {{{"unit", "desk"}, {"profile", "consoles/x"}, {"online", true}, {"parameters", 20}, {"known", 19}, {"note", ""}}}}},
         {R"(/recalld/reply/status ,ssi "rig.yaml" "recall" 1)", R"(/recalld/reply/unit ,sisiis "desk" 1 "consoles/x" 20 19 "")"}},
        {"status", {{"rig", "rig.yaml"}, {"busy", nullptr}, {"units", Json::array()}}, {R"(/recalld/reply/status ,ssi "rig.yaml" "" 0)"}},
        {"set", {{"unit", "desk"}, {"parameter", "a"}, {"from", "-3 dB"}, {"to", "-6 dB"}, {"verified", true}}, {R"(/recalld/reply/set ,ssssi "desk" "a" "-3 dB" "-6 dB" 1)"}},
        {"capture",
         {{"session", "S"}, {"version", "V"}, {"take", 2}, {"units", {{{"captured", 10}, {"silent", {"a", "b"}}, {"not_exposed", 3}, {"by_hand", 0}}, {{"captured", 5}, {"silent", Json::array()}, {"not_exposed", 0}, {"by_hand", 1}}}}, {"elapsed_ms", 15}},
         {R"(/recalld/reply/capture ,ssiiiiii "S" "V" 2 15 2 3 1 15)"}},
        {"plan",
         {{"session", "S"}, {"version", "V"}, {"writes", 7}, {"unchanged", 100}, {"hazards", {{{"hazard", "phantom"}, {"count", 1}, {"words", {"ch 3: 48 V on"}}}, {{"hazard", "gain"}, {"count", 2}, {"words", {"a", "b"}}}}}},
         {R"(/recalld/reply/plan ,ssiiis "S" "V" 7 100 3 "phantom,gain")", R"(/recalld/reply/plan/hazard ,sis "phantom" 1 "ch 3: 48 V on")", R"(/recalld/reply/plan/hazard ,sis "gain" 2 "a")"}},
        {"recall", {{"recall", 1}, {"session", "S"}, {"version", "V"}, {"report", counts}, {"cancelled", false}, {"elapsed_ms", 40}},
         {R"(/recalld/reply/recall ,sssiiiiiiiiiii "matched" "S" "V" 2725 12 1 0 0 0 3 0 0 0 40)"}},
        {"undo", {{"session", "S"}, {"version", "V"}, {"report", counts}, {"elapsed_ms", 40}, {"undid", Json::object()}},
         {R"(/recalld/reply/undo ,sssiiiiiiiiiii "matched" "S" "V" 2725 12 1 0 0 0 3 0 0 0 40)"}},
        {"confirm", {{"session", "S"}, {"version", "V"}, {"report", counts}, {"elapsed_ms", 40}},
         {R"(/recalld/reply/recall ,sssiiiiiiiiiii "matched" "S" "V" 2725 12 1 0 0 0 3 0 0 0 40)"}},
        {"recall", {{"session", "S"}, {"version", "V"}, {"writes", 7}, {"unchanged", 1}, {"hazards", Json::array()}}, {R"(/recalld/reply/plan ,ssiiis "S" "V" 7 1 0 "")"}},
        {"report",
         {{"recall", 9}, {"state", "finished"}, {"time", "T"}, {"session", "S"}, {"version", "V"}, {"report", counts}, {"elapsed_ms", 40}, {"details", {{{"unit", "desk"}, {"parameter", "a"}, {"verdict", "corrected"}, {"words", "ch 1: fader"}, {"wanted", "0"}, {"found", "0"}}}}},
         {R"(/recalld/reply/report ,isssssiiiiiiiiiii 9 "finished" "T" "matched" "S" "V" 2725 12 1 0 0 0 3 0 0 0 40)",
          R"(/recalld/reply/report/finding ,ssssss "desk" "a" "corrected" "ch 1: fader" "0" "0")", R"(/recalld/reply/report/end ,ii 1 1)"}},
        {"cancel", {{"cancelled", "recall"}}, {R"(/recalld/reply/cancel ,ss "cancelled" "recall")"}},
        {"log", {{"entry", 7}}, {R"(/recalld/reply/log ,si "entry" 7)"}},
        {"check", {{"rig", "r"}, {"ok", false}, {"part", 0.5}, {"findings", Json::array()}, {"exit", 3}}, {R"(/recalld/reply/check ,sssisf "rig" "r" "ok" 0 "part" 0.5)"}},
        {"sessions", {{"sessions", Json::array()}, {"offset", 0}, {"total", 0}}, {"/recalld/reply/sessions ,iii 0 0 0"}},
    }));
    CHECK(words(osc_answer(verb, result, {})) == wanted);
}

TEST_CASE("a verdict never flatters")
{
    const auto [name, verdict] = GENERATE(table<std::string, std::string>({{"differs", "differs"}, {"moved", "differs"}, {"withheld", "differs"}, {"silent", "silent"}, {"unverified", "unverified"},
                                                                         {"by_hand", "unverified"}, {"corrected", "matched"}, {"safe", "matched"}}));
    Json some = counts;
    some[name] = 1;
    const Json result = {{"session", "S"}, {"version", "V"}, {"report", some}};
    CHECK(messages_in(osc_answer("recall", result, {}))[0].text(0) == verdict);
    Json cancelled = result;
    cancelled["cancelled"] = true;
    CHECK(messages_in(osc_answer("recall", cancelled, {}))[0].text(0) == "cancelled");
}

TEST_CASE("a page holds as many items as fit, and says where it stands")
{
    const auto bytes = GENERATE(std::size_t{200}, std::size_t{1400}, std::size_t{60'000});
    std::size_t offset = 0, pages = 0;
    for (std::size_t total = 1; offset < 500 && offset < total; ++pages) {
        const OscPage page{offset, {}, bytes};
        const auto packets = osc_answer("sessions", sessions(std::min<std::size_t>(500 - offset, most_items(page)), offset), page);
        REQUIRE(packets.size() == 1);
        CHECK(packets[0].size() <= bytes);
        const auto said = messages_in(packets)[0];
        CHECK(said.whole(0) == static_cast<int>(offset));
        CHECK(said.whole(2) == 500);
        REQUIRE(said.whole(1) > 0);
        REQUIRE(said.args.size() == 3 + 4 * static_cast<std::size_t>(said.whole(1)));
        CHECK(said.text(3) == "Night Train " + std::to_string(offset));
        total = static_cast<std::size_t>(said.whole(2));
        offset += static_cast<std::size_t>(said.whole(1));
    }
    CHECK(offset == 500);
    CHECK(pages == (bytes == 200 ? 250u : bytes == 1400 ? 28u : 1u));
}

TEST_CASE("a page holds at least one item, whatever its size")
{
    Json version = {{"version", "V"}, {"take", 1}, {"kind", "capture"}, {"time", "T"}, {"note", std::string(9000, 'x')}, {"units", Json::array()}};
    const Json result = {{"versions", {version, version}}, {"offset", 0}, {"total", 2}};
    const auto said = messages_in(osc_answer("versions", result, {0, {}, 100}))[0];
    CHECK(said.whole(1) == 1);
    CHECK(said.text(7).size() == 300);
}

TEST_CASE("a list that its verb does not cut is cut here")
{
    Json differences = Json::array();
    for (int i = 0; i < 40; ++i) differences.push_back({{"unit", "desk"}, {"parameter", std::to_string(i)}, {"strip", "ch 1"}, {"words", "fader"}, {"from", "0 dB"}, {"to", "-3 dB"}});
    const Json result = {{"differences", differences}};
    const auto said = messages_in(osc_answer("diff", result, {10, 5, 1400}))[0];
    CHECK(said.whole(0) == 10);
    CHECK(said.whole(1) == 5);
    CHECK(said.whole(2) == 40);
    CHECK(said.text(4) == "10");
    CHECK(messages_in(osc_answer("diff", result, {100, 5, 1400}))[0].whole(1) == 0);
}

TEST_CASE("an error fits its budget, and is cut between characters")
{
    std::string text;
    for (int i = 0; i < 300; ++i) text += "ü";
    for (std::size_t bytes = 60; bytes < 800; ++bytes) {
        const auto packet = osc_error("/recalld/recall", "refused", text, bytes);
        REQUIRE(packet.size() <= std::max<std::size_t>(bytes, 56));
        const auto said = messages_in(packet)[0];
        CHECK(said.text(2).size() % 2 == 0);
        CHECK(said.text(2).size() + 68 > std::min(bytes, text.size()));
    }
}

TEST_CASE("what waits for a second word says which hazards, and why")
{
    const Json error = {{"confirm", 7}, {"plan", {{"hazards", {{{"hazard", "gain"}, {"count", 1}, {"words", {"ch 1: +12 dB"}}, {"allowed", true}}, {{"hazard", "phantom"}, {"count", 1}, {"words", {"ch 3: 48 V on"}}, {"allowed", false}},
                                                              {{"hazard", "unmute"}, {"count", 1}, {"words", {"ch 4: on"}}, {"allowed", false}}}}}}};
    const auto wanted = osc_confirm_wanted("/recalld/recall", error);
    REQUIRE(wanted);
    CHECK(osc::describe(*wanted) == R"(/recalld/confirm/wanted ,isss 7 "/recalld/recall" "phantom,unmute" "ch 3: 48 V on; ch 4: on")");
    CHECK_FALSE(osc_confirm_wanted("/recalld/recall", {{"code", "x"}}));
}

TEST_CASE("a file that does not fit is refused, not cut")
{
    const Json result = {{"format", "scn"}, {"name", "a.scn"}, {"text", std::string(3000, 'x')}};
    CHECK(messages_in(osc_answer("export", result, {0, {}, osc_stream_page}))[0].text(2).size() == 3000);
    CHECK_THROWS_AS(osc_answer("export", result, {}), VerbError);
}

TEST_CASE("results of any other form become something, and nothing breaks")
{
    for (const auto& verb : verbs())
        for (const Json& odd : {Json::object(), Json{{"units", 3}, {"report", "x"}, {"hazards", {1, "a"}}, {"sessions", {nullptr, 7}}, {"details", {nullptr}}, {"text", 5}, {"differences", "x"}}})
            CHECK_NOTHROW(messages_in(osc_answer(verb.name, odd, {})));
}

TEST_CASE("messages travel together, as many as fit")
{
    OscBundler packets(100);
    const auto message = osc::message("/a/b", {1.0F});
    CHECK(packets.take().empty());
    packets.add(message);
    CHECK(packets.take() == std::vector<Bytes>{message});
    for (int i = 0; i < 10; ++i) packets.add(message);
    CHECK(packets.bytes() == 10 * (message.size() + 4));
    const auto all = packets.take();
    for (const auto& packet : all) CHECK(packet.size() <= 100);
    CHECK(all.size() == 3);
    CHECK(messages_in(all).size() == 10);
    packets.add(osc::message("/long", {std::string(500, 'x')}));
    CHECK(packets.take().size() == 1);
}

namespace {

Json check_line(const std::string& name, const std::string& state)
{
    return {{"line", name}, {"words", "INPUT"}, {"from", "6 dB"}, {"wanted", "30 dB"}, {"state", state}, {"who", ""}, {"hazard", ""}};
}

Json checklist_with(Json lines)
{
    return {{"recall", 12}, {"session", "S"}, {"version", "V"}, {"remaining", 2}, {"done", 1}, {"cannot", 1}, {"of", 4},
            {"groups", {{{"name", "by recalld"}, {"count", 40}, {"lines", Json::array()}}, {{"name", "knobs by hand"}, {"lines", std::move(lines)}}}}};
}

}  // namespace

TEST_CASE("a checklist is a counter, and what remains of it")
{
    const auto list = checklist_with({check_line("1176-A input", "open"), check_line("1176-A output", "done"), check_line("comp gain", "cannot"), check_line("comp left/in", "open")});
    CHECK(words(osc_answer("checklist", list, {})) == std::vector<std::string>{
              R"(/recalld/reply/checklist ,issiiii 12 "S" "V" 2 4 1 1)", R"(/recalld/reply/checklist/line ,sssss "1176-A input" "INPUT" "6 dB" "30 dB" "")",
              R"(/recalld/reply/checklist/line ,sssss "comp left/in" "INPUT" "6 dB" "30 dB" "")", "/recalld/reply/checklist/end ,ii 2 2"});
}

TEST_CASE("a long checklist sends twenty lines, and says how many remain")
{
    Json lines = Json::array();
    for (int i = 0; i < 50; ++i) lines.push_back(check_line("1176-A " + std::to_string(i), "open"));
    auto list = checklist_with(std::move(lines));
    list["remaining"] = 50;
    const auto said = messages_in(osc_answer("checklist", list, {}));
    REQUIRE(said.size() == 22);
    CHECK(said[20].address == "/recalld/reply/checklist/line");
    CHECK(said[21].whole(0) == 20);
    CHECK(said[21].whole(1) == 50);
}

TEST_CASE("a checklist that makes no sense is empty")
{
    const auto list = GENERATE(as<Json>{}, Json::object(), Json{{"groups", 4}}, Json{{"groups", {1, nullptr, {{"lines", "x"}}}}}, Json{{"remaining", "many"}});
    const auto said = messages_in(osc_answer("checklist", list, {}));
    REQUIRE(said.size() == 2);
    CHECK(said[0].whole(3) == 0);
    CHECK(said[1].whole(0) == 0);
}

TEST_CASE("a report that left something to hands is followed by their counter, and one that did not is not")
{
    Json report = {{"recall", 9}, {"state", "finished"}, {"time", "T"}, {"session", "S"}, {"version", "V"}, {"report", counts}, {"elapsed_ms", 40}, {"details", Json::array()}};
    CHECK(messages_in(osc_answer("report", report, {})).size() == 2);
    report["hands"] = {{"remaining", 7}, {"done", 5}, {"cannot", 0}};
    const auto said = messages_in(osc_answer("report", report, {}));
    REQUIRE(said.size() == 3);
    CHECK(said[1].address == "/recalld/reply/report/end");
    CHECK(said[2].words == R"(/recalld/reply/checklist ,issiiii 9 "S" "V" 7 12 5 0)");
}

TEST_CASE("at most twenty findings of a report are sent, and all are counted")
{
    Json details = Json::array();
    for (int i = 0; i < 33; ++i) details.push_back({{"unit", "desk"}, {"parameter", std::to_string(i)}, {"verdict", "differs"}});
    const Json report = {{"recall", 9}, {"report", counts}, {"details", details}, {"hands", {{"remaining", 1}, {"done", 0}, {"cannot", 0}}}};
    const auto said = messages_in(osc_answer("report", report, {}));
    REQUIRE(said.size() == 23);
    CHECK(said[21].words == "/recalld/reply/report/end ,ii 20 33");
    CHECK(said[22].address == "/recalld/reply/checklist");
}
