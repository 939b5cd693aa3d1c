#include "ctl/completion.hpp"

#include "ctl/shell_word.hpp"
#include "source_dir.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

using namespace recalld::ctl;
using Catch::Matchers::Contains;
using Words = std::vector<std::string>;

namespace {

/// A daemon with two sessions and a desk.
Json answer(const std::string&, std::string_view verb, const Json& arguments)
{
    if (verb == "sessions") return Json::parse(R"({"sessions": [{"session": "Night Train"}, {"session": "Blue"}]})");
    if (verb == "versions" && arguments["session"] == "Night Train")
        return Json::parse(R"({"versions": [{"version": "Mix 3"}, {"version": "Mix 3"}, {"version": "Drums"}]})");
    if (verb == "units") return Json::parse(R"({"units": [{"unit": "desk"}, {"unit": "eq"}]})");
    if (verb == "midi_ports") return Json::parse(R"({"ports": [{"name": "main"}, {"name": "ext"}]})");
    if (verb == "macros") return Json::parse(R"({"macros": [{"macro": "keep"}, {"macro": "back"}]})");
    if (verb == "triggers") return Json::parse(R"({"triggers": [{"trigger": "footswitch"}, {"trigger": "daw recall"}]})");
    if (verb == "reports") return Json::parse(R"({"reports": [{"recall": 12}, {"recall": 7}]})");
    if (verb == "get" && arguments["parameter"] == "ch/*/*/*")  // this daemon's star stops at slashes
        return Json::parse(
            R"({"values": [{"parameter": "ch/01/mix/fader"}, {"parameter": "ch/01/mix/on"}, {"parameter": "ch/02/mix/fader"}]})");
    return nullptr;
}

Words complete(const Words& words)
{
    const auto found = completions(words, answer);
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("completion knows what comes next")
{
    const auto [typed, offered] = GENERATE(table<Words, Words>({
        {{"rep"}, {"report", "reports"}},
        {{"--socket", "/s", "unit"}, {"units"}},
        {{"--js"}, {"--json"}},
        {{"recall", "--d"}, {"--dry-run"}},
        {{"recall", ""}, {"Blue/", "Night Train/"}},
        {{"recall", "Night\\ T"}, {"Night Train/"}},
        {{"recall", "\"Night Train/"}, {"Night Train/Drums", "Night Train/Mix 3"}},
        {{"recall", "Night\\ Train/M"}, {"Night Train/Mix 3"}},
        {{"recall", "--json", "'Night Train/D"}, {"Night Train/Drums"}},
        {{"diff", "Night\\ Train/Drums", "l"}, {"live"}},
        {{"capture", "B"}, {"Blue"}},
        {{"capture", "Night\\ Train", ""}, {"Drums", "Mix 3"}},
        {{"import", "f", "--unit", "e"}, {"eq"}},
        {{"import", "f", "--unit", "eq", "Night\\ Train", "M"}, {"Mix 3"}},
        {{"midi", ""}, {"monitor", "ports"}},
        {{"midi", "monitor", "ext"}, {"ext"}},
        {{"midi", "monitor", "x", "--as", "m"}, {"mcu", "midi"}},
        {{"midi", "monitor", "x", "--from", "h"}, {"host"}},
        {{"transport", "desk", "lo"}, {"locate"}},
        {{"macro", "b"}, {"back"}},
        {{"macro", "back", ""}, {}},
        {{"trigger", "f"}, {"footswitch"}},
        {{"trigger", ""}, {"daw recall", "footswitch"}},
        {{"arm", "a"}, {"all"}},
        {{"disarm", ""}, {"all", "daw recall", "footswitch"}},
        {{"tri"}, {"trigger", "triggers"}},
        {{"macro", "back", "--d"}, {"--dry-run"}},
        {{"transport", "desk", "p"}, {"pause", "play"}},
        {{"get", "d"}, {"desk"}},
        {{"get", "desk", "ch/0"}, {"ch/01/", "ch/02/"}},
        {{"set", "desk", "x", ""}, {}},
        {{"recall", "A/1", "--allow", "phantom,g"}, {"phantom,gain"}},
        {{"watch", "--scope", "ch/1 tal"}, {"ch/1 talkback"}},
        {{"watch", "--scope", "="}, {}},
        {{"export", "A/1", "--format", "s"}, {"scn"}},
        {{"layout", "t"}, {"touchosc"}},
        {{"report", ""}, {"12", "7"}},
        {{"completion", ""}, {"bash"}},
        {{"status", ""}, {}},
        {{"nonsense", "a", "z"}, {}},
    }));
    INFO(typed.back());
    if (typed.back() == "=")
        CHECK(complete(typed).size() == 24);
    else
        CHECK(complete(typed) == offered);
}

TEST_CASE("file names are left to the shell")
{
    for (const Words& words : {Words{"import", ""}, Words{"export", "A/1", "-o", ""}, Words{"--socket", "/ru"}})
        CHECK(!completions(words, answer));
}

TEST_CASE("without a daemon completion stays quiet")
{
    const auto nobody = [](const std::string&, std::string_view, const Json&) { return Json(); };
    CHECK(completions({"recall", ""}, nobody) == Words{});
    CHECK(completions({"get", "desk", "ch"}, nobody) == Words{});
    CHECK(completions({}, nobody)->size() > 15);
}

TEST_CASE("completion asks the socket that the line names")
{
    std::string asked;
    const auto asker = [&](const std::string& socket, std::string_view, const Json&) { return asked = socket, Json(); };
    completions({"--socket", "/tmp/my\\ socket", "get", ""}, asker);
    CHECK(asked == "/tmp/my socket");
}

TEST_CASE("words are read as the shell would")
{
    CHECK(without_quotes(R"(Night\ Train)") == "Night Train");
    CHECK(without_quotes(R"("Night \"T\" Tr)") == "Night \"T\" Tr");
    CHECK(without_quotes(R"('it\'s)") == "it\\s");
    CHECK(without_quotes(R"(a\)") == "a\\");
}

TEST_CASE("an offered word is quoted as the place needs it")
{
    CHECK(in_place_of("Ni", "Night Train/Mix 3") == "Night\\ Train/Mix\\ 3");
    CHECK(in_place_of("\"Ni", "Night \"T\" $5 & it's") == "Night \\\"T\\\" \\$5 & it's");
    CHECK(in_place_of("'Ni", "Night $5") == "Night $5");
    CHECK(in_place_of("\"Night Train/\"M", "Night Train/Mix 3") == "Night\\ Train/Mix\\ 3");
    CHECK(in_place_of("", "Bläser;rm") == "Bläser\\;rm");
}

TEST_CASE("the script that is printed is the script that is installed")
{
    std::ifstream file(recalld::testing::source_dir() + "/completions/recallctl");
    std::stringstream text;
    text << file.rdbuf();
    CHECK(bash_completion_script() == text.str());
}
