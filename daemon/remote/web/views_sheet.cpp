#include "remote/web/views_sheet.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include "logbook/sheet_lines.hpp"
#include "remote/web/target.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_controls = 500;
constexpr std::string_view control_field = "c:", was_field = "w:";

std::string number_words(const Json& number)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.4g", number.get<double>());
    return digits;
}

/// What is typed of a control that does not matter: `-`, unless that is a place on its scale.
std::string any_of(const Json& control)
{
    const auto& choices = list_in(control, "choices");
    return std::string(std::ranges::find(choices, Json("-")) == choices.end() ? "-" : logbook::does_not_matter);
}

/// As it is typed: `30`, `30~0.5`, `-` for what does not matter, nothing for what is not known.
std::string typed_value(const Json& control)
{
    std::string value = flag_in(control, "any") ? any_of(control) : text_in(control, "value");
    if (flag_in(control, "own_tolerance")) value += "~" + number_words(control["tolerance"]);
    return value;
}

Json option(const std::string& value, const std::string& words, const std::string& chosen) { return {{"value", value}, {"words", words}, {"chosen", value == chosen}}; }

Json options_view(const Json& control, const std::string& value)
{
    Json options = Json::array({option("", "not known", value), option(any_of(control), std::string(logbook::does_not_matter), value)});
    for (const auto& choice : list_in(control, "choices")) options.push_back(option(choice.get<std::string>(), choice.get<std::string>(), value));
    return options;
}

/// [[position, label], …]: what a finger that turns it needs.
std::string marks_text(const Json& control)
{
    Json marks = Json::array();
    for (const auto& mark : list_in(control, "marks")) marks.push_back({mark["position"], mark["label"]});
    return marks.empty() ? std::string() : marks.dump();
}

Json control_view(const Json& control, const std::string& group, const Fields& typed, std::size_t number)
{
    const auto parameter = text_in(control, "parameter"), was = typed_value(control);
    const auto value = typed.text(std::string(control_field) + parameter, was);
    const bool has_choices = !list_in(control, "choices").empty();
    Json labels = Json::array();
    for (const auto& mark : list_in(control, "marks"))
        if (!text_in(mark, "label").empty()) labels.push_back(text_in(mark, "label"));
    return {{"id", "c-" + std::to_string(number)}, {"field", std::string(control_field) + parameter}, {"was_field", std::string(was_field) + parameter}, {"parameter", parameter},
            {"label", text_in(control, "label")}, {"group", group}, {"unit", text_in(control, "unit")}, {"value", value}, {"was", was}, {"words", text_in(control, "words")},
            {"has_choices", has_choices}, {"options", has_choices ? options_view(control, value) : Json::array()}, {"marks", marks_text(control)},
            {"any_labels", !labels.empty()}, {"labels", std::move(labels)}};
}

/// Channels that are copies of each other, each onto each.
Json copies_view(const Json& groups)
{
    Json ways = Json::array();
    std::set<std::string> seen;
    for (const auto& from : groups)
        for (const auto& to : groups) {
            if (text_in(from, "copies").empty() || text_in(from, "copies") != text_in(to, "copies") || text_in(from, "name") == text_in(to, "name")) continue;
            const auto a = text_in(from, "name"), b = text_in(to, "name");
            const auto channel = [&](const std::string& name) { return name.substr(0, name.find(' ')); };
            if (seen.insert(channel(a) + "/" + channel(b)).second) ways.push_back({{"from", channel(a)}, {"to", channel(b)}});
        }
    return ways;
}

Json about(const Json& sheet)
{
    const auto noted = number_in(sheet, "noted"), of = number_in(sheet, "of");
    const auto updated = text_in(sheet, "updated");
    std::string facts = text_in(sheet, "model");
    for (const auto* key : {"revision", "serial"})
        if (const auto text = text_in(sheet, key); !text.empty()) facts += std::string(", ") + key + " " + text;
    return {{"unit", text_in(sheet, "unit")}, {"href", path_to({"sheets", text_in(sheet, "unit")})}, {"facts", facts},
            {"noted", std::to_string(noted) + " of " + count_of(of, "control") + " noted"}, {"all_noted", noted == of}, {"preset", text_in(sheet, "preset")},
            {"updated", updated.empty() ? std::string() : "Last by " + text_in(sheet, "who") + ", " + local_time(updated) + "."}, {"from", text_in(sheet, "from")},
            {"faults", list_in(sheet, "faults")}, {"any_faults", !list_in(sheet, "faults").empty()}};
}

std::string hour(const Json& line)
{
    const auto time = local_time(text_in(line, "time"));
    return time.size() > 5 ? time.substr(time.size() - 5) : time;
}

std::string said(const Json& line)
{
    const auto state = text_in(line, "state");
    if (state == "open") return {};
    std::string words = (state == "done" ? "Done by " : "Cannot match, says ") + text_in(line, "who") + " at " + hour(line);
    if (const auto found = text_in(line, "found"); !found.empty()) words += "; stands at " + found;
    if (const auto note = text_in(line, "note"); !note.empty()) words += ": " + note;
    return words;
}

Json line_view(const Json& line, std::size_t recall, std::size_t number)
{
    const auto state = text_in(line, "state"), what = text_in(line, "unit") + " " + text_in(line, "words");
    Json faults = Json::array();
    for (const auto& fault : list_in(line, "faults")) faults.push_back((flag_in(fault, "quirk") ? "quirk: " : "") + text_in(fault, "text"));
    const bool is_cord = text_in(line, "unit") == "patch";   // its words say all
    return {{"is_cord", is_cord}, {"aim", is_cord ? what : what + ": " + text_in(line, "wanted")}, {"id", "l-" + std::to_string(number)}, {"recall", recall}, {"line", text_in(line, "line")}, {"what", what}, {"words", text_in(line, "words")}, {"unit", text_in(line, "unit")},
            {"from", text_in(line, "from")}, {"wanted", text_in(line, "wanted")}, {"open", state == "open"}, {"done", state == "done"}, {"cannot", state == "cannot"}, {"state", state},
            {"said", said(line)}, {"hazard", text_in(line, "hazard").empty() ? std::string() : std::string(hazard_words(text_in(line, "hazard")))}, {"faults", std::move(faults)}};
}

std::string heading(const std::string& group)
{
    std::string words = group;
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

}  // namespace

Json sheets_view(const Json& answer, const Json& drawings)
{
    Json units = Json::array();
    for (const auto& sheet : list_in(answer, "sheets")) {
        Json unit = about(sheet);
        unit["svg"] = text_in(drawings, text_in(sheet, "unit"));
        units.push_back(std::move(unit));
    }
    return {{"any", !units.empty()}, {"units", std::move(units)}};
}

Json sheet_view(const Json& sheet, const Fields& typed)
{
    Json groups = Json::array();
    std::size_t number = 0;
    for (const auto& group : list_in(sheet, "groups")) {
        Json controls = Json::array();
        for (const auto& control : list_in(group, "controls"))
            if (number < most_controls) controls.push_back(control_view(control, text_in(group, "name"), typed, ++number));
        if (!controls.empty()) groups.push_back({{"name", text_in(group, "name")}, {"controls", std::move(controls)}});
    }
    Json view = about(sheet);
    view["svg"] = text_in(sheet, "svg");
    view["groups"] = std::move(groups);
    view["copies"] = copies_view(list_in(sheet, "groups"));
    view["quirks"] = list_in(sheet, "quirks");
    view["any_quirks"] = !list_in(sheet, "quirks").empty();
    view["preset_typed"] = typed.text("preset", text_in(sheet, "preset"));
    view["verified"] = flag_in(sheet, "verified");
    const auto photo = sheet.value("photo", Json());
    view["photo"] = nullptr;
    if (photo.is_object()) view["photo"] = {{"large", text_in(view, "href") + "/photo"}, {"small", text_in(view, "href") + "/photo?small=" + std::to_string(number_in(photo, "entry"))}};
    return view;
}

Json checklist_view(const Json& checklist)
{
    const auto recall = number_in(checklist, "recall"), remaining = number_in(checklist, "remaining"), all = number_in(checklist, "of");
    Json groups = Json::array();
    std::size_t number = 0, by_recalld = 0;
    for (const auto& group : list_in(checklist, "groups")) {
        if (text_in(group, "name") == "by recalld") by_recalld = number_in(group, "count");
        Json lines = Json::array();
        for (const auto& line : list_in(group, "lines")) {
            const bool is_same_unit = !lines.empty() && lines.back()["unit"] == text_in(line, "unit");
            lines.push_back(line_view(line, recall, ++number));
            if (is_same_unit) lines.back()["faults"] = Json::array();   // said above already
        }
        if (!lines.empty()) groups.push_back({{"name", heading(text_in(group, "name"))}, {"lines", std::move(lines)}});
    }
    const auto session = text_in(checklist, "session"), version = text_in(checklist, "version");
    return {{"recall", recall}, {"report", "/reports/" + std::to_string(recall)}, {"moment", moment_words(session, version)}, {"any", all > 0}, {"remaining", remaining}, {"all", all}, {"ticked", all - std::min(all, remaining)},
            {"words", all == 0 ? "Nothing was left to hands." : "remaining " + std::to_string(remaining) + " of " + std::to_string(all)}, {"finished", all > 0 && remaining == 0},
            {"cannot", number_in(checklist, "cannot")}, {"by_recalld", count_of(by_recalld, "parameter")}, {"undone", flag_in(checklist, "undone")}, {"groups", std::move(groups)}};
}

std::string changed_lines(const Fields& form)
{
    std::string lines;
    for (const auto& [name, value] : form.each()) {
        if (!name.starts_with(control_field)) continue;
        const auto parameter = name.substr(control_field.size());
        const auto was = form.text(std::string(was_field) + parameter);
        if (value == was) continue;
        const bool had_tolerance = was.find('~') != was.npos && value.find('~') == value.npos;
        lines += parameter + "=" + (value.empty() ? "?" : value) + (had_tolerance && !value.empty() && value != "-" ? "~" : "") + "\n";
    }
    return lines;
}

}  // namespace recalld::remote::web
