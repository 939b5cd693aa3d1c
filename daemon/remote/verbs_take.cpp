#include "logbook/takes.hpp"
#include "remote/log_lines.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"

namespace recalld::remote {

namespace {

/// A line of this kind, by whoever calls, about the session and version that he names.
store::NewEntry line_by(const Call& call, const char* kind, const std::string& session)
{
    store::NewEntry line{call.caller.name, kind, session, {}};
    line.version = call.text("version");
    return line;
}

task<std::vector<logbook::Take>> takes_of(Room& room, std::string session)
{
    store::EntryFilter filter;
    filter.kinds = {"take"};
    filter.session = std::move(session);
    const auto lines = co_await room.store.run([&](store::Store& store) { return store.entries(filter); });
    co_return logbook::takes_in(lines);
}

constexpr std::size_t most_takes = 9999;

/// Where takes count themselves, what people say is about the newest; elsewhere it is the next one.
std::size_t number_of(const Call& call, const std::vector<logbook::Take>& takes, const std::string& session)
{
    const auto number = call.number("take", 0);
    if (call.arguments.contains("take") && (number == 0 || number > most_takes))
        throw VerbError("usage", "take: takes are numbered from 1 to " + std::to_string(most_takes) + ", not " + std::to_string(number), 400, exit_usage);
    if (number > 0) return number;
    const auto next = logbook::next_take(takes, session);
    return call.room.rig.config().log.takes && next > 1 ? next - 1 : next;
}

Json take_data(const Call& call, std::size_t number)
{
    Json data = {{"take", number}};
    for (const auto* key : {"name", "from", "to", "verdict"})
        if (auto words = call.text(key); !words.empty()) data[key] = std::move(words);
    return data;
}

}  // namespace

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

task<Json> take(Call call)
{
    const auto session = co_await session_of(call);
    const auto takes = co_await takes_of(call.room, session);
    const auto number = number_of(call, takes, session);
    auto data = take_data(call, number);
    auto line = line_by(call, "take", session);
    line.text = take_words(data, call.text("text"));
    const auto text = line.text;
    const auto id = co_await put_down(call.room, std::move(line), std::move(data));
    Json answer = {{"entry", id}, {"session", session}, {"take", number}, {"text", text}};
    co_return co_await doubting(call.room, session, std::move(answer));
}

task<Json> track(Call call)
{
    const auto session = co_await session_of(call);
    const auto name = said(call, "track"), text = call.text("text");
    const bool is_done = !call.flag("open");
    auto line = line_by(call, "track", session);
    line.text = name + (is_done ? ": complete" : ": open again") + (text.empty() ? "" : "; " + text);
    Json data = {{"track", name}, {"done", is_done}};
    const auto words = line.text;
    const auto id = co_await put_down(call.room, std::move(line), std::move(data));
    Json answer = {{"entry", id}, {"session", session}, {"track", name}, {"done", is_done}, {"text", words}};
    co_return co_await doubting(call.room, session, std::move(answer));
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
