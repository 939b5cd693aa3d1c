#include "logbook/input_list.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "logbook/csv.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

enum class Column : std::uint8_t { none, channel, line, name, mic, stand, preamp, jack, insert, group, strip, role, colour, gain, phantom, note };

std::string_view name_of(Column column)
{
    static constexpr std::array<std::string_view, 16> names{"", "Channel", "Line", "Name", "Mic", "Stand", "Preamp", "Jack", "Insert", "Group", "Strip", "Role", "Colour", "Gain", "48V", "Notes"};
    return names[static_cast<std::size_t>(column)];
}

struct Word {
    std::string_view word;
    Column column;
};
// Whole words of headings, as lists of several countries have them.
constexpr auto heading_words = std::to_array<Word>({
    {"channel", Column::channel}, {"ch", Column::channel}, {"chan", Column::channel}, {"kanal", Column::channel}, {"canal", Column::channel},
    {"line", Column::line}, {"input", Column::line}, {"in", Column::line}, {"no", Column::line}, {"nr", Column::line}, {"#", Column::line}, {"eingang", Column::line},
    {"entrada", Column::line}, {"name", Column::name}, {"source", Column::name}, {"instrument", Column::name}, {"track", Column::name}, {"signal", Column::name},
    {"description", Column::name}, {"quelle", Column::name}, {"spur", Column::name}, {"mic", Column::mic}, {"mics", Column::mic}, {"microphone", Column::mic},
    {"mikro", Column::mic}, {"mikrofon", Column::mic}, {"micro", Column::mic}, {"di", Column::mic}, {"stand", Column::stand}, {"stands", Column::stand},
    {"stativ", Column::stand}, {"preamp", Column::preamp}, {"pre", Column::preamp}, {"preamps", Column::preamp}, {"micpre", Column::preamp}, {"jack", Column::jack},
    {"socket", Column::jack}, {"patch", Column::jack}, {"stagebox", Column::jack}, {"box", Column::jack}, {"bay", Column::jack}, {"insert", Column::insert},
    {"inserts", Column::insert}, {"outboard", Column::insert}, {"group", Column::group}, {"dca", Column::group}, {"vca", Column::group}, {"gruppe", Column::group},
    {"strip", Column::strip}, {"role", Column::role}, {"colour", Column::colour}, {"color", Column::colour}, {"farbe", Column::colour}, {"gain", Column::gain},
    {"48v", Column::phantom}, {"+48v", Column::phantom}, {"48", Column::phantom}, {"phantom", Column::phantom}, {"notes", Column::note}, {"note", Column::note},
    {"info", Column::note}, {"comments", Column::note}, {"comment", Column::note}, {"remarks", Column::note}, {"bemerkung", Column::note},
});
// what such words mean beside another one of the same heading: `Mic Pre` is a preamp, `Input Name` a name, `Mic Stand` a stand
constexpr std::array<Column, 6> weak{Column::mic, Column::line, Column::channel, Column::jack, Column::name, Column::note};

constexpr std::size_t lines_to_find_headings = 20;

std::vector<std::string> words_of(std::string_view heading)
{
    std::vector<std::string> words;
    for (std::string rest = lower(heading); !rest.empty();) {
        const auto end = std::min(rest.find_first_of(" /_-.():"), rest.size());
        if (end > 0) words.push_back(rest.substr(0, end));
        rest.erase(0, end + 1);
    }
    return words;
}

std::size_t strength(Column column)
{
    const auto at = std::ranges::find(weak, column);
    return at == weak.end() ? weak.size() + 1 : static_cast<std::size_t>(at - weak.begin()) + 1;
}

bool is_word(std::string_view typed, std::string_view heading) { return typed == heading; }

/// A letter off, or two that changed places; nobody mistakes the first one. Short words have neighbours that are words, too (`Link`, `Live`), so
/// that of those all letters must be there.
bool is_misspelt(std::string_view typed, std::string_view heading)
{
    constexpr std::size_t long_enough = 5;
    const bool has_all = typed.size() == heading.size() && std::ranges::is_permutation(typed, heading);
    return typed.front() == heading.front() && studio::edit_distance(typed, heading) == 1 && (has_all || heading.size() >= long_enough);
}

template <class Matches>
Column column_headed(std::string_view heading, Matches matches)
{
    Column best = Column::none;
    for (const auto& word : words_of(heading)) {
        const auto found = std::ranges::find_if(heading_words, [&](const Word& known) { return matches(word, known.word); });
        if (found == heading_words.end()) continue;
        if (best == Column::none || (strength(found->column) > strength(best))) best = found->column;
    }
    return best;
}

using Columns = std::vector<Column>;

/// One meaning a column: the first heading has it; a second number is a jack, a second text a note.
Columns columns_of(const CsvRow& row)
{
    Columns columns;
    for (const auto& heading : row.cells) {
        auto column = column_headed(heading, is_word);
        const auto taken = [&](Column wanted) { return std::ranges::find(columns, wanted) != columns.end(); };
        if (column == Column::line && taken(Column::line)) column = Column::jack;
        if (column != Column::none && taken(column)) column = Column::none;
        columns.push_back(column);
    }
    return columns;
}

bool is_a_number(Column column) { return column == Column::line || column == Column::channel; }

/// … and what is nearly a heading, where no other cell is that one: a second number would put an input elsewhere.
Columns with_misspelt(Columns columns, const CsvRow& row)
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto meant = column_headed(row.cells[i], is_misspelt);
        const bool is_taken = std::ranges::find(columns, meant) != columns.end() || (is_a_number(meant) && std::ranges::any_of(columns, is_a_number));
        if (columns[i] == Column::none && !is_taken) columns[i] = meant;
    }
    return columns;
}

/// Of a row with less than two good headings all cells must be nearly one: names of tracks would be taken for some otherwise.
bool is_likely(const CsvRow& row, const Columns& exact, const Columns& columns)
{
    if (exact.size() - static_cast<std::size_t>(std::ranges::count(exact, Column::none)) >= 2) return true;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == Column::none && !row.cells[i].empty()) return false;
    return true;
}

bool is_number(std::string_view text) { return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

/// Headings name a source, and one thing more; a cell of numbers is no heading.
bool are_headings(const CsvRow& row, const Columns& columns)
{
    const auto known = std::ranges::count_if(columns, [](Column column) { return column != Column::none; });
    return known >= 2 && std::ranges::find(columns, Column::name) != columns.end() && std::ranges::none_of(row.cells, is_number);
}

Columns columns_without_headings(const CsvTable& table)
{
    const auto numbered = std::ranges::count_if(table.rows, [](const CsvRow& row) { return is_number(row.cells.front()); });
    if (!table.rows.empty() && static_cast<std::size_t>(numbered) * 2 > table.rows.size()) return {Column::line, Column::name, Column::mic, Column::note};
    return {Column::name, Column::mic, Column::note};
}

std::optional<bool> truth_in(const std::string& cell)
{
    static constexpr std::array<std::string_view, 14> yes{"yes", "y", "x", "1", "on", "48v", "+48v", "48", "+48", "true", "ja", "j", "si", "oui"};
    static constexpr std::array<std::string_view, 8> no{"no", "n", "0", "off", "false", "nein", "non", "never"};
    const auto word = lower(cell);
    if (std::ranges::find(yes, word) != yes.end() || word == "\xe2\x9c\x93" || word == "\xe2\x9c\x94") return true;
    if (std::ranges::find(no, word) != no.end()) return false;
    return std::nullopt;
}

/// Says nothing, as people write it.
bool is_blank(const std::string& cell) { return cell.empty() || cell == "-" || cell == "--" || cell == "\xe2\x80\x93" || lower(cell) == "n/a"; }

class Reader {
public:
    InputList read(std::string_view utf8)
    {
        auto table = read_csv(utf8);
        list_.messages = std::move(table.messages);
        find_columns(table);
        for (std::size_t i = first_; i < table.rows.size(); ++i) row(table.rows[i]);
        doubt(table, utf8.ends_with('\n') || utf8.ends_with('\r'));
        if (list_.inputs.empty()) list_.messages.add(0, "no input was found; a list has a name in each line, best below headings such as Line, Name, Mic, 48V");
        return std::move(list_);
    }

private:
    void find_columns(const CsvTable& table);
    void row(const CsvRow& row);
    void doubt(const CsvTable& table, bool has_end);
    void cell(Input& input, Column column, const std::string& text);
    void number(Input& input, Column column, const std::string& text);
    void phantom(Input& input, const std::string& text);

    InputList list_;
    Columns columns_;
    std::size_t first_ = 0;
    bool has_headings_ = false;
};

void Reader::find_columns(const CsvTable& table)
{
    const std::string between = table.separator == '\t' ? "tabs" : table.separator == ';' ? "semicolons" : "commas";
    for (std::size_t i = 0; i < std::min(table.rows.size(), lines_to_find_headings); ++i) {
        const auto columns = columns_of(table.rows[i]);
        columns_ = with_misspelt(columns, table.rows[i]);
        const bool is_misspelt_row = are_headings(table.rows[i], columns_) && is_likely(table.rows[i], columns, columns_);
        if (!are_headings(table.rows[i], columns) && !is_misspelt_row) continue;
        first_ = i + 1;
        has_headings_ = true;
        list_.how = between + ", headings in line " + std::to_string(table.rows[i].line);
        for (std::size_t title = 0; title < i; ++title) list_.messages.add(table.rows[title].line, "stands above the headings and was left out: \"" + table.rows[title].cells.front() + "\"");
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (columns_[c] != columns[c]) list_.messages.add(table.rows[i].line, "the heading \"" + table.rows[i].cells[c] + "\" is taken for \"" + std::string(name_of(columns_[c])) + "\"");
            else if (columns_[c] == Column::none && !table.rows[i].cells[c].empty()) list_.messages.add(table.rows[i].line, "the column \"" + table.rows[i].cells[c] + "\" is not known; left out");
        return;
    }
    columns_ = columns_without_headings(table);
    list_.how = between + ", no headings: taken for " + (columns_.front() == Column::line ? "number, " : "") + "name, mic, notes";
}

void Reader::number(Input& input, Column column, const std::string& text)
{
    if (is_number(text) && text.size() < 6) {
        input.line = std::stoi(text);
        input.is_channel = column == Column::channel;
    } else if (input.jack.empty()) {
        input.jack = text;   // `L1`, `A 12`
    } else {
        input.note += (input.note.empty() ? "" : "; ") + text;
    }
}

void Reader::phantom(Input& input, const std::string& text)
{
    input.phantom = truth_in(text);
    if (!input.phantom) list_.messages.add(input.at, "48 V is yes or no, not \"" + text + "\"; left open");
}

void Reader::cell(Input& input, Column column, const std::string& text)
{
    if (is_blank(text)) return;
    switch (column) {
        case Column::channel:
        case Column::line: return number(input, column, text);
        case Column::name: input.name = text; return;
        case Column::mic: input.mic = text; return;
        case Column::stand: input.stand = text; return;
        case Column::preamp: input.preamp = text; return;
        case Column::jack: input.jack = text; return;
        case Column::insert: input.insert = text; return;
        case Column::group: input.group = text; return;
        case Column::strip: input.strip = text; return;
        case Column::role: input.role = lower(text); return;
        case Column::colour: input.colour = lower(text); return;
        case Column::phantom: return phantom(input, text);
        case Column::note: input.note += (input.note.empty() ? "" : "; ") + text; return;
        case Column::gain:
            input.gain_db = read_any_number(std::string_view(text).substr(0, text.find_first_of("dD ")));
            if (!input.gain_db || std::fabs(*input.gain_db) > 200) list_.messages.add(input.at, "a gain is a number of dB, not \"" + text + "\"; left open"), input.gain_db.reset();
            return;
        case Column::none: return;
    }
}

/// A file that was cut ends in the middle of its last row; one of two with the same number is mistyped.
void Reader::doubt(const CsvTable& table, bool has_end)
{
    std::set<int> lines;
    for (const auto& input : list_.inputs)
        if (input.line && !lines.insert(*input.line).second) list_.messages.add(input.at, "line " + std::to_string(*input.line) + " stands there twice");
    if (has_end || table.rows.size() <= first_ + 1) return;
    const auto& last = table.rows.back();
    const auto& before = table.rows[table.rows.size() - 2];
    if (last.cells.size() < before.cells.size()) list_.messages.add(last.line, "the last row has fewer cells than the one above, and no end: the file may be cut");
}

void Reader::row(const CsvRow& row)
{
    if (has_headings_ && with_misspelt(columns_of(row), row) == columns_ && are_headings(row, columns_)) return;   // headings again, on the next page
    Input input;
    input.at = row.line;
    for (std::size_t i = 0; i < std::min(row.cells.size(), columns_.size()); ++i) cell(input, columns_[i], row.cells[i]);
    for (std::size_t i = columns_.size(); i < row.cells.size(); ++i)
        if (!row.cells[i].empty()) list_.messages.add(row.line, "more cells than columns: \"" + row.cells[i] + "\" was left out");
    if (!input.name.empty()) return list_.inputs.push_back(std::move(input));
    const bool is_free = input.mic.empty() && input.jack.empty() && input.note.empty();
    if (!is_free) list_.messages.add(row.line, "an input without a name; left out");
}

}  // namespace

InputList read_input_list(std::string_view utf8) { return Reader().read(utf8); }

}  // namespace recalld::logbook
