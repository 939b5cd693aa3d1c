#include "load/banks_yaml.hpp"

#include "studio/spelling.hpp"

#include <algorithm>

namespace recalld::load {

namespace {

constexpr std::size_t function_keys = 8;

rig::Placed placed(const Cursor& at) { return {at.text(), at.place()}; }

std::vector<rig::Placed> read_words(const Cursor& at)
{
    std::vector<rig::Placed> words;
    if (at.is(Cursor::Kind::text)) words.push_back(placed(at));
    else
        for (const Cursor& word : at.items()) words.push_back(placed(word));
    return words;
}

std::vector<rig::LayerConfig> read_layers(const Cursor& bank)
{
    const auto strips = bank.find("strips"), layers = bank.find("layers");
    if (strips.has_value() == layers.has_value()) bank.fail("a bank has strips, or layers of strips");
    if (strips) return {{"strips", read_words(*strips)}};
    std::vector<rig::LayerConfig> read;
    for (const auto& [name, words] : layers->entries()) {
        if (read.size() == function_keys) name.fail("there are function keys for " + std::to_string(function_keys) + " layers only");
        read.push_back({name.text(), read_words(words)});
    }
    if (read.empty()) layers->fail("a bank without a layer");
    return read;
}

rig::BankConfig read_bank(const Cursor& bank, const std::vector<rig::BankConfig>& others)
{
    rig::BankConfig config{bank.find("name")->text(), {}, read_layers(bank)};
    if (std::ranges::find(others, config.name, &rig::BankConfig::name) != others.end())
        bank.find("name")->fail("a second bank " + studio::in_quotes(config.name));
    for (const Cursor& surface : bank.find("surfaces")->items()) {
        const auto is_its = [&](const rig::BankConfig& other) { return std::ranges::find(other.surfaces, surface.text(), &rig::Placed::text) != other.surfaces.end(); };
        if (is_its(config) || std::ranges::any_of(others, is_its)) surface.fail("surface " + studio::in_quotes(surface.text()) + " belongs to a bank already");
        config.surfaces.push_back(placed(surface));
    }
    if (const auto fixed = bank.find("fixed"))
        for (const auto& [fader, strip] : fixed->entries()) config.fixed.emplace_back(static_cast<std::size_t>(std::max<std::int64_t>(fader.integer(), 0)), placed(strip));
    if (const auto master = bank.find("master")) config.master = placed(*master);
    if (const auto transport = bank.find("transport")) config.transport = placed(*transport);
    return config;
}

rig::DawConfig read_daw(const Cursor& daw, const std::vector<rig::DawConfig>& others)
{
    rig::DawConfig config{placed(*daw.find("unit")), read_words(*daw.find("strips")), {}, false};
    if (std::ranges::any_of(others, [&](const rig::DawConfig& other) { return other.unit.text == config.unit.text; }))
        daw.find("unit")->fail(studio::in_quotes(config.unit.text) + " has its strips already");
    if (const auto master = daw.find("master")) config.master = placed(*master);
    read(daw, "follow", config.follow);
    return config;
}

}  // namespace

std::vector<rig::BankConfig> read_banks(const Cursor& list)
{
    std::vector<rig::BankConfig> banks;
    for (const Cursor& bank : list.items()) banks.push_back(read_bank(bank, banks));
    return banks;
}

std::vector<rig::DawConfig> read_daws(const Cursor& list)
{
    std::vector<rig::DawConfig> daws;
    for (const Cursor& daw : list.items()) daws.push_back(read_daw(daw, daws));
    return daws;
}

}  // namespace recalld::load
