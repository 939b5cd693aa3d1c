#include "logbook/text_lines.hpp"

#include <catch2/catch.hpp>

#include <utility>

using namespace recalld::logbook;

namespace {

std::vector<std::pair<std::size_t, std::string>> lines_of(std::string_view text)
{
    std::vector<std::pair<std::size_t, std::string>> all;
    TextLines lines(text);
    while (const auto line = lines.next()) all.emplace_back(line->number, std::string(line->text));
    return all;
}

using Lines = std::vector<std::pair<std::size_t, std::string>>;

}  // namespace

TEST_CASE("lines end in LF, CR or both, and the last one need not end")
{
    CHECK(lines_of("a\nb\n") == Lines{{1, "a"}, {2, "b"}});
    CHECK(lines_of("a\rb\r") == Lines{{1, "a"}, {2, "b"}});
    CHECK(lines_of("a\r\nb") == Lines{{1, "a"}, {2, "b"}});
    CHECK(lines_of("a\n\rb\n\nc") == Lines{{1, "a"}, {2, ""}, {3, "b"}, {4, ""}, {5, "c"}});
    CHECK(lines_of("").empty());
    CHECK(lines_of("\n") == Lines{{1, ""}});
}

TEST_CASE("a mark says how many lines were left out before the next")
{
    const std::string mark(1, skipped_mark);
    CHECK(lines_of("a\n" + mark + "900\nb\nc\n") == Lines{{1, "a"}, {900, "b"}, {901, "c"}});
    CHECK(lines_of(mark + "5\n" + mark + "8\na\n") == Lines{{8, "a"}});
}

TEST_CASE("a mark that nobody could have written does not turn the count back")
{
    const std::string mark(1, skipped_mark);
    CHECK(lines_of("a\nb\n" + mark + "1\nc\n") == Lines{{1, "a"}, {2, "b"}, {3, "c"}});
    CHECK(lines_of(mark + "99999999999999999999999\na\n") == Lines{{1, "a"}});
    CHECK(lines_of(mark + "x\na\n") == Lines{{1, "a"}});
    CHECK(lines_of(mark + "7").empty());
}

TEST_CASE("the first twenty messages are kept and the others counted")
{
    LineMessages messages;
    for (std::size_t i = 1; i <= 25; ++i) messages.add(i, "odd");
    CHECK(messages.kept.size() == 20);
    CHECK(messages.kept.back().line == 20);
    CHECK(messages.more == 5);
}

TEST_CASE("blanks of every kind are trimmed, at the ends only")
{
    const auto [text, bare] = GENERATE(table<std::string, std::string>({{"", ""}, {" \t\r\n", ""}, {" a b\t", "a b"}, {"a", "a"}, {"\v\fa", "a"}}));
    CHECK(trimmed(text) == bare);
}

TEST_CASE("splitting keeps empty parts")
{
    CHECK(split_at("a,,b,", ',') == std::vector<std::string_view>{"a", "", "b", ""});
    CHECK(split_at("", ',') == std::vector<std::string_view>{""});
}

TEST_CASE("numbers are read as people of any country write them")
{
    const auto [text, number] = GENERATE(table<std::string, double>({
        {"48000.000000", 48000}, {"48000,000000", 48000}, {"48 000,5", 48000.5}, {"1.234,5", 1234.5}, {"1,234.5", 1234.5}, {"1'234.5", 1234.5},
        {"1.234.567", 1234567}, {"-12", -12}, {"+3.5", 3.5}, {" 7 ", 7}, {"44\xc2\xa0" "100", 44100}, {"0", 0}, {"-0.25", -0.25},
    }));
    CAPTURE(text);
    REQUIRE(read_any_number(text));
    CHECK(*read_any_number(text) == number);
}

TEST_CASE("what is no number is none")
{
    for (const auto* text : {"", " ", "-", "+", ".", "a", "12a", "1-2", "--1", "0x10", "1e5", "nan", "inf", "12 dB", "\xff"}) {
        CAPTURE(text);
        CHECK_FALSE(read_any_number(text));
    }
}

TEST_CASE("only letters of ASCII are made small")
{
    CHECK(lower("Kick IN Ü2") == "kick in Ü2");
}
