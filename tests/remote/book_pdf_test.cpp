#include "remote/book_pdf.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "remote/http_fixture.hpp"
#include "remote/verb.hpp"
#include "run_until.hpp"

using namespace recalld;
using namespace recalld::remote;
using Catch::Matchers::Contains;

namespace {

/// A folder that is all of PATH, in which a script stands for weasyprint.
struct Bench {
    explicit Bench(const std::string& script = {})
    {
        if (!script.empty()) {
            const auto program = folder.path / "weasyprint";
            std::ofstream(program) << "#!/bin/sh\n" << script;
            std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        }
        ::setenv("PATH", folder.path.c_str(), 1);
    }
    ~Bench() { ::setenv("PATH", before.c_str(), 1); }

    /// The pages, or the code and words of what went wrong.
    std::string make(const std::string& html, std::function<bool()> is_ended = [] { return false; })
    {
        net::io_context io;
        auto made = net::co_spawn(io, book_pdf(html, std::move(is_ended)), net::use_future);
        REQUIRE(recalld::testing::run_until(io, [&] { return made.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        try {
            return made.get();
        } catch (const VerbError& error) {
            return error.code + ": " + error.what();
        }
    }

    recalld::testing::Folder folder;
    std::string before = std::getenv("PATH") ? std::getenv("PATH") : "";
};

}  // namespace

TEST_CASE("the program gets the HTML and gives the pages")
{
    Bench bench("printf '%%PDF-1.7 of: '\nwhile read -r line; do echo \"$line\"; done\n");
    CHECK(bench.make("<p>Kick</p>\n") == "%PDF-1.7 of: <p>Kick</p>\n");
}

TEST_CASE("without the program its package is named")
{
    Bench bench;
    CHECK_THAT(bench.make("<p>"), Contains("no_weasyprint: ") && Contains("apt install weasyprint") && Contains("open the HTML in a browser"));
}

TEST_CASE("a program that fails is quoted")
{
    Bench bench("echo 'no fonts here' >&2\nexit 1\n");
    CHECK_THAT(bench.make("<p>"), Contains("pdf: weasyprint made no PDF: no fonts here"));
}

TEST_CASE("what is no PDF is not given out as one")
{
    Bench bench("echo hello\n");
    CHECK_THAT(bench.make("<p>"), Contains("weasyprint made no PDF"));
}

TEST_CASE("somebody who asks for the end of it gets it")
{
    Bench bench("while :; do :; done\n");
    std::size_t looks = 0;
    CHECK_THAT(bench.make("<p>", [&looks] { return ++looks > 3; }), Contains("cancelled: "));
}
