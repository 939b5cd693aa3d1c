#include "logbook/session_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "logbook/exports.hpp"
#include "logbook/session_sieve.hpp"
#include "logbook/text_encoding.hpp"

using namespace recalld::logbook;
using namespace recalld::logbook::testing;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> names(const SessionText& text)
{
    std::vector<std::string> all;
    for (const auto& track : text.tracks) all.push_back(track.name);
    return all;
}

SessionText read_file(const std::string& bytes) { return read_session_text(decode_text(bytes).utf8); }

}  // namespace

TEST_CASE("a session text says what the session is, its tracks, plug-ins and markers")
{
    const auto text = read_session_text(session_export());
    CHECK(text.name == "Night Train");
    CHECK(text.rate_hz == 48000.0);
    CHECK(text.bits == 24);
    CHECK(text.start == "01:00:00:00");
    CHECK(text.timecode == "25 Frame");
    CHECK(names(text) == std::vector<std::string>{"Kick In", "Snare Top", "OH", "Flügel", "Lead Vox"});
    CHECK(text.tracks[0].comments == "D112, 48V off");
    CHECK(text.tracks[0].plug_ins == std::vector<std::string>{"EQ3 7-Band (mono)", "Dyn3 Compressor/Limiter (mono)"});
    CHECK(text.tracks[2].width == "Stereo");
    CHECK(text.tracks[2].state == "Muted");
    CHECK(text.tracks[3].is_inactive());
    REQUIRE(text.plug_ins.size() == 2);
    CHECK(text.plug_ins[1].maker == "Avid");
    CHECK(text.plug_ins[1].instances == "5 active");
    REQUIRE(text.markers.size() == 2);
    CHECK(text.markers[1].name == "Chorus");
    CHECK(text.markers[1].comments == "double here");
    CHECK(text.messages.kept.empty());
}

TEST_CASE("line ends and encodings do not matter")
{
    const auto unix_text = session_export();
    for (const auto& bytes : {with_ends(unix_text, "\r\n"), with_ends(unix_text, "\r"), "\xef\xbb\xbf" + unix_text, utf16(unix_text, true), utf16(unix_text, false), mac_roman(with_ends(unix_text, "\r"))}) {
        const auto text = read_file(bytes);
        CHECK(names(text) == names(read_session_text(unix_text)));
        CHECK(text.markers.size() == 2);
        CHECK(text.messages.kept.empty());
    }
}

TEST_CASE("newer markers have eight columns, and numbers are those of any country")
{
    const auto text = read_session_text(
        "SESSION NAME:\tA\nSAMPLE RATE:\t48000,000000\nBIT DEPTH:\t32-bit float\n\n\n"
        "M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME  \tTRACK NAME\tTRACK TYPE\tCOMMENTS\n"
        "1   \t01:00:02:00  \t96000             \tSamples  \tVerse \tMarkers   \tRuler     \ta\tb\n");
    CHECK(text.rate_hz == 48000.0);
    CHECK(text.bits == 32);
    REQUIRE(text.markers.size() == 1);
    CHECK(text.markers[0].track == "Markers");
    CHECK(text.markers[0].comments == "a b");
    const auto [said, rate] = GENERATE(table<std::string, double>({{"96.000", 96000}, {"96 000,00", 96000}, {"44,100.0", 44100}, {"88.200,0", 88200}}));
    CHECK(read_session_text("SESSION NAME:\tA\nSAMPLE RATE:\t" + said + "\n").rate_hz == rate);
}

TEST_CASE("what is not understood is told with its line, and the rest is read")
{
    const auto text = read_session_text(
        "SESSION NAME:\tA\nnonsense\nP L U G - I N S  L I S T I N G\nMANUFACTURER\tPLUG-IN NAME\nAvid\tEQ3\n\n"
        "T R A C K  L I S T I N G\nstray\nTRACK NAME:\tKick\tIn\nCOMMENTS:\tfirst\nsecond\nHUH: 3\n\nTRACK NAME:\t\nM A R K E R S  L I S T I N G\n1\t2\n");
    CHECK(names(text) == std::vector<std::string>{"Kick In"});
    std::vector<std::size_t> lines;
    for (const auto& message : text.messages.kept) lines.push_back(message.line);
    CHECK(lines == std::vector<std::size_t>{2, 5, 8, 9, 14, 16});
    CHECK(text.tracks[0].comments == "first second HUH: 3");
    CHECK_THAT(text.messages.kept[3].text, Contains("a tab in the name"));
}

TEST_CASE("messages are kept to twenty, and counted")
{
    std::string rubbish = "SESSION NAME:\tA\n";
    for (int i = 0; i < 100; ++i) rubbish += "what is this\n";
    const auto text = read_session_text(rubbish);
    CHECK(text.messages.kept.size() == 20);
    CHECK(text.messages.more == 81);   // one says that there is no track
}

TEST_CASE("an export that was cut anywhere is read as far as it goes")
{
    const auto whole = session_export();
    const auto all = names(read_session_text(whole));
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const auto text = read_session_text(std::string_view(whole).substr(0, size));
        REQUIRE(text.tracks.size() <= all.size());
        for (std::size_t i = 0; i + 1 < text.tracks.size(); ++i) REQUIRE(text.tracks[i].name == all[i]);
    }
}

TEST_CASE("the sieve keeps what is needed of a long export, with its line numbers")
{
    SessionSieve sieve;
    CHECK(sieve.take(session_head()));
    const std::string row = "1       \t1       \tKick In_01-0000000000000000000000000000      \t01:00:00:00     \t01:00:01:00     \t00:00:01:00     \tUnmuted\n";
    std::string block;
    for (int i = 0; i < 1000; ++i) block += row;
    std::size_t bytes = 0;
    for (int i = 0; i < 1000; ++i, bytes += block.size()) REQUIRE(sieve.take(block));
    CHECK(sieve.take("\n\nTRACK NAME:\tSnare\nwhat: is this\n"));
    const auto sifted = sieve.finish();
    CHECK(bytes > 100'000'000);
    CHECK(sifted.left_out == 1'000'000);
    CHECK(sifted.text.utf8.size() < 2000);
    CHECK_FALSE(sifted.is_full);
    const auto text = read_session_text(sifted.text.utf8);
    CHECK(names(text) == std::vector<std::string>{"Kick In", "Snare"});
    REQUIRE(text.messages.kept.size() == 1);
    CHECK(text.messages.kept[0].line == sifted.lines);
    CHECK(text.tracks[1].line == sifted.lines - 1);
}

TEST_CASE("the sieve gives the same for pieces of any size, in every encoding")
{
    const auto unix_text = session_export();
    const auto piece = GENERATE(1u, 3u, 64u, 100'000u);
    for (const auto& bytes : {unix_text, with_ends(unix_text, "\r\n"), utf16(unix_text, true), mac_roman(with_ends(unix_text, "\r"))}) {
        SessionSieve sieve;
        for (std::size_t at = 0; at < bytes.size(); at += piece) sieve.take(std::string_view(bytes).substr(at, piece));
        const auto sifted = sieve.finish();
        CHECK(sifted.left_out == 6);
        CHECK(names(read_session_text(sifted.text.utf8)) == names(read_session_text(unix_text)));
    }
}

TEST_CASE("the sieve holds a bounded amount of whatever comes")
{
    SessionSieve lists;
    const std::string row(1000, 'x');
    std::size_t taken = 0;
    while (lists.take(row + "\n")) ++taken;
    CHECK(taken < 8000);
    CHECK(lists.finish().is_full);
    SessionSieve endless;
    for (int i = 0; i < 50'000; ++i) REQUIRE(endless.take(row));
    const auto sifted = endless.finish();
    CHECK(sifted.text.utf8.size() == SessionSieve::longest_line + 1);
    CHECK(sifted.cut == 1);
}
