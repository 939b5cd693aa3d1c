#include "link/tape_link.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

#include "folder.hpp"

using namespace recalld::link;
using recalld::testing::Folder;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;

namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values)
{
    std::vector<std::byte> made;
    for (const int value : values) made.push_back(static_cast<std::byte>(value));
    return made;
}

/// A link whose other end is the test.
struct FakeLink : Link {
    struct Ends {
        PacketListener on_packet;
        DownListener on_down;
        std::vector<std::vector<std::byte>> sent;
        bool takes = true;
        int closed = 0;
    };
    explicit FakeLink(Ends& its_ends) : ends(its_ends) {}
    std::string open(PacketListener on_packet, DownListener on_down) override
    {
        ends.on_packet = std::move(on_packet);
        ends.on_down = std::move(on_down);
        return "opened";
    }
    void close() override { ++ends.closed; }
    bool send(View packet) override
    {
        ends.sent.emplace_back(packet.begin(), packet.end());
        return ends.takes;
    }
    std::string where() const override { return "fake desk"; }
    Ends& ends;
};

std::string contents_of(const fs::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

const std::string sane = "# Name: foh\n# Firmware: 4.06\n\n+0 > 2f 78\n+1500 < 2F 00 ff\n+1500 <\n";

}  // namespace

TEST_CASE("a tape is read packet by packet")
{
    const auto packets = parse_tape(sane, "x.tape");
    REQUIRE(packets.size() == 3);
    CHECK(packets[0].at == 0us);
    CHECK_FALSE(packets[0].from_device);
    CHECK(packets[0].bytes == bytes({0x2f, 0x78}));
    CHECK(packets[1].at == 1500us);
    CHECK(packets[1].from_device);
    CHECK(packets[1].bytes == bytes({0x2f, 0x00, 0xff}));
    CHECK(packets[2].bytes.empty());
}

TEST_CASE("a tape from another system's editor is read all the same")
{
    CHECK(parse_tape("# Name: x\r\n\r\n+0 > 2f 78\r\n", "x.tape").at(0).bytes == bytes({0x2f, 0x78}));
}

TEST_CASE("what is wrong with a tape is told by file and line")
{
    const auto [line, why] = GENERATE(table<std::string, std::string>({
        {"0 > 2f", "not of the form `+MICROSECONDS < HEX`"},
        {"+0 = 2f", "not of the form `+MICROSECONDS < HEX`"},
        {"+x > 2f", "not of the form `+MICROSECONDS < HEX`"},
        {"+-5 > 2f", "not of the form `+MICROSECONDS < HEX`"},
        {"+0", "not of the form `+MICROSECONDS < HEX`"},
        {"+99999999999999999999 > 2f", "not of the form `+MICROSECONDS < HEX`"},
        {"+0 > 2g", "\"2g\" is no byte"},
        {"+0 > 2f 100", "\"100\" is no byte"},
        {"+0 > -1", "\"-1\" is no byte"},
        {"+0 > 0x2f", "\"0x2f\" is no byte"},
    }));
    CHECK_THROWS_WITH(parse_tape(sane + line + "\n", "some/x.tape"), "some/x.tape:7: " + why);
}

TEST_CASE("a tape that is not there cannot be read, one in no folder not written")
{
    const Folder folder;
    FakeLink::Ends ends;
    CHECK_THROWS_WITH(read_tape(folder.path / "no.tape"), EndsWith("no.tape: cannot be read"));
    CHECK_THROWS_WITH(TapeLink(std::make_unique<FakeLink>(ends), folder.path / "no" / "x.tape", "foh"), EndsWith("x.tape: cannot be written"));
}

TEST_CASE("what passes a recorded link is on the tape, both ways, and reaches its end unchanged")
{
    const Folder folder;
    const auto file = folder.path / "foh.tape";
    FakeLink::Ends ends;
    std::vector<std::vector<std::byte>> heard;
    std::vector<std::string> down;
    {
        TapeLink tape(std::make_unique<FakeLink>(ends), file, "foh");
        CHECK(tape.where() == "fake desk");
        CHECK(tape.open([&](View packet) { heard.emplace_back(packet.begin(), packet.end()); }, [&](const std::string& why) { down.push_back(why); }) ==
              "opened");
        CHECK(tape.send(bytes({0x2f, 0x0a, 0xff})));
        ends.on_packet(bytes({0x00, 0x10}));
        ends.on_packet({});
        ends.takes = false;
        CHECK_FALSE(tape.send(bytes({1})));
        ends.on_down("cable");
        tape.close();
        CHECK(ends.closed == 1);
    }
    CHECK(heard == std::vector{bytes({0x00, 0x10}), bytes({})});
    CHECK(ends.sent == std::vector{bytes({0x2f, 0x0a, 0xff}), bytes({1})});
    CHECK(down == std::vector<std::string>{"cable"});
    CHECK_THAT(contents_of(file), Catch::Matchers::StartsWith("# Name: foh\n# Link: fake desk\n+"));

    const auto packets = read_tape(file);
    REQUIRE(packets.size() == 4);
    CHECK(packets[0].bytes == bytes({0x2f, 0x0a, 0xff}));
    CHECK(packets[1].bytes == bytes({0x00, 0x10}));
    CHECK(packets[2].bytes.empty());
    CHECK((!packets[0].from_device && packets[1].from_device && packets[2].from_device && !packets[3].from_device));
    for (std::size_t i = 1; i < packets.size(); ++i) CHECK(packets[i].at >= packets[i - 1].at);
}
