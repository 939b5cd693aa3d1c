#include "logbook/drift.hpp"

#include <algorithm>
#include <set>

#include "logbook/line.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t most_named = 5;

bool is_whole(const Json& data) { return !data.contains("error") && !flag_of(data, "cancelled") && text_of(data, "scope").empty(); }

Moment moment_of(const store::Entry& line, const Json& data)
{
    const auto take = number_of(data, "take");
    const bool says_take = line.said.version.find('@') != std::string::npos;
    return {line.said.session, line.said.version + (take > 0 && !says_take ? "@" + std::to_string(take) : "")};
}

/// The recall that an undo took back; 0: it took none.
std::size_t taken_back_by(const Json& data)
{
    const auto undid = data.find("undid");
    return undid == data.end() || data.contains("error") ? 0 : number_of(*undid, "recall");
}

/// A first take needs no number.
std::string for_people(const Moment& moment)
{
    const auto& version = moment.version;
    return moment.session + "/" + (version.ends_with("@1") ? version.substr(0, version.size() - 2) : version);
}

}  // namespace

store::EntryFilter story_lines()
{
    store::EntryFilter filter;
    filter.kinds = {"capture", "recall", "undo"};
    return filter;
}

std::optional<Moment> stands_as(const std::vector<store::Entry>& lines)
{
    std::set<std::size_t> taken_back;
    const auto ordered = in_order(lines);
    for (auto line = ordered.rbegin(); line != ordered.rend(); ++line) {
        const auto data = data_of(*line);
        if (line->said.kind == "undo") taken_back.insert(taken_back_by(data));
        const bool counts = line->said.kind == "capture" || (line->said.kind == "recall" && !taken_back.contains(number_of(data, "recall")));
        if (counts && !line->said.version.empty() && !line->said.data.empty() && is_whole(data)) return moment_of(*line, data);
    }
    return {};
}

void compare(const studio::UnitState& kept, const studio::UnitState* now, Drift& drift, const Same& same)
{
    if (!now) return drift.not_compared.push_back(kept.unit + " is offline and was not compared.");
    if (now->profile != kept.profile) return drift.not_compared.push_back(kept.unit + " has another profile now and was not compared.");
    const auto covered = studio::Scope().cover(kept.unit, *kept.profile);
    const bool by_hand = kept.profile->is_by_hand();
    for (studio::ParameterId id = 0; id < kept.values.size(); ++id) {
        const bool is_noted_now = by_hand && kept.has(id) != now->has(id);
        if (!covered[id] || (!is_noted_now && !(kept.has(id) && now->has(id)))) continue;
        ++drift.compared;
        if (is_noted_now || (studio::differ(kept, *now, id) && !(same && same(kept, *now, id)))) drift.changes.push_back(studio::describe(kept, *now, id));
    }
}

std::vector<std::string> drift_words(const Drift& drift)
{
    std::vector<std::string> words;
    for (const auto& change : drift.changes) words.push_back(change.unit + " " + change.sentence());
    words.insert(words.end(), drift.besides.begin(), drift.besides.end());
    return words;
}

std::string drift_text(const Drift& drift)
{
    const auto count = drift.count();
    if (count == 0) return {};
    const std::string noun = drift.besides.empty() ? " setting" : " change";
    std::string text = "unsaved changes since " + for_people(drift.since) + ": " + std::to_string(count) + noun + (count == 1 ? ": " : "s: ");
    const auto words = drift_words(drift);
    for (std::size_t i = 0; i < std::min(count, most_named); ++i) text += (i == 0 ? "" : "; ") + words[i];
    return count > most_named ? text + "; … and " + std::to_string(count - most_named) + " more" : text;
}

}  // namespace recalld::logbook
