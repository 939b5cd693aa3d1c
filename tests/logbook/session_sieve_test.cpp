#include "logbook/session_sieve.hpp"

#include <catch2/catch.hpp>

#include "logbook/exports.hpp"
#include "logbook/text_lines.hpp"

using namespace recalld::logbook;
using namespace recalld::logbook::testing;

namespace {

SessionSieve::Sifted sifted(std::string_view bytes)
{
    SessionSieve sieve;
    sieve.take(bytes);
    return sieve.finish();
}

std::vector<SessionLine> kinds(std::initializer_list<const char*> lines)
{
    SessionOrder order;
    std::vector<SessionLine> all;
    for (const auto* line : lines) all.push_back(order.next(line));
    return all;
}

}  // namespace

TEST_CASE("each line of a session text has a kind, by the section that it stands in")
{
    using enum SessionLine;
    CHECK(kinds({"SESSION NAME:\tA", "", "T R A C K  L I S T I N G", "TRACK NAME:\tKick", "STATE: ", "CHANNEL \tEVENT", "1\t1\tx", "STATE: 3", "TRACK NAME:\tSnare", "COMMENTS:\t"}) ==
          std::vector{header, blank, heading, track, track, columns, event, event, track, track});
    CHECK(kinds({"F I L E S  I N  S E S S I O N", "Filename\tLocation", "Filename\tx", "a.wav\tb", "O N L I N E  C L I P S  I N  S E S S I O N", "CLIP NAME\tSource File", "x\ty"}) ==
          std::vector{heading, columns, file, file, heading, columns, clip});
    CHECK(kinds({"M A R K E R S  L I S T I N G", "#   \tLOCATION", "1\t01:00", "P L U G - I N S  L I S T I N G", "MANUFACTURER\tx", "Avid\tEQ"}) == std::vector{heading, columns, marker, heading, columns, plug_in});
}

TEST_CASE("only events, files and clips are bulk")
{
    using enum SessionLine;
    for (const auto kind : {event, file, clip}) CHECK(SessionOrder::is_bulk(kind));
    for (const auto kind : {blank, heading, columns, header, plug_in, track, marker, unknown}) CHECK_FALSE(SessionOrder::is_bulk(kind));
}

TEST_CASE("a track whose name is that of a section is a track")
{
    const auto text = sifted("SESSION NAME:\tA\nT R A C K  L I S T I N G\nTRACK NAME:\tM A R K E R S  L I S T I N G\nTRACK NAME:\tKick\n");
    CHECK(text.left_out == 0);
    SessionOrder order;
    order.next("T R A C K  L I S T I N G");
    CHECK(order.next("TRACK NAME:\tM A R K E R S  L I S T I N G") == SessionLine::track);
    CHECK(order.next(std::string(200, ' ') + "TRACKLISTING") == SessionLine::track);   // no heading is that long
}

TEST_CASE("text of another kind passes whole, even where it looks like events")
{
    const std::string list = "Line,Name\nT R A C K  L I S T I N G\nCHANNEL \tEVENT\n1,Kick\n2,Snare\n";
    const auto passed = sifted(list);
    CHECK(passed.text.utf8 == list);
    CHECK(passed.left_out == 0);
    CHECK(passed.lines == 5);
}

TEST_CASE("blank lines before the name of the session do not hide what it is")
{
    const auto text = sifted("\n\n\xef\xbb\xbfSESSION NAME:\tA\nT R A C K  L I S T I N G\nTRACK NAME:\tKick\nCHANNEL \tEVENT\n1\t1\tx\n");
    CHECK(text.left_out == 1);
}

TEST_CASE("what is left out is counted, so that messages name the lines of the file that people have")
{
    const auto text = sifted(session_export());
    REQUIRE(text.left_out > 0);
    std::size_t last = 0;
    TextLines lines(text.text.utf8);
    while (const auto line = lines.next()) last = line->number;
    CHECK(last == text.lines);
}

TEST_CASE("line ends that fall between two pieces are one")
{
    SessionSieve sieve;
    for (const auto* piece : {"Name\r", "\nKick\r", "\n", "Snare\r", "Hat"}) REQUIRE(sieve.take(piece));
    const auto text = sieve.finish();
    CHECK(text.text.utf8 == "Name\nKick\nSnare\nHat\n");
    CHECK(text.lines == 4);
}

TEST_CASE("a file of no bytes, or of fewer than say what it is, is what it is")
{
    CHECK(sifted("").text.utf8.empty());
    CHECK(sifted("").lines == 0);
    CHECK(sifted("a").text.utf8 == "a\n");
    CHECK(trimmed(sifted("\xff\xfe").text.utf8).empty());
}

TEST_CASE("UTF-16 is read in either order, and half a character at its end is counted")
{
    const auto is_little = GENERATE(true, false);
    const auto whole = sifted(utf16("Name,Mic\nFlügel,U87\n", is_little));
    CHECK(whole.text.utf8 == "Name,Mic\nFlügel,U87\n");
    CHECK(whole.text.encoding == "UTF-16");
    CHECK(whole.text.replaced == 0);
    const auto cut = sifted(utf16("Name\nKick", is_little) + "x");
    CHECK(cut.text.replaced == 1);
}

TEST_CASE("once it is full, more is not taken, and the line where it happened is known")
{
    SessionSieve sieve;
    const std::string row = std::string(999, 'x') + "\n";
    std::size_t rows = 0;
    while (sieve.take(row)) ++rows;
    CHECK(rows == SessionSieve::most_kept / row.size());
    CHECK_FALSE(sieve.take(row));
    const auto text = sieve.finish();
    CHECK(text.is_full);
    CHECK(text.lines == rows + 1);
    CHECK(text.text.utf8.size() <= SessionSieve::most_kept + row.size());
}
