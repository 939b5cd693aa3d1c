#include "remote/web/target.hpp"

#include <catch2/catch.hpp>

#include "remote/web/pages.hpp"

using namespace recalld::remote;
using namespace recalld::remote::web;
using Segments = std::vector<std::string>;

TEST_CASE("a target is taken apart")
{
    CHECK(read_target("/")->segments.empty());
    CHECK(read_target("/sessions/")->segments == Segments{"sessions"});
    CHECK(read_target("/sessions/Night%20Train/Mix%203%401")->segments == Segments{"sessions", "Night Train", "Mix 3@1"});
    const auto target = read_target("/plan?session=Night+Train&scope=ch%2F1#part");
    REQUIRE(target);
    CHECK(target->segments == Segments{"plan"});
    CHECK(target->query.text("session") == "Night Train");
    CHECK(target->query.text("scope") == "ch/1");
    CHECK(read_target("/a+b")->segments == Segments{"a+b"});   // in a path a plus is a plus
    CHECK(read_target("/?a=b")->query.text("a") == "b");
}

TEST_CASE("what no link of ours looks like is refused")
{
    const std::string bad = GENERATE("", "sessions", "?a=b", "//", "/a//b", "/.", "/..", "/../a", "/%2e%2e/a", "/%2E", "/a%2fb", "/a%5cb", "/a\\b", "/%00", "/a%0d%0ab", "/%7f", "/%ff", "/%zz",
                                     "/%", "/a?x=%ff", "/1/2/3/4/5/6/7/8/9", "*", "http://here/");
    CAPTURE(bad);
    CHECK_FALSE(read_target(bad));
}

TEST_CASE("links lead where they say, whatever names are like")
{
    const std::string name = GENERATE("Mix 3", "100 % / loud", "a?b&c=d#e", "Überzahl", "..", "<script>");
    const auto path = path_to({"sessions", name});
    CAPTURE(path);
    const auto read = read_target(path + query_of({{"from", name}, {"none", ""}}));
    if (name == ".." || name.find('/') != std::string::npos) {   // no name of the store is like that
        CHECK_FALSE(read);
        return;
    }
    REQUIRE(read);
    CHECK(read->segments == Segments{"sessions", name});
    CHECK(read->query.text("from") == name);
    CHECK_FALSE(read->query.has("none"));
}

TEST_CASE("each address has one page")
{
    const auto [method, path, pattern] = GENERATE(table<std::string, std::string, std::string>({
        {"GET", "/", "/"}, {"HEAD", "/", "/"}, {"GET", "/sessions", "/sessions"}, {"GET", "/sessions/a", "/sessions/*"}, {"GET", "/sessions/a/b", "/sessions/*/*"},
        {"GET", "/pair/K7PQ-2MXR", "/pair/*"}, {"POST", "/pair", "/pair"}, {"POST", "/do/recall", "/do/recall"}, {"GET", "/reports/7", "/reports/*"},
    }));
    const auto found = find_route(method, read_target(path)->segments);
    REQUIRE(found.route);
    CHECK(found.route->pattern == pattern);
}

TEST_CASE("what has no page is told from what is asked the wrong way")
{
    CHECK_FALSE(find_route("GET", {"nowhere"}).route);
    CHECK_FALSE(find_route("GET", {"nowhere"}).has_other_method);
    CHECK_FALSE(find_route("GET", {"sessions", "a", "b", "c"}).route);
    CHECK(find_route("POST", {"sessions"}).has_other_method);
    CHECK(find_route("GET", {"do", "recall"}).has_other_method);
    CHECK_FALSE(find_route("DELETE", {}).route);
    CHECK(find_route("GET", {"sessions", "Night Train", "Mix 3"}).captured == Segments{"Night Train", "Mix 3"});
}

TEST_CASE("whatever changes something is posted, and needs a role or a code")
{
    for (const auto& route : routes()) {
        CAPTURE(route.method, route.pattern);
        CHECK(route.page != nullptr);
        if (route.method == "POST") CHECK((route.needs >= Permission::operate || route.pattern == "/pair"));
        if (route.pattern.starts_with("/do/")) CHECK(route.method == "POST");
    }
}
