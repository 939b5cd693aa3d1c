#include "osc/packet.hpp"

#include <lo/lo.h>
#include <catch2/catch.hpp>

#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <tuple>
#include <vector>

using namespace recalld::osc;
using recalld::wire::as_text;
using recalld::wire::bytes;
using recalld::wire::hex;

namespace {

/// What liblo makes of a message of its own; frees it.
Bytes by_liblo(lo_message built, const char* address)
{
    std::size_t size = lo_message_length(built, address);
    Bytes packet(size);
    lo_message_serialise(built, address, packet.data(), &size);
    lo_message_free(built);
    return packet;
}

/// liblo's arguments lie four bytes apart, which is too close for its own union of them.
template <class T>
T argument_of(lo_message read, std::size_t index)
{
    T value{};
    std::memcpy(&value, lo_message_get_argv(read)[index], sizeof value);
    return value;
}

std::vector<Arg> arguments_of(const Message& message)
{
    std::vector<Arg> args;
    for (const auto argument : message) args.push_back(owned(argument));
    return args;
}

/// The messages of a packet in words, each with its time in front; or the fault.
std::string visited(View packet)
{
    std::string seen;
    const auto done = for_each_message(packet, [&seen](const Message& message, TimeTag time) {
        seen += std::to_string(time.seconds) + std::string(message.address()) + " ";
    });
    return done ? seen : seen + std::string(describe(done.error()));
}

Bytes nested(int depth)
{
    auto packet = bundle(immediately, {});
    for (int level = 1; level < depth; ++level) packet = bundle(immediately, {packet});
    return packet;
}

/// Arguments of every kind from a fixed seed.
class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}

    std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(engine_() % limit); }
    std::string text()
    {
        std::string text(below(12), ' ');
        for (auto& letter : text) letter = static_cast<char>(1 + below(255));
        return text;
    }
    Bytes blob()
    {
        Bytes blob(below(12));
        for (auto& byte : blob) byte = static_cast<std::byte>(below(256));
        return blob;
    }
    Arg argument()
    {
        switch (below(13)) {
            case 0:
                return static_cast<std::int32_t>(engine_());
            case 1:
                return static_cast<float>(below(1000)) / 7;
            case 2:
                return text();
            case 3:
                return blob();
            case 4:
                return below(2) == 0;
            case 5:
                return static_cast<std::int64_t>(engine_()) << 31;
            case 6:
                return below(1000) / 7.0;
            case 7:
                return TimeTag{below(1000), below(1000)};
            case 8:
                return static_cast<char>(below(256));
            case 9:
                return Colour{static_cast<std::uint8_t>(below(256)), 2, 3, 4};
            case 10:
                return Midi{static_cast<std::uint8_t>(below(256)), 2, 3, 4};
            case 11:
                return Symbol{text()};
            default:
                return below(2) == 0 ? Arg(Nothing{}) : Arg(Impulse{});
        }
    }
    std::vector<Arg> arguments()
    {
        std::vector<Arg> args;
        for (auto left = below(9); left > 0; --left) args.push_back(argument());
        if (below(3) == 0) {
            args.insert(args.begin() + below(static_cast<std::uint32_t>(args.size()) + 1), ArrayBegin{});
            args.emplace_back(ArrayEnd{});
        }
        return args;
    }
    Bytes bend(Bytes packet)
    {
        for (auto bends = 1 + below(4); bends > 0 && !packet.empty(); --bends)
            packet[below(static_cast<std::uint32_t>(packet.size()))] = static_cast<std::byte>(below(256));
        if (below(4) == 0) packet.resize(below(static_cast<std::uint32_t>(packet.size()) + 1));
        return packet;
    }

private:
    std::mt19937 engine_;
};

}  // namespace

TEST_CASE("a message is built as the wire wants it")
{
    CHECK(message("/ch/01/mix/fader", {0.75F}) == bytes("'/ch/01/mix/fader' 00 00 00 00 ',f' 00 00 3F 40 00 00"));
    CHECK(message("/info") == bytes("'/info' 00 00 00 ',' 00 00 00"));
    CHECK(message("/a", {"text"}) == bytes("'/a' 00 00 ',s' 00 00 'text' 00 00 00 00"));
    CHECK(message("/a", {1, std::string()}) == bytes("'/a' 00 00 ',is' 00 00 00 00 01 00 00 00 00"));
    CHECK(message("/a", {true, false}) == bytes("'/a' 00 00 ',TF' 00"));
    CHECK(message("/a", {'x'}) == bytes("'/a' 00 00 ',c' 00 00 00 00 00 'x'"));
}

TEST_CASE("an address needs no slash")
{
    CHECK(message("node", {"/ch/01/mix ON"}) == bytes("'node' 00 00 00 00 ',s' 00 00 '/ch/01/mix ON' 00 00 00"));
    CHECK(bare("node") == bytes("'node' 00 00 00 00"));
}

TEST_CASE("a bare message is its address alone")
{
    const auto [address, packet] = GENERATE(table<std::string, std::string>({
        {"/xremote", "'/xremote' 00 00 00 00"},
        {"/info", "'/info' 00 00 00"},
        {"/in", "'/in' 00"},
    }));
    CHECK(bare(address) == bytes(packet));
    const auto built = bare(address);
    CHECK_FALSE(read_message(built).value().has_tags());
}

TEST_CASE("what liblo cannot build is built all the same")
{
    CHECK(message("/a", {Colour{1, 2, 3, 0xFF}}) == bytes("'/a' 00 00 ',r' 00 00 01 02 03 FF"));
    CHECK(message("/a", {Bytes{}}) == bytes("'/a' 00 00 ',b' 00 00 00 00 00 00"));
    CHECK(message("/a", {ArrayBegin{}, 1, ArrayEnd{}}) == bytes("'/a' 00 00 ',[i]' 00 00 00 00 00 00 00 01"));
}

TEST_CASE("a text ends at its first zero byte")
{
    using namespace std::string_view_literals;
    CHECK(message("/a\0b"sv, {std::string("x\0y", 3)}) == message("/a", {"x"}));
    CHECK(bare("/a\0b"sv) == bare("/a"));
}

TEST_CASE("liblo builds the same bytes of every type")
{
    auto* theirs = lo_message_new();
    Midi midi{1, 0x90, 60, 127};
    const char blob[] = {1, 2, 3, 4, 5};
    auto* copy = lo_blob_new(sizeof blob, blob);
    lo_message_add_int32(theirs, -7);
    lo_message_add_float(theirs, 0.25F);
    lo_message_add_string(theirs, "Lead Vox");
    lo_message_add_symbol(theirs, "sym");
    lo_message_add_blob(theirs, copy);
    lo_message_add_int64(theirs, std::numeric_limits<std::int64_t>::min());
    lo_message_add_double(theirs, 1e-300);
    lo_message_add_timetag(theirs, {7, 9});
    lo_message_add_char(theirs, 'x');
    lo_message_add_midi(theirs, midi.data());
    lo_message_add_true(theirs);
    lo_message_add_false(theirs);
    lo_message_add_nil(theirs);
    lo_message_add_infinitum(theirs);
    lo_blob_free(copy);
    const auto packet = by_liblo(theirs, "/all");

    const std::vector<Arg> args{-7,
                                0.25F,
                                "Lead Vox",
                                Symbol{"sym"},
                                bytes("01 02 03 04 05"),
                                std::numeric_limits<std::int64_t>::min(),
                                1e-300,
                                TimeTag{7, 9},
                                'x',
                                midi,
                                true,
                                false,
                                Nothing{},
                                Impulse{}};
    CHECK(hex(message("/all", args)) == hex(packet));
    CHECK(arguments_of(read_message(packet).value()) == args);
}

TEST_CASE("liblo understands what we send")
{
    auto packet = message("/ch/01/config/name", {"Lead Vox", 3, 0.5F});
    auto* read = lo_message_deserialise(packet.data(), packet.size(), nullptr);
    REQUIRE(read != nullptr);
    CHECK(std::string(lo_message_get_types(read)) == "sif");
    CHECK(std::string(reinterpret_cast<const char*>(lo_message_get_argv(read)[0])) == "Lead Vox");
    CHECK(argument_of<std::int32_t>(read, 1) == 3);
    CHECK(argument_of<float>(read, 2) == 0.5F);
    lo_message_free(read);
}

TEST_CASE("anything we build reads back the same")
{
    Dice dice(20240607);
    for (int round = 0; round < 3000; ++round) {
        const auto address = std::string("/").append(std::to_string(dice.below(100000)));
        const auto args = dice.arguments();
        const auto packet = message(address, args);
        const auto read = read_message(packet);
        REQUIRE(read.has_value());
        CHECK(read->address() == address);
        CHECK(arguments_of(*read) == args);
    }
}

TEST_CASE("a bent packet is refused or read, and nothing else")
{
    Dice dice(7);
    int accepted = 0;
    for (int round = 0; round < 20000; ++round) {
        auto packet = message("/ch/01", dice.arguments());
        if (dice.below(3) == 0) packet = bundle(immediately, {packet, bare("/x"), packet});
        const auto bent = dice.bend(packet);
        const auto done = for_each_message(bent, [&accepted](const Message& message, TimeTag) {
            CHECK(arguments_of(message).size() == message.tags().size());
            ++accepted;
        });
        CHECK(describe(bent).empty() == false);
        CHECK((done.has_value() || describe(bent).starts_with(describe(done.error()))));
    }
    CHECK(accepted > 1000);
}

TEST_CASE("one message is visited now")
{
    CHECK(visited(message("/a", {1})) == "0/a ");
    CHECK(visited(bytes("'/a' 00")) == "length is not a multiple of four");
}

TEST_CASE("bundles are visited in order, each message with the time of its own bundle")
{
    const auto inner = bundle({20, 0}, {message("/c"), bare("/d")});
    const auto outer = bundle({10, 0}, {message("/a", {1}), bare("/b"), inner, message("/e")});
    CHECK(visited(outer) == "10/a 10/b 20/c 20/d 10/e ");
    CHECK(visited(bundle(immediately, {})).empty());
}

TEST_CASE("liblo builds the same bundles")
{
    auto* first = lo_message_new();
    lo_message_add_int32(first, 5);
    auto* second = lo_message_new();
    auto* inner = lo_bundle_new({3, 4});
    lo_bundle_add_message(inner, "/b", second);
    auto* outer = lo_bundle_new({1, 2});
    lo_bundle_add_message(outer, "/a", first);
    lo_bundle_add_bundle(outer, inner);
    std::size_t size = lo_bundle_length(outer);
    Bytes theirs(size);
    lo_bundle_serialise(outer, theirs.data(), &size);
    lo_bundle_free_recursive(outer);

    CHECK(hex(bundle({1, 2}, {message("/a", {5}), bundle({3, 4}, {message("/b")})})) == hex(theirs));
}

TEST_CASE("a packet with a fault anywhere is refused before anything is visited")
{
    const std::string head = "'#bundle' 00 00 00 00 00 00 00 00 01 ";
    const std::string sound = "00 00 00 04 '/a' 00 00 ";
    REQUIRE(visited(bytes(head + sound)) == "0/a ");
    const auto [rest, fault] = GENERATE(table<std::string, Fault>({
        {"00", Fault::truncated},
        {"00 00 00", Fault::truncated},
        {"00 00 00 00", Fault::out_of_range},
        {"FF FF FF FC '/a' 00 00", Fault::out_of_range},
        {"80 00 00 00", Fault::out_of_range},
        {"00 00 00 08 '/a' 00 00", Fault::truncated},
        {"7F FF FF FC '/a' 00 00", Fault::truncated},
        {"00 00 00 03 '/a' 00", Fault::misaligned},
        {"00 00 00 04 '/abc'", Fault::unterminated},
        {"00 00 00 08 '#bundle' 00", Fault::truncated},
    }));
    CAPTURE(rest);
    CHECK(visited(bytes(head + sound + rest)) == describe(fault));
}

TEST_CASE("bundles nest eight deep and no deeper")
{
    CHECK(visited(nested(max_depth)).empty());
    CHECK(visited(nested(max_depth + 1)) == "nested too deep");
    CHECK(visited(nested(3000)) == "nested too deep");
    CHECK(visited(nested(5000)) == "longer than allowed");
}

TEST_CASE("a bundle cut anywhere is refused, unless it ends between two elements")
{
    const auto whole = bundle(immediately, {message("/a", {1, "text"}), bare("/b")});
    const auto first = 16 + 4 + message("/a", {1, "text"}).size();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const bool between = size == 16 || size == first;
        CHECK(for_each_message(View(whole).first(size), [](const Message&, TimeTag) {}).has_value() == between);
    }
}

TEST_CASE("a packet can be put in one line")
{
    const auto [packet, line] = GENERATE(table<Bytes, std::string>({
        {bare("/info"), "/info"},
        {message("/info"), "/info ,"},
        {message("/ch/01/mix", {"ON", 3, 0.75F}), R"(/ch/01/mix ,sif "ON" 3 0.75)"},
        {message("node", {"/ch/01/config \"Vox\"\n"}), R"(node ,s "/ch/01/config \"Vox\"\x0A")"},
        {message("/a", {true, false, Nothing{}, Impulse{}}), "/a ,TFNI true false nil impulse"},
        {message("/a", {bytes("01 02"), Bytes{}}), "/a ,bb <2: 01 02> <0: >"},
        {message("/a", {'x', 1e100, std::int64_t{-5}}), "/a ,cdh 'x' 1e+100 -5"},
        {message("/a", {Colour{1, 2, 3, 4}, Midi{0, 0x90, 60, 127}}), "/a ,rm <rgba 01 02 03 04> <midi 00 90 3C 7F>"},
        {message("/a", {immediately, TimeTag{10, 0x80000000}, Symbol{"s"}}), R"(/a ,ttS now 10.5 "s")"},
        {message("/a", {ArrayBegin{}, 1, 2, ArrayEnd{}}), "/a ,[ii] [ 1 2 ]"},
        {bundle(immediately, {message("/a", {1}), bare("/b")}), "#bundle now {/a ,i 1; /b}"},
        {bundle({2, 0}, {bundle({3, 0}, {})}), "#bundle 2 {#bundle 3 {}}"},
        {bytes("'/a' 00"), "length is not a multiple of four: 2F 61 00"},
        {bytes(""), "text without its end: "},
        {Bytes(40, std::byte{0x41}), "text without its end: " + hex(Bytes(32, std::byte{0x41})) + " …"},
    }));
    CHECK(describe(packet) == line);
}
