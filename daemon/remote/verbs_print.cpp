#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "logbook/alternates.hpp"
#include "logbook/prints.hpp"
#include "recall/recaller.hpp"
#include "remote/log_lines.hpp"
#include "remote/plan_json.hpp"
#include "remote/print_json.hpp"
#include "remote/print_work.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t longest_path = 4096, most_paths = 200;

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (end > at) lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::vector<std::string> paths_in(const Call& call)
{
    auto paths = lines_of(call.text("paths"));
    if (const auto path = call.text("path"); !path.empty()) paths.insert(paths.begin(), path);
    if (paths.empty()) throw VerbError("usage", "print: say which file, by \"path\", or several by \"paths\", a line each", 400, exit_usage);
    if (paths.size() > most_paths) throw VerbError("usage", fmt::format("print: {} files; at most {} are taken at once", paths.size(), most_paths), 400, exit_usage);
    return paths;
}

/// The code of what somebody called the mix; empty when he said nothing.
std::string alternate_in(const Call& call)
{
    const auto said = call.text("alternate");
    if (said.empty()) return {};
    if (const auto* known = logbook::alternate_named(said)) return std::string(known->code);
    std::vector<std::string> codes;
    for (const auto& one : logbook::alternates()) codes.emplace_back(one.code);
    throw VerbError("usage", "print: there is no mix called " + studio::in_quotes(said) + studio::did_you_mean(said, codes) + "; there are " + logbook::alternate_codes(), 400, exit_usage);
}

/// On how many drives each print is wanted is told once and holds for the session.
task<> keep_wanted_drives(Call call, std::string session)
{
    const auto wanted = call.number("drives", 0);
    if (!call.arguments.contains("drives")) co_return;
    Json data = {{"wanted", wanted}};
    add_clock(call.room, data);
    store::NewEntry line{call.caller.name, "drives", session, fmt::format("each print is wanted on {} {} besides its own", wanted, wanted == 1 ? "drive" : "drives")};
    line.data = logbook::facts(data);
    co_await call.room.store.run([&](store::Store& store) { return logbook::wanted_drives_in(store.entries(logbook::print_lines(session)), session) == wanted ? 0 : store.add_entry(line); });
}

void check_drives(const Call& call)
{
    const auto wanted = call.number("drives", logbook::usual_drives);
    if (wanted == 0 || wanted > logbook::most_drives)
        throw VerbError("usage", fmt::format("drives: a print can be wanted on 1 to {} drives besides its own, not on {}", logbook::most_drives, wanted), 400, exit_usage);
}

/// What one registration is about.
struct Order {
    store::Version version;
    std::string alternate;
    logbook::NameFacts song;
    std::vector<logbook::Print> known;
};

task<Order> order_of(Call call)
{
    const auto session = call.text("session"), version = call.text("version");
    Order order;
    order.alternate = alternate_in(call);
    co_await call.room.store.run([&](store::Store& store) {
        order.version = store.find(session, version);
        order.known = logbook::prints_in(store.entries(logbook::print_lines(session)));
        store::EntryFilter songs;
        songs.kinds = {"song"};
        songs.session = session;
        order.song = logbook::name_facts_in(store.entries(songs), order.version.session);
        return true;
    });
    if (order.song.title.empty()) order.song.title = order.version.session;
    order.song.version = order.version.name;
    co_return order;
}

const logbook::Print* known_print(const Order& order, const ReadFile& read)
{
    const auto found = std::ranges::find_if(order.known, [&](const logbook::Print& print) {
        return !print.replaced && print.version == order.version.name && logbook::text_of(print.data, "path") == read.file->place() &&
               logbook::text_of(print.data, "sha256") == read.sha256 && (order.alternate.empty() || order.alternate == logbook::text_of(print.data, "alternate"));
    });
    return found == order.known.end() ? nullptr : &*found;
}

/// Another file of the session with the very same content, as when the instrumental was bounced with the vocals in; 0: none.
store::EntryId same_content(const Order& order, const ReadFile& read)
{
    const auto found = std::ranges::find_if(order.known, [&](const logbook::Print& print) {
        return !print.replaced && logbook::text_of(print.data, "sha256") == read.sha256 && logbook::text_of(print.data, "path") != read.file->place();
    });
    return found == order.known.end() ? 0 : found->entry;
}

/// What was registered of this version at the same place before; 0: nothing.
store::EntryId replaced_by(const Order& order, const ReadFile& read)
{
    const auto found = std::ranges::find_if(order.known, [&](const logbook::Print& print) { return !print.replaced && print.version == order.version.name && logbook::text_of(print.data, "path") == read.file->place(); });
    return found == order.known.end() ? 0 : found->entry;
}

Json facts_of(const Order& order, const ReadFile& read)
{
    auto facts = order.song;
    facts.format = read.print.format;
    facts.rate_hz = read.print.rate_hz;
    facts.bits = read.print.bits;
    facts.alternate = order.alternate;
    const auto naming = logbook::check_name(read.file->name(), facts);
    Json data = print_facts(read.file->name(), read.file->place(), read.file->size(), read.print);
    data["sha256"] = read.sha256;
    data["alternate"] = order.alternate.empty() ? naming.alternate : order.alternate;
    data["take"] = order.version.take;
    data["drive"] = read.drive.name;
    data["drive_identity"] = read.drive.identity;
    data["naming"] = naming.deviations;
    data["proposed"] = naming.proposed;
    if (const auto same = same_content(order, read); same > 0) data["same_as"] = same;
    if (const auto replaced = replaced_by(order, read); replaced > 0) data["replaces"] = replaced;
    return data;
}

/// Puts a print into the log, unless it stands there already.
task<Json> keep_print(Call call, Order order, ReadFile read)
{
    if (const auto* known = known_print(order, read)) {
        Json json = print_json(*known);
        json["already"] = true;
        co_return json;
    }
    Json data = facts_of(order, read);
    add_clock(call.room, data);
    store::NewEntry line{call.caller.name, "print", order.version.session, print_sentence(data), order.version.name};
    line.data = logbook::facts(data);
    const auto id = co_await call.room.store.run([&](store::Store& store) { return store.add_entry(line); });
    const logbook::Print print{id, std::chrono::system_clock::now(), call.caller.name, order.version.session, order.version.name, data};
    co_return print_json(print);
}

/// What may not be read outdoes what is damaged, and that a name that leads nowhere.
[[noreturn]] void nothing_registered(const Json& refused, const std::set<logbook::FileFault>& faults)
{
    std::string words;
    for (const auto& one : refused) words += (words.empty() ? "" : "\n") + one["why"].get<std::string>();
    const bool is_forbidden = faults.contains(logbook::FileFault::forbidden), is_damaged = faults.contains(logbook::FileFault::unreadable);
    throw VerbError("file", words, is_forbidden ? 403 : 422, is_forbidden ? exit_refused : is_damaged ? exit_disk : exit_usage, {{"refused", refused}});
}

}  // namespace

task<Json> register_prints(Call call)
{
    const auto paths = paths_in(call);
    check_drives(call);
    Order order = co_await order_of(call);
    co_await keep_wanted_drives(call, order.version.session);
    Json prints = Json::array(), refused = Json::array();
    std::set<logbook::FileFault> faults;
    for (const auto& path : paths) {
        ReadFile read = co_await read_print(call, path);
        if (read.fault) faults.insert(*read.fault);
        if (read.problem.empty()) prints.push_back(co_await keep_print(call, order, std::move(read)));
        else refused.push_back({{"path", path}, {"why", read.problem}});
        Order next = co_await order_of(call);   // with what was just registered
        order = std::move(next);
    }
    if (prints.empty()) nothing_registered(refused, faults);
    Json result = {{"session", order.version.session}, {"version", order.version.name}, {"take", order.version.take}, {"prints", std::move(prints)}, {"refused", refused}};
    if (!refused.empty()) result["exit"] = exit_differs;
    co_return result;
}

namespace {

task<logbook::Print> print_of(Call call)
{
    const auto id = static_cast<store::EntryId>(call.number("print", 0));
    const auto found = co_await call.room.store.run([&](store::Store& store) -> std::optional<store::Entry> { return store.entry(id); });
    if (!found || found->said.kind != "print")
        throw VerbError("not_found", fmt::format("line {} of the log is no print; `prints` lists them with their numbers", id), 404, exit_usage);
    const auto lines = co_await call.room.store.run([&](store::Store& store) { return store.entries(logbook::print_lines(found->said.session)); });
    const auto prints = logbook::prints_in(lines);
    co_return *std::ranges::find(prints, id, &logbook::Print::entry);
}

/// What was said last of this place, or of the print's file in it.
const logbook::Copy* earlier_copy(const logbook::Print& print, const std::string& path)
{
    const auto place = std::filesystem::path(path).lexically_normal(), below = (place / logbook::text_of(print.data, "file")).lexically_normal();
    const auto found = std::ranges::find_if(print.copies, [&](const logbook::Copy& copy) { return copy.path == place || copy.path == below; });
    return found == print.copies.end() ? nullptr : &*found;
}

/// A drive that is gone cannot say which one it is: what was known of the place holds, and is known to be lost.
Json place_of(const ReadFile& read, const logbook::Print& print, const std::string& path)
{
    if (read.file) return {{"path", read.file->place()}, {"drive", read.drive.name}, {"drive_identity", read.drive.identity}};
    if (const auto* earlier = earlier_copy(print, path)) return {{"path", earlier->path}, {"drive", earlier->drive}, {"drive_identity", earlier->drive_identity}};
    const auto drive = logbook::drive_of(path);
    return {{"path", path}, {"drive", drive.name}, {"drive_identity", drive.identity}};
}

Json copy_facts(const ReadFile& read, const logbook::Print& print, const std::string& path)
{
    Json facts = place_of(read, print, path);
    facts["own_drive"] = logbook::is_on_own_drive(print, logbook::text_of(facts, "drive_identity"));
    facts.update({{"proven", read.problem.empty()}, {"sha256", read.sha256}, {"why", read.problem}});
    return facts;
}

}  // namespace

task<Json> prove_copy(Call call)
{
    const auto path = call.text("path");
    check_drives(call);
    const logbook::Print print = co_await print_of(call);
    const ReadFile read = co_await read_copy(call, path, print);
    if (read.fault == logbook::FileFault::forbidden) throw VerbError("file", read.problem, 403, exit_refused);
    co_await keep_wanted_drives(call, print.session);
    const Json facts = copy_facts(read, print, path);
    store::NewEntry line{call.caller.name, "copy", print.session, copy_sentence(print.data, facts), print.version};
    line.about = print.entry;
    Json data = facts;
    if (facts["path"] != path) data["asked"] = path;   // what failed by these words is settled when they lead to a proof
    add_clock(call.room, data);
    line.data = logbook::facts(data);
    const auto id = co_await call.room.store.run([&](store::Store& store) { return store.add_entry(line); });
    Json result = {{"entry", id}, {"print", print.entry}, {"session", print.session}, {"version", print.version}, {"file", logbook::text_of(print.data, "file")}};
    result.update(facts);
    if (!read.problem.empty()) result["exit"] = exit_differs;
    co_return result;
}

task<Json> list_prints(Call call)
{
    const auto session = call.text("session"), version = call.text("version");
    check_drives(call);
    std::string name;
    const auto lines = co_await call.room.store.run([&](store::Store& store) {
        if (!version.empty() || store.version_count(session, true) == 0) name = store.find(session, version).name;   // throws, with what there is
        return store.entries(logbook::print_lines(session));
    });
    const auto wanted = call.number("drives", logbook::wanted_drives_in(lines, session));
    Json prints = Json::array(), warnings = Json::array();
    for (auto& print : logbook::prints_in(lines)) {
        if (!name.empty() && print.version != name) continue;
        print.wanted_drives = wanted;
        prints.push_back(print_json(print));
        if (const auto words = logbook::warning_of(print); !words.empty()) warnings.push_back(words);
    }
    Json result = {{"session", session}, {"prints", std::move(prints)}, {"wanted_drives", wanted}, {"warnings", warnings}};
    if (!warnings.empty()) result["exit"] = exit_differs;
    co_return result;
}

std::span<const Verb> print_verbs()
{
    using enum ArgumentKind;
    static constexpr std::array print_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"path", text, false, longest_path},
                                                Argument{"paths", text, false, longest_path * most_paths}, Argument{"alternate"}, Argument{"drives", number}};
    static constexpr std::array prints_arguments{Argument{"session", text, true}, Argument{"version"}, Argument{"drives", number}};
    static constexpr std::array copy_arguments{Argument{"print", number, true}, Argument{"path", text, true, longest_path}, Argument{"drives", number}};
    static constexpr std::array rows{
        Verb{"print", Permission::edit, register_prints, "register mix files of a version, with their hashes", print_arguments, Area::log},
        Verb{"prints", Permission::view, list_prints, "the mix files of a session, and where they are proven", prints_arguments},
        Verb{"copy", Permission::edit, prove_copy, "prove by its hash that a file on a drive is a print", copy_arguments, Area::log},
    };
    return rows;
}

}  // namespace recalld::remote
