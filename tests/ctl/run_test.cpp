#include "ctl/run.hpp"

#include <signal.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include "ctl/client.hpp"
#include "ctl/options.hpp"
#include "ctl/screen.hpp"
#include "remote/http.hpp"

using namespace recalld;
using namespace recalld::ctl;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

/// What the daemon of a test answers: for each verb its lines. A line "wait" waits for cancel.
using Script = std::map<std::string, std::vector<std::string>>;

struct Asked {
    std::mutex mutex;
    std::vector<std::string> verbs;
    std::vector<Json> arguments;
    std::atomic<bool> cancelled{false};
    std::atomic<bool> waiting{false};
};

task<> wait_for_cancel(Asked* asked)
{
    net::steady_timer pause(co_await net::this_coro::executor);
    asked->waiting = true;
    while (!asked->cancelled) {
        pause.expires_after(std::chrono::milliseconds(1));
        co_await pause.async_wait(net::use_awaitable);
    }
}

task<remote::HttpAnswer> play(std::vector<std::string> lines, remote::LineWriter write, Asked* asked)
{
    for (const std::string& line : lines) {
        if (line == "wait")
            co_await wait_for_cancel(asked);
        else
            co_await write(line);
    }
    co_return remote::HttpAnswer{};
}

/// A daemon on a thread of its own that plays a script.
class Daemon {
public:
    explicit Daemon(Script script)
    {
        std::string name = (fs::temp_directory_path() / "recallctl-run-XXXXXX").string();
        folder = ::mkdtemp(name.data());
        Asked* marks = &asked;
        const auto handle = [script, marks](remote::HttpRequest request, remote::LineWriter write) {
            const std::string verb = request.target.substr(4);
            const std::scoped_lock lock(marks->mutex);
            marks->verbs.push_back(verb);
            marks->arguments.push_back(Json::parse(request.body));
            if (verb == "cancel") marks->cancelled = true;
            const auto lines = script.find(verb);
            const std::vector<std::string> none{
                R"({"error": {"code": "unknown_verb", "message": "no such verb", "exit": 64}})"};
            return play(lines == script.end() ? none : lines->second, std::move(write), marks);
        };
        server.emplace(io, remote::UnixDoor{socket()}, 1'000'000, handle);
        thread = std::thread([this] { io.run(); });
    }
    ~Daemon()
    {
        net::post(io, [this] { server.reset(); });
        thread.join();
        fs::remove_all(folder);
    }
    std::string socket() const { return (folder / "s").string(); }

    fs::path folder;
    Asked asked;

private:
    net::io_context io;
    std::optional<remote::HttpServer> server;
    std::thread thread;
};

struct Outcome {
    int exit = 0;
    std::string output;
    std::string errors;
};

Outcome run(const std::string& socket, std::vector<std::string> words, Eyes eyes = {}, const std::string& typed = "")
{
    words.insert(words.begin(), {"--socket", socket});
    const auto read = read_command_line(words);
    REQUIRE(std::holds_alternative<Call>(read));
    const Call& call = std::get<Call>(read);
    std::ostringstream output, errors;
    std::istringstream input(typed);
    Screen screen(output, errors, input, eyes, call.json, call.quiet);
    const int exit = call.command->run(call, screen);
    return {exit, output.str(), errors.str()};
}

const Eyes person{.output = true, .errors = true, .input = true, .colour = false, .columns = 80};

constexpr const char* good_report =
    R"({"result": {"recall": 1, "session": "A", "version": "1", "report": {"matched": 10, "written": 2}, "details": [], "elapsed_ms": 5}})";
constexpr const char* good_plan =
    R"({"result": {"session": "A", "version": "1", "writes": 2, "unchanged": 8, "changes": [], "hazards": [], "refused": false}})";
constexpr const char* bad_plan =
    R"({"result": {"session": "A", "version": "1", "writes": 2, "unchanged": 8, "changes": [], "refused": true, "hazards": [{"hazard": "phantom", "count": 1, "words": ["ch 3: 48 V on"], "allowed": false}]}})";

std::string one_line(std::string text)
{
    std::erase(text, '\n');
    return text;
}

}  // namespace

TEST_CASE("a result is shown and its exit code kept")
{
    const Daemon daemon(Script{{"check", {R"({"result": {"rig": "rig.yaml", "ok": false, "exit": 3}})"}}});
    const Outcome outcome = run(daemon.socket(), {"check"});
    CHECK(outcome.exit == 3);
    CHECK(outcome.output == "not ready: rig.yaml\n");
    CHECK(outcome.errors.empty());
}

TEST_CASE("--json prints exactly the result, in one line for programs and indented for people")
{
    const Daemon daemon(Script{{"cancel", {R"({"progress": {"phase": "x"}})", R"({"result": {"b": 1, "a": [2]}})"}}});
    CHECK(run(daemon.socket(), {"cancel", "--json"}).output == "{\"b\":1,\"a\":[2]}\n");
    CHECK(run(daemon.socket(), {"cancel", "--json"}, person).output == "{\n  \"b\": 1,\n  \"a\": [\n    2\n  ]\n}\n");
}

TEST_CASE("--quiet prints nothing but errors")
{
    const Daemon daemon(Script{{"status", {R"({"result": {}})"}}});
    const Outcome outcome = run(daemon.socket(), {"status", "-q"}, person);
    CHECK((outcome.output + outcome.errors).empty());
    CHECK_THAT(run(daemon.socket(), {"units", "-q"}).errors, Contains("no such verb"));
}

TEST_CASE("an error goes to standard error, and with --json to standard output as well")
{
    const Daemon daemon(
        Script{{"get", {R"({"error": {"code": "unknown_unit", "message": "no unit \"dsk\"", "exit": 64}})"}}});
    const Outcome words = run(daemon.socket(), {"get", "dsk", "x"});
    CHECK(words.exit == 64);
    CHECK(words.errors == "recallctl: no unit \"dsk\"\n");
    CHECK(words.output.empty());
    CHECK(run(daemon.socket(), {"get", "dsk", "x", "--json"}).output
          == "{\"error\":{\"code\":\"unknown_unit\",\"message\":\"no unit \\\"dsk\\\"\",\"exit\":64}}\n");
}

TEST_CASE("midi lists ports and follows one")
{
    Daemon daemon(Script{{"midi_ports", {R"({"result": {"ports": [], "missing": [{"system": "jack", "why": "no server"}]}})"}},
                         {"midi_monitor",
                          {R"({"midi": {"time": "2026-11-21T09:30:05Z", "words": "play pressed", "bytes": "90 5E 7F"}})",
                           R"({"dropped": 2})",
                           R"({"error": {"code": "unreachable", "message": "jack x: port \"x\" is gone", "exit": 5}})"}}});
    CHECK(run(daemon.socket(), {"midi", "ports"}).output == "no MIDI ports\njack: no server\n");
    const Outcome heard = run(daemon.socket(), {"midi", "monitor", "x", "--as", "mcu"});
    CHECK_THAT(heard.output, Contains("play pressed  90 5E 7F\n"));
    CHECK_THAT(heard.errors, Contains("2 changes came too fast") && Contains("is gone"));
    CHECK(heard.exit == 5);
    CHECK(daemon.asked.arguments.back() == Json{{"port", "x"}, {"as", "mcu"}});
    CHECK(run(daemon.socket(), {"midi", "monitor"}).exit == 64);
    CHECK_THAT(run(daemon.socket(), {"midi", "listen"}).errors, Contains("midi has ports and monitor, not \"listen\""));
}

TEST_CASE("no daemon is exit 69")
{
    const Outcome outcome = run("/nowhere/recalld.sock", {"status"});
    CHECK(outcome.exit == 69);
    CHECK_THAT(outcome.errors, Contains("/nowhere/recalld.sock"));
}

TEST_CASE("an answer without a last line, or that is not recalld's, is an error")
{
    const Daemon daemon(Script{{"status", {R"({"progress": {}})"}}, {"units", {"<html>"}}});
    CHECK(run(daemon.socket(), {"status"}).exit == 69);
    const Outcome other = run(daemon.socket(), {"units"});
    CHECK(other.exit == 70);
    CHECK_THAT(other.errors, Contains("not recalld") && Contains("<html>"));
}

TEST_CASE("words that are not UTF-8 are refused before they are sent")
{
    const Daemon daemon(Script{});
    CHECK(run(daemon.socket(), {"capture", "Bl\xe4ser", "1"}).exit == 64);
}

TEST_CASE("progress is drawn for people only, and wiped")
{
    const Daemon daemon(Script{{"capture",
                                {R"({"progress": {"phase": "reading", "unit": "desk", "done": 1, "total": 2}})",
                                 R"({"result": {"session": "A", "version": "1", "units": []}})"}}});
    CHECK(run(daemon.socket(), {"capture", "A", "1"}).errors.empty());
    CHECK(run(daemon.socket(), {"capture", "A", "1", "--quiet"}, person).errors.empty());
    const Outcome outcome = run(daemon.socket(), {"capture", "A", "1"}, person);
    CHECK_THAT(outcome.errors, StartsWith("\r\x1b[Kreading desk [") && Contains("1 of 2 parameters\r\x1b[K"));
    CHECK_THAT(outcome.output, StartsWith("A/1 captured"));
}

TEST_CASE("what hands are to do is said wherever it is read, once")
{
    const std::string line = R"({"progress": {"phase": "by hand: hold PROG", "unit": "room", "done": 0, "total": 1}})";
    const Daemon daemon(Script{{"capture", {line, line, R"({"result": {"session": "A", "version": "1", "units": []}})"}}});
    CHECK(run(daemon.socket(), {"capture", "A", "1"}).errors == "room: by hand: hold PROG\n");
}

TEST_CASE("controls and values of a sheet are pairs, or joined as the daemon shows them")
{
    const Daemon daemon(Script{{"sheet_set", {R"({"result": {"entry": 1, "unit": "1176-A", "words": "", "noted": 1, "of": 6}})"}}});
    CHECK(run(daemon.socket(), {"sheet", "set", "1176-A", "INPUT=24", "LOW GAIN", "-6", "left/gain=-"}).exit == 0);
    CHECK(daemon.asked.arguments.back()["values"] == "INPUT=24\nLOW GAIN=-6\nleft/gain=-\n");
    const auto halved = run(daemon.socket(), {"sheet", "set", "1176-A", "INPUT=24", "RATIO"});
    CHECK(halved.exit == exit_usage);
    CHECK_THAT(halved.errors, Contains("\"RATIO\" has no value"));
    CHECK(run(daemon.socket(), {"sheet", "set", "1176-A"}).exit == 0);   // the daemon knows the panel, and says how
    CHECK_FALSE(daemon.asked.arguments.back().contains("values"));
}

TEST_CASE("who gives prep a file in place of the session hears whether it is there, and what prep takes")
{
    const auto [code, word] = GENERATE(table<std::string, std::string>({{"no_input_list", "Foo"}, {"name", "/nowhere/Foo.txt"}}));
    const Daemon daemon(Script{{"prep", {R"({"error": {"code": ")" + code + R"(", "message": "as the daemon says it", "exit": 64}})"}}});
    const auto said = run(daemon.socket(), {"prep", word});
    CHECK(said.exit == exit_usage);
    CHECK_THAT(said.errors, Contains("there is no file " + fs::absolute(word).string() + "; prep takes a session, and then a DAW's session text or an input list"));
    CHECK_THAT(run(daemon.socket(), {"prep", word, "--json"}).output + said.errors, !Contains("as the daemon says it"));
}

TEST_CASE("every other error of prep is the daemon's own")
{
    const Daemon daemon(Script{{"prep", {R"({"error": {"code": "unknown_unit", "message": "several units have strips", "exit": 64}})"}}});
    CHECK_THAT(run(daemon.socket(), {"prep", "Foo"}).errors, Contains("several units have strips") && !Contains("no file"));
}

TEST_CASE("a program that recalls is not asked: the command is the ask")
{
    Daemon daemon(Script{{"recall", {good_report}}});
    CHECK(run(daemon.socket(), {"recall", "A/1"}).exit == 0);
    CHECK(daemon.asked.verbs == std::vector<std::string>{"recall"});
    CHECK(daemon.asked.arguments[0] == Json{{"session", "A"}, {"version", "1"}});
}

TEST_CASE("a person with --yes is not asked either")
{
    Daemon daemon(Script{{"undo", {good_report}}});
    CHECK(run(daemon.socket(), {"undo", "--yes"}, person).exit == 0);
    CHECK(daemon.asked.verbs == std::vector<std::string>{"undo"});
}

namespace {

/// Answers a dry run with a plan and the real thing with a report.
class Careful : public Daemon {
public:
    explicit Careful(const char* plan) : Daemon(Script{{"recall", {plan}}, {"undo", {plan}}}) {}
};

}  // namespace

TEST_CASE("a person sees the plan and may say no: nothing is sent")
{
    Careful daemon(good_plan);
    for (const char* reply : {"n\n", "\n", "", "maybe\n"}) {
        const Outcome outcome = run(daemon.socket(), {"recall", "A/1"}, person, reply);
        CHECK(outcome.exit == 4);
        CHECK_THAT(outcome.errors, Contains("plan for A/1: 2 parameters to write")
                                       && Contains("Recall 2 parameters? [y/N] ") && Contains("nothing was sent"));
        CHECK(outcome.output.empty());
    }
    for (const Json& arguments : daemon.asked.arguments) CHECK(flag_in(arguments, "dry_run"));
}

TEST_CASE("a person who says yes gets the recall")
{
    Careful daemon(good_plan);
    run(daemon.socket(), {"undo", "--allow", "gain"}, person, "y\n");
    REQUIRE(daemon.asked.arguments.size() == 2);
    CHECK(daemon.asked.arguments[0] == Json{{"allow", "gain"}, {"dry_run", true}});
    CHECK(daemon.asked.arguments[1] == Json{{"allow", "gain"}});
}

TEST_CASE("a hazard without consent ends before the question, with the flag that would allow it")
{
    Careful daemon(bad_plan);
    const Outcome outcome = run(daemon.socket(), {"recall", "A/1", "--json"}, person, "y\n");
    CHECK(outcome.exit == 4);
    CHECK_THAT(outcome.errors, Contains("48 V phantom power") && Contains("--allow phantom") && !Contains("[y/N]"));
    CHECK_THAT(one_line(outcome.output), Contains("\"code\": \"refused\"") && Contains("\"exit\": 4"));
    CHECK(daemon.asked.verbs.size() == 1);
}

TEST_CASE("a refusal that carries its plan says what can hurt")
{
    const std::string plan = one_line(bad_plan).substr(11);
    const Daemon daemon(
        Script{{"recall",
                {R"({"error": {"code": "refused", "message": "phantom needs consent", "exit": 4, "plan": )"
                 + plan.substr(0, plan.size() - 1) + "}}"}}});
    const Outcome outcome = run(daemon.socket(), {"recall", "A/1"});
    CHECK(outcome.exit == 4);
    CHECK_THAT(outcome.errors, Contains("phantom needs consent\n  phantom: 48 V") && Contains("    ch 3: 48 V on\n"));
}

TEST_CASE("--dry-run shows the plan and asks nothing")
{
    Careful daemon(good_plan);
    const Outcome outcome = run(daemon.socket(), {"recall", "A/1", "--dry-run"}, person);
    CHECK_THAT(outcome.output, StartsWith("plan for A/1"));
    CHECK(outcome.errors.empty());
}

namespace {

/// recallctl has one thread when it arms itself; this program's others must not take the signal either.
struct NobodyInterrupted {
    NobodyInterrupted()
    {
        sigset_t signals;
        ::sigemptyset(&signals);
        ::sigaddset(&signals, SIGINT);
        ::pthread_sigmask(SIG_BLOCK, &signals, &before);
    }
    ~NobodyInterrupted() { ::pthread_sigmask(SIG_SETMASK, &before, nullptr); }
    sigset_t before{};
};

}  // namespace

TEST_CASE("Ctrl-C cancels and the true report still comes")
{
    const NobodyInterrupted here;
    Daemon daemon(Script{
        {"recall",
         {"wait",
          R"({"result": {"session": "A", "version": "1", "report": {"matched": 1, "withheld": 9}, "cancelled": true, "exit": 3}})"}},
        {"cancel", {R"({"result": {"cancelled": "recall"}})"}}});
    std::thread finger([&] {
        while (!daemon.asked.waiting) std::this_thread::yield();
        ::kill(::getpid(), SIGINT);
    });
    const Outcome outcome = run(daemon.socket(), {"recall", "A/1", "--quiet", "--json"});
    finger.join();
    CHECK(outcome.exit == 3);
    CHECK_THAT(outcome.output, Contains("\"withheld\":9"));
    CHECK(daemon.asked.verbs == std::vector<std::string>{"recall", "cancel"});
}

TEST_CASE("watch shows each change as it comes")
{
    const Daemon daemon(
        Script{{"watch",
                {R"({"change": {"unit": "desk", "words": "ch 1: fader", "value": "-1.0 dB", "parameter": "p"}})",
                 R"({"progress": {}})", R"({"error": {"code": "stopped", "message": "recalld stops", "exit": 69}})"}}});
    const Outcome words = run(daemon.socket(), {"watch"});
    CHECK_THAT(words.output, Contains("ch 1: fader -1.0 dB"));
    CHECK(words.exit == 69);
    CHECK_THAT(run(daemon.socket(), {"watch", "--json"}).output, StartsWith("{\"unit\":\"desk\""));
}

TEST_CASE("import sends the text and the name of the file")
{
    Daemon daemon(Script{{"import", {R"({"result": {"session": "A", "version": "1", "lines": 1}})"}}});
    const std::string file = (daemon.folder / "venue.scn").string();
    std::ofstream(file) << "#4.0#\n";
    CHECK(run(daemon.socket(), {"import", file, "--unit", "desk", "A", "1"}).exit == 0);
    CHECK(daemon.asked.arguments[0]
          == Json{{"unit", "desk"}, {"session", "A"}, {"version", "1"}, {"text", "#4.0#\n"}, {"name", "venue.scn"}});
}

TEST_CASE("export writes the text to standard output or a file")
{
    Daemon daemon(Script{
        {"export", {R"({"result": {"format": "scn", "unit": "desk", "name": "Mix.scn", "text": "#4.0#\nline\n"}})"}}});
    const std::string file = (daemon.folder / "mix.scn").string();
    CHECK(run(daemon.socket(), {"export", "A/1"}).output == "#4.0#\nline\n");
    CHECK(run(daemon.socket(), {"export", "A/1", "-o", "-", "--quiet"}).output == "#4.0#\nline\n");
    CHECK(run(daemon.socket(), {"export", "A/1", "-o", file}).output == file + ": 11 bytes written\n");
    CHECK(fs::file_size(file) == 11);
    const std::string document = run(daemon.socket(), {"export", "A/1", "-o", file, "--force", "--json"}).output;
    CHECK(document == "{\"format\":\"scn\",\"unit\":\"desk\",\"name\":\"Mix.scn\",\"file\":\"" + file + "\"}\n");
    const auto asked_before = daemon.asked.verbs.size();
    CHECK_THROWS(run(daemon.socket(), {"export", "A/1", "-o", file}));
    CHECK(daemon.asked.verbs.size() == asked_before);
}

TEST_CASE("a layout that is no text is written as the bytes that it stands for")
{
    Daemon daemon(Script{{"layout", {R"({"result": {"kind": "touchosc", "name": "recalld.tosc", "encoding": "base64", "text": "eNoA/w=="}})"}}});
    const std::string file = (daemon.folder / "recalld.tosc").string(), bytes("x\xda\0\xff", 4);
    CHECK(run(daemon.socket(), {"layout", "touchosc", "-o", file}).output == file + ": 4 bytes written\n");
    std::ostringstream written;
    written << std::ifstream(file).rdbuf();
    CHECK(written.str() == bytes);
    CHECK(run(daemon.socket(), {"layout", "touchosc", "-o", "-"}).output == bytes);
    CHECK(daemon.asked.arguments[0] == Json{{"kind", "touchosc"}});
    const Outcome nowhere = run(daemon.socket(), {"layout", "touchosc"});
    CHECK(nowhere.exit == 64);
    CHECK_THAT(nowhere.errors, Contains("-o recalld.tosc"));
    CHECK(nowhere.output.empty());
}

TEST_CASE("a layout that is text goes to standard output")
{
    const Daemon daemon(Script{{"layout", {R"({"result": {"name": "recalld.json", "encoding": "text", "text": "{}\n"}})"}}});
    CHECK(run(daemon.socket(), {"layout", "open-stage-control"}).output == "{}\n");
}

TEST_CASE("a file that is not what its encoding says is never written")
{
    const std::string text = GENERATE("eNo", "eN*A", "=eNo", "====", "e===");
    Daemon daemon(Script{{"layout", {R"({"result": {"encoding": "base64", "text": ")" + text + R"("}})"}}});
    const std::string file = (daemon.folder / "recalld.tosc").string();
    CHECK(run(daemon.socket(), {"layout", "touchosc", "-o", file}).exit == 70);
    CHECK(!fs::exists(file));
}

TEST_CASE("export says what the format cannot hold")
{
    const Daemon daemon(Script{{"export", {R"({"result": {"text": "x\n", "left_out": ["desk -show/prepos"]}})"}}});
    const Outcome outcome = run(daemon.socket(), {"export", "A/1"});
    CHECK(outcome.output == "x\n");
    CHECK(outcome.errors == "recallctl: 1 parameter left out, which this format does not hold:\n  desk -show/prepos\n");
    CHECK(run(daemon.socket(), {"export", "A/1", "-q"}).errors.empty());
}

TEST_CASE("watch says when changes came too fast")
{
    const Daemon daemon(Script{{"watch", {R"({"dropped": 12})", R"({"result": {}})"}}});
    CHECK_THAT(run(daemon.socket(), {"watch"}).errors, Contains("12 changes came too fast"));
}

TEST_CASE("only bash has a completion script")
{
    CHECK_THAT(run("/none", {"completion", "bash"}).output, Contains("complete -F _recallctl recallctl"));
    CHECK(run("/none", {"completion", "fish"}).exit == 64);
}

TEST_CASE("a fault is closed by its number, with what was done about it")
{
    const Daemon daemon(Script{{"fault_close", {R"({"result": {"entry": 14, "closed": 12, "subject": "desk ch/12"}})"}}});
    Outcome outcome = run(daemon.socket(), {"fault", "close", "12", "cap", "replaced"});
    CHECK(outcome.exit == 0);
    CHECK(outcome.output == "desk ch/12: fault 12 is closed\n");
    outcome = run(daemon.socket(), {"fault", "close", "12"});
    CHECK(outcome.exit == 0);
    REQUIRE(daemon.asked.arguments.size() == 2);
    CHECK(daemon.asked.arguments[0].dump() == R"({"entry":12,"text":"cap replaced"})");
    CHECK(daemon.asked.arguments[1].dump() == R"({"entry":12})");
}

TEST_CASE("what is closed without a number is asked for, and the daemon is not")
{
    const Daemon daemon(Script{});
    const auto words = GENERATE(as<std::string>{}, "soon", "12x", "no 12", "99999999999999999999");
    CAPTURE(words);
    const Outcome outcome = run(daemon.socket(), {"fault", "close", words});
    CHECK(outcome.exit == exit_usage);
    CHECK_THAT(outcome.errors, Contains("recallctl fault close 12 cap replaced"));
    CHECK(daemon.asked.verbs.empty());
}

TEST_CASE("a song without facts is shown, and with facts it is noted")
{
    const Daemon daemon(Script{{"credits", {R"({"result": {"session": "Night Train", "credits": [], "song": {"bpm": "98"}}})"}}, {"song", {R"({"result": {"entry": 3, "song": {"bpm": "99"}}})"}}});
    CHECK(run(daemon.socket(), {"song", "Night Train"}).output == "bpm             98\n");
    CHECK(run(daemon.socket(), {"song", "Night Train", "bpm=99"}).output == "bpm             99\n");
    CHECK(daemon.asked.verbs == std::vector<std::string>{"credits", "song"});
    CHECK(daemon.asked.arguments[1]["values"] == "bpm=99");
}

TEST_CASE("files of prints are named by their whole paths, a line each, however they were typed")
{
    const Daemon daemon(Script{{"print", {R"({"result": {"session": "A", "version": "1", "prints": [], "refused": []}})"}}, {"copy", {R"({"result": {"proven": true, "print": 12, "path": "/x", "drive": "B"}})"}}});
    run(daemon.socket(), {"print", "A/1", "mix.wav", "/prints/inst.wav", "--alternate", "INST"});
    run(daemon.socket(), {"copy", "12", "backup"});
    REQUIRE(daemon.asked.arguments.size() == 2);
    CHECK(daemon.asked.arguments[0]["paths"] == (fs::current_path() / "mix.wav").string() + "\n/prints/inst.wav\n");
    CHECK(daemon.asked.arguments[0]["alternate"] == "INST");
    CHECK(daemon.asked.arguments[1]["path"] == (fs::current_path() / "backup").string());
    CHECK(daemon.asked.arguments[1]["print"] == 12);
}

TEST_CASE("unsaved changes and prints that are not safe end with a code of their own, for scripts")
{
    const Daemon daemon(Script{{"drift", {R"({"result": {"session": "A", "version": "1", "changes": 1, "compared": 9, "words": ["desk ch 1: fader -6.0 dB -> -3.0 dB"], "exit": 3}})"}},
                               {"prints", {R"({"result": {"session": "A", "prints": [], "warnings": ["mix.wav is proven on no other drive"], "exit": 3}})"}}});
    const auto drift = run(daemon.socket(), {"drift"});
    CHECK(drift.exit == 3);
    CHECK_THAT(drift.output, Contains("1 unsaved change since A/1") && Contains("desk ch 1: fader"));
    CHECK(run(daemon.socket(), {"prints", "A"}).exit == 3);
}
