#include "ctl/render_logbook.hpp"

#include <fmt/format.h>

#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string state_of(const Json& fault, const Paint& paint)
{
    if (!flag_in(fault, "open")) return paint.good("closed");
    return flag_in(fault, "quirk") ? paint.doubtful("quirk") : paint.bad("open");
}

/// Quirks of the rig's file have no line, and nobody can close them.
std::string number_of(const Json& fault) { return number_in(fault, "entry") > 0 ? text_in(fault, "entry") : "rig"; }

std::string closed_words(const Json& fault)
{
    const Json& closed = object_in(fault, "closed");
    if (text_in(closed, "who").empty()) return {};
    return text_in(closed, "text") + " (" + text_in(closed, "who") + ", " + local_time(text_in(closed, "time")) + ")";
}

std::string song_lines(const Json& song)
{
    if (!song.is_object()) return {};
    std::string text;
    for (const auto& [key, value] : song.items())
        if (value.is_string()) text += fmt::format("{:<16}{}\n", clean(key), clean(value.get_ref<const std::string&>()));
    return text;
}

}  // namespace

std::string render_take(const Json& result, const Paint& paint)
{
    const auto session = text_in(result, "session");
    return fmt::format("line {}: {}{}\n", number_in(result, "entry"), paint.strong(text_in(result, "text")), session.empty() ? "" : ", " + session) + notes_of(result, paint);
}

std::string render_corrected(const Json& result, const Paint&) { return fmt::format("line {} is corrected by line {}\n", number_in(result, "corrects"), number_in(result, "entry")); }

std::string render_drift(const Json& result, const Paint& paint)
{
    if (text_in(result, "session").empty()) return "nothing was captured yet\n";
    const auto changes = number_in(result, "changes");
    std::string text = changes == 0 ? paint.good("no unsaved changes") : paint.doubtful(count_of(changes, "unsaved change"));
    text += fmt::format(" since {}; {} compared\n", paint.strong(moment_of(result)), count_of(number_in(result, "compared"), "parameter"));
    text += listed(list_in(result, "words"), "  ", SIZE_MAX);
    return text + listed(list_in(result, "not_compared"), "note: ", SIZE_MAX);
}

std::string render_faults(const Json& result, const Paint& paint)
{
    const Json& faults = list_in(result, "faults");
    if (faults.empty()) return "nothing is noted as broken\n";
    Table table({"LINE", "ABOUT", "STATE", "WHAT", "WHO", "SINCE", "MENDED"});
    for (const Json& fault : faults)
        table.add({number_of(fault), text_in(fault, "subject"), state_of(fault, paint), text_in(fault, "text"), text_in(fault, "who"), local_time(text_in(fault, "time")), closed_words(fault)});
    return table.text(paint);
}

std::string render_fault(const Json& result, const Paint& paint)
{
    const auto subject = paint.strong(text_in(result, "subject"));
    if (has(result, "closed")) return fmt::format("{}: fault {} is closed\n", subject, number_in(result, "closed"));
    return fmt::format("{}: {} {} is noted\n", subject, flag_in(result, "quirk") ? "quirk" : "fault", number_in(result, "entry")) + notes_of(result, paint);
}

std::string render_credits(const Json& result, const Paint& paint)
{
    const Json& credits = list_in(result, "credits");
    const std::string song = song_lines(object_in(result, "song"));
    if (credits.empty() && song.empty()) return "no credits yet; `recallctl credit SESSION NAME ROLE` notes one\n";
    Table table({"NAME", "ROLE", "INSTRUMENT", "GROUP", "IPI", "ISNI"});
    for (const Json& credit : credits)
        table.add({text_in(credit, "name"), text_in(credit, "role"), text_in(credit, "instrument"), text_in(credit, "group"), text_in(credit, "ipi"), text_in(credit, "isni")});
    return song + (song.empty() || credits.empty() ? "" : "\n") + (credits.empty() ? "" : table.text(paint));
}

std::string render_credit(const Json& result, const Paint& paint)
{
    const auto instrument = text_in(result, "instrument");
    return fmt::format("{}: {}{}{}\n", paint.strong(text_in(result, "name")), text_in(result, "role"), instrument.empty() ? "" : ", " + instrument, flag_in(result, "gone") ? ": taken out" : "") + notes_of(result, paint);
}

std::string render_song(const Json& result, const Paint& paint)
{
    const std::string text = song_lines(object_in(result, "song"));
    return (text.empty() ? "nothing is noted about the song yet\n" : text) + notes_of(result, paint);
}

std::string render_known_faults(const Json& plan, const Paint& paint)
{
    std::string text;
    for (const Json& fault : list_in(plan, "faults"))
        text += fmt::format("  {}{}: {}\n", paint.strong(text_in(fault, "subject")), flag_in(fault, "quirk") ? " (quirk)" : "", text_in(fault, "text"));
    return text.empty() ? "" : "\nknown faults and quirks\n" + text;
}

}  // namespace recalld::ctl
