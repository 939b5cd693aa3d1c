#include <fmt/format.h>

#include "ctl/render_logbook.hpp"
#include "ctl/table.hpp"
#include "ctl/vocabulary.hpp"
#include "ctl/words.hpp"

#include <map>

namespace recalld::ctl {

namespace {

std::string render_hazard(const Json& hazard, const Paint& paint, std::size_t most)
{
    const std::string name = text_in(hazard, "hazard");
    const bool allowed = flag_in(hazard, "allowed");
    std::string text = fmt::format("  {}: {}, {}", paint.strong(name), danger_of(name),
                                   count_of(number_in(hazard, "count"), "parameter"));
    text += allowed ? "; " + paint.good("allowed") : "; " + paint.bad("needs --allow " + name);
    return text + '\n' + listed(list_in(hazard, "words"), "    ", most);
}

std::string render_planned(const Json& change, const Paint& paint)
{
    const std::string hazard = text_in(change, "hazard");
    std::string text = "  " + text_in(change, "unit") + ' ' + sentence_of(change);
    if (!hazard.empty() && hazard != "none") text += "  " + paint.doubtful("[" + hazard + "]");
    return text + '\n';
}

/// What stands there already and is sent all the same, one line a strip.
std::string render_sent_again(const Json& changes, const Paint& paint)
{
    std::map<std::string, std::int64_t> strips;
    for (const Json& change : changes)
        if (flag_in(change, "partner")) ++strips[text_in(change, "unit") + ' ' + text_in(change, "strip")];
    std::string text;
    for (const auto& [strip, count] : strips)
        text += paint.faint(fmt::format("  {}: {} sent again unchanged: a new type or a link would disturb {}", strip,
                                        count_of(count, "parameter"), count == 1 ? "it" : "them")) + '\n';
    return text;
}

std::string render_changes(const Json& changes, const Paint& paint, std::size_t most)
{
    std::string text = changes.empty() ? "" : "\nchanges\n";
    std::size_t count = 0, left = 0;
    for (const Json& change : changes) {
        if (flag_in(change, "partner")) continue;
        if (++count > most) ++left;
        else text += render_planned(change, paint);
    }
    if (left > 0) text += fmt::format("  … and {} more; `recallctl plan` shows all\n", left);
    return text + render_sent_again(changes, paint);
}

std::string render_stages(const Json& stages, const Paint& paint)
{
    if (stages.empty()) return {};
    Table table({"UNIT", "STAGE", "WRITES"});
    for (const Json& stage : stages)
        table.add({text_in(stage, "unit"), text_in(stage, "stage"), count_of(number_in(stage, "count"), "parameter")});
    return '\n' + table.text(paint);
}

/// Of a cord its words say all.
std::string hand_sentence(const Json& hand) { return text_in(hand, "unit") == "patch" ? text_in(hand, "words") : sentence_of(hand); }

/// What a person will have to do.
std::string render_hands(const Json& hands, std::size_t most)
{
    if (hands.empty()) return {};
    std::string text = '\n' + count_of(static_cast<std::int64_t>(hands.size()), "line") + " for hands; after the recall `recallctl checklist` goes through them\n";
    for (std::size_t i = 0; i < hands.size() && i < most; ++i) text += "  " + text_in(hands[i], "unit") + ' ' + hand_sentence(hands[i]) + '\n';
    if (hands.size() > most) text += fmt::format("  … and {} more; `recallctl plan` shows all\n", hands.size() - most);
    return text;
}

/// Lists that are usually empty; each says what it means.
std::string render_left_alone(const Json& plan, std::size_t most)
{
    std::string text;
    const auto add = [&](const char* key, std::string_view meaning) {
        const std::int64_t count = count_in(plan, key);
        if (count == 0) return;
        text += fmt::format("\n{} {}\n", count_of(count, "parameter"), meaning);
        text += listed(list_in(plan, key), "  ", most);
    };
    add("safe", "safe: not touched");
    if (list_in(plan, "hands").empty()) add("by_hand", "to set by hand");
    add("not_exposed", "that the unit does not expose");
    return text + render_hands(list_in(plan, "hands"), most);
}

}  // namespace

std::string hazards_to_allow(const Json& plan)
{
    std::vector<std::string> names;
    for (const Json& hazard : list_in(plan, "hazards"))
        if (!flag_in(hazard, "allowed")) names.push_back(text_in(hazard, "hazard"));
    return joined(names, ",");
}

std::string render_hazards(const Json& plan, const Paint& paint, std::size_t most)
{
    std::string text;
    for (const Json& hazard : list_in(plan, "hazards")) text += render_hazard(hazard, paint, most);
    return text;
}

std::string render_plan_briefly(const Json& plan, const Paint& paint, std::size_t most)
{
    std::string text = fmt::format("plan for {}: {} to write, {} already there", paint.strong(moment_of(plan)),
                                   count_of(number_in(plan, "writes"), "parameter"), number_in(plan, "unchanged"));
    if (const auto noted = number_in(plan, "noted"); noted > 0) text += fmt::format(", {} as noted", noted);
    text += '\n';
    if (const auto scope = text_in(plan, "scope"); !scope.empty()) text += "scope: " + scope + '\n';
    text += render_stages(list_in(plan, "stages"), paint) + render_changes(list_in(plan, "changes"), paint, most);
    text += render_left_alone(plan, most) + render_known_faults(plan, paint);
    const std::string hazards = render_hazards(plan, paint, most);
    if (!hazards.empty()) text += "\nhazards\n" + hazards;
    text += notes_of(plan, paint);
    const std::string missing = hazards_to_allow(plan);
    if (flag_in(plan, "refused"))
        text +=
            '\n' + paint.bad("would be refused") + (missing.empty() ? "" : ": allow it with --allow " + missing) + '\n';
    return text;
}

std::string render_plan(const Json& result, const Paint& paint) { return render_plan_briefly(result, paint, SIZE_MAX); }

}  // namespace recalld::ctl
