#include "remote/layouts/stage_control.hpp"

#include <cmath>

#include "remote/json.hpp"

namespace recalld::remote {

namespace {

constexpr auto format_version = "1.25.0";   // of the properties used here; newer ones convert
constexpr int renewed_every_ms = 20'000;

std::string colour_of(Tone tone)
{
    switch (tone) {
        case Tone::quiet: return "#8a93a0";
        case Tone::plain: return "#5b8def";
        case Tone::act: return "#3fae6a";
        case Tone::caution: return "#e0a030";
        case Tone::stop: return "#d9534f";
    }
    return {};
}

/// Hundredths of a percent are finer than any screen.
std::string share(int part, int whole)
{
    const auto hundredths = std::lround(part * 10'000.0 / whole);
    auto text = std::to_string(hundredths / 100);
    const auto rest = std::to_string(100 + hundredths % 100).substr(1);
    return text + "." + rest + "%";
}

Json widget(const char* type, const std::string& id, const Control& control)
{
    constexpr int height = layout_height - layout_tabs;
    return {{"type", type},
            {"id", id},
            {"left", share(control.at.x, layout_width)},
            {"top", share(control.at.y - layout_tabs, height)},
            {"width", share(control.at.width, layout_width)},
            {"height", share(control.at.height, height)},
            {"colorWidget", colour_of(control.tone)}};
}

/// Labels receive and send nothing: the text widget has no target.
Json text(const std::string& id, const Control& control)
{
    Json json = widget("text", id, control);
    json["wrap"] = "soft";
    json["default"] = control.caption;
    if (!control.shows.empty()) json["address"] = control.shows;
    else json["bypass"] = true;
    return json;
}

void address(Json& json, const LayoutMessage& sends)
{
    json["address"] = sends.address;
    if (!sends.arguments.empty()) json["preArgs"] = sends.arguments;
}

Json push_button(const std::string& id, const Control& control)
{
    Json json = widget("button", id, control);
    json["mode"] = control.kind == ControlKind::toggle ? "toggle" : "push";
    json["on"] = 1;
    json["off"] = 0;
    json["label"] = control.caption.empty() ? Json(false) : Json(control.caption);
    address(json, control.sends);
    return json;
}

Json slider(const std::string& id, const Control& control)
{
    Json json = widget("fader", id, control);
    json["range"] = {{"min", 0}, {"max", 1}};
    json["decimals"] = 5;
    json["snap"] = false;   // a touch moves nothing by itself
    json["horizontal"] = control.kind == ControlKind::bar;
    json["design"] = control.kind == ControlKind::bar ? "compact" : "default";
    json["interaction"] = control.kind == ControlKind::fader;
    json["address"] = control.shows;
    if (control.kind == ControlKind::bar) json["bypass"] = true;
    return json;
}

Json entry(const std::string& id, const Control& control)
{
    Json json = widget("input", id, control);
    json["html"] = control.caption;
    json["css"] = ".html { position: absolute; right: 1em; opacity: 0.5; pointer-events: none; }";
    json["align"] = "left";
    json["typeTags"] = "s";
    address(json, control.sends);
    return json;
}

/// What a button shows lies over it and lets touches through.
void add(Json& widgets, const std::string& id, const Control& control)
{
    switch (control.kind) {
        case ControlKind::button:
            widgets.push_back(push_button(id, control));
            if (!control.shows.empty()) widgets.push_back(text(id + "_text", control));
            return;
        case ControlKind::toggle: return widgets.push_back(push_button(id, control));
        case ControlKind::fader:
        case ControlKind::bar: return widgets.push_back(slider(id, control));
        case ControlKind::label: return widgets.push_back(text(id, control));
        case ControlKind::entry: return widgets.push_back(entry(id, control));
    }
}

Json tab(const LayoutPage& page)
{
    Json widgets = Json::array();
    for (const auto& control : page.controls) add(widgets, page.name + "_" + std::to_string(widgets.size() + 1), control);
    return {{"type", "tab"}, {"id", page.name}, {"label", page.name}, {"layout", "default"}, {"scroll", false}, {"widgets", std::move(widgets)}};
}

std::string written(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string sending(const std::vector<LayoutMessage>& messages)
{
    std::string script;
    for (const auto& message : messages) {
        script += "send(" + written(message.address);
        for (const auto& argument : message.arguments) script += ", " + written(argument);
        script += ")\n";
    }
    return script;
}

std::string start_script(const Layout& layout)
{
    return "function keep() {\n" + sending(layout.keeps) + "}\n" + sending(layout.begins) + "keep()\nsetInterval(keep, " + std::to_string(renewed_every_ms) + ")\n";
}

}  // namespace

std::string stage_control_session(const Layout& layout)
{
    Json tabs = Json::array();
    for (const auto& page : layout.pages) tabs.push_back(tab(page));
    const Json session = {{"createdWith", "Open Stage Control"},
                          {"version", format_version},
                          {"type", "session"},
                          {"content", {{"type", "root"}, {"id", "root"}, {"colorBg", "#16191d"}, {"onCreate", start_script(layout)}, {"bypass", true}, {"tabs", std::move(tabs)}}}};
    return session.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace recalld::remote
