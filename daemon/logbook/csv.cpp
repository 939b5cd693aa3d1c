#include "logbook/csv.hpp"

#include <algorithm>
#include <array>

#include "logbook/text_encoding.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t most_rows = 10'000, most_cells = 100, longest_cell = 1000, lines_to_judge = 20;
constexpr std::string_view never_closed = "a quote is never closed: the file may be cut";

/// Separators outside quotes, line by line: the kind that stands in most of the lines, more often than the others.
char separator_of(std::string_view text)
{
    static constexpr std::array<char, 3> kinds{'\t', ';', ','};
    std::array<std::size_t, 3> lines{}, total{};
    TextLines all(text);
    for (std::size_t i = 0; i < lines_to_judge; ++i) {
        const auto line = all.next();
        if (!line) break;
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            bool is_quoted = false;
            std::size_t count = 0;
            for (const char c : line->text) {
                if (c == '"') is_quoted = !is_quoted;
                else if (c == kinds[kind] && !is_quoted) ++count;
            }
            lines[kind] += count > 0 ? 1u : 0u;
            total[kind] += count;
        }
    }
    std::size_t best = 2;
    for (const std::size_t kind : {1u, 0u})
        if (std::pair(lines[kind], total[kind]) >= std::pair(lines[best], total[best]) && lines[kind] > 0) best = kind;
    return kinds[best];
}

/// Reads one text; state is where it stands.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) { table_.separator = separator_of(text); }
    CsvTable read()
    {
        while (at_ < text_.size() && table_.rows.size() < most_rows) record();
        if (at_ < text_.size()) table_.messages.add(line_, "more than " + std::to_string(most_rows) + " rows; the rest is left out");
        return std::move(table_);
    }

private:
    void record();
    std::string cell();
    void quoted(std::string& cell);
    bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\r' || text_[at_] == '\n'; }
    void end_line();
    void keep(CsvRow row);

    std::string_view text_;
    std::size_t at_ = 0, line_ = 1;
    CsvTable table_;
};

void Reader::end_line()
{
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2u : 1u;
    ++line_;
}

void Reader::record()
{
    CsvRow row{line_, {}};
    while (true) {
        auto text = cell();
        if (row.cells.size() < most_cells) row.cells.push_back(std::move(text));
        if (at_line_end()) break;
        ++at_;
    }
    end_line();
    keep(std::move(row));
}

void Reader::keep(CsvRow row)
{
    while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
    if (!row.cells.empty()) table_.rows.push_back(std::move(row));
}

std::string Reader::cell()
{
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') quoted(cell);
    const auto begin = at_;
    while (!at_line_end() && text_[at_] != table_.separator) ++at_;
    cell += text_.substr(begin, at_ - begin);
    std::ranges::replace_if(cell, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return std::string(cut_utf8(trimmed(cell), longest_cell));
}

/// From a quote to its partner; two quotes in it are one. Without a partner nothing behind its line is swallowed.
void Reader::quoted(std::string& cell)
{
    const auto begin = at_, began = line_;
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"' && text_.substr(at_ + 1, 1) != "\"") return void(++at_);
        if (text_[at_] == '"') ++at_;
        if (text_[at_] == '\n' || (text_[at_] == '\r' && text_.substr(at_ + 1, 1) != "\n")) ++line_;
        cell += text_[at_];
    }
    table_.messages.add(began, std::string(never_closed));
    if (!table_.open_quote) table_.open_quote = begin;
    at_ = begin + 1;
    line_ = began;
    cell.clear();
}

/// Tabs and line ends belong to tables; so do the line ends within a cell that some programs write as VT or FF.
bool is_control(char c)
{
    constexpr std::string_view of_texts = "\t\r\n\v\f";
    return (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) && of_texts.find(c) == of_texts.npos;
}

CsvDamage damage_at(std::string_view text, std::size_t at, std::string words)
{
    CsvDamage damage{1, 1, std::move(words)};
    for (std::size_t i = 0; i < at; ++i) {
        const bool is_line_end = text[i] == '\n' || (text[i] == '\r' && text.substr(i + 1, 1) != "\n");
        if (is_line_end) ++damage.line, damage.column = 1;
        else if ((static_cast<unsigned char>(text[i]) & 0xc0u) != 0x80u) ++damage.column;
    }
    return damage;
}

std::string control_words(char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0) return "a NUL character: this is no text, or the file is broken";
    return std::string("the control character 0x") + digits[byte >> 4] + digits[byte & 0xfu] + ": this is no text, or the file is broken";
}

}  // namespace

CsvTable read_csv(std::string_view utf8) { return Reader(utf8).read(); }

std::optional<CsvDamage> find_damage(std::string_view utf8)
{
    while (utf8.ends_with('\r') || utf8.ends_with('\n')) utf8.remove_suffix(1);
    if (utf8.ends_with('\x1a')) utf8.remove_suffix(1);   // the end of a file, as DOS wrote it
    const auto control = std::ranges::find_if(utf8, is_control);
    if (control != utf8.end()) return damage_at(utf8, static_cast<std::size_t>(control - utf8.begin()), control_words(*control));
    const auto table = read_csv(utf8);
    if (table.open_quote) return damage_at(utf8, *table.open_quote, std::string(never_closed));
    return std::nullopt;
}

}  // namespace recalld::logbook
