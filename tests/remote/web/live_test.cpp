#include "remote/web/live.hpp"

#include <catch2/catch.hpp>

#include <deque>

#include "remote/web/desk_room.hpp"
#include "rig/signal.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::testing;
using namespace std::chrono_literals;
using web::FollowAreas;
using web::FollowScope;
using web::MoveFader;
using web::NotUnderstood;
using web::read_live;

namespace {

/// The page's end of the socket.
struct Tablet : WebSocket {
    explicit Tablet(net::io_context& io) : news(io) {}

    task<std::optional<Message>> read() override
    {
        while (to_read.empty() && is_open) co_await news.wait();
        if (to_read.empty()) co_return std::nullopt;
        auto message = std::move(to_read.front());
        to_read.pop_front();
        co_return message;
    }
    bool send(std::string bytes, bool) override
    {
        heard.push_back(Json::parse(bytes));
        return is_open;
    }
    std::size_t waiting() const override { return unread; }
    void close() override
    {
        is_open = false;
        news.wake_all();
    }
    void say(std::string text, bool is_text = true)
    {
        to_read.push_back({std::move(text), is_text});
        news.wake_all();
    }
    std::size_t count(const std::string& what) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(heard, [&](const Json& message) { return message.contains(what); }));
    }
    /// What was told last of a parameter: [words, position].
    std::optional<std::pair<std::string, double>> value(const std::string& parameter) const
    {
        std::optional<std::pair<std::string, double>> last;
        for (const auto& message : heard)
            for (const auto& value : message.value("values", Json::array()))
                if (value[1] == parameter) last = std::pair(value[2].get<std::string>(), value[3].is_null() ? -1.0 : value[3].get<double>());
        return last;
    }

    rig::Signal news;
    std::deque<Message> to_read;
    std::vector<Json> heard;
    std::size_t unread = 0;
    bool is_open = true;
};

struct Open {
    explicit Open(Permission role = Permission::operate)
    {
        net::co_spawn(room.desk.io, live_conversation(room.room, {role, "anna's phone"})(tablet), [this](std::exception_ptr) { is_over = true; });
    }
    ~Open()
    {
        tablet->close();
        until([&] { return is_over; });
        run_for(room.desk.io, 50ms);
    }
    bool until(const std::function<bool()>& holds) { return run_until(room.desk.io, holds); }
    std::string refusal()
    {
        std::string why;
        for (const auto& message : tablet->heard)
            if (message.contains("refused")) why = message["refused"]["why"].get<std::string>();
        return why;
    }

    DeskRoom room;
    std::shared_ptr<Tablet> tablet = std::make_shared<Tablet>(room.desk.io);
    bool is_over = false;
};

}  // namespace

TEST_CASE("messages of a page are read, or said to be none")
{
    CHECK(std::get<FollowAreas>(read_live(R"({"follow": ["room", "work"]})")).areas == std::vector{Area::room, Area::work});
    CHECK(std::get<FollowScope>(read_live(R"({"follow_scope": "desk ch/* mix"})")).scope == "desk ch/* mix");
    const auto move = std::get<MoveFader>(read_live(R"({"move": ["desk", "ch/03/mix/fader", 0.74]})"));
    CHECK(move.unit == "desk");
    CHECK(move.position == 0.74);
    CHECK(std::get<MoveFader>(read_live(R"({"move": ["desk", "a", 1e300]})")).position == 1);
    CHECK(std::get<MoveFader>(read_live(R"({"move": ["desk", "a", -3]})")).position == 0);
    CHECK(std::get<web::Ping>(read_live(R"({"ping": 7})")).number == 7);
    const std::string bad = GENERATE("", "x", "[]", "{}", "7", R"({"ping": "x"})", R"({"follow": "room"})", R"({"follow": ["nothing"]})", R"({"follow": [7]})", R"({"move": ["desk", "a"]})",
                                     R"({"move": ["desk", "a", "b"]})", R"({"follow_scope": 7})", R"({"ping": 1, "move": []})", R"({"unknown": 1})");
    CAPTURE(bad);
    CHECK(std::holds_alternative<NotUnderstood>(read_live(bad)));
    CHECK(std::holds_alternative<NotUnderstood>(read_live(std::string(web::longest_live_message + 1, ' '))));
    CHECK(std::holds_alternative<NotUnderstood>(read_live(R"({"follow_scope": ")" + std::string(1001, 'a') + "\"}")));
}

TEST_CASE("the first move of a hand may not throw a fader; the following ones may go anywhere")
{
    const auto profile = profile_here("example");
    studio::UnitState page("desk", profile);
    const auto fader = *profile->find("ch/01/mix/fader");
    const auto at = [&](const char* words) { return profile->law_of(fader).parse(words).value(); };
    const rig::RecallPolicy policy;
    web::ScreenHand hand;
    const web::ScreenHand::Time start{1h};
    page.set(fader, at("-10 dB"), studio::Standing::confirmed);
    CHECK(has(hand.objection(page, fader, at("0 dB"), policy, start), "would jump from -10.0 dB"));
    CHECK(has(hand.objection(page, fader, at("0 dB"), policy, start + 100ms), "would jump"));   // the same finger, still beside it
    CHECK(hand.objection(page, fader, at("-8 dB"), policy, start + 200ms).empty());
    CHECK(hand.objection(page, fader, at("+10 dB"), policy, start + 1s).empty());
    CHECK(hand.objection(page, fader, at("-oo"), policy, start + 2s).empty());
    CHECK(has(hand.objection(page, fader, at("+10 dB"), policy, start + 10s), "would jump"));    // it rested
    CHECK(hand.objection(page, fader, at("-60 dB"), policy, start + 20s).empty());               // down may go at once

    page.set(fader, at("-oo"), studio::Standing::confirmed);
    CHECK(hand.objection(page, fader, at("-38 dB"), policy, start + 30s).empty());               // from nothing into the quiet
    CHECK(has(hand.objection(page, fader, at("-20 dB"), policy, start + 40s), "would jump from -oo dB"));
}

TEST_CASE("what needs consent of its own is moved by no hand on a screen")
{
    const auto profile = profile_here("example");
    studio::UnitState page("desk", profile);
    web::ScreenHand hand;
    for (const auto* name : {"ch/01/mix/on", "headamp/000/phantom"}) {
        const auto id = *profile->find(name);
        page.set(id, 0, studio::Standing::confirmed);
        CHECK(has(hand.objection(page, id, 1, {}, {}), "needs consent"));
        CHECK(hand.objection(page, id, 0, {}, {}).empty());
    }
}

TEST_CASE("a page that follows is told the present state once, then each change")
{
    Open open;
    open.tablet->say(R"({"follow": ["sessions", "work"]})");
    REQUIRE(open.until([&] { return open.tablet->count("changed") == 1 && open.tablet->count("work") == 1; }));
    open.room.keep("Mix 1");
    CHECK(open.until([&] { return open.tablet->count("changed") == 2; }));
    CHECK(open.tablet->heard.back().value("changed", "sessions") == "sessions");
    open.tablet->say(R"({"follow_scope": "desk ch/1 mix"})");
    CHECK(open.until([&] { return open.tablet->value("ch/01/mix/fader").has_value(); }));
    CHECK_FALSE(open.tablet->value("ch/02/mix/fader"));
    open.tablet->say(R"({"follow_scope": "desk ch/2 mix"})");   // in place of the one before
    CHECK(open.until([&] { return open.tablet->value("ch/02/mix/fader").has_value(); }));
    open.tablet->say(R"({"ping": 7})");
    CHECK(open.until([&] { return open.tablet->count("pong") == 1; }));
}

TEST_CASE("a hand on the page moves the desk, and the page hears of it")
{
    Open open;
    open.room.poke("ch/01/mix/fader", "-10 dB");
    const auto id = *open.room.desk.profile->find("ch/01/mix/fader");
    finish(open.room.desk.io, open.room.desk.unit()->refresh(id));
    open.tablet->say(R"({"follow_scope": "desk ch/*/mix/fader"})");
    REQUIRE(open.until([&] { return open.tablet->value("ch/01/mix/fader").has_value(); }));
    CHECK(open.tablet->value("ch/01/mix/fader")->second == Approx(0.5).margin(0.001));
    open.tablet->say(R"({"move": ["desk", "ch/01/mix/fader", 0.55]})");
    CHECK(open.until([&] { return open.room.stands("ch/01/mix/fader") == "-8.0 dB"; }));
    CHECK(open.until([&] { return open.tablet->value("ch/01/mix/fader")->first == "-8.0 dB"; }));
    CHECK(open.refusal().empty());
}

TEST_CASE("a move that is refused brings the true value back")
{
    Open open;
    open.room.poke("ch/01/mix/fader", "-10 dB");
    finish(open.room.desk.io, open.room.desk.unit()->refresh(*open.room.desk.profile->find("ch/01/mix/fader")));
    open.tablet->say(R"({"move": ["desk", "ch/01/mix/fader", 1.0]})");
    REQUIRE(open.until([&] { return open.tablet->count("refused") == 1; }));
    const auto& refused = open.tablet->heard.back()["refused"];
    CHECK(refused["parameter"] == "ch/01/mix/fader");
    CHECK(refused["value"] == "-10.0 dB");
    CHECK(refused["position"].get<double>() == Approx(0.5).margin(0.001));
    const auto [message, why] = GENERATE(table<std::string, std::string>({{R"({"move": ["nobody", "a", 0]})", "There is no nobody a to move."},
                                                                          {R"({"move": ["desk", "nothing", 0]})", "There is no desk nothing to move."},
                                                                          {R"({"move": ["desk", "-show/prepos/current", 0]})", "There is no desk -show/prepos/current to move."},
                                                                          {R"({"move": ["desk", "ch/01/config/name", 0]})", "ch/01/config/name has no way from low to high."}}));
    open.tablet->say(message);
    CHECK(open.until([&] { return open.refusal() == why; }));
    CHECK(open.tablet->is_open);
    CHECK(open.room.stands("ch/01/mix/fader") == "-10.0 dB");
}

TEST_CASE("who may only look moves nothing, and who may not even look hears nothing")
{
    Open open(Permission::view);
    const auto before = open.room.desk.values();
    open.tablet->say(R"({"move": ["desk", "ch/01/mix/fader", 0.01]})");
    CHECK(open.until([&] { return has(open.refusal(), "operate"); }));
    CHECK(open.room.desk.values() == before);
    Open shut(Permission::nothing);
    CHECK(shut.until([&] { return shut.is_over; }));
    CHECK(shut.tablet->heard.empty());
}

TEST_CASE("what is no message ends the conversation with a word")
{
    Open open;
    const auto [text, is_text] = GENERATE(table<std::string, bool>({{"nonsense", true}, {R"({"ping": 1})", false}, {std::string(web::longest_live_message + 1, 'x'), true}}));
    open.tablet->say(text, is_text);
    CHECK(open.until([&] { return open.is_over; }));
    CHECK_FALSE(open.refusal().empty());
    CHECK_FALSE(open.tablet->is_open);
}

TEST_CASE("a flood ends the conversation")
{
    Open open;
    for (int i = 0; i < 500; ++i) open.tablet->say(R"({"ping": 1})");
    CHECK(open.until([&] { return open.is_over; }));
    CHECK(has(open.refusal(), "200 messages"));
    CHECK(open.tablet->count("pong") <= 200);
}

TEST_CASE("a scope that is none is told, and the page goes on")
{
    Open open;
    open.tablet->say(R"({"follow_scope": "nonsense"})");
    CHECK(open.until([&] { return has(open.refusal(), "neither a unit"); }));
    CHECK(open.tablet->is_open);
}

TEST_CASE("a page that reads slowly gets the latest, not all")
{
    Open open;
    open.tablet->say(R"({"follow_scope": "desk ch/1 mix"})");
    REQUIRE(open.until([&] { return open.tablet->value("ch/01/mix/pan").has_value(); }));
    const auto before = open.tablet->count("values");
    open.tablet->unread = 1;
    const auto id = *open.room.desk.profile->find("ch/01/mix/pan");
    for (std::int32_t i = 0; i <= 100; ++i) {
        open.room.desk.studio.apply("desk", id, i, studio::Standing::confirmed, studio::Origin::device);
        open.room.desk.io.poll();
    }
    run_for(open.room.desk.io, 100ms);
    CHECK(open.tablet->count("values") == before);
    open.tablet->unread = 0;
    CHECK(open.until([&] { return open.tablet->value("ch/01/mix/pan")->first == "+100"; }));
    CHECK(open.tablet->count("values") == before + 1);
}
