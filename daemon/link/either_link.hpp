#pragma once

#include <memory>

#include "link/link.hpp"

namespace recalld::link {

/// Two ways to the same place, and whichever opens first, tried anew at every open(): a port may be at ALSA today and at JACK tomorrow.
class EitherLink : public Link {
public:
    EitherLink(std::unique_ptr<Link> first, std::unique_ptr<Link> second) : first_(std::move(first)), second_(std::move(second)) {}

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override;
    bool send(View packet) override { return open_ && open_->send(packet); }
    /// Of the one that is open; the first one's while neither is.
    std::string where() const override { return (open_ ? open_ : first_.get())->where(); }

private:
    std::unique_ptr<Link> first_, second_;
    Link* open_ = nullptr;
};

}  // namespace recalld::link
