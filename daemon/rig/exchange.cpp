#include "rig/exchange.hpp"

#include <algorithm>

namespace recalld::rig {

using driver::Question;
using driver::Setting;

namespace {
constexpr std::uint64_t reordering = 12;   // so many later answers before an earlier question counts as overtaken
constexpr std::uint32_t tries_till_doubt = 3;
constexpr std::uint32_t silent_till_dead = 4;   // of a device that cannot say who it is
constexpr Question who_is_there{};
}

Exchange::Exchange(Window& window, Rules rules) : window_(window), rules_(std::move(rules)) {}

void Exchange::add(Step step)
{
    waiting_.push_back(std::move(step));
    ++total_;
}

void Exchange::add_soon(Question question)
{
    if (flights_.contains(question.key())) return;
    waiting_.push_front(question);
    ++total_;
}

/// Whether anybody is there is asked in any case: the window may be full of what nobody answers.
std::optional<Question> Exchange::take_urgent()
{
    if (std::exchange(doubts_, false)) return who_is_there;
    if (again_.empty() || again_.front() != who_is_there) return std::nullopt;
    again_.pop_front();
    return who_is_there;
}

std::optional<Question> Exchange::take_question()
{
    if (!again_.empty()) {
        const Question question = again_.front();
        again_.pop_front();
        return question;
    }
    const bool is_due = is_stuck() || tells_since_ask_ >= rules_.writes_between_asks || waiting_.empty();
    if (!barrier_ || tells_since_ask_ == 0 || !is_due || flights_.contains(barrier_->key())) return std::nullopt;
    ++total_;
    return std::exchange(barrier_, std::nullopt);
}

/// An answer that is still to come may be older than the last write: the same question is asked again after it.
bool Exchange::must_wait(const Step& step) const
{
    const auto* question = std::get_if<Question>(&step);
    const auto flight = question ? flights_.find(question->key()) : flights_.end();
    return flight != flights_.end() && last_tell_ > flight->second.sequence;
}

std::optional<Step> Exchange::next(Clock::time_point now)
{
    if (dead_) return std::nullopt;
    if (const auto urgent = take_urgent()) return send(*urgent, now);
    if (!room() && !is_stuck()) return std::nullopt;
    while (auto question = take_question())
        if (!flights_.contains(question->key()) || flights_.at(question->key()).lost) return send(*question, now);
    while (!waiting_.empty() && room()) {
        if (must_wait(waiting_.front())) return std::nullopt;
        Step step = std::move(waiting_.front());
        waiting_.pop_front();
        if (const auto* question = std::get_if<Question>(&step)) {
            if (!flights_.contains(question->key())) return send(*question, now);
            --total_;   // in flight already
            continue;
        }
        note_tell(std::get<Setting>(step).parameter);
        ++sent_;
        ++answered_;
        return step;
    }
    return std::nullopt;
}

/// A write that nothing can confirm is not in flight: it has left.
void Exchange::note_tell(studio::ParameterId parameter)
{
    const auto question = rules_.question_for(parameter);
    if (!question) return;
    barrier_ = question;
    last_tell_ = ++sequence_;
    tells_.push_back(last_tell_);
    ++tells_since_ask_;
}

Step Exchange::send(const Question& question, Clock::time_point now)
{
    auto& flight = flights_[question.key()];
    if (flight.tries == 0) flight.first = now;
    if (flight.lost) --lost_;
    flight = {question, flight.tries + 1, ++sequence_, flight.first, now, false};
    order_.emplace_back(flight.sequence, question.key());
    if (barrier_ == question) barrier_.reset();
    tells_since_ask_ = 0;
    ++sent_;
    return question;
}

bool Exchange::heard(const Question& question, Clock::time_point now)
{
    last_heard_ = now;
    doubts_ = false;
    silent_in_a_row_ = 0;
    const auto found = flights_.find(question.key());
    if (found == flights_.end()) return false;
    const Flight flight = found->second;
    if (flight.lost) {
        --lost_;
        std::erase(again_, question);
    }
    flights_.erase(found);
    ++answered_;
    if (flight.tries == 1) window_.answered(std::max(now - flight.sent - travel(question), Clock::duration(1)), now);
    while (!tells_.empty() && tells_.front() < flight.sequence) tells_.pop_front();
    repeat_overtaken(flight.sequence, now);
    return true;
}

void Exchange::repeat_overtaken(std::uint64_t sequence, Clock::time_point now)
{
    while (!order_.empty() && order_.front().first + reordering < sequence) {
        const auto found = flights_.find(order_.front().second);
        const bool is_gone = found == flights_.end() || found->second.sequence != order_.front().first || found->second.lost;
        if (!is_gone && now - found->second.sent < window_.overtaken() + travel(found->second.question)) return;
        order_.pop_front();
        if (!is_gone) give_up_or_repeat(found->second, now);
    }
}

void Exchange::doubt(const Flight& flight)
{
    if (!rules_.says_who_it_is) return;
    const auto enough = std::min(tries_till_doubt, rules_.tries_for(flight.question));
    // by the last try, not the first: what was on its way when the device froze would be asked to the end, a few at a time
    doubts_ = doubts_ || (last_heard_ < flight.sent && flight.tries >= enough && !flights_.contains(who_is_there.key()));
}

void Exchange::give_up_or_repeat(Flight& flight, Clock::time_point now)
{
    window_.lost(now);
    doubt(flight);
    if (flight.tries < rules_.tries_for(flight.question)) {
        flight.lost = true;
        ++lost_;
        again_.insert(flight.question == who_is_there ? again_.begin() : again_.end(), flight.question);
        return;
    }
    dead_ = dead_ || (flight.question == who_is_there && last_heard_ < flight.first);
    dead_ = dead_ || (!rules_.says_who_it_is && ++silent_in_a_row_ >= silent_till_dead);
    silent_.push_back(flight.question);
    ++answered_;
    while (!tells_.empty() && tells_.front() < flight.sequence) tells_.pop_front();   // nobody will confirm them
    flights_.erase(flight.question.key());
}

Clock::duration Exchange::travel(const Question& question) const { return rules_.travel ? rules_.travel(question) : Clock::duration(0); }

Clock::time_point Exchange::due(const Flight& flight) const { return flight.sent + window_.patience(flight.tries) + travel(flight.question); }

void Exchange::overdue(Clock::time_point now)
{
    std::vector<std::uint64_t> late;
    for (const auto& [key, flight] : flights_)
        if (!flight.lost && due(flight) <= now) late.push_back(key);
    for (const auto key : late) give_up_or_repeat(flights_.at(key), now);
    if (dead_) end();
}

std::optional<Clock::time_point> Exchange::deadline() const
{
    std::optional<Clock::time_point> first;
    for (const auto& [key, flight] : flights_) {
        if (flight.lost) continue;
        if (!first || due(flight) < *first) first = due(flight);
    }
    return first;
}

void Exchange::abandon()
{
    for (const auto& step : waiting_) {
        if (const auto* question = std::get_if<Question>(&step)) silent_.push_back(*question);
        else untold_.push_back(std::get<Setting>(step).parameter);
    }
    for (const auto& question : again_) {
        silent_.push_back(question);
        flights_.erase(question.key());
    }
    lost_ = 0;
    doubts_ = false;
    waiting_.clear();
    again_.clear();
    tells_.clear();
    barrier_.reset();
}

void Exchange::end()
{
    abandon();
    for (const auto& [key, flight] : flights_) silent_.push_back(flight.question);
    flights_.clear();
}

}  // namespace recalld::rig
