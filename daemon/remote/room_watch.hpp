#pragma once

#include <string>

#include "remote/verb.hpp"

namespace recalld::remote {

/// Looks at the room four times a second and tells Area::room when a unit came, went or said something else about itself. The room outlives
/// it; core thread only.
class RoomWatch {
public:
    explicit RoomWatch(Room& room);
    ~RoomWatch() { timer_.cancel(); }
    RoomWatch(const RoomWatch&) = delete;
    RoomWatch& operator=(const RoomWatch&) = delete;

private:
    void look_later();
    std::string looks() const;

    Room& room_;
    net::steady_timer timer_;
    std::string looked_;
};

}  // namespace recalld::remote
