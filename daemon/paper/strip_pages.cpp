#include "paper/strip_pages.hpp"

#include <algorithm>
#include <map>

namespace recalld::paper {

namespace {

constexpr std::size_t most_columns = 10, most_rows_upright = 8;

/// `ch/01`, `ch/01/eq/1/f` -> `eq/1/f`
std::string below(const std::string& path, const std::string& name)
{
    return !path.empty() && name.starts_with(path + "/") ? name.substr(path.size() + 1) : name;
}

bool is_counted(std::string_view segment)
{
    return !segment.empty() && std::ranges::all_of(segment, [](char c) { return c >= '0' && c <= '9'; });
}

/// `eq/1/f` -> {`eq/`, `1`, `f`}; nothing counted: no column.
struct Place {
    std::string group, row, column;
};

Place place_of(const std::string& name)
{
    const auto last = name.rfind('/');
    if (last == std::string::npos || last == 0) return {};
    const auto before = name.rfind('/', last - 1);
    const auto start = before == std::string::npos ? 0 : before + 1;
    const auto number = name.substr(start, last - start);
    if (!is_counted(number)) return {};
    return {name.substr(0, start), number, name.substr(last + 1)};
}

/// What all of them begin with, in whole words.
std::string common_words(const std::vector<std::string>& all)
{
    std::string common = all.front() + ' ';
    for (const auto& text : all) {
        const auto padded = text + ' ';
        const auto end = std::ranges::mismatch(common, padded).in1 - common.begin();
        common.resize(static_cast<std::size_t>(end));
        common.resize(common.rfind(' ') == std::string::npos ? 0 : common.rfind(' ') + 1);
    }
    return common.empty() ? std::string() : common.substr(0, common.size() - 1);
}

std::string rest_after(const std::string& text, const std::string& start, const std::string& otherwise)
{
    const auto rest = text.size() > start.size() + 1 ? text.substr(start.empty() ? 0 : start.size() + 1) : std::string();
    return rest.empty() ? otherwise : rest;
}

/// `-6.8 dB`, and what there is to say about it.
std::string cell_of(const Json& value)
{
    const auto standing = text_in(value, "standing"), said = text_in(value, "value");
    return standing == "as sent or imported" ? said + " *" : said;
}

std::string key_of(const std::string& unit, const Json& value) { return unit + ' ' + text_in(value, "parameter"); }

/// What is counted in one section of a strip: rows by number, columns by last name.
class Grid {
public:
    void add(const Place& place, const Json& value)
    {
        auto [row, is_new] = rows_.try_emplace(place.row);
        if (is_new) order_.push_back(place.row);
        row->second.emplace_back(place.column, &value);
        if (std::ranges::find(columns_, place.column) == columns_.end()) columns_.push_back(place.column);
    }
    bool is_table() const { return rows_.size() > 1 && columns_.size() > 1 && columns_.size() <= most_columns; }
    Json block(const std::string& unit) const;

private:
    using Cells = std::vector<std::pair<std::string, const Json*>>;
    Json lying_block(const std::string& unit) const;
    static std::string row_words(const Cells& cells);
    std::vector<std::string> headings() const;

    std::map<std::string, Cells> rows_;
    std::vector<std::string> order_, columns_;
};

std::string Grid::row_words(const Cells& cells)
{
    std::vector<std::string> all;
    for (const auto& [column, value] : cells) all.push_back(text_in(*value, "words"));
    return common_words(all);
}

std::vector<std::string> Grid::headings() const
{
    std::vector<std::string> words(columns_.size() + 1);
    for (std::size_t i = 0; i < columns_.size(); ++i)
        for (const auto& row : order_) {
            const auto& cells = rows_.at(row);
            const auto cell = std::ranges::find(cells, columns_[i], &Cells::value_type::first);
            if (cell == cells.end() || !words[i + 1].empty()) continue;
            words[i + 1] = cells.size() > 1 ? rest_after(text_in(*cell->second, "words"), row_words(cells), columns_[i]) : columns_[i];
        }
    words.front() = " ";
    return words;
}

/// Many rows of few columns lie down, as sends do on a console sheet: a column for each number.
Json Grid::lying_block(const std::string& unit) const
{
    std::vector<std::string> rows;
    for (const auto& name : order_) rows.push_back(row_words(rows_.at(name)));
    const auto common = common_words(rows);
    std::vector<std::string> head{common.empty() ? " " : common};
    for (const auto& row : rows) head.push_back(rest_after(row, common, row));
    const auto names = headings();
    Table table(head);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::vector<std::string> cells{names[i + 1]}, keys{""};
        for (const auto& name : order_) {
            const auto& row = rows_.at(name);
            const auto cell = std::ranges::find(row, columns_[i], &Cells::value_type::first);
            cells.push_back(cell == row.end() ? std::string() : cell_of(*cell->second));
            keys.push_back(cell == row.end() ? std::string() : key_of(unit, *cell->second));
        }
        table.add(std::move(cells), std::move(keys));
    }
    return table.block({}, "grid lying")["table"];
}

Json Grid::block(const std::string& unit) const
{
    if (order_.size() > most_rows_upright) return lying_block(unit);
    Table table(headings());
    for (const auto& name : order_) {
        const auto& row = rows_.at(name);
        std::vector<std::string> cells(columns_.size() + 1), keys(columns_.size() + 1);
        cells.front() = row_words(row);
        for (const auto& [column, value] : row) {
            const auto place = static_cast<std::size_t>(std::ranges::find(columns_, column) - columns_.begin()) + 1;
            cells[place] = cell_of(*value);
            keys[place] = key_of(unit, *value);
        }
        table.add(std::move(cells), std::move(keys));
    }
    return table.block({}, "grid")["table"];
}

Json value_view(const std::string& unit, const Json& value)
{
    return {{"words", text_in(value, "words")}, {"value", cell_of(value)}, {"key", key_of(unit, value)}};
}

/// The values of one section of one strip: tables of what is counted, and the others one by one.
Json section_view(const std::string& unit, const std::string& path, const std::string& name, const std::vector<const Json*>& values)
{
    std::map<std::string, Grid> grids;
    for (const auto* value : values)
        if (const auto place = place_of(below(path, text_in(*value, "parameter"))); !place.column.empty()) grids[place.group].add(place, *value);
    Json singles = Json::array(), tables = Json::array();
    bool is_wide = false;
    for (const auto* value : values) {
        const auto place = place_of(below(path, text_in(*value, "parameter")));
        if (place.column.empty() || !grids[place.group].is_table()) singles.push_back(value_view(unit, *value));
    }
    for (const auto& [group, grid] : grids)
        if (grid.is_table()) {
            tables.push_back(grid.block(unit));
            is_wide |= tables.back()["columns"].size() > most_rows_upright;
        }
    return {{"name", name}, {"wide", is_wide}, {"any_values", !singles.empty()}, {"values", std::move(singles)}, {"tables", std::move(tables)}};
}

/// Sections in the order in which they come.
Json sections_of(const std::string& unit, const Json& strip)
{
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Json*>> values;
    for (const auto& value : list_in(strip, "values")) {
        auto& section = values[text_in(value, "section")];
        if (section.empty()) order.push_back(text_in(value, "section"));
        section.push_back(&value);
    }
    Json sections = Json::array();
    for (const auto& name : order) sections.push_back(section_view(unit, text_in(strip, "strip"), name, values[name]));
    return sections;
}

Json strip_block(const std::string& unit, const Json& strip)
{
    const bool is_used = flag_in(strip, "used");
    const auto title = text_in(strip, "words");
    return {{"strip",
             {{"title", title}, {"used", is_used}, {"unused", !is_used}, {"line", is_used ? std::string() : title + ": not in use (no name; muted, or its fader down)"}, {"sections", sections_of(unit, strip)}}}};
}

/// The names of its values below its path: strips with the same are alike.
std::vector<std::string> shape_of(const Json& strip)
{
    std::vector<std::string> names;
    for (const auto& value : list_in(strip, "values")) names.push_back(below(text_in(strip, "strip"), text_in(value, "parameter")));
    return names;
}

Json table_of(const std::string& unit, const std::vector<const Json*>& strips)
{
    std::vector<std::string> columns{" "};
    for (const auto& value : list_in(*strips.front(), "values")) columns.push_back(text_in(value, "words"));
    Table table(columns);
    for (const auto* strip : strips) {
        std::vector<std::string> cells{text_in(*strip, "words")}, keys{""};
        for (const auto& value : list_in(*strip, "values")) {
            cells.push_back(cell_of(value));
            keys.push_back(key_of(unit, value));
        }
        table.add(std::move(cells), std::move(keys));
    }
    return table.block({}, "grid");
}

}  // namespace

Json strip_pages(const std::string& unit, const Json& strips)
{
    Json blocks = Json::array();
    for (std::size_t i = 0; i < strips.size();) {
        const auto shape = shape_of(strips[i]);
        std::vector<const Json*> alike{&strips[i]};
        while (shape.size() < most_columns && i + alike.size() < strips.size() && shape_of(strips[i + alike.size()]) == shape) alike.push_back(&strips[i + alike.size()]);
        i += alike.size();
        blocks.push_back(alike.size() > 1 ? table_of(unit, alike) : strip_block(unit, *alike.front()));
    }
    return blocks;
}

}  // namespace recalld::paper
