#pragma once

#include <map>
#include <string>

#include "logbook/rolling.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// Puts takes into the log by itself when a DAW or a machine records, where the rig says `log: {takes: true}`. The room outlives it; core thread only.
class TakeWatch {
public:
    explicit TakeWatch(Room& room);
    TakeWatch(const TakeWatch&) = delete;
    TakeWatch& operator=(const TakeWatch&) = delete;

private:
    void hear(const studio::Change& change);

    Room& room_;
    std::map<std::string, logbook::Rolling, std::less<>> machines_;   ///< by unit
    studio::Studio::Subscription heard_;
};

}  // namespace recalld::remote
