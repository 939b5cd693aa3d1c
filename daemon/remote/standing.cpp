#include "remote/standing.hpp"

#include <algorithm>

#include "logbook/cords.hpp"
#include "logbook/sheet_lines.hpp"
#include "recall/plan.hpp"
#include "remote/sheets.hpp"

namespace recalld::remote {

using logbook::TickVerdict;
using recall::ChecklistLine;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr store::RecallId recalls_looked_at = 100;   // for the next one that left something to hands

std::optional<store::EntryId> mark_of(const store::Store& store, const store::Recall& recall)
{
    if (recall.safety == 0) return {};
    return store.find(recall.safety).entry;
}

/// From there on hands work at another checklist.
std::optional<store::EntryId> end_of(const store::Store& store, const store::Recall& recall)
{
    for (auto id = recall.id + 1; id <= recall.id + recalls_looked_at; ++id) {
        const auto next = store.recall(id);
        if (!next) return {};
        if (leaves_something(*next)) return mark_of(store, *next);
    }
    return {};
}

bool contains(const std::vector<std::string>& names, const std::string& name) { return std::ranges::find(names, name) != names.end(); }

/// Looks for what was noted since a recall. Each line of the log is read once.
class Noted {
public:
    Noted(const store::Store& store, const recall::Rack& rack, store::EntryId after, std::optional<store::EntryId> until) : rack_(rack)
    {
        store::EntryFilter sheets{logbook::sheet_kinds}, patch;
        patch.kinds = {"patch"};
        sheets.after = patch.after = after;
        sheets.until = patch.until = until;
        for (auto& entry : store.entries(sheets)) {
            auto change = logbook::change_in(entry.said.data);
            sheets_.emplace_back(std::move(entry), std::move(change));
        }
        const auto newest = store.entries(patch, 0, 1);
        if (newest.empty()) return;
        patch_ = newest.front();
        cords_ = logbook::cords_noted(store, until).value_or(std::vector<studio::Cord>());
    }

    /// The line of the log by which this stands as wanted.
    const store::Entry* of(const ChecklistLine& line) const
    {
        if (line.unit == logbook::patch_subject) return of_cord(line);
        return line.parameter == recall::preset_line ? of_preset(line) : of_control(line);
    }

private:
    const store::Entry* of_cord(const ChecklistLine& line) const
    {
        const auto work = patch_ ? logbook::read_cord_work(line.parameter) : std::nullopt;
        const auto is_there = [&](const studio::Cord& cord) { return std::ranges::any_of(cords_, [&](const auto& other) { return other.joins(cord); }); };
        const bool stands = work && (!work->pull || !is_there(*work->pull)) && (!work->plug || is_there(*work->plug));
        return stands ? &*patch_ : nullptr;
    }

    const store::Entry* of_preset(const ChecklistLine& line) const
    {
        for (const auto& [entry, change] : sheets_)
            if (entry.said.subject == line.unit && change.preset) return *change.preset == line.wanted || (change.preset->empty() && line.wanted == recall::no_preset) ? &entry : nullptr;
        return nullptr;
    }

    const store::Entry* of_control(const ChecklistLine& line) const
    {
        for (const auto& [entry, change] : sheets_) {
            if (entry.said.subject != line.unit) continue;
            if (contains(change.any, line.parameter) || contains(change.unknown, line.parameter)) return nullptr;
            if (const auto noted = change.set.find(line.parameter); noted != change.set.end()) return is_wanted(line, noted->second) ? &entry : nullptr;
        }
        return nullptr;
    }

    bool is_wanted(const ChecklistLine& line, const std::string& words) const
    {
        const auto unit = std::ranges::find(rack_, line.unit, &recall::RackUnit::name);
        const auto id = unit == rack_.end() || !unit->profile ? std::nullopt : unit->profile->find(line.parameter);
        if (!id) return false;
        const auto now = logbook::meaning(*unit->profile, *id, words), wanted = value_reported(*unit->profile, *id, line.wanted);
        return now && wanted && recall::is_near(*unit->profile, *id, *now, *wanted, line.tolerance);
    }

    const recall::Rack& rack_;
    std::vector<std::pair<store::Entry, logbook::SheetChange>> sheets_;   // newest first
    std::optional<store::Entry> patch_;
    std::vector<studio::Cord> cords_;
};

logbook::Tick tick_by(const store::Entry& entry)
{
    return {entry.id, entry.time, entry.said.who, TickVerdict::done, {}, entry.said.kind == "patch" ? "noted in the patch" : "noted on its sheet"};
}

}  // namespace

recall::Rack rack_of(const Room& room)
{
    recall::Rack rack;
    for (const auto& unit : room.rig.units()) rack.push_back({unit->name(), unit->profile()});
    return rack;
}

Json document_of(const store::Recall& recall)
{
    auto document = recall.report.empty() ? Json() : Json::parse(recall.report, nullptr, false);
    return document.is_object() ? document : Json();
}

bool leaves_something(const store::Recall& recall)
{
    const auto hands = recall::with_ticks(document_of(recall), {});
    return hands.is_object() && hands.contains("hands");
}

std::optional<Value> value_reported(const studio::Profile& profile, ParameterId id, std::string words)
{
    const bool is_text = profile.law_of(id).kind == studio::LawKind::text;
    if (is_text && words.size() >= 2 && words.front() == '"') words = words.substr(1, words.size() - 2);
    else if (is_text) return {};   // not noted
    return logbook::meaning(profile, id, words);
}

logbook::Ticks with_standing(const store::Store& store, const store::Recall& recall, const Json& document, logbook::Ticks ticks, const recall::Rack& rack)
{
    const auto list = recall::checklist_of(document, rack, ticks);
    const auto mark = list.remaining() > 0 ? mark_of(store, recall) : std::nullopt;
    if (!mark) return ticks;
    const Noted noted(store, rack, *mark, end_of(store, recall));
    for (const auto& line : list.lines) {
        const auto* entry = line.tick.verdict == TickVerdict::open ? noted.of(line) : nullptr;
        if (entry && entry->id > line.tick.entry) ticks[line.line] = tick_by(*entry);
    }
    return ticks;
}

}  // namespace recalld::remote
