#include "remote/logbook_stage.hpp"

namespace recalld::remote::testing {

Logbook::Logbook(bool with_takes)
{
    auto config = desk.rig.config();
    config.units.front().quirks = {"phantom is global per eight"};
    config.units.push_back({"tape", "daws/mmc", {"tcp", "127.0.0.1", machine.local_endpoint().port()}});
    config.log.takes = with_takes;
    desk.become(config, {desk.profile, tape});
    REQUIRE(run_until(desk.io, [&] { return desk.rig.find("desk")->online() && desk.rig.find("tape")->online(); }));
}

std::size_t Logbook::lines(const std::string& kind)
{
    const store::EntryFilter filter{{kind}};
    return finish(desk.io, desk.store->run([&](store::Store& store) { return store.entry_count(filter); }));
}

}  // namespace recalld::remote::testing
