#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"

namespace recalld::logbook {

enum class TickVerdict : std::uint8_t { open, done, cannot };
std::string_view name_of(TickVerdict verdict);
std::optional<TickVerdict> tick_verdict_named(std::string_view name);

/// What somebody said of one line of a checklist.
struct Tick {
    store::EntryId entry = 0;
    store::Time time{};
    std::string who;
    TickVerdict verdict = TickVerdict::open;
    std::string found;   ///< how it stands, where that is not quite what was wanted
    std::string note;
};

/// By line, `1176-A input`: the newest word on it. Taking a tick back is a further word.
using Ticks = std::map<std::string, Tick, std::less<>>;
/// By recall. Lines newest first, as the store gives them; those that are no tick count for nothing.
std::map<store::RecallId, Ticks> ticks_by_recall(const std::vector<store::Entry>& lines);
Ticks ticks_of(const std::vector<store::Entry>& lines, store::RecallId recall);

}  // namespace recalld::logbook
