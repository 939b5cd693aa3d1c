#include <algorithm>
#include <array>

#include "driver/daw_driver.hpp"
#include "driver/driver.hpp"
#include "driver/machine_driver.hpp"
#include "driver/manual_driver.hpp"
#include "driver/midi_driver.hpp"
#include "driver/osc_node_driver.hpp"

namespace recalld::driver {

namespace {

using Profile = std::shared_ptr<const studio::Profile>;

template <class Kind>
std::unique_ptr<Driver> make(Profile profile, Place)
{
    return std::make_unique<Kind>(std::move(profile));
}

template <class Kind>
std::unique_ptr<Driver> make_placed(Profile profile, Place place)
{
    return std::make_unique<Kind>(std::move(profile), place);
}

struct Entry {
    std::string_view protocol;
    std::unique_ptr<Driver> (*make)(Profile, Place);
};

constexpr std::array drivers{
    Entry{"osc_nodes", make<OscNodeDriver>},
    Entry{"midi", make_placed<MidiDriver>},
    Entry{"daw", make_placed<DawDriver>},
    Entry{"mmc", make_placed<MachineDriver>},
    Entry{"manual", make<ManualDriver>},
};

}  // namespace

std::unique_ptr<Driver> make_driver(Profile profile, Place place)
{
    const auto found = std::ranges::find(drivers, profile->protocol, &Entry::protocol);
    return found == drivers.end() ? nullptr : found->make(std::move(profile), place);
}

std::vector<std::string> driver_names()
{
    std::vector<std::string> names;
    names.reserve(drivers.size());
    for (const auto& entry : drivers) names.emplace_back(entry.protocol);
    return names;
}

void Heard::clear()
{
    answers.reset();
    settings.clear();
    unclear.clear();
    missing.clear();
    levels.clear();
    replies.clear();
    model.clear();
    firmware.clear();
    resync = false;
    fault.clear();
}

}  // namespace recalld::driver
