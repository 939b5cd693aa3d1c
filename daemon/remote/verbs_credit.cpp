#include "logbook/credits.hpp"
#include "logbook/credit_roles.hpp"
#include "remote/log_lines.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"
#include "studio/spelling.hpp"

#include <algorithm>

namespace recalld::remote {

namespace {

[[noreturn]] void refuse(const std::string& why) { throw VerbError("usage", why, 400, exit_usage); }

std::string checked_session(const Call& call)
{
    auto session = call.text("session");
    store::check_name("session", session);
    return session;
}

constexpr std::array groups{logbook::CreditGroup::artist, logbook::CreditGroup::producer, logbook::CreditGroup::engineer, logbook::CreditGroup::musician, logbook::CreditGroup::studio};

/// Of a role that is not common: as it is said, or as its words sound.
std::string group_of(const Call& call, const std::string& role)
{
    const auto group = call.text("group");
    std::vector<std::string> names;
    for (const auto one : groups) names.emplace_back(logbook::name_of(one));
    if (!group.empty() && std::ranges::find(names, group) == names.end())
        refuse("credit: a group is artist, producer, engineer, musician or studio, not " + studio::in_quotes(group) + studio::did_you_mean(group, names));
    if (!group.empty()) return group;
    const auto* known = logbook::role_named(role);
    if (!known) known = logbook::role_near(role);
    if (known) return std::string(logbook::name_of(known->group));
    if (role.find("ngineer") != std::string::npos) return "engineer";
    return role.find("roducer") != std::string::npos ? "producer" : "musician";
}

Json credit_data(const Call& call)
{
    const auto role = said(call, "role");
    const auto* known = logbook::role_named(role);
    Json data = {{"name", said(call, "name")}, {"role", known ? std::string(known->name) : role}, {"group", group_of(call, role)}};
    for (const auto* key : {"instrument", "ipi", "isni"})
        if (auto words = call.text(key); !words.empty()) data[key] = std::move(words);
    if (const auto isni = logbook::text_of(data, "isni"); !isni.empty())
        if (const auto fault = logbook::isni_fault(isni); !fault.empty()) refuse("credit: " + fault);
    if (const auto ipi = logbook::text_of(data, "ipi"); !ipi.empty())
        if (const auto fault = logbook::ipi_fault(ipi); !fault.empty()) refuse("credit: " + fault);
    if (call.flag("gone")) data["gone"] = true;
    return data;
}

std::string credit_words(const Json& data)
{
    const auto instrument = logbook::text_of(data, "instrument");
    return logbook::text_of(data, "name") + ": " + logbook::text_of(data, "role") + (instrument.empty() ? "" : " (" + instrument + ")") + (logbook::flag_of(data, "gone") ? ", taken out" : "");
}

/// What credits and song are folded from.
task<std::vector<store::Entry>> lines_of(Room& room, std::string session)
{
    store::EntryFilter filter;
    filter.kinds = {"credit", "song"};
    filter.session = std::move(session);
    auto lines = co_await room.store.run([&](store::Store& store) { return store.entries(filter); });
    co_return lines;
}

Json credit_json(const logbook::Credit& credit)
{
    Json json = {{"entry", credit.entry}, {"name", credit.name}, {"role", credit.role}, {"group", credit.group}};
    if (!credit.instrument.empty()) json["instrument"] = credit.instrument;
    if (!credit.ipi.empty()) json["ipi"] = credit.ipi;
    if (!credit.isni.empty()) json["isni"] = credit.isni;
    return json;
}

task<> want_credit(Room& room, std::string session, Json data)
{
    const auto lines = co_await lines_of(room, session);
    const auto credits = logbook::credits_in(lines);
    const auto name = logbook::text_of(data, "name"), role = logbook::text_of(data, "role");
    const bool known = std::ranges::any_of(credits, [&](const auto& credit) { return credit.name == name && credit.role == role; });
    if (!known) throw VerbError("not_found", session + " has no credit " + studio::in_quotes(name + ": " + role) + "; `recallctl credits` lists them", 404, exit_usage);
}

/// `title=Night Train`, one a line.
Json song_data(const std::string& text)
{
    Json data = Json::object();
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const auto sign = line.find('=');
        if (sign == std::string::npos) refuse("song: facts are written KEY=VALUE, as title=\"Night Train\", not " + studio::in_quotes(line));
        const auto key = line.substr(0, sign), value = line.substr(sign + 1);
        if (const auto fault = logbook::song_fault(key, value); !fault.empty()) refuse("song: " + fault);
        data[key] = value;
    }
    if (data.empty()) refuse("song: say at least one fact, as title=\"Night Train\"");
    return data;
}

std::string song_words(const Json& data)
{
    std::string words;
    for (const auto& [key, value] : data.items()) words += (words.empty() ? "" : ", ") + key + (value == "" ? " taken out" : ": " + value.get<std::string>());
    return words;
}

}  // namespace

task<Json> credit(Call call)
{
    const auto session = checked_session(call);
    const auto data = credit_data(call);
    if (call.flag("gone")) co_await want_credit(call.room, session, data);
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    store::NewEntry line{call.caller.name, "credit", session, credit_words(data)};
    const auto id = co_await put_down(call.room, std::move(line), data);
    Json answer = {{"entry", id}, {"session", session}};
    answer.update(data);
    const auto hint = logbook::role_suggestion(call.text("role"));
    if (!hint.empty()) answer["notes"] = {studio::in_quotes(call.text("role")) + " is no common role" + hint};
    co_return with_session(std::move(answer), session, is_new);
}

task<Json> credits(Call call)
{
    const auto session = checked_session(call);
    const auto lines = co_await lines_of(call.room, session);
    Json list = Json::array();
    for (const auto& credit : logbook::credits_in(lines)) list.push_back(credit_json(credit));
    co_return Json{{"session", session}, {"credits", std::move(list)}, {"song", logbook::song_in(lines, session)}};
}

task<Json> song(Call call)
{
    const auto session = checked_session(call);
    const auto data = song_data(call.text("values"));
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    store::NewEntry line{call.caller.name, "song", session, song_words(data)};
    const auto id = co_await put_down(call.room, std::move(line), data);
    const auto lines = co_await lines_of(call.room, session);
    Json answer = {{"entry", id}, {"session", session}, {"song", logbook::song_in(lines, session)}};
    co_return with_session(std::move(answer), session, is_new);
}

}  // namespace recalld::remote
