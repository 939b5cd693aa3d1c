#include "midi/stream.hpp"

#include <algorithm>

namespace recalld::midi {

void Stream::feed(View bytes, const Visitor& visit)
{
    while (!bytes.empty()) {
        if (inside_ == Inside::sysex || inside_ == Inside::oversized) {
            bytes = bytes.subspan(take_sysex_data(bytes));
            if (bytes.empty()) return;
        }
        const auto byte = bytes.front();
        bytes = bytes.subspan(1);
        if (!is_status(byte))
            on_data(byte, visit);
        else if (is_real_time(byte))
            on_real_time(byte, visit);
        else
            on_status(byte, visit);
    }
}

void Stream::abandon()
{
    interrupt();
    size_ = 0;
}

/// Takes the data bytes at the front and says how many they are.
std::size_t Stream::take_sysex_data(View bytes)
{
    const auto end = std::find_if(bytes.begin(), bytes.end(), is_status);
    const auto count = static_cast<std::size_t>(end - bytes.begin());
    if (inside_ == Inside::oversized) return count;
    if (count + sysex_.size() + 1 > max_sysex_) {
        ++losses_.oversized;
        inside_ = Inside::oversized;
        sysex_.clear();
        return count;
    }
    sysex_.insert(sysex_.end(), bytes.begin(), end);
    return count;
}

void Stream::on_data(std::byte byte, const Visitor& visit)
{
    if (size_ == 0) {
        ++losses_.garbage;
        return;
    }
    short_[size_++] = byte;
    inside_ = Inside::message;
    if (size_ == whole_) deliver(visit);
}

void Stream::on_real_time(std::byte status, const Visitor& visit)
{
    if (data_size(status) < 0)
        ++losses_.undefined;
    else
        visit(Message({&status, 1}));
}

void Stream::on_status(std::byte status, const Visitor& visit)
{
    if (status == sysex_end) return on_sysex_end(visit);
    interrupt();
    size_ = 0;
    if (status == sysex_begin) {
        sysex_.assign(1, status);
        inside_ = Inside::sysex;
    } else if (data_size(status) < 0) {
        ++losses_.undefined;
    } else {
        begin(status, visit);
    }
}

void Stream::on_sysex_end(const Visitor& visit)
{
    const auto was = inside_;
    if (was == Inside::message) ++losses_.cut_short;
    if (was == Inside::message || was == Inside::idle) ++losses_.garbage;
    inside_ = Inside::idle;
    size_ = 0;
    if (was != Inside::sysex) return;
    sysex_.push_back(sysex_end);
    visit(Message(sysex_));
}

void Stream::begin(std::byte status, const Visitor& visit)
{
    short_[0] = status;
    size_ = 1;
    whole_ = 1 + static_cast<std::size_t>(data_size(status));
    inside_ = Inside::message;
    if (size_ == whole_) deliver(visit);
}

void Stream::deliver(const Visitor& visit)
{
    inside_ = Inside::idle;
    size_ = is_channel(short_[0]) ? 1 : 0;
    visit(Message(View(short_).first(whole_)));
}

/// What was begun ends here, unfinished. An oversized SysEx was counted when it grew too long.
void Stream::interrupt()
{
    if (inside_ == Inside::message) ++losses_.cut_short;
    if (inside_ == Inside::sysex) ++losses_.broken;
    inside_ = Inside::idle;
}

}  // namespace recalld::midi
