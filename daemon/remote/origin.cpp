#include "remote/origin.hpp"

namespace recalld::remote {

namespace {

/// Also of a version that knew no line: its archive was the first to write of the session.
bool is_session_brought(const store::Store& store, const std::string& session)
{
    store::EntryFilter lines;
    lines.session = session;
    const auto count = store.entry_count(lines);
    const auto oldest = count == 0 ? std::vector<store::Entry>() : store.entries(lines, count - 1, 1);
    return !oldest.empty() && store.archive_of(oldest.front().id) > 0;
}

}  // namespace

bool is_brought(const store::Store& store, const store::Version& version)
{
    return version.entry > 0 ? store.archive_of(version.entry) > 0 : is_session_brought(store, version.session);
}

bool is_preparation(const store::Version& version) { return version.title == prep_title && version.kind == store::VersionKind::import; }

logbook::Plates plates_of(const rig::RigConfig& rig)
{
    logbook::Plates plates;
    for (const auto& unit : rig.units) plates[unit.name] = {unit.revision, unit.serial, unit.quirks};
    return plates;
}

logbook::Plates plates_then(const store::Store& store, const store::Version& version, const logbook::Plates& here)
{
    if (!is_brought(store, version)) return here;
    store::EntryFilter lines{{plates_kind}};
    lines.until = version.entry;
    return version.entry == 0 ? logbook::Plates() : logbook::plates_in(store.entries(lines));
}

}  // namespace recalld::remote
