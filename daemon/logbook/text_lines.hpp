#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::logbook {

/// Something that was not understood, and where.
struct LineMessage {
    std::size_t line = 0;   ///< from 1; 0: about all of it
    std::string text;
};

/// The first of them, and how many more there were. A value.
struct LineMessages {
    static constexpr std::size_t most = 20;
    std::vector<LineMessage> kept;
    std::size_t more = 0;
    void add(std::size_t line, std::string text);
};

/// One line of a text, without its end.
struct TextLine {
    std::size_t number = 0;   ///< in the file that people have, from 1
    std::string_view text;
};

/// What begins a line that says the number of the next one: lines in between were left out.
inline constexpr char skipped_mark = '\x1e';

/// The lines of a text, whether they end in LF, CR or both. The text must outlive it.
class TextLines {
public:
    explicit TextLines(std::string_view text) : rest_(text) {}
    std::optional<TextLine> next();

private:
    std::optional<std::string_view> cut();
    std::string_view rest_;
    std::size_t number_ = 0;
};

std::string_view trimmed(std::string_view text);
std::vector<std::string_view> split_at(std::string_view text, char separator);
/// A number as people of any country write it: `48000.000000`, `48000,000`, `48 000,5`, `1.234,5`. Nothing when it is none.
std::optional<double> read_any_number(std::string_view text);
/// ASCII letters only: what is compared with our own words.
std::string lower(std::string_view text);

}  // namespace recalld::logbook
