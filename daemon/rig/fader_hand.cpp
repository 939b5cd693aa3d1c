#include "rig/fader_hand.hpp"

namespace recalld::rig {

void FaderHand::touched(bool is_touched, Time now)
{
    if (is_touched == is_touched_) return;
    if (is_touched && !is_under_hand(now)) frozen_ = shown(now);
    is_touched_ = is_touched;
    if (is_touched) return;
    is_strange_ = false;
    held_until_ = {};
    settled_at_ = now + settle;
}

bool FaderHand::moved(int position, Time now)
{
    if (!is_under_hand(now)) {
        if (now < bound_at_ + after_bank) return false;
        is_strange_ = false;
    }
    frozen_ = position;
    if (!is_touched_) {
        held_until_ = now + hold_;
        settled_at_ = held_until_;
    }
    if (is_strange_) return false;
    hand_ = position;
    return true;
}

void FaderHand::rebind(Time now)
{
    is_strange_ = is_under_hand(now);
    bound_at_ = now;
    hand_.reset();
}

int FaderHand::shown(Time now) const { return is_under_hand(now) || now < settled_at_ ? frozen_ : stands_; }

std::optional<FaderHand::Time> FaderHand::deadline(Time now) const
{
    if (is_touched_ || now >= settled_at_) return std::nullopt;
    return settled_at_;
}

}  // namespace recalld::rig
