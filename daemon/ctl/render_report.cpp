#include <fmt/format.h>

#include <array>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

/// What a verdict means and what to do about it. The worst stands first.
struct VerdictWords {
    std::string_view name;
    std::string_view meaning;
    bool is_open = true;  ///< not proven to be where it should be
};
constexpr std::array<VerdictWords, 9> verdicts{{
    {"differs", "differs: the unit answers another value, however often it was told; recall again or set it by hand"},
    {"silent", "silent: no answer; check the unit and its link, then recall again"},
    {"moved", "moved by somebody during the recall; recall again if that was not meant"},
    {"withheld", "not sent: the recall was cancelled first; recall again to finish"},
    {"unverified", "sent, but this unit cannot be read back; look at it"},
    {"by_hand", "to set by hand: `recallctl checklist` goes through it"},
    {"safe", "safe: differs, and was not touched", false},
    {"corrected", "corrected: right after it was sent again", false},
    {"noted", "as noted: nobody looked since", false},
}};

/// Of a recall that nobody cancelled.
constexpr VerdictWords left_out{"withheld", "left out of the recall: not sent, for the reason that stands with it"};
/// Of what matches only this is named: somebody gave their word for it.
constexpr VerdictWords set_by_hand{"matched", "set by hand, and ticked", false};
/// … and of what differs this is no word of the unit.
constexpr VerdictWords cannot_match{"differs", "cannot match, as somebody found by hand"};

std::int64_t total_of(const Json& report)
{
    std::int64_t total = number_in(report, "matched");
    for (const VerdictWords& verdict : verdicts) total += number_in(report, verdict.name);
    return total;
}

std::int64_t open_in(const Json& report)
{
    std::int64_t open = 0;
    for (const VerdictWords& verdict : verdicts)
        if (verdict.is_open) open += number_in(report, verdict.name);
    return open;
}

std::string matched_of(const Json& report)
{
    return fmt::format("matched {} of {}", number_in(report, "matched"), count_of(total_of(report), "parameter"));
}

/// `matched 8450 of 8450 parameters; 20 written, 0 corrected, …; 212 ms`
std::string verdict_line(const Json& result, const Paint& paint)
{
    const Json& report = object_in(result, "report");
    const auto count = [&](const char* key) { return number_in(report, key); };
    const bool well = open_in(report) == 0 && !flag_in(result, "cancelled");
    const std::string noted = count("noted") > 0 ? fmt::format(", {} as noted", count("noted")) : "";
    return fmt::format(
        "{}; {} written, {} corrected, {} differ, {} silent, {} unverified, {} safe, {} by hand, {} moved, "
        "{} withheld{}; {}\n",
        well ? paint.good(matched_of(report)) : paint.bad(matched_of(report)), count("written"), count("corrected"),
        count("differs"), count("silent"), count("unverified"), count("safe"), count("by_hand"), count("moved"),
        count("withheld"), noted, duration(decimal_in(result, "elapsed_ms")));
}

std::string sum_up(const Json& result, const Paint& paint)
{
    const std::int64_t open = open_in(object_in(result, "report"));
    const bool has_hands = has(result, "hands") || number_in(object_in(result, "report"), "noted") > 0;
    if (total_of(object_in(result, "report")) == 0 && !flag_in(result, "cancelled")) return paint.doubtful("no parameter was compared: the version holds none in this scope; see the notes") + '\n';
    if (open == 0 && !flag_in(result, "cancelled"))
        return paint.good(has_hands ? "everything in scope is in place, as it was read back, ticked or noted" : "everything in scope is in place, and was read back") + '\n';
    const std::string cancelled = flag_in(result, "cancelled") ? "cancelled; " : "";
    if (open == 0) return paint.doubtful(cancelled + "nothing was left open") + '\n';
    return paint.bad(cancelled + count_of(open, "parameter") + " not proven to be in place") + '\n';
}

/// How far people have come with what was left to them.
std::string hands_of(const Json& result)
{
    const Json& hands = object_in(result, "hands");
    if (hands.empty()) return {};
    const auto count = [&](const char* key) { return number_in(hands, key); };
    return fmt::format("by hand: {} of {} left, {} cannot match; `recallctl checklist {}`\n", count("remaining"), count("remaining") + count("done") + count("cannot"), count("cannot"), text_in(result, "recall"));
}

/// `recall 12 of Night Train/Mix 3, finished 2026-11-21 10:30:05`
std::string context_of(const Json& result)
{
    std::string text = has(result, "recall") ? "recall " + text_in(result, "recall") + " of " : "";
    text += moment_of(result);
    if (const Json& undid = object_in(result, "undid"); !undid.empty())
        text += fmt::format(", taking back recall {} of {}", text_in(undid, "recall"), moment_of(undid));
    if (has(result, "state")) text += ", " + text_in(result, "state");
    if (has(result, "time")) text += ", " + local_time(text_in(result, "time"));
    return text + '\n' + hands_of(result);
}

std::string render_finding(const Json& finding, const Paint& paint)
{
    const bool is_cord = text_in(finding, "unit") == "patch";   // its words say all
    std::string text = fmt::format("  {} {}  {}", text_in(finding, "unit"), paint.faint(text_in(finding, "parameter")), is_cord ? text_in(finding, "words") : subject_of(finding) + ": ");
    text += is_cord ? "\n" : fmt::format("wanted {}, found {}\n", text_in(finding, "wanted"), text_in(finding, "found"));
    const std::string why = text_in(finding, "why");
    return why.empty() ? text : text + "      " + why + '\n';
}

/// Those of this verdict, by a person's word or without one.
std::string render_findings(const Json& details, const VerdictWords& verdict, bool is_said, const Paint& paint)
{
    std::string text;
    std::int64_t count = 0;
    for (const Json& finding : details) {
        if (text_in(finding, "verdict") != verdict.name || has(finding, "hands") != is_said) continue;
        text += render_finding(finding, paint);
        ++count;
    }
    if (count == 0) return {};
    const std::string heading = count_of(count, "parameter") + ' ' + std::string(verdict.meaning);
    return '\n' + (verdict.is_open ? paint.bad(heading) : heading) + '\n' + text;
}

std::string render_report(const Json& result, const Paint& paint)
{
    std::string text =
        verdict_line(result, paint) + sum_up(result, paint) + context_of(result) + notes_of(result, paint);
    const Json& details = list_in(result, "details");
    text += render_findings(details, cannot_match, true, paint);
    for (const VerdictWords& verdict : verdicts) {
        const bool is_left_out = verdict.name == left_out.name && !flag_in(result, "cancelled");
        text += render_findings(details, is_left_out ? left_out : verdict, false, paint);
    }
    return text + render_findings(details, set_by_hand, true, paint);
}

/// A recall that the daemon did not live to report on: what it was at.
std::string render_unfinished(const Json& result, const Paint& paint)
{
    return paint.bad("no report: ") + context_of(result) + notes_of(result, paint) + "it had begun to write\n"
           + listed(list_in(result, "begun"), "  ", SIZE_MAX);
}

std::string took_back(const Json& recall)
{
    if (has(recall, "undoes")) return "takes back " + text_in(recall, "undoes");
    return flag_in(recall, "undone") || number_in(recall, "undone") > 0 ? "undone" : "";
}

}  // namespace

std::string render_recall(const Json& result, const Paint& paint)
{
    if (has(result, "report")) return render_report(result, paint);
    return has(result, "writes") ? render_plan(result, paint) : render_unfinished(result, paint);
}

std::string render_reports(const Json& result, const Paint& paint)
{
    const Json& reports = list_in(result, "reports");
    if (reports.empty()) return "no recalls yet\n";
    Table table({"RECALL", "TIME", "OF", "STATE", "RESULT", "UNDO"});
    for (const Json& recall : reports) {
        const Json& report = object_in(recall, "report");
        const std::string matched = report.empty() ? "" : matched_of(report);
        table.add({text_in(recall, "recall"), local_time(text_in(recall, "time")), moment_of(recall),
                   text_in(recall, "state"), open_in(report) > 0 ? paint.bad(matched) : matched, took_back(recall)});
    }
    return table.text(paint) + rest_of(result, reports.size(), "recall");
}

std::string render_cancel(const Json& result, const Paint&)
{
    return has(result, "cancelled") ? text_in(result, "cancelled") + " is being cancelled\n" : "nothing to cancel\n";
}

}  // namespace recalld::ctl
