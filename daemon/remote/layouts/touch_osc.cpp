#include "remote/layouts/touch_osc.hpp"

#include <zlib.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace recalld::remote {

namespace {

constexpr auto renewed_every_ms = "20000";
constexpr auto connections = "00001";   // the first one: others may lead to a DAW
constexpr auto connections_in_script = "{true, false, false, false, false, false, false, false, false, false}";

struct Colour {
    const char *red, *green, *blue, *alpha;
};
constexpr Colour white{"1", "1", "1", "1"}, black{"0.09", "0.1", "0.11", "1"}, none{"0", "0", "0", "0"}, grey{"0.2", "0.22", "0.25", "1"};

Colour colour_of(Tone tone)
{
    switch (tone) {
        case Tone::quiet: return {"0.54", "0.58", "0.63", "1"};
        case Tone::plain: return {"0.36", "0.55", "0.94", "1"};
        case Tone::act: return {"0.25", "0.68", "0.42", "1"};
        case Tone::caution: return {"0.88", "0.63", "0.19", "1"};
        case Tone::stop: return {"0.85", "0.33", "0.31", "1"};
    }
    return none;
}

/// Text as a character section; what would end it is written as two.
std::string quoted(std::string_view text)
{
    std::string xml = "<![CDATA[";
    for (const char letter : text) {
        if (letter == '>' && xml.ends_with("]]")) xml += "]]><![CDATA[";
        const bool is_control = static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t';
        xml += is_control ? ' ' : letter;   // XML has no way to write them
    }
    return xml + "]]>";
}

// --- properties ---

std::string property(char type, std::string_view key, const std::string& value)
{
    return std::string("<property type='") + type + "'><key>" + quoted(key) + "</key><value>" + value + "</value></property>\n";
}

std::string flag(std::string_view key, bool value) { return property('b', key, value ? "1" : "0"); }
std::string whole(std::string_view key, int value) { return property('i', key, std::to_string(value)); }
std::string words(std::string_view key, std::string_view value) { return property('s', key, quoted(value)); }

std::string colour(std::string_view key, const Colour& value)
{
    return property('c', key, std::string("<r>") + value.red + "</r><g>" + value.green + "</g><b>" + value.blue + "</b><a>" + value.alpha + "</a>");
}

std::string frame(const Rectangle& at)
{
    const auto side = [](const char* name, int value) { return std::string("<") + name + ">" + std::to_string(value) + "</" + name + ">"; };
    return property('r', "frame", side("x", at.x) + side("y", at.y) + side("w", at.width) + side("h", at.height));
}

/// What every node has.
std::string common(std::string_view name, const Rectangle& at, const Colour& its_colour, bool interactive, int orientation = 0)
{
    return flag("background", true) + colour("color", its_colour) + property('f', "cornerRadius", "1") + frame(at) + flag("grabFocus", interactive) +
           flag("interactive", interactive) + flag("locked", false) + words("name", name) + whole("orientation", orientation) + flag("outline", true) +
           whole("outlineStyle", 1) + whole("pointerPriority", 0) + whole("shape", 1) + flag("visible", true);
}

// --- values and messages ---

std::string value(std::string_view key, std::string_view first)
{
    return "<value><key>" + quoted(key) + "</key><locked>0</locked><lockedDefaultCurrent>0</lockedDefaultCurrent><default>" + quoted(first) +
           "</default><defaultPull>0</defaultPull></value>\n";
}

std::string partial(const char* type, const char* conversion, std::string_view what)
{
    return std::string("<partial><type>") + type + "</type><conversion>" + conversion + "</conversion><value>" + quoted(what) +
           "</value><scaleMin>0</scaleMin><scaleMax>1</scaleMax></partial>";
}

/// One message: constants first, the control's own value last.
std::string message(const LayoutMessage& message, const char* conversion, std::string_view key, bool sends, bool receives)
{
    std::string arguments;
    for (const auto& argument : message.arguments) arguments += partial("CONSTANT", "STRING", argument);
    return std::string("<osc><enabled>1</enabled><send>") + (sends ? "1" : "0") + "</send><receive>" + (receives ? "1" : "0") +
           "</receive><feedback>0</feedback><connections>" + connections + "</connections><triggers><trigger><var>" + quoted(key) +
           "</var><condition>ANY</condition></trigger></triggers><path>" + partial("CONSTANT", "STRING", message.address) + "</path><arguments>" + arguments +
           partial("VALUE", conversion, key) + "</arguments></osc>\n";
}

struct Node {
    const char* type;
    std::string properties, values, messages, children;
};

/// Writes nodes; numbers them in the order in which they are written.
class Tree {
public:
    std::string node(const Node& node)
    {
        auto xml = "<node ID='" + next_id() + "' type='" + node.type + "'>\n<properties>\n" + node.properties + "</properties>\n<values>\n" + node.values +
                   value("touch", "false") + "</values>\n";
        if (!node.messages.empty()) xml += "<messages>\n" + node.messages + "</messages>\n";
        if (!node.children.empty()) xml += "<children>\n" + node.children + "</children>\n";
        return xml + "</node>\n";
    }

private:
    std::string next_id()
    {
        std::array<char, 40> text{};
        std::snprintf(text.data(), text.size(), "00000000-0000-4000-8000-%012x", ++nodes_);
        return text.data();
    }
    unsigned nodes_ = 0;
};

// --- controls ---

constexpr int text_size = 14, centred = 2, momentary = 0, pressed_and_pressed = 2, upwards = 0, to_the_right = 1, relative = 1;

std::string label(Tree& tree, const std::string& name, const Control& control, bool alone)
{
    const auto look = whole("font", 0) + whole("textAlignH", centred) + whole("textAlignV", centred) + flag("textClip", true) + colour("textColor", white) +
                      whole("textLength", 0) + whole("textSize", text_size);
    // over a button it is its caption: the touch goes through
    auto properties = common(name, control.at, alone ? grey : none, false) + look;
    const auto shown = control.shows.empty() ? std::string() : message({control.shows}, "STRING", "text", false, true);
    return tree.node({"LABEL", std::move(properties), value("text", control.caption), shown, {}});
}

std::string push_button(Tree& tree, const std::string& name, const Control& control)
{
    const bool is_toggle = control.kind == ControlKind::toggle;
    const auto kind = whole("buttonType", is_toggle ? pressed_and_pressed : momentary) + flag("press", true) + flag("release", true) + flag("valuePosition", false);
    return tree.node({"BUTTON", common(name, control.at, colour_of(control.tone), true) + kind, value("x", "0"), message(control.sends, "FLOAT", "x", true, is_toggle), {}});
}

std::string fader(Tree& tree, const std::string& name, const Control& control)
{
    const bool is_bar = control.kind == ControlKind::bar;
    auto properties = common(name, control.at, colour_of(control.tone), !is_bar, is_bar ? to_the_right : upwards) + flag("bar", true) + whole("barDisplay", 0) + flag("cursor", !is_bar) +
                      whole("cursorDisplay", 0) + flag("grid", !is_bar) + whole("gridSteps", 10) + whole("response", relative) + whole("responseFactor", 100);
    return tree.node({"FADER", std::move(properties), value("x", "0"), message({control.shows}, "FLOAT", "x", !is_bar, true), {}});
}

std::string control_nodes(Tree& tree, const std::string& name, const Control& control)
{
    switch (control.kind) {
        case ControlKind::button:
        case ControlKind::toggle: {
            auto caption = control;
            if (control.kind == ControlKind::toggle) caption.shows.clear();   // that is its state, not its caption
            auto xml = push_button(tree, name, control);
            return xml + label(tree, name + " caption", caption, false);
        }
        case ControlKind::fader:
        case ControlKind::bar: return fader(tree, name, control);
        case ControlKind::label: return label(tree, name, control, true);
        case ControlKind::entry: return {};   // nothing here takes a keyboard
    }
    return {};
}

std::string page_node(Tree& tree, const LayoutPage& page)
{
    std::string children;
    std::size_t count = 0;
    for (auto control : page.controls) {
        control.at.y -= layout_tabs;
        children += control_nodes(tree, page.name + " " + std::to_string(++count), control);
    }
    const auto look = colour("tabColorOff", grey) + colour("tabColorOn", colour_of(Tone::plain)) + words("tabLabel", page.name) + colour("textColorOff", white) + colour("textColorOn", white);
    return tree.node({"GROUP", common(page.name, {0, layout_tabs, layout_width, layout_height - layout_tabs}, black, false) + look, {}, {}, std::move(children)});
}

std::string pager_node(Tree& tree, const Layout& layout)
{
    std::string children;
    for (const auto& page : layout.pages) children += page_node(tree, page);
    const auto look = flag("tabLabels", true) + flag("tabbar", true) + flag("tabbarDoubleTap", false) + whole("tabbarSize", layout_tabs) + whole("textSizeOff", text_size) +
                      whole("textSizeOn", text_size);
    return tree.node({"PAGER", common("pages", {0, 0, layout_width, layout_height}, black, true) + look, value("page", "0"), {}, std::move(children)});
}

// --- the script that keeps the leases ---

std::string in_lua(std::string_view text)
{
    std::string lua = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') lua += '\\';
        lua += letter == '\n' || letter == '\r' ? ' ' : letter;
    }
    return lua + "\"";
}

std::string sending(const std::vector<LayoutMessage>& messages)
{
    std::string script;
    for (const auto& message : messages) {
        script += "  sendOSC(" + in_lua(message.address);
        for (const auto& argument : message.arguments) script += ", " + in_lua(argument);
        script += ", there)\n";
    }
    return script;
}

std::string start_script(const Layout& layout)
{
    return std::string("local there = ") + connections_in_script + "\nlocal kept = 0\nlocal function keep()\n  kept = getMillis()\n" + sending(layout.keeps) +
           "end\nfunction init()\n" + sending(layout.begins) + "  keep()\nend\nfunction update()\n  if getMillis() - kept > " + renewed_every_ms + " then keep() end\nend\n";
}

}  // namespace

std::string touch_osc_xml(const Layout& layout)
{
    Tree tree;
    auto children = pager_node(tree, layout);
    const auto properties = common(layout.name, {0, 0, layout_width, layout_height}, black, false) + words("script", start_script(layout));
    return "<?xml version='1.0' encoding='UTF-8'?>\n<lexml version='3'>\n" + tree.node({"GROUP", properties, {}, {}, std::move(children)}) + "</lexml>\n";
}

std::string touch_osc_file(const Layout& layout)
{
    const auto xml = touch_osc_xml(layout);
    auto size = ::compressBound(static_cast<uLong>(xml.size()));
    std::string file(size, '\0');
    const auto result = ::compress2(reinterpret_cast<Bytef*>(file.data()), &size, reinterpret_cast<const Bytef*>(xml.data()), static_cast<uLong>(xml.size()), Z_BEST_COMPRESSION);
    if (result != Z_OK) throw std::runtime_error("zlib cannot pack the layout: " + std::to_string(result));
    file.resize(size);
    return file;
}

}  // namespace recalld::remote
