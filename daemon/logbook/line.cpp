#include "logbook/line.hpp"

#include <algorithm>

namespace recalld::logbook {

namespace {

const Json* found_in(const Json& data, std::string_view key)
{
    if (!data.is_object()) return nullptr;
    const auto found = data.find(key);
    return found == data.end() ? nullptr : &*found;
}

}  // namespace

Json data_of(const store::Entry& line)
{
    if (line.said.data.empty()) return Json::object();
    auto data = Json::parse(line.said.data, nullptr, false);
    return data.is_object() ? data : Json::object();
}

std::string text_of(const Json& data, std::string_view key)
{
    const auto* value = found_in(data, key);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

std::size_t number_of(const Json& data, std::string_view key)
{
    const auto* value = found_in(data, key);
    const bool counts = value && value->is_number_integer() && (value->is_number_unsigned() || value->get<std::int64_t>() >= 0);
    return counts ? value->get<std::size_t>() : 0;
}

bool flag_of(const Json& data, std::string_view key)
{
    const auto* value = found_in(data, key);
    return value && value->is_boolean() && value->get<bool>();
}

std::string facts(const Json& data) { return data.empty() ? std::string() : data.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::vector<store::Entry> in_order(std::vector<store::Entry> lines)
{
    std::ranges::sort(lines, {}, &store::Entry::id);
    return lines;
}

Corrections corrections_in(const std::vector<store::Entry>& lines)
{
    std::map<store::EntryId, store::EntryId> meant;   // by correction: the line that it is about in the end
    Corrections corrections;
    for (const auto& line : in_order(lines)) {
        if (line.said.kind != "correction" || !line.said.about) continue;
        const auto earlier = meant.find(*line.said.about);
        const auto target = earlier == meant.end() ? *line.said.about : earlier->second;
        meant.emplace(line.id, target);
        corrections[target].push_back(line);
    }
    return corrections;
}

std::string text_now(const store::Entry& line, const Corrections& corrections)
{
    const auto found = corrections.find(line.id);
    return found == corrections.end() ? line.said.text : found->second.back().said.text;
}

}  // namespace recalld::logbook
