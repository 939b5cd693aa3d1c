#include "load/tables_yaml.hpp"

#include "load/placed_pattern.hpp"
#include "studio/spelling.hpp"

#include <algorithm>

namespace recalld::load {

namespace {

constexpr std::size_t most_tables = 1'000;

std::vector<studio::Slot> read_slots(const Cursor& row, LawShelf& laws)
{
    std::vector<studio::Slot> slots;
    for (const Cursor& slot : row.items()) {
        const auto parts = slot.items();
        const auto law = laws.law_at(parts[1], "tables");
        for (Expansion& name : PlacedPattern(parts[0]).expand()) slots.push_back({std::move(name.text), law});
    }
    return slots;
}

}  // namespace

void TableShelf::read(const Cursor& map, LawShelf& laws)
{
    for (const auto& [name, rows] : map.entries()) {
        if (tables_.size() >= most_tables) name.fail("too many tables");
        by_name_.emplace(name.text(), static_cast<std::uint16_t>(tables_.size()));
        origins_.push_back({rows, {}, {}, 0});
        studio::Table& table = tables_.emplace_back();
        for (const auto& [word, row] : rows.entries()) table.emplace(word.text(), read_slots(row, laws));
    }
}

std::uint16_t TableShelf::table_at(const Cursor& name) const
{
    const auto found = by_name_.find(name.text());
    if (found != by_name_.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [table, index] : by_name_) known.push_back(table);
    std::sort(known.begin(), known.end());
    name.fail("unknown table " + studio::in_quotes(name.text()) + studio::did_you_mean(name.text(), known));
}

void TableShelf::note_use(std::uint16_t table, const studio::Law& choice, std::size_t slots)
{
    Origin& origin = origins_[table];
    origin.slots = std::max(origin.slots, slots);
    if (std::find(origin.choices.begin(), origin.choices.end(), &choice) != origin.choices.end()) return;
    origin.choices.push_back(&choice);
    origin.words.insert(origin.words.end(), choice.words.begin(), choice.words.end());
}

void TableShelf::check_rows() const
{
    for (std::size_t i = 0; i < origins_.size(); ++i) {
        const Origin& origin = origins_[i];
        if (origin.choices.empty()) continue;
        for (const auto& [word, row] : origin.table.entries()) {
            if (std::find(origin.words.begin(), origin.words.end(), word.text()) == origin.words.end())
                word.fail("no selector of this table can be " + studio::in_quotes(word.text())
                          + studio::did_you_mean(word.text(), origin.words));
            if (tables_[i].at(word.text()).size() > origin.slots)
                row.fail("more slots than the " + std::to_string(origin.slots) + " fields that show them");
        }
    }
}

}  // namespace recalld::load
