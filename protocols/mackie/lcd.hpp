#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::mackie {

inline constexpr int lcd_columns = 56;  ///< of a line; the last one is hidden
inline constexpr int lcd_lines = 2;

/// Where the cells of the strips stand in a line.
struct CellLayout {
    int first = 0;  ///< column of the first strip
    int pitch = 7;  ///< columns from one strip to the next
    int width = 6;  ///< letters shown; what is left of the pitch stays blank
};

/// A display of fixed letters as a value: what is shown, or what is wanted. Lines and columns count from 0; what falls
/// outside is cut off.
class Display {
public:
    explicit Display(int columns = lcd_columns, int lines = lcd_lines);
    /// What a display shows of which nothing is known: every letter differs from any that is wanted.
    static Display unknown(int columns = lcd_columns, int lines = lcd_lines);

    int columns() const { return columns_; }
    /// All letters, line after line.
    std::string_view letters() const { return letters_; }
    /// Empty when there is no such line.
    std::string_view line(int line) const;

    /// `width` letters from `column` on: the text folded to ASCII, cut or filled up with blanks.
    void put(int line, int column, int width, std::string_view utf8);
    /// The same in the cell of a strip, with the blanks behind it.
    void put_cell(const CellLayout& layout, int line, int strip, std::string_view utf8);
    /// What a host has sent, from that offset on.
    void apply(int offset, std::string_view letters);

    bool operator==(const Display&) const = default;

private:
    int columns_;
    std::string letters_;
};

/// Letters that stand next to each other.
struct Run {
    int offset = 0;
    std::string text;
    bool operator==(const Run&) const = default;
};

/// What has to be sent so that a display that shows `shown` shows `wanted`: only what differs, neighbours in one run.
/// Up to `bridge` equal letters between two runs are sent along, since every message has a cost of its own (eight
/// bytes for mcu::Text).
std::vector<Run> changes(const Display& shown, const Display& wanted, int bridge = 0);

/// The same for displays that are written in cells of one width: the numbers of those that differ.
std::vector<int> changed_cells(const Display& shown, const Display& wanted, int width);

}  // namespace recalld::mackie
