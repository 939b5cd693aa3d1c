#include "remote/line_strips.hpp"

#include "logbook/prep_strips.hpp"
#include "remote/prep_work.hpp"

namespace recalld::remote {

namespace {

std::shared_ptr<rig::Unit> unit_meant(const Room& room)
{
    try {
        return unit_to_prepare(room.rig);
    } catch (const VerbError&) {
        return nullptr;   // several, or none: whoever wrote the list has to say
    }
}

std::string text_at(const Json& row, const char* key)
{
    const auto found = row.is_object() ? row.find(key) : row.end();
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A track that stands there twice is nobody's.
std::map<std::string, std::string> strips_by_track(const Json& prep)
{
    std::map<std::string, std::string> strips;
    if (!prep.is_object() || !prep.contains("tracks") || !prep["tracks"].is_array()) return strips;
    for (const auto& row : prep["tracks"]) {
        const auto [at, is_new] = strips.emplace(text_at(row, "track"), text_at(row, "strip"));
        if (!is_new && at->second != text_at(row, "strip")) at->second.clear();
    }
    return strips;
}

}  // namespace

LineStrips::LineStrips(const Room& room, const Json& prep) : unit_(unit_meant(room)), prepared_(strips_by_track(prep))
{
    if (unit_) strips_ = logbook::input_strips(*unit_->profile());
}

std::string LineStrips::strip_of(const logbook::Input& input) const
{
    if (!input.strip.empty()) return input.strip;
    for (const auto find : {&LineStrips::by_preparation, &LineStrips::by_channel, &LineStrips::by_routing})
        if (auto found = (this->*find)(input); !found.empty()) return found;
    return {};
}

std::string LineStrips::place(std::uint32_t strip) const { return unit_->name() + " " + unit_->profile()->strips[strip].path; }

std::string LineStrips::by_preparation(const logbook::Input& input) const
{
    const auto found = prepared_.find(input.name);
    return found == prepared_.end() ? std::string() : found->second;
}

std::string LineStrips::by_channel(const logbook::Input& input) const
{
    if (!input.is_channel || !input.line || *input.line < 1 || static_cast<std::size_t>(*input.line) > strips_.size()) return {};
    return place(strips_[static_cast<std::size_t>(*input.line) - 1]);
}

/// The only one that is fed by its line.
std::string LineStrips::by_routing(const logbook::Input& input) const
{
    std::string found;
    if (input.is_channel) return found;
    for (const auto strip : strips_) {
        const auto source = logbook::facts_of(*unit_->profile(), strip).source;
        const auto* now = source == studio::no_parameter ? nullptr : unit_->page().value(source);
        const auto wanted = now ? logbook::source_of(unit_->profile()->law_of(source), input) : std::nullopt;
        if (!wanted || !studio::same(*now, *wanted)) continue;
        if (!found.empty()) return {};
        found = place(strip);
    }
    return found;
}

std::vector<std::size_t> unique_numbers(const std::vector<std::size_t>& own)
{
    std::vector<std::size_t> numbers(own.size(), 0);
    std::set<std::size_t> taken;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (own[i] > 0 && taken.insert(own[i]).second) numbers[i] = own[i];
    std::size_t next = 1;
    for (auto& number : numbers) {
        if (number > 0) continue;
        while (!taken.insert(next).second) ++next;
        number = next;
    }
    return numbers;
}

}  // namespace recalld::remote
