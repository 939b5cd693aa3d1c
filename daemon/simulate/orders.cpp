#include "simulate/orders.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "osc/address.hpp"
#include "osc/packet.hpp"
#include "simulate/wire_values.hpp"

namespace recalld::simulate {

using studio::ParameterId;

namespace {

constexpr std::string_view protocol_version = "V2.07";
constexpr std::string_view network_name = "simulated";
constexpr std::string_view own_address = "127.0.0.1";

std::string first_or(const std::vector<std::string>& words, std::string_view otherwise)
{
    return words.empty() ? std::string(otherwise) : words.front();
}

wire::Bytes leaf_packet(const DeskState& desk, ParameterId id)
{
    return osc::message("/" + desk.profile()[id].name, {given(desk.profile().law_of(id), desk.settings()[id])});
}

void say_who(const DeskState& desk, const Request& request, std::string_view first)
{
    const auto& identity = desk.profile().identity;
    request.reply(osc::message(request.message.address(),
                               {std::string(first), std::string(network_name),
                                first_or(identity.models, desk.profile().model), first_or(identity.firmwares, "1.0")}));
}

void info(DeskState& desk, const Request& request) { say_who(desk, request, protocol_version); }
void xinfo(DeskState& desk, const Request& request) { say_who(desk, request, own_address); }

void status(DeskState&, const Request& request)
{
    request.reply(osc::message("/status", {"active", std::string(own_address), std::string(network_name)}));
}

void subscribe(DeskState& desk, const Request& request) { desk.subscribers().renew(request.from, request.now); }
void unsubscribe(DeskState& desk, const Request& request) { desk.subscribers().drop(request.from); }

void send_meters(DeskState& desk, const Request& request)
{
    const auto& blocks = desk.profile().meters.blocks;
    const auto block = std::ranges::find(blocks, *request.message.argument(0).text(), &studio::MeterBlock::name);
    if (block != blocks.end()) desk.meters().renew(request.from, static_cast<std::size_t>(block - blocks.begin()), request.now);
}

void send_line(DeskState& desk, const Request& request)
{
    const auto path = *request.message.argument(0).text();
    if (const auto leaf = desk.leaf(path))
        request.reply(desk.lines().of_leaf(*leaf));
    else if (const auto node = desk.node(path))
        request.reply(desk.lines().of_node(*node));
}

/// The echo, byte for byte, says that the line came; not that all of it was taken.
void set_line(DeskState& desk, const Request& request)
{
    const auto line = osc::read_line(*request.message.argument(0).text());
    Changes changes;
    if (!line || !desk.set_line(*line, changes)) return;
    request.reply({request.packet.begin(), request.packet.end()});
    tell(desk, changes, request.from, request.now, request.answers);
}

bool recall(DeskState& desk, const Request& request, std::int32_t number)
{
    if (!desk.recall_scene(number)) return false;
    const auto packet = osc::message(osc::join("/", current_scene), {number});
    desk.subscribers().each(request.now, [&](Client client) { request.answers.push_back({client, packet}); });
    return true;
}

void go_scene(DeskState& desk, const Request& request)
{
    recall(desk, request, *request.message.argument(0).integer());
}

/// Scenes only: nothing else of a library is simulated.
void load(DeskState& desk, const Request& request)
{
    if (*request.message.argument(0).text() != "scene") return;
    const std::int32_t done = recall(desk, request, *request.message.argument(1).integer()) ? 1 : 0;
    request.reply(osc::message("/load", {"scene", done}));
}

/// No desk has this: the hand that plugs cables into a simulated one. It exists where something was plugged from the start.
void plug(DeskState& desk, const Request& request)
{
    if (!desk.signals().exist()) return;
    std::string said = "ok";
    try {
        desk.signals().plug(*request.message.argument(0).text());
    } catch (const std::invalid_argument& error) {
        said = error.what();
    }
    request.reply(osc::message("/-sim/signal", {said}));
}

struct Order {
    std::string_view address;
    std::string_view tags;
    void (*act)(DeskState&, const Request&);
};

constexpr std::array orders{
    Order{"/node", "s", send_line},         Order{"/", "s", set_line},  Order{"/xremote", "", subscribe},
    Order{"/unsubscribe", "", unsubscribe}, Order{"/info", "", info},   Order{"/xinfo", "", xinfo},
    Order{"/status", "", status},           Order{"/load", "si", load}, Order{"/-action/goscene", "i", go_scene},
    Order{"/meters", "s", send_meters},     Order{"/-sim/signal", "s", plug},
};

void get_or_set(DeskState& desk, ParameterId id, const Request& request)
{
    const auto& message = request.message;
    if (message.tags().empty()) return request.reply(leaf_packet(desk, id));
    if (message.tags().size() > 1) return;
    auto value = taken(desk.profile().law_of(id), message.argument(0));
    if (!value) return;
    Changes changes;
    desk.set(id, std::move(*value), changes);
    tell(desk, changes, request.from, request.now, request.answers);
}

/// `/ch/01/eq/1 ,ifff`: numbers for the leading fields, up to the first that does not fit.
void set_several(DeskState& desk, std::uint32_t node, const Request& request)
{
    const auto& tags = request.message.tags();
    const auto& row = desk.profile().nodes[node];
    if (tags.find_first_not_of("if") != tags.npos || tags.size() > row.count) return;
    Changes changes;
    ParameterId id = row.first;
    for (const auto argument : request.message) {
        auto value = taken(desk.profile().law_of(id), argument);
        if (!value) break;
        desk.set(id++, std::move(*value), changes);
    }
    tell(desk, changes, request.from, request.now, request.answers);
}

}  // namespace

void obey(DeskState& desk, const Request& request)
{
    const auto address = request.message.address();
    if (!address.starts_with('/')) return;
    const auto order = std::ranges::find(orders, address, &Order::address);
    if (order != orders.end()) {
        if (request.message.tags() == order->tags) order->act(desk, request);
        return;
    }
    const auto path = address.substr(1);
    if (const auto leaf = desk.leaf(path))
        get_or_set(desk, *leaf, request);
    else if (const auto node = desk.node(path); node && !request.message.tags().empty())
        set_several(desk, *node, request);
}

void tell(DeskState& desk, const Changes& changes, std::optional<Client> except, Clock::time_point now,
          std::vector<Outgoing>& answers)
{
    for (const auto id : changes) {
        wire::Bytes packet;
        desk.subscribers().each(now, [&](Client client) {
            if (client == except) return;
            if (packet.empty()) packet = leaf_packet(desk, id);
            answers.push_back({client, packet});
        });
    }
}

}  // namespace recalld::simulate
