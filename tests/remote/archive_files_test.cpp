#include "remote/archive_files.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "profile_here.hpp"
#include "remote/book_facts.hpp"
#include "remote/layouts/base64.hpp"

using namespace recalld;
using namespace recalld::remote;
using Catch::Matchers::Contains;
using recalld::testing::profile_here;
using studio::Standing;

namespace {

store::ProfileSource example()
{
    return [profile = profile_here("example")](const std::string&) { return profile; };
}

store::Entry line(store::EntryId id, const std::string& text, std::optional<store::EntryId> about = {})
{
    store::Entry entry;
    entry.id = id;
    entry.time = store::Time(std::chrono::microseconds(1'795'294'984'123'456));
    entry.said = {"anna", "note", "Night Train", text};
    entry.said.about = about;
    entry.said.data = R"({"take":3})";
    return entry;
}

WholeSession small_session()
{
    WholeSession session{"Night Train", {line(40, "kick \"dull\""), line(45, "kick is fine", 40), line(51, "about what is not archived", 7)}, {}, {}};
    studio::UnitState desk("desk", profile_here("example"));
    std::ranges::fill(desk.standings, Standing::out_of_scope);
    const auto fader = desk.profile->find("ch/01/mix/fader").value(), name = desk.profile->find("ch/01/config/name").value(), other = desk.profile->find("ch/02/mix/fader").value();
    desk.set(fader, 512, Standing::confirmed);
    desk.set(name, std::string("Kick \"in\""), Standing::assumed);
    desk.standings[other] = Standing::unknown;
    desk.identity = "E 1.0";
    store::Version version;
    version.session = "Night Train";
    version.name = "Mix 3";
    version.take = 2;
    version.note = "after lunch";
    version.time = store::Time(std::chrono::microseconds(1'795'294'985'000'001));
    version.entry = 47;
    session.versions.push_back({version, {{desk}}});
    return session;
}

Files files_of(const WholeSession& session)
{
    Files files{{"log.jsonl", log_file(session)}, {"session.json", R"({"session": "Night Train", "versions": [{"file": "versions/Mix 3@2.json"}]})"}};
    for (const auto& kept : session.versions) files[version_path(kept.version)] = version_file(session, kept);
    files["manifest.json"] = manifest_of(files, session.name, "recalld", "now").dump();
    return files;
}

}  // namespace

TEST_CASE("a session goes into files and comes out the same")
{
    const auto session = small_session();
    const auto files = files_of(session);
    REQUIRE(files.contains("versions/Mix 3@2.json"));
    CHECK_NOTHROW(check_manifest(Json::parse(files.at("manifest.json")), files));
    const auto read = archived_session(files, "", example());
    REQUIRE(read.entries.size() == 3);
    CHECK(read.entries[0].text == "kick \"dull\"");
    CHECK(read.entries[1].about == 1);
    CHECK_FALSE(read.entries[2].about);
    CHECK(read.entries[0].data == R"({"take":3})");
    CHECK(read.entries[0].time == session.entries[0].time);
    REQUIRE(read.versions.size() == 1);
    const auto& version = read.versions[0];
    CHECK(version.version.name == "Mix 3");
    CHECK(version.take == 2);
    CHECK(version.entry == 2);   // lines 40 and 45; 51 came later
    CHECK(version.version.time == session.versions[0].version.time);
    CHECK(version.snapshot.units[0].values == session.versions[0].snapshot.units[0].values);
    CHECK(version.snapshot.units[0].standings == session.versions[0].snapshot.units[0].standings);
    CHECK(version.snapshot.units[0].identity == "E 1.0");
}

TEST_CASE("under another name the lines of the session follow it")
{
    const auto read = archived_session(files_of(small_session()), "Night Train 2", example());
    CHECK(read.versions[0].version.session == "Night Train 2");
    CHECK(read.entries[0].session == "Night Train 2");
}

TEST_CASE("what differs from the manifest is named")
{
    auto files = files_of(small_session());
    const auto manifest = Json::parse(files.at("manifest.json"));
    files["log.jsonl"] += " ";
    CHECK_THROWS_WITH(check_manifest(manifest, files), Contains("log.jsonl is not what was archived"));
    files.erase("log.jsonl");
    CHECK_THROWS_WITH(check_manifest(manifest, files), Contains("lacks log.jsonl"));
    auto more = files_of(small_session());
    more["versions/Mix 4@1.json"] = "{}";
    CHECK_THROWS_WITH(check_manifest(manifest, more), Contains("is not in the manifest"));
    CHECK_THROWS_WITH(check_manifest(Json{{"format", 2}}, files), Contains("format 1"));
}

TEST_CASE("a broken file is named with its line or its setting")
{
    auto files = files_of(small_session());
    auto& version = files["versions/Mix 3@2.json"];
    const auto native = version.find("\"native\": 512");
    const auto compact = version.find("\"native\":512");
    version.replace(native != std::string::npos ? native : compact, native != std::string::npos ? 13 : 12, "\"native\":9999999");
    CHECK_THROWS_WITH(archived_session(files, "", example()), Contains("Mix 3@2.json") && Contains("ch/01/mix/fader"));
    version = "{\"version\": ";
    CHECK_THROWS_WITH(archived_session(files, "", example()), Contains("cut or broken"));
    files["log.jsonl"] = "{}\n";
    CHECK_THROWS_WITH(archived_session(files, "", example()), Contains("log.jsonl:1") && Contains("\"who\""));
}

TEST_CASE("a profile that is not here is said, and where its copy is")
{
    const store::ProfileSource none = [](const std::string& id) -> std::shared_ptr<const studio::Profile> { throw std::runtime_error("no profile \"" + id + "\""); };
    CHECK_THROWS_WITH(archived_session(files_of(small_session()), "", none), Contains("no profile") && Contains("the archive has a copy"));
}

TEST_CASE("times are exact to the microsecond, and what is none is refused")
{
    const store::Time time(std::chrono::microseconds(1'795'294'984'000'042));
    CHECK(time_of(exact_time(time)) == time);
    CHECK(exact_time(store::Time(std::chrono::seconds(0))) == "1970-01-01T00:00:00.000000Z");
    for (const auto* odd : {"", "2026-11-21", "2026-13-21T09:30:05.000000Z", "2026-02-30T09:30:05.000000Z", "2026-11-21T25:30:05.000000Z", "2026-11-21 09:30:05.000000Z", "2026-11-21T09:30:05.00000xZ"}) CHECK_FALSE(time_of(odd));
}

TEST_CASE("base64 goes both ways, and refuses what is none")
{
    for (const auto& bytes : {std::string(), std::string("a"), std::string("ab"), std::string("abc"), std::string("\0\xff\x80%PDF", 7)}) CHECK(from_base64(to_base64(bytes)) == bytes);
    for (const auto* odd : {"a", "ab=c", "a===", "@@@@", "abcde"}) CHECK_FALSE(from_base64(odd));
}

TEST_CASE("lines of a second room keep apart from those of the first")
{
    auto session = small_session();
    session.archives = {7, 0, 0};   // the first line came in an archive, the others were written here
    const auto files = files_of(session);
    std::istringstream lines(files.at("log.jsonl"));
    std::vector<Json> read;
    for (std::string line; std::getline(lines, line);) read.push_back(Json::parse(line));
    REQUIRE(read.size() == 3);
    CHECK_FALSE(read[0].contains("room"));   // numbers of archives mean nothing elsewhere
    CHECK(read[1]["room"] == 1);
    CHECK(read[2]["room"] == 1);
    CHECK(archived_session(files, "", example()).rooms == std::vector<std::size_t>{0, 1, 1});
}

TEST_CASE("a version knows the newest line of its own room, not of the other")
{
    auto session = small_session();      // lines 40, 45 and 51; the version knew 47
    session.archives = {7, 0, 0};
    session.versions[0].archive = 7;
    CHECK(archived_session(files_of(session), "", example()).versions[0].entry == 1);
    session.versions[0].archive = 0;
    CHECK(archived_session(files_of(session), "", example()).versions[0].entry == 2);
    session.versions[0].archive = 3;     // of a room that says nothing in this archive
    CHECK(archived_session(files_of(session), "", example()).versions[0].entry == 0);
}

TEST_CASE("a room that cannot be is refused with its line")
{
    auto files = files_of(small_session());
    auto& log = files["log.jsonl"];
    const auto first = log.substr(0, log.find('\n'));
    for (const auto* odd : {"-1", "\"one\"", "1001", "1.5", "null"}) {
        INFO(odd);
        log = first.substr(0, first.size() - 1) + ",\"room\":" + odd + "}\n";
        CHECK_THROWS_WITH(archived_session(files, "", example()), Contains("log.jsonl:1") && Contains("room"));
    }
}

TEST_CASE("a session without lines, and a log that ends without a newline, are read")
{
    auto files = files_of(small_session());
    auto& log = files["log.jsonl"];
    log.pop_back();
    CHECK(archived_session(files, "", example()).entries.size() == 3);
    log.clear();
    CHECK(archived_session(files, "", example()).entries.empty());
}

TEST_CASE("a line of a third session is refused: an archive writes into no other")
{
    auto session = small_session();
    session.entries[1].said.session = "Day Train";
    CHECK_THROWS_WITH(archived_session(files_of(session), "", example()), Contains("log.jsonl:2") && Contains("\"Day Train\"") && Contains("writes into no other"));
    session.entries[1].said.session.clear();   // of the room
    const auto read = archived_session(files_of(session), "Night Train 2", example());
    CHECK(read.entries[1].session.empty());
    CHECK(read.entries[0].session == "Night Train 2");
}

namespace {

store::Entry photo(store::EntryId id, const std::string& unit)
{
    auto entry = line(id, unit + ": a photograph");
    entry.said.kind = "sheet";
    entry.said.session.clear();
    entry.said.subject = unit;
    entry.said.data = R"({"set": {"input": "6"}, "photo": {"name": "front.jpg", "type": "image/jpeg", "width": 8, "height": 6, "base64": "QUJD", "thumbnail": "QQ=="}})";
    return entry;
}

/// The numbers of the lines that still hold a picture.
std::string pictures(const WholeSession& session)
{
    std::string numbers;
    for (const auto& entry : session.entries)
        if (entry.said.data.find("QUJD") != std::string::npos) numbers += std::to_string(entry.id) + " ";
    return numbers;
}

/// Two units that were photographed often; versions knew lines 12 and 20.
WholeSession photographed()
{
    auto session = small_session();
    session.entries = {photo(10, "1176-A"), photo(11, "1176-A"), photo(12, "LA2A"), photo(14, "1176-A"), photo(15, "1176-A"), photo(16, "1176-A"), photo(21, "LA2A")};
    session.versions.push_back(session.versions[0]);
    session.versions[0].version.entry = 12;
    session.versions[1].version.entry = 20;
    return session;
}

}  // namespace

TEST_CASE("of the photographs of a unit those go along that a version knew")
{
    auto session = photographed();
    leave_photos(session, Photos::of_versions);
    CHECK(pictures(session) == "11 12 16 21 ");
    const auto data = Json::parse(session.entries[0].said.data);
    CHECK(data["photo"].dump() == R"({"name":"front.jpg","type":"image/jpeg","width":8,"height":6})");
    CHECK(data["set"]["input"] == "6");
    const auto again = session;
    leave_photos(session, Photos::of_versions);
    CHECK(log_file(session) == log_file(again));
    leave_photos(session, Photos::newest);
    CHECK(pictures(session) == "16 21 ");
}

TEST_CASE("photographs of one room are not those of another, and other lines stay as they are")
{
    auto session = photographed();
    session.archives = {7, 0, 0, 0, 0, 0, 0};
    session.entries.push_back(line(30, "note"));
    session.entries.back().said.data = R"({"photo": {"base64": "QUJD"}})";
    session.archives.push_back(0);
    leave_photos(session, Photos::newest);
    CHECK(pictures(session) == "10 16 21 30 ");
}
