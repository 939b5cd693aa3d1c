#include <catch2/catch.hpp>

#include <filesystem>

#include "recall/outboard_room.hpp"
#include "source_dir.hpp"

using namespace recalld;
using namespace recalld::recall::testing;
using studio::Value;

// Every outboard profile is written, read, and recalled against the box made from it, with faults.

namespace {

Names every_box()
{
    const std::filesystem::path folder = recalld::testing::source_dir() + "/profiles";
    Names ids{"example-midi"};
    for (const auto& entry : std::filesystem::directory_iterator(folder / "outboard"))
        if (entry.path().extension() == ".yaml") ids.push_back("outboard/" + entry.path().stem().string());
    std::ranges::sort(ids);
    return ids;
}

std::string any_box() { return GENERATE(from_range(every_box())); }

/// Fast lines: what is tested here is what is said, not how long it takes.
ProfilePtr quick(const std::string& id)
{
    const auto profile = std::make_shared<studio::Profile>(*profile_here(id));
    profile->midi.gap_ms = 0;
    profile->midi.bytes_per_second = 10'000'000;
    profile->midi.hand_ms = 20;
    profile->pace.deadline = 200ms;   // the answer to a question that was asked twice would be heard after the box was disturbed
    profile->pace.resends = 20;
    return profile;
}

bool is_read(const studio::Profile& profile, ParameterId id) { return !profile[id].blind; }

/// Every parameter that only hears is told its value, as a person would.
void set_what_is_blind(OutboardRoom& room, std::uint32_t seed)
{
    std::mt19937 dice(seed);
    const auto& profile = *room.box_profile;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (profile[id].blind && profile.law_of(id).kind != LawKind::blob) room.set("box", profile[id].name, any_value(profile.law_of(id), dice));
}

void start_dumps(OutboardRoom& room)
{
    for (ParameterId id = 0; id < room.box_profile->parameters.size(); ++id)
        if (room.box_profile->midi.ways[id].is_armed()) room.box.server().start_dump((*room.box_profile)[id].name);
}

}  // namespace

TEST_CASE("there are boxes")
{
    CHECK(every_box().size() >= 12);
}

TEST_CASE("every box: what the driver writes, the box takes, and what the box answers, the driver hears")
{
    const auto id = any_box();
    INFO(id);
    const auto profile = quick(id);
    simulate::MidiBox box(profile), twin(profile, -1, 1, 99);
    const auto driver = driver::make_driver(profile);
    for (ParameterId one = 0; one < profile->parameters.size(); ++one) {
        const auto& name = (*profile)[one].name;
        const Value value = twin.value(name);
        driver::MidiFrames frames;
        frames.feed(driver->tell({one, value}), [&](wire::View message) { box.hear(message); });
        CHECK(profile->same(one, box.value(name), value));
        if (profile->midi.ways[one].kind == studio::Way::Kind::program) continue;
        const auto question = driver->ask({driver::Question::Kind::leaf, one});
        CHECK(question.empty() == (*profile)[one].blind);
        std::vector<driver::Setting> heard;
        const auto hear = [&](wire::View message) {
            driver::Heard said;
            driver->hear(message, said);
            CHECK(said.fault == "");
            heard.insert(heard.end(), said.settings.begin(), said.settings.end());
        };
        frames.feed(question, [&](wire::View message) {
            for (const auto& answer : box.hear(message)) driver::MidiFrames().feed(answer, hear);
        });
        if (question.empty()) continue;
        REQUIRE(heard.size() == 1);
        CHECK(heard[0].parameter == one);
        CHECK(profile->same(one, heard[0].value, value));
    }
}

TEST_CASE("every box: captured, disturbed, recalled, and undone; what cannot be read is said to be sent blind")
{
    const auto id = any_box();
    const auto faults = GENERATE("", "loss=3%,duplicate=3%,seed=3", "delay=300us,duplicate=5%,seed=4");
    const bool is_lossy = std::string(faults).starts_with("loss");
    INFO(id << ", " << faults);
    OutboardRoom room(quick(id), faults);
    REQUIRE(room.comes_online());
    const auto& profile = *room.box_profile;
    set_what_is_blind(room, 5);
    start_dumps(room);
    CHECK((room.settles(is_lossy ? 300ms : 20s) || is_lossy));
    const auto version = room.box.values();
    room.capture("Mix 1", "box");
    room.box.box().disturb(77);
    const auto report = room.recall("Mix 1", "box");
    run_until(room.io, [&] { return room.box.differing(version).empty(); }, is_lossy ? 300ms : 20s);
    for (const auto& name : room.box.differing(version)) CHECK((is_lossy && profile[profile.find(name).value()].blind));   // nobody can know
    CHECK(report.differs == 0);
    CHECK(report.silent == 0);
    std::size_t read = 0;
    for (ParameterId one = 0; one < profile.parameters.size(); ++one) read += is_read(profile, one) ? 1u : 0u;
    CHECK(report.matched + report.corrected == read);
    CHECK((is_lossy || report.all_matched() == (report.unverified == 0)));
    for (const auto& finding : report.details)
        if (finding.verdict == Verdict::unverified) {
            CHECK(finding.found == "not read back");
            CHECK(finding.why.find("sent blind") == 0);
        }
}

TEST_CASE("a line as slow as DIN: a dump is captured, and goes back")
{
    const auto id = GENERATE("outboard/yamaha-spx2000", "outboard/roland-base", "outboard/lexicon-pcm81");
    INFO(id);
    OutboardRoom room(profile_here(id), "line=3125/s");
    REQUIRE(room.comes_online());
    const auto version = room.box.values();
    room.capture("Mix 1", "box");
    room.box.box().disturb(78);
    const auto report = room.recall("Mix 1", "box");
    CHECK(report.all_matched());
    CHECK(report.matched == 1);
    CHECK(room.box.differing(version).empty());
}
