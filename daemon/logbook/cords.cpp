#include "logbook/cords.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace recalld::logbook {

namespace {

using Json = nlohmann::ordered_json;
using Cords = std::vector<Cord>;

/// What a program that reads it again may find: somebody else's archive is imported, too.
std::string text_in(const Json& json, const char* key)
{
    return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
}

Cords cords_in(const store::Entry& patch)
{
    const auto data = Json::parse(patch.said.data, nullptr, false);
    Cords cords;
    if (!data.is_object() || !data.contains("cords") || !data["cords"].is_array()) return cords;
    for (const auto& cord : data["cords"])
        if (auto from = text_in(cord, "from"), to = text_in(cord, "to"); !from.empty() && !to.empty()) cords.push_back({std::move(from), std::move(to), text_in(cord, "note")});
    return cords;
}

void pull(Cords& cords, const Cord& cord)
{
    std::erase_if(cords, [&](const Cord& other) { return other.joins(cord); });
}

void plug(Cords& cords, const Cord& cord)
{
    if (std::ranges::none_of(cords, [&](const Cord& other) { return other.joins(cord); })) cords.push_back(cord);
}

void carry_out(const CordWork& work, Cords& cords)
{
    if (work.pull) pull(cords, *work.pull);
    if (work.plug) plug(cords, *work.plug);
}

/// Taken back: what was plugged comes out, what was pulled goes in again.
CordWork reverse(const CordWork& work) { return {work.plug, work.pull}; }

struct Tick {
    store::EntryId id = 0;
    std::string of;        ///< which line of which recall
    CordWork work;
    bool is_done = false;
};

std::optional<Tick> tick_in(const store::Entry& entry)
{
    const auto data = Json::parse(entry.said.data, nullptr, false);
    const auto work = read_cord_work(text_in(data, "line"));
    if (!work) return {};
    const std::string recall = data.contains("recall") ? data["recall"].dump() : std::string();
    return Tick{entry.id, recall + " " + work->text(), *work, text_in(data, "verdict") == "done"};
}

std::optional<Cord> read_cord(std::string_view text)
{
    const auto dash = text.find('-');
    if (dash == 0 || dash == std::string_view::npos || dash + 1 == text.size()) return {};
    if (text.find(' ') != std::string_view::npos || text.find('-', dash + 1) != std::string_view::npos) return {};
    return Cord{std::string(text.substr(0, dash)), std::string(text.substr(dash + 1))};
}

bool skip(std::string_view& text, std::string_view word)
{
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

std::optional<CordWork> read_move(std::string_view text)
{
    const auto blank = std::min(text.find(' '), text.size());
    const auto from = read_cord(text.substr(0, blank)), to = read_cord(text.substr(std::min(blank + 1, text.size())));
    if (!from || !to) return {};
    return CordWork{from, to};
}

}  // namespace

std::string CordWork::text() const { return studio::cord_line(pull, plug); }

std::optional<CordWork> read_cord_work(std::string_view line)
{
    if (skip(line, patch_subject)) skip(line, " ");
    if (skip(line, "move ")) return read_move(line);
    const bool is_pull = skip(line, "pull ");
    if (!is_pull && !skip(line, "plug ")) return {};
    const auto cord = read_cord(line);
    if (!cord) return {};
    return is_pull ? CordWork{cord, {}} : CordWork{{}, cord};
}

std::optional<Cords> fold_cords(std::span<const store::Entry> patches, std::span<const store::Entry> ticks)
{
    Cords cords = patches.empty() ? Cords() : cords_in(patches.front());
    const store::EntryId counted = patches.empty() ? 0 : patches.front().id;
    std::set<std::string> done;
    bool is_noted = !patches.empty();
    for (auto entry = ticks.rbegin(); entry != ticks.rend(); ++entry) {
        const auto tick = tick_in(*entry);
        if (!tick) continue;
        const bool is_news = tick->is_done ? done.insert(tick->of).second : done.erase(tick->of) > 0;
        is_noted |= is_news;
        if (is_news && tick->id > counted) carry_out(tick->is_done ? tick->work : reverse(tick->work), cords);
    }
    return is_noted ? std::optional(std::move(cords)) : std::nullopt;
}

std::optional<Cords> cords_noted(const store::Store& store, std::optional<store::EntryId> until)
{
    store::EntryFilter patches, ticks;
    patches.kinds = {"patch"};
    ticks.kinds = {"tick"};
    ticks.subject = std::string(patch_subject);
    patches.until = ticks.until = until;
    return fold_cords(store.entries(patches, 0, 1), store.entries(ticks));
}

std::string cords_document(std::span<const Cord> cords)
{
    Json list = Json::array();
    for (const auto& cord : cords) list.push_back({{"from", cord.from}, {"to", cord.to}, {"note", cord.note}});
    return Json{{"cords", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace recalld::logbook
