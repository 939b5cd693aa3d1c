#include "ctl/options.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "ctl/shell_word.hpp"
#include "ctl/vocabulary.hpp"
#include "source_dir.hpp"
#include "studio/parameter.hpp"

using namespace recalld::ctl;
using Catch::Matchers::Contains;
using Words = std::vector<std::string>;

namespace {

Call call(const Words& words)
{
    const auto read = read_command_line(words);
    if (const auto* why = std::get_if<NotACall>(&read)) FAIL(why->text + document(why->error.error, false));
    return std::get<Call>(read);
}

NotACall refused(const Words& words)
{
    const auto read = read_command_line(words);
    REQUIRE(std::holds_alternative<NotACall>(read));
    return std::get<NotACall>(read);
}

/// Splits as a shell does, as far as our examples go.
Words shell_words(const std::string& line)
{
    Words words;
    std::string raw;
    char quote = 0;
    for (const char c : line + ' ') {
        if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
        if (c != ' ' || quote != 0)
            raw += c;
        else if (!raw.empty())
            words.push_back(without_quotes(std::exchange(raw, "")));
    }
    return words;
}

std::string source(const std::string& path)
{
    std::ifstream file(recalld::testing::source_dir() + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("arguments become the JSON that the daemon expects")
{
    const auto [words, verb, json] = GENERATE(table<Words, std::string, std::string>({
        {{"status"}, "status", "{}"},
        {{"capture", "Night Train", "Mix 3"}, "capture", R"({"session":"Night Train","version":"Mix 3"})"},
        {{"capture", "A", "1", "--scope", "ch/1-8", "--note", "-3 dB on the vox"},
         "capture",
         R"({"session":"A","version":"1","scope":"ch/1-8","note":"-3 dB on the vox"})"},
        {{"capture", "status", "set"}, "capture", R"({"session":"status","version":"set"})"},
        {{"diff", "A/1", "live"}, "diff", R"({"from":{"session":"A","version":"1"},"to":"live"})"},
        {{"diff", "A/B/1", "A/2@3"},
         "diff",
         R"({"from":{"session":"A/B","version":"1"},"to":{"session":"A","version":"2@3"}})"},
        {{"plan", "A/1", "--allow", "phantom,gain"}, "plan", R"({"session":"A","version":"1","allow":"phantom,gain"})"},
        {{"recall", "A/1", "--allow", "phantom", "--allow=gain", "--mute-first", "--dry-run"},
         "recall",
         R"({"session":"A","version":"1","allow":"phantom,gain","dry_run":true,"mute_first":true})"},
        {{"recall", "--allow", "phantom", "A/1"}, "recall", R"({"session":"A","version":"1","allow":"phantom"})"},
        {{"undo"}, "undo", "{}"},
        {{"get", "desk", "ch/*/mix/fader"}, "get", R"({"unit":"desk","parameter":"ch/*/mix/fader"})"},
        {{"set", "desk", "ch/03/mix/fader", "-6.8 dB"},
         "set",
         R"({"unit":"desk","parameter":"ch/03/mix/fader","value":"-6.8 dB"})"},
        {{"set", "desk", "ch/03/mix/fader", "-6.8", "dB", "--allow", "level"},
         "set",
         R"({"unit":"desk","parameter":"ch/03/mix/fader","value":"-6.8 dB","allow":"level"})"},
        {{"set", "--json", "desk", "ch/03/mix/fader", "-oo"},
         "set",
         R"({"unit":"desk","parameter":"ch/03/mix/fader","value":"-oo"})"},
        {{"set", "desk", "p", "-.5"}, "set", R"({"unit":"desk","parameter":"p","value":"-.5"})"},
        {{"set", "desk", "p", "-∞"}, "set", R"({"unit":"desk","parameter":"p","value":"-∞"})"},
        {{"sessions", "--offset", "20", "--count=10"}, "sessions", R"({"offset":20,"count":10})"},
        {{"versions", "A", "--safety"}, "versions", R"({"session":"A","safety":true})"},
        {{"show", "A/1", "--unit", "desk"}, "show", R"({"session":"A","version":"1","unit":"desk"})"},
        {{"transport", "daw", "play"}, "transport", R"({"unit":"daw","action":"play"})"},
        {{"transport", "tape", "locate", "01:00:00:00"}, "transport", R"({"unit":"tape","action":"locate","time":"01:00:00:00"})"},
        {{"midi", "ports"}, "midi", "{}"},
        {{"macro", "keep", "Mix 4", "second"}, "macro", R"({"name":"keep","arguments":"Mix 4\nsecond"})"},
        {{"macro", "back", "--allow", "gain", "--dry-run"}, "macro", R"({"name":"back","allow":"gain","dry_run":true})"},
        {{"trigger", "by hand"}, "trigger", R"({"name":"by hand"})"},
        {{"trigger", "by hand", "Mix 4"}, "trigger", R"({"name":"by hand","arguments":"Mix 4"})"},
        {{"disarm", "all"}, "disarm", R"({"name":"all"})"},
        {{"midi", "monitor", "Fader Main", "--as", "mcu"}, "midi", R"({"port":"Fader Main","as":"mcu"})"},
        {{"report"}, "report", "{}"},
        {{"report", "12"}, "report", R"({"recall":12})"},
        {{"import", "f.scn", "--unit", "desk", "A", "1"}, "import", R"({"unit":"desk","session":"A","version":"1"})"},
        {{"export", "A/1", "--format", "scn", "-o", "f.scn", "--force"},
         "export",
         R"({"session":"A","version":"1","format":"scn"})"},
        {{"layout", "touchosc", "-o", "r.tosc", "--reply-port", "9001"}, "layout", R"({"kind":"touchosc","reply_port":9001})"},
        {{"watch", "--scope", "-routing"}, "watch", R"({"scope":"-routing"})"},
        {{"get", "desk", "-show/prepos/current"}, "get", R"({"unit":"desk","parameter":"-show/prepos/current"})"},
        {{"capture", "set", "1", "--note=-oo"}, "capture", R"({"session":"set","version":"1","note":"-oo"})"},
        {{"watch", "--scope", "ch"}, "watch", R"({"scope":"ch"})"},
    }));
    const Call made = call(words);
    CHECK(made.command->name == verb);
    CHECK(nlohmann::json(made.arguments) == nlohmann::json::parse(json));
}

TEST_CASE("what is for ourselves does not reach the daemon")
{
    CHECK(call({"recall", "A/1", "-y"}).own == Json{{"yes", true}});
    CHECK(call({"export", "A/1", "-o", "-", "--force"}).own == Json{{"output", "-"}, {"force", true}});
    CHECK(call({"midi", "ports"}).own == Json{{"what", "ports"}});
    CHECK(call({"import", "-", "--unit", "d", "A", "1"}).own == Json{{"file", "-"}});
}

TEST_CASE("global options stand before or behind the verb")
{
    for (const Words& words :
         {Words{"--json", "-q", "--socket", "/s", "status"}, Words{"status", "--json", "--quiet", "--socket=/s"}}) {
        const Call made = call(words);
        CHECK(made.json);
        CHECK(made.quiet);
        CHECK(made.socket == "/s");
    }
}

TEST_CASE("the socket comes from --socket, else the environment, else its usual place")
{
    ::unsetenv("RECALLD_SOCKET");
    CHECK(call({"status"}).socket == "/run/recalld/recalld.sock");
    ::setenv("RECALLD_SOCKET", "/from/environment", 1);
    CHECK(call({"status"}).socket == "/from/environment");
    CHECK(call({"status", "--socket", "/given"}).socket == "/given");
    ::setenv("RECALLD_SOCKET", "", 1);
    CHECK(call({"status"}).socket == "/run/recalld/recalld.sock");
    ::unsetenv("RECALLD_SOCKET");
}

TEST_CASE("what cannot be understood is explained, exit 64")
{
    const auto [words, part] = GENERATE(table<Words, std::string>({
        {Words{}, "say what to do"},
        {{"--json"}, "say what to do"},
        {{"recal", "A/1"}, "there is no verb \"recal\"; did you mean \"recall\"?"},
        {{"xyzzy"}, "`recallctl --help` lists the verbs"},
        {{"--josn", "status"}, "there is no option --josn; did you mean \"--json\"?"},
        {{"recall", "A/1", "--scoep", "x"}, "did you mean \"--scope\"?"},
        {{"recall", "Mix 3"}, "is not SESSION/VERSION"},
        {{"recall", "A/"}, "is not SESSION/VERSION"},
        {{"diff", "A/1", "alive"}, "is not SESSION/VERSION"},
        {{"recall"}, "SESSION/VERSION is required"},
        {{"capture", "Night", "Train", "Mix"}, "one word too many"},
        {{"sessions", "--count", "many"}, "\"many\" is not a whole number"},
        {{"sessions", "--count", "-1"}, "not a whole number"},
        {{"report", "twelve"}, "not a whole number"},
        {{"import", "f", "A", "1"}, "--unit is required"},
        {{"recall", "A/1", "--scope"}, "--scope"},
        {{"\x1b[2J"}, "there is no verb \" [2J\""},
    }));
    const NotACall why = refused(words);
    CHECK_THAT(text_in(why.error.error, "message"), Contains(part));
    CHECK(why.error.exit() == 64);
}

TEST_CASE("a usage error shows the usage, as JSON too when asked")
{
    const NotACall why = refused({"capture", "A", "--json"});
    CHECK(why.json);
    CHECK(text_in(why.error.error, "usage") == "recallctl capture SESSION VERSION [--scope SCOPE] [--note NOTE]");
}

TEST_CASE("help and version are no errors")
{
    for (const Words& words :
         {Words{"--help"}, Words{"help"}, Words{"recall", "--help"}, Words{"help", "recall"}, Words{"--version"}}) {
        const NotACall why = refused(words);
        CHECK(!why.error.is_error());
        CHECK(!why.text.empty());
    }
    CHECK_THAT(refused({"--version"}).text, Contains("recallctl ") && Contains("\n"));
    CHECK_THAT(refused({"help", "recall"}).text,
               Contains("SESSION/VERSION") && Contains("--allow HAZARD,...") && Contains("Examples:"));
}

TEST_CASE("every example in --help is a line that works")
{
    for (const Command& command : commands()) {
        std::istringstream lines{std::string(command.examples)};
        int count = 0;
        for (std::string line; std::getline(lines, line); ++count) {
            INFO(line);
            Words words = shell_words(line.substr(0, line.find_first_of("|>")));
            REQUIRE(words.front() == "recallctl");
            words.erase(words.begin());
            CHECK(call(words).command == &command);
        }
        INFO(command.name);
        CHECK(count > 0);
    }
}

TEST_CASE("the man page knows every verb and option")
{
    const std::string page = source("docs/man/recallctl.1");
    for (const Command& command : commands()) {
        CHECK_THAT(page, Contains(".It Cm " + std::string(command.name)));
        for (const Argument& argument : command.arguments)
            if (argument.is_option()) {
                std::string name(argument.name.substr(1, argument.name.find(',') - 1));
                CHECK_THAT(page, Contains("Fl " + name) || Contains("Fl \\" + name));
            }
    }
}

TEST_CASE("a moment splits at its last slash")
{
    CHECK(split_moment("Night Train/Mix 3") == std::pair<std::string, std::string>{"Night Train", "Mix 3"});
    CHECK(split_moment("AC/DC/Mix 3@2") == std::pair<std::string, std::string>{"AC/DC", "Mix 3@2"});
    CHECK(split_moment("Mix 3").first.empty());
}

TEST_CASE("the words we offer are the words the daemon knows")
{
    const std::string names = source("daemon/studio/parameter.cpp");
    for (const auto section : sections()) CHECK_THAT(names, Contains('"' + std::string(section) + '"'));
    for (const auto& hazard : hazards()) CHECK_THAT(names, Contains('"' + std::string(hazard.name) + '"'));
    CHECK(sections().size() == recalld::studio::section_count);
    CHECK(hazards().size() == recalld::studio::hazard_count - 1);
}
