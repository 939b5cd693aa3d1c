#include "remote/layouts/base64.hpp"
#include "remote/layouts/layout.hpp"
#include "remote/layouts/stage_control.hpp"
#include "remote/layouts/touch_osc.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t usual_port = 9000, lowest_port = 1024, highest_port = 65535;

std::uint16_t reply_port(const Call& call)
{
    const auto port = call.number("reply_port", usual_port);
    if (port != 0 && (port < lowest_port || port > highest_port))
        throw VerbError("usage", "reply_port " + std::to_string(port) + ": a device listens on 1024 to 65535, or with 0 where it sends from", 400, exit_usage);
    return static_cast<std::uint16_t>(port);
}

}  // namespace

task<Json> layout(Call call)
{
    const auto kind = call.text("kind");
    const auto port = reply_port(call);
    const auto strips = layout_strips(call.room.rig);
    if (kind == "open-stage-control") co_return Json{{"kind", kind}, {"name", "recalld.json"}, {"encoding", "text"}, {"text", stage_control_session(make_layout(strips, 0))}};
    if (kind == "touchosc") co_return Json{{"kind", kind}, {"name", "recalld.tosc"}, {"encoding", "base64"}, {"text", to_base64(touch_osc_file(make_layout(strips, port)))}};
    throw VerbError("usage", "kind " + studio::in_quotes(kind) + " is unknown; known are open-stage-control and touchosc", 400, exit_usage);
}

}  // namespace recalld::remote
