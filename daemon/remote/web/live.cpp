#include "remote/web/live.hpp"

#include <algorithm>
#include <cmath>

#include "recall/hazards.hpp"
#include "remote/feed.hpp"
#include "remote/hand_rise.hpp"
#include "rig/fader_scale.hpp"
#include "rig/signal.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace web {

namespace {

using studio::Hazard;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto between_flushes = 40ms, look_again = 10ms;
constexpr std::size_t values_in_a_message = 500, most_messages_a_second = 200;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

LiveMessage areas_in(const Json& names)
{
    FollowAreas follow;
    if (!names.is_array()) return NotUnderstood{"follow takes a list of areas"};
    for (const auto& name : names) {
        const auto area = name.is_string() ? area_named(name.get_ref<const std::string&>()) : std::nullopt;
        if (!area) return NotUnderstood{"there is no area " + text_of(name).substr(0, 40)};
        follow.areas.push_back(*area);
    }
    return follow;
}

LiveMessage move_in(const Json& move)
{
    const bool is_one = move.is_array() && move.size() == 3 && move[0].is_string() && move[1].is_string() && move[2].is_number();
    if (!is_one) return NotUnderstood{"move takes [unit, parameter, position]"};
    return MoveFader{move[0].get<std::string>(), move[1].get<std::string>(), std::clamp(move[2].get<double>(), 0.0, 1.0)};
}

bool is_about_loudness(recall::Hazards hazards)
{
    hazards.reset(static_cast<std::size_t>(Hazard::gain));
    hazards.reset(static_cast<std::size_t>(Hazard::level));
    return hazards.none();
}

}  // namespace

LiveMessage read_live(std::string_view text)
{
    if (text.size() > longest_live_message) return NotUnderstood{"a message is longer than 64 KiB"};
    const Json message = Json::parse(text, nullptr, false);
    if (!message.is_object() || message.size() != 1) return NotUnderstood{"a message is an object with one of follow, follow_scope, move and ping"};
    const auto said = message.begin();
    const std::string& name = said.key();
    const Json& what = said.value();
    if (name == "follow") return areas_in(what);
    if (name == "move") return move_in(what);
    if (name == "ping" && what.is_number()) return Ping{what};
    if (name == "follow_scope" && what.is_string() && what.get_ref<const std::string&>().size() <= 1000) return FollowScope{what.get<std::string>()};
    return NotUnderstood{"not understood: " + name.substr(0, 40)};
}

std::string ScreenHand::objection(const studio::UnitState& page, studio::ParameterId id, const studio::Value& value, const rig::RecallPolicy& policy, Time now)
{
    std::erase_if(moved_, [&](const auto& moved) { return moved.second + rest < now; });
    const auto& parameter = (*page.profile)[id];
    const auto place = page.unit + " " + parameter.name;
    if (const auto hazards = recall::hazards_of(page, id, value, policy); !is_about_loudness(hazards))
        return page.strip_words(parameter.strip) + ": " + recall::name_hazards(hazards) + " needs consent of its own; it was not moved";
    const bool is_first = !moved_.contains(place);
    if (is_first && rise_by_hand(page, id, value) > policy.gain_jump)
        return page.strip_words(parameter.strip) + " would jump from " + page.spoken(id) + " to " + page.profile->law_of(id).spoken(value) + ". It was not moved: take the fader where it stands";
    moved_[place] = now;
    return {};
}

Json live_value(const studio::UnitState& page, studio::ParameterId id)
{
    const auto& parameter = (*page.profile)[id];
    const auto& law = page.profile->law_of(id, page.selector(id));
    const auto* value = page.value(id);
    const bool is_text = law.kind == studio::LawKind::text && value;
    const auto way = value ? rig::way_of(law, *value) : std::nullopt;
    return {page.unit, parameter.name, is_text ? studio::plain(*value) : page.spoken(id), way ? Json(*way) : Json(nullptr)};
}

namespace {

/// One open page. Reading and telling are coroutines of their own, which share it.
class Live {
public:
    Live(Room& room, Caller caller, std::shared_ptr<WebSocket> socket)
        : room_(room), caller_(std::move(caller)), socket_(std::move(socket)), news_(room.io), pause_(room.io), feed_(room, [this] { wake(); })
    {
    }

    /// False: this page is to be left.
    bool hear(const WebSocket::Message& message);
    void end()
    {
        is_over_ = true;
        news_.wake_all();
        pause_.wake_all();
    }
    static task<> tell(std::shared_ptr<Live> self);

private:
    bool on(const FollowAreas& follow);
    bool on(const FollowScope& follow);
    bool on(const MoveFader& move);
    bool on(const Ping& ping) { return say({{"pong", ping.number}}); }
    bool on(const NotUnderstood& message) { return refuse(message.why), false; }

    bool is_flood();
    std::string move(const MoveFader& move);
    bool refuse(const std::string& why) { return say({{"refused", {{"why", why}}}}); }
    bool say(const Json& message) { return socket_->send(text_of(message), true); }
    Json work() const;
    void flush();
    void wake()
    {
        has_news_ = true;
        news_.wake_all();
    }

    Room& room_;
    Caller caller_;
    std::shared_ptr<WebSocket> socket_;
    rig::Signal news_, pause_;
    bool has_news_ = false, is_over_ = false;
    std::string scope_;
    ScreenHand hand_;
    steady_clock::time_point second_{};
    std::size_t messages_ = 0;   ///< in this second
    Feed feed_;                  // last: it may call wake() at once
};

bool Live::is_flood()
{
    const auto now = steady_clock::now();
    if (now - second_ >= 1s) second_ = now, messages_ = 0;
    return ++messages_ > most_messages_a_second;
}

bool Live::hear(const WebSocket::Message& message)
{
    if (is_flood()) return refuse("more than 200 messages a second"), false;
    return std::visit([this](const auto& one) { return on(one); }, message.is_text ? read_live(message.bytes) : NotUnderstood{"a message is text"});
}

bool Live::on(const FollowAreas& follow)
{
    for (const auto area : follow.areas) feed_.follow(area);
    return true;
}

bool Live::on(const FollowScope& follow)
{
    if (!scope_.empty()) feed_.leave(scope_);
    scope_.clear();
    try {
        if (!follow.scope.empty()) feed_.follow(follow.scope);
        scope_ = follow.scope;
    } catch (const studio::ScopeError& error) {
        return refuse(error.what());
    }
    return true;
}

/// Why it was not moved; empty when it was.
std::string Live::move(const MoveFader& move)
{
    if (caller_.role < Permission::operate) return "Moving a fader needs the role operate; this device may look.";
    const auto unit = room_.rig.find(move.unit);
    const auto id = unit ? unit->profile()->find(move.parameter) : std::nullopt;
    if (!id || (*unit->profile())[*id].read_only) return "There is no " + move.unit + " " + move.parameter + " to move.";
    if (!unit->online()) return move.unit + " is offline: " + unit->note();
    const auto step = rig::value_on_way(unit->profile()->law_of(*id, unit->page().selector(*id)), move.position);
    if (!step) return move.parameter + " has no way from low to high.";
    const studio::Value value = *step;
    if (auto why = unit->objection(*id, value); !why.empty()) return why;
    auto why = hand_.objection(unit->page(), *id, value, room_.rig.config().policy, steady_clock::now());
    if (why.empty()) unit->move(*id, value);
    return why;
}

bool Live::on(const MoveFader& move)
{
    const auto why = this->move(move);
    if (why.empty()) return true;
    Json refused = {{"why", why}};
    const auto unit = room_.rig.find(move.unit);
    if (const auto id = unit ? unit->profile()->find(move.parameter) : std::nullopt) {
        const Json value = live_value(unit->page(), *id);
        refused.update({{"unit", move.unit}, {"parameter", value[1]}, {"value", value[2]}, {"position", value[3]}});
    }
    return say({{"refused", refused}});
}

Json Live::work() const
{
    const auto& work = room_.news.work();
    return {{"verb", work.verb}, {"caller", work.caller}, {"phase", work.phase}, {"unit", work.unit}, {"done", work.done}, {"total", work.total}};
}

void Live::flush()
{
    const auto taken = feed_.take(values_in_a_message);
    has_news_ = taken.more;
    for (const auto area : taken.areas) say(area == Area::work ? Json{{"work", work()}} : Json{{"changed", name_of(area)}});
    Json values = Json::array();
    for (const auto& value : taken.values)
        if (const auto* page = room_.studio.page(value.unit); page && value.parameter < page->values.size()) values.push_back(live_value(*page, value.parameter));
    if (!values.empty()) say({{"values", std::move(values)}});
}

task<> Live::tell(std::shared_ptr<Live> self)
{
    while (!self->is_over_) {
        if (!self->has_news_) {
            co_await self->news_.wait();
            continue;
        }
        const bool is_busy = self->socket_->waiting() > 0;   // who reads slowly gets the latest, not all
        if (!is_busy) self->flush();
        co_await self->pause_.wait_until(steady_clock::now() + (is_busy ? look_again : between_flushes));
    }
}

task<> converse(Room& room, Caller caller, std::shared_ptr<WebSocket> socket)
{
    if (caller.role < Permission::view) {
        socket->close();
        co_return;
    }
    const auto live = std::make_shared<Live>(room, std::move(caller), socket);
    rig::spawn(room.io, "a page", Live::tell(live));
    for (bool goes_on = true; goes_on;) {
        const auto message = co_await socket->read();
        goes_on = message && live->hear(*message);
    }
    live->end();
    socket->close();
}

}  // namespace

}  // namespace web

Conversation live_conversation(Room& room, Caller caller)
{
    return [&room, caller = std::move(caller)](std::shared_ptr<WebSocket> socket) { return web::converse(room, caller, std::move(socket)); };
}

}  // namespace recalld::remote
