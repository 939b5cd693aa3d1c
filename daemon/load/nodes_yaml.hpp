#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "load/law_yaml.hpp"
#include "load/placed_pattern.hpp"
#include "load/strips_yaml.hpp"
#include "load/tables_yaml.hpp"
#include "studio/profile.hpp"

namespace recalld::load {

/// Reads `nodes:` into a profile's nodes and parameters. Lives inside parse_profile.
class NodeReader {
public:
    NodeReader(studio::Profile& profile, LawShelf& laws, TableShelf& tables, const StripShelf& strips);

    /// Reads the top-level `words:`.
    void read_words(const Cursor& map);
    void read_nodes(const Cursor& list);
    /// What needs the index: names that stand twice, and the parameters that select laws.
    void finish();

private:
    /// What fields take from their node unless they say otherwise.
    struct Manner {
        studio::Section section = studio::Section::config;
        studio::Stage stage = studio::Stage::processing;
        studio::Hazard hazard = studio::Hazard::none;
        bool read_only = false;
        bool live = false;
    };
    struct Field {
        PlacedPattern name;
        Manner manner;
        std::uint16_t law = 0;
        std::optional<PlacedPattern> words;
        std::optional<std::uint16_t> table;
        std::optional<PlacedPattern> by;
        std::optional<Cursor> midi;   ///< how it travels
    };
    struct NodePlan {
        studio::Node node;  ///< but for path and parameters
        std::optional<PlacedPattern> words;
        std::optional<PlacedPattern> alias;
        std::vector<Field> fields;
    };
    /// The node that is being filled.
    struct Words {
        std::string own;   ///< in front of each field's words
        std::string tail;  ///< … when the node has none and belongs to no strip
    };
    struct Selection {
        studio::ParameterId parameter;
        std::string by;
        Cursor at;
        std::size_t slots;
    };

    static Manner read_manner(const Cursor& map, Manner manner);
    NodePlan plan_of(const Cursor& node);
    Field read_field(const Cursor& name, const Cursor& value, const Manner& manner, const std::optional<Cursor>& midi);
    void read_selector(const Cursor& map, Field& field);
    void add_node(const NodePlan& plan, const Cursor& at, const Expansion& path);
    void add_field(const Field& field, const Expansion& path, const Words& words);
    void add_parameter(const Field& field, const Expansion& name, const Words& words);
    void select(const Field& field, const Bindings& bindings);
    std::string words_of(const Field& field, const Expansion& name, const Words& words) const;
    void add_way(const Field& field, const Bindings& bindings);
    std::uint16_t shelve(const std::string& words);
    void check_names() const;
    void resolve(const Selection& selection);

    studio::Profile& profile_;
    LawShelf& laws_;
    TableShelf& tables_;
    const StripShelf& strips_;
    std::unordered_map<std::string, std::string> field_words_;
    std::unordered_map<std::string, std::uint16_t> words_by_text_;
    std::vector<Cursor> node_origins_;
    std::vector<Cursor> parameter_origins_;
    std::vector<Selection> selections_;
};

}  // namespace recalld::load
