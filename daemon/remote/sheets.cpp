#include "remote/sheets.hpp"

#include <algorithm>

#include "log.hpp"
#include "logbook/sheet_lines.hpp"
#include "remote/log_lines.hpp"
#include "rig/spawn.hpp"
#include "store/version_kind.hpp"
#include "studio/panel.hpp"

namespace recalld::remote {

using studio::ParameterId;
using studio::Standing;

namespace {

constexpr std::chrono::milliseconds hand_rests{300}, disk_rests{10'000};
constexpr std::size_t longest_words = 500;

std::string cut(std::string words)
{
    if (words.size() > longest_words) words = words.substr(0, words.rfind(' ', longest_words)) + " …";
    return words;
}

store::NewEntry line_of(const rig::Unit& unit, const logbook::SheetChange& change, const std::string& who)
{
    store::NewEntry line{who, "sheet", "", cut(unit.name() + ": " + logbook::words_of(*unit.profile(), change))};
    line.subject = unit.name();
    line.data = logbook::data_of(change);
    return line;
}

}  // namespace

Sheets::Sheets(Room& room) : room_(room), rest_(room.io), listening_(room.studio.listen([this](const studio::Change& change) { hear(change); })) {}

Sheets::~Sheets() { rest_.cancel(); }

task<> Sheets::read()
{
    const store::EntryFilter filter{logbook::sheet_kinds};
    try {
        sheets_ = co_await room_.store.run([&](store::Store& store) { return logbook::sheets_of(store.entries(filter)); });
    } catch (const store::StoreError& error) {
        room_.notes.push_back(std::string("the sheets of analog gear cannot be read: ") + error.what());
        log::remote().error("{}", room_.notes.back());
    }
}

void Sheets::put_on_pages()
{
    for (const auto& unit : room_.rig.units()) put_on_page(*unit);
}

const logbook::Sheet& Sheets::of(std::string_view unit) const
{
    static const logbook::Sheet blank;
    const auto found = sheets_.find(unit);
    return found == sheets_.end() ? blank : found->second;
}

task<std::shared_ptr<const logbook::Sheets>> Sheets::then(store::Version version)
{
    if (version.kind == store::VersionKind::import || version.entry == 0) co_return std::make_shared<const logbook::Sheets>();
    if (version.entry == then_until_) co_return then_;
    store::EntryFilter filter{logbook::sheet_kinds};
    filter.until = version.entry;
    auto sheets = co_await room_.store.run([&](store::Store& store) { return logbook::sheets_of(store.entries(filter)); });
    then_ = std::make_shared<const logbook::Sheets>(std::move(sheets));
    then_until_ = version.entry;
    co_return then_;
}

/// Of two profiles one may not know what was noted under the other: that counts as not noted.
void Sheets::put(const studio::UnitState& page, ParameterId id, const logbook::Sheet& sheet)
{
    const auto& name = (*page.profile)[id].name;
    const auto words = sheet.values.find(name);
    const auto value = words == sheet.values.end() ? std::nullopt : logbook::meaning(*page.profile, id, words->second);
    const bool is_left_open = sheet.any.contains(name) || !sheet.preset.empty();   // a preset says how the rest stands
    const auto standing = !is_fitted(page, id) ? Standing::not_exposed : value ? Standing::assumed : is_left_open ? Standing::out_of_scope : Standing::unknown;
    if (page.standings[id] == standing && (!value || studio::same(page.values[id], *value))) return;
    room_.studio.apply(page.unit, id, value.value_or(studio::Value{}), standing, studio::Origin::person);
}

/// Revisions of a model differ in what stands on their fronts; `A` is meant by `A (blue stripe)`.
bool Sheets::is_fitted(const studio::UnitState& page, ParameterId id) const
{
    const auto& units = room_.rig.config().units;
    const auto unit = std::ranges::find(units, page.unit, &rig::UnitConfig::name);
    if (unit == units.end() || unit->revision.empty() || !page.profile->panel) return true;
    const auto& revisions = studio::control_of(*page.profile->panel, id).revisions;
    return revisions.empty() || std::ranges::any_of(revisions, [&](const std::string& each) { return each == unit->revision || each.starts_with(unit->revision + " "); });
}

void Sheets::put_on_page(const rig::Unit& unit)
{
    const auto* page = room_.studio.page(unit.name());
    if (!unit.profile()->is_by_hand() || !page) return;
    is_putting_ = true;
    for (ParameterId id = 0; id < page->values.size(); ++id) put(*page, id, of(unit.name()));
    is_putting_ = false;
}

void Sheets::take_over(const store::Entry& line)
{
    logbook::apply(sheets_[line.said.subject], line);
    if (const auto unit = room_.rig.find(line.said.subject)) put_on_page(*unit);
    room_.news.tell(Area::log);
    room_.news.tell(Area::reports);   // what is noted may be what a checklist waits for
}

task<store::EntryId> Sheets::note(std::shared_ptr<rig::Unit> unit, logbook::SheetChange change, std::string who)
{
    store::Entry line;
    line.said = line_of(*unit, change, who);
    line.said.data = with_clock(line.said.data, clock_now(room_));
    line.id = co_await room_.store.run([&](store::Store& store) { return store.add_entry(line.said); });
    line.time = std::chrono::system_clock::now();
    take_over(line);
    co_return line.id;
}

void Sheets::hear(const studio::Change& change)
{
    if (is_putting_ || change.origin == studio::Origin::device) return;
    const auto unit = room_.rig.find(change.unit);
    if (!unit || !unit->profile()->is_by_hand()) return;
    const auto& profile = *unit->profile();
    moved_[unit->name()][profile[change.parameter].name] = logbook::kept_words(profile.law_of(change.parameter), change.value);
    write_after(hand_rests);
}

void Sheets::write_after(std::chrono::milliseconds rest)
{
    rest_.expires_after(rest);
    rest_.async_wait([this](boost::system::error_code error) {
        if (!error) rig::spawn(room_.io, "noting what hands moved", write_down());
    });
}

/// What hands moved meanwhile is newer.
void Sheets::keep(const std::string& unit, const std::map<std::string, std::string>& values, const std::string& why)
{
    moved_[unit].insert(values.begin(), values.end());
    log::remote().error("{}: what a hand set is not in the log yet: {}", unit, why);
    unwritten_.push_back("what hands set on " + unit + " is not in the log yet: " + why + "; it is tried again every " + std::to_string(disk_rests.count() / 1000) + " s, and lost when recalld ends before");
    room_.notes.push_back(unwritten_.back());
    write_after(disk_rests);
}

task<> Sheets::write_down()
{
    const auto moved = std::exchange(moved_, {});
    for (const auto& note : std::exchange(unwritten_, {})) std::erase(room_.notes, note);
    for (const auto& [name, values] : moved) {
        const auto unit = room_.rig.find(name);
        if (!unit) continue;
        logbook::SheetChange change;
        change.set = values;
        try {
            co_await note(unit, std::move(change), "a remote");
        } catch (const store::StoreError& error) {
            keep(name, values, error.what());
        }
    }
}

}  // namespace recalld::remote
