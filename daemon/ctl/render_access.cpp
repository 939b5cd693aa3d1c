#include <fmt/format.h>

#include "ctl/qr.hpp"
#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

constexpr std::string_view stay_home =
    "Other machines cannot reach this daemon; to let a phone in, write into the rig:\n  remote: {http: {listen: 0.0.0.0}, osc: {listen: 0.0.0.0}}\n";

bool is_this_machine_only(const Json& one)
{
    const std::string link = one.is_string() ? one.get<std::string>() : std::string();
    return link.find("//127.") != std::string::npos || link.find("//[::1]") != std::string::npos;
}

/// Whose session, where the words do not name it, what it is about, and where the tape stood.
std::string context_of(const Json& entry)
{
    const auto session = text_in(entry, "session"), subject = text_in(entry, "subject"), at = text_in(object_in(entry, "data"), "at");
    const bool names_session = text_in(entry, "text").find(session) != std::string::npos;
    return (names_session ? "" : ", " + session) + (subject.empty() ? "" : ", " + subject) + (at.empty() ? "" : ", at " + at);
}

/// With its number, by which it is corrected and closed; what corrects it stands below.
std::string log_line(const Json& entry, const Paint& paint)
{
    std::string text = fmt::format("{:>5}  {}  {}  {}  {}\n", number_in(entry, "entry"), local_time(text_in(entry, "time")), text_in(entry, "who"), text_in(entry, "kind") + context_of(entry),
                                   paint.strong(clean(text_in(entry, "text"))));
    for (const Json& correction : list_in(entry, "corrected"))
        text += fmt::format("       corrected by {}, {}: {}\n", text_in(correction, "who"), local_time(text_in(correction, "time")), paint.strong(clean(text_in(correction, "text"))));
    return text;
}

}  // namespace

std::string render_pair(const Json& result, const Paint& paint)
{
    const Json& links = list_in(result, "links");
    const std::string code = text_in(result, "code");
    std::string text;
    for (const Json& one : links) {
        if (!one.is_string()) continue;
        const auto& link = one.get_ref<const std::string&>();
        text += text.empty() ? qr_code(link) + paint.strong(clean(link)) + '\n' : "or " + clean(link) + '\n';
    }
    if (!links.empty() && is_this_machine_only(links.front())) text += stay_home;
    text += fmt::format("Good for one device, as {}, until {}. Over OSC: /recalld/pair {}\n", text_in(result, "role"), local_hour(text_in(result, "ends")), code);
    return text;
}

std::string render_pairings(const Json& result, const Paint& paint)
{
    const Json& pairings = list_in(result, "pairings");
    if (pairings.empty()) return "no device is paired; `recallctl pair --role operate` pairs one\n";
    Table table({"ID", "DEVICE", "ROLE", "OVER", "LAST USED", "ENDS"});
    for (const Json& pairing : pairings)
        table.add({std::to_string(number_in(pairing, "id")), text_in(pairing, "name"), text_in(pairing, "role"),
                   text_in(pairing, "over") + (text_in(pairing, "address").empty() ? "" : " " + text_in(pairing, "address")), local_time(text_in(pairing, "last_used")),
                   local_time(text_in(pairing, "ends"))});
    return table.text(paint);
}

std::string render_revoked(const Json& result, const Paint&) { return fmt::format("pairing {} is revoked\n", number_in(result, "revoked")); }

std::string render_note(const Json& result, const Paint& paint) { return "noted\n" + notes_of(result, paint); }

std::string render_entries(const Json& result, const Paint& paint)
{
    const Json& entries = list_in(result, "entries");
    std::string text;
    for (const Json& entry : entries) text += log_line(entry, paint);
    return text.empty() ? "nothing was done or noted yet\n" : text + rest_of(result, entries.size(), "line");
}

}  // namespace recalld::ctl
