#include "logbook/subject.hpp"
#include "remote/fault_hints.hpp"
#include "remote/log_lines.hpp"
#include "remote/verbs_logbook.hpp"
#include "store/names.hpp"

namespace recalld::remote {

namespace {

[[noreturn]] void refuse_to_close(store::EntryId id, const std::string& why) { throw VerbError("usage", "line " + std::to_string(id) + " " + why, 409, exit_usage); }

}  // namespace

task<Json> fault(Call call)
{
    store::NewEntry line{call.caller.name, "fault", call.text("session"), said(call, "text")};
    if (!line.session.empty()) store::check_name("session", line.session);
    line.version = call.text("version");
    line.subject = subject_here(call.room, call.text("subject"));
    Json data = Json::object();
    if (call.flag("quirk")) data["quirk"] = true;
    const auto subject = line.subject;
    const auto id = co_await put_down(call.room, std::move(line), std::move(data));
    co_return Json{{"entry", id}, {"subject", subject}, {"quirk", call.flag("quirk")}};
}

task<Json> fault_close(Call call)
{
    const auto id = static_cast<store::EntryId>(call.number("entry", 0));
    const auto line = co_await line_of(call.room, id, "fault_close");
    if (line.said.kind != "fault") refuse_to_close(id, "is no fault; `recallctl faults` shows their numbers");
    const auto faults = co_await all_faults(call.room);
    const auto known = std::ranges::find(faults, id, &logbook::Fault::entry);
    if (known != faults.end() && !known->is_open()) refuse_to_close(id, "was closed already, by " + known->closed_by + ": " + known->closed_text);
    store::NewEntry closing{call.caller.name, "fault_closed", line.said.session, call.text("text", "mended")};
    closing.version = line.said.version;
    closing.subject = line.said.subject;
    closing.about = id;
    const auto subject = closing.subject;
    const auto entry = co_await put_down(call.room, std::move(closing), Json::object());
    co_return Json{{"entry", entry}, {"closed", id}, {"subject", subject}};
}

/// Without `all` only what is open.
task<Json> faults(Call call)
{
    const auto subject = call.text("subject"), session = call.text("session");
    const auto all = co_await all_faults(call.room);
    logbook::Faults wanted;
    std::ranges::copy_if(all, std::back_inserter(wanted), [&](const logbook::Fault& fault) {
        const bool is_about = subject.empty() || logbook::is_part_of(fault.subject, subject);
        return is_about && (session.empty() || fault.session == session) && (call.flag("all") || fault.is_open());
    });
    co_return Json{{"faults", faults_json(wanted)}};
}

}  // namespace recalld::remote
