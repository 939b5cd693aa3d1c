#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "link/link.hpp"

namespace recalld::link {

/// One packet of recorded traffic: when (microseconds since the start), which way, what.
struct TapePacket {
    std::chrono::microseconds at{0};
    bool from_device = false;
    std::vector<std::byte> bytes;
};

/// Reads a tape: `# Name: value` header lines, then `+MICROSECONDS < HEX` (from the device) or `>` (to it).
/// Throws std::runtime_error with file:line.
std::vector<TapePacket> read_tape(const std::filesystem::path& file);
std::vector<TapePacket> parse_tape(std::string_view text, const std::string& file);

/// Puts a recorder between a unit and its link: every packet goes to the tape, both ways.
class TapeLink : public Link {
public:
    TapeLink(std::unique_ptr<Link> link, const std::filesystem::path& file, const std::string& name);

    std::string open(PacketListener on_packet, DownListener on_down) override;
    void close() override { link_->close(); }
    bool send(View packet) override;
    std::string where() const override { return link_->where(); }

private:
    void record(char direction, View packet);

    std::unique_ptr<Link> link_;
    std::ofstream tape_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace recalld::link
