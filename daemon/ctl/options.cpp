#include "ctl/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <charconv>

#include "ctl/words.hpp"
#include "studio/spelling.hpp"

namespace recalld::ctl {

namespace {

// CLI11 takes "-oo" for options -o and -o, and "-show/…", a parameter, for -s. Such words travel behind this mark.
constexpr char minus_mark = '\x01';

bool is_minus_word(std::string_view word)
{
    if (word.size() < 2 || word[0] != '-' || word[1] == '-') return false;
    const bool letter = std::isalpha(static_cast<unsigned char>(word[1])) != 0;
    return !letter || word.starts_with("-oo") || word.starts_with("-inf") || word.find('/') != std::string_view::npos;
}

/// The first word that is neither an option nor the value of --socket.
std::string verb_in(const std::vector<std::string>& words)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--socket")
            ++i;
        else if (!words[i].starts_with('-'))
            return words[i];
    }
    return {};
}

/// As CLI11 wants them: the last first.
std::vector<std::string> reversed(const std::vector<std::string>& words)
{
    const std::string verb = verb_in(words);
    const bool marks = verb == "set" || verb == "get" || verb == "sheet";
    std::vector<std::string> result;
    for (auto word = words.rbegin(); word != words.rend(); ++word)
        result.push_back(marks && is_minus_word(*word) ? minus_mark + *word : *word);
    return result;
}

std::string unmarked(std::string word)
{
    if (!word.empty() && word[0] == minus_mark) word.erase(0, 1);
    return word;
}

[[noreturn]] void reject(const Argument& argument, const std::string& why)
{
    throw CLI::ValidationError(std::string(argument.name.substr(0, argument.name.find(','))), why);
}

std::uint64_t to_number(const Argument& argument, const std::string& word)
{
    std::uint64_t number = 0;
    const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (failed != std::errc{} || end != word.data() + word.size() || word.empty())
        reject(argument, "\"" + clean(word) + "\" is not a whole number from 0 on");
    return number;
}

Json to_moment(const Argument& argument, const std::string& word)
{
    const auto [session, version] = split_moment(word);
    if (session.empty() || version.empty())
        reject(argument, "\"" + clean(word) + "\" is not SESSION/VERSION, such as \"Night Train/Mix 3\"");
    return {{"session", session}, {"version", version}};
}

/// Puts one word of the command line where it belongs.
void store(Call& call, const Argument& argument, const std::string& word)
{
    Json& to = argument.whom == For::daemon ? call.arguments : call.own;
    const std::string key(argument.key);
    switch (argument.takes) {
        case Takes::text:
        case Takes::words:
        case Takes::lines:
        case Takes::names: to[key] = word; return;
        case Takes::number: to[key] = to_number(argument, word); return;
        case Takes::flag: to[key] = true; return;
        case Takes::moment: to.update(to_moment(argument, word)); return;
        case Takes::state: to[key] = word == "live" ? Json(word) : to_moment(argument, word); return;
    }
}

/// What stands behind an option: `--scope SCOPE`, `--count N`.
std::string value_word(const Argument& argument)
{
    if (argument.takes == Takes::flag) return {};
    if (argument.takes == Takes::number) return "N";
    if (argument.takes == Takes::names) return "HAZARD,...";
    std::string word(argument.key);
    for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return word;
}

void add_argument(CLI::App& app, const Argument& argument, Call& call)
{
    const std::string name(argument.name), about(argument.about);
    CLI::Option* option = nullptr;
    if (argument.takes == Takes::flag) {
        option = app.add_flag_callback(
            name, [&call, &argument] { store(call, argument, ""); }, about);
    } else if (argument.takes == Takes::words || argument.takes == Takes::lines) {
        const char* between = argument.takes == Takes::words ? " " : "\n";
        const auto keep = [&call, &argument, between](std::vector<std::string> parts) {
            for (std::string& part : parts) part = unmarked(std::move(part));
            store(call, argument, joined(parts, between));
        };
        option = app.add_option_function<std::vector<std::string>>(name, keep, about);
    } else {
        const auto keep = [&call, &argument](const std::string& word) { store(call, argument, unmarked(word)); };
        option = app.add_option_function<std::string>(name, keep, about);
    }
    if (argument.takes == Takes::names) option->delimiter(',')->multi_option_policy(CLI::MultiOptionPolicy::Join);
    option->type_name(argument.is_option() ? value_word(argument) : "")->required(argument.is_required());
}

void add_command(CLI::App& app, const Command& command, Call& call)
{
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->group(std::string(command.group))->fallthrough();
    sub->footer("Options of every verb: --socket PATH, --json, --quiet\n\nExamples:\n  "
                + joined(CLI::detail::split(std::string(command.examples), '\n'), "\n  "));
    for (const Argument& argument : command.arguments) add_argument(*sub, argument, call);
    sub->callback([&call, &command] { call.command = &command; });
}

constexpr const char* about_us =
    "recallctl asks recalld, which keeps the settings of the studio's gear and puts them back.\n";
constexpr const char* last_words =
    "Exit codes: 0 all matched, 3 something differs, is silent or could not be verified, 4 refused (a hazard\n"
    "needs consent), 5 device unreachable, 64 usage, 69 no daemon, 74 disk, 78 configuration.\n\n"
    "Examples:\n"
    "  recallctl capture \"Night Train\" \"Mix 3\"\n"
    "  recallctl diff \"Night Train/Mix 3\" live\n"
    "  recallctl recall \"Night Train/Mix 3\"\n\n"
    "recallctl VERB --help says more; so does `man recallctl`.";

void add_everything(CLI::App& app, Call& call)
{
    app.add_option("--socket", call.socket, "where recalld listens")
        ->envname("RECALLD_SOCKET")
        ->type_name("PATH")
        ->default_str(std::string(default_socket));
    app.add_flag("--json", call.json, "print the result as one JSON document");
    app.add_flag("-q,--quiet", call.quiet, "print nothing but errors");
    app.set_version_flag("--version", "recallctl " RECALLD_VERSION, "print the version");
    app.set_help_flag("-h,--help", "print this help");
    app.require_subcommand(1, 1);
    app.get_formatter()->label("SUBCOMMAND", "VERB");
    app.get_formatter()->label("REQUIRED", "");
    app.footer(last_words);
    for (const Command& command : commands()) add_command(app, command, call);
}

void add_names(std::vector<std::string>& names, const CLI::App& app)
{
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
}

std::vector<std::string> option_names(const CLI::App& app)
{
    std::vector<std::string> names;
    add_names(names, app);
    for (const CLI::App* sub : app.get_subcommands()) add_names(names, *sub);
    return names;
}

std::string unexpected(const CLI::App& app)
{
    const auto rest = app.remaining(true);
    const std::string option = rest.front().substr(0, rest.front().find('='));
    if (!option.starts_with('-'))
        return "\"" + clean(rest.front()) + "\" is one word too many (quote names that hold spaces)";
    return "there is no option " + clean(option) + studio::did_you_mean(option, option_names(app));
}

std::string no_such_verb(const std::string& verb)
{
    std::vector<std::string> names;
    for (const Command& command : commands()) names.emplace_back(command.name);
    const std::string guess = studio::did_you_mean(verb, names);
    return "there is no verb \"" + clean(verb) + '"' + (guess.empty() ? "; `recallctl --help` lists the verbs" : guess);
}

Answer usage_error(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& words)
{
    const std::string verb = verb_in(words);
    const Command* command = command_named(verb);
    const bool extras = !app.remaining(true).empty();
    if (command == nullptr && !verb.empty()) return failure("usage", no_such_verb(verb), exit_usage);
    if (command == nullptr && !extras)
        return failure("usage", "say what to do; `recallctl --help` lists the verbs", exit_usage);
    Answer answer = failure("usage", extras ? unexpected(app) : error.what(), exit_usage);
    if (command != nullptr) answer.error["usage"] = usage_of(*command);
    return answer;
}

}  // namespace

std::pair<std::string, std::string> split_moment(std::string_view text)
{
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos) return {};
    return {std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

std::string usage_of(const Command& command)
{
    std::string usage = "recallctl " + std::string(command.name);
    for (const Argument& argument : command.arguments) {
        std::string word(argument.name.substr(0, argument.name.find(',')));
        if (argument.is_option() && argument.takes != Takes::flag) word += ' ' + value_word(argument);
        usage += argument.is_required() ? ' ' + word : " [" + word + ']';
    }
    return usage;
}

std::variant<Call, NotACall> read_command_line(const std::vector<std::string>& words)
{
    auto asked = words;
    if (!asked.empty() && asked.front() == "help") {
        asked.erase(asked.begin());
        asked.emplace_back("--help");
    }
    Call call;
    CLI::App app(about_us, "recallctl");
    add_everything(app, call);
    try {
        app.parse(reversed(asked));
    } catch (const CLI::CallForHelp&) {
        return NotACall{app.help(), {}};
    } catch (const CLI::CallForVersion& version) {
        return NotACall{version.what() + std::string("\n"), {}};
    } catch (const CLI::ParseError& error) {
        const bool json = std::ranges::find(words, "--json") != words.end();
        return NotACall{{}, usage_error(app, error, asked), json};
    }
    if (call.socket.empty()) call.socket = default_socket;
    return call;
}

}  // namespace recalld::ctl
