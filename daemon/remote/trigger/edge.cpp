#include "remote/trigger/edge.hpp"

#include <algorithm>

namespace recalld::remote {

namespace {

constexpr std::chrono::seconds lost_release{1};
constexpr std::size_t most_buttons = 256;

}  // namespace

bool Edge::rises(Signal signal, TriggerTime now)
{
    const auto quiet = now - heard_;
    heard_ = now;
    if (signal == Signal::low) is_down_ = false;
    if (signal == Signal::none || signal == Signal::low) return false;
    const bool was_down = is_down_ && signal != Signal::pulse && !(signal == Signal::press && quiet >= lost_release);
    is_down_ = signal != Signal::pulse;
    if (was_down) return false;
    const bool bounces = has_risen_ && now - risen_ < debounce_;
    has_risen_ = true;
    risen_ = now;
    return !bounces;
}

bool Edges::rises(const std::string& button, Signal signal, TriggerTime now)
{
    if (!edges_.contains(button) && edges_.size() >= most_buttons)
        edges_.erase(std::ranges::min_element(edges_, {}, [](const auto& edge) { return edge.second.heard(); }));
    return edges_.try_emplace(button, debounce_).first->second.rises(signal, now);
}

bool Once::begins(const std::string& order, TriggerTime now)
{
    forget_old(now);
    return runs_.try_emplace(order, Run{now, true}).second;
}

void Once::goes_on(const std::string& order, TriggerTime now) { runs_.insert_or_assign(order, Run{now, true}); }

void Once::ends(const std::string& order)
{
    if (const auto run = runs_.find(order); run != runs_.end()) run->second.runs = false;
}

bool Once::is_recent(const std::string& order, TriggerTime now) const
{
    const auto run = runs_.find(order);
    return run != runs_.end() && (run->second.runs || now - run->second.began < within_);
}

std::size_t Once::running() const
{
    return static_cast<std::size_t>(std::ranges::count_if(runs_, [](const auto& run) { return run.second.runs; }));
}

void Once::forget_old(TriggerTime now)
{
    std::erase_if(runs_, [&](const auto& run) { return !run.second.runs && now - run.second.began >= within_; });
}

}  // namespace recalld::remote
