#pragma once

#include "load/range.hpp"
#include "load/yaml_cursor.hpp"

#include <type_traits>

namespace recalld::load {

/// A Pattern and the place where it stands: what is wrong with it comes as a ConfigError. A value.
class PlacedPattern {
public:
    explicit PlacedPattern(const Cursor& at) : at_(at), pattern_(placed([&] { return Pattern(at.text()); })) {}

    const Cursor& at() const { return at_; }
    bool has_ranges() const { return pattern_.has_ranges(); }
    std::vector<Expansion> expand(const Bindings& outer = {}) const
    {
        return placed([&] { return pattern_.expand(outer); });
    }
    std::string fill(const Bindings& bindings) const
    {
        return placed([&] { return pattern_.fill(bindings); });
    }

private:
    template <typename Step>
    std::invoke_result_t<Step> placed(Step step) const
    {
        try {
            return step();
        } catch (const RangeError& error) {
            at_.fail(error.what(), error.at);
        }
    }

    Cursor at_;
    Pattern pattern_;
};

}  // namespace recalld::load
