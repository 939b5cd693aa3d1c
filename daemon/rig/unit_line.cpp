#include <algorithm>

#include "rig/unit.hpp"

namespace recalld::rig {

// What a unit does otherwise where bytes take their time and nobody says who they are: MIDI lines.

using driver::Question;
using studio::ParameterId;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t short_message = 16;             // bytes: a question, or an answer that is no dump
constexpr Clock::duration look_while_receiving = 20ms, look_for_cancel = 250ms, least_look = 1ms;

bool is_dump(const studio::Profile& profile, ParameterId id) { return profile.law_of(id).kind == studio::LawKind::blob; }

}  // namespace

/// When converse() has something to do that nobody wakes it for.
Clock::time_point Unit::next_look(const Exchange& exchange) const
{
    const auto now = Clock::now();
    const auto due = exchange.deadline().value_or(now + look_while_receiving);
    if (!line_) return due;
    if (line_->is_receiving()) return now + look_while_receiving;
    const auto soonest = line_->is_clear() ? due : std::min(due, line_->clear_at());
    return std::max(soonest, now + least_look);
}

/// A question and its answer on the line, a quarter more for devices that pause, and the profile's patience: a device that thinks
/// before it speaks is asked once.
Clock::duration Unit::travel(const Question& question) const
{
    if (!line_) return Clock::duration(0);
    std::size_t answer = short_message;
    if (question.kind == Question::Kind::leaf) {
        const auto* known = page().value(question.index);
        const auto* dump = known ? std::get_if<std::string>(known) : nullptr;
        answer = std::max<std::size_t>({answer, profile_->midi.ways[question.index].size, dump ? dump->size() / 2 : 0});
    }
    const LinePace pace{profile_->midi.bytes_per_second, std::chrono::milliseconds(profile_->midi.gap_ms)};
    return Clock::duration(pace.time_of(short_message + answer)) * 5 / 4 + profile_->pace.deadline;
}

/// A short question that shows whether anybody is there, for devices that cannot say who they are; none when all they have is dumps.
std::optional<Question> Unit::hello() const
{
    for (ParameterId id = 0; id < profile_->parameters.size(); ++id)
        if (!(*profile_)[id].blind && !is_dump(*profile_, id)) return question_for(id);
    return std::nullopt;
}

/// On a line that takes its time nobody asks while a dump is on its way.
task<bool> Unit::is_there()
{
    if (!line_) co_return co_await identify();
    const auto turn = co_await take_turn();
    if (stopping_ || !down_.empty()) co_return false;
    co_return co_await identify();
}

void Unit::note_hand(ParameterId id)
{
    if (!(*profile_)[id].blind) return;
    by_hand_at_.insert_or_assign(id, last_heard_.value_or(Clock::now()));
    hand_.wake_all();
}

/// Of a hundred controllers that can only be sent, those count that somebody uses; a program or a dump is what the box is recalled by.
bool Unit::is_optional_to_know(ParameterId id) const
{
    const auto* way = profile_->way_of(id);
    return (*profile_)[id].blind && way && way->kind != studio::Way::Kind::program && way->kind != studio::Way::Kind::dump;
}

std::size_t Unit::hands_seen(const std::vector<bool>& wanted, Clock::time_point since) const
{
    return static_cast<std::size_t>(std::ranges::count_if(by_hand_at_, [&](const auto& seen) { return wanted[seen.first] && seen.second >= since; }));
}

task<> Unit::await_hands(std::vector<bool> wanted, Progress progress, CancelToken cancel)
{
    for (ParameterId id = 0; id < wanted.size(); ++id) {
        const auto* way = profile_->way_of(id);
        wanted[id] = wanted[id] && way && way->is_armed();
    }
    const auto total = static_cast<std::size_t>(std::ranges::count(wanted, true));
    const auto patience = std::chrono::milliseconds(profile_->midi.hand_ms);
    const auto began = Clock::now();
    while (total > 0 && online() && Clock::now() < began + patience && !(cancel && cancel->asked)) {
        const auto seen = hands_seen(wanted, began - patience);
        if (progress) progress(seen, total);
        if (seen == total) break;
        co_await hand_.wait_until(std::min<Clock::time_point>(began + patience, Clock::now() + look_for_cancel));
    }
}

}  // namespace recalld::rig
