#include "remote/layouts/layout.hpp"

#include <array>
#include <cassert>
#include <optional>
#include <tuple>

#include "remote/layouts/layout_client.hpp"
#include "remote/verb.hpp"
#include "rig/rig.hpp"

namespace recalld::remote {

namespace {

constexpr int gap = 8, edge = gap, top = layout_tabs + gap, row_step = 42, row_height = 38;
constexpr std::string_view lease = "seconds=60", long_lease = "seconds=3600";   // kept by a script, and where scripts do not run

std::string shown_at(std::string_view tail)
{
    auto address = std::string(layout_front).append(tail);
    assert(LayoutClient::is_label(address));
    return address;
}

LayoutMessage pressed_at(std::string_view tail)
{
    auto address = std::string(layout_front).append(tail);
    assert(LayoutClient::is_button(address));
    return {std::move(address)};
}

/// A verb with words of its own.
LayoutMessage verb(std::string_view name, std::vector<std::string> arguments)
{
    assert(verb_named(name));
    return {"/recalld/" + std::string(name), std::move(arguments)};
}

Control label(Rectangle at, std::string_view shows, std::string caption = {}, Tone tone = Tone::plain)
{
    return {ControlKind::label, at, std::move(caption), {}, shown_at(shows), tone};
}

Control button(Rectangle at, std::string caption, LayoutMessage sends, Tone tone = Tone::plain)
{
    return {ControlKind::button, at, std::move(caption), std::move(sends), {}, tone};
}

/// Eight rows; each shows its own address, and those that can be chosen are pressed there.
void add_rows(LayoutPage& page, std::string_view list, int x, int y, int width, bool can_be_chosen)
{
    for (std::size_t row = 1; row <= layout_rows; ++row, y += row_step) {
        const auto tail = std::string(list) + "/" + std::to_string(row);
        const Rectangle at{x, y, width, row_height};
        auto control = label(at, tail, {}, Tone::quiet);
        if (can_be_chosen) {
            control.kind = ControlKind::button;
            control.sends = pressed_at(tail);
        }
        page.controls.push_back(std::move(control));
    }
}

void add_list(LayoutPage& page, const std::string& list, int x, int width)
{
    constexpr int rows_at = top + 32, pages_at = rows_at + 8 * row_step;
    const int half = (width - gap) / 2;
    page.controls.push_back(label({x, top, width, 28}, list + "/page", list));
    add_rows(page, list, x, rows_at, width, true);
    page.controls.push_back(button({x, pages_at, half, 36}, "newer", pressed_at(list + "/newer")));
    page.controls.push_back(button({x + half + gap, pages_at, half, 36}, "older", pressed_at(list + "/older")));
}

LayoutPage recall_page()
{
    LayoutPage page{"Recall", {}};
    constexpr int x = 764, width = layout_width - edge - x, height = 52;
    add_list(page, "sessions", edge, 320);
    add_list(page, "versions", 336, 420);
    page.controls.push_back(label({x, top, width, 60}, "chosen"));
    const std::array<std::tuple<const char*, const char*, Tone>, 5> orders{{
        {"Plan", "plan", Tone::plain}, {"Recall", "recall", Tone::act}, {"Confirm", "confirm", Tone::caution}, {"Undo", "undo", Tone::act}, {"Cancel", "cancel", Tone::stop},
    }};
    int y = top + 68;
    for (const auto& [caption, tail, tone] : orders) {
        page.controls.push_back(button({x, y, width, height}, caption, pressed_at(tail), tone));
        y += height + gap;
    }
    page.controls.push_back({ControlKind::bar, {x, 416, width, 36}, {}, {}, shown_at("progress/bar"), Tone::act});
    page.controls.push_back(label({edge, 460, layout_width - 2 * edge, 32}, "progress", "not connected yet", Tone::quiet));
    page.controls.push_back(label({edge, 500, layout_width - 2 * edge, 44}, "verdict"));
    page.controls.push_back(label({edge, 548, layout_width - 2 * edge, 44}, "hazards", {}, Tone::caution));
    return page;
}

LayoutPage report_page()
{
    LayoutPage page{"Report", {}};
    page.controls.push_back(button({edge, top, 160, 52}, "Report", pressed_at("report")));
    page.controls.push_back(label({176, top, 840, 52}, "report", "no report yet"));
    add_rows(page, "findings", edge, 112, layout_width - 2 * edge, false);
    page.controls.push_back(label({edge, 460, layout_width - 2 * edge, 60}, "verdict"));
    return page;
}

/// What is done by hand, and how far the rest is.
LayoutPage checklist_page()
{
    LayoutPage page{"Checklist", {}};
    page.controls.push_back(label({edge, top, layout_width - 2 * edge, 52}, "by_hand"));
    add_rows(page, "by_hand", edge, 112, layout_width - 2 * edge, false);
    page.controls.push_back(label({edge, 460, layout_width - 2 * edge, 52}, "progress"));
    page.controls.push_back({ControlKind::bar, {edge, 520, layout_width - 2 * edge, 44}, {}, {}, shown_at("progress/bar"), Tone::act});
    return page;
}

LayoutPage log_page()
{
    LayoutPage page{"Log", {}};
    constexpr int step = 168;
    for (std::size_t i = 0; i < layout_notes.size(); ++i)
        page.controls.push_back(button({edge + static_cast<int>(i) * step, top, step - gap, 52}, std::string(layout_notes[i]), pressed_at("notes/" + std::to_string(i + 1))));
    add_rows(page, "entries", edge, 112, layout_width - 2 * edge, false);
    page.controls.push_back(label({edge, 460, layout_width - 2 * edge, 44}, "noted", {}, Tone::quiet));
    page.controls.push_back({ControlKind::entry, {edge, 520, layout_width - 2 * edge, 52}, "type a note for the log", verb("log", {}), {}, Tone::plain});
    return page;
}

std::string position_of(const LayoutStrip& strip, const std::string& parameter) { return "/recalld/position/" + strip.unit + "/" + parameter; }

void add_strip(LayoutPage& page, const LayoutStrip& strip, int x)
{
    constexpr int width = 119;
    page.controls.push_back({ControlKind::label, {x, top, width, 44}, strip.words, {}, {}, Tone::quiet});
    const auto fader = position_of(strip, strip.fader);
    page.controls.push_back({ControlKind::fader, {x, 100, width, 360}, {}, {fader}, fader, Tone::act});
    if (strip.mute.empty()) return;
    const auto mute = position_of(strip, strip.mute);
    page.controls.push_back({ControlKind::toggle, {x, 468, width, 56}, strip.is_lit_muted ? "muted" : "on", {mute}, mute, strip.is_lit_muted ? Tone::stop : Tone::act});
    // ending a mute is a hazard that the live address does not allow: this button is the consent
    page.controls.push_back(button({x, 532, width, 52}, "unmute", verb("set", {strip.unit, strip.mute, strip.clear, "allow=unmute"}), Tone::caution));
}

LayoutPage faders_page(const std::vector<LayoutStrip>& strips)
{
    LayoutPage page{"Faders", {}};
    int x = edge;
    for (const auto& strip : strips) {
        add_strip(page, strip, x);
        x += 127;
    }
    if (strips.empty()) page.controls.push_back({ControlKind::label, {edge, top, layout_width - 2 * edge, 44}, "this rig has no strips", {}, {}, Tone::quiet});
    return page;
}

/// Just what the faders show, as their scope.
std::string scope_of(const std::vector<LayoutStrip>& strips)
{
    std::string scope;
    for (const auto& strip : strips)
        for (const auto* parameter : {&strip.fader, &strip.mute})
            if (!parameter->empty()) scope += (scope.empty() ? "" : ",") + strip.unit + " " + (parameter->starts_with('-') ? "/" : "") + *parameter;
    return scope;
}

LayoutMessage subscribe(std::string what, std::string_view seconds, bool by_position)
{
    LayoutMessage message{"/recalld/subscribe", {std::move(what), std::string(seconds)}};
    if (by_position) message.arguments.emplace_back("as=position");
    return message;
}

LayoutPage room_page(const std::string& scope)
{
    LayoutPage page{"Room", {}};
    page.controls.push_back(button({edge, top, 160, 52}, "Status", pressed_at("status")));
    page.controls.push_back(label({176, top, 840, 52}, "room", "not connected yet"));
    add_rows(page, "units", edge, 112, layout_width - 2 * edge, false);
    page.controls.push_back(button({edge, 460, 500, 52}, "Connect for an hour", subscribe("layout", long_lease, false)));
    if (!scope.empty()) page.controls.push_back(button({516, 460, 500, 52}, "Connect the faders for an hour", subscribe(scope, long_lease, true)));
    return page;
}

/// What hands reach of one strip; none without a fader.
std::optional<LayoutStrip> strip_of(const rig::Unit& unit, const studio::StripControls& controls)
{
    if (controls.fader == studio::no_parameter) return {};
    const auto& profile = *unit.profile();
    LayoutStrip strip{unit.name(), unit.page().strip_words(controls.strip), profile[controls.fader].name, {}, {}, false};
    const auto& mute = controls.mute;
    if (!mute.exists() || mute.off != 1 - mute.on || (mute.on != 0 && mute.on != 1)) return strip;
    strip.mute = profile[mute.parameter].name;
    strip.clear = profile.law_of(mute.parameter).spoken(*mute.off);
    strip.is_lit_muted = mute.on == 1;
    return strip;
}

}  // namespace

std::vector<LayoutStrip> layout_strips(const rig::Rig& rig)
{
    std::vector<LayoutStrip> strips;
    for (const auto& unit : rig.units())
        for (const auto& controls : unit->profile()->controls)
            if (auto strip = strip_of(*unit, controls); strip && strips.size() < layout_faders) strips.push_back(std::move(*strip));
    return strips;
}

Layout make_layout(const std::vector<LayoutStrip>& strips, std::uint16_t reply_port)
{
    Layout layout{"recalld", {}, {}, {}};
    const auto scope = scope_of(strips);
    layout.begins.push_back({"/recalld/unsubscribe", {"layout"}});
    if (reply_port != 0) layout.keeps.push_back({"/recalld/port", {std::to_string(reply_port)}});
    layout.keeps.push_back(subscribe("layout", lease, false));
    if (!scope.empty()) {
        layout.begins.push_back({"/recalld/unsubscribe", {scope}});
        layout.keeps.push_back(subscribe(scope, lease, true));
    }
    layout.pages = {recall_page(), report_page(), checklist_page(), log_page(), faders_page(strips), room_page(scope)};
    return layout;
}

}  // namespace recalld::remote
