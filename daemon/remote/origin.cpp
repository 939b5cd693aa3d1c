#include "remote/origin.hpp"

#include "log.hpp"
#include "remote/verb.hpp"

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

/// Of this room only: what is asked of no session is asked of the room.
const store::EntryFilter of_room{{plates_kind}};

/// As the log knew them first; what was there before nobody wrote down.
logbook::Plates oldest_plates(const store::Store& store, const logbook::Plates& here)
{
    const auto lines = store.entries(of_room);
    return lines.empty() ? here : logbook::plates_in({lines.back()});
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
    store::EntryFilter lines{{plates_kind}};
    lines.until = version.entry;
    const auto known = version.entry == 0 ? std::vector<store::Entry>() : store.entries(lines);
    return known.empty() && !is_brought(store, version) ? oldest_plates(store, here) : logbook::plates_in(known);
}

std::string plates_words(const logbook::Plates& plates)
{
    const auto words = words_of(plates);
    return "plates: " + (words.empty() ? "none" : words);
}

task<> keep_plates(Room& room)
{
    const auto plates = plates_of(room.rig.config());
    const auto data = logbook::plates_data(plates);
    store::NewEntry line{"recalld", plates_kind, "", plates_words(plates)};
    line.data = logbook::facts(data);
    try {
        const auto noted = co_await room.store.run([&](store::Store& store) { return logbook::plates_data(logbook::plates_in(store.entries(of_room, 0, 1))) == data ? store::EntryId{0} : store.add_entry(line); });
        if (noted > 0) room.news.tell(Area::log);
    } catch (const store::StoreError& error) {
        log::remote().error("{}: {}", line.text, error.what());
    }
}

}  // namespace recalld::remote
