#include "simulate/surface_fader.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace recalld::simulate {

namespace {

constexpr std::size_t most_told = 64;
constexpr double nothing = 1e-9;   ///< of the way: what rounding leaves

double share_of(TimePoint::duration part, std::chrono::milliseconds whole)
{
    return whole.count() == 0 ? 1 : std::chrono::duration<double>(part) / std::chrono::duration<double>(whole);
}

}  // namespace

SurfaceFader::Counts& SurfaceFader::Counts::operator+=(const Counts& other)
{
    fights += other.fights;
    late_echoes += other.late_echoes;
    creeps += other.creeps;
    jumps += other.jumps;
    return *this;
}

int SurfaceFader::step() const { return static_cast<int>(std::lround(way_ * steps())); }

int SurfaceFader::step_of(int position) const
{
    const double way = static_cast<double>(position - surface_->lowest) / (surface_->highest - surface_->lowest);
    return static_cast<int>(std::lround(std::clamp(way, 0.0, 1.0) * steps()));
}

int SurfaceFader::wire_of(int step) const
{
    return surface_->lowest + static_cast<int>(std::lround(static_cast<double>(step) * (surface_->highest - surface_->lowest) / steps()));
}

bool SurfaceFader::was_told_lately(int step, TimePoint now) const
{
    const auto is_it = [&](const Told& told) { return now - told.when <= late_echo && std::abs(told.step - step) <= 1; };
    return std::any_of(lately_.begin(), lately_.end(), is_it);
}

void SurfaceFader::judge(int position, TimePoint now)
{
    const int step = step_of(position);
    if (is_in_hand()) {
        if (std::abs(step - told_) <= 1) return;
        ++(was_told_lately(step, now) ? counts_.late_echoes : counts_.fights);
        return;
    }
    const bool is_next = rest_ && std::abs(step_of(*rest_) - step) == 1;   // within a step no motor moves
    if (is_next && !is_moving()) ++counts_.creeps;
}

void SurfaceFader::receive(int position, TimePoint now)
{
    if (!surface_->motors) return;
    run(now);
    judge(position, now);
    aim_ = step_of(position);
    rest_ = position;
}

void SurfaceFader::grab(TimePoint now)
{
    run(now);
    is_held_ = true;
    loose_at_.reset();
    lately_.clear();
    told_ = step();
}

void SurfaceFader::move(double to, std::chrono::milliseconds over, TimePoint now)
{
    run(now);
    if (!is_in_hand()) told_ = step();
    drag_ = Drag{way_, std::clamp(to, 0.0, 1.0), now, over};
    drag(now);
}

void SurfaceFader::let_go(TimePoint now)
{
    run(now);
    is_held_ = false;
    drag_.reset();
    loosen(now);
}

void SurfaceFader::loosen(TimePoint now) { loose_at_ = now + grip_ends; }

void SurfaceFader::drag(TimePoint now)
{
    const double share = std::min(1.0, share_of(now - drag_->since, drag_->over));
    way_ = drag_->from + share * (drag_->to - drag_->from);
    if (share < 1) return;
    drag_.reset();
    if (!is_held_) loosen(now);
}

void SurfaceFader::drive(TimePoint now)
{
    const double goal = static_cast<double>(*aim_) / steps();
    if (loose_at_ && std::abs(*aim_ - step()) > 1) ++counts_.jumps;
    const auto since = std::max(ran_, loose_at_.value_or(ran_));
    loose_at_.reset();
    const double most = share_of(now - since, whole_way);
    way_ = std::abs(goal - way_) <= most + nothing ? goal : way_ + std::copysign(most, goal - way_);
}

std::optional<int> SurfaceFader::tell(TimePoint now)
{
    if (told_ == step()) return std::nullopt;
    told_ = step();
    rest_ = wire_of(told_);
    lately_.push_back({told_, now});
    if (lately_.size() > most_told) lately_.pop_front();
    return rest_;
}

std::optional<int> SurfaceFader::run(TimePoint now)
{
    const bool by_hand = is_in_hand();
    if (drag_) drag(now);
    const bool is_loose = !loose_at_ || now >= *loose_at_;
    if (!is_in_hand() && is_loose && aim_) drive(now);
    ran_ = now;
    if (by_hand || loose_at_) return tell(now);
    return std::nullopt;
}

bool SurfaceFader::is_moving() const
{
    return aim_ && !is_in_hand() && !loose_at_ && std::abs(way_ - static_cast<double>(*aim_) / steps()) > nothing;
}

std::optional<TimePoint> SurfaceFader::wake() const
{
    if (drag_ || is_moving()) return ran_ + hand_says;
    return aim_ ? loose_at_ : std::nullopt;
}

void SurfaceFader::forget()
{
    aim_.reset();
    rest_.reset();
    loose_at_.reset();
}

}  // namespace recalld::simulate
