#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What verbs answered, made ready for the templates: every word and number that a page shows. Pure.

namespace recalld::remote::web {

using Json = nlohmann::ordered_json;

// --- views.cpp: what several pages share

std::string text_in(const Json& json, std::string_view name);           ///< empty when it is not there, or no text
std::size_t number_in(const Json& json, std::string_view name);         ///< 0 when it is not there
bool flag_in(const Json& json, std::string_view name);
const Json& list_in(const Json& json, std::string_view name);           ///< an empty list when it is not there

/// `Mix 3` for take 0, `Mix 3@2`: a name that no later capture changes the meaning of.
std::string pinned(const std::string& version, std::size_t take);
/// `Night Train / Mix 3, take 2`: for people.
std::string moment_words(const std::string& session, const std::string& version);
/// `only ch/1-8, without ch/3 mix`, `all but desk /ch/3/mix/on`; empty for everything.
std::string scope_words(const std::string& scope);
std::string version_href(const std::string& session, const std::string& version);
std::string plan_href(const std::string& session, const std::string& version, const std::string& scope = {});
std::string diff_href(const std::string& from, const std::string& to, const std::string& scope = {});

/// The first of them as they are, and "… and 12 more" under `more`.
Json shortened(const Json& list, std::size_t most);
/// Rows of {unit, strip, words, from, to, hazard?} under their strips, at most so many; `advice` follows the number of those left out.
Json grouped(const Json& rows, std::size_t most, const std::string& advice);

/// Which part of a list is shown, and the way to its neighbours; null when all of it is.
Json pager_view(const Json& answer, std::size_t shown, std::size_t count, const std::string& path);

// --- views_room.cpp

/// `unsaved`: null when nothing was captured yet, else {"session","version","take","time","count","compared","not_compared": sentences}.
Json room_view(const Json& status, const Json& unsaved, const std::vector<std::string>& units_with_strips);
/// The way to a checklist that is not finished; null when there is none.
Json open_checklist_view(const Json& checklist);
Json capture_view(const Json& sessions, const Json& given, const Json& errors);
Json work_view(const Json& work);                                       ///< null when nothing is under way
Json pairings_view(const Json& pairings);

// --- views_logbook.cpp

Json log_view(const Json& entries);
/// One line alone; null when the answer has none.
Json log_entry_view(const Json& entries, bool is_open_fault);
/// What a log can be narrowed to, the chosen one marked.
Json log_kinds_view(const std::string& chosen);
Json faults_view(const Json& faults);

// --- views_history.cpp

Json sessions_view(const Json& sessions);
Json session_view(const Json& versions, bool with_safety);
/// `shown`: the verb show, of all of the version; `looked_at`: of one scope of it, or null.
Json version_view(const Json& shown, const Json& looked_at, const std::string& scope, const std::string& asked);
/// `besides`: null, or what the verb does not compare: {"noted": rows as its own of gear that is set by hand, "words", "not_compared": sentences}.
Json diff_view(const Json& diff, const Json& besides = nullptr);

// --- views_recall.cpp

/// `ticks`: the lines that are ticked already.
Json plan_view(const Json& plan, const std::vector<std::string>& ticks);
Json undo_view(const Json& plan, const std::vector<std::string>& ticks);
Json reports_view(const Json& reports);
Json report_view(const Json& report);

// --- views_strips.cpp

/// What the studio holds of the strips of one unit: [{"group","words","label","label_parameter","fader","mute"}], see pages_strips.cpp.
struct StripsAsked {
    std::string unit, group;
    bool online = false;
};
Json strips_view(const Json& units, const Json& strips, const StripsAsked& asked);

}  // namespace recalld::remote::web
