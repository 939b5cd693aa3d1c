#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "studio/value.hpp"

namespace recalld::studio {

/// How a native value maps to an engineering value and to a wire number.
enum class LawKind : std::uint8_t {
    choice,      ///< one of `words`; native = position; wire = integer
    integer,     ///< low … high; native = the number itself; wire = integer
    bits,        ///< `steps` bits; native = the bitmap; wire = integer
    linear,      ///< low … high in `steps` equal steps; wire = float 0 … 1
    logarithmic, ///< low … high (may fall) in `steps` equal ratios; wire = float 0 … 1
    points,      ///< straight lines between `points` in `steps` steps; wire = float 0 … 1
    text,        ///< at most `steps` characters
    raw,         ///< as the wire carried it
    blob,        ///< a dump of at most `steps` bytes, kept as hexadecimal text
    dial,        ///< a printed scale that a hand turns along: `marks`; native = float position 0 … 1
};

/// How a device writes a number of this law in its text lines, and how we show it to people.
struct TextForm {
    std::uint8_t decimals = 0;     ///< digits behind the point; ignored by `frequency` and `digits`
    std::uint8_t digits = 0;       ///< significant digits (`-8.75`, `-10.7`); 0 = use `decimals`
    std::uint8_t width = 0;        ///< the column is padded to this width in scene files; 0 = no padding
    bool plus = false;             ///< positive numbers (and zero, but for `bare_zero`) carry a plus sign
    bool bare_zero = false;        ///< … zero does not: `+4.6` but `0.0`
    bool frequency = false;        ///< `85.3` below 1 kHz, `4k37` above
    std::uint8_t behind_k = 2;     ///< … with so many digits behind the k, and one less below: 1 for `83` and `7k2`
    bool operator==(const TextForm&) const = default;
};

/// A printed mark of a dial.
struct Mark {
    double position = 0;               ///< 0 … 1 of the way, clockwise or upwards
    std::string label;                 ///< as it is printed: `30`, `OFF`, `∞`
    std::optional<double> number = {}; ///< what it says, when it is a number
    bool operator==(const Mark&) const = default;
};

/// native step <-> engineering unit (dB, Hz, ms, ratio …): data from a profile, immutable after loading.
/// Pure; any thread.
struct Law {
    std::string name;
    LawKind kind = LawKind::raw;
    std::int32_t steps = 0;        ///< grid size; bits: width; text: longest; choice: number of words; 0 = no known grid
    double low = 0;
    double high = 1;
    bool bottom_is_off = false;    ///< step 0 is minus infinity (`-oo`)
    std::vector<std::pair<double, double>> points;  ///< wire 0 … 1 -> engineering, rising
    std::vector<Mark> marks;                        ///< dial: in the order of the way, no two alike
    std::vector<std::string> words;                 ///< choice: one per value; integer: words for people, from `low` on
    std::string unit;              ///< dB, Hz, ms … or empty
    TextForm form;

    bool is_stepped() const;       ///< linear, logarithmic or points: float on the wire
    bool is_number() const;        ///< stepped or integer

    /// Engineering value of a step or wire position; -infinity for `-oo`.
    double engineering(std::int32_t step) const;
    double engineering_at(double wire) const;
    /// The nearest step to an engineering value (clamped into the grid).
    std::int32_t nearest_step(double engineering) const;
    /// Wire position 0 … 1 of a step, and the nearest step of a position. Without a grid the position stands for itself.
    float wire(std::int32_t step) const;
    std::int32_t step_of(double wire) const;
    double position_of(double engineering) const;

    /// The lowest and the highest native integer of this law (choice, integer, bits, stepped).
    std::int32_t lowest() const;
    std::int32_t highest() const;
    /// Is this native value one that the law can hold?
    bool holds(const Value& value) const;
    /// What `holds` wants, for error messages: `-oo dB … +10.0 dB`, `one of OFF, ON`, `at most 12 characters`.
    std::string range() const;

    /// For people, with its unit: `-6.8 dB`, `4.37 kHz`, `ON`, `"Lead Vox"`.
    std::string spoken(const Value& value) const;
    /// The other way round, lenient: `-6.8`, `-6.8 dB`, `4k37`, `4.37 kHz`, `on`, `In17` for `In 17`, `-oo`, `%0101`, `1+3`, `Lead Vox`.
    /// Numbers snap to the nearest step. Nothing when it does not fit.
    std::optional<Value> parse(std::string_view words) const;
};

inline constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

}  // namespace recalld::studio
