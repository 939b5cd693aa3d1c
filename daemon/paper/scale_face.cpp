#include "paper/scale_face.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "paper/text_size.hpp"
#include "studio/dial.hpp"

namespace recalld::paper {

namespace {

constexpr double way_degrees = 300;
constexpr double most_growth = 108, step = 3, second_ring = 20;
constexpr double room = 2;             // between labels
constexpr double tick_room = 10;       // inside the labels
constexpr std::size_t most_thinning = 8;

Box centred(Point middle, double width, double height) { return {middle.x - width / 2, middle.y - height / 2, width, height}; }

/// A label whose nearest edge is about `radius` away, in the direction of its mark.
Box label_box(const std::string& label, double position, double radius)
{
    const double width = text_width(label, mark_size) + room, height = mark_size * line_share;
    const auto way = direction_of(position);
    return centred({way.x * (radius + width / 2), way.y * (radius + height / 2)}, width, height);
}

bool is_free(const Box& box, const std::vector<FaceMark>& marks, std::size_t before)
{
    for (std::size_t i = before; i-- > 0;)
        if (!marks[i].label.empty() && do_overlap(box, marks[i].box)) return false;
    return true;
}

/// The two ends of the way are neighbours, too; `staggers` puts every second label further out.
bool place(std::vector<FaceMark>& marks, double radius, bool staggers)
{
    std::size_t labels = 0;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (marks[i].label.empty()) continue;
        marks[i].reach = radius + (staggers && labels++ % 2 ? second_ring : 0);
        marks[i].box = label_box(marks[i].label, marks[i].position, marks[i].reach);
        if (!is_free(marks[i].box, marks, i)) return false;
    }
    return true;
}

bool place_somewhere(std::vector<FaceMark>& marks, double from)
{
    for (double radius = from; radius <= from + most_growth; radius += step) {
        if (place(marks, radius, false)) return true;
        if (radius > from + 2 * step && place(marks, radius, true)) return true;
    }
    return false;
}

/// Keeps the label of every n-th mark; the others are bare ticks.
std::vector<FaceMark> thinned(const std::vector<FaceMark>& marks, std::size_t n)
{
    auto fewer = marks;
    for (std::size_t i = 0; i < fewer.size(); ++i)
        if (i % n != 0) fewer[i].label.clear();
    return fewer;
}

void place_unit(ScaleFace& face, const std::string& unit, double from)
{
    if (unit.empty()) return;
    const double height = mark_size * line_share;
    const double width = text_width(unit, mark_size) + room;
    Box box = centred({0, std::max(from + height / 2, face.extent.bottom() - height / 2)}, width, height);
    if (!is_free(box, face.marks, face.marks.size())) box.y = face.extent.bottom();
    face.unit = unit;
    face.unit_box = box;
    face.extent = around(face.extent, box);
}

double distance(const Box& box)
{
    const double x = std::max(std::fabs(box.x), std::fabs(box.right())), y = std::max(std::fabs(box.y), std::fabs(box.bottom()));
    return std::hypot(x, y);
}

void measure(ScaleFace& face, double from)
{
    face.radius = from;
    face.from = from - tick_room;
    face.extent = centred({}, 2 * from, 2 * from);
    for (const auto& mark : face.marks) {
        if (mark.label.empty()) continue;
        face.extent = around(face.extent, mark.box);
        face.radius = std::max(face.radius, distance(mark.box));
    }
}

}  // namespace

double degrees_of(double position) { return (position - 0.5) * way_degrees; }

Point direction_of(double position)
{
    const double angle = degrees_of(position) * std::numbers::pi / 180;
    return {std::sin(angle), -std::cos(angle)};
}

std::vector<studio::Mark> marks_of(const studio::Law& law) { return law.kind == studio::LawKind::dial ? law.marks : studio::spread_marks(law.words); }

ScaleFace face_of(const studio::Law& law, double from)
{
    ScaleFace face;
    std::vector<FaceMark> all;
    for (const auto& mark : marks_of(law)) all.push_back({mark.position, mark.label, 0, {}});
    face.marks = all;
    for (std::size_t n = 2; !place_somewhere(face.marks, from) && n <= most_thinning; ++n) face.marks = thinned(all, n);
    measure(face, from);
    place_unit(face, law.unit, from);
    return face;
}

}  // namespace recalld::paper
