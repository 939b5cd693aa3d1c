#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string profile_of(const Json& unit)
{
    std::string text = text_in(unit, "profile");
    if (has(unit, "profile_version")) text += " version " + text_in(unit, "profile_version");
    if (has(unit, "verified") && !flag_in(unit, "verified")) text += " (not verified on hardware)";
    return text;
}

std::string known_of(const Json& unit)
{
    if (!has(unit, "parameters")) return {};
    return fmt::format("{} of {}", number_in(unit, "known"), count_of(number_in(unit, "parameters"), "parameter"));
}

bool is_by_hand(const Json& unit) { return text_in(unit, "link") == "by hand"; }

std::string round_trip_of(const Json& unit)
{
    if (is_by_hand(unit)) return {};
    return has(unit, "round_trip_ms") ? fmt::format("{:.1f} ms", decimal_in(unit, "round_trip_ms")) : "";
}

std::string last_heard_of(const Json& unit)
{
    if (is_by_hand(unit)) return {};
    return has(unit, "last_heard_s") ? duration(1000 * decimal_in(unit, "last_heard_s")) + " ago" : "never";
}

std::string online_word(const Json& unit, const Paint& paint)
{
    return flag_in(unit, "online") ? paint.good("online") : paint.bad("offline");
}

std::string unit_notes(const Json& units, const Paint& paint, const char* key = "unit")
{
    std::string text;
    for (const Json& unit : units)
        if (const std::string note = text_in(unit, "note"); !note.empty())
            text += paint.doubtful(text_in(unit, key) + ": ") + note + '\n';
    return text;
}

/// Fader boxes, when there are any.
std::string surfaces_of(const Json& result, const Paint& paint)
{
    const Json& surfaces = list_in(result, "surfaces");
    if (surfaces.empty()) return {};
    Table table({"SURFACE", "STATE", "PROFILE", "LINK"});
    for (const Json& surface : surfaces)
        table.add({text_in(surface, "surface"), online_word(surface, paint), profile_of(surface), text_in(surface, "link")});
    return '\n' + table.text(paint) + unit_notes(surfaces, paint, "surface");
}

std::string busy_line(const Json& result, const Paint& paint)
{
    const Json& busy = object_in(result, "busy");
    if (busy.empty()) return "idle";
    return paint.strong(text_in(busy, "verb")) + " for " + duration(1000 * decimal_in(busy, "since_s"));
}

/// Where phones and DAWs come in.
std::string doors_line(const Json& result)
{
    std::vector<std::string> doors;
    for (const Json& door : list_in(result, "doors"))
        if (door.is_object()) doors.push_back(text_in(door, "door") + " " + text_in(door, "address") + ":" + text_in(door, "port"));
    return doors.empty() ? "" : "doors  " + joined(doors) + '\n';
}

}  // namespace

std::string render_units(const Json& result, const Paint& paint)
{
    const Json& units = list_in(result, "units");
    if (units.empty()) return "no units in the rig\n" + surfaces_of(result, paint);
    Table table({"UNIT", "STATE", "IDENTITY", "PROFILE", "LINK", "KNOWN", "ROUND TRIP", "HEARD"});
    for (const Json& unit : units)
        table.add({text_in(unit, "unit"), online_word(unit, paint), text_in(unit, "identity"), profile_of(unit),
                   text_in(unit, "link"), known_of(unit), round_trip_of(unit), last_heard_of(unit)});
    return table.text(paint) + unit_notes(units, paint) + surfaces_of(result, paint);
}

std::string render_status(const Json& result, const Paint& paint)
{
    return fmt::format("{} {}, running for {}, process {}\nrig    {}\nstate  {}\nnow    {}\n{}\n{}{}",
                       paint.strong("recalld"), text_in(result, "recalld"),
                       duration(1000 * decimal_in(result, "uptime_s")), text_in(result, "pid"), text_in(result, "rig"),
                       text_in(result, "state_dir"), busy_line(result, paint), doors_line(result), render_units(result, paint),
                       notes_of(result, paint));
}

std::string render_check(const Json& result, const Paint& paint)
{
    const bool ok = flag_in(result, "ok");
    std::string text = (ok ? paint.good("ready") : paint.bad("not ready")) + ": " + text_in(result, "rig") + '\n';
    for (const Json& unit : list_in(result, "units")) {
        text += text_in(unit, "unit") + ": " + online_word(unit, paint);
        if (const std::string identity = text_in(unit, "identity"); !identity.empty()) text += ", " + identity;
        text += '\n' + listed(list_in(unit, "findings"), "  ", SIZE_MAX);
    }
    return text + listed(list_in(result, "findings"), "", SIZE_MAX);
}

}  // namespace recalld::ctl
