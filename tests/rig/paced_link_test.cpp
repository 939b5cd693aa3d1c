#include "rig/paced_link.hpp"

#include <catch2/catch.hpp>

#include <vector>

#include "run_until.hpp"
#include "wire/bytes.hpp"

using namespace recalld;
using namespace recalld::rig;
using namespace recalld::testing;
using wire::bytes;

namespace {

/// What passes through, both ways.
struct Wire {
    std::vector<std::string> sent;
    link::Link::PacketListener on_packet;
    bool closed = false;
};

class FakeLink : public link::Link {
public:
    explicit FakeLink(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
    std::string open(PacketListener on_packet, DownListener) override
    {
        wire_->on_packet = std::move(on_packet);
        wire_->closed = false;
        return {};
    }
    void close() override { wire_->closed = true; }
    bool send(link::View packet) override
    {
        wire_->sent.push_back(wire::hex(packet));
        return true;
    }
    std::string where() const override { return "nowhere"; }

private:
    std::shared_ptr<Wire> wire_;
};

struct Line {
    explicit Line(LinePace pace = {}) : Line(std::make_shared<net::io_context>(), pace) {}
    Line(std::shared_ptr<net::io_context> its_io, LinePace pace) : core(std::move(its_io)), link(io, std::make_unique<FakeLink>(wire), pace)
    {
        link.open([this](link::View packet) { heard.push_back(wire::hex(packet)); }, [](const std::string&) {});
    }
    std::shared_ptr<net::io_context> core;
    net::io_context& io = *core;
    std::shared_ptr<Wire> wire = std::make_shared<Wire>();
    std::vector<std::string> heard;
    PacedLink link;
};

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the time of a message on DIN is its bytes and its gap")
{
    CHECK(LinePace{}.time_of(3125) == 1s);
    CHECK(LinePace{31250, 20ms}.time_of(3125) == 120ms);
}

TEST_CASE("messages come whole, in whatever pieces their bytes came")
{
    Line line;
    line.wire->on_packet(bytes("F0 43"));
    CHECK(line.heard.empty());
    CHECK(line.link.is_receiving());
    line.wire->on_packet(bytes("10 F8 F7 B0 07"));   // a clock in the middle disturbs nobody
    line.wire->on_packet(bytes("64 08 01"));         // running status
    CHECK(line.heard == Words{"F8", "F0 43 10 F7", "B0 07 64", "B0 08 01"});
    CHECK_FALSE(line.link.is_receiving());
}

TEST_CASE("messages leave one after the other, none before the line is clear")
{
    Line line({1000, 10ms});
    CHECK(line.link.is_clear());
    const auto start = Clock::now();
    CHECK(line.link.send(bytes("B0 00 01 C0 05 F0 01 F7")));
    CHECK(line.wire->sent == Words{"B0 00 01"});
    CHECK_FALSE(line.link.is_clear());
    CHECK(run_until(line.io, [&] { return line.link.is_clear(); }));
    CHECK(line.wire->sent == Words{"B0 00 01", "C0 05", "F0 01 F7"});
    CHECK(Clock::now() - start >= 38ms);   // 8 bytes and three gaps: a line is never faster
}

TEST_CASE("two units behind one port speak one after the other")
{
    Line first({1000, 10ms}), second(first.core, {1000, 10ms});
    const auto start = Clock::now();
    CHECK(first.link.send(bytes("B0 00 01")));
    CHECK(second.link.send(bytes("B1 00 01")));
    CHECK(first.wire->sent == Words{"B0 00 01"});
    CHECK(second.wire->sent.empty());
    CHECK(run_until(first.io, [&] { return second.wire->sent.size() == 1; }));
    CHECK(Clock::now() - start >= 13ms);
}

TEST_CASE("a link that was closed sends and hears nothing of what was on its way")
{
    Line line({1000, 10ms});
    line.link.send(bytes("C0 01 C0 02"));
    line.wire->on_packet(bytes("F0 01"));
    line.link.close();
    CHECK(line.wire->closed);
    CHECK(line.link.is_clear());
    CHECK_FALSE(line.link.send(bytes("C0 03")));
    line.wire->on_packet(bytes("02 F7"));
    CHECK(line.heard.empty());
    CHECK(line.wire->sent == Words{"C0 01"});
    CHECK(line.link.where() == "nowhere");
}

TEST_CASE("whoever hears a message may close the link")
{
    Line line;
    int heard = 0;
    line.link.open([&](link::View) { ++heard; line.link.close(); }, [](const std::string&) {});
    line.wire->on_packet(bytes("C0 01 C0 02 F0 01 F7"));
    CHECK(heard == 1);
}

TEST_CASE("no more waits than fits")
{
    Line line({1, 0ms});
    wire::Bytes large(std::size_t{5} << 20, std::byte{1});
    large.front() = std::byte{0xf0};
    large.back() = std::byte{0xf7};
    line.link.send(bytes("C0 01"));   // two seconds
    CHECK(line.link.send(large));
    CHECK_FALSE(line.link.send(large));
}
