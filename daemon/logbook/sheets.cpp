#include "logbook/sheets.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace recalld::logbook {

using Json = nlohmann::ordered_json;

namespace {

constexpr double widest_tolerance = 100;   // divisions

Json object_in(std::string_view text)
{
    auto json = Json::parse(text, nullptr, false);
    return json.is_object() ? json : Json::object();
}

std::string text_in(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int number_in(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number_integer() ? found->get<int>() : 0;
}

std::vector<std::string> names_in(const Json& json, const char* key)
{
    std::vector<std::string> names;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array()) return names;
    for (const auto& name : *found)
        if (name.is_string()) names.push_back(name.get<std::string>());
    return names;
}

template <class Take>
void each_of(const Json& json, const char* key, Take take)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_object()) return;
    for (const auto& [name, value] : found->items()) take(name, value);
}

std::optional<Photo> photo_in(const Json& json)
{
    const auto found = json.find("photo");
    if (found == json.end() || !found->is_object()) return {};
    Photo photo{text_in(*found, "name"), text_in(*found, "type"), number_in(*found, "width"), number_in(*found, "height"), text_in(*found, "base64"), text_in(*found, "thumbnail")};
    return photo.base64.empty() ? std::nullopt : std::optional(std::move(photo));
}

Json photo_json(const Photo& photo)
{
    return {{"name", photo.name}, {"type", photo.type}, {"width", photo.width}, {"height", photo.height}, {"base64", photo.base64}, {"thumbnail", photo.thumbnail}};
}

void set_tolerances(Sheet& sheet, const SheetChange& change)
{
    for (const auto& [name, divisions] : change.tolerance) {
        if (divisions) sheet.tolerance[name] = *divisions;
        else sheet.tolerance.erase(name);
    }
}

}  // namespace

std::optional<double> Sheet::tolerance_of(const std::string& parameter) const
{
    const auto own = tolerance.find(parameter);
    return own == tolerance.end() ? std::nullopt : std::optional(own->second);
}

std::string data_of(const SheetChange& change)
{
    Json json = Json::object();
    if (!change.set.empty()) json["set"] = change.set;
    if (!change.any.empty()) json["any"] = change.any;
    if (!change.unknown.empty()) json["unknown"] = change.unknown;
    for (const auto& [name, divisions] : change.tolerance) json["tolerance"][name] = divisions ? Json(*divisions) : Json(nullptr);
    if (change.preset) json["preset"] = *change.preset;
    if (!change.from.empty()) json["from"] = change.from;
    if (change.photo) json["photo"] = photo_json(*change.photo);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SheetChange change_in(std::string_view data)
{
    const auto json = object_in(data);
    SheetChange change;
    each_of(json, "set", [&](const std::string& name, const Json& words) {
        if (words.is_string()) change.set[name] = words.get<std::string>();
    });
    change.any = names_in(json, "any");
    change.unknown = names_in(json, "unknown");
    each_of(json, "tolerance", [&](const std::string& name, const Json& divisions) {
        if (divisions.is_null()) change.tolerance[name] = std::nullopt;
        else if (divisions.is_number()) change.tolerance[name] = std::clamp(divisions.get<double>(), 0.0, widest_tolerance);
    });
    if (json.contains("preset") && json["preset"].is_string()) change.preset = json["preset"].get<std::string>();
    change.from = text_in(json, "from");
    change.photo = photo_in(json);
    return change;
}

void apply(Sheet& sheet, const store::Entry& line)
{
    if (std::ranges::find(sheet_kinds, line.said.kind) == sheet_kinds.end()) return;
    const auto change = change_in(line.said.data);
    if (change.empty()) return;
    for (const auto& [name, words] : change.set) sheet.values[name] = words, sheet.any.erase(name);
    for (const auto& name : change.any) sheet.any.insert(name), sheet.values.erase(name);
    for (const auto& name : change.unknown) sheet.any.erase(name), sheet.values.erase(name);
    set_tolerances(sheet, change);
    if (change.preset) sheet.preset = *change.preset;
    if (change.photo) sheet.photo = line.id;
    sheet.from = change.from;
    sheet.entry = line.id;
    sheet.time = line.time;
    sheet.who = line.said.who;
}

Sheets sheets_of(const std::vector<store::Entry>& lines)
{
    Sheets sheets;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line)
        if (!line->said.subject.empty()) apply(sheets[line->said.subject], *line);
    std::erase_if(sheets, [](const auto& each) { return each.second.entry == 0; });
    return sheets;
}

}  // namespace recalld::logbook
