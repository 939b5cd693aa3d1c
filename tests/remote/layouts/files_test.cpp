#include <zlib.h>

#include <set>

#include "remote/layouts/base64.hpp"
#include "remote/layouts/furnished.hpp"
#include "remote/layouts/layout_client.hpp"
#include "remote/layouts/stage_control.hpp"
#include "remote/layouts/touch_osc.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;

namespace {

std::string unpacked(const std::string& file)
{
    std::string text(4u << 20, '\0');
    auto size = static_cast<uLong>(text.size());
    REQUIRE(::uncompress(reinterpret_cast<Bytef*>(text.data()), &size, reinterpret_cast<const Bytef*>(file.data()), static_cast<uLong>(file.size())) == Z_OK);
    text.resize(size);
    return text;
}

std::size_t count(const std::string& text, const std::string& what)
{
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++found;
    return found;
}

/// Every text between two marks.
std::vector<std::string> between(const std::string& text, const std::string& open, const std::string& close)
{
    std::vector<std::string> found;
    for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        at += open.size();
        found.push_back(text.substr(at, text.find(close, at) - at));
    }
    return found;
}

std::set<std::string> addresses(const Layout& layout)
{
    std::set<std::string> all;
    for (const auto& page : layout.pages)
        for (const auto& control : page.controls)
            for (const auto* address : {&control.sends.address, &control.shows})
                if (!address->empty()) all.insert(*address);
    return all;
}

void collect(const Json& widget, std::vector<Json>& all)
{
    for (const auto* list : {"tabs", "widgets"})
        if (widget.contains(list))
            for (const auto& child : widget[list]) collect(child, all);
    all.push_back(widget);
}

std::vector<Json> widgets_of(const Json& session)
{
    std::vector<Json> all;
    collect(session["content"], all);
    return all;
}

std::string text_of(const Json& widget, const char* name) 
{
    return widget.contains(name) && widget[name].is_string() ? widget[name].get<std::string>() : std::string();
}

const Layout of_two = make_layout(two_strips, 9000);

}  // namespace

TEST_CASE("an Open Stage Control session has the form that its version 1 reads")
{
    const Json session = Json::parse(stage_control_session(of_two));
    CHECK(session["createdWith"] == "Open Stage Control");
    CHECK(session["type"] == "session");
    CHECK(session["version"].get<std::string>().starts_with("1."));
    CHECK(session["content"]["type"] == "root");
    CHECK(session["content"]["tabs"].size() == of_two.pages.size());
    CHECK_FALSE(session["content"].contains("widgets"));   // a container has widgets or tabs
    std::set<std::string> ids, found;
    const auto widgets = widgets_of(session);
    for (const auto& widget : widgets) {
        INFO(widget["id"]);
        CHECK(ids.insert(widget["id"].get<std::string>()).second);   // the same id would make clones of them
        CHECK(std::set<std::string>{"root", "tab", "button", "text", "fader", "input"}.contains(widget["type"].get<std::string>()));
        if (widget.contains("address")) found.insert(widget["address"].get<std::string>());
    }
    CHECK(found == addresses(of_two));
}

TEST_CASE("what an Open Stage Control session only shows sends nothing")
{
    const auto widgets = widgets_of(Json::parse(stage_control_session(of_two)));
    for (const auto& widget : widgets) {
        INFO(widget["id"]);
        if (widget["type"] == "fader") CHECK(widget["interaction"].get<bool>() == text_of(widget, "address").starts_with("/recalld/position/"));
        if (widget["type"] == "root") CHECK(widget["bypass"] == true);   // choosing a tab is nobody's business
        if (widget["type"] == "button") CHECK((widget["on"] == 1 && widget["off"] == 0));
    }
    const auto consent = std::ranges::find_if(widgets, [](const Json& widget) { return text_of(widget, "label") == "unmute"; });
    REQUIRE(consent != widgets.end());
    CHECK((*consent)["address"] == "/recalld/set");
    CHECK((*consent)["preArgs"] == Json{"desk", "ch/01/mix/on", "ON", "allow=unmute"});
}

TEST_CASE("an Open Stage Control session connects by itself and keeps its leases")
{
    const auto script = Json::parse(stage_control_session(of_two))["content"]["onCreate"].get<std::string>();
    CHECK(script.find("send(\"/recalld/unsubscribe\", \"layout\")\n") != std::string::npos);
    CHECK(script.find("send(\"/recalld/subscribe\", \"layout\", \"seconds=60\")\n") != std::string::npos);
    CHECK(script.find("setInterval(keep, 20000)") != std::string::npos);
}

TEST_CASE("a TouchOSC file is its XML, packed")
{
    const auto xml = unpacked(touch_osc_file(of_two));
    CHECK(xml == touch_osc_xml(of_two));
    CHECK(xml.starts_with("<?xml version='1.0' encoding='UTF-8'?>\n<lexml version='3'>"));
    for (const auto* element : {"node", "properties", "values", "messages", "children", "osc", "path", "arguments", "partial", "key"}) {
        INFO(element);
        CHECK(count(xml, std::string("<") + element + ">") + count(xml, std::string("<") + element + " ") == count(xml, std::string("</") + element + ">"));
    }
}

TEST_CASE("the addresses of a TouchOSC layout are those of the layout, and every node has its own number")
{
    const auto xml = touch_osc_xml(of_two);
    const auto paths = between(xml, "<path><partial><type>CONSTANT</type><conversion>STRING</conversion><value><![CDATA[", "]]>");
    auto wanted = addresses(of_two);
    wanted.erase("/recalld/log");   // nothing there takes a keyboard
    CHECK(std::set<std::string>(paths.begin(), paths.end()) == wanted);
    const auto ids = between(xml, "<node ID='", "'");
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    CHECK(ids.size() > 100);
    CHECK(count(xml, "type='PAGER'") == 1);
}

TEST_CASE("names cannot break a TouchOSC layout")
{
    const auto xml = touch_osc_xml(of_two);
    CHECK(xml.find("<S&N> ]]]]><![CDATA[> 'é'") != std::string::npos);
    auto strips = two_strips;
    strips[0].words = std::string("bell \x07 and nul \0 here", 21);
    const auto controls = touch_osc_xml(make_layout(strips, 0));
    CHECK(controls.find("bell   and nul   here") != std::string::npos);
    CHECK(std::ranges::none_of(controls, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 && letter != '\n'; }));
}

TEST_CASE("the script of a TouchOSC layout says where it listens and speaks on the first connection only")
{
    const auto xml = touch_osc_xml(of_two);
    CHECK(xml.find("  sendOSC(\"/recalld/port\", \"9000\", there)\n") != std::string::npos);
    CHECK(xml.find("  sendOSC(\"/recalld/subscribe\", \"layout\", \"seconds=60\", there)\n") != std::string::npos);
    CHECK(xml.find("local there = {true, false") != std::string::npos);
    CHECK(between(xml, "<connections>", "</connections>") == std::vector<std::string>(count(xml, "<osc>"), "00001"));
}

TEST_CASE("the same layout is the same file")
{
    CHECK(touch_osc_file(of_two) == touch_osc_file(make_layout(two_strips, 9000)));
    CHECK(stage_control_session(of_two) == stage_control_session(make_layout(two_strips, 9000)));
}

TEST_CASE("base64")
{
    const auto [bytes, text] = GENERATE(table<std::string, std::string>({{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
                                                                         {"foobar", "Zm9vYmFy"}, {"\xff\xfe", "//4="}}));   // RFC 4648, section 10
    CHECK(to_base64(bytes) == text);
}

TEST_CASE("the verb layout hands out both files and says what it does not know")
{
    Furnished room("example");
    const auto ask = [&](Json arguments) {
        Call call = call_of(room.room, std::move(arguments), Permission::view, "anna");
        return finish(room.io, perform("layout", std::move(call)));
    };
    const auto expected = make_layout(layout_strips(room.rig), 0);
    CHECK(ask({{"kind", "open-stage-control"}}) ==
          Json{{"kind", "open-stage-control"}, {"name", "recalld.json"}, {"encoding", "text"}, {"text", stage_control_session(expected)}});
    const auto touch = ask({{"kind", "touchosc"}, {"reply_port", 0U}});
    CHECK(touch["name"] == "recalld.tosc");
    CHECK(touch["encoding"] == "base64");
    CHECK(touch["text"] == to_base64(touch_osc_file(expected)));
    CHECK(ask({{"kind", "touchosc"}})["text"] == to_base64(touch_osc_file(make_layout(layout_strips(room.rig), 9000))));
    CHECK_THROWS_WITH(ask({{"kind", "lemur"}}), Catch::Contains("open-stage-control and touchosc"));
    CHECK_THROWS_WITH(ask({{"kind", "touchosc"}, {"reply_port", 80U}}), Catch::Contains("1024"));
    CHECK_THROWS_WITH(ask({{"kind", "touchosc"}, {"reply_port", 65536U}}), Catch::Contains("65535"));
}
