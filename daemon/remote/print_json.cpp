#include "remote/print_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "logbook/alternates.hpp"
#include "remote/plan_json.hpp"

namespace recalld::remote {

namespace {

using logbook::number_of;
using logbook::text_of;

constexpr std::size_t first_digits = 12;

Json or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json bext_json(const std::optional<logbook::Bext>& bext)
{
    if (!bext) return nullptr;
    return {{"description", bext->description},
            {"originator", bext->originator},
            {"originator_reference", bext->originator_reference},
            {"date", bext->date},
            {"time", bext->time},
            {"time_reference", bext->time_reference},
            {"version", bext->version},
            {"loudness_lufs", or_null(bext->loudness_lufs)},
            {"loudness_range_lu", or_null(bext->range_lu)},
            {"true_peak_dbtp", or_null(bext->true_peak_dbtp)}};
}

std::string alternate_words(const Json& data)
{
    const auto* known = logbook::alternate_named(text_of(data, "alternate"));
    return known ? std::string(known->words) : "which mix is not said";
}

Json copy_json(const logbook::Print& print, const logbook::Copy& copy)
{
    return {{"entry", copy.entry},         {"path", copy.path}, {"drive", copy.drive},   {"own_drive", logbook::is_on_own_drive(print, copy.drive_identity)}, {"proven", copy.is_proven},
            {"time", iso_time(copy.time)}, {"who", copy.who},   {"sha256", copy.sha256}, {"why", copy.why}};
}

}  // namespace

Json print_facts(const std::string& file, const std::string& place, std::uint64_t bytes, const logbook::PrintFile& print)
{
    return {{"file", file},
            {"alternate", ""},
            {"path", place},
            {"bytes", bytes},
            {"sha256", ""},
            {"seconds", print.seconds()},
            {"frames", print.frames},
            {"rate_hz", print.rate_hz},
            {"bits", print.bits},
            {"float", print.is_float},
            {"coding", print.coding},
            {"channels", print.channels},
            {"format", print.format},
            {"bext", bext_json(print.bext)}};
}

std::string print_sentence(const Json& data)
{
    const auto seconds = data.contains("seconds") && data["seconds"].is_number() ? data["seconds"].get<double>() : 0;
    const auto found = data.find("naming");
    const auto deviations = found != data.end() && found->is_array() ? found->size() : 0;
    return fmt::format("{}: {}, {}, {}, {:g} kHz, {}, {}, SHA-256 {}…{}", text_of(data, "file"), alternate_words(data), logbook::length_words(seconds), text_of(data, "format"),
                       static_cast<double>(number_of(data, "rate_hz")) / 1000, text_of(data, "coding"), logbook::channel_words(static_cast<int>(number_of(data, "channels"))),
                       text_of(data, "sha256").substr(0, first_digits), deviations > 0 ? "; its name is not as the pattern wants" : "");
}

std::string copy_sentence(const Json& print, const Json& copy)
{
    const auto where = text_of(copy, "drive") + " (" + text_of(copy, "path") + ")";
    const std::string aside = logbook::flag_of(copy, "own_drive") ? "; that is the print's own drive, and does not count" : "";
    if (logbook::flag_of(copy, "proven")) return text_of(print, "file") + ": proven on " + where + aside;
    return text_of(print, "file") + ": not proven on " + where + ": " + text_of(copy, "why");
}

Json print_json(const logbook::Print& print)
{
    Json json = {{"entry", print.entry}, {"time", iso_time(print.time)}, {"who", print.who}, {"session", print.session}, {"version", print.version}};
    for (const auto& [key, value] : print.data.items())
        if (!json.contains(key)) json[key] = value;
    json["alternate_words"] = alternate_words(print.data);
    json["copies"] = Json::array();
    for (const auto& copy : print.copies) json["copies"].push_back(copy_json(print, copy));
    json["proven_on"] = logbook::proven_drives(print);
    json["warning"] = logbook::warning_of(print);
    json["replaced"] = print.replaced ? Json(*print.replaced) : Json(nullptr);
    return json;
}

}  // namespace recalld::remote
