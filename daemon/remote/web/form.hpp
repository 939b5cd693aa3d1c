#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recalld::remote::web {

/// What a form or a query brought, in its order.
class Fields {
public:
    std::string text(std::string_view name, std::string otherwise = {}) const;   ///< the first of this name
    std::vector<std::string> all(std::string_view name) const;
    bool has(std::string_view name) const;
    void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
    const std::vector<std::pair<std::string, std::string>>& each() const { return fields_; }
    std::size_t size() const { return fields_.size(); }

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

inline constexpr std::size_t most_fields = 10'000;
inline constexpr std::size_t longest_form = 1u << 20;   ///< bytes

/// `a=1&b=two+words%21`, of a query or of application/x-www-form-urlencoded. Nothing when it is too long, has too many fields, a broken
/// percent sign, a byte 0 or is not UTF-8. Pure.
std::optional<Fields> read_form(std::string_view text);

/// Each %xx becomes its byte; with `plus_is_blank` each plus a blank. Nothing as above. Pure.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank = false);

/// Safe as a segment of a path, and as a value of a query. Pure.
std::string percent_encode(std::string_view text);

}  // namespace recalld::remote::web
