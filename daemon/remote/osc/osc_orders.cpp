#include <algorithm>
#include <array>

#include "log.hpp"
#include "remote/access.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_door.hpp"
#include "remote/osc/osc_live.hpp"
#include "remote/osc/osc_progress.hpp"
#include "remote/osc/osc_request.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

// What the door does with requests: those that it answers itself, and those that become work of the one verb table.

namespace {

constexpr std::size_t most_of_one = 8, most_in_all = 256;   // under way
constexpr std::size_t most_values = 200;                    // of one pattern

/// Who gives such an order wants to know at once that it was heard.
bool is_acknowledged(const Verb& verb)
{
    return verb.permission >= Permission::operate || verb.name == "plan" || verb.name == "diff" || verb.name == "show";
}

/// Verbs without an end have no place in packets.
void want_end(const Verb& verb)
{
    if (verb.name == "watch") throw VerbError("not_here", "watch has no end; over OSC it is /recalld/subscribe, as /recalld/subscribe \"desk ch/1-8 mix\"", 400, exit_usage);
    if (verb.name == "midi_monitor") throw VerbError("not_here", "midi_monitor has no end; it is told by recallctl midi monitor", 400, exit_usage);
}

}  // namespace

/// One asking of a verb, until it is answered.
struct OscDoor::Order {
    OscSender sender;
    std::string address;
    OscRequest request;
    OscPage page;
    std::shared_ptr<OscClient> client;
    std::shared_ptr<OscProgress> progress;
    std::shared_ptr<const bool> gone = std::make_shared<bool>(false);
};

void OscDoor::request(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now)
{
    auto request = read_osc_request(message);
    const auto& verb = *request.verb;
    if (request.press != OscPress::none) {
        const auto button = std::string(verb.name) + request.arguments.dump();
        if (!client.presses.fires(button, request.press == OscPress::down, now)) return;
    }
    want_osc_role(sender, verb.permission, verb.name);
    if (is_of_osc_door(verb)) return serve_door(request, sender, now);
    if (!answer_at_once(request, sender)) begin(std::move(request), sender, message.address(), client);
}

/// What is asked most often is answered out of the book at once; everything that could take longer is work.
bool OscDoor::answer_at_once(const OscRequest& request, const OscSender& sender)
{
    if (request.verb->name == "ping") {
        static const auto pong = osc_answer("ping", {{"recalld", RECALLD_VERSION}}, {});
        answer(sender, pong);
        return true;
    }
    if (request.verb->name != "get" || request.arguments.size() != 2) return false;
    const auto unit = room_.rig.find(request.arguments["unit"].get_ref<const std::string&>());
    const auto id = unit && unit->online() ? unit->profile()->find(request.arguments["parameter"].get_ref<const std::string&>()) : std::nullopt;
    if (id) answer(sender, osc_get_message(unit->page(), *id));
    return id.has_value();
}

void OscDoor::begin(OscRequest request, const OscSender& sender, std::string_view address, const OscClient& client)
{
    want_end(*request.verb);
    if (client.under_way >= most_of_one || under_way_ >= most_in_all)
        throw VerbError("busy", std::to_string(client.under_way) + " of your requests are not answered yet; wait for them, or /recalld/cancel", 429, exit_refused);
    auto order = std::make_shared<Order>();
    order->sender = sender;
    order->address = address;
    order->request = std::move(request);
    order->page = {order->request.offset.value_or(0), order->request.count, sender.fits()};
    order->client = clients_.at(sender.place, client.heard);
    const auto tell = [self = weak_from_this(), sender, said = order->address](const Json& progress) {
        if (const auto door = self.lock()) door->answer(sender, osc_progress(said, progress));
    };
    order->progress = std::make_shared<OscProgress>(room_.io, tell);
    const bool is_spare = sender.left != nullptr;   // what little may be said is kept for the answer
    if (is_acknowledged(*order->request.verb) && !is_spare) answer(sender, osc_ack(address));
    ++room_.performing;
    ++under_way_;
    ++order->client->under_way;
    rig::spawn(room_.io, "OSC " + std::string(order->request.verb->name), carry_out(shared_from_this(), order));
}

task<> OscDoor::carry_out(std::shared_ptr<OscDoor> self, std::shared_ptr<Order> order)
{
    Json arguments = order->request.arguments;
    if (is_cut_by_verb(order->request.verb->name)) {
        arguments["offset"] = order->page.offset;
        arguments["count"] = most_items(order->page);
    }
    const auto emit = [order](const Json& line) {
        if (line.contains("progress") && !order->sender.left) order->progress->note(line["progress"]);
    };
    Call call{room_, std::move(arguments), emit, order->gone, order->sender.caller};
    std::optional<VerbError> fault;
    try {
        const Json result = co_await perform(std::string(order->request.verb->name), std::move(call));
        order->progress->finish();
        conclude(*order, result);
    } catch (const VerbError& error) {
        fault = error;
    } catch (const std::exception& error) {
        log::remote().error("OSC {}: {} (fault: recalld)", order->address, error.what());
        fault = VerbError("mistake", error.what(), 500, exit_mistake);
    }
    order->progress->finish();
    if (fault) self->fail(order->sender, order->address, *fault);
    --order->client->under_way;
    --under_way_;
    --room_.performing;
}

void OscDoor::conclude(const Order& order, const Json& result)
{
    const auto& verb = order.request.verb->name;
    if (verb == "get") answer(order.sender, values_found(order, result));
    else answer(order.sender, osc_answer(verb, result, order.page));
}

std::vector<osc::Bytes> OscDoor::values_found(const Order& order, const Json& result) const
{
    std::vector<osc::Bytes> messages;
    const auto& values = result["values"];
    const auto* page = room_.studio.page(order.request.arguments["unit"].get_ref<const std::string&>());
    for (std::size_t i = 0; page && i < values.size() && messages.size() < most_values; ++i)
        if (const auto id = page->profile->find(values[i]["parameter"].get_ref<const std::string&>())) messages.push_back(osc_get_message(*page, *id));
    const bool is_one = page && page->profile->find(order.request.arguments["parameter"].get_ref<const std::string&>());
    const auto sent = static_cast<std::int32_t>(messages.size()), total = static_cast<std::int32_t>(values.size());
    if (!is_one) messages.push_back(osc_reply("get/end", std::array<osc::Arg, 2>{sent, total}));
    return messages;
}

void OscDoor::serve_door(const OscRequest& request, const OscSender& sender, OscTime now)
{
    const auto& verb = request.verb->name;
    if (verb == "pair") return pair(request.arguments, sender);
    if (verb == "port") return set_port(request.arguments, sender, now);
    if (verb == "subscribe") return subscribe(request.arguments, sender, now);
    unsubscribe(request.arguments, sender);
}

void OscDoor::pair(const Json& arguments, const OscSender& sender)
{
    const auto& code = arguments["code"].get_ref<const std::string&>();
    const auto role = room_.access ? room_.access->lease_for(code, sender.address(), std::chrono::system_clock::now()) : std::nullopt;
    if (!role) throw VerbError("wrong_code", "this code is wrong, was used or is too old; recallctl pair prints a fresh one", 403, exit_refused);
    recognised_.reset();
    answer(sender, osc_reply("pair", std::array<osc::Arg, 1>{std::string(rig::name_of(*role))}));
}

void OscDoor::set_port(const Json& arguments, const OscSender& sender, OscTime now)
{
    const auto port = arguments["port"].get<std::size_t>();
    if (port > 65535 || (port != 0 && port < 1024)) throw VerbError("usage", "port: answers go to a UDP port from 1024 to 65535, or with 0 back to where you send from", 400, exit_usage);
    clients_.register_port(sender.place.address, static_cast<std::uint16_t>(port), now);
    auto there = sender;
    if (!sender.is_stream() && port != 0) there.place.port = static_cast<std::uint16_t>(port);
    answer(there, osc_reply("port", std::array<osc::Arg, 1>{static_cast<std::int32_t>(port)}));
}

void OscDoor::subscribe(const Json& arguments, const OscSender& sender, OscTime now)
{
    if (!sender.is_known && !sender.is_stream())
        throw VerbError("forbidden", "only paired devices are told of changes: recallctl pair --role view, then /recalld/pair CODE from here", 403, exit_refused);
    const auto seconds = arguments.value("seconds", OscSubscribers::usual_seconds);
    if (seconds < 1 || seconds > OscSubscribers::longest_seconds)
        throw VerbError("usage", "subscribe: a lease lasts 1 to " + std::to_string(OscSubscribers::longest_seconds) + " seconds; renew it before it ends", 400, exit_usage);
    const auto as = arguments.value("as", std::string());
    const auto form = osc_form_named(as);
    if (!form && !as.empty()) throw VerbError("usage", "subscribe: as=" + as + " is none of unit, position, both", 400, exit_usage);
    const auto& area = arguments["area"].get_ref<const std::string&>();
    try {
        if (area == "layout") layouts_.subscribe(sender.place, sender.caller, seconds, now);
        else subscribers_->subscribe(clients_.at(sender.place, now), area, seconds, form, now);
    } catch (const studio::ScopeError& error) {
        throw VerbError("scope", std::string(error.what()) + "; areas are room, work, sessions, reports, log, triggers, checks and layout", 400, exit_usage);
    }
    answer(sender, osc_reply("subscribe", std::array<osc::Arg, 2>{area, static_cast<std::int32_t>(seconds)}));
}

void OscDoor::unsubscribe(const Json& arguments, const OscSender& sender)
{
    const auto area = arguments.value("area", std::string());
    if (area.empty() || area == "layout") layouts_.leave(sender.place);
    if (area != "layout") subscribers_->unsubscribe(sender.place, area);
    answer(sender, osc_reply("unsubscribe", std::array<osc::Arg, 1>{area}));
}

}  // namespace recalld::remote
