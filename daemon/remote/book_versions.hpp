#pragma once

#include <optional>
#include <string>
#include <vector>

#include "logbook/cords.hpp"
#include "remote/json.hpp"
#include "rig/rig_config.hpp"
#include "store/store.hpp"
#include "studio/snapshot.hpp"

namespace recalld::remote {

/// A capture of everything; others hold parts of a session's gear: a scope, what a scene file has, what was prepared.
bool is_whole(const store::Version& version);
/// `Mix 3, take 2`
std::string spoken(const store::Version& version);

/// What was last known of everything in a session, version by version: what a version does not hold stays as an older one had it.
class LastKnown {
public:
    explicit LastKnown(rig::PatchConfig patch = {}) : patch_(std::move(patch)) {}
    /// What changed in this version, for the book (paper/unit_facts.hpp), and `since` when; null for the first. The version is known from now on.
    /// `cords`: nothing when it knows none.
    Json changes_in(const store::Version& version, const studio::Snapshot& now, std::optional<std::vector<studio::Cord>> cords = {});

private:
    void overlay(const studio::Snapshot& now);
    Json cord_changes(const std::vector<studio::Cord>& cords) const;
    rig::PatchConfig patch_;
    std::optional<std::vector<studio::Cord>> cords_;
    studio::Snapshot known_;
    std::string last_, whole_;   ///< the version before, and the newest one that was whole
};

}  // namespace recalld::remote
