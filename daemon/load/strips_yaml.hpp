#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "load/yaml_cursor.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// The strips of a profile while it is being read. Strip 0 is the desk: what belongs to no other.
/// Lives inside parse_profile; fills the profile's list.
class StripShelf {
public:
    explicit StripShelf(std::vector<studio::Strip>& strips);

    /// Reads `strips:`.
    void read(const Cursor& list);
    /// The strip with the longest path that is a prefix of this name, at a slash.
    std::uint32_t strip_of(std::string_view name) const;
    /// Finds each strip's label; call when the profile is indexed.
    void find_labels(const studio::Profile& profile);

private:
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    struct Label {
        std::uint32_t strip;
        Cursor at;
    };
    void read_strip(const Cursor& strip);

    std::vector<studio::Strip>& strips_;
    std::vector<Label> labels_;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> by_path_;
};

}  // namespace recalld::load
