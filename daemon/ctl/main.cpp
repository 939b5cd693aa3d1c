#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "ctl/completion.hpp"
#include "ctl/files.hpp"
#include "ctl/options.hpp"
#include "ctl/screen.hpp"
#include "ctl/shell_word.hpp"

using namespace recalld::ctl;

namespace {

constexpr unsigned completion_patience = 2;  // s: a shell must not hang because a daemon does
constexpr int file_name_belongs_here = 10;

std::string socket_or_usual(const std::string& given)
{
    if (!given.empty()) return given;
    const char* named = std::getenv("RECALLD_SOCKET");
    return named != nullptr && *named != '\0' ? named : std::string(default_socket);
}

/// `recallctl complete WORD…`, for the shell's script only.
int complete(const std::vector<std::string>& words)
{
    std::signal(SIGALRM, [](int) { ::_exit(0); });
    ::alarm(completion_patience);
    const auto asker = [](const std::string& socket, std::string_view verb, const Json& arguments) {
        return ask(socket_or_usual(socket), verb, arguments).result;
    };
    const auto found = completions(words, asker);
    if (!found) return file_name_belongs_here;
    for (const std::string& word : *found) std::cout << in_place_of(words.empty() ? "" : words.back(), word) << '\n';
    return exit_well;
}

int explain(const NotACall& why)
{
    std::cout << why.text;
    if (!why.error.is_error()) return exit_well;
    Screen screen(std::cout, std::cerr, std::cin, Eyes::of_this_process(), why.json, false);
    return screen.complain(why.error);
}

int perform(const Call& call)
{
    Screen screen(std::cout, std::cerr, std::cin, Eyes::of_this_process(), call.json, call.quiet);
    int exit = exit_mistake;
    try {
        exit = call.command->run(call, screen);
    } catch (const FileError& error) {
        exit = screen.complain(failure("file", error.what(), error.exit));
    } catch (const std::exception& error) {
        exit =
            screen.complain(failure("mistake", std::string("a mistake of recallctl: ") + error.what(), exit_mistake));
    }
    if (screen.flush()) return exit;
    std::cerr << "recallctl: cannot write to standard output\n";
    return exit == exit_well ? exit_disk : exit;
}

}  // namespace

int main(int count, char** words)
{
    const std::vector<std::string> given(words + 1, words + count);
    if (!given.empty() && given.front() == "complete") return complete({given.begin() + 1, given.end()});
    const auto read = read_command_line(given);
    if (const auto* why = std::get_if<NotACall>(&read)) return explain(*why);
    return perform(std::get<Call>(read));
}
