#include "paper/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace recalld::paper {

namespace {

void put(std::string& out, double number)
{
    const long tenths = std::lround(number * 10);
    if (tenths < 0) out += '-';
    fmt::format_to(std::back_inserter(out), "{}", std::abs(tenths) / 10);
    if (tenths % 10 != 0) fmt::format_to(std::back_inserter(out), ".{}", std::abs(tenths) % 10);
}

void put(std::string& out, std::string_view name, double number)
{
    out.append(" ").append(name).append("=\"");
    put(out, number);
    out += '"';
}

void put_escaped(std::string& out, std::string_view text)
{
    for (const char letter : text) {
        switch (letter) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f ? ' ' : letter;
        }
    }
}

void finish(std::string& out, std::string_view attributes)
{
    if (!attributes.empty()) out.append(" ").append(attributes);
    out += "/>";
}

}  // namespace

bool do_overlap(const Box& a, const Box& b) { return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom(); }

Box around(const Box& a, const Box& b)
{
    const double x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

std::string digits(double number)
{
    std::string out;
    put(out, number);
    return out;
}

std::string escaped(std::string_view text)
{
    std::string out;
    put_escaped(out, text);
    return out;
}

std::string attribute(std::string_view name, std::string_view value)
{
    std::string out = " ";
    out.append(name).append("=\"");
    put_escaped(out, value);
    return out + '"';
}

void Svg::open(std::string_view element, std::string_view attributes)
{
    out_.append("<").append(element);
    if (!attributes.empty()) out_.append(attributes.starts_with(' ') ? "" : " ").append(attributes);
    out_ += '>';
}

void Svg::close(std::string_view element) { out_.append("</").append(element).append(">"); }

void Svg::line(Point from, Point to, std::string_view attributes)
{
    out_ += "<line";
    put(out_, "x1", from.x);
    put(out_, "y1", from.y);
    put(out_, "x2", to.x);
    put(out_, "y2", to.y);
    finish(out_, attributes);
}

void Svg::circle(Point middle, double radius, std::string_view attributes)
{
    out_ += "<circle";
    put(out_, "cx", middle.x);
    put(out_, "cy", middle.y);
    put(out_, "r", radius);
    finish(out_, attributes);
}

void Svg::rectangle(const Box& box, double round, std::string_view attributes)
{
    out_ += "<rect";
    put(out_, "x", box.x);
    put(out_, "y", box.y);
    put(out_, "width", box.width);
    put(out_, "height", box.height);
    if (round > 0) put(out_, "rx", round);
    finish(out_, attributes);
}

void Svg::polygon(std::initializer_list<Point> corners, std::string_view attributes)
{
    out_ += "<polygon points=\"";
    for (const auto& corner : corners) {
        put(out_, corner.x);
        out_ += ',';
        put(out_, corner.y);
        out_ += ' ';
    }
    out_.back() = '"';
    finish(out_, attributes);
}

void Svg::path(std::string_view description, std::string_view attributes)
{
    out_.append("<path d=\"").append(description).append("\"");
    finish(out_, attributes);
}

void Svg::text(Point anchor, double size, std::string_view words, std::string_view attributes)
{
    out_ += "<text";
    put(out_, "x", anchor.x);
    put(out_, "y", anchor.y);
    put(out_, "font-size", size);
    if (!attributes.empty()) out_.append(" ").append(attributes);
    out_ += '>';
    put_escaped(out_, words);
    out_ += "</text>";
}

void Svg::title(std::string_view words)
{
    out_ += "<title>";
    put_escaped(out_, words);
    out_ += "</title>";
}

}  // namespace recalld::paper
