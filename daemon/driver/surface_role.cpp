#include "driver/surface_role.hpp"

#include "driver/hui_role.hpp"
#include "driver/mcu_role.hpp"

namespace recalld::driver {

std::unique_ptr<SurfaceRole> make_surface_role(std::shared_ptr<const studio::Surface> surface, std::string_view serial)
{
    if (surface->protocol == "mcu") return std::make_unique<McuRole>(std::move(surface), serial);
    if (surface->protocol == "hui") return std::make_unique<HuiRole>(std::move(surface));
    return nullptr;
}

}  // namespace recalld::driver
