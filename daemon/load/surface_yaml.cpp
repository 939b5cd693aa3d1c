#include "load/surface_yaml.hpp"

#include "load/json_schema.hpp"
#include "load/path_rules.hpp"
#include "load/surface_keys.hpp"
#include "load/text_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace recalld::load {

namespace {

using studio::RingStyle;
using studio::Surface;

constexpr double bottom = -std::numeric_limits<double>::infinity();

/// The words of an enum in the order of its values. The shape knows no others.
template <typename Enum, std::size_t Count>
void read_word(const Cursor& map, std::string_view key, const std::array<std::string_view, Count>& words, Enum& into)
{
    const auto at = map.find(key);
    if (!at) return;
    into = static_cast<Enum>(std::find(words.begin(), words.end(), at->text()) - words.begin());
}

constexpr std::array<std::string_view, 5> handshakes{"none", "query", "challenge", "ping", "probe"};
constexpr std::array<std::string_view, 3> colour_kinds{"none", "palette", "rgb"};
constexpr std::array<std::string_view, 3> meter_kinds{"none", "mono", "stereo"};
constexpr std::array<std::string_view, 4> ring_styles{"dot", "boost_cut", "wrap", "spread"};

std::optional<std::uint8_t> hexadecimal(std::string_view digits)
{
    std::uint8_t byte = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() != 2) return std::nullopt;
    return byte;
}

std::uint8_t read_byte(const Cursor& at, int most)
{
    const auto byte = hexadecimal(at.text());
    if (!byte) at.fail("expected two hexadecimal digits, found " + studio::in_quotes(at.text()));
    if (*byte > most) at.fail(studio::in_quotes(at.text()) + " is beyond what it can be");
    return *byte;
}

std::vector<std::uint8_t> read_header(const Cursor& at)
{
    const std::string& text = at.text();
    std::vector<std::uint8_t> header;
    for (std::size_t start = 0; start <= text.size(); start += 3) {
        const auto byte = hexadecimal(std::string_view(text).substr(start, 2));
        const bool ends_well = start + 2 >= text.size() || text[start + 2] == ' ';
        if (!byte || *byte > 0x7f || !ends_well) at.fail("bytes of SysEx look like 00 00 66, 00 … 7F each");
        header.push_back(*byte);
    }
    return header;
}

studio::Cells read_cells(const Cursor& map, int strips)
{
    studio::Cells cells;
    read(map, "first", cells.first);
    read(map, "pitch", cells.pitch);
    read(map, "width", cells.width);
    if (cells.width > cells.pitch) map.fail("cells of " + std::to_string(cells.width) + " letters do not fit a pitch of " + std::to_string(cells.pitch));
    if (cells.first + (strips - 1) * cells.pitch + cells.width > lcd_columns)
        map.fail("the last strip's cell ends behind column " + std::to_string(lcd_columns));
    return cells;
}

double read_level(const Cursor& at)
{
    return at.text() == "-oo" ? bottom : at.number();
}

std::pair<double, double> read_point(const Cursor& tuple, const std::vector<std::pair<double, double>>& before)
{
    const auto items = tuple.items();
    const std::pair point{items[0].number(), read_level(items[1])};
    if (point.first < 0 || point.first > 1) items[0].fail("the way goes from 0 to 1");
    if (before.empty() && point.first != 0) items[0].fail("a scale begins at 0");
    if (!before.empty() && !(point.first > before.back().first)) items[0].fail("positions must rise");
    if (!before.empty() && !(point.second > before.back().second)) items[1].fail("levels must rise");
    return point;
}

void read_rings(const Cursor& list, Surface& surface)
{
    surface.rings.clear();
    for (const Cursor& item : list.items()) {
        const auto found = std::find(ring_styles.begin(), ring_styles.end(), item.text());
        const auto style = static_cast<RingStyle>(found - ring_styles.begin());
        if (std::count(surface.rings.begin(), surface.rings.end(), style)) item.fail("stands twice");
        surface.rings.push_back(style);
    }
    if (!surface.knobs && !surface.rings.empty()) list.fail("rings without knobs");
}

void read_buttons(const Cursor& map, Surface& surface)
{
    const int most = surface.protocol == "hui" ? 0x1D * 8 + 7 : 0x7f;
    for (const auto& [name, number] : map.entries()) {
        check_path(name, name.text());
        const studio::ButtonAt button{name.text(), read_byte(number, most)};
        for (const studio::ButtonAt& other : surface.buttons)
            if (other.number == button.number) number.fail("is the number of " + studio::in_quotes(other.name) + ", too");
        surface.buttons.push_back(button);
    }
}

void read_box(const Cursor& root, Surface& surface)
{
    read(root, "model", surface.model);
    read(root, "version", surface.version);
    read(root, "protocol", surface.protocol);
    read(root, "verified", surface.verified);
    if (const auto at = root.find("model_byte")) surface.model_byte = read_byte(*at, 0x7e);
    read_word(root, "handshake", handshakes, surface.handshake);
    read(root, "alive_every", surface.alive_every);
    read(root, "sysex_gap", surface.sysex_gap);
    read(root, "bytes_per_second", surface.bytes_per_second);
    if (const auto at = root.find("buttons")) read_buttons(*at, surface);
}

void read_faders(const Cursor& root, Surface& surface)
{
    read(root, "strips", surface.strips);
    read(root, "master", surface.master);
    read(root, "motors", surface.motors);
    read(root, "touch", surface.touch);
    read(root, "hold", surface.hold);
    read(root, "fader_bits", surface.fader_bits);
    read(root, "lowest", surface.lowest);
    read(root, "highest", surface.highest);
    if (surface.highest <= surface.lowest) root.find(root.find("highest") ? "highest" : "lowest")->fail("highest must lie above lowest");
    if (const auto at = root.find("hold"); at && surface.touch) at->fail("hold is for surfaces that do not feel a touch: add touch: false");
    if (const auto at = root.find("scale")) surface.scale = read_scale(*at);
}

void read_knobs(const Cursor& root, Surface& surface)
{
    read(root, "knobs", surface.knobs);
    read(root, "jog", surface.jog);
    if (!surface.knobs) surface.rings.clear();
    if (const auto at = root.find("rings")) read_rings(*at, surface);
}

void read_colours(const Cursor& root, Surface& surface)
{
    read_word(root, "colours", colour_kinds, surface.colours);
    const auto header = root.find("colour_header");
    if (header) surface.colour_header = read_header(*header);
    if (header && surface.colours == studio::ColourKind::none) header->fail("a colour_header without colours");
    if (!header && surface.colours == studio::ColourKind::rgb) root.find("colours")->fail("rgb has no common message: add colour_header");
}

void read_lights(const Cursor& root, Surface& surface)
{
    read(root, "flash", surface.flash);
    if (const auto at = root.find("display")) surface.display = read_cells(*at, surface.strips);
    if (const auto at = root.find("second_display")) {
        surface.second_display = read_cells(*at, surface.strips);
        surface.second_display_header = read_header(*at->find("header"));
    }
    read_colours(root, surface);
    read_word(root, "meters", meter_kinds, surface.meters);
    read(root, "meter_mode", surface.meter_mode);
    read(root, "master_meters", surface.master_meters);
    read(root, "timecode", surface.timecode);
    read(root, "assignment", surface.assignment);
}

}  // namespace

std::vector<std::pair<double, double>> read_scale(const Cursor& list)
{
    std::vector<std::pair<double, double>> scale;
    for (const Cursor& item : list.items()) scale.push_back(read_point(item, scale));
    if (scale.back().first != 1) list.items().back().fail("a scale ends at 1");
    return scale;
}

std::shared_ptr<const Surface> read_surface(const std::filesystem::path& file, std::string id)
{
    return parse_surface(read_text_file(file), file.string(), std::move(id));
}

std::shared_ptr<const Surface> parse_surface(std::string_view yaml, const std::string& file, std::string id)
{
    const YamlDocument document(yaml, file);
    const Cursor root(document);
    check(root, surface_shape());
    const auto surface = std::make_shared<Surface>();
    surface->profile_id = std::move(id);
    read_box(root, *surface);
    read_faders(root, *surface);
    read_knobs(root, *surface);
    read_lights(root, *surface);
    return surface;
}

std::string surface_schema() { return json_schema(surface_shape(), "recalld surface"); }

}  // namespace recalld::load
