#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mackie/names.hpp"
#include "studio/surface.hpp"

namespace recalld::driver {

inline constexpr int most_buttons = 256;

/// The buttons of one box and the lights in them, by name and by number: the common map of its protocol, where the box does not differ.
/// What has no name is `note/5D`. Immutable.
class SurfaceButtons {
public:
    SurfaceButtons(const mackie::ButtonNames& common, const studio::Surface& surface);
    /// Of a number 0 … 255.
    const std::string& name(int number) const;
    std::optional<int> number(std::string_view name) const;
    /// Those whose light may still be lit from before: named, on a strip that is there, and lights at all.
    const std::vector<std::uint8_t>& lights() const { return lights_; }

private:
    void call(int number, std::string name);

    std::array<std::string, most_buttons> names_;
    std::map<std::string, int, std::less<>> numbers_;
    std::vector<std::uint8_t> lights_;
};

}  // namespace recalld::driver
