#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "load/law_yaml.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// The tables of a profile while it is being read: what an effect's parameters mean while a type is loaded.
/// Lives inside parse_profile; fills the profile's list.
class TableShelf {
public:
    explicit TableShelf(std::vector<studio::Table>& tables) : tables_(tables) {}

    /// Reads `tables:`.
    void read(const Cursor& map, LawShelf& laws);
    std::uint16_t table_at(const Cursor& name) const;
    /// Notes that the words of this choice pick rows of the table, in a node with so many slots.
    void note_use(std::uint16_t table, const studio::Law& choice, std::size_t slots);
    /// Every row must be one that some selector can pick, and fit the node that shows it.
    void check_rows() const;

private:
    struct Origin {
        Cursor table;
        std::vector<std::string> words;  ///< of all selectors
        std::vector<const studio::Law*> choices;
        std::size_t slots = 0;
    };
    std::vector<studio::Table>& tables_;
    std::vector<Origin> origins_;
    std::unordered_map<std::string, std::uint16_t> by_name_;
};

}  // namespace recalld::load
