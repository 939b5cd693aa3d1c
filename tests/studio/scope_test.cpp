#include "studio/scope.hpp"

#include "studio/small_desk.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace recalld::studio;

namespace {

const std::vector<std::string> units{"foh", "mon"};

const ScopeSets sets{
    {"vocals", "ch/17, /lr"},
    {"quiet", "ch/*, -ch/3, -sends"},
    {"all_in_all", "all"},
    {"nested", "@vocals, headamp"},
    {"round", "eq, @round"},
    {"there", "eq, @back"},
    {"back", "@there"},
    {"broken", "ch/17, eqq"},
    {"empty", " "},
};

Scope scope(const std::string& text) { return Scope::parse(text, sets, units); }

/// The names that a scope covers on a unit, in the desk's order, without what they share.
std::string covered(const std::string& text, const std::string& unit = "foh")
{
    const auto desk = small_desk();
    const auto its = scope(text);
    const auto flags = its.cover(unit, *desk);
    std::string names;
    for (ParameterId id = 0; id < flags.size(); ++id) {
        if (flags[id] != its.covers(unit, *desk, id)) return "cover() and covers() disagree";
        if (flags[id]) names += (names.empty() ? "" : " ") + desk->parameters[id].name;
    }
    return names;
}

std::string everything() { return covered(""); }

std::string complaint(const std::string& text)
{
    try {
        scope(text);
    } catch (const ScopeError& error) {
        return error.what();
    }
    return "no error";
}

constexpr const char* all_of_3 = "ch/03/config/name ch/03/eq/1/g ch/03/mix/on ch/03/mix/fader ch/03/mix/09/level";
constexpr const char* all_of_17 = "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader ch/17/mix/09/level";

std::string both(const std::string& a, const std::string& b) { return a + " " + b; }

}  // namespace

TEST_CASE("no text, all and a star cover everything")
{
    for (const std::string text : {"", "  ", "all", " all ", "*", ",", " , "}) {
        INFO(text);
        CHECK(scope(text).is_everything());
        CHECK(covered(text) == everything());
    }
    CHECK(Scope().is_everything());
    CHECK(Scope().cover("foh", *small_desk()) == std::vector<bool>(small_desk()->parameters.size(), true));
    CHECK_FALSE(scope("eq").is_everything());
    CHECK_FALSE(scope("-eq").is_everything());
}

TEST_CASE("a scope remembers its text")
{
    CHECK(scope(" ch/17 sends , lr/* ").text() == "ch/17 sends , lr/*");
    CHECK(scope("").text().empty());
}

TEST_CASE("a pattern is a parameter, or any node or strip above it")
{
    const auto [text, names] = GENERATE(table<std::string, std::string>({
        {"ch/17/mix/fader", "ch/17/mix/fader"},
        {"/ch/17/mix/fader", "ch/17/mix/fader"},
        {"ch/17/mix", "ch/17/mix/on ch/17/mix/fader ch/17/mix/09/level"},
        {"ch/17/mix/", "ch/17/mix/on ch/17/mix/fader ch/17/mix/09/level"},
        {"ch/17", all_of_17},
        {"ch/*", both(all_of_3, all_of_17)},
        {"/ch", both(all_of_3, all_of_17)},
        {"/lr", "lr/mix/fader"},
        {"lr/*", "lr/mix/fader"},
        {"ch/*/mix/fader", "ch/03/mix/fader ch/17/mix/fader"},
        {"ch/*/mix/*/level", "ch/03/mix/09/level ch/17/mix/09/level"},
        {"*/*/mix/fader", "ch/03/mix/fader ch/17/mix/fader"},
        {"ch/17/mix/f*r", "ch/17/mix/fader"},
        {"ch/17/mix/*r", "ch/17/mix/fader"},
        {"ch/17/mix/f*", "ch/17/mix/fader"},
        {"config/routing", "config/routing/IN"},
        {"config/chlink/1-2", "config/chlink/1-2"},
        {"ch/17/mix/fader/deep", ""},
        {"ch/17/mi", ""},
        {"CH/17", ""},
        {"ch//mix", ""},
        {"cha/17", ""},
    }));
    INFO(text);
    CHECK(covered(text) == names);
}

TEST_CASE("numbers match whatever their padding")
{
    const auto [text, names] = GENERATE(table<std::string, std::string>({
        {"ch/3", all_of_3},
        {"ch/03", all_of_3},
        {"ch/0003", all_of_3},
        {"headamp/34", "headamp/034/gain"},
        {"headamp/0", "headamp/000/gain"},
        {"ch/3/mix/9", "ch/03/mix/09/level"},
        {"ch/99999999999", ""},
    }));
    INFO(text);
    CHECK(covered(text) == names);
}

TEST_CASE("a range covers its ends and what is between them")
{
    const auto [text, names] = GENERATE(table<std::string, std::string>({
        {"ch/1-3", all_of_3},
        {"ch/3-17", both(all_of_3, all_of_17)},
        {"ch/03-016", all_of_3},
        {"ch/4-16", ""},
        {"ch/3-3", all_of_3},
        {"headamp/000-034", "headamp/000/gain headamp/034/gain"},
        {"ch/17-20/mix/8-9", "ch/17/mix/09/level"},
        {"ch/1-x", ""},
    }));
    INFO(text);
    CHECK(covered(text) == names);
}

TEST_CASE("a section covers all it has, a unit everything of its own")
{
    CHECK(covered("eq") == "ch/03/eq/1/g ch/17/eq/1/g");
    CHECK(covered("routing") == "config/routing/IN");
    CHECK(covered("safes") == "-show/prepos/current");
    CHECK(covered("foh") == everything());
    CHECK(covered("foh", "mon").empty());
    CHECK(covered("mon", "mon") == everything());
}

TEST_CASE("all words of a term must match, any of the terms")
{
    const auto [text, names] = GENERATE(table<std::string, std::string>({
        {"ch/17 sends", "ch/17/mix/09/level"},
        {"sends ch/17", "ch/17/mix/09/level"},
        {"sends   ch/17", "ch/17/mix/09/level"},
        {"foh ch/17 sends", "ch/17/mix/09/level"},
        {"mon ch/17 sends", ""},
        {"eq sends", ""},
        {"ch/17 sends, eq", "ch/03/eq/1/g ch/17/mix/09/level ch/17/eq/1/g"},
        {"ch/3 eq,ch/17 eq", "ch/03/eq/1/g ch/17/eq/1/g"},
        {"mon, lr/*", "lr/mix/fader"},
        {"all eq", "ch/03/eq/1/g ch/17/eq/1/g"},
    }));
    INFO(text);
    const auto found = covered(text);
    std::multiset<char> got(found.begin(), found.end()), wanted(names.begin(), names.end());
    CHECK(got == wanted);   // the same names, whatever their order here
}

TEST_CASE("a minus excludes")
{
    const auto [text, names] = GENERATE(table<std::string, std::string>({
        {"ch/17, -sends", "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader"},
        {"-sends, ch/17", "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader"},
        {"ch/17, - sends", "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader"},
        {"ch/*, -ch/3", all_of_17},
        {"ch/*, -/ch/3", all_of_17},
        {"ch/*, -ch/1-5", all_of_17},
        {"eq, -ch/17 eq", "ch/03/eq/1/g"},
        {"eq, -foh", ""},
        {"ch/17 -sends", "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader"},
        {"ch/* -ch/3", all_of_17},
        {"ch/* -ch/3 -ch/17", ""},
        {"foh eq -ch/17, sends", "ch/03/eq/1/g ch/03/mix/09/level ch/17/mix/09/level"},
        {"eq, -mon", "ch/03/eq/1/g ch/17/eq/1/g"},
        {"all, -config/*, -ch/*, -fx, -headamp, -mix", "-show/prepos/current"},
        {"-config/*, -ch/*, -fx, -headamp, -mix", "-show/prepos/current"},
        {"-*", ""},
        {"-all", ""},
    }));
    INFO(text);
    CHECK(covered(text) == names);
}

TEST_CASE("a path that begins with a minus is written with its slash")
{
    CHECK(covered("/-show") == "-show/prepos/current");
    CHECK(covered("/-show/prepos/current") == "-show/prepos/current");
    CHECK(covered("foh /-show/prepos") == "-show/prepos/current");
    CHECK(covered("safes, --show/prepos").empty());
    CHECK(covered("safes, -/-show/prepos").empty());
    CHECK(covered("-show/prepos") == everything());   // excludes show/prepos, which nobody has
}

TEST_CASE("a set is a scope of its own")
{
    const auto quiet = "ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader";
    CHECK(covered("@vocals") == both(all_of_17, "lr/mix/fader"));
    CHECK(covered("@nested") == both(all_of_17, "headamp/000/gain headamp/034/gain lr/mix/fader"));
    CHECK(covered("@quiet") == quiet);
    CHECK(covered("@all_in_all") == everything());
    CHECK(covered("@vocals sends") == "ch/17/mix/09/level");
    CHECK(covered("eq @vocals") == "ch/17/eq/1/g");
    CHECK(covered("foh @vocals sends") == "ch/17/mix/09/level");
    CHECK(covered("@vocals, -mix") == "ch/17/config/name ch/17/eq/1/g ch/17/mix/09/level");
    CHECK(covered("ch/*, -@vocals") == all_of_3);
}

TEST_CASE("what a set excludes, it excludes from itself alone")
{
    CHECK(covered("@quiet, ch/3 eq") == "ch/03/eq/1/g ch/17/config/name ch/17/eq/1/g ch/17/mix/on ch/17/mix/fader");
    CHECK(covered("ch/*, -@quiet") == both(all_of_3, "ch/17/mix/09/level"));
}

TEST_CASE("a scope that cannot be understood says where, and what is near")
{
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"eqq", "scope: \"eqq\" (column 1): neither a unit, a section, a path such as ch/1-8 nor a set such as @vocals; "
                "did you mean \"eq\"?"},
        {"ch/17, send", "scope: \"send\" (column 8): neither a unit, a section, a path such as ch/1-8 nor a set such as "
                        "@vocals; did you mean \"sends\"?"},
        {"foh weather", "scope: \"weather\" (column 5): neither a unit, a section, a path such as ch/1-8 nor a set such as @vocals; a path has "
                        "a slash: /ch"},
        {"-fho", "scope: \"fho\" (column 2): neither a unit, a section, a path such as ch/1-8 nor a set such as @vocals; "
                 "did you mean \"foh\"?"},
        {"eq, @vocal", "scope: \"@vocal\" (column 5): no such scope set in the rig; did you mean \"@vocals\"?"},
        {"@", "scope: \"@\" (column 1): no such scope set in the rig"},
        {"@@vocals", "scope: \"@@vocals\" (column 1): no such scope set in the rig; did you mean \"@vocals\"?"},
        {"-", "scope: \"-\" (column 1): nothing stands behind the minus"},
        {"eq, -", "scope: \"-\" (column 5): nothing stands behind the minus"},
        {"/", "scope: \"/\" (column 1): an empty path"},
        {"ch/8-1", "scope: \"8-1\" (column 4): a range counts upwards"},
        {"eq, -ch/17/mix/9-1", "scope: \"9-1\" (column 16): a range counts upwards"},
        {"@empty", "scope: \"@empty\" (column 1): this scope set is empty"},
        {"eq, @broken", "scope set @broken: \"eqq\" (column 8): neither a unit, a section, a path such as ch/1-8 nor a set such "
                        "as @vocals; did you mean \"eq\"?"},
        {"@round", "scope set @round: \"@round\" (column 5): scope sets refer to each other in a circle"},
    }));
    CHECK(complaint(text) == message);
    CHECK(complaint("@there").ends_with("scope sets refer to each other in a circle"));
}

TEST_CASE("sets that name each other multiply only so far")
{
    ScopeSets many;
    for (const char letter : {'a', 'b', 'c', 'd', 'e'}) {
        const std::string next = letter == 'e' ? "eq" : "@" + std::string(1, static_cast<char>(letter + 1));
        for (int i = 0; i < 30; ++i) many[std::string(1, letter)] += next + ", ";
    }
    CHECK_THROWS_WITH(Scope::parse("@a", many, units), Catch::EndsWith("more than 1000 terms, those of its sets counted"));
    CHECK_NOTHROW(Scope::parse("@d", many, units));
}

TEST_CASE("a unit comes before a section of the same name")
{
    const auto its = Scope::parse("eq", {}, {"eq"});
    const auto desk = small_desk();
    CHECK(its.covers("eq", *desk, 0));
    CHECK_FALSE(its.covers("foh", *desk, id_of(*desk, "ch/03/eq/1/g")));
}
