#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace recalld::paper {

struct Point {
    double x = 0, y = 0;
};

/// A box with its upper left corner.
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
    double right() const { return x + width; }
    double bottom() const { return y + height; }
    Point middle() const { return {x + width / 2, y + height / 2}; }
};
bool do_overlap(const Box& a, const Box& b);
Box around(const Box& a, const Box& b);

/// Writes SVG: elements with classes for style sheets and presentation attributes where there is none (the page forbids inline
/// style). Whatever text is put in is escaped. One drawing each; any thread.
class Svg {
public:
    /// Attributes as they are written: `fill="none"`; for words of people use `attribute`.
    void open(std::string_view element, std::string_view attributes = {});
    void close(std::string_view element);
    void line(Point from, Point to, std::string_view attributes);
    void circle(Point middle, double radius, std::string_view attributes);
    void rectangle(const Box& box, double round, std::string_view attributes);
    void polygon(std::initializer_list<Point> corners, std::string_view attributes);
    void path(std::string_view description, std::string_view attributes);
    /// `anchor` is the baseline's start, middle or end.
    void text(Point anchor, double size, std::string_view words, std::string_view attributes);
    /// `<title>`: what a pointer that rests, and a screen reader, are told.
    void title(std::string_view words);

    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// ` name="value"`, escaped.
std::string attribute(std::string_view name, std::string_view value);
/// Without zeros that say nothing, to a tenth: `12`, `12.5`.
std::string digits(double number);
std::string escaped(std::string_view text);

}  // namespace recalld::paper
