#include "load/any_profile.hpp"
#include "load/surface_yaml.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <map>

using namespace recalld;
using namespace std::chrono_literals;
using studio::ColourKind;
using studio::Handshake;
using studio::MeterKind;
using studio::RingStyle;
using studio::Surface;

namespace {

const std::filesystem::path folder = recalld::testing::source_dir() + "/profiles/surfaces";

std::vector<std::string> every_surface()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) names.push_back(entry.path().stem().string());
    std::ranges::sort(names);
    return names;
}

const Surface& surface(const std::string& name)
{
    static std::map<std::string, std::shared_ptr<const Surface>> read;
    auto& one = read[name];
    if (!one) one = load::find_surface({folder.parent_path()}, "surfaces/" + name);
    return *one;
}

}  // namespace

TEST_CASE("the surfaces that the facts speak of are there")
{
    const auto here = every_surface();
    for (const auto* name : {"artist-mix", "bcf2000", "faderport-16", "faderport-8", "hui", "icon-p1-m", "icon-v1-m", "logic-control",
                             "logic-control-xt", "mcu", "mcu-xt", "platform-m-plus", "qcon-pro-x", "qcon-pro-x-ext", "ssl-nucleus",
                             "ssl-uf8", "x-touch", "x-touch-compact", "x-touch-extender", "x-touch-xctl"}) {
        CAPTURE(name);
        CHECK(std::ranges::count(here, name) == 1);
    }
}

TEST_CASE("every surface can be read, is short, and claims no more than somebody has checked")
{
    for (const auto& name : every_surface()) {
        CAPTURE(name);
        const auto& one = surface(name);
        CHECK_FALSE(one.verified);
        CHECK_FALSE(one.model.empty());
        CHECK(one.strips == 8);
        std::ifstream file(folder / (name + ".yaml"));
        std::size_t lines = 0;
        std::string text;
        for (std::string line; std::getline(file, line); ++lines) text += line + '\n';
        CHECK(lines <= 40);
        CHECK(text.find("facts ") != std::string::npos);
    }
}

TEST_CASE("each surface begins to speak in its way")
{
    const auto [name, protocol, handshake, model] = GENERATE(table<std::string, std::string, Handshake, int>({
        {"mcu", "mcu", Handshake::query, 0x14},
        {"mcu-xt", "mcu", Handshake::query, 0x15},
        {"logic-control", "mcu", Handshake::challenge, 0x10},
        {"logic-control-xt", "mcu", Handshake::challenge, 0x11},
        {"x-touch", "mcu", Handshake::query, 0x14},
        {"x-touch-extender", "mcu", Handshake::query, 0x15},
        {"x-touch-compact", "mcu", Handshake::query, 0x14},
        {"x-touch-xctl", "xctl", Handshake::probe, 0x14},
        {"qcon-pro-x", "mcu", Handshake::none, 0x14},
        {"qcon-pro-x-ext", "mcu", Handshake::none, 0x14},
        {"ssl-uf8", "mcu", Handshake::none, 0x14},
        {"bcf2000", "mcu", Handshake::none, 0x14},
        {"platform-m-plus", "mcu", Handshake::none, 0x14},
        {"artist-mix", "mcu", Handshake::none, 0x14},
        {"hui", "hui", Handshake::ping, 0x05},
    }));
    CAPTURE(name);
    CHECK(surface(name).protocol == protocol);
    CHECK(surface(name).handshake == handshake);
    CHECK(surface(name).model_byte == model);
}

TEST_CASE("main units have a master, a wheel and digits; extenders have not")
{
    for (const auto* name : {"mcu", "logic-control", "x-touch", "x-touch-xctl"}) {
        CAPTURE(name);
        CHECK((surface(name).master && surface(name).jog && surface(name).timecode && surface(name).assignment));
    }
    for (const auto* name : {"mcu-xt", "logic-control-xt", "x-touch-extender"}) {
        CAPTURE(name);
        CHECK_FALSE((surface(name).master || surface(name).jog || surface(name).timecode || surface(name).assignment));
    }
}

TEST_CASE("what one surface has and others have not")
{
    CHECK(surface("x-touch").highest == 15'999);
    CHECK(surface("x-touch").colours == ColourKind::palette);
    CHECK(surface("x-touch").display.width == 7);
    CHECK(surface("x-touch").scale[1] == std::pair(0.7684, 0.0));
    CHECK(surface("x-touch-xctl").alive_every == 6s);
    CHECK(surface("x-touch-xctl").buttons.size() == 3);
    CHECK(surface("mcu").display.width == 6);
    CHECK(surface("mcu").bytes_per_second == 3125);
    CHECK_FALSE(surface("bcf2000").touch);
    CHECK(surface("bcf2000").display.width == 0);
    CHECK_FALSE(surface("qcon-pro-x").flash);
    CHECK(surface("qcon-pro-x").rings == std::vector{RingStyle::dot});
    CHECK(surface("qcon-pro-x").master_meters);
    CHECK(surface("icon-v1-m").colours == ColourKind::rgb);
    CHECK(surface("icon-p1-m").colour_header == std::vector<std::uint8_t>{0x00, 0x02, 0x4E, 0x16, 0x14});
    CHECK(surface("hui").meters == MeterKind::stereo);
    CHECK(surface("hui").display.width == 4);
    CHECK_FALSE(surface("hui").flash);
}

TEST_CASE("the ninth label of a second display stands where the facts have it")
{
    const auto& cells = surface("qcon-pro-x").second_display;
    CHECK(cells.first + 8 * cells.pitch == 0x31);
    CHECK(cells.first + 8 * cells.pitch + 56 == 0x69);
    CHECK(surface("qcon-pro-x-ext").second_display.pitch == 7);
}
