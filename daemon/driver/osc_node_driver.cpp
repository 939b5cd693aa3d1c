#include "driver/osc_node_driver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "driver/osc_text.hpp"
#include "osc/node_text.hpp"
#include "osc/packet.hpp"

namespace recalld::driver {

using studio::Law;
using studio::LawKind;
using studio::Node;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr std::size_t longest_identity = 64;   // bytes; models and firmwares have less

std::string_view without_slash(std::string_view address)
{
    if (address.starts_with('/')) address.remove_prefix(1);
    return address;
}

/// In dB below full scale; the lowest number there is means silence.
wire::Result<float> read_level(wire::Reader& reader, studio::MeterForm form)
{
    if (form == studio::MeterForm::linear) {
        const auto level = reader.little<float>();
        if (!level) return level.error();
        return 20 * std::log10(std::max(*level, 0.0f));
    }
    const auto level = reader.little<std::int16_t>();
    if (!level) return level.error();
    return *level == std::numeric_limits<std::int16_t>::min() ? no_signal : static_cast<float>(*level) / 256;
}

std::string with_slash(std::string_view name) { return "/" + std::string(name); }

/// A leaf's argument as a native value; nothing when its type does not fit the law.
std::optional<Value> native(const Law& law, const osc::Argument& argument)
{
    if (const auto text = argument.text()) return law.kind == LawKind::text ? Value{std::string(*text)} : law.parse(*text);
    if (const auto number = argument.integer()) {
        if (law.is_stepped() || law.kind == LawKind::text) return std::nullopt;
        return Value{*number};
    }
    const auto real = argument.real();
    if (!real || !std::isfinite(*real)) return std::nullopt;
    if (law.kind == LawKind::raw) return Value{*real};
    if (law.is_stepped()) return law.steps > 1 ? Value{law.step_of(static_cast<double>(*real))} : Value{*real};
    return std::nullopt;
}

osc::Arg wire_argument(const Law& law, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* real = std::get_if<float>(&value)) return *real;
    const auto number = std::get<std::int32_t>(value);
    if (law.is_stepped()) return law.wire(number);
    return number;
}

void leave_to_leaves(const Node& node, Heard& heard)
{
    heard.settings.clear();
    heard.missing.clear();
    heard.unclear.clear();
    for (ParameterId id = node.first; id < node.first + node.count; ++id) heard.unclear.push_back(id);
}

/// Older firmware ends a line early; a line may also be short because two tokens were glued together, and then one makes no sense.
void read_tokens(const studio::Profile& profile, const Node& node, const osc::NodeLine& line, Heard& heard)
{
    const bool is_short = line.tokens.size() < node.count;
    for (ParameterId id = node.first; id < node.first + node.count; ++id) {
        const std::size_t column = id - node.first;
        if (column >= line.tokens.size()) {
            heard.missing.push_back(id);
            continue;
        }
        const auto reading = read_token(profile.law_of(id), line.tokens[column]);
        if (!reading && is_short) return leave_to_leaves(node, heard);
        if (reading && reading->certain) heard.settings.push_back({id, reading->value});
        else heard.unclear.push_back(id);
    }
}

}  // namespace

OscNodeDriver::OscNodeDriver(std::shared_ptr<const studio::Profile> profile) : profile_(std::move(profile)) {}

wire::Bytes OscNodeDriver::ask(const Question& question) const
{
    switch (question.kind) {
        case Question::Kind::identity: return osc::bare(profile_->identity.ask);
        case Question::Kind::line: return osc::message("/node", {profile_->nodes[question.index].path});
        case Question::Kind::leaf: return osc::bare(with_slash((*profile_)[question.index].name));
    }
    return {};
}

wire::Bytes OscNodeDriver::tell(const Setting& setting) const
{
    const auto argument = wire_argument(profile_->law_of(setting.parameter), setting.value);
    return osc::message(with_slash((*profile_)[setting.parameter].name), {argument});
}

std::optional<wire::Bytes> OscNodeDriver::subscribe() const
{
    if (profile_->subscription.send.empty()) return std::nullopt;
    return osc::bare(profile_->subscription.send);
}

std::vector<wire::Bytes> OscNodeDriver::subscribe_meters() const
{
    std::vector<wire::Bytes> packets;
    for (const auto& block : profile_->meters.blocks) packets.push_back(osc::message(profile_->meters.subscribe, {block.name}));
    return packets;
}

std::string OscNodeDriver::name_of(const Question& question) const
{
    switch (question.kind) {
        case Question::Kind::identity: return profile_->identity.ask;
        case Question::Kind::line: return profile_->nodes[question.index].path;
        case Question::Kind::leaf: return (*profile_)[question.index].name;
    }
    return {};
}

std::vector<Question> OscNodeDriver::questions(const std::vector<bool>& wanted) const
{
    std::vector<Question> asked;
    asked.reserve(profile_->nodes.size());
    for (std::uint32_t index = 0; index < profile_->nodes.size(); ++index) {
        const Node& node = profile_->nodes[index];
        for (ParameterId id = node.first; id < node.first + node.count; ++id) {
            if (!wanted[id]) continue;
            asked.push_back(node.by_leaf ? Question{Question::Kind::leaf, id} : Question{Question::Kind::line, index});
            if (!node.by_leaf) break;
        }
    }
    return asked;
}

void OscNodeDriver::hear(wire::View packet, Heard& heard) const
{
    heard.clear();
    const auto message = osc::read_message(packet);
    if (!message) {
        heard.fault = wire::describe(message.error());
        return;
    }
    const auto address = without_slash(message->address());
    heard.resync = std::ranges::find(profile_->resync_on, address) != profile_->resync_on.end();
    if (address == "node") return hear_line(*message, heard);
    if (!address.empty() && address == without_slash(profile_->identity.ask)) return hear_identity(*message, heard);
    if (const auto id = profile_->find(address)) return hear_leaf(*message, *id, heard);
    if (const auto node = profile_->find_node(address)) return hear_group(*message, profile_->nodes[*node], heard);
    const auto block = std::ranges::find(profile_->meters.blocks, address, [](const studio::MeterBlock& one) { return without_slash(one.name); });
    if (block != profile_->meters.blocks.end()) hear_meters(*message, *block, heard);
}

/// A blob: a count, then so many levels, all least significant byte first.
void OscNodeDriver::hear_meters(const osc::Message& message, const studio::MeterBlock& block, Heard& heard) const
{
    const auto blob = message.argument(0).blob();
    wire::Reader reader(blob ? *blob : wire::View());
    const auto count = reader.little<std::int32_t>();
    std::vector<float> dbfs;
    while (dbfs.size() < block.values) {
        const auto level = read_level(reader, profile_->meters.form);
        if (!level) break;
        dbfs.push_back(*level);
    }
    if (!count || *count < block.values || dbfs.size() < block.values) {
        heard.fault = block.name + ": a block of levels shorter than the " + std::to_string(block.values) + " it should hold";
        return;
    }
    for (const auto& at : block.strips) heard.levels.push_back({at.strip, {dbfs[at.left], dbfs[at.right]}});
}

void OscNodeDriver::hear_identity(const osc::Message& message, Heard& heard) const
{
    const auto model = message.argument(profile_->identity.model_argument).text();
    const auto firmware = message.argument(profile_->identity.firmware_argument).text();
    if (!model || !firmware) {
        heard.fault = "its answer to " + profile_->identity.ask + " names no model and firmware";
        return;
    }
    heard.answers = Question{};
    heard.model = model->substr(0, longest_identity);
    heard.firmware = firmware->substr(0, longest_identity);
}

void OscNodeDriver::hear_leaf(const osc::Message& message, ParameterId id, Heard& heard) const
{
    const auto argument = message.argument(0);
    const auto value = native(profile_->law_of(id), argument);
    if (!value) {
        heard.fault = (*profile_)[id].name + ": a value of type '" + std::string(message.tags().substr(0, 16)) + "' that its law does not take";
        return;
    }
    heard.answers = Question{Question::Kind::leaf, id};
    heard.settings.push_back({id, *value});
}

void OscNodeDriver::hear_group(const osc::Message& message, const Node& node, Heard& heard) const
{
    ParameterId id = node.first;
    for (const auto argument : message) {
        if (id >= node.first + node.count) return;
        if (auto value = native(profile_->law_of(id), argument)) heard.settings.push_back({id, std::move(*value)});
        else heard.unclear.push_back(id);
        ++id;
    }
}

void OscNodeDriver::hear_line(const osc::Message& message, Heard& heard) const
{
    const auto text = message.argument(0).text();
    const auto path = text ? without_slash(text->substr(0, text->find_first_of(" \n"))) : std::string_view{};
    const auto index = profile_->find_node(path);
    if (!index) {
        heard.fault = "a line for \"" + std::string(path.substr(0, 64)) + "\", which the profile does not have";
        return;
    }
    const Node& node = profile_->nodes[*index];
    heard.answers = Question{Question::Kind::line, *index};
    const auto line = osc::read_line(*text);
    if (line) read_tokens(*profile_, node, *line, heard);
    else leave_to_leaves(node, heard);
}

}  // namespace recalld::driver
