#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

/// What a capture or version got of what it asked for.
struct Coverage {
    std::int64_t captured = 0, silent = 0, not_exposed = 0, by_hand = 0;

    explicit Coverage(const Json& units)
    {
        for (const Json& unit : units) {
            captured += count_in(unit, "captured");
            silent += count_in(unit, "silent");
            not_exposed += count_in(unit, "not_exposed");
            by_hand += count_in(unit, "by_hand");
        }
    }
    std::int64_t asked() const { return captured + silent + by_hand; }
};

/// Of gear that is set by hand: what people noted of it.
std::string noted_line(const Json& unit, const Paint& paint)
{
    const Json& missing = list_in(unit, "silent");
    const std::string not_noted = fmt::format("{} not noted", missing.size());
    const auto preset = text_in(unit, "preset");
    if (number_in(unit, "noted") == 0 && missing.empty() && preset.empty()) return paint.strong(text_in(unit, "unit")) + ": no sheet; not in use\n";
    const std::string line = fmt::format("{}: {}{} noted by hand, {}\n", paint.strong(text_in(unit, "unit")), preset.empty() ? "" : "preset " + preset + "; ", number_in(unit, "noted"), missing.empty() ? not_noted : paint.doubtful(not_noted));
    return line + (missing.empty() ? "" : "  not noted:\n" + listed(missing, "    ", SIZE_MAX));
}

std::string unit_line(const Json& unit, const Paint& paint)
{
    if (text_in(unit, "recall") == "hand") return noted_line(unit, paint);
    const Coverage coverage(Json::array({unit}));
    const std::string silent = fmt::format("{} silent", coverage.silent);
    const std::string identity = text_in(unit, "identity");
    std::string line = paint.strong(text_in(unit, "unit")) + (identity.empty() ? "" : " (" + identity + ")");
    line += fmt::format(": {} captured, {}, {} not exposed, {} by hand; {} covered; {}\n",
                        count_of(coverage.captured, "parameter"), coverage.silent > 0 ? paint.bad(silent) : silent,
                        coverage.not_exposed, coverage.by_hand, percentage(coverage.captured, coverage.asked()),
                        duration(decimal_in(unit, "elapsed_ms")));
    if (has(unit, "recall_words") && !text_in(unit, "recall_words").empty()) line += "  " + text_in(unit, "recall_words") + '\n';
    if (const auto count = count_in(unit, "as_sent"); count > 0)
        line += fmt::format("  {} as last sent: nobody can read {}\n", count_of(count, "parameter"), count == 1 ? "it" : "them");
    const Json& names = list_in(unit, "silent");
    return line + (names.empty() ? "" : "  silent:\n" + listed(names, "    ", SIZE_MAX));
}

std::string captured_of(const Json& version, const Paint& paint)
{
    const Coverage coverage(list_in(version, "units"));
    const std::string text = fmt::format("{} of {}", coverage.captured, count_of(coverage.asked(), "parameter"));
    return coverage.silent > 0 ? paint.doubtful(text) : text;
}

}  // namespace

std::string render_capture(const Json& result, const Paint& paint)
{
    const Json& units = list_in(result, "units");
    const Coverage coverage(units);
    std::string text =
        fmt::format("{} captured: {} of {} from {}; {}\n", paint.strong(moment_of(result)), coverage.captured,
                    count_of(coverage.asked(), "parameter"), count_of(static_cast<std::int64_t>(units.size()), "unit"),
                    duration(decimal_in(result, "elapsed_ms")));
    for (const Json& unit : units) text += unit_line(unit, paint);
    return text + notes_of(result, paint);
}

std::string render_import(const Json& result, const Paint& paint)
{
    const Json& warnings = list_in(result, "warnings");
    std::string text =
        fmt::format("{} imported: {}, {} of {}, {}\n", paint.strong(moment_of(result)),
                    count_of(number_in(result, "lines"), "line"), count_in(result, "captured"), count_of(number_in(result, "of"), "parameter"),
                    count_of(static_cast<std::int64_t>(warnings.size()), "warning"));
    for (const Json& warning : warnings)
        if (warning.is_string()) text += paint.doubtful("warning: ") + clean(warning.get<std::string>()) + '\n';
    return text;
}

std::string render_sessions(const Json& result, const Paint& paint)
{
    const Json& sessions = list_in(result, "sessions");
    if (sessions.empty()) return "no sessions here; `recallctl capture SESSION VERSION` makes one\n";
    Table table({"SESSION", "HOLDS", "FIRST", "LAST"});
    for (const Json& session : sessions)
        table.add({text_in(session, "session"), count_of(number_in(session, "versions"), "version"),
                   local_time(text_in(session, "first")), local_time(text_in(session, "last"))});
    return table.text(paint) + rest_of(result, sessions.size(), "session");
}

std::string render_versions(const Json& result, const Paint& paint)
{
    const Json& versions = list_in(result, "versions");
    if (versions.empty()) return "no versions here\n";
    Table table({"VERSION", "TAKE", "KIND", "TIME", "CAPTURED", "SCOPE", "NOTE"});
    for (const Json& version : versions)
        table.add({text_in(version, "version"), "@" + text_in(version, "take"), text_in(version, "kind"),
                   local_time(text_in(version, "time")), captured_of(version, paint), text_in(version, "scope"),
                   text_in(version, "note")});
    return table.text(paint) + rest_of(result, versions.size(), "version");
}

}  // namespace recalld::ctl
