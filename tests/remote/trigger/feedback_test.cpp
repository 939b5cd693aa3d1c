#include "remote/trigger/feedback.hpp"

#include <catch2/catch.hpp>

#include "osc/packet.hpp"

using namespace recalld;
using namespace recalld::remote;
using wire::bytes;

TEST_CASE("a button's light tells what came of it")
{
    rig::FeedbackConfig feedback{.number = 60, .channel = 2};
    CHECK(feedback_message(feedback, TriggerState::accepted) == bytes("91 3C 01"));
    CHECK(feedback_message(feedback, TriggerState::running) == bytes("91 3C 40"));
    CHECK(feedback_message(feedback, TriggerState::done) == bytes("91 3C 7F"));
    CHECK(feedback_message(feedback, TriggerState::differs) == bytes("91 3C 03"));
    CHECK(feedback_message(feedback, TriggerState::refused) == bytes("91 3C 05"));
    feedback.is_note = false;
    feedback.done = 21;
    CHECK(feedback_message(feedback, TriggerState::done) == bytes("B1 3C 15"));
}

TEST_CASE("over OSC the state and its words go to an address that every reader takes")
{
    CHECK(feedback_address("footswitch") == "/recalld/trigger/footswitch");
    CHECK(feedback_address("daw recall #1") == "/recalld/trigger/daw%20recall%20%231");
    CHECK(feedback_address("a/ä%") == "/recalld/trigger/a%2F%C3%A4%25");
    const auto packet = feedback_text("x", TriggerState::refused, "why");
    const auto message = osc::read_message(packet).value();
    CHECK(message.address() == "/recalld/trigger/x");
    CHECK(message.argument(0).text().value() == "refused");
    CHECK(message.argument(1).text().value() == "why");
    const auto long_packet = feedback_text("x", TriggerState::done, std::string(999, 'a') + "äää");
    CHECK(osc::read_message(long_packet).value().argument(1).text().value() == std::string(999, 'a'));
}
