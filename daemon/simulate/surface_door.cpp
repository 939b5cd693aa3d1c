#include "simulate/surface_door.hpp"

#include "mackie/hui.hpp"
#include "mackie/xctl.hpp"

namespace recalld::simulate {

namespace {

namespace mcu = mackie::mcu;
namespace xctl = mackie::xctl;
using studio::Handshake;

constexpr mcu::Serial serial{'S', 'I', 'M', '0', '0', '0', '1'};
constexpr std::string_view version = "V1.02";

/// Another one each time; the first is that of a real unit.
mcu::Challenge next_of(mcu::Challenge challenge)
{
    for (auto& byte : challenge) byte = static_cast<std::uint8_t>((byte * 5 + 3) & 0x7f);
    return challenge;
}

}  // namespace

bool SurfaceDoor::answers() const
{
    return surface_->handshake == Handshake::query || surface_->handshake == Handshake::challenge;
}

wire::Bytes SurfaceDoor::query(TimePoint now)
{
    if (asked_) challenge_ = next_of(challenge_);
    asked_ = now;
    return mcu::write(mcu::HostConnectionQuery{serial, challenge_}, {.model = surface_->model_byte});
}

Said SurfaceDoor::power_on(TimePoint now)
{
    is_on_ = true;
    is_locked_ = false;
    shut();
    has_link_ = surface_->handshake != Handshake::probe;
    probe_at_ = now;
    if (surface_->handshake == Handshake::ping) return {mackie::hui::write(mackie::hui::SystemReset{})};
    return answers() ? Said{query(now)} : run(now);
}

Said SurfaceDoor::on(const mcu::DeviceQuery&, TimePoint now)
{
    heard_ = now;
    if (surface_->handshake == Handshake::probe) has_link_ = true;   // its idle packet is a query
    return answers() && !is_locked_ ? Said{query(now)} : Said{};
}

Said SurfaceDoor::on(const mcu::HostConnectionReply& reply, TimePoint now)
{
    if (surface_->handshake != Handshake::challenge || is_locked_) return {};
    const mcu::Dialect dialect{.model = surface_->model_byte};
    const bool is_right = reply.serial == serial && reply.response == mcu::response_to(challenge_);
    is_locked_ = !is_right;
    is_open_ = is_right && asked_ && now - *asked_ <= patience;
    if (!is_open_) return {mcu::write(mcu::HostConnectionError{serial}, dialect)};
    return {mcu::write(mcu::HostConnectionConfirmation{serial}, dialect)};
}

Said SurfaceDoor::on(const mcu::VersionRequest&, TimePoint) const
{
    if (!answers()) return {};
    return {mcu::write(mcu::VersionReply{version}, {.model = surface_->model_byte})};
}

Said SurfaceDoor::on(const mcu::SerialRequest&, TimePoint) const
{
    if (!answers()) return {};
    return {mcu::write(mcu::SerialReply{serial}, {.model = surface_->model_byte})};
}

Said SurfaceDoor::run(TimePoint now)
{
    if (surface_->handshake != Handshake::probe || !is_on_) return {};
    if (has_link_ && now - heard_ > idle_most) has_link_ = false;
    Said said;
    if (now >= probe_at_) {
        said.push_back(xctl::write(xctl::Probe{}));
        probe_at_ = now + probe_every;
    }
    return said;
}

std::optional<TimePoint> SurfaceDoor::wake() const
{
    if (surface_->handshake != Handshake::probe || !is_on_) return std::nullopt;
    return probe_at_;
}

}  // namespace recalld::simulate
