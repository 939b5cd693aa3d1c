#include <algorithm>
#include <array>
#include <optional>

#include "logbook/line.hpp"
#include "logbook/takes.hpp"
#include "logbook/text_lines.hpp"
#include "remote/log_lines.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

/// A line of this kind, by whoever calls, about the session and version that he names.
store::NewEntry line_by(const Call& call, const char* kind, const std::string& session)
{
    store::NewEntry line{call.caller.name, kind, session, {}};
    line.version = call.text("version");
    return line;
}

constexpr std::size_t most_takes = 9999;

/// The one that somebody named; 0: nobody did.
std::size_t number_said(const Call& call)
{
    const auto number = call.number("take", 0);
    if (call.arguments.contains("take") && (number == 0 || number > most_takes))
        throw VerbError("usage", "take: takes are numbered from 1 to " + std::to_string(most_takes) + ", not " + std::to_string(number), 400, exit_usage);
    return number;
}

bool are_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

/// The parts of what is written as hh:mm:ss:ff, or hh:mm:ss;ff. Bars and beats are none: their numbers have three digits, or other signs between.
std::optional<std::array<int, 4>> timecode_parts(std::string text)
{
    if (const auto drop = text.rfind(';'); drop != text.npos) text[drop] = ':';
    const auto words = logbook::split_at(logbook::trimmed(text), ':');
    std::array<int, 4> parts{};
    if (words.size() != parts.size()) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!are_digits(words[i]) || words[i].size() > 2) return std::nullopt;
        parts[i] = std::stoi(std::string(words[i]));
    }
    return parts;
}

std::optional<std::array<int, 4>> timecode_said(const Call& call, const char* key)
{
    constexpr std::array most{23, 59, 59, 29};
    const auto words = call.text(key);
    const auto parts = timecode_parts(words);
    for (std::size_t i = 0; parts && i < most.size(); ++i)
        if ((*parts)[i] > most[i])
            throw VerbError("usage", std::string("take: ") + key + ": " + studio::in_quotes(words) + " is no timecode; give hh:mm:ss:ff from 00:00:00:00 to 23:59:59:29, or other words such as 12|3|000", 400, exit_usage);
    return parts;
}

void want_times(const Call& call)
{
    const auto from = timecode_said(call, "from"), to = timecode_said(call, "to");
    if (from && to && *to < *from)
        throw VerbError("usage", "take: it ends at " + call.text("to") + ", before it begins at " + call.text("from") + "; give a \"to\" that is not before \"from\"", 400, exit_usage);
}

Json take_data(const Call& call)
{
    want_times(call);
    Json data = {{"take", 0}};
    for (const auto* key : {"name", "from", "to", "verdict"})
        if (auto words = call.text(key); !words.empty()) data[key] = std::move(words);
    return data;
}

}  // namespace

std::size_t next_take_of(const store::Store& store, const std::string& session)
{
    store::EntryFilter filter;
    filter.kinds = {"take"};
    filter.session = session;
    return logbook::next_take(logbook::takes_in(store.entries(filter)), session);
}

std::string take_words(const Json& data, const std::string& text)
{
    std::string words = "Take " + data["take"].dump();
    if (const auto name = logbook::text_of(data, "name"); !name.empty() && name != words) words += " (" + name + ")";
    const auto verdict = logbook::text_of(data, "verdict"), from = logbook::text_of(data, "from"), to = logbook::text_of(data, "to");
    std::string more = verdict;
    if (!from.empty() || !to.empty()) more += (more.empty() ? "" : ", ") + (from.empty() ? "" : from + (to.empty() ? "" : " ")) + (to.empty() ? "" : "to " + to);
    if (!text.empty()) more += (more.empty() ? "" : "; ") + text;
    return more.empty() ? words : words + ": " + more;
}

/// A number that was mistyped shows as a gap.
std::string gap_words(std::size_t number, std::size_t next)
{
    if (number <= next) return {};
    const auto last = number - 1;
    return (last == next ? "take " + std::to_string(next) + " is" : "takes " + std::to_string(next) + " to " + std::to_string(last) + " are") + " not in the log, and the next one is take " + std::to_string(number + 1);
}

task<Json> take(Call call)
{
    const auto session = co_await session_of(call);
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    auto number = number_said(call);
    auto data = take_data(call);
    auto line = line_by(call, "take", session);
    add_clock(call.room, data);
    const auto text = call.text("text");
    const bool count_themselves = call.room.rig.config().log.takes;
    std::string gap;
    const auto id = co_await call.room.store.run([&](store::Store& store) {
        want_version(store, session, line.version);
        const auto next = next_take_of(store, session);
        if (number == 0) number = count_themselves && next > 1 ? next - 1 : next;   // what people say is about the newest
        gap = gap_words(number, next);
        data["take"] = number;
        line.text = take_words(data, text);
        line.data = logbook::facts(data);
        return store.add_entry(line);
    });
    call.room.news.tell(Area::log);
    Json answer = {{"entry", id}, {"session", session}, {"take", number}, {"text", line.text}};
    if (!gap.empty()) answer["notes"].push_back(gap);
    co_return with_session(std::move(answer), session, is_new);
}

task<Json> track(Call call)
{
    const auto session = co_await session_of(call);
    const auto name = said(call, "track"), text = call.text("text");
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    const bool is_done = !call.flag("open");
    auto line = line_by(call, "track", session);
    line.text = name + (is_done ? ": complete" : ": open again") + (text.empty() ? "" : "; " + text);
    Json data = {{"track", name}, {"done", is_done}};
    const auto words = line.text;
    const auto id = co_await put_down(call.room, std::move(line), std::move(data));
    Json answer = {{"entry", id}, {"session", session}, {"track", name}, {"done", is_done}, {"text", words}};
    co_return with_session(std::move(answer), session, is_new);
}

task<Json> correct(Call call)
{
    const auto number = static_cast<store::EntryId>(call.number("entry", 0));
    const auto meant = co_await line_of(call.room, number, "correct");
    const bool is_correction = meant.said.kind == "correction" && meant.said.about;   // the line behind it is what people mean
    store::NewEntry line{call.caller.name, "correction", meant.said.session, said(call, "text")};
    line.version = meant.said.version;
    line.subject = meant.said.subject;
    line.about = is_correction ? *meant.said.about : number;
    const auto corrects = *line.about;
    const auto id = co_await put_down(call.room, std::move(line), Json::object());
    co_return Json{{"entry", id}, {"corrects", corrects}};
}

/// Of the verb log: what it calls text is what is said of the take.
task<Json> put_down_take(Call call) { return take(std::move(call)); }

/// … and here it is the name of the track.
task<Json> put_down_track(Call call)
{
    call.arguments["track"] = call.text("text");
    call.arguments.erase("text");
    return track(std::move(call));
}

}  // namespace recalld::remote
