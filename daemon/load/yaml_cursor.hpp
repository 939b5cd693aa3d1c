#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/yaml_document.hpp"

namespace recalld::load {

/// One place in a YAML document: reads what stands there, and complains with file:line:column.
/// A light value; the document must outlive it.
class Cursor {
public:
    using Kind = YamlItem::Kind;

    explicit Cursor(const YamlDocument& document, std::uint32_t item = 0) : document_(&document), item_(item) {}

    Kind kind() const { return item().kind; }
    bool is(Kind kind) const { return item().kind == kind; }
    bool is_quoted() const { return item().quoted; }
    std::uint32_t line() const { return item().line; }

    /// What stands here; each throws ConfigError when it is something else.
    const std::string& text() const;
    std::int64_t integer() const;  ///< decimal digits, no leading zero: 0777 means two things in YAML
    double number() const;
    const std::string& scalar() const;  ///< text, or the word of a number, of true or of false
    bool truth() const;  ///< true or false; yes and on are text to one reader and truth to the next
    std::chrono::milliseconds duration() const;  ///< `60 ms`, `8 s`, `1 min`; never none
    double decibels() const;                     ///< `3 dB`

    /// A list's items, a map's entries (key, value), and the value of a key when the map has it.
    std::vector<Cursor> items() const;
    std::vector<std::pair<Cursor, Cursor>> entries() const;
    std::optional<Cursor> find(std::string_view key) const;

    std::string place() const;   ///< `rig.yaml:3:9`
    /// Throws ConfigError with the place; `offset` counts characters into the text that stands here.
    [[noreturn]] void fail(const std::string& message, std::size_t offset = 0) const;
    /// Throws ConfigError: `expected a list, found text "x"`.
    [[noreturn]] void fail_expecting(const std::string& what) const;

private:
    const YamlItem& item() const { return (*document_)[item_]; }
    const std::string& bare_text(const std::string& expected) const;
    std::pair<double, std::string_view> quantity(const std::string& expected) const;

    const YamlDocument* document_;
    std::uint32_t item_;
};

inline void read_value(const Cursor& at, std::string& into) { into = at.text(); }
inline void read_value(const Cursor& at, bool& into) { into = at.truth(); }
inline void read_value(const Cursor& at, double& into) { into = at.number(); }
inline void read_value(const Cursor& at, std::chrono::milliseconds& into) { into = at.duration(); }
void read_value(const Cursor& at, std::vector<std::string>& into);

/// A whole number that must fit its home.
template <std::integral Number>
void read_value(const Cursor& at, Number& into)
{
    const std::int64_t number = at.integer();
    if (!std::in_range<Number>(number)) at.fail(std::to_string(number) + " is out of range");
    into = static_cast<Number>(number);
}

/// Reads the value of a key when the map has it; keeps the default otherwise.
template <typename T>
void read(const Cursor& map, std::string_view key, T& into)
{
    if (const auto at = map.find(key)) read_value(*at, into);
}

}  // namespace recalld::load
