#include "logbook/name_fit.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace recalld::logbook;

TEST_CASE("a name is parted at blanks, signs, capitals and where letters meet numbers")
{
    const auto [name, tokens] = GENERATE(table<std::string, std::vector<std::string>>({
        {"Kick In", {"kick", "in"}},
        {"KickIn_2 (L)", {"kick", "in", "2", "l"}},
        {"OH-L", {"oh", "l"}},
        {"BGV4", {"bgv", "4"}},
        {"DI", {"di"}},
        {"48kHz", {"48", "k", "hz"}},
        {"Flügel", {"flügel"}},
        {"...", {}},
        {"", {}},
    }));
    CAPTURE(name);
    CHECK(tokens_of(name) == tokens);
}

TEST_CASE("a name that fits stays as it is")
{
    for (const auto* name : {"Kick", "Lead Vocal", "Tom 2 L", "twelve chars", "A"}) CHECK(NameFitter(12).fit(name) == name);
}

TEST_CASE("blanks go first, then vowels within words from behind, then ends of long words")
{
    const auto [name, longest, fitted] = GENERATE(table<std::string, std::size_t, std::string>({
        {"Backing Vocals L", 12, "BackingVclsL"},
        {"Kontrabassklarinette", 12, "Kntrbssklrnt"},
        {"overhead left", 12, "OverheadLeft"},   // without its blank it fits
        {"Acoustic Guitar", 6, "AcsGtr"},
        {"Snare Bottom", 6, "SnrBtt"},
    }));
    CAPTURE(name);
    CHECK(NameFitter(longest).fit(name) == fitted);
}

TEST_CASE("numbers and sides stay whatever goes")
{
    const auto [name, end] = GENERATE(table<std::string, std::string>({
        {"Acoustic Guitar 12", "12"}, {"Electric Piano Right L", "L"}, {"Überlänge der Spur 12", "12"}, {"Background Vocals Choir 3", "3"},
    }));
    const auto fitted = NameFitter(8).fit(name);
    CAPTURE(name, fitted);
    CHECK(fitted.size() <= 8);
    CHECK(fitted.ends_with(end));
}

TEST_CASE("letters with accents become plain ones, and what no strip shows goes")
{
    const auto [name, plain] = GENERATE(table<std::string, std::string>({
        {"Flügel", "Fluegel"}, {"Größe", "Groesse"}, {"Émile", "Emile"}, {"Señor", "Senor"}, {"a\tb\x01", "a b"}, {"Vox \xf0\x9f\x8e\xa4", "Vox"}, {"\xff\xfe", "Track"}, {"", "Track"}, {"   ", "Track"},
    }));
    CAPTURE(name);
    CHECK(NameFitter(12).fit(name) == plain);
}

TEST_CASE("the same name twice is numbered, without regard to capitals")
{
    NameFitter names(8);
    CHECK(names.fit("Vox") == "Vox");
    CHECK(names.fit("VOX") == "VOX2");
    CHECK(names.fit("vox") == "vox3");
    CHECK(names.fit("Overhead") == "Overhead");
    CHECK(names.fit("Overhead") == "Overhea2");
}

TEST_CASE("two hundred equal names are two hundred names that fit")
{
    NameFitter names(6);
    std::vector<std::string> all;
    for (int i = 0; i < 200; ++i) all.push_back(names.fit("Overhead Left"));
    CHECK(std::ranges::all_of(all, [](const std::string& name) { return !name.empty() && name.size() <= 6; }));
    std::ranges::sort(all);
    CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("a strip of one character gets one")
{
    NameFitter names(1);
    CHECK(names.fit("Kick") == "K");
    CHECK(names.fit("Kick").size() == 1);   // nothing tells them apart there
}
