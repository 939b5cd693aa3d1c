#pragma once

#include <optional>
#include <set>
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
/// The lines of a session that tell which of its versions were recalled.
store::EntryFilter recall_lines(const std::string& session);
/// Preparations that no recall ever put onto the desk, by those lines: nobody has heard them. `versions` in their order. Pure.
std::set<store::VersionId> never_applied(const std::vector<store::Version>& versions, const std::vector<store::Entry>& recalls);
/// `Mix 3, take 2`
std::string spoken(const store::Version& version);

/// The cords of a version, and the archive that brought them: 0 is none, they are of this room. Nothing: it knows no cords.
struct CordsThen {
    std::optional<std::vector<studio::Cord>> cords = {};
    std::int64_t archive = 0;
};

/// What was last known of everything in a session, version by version: what a version does not hold stays as an older one had it.
class LastKnown {
public:
    explicit LastKnown(rig::PatchConfig patch = {}) : patch_(std::move(patch)) {}
    /// What changed in this version, for the book (paper/unit_facts.hpp), and `since` when; null for the first. The version is known from now on.
    Json changes_in(const store::Version& version, const studio::Snapshot& now, CordsThen then = {});

private:
    void overlay(const studio::Snapshot& now);
    void add_cords(const CordsThen& then, Json& changes) const;
    rig::PatchConfig patch_;
    CordsThen cords_;
    studio::Snapshot known_;
    std::string last_, whole_;   ///< the version before, and the newest one that was whole
};

}  // namespace recalld::remote
