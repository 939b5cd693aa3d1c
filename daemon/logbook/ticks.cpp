#include "logbook/ticks.hpp"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace recalld::logbook {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 3> names{"open", "done", "cannot"};

std::string text_in(const json& data, const char* key)
{
    const auto found = data.find(key);
    return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Which recall and which line of it a log line ticks.
struct Ticked {
    store::RecallId recall = 0;
    std::string line;
    Tick tick;
};

std::optional<Ticked> ticked_by(const store::Entry& entry)
{
    if (entry.said.kind != "tick") return {};
    const auto data = json::parse(entry.said.data, nullptr, false);
    if (!data.is_object() || !data.contains("recall") || !data["recall"].is_number_integer()) return {};
    const auto verdict = tick_verdict_named(text_in(data, "verdict"));
    auto line = text_in(data, "line");
    if (!verdict || line.empty()) return {};
    return Ticked{data["recall"].get<store::RecallId>(), std::move(line), {entry.id, entry.time, entry.said.who, *verdict, text_in(data, "found"), text_in(data, "note")}};
}

}  // namespace

std::string_view name_of(TickVerdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

std::optional<TickVerdict> tick_verdict_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return {};
    return static_cast<TickVerdict>(found - names.begin());
}

std::map<store::RecallId, Ticks> ticks_by_recall(const std::vector<store::Entry>& lines)
{
    std::map<store::RecallId, Ticks> recalls;
    for (const auto& entry : lines)
        if (auto found = ticked_by(entry)) recalls[found->recall].try_emplace(std::move(found->line), std::move(found->tick));   // the newest comes first
    return recalls;
}

Ticks ticks_of(const std::vector<store::Entry>& lines, store::RecallId recall)
{
    auto recalls = ticks_by_recall(lines);
    return std::move(recalls[recall]);
}

}  // namespace recalld::logbook
