#include "rig/exchange.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

using namespace recalld;
using namespace std::chrono_literals;
using driver::Question;
using driver::Setting;
using rig::Clock;
using rig::Exchange;
using rig::Step;
using rig::Window;
using Said = std::vector<std::string>;

namespace {

Question leaf(std::uint32_t index) { return {Question::Kind::leaf, index}; }
Question line(std::uint32_t index) { return {Question::Kind::line, index}; }
const Question who{};   // are you?
Setting setting(std::uint32_t index) { return {index, std::int32_t{1}}; }

/// Ten parameters a line; leaves stand for themselves. A question may be asked three times, an odd line once.
struct Talk {
    explicit Talk(std::uint32_t window_size = 8, std::uint32_t between = 16, std::uint32_t tries = 3)
        : window({.window = window_size, .window_most = 200}),
          exchange(window, {[](studio::ParameterId id) { return line(id / 10); },
                            [=](const Question& question) { return question.kind == Question::Kind::line && question.index % 2 == 1 ? 1u : tries; },
                            between})
    {
    }

    static std::string words(const Step& step)
    {
        if (const auto* told = std::get_if<Setting>(&step)) return "!" + std::to_string(told->parameter);
        const auto& question = std::get<Question>(step);
        if (question == who) return "who";
        return (question.kind == Question::Kind::line ? "L" : "?") + std::to_string(question.index);
    }
    /// All that may be sent now.
    Said sends()
    {
        Said sent;
        while (const auto step = exchange.next(now)) sent.push_back(words(*step));
        return sent;
    }
    bool answer(const Question& question) { return exchange.heard(question, now); }
    void pass(Clock::duration time)
    {
        now += time;
        exchange.overdue(now);
    }
    Said silent() const
    {
        Said names;
        for (const auto& question : exchange.silent()) names.push_back(words(question));
        std::ranges::sort(names);
        return names;
    }

    Window window;
    Exchange exchange;
    Clock::time_point now{1h};
};

}  // namespace

TEST_CASE("an exchange without steps is done")
{
    Talk talk;
    CHECK(talk.sends().empty());
    CHECK(talk.exchange.done());
    CHECK_FALSE(talk.exchange.dead());
    CHECK_FALSE(talk.exchange.deadline());
}

TEST_CASE("as many questions are in flight as the window allows; an answer lets others go")
{
    Talk talk(4);
    for (std::uint32_t i = 0; i < 10; ++i) talk.exchange.add(leaf(i));
    CHECK(talk.sends() == Said{"?0", "?1", "?2", "?3"});
    CHECK(talk.sends().empty());
    CHECK(talk.answer(leaf(0)));
    CHECK(talk.sends() == Said{"?4", "?5"});   // the window grew, too
    CHECK(talk.exchange.sent() == 6);
    CHECK(talk.exchange.answered() == 1);
    CHECK(talk.exchange.total() == 10);
}

TEST_CASE("answers in any order end an exchange")
{
    Talk talk(20);
    std::vector<Question> questions;
    for (std::uint32_t i = 0; i < 20; ++i) questions.push_back(i % 3 == 0 ? line(i) : leaf(i));
    for (const auto& question : questions) talk.exchange.add(question);
    talk.sends();
    std::ranges::shuffle(questions, std::mt19937(3));
    for (const auto& question : questions) CHECK(talk.answer(question));
    CHECK(talk.exchange.done());
    CHECK(talk.exchange.answered() == 20);
    CHECK(talk.exchange.silent().empty());
}

TEST_CASE("an answer nobody asked for, or one that comes twice, is none")
{
    Talk talk;
    talk.exchange.add(leaf(1));
    talk.sends();
    CHECK_FALSE(talk.answer(leaf(2)));
    CHECK_FALSE(talk.answer(line(1)));
    CHECK(talk.answer(leaf(1)));
    CHECK_FALSE(talk.answer(leaf(1)));
    CHECK(talk.exchange.done());
    CHECK(talk.exchange.answered() == 1);
}

TEST_CASE("a question without answer is asked again when patience ends, then it is silent and the rest goes on")
{
    Talk talk;
    talk.exchange.add(leaf(1));
    talk.sends();
    const auto first = *talk.exchange.deadline();
    CHECK(first - talk.now == talk.window.patience(1));
    talk.pass(first - talk.now - 1us);
    CHECK(talk.sends().empty());
    talk.pass(1us);
    CHECK_FALSE(talk.exchange.deadline());   // it waits to be sent
    CHECK(talk.sends() == Said{"?1"});
    talk.pass(talk.window.patience(2));
    CHECK(talk.sends() == Said{"?1"});
    talk.exchange.add(leaf(2));
    talk.sends();
    CHECK(talk.answer(leaf(2)));
    talk.pass(talk.window.patience(3));
    CHECK(talk.silent() == Said{"?1"});
    CHECK(talk.exchange.done());   // it said something else meanwhile
    CHECK_FALSE(talk.exchange.dead());
    CHECK(talk.exchange.sent() == 4);
}

TEST_CASE("when nothing at all is heard, the device is asked who it is; if it says so, the rest is silent and no more")
{
    Talk talk;
    talk.exchange.add(leaf(1));
    for (std::uint32_t tries = 1; tries <= 3; ++tries) {
        CHECK(talk.sends() == Said{"?1"});
        talk.pass(talk.window.patience(tries));
    }
    CHECK_FALSE(talk.exchange.done());
    CHECK(talk.sends() == Said{"who"});
    CHECK(talk.answer(who));
    CHECK(talk.exchange.done());
    CHECK_FALSE(talk.exchange.dead());
    CHECK(talk.silent() == Said{"?1"});
}

TEST_CASE("nobody is asked who he is who answers meanwhile")
{
    Talk talk;
    talk.exchange.add(line(1));
    talk.sends();
    talk.pass(60ms);
    talk.answer(leaf(9));   // late, but a word
    CHECK(talk.sends().empty());
    CHECK(talk.exchange.done());
    CHECK(talk.silent() == Said{"L1"});
}

TEST_CASE("who is there is asked though the window is full, and before all repeats")
{
    Talk talk(4, 16, 10);
    for (std::uint32_t i = 0; i < 40; ++i) talk.exchange.add(leaf(i));
    int sent = 0;
    for (int i = 0; i < 200 && !talk.exchange.done(); ++i) {
        const auto now = talk.sends();
        sent += static_cast<int>(std::ranges::count(now, "who"));
        CHECK(std::ranges::find(now, "who") - now.begin() == (std::ranges::count(now, "who") > 0 ? 0 : std::ssize(now)));
        talk.pass(60ms);
    }
    CHECK(sent == 10);
    CHECK(talk.exchange.dead());
    CHECK(talk.now - Clock::time_point(1h) < 6s);
}

TEST_CASE("a late answer to an earlier try counts, and the repeat is not sent")
{
    Talk talk;
    talk.exchange.add(leaf(1));
    talk.sends();
    talk.pass(60ms);
    CHECK(talk.answer(leaf(1)));
    CHECK(talk.sends().empty());
    CHECK(talk.exchange.done());
}

TEST_CASE("only first tries tell the round trip")
{
    Talk talk;
    talk.exchange.add(leaf(1));
    talk.sends();
    talk.pass(60ms);
    talk.sends();
    talk.now += 1ms;
    talk.answer(leaf(1));
    CHECK(talk.window.round_trip() == 0ms);
}

TEST_CASE("a question that many later ones overtook is repeated at once")
{
    Talk talk(40);
    talk.exchange.add(leaf(0));
    talk.sends();
    const auto next = [&](std::uint32_t index) {
        talk.exchange.add(leaf(index));
        talk.sends();
        talk.now += 1ms;
        talk.answer(leaf(index));
        return talk.sends();
    };
    for (std::uint32_t i = 1; i <= 12; ++i) CHECK(next(i).empty());   // a few may pass by
    CHECK(next(13) == Said{"?0"});
    for (std::uint32_t i = 14; i <= 24; ++i) CHECK(next(i).empty());   // its repeat is not overtaken yet
    CHECK(talk.answer(leaf(0)));
    CHECK(talk.exchange.done());
}

TEST_CASE("what is merely out of order is not repeated")
{
    Talk talk(40);
    for (std::uint32_t i = 0; i < 30; ++i) talk.exchange.add(leaf(i));
    talk.sends();
    talk.now += 1ms;
    for (std::uint32_t i = 1; i < 30; ++i) talk.answer(leaf(i));
    CHECK(talk.sends().empty());
    CHECK(talk.answer(leaf(0)));
}

TEST_CASE("some questions may be asked fewer times than others")
{
    Talk talk;
    talk.exchange.add(line(1));
    talk.exchange.add(line(2));
    talk.sends();
    talk.pass(60ms);
    CHECK(talk.sends() == Said{"who", "L2"});
    CHECK(talk.answer(line(2)));
    CHECK(talk.silent() == Said{"L1"});
}

TEST_CASE("a device that answers nothing at all is dead, and everything is silent")
{
    Talk talk(4);
    for (std::uint32_t i = 0; i < 10; ++i) talk.exchange.add(leaf(i));
    talk.exchange.add(setting(7));
    for (int i = 0; i < 6; ++i) {
        CHECK_FALSE(talk.exchange.dead());
        talk.sends();
        talk.pass(500ms);
    }
    CHECK(talk.exchange.dead());
    CHECK(talk.exchange.done());
    CHECK(talk.sends().empty());
    CHECK(talk.silent() == Said{"?0", "?1", "?2", "?3", "?4", "?5", "?6", "?7", "?8", "?9", "who"});
    CHECK(talk.exchange.untold() == std::vector<studio::ParameterId>{7});
}

TEST_CASE("a device that freezes with much on its way is dead soon: not everything is asked to the end first")
{
    Talk talk(8, 16, 10);
    for (std::uint32_t i = 0; i < 2000; ++i) talk.exchange.add(leaf(i));
    std::uint32_t answered = 0;
    std::size_t under_way = 0;
    while ((under_way = talk.sends().size()) < 100) {   // the window grows with each answer
        talk.now += 1ms;
        for (; under_way > 0; --under_way) talk.answer(leaf(answered++));
    }
    talk.now += 1ms;
    talk.window.lost(talk.now);
    talk.answer(leaf(answered));   // the last that it says; no room for a new question after it
    int turns = 0;
    for (; turns < 500 && !talk.exchange.dead(); ++turns) {
        talk.now += 1ms;
        talk.sends();
        talk.pass(500ms);
    }
    CHECK(talk.exchange.dead());
    CHECK(turns <= 40);
}

TEST_CASE("a device that dies in the middle is dead, too, and what it answered is not silent")
{
    Talk talk(4);
    for (std::uint32_t i = 0; i < 10; ++i) talk.exchange.add(leaf(i));
    talk.sends();
    talk.now += 1ms;
    talk.answer(leaf(0));
    for (int i = 0; i < 7; ++i) {
        talk.now += 1ms;
        talk.sends();
        talk.pass(500ms);
    }
    CHECK(talk.exchange.dead());
    CHECK(talk.exchange.done());
    CHECK(talk.silent().size() == 9 + 1);
}

TEST_CASE("after so many writes a question about the last one follows")
{
    Talk talk(40, 4);
    for (std::uint32_t i = 0; i < 6; ++i) talk.exchange.add(setting(i));
    CHECK(talk.sends() == Said{"!0", "!1", "!2", "!3", "L0", "!4", "!5"});
    CHECK_FALSE(talk.exchange.done());
    CHECK(talk.answer(line(0)));
    CHECK(talk.sends() == Said{"L0"});   // the last two, too
    CHECK(talk.answer(line(0)));
    CHECK(talk.exchange.done());
    CHECK(talk.exchange.silent().empty());
}

TEST_CASE("a question that stands among the writes is their question")
{
    Talk talk(40, 4);
    for (std::uint32_t i = 0; i < 3; ++i) talk.exchange.add(setting(i));
    talk.exchange.add(line(0));
    for (std::uint32_t i = 10; i < 13; ++i) talk.exchange.add(setting(i));
    talk.exchange.add(line(1));
    CHECK(talk.sends() == Said{"!0", "!1", "!2", "L0", "!10", "!11", "!12", "L1"});
    talk.answer(line(0));
    talk.answer(line(1));
    CHECK(talk.sends().empty());
    CHECK(talk.exchange.done());
}

TEST_CASE("writes are in flight until a question that was sent after them is answered")
{
    Talk talk(4, 16);
    for (std::uint32_t i = 0; i < 3; ++i) talk.exchange.add(setting(i));
    talk.exchange.add(line(0));
    for (std::uint32_t i = 10; i < 14; ++i) talk.exchange.add(setting(i));
    CHECK(talk.sends() == Said{"!0", "!1", "!2", "L0"});
    talk.answer(line(0));
    CHECK(talk.sends() == Said{"!10", "!11", "!12", "!13", "L1"});
}

TEST_CASE("an answer to an earlier question confirms no later write")
{
    Talk talk(4, 16);
    talk.exchange.add(leaf(50));
    for (std::uint32_t i = 0; i < 6; ++i) talk.exchange.add(setting(i));
    CHECK(talk.sends() == Said{"?50", "!0", "!1", "!2"});
    talk.answer(leaf(50));
    CHECK(talk.sends() == Said{"!3", "!4", "L0"});
}

TEST_CASE("writes that fill a small window are asked about, so that they never wait for ever")
{
    Talk talk(4, 16);
    for (std::uint32_t i = 0; i < 9; ++i) talk.exchange.add(setting(i));
    talk.exchange.add(line(0));
    Said all;
    for (int i = 0; i < 20 && !talk.exchange.done(); ++i) {
        const auto sent = talk.sends();
        all.insert(all.end(), sent.begin(), sent.end());
        talk.answer(line(0));
    }
    CHECK(talk.exchange.done());
    CHECK(std::ranges::count_if(all, [](const auto& step) { return step.starts_with("!"); }) == 9);
    CHECK(all.back() == "L0");
}

TEST_CASE("the question about a windowful of writes is repeated when it is lost")
{
    Talk talk(4, 16);
    for (std::uint32_t i = 20; i < 26; ++i) talk.exchange.add(setting(i));
    CHECK(talk.sends() == Said{"!20", "!21", "!22", "!23", "L2"});
    talk.pass(60ms);
    CHECK(talk.sends() == Said{"L2"});
    talk.answer(line(2));
    CHECK(talk.sends() == Said{"!24", "!25", "L2"});
}

TEST_CASE("when nobody answers for them, writes stop waiting and the exchange goes on")
{
    Talk talk(4, 16);
    for (std::uint32_t i = 10; i < 16; ++i) talk.exchange.add(setting(i));   // line 1 is asked once only
    talk.exchange.add(leaf(50));
    CHECK(talk.sends() == Said{"!10", "!11", "!12", "!13", "L1"});
    talk.pass(60ms);
    CHECK(talk.silent() == Said{"L1"});
    CHECK(talk.sends() == Said{"who", "!14", "!15", "?50"});
}

TEST_CASE("a question behind a write is asked after it, though the same one is still on its way")
{
    Talk talk(40, 16);
    talk.exchange.add(line(0));
    talk.exchange.add(setting(3));
    talk.exchange.add(line(0));
    CHECK(talk.sends() == Said{"L0", "!3"});
    talk.answer(line(0));   // older than the write
    CHECK_FALSE(talk.exchange.done());
    CHECK(talk.sends() == Said{"L0"});
    talk.answer(line(0));
    CHECK(talk.exchange.done());
}

TEST_CASE("the same question twice without a write between is one")
{
    Talk talk;
    talk.exchange.add(line(0));
    talk.exchange.add(line(0));
    CHECK(talk.sends() == Said{"L0"});
    talk.answer(line(0));
    CHECK(talk.sends().empty());
    CHECK(talk.exchange.done());
    CHECK(talk.exchange.total() == 1);
}

TEST_CASE("what an answer left open is asked before what was not sent yet")
{
    Talk talk(2);
    for (std::uint32_t i = 0; i < 4; ++i) talk.exchange.add(line(i));
    CHECK(talk.sends() == Said{"L0", "L1"});
    talk.answer(line(0));
    talk.exchange.add_soon(leaf(7));
    CHECK(talk.sends() == Said{"?7", "L2"});
    talk.exchange.add_soon(leaf(7));   // on its way already
    talk.answer(leaf(7));
    CHECK(talk.sends() == Said{"L3"});
    CHECK(talk.exchange.total() == 5);
}

TEST_CASE("an abandoned exchange sends nothing new and names what it dropped")
{
    Talk talk(2);
    for (std::uint32_t i = 0; i < 4; ++i) talk.exchange.add(leaf(i));
    talk.exchange.add(setting(70));
    talk.exchange.add(setting(71));
    CHECK(talk.sends() == Said{"?0", "?1"});
    talk.exchange.abandon();
    CHECK(talk.sends().empty());
    CHECK_FALSE(talk.exchange.done());
    talk.exchange.abandon();   // every turn again
    CHECK(talk.answer(leaf(0)));
    CHECK(talk.answer(leaf(1)));
    CHECK(talk.exchange.done());
    CHECK(talk.silent() == Said{"?2", "?3"});
    CHECK(talk.exchange.untold() == std::vector<studio::ParameterId>{70, 71});
}

TEST_CASE("what waits to be repeated is silent when the exchange is abandoned")
{
    Talk talk(2);
    talk.exchange.add(leaf(0));
    talk.sends();
    talk.pass(60ms);
    talk.exchange.abandon();
    CHECK(talk.exchange.done());
    CHECK(talk.silent() == Said{"?0"});
}

TEST_CASE("an ended exchange is done, and all that was not answered is silent")
{
    Talk talk(2);
    for (std::uint32_t i = 0; i < 3; ++i) talk.exchange.add(leaf(i));
    talk.exchange.add(setting(70));
    talk.sends();
    talk.answer(leaf(0));
    talk.exchange.end();
    CHECK(talk.exchange.done());
    CHECK_FALSE(talk.exchange.deadline());
    CHECK(talk.silent() == Said{"?1", "?2"});
    CHECK(talk.exchange.untold() == std::vector<studio::ParameterId>{70});
    CHECK_FALSE(talk.answer(leaf(1)));
}

TEST_CASE("whatever is lost, repeated or late, an exchange ends and sends every write once, in order")
{
    const auto seed = GENERATE(range(1u, 40u));
    std::mt19937 dice(seed);
    Talk talk(GENERATE(1u, 4u, 16u), GENERATE(2u, 8u, 32u), 10);
    Said writes;
    for (std::uint32_t i = 0; i < 120; ++i) {
        talk.exchange.add(setting(i));
        writes.push_back("!" + std::to_string(i));
        if (dice() % 4 == 0) talk.exchange.add(line(i / 10 * 2));
    }
    Said told;
    std::vector<Question> on_their_way;
    for (int i = 0; i < 100'000 && !talk.exchange.done(); ++i) {
        while (const auto step = talk.exchange.next(talk.now)) {
            if (std::holds_alternative<Setting>(*step)) told.push_back(Talk::words(*step));
            else if (dice() % 10 != 0) on_their_way.push_back(std::get<Question>(*step));
        }
        talk.pass(on_their_way.empty() ? 60ms : 1ms);
        if (on_their_way.empty()) continue;
        const auto which = dice() % 5 == 0 ? dice() % on_their_way.size() : 0;
        talk.answer(on_their_way[which]);
        if (dice() % 20 != 0) on_their_way.erase(on_their_way.begin() + static_cast<std::ptrdiff_t>(which));
    }
    CHECK(talk.exchange.done());
    CHECK(told == writes);
}
