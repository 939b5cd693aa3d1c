#include "remote/osc/osc_request.hpp"

#include <catch2/catch.hpp>

#include <limits>

#include "osc/packet.hpp"
#include "remote/osc/osc_words.hpp"

using namespace recalld;
using namespace recalld::remote;
using osc::Arg;
using namespace std::string_literals;

namespace {

using Args = std::vector<Arg>;

OscRequest read(const osc::Bytes& packet)
{
    const auto message = osc::read_message(packet);
    REQUIRE(message.has_value());
    return read_osc_request(*message);
}

OscRequest read(const std::string& address, const Args& args) { return read(osc::message(address, args)); }

std::string refusal(const std::string& address, const Args& args)
{
    try {
        read(address, args);
    } catch (const VerbError& error) {
        return error.code + ": " + error.what();
    }
    return "taken";
}

/// `recall {"session":"S"} down 10+5`
std::string words(const OscRequest& request)
{
    std::string all = std::string(request.verb->name) + " " + request.arguments.dump();
    if (request.press != OscPress::none) all += request.press == OscPress::down ? " down" : " up";
    if (request.offset || request.count) all += " " + std::to_string(request.offset.value_or(0)) + "+" + (request.count ? std::to_string(*request.count) : "");
    return all;
}

}  // namespace

TEST_CASE("plain arguments stand in the order of the table, whatever their type")
{
    const auto [address, args, wanted] = GENERATE(table<std::string, Args, std::string>({
        {"/recalld/status", {}, "status {}"},
        {"/recalld/get", {"desk"s, "ch/03/mix/fader"s}, R"(get {"unit":"desk","parameter":"ch/03/mix/fader"})"},
        {"/recalld/set", {"desk"s, "ch/03/mix/fader"s, -6.5F}, R"(set {"unit":"desk","parameter":"ch/03/mix/fader","value":"-6.5"})"},
        {"/recalld/set", {"desk"s, "ch/03/mix/on"s, 1}, R"(set {"unit":"desk","parameter":"ch/03/mix/on","value":"1"})"},
        {"/recalld/set", {"desk"s, "ch/03/mix/on"s, true}, R"(set {"unit":"desk","parameter":"ch/03/mix/on","value":"true"})"},
        {"/recalld/set", {"desk"s, "ch/03/mix/fader"s, "-oo"s}, R"(set {"unit":"desk","parameter":"ch/03/mix/fader","value":"-oo"})"},
        {"/recalld/set", {"desk"s, "ch/03/mix/fader"s, 0.1F}, R"(set {"unit":"desk","parameter":"ch/03/mix/fader","value":"0.1"})"},
        {"/recalld/capture", {3, 3.0F}, R"(capture {"session":"3","version":"3"})"},
        {"/recalld/capture", {3.0, std::int64_t{12}}, R"(capture {"session":"3","version":"12"})"},
        {"/recalld/capture", {osc::Symbol{"S"}, 'x'}, R"(capture {"session":"S","version":"x"})"},
        {"/recalld/recall", {"S"s, "V"s, "ch/1-8"s}, R"(recall {"session":"S","version":"V","scope":"ch/1-8"})"},
        {"/recalld/recall", {"S"s, "V"s, ""s, "gain"s}, R"(recall {"session":"S","version":"V","allow":"gain"})"},
        {"/recalld/recall", {"S"s, "V"s, "allow=gain,unmute"s, "mute_first=on"s}, R"(recall {"session":"S","version":"V","allow":"gain,unmute","mute_first":true})"},
        {"/recalld/recall", {"S"s, "V"s, "dry_run=0"s}, R"(recall {"session":"S","version":"V","dry_run":false})"},
        {"/recalld/capture", {"S"s, "V"s, "note=bass = DI, no amp"s}, R"(capture {"session":"S","version":"V","note":"bass = DI, no amp"})"},
        {"/recalld/log", {"x=1 is no option"s}, R"(log {"text":"x=1 is no option"})"},
        {"/recalld/undo", {"all"s, true}, R"(undo {"allow":"all","dry_run":true})"},
        {"/recalld/undo", {"all"s, 1.0F}, R"(undo {"allow":"all","dry_run":true})"},
        {"/recalld/diff", {"S/V"s, "live"s}, R"(diff {"from":{"session":"S","version":"V"},"to":"live"})"},
        {"/recalld/diff", {"Night Train/Mix 3@2"s, "S/V"s, "ch/*"s},
         R"(diff {"from":{"session":"Night Train","version":"Mix 3@2"},"to":{"session":"S","version":"V"},"scope":"ch/*"})"},
        {"/recalld/revoke", {"12"s}, R"(revoke {"id":12})"},
        {"/recalld/revoke", {12.0F}, R"(revoke {"id":12})"},
        {"/recalld/get", {osc::ArrayBegin{}, "desk"s, "a"s, osc::ArrayEnd{}, osc::Nothing{}}, R"(get {"unit":"desk","parameter":"a"})"},
        {"/recalld/pair", {"ABCD2345"s}, R"(pair {"code":"ABCD2345"})"},
        {"/recalld/port", {9000}, R"(port {"port":9000})"},
        {"/recalld/port", {9000.0F}, R"(port {"port":9000})"},
        {"/recalld/subscribe", {"desk ch/1-8 mix"s, 30}, R"(subscribe {"area":"desk ch/1-8 mix","seconds":30})"},
        {"/recalld/subscribe", {"room"s, 30.0F}, R"(subscribe {"area":"room","seconds":30})"},
        {"/recalld/subscribe", {"desk"s, "as=position"s}, R"(subscribe {"area":"desk","as":"position"})"},
        {"/recalld/unsubscribe", {}, "unsubscribe {}"},
    }));
    CHECK(words(read(address, args)) == wanted);
}

TEST_CASE("arguments may stand in the address")
{
    const auto [address, args, wanted] = GENERATE(table<std::string, Args, std::string>({
        {"/recalld/recall/Night%20Train/Mix%203", {}, R"(recall {"session":"Night Train","version":"Mix 3"})"},
        {"/recalld/recall/Night%20Train", {"Mix 3"s}, R"(recall {"session":"Night Train","version":"Mix 3"})"},
        {"/recalld/get/desk/ch/03/mix/fader", {}, R"(get {"unit":"desk","parameter":"ch/03/mix/fader"})"},
        {"/recalld/set/desk/ch/03/mix/fader", {-5}, R"(set {"unit":"desk","parameter":"ch/03/mix/fader","value":"-5"})"},
        {"/recalld/set/desk/ch%2F03%2Fmix%2Ffader/-5", {}, R"(set {"unit":"desk","parameter":"ch/03/mix/fader","value":"-5"})"},
        {"/recalld/sessions/20/10", {}, "sessions {} 20+10"},
        {"/recalld/recall/S/V/scope=ch%2F1-8", {}, R"(recall {"session":"S","version":"V","scope":"ch/1-8"})"},
        {"/recalld/capture/100%/50%zz", {}, R"(capture {"session":"100%","version":"50%zz"})"},
        {"/recalld/subscribe/room", {}, R"(subscribe {"area":"room"})"},
        {"/recalld/status/", {}, "status {}"},
    }));
    CHECK(words(read(address, args)) == wanted);
}

TEST_CASE("a message without a type tag string is a request like any other")
{
    CHECK(words(read(osc::bare("/recalld/ping"))) == "ping {}");
    CHECK(words(read(osc::bare("/recalld/recall/S/V"))) == R"(recall {"session":"S","version":"V"})");
}

TEST_CASE("a lone number behind everything that has to be said is a finger on a button")
{
    const auto [address, args, wanted] = GENERATE(table<std::string, Args, std::string>({
        {"/recalld/undo", {1.0F}, "undo {} down"},
        {"/recalld/undo", {0.0F}, "undo {} up"},
        {"/recalld/undo", {1}, "undo {} down"},
        {"/recalld/undo", {true}, "undo {} down"},
        {"/recalld/undo", {false}, "undo {} up"},
        {"/recalld/undo", {osc::Impulse{}}, "undo {} down"},
        {"/recalld/undo", {0.5F}, "undo {} down"},
        {"/recalld/undo", {0.49F}, "undo {} up"},
        {"/recalld/undo", {"allow=gain"s, 1.0F}, R"(undo {"allow":"gain"} down)"},
        {"/recalld/undo", {"gain"s, 1.0F}, R"(undo {"allow":"gain","dry_run":true})"},   // a flag is wanted there
        {"/recalld/recall/S/V", {1.0F}, R"(recall {"session":"S","version":"V"} down)"},
        {"/recalld/recall", {"S"s, "V"s, 0.0F}, R"(recall {"session":"S","version":"V"} up)"},
        {"/recalld/recall", {"S"s, "V"s, "ch/1-8"s, 1.0F}, R"(recall {"session":"S","version":"V","scope":"ch/1-8"} down)"},
        {"/recalld/recall", {"S"s, "V"s, "allow=all"s, 1.0F}, R"(recall {"session":"S","version":"V","allow":"all"} down)"},
        {"/recalld/status", {1}, "status {} down"},
        {"/recalld/ping", {1.0F}, "ping {} down"},
        {"/recalld/set/desk/ch/01/mix/on/", {1.0F}, R"(set {"unit":"desk","parameter":"ch/01/mix/on","value":"1"})"},
        {"/recalld/set", {"desk"s, "ch/01/mix/fader"s, "-5"s, 1.0F}, R"(set {"unit":"desk","parameter":"ch/01/mix/fader","value":"-5"} down)"},
        {"/recalld/sessions", {1.0F}, "sessions {} down"},
        {"/recalld/sessions", {0.0F}, "sessions {} up"},
        {"/recalld/sessions", {20}, "sessions {} 20+"},
        {"/recalld/sessions", {20, 10}, "sessions {} 20+10"},
        {"/recalld/sessions", {20.0F, 10.0F}, "sessions {} 20+10"},
        {"/recalld/versions", {"S"s, 1.0F}, R"(versions {"session":"S"} down)"},
        {"/recalld/versions", {"S"s, 20, 5}, R"(versions {"session":"S"} 20+5)"},
        {"/recalld/diff", {"S/V"s, "live"s, 20, 5}, R"(diff {"from":{"session":"S","version":"V"},"to":"live"} 20+5)"},
        {"/recalld/diff", {"S/V"s, "live"s, "count=5"s}, R"(diff {"from":{"session":"S","version":"V"},"to":"live"} 0+5)"},
        {"/recalld/report", {3}, R"(report {"recall":3})"},
        {"/recalld/report", {1.0F}, "report {} down"},
        {"/recalld/confirm", {1.0F}, "confirm {} down"},
        {"/recalld/confirm", {7}, R"(confirm {"id":7})"},
        {"/recalld/subscribe/room", {1.0F}, R"(subscribe {"area":"room"} down)"},
        {"/recalld/subscribe/room", {0.0F}, R"(subscribe {"area":"room"} up)"},
    }));
    CHECK(words(read(address, args)) == wanted);
}

TEST_CASE("what cannot be meant is refused in words")
{
    const float no_number = std::numeric_limits<float>::quiet_NaN();
    const auto [address, args, wanted] = GENERATE_COPY(table<std::string, Args, std::string>({
        {"/recalld/recal", {}, "unknown_verb: there is no \"recal\"; did you mean \"recall\"?"},
        {"/recalld/", {}, "unknown_verb: there is no \"\""},
        {"/recalld/revoke", {-1}, "usage: revoke: \"id\" is a whole number from 0, not \"-1\""},
        {"/recalld/revoke", {1.5F}, "usage: revoke: \"id\" is a whole number from 0, not \"1.5\""},
        {"/recalld/revoke", {"x"s}, "usage: revoke: \"id\" is a whole number from 0, not \"x\""},
        {"/recalld/revoke", {1e30F}, "usage: revoke: \"id\" is a whole number from 0, not \"1e+30\""},
        {"/recalld/status", {"x"s}, "usage: status: too many arguments; it takes none"},
        {"/recalld/get", {"a"s, "b"s, "c"s}, "usage: get: too many arguments; it takes unit, parameter"},
        {"/recalld/get", {"a"s, "b"s, 1.0F, 1.0F}, "usage: get: too many arguments; it takes unit, parameter"},
        {"/recalld/undo", {"allow=a"s, "allow=b"s}, "usage: undo: \"allow\" is said twice"},
        {"/recalld/undo", {"dry_run=maybe"s}, "usage: undo: \"dry_run\" is true or false, not \"maybe\""},
        {"/recalld/diff", {"S"s, "live"s}, "usage: diff: \"from\" is \"Session/Version\" or \"live\", not \"S\""},
        {"/recalld/set", {"desk"s, "x"s, no_number}, "usage: a number that is none was sent"},
        {"/recalld/get", {osc::Bytes(4), "x"s}, "usage: an argument of type b was sent; send numbers, texts or flags"},
        {"/recalld/get", {osc::immediately}, "usage: an argument of type t was sent; send numbers, texts or flags"},
        {"/recalld/capture", {"\xFFtest"s, "V"s}, "usage: a text was sent that is no UTF-8"},
        {"/recalld/capture/%FF/V", {}, "usage: the address holds a text that is no UTF-8"},
    }));
    CHECK(refusal(address, args) == wanted);
}

TEST_CASE("what an address must not hold is written as %XX, and read back")
{
    const auto [text, address] = GENERATE(table<std::string, std::string>({
        {"desk", "desk"}, {"Night Train", "Night%20Train"}, {"a#b", "a%23b"}, {"100%", "100%25"}, {"ch/03/mix", "ch/03/mix"}, {"ü", "%C3%BC"}, {"[x]{y}?*,", "%5Bx%5D%7By%7D%3F%2A%2C"}}));
    CHECK(osc_escaped(text) == address);
    CHECK(osc_unescaped(address) == text);
}

TEST_CASE("texts are cut between characters")
{
    CHECK(cut_utf8("abc", 5) == "abc");
    CHECK(cut_utf8("abc", 2) == "ab");
    CHECK(cut_utf8("aüb", 2) == "a");
    CHECK(cut_utf8("aüb", 3) == "aü");
    CHECK(cut_utf8("𝄞", 3).empty());
    CHECK(cut_utf8("", 0).empty());
}
