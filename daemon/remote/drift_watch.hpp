#pragma once

#include "logbook/drift.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// Puts what was moved since the last capture or recall into the log, once it has come to rest, and never the same twice. The room outlives it; core
/// thread only.
class DriftWatch {
public:
    explicit DriftWatch(Room& room);
    ~DriftWatch() { timer_.cancel(); }
    DriftWatch(const DriftWatch&) = delete;
    DriftWatch& operator=(const DriftWatch&) = delete;

    void look(logbook::Rest::Time now);   ///< by itself every few seconds

private:
    void hear(const studio::Change& change);
    void hear(Area area);
    void look_later();

    Room& room_;
    net::steady_timer timer_;
    logbook::Rest rest_;
    studio::Studio::Subscription heard_;
    News::Subscription told_;
};

}  // namespace recalld::remote
