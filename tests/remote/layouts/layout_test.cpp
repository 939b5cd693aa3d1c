#include "remote/layouts/layout.hpp"

#include <set>

#include "remote/layouts/furnished.hpp"
#include "remote/layouts/layout_client.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;

namespace {

/// What a door answers by itself, without the one table.
const std::set<std::string> of_doors{"/recalld/subscribe", "/recalld/unsubscribe", "/recalld/port"};

bool is_live(const rig::Rig& rig, std::string_view address)
{
    constexpr std::string_view front = "/recalld/position/";
    if (!address.starts_with(front)) return false;
    address.remove_prefix(front.size());
    const auto slash = address.find('/');
    const auto unit = rig.find(address.substr(0, slash));
    return unit && unit->profile()->find(address.substr(slash + 1));
}

bool is_verb(std::string_view address)
{
    constexpr std::string_view front = "/recalld/";
    return address.starts_with(front) && verb_named(address.substr(front.size()));
}

bool do_overlap(const Rectangle& a, const Rectangle& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

Layout layout_of(const std::string& profile, std::uint16_t port)
{
    const Furnished room(profile);
    return make_layout(layout_strips(room.rig), port);
}

}  // namespace

TEST_CASE("every address of a layout leads somewhere")
{
    const auto profile = GENERATE("example", "consoles/x32", "consoles/x-air", "example-midi");
    const Furnished room(profile);
    const auto layout = make_layout(layout_strips(room.rig), 9000);
    for (const auto& page : layout.pages)
        for (const auto& control : page.controls) {
            INFO(profile << " " << page.name << " " << control.caption << " " << control.sends.address << " " << control.shows);
            if (!control.sends.empty()) {
                const auto& to = control.sends.address;
                CHECK((LayoutClient::is_button(to) || is_verb(to) || is_live(room.rig, to) || of_doors.contains(to)));
            }
            if (!control.shows.empty()) CHECK((LayoutClient::is_label(control.shows) || is_live(room.rig, control.shows)));
            const bool is_told = control.kind == ControlKind::fader || control.kind == ControlKind::bar;
            if (is_told) CHECK(!control.shows.empty());
            const bool says = control.kind != ControlKind::label && control.kind != ControlKind::bar;
            CHECK(says == !control.sends.empty());
        }
    for (const auto* messages : {&layout.begins, &layout.keeps})
        for (const auto& message : *messages) CHECK(of_doors.contains(message.address));
}

TEST_CASE("what a layout can ask covers what a session needs, and every label is told")
{
    const auto layout = layout_of("example", 0);
    LayoutClient client;
    std::set<std::string> asked, shown;
    const auto note = [&](const LayoutStep& step) {
        for (const auto& ask : step.asks) asked.insert(ask.verb);
    };
    const auto first = client.begin();
    note(first);
    note(client.took({"sessions", {{"offset", 0U}}}, {{"sessions", {{{"session", "A"}}}}, {"total", 1}}));
    note(client.press("/recalld/layout/sessions/1"));
    note(client.took({"versions", {{"session", "A"}, {"offset", 0U}}}, {{"versions", {{{"version", "1"}}}}, {"total", 1}}));
    note(client.press("/recalld/layout/versions/1"));
    for (const auto& page : layout.pages)
        for (const auto& control : page.controls) {
            if (!control.shows.empty()) shown.insert(control.shows);
            if (!LayoutClient::is_button(control.sends.address) || control.sends.address.find("versions/") != std::string::npos) continue;
            const auto step = client.press(control.sends.address);
            note(step);
            for (const auto& ask : step.asks)   // so that the next order is free
                note(client.failed(ask, {{"error", {{"code", "refused"}, {"confirm", 1U}}}}));
            if (control.sends.address.ends_with("sessions/1")) note(client.took({"versions", {{"session", "A"}, {"offset", 0U}}}, {{"versions", {{{"version", "1"}}}}, {"total", 1}}));
            if (control.sends.address.find("sessions/") != std::string::npos) note(client.press("/recalld/layout/versions/1"));
        }
    for (const auto* verb : {"sessions", "versions", "plan", "recall", "confirm", "undo", "cancel", "report", "log", "status", "entries"}) {
        INFO(verb);
        CHECK(asked.contains(verb));
        CHECK(verb_named(verb));
    }
    for (const auto& label : first.labels) {
        INFO(label.address);
        CHECK(shown.contains(label.address));
    }
}

TEST_CASE("what a layout asks fits the arguments of the verbs")
{
    Furnished room("example");
    const auto ask = [&](const LayoutAsk& asked) {
        Call call = call_of(room.room, asked.arguments, Permission::edit, "anna");
        try {
            finish(room.io, perform(asked.verb, std::move(call)));
        } catch (const VerbError& error) {
            return error.code;
        }
        return std::string("done");
    };
    CHECK(ask({"sessions", {{"offset", 0U}, {"count", 8U}}}) == "done");
    CHECK(ask({"entries", {{"offset", 0U}, {"count", 8U}}}) == "done");
    CHECK(ask({"status", Json::object()}) == "done");
    CHECK(ask({"log", {{"text", "good take"}, {"session", "Night Train"}}}) == "done");
    CHECK(ask({"versions", {{"session", "Night Train"}, {"offset", 0U}, {"count", 8U}}}) == "not_found");
    CHECK(ask({"plan", {{"session", "Night Train"}, {"version", "Mix 3@2"}}}) == "not_found");
    CHECK(ask({"confirm", {{"id", 7U}}}) == "nothing_to_confirm");
    CHECK(ask({"cancel", Json::object()}) == "done");
}

TEST_CASE("no control lies over another or beside the layout")
{
    const auto layout = layout_of(GENERATE("example", "consoles/x32", "example-midi"), 9000);
    CHECK(layout.pages.size() == 6);
    for (const auto& page : layout.pages)
        for (std::size_t i = 0; i < page.controls.size(); ++i) {
            const auto& at = page.controls[i].at;
            INFO(page.name << " " << i << " " << page.controls[i].caption);
            CHECK((at.x >= 0 && at.y >= layout_tabs && at.width >= 20 && at.height >= 20 && at.x + at.width <= layout_width && at.y + at.height <= layout_height));
            for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(do_overlap(at, page.controls[j].at));
        }
}

TEST_CASE("the faders are the first strips that hands reach, as they are named now")
{
    Furnished room("consoles/x32");
    const auto name = room.profile->find("ch/03/config/name").value();
    room.studio.apply("desk", name, std::string("Kick"), studio::Standing::confirmed, studio::Origin::device);
    const auto strips = layout_strips(room.rig);
    REQUIRE(strips.size() == layout_faders);
    CHECK(strips[2].words == "ch 3 \"Kick\"");
    CHECK(strips[2].fader == "ch/03/mix/fader");
    CHECK(strips[2].mute == "ch/03/mix/on");
    CHECK(strips[2].clear == "ON");
    CHECK_FALSE(strips[2].is_lit_muted);
    CHECK(layout_strips(Furnished("example").rig).size() == 4);
    CHECK(layout_strips(Furnished("example-midi").rig).empty());
}

TEST_CASE("what the faders subscribe to is what they show")
{
    const Furnished room("consoles/x32");
    const auto layout = make_layout(layout_strips(room.rig), 0);
    const auto& message = layout.keeps.back();
    REQUIRE(message.arguments.size() == 3);
    CHECK(message.arguments[2] == "as=position");
    const auto covered = room.rig.scope(message.arguments[0]).cover("desk", *room.profile);
    std::set<std::string> told, shown;
    for (studio::ParameterId id = 0; id < covered.size(); ++id)
        if (covered[id]) told.insert("/recalld/position/desk/" + (*room.profile)[id].name);
    for (const auto& page : layout.pages)
        for (const auto& control : page.controls)
            if (control.shows.starts_with("/recalld/position/")) shown.insert(control.shows);
    CHECK(told == shown);
    CHECK(told.size() == 16);
}

TEST_CASE("a device that listens elsewhere says so before anything else")
{
    CHECK(make_layout(two_strips, 9000).keeps.front().address == "/recalld/port");
    for (const auto& message : make_layout(two_strips, 0).keeps) CHECK(message.address == "/recalld/subscribe");
    CHECK(make_layout({}, 0).keeps.size() == 1);
}
