#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "link/link.hpp"

namespace recalld::link {

/// Messages on their way from one thread to one other, in order and whole. Neither side waits, locks or allocates.
class ByteRing {
public:
    /// Holds so many bytes, four more for each message; a power of two.
    explicit ByteRing(std::size_t bytes) : ring_(std::bit_ceil(bytes)) {}

    std::size_t capacity() const { return ring_.size(); }

    /// The writer: what `messages` messages of `bytes` together need is free.
    bool fits(std::size_t bytes, std::size_t messages = 1) const
    {
        const auto used = written_.load(std::memory_order_relaxed) - read_.load(std::memory_order_acquire);
        return bytes + messages * sizeof(Size) <= ring_.size() - used;
    }
    /// The writer: false when there is no room for all of it.
    bool push(View message)
    {
        if (!fits(message.size())) return false;
        const auto size = static_cast<Size>(message.size());
        const auto at = written_.load(std::memory_order_relaxed);
        copy_in(at, std::as_bytes(std::span(&size, 1)));
        copy_in(at + sizeof(Size), message);
        written_.store(at + sizeof(Size) + message.size(), std::memory_order_release);
        return true;
    }

    /// The reader: nothing is there.
    bool empty() const { return written_.load(std::memory_order_acquire) == read_.load(std::memory_order_relaxed); }
    /// The reader, when it is not empty: the size of the next message, of which take() gives the bytes.
    std::size_t begin()
    {
        Size size = 0;
        take(std::as_writable_bytes(std::span(&size, 1)));
        return size;
    }
    /// The reader: the next bytes of the message that was begun, no more than it has.
    void take(std::span<std::byte> into)
    {
        const auto at = read_.load(std::memory_order_relaxed);
        const auto start = at & (ring_.size() - 1), first = std::min(into.size(), ring_.size() - start);
        std::copy_n(ring_.data() + start, first, into.data());
        std::copy_n(ring_.data(), into.size() - first, into.data() + first);
        read_.store(at + into.size(), std::memory_order_release);
    }

private:
    using Size = std::uint32_t;

    void copy_in(std::size_t at, View bytes)
    {
        const auto start = at & (ring_.size() - 1), first = std::min(bytes.size(), ring_.size() - start);
        std::copy_n(bytes.data(), first, ring_.data() + start);
        std::copy_n(bytes.data() + first, bytes.size() - first, ring_.data());
    }

    std::vector<std::byte> ring_;
    std::atomic<std::size_t> written_{0}, read_{0};   // bytes since ever
};

}  // namespace recalld::link
