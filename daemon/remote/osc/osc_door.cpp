#include "remote/osc/osc_door.hpp"

#include <algorithm>
#include <array>

#include "log.hpp"
#include "recall/hazards.hpp"
#include "remote/access.hpp"
#include "remote/hand_rise.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_live.hpp"
#include "remote/osc/osc_request.hpp"
#include "remote/osc/osc_words.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_amplified = 8;   // times the size of what an unknown address sent
constexpr auto tells_dropped_every = 1min;

/// What we say ourselves. Whoever sends it back, by loops or by patches of a mixer app, gets no answer that he could send back again.
bool is_our_own_word(std::string_view address)
{
    constexpr std::array<std::string_view, 5> ours{"/recalld/reply/", "/recalld/error", "/recalld/ack", "/recalld/progress", "/recalld/confirm/wanted"};
    return std::ranges::any_of(ours, [&](std::string_view own) { return address.starts_with(own); });
}

/// The short questions cost nearly nothing, a fader that moves likewise: whole requests are what is rationed.
double cost_of(std::string_view address, const OscSender& sender)
{
    const bool is_cheap = is_osc_live(address) || address.starts_with("/recalld/ping") || address.starts_with("/recalld/get");
    if (!is_cheap || !sender.is_known) return 1;
    return sender.place.address.is_loopback() ? 0 : 0.1;
}

}  // namespace

OscDoor::OscDoor(Room& room, OscOther other, OscSubscribers::Door door)
    : room_(room), other_(std::move(other)), send_(door.send), subscribers_(std::make_shared<OscSubscribers>(room, door)), layouts_(room, std::move(door.send))
{
}

OscSender OscDoor::sender_of(const OscPlace& place, std::size_t size, OscTime now)
{
    OscSender sender;
    sender.place = place;
    sender.page = place.stream != 0 ? osc_stream_page : osc_datagram;
    if (!recognised_ || recognised_->at != now || recognised_->address != place.address) recognise(place.address, now);
    sender.caller = recognised_->caller;
    sender.is_known = recognised_->is_known;
    if (!sender.is_known && !sender.is_stream()) sender.left = std::make_shared<std::size_t>(most_amplified * size);
    return sender;
}

/// Looked up once for all that came at one moment.
void OscDoor::recognise(const net::ip::address& address, OscTime now)
{
    recognised_ = Recognised{address, now, {}, false};
    if (!room_.access) return;
    const auto time = std::chrono::system_clock::now();
    const auto words = address.to_string();
    recognised_->caller = room_.access->of_osc(words, time);
    recognised_->is_known = room_.access->is_known(words, time);
}

void want_osc_role(const OscSender& sender, Permission wanted, std::string_view for_what)
{
    const auto role = sender.caller.role;
    if (role >= wanted) return;
    const std::string has = role == Permission::nothing ? "none" : std::string(rig::name_of(role)), needs(rig::name_of(wanted));
    throw VerbError("forbidden", std::string(for_what) + " needs the role " + needs + "; " + sender.address() + " has " + has + ". Pair it: recallctl pair --role " + needs +
                    ", then /recalld/pair CODE from here", 403, exit_refused);
}

void OscDoor::answer(const OscSender& sender, const osc::Bytes& packet)
{
    if (!send_) return;
    if (sender.left && packet.size() > *sender.left) return;   // whoever's address stands there did not ask for so much
    if (sender.left) *sender.left -= packet.size();
    send_(sender.place, packet);
}

void OscDoor::answer(const OscSender& sender, const std::vector<osc::Bytes>& packets)
{
    for (const auto& packet : packets) answer(sender, packet);
}

void OscDoor::fail(const OscSender& sender, std::string_view address, const VerbError& error)
{
    const auto fits = sender.fits();
    answer(sender, osc_error(address, error.code, error.what(), fits));
    if (!error.details.is_object()) return;
    if (const auto wanted = osc_confirm_wanted(address, error.details, sender.fits())) answer(sender, *wanted);
}

void OscDoor::refuse_packet(osc::View packet, const OscSender& sender)
{
    if (!sender.is_known && !sender.is_stream()) return;
    if (!clients_.may_ask(sender.place.address, 1, std::chrono::steady_clock::now())) return;
    const auto said = osc::describe(packet);
    answer(sender, osc_error("", "malformed", "this is no OSC packet: " + std::string(cut_utf8(said, 100)) + " (fault: client)", sender.fits()));
}

void OscDoor::hear(const osc::Message& message, const OscSender& sender)
{
    const auto address = message.address();
    const auto now = std::chrono::steady_clock::now();
    if (is_our_own_word(address)) return;
    if (!clients_.may_ask(sender.place.address, cost_of(address, sender), now)) return;
    const auto client = clients_.at(sender.place, now);
    try {
        act(message, sender, *client, now);
    } catch (const VerbError& error) {
        fail(sender, address, error);
    }
}

void OscDoor::act(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now)
{
    if (is_osc_live(message.address())) return live(message, sender, client, now);
    if (OscLayouts::is_button(message.address())) return press(message, sender, client, now);
    if (message.address().starts_with(osc_front)) return request(message, sender, client, now);
    pass_on(message, sender);
}

/// A label of a layout that comes back is no press; only numbers are.
void OscDoor::press(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now)
{
    const auto words = osc_words(message);
    if (words.size() != 1 || !words.front().can_be_press()) return;
    const bool fires = client.presses.fires(std::string(message.address()), words.front().number() >= 0.5, now);
    want_osc_role(sender, Permission::view, "a layout");
    if (fires) layouts_.press(message.address(), sender.place, sender.caller);
}

void OscDoor::pass_on(const osc::Message& message, const OscSender& sender)
{
    want_osc_role(sender, Permission::view, message.address());
    const auto reply = [self = weak_from_this(), sender](const osc::Bytes& packet) {
        if (const auto door = self.lock()) door->answer(sender, packet);
    };
    if (other_ && other_(message, sender.caller, reply)) return;
    throw VerbError("unknown_address", "nobody here waits for " + studio::in_quotes(message.address()) + "; requests begin with /recalld/, as /recalld/status", 404, exit_usage);
}

void OscDoor::forget(const OscPlace& place)
{
    clients_.forget(place);
    subscribers_->forget(place);
    layouts_.leave(place);
}

bool OscDoor::may_still(const OscPlace& place) const
{
    if (!room_.access) return false;
    const auto time = std::chrono::system_clock::now();
    const auto address = place.address.to_string();
    return room_.access->of_osc(address, time).role >= Permission::view && (place.stream != 0 || room_.access->is_known(address, time));
}

void OscDoor::look_after(OscTime now)
{
    const auto may = [this](const OscPlace& place) { return may_still(place); };
    subscribers_->end_leases(now, may);
    layouts_.end_leases(now, may);
    clients_.forget_old(now);
    if (now - told_dropped_ < tells_dropped_every) return;
    told_dropped_ = now;
    for (const auto& dropped : clients_.take_dropped())
        log::remote().warn("OSC {}: {} messages were dropped, it asks more than {} a second (fault: client)", dropped.address, dropped.requests,
                           OscClients::rate_elsewhere);
}

void OscDoor::stop()
{
    subscribers_->stop();
    layouts_.stop();
    send_ = {};
    other_ = {};
}

// --- live parameters ---

void OscDoor::live(const osc::Message& message, const OscSender& sender, OscClient& client, OscTime now)
{
    const auto words = osc_words(message);
    want_osc_role(sender, words.empty() ? Permission::view : Permission::operate, "a parameter");
    const auto found = find_osc_live(room_.rig, message.address());
    if (words.empty()) return tell_value(found, sender);
    if (words.size() > 1) throw VerbError("usage", found.name() + " takes one value", 400, exit_usage);
    move(found, words.front(), client, sender, now);
}

void OscDoor::tell_value(const OscLive& live, const OscSender& sender)
{
    const auto message = osc_live_message(live.page(), live.parameter, live.by_position);
    if (message) return answer(sender, *message);
    if (!live.unit->online()) throw VerbError("unreachable", live.unit->name() + " is offline: " + live.unit->note(), 503, exit_unreachable);
    const auto why = live.page().value(live.parameter) ? " has no position; ask at /recalld/unit/…" : " is " + live.page().spoken(live.parameter);
    throw VerbError("silent", live.name() + why, 404, exit_differs);
}

/// A hand moves it. Only what could not hurt, or goes on from where it just was: nobody jumps a fader up with one message.
void OscDoor::move(const OscLive& live, const OscWord& word, OscClient& client, const OscSender& sender, OscTime now)
{
    const auto& unit = *live.unit;
    if ((*unit.profile())[live.parameter].read_only) throw VerbError("read_only", live.name() + " can be read, not set", 400, exit_usage);
    if (!unit.online()) throw VerbError("unreachable", unit.name() + " is offline: " + unit.note(), 503, exit_unreachable);
    const auto value = osc_live_meant(live, word);
    if (const auto why = unit.objection(live.parameter, value); !why.empty()) throw VerbError("out_of_range", live.name() + ": " + why, 400, exit_usage);
    const auto& policy = room_.rig.config().policy;
    auto hazards = recall::hazards_of(live.page(), live.parameter, value, policy);
    const bool is_gentle = rise_by_hand(live.page(), live.parameter, value) <= policy.gain_jump;
    if (is_gentle || client.drags.goes_on(unit.name(), live.parameter, now)) hazards.reset(static_cast<std::size_t>(studio::Hazard::level));
    if (hazards.any()) {
        if (const auto truth = osc_live_message(live.page(), live.parameter, live.by_position)) answer(sender, *truth);
        const auto words = live.page().profile->law_of(live.parameter, live.page().selector(live.parameter)).spoken(value);
        throw VerbError("refused", live.name() + ": " + live.page().spoken(live.parameter) + " -> " + words + " is a hazard (" + recall::name_hazards(hazards) + "); nothing was written. Allow it: /recalld/set " + live.name() + " " +
                        words + " allow=" + recall::name_hazards(hazards), 409, exit_refused);
    }
    client.drags.moved(unit.name(), live.parameter, live.by_position, value, now);
    live.unit->move(live.parameter, value);
}

}  // namespace recalld::remote
