#include "logbook/plates.hpp"

namespace recalld::logbook {

namespace {

Plate plate_of(const Json& json)
{
    Plate plate{text_of(json, "revision"), text_of(json, "serial")};
    const auto quirks = json.find("quirks");
    if (quirks == json.end() || !quirks->is_array()) return plate;
    for (const auto& quirk : *quirks)
        if (quirk.is_string()) plate.quirks.push_back(quirk.get<std::string>());
    return plate;
}

}  // namespace

const Plate& plate_in(const Plates& plates, std::string_view unit)
{
    static const Plate blank;
    const auto found = plates.find(unit);
    return found == plates.end() ? blank : found->second;
}

std::string words_of(const Plate& plate)
{
    std::string words = plate.revision.empty() ? "" : "revision " + plate.revision;
    if (!plate.serial.empty()) words += (words.empty() ? "serial " : ", serial ") + plate.serial;
    return words;
}

std::string words_of(const Plates& plates)
{
    std::string words;
    for (const auto& [unit, plate] : plates) {
        if (plate.is_blank()) continue;
        auto said = words_of(plate);
        for (const auto& quirk : plate.quirks) said += (said.empty() ? "" : ", ") + quirk;
        words += (words.empty() ? "" : "; ") + unit + ": " + said;
    }
    return words;
}

Json plate_json(const Plate& plate) { return {{"serial", plate.serial}, {"revision", plate.revision}, {"quirks", plate.quirks}}; }

Json plates_data(const Plates& plates)
{
    Json units = Json::object();
    for (const auto& [unit, plate] : plates)
        if (!plate.is_blank()) units[unit] = plate_json(plate);
    return {{"units", std::move(units)}};
}

Plates plates_in(const std::vector<store::Entry>& lines)
{
    Plates plates;
    const auto ordered = in_order(lines);
    if (ordered.empty()) return plates;
    const auto data = data_of(ordered.back());
    const auto units = data.find("units");
    if (units == data.end() || !units->is_object()) return plates;
    for (const auto& [unit, plate] : units->items())
        if (plate.is_object()) plates[unit] = plate_of(plate);
    return plates;
}

}  // namespace recalld::logbook
