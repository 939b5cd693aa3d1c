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

std::string start_of_note(const std::string& unit) { return "an oscillator may still sound on " + unit + ": "; }

std::string note_on(const std::string& unit) { return start_of_note(unit) + "a tone-out was cut short; it is switched off as soon as " + unit + " answers"; }

/// Only a person can see to a unit that the rig has no more.
std::string note_on_stranger(const std::string& unit, store::EntryId entry)
{
    return start_of_note(unit) + "a tone-out was cut short, and the rig has no unit " + unit + " any more; see that it is off, then say so: recallctl correct " + std::to_string(entry) + " \"seen off\"";
}

void drop_note(Room& room, const std::string& unit)
{
    const auto is_about = [&](const std::string& note) { return note.starts_with(start_of_note(unit)); };
    if (std::erase_if(room.notes, is_about) > 0) room.news.tell(Area::room);
}

void put_note(Room& room, const std::string& unit, std::string note)
{
    const auto is_about = [&](const std::string& other) { return other.starts_with(start_of_note(unit)); };
    if (std::ranges::none_of(room.notes, is_about)) room.notes.push_back(std::move(note));
    room.news.tell(Area::room);
}

/// A tone that nobody has put an end to in the log, be it with a correction of its line.
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
    filter.kinds = {"tone_out", "correction"};
    const auto lines = co_await store.run([&](store::Store& history) { return history.entries(filter); });
    std::set<store::EntryId> ended;
    for (const auto& line : lines)
        if (line.said.about) ended.insert(*line.said.about);
    std::vector<LeftOn> left;
    for (const auto& line : lines) {
        const auto data = data_of(line);
        if (line.said.kind != "tone_out" || data.value("state", Json()) != "on" || ended.contains(line.id)) continue;
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
    void note() const;

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
    auto now = co_await tones_left_on(room_.store);
    const auto before = std::exchange(left_, std::move(now));
    std::erase_if(left_, [this](const LeftOn& one) { return settled_.contains(one.entry); });
    for (const auto& one : before)
        if (std::ranges::find(left_, one.unit, &LeftOn::unit) == left_.end()) drop_note(room_, one.unit);
}

void Finisher::note() const
{
    for (const auto& one : left_) put_note(room_, one.unit, room_.rig.find(one.unit) ? note_on(one.unit) : note_on_stranger(one.unit, one.entry));
}

task<> Finisher::run()
{
    co_await look();
    note();
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
        if (std::ranges::none_of(left_, [this](const LeftOn& one) { return room_.rig.find(one.unit) != nullptr; })) co_await look();   // a person may say so
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
    drop_note(room_, left.unit);
    auto& tried = tried_[left.entry];
    const auto wrong = co_await put_back(unit, before_from(left.before, *unit->profile()));
    const std::string found = std::string("its oscillator was found ") + (tried.was_on ? "on and is off now" : "off");
    if (wrong.empty()) co_await tell(std::move(left), found + ", and stands where it stood before, verified by reading");
    else if (unit->online() && ++tried.put_backs >= most_put_backs) co_await tell(std::move(left), found + "; " + wrong.front() + ", after " + std::to_string(most_put_backs) + " tries; set it at the desk");
}

task<> Finisher::tell(LeftOn left, std::string how)
{
    settled_.insert(left.entry);
    drop_note(room_, left.unit);
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
    put_note(room, unit, note_on(unit));
}

task<> finish_tones(Room& room)
{
    Finisher finisher(room);
    co_await finisher.run();
}

}  // namespace recalld::remote
