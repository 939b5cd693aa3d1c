#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "remote/web/consent.hpp"
#include "remote/web/target.hpp"
#include "remote/web/views.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_rows = 1000, most_names = 40;

// --- plan

Json line_view(const HazardLine& line, const std::vector<std::string>& ticks, bool must)
{
    return {{"key", line.key()},
            {"of", line.of},
            {"words", line.words},
            {"ticked", std::ranges::find(ticks, line.key()) != ticks.end()},
            {"must", must},
            {"beside", line.of.empty() && !must}};
}

/// The hazards under their kinds; `must`: all or nothing.
Json kinds_view(const std::vector<HazardLine>& lines, const std::vector<std::string>& ticks, bool must)
{
    Json kinds = Json::array();
    for (const auto& line : lines) {
        if (kinds.empty() || text_in(kinds.back(), "kind") != line.kind)
            kinds.push_back({{"kind", line.kind}, {"said", hazard_words(line.kind)}, {"danger", danger_of(line.kind)}, {"allowed", line.allowed}, {"lines", Json::array()}});
        kinds.back()["lines"].push_back(line_view(line, ticks, must && !line.allowed));
    }
    for (auto& kind : kinds) {
        kind["count"] = kind["lines"].size();
        kind["many"] = kind["lines"].size() > 1;
    }
    return kinds;
}

Json stages_view(const Json& stages)
{
    std::vector<std::pair<std::string, std::size_t>> counts;   // over all units, in restore order as far as the first has it
    for (const auto& stage : stages) {
        const auto name = text_in(stage, "stage");
        const auto known = std::ranges::find(counts, name, &std::pair<std::string, std::size_t>::first);
        if (known == counts.end()) counts.emplace_back(name, number_in(stage, "count"));
        else known->second += number_in(stage, "count");
    }
    Json all = Json::array();
    for (const auto& [name, count] : counts) all.push_back({{"stage", name == "fx_type" ? "effect types" : name}, {"count", count}});
    if (all.empty()) return nullptr;
    return {{"of", std::move(all)}};
}

/// The changes in words, and one line a strip for what is sent again unchanged.
void add_changes(const Json& plan, Json& view)
{
    Json changes = Json::array(), again = Json::array();
    std::vector<std::pair<std::string, std::size_t>> sent_again;
    for (const auto& change : list_in(plan, "changes")) {
        if (!flag_in(change, "partner")) {
            changes.push_back(change);
            continue;
        }
        const auto strip = text_in(change, "unit") + ", " + text_in(change, "strip");
        if (sent_again.empty() || sent_again.back().first != strip) sent_again.emplace_back(strip, 0);
        ++sent_again.back().second;
    }
    for (const auto& [strip, count] : sent_again)
        again.push_back(strip + ": " + count_of(count, "parameter") + " sent again unchanged, because a link or a new type would disturb " + (count == 1 ? "it" : "them") + ".");
    view.update(grouped(changes, most_rows, "; a narrower scope shows them"));
    view["again"] = std::move(again);
}

Json lists_view(const Json& plan)
{
    static constexpr std::array<std::pair<const char*, const char*>, 3> kinds{
        {{"safe", " safe: not touched"}, {"by_hand", " to set by hand"}, {"not_exposed", " that the unit does not have"}}};
    Json lists = Json::array();
    const bool has_hands = !list_in(plan, "hands").empty();   // they are told in words
    for (const auto& [key, words] : kinds) {
        const auto& names = list_in(plan, key);
        if (names.empty() || (has_hands && key == std::string_view("by_hand"))) continue;
        Json list = shortened(names, most_names);
        list["headline"] = count_of(names.size(), "parameter") + words;
        lists.push_back(std::move(list));
    }
    return lists;
}

std::string hands_words(std::size_t count) { return count_of(count, "setting") + " for hands"; }

/// How many parameters the button would write, as the ticks stand.
struct Order {
    std::size_t writes = 0, left_out = 0, hands = 0;
    std::string button(const std::string& verb) const
    {
        if (writes == 0 && hands > 0) return verb + " " + hands_words(hands);
        return verb + " " + count_of(writes, "parameter") + (left_out > 0 ? ", " + std::to_string(left_out) + " left out" : std::string());
    }
};

Order order_of(const Json& plan, const std::vector<std::string>& ticks)
{
    const auto writes = number_in(plan, "writes"), left_out = consent_of(plan, ticks, {}).left_out;
    return {writes - std::min(writes, left_out), left_out, list_in(plan, "hands").size()};
}

/// Of a cord its words say all.
std::string unless_cord(const Json& line, const char* key) { return text_in(line, "unit") == "patch" ? std::string() : text_in(line, key); }

/// What people will have to do; the checklist goes through it afterwards.
Json hands_view(const Json& hands)
{
    Json rows = Json::array();
    for (const auto& hand : hands)
        if (rows.size() < most_rows) rows.push_back({{"unit", text_in(hand, "unit")}, {"words", text_in(hand, "words")}, {"from", unless_cord(hand, "from")}, {"to", unless_cord(hand, "to")}});
    return rows;
}

/// What people noted about the gear that this touches.
Json fault_hints(const Json& plan)
{
    Json hints = Json::array();
    for (const auto& fault : list_in(plan, "faults")) hints.push_back({{"subject", text_in(fault, "subject")}, {"text", text_in(fault, "text")}, {"quirk", flag_in(fault, "quirk")}});
    return hints;
}

Json body_view(const Json& plan, const std::vector<std::string>& ticks, bool must)
{
    const auto lines = hazard_lines(plan);
    const auto& notes = list_in(plan, "notes");
    Json view = {{"seen", seen_in(plan)},
                 {"scope", text_in(plan, "scope")},
                 {"any_hazards", !lines.empty()},
                 {"kinds", kinds_view(lines, ticks, must)},
                 {"writes", number_in(plan, "writes")},
                 {"any_writes", number_in(plan, "writes") > 0},
                 {"may_go", number_in(plan, "writes") > 0 || !list_in(plan, "hands").empty()},
                 {"any_hands", !list_in(plan, "hands").empty()},
                 {"hands_words", hands_words(list_in(plan, "hands").size())},
                 {"hands", hands_view(list_in(plan, "hands"))},
                 {"stages", stages_view(list_in(plan, "stages"))},
                 {"lists", lists_view(plan)},
                 {"known_faults", fault_hints(plan)},
                 {"any_faults", !list_in(plan, "faults").empty()},
                 {"has_notes", !notes.empty()},
                 {"notes", notes}};
    add_changes(plan, view);
    return view;
}

std::string would_do(const Json& plan)
{
    const auto writes = number_in(plan, "writes"), unchanged = number_in(plan, "unchanged"), noted = number_in(plan, "noted"), hands = list_in(plan, "hands").size();
    const auto also = (hands > 0 ? ", " + hands_words(hands) : "") + (noted > 0 ? ", " + std::to_string(noted) + " as noted" : "") + ".";
    if (writes == 0) return "nothing to write; " + count_of(unchanged, "parameter") + " stand as they should" + also;
    return count_of(writes, "parameter") + " to write, " + std::to_string(unchanged) + " stand as they should" + also;
}

// --- report

/// What a verdict means and what to do about it; the worst stands first.
struct VerdictWords {
    std::string_view name, said, meaning;
    bool is_open = true;     ///< not proven to be where it should be
    bool is_word = false;    ///< the word of a person, ticked or noted
};
constexpr std::array<VerdictWords, 9> verdicts{{
    {"differs", "differ", "The unit answers another value, however often it was told. Recall again, or set it by hand."},
    {"silent", "silent", "No answer: nobody knows how it stands. Look at the unit and its link, then recall again."},
    {"moved", "moved by somebody", "A hand moved it while the recall ran. Recall again if that was not meant."},
    {"withheld", "not sent", "The recall was cancelled before its turn. Recall again to finish."},
    {"unverified", "sent, cannot be verified", "This unit cannot be read back. Look at it."},
    {"by_hand", "to set by hand", "Nobody but a person can set this."},
    {"safe", "safe", "It differs and was not touched.", false},
    {"corrected", "corrected", "Right after it was sent more than once.", false},
    {"noted", "as noted", "It stands as somebody noted it; nobody looked since.", false},
}};
/// Of what matches only this is named: somebody gave their word for it.
constexpr VerdictWords set_by_hand{"matched", "set by hand, and ticked", "People set it and said so.", false, true};
constexpr VerdictWords cannot_match{"differs", "cannot match", "Somebody tried by hand, and it does not go.", true, true};

std::vector<VerdictWords> shown_verdicts()
{
    std::vector<VerdictWords> all{cannot_match};
    all.insert(all.end(), verdicts.begin(), verdicts.end());
    all.push_back(set_by_hand);
    return all;
}

std::string_view meaning_of(const VerdictWords& verdict, bool was_cancelled)
{
    if (verdict.name == "withheld" && !was_cancelled) return "It was left out of the recall, for the reason that stands with it.";
    return verdict.meaning;
}

std::size_t total_of(const Json& counts)
{
    std::size_t total = number_in(counts, "matched");
    for (const auto& verdict : verdicts) total += number_in(counts, verdict.name);
    return total;
}

std::size_t open_in(const Json& counts)
{
    std::size_t open = 0;
    for (const auto& verdict : verdicts)
        if (verdict.is_open) open += number_in(counts, verdict.name);
    return open;
}

std::size_t right_in(const Json& counts) { return number_in(counts, "matched") + number_in(counts, "corrected"); }

std::string verdict_words(const Json& report)
{
    const auto counts = report.value("report", Json());
    if (!counts.is_object()) return text_in(report, "state") == "running" ? "It has not ended yet" : "No report: it was interrupted before it ended";
    const std::string cancelled = flag_in(report, "cancelled") ? "Cancelled. " : "";
    const auto right = std::to_string(right_in(counts)) + " of " + count_of(total_of(counts), "parameter") + (text_in(report, "scope").empty() ? "" : " in scope");
    if (const auto open = open_in(counts); open > 0) return cancelled + count_of(open, "parameter") + (open == 1 ? " is" : " are") + " not proven to be in place; " + right + " matched";
    if (number_in(counts, "safe") > 0) return cancelled + right + " matched, " + std::to_string(number_in(counts, "safe")) + " safe and not touched";
    const auto noted = number_in(counts, "noted");
    if (report.contains("hands") || noted > 0) return cancelled + right + " matched, read back or ticked" + (noted > 0 ? "; " + std::to_string(noted) + " as noted" : "");
    return cancelled + right + " matched, and read back";
}

bool is_well(const Json& report)
{
    const auto counts = report.value("report", Json());
    return counts.is_object() && open_in(counts) == 0 && !flag_in(report, "cancelled");
}

Json counts_view(const Json& counts)
{
    Json rows = Json::array();
    const auto add = [&](std::string_view name, std::string_view words, bool is_open) {
        const auto count = number_in(counts, name);
        rows.push_back({{"words", words}, {"count", count}, {"zero", count == 0}, {"bad", is_open && count > 0}});
    };
    add("matched", "matched", false);
    for (const auto& verdict : verdicts) add(verdict.name, verdict.said, verdict.is_open);
    add("written", "were written", false);
    return rows;
}

Json finding_view(const Json& finding)
{
    return {{"unit", text_in(finding, "unit")},     {"parameter", text_in(finding, "parameter")}, {"words", text_in(finding, "words")},
            {"wanted", unless_cord(finding, "wanted")}, {"found", unless_cord(finding, "found")}, {"why", text_in(finding, "why")}};
}

/// A table for each verdict that is not plainly matched.
Json findings_view(const Json& details, bool was_cancelled)
{
    Json groups = Json::array();
    for (const auto& verdict : shown_verdicts()) {
        Json rows = Json::array();
        std::size_t count = 0;
        for (const auto& finding : details)
            if (text_in(finding, "verdict") == verdict.name && finding.contains("hands") == verdict.is_word && ++count <= most_rows) rows.push_back(finding_view(finding));
        if (count == 0) continue;
        groups.push_back({{"verdict", verdict.name},
                          {"headline", std::to_string(count) + " " + std::string(verdict.said)},
                          {"meaning", meaning_of(verdict, was_cancelled)},
                          {"rows", std::move(rows)},
                          {"more", count > most_rows ? "… and " + std::to_string(count - most_rows) + " more; recallctl report shows all" : std::string()}});
    }
    return groups;
}

std::string name_of_recall(const Json& recall)
{
    const bool takes_back = recall.contains("undoes") && recall["undoes"].is_number();
    if (takes_back) return "Undo of recall " + std::to_string(number_in(recall, "undoes"));
    return "Recall " + std::to_string(number_in(recall, "recall")) + ": " + moment_words(text_in(recall, "session"), text_in(recall, "version"));
}

/// The way to what is left to hands; null when nothing was.
Json checklist_view(const Json& report)
{
    const auto hands = report.value("hands", Json());
    if (!hands.is_object()) return nullptr;
    const auto remaining = number_in(hands, "remaining"), all = remaining + number_in(hands, "done") + number_in(hands, "cannot");
    return {{"href", "/checklist/" + std::to_string(number_in(report, "recall"))}, {"words", "Checklist: remaining " + std::to_string(remaining) + " of " + std::to_string(all)}};
}

std::string context_of(const Json& report)
{
    std::string words = "Recall " + std::to_string(number_in(report, "recall")) + ", " + text_in(report, "state");
    const auto undid = report.value("undid", Json());
    if (undid.is_object()) words += ", takes back " + moment_words(text_in(undid, "session"), text_in(undid, "version"));
    return words + (flag_in(report, "undone") ? ", was undone since" : "");
}

}  // namespace

Json plan_view(const Json& plan, const std::vector<std::string>& ticks)
{
    const auto session = text_in(plan, "session"), version = text_in(plan, "version");
    Json body = body_view(plan, ticks, false);
    const auto order = order_of(plan, ticks);
    body.update({{"action", "/do/recall"}, {"work", "Recalling"}, {"verb", "Recall"}, {"pinned", version}, {"button", order.button("Recall")}});
    body["hazard_advice"] = "Tick what may happen, one by one. What is not ticked is left out and stays as it is.";
    return {{"session", session},
            {"session_href", path_to({"sessions", session})},
            {"version", version},
            {"version_href", version_href(session, version)},
            {"scope", text_in(plan, "scope")},
            {"headline", moment_words(session, version) + ": " + would_do(plan)},
            {"plan", std::move(body)}};
}

Json undo_view(const Json& plan, const std::vector<std::string>& ticks)
{
    Json body = body_view(plan, ticks, true);
    const Order order{number_in(plan, "writes"), 0, list_in(plan, "hands").size()};
    body.update({{"action", "/do/undo"}, {"work", "Undoing"}, {"verb", "Undo"}, {"pinned", ""}, {"button", order.button("Undo")}});
    body["hazard_advice"] = "An undo goes back as a whole, so all of this needs a tick.";
    return {{"headline", "Back to " + text_in(plan, "session") + ", " + text_in(plan, "version") + ": " + would_do(plan)}, {"plan", std::move(body)}};
}

Json reports_view(const Json& answer)
{
    Json rows = Json::array();
    for (const auto& recall : list_in(answer, "reports")) {
        const auto time = text_in(recall, "time");
        rows.push_back({{"href", "/reports/" + std::to_string(number_in(recall, "recall"))}, {"name", name_of_recall(recall)}, {"time_iso", time}, {"time", local_time(time)},
                        {"well", is_well(recall)}, {"verdict", verdict_words(recall)}, {"undo", flag_in(recall, "undone") ? "undone" : ""}});
    }
    return {{"any", !rows.empty()}, {"reports", std::move(rows)}};
}

Json report_view(const Json& report)
{
    const auto time = text_in(report, "time");
    const auto& notes = list_in(report, "notes");
    const auto& begun = list_in(report, "begun");
    const auto counts = report.value("report", Json());
    const bool has_counts = counts.is_object();
    return {{"title", name_of_recall(report)},
            {"verdict", verdict_words(report)},
            {"well", is_well(report)},
            {"context", context_of(report)},
            {"time_iso", time},
            {"time", local_time(time)},
            {"elapsed", report.contains("elapsed_ms") ? duration(static_cast<double>(number_in(report, "elapsed_ms"))) : std::string()},
            {"scope", scope_words(text_in(report, "scope"))},
            {"counts", has_counts ? counts_view(counts) : Json::array()},
            {"findings", findings_view(list_in(report, "details"), flag_in(report, "cancelled"))},
            {"checklist", checklist_view(report)},
            {"any_begun", !has_counts && !begun.empty()},
            {"begun", begun},
            {"has_notes", !notes.empty()},
            {"notes", notes}};
}

}  // namespace recalld::remote::web
