#include "paper/scale_face.hpp"

#include "studio/dial.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace recalld;
using namespace recalld::paper;

namespace {

studio::Law dial(const std::vector<std::string>& labels, const std::string& unit = "")
{
    studio::Law law;
    law.kind = studio::LawKind::dial;
    law.marks = studio::spread_marks(labels);
    law.unit = unit;
    return law;
}

std::vector<std::string> numbers(int count, const std::string& behind)
{
    std::vector<std::string> labels;
    for (int i = 0; i < count; ++i) labels.push_back(std::to_string(i) + behind);
    return labels;
}

bool are_apart(const ScaleFace& face)
{
    for (std::size_t i = 0; i < face.marks.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (!face.marks[i].label.empty() && !face.marks[j].label.empty() && do_overlap(face.marks[i].box, face.marks[j].box)) return false;
    return true;
}

std::size_t labels_of(const ScaleFace& face)
{
    std::size_t count = 0;
    for (const auto& mark : face.marks) count += mark.label.empty() ? 0 : 1;
    return count;
}

}  // namespace

TEST_CASE("a knob turns from seven o'clock to five o'clock")
{
    CHECK(degrees_of(0) == -150);
    CHECK(degrees_of(0.5) == 0);
    CHECK(degrees_of(1) == 150);
    CHECK(direction_of(0).x == Approx(-0.5));
    CHECK(direction_of(0).y == Approx(std::sqrt(3) / 2));
    CHECK(direction_of(0.5).y == -1);
}

TEST_CASE("labels stand apart, however many there are")
{
    const auto count = GENERATE(2, 9, 11, 21, 31);
    const auto face = face_of(dial(numbers(count, "")), 38);
    CHECK(labels_of(face) == static_cast<std::size_t>(count));
    CHECK(are_apart(face));
}

TEST_CASE("what has no room at all becomes bare ticks, and every mark keeps its tick")
{
    const auto face = face_of(dial(numbers(64, " per cent of it")), 38);
    CHECK(face.marks.size() == 64);
    CHECK(labels_of(face) < 64);
    CHECK(are_apart(face));
}

TEST_CASE("all of a scale is inside its extent, and the next scale begins beyond it")
{
    const auto face = face_of(dial({"-20 dB", "", "+20 dB"}, "dB"), 38);
    for (const auto& mark : face.marks)
        if (!mark.label.empty()) {
            CHECK(mark.box.x >= face.extent.x);
            CHECK(mark.box.right() <= face.extent.right());
            CHECK(face.radius >= mark.box.right());
        }
    CHECK(face.unit == "dB");
    CHECK(face.unit_box.bottom() <= face.extent.bottom());
}

TEST_CASE("a choice clicks from word to word along the same way")
{
    studio::Law law;
    law.kind = studio::LawKind::choice;
    law.words = {"20", "30", "60"};
    const auto marks = marks_of(law);
    REQUIRE(marks.size() == 3);
    CHECK(marks[1].position == 0.5);
    CHECK(marks[2].label == "60");
}
