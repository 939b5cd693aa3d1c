#include "remote/tone_out.hpp"

#include <algorithm>
#include <cmath>

#include "check/tones.hpp"
#include "log.hpp"
#include "recall/hazards.hpp"
#include "remote/log_lines.hpp"
#include "remote/tone_left.hpp"
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
    task<> put_down_end(ToneEnd end);
    task<> conclude(ToneEnd end);
    task<> play_all(rig::CancelToken cancel);
    task<> play_one(std::size_t index, rig::CancelToken cancel);
    task<> listen(std::chrono::milliseconds time, std::size_t index, rig::CancelToken cancel);
    task<> want(ParameterId id, Value value);
    Json heard_json(const ToneWay& way, const check::ToneHeard& heard) const;
    Json result_json(const ToneEnd& end) const;
    [[noreturn]] void tell_cut_short(const ToneEnd& end, std::exception_ptr escaped) const;
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
    const auto is_loud = [&](std::string words) { unit.hazards_besides.push_back({studio::Hazard::level, std::move(words)}); };
    if (sent() > loudest_unasked + 0.5) is_loud("the tone is louder than " + std::to_string(static_cast<int>(loudest_unasked)) + " dBFS");
    for (const auto& way : ways_) {
        const auto* controls = profile_.controls_of(way.output);
        if (!controls || controls->fader == studio::no_parameter || profile_[controls->fader].hazard != studio::Hazard::level) continue;
        is_loud("the tone goes to " + words_of(way.output) + ", where loudspeakers may hang");
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
    Json data = {{"state", "on"}, {"unit", unit_->name()}, {"before", before_json(before_)}, {"level_db", sent()}};
    store::NewEntry entry{call_.caller.name, "tone_out", "", "tone-out begins: the oscillator of " + unit_->name() + " to " + outputs_words()};
    entry.subject = unit_->name();
    entry_ = co_await remote::put_down(room_, std::move(entry), std::move(data));
}

Json Tones::result_json(const ToneEnd& end) const
{
    const auto count = [this](const char* verdict) { return std::ranges::count_if(results_, [&](const Json& result) { return result["verdict"] == verdict; }); };
    Json json = {{"state", "off"}, {"unit", unit_->name()}, {"level_db", sent()}, {"seconds", seconds_}, {"outputs", results_}, {"asked", ways_.size()}, {"arrived", count("arrived")}, {"heard", count("heard")}, {"off", end.is_off}, {"wrong", end.wrong}};
    if (oscillator_.frequency != studio::no_parameter) json["frequency"] = unit_->page().spoken(oscillator_.frequency);
    return json;
}

task<> Tones::put_down_end(ToneEnd end)
{
    Json result = result_json(end);
    std::string text = "tone-out of " + unit_->name() + ": " + result["arrived"].dump() + " of " + std::to_string(ways_.size()) + " outputs came back";
    if (result["heard"] > 0) text += ", " + result["heard"].dump() + " heard without a return named";
    if (end.is_off) text += "; the oscillator is off";
    if (!end.wrong.empty()) text += "; " + end.wrong.front();
    store::NewEntry entry{call_.caller.name, "tone_out", "", std::move(text)};
    entry.subject = unit_->name();
    if (end.wrong.empty()) entry.about = entry_;   // what is not surely off and back stays open
    co_await remote::put_down(room_, std::move(entry), std::move(result));
    room_.news.tell(Area::checks);
}

/// What people must know and what still has to be done comes before the log, which a full disk may refuse.
task<> Tones::conclude(ToneEnd end)
{
    if (!end.is_off) note_tone_left(room_, unit_->name());
    for (const auto& words : end.wrong) log::remote().error("{} (fault: device or network)", words);
    if (!end.wrong.empty()) rig::spawn(room_.io, "a tone that was left on", finish_tones(room_));
    co_await put_down_end(std::move(end));
}

/// Says that it is off only when it is.
void Tones::tell_cut_short(const ToneEnd& end, std::exception_ptr escaped) const
{
    std::string why;
    try {
        std::rethrow_exception(escaped);
    } catch (const recall::Cancelled& cancelled) {
        why = cancelled.what();
        if (end.wrong.empty()) throw recall::Cancelled(why + "; the oscillator is off");
    } catch (const VerbError& error) {
        why = error.what();
        if (end.wrong.empty()) throw VerbError(error.code, why + "; the tone was ended and the oscillator is off", error.status, error.exit, error.details);
    } catch (const std::exception& error) {
        why = error.what();
        if (end.wrong.empty()) throw;
    }
    throw VerbError(end.is_off ? "not_back" : "tone_left", end.wrong.front() + "; " + why, 503, exit_unreachable);
}

task<> Tones::want(ParameterId id, Value value)
{
    const bool stands = co_await insist(unit_, id, std::move(value));
    if (!stands) throw VerbError("unreachable", unit_->name() + " " + profile_[id].name + " does not take what it is told", 503, exit_unreachable);
}

/// Levels go into `peaks_` meanwhile. Throws when somebody wants it to end.
task<> Tones::listen(std::chrono::milliseconds time, std::size_t index, rig::CancelToken cancel)
{
    const auto until = rig::Clock::now() + time;
    while (rig::Clock::now() < until) {
        call_.emit({{"progress", {{"phase", "tone to " + words_of(ways_[index].output)}, {"unit", unit_->name()}, {"done", index}, {"total", ways_.size()}}}});
        co_await never_.wait_until(std::min(until, rig::Clock::now() + slice));
        if (cancel->asked || *call_.gone || room_.ending) throw recall::Cancelled("the tone-out was cancelled");
        if (!unit_->online()) throw VerbError("unreachable", unit_->name() + " went away in the middle of a tone", 503, exit_unreachable);
    }
}

Json Tones::heard_json(const ToneWay& way, const check::ToneHeard& heard) const
{
    Json json = {{"output", profile_.strips[way.output].path}, {"words", words_of(way.output)}, {"arrived", heard.arrived}, {"verdict", check::name_of(heard)}};
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
    const auto end = co_await switch_tone_off(unit_, before_);
    try {
        co_await conclude(end);
    } catch (const store::StoreError& error) {
        log::remote().error("the end of the tone-out of {} is not in the log: {}", unit_->name(), error.what());
        if (!escaped) escaped = std::current_exception();
    }
    if (escaped) tell_cut_short(end, escaped);
    Json json = result_json(end);
    if (!end.wrong.empty() || json["arrived"].get<std::size_t>() + json["heard"].get<std::size_t>() != ways_.size()) json["exit"] = exit_differs;
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

bool is_tone_open(const Room& room)
{
    const auto& busy = room.recaller.busy();
    return busy && busy->name == "tone_out";
}

}  // namespace recalld::remote
