#include <catch2/catch.hpp>

#include "simulate/faults.hpp"

using namespace recalld::simulate;
using namespace std::chrono_literals;

TEST_CASE("no words, no faults")
{
    CHECK(parse_faults("").none());
    CHECK(parse_faults("  ").none());
    CHECK(parse_faults("seed=7,queue=8").none());  // these only say how
}

TEST_CASE("every word of the fault language is read")
{
    const auto faults = parse_faults(
        "loss=1%,delay=2ms, jitter=500us,duplicate=0.5%,reorder=2%,rate=1000/s,queue=32,reboot=every 5s for 1s,"
        "freeze=after 2s for 1.5s,person=10/s,seed=7,silent=ch/05/mix,silent=ch/06/mix,garble=5%,line=3125/s");
    CHECK(faults.loss == Approx(0.01));
    CHECK(faults.delay == 2ms);
    CHECK(faults.jitter == 500us);
    CHECK(faults.duplicate == Approx(0.005));
    CHECK(faults.reorder == Approx(0.02));
    CHECK(faults.rate == 1000);
    CHECK(faults.garble == Approx(0.05));
    CHECK(faults.line == 3125);
    CHECK(faults.queue == 32);
    CHECK(faults.reboot_every == 5s);
    CHECK(faults.reboot_for == 1s);
    CHECK(faults.freeze_after == 2s);
    CHECK(faults.freeze_for == 1500ms);
    CHECK(faults.person == Approx(10));
    CHECK(faults.seed == 7);
    CHECK(faults.silent == std::vector<std::string>{"ch/05/mix", "ch/06/mix"});
}

TEST_CASE("any single fault is a fault")
{
    const auto text = GENERATE("loss=1%", "delay=1us", "jitter=1ms", "duplicate=1%", "reorder=1%", "rate=1/s",
                               "reboot=every 5s for 1s", "freeze=after 0s for 1s", "person=0.1/s", "silent=ch/01/mix", "garble=1%", "line=3125/s");
    CHECK_FALSE(parse_faults(text).none());
}

TEST_CASE("an unknown word is named together with the known ones")
{
    CHECK_THROWS_WITH(
        parse_faults("loss=1%,dely=2ms"),
        R"(unknown fault "dely"; known: loss, delay, jitter, duplicate, reorder, garble, line, rate, queue, reboot, freeze, )"
        "person, seed, silent");
    CHECK_THROWS_WITH(parse_faults("=1"), Catch::StartsWith(R"(unknown fault "")"));
    CHECK_THROWS_WITH(parse_faults(",loss=1%"), Catch::StartsWith(R"(unknown fault "")"));
}

TEST_CASE("a value that does not fit is named with its word and an example")
{
    auto [text, complaint] = GENERATE(table<std::string, std::string>({
        {"loss=1", R"(fault loss: "1" is not a share from 0% to 100%, such as 1%)"},
        {"loss=", R"(fault loss: "" is not a share from 0% to 100%, such as 1%)"},
        {"loss", R"(fault loss: "" is not a share from 0% to 100%, such as 1%)"},
        {"loss=101%", R"(fault loss: "101%" is not a share from 0% to 100%, such as 1%)"},
        {"loss=-1%", R"(fault loss: "-1%" is not a share from 0% to 100%, such as 1%)"},
        {"loss=nan%", R"(fault loss: "nan%" is not a share from 0% to 100%, such as 1%)"},
        {"delay=2", R"(fault delay: "2" is not a time up to an hour, such as 500us, 2ms or 1s)"},
        {"delay=2 m", R"(fault delay: "2 m" is not a time up to an hour, such as 500us, 2ms or 1s)"},
        {"delay=2h", R"(fault delay: "2h" is not a time up to an hour, such as 500us, 2ms or 1s)"},
        {"delay=4000s", R"(fault delay: "4000s" is not a time up to an hour, such as 500us, 2ms or 1s)"},
        {"rate=1000", R"(fault rate: "1000" is not a rate up to 1000000/s, such as 1000/s)"},
        {"rate=0.5/s", R"(fault rate: "0.5/s" is not a rate of at least one a second)"},
        {"queue=many", R"(fault queue: "many" is not a whole number)"},
        {"queue=-1", R"(fault queue: "-1" is not a whole number)"},
        {"seed=1.5", R"(fault seed: "1.5" is not a whole number)"},
        {"silent=", R"(fault silent: "" is not the path of a node, such as ch/05/mix)"},
    }));
    CHECK_THROWS_WITH(parse_faults(text), complaint);
}

TEST_CASE("a spell says when and how long")
{
    const auto text = GENERATE("reboot=5s", "reboot=after 5s for 1s", "reboot=every 5s", "reboot=every 1s for 1s",
                               "reboot=every 5 for 1", "freeze=every 2s for 1s", "freeze=after 2s", "freeze=");
    CHECK_THROWS_AS(parse_faults(text), std::invalid_argument);
}
