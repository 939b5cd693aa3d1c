#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::load {

/// One thing in a YAML text with its place. Lines and columns count from 1, as people do.
struct YamlItem {
    enum class Kind : std::uint8_t { nothing, text, list, map };
    Kind kind = Kind::nothing;
    bool quoted = false;  ///< text in quotes: never a number or a truth
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::string text;
    std::vector<std::uint32_t> children;  ///< list: its items; map: key, value, key, value …
};

/// A whole YAML text as a tree of items; item 0 is the root. What every file must keep to is checked here: size,
/// UTF-8, syntax, one document, keys that are text and stand once, no tags, aliases that stay small.
/// Immutable; any thread. The one door to yaml-cpp.
class YamlDocument {
public:
    /// Throws ConfigError with file:line:column.
    YamlDocument(std::string_view yaml, std::string file);

    const std::string& file() const { return file_; }
    const YamlItem& operator[](std::uint32_t item) const { return items_[item]; }

private:
    class Builder;
    void check_keys(const YamlItem& map) const;

    std::string file_;
    std::vector<YamlItem> items_;
};

/// Throws ConfigError: `file:line:column: message`.
[[noreturn]] void fail(const std::string& file, std::uint32_t line, std::uint32_t column, const std::string& message);

}  // namespace recalld::load
