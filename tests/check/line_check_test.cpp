#include "check/line_check.hpp"

#include <catch2/catch.hpp>

#include <limits>

using namespace recalld::check;
using namespace std::chrono_literals;

namespace {

/// Four lines on four strips of a desk, and somebody who plays.
struct Stage {
    explicit Stage(LineThresholds thresholds = {}, double floor_of_first = -90) : check(lines(), places(), thresholds, now)
    {
        for (std::uint32_t strip = 1; strip <= 4; ++strip) levels[strip] = strip == 1 ? floor_of_first : -90;
        run(500ms);
    }
    static std::vector<CheckedLine> lines()
    {
        std::vector<CheckedLine> all;
        for (std::uint32_t strip = 1; strip <= 4; ++strip) all.push_back({strip, "line " + std::to_string(strip), {"desk", strip}, LineVerdict::open, {}, {}, {}, {}, {}, {}});
        return all;
    }
    static std::set<StripPlace> places() { return {{"desk", 1}, {"desk", 2}, {"desk", 3}, {"desk", 4}}; }

    void run(std::chrono::milliseconds time)
    {
        for (const auto end = now + time; now < end; now += 50ms) {
            for (const auto& [strip, level] : levels) check.hear({"desk", strip}, level, now);
            check.pass_time(now);
        }
    }
    void play(std::uint32_t strip, double level, std::chrono::milliseconds time = 1500ms)
    {
        const double before = std::exchange(levels[strip], level);
        run(time);
        levels[strip] = before;
        run(300ms);
    }
    LineVerdict verdict(std::size_t line) const { return check.lines()[line].verdict; }

    Time now{};
    std::map<std::uint32_t, double> levels;
    LineCheck check;
};

}  // namespace

TEST_CASE("a line that arrives passes, and the next one is listened to")
{
    Stage stage;
    stage.play(1, -18);
    CHECK(stage.verdict(0) == LineVerdict::pass);
    CHECK(*stage.check.lines()[0].peak == Approx(-18));
    CHECK(*stage.check.lines()[0].floor == Approx(-90));
    CHECK(stage.check.lines()[0].by.empty());
    CHECK(stage.check.current() == 1);
}

TEST_CASE("a verdict follows from what comes")
{
    struct Case {
        std::string what;
        double floor, level;
        std::uint32_t strip;
        bool waits;   // until patience is over
        LineVerdict verdict;
    };
    const auto one = GENERATE(values<Case>({
        {"a good line", -90, -18, 1, false, LineVerdict::pass},
        {"a quiet one, just above the threshold", -90, -49, 1, false, LineVerdict::pass},
        {"too quiet to be heard", -90, -51, 1, true, LineVerdict::silent},
        {"nothing at all", -90, -90, 1, true, LineVerdict::silent},
        {"it clips", -90, -1, 1, false, LineVerdict::hot},
        {"hum beneath the signal", -45, -12, 1, false, LineVerdict::noisy},
        {"hum and no signal", -45, -45, 1, true, LineVerdict::noisy},
        {"not above its own noise by enough", -65, -46, 1, true, LineVerdict::silent},
        {"it arrives on another strip", -90, -18, 3, false, LineVerdict::wrong_channel},
    }));
    INFO(one.what);
    Stage stage({}, one.floor);
    stage.run(2s);
    REQUIRE(stage.check.current() == 0);
    stage.play(one.strip, one.level, 1500ms);
    if (one.waits) stage.run(10s);
    CHECK(stage.verdict(0) == one.verdict);
}

TEST_CASE("nothing is judged of a desk that tells no levels")
{
    Stage stage;
    const auto told = std::exchange(stage.levels, {});
    stage.run(1min);
    CHECK(stage.check.is_deaf(stage.now));
    CHECK(stage.verdict(0) == LineVerdict::open);
    stage.levels = told;
    stage.run(9s);   // patience begins again
    CHECK_FALSE(stage.check.is_deaf(stage.now));
    CHECK(stage.verdict(0) == LineVerdict::open);
    stage.run(2s);
    CHECK(stage.verdict(0) == LineVerdict::silent);
}

TEST_CASE("what was found before the desk fell silent stands, and may still be put right")
{
    Stage stage;
    stage.play(2, -20);
    REQUIRE(stage.verdict(0) == LineVerdict::wrong_channel);
    const auto told = std::exchange(stage.levels, {});
    stage.run(1min);
    CHECK(stage.verdict(0) == LineVerdict::wrong_channel);
    CHECK(stage.check.lines()[0].elsewhere == StripPlace{"desk", 2});
    CHECK(stage.check.current() == 0);
    stage.levels = told;
    stage.play(1, -20);
    CHECK(stage.verdict(0) == LineVerdict::pass);
}

TEST_CASE("swapped cables name each other")
{
    Stage stage;
    stage.play(2, -20);
    CHECK(stage.verdict(0) == LineVerdict::wrong_channel);
    CHECK(stage.check.lines()[0].elsewhere == StripPlace{"desk", 2});
    CHECK(*stage.check.lines()[0].elsewhere_peak == Approx(-20));
    CHECK(stage.check.current() == 0);   // until patience is over it may be put right
    stage.run(10s);
    REQUIRE(stage.check.current() == 1);
    stage.play(1, -22);
    CHECK(stage.verdict(1) == LineVerdict::wrong_channel);
    CHECK(stage.check.lines()[1].elsewhere == StripPlace{"desk", 1});
}

TEST_CASE("what is put right in time passes")
{
    Stage stage;
    stage.play(2, -20);
    REQUIRE(stage.verdict(0) == LineVerdict::wrong_channel);
    stage.play(1, -20);
    stage.run(1s);
    CHECK(stage.verdict(0) == LineVerdict::pass);
    CHECK(stage.check.lines()[0].elsewhere == StripPlace{"desk", 2});   // what was heard there stays on the record
}

TEST_CASE("what still sounds from the line before is not taken for this one")
{
    Stage stage;
    stage.levels[1] = -18;
    stage.run(3s);   // far beyond the verdict
    CHECK(stage.verdict(0) == LineVerdict::pass);
    CHECK(stage.verdict(1) == LineVerdict::open);
    CHECK_FALSE(stage.check.lines()[1].elsewhere);
    stage.levels[1] = -90;
    stage.play(2, -18);
    CHECK(stage.verdict(1) == LineVerdict::pass);
}

TEST_CASE("swapped live microphones do not pass by their bleed")
{
    const auto [source, bleed, verdict] = GENERATE(table<double, double, LineVerdict>({{-10, -40, LineVerdict::wrong_channel}, {-10, -23, LineVerdict::wrong_channel}, {-10, -21, LineVerdict::pass}, {-40, -10, LineVerdict::pass}}));
    CAPTURE(source, bleed);
    Stage stage;
    stage.levels[1] = bleed;   // the kick drum stands at the snare's microphone
    stage.levels[2] = source;
    stage.run(2s);
    CHECK(stage.verdict(0) == verdict);
    CHECK(stage.check.lines()[0].elsewhere == StripPlace{"desk", 2});
}

TEST_CASE("a line with a signal beside a much louder one is not silent: what is in the way is named")
{
    Time now{};
    LineCheck check(Stage::lines(), Stage::places(), {}, now);
    const auto run = [&](std::chrono::milliseconds time) {
        for (const auto end = now + time; now < end; now += 50ms) {
            for (std::uint32_t strip = 1; strip <= 4; ++strip) check.hear({"desk", strip}, strip == 1 ? -1 : strip == 2 ? -20 : -90, now);
            check.pass_time(now);
        }
    };
    run(11s);   // line 1 is hot
    REQUIRE(check.current() == 1);
    run(11s);
    const auto& line = check.lines()[1];
    CHECK(line.verdict == LineVerdict::wrong_channel);
    CHECK(line.elsewhere == StripPlace{"desk", 1});
    CHECK(*line.elsewhere_peak == Approx(-1));
    CHECK(*line.peak == Approx(-20));
    CHECK_THAT(line.note, Catch::Contains("perhaps its bleed"));
}

TEST_CASE("the bleed of the line before does not pass the next one")
{
    Stage stage;
    stage.levels[1] = -10;
    stage.levels[2] = -40;
    stage.run(3s);
    REQUIRE(stage.check.current() == 1);
    CHECK(stage.verdict(1) == LineVerdict::open);
    stage.levels[2] = -12;   // the snare itself
    stage.run(1500ms);
    CHECK(stage.verdict(1) == LineVerdict::pass);
}

TEST_CASE("a drum that is silent between two strokes still sounds")
{
    Stage stage;
    for (int stroke = 0; stroke < 8; ++stroke) {
        stage.play(1, -10, 100ms);   // … and 300 ms of quiet, in which the next line begins
        stage.levels[2] = -90;
    }
    REQUIRE(stage.check.current() == 1);
    CHECK_FALSE(stage.check.lines()[1].elsewhere);
}

TEST_CASE("a steady tone passes, however long it lasts and whenever it began")
{
    struct Case {
        double level;
        std::chrono::milliseconds before;   // quiet, before the tone begins
        LineVerdict verdict;
    };
    const auto one = GENERATE(values<Case>({{-18, 1s, LineVerdict::pass}, {-18, 0s, LineVerdict::pass}, {-30, 0s, LineVerdict::pass}, {-1, 0s, LineVerdict::hot}, {-45, 0s, LineVerdict::noisy}}));
    CAPTURE(one.level, one.before.count());
    Time now{};
    LineCheck check(Stage::lines(), Stage::places(), {}, now);
    const auto run = [&](double tone, std::chrono::milliseconds time) {
        for (const auto end = now + time; now < end; now += 50ms) {
            for (std::uint32_t strip = 1; strip <= 4; ++strip) check.hear({"desk", strip}, strip == 2 ? tone : -90, now);
            check.pass_time(now);
        }
    };
    run(-90, one.before);
    run(one.level, 9s);        // the cable is in the next line already
    check.next(now);           // the first one was somebody else's
    if (check.current() == 0) check.next(now);
    run(one.level, 11s);
    CHECK(check.lines()[1].verdict == one.verdict);
}

TEST_CASE("what sounds on another strip from the very beginning is not this line's")
{
    Time now{};
    LineCheck check(Stage::lines(), Stage::places(), {}, now);
    for (; now < Time{} + 5s; now += 50ms) {
        for (std::uint32_t strip = 1; strip <= 4; ++strip) check.hear({"desk", strip}, strip == 3 ? -20 : -90, now);
        check.pass_time(now);
    }
    CHECK(check.lines()[0].verdict == LineVerdict::open);
    CHECK_FALSE(check.lines()[0].elsewhere);
}

TEST_CASE("without patience a dead line waits for a hand")
{
    LineThresholds thresholds;
    thresholds.patience = 0ms;
    Stage stage(thresholds);
    stage.run(60s);
    CHECK(stage.verdict(0) == LineVerdict::open);
    stage.check.mark(0, LineVerdict::silent, "anna", "cable 7 is dead", stage.now);
    CHECK(stage.verdict(0) == LineVerdict::silent);
    CHECK(stage.check.lines()[0].by == "anna");
    CHECK(stage.check.lines()[0].note == "cable 7 is dead");
    CHECK(stage.check.current() == 1);
}

TEST_CASE("a hand goes on and back, and what was decided stays")
{
    Stage stage;
    stage.play(1, -18);
    stage.play(2, -18);
    REQUIRE(stage.check.current() == 2);
    stage.check.back(stage.now);
    CHECK(stage.check.current() == 1);
    CHECK(stage.verdict(1) == LineVerdict::open);
    stage.check.back(stage.now);
    stage.check.back(stage.now);
    CHECK(stage.check.current() == 0);
    stage.play(1, -18);
    CHECK(stage.check.current() == 1);
    stage.play(2, -18);
    CHECK(stage.check.current() == 2);
    stage.check.next(stage.now);
    stage.check.next(stage.now);
    CHECK(stage.check.is_done());
    CHECK(stage.verdict(2) == LineVerdict::open);   // nobody checked it
    stage.run(20s);
    CHECK(stage.verdict(2) == LineVerdict::open);
    stage.check.back(stage.now);
    CHECK(stage.check.current() == 3);
}

TEST_CASE("strips that nobody listens to are nobody's channel")
{
    Stage stage;
    stage.levels[9] = -10;   // the main meters move with everything
    stage.run(2s);
    CHECK(stage.verdict(0) == LineVerdict::open);
    CHECK_FALSE(stage.check.level().value() > -80);
}

TEST_CASE("verdicts have names")
{
    for (const auto* name : {"open", "pass", "silent", "wrong_channel", "hot", "noisy", "skipped"}) CHECK(name_of(line_verdict_named(name).value()) == name);
    CHECK_FALSE(line_verdict_named("good"));
}

TEST_CASE("lines may be spread over several units")
{
    Time now{};
    std::vector<CheckedLine> lines;
    for (const auto* unit : {"desk", "stagebox"}) lines.push_back({lines.size() + 1, unit, {unit, 1}, LineVerdict::open, {}, {}, {}, {}, {}, {}});
    LineCheck check(lines, {{"desk", 1}, {"stagebox", 1}}, {}, now);
    const auto run = [&](double desk, double box, int packets) {
        for (int i = 0; i < packets; ++i, now += 50ms) {
            check.hear({"desk", 1}, desk, now);
            check.hear({"stagebox", 1}, box, now);
            check.pass_time(now);
        }
    };
    run(-90, -90, 10);
    run(-90, -20, 30);
    CHECK(check.lines()[0].verdict == LineVerdict::wrong_channel);
    CHECK(check.lines()[0].elsewhere == StripPlace{"stagebox", 1});
    run(-90, -90, 10);
    check.next(now);
    run(-90, -20, 30);
    CHECK(check.lines()[1].verdict == LineVerdict::pass);
    CHECK(check.is_done());
}

TEST_CASE("thresholds are the studio's own")
{
    LineThresholds thresholds;
    thresholds.heard = -70;
    thresholds.above_floor = 10;
    thresholds.hot = -10;
    Stage stage(thresholds);
    stage.play(1, -68);
    CHECK(stage.verdict(0) == LineVerdict::pass);
    stage.play(2, -9);
    CHECK(stage.verdict(1) == LineVerdict::hot);
}

TEST_CASE("levels without an end are silence, not a fault")
{
    Stage stage;
    const auto nothing = -std::numeric_limits<double>::infinity();
    for (auto& [strip, level] : stage.levels) level = nothing;
    stage.run(11s);
    CHECK(stage.verdict(0) == LineVerdict::silent);
    CHECK(*stage.check.lines()[0].floor == Approx(StripLevel::lowest));
    stage.play(2, -18);
    CHECK(stage.verdict(1) == LineVerdict::pass);
}

TEST_CASE("a list of no lines is done at once")
{
    LineCheck check({}, {}, {}, Time{});
    CHECK(check.is_done());
    CHECK_FALSE(check.level());
    CHECK_FALSE(check.pass_time(Time{} + 1h));
    check.next(Time{});
    check.back(Time{});
    check.hear({"desk", 1}, -18, Time{});
    CHECK(check.current() == 0);
}
