#include "remote/archive_files.hpp"

#include <algorithm>

#include "hash.hpp"
#include "logbook/line.hpp"
#include "logbook/sheets.hpp"
#include "remote/book_facts.hpp"
#include "remote/plan_json.hpp"
#include "store/version_kind.hpp"

namespace recalld::remote {

namespace {

using studio::ParameterId;
using studio::Standing;

std::string as_text(const Json& json, int indent = -1) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

bool carries_value(Standing standing) { return standing == Standing::confirmed || standing == Standing::assumed || standing == Standing::by_hand; }

/// A setting a line: as long as the file of an export, and people can read it.
std::string values_text(const studio::UnitState& state)
{
    std::string text;
    for (ParameterId id = 0; id < state.values.size(); ++id) {
        if (!carries_value(state.standings[id])) continue;
        const Json value = {{"native", native_json(state.values[id])}, {"value", state.spoken(id)}};
        text += (text.empty() ? "" : ",\n") + as_text((*state.profile)[id].name) + ": " + as_text(value);
    }
    return text;
}

/// What is not simply confirmed; out of scope needs no word.
Json standings_json(const studio::UnitState& state)
{
    Json standings = Json::object();
    for (ParameterId id = 0; id < state.values.size(); ++id)
        if (const auto standing = state.standings[id]; standing != Standing::confirmed && standing != Standing::out_of_scope) standings[(*state.profile)[id].name] = remote::name_of(standing);
    return standings;
}

std::string unit_text(const studio::UnitState& state)
{
    return "{\"unit\": " + as_text(state.unit) + ", \"profile\": " + as_text(state.profile->profile_id) + ", \"profile_version\": " + std::to_string(state.profile->version) +
           ", \"identity\": " + as_text(state.identity) + ",\n\"standings\": " + as_text(standings_json(state)) + ",\n\"values\": {\n" + values_text(state) + "\n}}";
}

std::int64_t archive_of(const WholeSession& session, std::size_t line) { return session.archives.empty() ? 0 : session.archives.at(line); }

bool holds_photo(const store::Entry& entry)
{
    if (std::ranges::find(logbook::sheet_kinds, entry.said.kind) == logbook::sheet_kinds.end() || entry.said.data.find("\"photo\"") == std::string::npos) return false;
    return logbook::change_in(entry.said.data).photo.has_value();
}

void take_photo_out(store::Entry& entry)
{
    auto data = logbook::data_of(entry);
    for (const auto* picture : {"base64", "thumbnail"}) data["photo"].erase(picture);
    entry.said.data = as_text(data);
}

/// A version of its room was made after this line and before the next one.
bool is_known(const WholeSession& session, std::size_t line, store::EntryId next)
{
    return std::ranges::any_of(session.versions, [&](const WholeSession::Kept& kept) {
        return kept.archive == archive_of(session, line) && kept.version.entry >= session.entries[line].id && kept.version.entry < next;
    });
}

/// The newest line that the version knew of its own room, counted from 1; 0: none.
std::size_t line_of(const WholeSession& session, const WholeSession::Kept& kept)
{
    for (auto line = session.entries.size(); line > 0; --line)
        if (session.entries[line - 1].id <= kept.version.entry && archive_of(session, line - 1) == kept.archive) return line;
    return 0;
}

Json line_json(const store::Entry& entry, std::size_t number)
{
    const auto& said = entry.said;
    Json line = {{"line", number}, {"time", exact_time(entry.time)}, {"who", said.who}, {"kind", said.kind}, {"session", said.session}, {"version", said.version}, {"subject", said.subject}, {"text", said.text}};
    auto data = said.data.empty() ? Json(nullptr) : Json::parse(said.data, nullptr, false);
    if (data.is_object()) line["data"] = std::move(data);
    return line;
}

}  // namespace

void leave_photos(WholeSession& session, Photos photos)
{
    std::map<std::pair<std::int64_t, std::string>, store::EntryId> later;   // the next picture of the same unit in the same room
    for (auto line = session.entries.size(); line-- > 0;) {
        auto& entry = session.entries[line];
        if (!holds_photo(entry)) continue;
        const auto [next, is_newest] = later.try_emplace({archive_of(session, line), entry.said.subject}, entry.id);
        if (!is_newest && (photos == Photos::newest || !is_known(session, line, next->second))) take_photo_out(entry);
        next->second = entry.id;
    }
}

std::string version_path(const store::Version& version) { return "versions/" + version.name + "@" + std::to_string(version.take) + ".json"; }

std::string version_file(const WholeSession& session, const WholeSession::Kept& kept)
{
    const auto& version = kept.version;
    const Json head = {{"version", version.name}, {"take", version.take}, {"kind", name_of(version.kind)}, {"time", exact_time(version.time)}, {"scope", version.scope},
                       {"note", version.note},    {"title", version.title}, {"entry", line_of(session, kept)}};
    std::string units;
    for (const auto& state : kept.snapshot.units) units += (units.empty() ? "" : ",\n") + unit_text(state);
    return "{\"version\": " + as_text(head) + ",\n\"units\": [\n" + units + "\n]}\n";
}

std::string log_file(const WholeSession& session)
{
    std::string text;
    std::map<store::EntryId, std::size_t> numbers;
    std::map<std::int64_t, std::size_t> rooms;   // in the order in which they come
    for (const auto& entry : session.entries) {
        const auto number = numbers.size() + 1;
        numbers.emplace(entry.id, number);
        Json line = line_json(entry, number);
        if (const auto room = rooms.try_emplace(archive_of(session, number - 1), rooms.size()).first->second; room > 0) line["room"] = room;
        if (entry.said.about)
            if (const auto found = numbers.find(*entry.said.about); found != numbers.end()) line["about"] = found->second;
        text += as_text(line) + "\n";
    }
    return text;
}

Json manifest_of(const Files& files, const std::string& session, const std::string& made_by, const std::string& made)
{
    Json list = Json::array();
    for (const auto& [path, text] : files) list.push_back({{"path", path}, {"bytes", text.size()}, {"sha256", sha256_of(text)}});
    return {{"format", archive_format}, {"what", "an archive of one session"}, {"session", session}, {"made_by", made_by}, {"made", made}, {"files", std::move(list)}};
}

}  // namespace recalld::remote
