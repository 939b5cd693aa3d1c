#include "remote/tone_out.hpp"

#include <algorithm>
#include <cmath>

#include "check/tones.hpp"
#include "log.hpp"
#include "recall/hazards.hpp"
#include "remote/tone_switch.hpp"
#include "rig/signal.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

using check::Peaks;
using check::ToneWay;
using studio::ParameterId;
using studio::Value;
using namespace std::chrono_literals;

namespace {

constexpr double loudest_unasked = -20;   // dBFS
constexpr std::chrono::milliseconds slice = 50ms, quiet_for = 300ms, settle_for = 200ms, meters_within = 2s, patience_for_connection = 3s;
constexpr std::size_t longest_tone = 60, usual_tone = 2;   // seconds

[[noreturn]] void usage(const std::string& why) { throw VerbError("usage", "tone_out: " + why, 400, exit_usage); }

double tenths(double decibels) { return std::round(decibels * 10) / 10; }

/// A number in dB, to the nearest step of the desk.
Value level_meant(const Call& call, const studio::Profile& profile)
{
    const auto words = call.text("level_db", "-20");
    const auto value = profile.law_of(profile.oscillator.level).parse(words);
    if (!value) usage("\"" + words.substr(0, 40) + "\" is no level of the oscillator; it takes " + profile.law_of(profile.oscillator.level).range());
    return *value;
}

/// The tones of one asking, from the first quiet to the last.
class Tones {
public:
    Tones(Call& call, std::shared_ptr<rig::Unit> unit)
        : call_(call), room_(call.room), unit_(std::move(unit)), profile_(*unit_->profile()), oscillator_(profile_.oscillator), never_(call.room.io),
          ways_(check::tone_ways(profile_, call.text("outputs"), call.text("returns"))), level_(level_meant(call, profile_)),
          seconds_(call.number("seconds", usual_tone))
    {
        if (seconds_ == 0 || seconds_ > longest_tone) usage("seconds are 1 … " + std::to_string(longest_tone));
    }

    task<Json> play();

private:
    recall::Plan plan() const;
    void want_consent() const;
    task<> put_down();
    task<> put_down_end(std::vector<std::string> wrong);
    task<> play_all(rig::CancelToken cancel);
    task<> play_one(std::size_t index, rig::CancelToken cancel);
    task<> listen(std::chrono::milliseconds time, std::size_t index, rig::CancelToken cancel);
    task<> want(ParameterId id, Value value);
    Json heard_json(const ToneWay& way, const check::ToneHeard& heard) const;
    Json result_json(const std::vector<std::string>& wrong) const;
    double sent() const { return profile_.law_of(oscillator_.level).engineering(std::get<std::int32_t>(level_)); }
    std::string words_of(std::uint32_t strip) const { return unit_->page().strip_words(strip); }
    std::string outputs_words() const;

    Call& call_;
    Room& room_;
    std::shared_ptr<rig::Unit> unit_;
    const studio::Profile& profile_;
    const studio::Oscillator& oscillator_;
    rig::Signal never_;
    std::vector<ToneWay> ways_;
    Value level_;
    std::size_t seconds_;
    ToneBefore before_;
    Peaks peaks_;
    Json results_ = Json::array();
    store::EntryId entry_ = 0;
};

std::string Tones::outputs_words() const
{
    std::string words;
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < ways_.size() && i < most; ++i) words += (i > 0 ? ", " : "") + words_of(ways_[i].output);
    return words + (ways_.size() > most ? " and " + std::to_string(ways_.size() - most) + " more" : "");
}

/// What will be written, as a recall would plan it: so that it is shown, refused and confirmed like one.
recall::Plan Tones::plan() const
{
    recall::Plan plan;
    recall::UnitPlan unit;
    unit.from = unit.to = unit_->page();
    const auto add = [&](ParameterId id, Value value) {
        unit.to.set(id, value, studio::Standing::confirmed);
        unit.writes.push_back({id, value, profile_[id].stage, recall::hazards_of(unit.from, id, value, room_.rig.config().policy)});
    };
    add(oscillator_.level, level_);
    add(oscillator_.destination, *check::destination_of(profile_, ways_.front().output));
    add(oscillator_.on, Value{1});
    const auto level = static_cast<std::size_t>(studio::Hazard::level);
    if (sent() > loudest_unasked + 0.5) {
        unit.other_hazards.set(level);
        unit.hazard_words.push_back("the tone is louder than " + std::to_string(static_cast<int>(loudest_unasked)) + " dBFS");
    }
    for (const auto& way : ways_) {
        const auto* controls = profile_.controls_of(way.output);
        if (!controls || controls->fader == studio::no_parameter || profile_[controls->fader].hazard != studio::Hazard::level) continue;
        unit.other_hazards.set(level);
        unit.hazard_words.push_back("the tone goes to " + words_of(way.output) + ", where loudspeakers may hang");
    }
    plan.notes.push_back("the oscillator of " + unit_->name() + " to " + outputs_words() + ", " + std::to_string(seconds_) + " s each; afterwards it is off, and what was set is put back");
    plan.units.push_back(std::move(unit));
    return plan;
}

void Tones::want_consent() const
{
    const auto allowed = recall::parse_hazards(call_.text("allow"));
    auto needed = plan();
    const auto refused = needed.refused(allowed);
    if (refused.none()) return;
    const auto words = "nothing was written: a tone needs consent: " + recall::name_hazards(refused) + "; " + needed.notes.front();
    throw recall::Refused(words, std::move(needed), allowed);
}

task<> Tones::put_down()
{
    const Json data = {{"state", "on"}, {"unit", unit_->name()}, {"before", before_json(before_)}, {"level_db", sent()}};
    store::NewEntry entry{call_.caller.name, "tone_out", "", "tone-out begins: the oscillator of " + unit_->name() + " to " + outputs_words()};
    entry.subject = unit_->name();
    entry.data = data.dump();
    entry_ = co_await room_.store.run([&](store::Store& store) { return store.add_entry(entry); });
}

Json Tones::result_json(const std::vector<std::string>& wrong) const
{
    std::size_t arrived = 0;
    for (const auto& result : results_) arrived += result["arrived"] == true ? 1u : 0u;
    Json json = {{"state", "off"}, {"unit", unit_->name()}, {"level_db", sent()}, {"seconds", seconds_}, {"outputs", results_}, {"asked", ways_.size()}, {"arrived", arrived}, {"off", wrong.empty()}, {"wrong", wrong}};
    if (oscillator_.frequency != studio::no_parameter) json["frequency"] = unit_->page().spoken(oscillator_.frequency);
    return json;
}

task<> Tones::put_down_end(std::vector<std::string> wrong)
{
    const Json result = result_json(wrong);
    std::string text = "tone-out of " + unit_->name() + ": " + std::to_string(result["arrived"].get<std::size_t>()) + " of " + std::to_string(ways_.size()) + " outputs came back";
    text += wrong.empty() ? "; the oscillator is off" : "; " + wrong.front();
    store::NewEntry entry{call_.caller.name, "tone_out", "", std::move(text)};
    entry.subject = unit_->name();
    entry.data = result.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (wrong.empty()) entry.about = entry_;   // what is not surely off stays open
    co_await room_.store.run([&](store::Store& store) { return store.add_entry(entry); });
    room_.news.tell(Area::log);
    room_.news.tell(Area::checks);
}

task<> Tones::want(ParameterId id, Value value)
{
    const bool stands = co_await insist(unit_, id, std::move(value));
    if (!stands) throw VerbError("unreachable", unit_->name() + " " + profile_[id].name + " does not take what it is told; the tone was ended", 503, exit_unreachable);
}

/// Levels go into `peaks_` meanwhile. Throws when somebody wants it to end.
task<> Tones::listen(std::chrono::milliseconds time, std::size_t index, rig::CancelToken cancel)
{
    const auto until = rig::Clock::now() + time;
    while (rig::Clock::now() < until) {
        call_.emit({{"progress", {{"phase", "tone to " + words_of(ways_[index].output)}, {"unit", unit_->name()}, {"done", index}, {"total", ways_.size()}}}});
        co_await never_.wait_until(std::min(until, rig::Clock::now() + slice));
        if (cancel->asked || *call_.gone || room_.ending) throw recall::Cancelled("the tone-out was cancelled; the oscillator is off");
        if (!unit_->online()) throw VerbError("unreachable", unit_->name() + " went away in the middle of a tone; it is switched off as soon as it answers", 503, exit_unreachable);
    }
}

Json Tones::heard_json(const ToneWay& way, const check::ToneHeard& heard) const
{
    Json json = {{"output", profile_.strips[way.output].path}, {"words", words_of(way.output)}, {"arrived", heard.arrived}, {"verdict", heard.arrived ? "arrived" : heard.is_elsewhere ? "elsewhere" : "nothing"}};
    if (way.back) json["return"] = profile_.strips[*way.back].path, json["return_words"] = words_of(*way.back);
    if (heard.at) json.update({{"at", profile_.strips[*heard.at].path}, {"at_words", words_of(*heard.at)}, {"level_dbfs", tenths(*heard.level)}, {"delta_db", tenths(*heard.delta)}});
    const auto* controls = profile_.controls_of(way.output);
    if (controls && controls->fader != studio::no_parameter) json["fader"] = unit_->page().spoken(controls->fader);
    const auto* mute = controls && controls->mute.exists() ? unit_->page().value(controls->mute.parameter) : nullptr;
    if (mute) json["muted"] = *mute == Value{controls->mute.on};
    return json;
}

task<> Tones::play_one(std::size_t index, rig::CancelToken cancel)
{
    const auto& way = ways_[index];
    peaks_.clear();
    co_await listen(quiet_for, index, cancel);
    for (const auto until = rig::Clock::now() + meters_within; peaks_.empty() && rig::Clock::now() < until;) co_await listen(slice, index, cancel);
    if (peaks_.empty()) throw VerbError("no_levels", unit_->name() + " tells no levels; a tone could not be heard", 503, exit_unreachable);
    const Peaks quiet = peaks_;
    co_await want(oscillator_.destination, Value{*check::destination_of(profile_, way.output)});
    co_await want(oscillator_.on, Value{1});
    co_await listen(settle_for, index, cancel);
    peaks_.clear();
    co_await listen(std::chrono::seconds(seconds_), index, cancel);
    results_.push_back(heard_json(way, check::hear_tone(profile_, way, quiet, peaks_, sent())));
    co_await want(oscillator_.on, Value{0});
    co_await listen(settle_for, index, cancel);
}

task<> Tones::play_all(rig::CancelToken cancel)
{
    const auto listening = unit_->listen_to_levels([this](const std::vector<driver::Level>& levels) {
        for (const auto& level : levels) {
            const double loudest = std::max<double>(level.dbfs[0], level.dbfs[1]);
            const auto [peak, is_new] = peaks_.emplace(level.strip, loudest);
            peak->second = std::max(peak->second, loudest);
        }
    });
    co_await want(oscillator_.on, Value{0});
    co_await want(oscillator_.level, level_);
    for (std::size_t i = 0; i < ways_.size(); ++i) co_await play_one(i, cancel);
}

/// However it ends, it ends with the oscillator off: nothing stands between what may throw and the switch.
task<Json> Tones::play()
{
    const auto story = co_await room_.recaller.alone("tone_out");
    before_ = co_await tone_before(unit_);
    if (before_.empty()) throw VerbError("unreachable", unit_->name() + " does not say how its oscillator stands; nothing was written", 503, exit_unreachable);
    want_consent();
    co_await put_down();
    std::exception_ptr escaped;
    try {
        co_await play_all(story.cancel());
    } catch (...) {
        escaped = std::current_exception();
    }
    const auto wrong = co_await switch_tone_off(unit_, before_);
    co_await put_down_end(wrong);
    if (!wrong.empty()) {
        room_.notes.push_back(wrong.front());
        rig::spawn(room_.io, "a tone that was left on", finish_tones(room_));
    }
    if (escaped) std::rethrow_exception(escaped);
    Json json = result_json(wrong);
    if (!wrong.empty() || json["arrived"] != ways_.size()) json["exit"] = exit_differs;
    co_return json;
}

}  // namespace

task<Json> play_tones(Call call)
{
    const auto unit = call.unit();
    if (!unit->profile()->oscillator.exists()) throw VerbError("no_oscillator", unit->name() + ": its profile " + unit->profile()->profile_id + " knows of no oscillator", 400, exit_usage);
    const bool online = co_await unit->wait_online(patience_for_connection);
    if (!online) throw VerbError("unreachable", unit->name() + " is offline: " + unit->note(), 503, exit_unreachable);
    Tones tones(call, unit);
    co_return co_await tones.play();
}

namespace {

/// A tone that nobody has put an end to in the log.
struct LeftOn {
    store::EntryId entry = 0;
    std::string unit;
    Json before;
};

Json data_of(const store::Entry& entry)
{
    Json data = Json::parse(entry.said.data.empty() ? "{}" : entry.said.data, nullptr, false);
    return data.is_object() ? data : Json::object();
}

task<std::vector<LeftOn>> tones_left_on(store::StoreThread& store)
{
    store::EntryFilter filter;
    filter.kinds = {"tone_out"};
    const auto lines = co_await store.run([&](store::Store& history) { return history.entries(filter); });
    std::vector<store::EntryId> ended;
    for (const auto& line : lines)
        if (line.said.about) ended.push_back(*line.said.about);
    std::vector<LeftOn> left;
    for (const auto& line : lines) {
        const auto data = data_of(line);
        if (data.value("state", "") != "on" || std::ranges::find(ended, line.id) != ended.end()) continue;
        left.push_back({line.id, line.said.subject, data.value("before", Json::object())});
    }
    co_return left;
}

task<> tell_finished(Room& room, const LeftOn& left, std::string how)
{
    const Json data = {{"state", "off"}, {"unit", left.unit}, {"recovered", true}};
    store::NewEntry entry{"recalld", "tone_out", "", left.unit + ": a tone-out was interrupted; " + how};
    entry.subject = left.unit;
    entry.about = left.entry;
    entry.data = data.dump();
    co_await room.store.run([&](store::Store& store) { return store.add_entry(entry); });
    room.notes.push_back(entry.text);
    log::remote().warn("{}", entry.text);
    room.news.tell(Area::log);
    room.news.tell(Area::room);
}

/// What cannot be finished yet is tried again.
task<> finish_one(Room& room, const LeftOn& left)
{
    const auto unit = room.rig.find(left.unit);
    if (!unit || !unit->online()) co_return;
    if (!unit->profile()->oscillator.exists()) {
        co_await tell_finished(room, left, "its profile knows of no oscillator any more; look at the desk");
        co_return;
    }
    const auto& oscillator = unit->profile()->oscillator;
    co_await unit->refresh(oscillator.on);
    if (unit->is_stopped()) co_return;
    const bool was_on = unit->page().has(oscillator.on) && unit->page().values[oscillator.on] == Value{1};
    const auto wrong = co_await switch_tone_off(unit, before_from(left.before, *unit->profile()));
    if (wrong.empty()) co_await tell_finished(room, left, std::string("its oscillator was found ") + (was_on ? "on and is off now" : "off") + ", and stands where it stood before, verified by reading");
}

}  // namespace

task<> finish_tones(Room& room)
{
    constexpr auto between = 500ms;
    rig::Signal never(room.io);
    for (auto left = co_await tones_left_on(room.store); !left.empty() && !room.ending;) {
        const bool anybody = std::ranges::any_of(left, [&](const LeftOn& one) { const auto unit = room.rig.find(one.unit); return unit && unit->online(); });
        if (anybody) {
            const auto story = co_await room.recaller.alone("tone_out");
            left = co_await tones_left_on(room.store);   // one that sounded just now has ended meanwhile
            for (const auto& one : left) co_await finish_one(room, one);
            left = co_await tones_left_on(room.store);
        }
        co_await never.wait_until(std::chrono::steady_clock::now() + between);
    }
}

}  // namespace recalld::remote
