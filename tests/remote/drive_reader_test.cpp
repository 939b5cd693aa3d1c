#include "remote/drive_reader.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <future>
#include <thread>

#include "hash.hpp"
#include "logbook/wav.hpp"
#include "recall/recaller.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::remote;
using logbook::testing::Shelf;
using recalld::testing::finish;
using Catch::Contains;
namespace files = std::filesystem;

namespace {

constexpr std::size_t megabyte = 1'000'000;

struct Reading {
    std::shared_ptr<const logbook::AllowedFile> open(const std::string& path) const { return std::make_shared<logbook::AllowedFile>(path, std::vector<std::string>{shelf.path.string()}); }
    std::string put(std::size_t bytes)
    {
        content.resize(bytes);
        for (std::size_t i = 0; i < bytes; i += 101) content[i] = static_cast<char>(i % 127);
        return shelf.put("mix.wav", content);
    }
    std::string hash(const std::shared_ptr<const logbook::AllowedFile>& file, std::function<void()> happens = [] {})
    {
        const auto emit = [&, happens](const Json& line) {
            told.push_back(line["progress"]);
            happens();
        };
        return finish(io, reader.hash(file, emit, gone));
    }
    static std::string sum_of(const std::string& bytes)
    {
        Sha256 sum;
        sum.add(bytes);
        return sum.hex();
    }

    Shelf shelf;
    net::io_context io;
    bool is_ending = false;
    std::shared_ptr<bool> gone = std::make_shared<bool>(false);
    DriveReader reader{is_ending};
    std::string content;
    std::vector<Json> told;
};

/// What never returns, for as long as a test lasts.
struct Hanging {
    std::function<void()> work()
    {
        return [until = until] { until.wait(); };
    }
    ~Hanging() { end.set_value(); }

    std::promise<void> end;
    std::shared_future<void> until = end.get_future().share();
};

}  // namespace

TEST_CASE("the hash of a file is that of its content, whatever its length")
{
    Reading reading;
    const auto bytes = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{4} << 20U, (std::size_t{4} << 20U) + 1, std::size_t{9'000'000});
    CAPTURE(bytes);
    const auto path = reading.put(bytes);
    CHECK(reading.hash(reading.open(path)) == Reading::sum_of(reading.content));
    CHECK(reading.told.empty());   // too short to be worth a word
}

TEST_CASE("who waits for a long file hears how far it is, in megabytes")
{
    Reading reading;
    const auto path = reading.put(80 * megabyte);
    CHECK(reading.hash(reading.open(path)) == Reading::sum_of(reading.content));
    REQUIRE(reading.told.size() == 3);
    CHECK(reading.told[0].dump() == R"({"phase":"reading","unit":"mix.wav, MB","done":0,"total":80,"measure":"MB"})");
    CHECK(reading.told[1]["done"] == 33);
    CHECK(reading.told[2]["done"] == 67);
}

TEST_CASE("a file that changes while it is read has no hash")
{
    Reading reading;
    const auto path = reading.put(40 * megabyte);
    const auto happening = GENERATE(as<std::string>{}, "cut", "longer", "gone");
    CAPTURE(happening);
    const auto file = reading.open(path);
    const auto happens = [&] {
        if (happening == "cut") files::resize_file(path, 1000);
        else if (happening == "longer") files::resize_file(path, 41 * megabyte);
        else files::remove(path);
    };
    CHECK_THROWS_WITH(reading.hash(file, happens), Contains("while it was read"));
}

TEST_CASE("reading ends when somebody cancels, nobody listens any more, or the daemon ends")
{
    Reading reading;
    const auto file = reading.open(reading.put(40 * megabyte));
    const auto why = GENERATE(as<std::string>{}, "cancel", "gone", "ending");
    CAPTURE(why);
    const auto happens = [&] {
        if (why == "cancel") CHECK(reading.reader.cancel() == "reading");
        else if (why == "gone") *reading.gone = true;
        else reading.is_ending = true;
    };
    CHECK_THROWS_AS(reading.hash(file, happens), recall::Cancelled);
}

TEST_CASE("cancelling what was read before does not end what is read next")
{
    Reading reading;
    CHECK(reading.reader.cancel().empty());
    const auto path = reading.put(40 * megabyte);
    CHECK_THROWS_AS(reading.hash(reading.open(path), [&] { reading.reader.cancel(); }), recall::Cancelled);
    CHECK(reading.reader.cancel().empty());
    CHECK(reading.hash(reading.open(path)) == Reading::sum_of(reading.content));
}

TEST_CASE("two files are read beside each other, and one cancel ends both")
{
    Reading reading;
    const auto path = reading.put(40 * megabyte);
    std::size_t told = 0;
    const auto emit = [&](const Json&) {
        if (++told == 2) reading.reader.cancel();
    };
    auto first = net::co_spawn(reading.io, reading.reader.hash(reading.open(path), emit, reading.gone), net::use_future);
    auto second = net::co_spawn(reading.io, reading.reader.hash(reading.open(path), emit, reading.gone), net::use_future);
    const auto is_ready = [](const auto& future) { return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
    REQUIRE(recalld::testing::run_until(reading.io, [&] { return is_ready(first) && is_ready(second); }));
    CHECK_THROWS_AS(first.get(), recall::Cancelled);
    CHECK_THROWS_AS(second.get(), recall::Cancelled);
}

TEST_CASE("work is done on another thread, and what it throws comes back")
{
    Reading reading;
    const auto there = std::make_shared<std::thread::id>();
    finish(reading.io, reading.reader.run([there] { *there = std::this_thread::get_id(); }));
    CHECK(*there != std::thread::id());
    CHECK(*there != std::this_thread::get_id());
    CHECK_THROWS_WITH(finish(reading.io, reading.reader.run([] { throw logbook::FileError("no such drive", logbook::FileFault::unreadable); })), "no such drive");
}

TEST_CASE("a drive that hangs is given up after a while")
{
    Reading reading;
    Hanging drive;
    DriveReader hasty(reading.is_ending, std::chrono::milliseconds(20));
    CHECK_THROWS_WITH(finish(reading.io, hasty.run(drive.work())), Contains("its drive did not answer for 0.02 s"));
}

TEST_CASE("a drive that hangs can be cancelled, and holds up no other, nor the end")
{
    Hanging drive;     // hangs on when the reader is gone
    Reading reading;
    const auto why = GENERATE(as<std::string>{}, "cancel", "gone", "ending");
    CAPTURE(why);
    auto hanging = net::co_spawn(reading.io, reading.reader.run(drive.work(), reading.gone), net::use_future);
    const auto path = reading.put(1000);
    CHECK(reading.hash(reading.open(path)) == Reading::sum_of(reading.content));
    if (why == "cancel") CHECK(reading.reader.cancel() == "reading");
    else if (why == "gone") *reading.gone = true;
    else reading.is_ending = true;
    REQUIRE(recalld::testing::run_until(reading.io, [&] { return hanging.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
    CHECK_THROWS_AS(hanging.get(), recall::Cancelled);
    CHECK(reading.reader.cancel().empty());
}

TEST_CASE("drives that hang do not take all there is")
{
    Reading reading;
    Hanging drive;
    std::vector<std::future<void>> hanging;
    for (int i = 0; i < 16; ++i) hanging.push_back(net::co_spawn(reading.io, reading.reader.run(drive.work()), net::use_future));
    CHECK_THROWS_WITH(finish(reading.io, reading.reader.run([] {})), Contains("16 readings of drives do not end"));
    reading.is_ending = true;
    REQUIRE(recalld::testing::run_until(reading.io, [&] { return std::ranges::all_of(hanging, [](auto& each) { return each.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }); }));
}
