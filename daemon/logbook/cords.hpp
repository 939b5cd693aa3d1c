#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "studio/cord.hpp"

namespace recalld::logbook {

using studio::Cord;

/// The unit under which reports and ticks name cords, and the subject of their lines.
inline constexpr std::string_view patch_subject = "patch";

/// What hands do to cords, as reports and ticks write it: `pull B3-B17`, `plug B3-B17`, `move B3-B17 B3-B19`.
struct CordWork {
    std::optional<Cord> pull, plug;   ///< both: one end goes elsewhere
    std::string text() const;
};
/// … and read again, also behind `patch `. Nothing: it is no such line.
std::optional<CordWork> read_cord_work(std::string_view line);

/// The cords as far as lines of the log say, given newest first, from two filters: what `cords_noted` asks for. The newest line `patch` says what there
/// was; every tick behind it that was done is a cord pulled or plugged, and one that is opened again takes that back. Nothing: nobody noted any. Pure.
std::optional<std::vector<Cord>> fold_cords(std::span<const store::Entry> patches, std::span<const store::Entry> ticks);

/// The cords that were plugged when the log was so long; now, when no length is given. Nothing: nobody had noted them by then. Throws StoreError.
std::optional<std::vector<Cord>> cords_noted(const store::Store& store, std::optional<store::EntryId> until = {});

/// Of the data of a line `patch`.
std::string cords_document(std::span<const Cord> cords);

}  // namespace recalld::logbook
