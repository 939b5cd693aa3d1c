#include "remote/patch_stage.hpp"

#include "load/rig_yaml.hpp"
#include "remote/hand_work.hpp"

namespace recalld::remote::testing {

PatchRoom::PatchRoom()
{
    auto config = desk.rig.config();
    config.patch = load::parse_rig(jacks, "rig.yaml").patch;
    desk.become(std::move(config), {desk.profile});
    REQUIRE(desk.comes_online());
    attach_hands(room);
}

store::EntryId PatchRoom::write(store::NewEntry entry)
{
    return finish(desk.io, desk.store->run([&](store::Store& store) { return store.add_entry(entry); }));
}

}  // namespace recalld::remote::testing
