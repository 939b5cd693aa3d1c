#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

// What of many messages counts as one press, and what of many presses is one order. Pure: time is told.

namespace recalld::remote {

using TriggerTime = std::chrono::steady_clock::time_point;

/// What a message means to a trigger.
enum class Signal : std::uint8_t {
    none,
    low,    ///< let go, or back below
    high,   ///< above: counts when it was low before
    press,  ///< a button goes down: counts when it was let go before, or was quiet for a second, since not every button says that it was let go
    pulse,  ///< counts by itself: a program change, a machine command
};

/// Finds the rises of one button. What comes closer than `debounce` to the rise before belongs to it.
class Edge {
public:
    explicit Edge(std::chrono::milliseconds debounce) : debounce_(debounce) {}

    bool rises(Signal signal, TriggerTime now);
    TriggerTime heard() const { return heard_; }   ///< last, of whatever kind

private:
    std::chrono::milliseconds debounce_;
    bool is_down_ = false, has_risen_ = false;
    TriggerTime risen_{}, heard_{};
};

/// The edges of all buttons that set off one trigger, by their names. Bounded: whoever was quiet longest is forgotten.
class Edges {
public:
    explicit Edges(std::chrono::milliseconds debounce) : debounce_(debounce) {}
    bool rises(const std::string& button, Signal signal, TriggerTime now);

private:
    std::chrono::milliseconds debounce_;
    std::map<std::string, Edge, std::less<>> edges_;
};

/// Lets each order begin once within a time, and never while it runs.
class Once {
public:
    explicit Once(std::chrono::milliseconds within) : within_(within) {}

    /// True when this order may begin, which it then has.
    bool begins(const std::string& order, TriggerTime now);
    /// It goes on after a second word.
    void goes_on(const std::string& order, TriggerTime now);
    void ends(const std::string& order);
    bool is_recent(const std::string& order, TriggerTime now) const;
    std::size_t running() const;

private:
    struct Run {
        TriggerTime began{};
        bool runs = false;
    };
    void forget_old(TriggerTime now);

    std::chrono::milliseconds within_;
    std::map<std::string, Run, std::less<>> runs_;
};

}  // namespace recalld::remote
