#include "load/nodes_yaml.hpp"

#include "studio/spelling.hpp"
#include "load/midi_yaml.hpp"
#include "load/path_rules.hpp"

namespace recalld::load {

namespace {

using studio::Node;
using studio::Parameter;
using studio::ParameterId;

constexpr std::size_t most_parameters = 60'000;  // what 16-bit indexes of words can tell apart
constexpr std::size_t most_nodes = most_expansions;

std::optional<PlacedPattern> pattern_at(const Cursor& map, std::string_view key)
{
    const auto at = map.find(key);
    return at ? std::optional<PlacedPattern>(*at) : std::nullopt;
}

std::vector<Cursor> one_or_more(const Cursor& at) { return at.is(Cursor::Kind::list) ? at.items() : std::vector{at}; }

std::string joined(std::string left, const std::string& right)
{
    if (!left.empty() && !right.empty()) left += ' ';
    return left += right;
}

std::string last_segment(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

NodeReader::NodeReader(studio::Profile& profile, LawShelf& laws, TableShelf& tables, const StripShelf& strips)
    : profile_(profile), laws_(laws), tables_(tables), strips_(strips)
{
}

void NodeReader::read_words(const Cursor& map)
{
    for (const auto& [field, words] : map.entries()) field_words_.emplace(field.text(), words.text());
}

void NodeReader::read_nodes(const Cursor& list)
{
    for (const Cursor& node : list.items()) {
        const NodePlan plan = plan_of(node);
        for (const Cursor& path : one_or_more(*node.find("path")))
            for (const Expansion& expansion : PlacedPattern(path).expand()) add_node(plan, path, expansion);
    }
}

NodeReader::Manner NodeReader::read_manner(const Cursor& map, Manner manner)
{
    if (const auto at = map.find("section")) manner.section = *studio::section_named(at->text());
    if (const auto at = map.find("stage")) manner.stage = *studio::stage_named(at->text());
    if (const auto at = map.find("hazard")) manner.hazard = *studio::hazard_named(at->text());
    if (const auto at = map.find("access")) {
        const bool is_shown = at->text() == "shown";
        manner.read_only = is_shown || at->text() == "read";
        manner.live = is_shown || at->text() == "live";
    }
    return manner;
}

NodeReader::NodePlan NodeReader::plan_of(const Cursor& node)
{
    NodePlan plan{{}, pattern_at(node, "words"), pattern_at(node, "scene_alias"), {}};
    const auto read_as = node.find("read");
    plan.node.by_leaf = read_as && read_as->text() == "leaf";
    read(node, "optional", plan.node.optional);
    read(node, "scene", plan.node.in_scene);
    const Manner manner = read_manner(node, {});
    const Cursor fields = *node.find("fields");
    for (const auto& [name, value] : fields.entries()) plan.fields.push_back(read_field(name, value, manner, node.find("midi")));
    if (plan.fields.empty()) fields.fail("a node without fields");
    return plan;
}

NodeReader::Field NodeReader::read_field(const Cursor& name, const Cursor& value, const Manner& manner, const std::optional<Cursor>& midi)
{
    Field field{PlacedPattern(name), manner, 0, {}, {}, {}, midi};
    const bool is_only_law = value.is(Cursor::Kind::text) || !value.find("law");
    field.law = laws_.law_at(is_only_law ? value : *value.find("law"), "nodes");
    if (is_only_law) return field;
    field.manner = read_manner(value, manner);
    field.words = pattern_at(value, "words");
    if (const auto at = value.find("midi")) field.midi = at;
    read_selector(value, field);
    return field;
}

void NodeReader::read_selector(const Cursor& map, Field& field)
{
    const auto table = map.find("table");
    field.by = pattern_at(map, "by");
    if (table.has_value() != field.by.has_value()) map.fail("table and by belong together");
    if (table) field.table = tables_.table_at(*table);
}

void NodeReader::add_node(const NodePlan& plan, const Cursor& at, const Expansion& path)
{
    check_path(at, path.text);
    if (profile_.nodes.size() >= most_nodes) at.fail("too many nodes");
    Node& node = profile_.nodes.emplace_back(plan.node);
    node.path = path.text;
    node.by_leaf = node.by_leaf || profile_.protocol == midi_protocol;
    node.first = static_cast<ParameterId>(profile_.parameters.size());
    if (plan.alias) node.scene_alias = plan.alias->fill(path.bindings);
    node_origins_.push_back(at);
    Words words;
    if (plan.words) words.own = plan.words->fill(path.bindings);
    if (!plan.words) words.tail = last_segment(path.text);
    for (const Field& field : plan.fields) add_field(field, path, words);
    node.count = static_cast<std::uint16_t>(profile_.parameters.size() - node.first);
}

void NodeReader::add_field(const Field& field, const Expansion& path, const Words& words)
{
    if (!field.name.has_ranges()) return add_parameter(field, {field.name.fill(path.bindings), path.bindings}, words);
    for (const Expansion& name : field.name.expand(path.bindings)) add_parameter(field, name, words);
}

void NodeReader::add_parameter(const Field& field, const Expansion& name, const Words& words)
{
    check_path(field.name.at(), name.text);
    if (profile_.parameters.size() >= most_parameters) field.name.at().fail("too many parameters");
    Parameter parameter;
    parameter.node = static_cast<std::uint32_t>(profile_.nodes.size() - 1);
    parameter.name = name.text == "." ? profile_.nodes.back().path : profile_.nodes.back().path + "/" + name.text;
    parameter.strip = strips_.strip_of(parameter.name);
    parameter.law = field.law;
    parameter.section = field.manner.section;
    parameter.stage = field.manner.stage;
    parameter.hazard = field.manner.hazard;
    parameter.read_only = field.manner.read_only;
    parameter.live = field.manner.live;
    profile_.parameters.push_back(std::move(parameter));
    parameter_origins_.push_back(field.name.at());
    profile_.parameters.back().words = shelve(words_of(field, name, words));
    if (field.by) select(field, name.bindings);
    add_way(field, name.bindings);
}

void NodeReader::add_way(const Field& field, const Bindings& bindings)
{
    const bool is_midi = profile_.protocol == midi_protocol;
    if (field.midi && !is_midi) field.midi->fail("midi goes with protocol: midi");
    profile_.parameters.back().blind = profile_.protocol == machine_protocol;
    if (!is_midi) return;
    if (!field.midi) field.name.at().fail("how it travels is missing: a field or its node says midi: {…}");
    const auto& way = profile_.midi.ways.emplace_back(read_way(*field.midi, bindings, profile_.laws[field.law]));
    profile_.parameters.back().blind = !way.can_be_asked();
}

/// The slot counts the node's fields that show the same table.
void NodeReader::select(const Field& field, const Bindings& bindings)
{
    Parameter& parameter = profile_.parameters.back();
    const auto id = static_cast<ParameterId>(profile_.parameters.size() - 1);
    const bool follows = id > profile_.nodes.back().first && !selections_.empty()
                         && selections_.back().parameter >= profile_.nodes.back().first
                         && profile_.parameters[selections_.back().parameter].table == *field.table;
    parameter.table = *field.table;
    parameter.slot = follows ? static_cast<std::uint16_t>(profile_.parameters[selections_.back().parameter].slot + 1)
                             : std::uint16_t{0};
    selections_.push_back({id, field.by->fill(bindings), field.by->at(), parameter.slot + std::size_t{1}});
}

std::string NodeReader::words_of(const Field& field, const Expansion& name, const Words& words) const
{
    std::string own = name.text;
    const auto everywhere = field_words_.find(name.text);
    if (everywhere != field_words_.end()) own = everywhere->second;
    if (field.words) own = field.words->fill(name.bindings);
    const bool on_the_desk = profile_.parameters.back().strip == 0;
    const std::string& front = on_the_desk && words.own.empty() ? words.tail : words.own;
    own = joined(front, own);
    return own.empty() ? name.text : own;
}

std::uint16_t NodeReader::shelve(const std::string& words)
{
    const auto [found, is_new] = words_by_text_.try_emplace(words, static_cast<std::uint16_t>(profile_.words.size()));
    if (is_new) profile_.words.push_back(words);
    return found->second;
}

void NodeReader::finish()
{
    check_names();
    for (const Selection& selection : selections_) resolve(selection);
    tables_.check_rows();
}

void NodeReader::check_names() const
{
    for (ParameterId id = 0; id < profile_.parameters.size(); ++id)
        if (profile_.find(profile_.parameters[id].name) != id)
            parameter_origins_[id].fail("a second parameter " + studio::in_quotes(profile_.parameters[id].name));
    for (std::uint32_t i = 0; i < profile_.nodes.size(); ++i) {
        const Node& node = profile_.nodes[i];
        if (profile_.find_node(node.path) != i) node_origins_[i].fail("a second node " + studio::in_quotes(node.path));
        if (!node.scene_alias.empty() && profile_.find_node(node.scene_alias) != i)
            node_origins_[i].fail("its scene alias " + studio::in_quotes(node.scene_alias) + " is another node's path");
    }
}

void NodeReader::resolve(const Selection& selection)
{
    const auto selector = profile_.find(selection.by);
    if (!selector) selection.at.fail("no parameter " + studio::in_quotes(selection.by));
    const studio::Law& choice = profile_.law_of(*selector);
    if (choice.kind != studio::LawKind::choice) selection.at.fail(studio::in_quotes(selection.by) + " is no choice");
    Parameter& parameter = profile_.parameters[selection.parameter];
    parameter.selector = *selector;
    tables_.note_use(parameter.table, choice, selection.slots);
}

}  // namespace recalld::load
