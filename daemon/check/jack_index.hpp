#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

/// Jacks by name, with their normals. The config must outlive it. Pure.
class JackIndex {
public:
    explicit JackIndex(const rig::PatchConfig& patch) : patch_(patch), normals_(patch.jacks.size())
    {
        for (std::size_t i = 0; i < patch.jacks.size(); ++i) places_.emplace(patch.jacks[i].name, i);
        for (const auto& normal : patch.normals)
            for (const auto end : {normal.output, normal.input}) normals_[end] = &normal;
    }

    std::optional<std::size_t> find(std::string_view name) const
    {
        const auto found = places_.find(name);
        return found == places_.end() ? std::nullopt : std::optional(found->second);
    }
    /// For sorting: jacks that are not there come last.
    std::size_t place(std::string_view name) const { return find(name).value_or(patch_.jacks.size()); }
    const rig::JackConfig& operator[](std::size_t jack) const { return patch_.jacks[jack]; }
    const std::string& name(std::size_t jack) const { return patch_.jacks[jack].name; }
    /// The normal that a jack is an end of; nothing when it has none.
    const rig::NormalConfig* normal_of(std::size_t jack) const { return normals_[jack]; }

private:
    const rig::PatchConfig& patch_;
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<const rig::NormalConfig*> normals_;
};

}  // namespace recalld::check
