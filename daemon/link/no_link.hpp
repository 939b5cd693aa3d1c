#pragma once

#include "link/link.hpp"

namespace recalld::link {

/// No wire at all: analog gear. Always open, nothing comes, what is sent is gone.
class NoLink final : public Link {
public:
    std::string open(PacketListener, DownListener) override { return {}; }
    void close() override {}
    bool send(View) override { return true; }
    std::string where() const override { return "by hand"; }
};

}  // namespace recalld::link
