#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

#include "driver/driver.hpp"
#include "rig/window.hpp"

namespace recalld::rig {

/// Something to do in an exchange: ask, or tell.
using Step = std::variant<driver::Question, driver::Setting>;

/// A run of questions and writes, many in flight. A value machine: what to send next, what an answer means, what is overdue;
/// the unit does the sending and keeps the clock.
///
///     stateDiagram-v2
///         waiting --> in_flight: next()
///         in_flight --> answered: heard()
///         in_flight --> waiting: overdue() or overtaken, tries left
///         in_flight --> silent: overdue(), no tries left
///
/// Writes are not acknowledged: they count as in flight until a question that was sent after them is answered; after every so many
/// writes, or a windowful, a question follows. Answers are matched by what they say, not by their order. When nothing at all is heard
/// for a while, the device is asked who it is: if it does not even say that, it is dead; else only those questions are silent.
class Exchange {
public:
    /// `question_for` gives the question that covers a parameter, nothing when it cannot be asked; `tries_for` how often it may be asked.
    struct Rules {
        std::function<std::optional<driver::Question>(studio::ParameterId)> question_for;
        std::function<std::uint32_t(const driver::Question&)> tries_for;
        std::uint32_t writes_between_asks = 16;
        /// How long a question and its answer are on the line at least; none for lines that take no time.
        std::function<Clock::duration(const driver::Question&)> travel = {};
        /// Without, nobody can be asked whether anybody is there: four questions in a row without an answer say that nobody is.
        bool says_who_it_is = true;
    };

    Exchange(Window& window, Rules rules);

    void add(Step step);                  ///< at the end
    void add_soon(driver::Question question);   ///< before what was not sent yet
    std::optional<Step> next(Clock::time_point now);   ///< nothing: wait for an answer or for deadline()
    /// True when the question was in flight.
    bool heard(const driver::Question& question, Clock::time_point now);
    void overdue(Clock::time_point now);  ///< call at deadline()
    std::optional<Clock::time_point> deadline() const;
    void abandon();                       ///< sends nothing new; what is in flight may still be answered
    void end();                           ///< … nor is anything heard any more: what is in flight is silent

    bool done() const { return waiting_.empty() && again_.empty() && flights_.empty() && !doubts_; }
    /// It does not say who it is, nor anything else.
    bool dead() const { return dead_ || (!rules_.says_who_it_is && silent_in_a_row_ > 0 && last_heard_ == Clock::time_point{}); }
    std::size_t answered() const { return answered_; }
    std::size_t total() const { return total_; }
    std::size_t sent() const { return sent_; }
    const std::vector<driver::Question>& silent() const { return silent_; }
    const std::vector<studio::ParameterId>& untold() const { return untold_; }   ///< writes that abandon() dropped

private:
    struct Flight {
        driver::Question question;
        std::uint32_t tries = 0;
        std::uint64_t sequence = 0;
        Clock::time_point first, sent;
        bool lost = false;
    };

    Step send(const driver::Question& question, Clock::time_point now);
    void note_tell(studio::ParameterId parameter);
    std::optional<driver::Question> take_question();
    std::optional<driver::Question> take_urgent();
    void doubt(const Flight& flight);
    void give_up_or_repeat(Flight& flight, Clock::time_point now);
    Clock::time_point due(const Flight& flight) const;
    Clock::duration travel(const driver::Question& question) const;
    void repeat_overtaken(std::uint64_t sequence, Clock::time_point now);
    bool must_wait(const Step& step) const;
    bool room() const { return in_flight() < window_.size(); }
    /// Writes alone fill the window, and no question is on its way that would confirm them.
    bool is_stuck() const { return flights_.size() == lost_ && !room(); }
    std::size_t in_flight() const { return flights_.size() - lost_ + tells_.size(); }

    Window& window_;
    Rules rules_;
    std::deque<Step> waiting_;
    std::deque<driver::Question> again_;                 ///< to be sent once more
    std::unordered_map<std::uint64_t, Flight> flights_;
    std::deque<std::pair<std::uint64_t, std::uint64_t>> order_;   ///< sequence and key of what was sent, oldest first
    std::deque<std::uint64_t> tells_;                    ///< sequences of writes that nothing has confirmed yet
    std::optional<driver::Question> barrier_;            ///< the question that confirms the last writes
    std::uint32_t tells_since_ask_ = 0;
    std::uint64_t last_tell_ = 0;                        ///< sequence of the newest write
    std::uint64_t sequence_ = 0;
    std::size_t lost_ = 0;                               ///< flights that wait in again_
    std::uint32_t silent_in_a_row_ = 0;
    std::size_t answered_ = 0, total_ = 0, sent_ = 0;
    std::vector<driver::Question> silent_;
    std::vector<studio::ParameterId> untold_;
    Clock::time_point last_heard_{};
    bool doubts_ = false;                                ///< whether anybody is there: to be asked next
    bool dead_ = false;
};

}  // namespace recalld::rig
