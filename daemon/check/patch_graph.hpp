#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rig/patch_config.hpp"
#include "studio/cord.hpp"

namespace recalld::check {

/// How a signal gets from one point to the next.
enum class How : std::uint8_t {
    wire,     ///< soldered
    normal,   ///< of the bay, while no cord breaks it
    cord,
    mult,
    inside,   ///< as a desk is set
    line,     ///< a source stands on a line, as the input list says
};
std::string_view name_of(How how);

enum class PointKind : std::uint8_t {
    house,    ///< whatever the house calls so: `line 7`, `DAW 17`
    jack,
    unit,     ///< of the rig: `1176-A`
    strip,    ///< of a desk: `desk ch 17`
    socket,   ///< of a desk: `desk in 3`
    hidden,   ///< of a desk, and nobody sees it
    source,   ///< `Vox mic`
};
std::string_view name_of(PointKind kind);

/// A way that the rig's file does not know: inside a desk, or from a source to its line.
struct Lead {
    std::string from, to;
    How how = How::inside;
};

/// What else is there, at the time in question. What no kind is given for is a jack, a unit, or the house's.
struct Surroundings {
    std::vector<Lead> leads;
    std::unordered_map<std::string, PointKind> kinds;
    std::vector<std::string> units;    ///< of the rig, by name
    std::vector<std::string> points;   ///< that are there, though nothing may lead to them: `desk ch 18`
    std::unordered_map<std::string, std::string> spellings;   ///< of these, by the plain name of whatever people write: `desk/ch/18`
    std::unordered_map<std::string, std::string> unfed;       ///< why nothing comes to a point from inside its unit, in words
};

/// Every point of the room and where signals can go from it. Immutable once made; any thread. Points are counted from 0, jacks first, in bay order.
class PatchGraph {
public:
    using Point = std::uint32_t;
    struct Edge {
        Point to = 0;
        How how = How::wire;
    };

    PatchGraph(const rig::PatchConfig& patch, std::span<const studio::Cord> cords, const Surroundings& around = {});

    std::size_t size() const { return names_.size(); }
    const std::string& name(Point point) const { return names_[point]; }
    PointKind kind(Point point) const { return kinds_[point]; }
    bool is_jack(Point point) const { return point < jacks_; }
    /// The unit of the rig that a point is of: `desk` of `desk ch 17`; empty when it is of none.
    std::string_view unit(Point point) const;
    /// As people write it: any case, `desk ch/17` for `desk ch 17`, `bay B12` and `jack B12`, too.
    std::optional<Point> find(std::string_view words) const;
    /// `; did you mean "B12"?`, `; say which point of it, such as "desk ch 1"`, or nothing.
    std::string suggestion(std::string_view words) const;

    /// Nothing comes to it and nothing goes on from it.
    bool is_lonely(Point point) const { return after_[point].empty() && before_[point].empty(); }
    std::span<const Edge> after(Point point) const { return after_[point]; }    ///< where it goes; what people plugged first
    std::span<const Edge> before(Point point) const { return before_[point]; }  ///< where it comes from

private:
    std::optional<Point> point_named(const std::string& name) const;
    Point point_of(const std::string& said);
    void join(Point from, Point to, How how);
    void add_normals(const rig::PatchConfig& patch);
    void add_mults(const rig::PatchConfig& patch);
    void add_kinds(const Surroundings& around);
    void sort_edges();

    std::vector<std::string> names_;
    std::vector<PointKind> kinds_;
    std::vector<std::string> units_;
    std::vector<std::uint32_t> unit_of_;   ///< place in units_, or units_.size()
    std::vector<std::vector<Edge>> after_, before_;
    std::vector<bool> plugged_, fed_;      ///< by jack: a cord is in it; something goes into it
    std::unordered_map<std::string, Point> by_name_, by_plain_name_;
    std::unordered_map<std::string, std::string> spellings_;
    std::size_t jacks_ = 0;
};

/// In small letters, for finding.
std::string small(std::string_view text);

}  // namespace recalld::check
