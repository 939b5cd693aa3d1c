#include "paper/panel_svg.hpp"

#include "paper/panel_control.hpp"
#include "paper/text_size.hpp"
#include "studio/panel.hpp"

namespace recalld::paper {

namespace {

constexpr double title_size = 25, line_size = 17, title_gap = 8, ear_width = 20;

/// What stands above the controls.
struct Head {
    std::string title;
    std::vector<std::string> title_lines, lines;
    double height() const
    {
        return title_gap + static_cast<double>(title_lines.size()) * title_size * line_share + static_cast<double>(lines.size()) * line_size * line_share + title_gap;
    }
};

std::vector<std::string> lines_of(const std::string& text, double size, double width)
{
    auto lines = wrapped(text, size, width);
    for (auto& line : lines) line = fitted(line, size, width);
    return lines;
}

Head head_of(const studio::Profile& profile, const PanelDrawing& drawing)
{
    const auto size = profile.panel->size;
    const double width = width_of(size) - 2 * margin_of(size);
    const auto& title = drawing.title.empty() ? profile.model : drawing.title;
    return {title, lines_of(title, title_size, width), lines_of(drawing.line, line_size, width)};
}

std::string opening(const PanelLayout& layout, const Head& head, const PanelDrawing& drawing)
{
    const auto width = digits(layout.width), height = digits(layout.height);
    std::string attributes = "xmlns=\"http://www.w3.org/2000/svg\" class=\"panel\" viewBox=\"0 0 " + width + " " + height + "\"";
    if (!drawing.is_in_page) attributes += " width=\"" + width + "\" height=\"" + height + "\"";
    attributes += " role=\"img\"" + attribute("aria-label", head.title);
    return attributes + " font-family=\"Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif\" text-anchor=\"middle\" fill=\"#1b1c1e\"";
}

void draw_ears(Svg& svg, const PanelLayout& layout)
{
    for (const double x : {3.0, layout.width - ear_width - 3}) {
        svg.rectangle({x, 3, ear_width, layout.height - 6}, 3, "class=\"ear\" fill=\"#dcdcd8\"");
        for (const double y : {16.0, layout.height - 28})
            svg.rectangle({x + 4, y, ear_width - 8, 12}, 6, "class=\"slot\" fill=\"#ffffff\" stroke=\"#77777a\"");
    }
}

void draw_head(Svg& svg, const Head& head, double middle)
{
    double y = title_gap;
    const auto put = [&](const std::string& line, double size, const char* look) {
        svg.text({middle, y + size * line_share / 2 + baseline_share * size}, size, line, look);
        y += size * line_share;
    };
    for (const auto& line : head.title_lines) put(line, title_size, "class=\"title\" font-weight=\"bold\"");
    for (const auto& line : head.lines) put(line, line_size, "class=\"line\" fill=\"#4a4b4e\"");
}

void draw_frame(Svg& svg, const GroupFrame& frame)
{
    svg.rectangle(frame.box, 7, "class=\"group\" fill=\"none\" stroke=\"#b9b6ab\" stroke-width=\"1.5\"");
    const Point at{frame.box.middle().x, frame.box.y + 4 + group_size * line_share / 2 + baseline_share * group_size};
    svg.text(at, group_size, frame.name, "class=\"group-name\" font-weight=\"bold\" fill=\"#4a4b4e\"");
}

}  // namespace

std::string draw_panel(const studio::Profile& profile, const PanelDrawing& drawing)
{
    if (!profile.panel) return {};
    const auto head = head_of(profile, drawing);
    const auto layout = lay_out(profile, drawing.earlier != nullptr, head.height());
    Svg svg;
    svg.open("svg", opening(layout, head, drawing));
    svg.title(head.title);
    svg.rectangle({1, 1, layout.width - 2, layout.height - 2}, 6, "class=\"plate\" fill=\"#fbfaf6\" stroke=\"#55565a\" stroke-width=\"2\"");
    if (has_ears(profile.panel->size)) draw_ears(svg, layout);
    draw_head(svg, head, layout.width / 2);
    for (const auto& frame : layout.frames) draw_frame(svg, frame);
    for (const auto& cell : layout.cells) draw_cell(svg, profile, cell, drawing);
    svg.close("svg");
    return svg.take();
}

}  // namespace recalld::paper
