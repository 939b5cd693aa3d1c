#include "logbook/subject.hpp"
#include "remote/fault_hints.hpp"
#include "remote/log_lines.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"

#include <algorithm>

namespace recalld::remote {

namespace {

[[noreturn]] void refuse_to_close(store::EntryId id, const std::string& why) { throw VerbError("usage", "line " + std::to_string(id) + " " + why, 409, exit_usage); }

/// Of two who close it at once one is told that the other did.
void want_open(const store::Store& store, store::EntryId id)
{
    const auto faults = logbook::faults_in(store.entries(logbook::fault_lines()));
    const auto known = std::ranges::find(faults, id, &logbook::Fault::entry);
    if (known != faults.end() && !known->is_open()) refuse_to_close(id, "was closed already, by " + known->closed_by + ": " + known->closed_text);
}

}  // namespace

task<Json> fault(Call call)
{
    store::NewEntry line{call.caller.name, "fault", call.text("session"), said(call, "text")};
    if (!line.session.empty()) store::check_name("session", line.session);
    line.version = call.text("version");
    line.subject = subject_here(call.room, call.text("subject"));
    Json data = Json::object();
    if (call.flag("quirk")) data["quirk"] = true;
    const auto subject = line.subject, session = line.session;
    const bool is_new = co_await is_new_session(call.room, session, call.flag("new"));
    const auto id = co_await put_down(call.room, std::move(line), std::move(data));
    Json answer = {{"entry", id}, {"subject", subject}, {"quirk", call.flag("quirk")}};
    co_return with_session(std::move(answer), session, is_new);
}

task<Json> fault_close(Call call)
{
    const auto id = static_cast<store::EntryId>(call.number("entry", 0));
    const auto line = co_await line_of(call.room, id, "fault_close");
    if (line.said.kind != "fault") refuse_to_close(id, "is no fault; `recallctl faults` shows their numbers");
    const auto done = call.text("text");
    const bool says_what = done.find_first_not_of(" \t\r\n") != std::string::npos;
    store::NewEntry closing{call.caller.name, "fault_closed", line.said.session, says_what ? done : "mended"};
    closing.version = line.said.version;
    closing.subject = line.said.subject;
    closing.about = id;
    const auto subject = closing.subject;
    LastLook look = [id](const store::Store& store) { want_open(store, id); };
    const auto entry = co_await put_down(call.room, std::move(closing), Json::object(), std::move(look));
    co_return Json{{"entry", entry}, {"closed", id}, {"subject", subject}};
}

/// Those that were noted in a session, also in one that an archive brought: of such a session nobody else here knows them.
task<logbook::Faults> faults_of_session(Room& room, std::string session)
{
    auto filter = logbook::fault_lines();
    filter.session = session;
    auto faults = co_await all_faults(room);
    const auto lines = co_await room.store.run([&](store::Store& store) { return store.entries(filter); });
    for (auto& fault : logbook::faults_in(lines))
        if (std::ranges::find(faults, fault.entry, &logbook::Fault::entry) == faults.end()) faults.push_back(std::move(fault));
    co_return faults;
}

/// Without `all` only what is open.
task<Json> faults(Call call)
{
    const auto subject = call.text("subject"), session = call.text("session");
    logbook::Faults all;
    if (session.empty()) all = co_await all_faults(call.room);
    else all = co_await faults_of_session(call.room, session);
    logbook::Faults wanted;
    std::ranges::copy_if(all, std::back_inserter(wanted), [&](const logbook::Fault& fault) {
        const bool is_about = subject.empty() || logbook::is_part_of(fault.subject, subject);
        return is_about && (session.empty() || fault.session == session) && (call.flag("all") || fault.is_open());
    });
    if (wanted.empty() && !subject.empty()) subject_here(call.room, subject);   // nothing is wrong with it, or there is no such thing
    co_return Json{{"faults", faults_json(wanted)}};
}

}  // namespace recalld::remote
