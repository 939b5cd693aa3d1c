#include "studio/profile.hpp"

#include "studio/blob.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace recalld::studio {

namespace {

/// `ch/1/mix` of `ch/01/mix`: desks count with zeros in front, people without.
std::string without_leading_zeros(std::string_view name)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool is_first = plain.empty() || !is_digit(plain.back());
        const bool is_more_behind = i + 1 < name.size() && is_digit(name[i + 1]);
        if (name[i] != '0' || !is_first || !is_more_behind) plain += name[i];
    }
    return plain;
}

std::string_view without_slash(std::string_view name)
{
    if (name.starts_with('/')) name.remove_prefix(1);
    return name;
}

struct LevelRow {
    std::string_view name, words;
};
// In the order of the enumeration.
constexpr std::array<LevelRow, 5> levels{{
    {"parameter", ""},
    {"dump", "recalled by its dump: verified by dumping again"},
    {"armed", "its dump is started by hand at the front panel; what is sent back is sent blind"},
    {"program", "nothing can be read: what is captured is what was set here, and it is sent blind"},
    {"hand", "set by hand: what is captured is what people noted, and their tick is its read-back"},
}};

}  // namespace

std::string_view words_of(RecallLevel level) { return levels[static_cast<std::size_t>(level)].words; }
std::string_view name_of(RecallLevel level) { return levels[static_cast<std::size_t>(level)].name; }

std::optional<RecallLevel> recall_level_named(std::string_view name)
{
    const auto found = std::ranges::find(levels, name, &LevelRow::name);
    if (found == levels.end()) return std::nullopt;
    return static_cast<RecallLevel>(found - levels.begin());
}

void Profile::index()
{
    by_name_.reserve(parameters.size());
    for (ParameterId id = 0; id < parameters.size(); ++id) by_name_.emplace(parameters[id].name, id);
    for (std::uint32_t node = 0; node < nodes.size(); ++node) {
        by_path_.emplace(nodes[node].path, node);
        if (!nodes[node].scene_alias.empty()) by_path_.emplace(nodes[node].scene_alias, node);
    }
}

std::optional<ParameterId> Profile::find(std::string_view name) const
{
    const auto found = by_name_.find(without_slash(name));
    if (found == by_name_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint32_t> Profile::find_node(std::string_view path) const
{
    const auto found = by_path_.find(without_slash(path));
    if (found == by_path_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::uint32_t> Profile::find_strip(std::string_view path) const
{
    const auto found = std::ranges::find(strips, without_slash(path), &Strip::path);
    if (found == strips.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - strips.begin());
}

const StripControls* Profile::controls_of(std::uint32_t strip) const
{
    const auto found = std::ranges::find(controls, strip, &StripControls::strip);
    return found == controls.end() ? nullptr : &*found;
}

const std::vector<Slot>* Profile::row_of(const Parameter& parameter, const Value* selector) const
{
    if (parameter.selector == no_parameter || !selector) return nullptr;
    const auto& choices = law_of(parameter.selector).words;
    const auto* choice = std::get_if<std::int32_t>(selector);
    if (!choice || *choice < 0 || std::cmp_greater_equal(*choice, choices.size())) return nullptr;
    const auto row = tables[parameter.table].find(choices[static_cast<std::size_t>(*choice)]);
    return row == tables[parameter.table].end() ? nullptr : &row->second;
}

const Slot* Profile::slot_of(const Parameter& parameter, const Value* selector) const
{
    const auto* row = row_of(parameter, selector);
    return row && parameter.slot < row->size() ? &(*row)[parameter.slot] : nullptr;
}

bool Profile::same(ParameterId id, const Value& a, const Value& b) const
{
    const auto* way = way_of(id);
    const auto* left = std::get_if<std::string>(&a);
    const auto* right = std::get_if<std::string>(&b);
    if (way && left && right && law_of(id).kind == LawKind::blob) return same_blob(*left, *right, way->fleeting);
    return studio::same(a, b);
}

bool Profile::is_unused(ParameterId id, const Value* selector) const
{
    const auto* row = row_of(parameters[id], selector);
    return row && parameters[id].slot >= row->size();
}

const Law& Profile::law_of(ParameterId id, const Value* selector) const
{
    const auto* slot = slot_of(parameters[id], selector);
    return laws[slot ? slot->law : parameters[id].law];
}

std::string Profile::words_of(ParameterId id, const Value* selector) const
{
    const auto* slot = slot_of(parameters[id], selector);
    return slot ? slot->words : words[parameters[id].words];
}

std::span<const Parameter> Profile::parameters_of(const Node& node) const
{
    return std::span(parameters).subspan(node.first, node.count);
}

std::string Profile::suggestion(std::string_view name) const
{
    std::vector<std::string> names;
    for (const auto& parameter : parameters) names.push_back(parameter.name);
    const auto plain = without_leading_zeros(without_slash(name));
    const auto counted = std::ranges::find(names, plain, without_leading_zeros);
    if (counted != names.end()) return "; did you mean " + in_quotes(*counted) + "?";
    return did_you_mean(without_slash(name), names);
}

}  // namespace recalld::studio
