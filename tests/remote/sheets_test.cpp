#include "remote/sheets.hpp"

#include <sys/resource.h>

#include <csignal>

#include "remote/sheet_stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using recalld::remote::test::SheetStage;
using recalld::testing::run_until;
using Catch::Matchers::Contains;
using studio::Standing;

namespace {

Standing standing(SheetStage& stage, const std::string& unit, const std::string& parameter)
{
    const auto& page = *stage.studio.page(unit);
    return page.standings[page.profile->find(parameter).value()];
}

store::Entry line(const std::string& kind, const std::string& unit, const std::string& data)
{
    store::Entry entry;
    entry.id = 99;
    entry.said = {"Ben", kind, "", "words"};
    entry.said.subject = unit;
    entry.said.data = data;
    return entry;
}

/// For as long as it lives no file may grow, as on a full disk.
class FullDisk {
public:
    FullDisk() : heard_(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const ::rlimit full{0, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &full);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, heard_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    ::rlimit before_{};
    void (*heard_)(int);
};

/// A front of which one revision lacks a switch.
std::shared_ptr<const studio::Profile> revised()
{
    using namespace recalld::logbook::testing;
    PanelBuilder builder("analog/limiter");
    builder.revisions({"A (blue stripe)", "D (black)", "F", "H"});
    builder.group("", "");
    builder.add(studio::ControlKind::knob, "INPUT", "input", dial({"0", "10"}, ""));
    builder.add(studio::ControlKind::toggle, "METER", "meter", choice({"GR", "+8"})).revisions = {"D (black)", "F"};
    builder.add(studio::ControlKind::toggle, "OLD", "old", choice({"OUT", "IN"})).revisions = {"A (blue stripe)"};
    return builder.done();
}

}  // namespace

TEST_CASE("what is noted stands on the unit's page as somebody's word")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30\nRATIO=-");
    CHECK(standing(stage, "1176-A", "input") == Standing::assumed);
    CHECK(standing(stage, "1176-A", "ratio") == Standing::out_of_scope);
    CHECK(standing(stage, "1176-A", "output") == Standing::unknown);
    stage.note("1176-A", "INPUT=?\nRATIO=4");
    CHECK(standing(stage, "1176-A", "input") == Standing::unknown);
    CHECK(standing(stage, "1176-A", "ratio") == Standing::assumed);
}

TEST_CASE("of a unit that nobody noted anything of the sheet is blank")
{
    SheetStage stage;
    CHECK(stage.room.sheets->of("1176-A").entry == 0);
    CHECK(stage.room.sheets->of("no such unit").values.empty());
}

TEST_CASE("what stood noted when a version was kept stays what it was, whatever is noted later")
{
    SheetStage stage;
    stage.note("1176-A", "OUTPUT=18~1.5");
    stage.capture("Mix 1");
    stage.note("1176-A", "OUTPUT=24~3");
    stage.capture("Mix 2");
    for (int time = 0; time < 2; ++time) {   // the other one is in memory by then
        const auto first = stage.then("Mix 1"), second = stage.then("Mix 2");
        CHECK(first->at("1176-A").tolerance_of("output") == 1.5);
        CHECK(first->at("1176-A").values.at("output") == "18");
        CHECK_FALSE(first->at("1176-A").tolerance_of("input"));
        CHECK(second->at("1176-A").tolerance_of("output") == 3.0);
        CHECK_FALSE(second->contains("comp"));
    }
}

TEST_CASE("of a version from elsewhere nobody here noted anything")
{
    SheetStage stage;
    stage.note("1176-A", "OUTPUT=18~1.5");
    stage.capture("Mix 1");
    auto version = recalld::testing::finish(stage.io, stage.store.run([](store::Store& store) { return store.find("Gig", "Mix 1"); }));
    version.kind = store::VersionKind::import;
    CHECK(recalld::testing::finish(stage.io, stage.room.sheets->then(version))->empty());
}

TEST_CASE("a line that was written elsewhere is taken over, and told")
{
    SheetStage stage;
    std::set<Area> told;
    const auto listening = stage.room.news.listen([&](Area area) { told.insert(area); });
    stage.room.sheets->take_over(line("sheet", "1176-A", R"({"set": {"input": "24"}})"));
    CHECK(stage.words("1176-A", "input") == "24 dB");
    CHECK(told == std::set{Area::log, Area::reports});   // hands that it noted may have been on a checklist
    told.clear();
    stage.room.sheets->take_over(line("tick", "1176-A", R"({"recall": 1, "line": "1176-A input", "verdict": "done", "set": {"input": "6"}})"));
    CHECK(stage.words("1176-A", "input") == "6 dB");
    CHECK(told.contains(Area::reports));
}

TEST_CASE("what a profile does not know, or does not know any more, counts as not noted")
{
    SheetStage stage;
    stage.room.sheets->take_over(line("sheet", "1176-A", R"({"set": {"input": "loud", "gone": "3", "ratio": "4"}, "any": ["also gone"]})"));
    CHECK(stage.words("1176-A", "input") == "not noted");
    CHECK(stage.words("1176-A", "ratio") == "4");
    const auto sheet = stage.ask("sheet", {{"unit", "1176-A"}});
    CHECK(sheet["noted"] == 1);
}

TEST_CASE("lines of a unit that left the rig are kept for its return")
{
    SheetStage stage;
    stage.room.sheets->take_over(line("sheet", "LA2A", R"({"set": {"gain": "40"}})"));
    CHECK(stage.room.sheets->of("LA2A").values.at("gain") == "40");
    CHECK(stage.ask("sheets")["sheets"].size() == 2);
}

TEST_CASE("a page that is put up again tells nobody of changes that are none")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30");
    std::size_t changes = 0;
    const auto listening = stage.studio.listen([&](const studio::Change&) { ++changes; });
    stage.room.sheets->put_on_pages();
    CHECK(changes == 0);
    stage.note("1176-A", "OUTPUT=18");
    CHECK(changes == 1);
}

TEST_CASE("notes of recalld itself are no turn of somebody's hand")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30\nOUTPUT=18\nRATIO=4");
    recalld::testing::run_for(stage.io, std::chrono::milliseconds(600));   // longer than a hand rests
    CHECK(stage.lines_of("sheet") == 1);
}

TEST_CASE("two controls that a hand moves in one go are one line")
{
    SheetStage stage;
    REQUIRE(run_until(stage.io, [&] { return stage.rig.find("1176-A")->online(); }));
    CHECK(stage.rig.find("1176-A")->move(stage.limiter->find("input").value(), 0.5f));
    CHECK(stage.rig.find("1176-A")->move(stage.limiter->find("output").value(), 0.25f));
    REQUIRE(run_until(stage.io, [&] { return stage.lines_of("sheet") > 0; }));
    CHECK(stage.lines_of("sheet") == 1);
    const auto entry = stage.ask("entries")["entries"][0];
    CHECK(entry["who"] == "a remote");
    CHECK(entry["text"] == "1176-A: INPUT 24 dB, OUTPUT 36 dB");
}

TEST_CASE("a revision has what stands on its front, and no more")
{
    SheetStage stage;
    stage.limiter = revised();
    const auto [revision, meter, old] = GENERATE(table<std::string, Standing, Standing>({
        {"D", Standing::unknown, Standing::not_exposed}, {"F", Standing::unknown, Standing::not_exposed}, {"A", Standing::not_exposed, Standing::unknown},
        {"A (blue stripe)", Standing::not_exposed, Standing::unknown}, {"", Standing::unknown, Standing::unknown}, {"H", Standing::not_exposed, Standing::not_exposed},
    }));
    rig::RigConfig config;
    rig::LinkConfig no_link;
    no_link.kind = "none";
    config.units = {{"1176-A", stage.limiter->profile_id, no_link}};
    config.units[0].revision = revision;
    recalld::testing::finish(stage.io, stage.rig.become(rig::Rig::check(std::move(config), {stage.limiter})));
    stage.room.sheets->put_on_pages();
    CHECK(standing(stage, "1176-A", "meter") == meter);
    CHECK(standing(stage, "1176-A", "old") == old);
    CHECK(standing(stage, "1176-A", "input") == Standing::unknown);
}

TEST_CASE("the rest of a sheet can be said not to matter")
{
    SheetStage stage;
    const auto first = stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "INPUT=30\n*=-"}});
    CHECK(first["noted"] == 5);
    CHECK(first["of"] == 5);
    CHECK(first["words"] == "INPUT 30 dB, OUTPUT does not matter, RATIO does not matter, METER does not matter, TAPE does not matter");
    CHECK(stage.words("1176-A", "input") == "30 dB");
    CHECK(stage.words("1176-A", "tape") == "does not matter");
    CHECK_THAT(stage.message(stage.ask("sheet_set", {{"unit", "1176-A"}, {"values", "*=-"}})), Contains("every control is noted already"));
    stage.note("1176-A", "OUTPUT=18\n*=-");
    CHECK(stage.words("1176-A", "output") == "18 dB");
}

TEST_CASE("a recall asks nothing of hands where nothing matters")
{
    SheetStage stage;
    stage.note("1176-A", "INPUT=30\n*=-");
    stage.capture("Mix 1");
    stage.note("1176-A", "OUTPUT=18\nRATIO=4\nMETER=GR\nTAPE=vox");
    const auto plan = stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}});
    CHECK(plan["hands"].empty());
    stage.note("1176-A", "INPUT=6");
    CHECK(stage.ask("plan", {{"session", "Gig"}, {"version", "Mix 1"}})["hands"].size() == 1);
}

TEST_CASE("what a hand set while the disk was full is told, kept, and written when there is room again")
{
    SheetStage stage;
    REQUIRE(run_until(stage.io, [&] { return stage.rig.find("1176-A")->online(); }));
    std::string note;
    {
        const FullDisk disk;
        stage.rig.find("1176-A")->move(stage.limiter->find("input").value(), 0.5f);
        stage.rig.find("1176-A")->move(stage.limiter->find("output").value(), 0.5f);
        const bool is_told = run_until(stage.io, [&] { return !stage.room.notes.empty(); });
        if (is_told) note = stage.room.notes.front();
        stage.rig.find("1176-A")->move(stage.limiter->find("output").value(), 0.25f);   // newer than what is kept
    }
    CHECK_THAT(note, Contains("what hands set on 1176-A is not in the log yet: ") && Contains("it is tried again every 10 s"));
    CHECK(stage.lines_of("sheet") == 0);
    recalld::testing::finish(stage.io, stage.room.sheets->write_down());
    CHECK(stage.room.notes.empty());
    CHECK(stage.ask("entries")["entries"][0]["text"] == "1176-A: INPUT 24 dB, OUTPUT 36 dB");
}
