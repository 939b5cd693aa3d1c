#include <algorithm>
#include <array>

#include "driver/scene_file.hpp"
#include "load/config_error.hpp"
#include "log.hpp"
#include "remote/plan_json.hpp"
#include "remote/service.hpp"
#include "remote/verb.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;

constexpr Argument note{"note", text, false, 10'000};
constexpr std::array paging{Argument{"offset", number}, Argument{"count", number}};
constexpr std::array get_arguments{Argument{"unit", text, true}, Argument{"parameter", text, true}};
constexpr std::array set_arguments{Argument{"unit", text, true}, Argument{"parameter", text, true}, Argument{"value", text, true}, Argument{"allow"}};
constexpr std::array transport_arguments{Argument{"unit", text, true}, Argument{"action", text, true}, Argument{"time"}};
constexpr std::array watch_arguments{Argument{"scope"}};
constexpr std::array monitor_arguments{Argument{"port", text, true}, Argument{"as"}, Argument{"from"}};
constexpr std::array capture_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"scope"}, note};
constexpr std::array versions_arguments{Argument{"session", text, true}, Argument{"offset", number}, Argument{"count", number}, Argument{"safety", flag}};
constexpr std::array show_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"scope"}, Argument{"unit"}};
constexpr std::array diff_arguments{Argument{"from", version, true}, Argument{"to", version, true}, Argument{"scope"}};
constexpr std::array recall_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"scope"},
                                      Argument{"allow"},               Argument{"dry_run", flag},      Argument{"mute_first", flag}};
constexpr std::array undo_arguments{Argument{"allow"}, Argument{"dry_run", flag}, Argument{"mute_first", flag}};
constexpr std::array confirm_arguments{Argument{"id", number}};
constexpr std::array log_arguments{Argument{"text", text, true, 10'000}, Argument{"session"}, Argument{"version"}, Argument{"subject"}, Argument{"kind"}, Argument{"new", flag}};
constexpr std::array entries_arguments{Argument{"entry", number}, Argument{"kind"}, Argument{"session"}, Argument{"subject"}, Argument{"since", number}, Argument{"offset", number}, Argument{"count", number}};
constexpr std::array macro_arguments{Argument{"name", text, true}, Argument{"arguments", text, false, 10'000}, Argument{"allow"}, Argument{"dry_run", flag}, Argument{"from", number}};
constexpr std::array trigger_arguments{Argument{"name", text, true}, Argument{"arguments", text, false, 10'000}, Argument{"allow"}, Argument{"waiting", flag}};
constexpr std::array arm_arguments{Argument{"name", text, true}};
constexpr std::array pair_arguments{Argument{"role", text, true}, Argument{"name"}};
constexpr std::array revoke_arguments{Argument{"id", number, true}};
constexpr std::array report_arguments{Argument{"recall", number}};
constexpr std::array import_arguments{Argument{"text", text, true, largest_request}, Argument{"unit", text, true}, Argument{"session", text, true},
                                      Argument{"version", text, true}, note, Argument{"name"}};
constexpr std::array export_arguments{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"unit"}, Argument{"format"}};
constexpr std::array layout_arguments{Argument{"kind", text, true}, Argument{"reply_port", number}};

// The one table of what can be asked.
constexpr std::array table{
    Verb{"ping", Permission::view, ping, "is anybody there?", {}},
    Verb{"status", Permission::view, status, "the daemon and its units", {}},
    Verb{"units", Permission::view, units, "every unit of the rig", {}},
    Verb{"get", Permission::view, get, "present values", get_arguments},
    Verb{"set", Permission::operate, set, "set one parameter and read it back", set_arguments},
    Verb{"transport", Permission::operate, transport, "play, stop, record or locate a DAW or a tape machine", transport_arguments},
    Verb{"watch", Permission::view, watch, "every change as it happens", watch_arguments},
    Verb{"midi_ports", Permission::view, midi_ports, "the MIDI ports of this machine", {}},
    Verb{"midi_monitor", Permission::view, midi_monitor, "what comes from a MIDI port, in words", monitor_arguments},
    Verb{"capture", Permission::operate, capture, "keep the present state as a version", capture_arguments, Area::sessions},
    Verb{"sessions", Permission::view, sessions, "all sessions", paging},
    Verb{"versions", Permission::view, versions, "the versions of a session", versions_arguments},
    Verb{"show", Permission::view, show, "what a version holds", show_arguments},
    Verb{"diff", Permission::view, diff, "what differs, in words", diff_arguments},
    Verb{"plan", Permission::view, plan, "what a recall would do", recall_arguments},
    Verb{"recall", Permission::operate, recall_version, "put a version back, verified", recall_arguments, Area::reports},
    Verb{"undo", Permission::operate, undo, "back to before the newest recall", undo_arguments, Area::reports},
    Verb{"confirm", Permission::operate, confirm, "carry out what was refused for its hazards, with these allowed", confirm_arguments},
    Verb{"cancel", Permission::operate, cancel, "end what is running", {}},
    Verb{"reports", Permission::view, reports, "all recalls", paging},
    Verb{"report", Permission::view, report, "what came of a recall", report_arguments},
    Verb{"import", Permission::edit, import_file, "a scene file as a version", import_arguments, Area::sessions},
    Verb{"export", Permission::view, export_version, "a version as a file", export_arguments},
    Verb{"layout", Permission::view, layout, "a ready-made layout for a control surface app", layout_arguments},
    Verb{"check", Permission::view, check, "is the rig as its file says?", {}},
    Verb{"macros", Permission::view, macros, "the macros of the rig", {}},
    Verb{"macro", Permission::operate, macro, "run a macro", macro_arguments},
    Verb{"triggers", Permission::view, triggers, "what sets off macros, and what came of it", {}},
    Verb{"trigger", Permission::operate, trigger, "set off a trigger by its name", trigger_arguments},
    Verb{"arm", Permission::operate, arm, "let a trigger set off its macro", arm_arguments, Area::triggers},
    Verb{"disarm", Permission::operate, disarm, "keep a trigger from setting off its macro", arm_arguments, Area::triggers},
    Verb{"log", Permission::operate, log_note, "put a note into the log", log_arguments, Area::log},
    Verb{"entries", Permission::view, entries, "what was done and noted, newest first", entries_arguments},
    Verb{"pair", Permission::edit, pair, "a code with which one device gets a role", pair_arguments},
    Verb{"pairings", Permission::edit, pairings, "the devices that were paired", {}},
    Verb{"revoke", Permission::edit, revoke, "take a device's role away", revoke_arguments},
};

bool is_kind(const Json& value, ArgumentKind kind)
{
    switch (kind) {
        case text: return value.is_string();
        case number: return (value.is_number_unsigned() && value.get<std::uint64_t>() <= INT64_MAX) || (value.is_number_integer() && value.get<std::int64_t>() >= 0);
        case flag: return value.is_boolean();
        case version: return value == "live" || (value.is_object() && value.contains("session") && value.contains("version") && value.size() == 2 &&
                                                 value["session"].is_string() && value["version"].is_string());
    }
    return false;
}

std::string_view kind_words(ArgumentKind kind)
{
    switch (kind) {
        case text: return "text";
        case number: return "a whole number from 0";
        case flag: return "true or false";
        case version: return "{\"session\", \"version\"} or \"live\"";
    }
    return "";
}

[[noreturn]] void usage(const std::string& message) { throw VerbError("usage", message, 400, exit_usage); }

void check_arguments(const Verb& verb, const Json& given)
{
    if (!given.is_object()) usage(std::string(verb.name) + ": arguments are a JSON object");
    for (const auto& [name, value] : given.items()) {
        const auto known = std::ranges::find(verb.arguments, name, &Argument::name);
        if (known == verb.arguments.end()) usage(std::string(verb.name) + ": there is no argument " + studio::in_quotes(name));
        if (value.is_string() && value.get_ref<const std::string&>().size() > known->longest)
            usage(std::string(verb.name) + ": \"" + name + "\" is " + std::to_string(value.get_ref<const std::string&>().size()) + " bytes long, at most " +
                  std::to_string(known->longest) + " are taken");
        if (!is_kind(value, known->kind)) usage(std::string(verb.name) + ": \"" + name + "\" is " + std::string(kind_words(known->kind)));
    }
    for (const auto& argument : verb.arguments)
        if (argument.required && !given.contains(argument.name)) usage(std::string(verb.name) + ": \"" + std::string(argument.name) + "\" is missing");
}

/// The one place where what went wrong becomes what a remote is told.
[[noreturn]] void rethrow_in_words(std::exception_ptr escaped)
{
    try {
        std::rethrow_exception(escaped);
    } catch (const VerbError&) {
        throw;
    } catch (const recall::Refused& error) {
        throw VerbError("refused", error.what(), 409, exit_refused, {{"plan", plan_json(*error.plan, error.allowed)}});
    } catch (const recall::Unreachable& error) {
        throw VerbError("unreachable", error.what(), 503, exit_unreachable);
    } catch (const recall::Cancelled& error) {
        throw VerbError("cancelled", error.what(), 409, exit_differs);
    } catch (const studio::ScopeError& error) {
        throw VerbError("scope", error.what(), 400, exit_usage);
    } catch (const driver::SceneError& error) {
        throw VerbError("scene_file", error.what(), 400, exit_usage);
    } catch (const load::ConfigError& error) {
        throw VerbError("configuration", error.what(), 500, exit_config);
    } catch (const store::NotFound& error) {
        throw VerbError("not_found", error.what(), 404, exit_usage);
    } catch (const store::BadName& error) {
        throw VerbError("name", error.what(), 400, exit_usage);
    } catch (const store::StoreError& error) {
        throw VerbError("store", error.what(), 500, exit_disk);
    } catch (const std::invalid_argument& error) {
        throw VerbError("usage", error.what(), 400, exit_usage);
    } catch (const std::exception& error) {
        log::remote().error("{} (fault: recalld)", error.what());
        throw VerbError("mistake", std::string(error.what()) + " (a mistake of recalld; please report it)", 500, exit_mistake);
    }
}

}  // namespace

std::span<const Verb> verbs()
{
    static const auto all = [] {
        std::vector<Verb> rows(table.begin(), table.end());
        for (const auto more : {sheet_verbs(), patch_verbs(), logbook_verbs(), print_verbs(), prep_verbs(), check_verbs(), book_verbs()}) rows.insert(rows.end(), more.begin(), more.end());
        return rows;
    }();
    return all;
}

namespace {

void check_role(const Verb& verb, const Caller& caller)
{
    if (caller.role >= verb.permission) return;
    const std::string how = "; pair this device: `recallctl pair --role " + std::string(rig::name_of(verb.permission)) + "` on the studio's machine prints a code";
    throw VerbError("forbidden", std::string(verb.name) + " needs the role " + std::string(rig::name_of(verb.permission)) + ", and " + caller.name + " has " +
                    (caller.role == Permission::nothing ? "none" : std::string(rig::name_of(caller.role))) + how, 403, exit_refused);
}

/// Long work is shown to everybody who follows it, not only to the one who asked.
class Shown {
public:
    Shown(const Verb& verb, Call& call) : news_(call.room.news), work_{std::string(verb.name), call.caller.name, {}, {}, 0, 0}
    {
        call.emit = [this, say = std::move(call.emit)](Json line) {
            if (line.contains("progress")) show(line["progress"]);
            say(std::move(line));
        };
    }
    ~Shown()
    {
        if (is_shown_) news_.work_is({});
    }
    Shown(const Shown&) = delete;
    Shown& operator=(const Shown&) = delete;

private:
    void show(const Json& progress)
    {
        work_.total = progress.value("total", std::size_t{0});
        if (work_.total == 0) return;   // a watcher says that it is there
        work_.phase = progress.value("phase", "");
        work_.unit = progress.value("unit", "");
        work_.done = progress.value("done", std::size_t{0});
        is_shown_ = true;
        news_.work_is(work_);
    }

    News& news_;
    Work work_;
    bool is_shown_ = false;
};

/// An order that was refused for its hazards waits for a second word from whoever gave it.
void let_it_wait(const Verb& verb, const Caller& caller, Json arguments, Room& room, VerbError& error, const recall::Refused& refused)
{
    const auto allow = recall::name_hazards(refused.plan->refused(refused.allowed) | refused.allowed);
    error.details["confirm"] = room.confirmations.add({0, caller.name, std::string(verb.name), std::move(arguments), allow, {}}, std::chrono::steady_clock::now());
    error.details["hazards"] = recall::name_hazards(refused.plan->refused(refused.allowed));
}

/// What went wrong in the words of remotes; never nothing.
VerbError in_words(std::exception_ptr escaped, const Verb& verb, const Caller& caller, const Json& arguments, Room& room)
{
    try {
        rethrow_in_words(escaped);
    } catch (VerbError& error) {
        try {
            std::rethrow_exception(escaped);
        } catch (const recall::Refused& refused) {
            let_it_wait(verb, caller, arguments, room, error, refused);
        } catch (...) {   // every other error is complete
        }
        return error;
    }
}

task<Json> handle(const Verb& verb, Call call)
{
    const Shown shown(verb, call);
    co_return co_await verb.handler(std::move(call));
}

}  // namespace

const Verb* verb_named(std::string_view name)
{
    const auto verb = std::ranges::find(verbs(), name, &Verb::name);
    return verb == verbs().end() ? nullptr : &*verb;
}

task<Json> perform(std::string name, Call call)
{
    const auto* verb = verb_named(name);
    if (!verb) throw VerbError("unknown_verb", "there is no verb " + studio::in_quotes(name), 404, exit_usage);
    check_role(*verb, call.caller);
    check_arguments(*verb, call.arguments);
    Room& room = call.room;
    const Caller caller = call.caller;
    const Json arguments = verb->permission > Permission::view ? call.arguments : Json();
    std::exception_ptr escaped;
    Json result;
    try {
        result = co_await handle(*verb, std::move(call));
    } catch (...) {
        escaped = std::current_exception();
    }
    if (escaped) {
        const auto error = in_words(escaped, *verb, caller, arguments, room);
        co_await log_order(room, *verb, caller, arguments, error_json(error));
        throw error;
    }
    co_await log_order(room, *verb, caller, arguments, result);
    if (verb->changes) room.news.tell(*verb->changes);
    co_return result;
}

Json error_json(const VerbError& error)
{
    Json inner = {{"code", error.code}, {"message", error.what()}, {"exit", error.exit}};
    if (error.details.is_object()) inner.update(error.details);
    return {{"error", inner}};
}

std::string Call::text(std::string_view name, std::string otherwise) const
{
    return arguments.contains(name) ? arguments[std::string(name)].get<std::string>() : std::move(otherwise);
}

std::size_t Call::number(std::string_view name, std::size_t otherwise) const
{
    return arguments.contains(name) ? arguments[std::string(name)].get<std::size_t>() : otherwise;
}

bool Call::flag(std::string_view name) const { return arguments.contains(name) && arguments[std::string(name)].get<bool>(); }

recall::Phases Call::phases() const
{
    return [say = emit](const std::string& phase, const std::string& unit, std::size_t done, std::size_t total) {
        say({{"progress", {{"phase", phase}, {"unit", unit}, {"done", done}, {"total", total}}}});
    };
}

std::shared_ptr<rig::Unit> Call::unit() const
{
    const std::string name = text("unit");
    if (auto found = room.rig.find(name)) return found;
    std::string known;
    for (const auto& other : room.rig.names()) known += (known.empty() ? "" : ", ") + other;
    throw VerbError("unknown_unit", "there is no unit " + studio::in_quotes(name) + " in the rig; there " + (known.empty() ? "is none" : "is " + known), 404, exit_usage);
}

std::string unit_names(const studio::Snapshot& snapshot, const FitsUnit& fits)
{
    std::string names;
    for (const auto& unit : snapshot.units)
        if (!fits || fits(unit)) names += (names.empty() ? "" : ", ") + unit.unit;
    return names.empty() ? "none" : names;
}

const studio::UnitState& unit_of(const studio::Snapshot& snapshot, const std::string& name)
{
    if (const auto* found = snapshot.unit(name)) return *found;
    throw VerbError("unknown_unit", "the version holds no unit " + studio::in_quotes(name) + "; it holds " + unit_names(snapshot), 400, exit_usage);
}

const studio::UnitState& only_unit(const studio::Snapshot& snapshot, const FitsUnit& fits, const std::string& what)
{
    const auto count = std::ranges::count_if(snapshot.units, fits);
    if (count == 1) return *std::ranges::find_if(snapshot.units, fits);
    const auto why = count == 0 ? "no unit of the version has " + what + "; it holds " + unit_names(snapshot)
                                : "several units of the version have " + what + " (" + unit_names(snapshot, fits) + "); choose one with --unit";
    throw VerbError("unknown_unit", why, 400, exit_usage);
}

}  // namespace recalld::remote
