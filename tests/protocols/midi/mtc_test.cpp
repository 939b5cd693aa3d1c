#include "midi/mtc.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace recalld::midi;
using namespace std::chrono_literals;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

const TimePoint noon{12h};

/// A reader and the time it lives in: pieces come ten milliseconds apart.
struct Tape {
    TimecodeReader reader;
    TimePoint now = noon;
    std::string told;

    void tell(const std::optional<TimecodeEvent>& event)
    {
        if (event) told += (told.empty() ? "" : " | ") + describe(*event);
    }

    void hear(const Message& message, std::chrono::milliseconds later = 10ms)
    {
        now += later;
        tell(reader.read(message, now));
    }

    /// The pieces of a time, from one to another in either direction.
    void hear_pieces(const Timecode& time, int from, int to)
    {
        const auto step = from <= to ? 1 : -1;
        for (auto piece = from; piece != to + step; piece += step) hear(quarter_frame_of(time, piece));
    }

    /// So many whole times, two frames apart.
    void play(const Timecode& start, int times)
    {
        for (int time = 0; time < times; ++time) hear_pieces(moved(start, 2 * time), 0, 7);
    }

    std::string take() { return std::exchange(told, {}); }
};

constexpr Timecode start{1, 2, 3, 4, Rate::tv_25};

}  // namespace

TEST_CASE("a time travels in eight pieces")
{
    const auto [time, wire] = GENERATE(table<Timecode, std::string>({
        {{1, 2, 3, 4, Rate::film_24}, "F1 04 F1 10 F1 23 F1 30 F1 42 F1 50 F1 61 F1 70"},
        {{1, 2, 3, 4, Rate::tv_25}, "F1 04 F1 10 F1 23 F1 30 F1 42 F1 50 F1 61 F1 72"},
        {{1, 2, 3, 4, Rate::drop_29_97}, "F1 04 F1 10 F1 23 F1 30 F1 42 F1 50 F1 61 F1 74"},
        {{1, 2, 3, 4, Rate::whole_30}, "F1 04 F1 10 F1 23 F1 30 F1 42 F1 50 F1 61 F1 76"},
        {{23, 59, 58, 29, Rate::whole_30}, "F1 0D F1 11 F1 2A F1 33 F1 4B F1 53 F1 67 F1 77"},
        {{16, 0, 0, 0, Rate::film_24}, "F1 00 F1 10 F1 20 F1 30 F1 40 F1 50 F1 60 F1 71"},
    }));
    Bytes sent;
    Tape tape;
    for (int piece = 0; piece < 8; ++piece) {
        const auto message = quarter_frame_of(time, piece);
        sent.insert(sent.end(), message.bytes().begin(), message.bytes().end());
        tape.hear(message);
    }
    CHECK(hex(sent) == wire);
    CHECK(tape.reader.position() == moved(time, 2));
}

TEST_CASE("a full frame is a place to stand")
{
    const auto [wire, frame] = GENERATE(table<std::string, FullFrame>({
        {"F0 7F 7F 01 01 01 02 03 04 F7", FullFrame{0x7F, {1, 2, 3, 4, Rate::film_24}}},
        {"F0 7F 7F 01 01 21 02 03 04 F7", FullFrame{0x7F, {1, 2, 3, 4, Rate::tv_25}}},
        {"F0 7F 05 01 01 41 02 03 04 F7", FullFrame{5, {1, 2, 3, 4, Rate::drop_29_97}}},
        {"F0 7F 7F 01 01 77 3B 3B 1D F7", FullFrame{0x7F, {23, 59, 59, 29, Rate::whole_30}}},
    }));
    CAPTURE(wire);
    const auto sent = bytes(wire);
    CHECK(read_full_frame(sent).value() == frame);
    CHECK(hex(full_frame(frame)) == wire);
    Tape tape;
    tape.hear(read_message(sent).value());
    CHECK(tape.take() == "located " + describe(frame.time) + " at " + describe(frame.time.rate));
    CHECK_FALSE(tape.reader.is_locked());
    CHECK(tape.reader.position() == frame.time);
}

TEST_CASE("a bent full frame is refused")
{
    const auto [wire, fault] = GENERATE(table<std::string, Fault>({
        {"F0 7F 7F 01 01 18 00 00 00 F7", Fault::out_of_range},
        {"F0 7F 7F 01 01 01 3C 00 00 F7", Fault::out_of_range},
        {"F0 7F 7F 01 01 01 00 3C 00 F7", Fault::out_of_range},
        {"F0 7F 7F 01 01 21 00 00 19 F7", Fault::out_of_range},
        {"F0 7F 7F 01 01 01 02 03 F7", Fault::truncated},
        {"F0 7F 7F 01 F7", Fault::truncated},
        {"F0 7F 7F 01 01 01 02 03 04 05 F7", Fault::trailing},
        {"F0 7F 7F 01 02 01 02 03 04 F7", Fault::unknown},
        {"F0 7F 7F 06 01 F7", Fault::unknown},
        {"F0 7E 7F 01 01 01 02 03 04 F7", Fault::unknown},
    }));
    CAPTURE(wire);
    const auto sent = bytes(wire);
    CHECK(read_full_frame(sent).error() == fault);
    Tape tape;
    tape.hear(read_message(sent).value());
    CHECK(tape.take().empty());
}

TEST_CASE("user bits are carried")
{
    const std::string wire = "F0 7F 7F 01 02 01 02 03 04 05 06 07 0F 03 F7";
    const UserBits bits{0x7F, {1, 2, 3, 4, 5, 6, 7, 15}, 3};
    CHECK(read_user_bits(bytes(wire)).value() == bits);
    CHECK(hex(user_bits(bits)) == wire);
    CHECK(read_user_bits(bytes("F0 7F 7F 01 02 01 F7")).error() == Fault::truncated);
    CHECK(read_user_bits(bytes("F0 7F 7F 01 01 01 02 03 04 F7")).error() == Fault::unknown);
}

TEST_CASE("eight pieces lock, two frames on")
{
    Tape tape;
    tape.hear_pieces(start, 0, 6);
    CHECK(tape.take().empty());
    CHECK_FALSE(tape.reader.is_locked());
    tape.hear_pieces(start, 7, 7);
    CHECK(tape.take() == "locked 01:02:03:06 at 25");
    CHECK(tape.reader.is_locked());
    tape.play(moved(start, 2), 2);
    CHECK(tape.take() == "moved 01:02:03:08 at 25 | moved 01:02:03:10 at 25");
}

TEST_CASE("a lock waits for the first whole time")
{
    Tape tape;
    tape.hear_pieces(start, 3, 7);
    tape.hear_pieces(moved(start, 2), 0, 6);
    CHECK(tape.take().empty());
    tape.hear_pieces(moved(start, 2), 7, 7);
    CHECK(tape.take() == "locked 01:02:03:08 at 25");
}

TEST_CASE("backwards the time is known as it passes")
{
    Tape tape;
    tape.hear_pieces(start, 7, 0);
    CHECK(tape.take() == "locked 01:02:03:04 at 25 backwards");
    tape.hear_pieces(moved(start, -2), 7, 0);
    CHECK(tape.take() == "moved 01:02:03:02 at 25 backwards");
}

TEST_CASE("a time with one piece missing is the next in turn")
{
    const auto missing = GENERATE(0, 1, 2, 3, 4, 5, 6, 7);
    CAPTURE(missing);
    Tape tape;
    tape.play(start, 2);
    tape.take();
    for (int piece = 0; piece < 8; ++piece)
        if (piece != missing) tape.hear(quarter_frame_of(moved(start, 4), piece));
    tape.play(moved(start, 6), 1);
    CHECK(tape.take() == "moved 01:02:03:10 at 25 | moved 01:02:03:12 at 25");
    CHECK(tape.reader.is_locked());
}

TEST_CASE("backwards too a missing piece is taken in stride")
{
    const auto missing = GENERATE(0, 3, 7);
    CAPTURE(missing);
    Tape tape;
    tape.hear_pieces(start, 7, 0);
    tape.take();
    for (int piece = 7; piece >= 0; --piece)
        if (piece != missing) tape.hear(quarter_frame_of(moved(start, -2), piece));
    tape.hear_pieces(moved(start, -4), 7, 0);
    CHECK(tape.take() == "moved 01:02:03:02 at 25 backwards | moved 01:02:03:00 at 25 backwards");
}

TEST_CASE("a missing piece before the lock starts the gathering anew")
{
    Tape tape;
    tape.hear_pieces(start, 0, 3);
    tape.hear_pieces(start, 5, 7);
    CHECK(tape.take().empty());
    tape.play(moved(start, 2), 1);
    CHECK(tape.take() == "locked 01:02:03:08 at 25");
}

TEST_CASE("two missing pieces are out of order and a near time is no jump")
{
    Tape tape;
    tape.play(start, 2);
    tape.take();
    tape.hear_pieces(moved(start, 4), 0, 2);
    tape.hear_pieces(moved(start, 4), 5, 7);
    CHECK(tape.take().empty());
    CHECK_FALSE(tape.reader.is_locked());
    tape.play(moved(start, 6), 1);
    CHECK(tape.take() == "moved 01:02:03:12 at 25");
    CHECK(tape.reader.is_locked());
}

TEST_CASE("two single gaps in one time lose the lock and it comes back")
{
    Tape tape;
    tape.play(start, 2);
    tape.take();
    for (const auto piece : {0, 2, 3, 5, 6, 7}) tape.hear(quarter_frame_of(moved(start, 4), piece));
    CHECK_FALSE(tape.reader.is_locked());
    tape.play(moved(start, 6), 1);
    CHECK(tape.take() == "moved 01:02:03:12 at 25");
}

TEST_CASE("a time that does not follow is a jump")
{
    const auto [next, words] = GENERATE(table<Timecode, std::string>({
        {{2, 0, 0, 0, Rate::tv_25}, "jumped 02:00:00:02 at 25"},
        {{1, 2, 3, 7, Rate::tv_25}, "jumped 01:02:03:09 at 25"},
        {{1, 2, 3, 4, Rate::tv_25}, "jumped 01:02:03:06 at 25"},
        {{1, 2, 3, 6, Rate::whole_30}, "jumped 01:02:03:08 at 30"},
        {{1, 2, 3, 6, Rate::tv_25}, "moved 01:02:03:08 at 25"},
    }));
    Tape tape;
    tape.play(start, 1);
    tape.take();
    tape.play(next, 1);
    CHECK(tape.take() == words);
}

TEST_CASE("a jump in the middle of a time is seen too")
{
    Tape tape;
    tape.play(start, 1);
    tape.hear_pieces(moved(start, 2), 0, 3);
    tape.take();
    tape.play({2, 0, 0, 0, Rate::tv_25}, 2);
    CHECK(tape.take() == "jumped 02:00:00:02 at 25 | moved 02:00:00:04 at 25");
}

TEST_CASE("a tape that turns around is gathered anew")
{
    Tape tape;
    tape.play(start, 1);
    tape.hear_pieces(moved(start, 2), 0, 3);
    tape.take();
    tape.hear_pieces(moved(start, 2), 2, 0);
    tape.hear_pieces(start, 7, 0);
    CHECK(tape.take() == "moved 01:02:03:04 at 25 backwards");
}

TEST_CASE("midnight is no jump")
{
    const auto rate = GENERATE(Rate::film_24, Rate::tv_25, Rate::drop_29_97, Rate::whole_30);
    Tape tape;
    tape.play(moved({0, 0, 0, 0, rate}, -4), 4);
    CHECK_THAT(tape.take(), !Catch::Contains("jumped"));
    CHECK(tape.reader.position() == Timecode{0, 0, 0, 4, rate});
}

TEST_CASE("silence is told once")
{
    Tape tape;
    tape.play(start, 1);
    tape.take();
    tape.tell(tape.reader.check(tape.now + 200ms));
    CHECK(tape.reader.is_locked());
    tape.tell(tape.reader.check(tape.now + 201ms));
    tape.tell(tape.reader.check(tape.now + 1s));
    CHECK(tape.take() == "lost 01:02:03:06 at 25");
    CHECK_FALSE(tape.reader.is_locked());
}

TEST_CASE("a piece after silence tells the loss itself and starts anew")
{
    Tape tape;
    tape.play(start, 1);
    tape.take();
    tape.hear(quarter_frame_of(moved(start, 2), 0), 300ms);
    CHECK(tape.take() == "lost 01:02:03:06 at 25");
    tape.hear_pieces(moved(start, 2), 1, 7);
    CHECK(tape.take() == "locked 01:02:03:08 at 25");
}

TEST_CASE("pieces that never fit are a loss too")
{
    Tape tape;
    tape.play(start, 1);
    tape.take();
    for (int round = 0; round < 30; ++round) tape.hear(quarter_frame_of(start, round * 3 % 8));
    CHECK(tape.take() == "lost 01:02:03:06 at 25");
}

TEST_CASE("a reader that never locked loses nothing")
{
    Tape tape;
    tape.hear_pieces(start, 0, 4);
    tape.tell(tape.reader.check(tape.now + 10s));
    CHECK(tape.take().empty());
    tape.hear_pieces(start, 5, 7);
    CHECK(tape.take().empty());
    CHECK_FALSE(tape.reader.position().has_value());
}

TEST_CASE("pieces of a time that does not exist do not lock")
{
    Tape tape;
    for (int piece = 0; piece < 8; ++piece) tape.hear(quarter_frame(piece << 4 | 0x0F));
    CHECK(tape.take().empty());
    tape.play(start, 1);
    CHECK(tape.take() == "locked 01:02:03:06 at 25");
    for (int piece = 0; piece < 8; ++piece) tape.hear(quarter_frame(piece << 4 | 0x0F));
    CHECK_FALSE(tape.reader.is_locked());
}

TEST_CASE("other messages say nothing about time")
{
    Tape tape;
    tape.hear(note_on(0, 60, 1));
    tape.hear(plain(Kind::clock));
    CHECK(tape.take().empty());
}

TEST_CASE("what is written in time is read as it runs")
{
    const auto rate = GENERATE(Rate::film_24, Rate::tv_25, Rate::drop_29_97, Rate::whole_30);
    const auto direction = GENERATE(Direction::forward, Direction::backward);
    const Timecode from{1, 0, 0, 0, rate};
    QuarterFrameWriter writer(from, noon, direction);
    TimecodeReader reader;
    int events = 0;
    for (int piece = 0; piece < 4 * 8 * 60; ++piece) {
        const auto now = writer.next();
        const auto messages = writer.due(now);
        REQUIRE(messages.size() == 1);
        const auto event = reader.read(messages[0], now);
        if (!event) continue;
        ++events;
        const auto frames = 2 * events * (direction == Direction::forward ? 1 : -1);
        if (event->time != moved(from, frames) || event->direction != direction) FAIL(describe(*event));
        if ((event->kind == TimecodeEvent::Kind::locked) != (events == 1)) FAIL(describe(*event));
    }
    CHECK(events == 4 * 60);
}

TEST_CASE("a writer gives each piece when it is due and none twice")
{
    QuarterFrameWriter writer(start, noon);
    CHECK(writer.due(noon - 1ms).empty());
    CHECK(writer.next() == noon);
    CHECK(writer.due(noon).size() == 1);
    CHECK(writer.due(noon).empty());
    CHECK(writer.next() == noon + 10ms);
    CHECK(writer.due(noon + 9ms).empty());
    CHECK(writer.due(noon + 35ms).size() == 3);
    CHECK(writer.next() == noon + 40ms);
}

TEST_CASE("a writer that slept goes on at the present, from the start of a time")
{
    QuarterFrameWriter writer(start, noon);
    writer.due(noon);
    const auto messages = writer.due(noon + 10s + 25ms);
    REQUIRE(messages.size() == 3);
    CHECK(messages[0] == quarter_frame_of(moved(start, 250), 0));
    CHECK(messages[2] == quarter_frame_of(moved(start, 250), 2));
    CHECK(writer.due(noon + 10s + 300ms).size() <= static_cast<std::size_t>(QuarterFrameWriter::max_late));
}
