#include "remote/room_watch.hpp"

#include "rig/surface_unit.hpp"

namespace recalld::remote {

namespace {

constexpr std::chrono::milliseconds between_looks{250};

}  // namespace

RoomWatch::RoomWatch(Room& room) : room_(room), timer_(room.io), looked_(looks()) { look_later(); }

/// All that people see of the room besides values.
std::string RoomWatch::looks() const
{
    std::string text;
    for (const auto& unit : room_.rig.units()) text += unit->name() + (unit->online() ? "+" : "-") + unit->identity() + unit->note() + "\n";
    for (const auto& surface : room_.rig.surfaces()) text += surface->name() + (surface->online() ? "+" : "-") + surface->note() + "\n";
    if (const auto& busy = room_.recaller.busy()) text += busy->name;
    for (const auto& note : room_.notes) text += "\n" + note;
    return text;
}

void RoomWatch::look_later()
{
    timer_.expires_after(between_looks);
    timer_.async_wait([this](boost::system::error_code error) {
        if (error) return;
        auto now = looks();
        if (now != looked_) room_.news.tell(Area::room);
        looked_ = std::move(now);
        look_later();
    });
}

}  // namespace recalld::remote
