#include "remote/trigger/macro.hpp"

#include "remote/stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::Stage;
using recalld::testing::run_until;
using Catch::Matchers::Contains;

namespace {

rig::StepConfig step(const std::string& verb, std::vector<std::pair<std::string, std::string>> arguments)
{
    rig::StepConfig step{verb, {}, "rig.yaml:4:9"};
    for (auto& [name, text] : arguments) step.arguments.push_back({name, text, "rig.yaml:5:11"});
    return step;
}

rig::MacroConfig one_step(rig::StepConfig only) { return {"keep", {std::move(only)}}; }

const rig::MacroConfig keep{"keep", {step("capture", {{"session", "Night Train"}, {"version", "$1"}}), step("log", {{"text", "kept $1"}})}};

Json result_of(Stage& stage, MacroRun run, Permission role = Permission::operate)
{
    Call call = call_of(stage.room, Json::object(), role, "trigger x");
    auto asked = net::co_spawn(stage.io, run_macro(std::move(run), std::move(call)), net::use_future);
    REQUIRE(run_until(stage.io, [&] { return asked.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    try {
        return asked.get();
    } catch (const VerbError& error) {
        return error_json(error);
    }
}

}  // namespace

TEST_CASE("what can never work is found when the rig is read, with its place")
{
    using Arguments = std::vector<std::pair<std::string, std::string>>;
    const auto [verb, arguments, fault] = GENERATE(table<std::string, Arguments, std::string>({
        {"recal", {}, "rig.yaml:4:9: there is no verb \"recal\"; did you mean \"recall\"?"},
        {"watch", {}, "rig.yaml:4:9: the verb \"watch\" cannot be a step of a macro"},
        {"macro", {{"name", "keep"}}, "cannot be a step"},
        {"trigger", {{"name", "x"}}, "cannot be a step"},
        {"confirm", {}, "cannot be a step"},
        {"capture", {{"session", "A"}}, "rig.yaml:4:9: capture needs \"version\""},
        {"capture", {{"sesion", "A"}}, "rig.yaml:5:11: capture has no argument \"sesion\"; did you mean \"session\"?"},
        {"capture", {{"session", "A"}, {"version", "$vershion"}}, "rig.yaml:5:11: there is no $vershion"},
        {"undo", {{"dry_run", "yes"}}, "rig.yaml:5:11: \"yes\" is no true or false"},
        {"report", {{"recall", "-1"}}, "is no whole number"},
        {"diff", {{"from", "Mix 3"}, {"to", "live"}}, "is no SESSION/VERSION, and not live"},
    }));
    const auto found = fault_in(one_step(step(verb, arguments)));
    REQUIRE(found);
    CHECK_THAT(*found, Contains(fault));
}

TEST_CASE("sound macros have no fault")
{
    CHECK_FALSE(fault_in(keep));
    CHECK_FALSE(fault_in(one_step(step("undo", {{"dry_run", "true"}}))));
    CHECK_FALSE(fault_in(one_step(step("diff", {{"from", "A/$1"}, {"to", "live"}}))));
    CHECK_FALSE(fault_in(one_step(step("report", {{"recall", "$1"}}))));
    CHECK_FALSE(fault_in(one_step(step("cancel", {}))));
}

TEST_CASE("a trigger's machine command and hazards are known ones")
{
    rig::TriggerConfig trigger{.name = "x", .on = rig::MachineEvent{"record"}, .on_place = "rig.yaml:9:5"};
    CHECK_THAT(fault_in(trigger).value(), Contains("rig.yaml:9:5: \"record\" is no command of machine control") && Contains("record strobe"));
    trigger.on = rig::MachineEvent{"record strobe"};
    CHECK_FALSE(fault_in(trigger));
    trigger.allow = "unmute,everything";
    trigger.allow_place = "rig.yaml:10:5";
    CHECK_THAT(fault_in(trigger).value(), Contains("rig.yaml:10:5: ") && Contains("everything"));
    rig::RigConfig rig;
    rig.macros = {keep};
    CHECK_FALSE(fault_in(rig));
    rig.triggers = {trigger};
    CHECK(fault_in(rig));
    rig.triggers.clear();
    rig.macros.push_back(one_step(step("nonsense", {})));
    CHECK(fault_in(rig));
}

TEST_CASE("orders are complete before the first of them runs")
{
    const auto orders = orders_of(keep, {{"1", "Mix 4"}});
    REQUIRE(orders.size() == 2);
    CHECK(orders[0].arguments == Json{{"session", "Night Train"}, {"version", "Mix 4"}});
    CHECK(orders[1].arguments == Json{{"text", "kept Mix 4"}});
    CHECK_THROWS_WITH(orders_of(keep, {}), Contains("macro \"keep\", step 1 of 2 (capture): $1 is missing") && Contains("nothing was done"));
}

TEST_CASE("words become what the verb wants")
{
    CHECK(orders_of(one_step(step("undo", {{"dry_run", "true"}})), {})[0].arguments == Json{{"dry_run", true}});
    CHECK(orders_of(one_step(step("report", {{"recall", "$value"}})), {{"value", "12"}})[0].arguments == Json{{"recall", 12}});
    CHECK(orders_of(one_step(step("diff", {{"from", "A/B/1"}, {"to", "live"}})), {})[0].arguments ==
          Json{{"from", {{"session", "A/B"}, {"version", "1"}}}, {"to", "live"}});
    CHECK_THROWS_WITH(orders_of(one_step(step("report", {{"recall", "$1"}})), {{"1", "last"}}), Contains("recall: \"last\" is no whole number"));
}

TEST_CASE("a table turns programs into versions")
{
    rig::MacroConfig macro = one_step(step("recall", {{"session", "A"}, {"version", "$version"}}));
    macro.versions = {{"1", "Mix 3"}, {"2", "Mix 4"}};
    const auto version = [&](const Placeholders& values) { return orders_of(macro, values)[0].arguments["version"]; };
    CHECK(version({{"program", "2"}}) == "Mix 4");
    CHECK(version({{"1", "1"}}) == "Mix 3");
    CHECK(version({{"1", "1"}, {"program", "2"}}) == "Mix 4");
    CHECK_THROWS_WITH(version({{"program", "3"}}), Contains("$version is missing"));
}

TEST_CASE("steps run in order and end with the first that fails, which is named")
{
    Stage stage;
    const auto done = result_of(stage, {"two", {{"log", {{"text", "one"}}}, {"log", {{"text", "two"}}}}});
    CHECK(done["steps"].size() == 2);
    CHECK_FALSE(done.contains("exit"));
    const auto failed = result_of(stage, {"three", {{"log", {{"text", "three"}}}, {"get", {{"unit", "nobody"}, {"parameter", "x"}}}, {"log", {{"text", "four"}}}}});
    CHECK_THAT(failed["error"]["message"].get<std::string>(), Contains("macro \"three\", step 2 of 3 (get): there is no unit \"nobody\""));
    CHECK(failed["error"]["step"] == 2);
    CHECK(failed["error"]["exit"] == 64);
    CHECK(stage.ask("entries")["total"] == 3);   // four was never said
    CHECK(stage.ask("entries")["entries"][0]["text"] == "three");
    CHECK(stage.ask("entries")["entries"][0]["who"] == "trigger x");
}

TEST_CASE("a step with an exit code ends a macro, too")
{
    Stage stage;
    const auto done = result_of(stage, {"look", {{"check", Json::object()}, {"log", {{"text", "never"}}}}});
    const bool rig_is_well = !done.contains("exit");
    CHECK(done["steps"].size() == (rig_is_well ? 2 : 1));
    stage.room.notes.emplace_back("something is odd");
    const auto odd = result_of(stage, {"look", {{"check", Json::object()}, {"log", {{"text", "never"}}}}});
    CHECK(odd["exit"] == exit_differs);
    CHECK(odd["ended_at"] == 1);
    CHECK(odd["steps"].size() == 1);
}

TEST_CASE("a step may do what its caller may do, and no more")
{
    Stage stage;
    const auto refused = result_of(stage, {"say", {{"log", {{"text", "x"}}}}}, Permission::view);
    CHECK(refused["error"]["code"] == "forbidden");
    CHECK_THAT(refused["error"]["message"].get<std::string>(), Contains("step 1 of 1 (log)"));
}

TEST_CASE("a dry run only says what it would do")
{
    Stage stage;
    MacroRun run{"say", {{"log", {{"text", "x"}}}, {"sessions", Json::object()}}};
    run.dry_run = true;
    const auto done = result_of(stage, run);
    CHECK(done["steps"][0]["would"] == "log text=x");
    CHECK(done["steps"][1].contains("result"));
    CHECK(words_of(done) == "would log text=x; sessions");
    CHECK(stage.ask("entries")["total"] == 0);
}

TEST_CASE("a macro may begin in its middle, but not behind its end")
{
    Stage stage;
    MacroRun run{"two", {{"log", {{"text", "one"}}}, {"log", {{"text", "two"}}}}};
    run.from = 1;
    CHECK(result_of(stage, run)["steps"].size() == 1);
    CHECK(stage.ask("entries")["entries"][0]["text"] == "two");
}

TEST_CASE("results in a line")
{
    const auto words = [](const char* json) { return words_of(Json::parse(json)); };
    CHECK(words(R"({"steps": [{"verb": "recall", "result": {"report": {"written": 2, "matched": 10, "differs": 1, "by_hand": 3, "silent": 0}}}]})") ==
          "recall: 2 written, 10 matched, 1 differs, 3 by hand");
    CHECK(words(R"({"steps": [{"verb": "capture", "result": {"session": "A", "version": "1", "take": 2}}, {"verb": "cancel", "result": {}}]})") == "capture: A/1, take 2; cancel");
    CHECK(words(R"({"steps": [{"verb": "recall", "result": {"writes": 7, "refused": true}}]})") == "recall: 7 to be written, refused");
}

TEST_CASE("hazards of two come together")
{
    CHECK(both_allowed("", "") == "");
    CHECK(both_allowed("gain", "") == "gain");
    CHECK(both_allowed("gain", "unmute") == "gain,unmute");
}
