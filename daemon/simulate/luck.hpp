#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace recalld::simulate {

/// Chance that repeats itself: the same seed throws the same dice on every machine.
class Luck {
public:
    explicit Luck(std::uint64_t seed) : engine_(seed) {}

    bool happens(double share);
    /// 0 … below `end`, which must not be 0.
    std::uint32_t below(std::uint32_t end);
    std::chrono::microseconds up_to(std::chrono::microseconds most);

private:
    double unit();
    std::mt19937_64 engine_;
};

}  // namespace recalld::simulate
