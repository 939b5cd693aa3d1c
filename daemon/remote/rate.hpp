#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace recalld::remote {

/// How often each client may ask: a token bucket an address. Bounded: of the addresses only the newest are known. Core thread only.
class Rate {
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Limits {
        double a_second;
        double at_once;
    };
    explicit Rate(Limits limits) : limits_(limits) {}

    bool admits(std::string_view address, Time now)
    {
        if (buckets_.size() > most_addresses) forget(now);
        auto place = buckets_.find(address);
        if (place == buckets_.end()) place = buckets_.emplace(std::string(address), Bucket{limits_.at_once, now}).first;
        auto& bucket = place->second;
        bucket.tokens = std::min(limits_.at_once, bucket.tokens + limits_.a_second * std::chrono::duration<double>(now - bucket.since).count());
        bucket.since = now;
        if (bucket.tokens < 1) return false;
        bucket.tokens -= 1;
        return true;
    }

private:
    static constexpr std::size_t most_addresses = 1024;
    struct Bucket {
        double tokens;
        Time since;
    };

    /// Who was not heard for long enough has a full bucket again: nothing is lost with him.
    void forget(Time now)
    {
        const auto full_after = std::chrono::duration<double>(limits_.at_once / limits_.a_second);
        std::erase_if(buckets_, [&](const auto& bucket) { return now - bucket.second.since > full_after; });
        if (buckets_.size() > most_addresses) buckets_.clear();
    }

    Limits limits_;
    std::map<std::string, Bucket, std::less<>> buckets_;
};

}  // namespace recalld::remote
