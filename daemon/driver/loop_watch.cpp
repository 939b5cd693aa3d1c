#include "driver/loop_watch.hpp"

#include <algorithm>
#include <functional>

namespace recalld::driver {

namespace {

constexpr std::byte first_real_time{0xF8};

std::uint64_t hash_of(wire::View message) { return std::hash<std::string_view>()(wire::as_text(message)); }

}  // namespace

/// Where it stands, or else the place among its neighbours that is missed least.
LoopWatch::Word& LoopWatch::place_of(std::uint64_t hash, Time now)
{
    Word* least = nullptr;
    const auto worth = [now](const Word& word) { return word.times == 0 || now - word.said_at > memory ? Time() : word.said_at; };
    for (std::size_t i = 0; i < neighbours; ++i) {
        auto& word = words_[(hash + i) % words];
        if (word.hash == hash) return word;
        if (!least || worth(word) < worth(*least)) least = &word;
    }
    return *least;
}

void LoopWatch::said(wire::View message, bool is_ours_alone, Time now)
{
    const auto hash = hash_of(message);
    auto& word = place_of(hash, now);
    const bool is_the_same = word.hash == hash && now - word.said_at <= memory;
    word = {hash, now, is_the_same ? word.times + 1 : 1, is_ours_alone};
    if (has_proof_ && !is_ours_alone) return;
    if (missed_since_ && now - *missed_since_ > memory) evidence_ = 0;
    if (!missed_since_) missed_since_ = now;
}

bool LoopWatch::is_echo(wire::View message, Time now)
{
    if (message.empty() || message.front() >= first_real_time) return false;   // a clock goes to everybody
    const auto hash = hash_of(message);
    auto& word = place_of(hash, now);
    if (word.hash != hash || word.times == 0 || now - word.said_at > memory) {
        if (!has_own_words_ && !is_loop()) evidence_ = 0, has_own_words_ = true;
        return false;
    }
    --word.times;
    if (!word.is_ours_alone && has_own_words_) return is_loop();
    evidence_ = std::min(evidence_ + (word.is_ours_alone ? proof : hint), 2 * enough);
    has_proof_ = has_proof_ || word.is_ours_alone;
    missed_since_.reset();
    return true;
}

}  // namespace recalld::driver
