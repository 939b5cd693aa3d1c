#include "remote/verbs_logbook.hpp"

#include <array>

#include "remote/unsaved.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;

constexpr std::size_t longest_note = 10'000, longest_name = 200;

constexpr Argument of_session{"session", text, false, longest_name}, is_new{"new", flag}, of_version{"version", text, false, longest_name}, words{"text", text, false, longest_note};
constexpr std::array take_arguments{Argument{"take", number}, Argument{"name", text, false, longest_name}, Argument{"verdict", text, false, longest_name}, words, of_session, of_version,
                                    Argument{"from", text, false, 40}, Argument{"to", text, false, 40}, is_new};
constexpr std::array track_arguments{Argument{"track", text, true, longest_name}, words, Argument{"open", flag}, of_session, of_version, is_new};
constexpr std::array correct_arguments{Argument{"entry", number, true}, Argument{"text", text, true, longest_note}};
constexpr std::array fault_arguments{Argument{"subject", text, true, longest_name}, Argument{"text", text, true, longest_note}, Argument{"quirk", flag}, of_session, of_version, is_new};
constexpr std::array close_arguments{Argument{"entry", number, true}, words};
constexpr std::array faults_arguments{Argument{"subject", text, false, longest_name}, of_session, Argument{"all", flag}};
constexpr std::array credit_arguments{Argument{"session", text, true, longest_name}, Argument{"name", text, true, longest_name}, Argument{"role", text, true, longest_name}, Argument{"group"},
                                      Argument{"instrument", text, false, longest_name}, Argument{"ipi"}, Argument{"isni"}, Argument{"gone", flag}, is_new};
constexpr std::array credits_arguments{Argument{"session", text, true, longest_name}};
constexpr std::array song_arguments{Argument{"session", text, true, longest_name}, Argument{"values", text, true, longest_note}, is_new};

task<Json> drift(Call call)
{
    const auto unsaved = co_await unsaved_changes(call.room);
    if (!unsaved) co_return Json{{"session", nullptr}, {"version", nullptr}, {"changes", 0}, {"compared", 0}, {"words", Json::array()}, {"not_compared", Json::array()}};
    const auto& drift = unsaved->drift;
    Json json = {{"session", unsaved->since.session}, {"version", unsaved->since.name}, {"take", unsaved->since.take}, {"changes", drift.count()}, {"compared", drift.compared}};
    json["words"] = logbook::drift_words(drift);
    json["not_compared"] = drift.not_compared;
    if (drift.count() > 0) json["exit"] = exit_differs;
    co_return json;
}

constexpr std::array rows{
    Verb{"take", Permission::operate, take, "put a take into the log, or say more of one", take_arguments},
    Verb{"track", Permission::operate, track, "a track is complete, or open again", track_arguments},
    Verb{"correct", Permission::operate, correct, "how a line of the log should read; the line itself stays", correct_arguments},
    Verb{"fault", Permission::operate, fault, "something is broken, or does what people should know", fault_arguments},
    Verb{"fault_close", Permission::operate, fault_close, "a fault was mended", close_arguments},
    Verb{"faults", Permission::view, faults, "what is broken, and what people should know", faults_arguments},
    Verb{"credit", Permission::operate, credit, "who did what on a session", credit_arguments},
    Verb{"credits", Permission::view, credits, "the credits of a session, and its song", credits_arguments},
    Verb{"song", Permission::operate, song, "facts of the song that a session is about", song_arguments},
    Verb{"drift", Permission::view, drift, "what was moved since the version that was captured or recalled last", {}},
};

}  // namespace

std::span<const Verb> logbook_verbs() { return rows; }

std::string said(const Call& call, std::string_view name)
{
    auto words = call.text(name);
    if (words.find_first_not_of(" \t\r\n") == std::string::npos) throw VerbError("usage", "\"" + std::string(name) + "\" says nothing", 400, exit_usage);
    return words;
}

task<store::Entry> line_of(Room& room, store::EntryId id, std::string verb)
{
    auto line = co_await room.store.run([&](store::Store& store) { return store.entry(id); });
    if (!line) throw VerbError("not_found", verb + ": the log has no line " + std::to_string(id) + "; `recallctl log` shows their numbers", 404, exit_usage);
    co_return std::move(*line);
}

}  // namespace recalld::remote
