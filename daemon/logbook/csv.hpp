#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/text_lines.hpp"

namespace recalld::logbook {

/// One record of a table in text, and the line on which it begins.
struct CsvRow {
    std::size_t line = 0;
    std::vector<std::string> cells;
};

struct CsvTable {
    char separator = ',';
    std::vector<CsvRow> rows;       ///< without empty ones
    LineMessages messages;
    std::optional<std::size_t> open_quote;   ///< the byte of the first one that is never closed
};

/// Reads comma, semicolon or tab separated text after RFC 4180, whatever its line ends; the separator is found by itself. Cells lose the
/// blanks around them. At most 10,000 rows of 100 cells of 1,000 bytes; a quote that is never closed ends with its line. Pure.
CsvTable read_csv(std::string_view utf8);

/// Where a table is damaged, and how.
struct CsvDamage {
    std::size_t line = 0, column = 0;   ///< from 1; characters
    std::string text;
};

/// What shows that a text is no whole table: a control character that no text has, or a quote that is never closed. Pure.
std::optional<CsvDamage> find_damage(std::string_view utf8);

}  // namespace recalld::logbook
