#pragma once

#include "store/store.hpp"

namespace recalld::store {

/// Times in the database are microseconds since 1970.
inline std::int64_t stored_time(Time time)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

inline Time time_stored(std::int64_t microseconds) { return Time(std::chrono::microseconds(microseconds)); }

/// The present, as exact as it is stored.
inline Time present() { return time_stored(stored_time(std::chrono::system_clock::now())); }

}  // namespace recalld::store
