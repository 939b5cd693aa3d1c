#include "logbook/session_sieve.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "logbook/text_lines.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t enough_to_begin = 4;

struct Heading {
    std::string_view words;   ///< without blanks
    SessionLine part;
};
constexpr std::array<Heading, 9> headings{{
    {"FILESINSESSION", SessionLine::file},
    {"AUDIOFILESINSESSION", SessionLine::file},
    {"ONLINECLIPSINSESSION", SessionLine::clip},
    {"OFFLINECLIPSINSESSION", SessionLine::clip},
    {"ONLINEREGIONSINSESSION", SessionLine::clip},
    {"REGIONSINSESSION", SessionLine::clip},
    {"PLUG-INSLISTING", SessionLine::plug_in},
    {"TRACKLISTING", SessionLine::track},
    {"MARKERSLISTING", SessionLine::marker},
}};

/// `T R A C K  L I S T I N G`
std::optional<SessionLine> part_headed(std::string_view line)
{
    if (line.size() > 100 || line.find(' ') == line.npos) return std::nullopt;
    std::string words;
    for (const char c : line)
        if (!std::isspace(static_cast<unsigned char>(c))) words += c;
    const auto found = std::ranges::find(headings, words, &Heading::words);
    return found == headings.end() ? std::nullopt : std::optional(found->part);
}

bool begins_with_columns(std::string_view line)
{
    const auto first = trimmed(split_at(line, '\t').front());
    return first == "CHANNEL" || first == "MANUFACTURER" || first == "#" || first == "Filename" || first == "CLIP NAME" || first == "REGION NAME";
}

}  // namespace

bool SessionOrder::begins_session(std::string_view line) { return trimmed(line).starts_with("SESSION NAME:"); }

SessionLine SessionOrder::next(std::string_view line)
{
    if (trimmed(line).empty()) return SessionLine::blank;
    if (const auto part = part_headed(line)) {
        part_ = *part;
        are_events_ = has_columns_ = false;
        return SessionLine::heading;
    }
    if (part_ == SessionLine::track) return in_tracks(line);
    return part_ == SessionLine::header ? SessionLine::header : in_table(line, part_);
}

SessionLine SessionOrder::in_tracks(std::string_view line)
{
    if (line.starts_with("TRACK NAME:")) are_events_ = false;
    else if (are_events_) return SessionLine::event;
    if (!begins_with_columns(line)) return SessionLine::track;
    are_events_ = true;
    return SessionLine::columns;
}

SessionLine SessionOrder::in_table(std::string_view line, SessionLine row)
{
    if (has_columns_ || !begins_with_columns(line)) return row;
    has_columns_ = true;
    return SessionLine::columns;
}

bool SessionSieve::take(std::string_view bytes)
{
    if (has_begun_) {
        begin(bytes);
        return !is_full_;
    }
    first_ += bytes;
    if (first_.size() < enough_to_begin) return true;
    begin(std::exchange(first_, {}));
    return !is_full_;
}

void SessionSieve::begin(std::string_view bytes)
{
    if (!has_begun_) {
        has_begun_ = true;
        if (const auto mark = utf16_mark(bytes); mark != Utf16Mark::none) utf16_.emplace(mark == Utf16Mark::little);
    }
    if (!utf16_) return decoded(bytes);
    std::string utf8;
    utf16_->take(bytes, utf8);
    decoded(utf8);
}

void SessionSieve::decoded(std::string_view text)
{
    for (const char c : text) {
        if (is_full_) return;
        const bool ends_pair = c == '\n' && was_return_;
        was_return_ = c == '\r';
        if (ends_pair) continue;
        if (c == '\r' || c == '\n') end_line();
        else if (line_.size() < longest_line) line_ += c;
        else is_cut_ = true;
    }
}

bool SessionSieve::wants(std::string_view line)
{
    if (!is_session_ && !trimmed(line).empty()) {
        const auto mark = line.starts_with("\xef\xbb\xbf") ? 3u : 0u;
        is_session_ = SessionOrder::begins_session(line.substr(mark));
    }
    return !is_session_.value_or(false) || !SessionOrder::is_bulk(order_.next(line));
}

void SessionSieve::end_line()
{
    ++lines_;
    cut_ += std::exchange(is_cut_, false) ? 1u : 0u;
    const auto line = std::exchange(line_, {});
    if (!wants(line)) {
        ++left_out_;
        return;
    }
    if (next_kept_ != lines_) kept_ += skipped_mark + std::to_string(lines_) + "\n";
    next_kept_ = lines_ + 1;
    kept_ += line + "\n";
    is_full_ = kept_.size() > most_kept;
}

SessionSieve::Sifted SessionSieve::finish()
{
    if (!has_begun_) begin(std::exchange(first_, {}));
    if (utf16_) {
        std::string rest;
        utf16_->finish(rest);
        decoded(rest);
    }
    if (!line_.empty() && !is_full_) end_line();
    Sifted sifted{decode_text(kept_), lines_, left_out_, cut_, is_full_};
    if (utf16_) sifted.text.encoding = "UTF-16", sifted.text.is_guess = false, sifted.text.replaced = utf16_->replaced();
    return sifted;
}

}  // namespace recalld::logbook
