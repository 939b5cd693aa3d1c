#include "remote/access.hpp"

#include <sys/stat.h>

#include <fstream>

#include "remote/secrets.hpp"
#include "remote/stage.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace std::chrono_literals;
using Time = Access::Time;
using recalld::testing::Folder;

namespace {

const Time noon{std::chrono::hours(24 * 365 * 50)};

struct Studio {
    explicit Studio(rig::AccessConfig config = {}) : access(std::move(config), folder.path / "pairings.json") {}
    std::string paired(Permission role, const std::string& name = "phone") { return access.token_for(access.offer(role, name, noon).code, "10.0.0.5", noon).value(); }
    Permission role_of(const std::string& token, const std::string& address = "10.0.0.5", Time now = noon) { return access.of_token(token, address, now).role; }

    Folder folder;
    Access access;
};

}  // namespace

TEST_CASE("a code is typed as people type, and has no look-alikes")
{
    const auto code = new_code();
    CHECK(code.size() == 9);
    CHECK(code[4] == '-');
    CHECK(code_as_meant("k7pq-2mxr") == "K7PQ2MXR");
    CHECK(code_as_meant(" K7PQ 2MXR\n") == "K7PQ2MXR");
    CHECK(code_as_meant("oOiIlL") == "001111");
    CHECK(new_code() != code);
}

TEST_CASE("tokens are long, fit a cookie, and only their hash tells one from another")
{
    const auto token = new_token();
    CHECK(token.size() == 43);
    CHECK(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
    CHECK(new_token() != token);
    CHECK(hash_of(token).size() == 64);
    CHECK(hash_of("abc") == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");   // BLAKE2b-256, as b2sum -l 256 says
    CHECK(same_secret("abc", "abc"));
    CHECK_FALSE(same_secret("abc", "abd"));
    CHECK_FALSE(same_secret("abc", "ab"));
}

TEST_CASE("a code is good once, for ten minutes")
{
    Studio studio;
    const auto code = studio.access.offer(Permission::operate, "phone", noon);
    SECTION("in time")
    {
        const auto token = studio.access.token_for(code.code, "10.0.0.5", noon + 9min);
        REQUIRE(token);
        CHECK(studio.role_of(*token) == Permission::operate);
        CHECK_FALSE(studio.access.token_for(code.code, "10.0.0.5", noon + 9min));
    }
    SECTION("late") { CHECK_FALSE(studio.access.token_for(code.code, "10.0.0.5", noon + 11min)); }
    SECTION("wrong") { CHECK_FALSE(studio.access.token_for("AAAA-AAAA", "10.0.0.5", noon)); }
    SECTION("over OSC it gives a lease instead, and is spent as well")
    {
        CHECK(studio.access.lease_for(code.code, "10.0.0.5", noon) == Permission::operate);
        CHECK_FALSE(studio.access.token_for(code.code, "10.0.0.5", noon));
    }
}

TEST_CASE("who guesses is not listened to any more, right or wrong; others are")
{
    Studio studio;
    const auto code = studio.access.offer(Permission::operate, "phone", noon).code;
    for (int i = 0; i < 5; ++i) CHECK_FALSE(studio.access.token_for("AAAA-AAAA", "10.0.0.66", noon));
    CHECK_FALSE(studio.access.token_for(code, "10.0.0.66", noon));
    CHECK(studio.access.token_for(code, "10.0.0.5", noon));
    const auto second = studio.access.offer(Permission::view, "phone", noon).code;
    CHECK(studio.access.token_for(second, "10.0.0.66", noon + 2min));
}

TEST_CASE("many guessers together are not listened to either")
{
    Studio studio;
    const auto code = studio.access.offer(Permission::operate, "phone", noon).code;
    for (int i = 0; i < 50; ++i) studio.access.token_for("AAAA-AAAA", "10.0.1." + std::to_string(i), noon);
    CHECK_FALSE(studio.access.token_for(code, "10.0.0.5", noon));
    CHECK(studio.access.token_for(code, "10.0.0.5", noon + 2min));
}

TEST_CASE("a browser without a token looks on from this machine, and sees nothing from others")
{
    Studio studio;
    CHECK(studio.role_of("", "127.0.0.1") == Permission::view);
    CHECK(studio.role_of("", "::ffff:127.0.0.1") == Permission::view);
    CHECK(studio.role_of("", "10.0.0.5") == Permission::nothing);
    CHECK(studio.role_of("made-up", "10.0.0.5") == Permission::nothing);
    rig::AccessConfig open;
    open.unpaired = Permission::view;
    studio.access.become(open);
    CHECK(studio.role_of("", "10.0.0.5") == Permission::view);
}

TEST_CASE("OSC is judged by its address: the best of range and lease")
{
    rig::AccessConfig config;
    config.addresses = {{"127.0.0.0/8", Permission::operate}, {"192.168.1.0/24", Permission::view}, {"192.168.1.9", Permission::edit}, {"fd00::/8", Permission::operate}};
    Studio studio(config);
    const auto role = [&](const std::string& address, Time now = noon) { return studio.access.of_osc(address, now).role; };
    CHECK(role("127.0.0.1") == Permission::operate);
    CHECK(role("::ffff:127.0.0.1") == Permission::operate);
    CHECK(role("192.168.1.20") == Permission::view);
    CHECK(role("192.168.1.9") == Permission::edit);
    CHECK(role("192.168.2.20") == Permission::nothing);
    CHECK(role("fd12::1") == Permission::operate);
    CHECK(role("fe80::1") == Permission::nothing);
    CHECK(role("nonsense") == Permission::nothing);
    REQUIRE(studio.access.lease_for(studio.access.offer(Permission::operate, "tablet", noon).code, "192.168.2.20", noon));
    CHECK(role("192.168.2.20") == Permission::operate);
    CHECK(studio.access.of_osc("192.168.2.20", noon).name == "tablet (OSC 192.168.2.20)");
    CHECK(role("192.168.2.21") == Permission::nothing);
    CHECK(studio.access.is_known("192.168.2.20", noon));
    CHECK_FALSE(studio.access.is_known("192.168.2.21", noon));
    CHECK(role("192.168.2.20", noon + 11h) == Permission::operate);   // each use carries it on
    CHECK(role("192.168.2.20", noon + 22h) == Permission::operate);
    CHECK(role("192.168.2.20", noon + 35h) == Permission::nothing);
}

TEST_CASE("pairings outlive the daemon, only hashes of tokens are kept, and nobody else can read them")
{
    Folder folder;
    const auto now = std::chrono::system_clock::now();
    const auto file = folder.path / "pairings.json";
    std::string token;
    {
        Access access({}, file);
        token = access.token_for(access.offer(Permission::operate, "Anna's phone", now).code, "10.0.0.5", now).value();
    }
    std::ifstream text(file);
    const std::string written{std::istreambuf_iterator<char>(text), {}};
    CHECK(written.find("Anna's phone") != std::string::npos);
    CHECK(written.find(token) == std::string::npos);
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    Access again({}, file);
    CHECK(again.of_token(token, "10.0.0.9", now).role == Permission::operate);
    CHECK(again.of_token(token, "10.0.0.9", now).name == "Anna's phone");
}

TEST_CASE("what was revoked is gone, and its number is not given again")
{
    Studio studio;
    const auto token = studio.paired(Permission::edit);
    const auto id = studio.access.pairings().front().id;
    CHECK(studio.access.revoke(id));
    CHECK_FALSE(studio.access.revoke(id));
    CHECK(studio.role_of(token) == Permission::nothing);
    studio.paired(Permission::view);
    CHECK(studio.access.pairings().front().id != id);
}

TEST_CASE("a file of pairings that cannot be understood stops the start and is left alone")
{
    Folder folder;
    const auto file = folder.path / "pairings.json";
    std::ofstream(file) << R"({"newest": 1, "pairings": [{"id": "x"}]})";
    CHECK_THROWS_WITH(Access({}, file), Catch::Matchers::Contains("pairings.json") && Catch::Matchers::Contains("pair again"));
    CHECK(std::filesystem::exists(file));
}

TEST_CASE("the Unix socket: everything, unless the rig names groups")
{
    Studio studio;
    CHECK(studio.access.of_user(4'000'000).role == Permission::edit);
    rig::AccessConfig config;
    config.groups = {{"root", Permission::operate}};
    studio.access.become(config);
    CHECK(studio.access.of_user(4'000'000).role == Permission::nothing);
    CHECK(studio.access.of_user(0).role == Permission::edit);   // whose daemon it may be
    config.groups = {{"no-such-group-here", Permission::operate}};
    CHECK_THROWS_WITH(studio.access.become(config), Catch::Matchers::Contains("no-such-group-here"));
}

TEST_CASE("every verb wants its role, and says how to get it")
{
    test::Stage stage;
    for (const auto& verb : verbs()) {
        CAPTURE(verb.name);
        for (const auto role : {Permission::nothing, Permission::view, Permission::operate}) {
            if (role >= verb.permission) continue;
            const auto answer = stage.ask(std::string(verb.name), Json::object(), role);
            REQUIRE(answer.contains("error"));
            CHECK(answer["error"]["code"] == "forbidden");
            CHECK_THAT(answer["error"]["message"].get<std::string>(), Catch::Matchers::Contains("recallctl pair --role " + std::string(rig::name_of(verb.permission))));
        }
        const bool is_endless = verb.name == "watch";
        if (!is_endless) CHECK(stage.error_of(std::string(verb.name), Json::object(), verb.permission) != "forbidden");
    }
}

TEST_CASE("orders are put down in the log, questions are not, and notes are anybody's who operates")
{
    test::Stage stage;
    stage.ask("log", Json{{"text", "vocal tuned"}, {"session", "Night Train"}}, Permission::operate, "Anna's phone");
    stage.ask("capture", Json{{"session", "Night Train"}, {"version", "Mix/3"}}, Permission::operate, "bob");
    stage.ask("sessions");
    stage.ask("status");
    const auto answer = stage.ask("entries", Json::object(), Permission::view);
    INFO(answer.dump());
    const auto& entries = answer["entries"];
    REQUIRE(entries.size() == 2);
    CHECK(entries[0]["who"] == "bob");
    CHECK(entries[0]["kind"] == "capture");
    CHECK_THAT(entries[0]["text"].get<std::string>(), Catch::Matchers::Contains("capture Night Train/Mix/3: name:"));
    CHECK(entries[1]["text"] == "vocal tuned");
    CHECK(entries[1]["session"] == "Night Train");
    CHECK(stage.error_of("log", {{"text", "  "}}) == "usage");
}
