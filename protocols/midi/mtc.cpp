#include "midi/mtc.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace recalld::midi {

namespace {

constexpr int timecode_subject = 0x01;
constexpr std::byte full_detail{0x01};
constexpr std::byte user_detail{0x02};

Result<Universal> read_detail(std::byte detail, std::size_t size, View message)
{
    const auto content = read_universal(message);
    if (!content) return content.error();
    if (!content->real_time || content->subject != timecode_subject) return Fault::unknown;
    if (content->rest.empty()) return Fault::truncated;
    if (content->rest.front() != detail) return Fault::unknown;
    if (content->rest.size() < 1 + size) return Fault::truncated;
    if (content->rest.size() > 1 + size) return Fault::trailing;
    return Universal{true, content->device, timecode_subject, content->rest.subspan(1)};
}

Bytes detailed(int device, std::byte detail, View data)
{
    const auto rest = wire::Writer().append({&detail, 1}).append(data).take();
    return universal({true, device, timecode_subject, rest});
}

int hours_and_rate(const Timecode& time) { return static_cast<int>(time.rate) << 5 | time.hours; }

Rate rate_in(int hours) { return static_cast<Rate>(hours >> 5 & 3); }

}  // namespace

std::array<std::byte, 4> timecode_bytes(const Timecode& time)
{
    assert(is_sound(time));
    return {seven_bits(hours_and_rate(time)), seven_bits(time.minutes), seven_bits(time.seconds),
            seven_bits(time.frames)};
}

Result<Timecode> read_timecode(View bytes)
{
    if (bytes.size() < 4) return Fault::truncated;
    const auto hours = to_int(bytes[0]);
    const Timecode time{hours & 0x1f, to_int(bytes[1]), to_int(bytes[2]), to_int(bytes[3]), rate_in(hours)};
    if (!is_sound(time)) return Fault::out_of_range;
    return time;
}

Bytes full_frame(const FullFrame& frame) { return detailed(frame.device, full_detail, timecode_bytes(frame.time)); }

Result<FullFrame> read_full_frame(View message)
{
    const auto content = read_detail(full_detail, 4, message);
    if (!content) return content.error();
    const auto time = read_timecode(content->rest);
    if (!time) return time.error();
    return FullFrame{content->device, *time};
}

Bytes user_bits(const UserBits& bits)
{
    Bytes data;
    for (const auto group : bits.groups) data.push_back(static_cast<std::byte>(group & 0x0f));
    data.push_back(static_cast<std::byte>(bits.format & 0x03));
    return detailed(bits.device, user_detail, data);
}

Result<UserBits> read_user_bits(View message)
{
    const auto content = read_detail(user_detail, 9, message);
    if (!content) return content.error();
    UserBits bits{content->device, {}, to_int(content->rest[8]) & 0x03};
    std::ranges::transform(content->rest.first(8), bits.groups.begin(), [](auto byte) { return to_int(byte) & 0x0f; });
    return bits;
}

Message quarter_frame_of(const Timecode& time, int piece)
{
    assert(is_sound(time) && piece >= 0 && piece < 8);
    const std::array parts{time.frames, time.seconds, time.minutes, hours_and_rate(time)};
    const auto part = parts[static_cast<std::size_t>(piece / 2)];
    return quarter_frame(piece << 4 | (part >> (piece % 2 * 4) & 0x0f));
}

namespace {

constexpr std::int64_t frames_a_time = 2;     // eight pieces take two frames
constexpr std::int64_t frames_to_gather = 8;  // more than pass while a broken time is gathered anew
constexpr unsigned all_pieces = 0xff;

Timecode assembled(const std::array<int, 8>& pieces)
{
    const auto part = [&pieces](std::size_t index) { return pieces[2 * index + 1] << 4 | pieces[2 * index]; };
    return {part(3) & 0x1f, part(2) & 0x3f, part(1) & 0x3f, part(0) & 0x1f, rate_in(part(3))};
}

std::int64_t sign_of(Direction direction) { return direction == Direction::forward ? 1 : -1; }

/// Both run at one rate and are so many frames apart at most, around midnight too.
bool are_near(const Timecode& one, const Timecode& other, std::int64_t frames)
{
    if (one.rate != other.rate) return false;
    const auto apart = frame_number(one) - frame_number(other);
    return frame_number(timecode_at(apart + frames, one.rate)) <= 2 * frames;
}

}  // namespace

std::optional<TimecodeEvent> TimecodeReader::read(const Message& message, TimePoint now)
{
    if (message.kind() == Kind::quarter_frame) return on_piece(message.data1() >> 4, message.data1() & 0x0f, now);
    if (message.kind() != Kind::sysex) return std::nullopt;
    const auto frame = read_full_frame(message.bytes());
    return frame ? on_full_frame(frame->time) : std::nullopt;
}

std::optional<TimecodeEvent> TimecodeReader::check(TimePoint now)
{
    const auto direction = direction_.value_or(Direction::forward);
    if (now - heard_ > silence_) gather_anew();
    if (state_ == State::stopped || now - useful_ <= silence_) return std::nullopt;
    state_ = State::stopped;
    return TimecodeEvent{TimecodeEvent::Kind::lost, *position_, direction};
}

std::optional<TimecodeEvent> TimecodeReader::on_full_frame(const Timecode& time)
{
    gather_anew();
    state_ = State::stopped;
    position_ = time;
    return TimecodeEvent{TimecodeEvent::Kind::located, time};
}

std::optional<TimecodeEvent> TimecodeReader::on_piece(int piece, int bits, TimePoint now)
{
    auto event = check(now);
    if (!follows(piece)) gather_anew();
    if (const auto before = finish_before(piece)) event = before;
    heard_ = now;
    if (state_ == State::locked) useful_ = now;
    last_ = piece;
    pieces_[static_cast<std::size_t>(piece)] = bits;
    seen_ |= 1U << piece;
    const auto end = direction_ == Direction::backward ? 0 : 7;
    if (direction_ && piece == end) {
        if (const auto whole = finish()) event = whole;
        if (state_ == State::locked) useful_ = now;
    }
    return event;
}

/// The piece is the next one, or when locked the one after it. The second piece tells the direction.
bool TimecodeReader::follows(int piece)
{
    if (!last_) return false;
    const auto steps = (piece - *last_) & 7;
    const bool is_forward = steps == 1 || steps == 2;
    const bool is_next = steps == 1 || steps == 7;
    const bool is_after_next = steps == 2 || steps == 6;
    if (!is_next && !(is_after_next && state_ == State::locked)) return false;
    const auto direction = is_forward ? Direction::forward : Direction::backward;
    if (!direction_) direction_ = direction;
    return direction_ == direction;
}

void TimecodeReader::gather_anew()
{
    if (state_ == State::locked) state_ = State::gathering;
    direction_.reset();
    last_.reset();
    seen_ = 0;
    finished_ = false;
}

/// A piece of the next time ends the one before, whose last piece may be missing.
std::optional<TimecodeEvent> TimecodeReader::finish_before(int piece)
{
    const bool is_next_time = last_ && (direction_ == Direction::backward ? piece > *last_ : piece < *last_);
    if (!is_next_time) return std::nullopt;
    const auto event = finished_ ? std::nullopt : finish();
    seen_ = 0;
    finished_ = false;
    return event;
}

std::optional<TimecodeEvent> TimecodeReader::finish()
{
    finished_ = true;
    const auto time = finished_time();
    if (!time) {
        if (state_ == State::locked) state_ = State::gathering;
        return std::nullopt;
    }
    const auto kind = arrival(*time);
    state_ = State::locked;
    time_ = *time;
    position_ = direction_ == Direction::forward ? moved(*time, frames_a_time) : *time;
    return TimecodeEvent{kind, *position_, *direction_};
}

/// The time as it was sent; with one piece missing, the one that is next in turn.
std::optional<Timecode> TimecodeReader::finished_time() const
{
    if (state_ == State::locked && std::popcount(seen_) == 7) return moved(time_, sign_of(*direction_) * frames_a_time);
    const auto time = assembled(pieces_);
    return seen_ == all_pieces && is_sound(time) ? std::optional(time) : std::nullopt;
}

TimecodeEvent::Kind TimecodeReader::arrival(const Timecode& time) const
{
    if (state_ == State::stopped) return TimecodeEvent::Kind::locked;
    const bool runs_on = state_ == State::locked ? are_near(time, moved(time_, sign_of(*direction_) * frames_a_time), 0)
                                                 : are_near(time, time_, frames_to_gather);
    return runs_on ? TimecodeEvent::Kind::moved : TimecodeEvent::Kind::jumped;
}

std::string describe(const TimecodeEvent& event)
{
    constexpr std::array words{"located ", "locked ", "moved ", "jumped ", "lost "};
    return words[static_cast<std::size_t>(event.kind)] + describe(event.time) + " at " + describe(event.time.rate)
           + (event.direction == Direction::backward ? " backwards" : "");
}

QuarterFrameWriter::QuarterFrameWriter(const Timecode& start, TimePoint started, Direction direction)
    : start_(start), started_(started), direction_(direction)
{
}

std::vector<Message> QuarterFrameWriter::due(TimePoint now)
{
    std::vector<Message> messages;
    if (now < next()) return messages;
    const auto first = direction_ == Direction::forward ? 1 : 0;  // forwards one is due at once
    const auto count = quarters_in(now - started_, start_.rate) + first;
    if (count - given_ > max_late) given_ = count / 8 * 8;  // a receiver gathers from the start of a time
    while (given_ < count) messages.push_back(piece(given_++));
    return messages;
}

TimePoint QuarterFrameWriter::next() const
{
    const auto quarters = direction_ == Direction::forward ? given_ : given_ + 1;
    return started_ + duration_of_quarters(quarters, start_.rate);
}

Message QuarterFrameWriter::piece(std::int64_t number) const
{
    const auto passed = number / 8 * frames_a_time;
    const auto place = static_cast<int>(number % 8);
    if (direction_ == Direction::forward) return quarter_frame_of(moved(start_, passed), place);
    return quarter_frame_of(moved(start_, -passed - frames_a_time), 7 - place);
}

}  // namespace recalld::midi
