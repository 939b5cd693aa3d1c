#include "recall/plan.hpp"

#include <catch2/catch.hpp>

#include "recall/states.hpp"

using namespace recalld;
using namespace recalld::recall;
using namespace recalld::recall::testing;
using Catch::Matchers::Contains;

namespace {

ProfilePtr example() { return profile_here("example"); }
ProfilePtr x32() { return profile_here("consoles/x32"); }

std::size_t everything(const UnitPlan& plan)
{
    return plan.writes.size() + plan.unchanged.size() + plan.safe.size() + plan.by_hand.size() + plan.not_exposed.size() + plan.unknown.size() + plan.not_noted.size() + plan.unfit.size();
}

Names words_besides(const UnitPlan& plan)
{
    Names words;
    for (const auto& note : plan.hazards_besides) words.push_back(note.words);
    return words;
}

}  // namespace

TEST_CASE("what is as it should be is not sent")
{
    const auto plan = planned(from_the_works(example()), from_the_works(example()));
    CHECK(plan.writes.empty());
    CHECK(plan.unchanged.size() == 113);   // the current scene is read only
    CHECK(hazards(plan).none());
    CHECK(everything(plan) == 113);
}

TEST_CASE("only differences are sent, each once, and all is accounted for")
{
    const auto plan = planned(from_the_works(example()), from_the_works(example(), {{"ch/02/mix/fader", "-10"}, {"ch/01/config/name", "Kick"}}));
    CHECK(written(plan) == Names{"ch/01/config/name", "ch/02/mix/fader"});
    CHECK(plan.writes[0].target == Value(std::string("Kick")));
    CHECK(plan.unchanged.size() == 111);
    CHECK(everything(plan) == 113);
}

TEST_CASE("values next to each other are different, floats within half a step are not")
{
    const auto from = from_the_works(example(), {{"fx/1/par/01", "0.5"}, {"ch/01/mix/fader", "-10"}});
    auto to = from;
    to.set(id_of(to, "fx/1/par/01"), 0.5003f, Standing::confirmed);
    const auto fader = id_of(to, "ch/01/mix/fader");
    to.set(fader, std::get<std::int32_t>(to.values[fader]) + 1, Standing::assumed);
    CHECK(written(planned(from, to)) == Names{"ch/01/mix/fader"});
}

TEST_CASE("a value nobody knows is sent")
{
    const auto from = with(from_the_works(example()), "ch/01/mix/pan", Standing::unknown);
    CHECK(written(planned(from, from_the_works(example()))) == Names{"ch/01/mix/pan"});
}

TEST_CASE("stages come in the order of restoring, and within a stage the profile's order holds")
{
    const Words bends{{"ch/02/mix/on", "OFF"},     {"ch/01/mix/on", "OFF"},        {"ch/01/mix/fader", "0"},  {"ch/01/mix/01/level", "0"}, {"ch/01/eq/1/g", "+5"},
                      {"fx/1/par/01", "0.3"},      {"fx/2/type", "DLY"},           {"headamp/000/gain", "20"}, {"headamp/000/phantom", "ON"},
                      {"config/routing/routswitch", "ON"}, {"ch/01/config/source", "In 1"}, {"config/chlink/1-2", "OFF"}};
    const auto from = from_the_works(example(), {{"config/chlink/1-2", "ON"}});
    const auto plan = planned(from, with(from, bends));
    CHECK(written(plan) == Names{"config/chlink/1-2", "config/routing/routswitch", "ch/01/config/source", "headamp/000/gain", "headamp/000/phantom",
                                 "fx/2/type", "fx/1/par/01", "fx/2/par/01!", "fx/2/par/02!", "fx/2/par/03!", "fx/2/par/04!", "ch/01/eq/1/g",
                                 "ch/01/mix/01/level", "ch/01/mix/fader", "ch/01/mix/on", "ch/02/mix/on"});
    CHECK(std::ranges::is_sorted(plan.writes, {}, &Write::stage));
}

TEST_CASE("phantom power goes off before gains move and on after they have")
{
    const auto from = from_the_works(example(), {{"headamp/001/phantom", "ON"}, {"headamp/003/phantom", "ON"}});
    const auto to = from_the_works(example(), {{"headamp/000/gain", "30"}, {"headamp/001/gain", "30"}, {"headamp/002/phantom", "ON"}, {"headamp/000/phantom", "ON"}});
    const auto plan = planned(from, to);
    CHECK(written(plan) == Names{"headamp/001/phantom", "headamp/003/phantom", "headamp/000/gain", "headamp/001/gain", "headamp/000/phantom",
                                 "headamp/002/phantom"});
    CHECK(name_hazards(hazards(plan)) == "phantom,gain");
}

TEST_CASE("what is safe stays, and is told when it differs")
{
    const Words bends{{"ch/01/mix/fader", "0"}, {"ch/02/mix/fader", "0"}};
    const auto plan = planned(from_the_works(example()), from_the_works(example(), bends), "", "ch/1");
    CHECK(written(plan) == Names{"ch/02/mix/fader"});
    CHECK(names_of(*example(), plan.safe) == Names{"ch/01/mix/fader"});
    CHECK(plan.unchanged.size() == 111);
}

TEST_CASE("all may be safe, and nothing may be")
{
    const auto to = from_the_works(example(), {{"ch/01/mix/fader", "0"}});
    const auto [safes, writes] = GENERATE(table<std::string, std::size_t>({{"", 1}, {"-*", 1}, {"all", 0}, {"*", 0}}));
    CHECK(planned(from_the_works(example()), to, "", safes).writes.size() == writes);
}

TEST_CASE("what is out of scope is not even counted")
{
    const Words bends{{"ch/01/mix/fader", "0"}, {"ch/02/mix/fader", "0"}, {"ch/02/mix/pan", "-20"}};
    const auto plan = planned(from_the_works(example()), from_the_works(example(), bends), "ch/2/mix/fader, ch/3/mix");
    CHECK(written(plan) == Names{"ch/02/mix/fader"});
    CHECK(everything(plan) == 1 + 3 + 2 * 3 + 2 * 2);   // and the sends of channel 3
}

TEST_CASE("what is read only is never planned")
{
    auto to = from_the_works(example());
    to.set(id_of(to, "-show/prepos/current"), 7, Standing::confirmed);
    const auto plan = planned(from_the_works(example()), to);
    CHECK(plan.writes.empty());
    CHECK(everything(plan) == 113);
}

TEST_CASE("what the profile does not take is never sent, and said")
{
    auto to = from_the_works(example(), {{"ch/02/mix/fader", "-10"}});
    to.set(id_of(to, "ch/01/mix/fader"), 5000, Standing::confirmed);
    to.set(id_of(to, "ch/01/mix/on"), std::string("ON"), Standing::confirmed);
    const auto plan = planned(from_the_works(example()), to);
    CHECK(written(plan) == Names{"ch/02/mix/fader"});
    CHECK(names_of(*to.profile, plan.unfit) == Names{"ch/01/mix/on", "ch/01/mix/fader"});
    CHECK(plan.why_left(plan.unfit.back()) == "the version holds 5000, the profile takes -oo dB … +10.0 dB; left alone");
}

TEST_CASE("how a value stands decides what becomes of it")
{
    const auto [before, after, expected] = GENERATE(table<Standing, Standing, std::string>({
        {Standing::confirmed, Standing::confirmed, "write"},
        {Standing::assumed, Standing::confirmed, "write"},
        {Standing::unknown, Standing::assumed, "write"},
        {Standing::confirmed, Standing::by_hand, "by hand"},
        {Standing::confirmed, Standing::unknown, "unknown"},
        {Standing::confirmed, Standing::not_exposed, ""},
        {Standing::confirmed, Standing::out_of_scope, ""},
        {Standing::not_exposed, Standing::confirmed, "not exposed"},
        {Standing::not_exposed, Standing::not_exposed, ""},
        {Standing::not_exposed, Standing::unknown, "unknown"},
    }));
    const std::string name = "ch/01/mix/pan";
    const auto plan = planned(with(from_the_works(example()), name, before), with(from_the_works(example(), {{name, "-20"}}), name, after), name);
    CHECK(plan.writes.size() == (expected == "write" ? 1 : 0));
    CHECK(plan.by_hand.size() == (expected == "by hand" ? 1 : 0));
    CHECK(plan.unknown.size() == (expected == "unknown" ? 1 : 0));
    CHECK(plan.not_exposed.size() == (expected == "not exposed" ? 1 : 0));
    CHECK(plan.unchanged.empty());
}

TEST_CASE("a new effect resets what belongs to it: even equal values are sent after it, without asking again")
{
    const auto from = from_the_works(example(), {{"fx/1/par/02", "0.25"}});
    const auto plan = planned(from, with(from, {{"fx/1/type", "DLY"}}));
    CHECK(written(plan) == Names{"fx/1/type", "fx/1/par/01!", "fx/1/par/02!", "fx/1/par/03!", "fx/1/par/04!"});
    CHECK(hazards(plan).none());
    CHECK(everything(plan) == 113);   // nothing twice
    CHECK(written(planned(from, with(from, {{"fx/1/type", "DLY"}}), "fx/1/type")) == Names{"fx/1/type"});
    CHECK(written(planned(from, with(from, {{"fx/1/type", "DLY"}}), "", "fx/1/par/03")) == Names{"fx/1/type", "fx/1/par/01!", "fx/1/par/02!", "fx/1/par/04!"});
}

TEST_CASE("a new effect that resets what is not to be written needs consent, and is told in words")
{
    const auto from = from_the_works(example());
    const auto to = with(from, {{"fx/1/type", "DLY"}, {"fx/2/type", "DLY"}});
    const auto [scope, safes, slots] = GENERATE(table<std::string, std::string, std::vector<int>>({
        {"fx/1/type", "", {1}},                  // its parameters are out of scope
        {"fx", "fx/1/par/03", {1}},              // one of them is safe
        {"", "fx/1/par, fx/2/par", {1, 2}},      // all are
        {"fx/*/type, fx/1/par", "", {2}},
        {"fx", "", {}},
        {"fx/1/par", "fx/1/par", {}},            // nothing changes its type
        {"ch/*", "fx", {}},
    }));
    INFO(scope << " without " << safes);
    const auto plan = planned(from, to, scope, safes);
    CHECK(name_hazards(hazards(plan)) == (slots.empty() ? "" : "link"));
    Names words;
    for (const int slot : slots) words.push_back("fx " + std::to_string(slot) + ": type changes, which resets parameters that are not to be written");
    CHECK(words_besides(plan) == words);
    CHECK(hazard_notes({{plan}, {}, {}}).size() == slots.size());
}

TEST_CASE("what is silent has nothing to lose by a new effect")
{
    auto from = from_the_works(example());
    for (const std::string name : {"fx/1/par/01", "fx/1/par/02", "fx/1/par/03", "fx/1/par/04"}) from = with(from, name, Standing::unknown);
    CHECK(hazards(planned(from, with(from, {{"fx/1/type", "DLY"}}), "fx/1/type")).none());
}

TEST_CASE("only what is neither safe nor excluded may be muted first, in scope or not")
{
    const auto [scope, safes, switches] = GENERATE(table<std::string, std::string, Names>({
        {"", "", {"ch/01/mix/on", "ch/02/mix/on", "ch/03/mix/on", "ch/04/mix/on"}},
        {"eq", "", {"ch/01/mix/on", "ch/02/mix/on", "ch/03/mix/on", "ch/04/mix/on"}},
        {"", "ch/1", {"ch/02/mix/on", "ch/03/mix/on", "ch/04/mix/on"}},
        {"eq", "ch/1, ch/3/mix/on", {"ch/02/mix/on", "ch/04/mix/on"}},
        {"", "ch/1/mix/fader", {"ch/01/mix/on", "ch/02/mix/on", "ch/03/mix/on", "ch/04/mix/on"}},
        {"all, -ch/2", "", {"ch/01/mix/on", "ch/03/mix/on", "ch/04/mix/on"}},
        {"-ch/2", "ch/4", {"ch/01/mix/on", "ch/03/mix/on"}},
        {"eq, -ch/1-3", "", {"ch/04/mix/on"}},
        {"", "all", {}},
    }));
    INFO(scope << " without " << safes);
    CHECK(names_of(*example(), planned(from_the_works(example()), from_the_works(example()), scope, safes).mute_first) == switches);
}

TEST_CASE("linked sides are written together, though one of them is as it should be")
{
    const auto from = from_the_works(example(), {{"config/chlink/1-2", "ON"}, {"ch/02/mix/01/level", "-20"}});
    const auto to = with(from, {{"ch/01/mix/01/level", "-20"}});
    CHECK(written(planned(from, to)) == Names{"ch/01/mix/01/level", "ch/02/mix/01/level!"});
    const auto other_way = with(from, {{"ch/02/mix/01/level", "-oo"}});
    CHECK(written(planned(from, other_way)) == Names{"ch/01/mix/01/level!", "ch/02/mix/01/level"});
}

TEST_CASE("sides that are not linked go their own way")
{
    const auto [link, cfg, sides] = GENERATE(table<std::string, std::string, std::size_t>({
        {"OFF", "OFF", 1}, {"OFF", "ON", 1}, {"ON", "OFF", 1}, {"ON", "ON", 2}}));
    const auto from = from_the_works(example(), {{"config/chlink/1-2", link}, {"config/linkcfg/fdrmute", cfg}, {"ch/02/mix/fader", "-20"}});
    CHECK(planned(from, with(from, {{"ch/01/mix/fader", "-20"}})).writes.size() == sides);
}

TEST_CASE("a link that will be off joins nothing, one that will be on joins everything it copies")
{
    const auto apart = from_the_works(example(), {{"ch/01/mix/01/level", "-20"}, {"ch/02/mix/01/level", "-30"}});
    const auto joined = with(apart, {{"config/chlink/1-2", "ON"}, {"ch/02/mix/01/level", "-20"}});
    CHECK(written(planned(joined, apart)) == Names{"config/chlink/1-2", "ch/02/mix/01/level"});
    CHECK(written(planned(apart, joined)) == Names{"config/chlink/1-2", "ch/01/mix/01/level!", "ch/01/mix/03/level!", "ch/02/mix/01/level",
                                                   "ch/02/mix/03/level!", "ch/01/mix/02/level!", "ch/01/mix/04/level!", "ch/02/mix/02/level!",
                                                   "ch/02/mix/04/level!"});   // in the order of the profile's lines
    const auto faders = with(joined, {{"config/linkcfg/fdrmute", "ON"}});
    const auto names = written(planned(joined, faders));
    CHECK(names == Names{"config/linkcfg/fdrmute", "ch/01/mix/fader!", "ch/02/mix/fader!", "ch/01/mix/on!", "ch/02/mix/on!"});
    CHECK(everything(planned(apart, joined)) == 113);
}

TEST_CASE("links open before others close, so that no pair is joined for a moment")
{
    const auto from = from_the_works(example(), {{"config/chlink/3-4", "ON"}, {"config/linkcfg/fdrmute", "ON"}});
    const auto to = from_the_works(example(), {{"config/chlink/1-2", "ON"}});
    CHECK(written(planned(from, to, "links")) == Names{"config/chlink/3-4", "config/linkcfg/fdrmute", "config/chlink/1-2"});
}

TEST_CASE("what a link would drag along beyond the scope needs consent, and is told in words")
{
    const auto from = from_the_works(example(), {{"config/chlink/1-2", "ON"}, {"ch/01/config/name", "Kick"}, {"ch/02/config/name", "Kick R"}});
    const auto to = with(from, {{"ch/01/mix/01/level", "-20"}, {"ch/02/mix/01/level", "-20"}});
    const std::string in = GENERATE("ch/1", "");
    const auto plan = planned(from, to, in, in.empty() ? "ch/2" : "");
    CHECK(written(plan) == Names{"ch/01/mix/01/level"});
    CHECK(name_hazards(hazards(plan)) == "link");
    CHECK(words_besides(plan) == Names{"ch 2 \"Kick R\": send to bus 1 is not to be written, but follows ch 1 \"Kick\" through their link"});
    const auto notes = hazard_notes({{plan}, {}, {}});
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].hazard == studio::Hazard::link);
}

TEST_CASE("a partner that stands there already is not dragged")
{
    const auto from = from_the_works(example(), {{"config/chlink/1-2", "ON"}, {"ch/02/mix/01/level", "-20"}});
    const auto plan = planned(from, with(from, {{"ch/01/mix/01/level", "-20"}}), "ch/1");
    CHECK(written(plan) == Names{"ch/01/mix/01/level"});
    CHECK(hazards(plan).none());
}

TEST_CASE("a new link within a narrow scope drags what lies outside: by what will stand on the other side")
{
    const auto from = from_the_works(example(), {{"ch/01/mix/01/level", "-20"}, {"ch/02/mix/01/level", "-30"}});
    const auto to = with(from, {{"config/chlink/1-2", "ON"}, {"ch/01/mix/01/level", "-40"}, {"ch/02/mix/01/level", "-40"}});
    const auto plan = planned(from, to, "config");
    CHECK(written(plan) == Names{});
    const auto links = planned(from, to, "links");
    CHECK(written(links) == Names{"config/chlink/1-2"});
    CHECK(words_besides(links) == Names{"ch 2: send to bus 1 is not to be written, but follows ch 1 through their link"});
    CHECK(name_hazards(hazards(links)) == "link");
}

TEST_CASE("head amps belong to jacks: when the routing differs, another channel may be on them")
{
    const auto from = from_the_works(example(), {{"ch/01/config/source", "In 1"}});
    const auto to = with(from, {{"ch/01/config/source", "In 2"}, {"headamp/000/gain", "-10"}, {"headamp/001/phantom", "ON"}, {"ch/01/eq/1/g", "+3"}});
    const auto plan = planned(from, to, "headamp, eq");
    CHECK(name_hazards(hazards(plan)) == "phantom,repatch");
    CHECK(written(plan) == Names{"headamp/000/gain", "headamp/001/phantom", "ch/01/eq/1/g"});
    CHECK(name_hazards(plan.writes[0].hazards) == "repatch");
    CHECK(plan.writes[2].hazards.none());
    CHECK(hazards(planned(from, with(to, {{"ch/01/config/source", "In 1"}}), "headamp/000")).none());
}

TEST_CASE("hazards are told in words")
{
    const auto from = from_the_works(x32(), {{"headamp/002/gain", "20"}, {"ch/17/config/name", "Vox"}, {"ch/17/mix/on", "OFF"}});
    const auto to = with(from, {{"headamp/002/gain", "32"}, {"ch/17/mix/on", "ON"}, {"main/st/mix/fader", "0"}, {"ch/01/config/source", "In 9"}});
    Names notes;
    for (const auto& note : hazard_notes({{planned(from, to)}, {}, {}})) notes.push_back(std::string(name_of(note.hazard)) + ": " + note.words);
    CHECK(notes == Names{"routing: ch 1: source OFF -> In 9",
                         "gain: local input 3: head-amp gain +20.0 dB -> +32.0 dB (rises by 12.0 dB)",
                         "repatch: local input 3: head-amp gain +20.0 dB -> +32.0 dB (the input routing differs from the version: this jack may feed another "
                         "channel now)",
                         "level: main LR: fader -oo dB -> 0.0 dB (rises by 89.5 dB)",
                         "unmute: ch 17 \"Vox\": on switch OFF -> ON"});
}

TEST_CASE("a plan refuses what nobody consented to, and only that")
{
    const auto from = from_the_works(example());
    const Plan plan{{planned(from, with(from, {{"headamp/000/gain", "30"}, {"headamp/000/phantom", "ON"}, {"ch/01/mix/pan", "+20"}}))}, {}, {}};
    const auto [allowed, refused] = GENERATE(table<std::string, std::string>({
        {"", "phantom,gain"}, {"gain", "phantom"}, {"level", "phantom,gain"}, {"phantom,gain", ""}, {"all", ""}}));
    CHECK(name_hazards(plan.refused(parse_hazards(allowed))) == refused);
    CHECK(plan.writes() == 3);
}

TEST_CASE("a place is spoken with the channel's name, an effect's parameter by its effect")
{
    const auto from = from_the_works(example(), {{"ch/02/config/name", "Snare"}});
    const auto plan = planned(from, with(from, {{"fx/1/type", "DLY"}, {"fx/1/par/01", "0.5"}}));
    CHECK(plan.place(id_of(from, "ch/02/eq/1/g")) == "ch 2 \"Snare\": eq 1 gain");
    CHECK(plan.place(id_of(from, "fx/1/par/01")) == "fx 1: mix");
    CHECK(plan.place(id_of(from, "fx/2/par/01")) == "fx 2: pre delay");
}

TEST_CASE("the desk's own safes are told, not obeyed")
{
    auto state = from_the_works(x32());
    CHECK(own_safes(state).empty());
    state.set(id_of(state, "-show/showfile/show/inputs"), 5, Standing::confirmed);
    state.set(id_of(state, "-show/showfile/show/name"), std::string("Tour"), Standing::confirmed);
    state.set(id_of(state, "-show/prepos/current"), 12, Standing::confirmed);
    const auto said = own_safes(state);
    REQUIRE(said.size() == 1);
    CHECK_THAT(said[0], Contains("desk: the desk's own safe is set: ") && Contains("inputs") && Contains("does not stop this recall"));
    CHECK(own_safes(with(state, "-show/showfile/show/inputs", Standing::unknown)).empty());
}

TEST_CASE("a whole desk from one random state to another: everything is accounted for, and both sides of every link")
{
    const auto seed = GENERATE(range(1u, 6u));
    const auto profile = profile_here(GENERATE("consoles/x32", "consoles/x-air", "example"));
    simulate::Console one(profile), other(profile);
    disturb(one, seed);
    disturb(other, seed + 100);
    auto from = from_the_works(profile), to = from;
    from.values = values_of(one);
    to.values = values_of(other);
    const auto plan = planned(from, to);
    const auto writable = std::ranges::count(profile->parameters, true, &studio::Parameter::is_recalled);
    CHECK(everything(plan) == static_cast<std::size_t>(writable));
    std::vector<bool> is_written(profile->parameters.size());
    for (const auto& write : plan.writes) {
        CHECK_FALSE(is_written[write.parameter]);
        is_written[write.parameter] = true;
    }
    for (const auto& write : plan.writes) {
        const auto& parameter = (*profile)[write.parameter];
        const bool is_linked = parameter.partner != studio::no_parameter && is_on(other, parameter.linked_by) && is_on(other, parameter.linked_if);
        if (is_linked) CHECK(is_written[parameter.partner]);
        if (parameter.stage == studio::Stage::fx_type)
            for (ParameterId id = 0; id < profile->parameters.size(); ++id)
                if ((*profile)[id].selector == write.parameter) CHECK(is_written[id]);
    }
}
