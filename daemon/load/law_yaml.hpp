#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "load/yaml_cursor.hpp"
#include "studio/law.hpp"

namespace recalld::load {

/// The laws of a profile while it is being read: each different law once, found by name or given in place.
/// Lives inside parse_profile; fills the profile's list.
class LawShelf {
public:
    explicit LawShelf(std::vector<studio::Law>& laws) : laws_(laws) {}

    /// Reads `laws:`.
    void read_named(const Cursor& map);
    /// The law that stands here: a name from `laws:`, or a whole law, which is then called `list:LINE`.
    std::uint16_t law_at(const Cursor& at, const std::string& list);

private:
    std::uint16_t shelve(studio::Law law, const Cursor& at);

    std::vector<studio::Law>& laws_;
    std::unordered_map<std::string, std::uint16_t> by_name_;
    std::unordered_map<std::string, std::uint16_t> by_content_;
};

}  // namespace recalld::load
