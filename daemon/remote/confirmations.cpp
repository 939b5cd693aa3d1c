#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

constexpr std::chrono::seconds patience{30};
constexpr std::size_t most_waiting = 64;

}  // namespace

std::uint32_t Confirmations::add(Pending pending, Time now)
{
    std::erase_if(waiting_, [&](const Pending& other) { return other.ends < now || other.caller == pending.caller; });
    if (waiting_.size() >= most_waiting) waiting_.erase(waiting_.begin());
    pending.id = ++newest_;
    pending.ends = now + patience;
    waiting_.push_back(std::move(pending));
    return newest_;
}

std::optional<Pending> Confirmations::take(const std::string& caller, std::optional<std::uint32_t> id, Time now)
{
    std::erase_if(waiting_, [&](const Pending& pending) { return pending.ends < now; });
    const auto fits = [&](const Pending& pending) { return id ? pending.id == *id : pending.caller == caller; };
    const auto found = std::ranges::find_if(waiting_, fits);
    if (found == waiting_.end()) return {};
    auto taken = std::move(*found);
    waiting_.erase(found);
    return taken;
}

}  // namespace recalld::remote
