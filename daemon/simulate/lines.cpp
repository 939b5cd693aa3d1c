#include "simulate/lines.hpp"

#include "osc/packet.hpp"
#include "simulate/fields.hpp"

namespace recalld::simulate {

using studio::ParameterId;

namespace {

wire::Bytes answer(std::string line) { return osc::message("node", {std::move(line.append("\n"))}); }

}  // namespace

Lines::Lines(const studio::Profile& profile, const Settings& settings)
    : profile_(profile), settings_(settings), kept_(profile.nodes.size())
{
}

const wire::Bytes& Lines::of_node(std::uint32_t node)
{
    auto& kept = kept_[node];
    if (!kept.empty()) return kept;
    const auto& row = profile_.nodes[node];
    std::string line = "/" + row.path;
    for (ParameterId id = row.first; id < row.first + row.count; ++id)
        line.append(" ").append(write_field(profile_, settings_, id));
    return kept = answer(std::move(line));
}

wire::Bytes Lines::of_leaf(ParameterId id) const
{
    return answer("/" + profile_[id].name + " " + write_field(profile_, settings_, id));
}

void Lines::forget(ParameterId id)
{
    kept_[profile_[id].node].clear();
    for (const auto steered : settings_.steered_by(id)) kept_[profile_[steered].node].clear();
}

void Lines::forget_all()
{
    for (auto& kept : kept_) kept.clear();
}

}  // namespace recalld::simulate
