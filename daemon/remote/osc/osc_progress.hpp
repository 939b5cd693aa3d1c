#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "net.hpp"

namespace recalld::remote {

using Json = nlohmann::ordered_json;

/// What long work says about itself, at most ten times a second and always its last word. Core thread only.
class OscProgress : public std::enable_shared_from_this<OscProgress> {
public:
    static constexpr std::chrono::milliseconds every{100};
    using Say = std::function<void(const Json& progress)>;

    OscProgress(net::io_context& io, Say say) : say_(std::move(say)), timer_(io) {}

    void note(Json progress)
    {
        held_ = std::move(progress);
        const auto next = said_ + every;
        if (next <= std::chrono::steady_clock::now()) return tell();
        if (std::exchange(is_armed_, true)) return;
        timer_.expires_at(next);
        timer_.async_wait([self = weak_from_this()](boost::system::error_code error) {
            const auto still = self.lock();
            if (!still) return;
            still->is_armed_ = false;
            if (!error) still->tell();
        });
    }
    /// Says what is held; nothing is said later.
    void finish()
    {
        tell();
        say_ = {};
        timer_.cancel();
    }

private:
    void tell()
    {
        if (!held_ || !say_) return;
        said_ = std::chrono::steady_clock::now();
        say_(*std::exchange(held_, std::nullopt));
    }

    Say say_;
    std::optional<Json> held_;
    std::chrono::steady_clock::time_point said_{};
    net::steady_timer timer_;
    bool is_armed_ = false;
};

}  // namespace recalld::remote
