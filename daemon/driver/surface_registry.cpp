#include <algorithm>
#include <array>
#include <string_view>

#include "driver/hui_surface.hpp"
#include "driver/mcu_surface.hpp"
#include "driver/xctl_surface.hpp"

namespace recalld::driver {

namespace {

using Profile = std::shared_ptr<const studio::Surface>;

template <class Kind>
std::unique_ptr<SurfaceDriver> make(Profile surface)
{
    return std::make_unique<Kind>(std::move(surface));
}

struct Entry {
    std::string_view protocol;
    std::unique_ptr<SurfaceDriver> (*make)(Profile);
};

constexpr std::array drivers{
    Entry{"hui", make<HuiSurface>},
    Entry{"mcu", make<McuSurface>},
    Entry{"xctl", make<XctlSurface>},
};

}  // namespace

std::unique_ptr<SurfaceDriver> make_surface_driver(Profile surface)
{
    const auto found = std::ranges::find(drivers, surface->protocol, &Entry::protocol);
    return found == drivers.end() ? nullptr : found->make(std::move(surface));
}

}  // namespace recalld::driver
