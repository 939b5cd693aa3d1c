#include "simulate/desk_state.hpp"

#include <algorithm>

#include "osc/address.hpp"
#include "simulate/fields.hpp"

namespace recalld::simulate {

using studio::ParameterId;
using studio::Value;

DeskState::DeskState(std::shared_ptr<const studio::Profile> profile)
    : profile_(std::move(profile)), hidden_(profile_->nodes.size())
{
}

std::optional<ParameterId> DeskState::leaf(std::string_view path) const
{
    const auto id = path.starts_with('/') ? std::nullopt : profile_->find(path);
    if (!id || hidden_[(*profile_)[*id].node]) return std::nullopt;
    return id;
}

std::optional<std::uint32_t> DeskState::node(std::string_view path) const
{
    const auto node = path.starts_with('/') ? std::nullopt : profile_->find_node(path);
    if (!node || hidden_[*node]) return std::nullopt;
    return node;
}

bool DeskState::hide(std::string_view node_path)
{
    const auto node = profile_->find_node(node_path);
    if (node) hidden_[*node] = true;
    return node.has_value();
}

void DeskState::set(ParameterId id, Value value, Changes& changes)
{
    if ((*profile_)[id].read_only) return;
    const auto before = changes.size();
    settings_.set(id, std::move(value), changes);
    std::for_each(changes.begin() + static_cast<std::ptrdiff_t>(before), changes.end(),
                  [this](auto changed) { lines_.forget(changed); });
}

void DeskState::touch(ParameterId id, Value value, Changes& changes)
{
    settings_.touch(id, std::move(value), changes);
    std::ranges::for_each(changes, [this](auto changed) { lines_.forget(changed); });
}

void DeskState::poke(ParameterId id, Value value)
{
    settings_.poke(id, std::move(value));
    lines_.forget(id);
}

std::optional<DeskState::Row> DeskState::row_of(std::string_view path) const
{
    if (const auto id = leaf(path)) return Row{*id, 1};
    const auto found = node(path);
    if (!found) return std::nullopt;
    return Row{profile_->nodes[*found].first, profile_->nodes[*found].count};
}

bool DeskState::set_line(const osc::NodeLine& line, Changes& changes)
{
    const auto row = row_of(osc::without_slash(line.path));
    if (!row) return false;
    const auto fields = std::min(row->count, line.tokens.size());
    for (std::size_t i = 0; i < fields; ++i) {
        const auto id = row->first + static_cast<ParameterId>(i);
        auto value = read_field(*profile_, settings_, id, line.tokens[i]);
        if (!value) return true;  // the desk drops the rest of the line silently
        set(id, std::move(*value), changes);
    }
    return true;
}

/// True when every token was understood.
bool DeskState::recall_line(std::string_view text)
{
    const auto line = osc::read_line(text);
    const auto row = line ? row_of(osc::without_slash(line->path)) : std::nullopt;
    if (!row) return false;
    Changes unheard;
    for (std::size_t i = 0; i < std::min(row->count, line->tokens.size()); ++i) {
        const auto id = row->first + static_cast<ParameterId>(i);
        auto value = read_field(*profile_, settings_, id, line->tokens[i]);
        if (!value) return false;
        settings_.recall(id, std::move(*value), unheard);
    }
    return line->tokens.size() <= row->count;
}

std::vector<std::string> DeskState::read_scene(std::string_view text)
{
    std::vector<std::string> strange;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool says_nothing = line.find_first_not_of(" \r") == line.npos || line.starts_with('#');
        if (!says_nothing && !recall_line(line)) strange.emplace_back(line);
    }
    lines_.forget_all();
    return strange;
}

std::vector<std::string> DeskState::load(std::string text)
{
    scene_ = std::move(text);
    return read_scene(scene_);
}

bool DeskState::recall_scene(std::int32_t number)
{
    constexpr std::int32_t scenes = 100;
    if (number < 0 || number >= scenes) return false;
    read_scene(scene_);
    if (const auto current = leaf(current_scene)) poke(*current, number);
    return true;
}

}  // namespace recalld::simulate
