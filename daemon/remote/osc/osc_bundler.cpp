#include "remote/osc/osc_bundler.hpp"

#include <utility>

namespace recalld::remote {

namespace {

constexpr std::size_t head = 16, length = 4;   // bytes of a bundle, and of each message in it

}  // namespace

void OscBundler::add(osc::Bytes message)
{
    const auto size = message.size() + length;
    if (!open_.empty() && head + open_bytes_ + size > longest_) close();
    bytes_ += size;
    open_bytes_ += size;
    open_.push_back(std::move(message));
}

void OscBundler::close()
{
    if (open_.empty()) return;
    packets_.push_back(open_.size() == 1 ? std::move(open_.front()) : osc::bundle(osc::immediately, open_));
    open_.clear();
    open_bytes_ = 0;
}

std::vector<osc::Bytes> OscBundler::take()
{
    close();
    bytes_ = 0;
    return std::exchange(packets_, {});
}

}  // namespace recalld::remote
