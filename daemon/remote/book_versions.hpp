#pragma once

#include <string>

#include "remote/json.hpp"
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
    /// What changed in this version, for the book (paper/unit_facts.hpp), and `since` when; null for the first. The version is known from now on.
    Json changes_in(const store::Version& version, const studio::Snapshot& now);

private:
    void overlay(const studio::Snapshot& now);
    studio::Snapshot known_;
    std::string last_, whole_;   ///< the version before, and the newest one that was whole
};

}  // namespace recalld::remote
