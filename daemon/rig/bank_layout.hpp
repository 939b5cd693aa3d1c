#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rig/bank.hpp"
#include "rig/rig_config.hpp"

namespace recalld::rig {

/// A unit of the rig as banks see it: a console has a profile, a fader box a surface.
struct BankGear {
    std::string name;
    std::shared_ptr<const studio::Profile> profile;
    std::shared_ptr<const studio::Surface> surface;
};

/// The strips that hands reach of those that a scope names, in the order of their desks; at least one. The second one wants exactly one.
/// Throws std::runtime_error with the place of the word.
std::vector<BankStrip> strips_at(const Placed& at, const std::vector<BankGear>& gear);
BankStrip strip_at(const Placed& at, const std::vector<BankGear>& gear);

/// Finds the surfaces and strips that a bank names. Throws std::runtime_error with the place of the word: no such surface, strips that
/// do not exist or that hands do not reach, a column that the surfaces do not have.
BankLayout make_layout(const BankConfig& config, const std::vector<BankGear>& gear);

}  // namespace recalld::rig
