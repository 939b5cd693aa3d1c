#include "remote/osc/osc_subscribers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "remote/feed.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_bundler.hpp"
#include "remote/osc/osc_live.hpp"
#include "remote/osc/osc_request.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t values_at_a_time = 64;

/// The verb whose answer shows an area; none: it is told out of what stands here.
std::string_view verb_of(Area area)
{
    switch (area) {
        case Area::room: return "status";
        case Area::work: return "";
        case Area::sessions: return "sessions";
        case Area::reports: return "report";
        case Area::log: return "entries";
        case Area::triggers: return "triggers";
        case Area::checks: return "linecheck";
    }
    return "";
}

[[noreturn]] void refuse(const std::string& why) { throw VerbError("too_many", why, 429, exit_refused); }

}  // namespace

std::optional<OscForm> osc_form_named(std::string_view name)
{
    if (name == "both") return OscForm::both;
    if (name == "unit") return OscForm::unit;
    return name == "position" ? std::optional(OscForm::position) : std::nullopt;
}

/// Everybody who follows something, and the one timer for all of them.
struct OscSubscribers::Inner : std::enable_shared_from_this<Inner> {
    struct Follower {
        std::shared_ptr<OscClient> client;
        std::unique_ptr<Feed> feed;
        std::map<std::string, OscTime> leases;   ///< by area or scope: its end
        OscForm form = OscForm::both;
        bool has_news = false;
        void leave(const std::string& what);
        void end_leases(OscTime now);
    };
    struct Fetch {
        bool is_running = false;
        std::vector<OscPlace> wanted_by;
    };
    struct Words {
        std::array<std::optional<osc::Bytes>, 2> by;   ///< unit, position
        const studio::Value* value = nullptr;
    };
    using Encoded = std::map<std::pair<const studio::UnitState*, studio::ParameterId>, Words>;

    Inner(Room& room, Door door) : room_(room), door_(std::move(door)), timer_(room.io) {}

    Follower& follower(const std::shared_ptr<OscClient>& client);
    void subscribe(const std::shared_ptr<OscClient>& client, const std::string& what, std::size_t seconds, std::optional<OscForm> form, OscTime now);
    void unsubscribe(const OscPlace& place, const std::string& what);
    void end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still);
    void stop();
    void note_news(const OscPlace& place);
    void arm();
    void flush();
    void tell(Follower& follower, Encoded& encoded, OscTime now);
    void add(const Feed::Value& value, Follower& follower, Encoded& encoded, OscTime now, OscBundler& packets);
    const Words* words_for(const Feed::Value& value, Encoded& encoded) const;
    void note_areas(Follower& follower, const std::vector<Area>& areas);
    void tell_work(const OscPlace& place);
    task<> fetch(std::shared_ptr<Inner> self, Area area);
    task<std::vector<osc::Bytes>> words_of(Area area);

    Room& room_;
    Door door_;
    net::steady_timer timer_;
    bool is_armed_ = false;
    std::map<OscPlace, Follower> followers_;
    std::array<Fetch, area_names.size()> fetches_;
};

OscSubscribers::OscSubscribers(Room& room, Door door) : inner_(std::make_shared<Inner>(room, std::move(door))) {}

OscSubscribers::~OscSubscribers() { stop(); }

void OscSubscribers::subscribe(const std::shared_ptr<OscClient>& client, const std::string& what, std::size_t seconds, std::optional<OscForm> form, OscTime now)
{
    inner_->subscribe(client, what, seconds, form, now);
}

void OscSubscribers::unsubscribe(const OscPlace& place, const std::string& what) { inner_->unsubscribe(place, what); }

void OscSubscribers::forget(const OscPlace& place) { inner_->followers_.erase(place); }

void OscSubscribers::end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still) { inner_->end_leases(now, may_still); }

void OscSubscribers::stop() { inner_->stop(); }

std::size_t OscSubscribers::size() const { return inner_->followers_.size(); }

OscSubscribers::Inner::Follower& OscSubscribers::Inner::follower(const std::shared_ptr<OscClient>& client)
{
    const auto known = followers_.find(client->place);
    if (known != followers_.end()) return known->second;
    if (followers_.size() >= most_clients)
        refuse("subscribe: " + std::to_string(most_clients) + " clients follow something already; their leases end by themselves, or with /recalld/unsubscribe");
    auto& made = followers_[client->place];
    made.client = client;
    made.feed = std::make_unique<Feed>(room_, [this, place = client->place] { note_news(place); });
    return made;
}

void OscSubscribers::Inner::subscribe(const std::shared_ptr<OscClient>& client, const std::string& what, std::size_t seconds, std::optional<OscForm> form, OscTime now)
{
    const auto area = area_named(what);
    if (!area) (void)room_.rig.scope(what);   // throws before anything is remembered
    auto& one = follower(client);
    one.client = client;
    if (form) one.form = *form;
    const bool is_new = !one.leases.contains(what);
    if (is_new && one.leases.size() >= most_of_one) refuse("subscribe: one client follows at most " + std::to_string(most_of_one) + " areas; a scope may name several, as desk ch/1-8,desk bus/1-4");
    one.leases[what] = now + std::chrono::seconds(seconds);
    if (!is_new) return;
    if (area) one.feed->follow(*area);
    else one.feed->follow(what);
}

void OscSubscribers::Inner::Follower::leave(const std::string& what)
{
    if (leases.erase(what) == 0) return;
    if (const auto area = area_named(what)) feed->leave(*area);
    else feed->leave(what);
}

void OscSubscribers::Inner::Follower::end_leases(OscTime now)
{
    std::vector<std::string> over;
    for (const auto& [what, end] : leases)
        if (end <= now) over.push_back(what);
    for (const auto& what : over) leave(what);
}

void OscSubscribers::Inner::unsubscribe(const OscPlace& place, const std::string& what)
{
    const auto known = followers_.find(place);
    if (known == followers_.end()) return;
    if (what.empty()) {
        followers_.erase(known);
        return;
    }
    known->second.leave(what);
    if (known->second.leases.empty()) followers_.erase(known);
}

void OscSubscribers::Inner::end_leases(OscTime now, const std::function<bool(const OscPlace&)>& may_still)
{
    for (auto place = followers_.begin(); place != followers_.end();) {
        place->second.end_leases(now);
        const bool stays = !place->second.leases.empty() && may_still(place->first);
        place = stays ? std::next(place) : followers_.erase(place);
    }
}

void OscSubscribers::Inner::stop()
{
    followers_.clear();
    timer_.cancel();
    door_ = {};
}

void OscSubscribers::Inner::note_news(const OscPlace& place)
{
    const auto known = followers_.find(place);
    if (known != followers_.end()) known->second.has_news = true;
    arm();
}

void OscSubscribers::Inner::arm()
{
    if (std::exchange(is_armed_, true)) return;
    timer_.expires_after(every);
    timer_.async_wait([self = weak_from_this()](boost::system::error_code error) {
        const auto subscribers = self.lock();
        if (!error && subscribers) subscribers->flush();
    });
}

void OscSubscribers::Inner::flush()
{
    is_armed_ = false;
    if (!door_.send) return;
    Encoded encoded;
    const auto now = std::chrono::steady_clock::now();
    for (auto& [place, follower] : followers_) {
        if (!follower.has_news) continue;
        if (door_.takes_more(place)) tell(follower, encoded, now);
        if (follower.has_news) arm();
    }
}

void OscSubscribers::Inner::tell(Follower& follower, Encoded& encoded, OscTime now)
{
    OscBundler packets(osc_datagram);
    std::vector<Area> areas;
    for (follower.has_news = true; follower.has_news && packets.bytes() < most_at_once;) {
        const auto taken = follower.feed->take(values_at_a_time);
        follower.has_news = taken.more;
        areas.insert(areas.end(), taken.areas.begin(), taken.areas.end());
        for (const auto& value : taken.values) add(value, follower, encoded, now, packets);
    }
    for (const auto& packet : packets.take()) door_.send(follower.client->place, packet);
    note_areas(follower, areas);
}

void OscSubscribers::Inner::add(const Feed::Value& value, Follower& follower, Encoded& encoded, OscTime now, OscBundler& packets)
{
    const auto* words = words_for(value, encoded);
    for (const bool by_position : {false, true}) {
        const bool is_wanted = follower.form == OscForm::both || (follower.form == OscForm::position) == by_position;
        if (!words || !is_wanted || !words->by[by_position]) continue;
        const bool is_echo = follower.client->drags.is_echo(value.unit, value.parameter, by_position, *words->value, now);
        if (!is_echo) packets.add(*words->by[by_position]);
    }
}

const OscSubscribers::Inner::Words* OscSubscribers::Inner::words_for(const Feed::Value& value, Encoded& encoded) const
{
    const auto* page = room_.studio.page(value.unit);
    if (!page || value.parameter >= page->values.size()) return nullptr;   // the rig was read again meanwhile
    const auto [place, is_new] = encoded.try_emplace({page, value.parameter});
    auto& words = place->second;
    if (is_new) {
        words.value = page->value(value.parameter);
        for (const bool by_position : {false, true}) words.by[by_position] = osc_live_message(*page, value.parameter, by_position);
    }
    return &words;
}

void OscSubscribers::Inner::note_areas(Follower& follower, const std::vector<Area>& areas)
{
    for (const Area area : areas) {
        if (!follower.leases.contains(std::string(name_of(area)))) continue;
        if (area == Area::work) {
            tell_work(follower.client->place);
            continue;
        }
        auto& fetched = fetches_[static_cast<std::size_t>(area)];
        fetched.wanted_by.push_back(follower.client->place);
        if (!std::exchange(fetched.is_running, true)) rig::spawn(room_.io, "OSC " + std::string(name_of(area)), fetch(shared_from_this(), area));
    }
}

void OscSubscribers::Inner::tell_work(const OscPlace& place)
{
    const auto& work = room_.news.work();
    const auto address = work.verb.empty() ? std::string() : "/recalld/" + work.verb;
    door_.send(place, osc_progress(address, {{"phase", work.phase}, {"unit", work.unit}, {"done", work.done}, {"total", work.total}}));
}

/// Once for everybody who wants it; who comes while it is fetched gets it fetched again.
task<> OscSubscribers::Inner::fetch(std::shared_ptr<Inner> self, Area area)
{
    auto& fetched = fetches_[static_cast<std::size_t>(area)];
    while (!fetched.wanted_by.empty()) {
        const auto places = std::exchange(fetched.wanted_by, {});
        const auto messages = co_await self->words_of(area);
        OscBundler packets(osc_datagram);
        for (const auto& message : messages) packets.add(message);
        const auto ready = packets.take();
        for (const auto& place : places)
            for (const auto& packet : ready)
                if (door_.send && followers_.contains(place)) door_.send(place, packet);
    }
    fetched.is_running = false;
}

task<std::vector<osc::Bytes>> OscSubscribers::Inner::words_of(Area area)
{
    const std::string verb(verb_of(area));
    const OscPage page;
    Json arguments = Json::object();
    if (is_cut_by_verb(verb)) arguments["count"] = most_items(page);
    Call call{room_, std::move(arguments), [](const Json&) {}, std::make_shared<bool>(false), Caller{Permission::view, "OSC subscribers"}};
    std::vector<osc::Bytes> messages;
    ++room_.performing;
    try {
        const Json result = co_await perform(verb, std::move(call));
        messages = osc_answer(verb, result, page);
    } catch (const VerbError&) {
        messages.clear();   // there is nothing yet: no report, no triggers in this rig
    }
    --room_.performing;
    co_return messages;
}

}  // namespace recalld::remote
