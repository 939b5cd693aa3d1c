#include "paper/trace_svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace recalld::paper {

namespace {

constexpr double letter = 7.6, height = 30, padding = 10, arrow = 50, row_gap = 34, margin = 4, heading_height = 22;
constexpr std::size_t most_letters = 36;

std::string number(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    std::string result(text.data());
    return result.ends_with(".0") ? result.substr(0, result.size() - 2) : result;
}

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (c == '&') result += "&amp;";
        else if (c == '<') result += "&lt;";
        else if (c == '>') result += "&gt;";
        else if (c == '"') result += "&quot;";
        else result += c;
    }
    return result;
}

bool begins_letter(char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }

std::size_t letters(std::string_view text) { return static_cast<std::size_t>(std::ranges::count_if(text, begins_letter)); }

/// Whole letters, and dots for the rest.
std::string shortened(const std::string& text, std::size_t most)
{
    if (letters(text) <= most) return text;
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++end)
        if (begins_letter(text[end]) && count++ == most - 1) break;
    return text.substr(0, end) + "…";
}

struct Placed {
    double x = 0, y = 0, width = 0;
    double middle() const { return x + width / 2; }
};

class Drawing {
public:
    explicit Drawing(double width) : width_(std::max(width, 120.0)) {}

    void add(const TraceWay& way)
    {
        if (way.boxes.empty()) return;
        if (!way.heading.empty()) add_heading(way.heading);
        Placed before;
        double x = margin;
        for (std::size_t i = 0; i < way.boxes.size(); ++i) {
            const auto& box = way.boxes[i];
            const double wide = width_of(box.words);
            const bool wraps = i > 0 && x + wide > width_ - margin;
            if (wraps) x = margin, y_ += height + row_gap;
            const Placed here{x, y_, wide};
            if (i > 0) add_arrow(before, here, box.how, wraps);
            add_box(box, here);
            before = here;
            x += wide + arrow;
        }
        y_ += height + row_gap / 2;
        told_ += (told_.empty() ? "" : ". ") + told(way);
    }

    std::string text() const
    {
        const auto high = number(y_ + margin), wide = number(width_);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"trace\" width=\"" + wide + "\" height=\"" + high + "\" viewBox=\"0 0 " + wide + " " + high +
               "\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\"><title>" + escaped(told_) + "</title>" + body_ + "</svg>";
    }

private:
    double width_of(const std::string& words) const
    {
        const auto most = static_cast<double>(most_letters) * letter + 2 * padding;
        return std::min({std::ceil(static_cast<double>(letters(words)) * letter + 2 * padding), most, width_ - 2 * margin});
    }

    static std::string told(const TraceWay& way)
    {
        std::string words = way.heading;
        for (std::size_t i = 0; i < way.boxes.size(); ++i) words += (i > 0 ? " → " : words.empty() ? "" : " ") + way.boxes[i].words;
        return words;
    }

    void add_heading(const std::string& heading)
    {
        body_ += "<text class=\"trace-heading\" x=\"" + number(margin) + "\" y=\"" + number(y_ + 14) + "\" fill=\"currentColor\">" + escaped(heading) + "</text>";
        y_ += heading_height;
    }

    void add_box(const TraceBox& box, const Placed& at)
    {
        const std::string kind = std::string("trace-box") + (box.is_start ? " trace-start" : "") + (box.is_faulty ? " trace-fault" : "");
        const char* stroke = box.is_faulty ? "#c0392b" : "currentColor";
        body_ += "<rect class=\"" + kind + "\" x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" width=\"" + number(at.width) + "\" height=\"" + number(height) +
                 "\" rx=\"5\" fill=\"none\" stroke=\"" + stroke + "\" stroke-width=\"" + (box.is_start ? "2.5" : "1.2") + "\"/>";
        const auto most = static_cast<std::size_t>((at.width - padding) / letter);
        body_ += "<text x=\"" + number(at.middle()) + "\" y=\"" + number(at.y + 20) + "\" text-anchor=\"middle\" fill=\"currentColor\">" +
                 escaped(shortened(box.words, most)) + "</text>";
    }

    /// A cord is a thick curve, a normal dashed, everything else a line; what it is stands beside it.
    void add_arrow(const Placed& from, const Placed& to, const std::string& how, bool wraps)
    {
        const double y = from.y + height / 2;
        const std::string path = wraps ? "M" + number(from.middle()) + " " + number(from.y + height) + "v" + number(row_gap / 2) + "H" + number(to.middle()) + "V" + number(to.y - 5)
                                       : "M" + number(from.x + from.width) + " " + number(y) + "H" + number(to.x - 5);
        body_ += "<path class=\"trace-" + escaped(how) + "\" d=\"" + path + "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"" + (how == "cord" ? "3" : "1.4") + "\"" +
                 (how == "normal" ? " stroke-dasharray=\"4 3\"" : "") + "/>";
        add_head(to, wraps);
        const double x = wraps ? (from.middle() + to.middle()) / 2 : from.x + from.width + (arrow - 5) / 2;
        body_ += "<text class=\"trace-how\" x=\"" + number(x) + "\" y=\"" + number(wraps ? from.y + height + row_gap / 2 - 4 : y - 5) +
                 "\" text-anchor=\"middle\" font-size=\"10\" fill=\"currentColor\">" + escaped(how) + "</text>";
    }

    void add_head(const Placed& to, bool from_above)
    {
        const double x = from_above ? to.middle() : to.x - 1, y = from_above ? to.y - 1 : to.y + height / 2;
        const char* shape = from_above ? "l-4 -7h8z" : "l-7 -4v8z";
        body_ += "<path class=\"trace-head\" d=\"M" + number(x) + " " + number(y) + shape + "\" fill=\"currentColor\"/>";
    }

    double width_;
    double y_ = margin;
    std::string body_, told_;
};

}  // namespace

std::string draw_trace(const std::vector<TraceWay>& ways, double width)
{
    Drawing drawing(width);
    for (const auto& way : ways) drawing.add(way);
    return drawing.text();
}

}  // namespace recalld::paper
