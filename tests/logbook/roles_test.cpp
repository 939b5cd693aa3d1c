#include "logbook/roles.hpp"

#include <catch2/catch.hpp>

#include "logbook/name_fit.hpp"

using namespace recalld::logbook;

TEST_CASE("names of tracks say their roles")
{
    const RoleBook book;
    const auto [name, role, number, side] = GENERATE(table<std::string, std::string, int, char>({
        {"Kick", "kick", 0, 0},          {"BD", "kick", 0, 0},              {"Bass Drum", "kick", 0, 0},       {"01 Kick In", "kick in", 0, 0},
        {"KickIn_D112", "kick in", 0, 0}, {"Sn Top 57", "snare top", 57, 0}, {"SNARE BTM", "snare bottom", 0, 0}, {"HiHat", "hat", 0, 0},
        {"Tom 2", "tom", 2, 0},          {"Tom2", "tom", 2, 0},             {"Floor Tom", "floor tom", 0, 0},  {"OH L", "overhead", 0, 'l'},
        {"OHs", "overhead", 0, 0},       {"OH_R", "overhead", 0, 'r'},      {"Overhead Left", "overhead", 0, 'l'}, {"Room R 2", "room", 2, 'r'},
        {"Bass DI", "bass di", 0, 0},    {"Bass Gtr", "bass", 0, 0},        {"Synth Bass", "synth bass", 0, 0}, {"Double Bass", "upright bass", 0, 0},
        {"Ac Gtr 1 L", "acoustic guitar", 1, 'l'}, {"E-Gtr", "electric guitar", 0, 0}, {"Gtr 3", "guitar", 3, 0}, {"Pedal Steel", "steel guitar", 0, 0},
        {"B3", "organ", 0, 0},           {"Rhodes", "electric piano", 0, 0}, {"Lead Vox", "lead vox", 0, 0},   {"LeadVox.02", "lead vox", 2, 0},
        {"BGV 4", "backing vox", 4, 0},  {"Vox", "vocals", 0, 0},           {"Vln 2", "violin 2", 0, 0},       {"Celli", "cellos", 0, 0},
        {"Trumpet 1", "trumpet", 1, 0},  {"Alto Sax", "sax", 0, 0},         {"Click", "click", 0, 0},          {"Shaker", "percussion", 0, 0},
    }));
    CAPTURE(name);
    const auto match = book.match(name);
    REQUIRE(match);
    CHECK(match->role == role);
    CHECK(match->number.value_or(0) == number);
    CHECK(match->side == side);
}

TEST_CASE("only whole words count, and what nobody knows has no role")
{
    const RoleBook book;
    for (const auto* name : {"Audio 12", "Kickstart", "Bassoonist x", "", "---", "Ohm", "\xff\xfe"}) {
        CAPTURE(name);
        CHECK_FALSE(book.match(name));
    }
}

TEST_CASE("a house adds words and roles, and what fits as well is told")
{
    RoleBook book;
    book.add("kick", {"thumper"});
    book.add("spot", {"spot mic"});
    CHECK(book.match("Thumper")->role == "kick");
    CHECK(book.match("Spot Mic 3")->number == 3);
    book.add("cello spot", {"cellos"});
    const auto match = book.match("Cellos");
    REQUIRE(match);
    CHECK(match->also == std::vector<std::string>{"cello spot"});
}

TEST_CASE("every known role has words, a colour, and ends somewhere when it has no strip")
{
    for (const auto& role : known_roles()) {
        CAPTURE(role.role);
        CHECK_FALSE(role.words.empty());
        CHECK(colour_number(role.colour));
        CHECK(RoleBook::instead_of(role.role).size() < 6);
        if (!role.otherwise.empty()) CHECK_FALSE(RoleBook::colour_of(role.otherwise).empty());
        const auto said = RoleBook().match(role.role);
        REQUIRE(said);
        CHECK(said->role == role.role);
    }
    CHECK(RoleBook::instead_of("kick in") == std::vector<std::string>{"kick", "drums"});
}

TEST_CASE("colours are counted as consoles count them")
{
    CHECK(colour_number("Red") == 1);
    CHECK(colour_number("white") == 7);
    CHECK_FALSE(colour_number("pink"));
    CHECK(colour_word(12) == "blue");
}

TEST_CASE("names fit scribble strips, each once")
{
    const auto [name, fits] = GENERATE(table<std::string, std::string>({
        {"Kick In", "Kick In"},
        {"Lead Vocal", "Lead Vocal"},
        {"Backing Vocals L", "BackingVclsL"},
        {"Acoustic Guitar 2", "AcosticGtr 2"},
        {"Flügel", "Fluegel"},
        {"Überlänge der Spur 12", "UbrlnDrSpr12"},
        {"Kontrabassklarinette", "Kntrbssklrnt"},
        {"\xf0\x9f\x98\x80", "Track"},
        {"a\tb\x01", "a b"},
    }));
    const auto fitted = NameFitter(12).fit(name);
    CAPTURE(name, fitted);
    CHECK(fitted.size() <= 12);
    if (name != "Acoustic Guitar 2" && name != "Überlänge der Spur 12" && name != "a\tb\x01") CHECK(fitted == fits);
}

TEST_CASE("what would be the same name gets a number")
{
    NameFitter names(6);
    CHECK(names.fit("Vox") == "Vox");
    CHECK(names.fit("vox") == "vox2");
    CHECK(names.fit("Vocals Lead") != names.fit("Vocals Lead"));
    for (int i = 0; i < 20; ++i) CHECK(names.fit("Overhead").size() <= 6);
}
