#include "logbook/prints.hpp"

#include <catch2/catch.hpp>

#include "logbook/lines.hpp"

using namespace recalld;
using namespace recalld::logbook;
using Catch::Matchers::Contains;
using logbook::testing::line;

namespace {

store::Entry print_line(store::EntryId id, const std::string& path = "/prints/mix.wav")
{
    auto print = line(id, "print", "mix.wav", {}, Json{{"file", "mix.wav"}, {"path", path}, {"drive_identity", "disk A"}, {"sha256", "12"}}.dump());
    print.said.version = "Mix 3";
    return print;
}

store::Entry copy_line(store::EntryId id, store::EntryId print, const std::string& drive, bool is_proven = true, const std::string& path = {})
{
    const Json data = {{"path", path.empty() ? "/media/" + drive + "/mix.wav" : path}, {"drive", drive}, {"drive_identity", "disk " + drive}, {"proven", is_proven}, {"why", is_proven ? "" : "it is not there."}};
    return line(id, "copy", "mix.wav", {}, data.dump(), print);
}

}  // namespace

TEST_CASE("a print is safe when it is proven on two drives besides its own")
{
    std::vector<store::Entry> lines{print_line(1)};
    CHECK_THAT(warning_of(prints_in(lines).front()), Contains("mix.wav is proven on no other drive; 2 drives besides its own are wanted"));
    lines.push_back(copy_line(2, 1, "B"));
    CHECK_THAT(warning_of(prints_in(lines).front()), Contains("proven on B only"));
    lines.push_back(copy_line(3, 1, "B", true, "/media/B/again.wav"));
    lines.push_back(copy_line(4, 1, "A"));
    CHECK_THAT(warning_of(prints_in(lines).front()), Contains("proven on B only"));   // the same drives again
    lines.push_back(copy_line(5, 1, "C"));
    CHECK(warning_of(prints_in(lines).front()).empty());
    CHECK(proven_drives(prints_in(lines).front()) == std::vector<std::string>{"B", "C"});
}

TEST_CASE("of each place the newest word counts")
{
    const std::vector<store::Entry> lines{copy_line(5, 1, "C", false), copy_line(3, 1, "C"), copy_line(2, 1, "B"), print_line(1)};
    const auto print = prints_in(lines).front();
    REQUIRE(print.copies.size() == 2);
    CHECK(print.copies[1].entry == 5);
    CHECK_FALSE(print.copies[1].is_proven);
    CHECK_THAT(warning_of(print), Contains("/media/C/mix.wav is not proven: it is not there") && !Contains("there."));
}

TEST_CASE("who registers a file again replaces what it was, and copies of it prove nothing of the new one")
{
    const auto prints = prints_in({print_line(1), copy_line(2, 1, "B"), print_line(3), print_line(4, "/prints/other.wav"), print_line(5)});
    REQUIRE(prints.size() == 4);
    CHECK(prints[0].replaced == 3);
    CHECK(prints[1].replaced == 5);
    CHECK_FALSE(prints[2].replaced);
    CHECK(prints[3].copies.empty());
    CHECK(warning_of(prints[0]).empty());
    CHECK_FALSE(warning_of(prints[3]).empty());
}

TEST_CASE("copies of nothing, and broken facts, do no harm")
{
    const auto prints = prints_in({line(1, "print", "x", {}, "{\"file\": 3"), line(2, "copy", "x", {}, "[]", 1), line(3, "copy", "x"), line(4, "copy", "x", {}, R"({"proven": "yes"})", 1), line(5, "note", "x")});
    REQUIRE(prints.size() == 1);
    CHECK(proven_drives(prints[0]).empty());
    CHECK_FALSE(warning_of(prints[0]).empty());
}

TEST_CASE("the song of a session names its files, by its newest words")
{
    const std::vector<store::Entry> lines{line(3, "song", "", {}, R"({"title": "Night Train", "mixer_initials": "AB"})"), line(1, "song", "", {}, R"({"artist": "The Nightliners", "title": "Untitled", "mixer_initials": 7})")};
    const auto facts = name_facts_in(lines, "Night Train");
    CHECK(facts.title == "Night Train");
    CHECK(facts.artist_initials == "TN");
    CHECK(facts.mixer_initials == "AB");
    CHECK(name_facts_in(lines, "Day Train").title.empty());   // another song
}

TEST_CASE("initials that somebody said count more than those of the name, until they are taken out")
{
    std::vector<store::Entry> lines{line(1, "song", "", {}, R"({"artist": "The Nightliners", "initials": "NL"})")};
    CHECK(name_facts_in(lines, "Night Train").artist_initials == "NL");
    lines.push_back(line(2, "song", "", {}, R"({"initials": ""})"));
    CHECK(name_facts_in(lines, "Night Train").artist_initials == "TN");
    lines.push_back(line(3, "song", "", {}, R"({"artist": ""})"));
    CHECK(name_facts_in(lines, "Night Train").artist_initials.empty());
    CHECK(name_facts_in({}, "Night Train").artist_initials.empty());
}

TEST_CASE("prints are asked for by session, and as they were at some line of the log")
{
    const auto every = print_lines(""), then = print_lines("Night Train", 40);
    CHECK(every.kinds == std::vector<std::string>{"print", "copy", "drives"});
    CHECK_FALSE(every.session);
    CHECK_FALSE(every.until);
    CHECK(then.session == "Night Train");
    CHECK(then.until == store::EntryId{40});
}

TEST_CASE("the same file printed for two versions is two prints")
{
    auto other = print_line(2);
    other.said.version = "Mix 4";
    auto elsewhere = print_line(3);
    elsewhere.said.session = "Day Train";
    const auto prints = prints_in({print_line(1), other, elsewhere});
    REQUIRE(prints.size() == 3);
    for (const auto& print : prints) CHECK_FALSE(print.replaced);
}

TEST_CASE("two drives of one name are two drives")
{
    auto first = copy_line(2, 1, "BACKUP"), second = copy_line(3, 1, "BACKUP", true, "/mnt/BACKUP/mix.wav");
    second.said.data.replace(second.said.data.find("disk BACKUP"), 11, "disk SECOND");
    const auto print = prints_in({print_line(1), first, second}).front();
    CHECK(proven_drives(print) == std::vector<std::string>{"BACKUP", "BACKUP"});
    CHECK(warning_of(print).empty());
}

TEST_CASE("a copy that was proven is not, once it was looked at again and had changed")
{
    const auto print = prints_in({print_line(1), copy_line(2, 1, "B"), copy_line(3, 1, "C"), copy_line(4, 1, "B", false)}).front();
    CHECK(proven_drives(print) == std::vector<std::string>{"C"});
    CHECK_THAT(warning_of(print), Contains("proven on C only") && Contains("/media/B/mix.wav is not proven"));
}

TEST_CASE("what failed is settled when the copy is proven there after all")
{
    const auto failed = GENERATE(as<std::string>{}, "/media/B", "/media/B/", "/media/B/wrong.wav", "/media/B/mix.wav");
    CAPTURE(failed);
    const auto print = prints_in({print_line(1), copy_line(2, 1, "B", false, failed), copy_line(3, 1, "B"), copy_line(4, 1, "C")}).front();
    CHECK(print.copies.size() == 2);
    CHECK(warning_of(print).empty());
}

TEST_CASE("what failed by a link is settled by a proof through the same words")
{
    auto proven = copy_line(3, 1, "B");
    auto data = Json::parse(proven.said.data);
    data["asked"] = "/link/";
    proven.said.data = data.dump();
    CHECK(prints_in({print_line(1), copy_line(2, 1, "B", false, "/link"), proven}).front().copies.size() == 1);
}

TEST_CASE("a proof settles nothing of another folder or print, and no proof")
{
    const auto other = GENERATE(as<std::string>{}, "/media/C", "/media", "/media/C/mix.wav", "/media/B/more/mix.wav");
    CAPTURE(other);
    CHECK(prints_in({print_line(1), copy_line(2, 1, "C", false, other), copy_line(3, 1, "B")}).front().copies.size() == 2);
    CHECK(prints_in({print_line(1), copy_line(2, 1, "B", true, "/media/B/again.wav"), copy_line(3, 1, "B")}).front().copies.size() == 2);
    const auto prints = prints_in({print_line(1), print_line(2, "/prints/other.wav"), copy_line(3, 1, "B", false, "/media/B"), copy_line(4, 2, "B")});
    CHECK(prints[0].copies.size() == 1);
    CHECK(prints_in({print_line(1), copy_line(2, 1, "B"), copy_line(3, 1, "B", false, "/media/B/wrong.wav")}).front().copies.size() == 2);   // failed after
}

TEST_CASE("how many drives are wanted is what was told last of the session, and never nonsense")
{
    const auto told = [](store::EntryId id, const std::string& wanted, const std::string& session = "Night Train") {
        auto said = line(id, "drives", "", {}, "{\"wanted\": " + wanted + "}");
        said.said.session = session;
        return said;
    };
    CHECK(wanted_drives_in({}, "Night Train") == 2);
    CHECK(wanted_drives_in({told(3, "1"), told(2, "4")}, "Night Train") == 1);
    CHECK(wanted_drives_in({told(2, "4"), told(3, "1", "Day Train")}, "Night Train") == 4);
    CHECK(wanted_drives_in({told(2, "4"), told(3, "0"), told(4, "21"), told(5, "\"many\""), told(6, "-1")}, "Night Train") == 4);
    auto print = print_line(1);
    print.said.session = "Night Train";
    const std::vector<store::Entry> lines{print, copy_line(2, 1, "B"), copy_line(3, 1, "C"), told(4, "3")};
    CHECK_THAT(warning_of(prints_in(lines).front()), Contains("proven on B and C only; 3 drives besides its own are wanted"));
    const std::vector<store::Entry> modest{print, told(4, "1")};
    CHECK_THAT(warning_of(prints_in(modest).front()), Contains("1 drive besides its own is wanted"));
}
