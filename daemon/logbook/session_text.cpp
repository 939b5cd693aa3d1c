#include "logbook/session_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "logbook/session_sieve.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t most_tracks = 2000, most_rows = 10'000, longest_text = 500, most_plug_ins_of_track = 20;

using Cells = std::vector<std::string_view>;

/// As people should see it: no control characters, not endless.
std::string tidy(std::string_view text)
{
    std::string clean(cut_utf8(trimmed(text), longest_text));
    std::ranges::replace_if(clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return clean;
}

std::string said(std::string_view text) { return "\"" + tidy(cut_utf8(text, 60)) + "\""; }

std::string_view cell(const Cells& cells, std::size_t index) { return index < cells.size() ? trimmed(cells[index]) : std::string_view(); }

/// `TRACK NAME:<tab>Kick In`: what stands before the colon, and the rest.
std::optional<std::pair<std::string_view, std::string_view>> fact_in(std::string_view line)
{
    const auto colon = line.find(':');
    if (colon == line.npos) return std::nullopt;
    return std::pair(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
}

/// Takes ` (Stereo)` off the end of a name.
void part_width(SessionTrack& track)
{
    static constexpr std::array<std::string_view, 12> widths{"Stereo", "Mono", "LCR", "Quad", "LCRS", "5.0", "5.1", "6.0", "6.1", "7.0", "7.1", "7.1.4"};
    const auto open = track.name.rfind(" (");
    if (open == std::string::npos || !track.name.ends_with(')')) return;
    const std::string word = track.name.substr(open + 2, track.name.size() - open - 3);
    if (std::ranges::find(widths, word) == widths.end()) return;
    if (word != "Mono") track.width = word;
    track.name.resize(open);
}

class Reader {
public:
    SessionText read(std::string_view utf8)
    {
        TextLines lines(utf8);
        while (const auto line = lines.next()) take(*line, order_.next(line->text));
        if (text_.tracks.empty()) text_.messages.add(0, "no track is listed; export the session text with \"track EDL\" or track listing switched on");
        return std::move(text_);
    }

private:
    void take(const TextLine& line, SessionLine kind);
    void header(const TextLine& line);
    void track(const TextLine& line);
    void begin_track(const TextLine& line, std::string_view name);
    bool track_fact(std::string_view key, std::string_view value);
    void plug_in(const TextLine& line);
    void columns(const TextLine& line);
    void marker(const TextLine& line);
    void puzzled(const TextLine& line, const std::string& what) { text_.messages.add(line.number, what); }
    template <typename Row>
    bool has_room(const TextLine& line, const std::vector<Row>& rows, std::size_t most, const char* what);

    SessionText text_;
    SessionOrder order_;
    bool takes_comments_ = false;             ///< a comment may go on in the next line
    std::vector<std::string> marker_columns_; ///< as the file heads them
};

void Reader::take(const TextLine& line, SessionLine kind)
{
    switch (kind) {
        case SessionLine::header: return header(line);
        case SessionLine::track: return track(line);
        case SessionLine::plug_in: return plug_in(line);
        case SessionLine::marker: return marker(line);
        case SessionLine::columns: return columns(line);
        case SessionLine::blank:
        case SessionLine::heading:
        case SessionLine::event:
        case SessionLine::file:
        case SessionLine::clip:
        case SessionLine::unknown: return;
    }
}

void Reader::header(const TextLine& line)
{
    const auto fact = fact_in(line.text);
    if (!fact) return puzzled(line, "not understood in the header: " + said(line.text));
    const auto [key, value] = *fact;
    const auto number = read_any_number(value.substr(0, value.find('-')));
    if (key == "SESSION NAME") text_.name = tidy(value);
    else if (key == "SESSION START TIMECODE") text_.start = tidy(value);
    else if (key == "TIMECODE FORMAT") text_.timecode = tidy(value);
    else if (key == "SAMPLE RATE" && number && *number > 0) text_.rate_hz = *number < 1000 ? *number * 1000 : *number;   // 48.000 with a point for thousands
    else if (key == "BIT DEPTH" && number && *number >= 1 && *number <= 64) text_.bits = static_cast<int>(*number);
    else if (!key.starts_with("# OF ")) puzzled(line, "not understood in the header: " + said(line.text));
}

template <typename Row>
bool Reader::has_room(const TextLine& line, const std::vector<Row>& rows, std::size_t most, const char* what)
{
    if (rows.size() < most) return true;
    puzzled(line, "more than " + std::to_string(most) + " " + what + "; the rest is left out");
    return false;
}

void Reader::begin_track(const TextLine& line, std::string_view name)
{
    takes_comments_ = false;
    if (!has_room(line, text_.tracks, most_tracks, "tracks")) return;
    if (name.find('\t') != name.npos) puzzled(line, "a tab in the name of the track " + said(name) + "; read as a blank");
    SessionTrack track;
    track.line = line.number;
    track.name = tidy(name);
    part_width(track);
    if (track.name.empty()) puzzled(line, "a track without a name; left out");
    else text_.tracks.push_back(std::move(track));
}

bool Reader::track_fact(std::string_view key, std::string_view value)
{
    auto& track = text_.tracks.back();
    const bool were_comments = std::exchange(takes_comments_, key == "COMMENTS");
    if (key == "COMMENTS") track.comments = tidy(value);
    else if (key == "USER DELAY") track.delay = tidy(value);
    else if (key == "STATE") track.state = tidy(value);
    else if (key == "PLUG-INS") {
        for (const auto name : split_at(value, '\t'))
            if (!trimmed(name).empty() && track.plug_ins.size() < most_plug_ins_of_track) track.plug_ins.push_back(tidy(name));
    } else {
        takes_comments_ = were_comments;
        return false;
    }
    return true;
}

void Reader::track(const TextLine& line)
{
    const auto fact = fact_in(line.text);
    if (fact && fact->first == "TRACK NAME") return begin_track(line, fact->second);
    if (text_.tracks.empty()) return puzzled(line, "stands before the first track: " + said(line.text));
    if (fact && track_fact(fact->first, fact->second)) return;
    auto& comments = text_.tracks.back().comments;
    if (takes_comments_) comments = tidy(comments + " " + std::string(line.text));
    else puzzled(line, "not understood in the track listing: " + said(line.text));
}

void Reader::plug_in(const TextLine& line)
{
    const auto cells = split_at(line.text, '\t');
    if (cells.size() < 4) return puzzled(line, "a plug-in with " + std::to_string(cells.size()) + " columns instead of 6: " + said(line.text));
    if (!has_room(line, text_.plug_ins, most_rows, "plug-ins")) return;
    text_.plug_ins.push_back({line.number, tidy(cell(cells, 0)), tidy(cell(cells, 1)), tidy(cell(cells, 2)), tidy(cell(cells, 3)), tidy(cell(cells, 4)), tidy(cell(cells, 5))});
}

void Reader::columns(const TextLine& line)
{
    const auto cells = split_at(line.text, '\t');
    if (cell(cells, 0) != "#") return;
    marker_columns_.clear();
    for (const auto name : cells) marker_columns_.emplace_back(trimmed(name));
}

void Reader::marker(const TextLine& line)
{
    static const std::vector<std::string> usual{"#", "LOCATION", "TIME REFERENCE", "UNITS", "NAME", "COMMENTS"};
    const auto cells = split_at(line.text, '\t');
    if (cells.size() < 5) return puzzled(line, "a marker with " + std::to_string(cells.size()) + " columns instead of 6 or 8: " + said(line.text));
    if (!has_room(line, text_.markers, most_rows, "markers")) return;
    const auto& columns = marker_columns_.empty() ? usual : marker_columns_;
    const auto at = [&](const char* name) {
        const auto found = std::ranges::find(columns, name);
        return found == columns.end() ? std::string() : tidy(cell(cells, static_cast<std::size_t>(found - columns.begin())));
    };
    SessionMarker marker{line.number, at("#"), at("LOCATION"), at("TIME REFERENCE"), at("UNITS"), at("NAME"), at("TRACK NAME"), at("COMMENTS")};
    for (std::size_t i = columns.size(); i < cells.size(); ++i) marker.comments = tidy(marker.comments + " " + std::string(cells[i]));   // tabs in a comment
    text_.markers.push_back(std::move(marker));
}

}  // namespace

SessionText read_session_text(std::string_view utf8) { return Reader().read(utf8); }

bool looks_like_session_text(std::string_view utf8)
{
    TextLines lines(utf8);
    while (const auto line = lines.next())
        if (!trimmed(line->text).empty()) return SessionOrder::begins_session(line->text);
    return false;
}

}  // namespace recalld::logbook
