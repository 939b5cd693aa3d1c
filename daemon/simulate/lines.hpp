#pragma once

#include <string>
#include <vector>

#include "simulate/settings.hpp"
#include "wire/bytes.hpp"

namespace recalld::simulate {

/// The answers to requests for a line, each kept until one of its values changes. Borrows profile and settings.
class Lines {
public:
    Lines(const studio::Profile& profile, const Settings& settings);

    /// The packet with the whole line of a node.
    const wire::Bytes& of_node(std::uint32_t node);
    /// The packet with the line of a single leaf.
    wire::Bytes of_leaf(studio::ParameterId id) const;
    /// The value, and by it perhaps the meaning of others, is another one now.
    void forget(studio::ParameterId id);
    void forget_all();

private:
    const studio::Profile& profile_;
    const Settings& settings_;
    std::vector<wire::Bytes> kept_;  ///< by node; empty = to be written
};

}  // namespace recalld::simulate
