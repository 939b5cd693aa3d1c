#include <algorithm>
#include <stdexcept>

#include "hash.hpp"
#include "remote/archive_files.hpp"
#include "remote/book_facts.hpp"
#include "remote/plan_json.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using studio::Standing;

constexpr std::size_t most_lines = 1'000'000, most_rooms = 1000;

[[noreturn]] void wrong(const std::string& path, const std::string& why) { throw std::runtime_error(path + ": " + why); }

Json parsed(const std::string& path, const std::string& text)
{
    auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) wrong(path, "this is no JSON object; the file is cut or broken");
    return json;
}

std::string text_of(const std::string& path, const Json& json, const char* name)
{
    if (!json.contains(name) || !json[name].is_string()) wrong(path, "\"" + std::string(name) + "\" is missing or no text");
    return json[name];
}

std::size_t number_of(const std::string& path, const Json& json, const char* name)
{
    if (!json.contains(name) || !json[name].is_number_unsigned()) wrong(path, "\"" + std::string(name) + "\" is missing or no whole number");
    return json[name];
}

store::Time moment_of(const std::string& path, const Json& json)
{
    const auto text = text_of(path, json, "time");
    const auto time = time_of(text);
    if (!time) wrong(path, "\"" + text + "\" is no time such as 2026-11-21T09:30:05.000000Z");
    return *time;
}

store::NewEntry entry_of(const std::string& path, const Json& line, const std::string& session, const std::string& as)
{
    store::NewEntry entry{text_of(path, line, "who"), text_of(path, line, "kind"), text_of(path, line, "session"), text_of(path, line, "text")};
    if (!entry.session.empty() && entry.session != session)
        wrong(path, "this line is of the session " + studio::in_quotes(entry.session) + ", and the archive is of " + studio::in_quotes(session) + ": an archive writes into no other");
    if (!entry.session.empty()) entry.session = as;
    entry.version = text_of(path, line, "version");
    entry.subject = text_of(path, line, "subject");
    entry.time = moment_of(path, line);
    if (line.contains("about")) entry.about = static_cast<store::EntryId>(number_of(path, line, "about"));
    if (line.contains("data")) entry.data = line["data"].dump();
    return entry;
}

std::size_t room_of(const std::string& path, const Json& line)
{
    const auto room = line.contains("room") ? number_of(path, line, "room") : 0;
    if (room > most_rooms) wrong(path, "\"room\" is " + std::to_string(room) + " where at most " + std::to_string(most_rooms) + " rooms can be");
    return room;
}

void read_log(const std::string& text, const std::string& session, const std::string& as, store::ArchivedSession& archived)
{
    auto& entries = archived.entries;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto place = "log.jsonl:" + std::to_string(entries.size() + 1);
        if (entries.size() == most_lines) wrong(place, "a log may have " + std::to_string(most_lines) + " lines");
        const auto line = parsed(place, text.substr(at, end - at));
        entries.push_back(entry_of(place, line, session, as));
        archived.rooms.push_back(room_of(place, line));
        at = end + 1;
    }
}

std::optional<Standing> standing_named(const std::string& name)
{
    for (const auto standing : {Standing::unknown, Standing::assumed, Standing::not_exposed, Standing::by_hand})
        if (name == name_of(standing)) return standing;
    return std::nullopt;
}

/// A native value as files have it; nothing when it is none of this law.
std::optional<studio::Value> native_of(const Json& value, const studio::Law& law)
{
    std::optional<studio::Value> native;
    if (value.is_string()) native = value.get<std::string>();
    else if (value.is_number_integer() && value.get<std::int64_t>() >= INT32_MIN && value.get<std::int64_t>() <= INT32_MAX) native = value.get<std::int32_t>();
    else if (value.is_number_float()) native = value.get<float>();
    return native && law.holds(*native) ? native : std::nullopt;
}

/// A float without a fraction is written as an integer is.
std::optional<studio::Value> native_for(const Json& value, const studio::Law& law)
{
    if (const auto native = native_of(value, law)) return native;
    return value.is_number() ? native_of(Json(value.get<double>()), law) : std::nullopt;
}

void lay_values(const std::string& path, const Json& unit, studio::UnitState& state)
{
    const auto& standings = unit.contains("standings") ? unit["standings"] : Json::object();
    for (const auto& [name, standing] : standings.items())
        if (const auto id = state.profile->find(name); id && standing.is_string())
            if (const auto known = standing_named(standing)) state.standings[*id] = *known;
    for (const auto& [name, value] : unit["values"].items()) {
        const auto id = state.profile->find(name);
        if (!id) continue;   // of an older profile, as when a version is loaded
        const auto native = value.is_object() && value.contains("native") ? native_for(value["native"], state.profile->law_of(*id)) : std::nullopt;
        if (!native) wrong(path, state.unit + " " + name + " cannot be " + value.dump().substr(0, 100));
        state.values[*id] = *native;
        if (!standings.contains(name)) state.standings[*id] = Standing::confirmed;
    }
}

studio::UnitState unit_of(const std::string& path, const Json& unit, const store::ProfileSource& profiles)
{
    if (!unit.is_object() || !unit.contains("values") || !unit["values"].is_object()) wrong(path, "a unit without values");
    const auto id = text_of(path, unit, "profile");
    std::shared_ptr<const studio::Profile> profile;
    try {
        profile = profiles(id);
    } catch (const std::exception& error) {
        wrong(path, std::string(error.what()) + "; the archive has a copy, profiles/" + id + ".yaml: put it into a folder of profiles");
    }
    studio::UnitState state(text_of(path, unit, "unit"), std::move(profile));
    state.identity = text_of(path, unit, "identity");
    std::ranges::fill(state.standings, Standing::out_of_scope);
    lay_values(path, unit, state);
    return state;
}

store::ArchivedVersion version_in(const std::string& path, const std::string& text, const std::string& as, const store::ProfileSource& profiles)
{
    const auto json = parsed(path, text);
    const auto head = json.value("version", Json::object());
    store::ArchivedVersion archived;
    const auto kind = text_of(path, head, "kind");
    archived.version = {as, text_of(path, head, "version"), kind == "import" ? store::VersionKind::import : store::VersionKind::capture, text_of(path, head, "scope"), text_of(path, head, "note"), text_of(path, head, "title"), moment_of(path, head)};
    archived.take = static_cast<std::uint32_t>(number_of(path, head, "take"));
    archived.entry = number_of(path, head, "entry");
    for (const auto& unit : json.value("units", Json::array())) archived.snapshot.units.push_back(unit_of(path, unit, profiles));
    return archived;
}

const std::string& file_named(const Files& files, std::string_view path)
{
    const auto found = files.find(path);
    if (found == files.end()) throw std::runtime_error("the archive lacks " + std::string(path));
    return found->second;
}

}  // namespace

void check_manifest(const Json& manifest, const Files& files)
{
    if (manifest.value("format", Json()) != archive_format) throw std::runtime_error("manifest.json: this is no archive of format " + std::to_string(archive_format) + ", which is all that this recalld reads");
    Files named;
    for (const auto& file : manifest.value("files", Json::array())) {
        const auto path = text_of("manifest.json", file, "path");
        named[path] = text_of("manifest.json", file, "sha256");
        const bool is_read = path == "session.json" || path == "log.jsonl" || path.starts_with("versions/");
        if (is_read && !files.contains(path)) throw std::runtime_error("the archive lacks " + path + ", which its manifest names");
    }
    for (const auto& [path, text] : files) {
        if (path == "manifest.json") continue;
        if (!named.contains(path)) throw std::runtime_error(path + " is not in the manifest");
        if (named[path] != sha256_of(text)) throw std::runtime_error(path + " is not what was archived: its SHA-256 hash differs from the manifest's");
    }
}

std::string session_in(const Files& files) { return text_of("session.json", parsed("session.json", file_named(files, "session.json")), "session"); }

store::ArchivedSession archived_session(const Files& files, const std::string& as, const store::ProfileSource& profiles)
{
    const auto session = parsed("session.json", file_named(files, "session.json"));
    const auto name = text_of("session.json", session, "session");
    const auto now = as.empty() ? name : as;
    store::ArchivedSession archived;
    read_log(file_named(files, "log.jsonl"), name, now, archived);
    for (const auto& version : session.value("versions", Json::array())) {
        const auto path = text_of("session.json", version, "file");
        archived.versions.push_back(version_in(path, file_named(files, path), now, profiles));
    }
    return archived;
}

}  // namespace recalld::remote
