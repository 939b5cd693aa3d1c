#include "driver/surface_driver.hpp"

namespace recalld::driver {

Face::Face()
{
    faders.fill(not_moved);
    for (auto& meter : meters) meter.fill(no_signal);
}

}  // namespace recalld::driver
