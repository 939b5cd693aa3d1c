#pragma once

#include <string>
#include <utility>

#include "store/store.hpp"

namespace recalld::logbook::testing {

/// A line of the log, as the store gives it.
inline store::Entry line(store::EntryId id, std::string kind, std::string text, std::string subject = {}, std::string data = {}, std::optional<store::EntryId> about = {})
{
    store::Entry entry;
    entry.id = id;
    entry.time = store::Time(std::chrono::seconds(1'700'000'000 + id));
    entry.said.who = "anna";
    entry.said.kind = std::move(kind);
    entry.said.session = "Night Train";
    entry.said.text = std::move(text);
    entry.said.subject = std::move(subject);
    entry.said.data = std::move(data);
    entry.said.about = about;
    return entry;
}

}  // namespace recalld::logbook::testing
