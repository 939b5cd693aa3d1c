#include "logbook/plates.hpp"

#include <catch2/catch.hpp>

using namespace recalld::logbook;
using recalld::store::Entry;

namespace {

Entry line(recalld::store::EntryId id, const std::string& data)
{
    Entry entry{id, {}, {"recalld", "plates", "Night Train", "plates"}};
    entry.said.data = data;
    return entry;
}

}  // namespace

TEST_CASE("plates are read as they were written, and blank ones are not written at all")
{
    const Plates plates{{"1176-A", {"D", "4711", {"reads 2 dB hot"}}}, {"LA2A", {}}, {"desk", {"", "S12", {}}}};
    const auto data = plates_data(plates);
    CHECK(data["units"].size() == 2);
    const auto read = plates_in({line(1, data.dump())});
    CHECK(read.size() == 2);
    CHECK(plate_in(read, "1176-A").revision == "D");
    CHECK(plate_in(read, "1176-A").serial == "4711");
    CHECK(plate_in(read, "1176-A").quirks == std::vector<std::string>{"reads 2 dB hot"});
    CHECK(plate_in(read, "desk").serial == "S12");
    CHECK(plate_in(read, "LA2A").is_blank());
    CHECK(plate_in(read, "nobody").is_blank());
}

TEST_CASE("a plate in words names what is known of it")
{
    CHECK(words_of(Plate{"D", "4711"}) == "revision D, serial 4711");
    CHECK(words_of(Plate{"", "4711"}) == "serial 4711");
    CHECK(words_of(Plate{"D"}) == "revision D");
    CHECK(words_of(Plate{}).empty());
}

TEST_CASE("of several lines of plates the newest holds, in whatever order they come")
{
    const auto old = line(3, R"({"units": {"1176-A": {"serial": "1"}, "LA2A": {"serial": "2"}}})"), later = line(9, R"({"units": {"1176-A": {"serial": "3"}}})");
    CHECK(plate_in(plates_in({later, old}), "1176-A").serial == "3");
    CHECK(plate_in(plates_in({old, later}), "LA2A").is_blank());
    CHECK(plates_in({}).empty());
}

TEST_CASE("plates that somebody broke are blank")
{
    for (const auto* odd : {"", "7", "[]", "{", R"({"units": 3})", R"({"units": {"1176-A": 3}})", R"({"units": {"1176-A": {"serial": 3, "revision": [], "quirks": "x"}}})", R"({"units": {"1176-A": {"quirks": [3, {}]}}})"}) {
        CAPTURE(odd);
        CHECK(plate_in(plates_in({line(1, odd)}), "1176-A").is_blank());
    }
}
