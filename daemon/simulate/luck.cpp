#include "simulate/luck.hpp"

namespace recalld::simulate {

// The engine is the same everywhere by the standard, the library's distributions are not.

double Luck::unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

bool Luck::happens(double share) { return share > 0 && unit() < share; }

std::uint32_t Luck::below(std::uint32_t end) { return static_cast<std::uint32_t>(unit() * end); }

std::chrono::microseconds Luck::up_to(std::chrono::microseconds most)
{
    return std::chrono::microseconds(static_cast<std::int64_t>(unit() * static_cast<double>(most.count())));
}

}  // namespace recalld::simulate
