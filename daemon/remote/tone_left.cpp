#include "remote/tone_left.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "log.hpp"
#include "remote/log_lines.hpp"
#include "remote/tone_switch.hpp"
#include "rig/signal.hpp"

namespace recalld::remote {

using studio::Value;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto look_every = 500ms, longest_pause = 10'000ms;
constexpr int most_put_backs = 3;

std::string note_on(const std::string& unit) { return "an oscillator may still sound on " + unit + ": a tone-out was cut short; it is switched off as soon as " + unit + " answers"; }

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
    std::set<store::EntryId> ended;
    for (const auto& line : lines)
        if (line.said.about) ended.insert(*line.said.about);
    std::vector<LeftOn> left;
    for (const auto& line : lines) {
        const auto data = data_of(line);
        if (data.value("state", Json()) != "on" || ended.contains(line.id)) continue;
        left.push_back({line.id, line.said.subject, data.value("before", Json::object())});
    }
    co_return left;
}

/// Puts an end to what was left on, one try after the other and ever more rarely: whoever works at the desk comes first.
class Finisher {
public:
    explicit Finisher(Room& room) : room_(room), never_(room.io) {}
    task<> run();

private:
    struct Tried {
        int times = 0, put_backs = 0;
        bool was_on = false, is_off = false;   ///< found, and proven since
        Clock::time_point next{};
    };

    task<> look();
    task<> finish(LeftOn left);
    task<> put_back_again(LeftOn left, std::shared_ptr<rig::Unit> unit);
    task<> tell(LeftOn left, std::string how);
    bool is_due(const LeftOn& left);
    std::shared_ptr<rig::Unit> online(const LeftOn& left) const;
    void try_later(Tried& tried);

    Room& room_;
    rig::Signal never_;
    std::vector<LeftOn> left_;
    std::map<store::EntryId, Tried> tried_;
    std::set<store::EntryId> settled_;   ///< even where the log could not be told
};

std::shared_ptr<rig::Unit> Finisher::online(const LeftOn& left) const
{
    const auto unit = room_.rig.find(left.unit);
    return unit && unit->online() ? unit : nullptr;
}

bool Finisher::is_due(const LeftOn& left) { return online(left) && Clock::now() >= tried_[left.entry].next; }

void Finisher::try_later(Tried& tried)
{
    const auto pause = std::min<Clock::duration>(look_every * (1 << std::min(tried.times++, 6)), longest_pause);
    tried.next = Clock::now() + pause;
}

task<> Finisher::look()
{
    left_ = co_await tones_left_on(room_.store);
    std::erase_if(left_, [this](const LeftOn& one) { return settled_.contains(one.entry); });
}

task<> Finisher::run()
{
    co_await look();
    for (const auto& one : left_) note_tone_left(room_, one.unit);
    while (!left_.empty() && !room_.ending) {
        if (std::ranges::any_of(left_, [this](const LeftOn& one) { return is_due(one); })) {
            const auto story = co_await room_.recaller.alone("tone_out");
            co_await look();   // one that sounded just now has ended meanwhile
            const auto left = left_;
            for (const auto& one : left)
                if (is_due(one)) co_await finish(one);
            co_await look();
        }
        co_await never_.wait_until(Clock::now() + look_every);
    }
}

/// What cannot be finished yet is tried again.
task<> Finisher::finish(LeftOn left)
{
    const auto unit = online(left);
    auto& tried = tried_[left.entry];
    try_later(tried);
    if (!unit->profile()->oscillator.exists()) {
        co_await tell(std::move(left), "its profile knows of no oscillator any more; look at the desk");
        co_return;
    }
    const auto on = unit->profile()->oscillator.on;
    co_await unit->refresh(on);
    if (unit->is_stopped()) co_return;
    const bool sounds = unit->page().has(on) && unit->page().values[on] == Value{1};
    if (tried.is_off && sounds) {   // it was proven off: this one is somebody else's
        co_await tell(std::move(left), "its oscillator was switched off; then a hand switched it on again, and what was set was left as it is");
        co_return;
    }
    if (!tried.is_off) tried.was_on = sounds, tried.is_off = co_await switch_off(unit);
    if (tried.is_off) co_await put_back_again(std::move(left), unit);
}

task<> Finisher::put_back_again(LeftOn left, std::shared_ptr<rig::Unit> unit)
{
    std::erase(room_.notes, note_on(left.unit));
    auto& tried = tried_[left.entry];
    const auto wrong = co_await put_back(unit, before_from(left.before, *unit->profile()));
    const std::string found = std::string("its oscillator was found ") + (tried.was_on ? "on and is off now" : "off");
    if (wrong.empty()) co_await tell(std::move(left), found + ", and stands where it stood before, verified by reading");
    else if (unit->online() && ++tried.put_backs >= most_put_backs) co_await tell(std::move(left), found + "; " + wrong.front() + ", after " + std::to_string(most_put_backs) + " tries; set it at the desk");
}

task<> Finisher::tell(LeftOn left, std::string how)
{
    settled_.insert(left.entry);
    std::erase(room_.notes, note_on(left.unit));
    Json data = {{"state", "off"}, {"unit", left.unit}, {"recovered", true}};
    store::NewEntry entry{"recalld", "tone_out", "", left.unit + ": a tone-out was interrupted; " + how};
    entry.subject = left.unit;
    entry.about = left.entry;
    room_.notes.push_back(entry.text);
    log::remote().warn("{}", entry.text);
    room_.news.tell(Area::room);
    try {
        co_await put_down(room_, entry, std::move(data));
    } catch (const store::StoreError& error) {
        log::remote().error("that is not in the log: {}", error.what());
    }
}

}  // namespace

void note_tone_left(Room& room, const std::string& unit)
{
    const auto note = note_on(unit);
    if (std::ranges::find(room.notes, note) == room.notes.end()) room.notes.push_back(note);
    room.news.tell(Area::room);
}

task<> finish_tones(Room& room)
{
    Finisher finisher(room);
    co_await finisher.run();
}

}  // namespace recalld::remote
