#include "ctl/render_sheet.hpp"

#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string noted_of(const Json& sheet, const Paint& paint)
{
    const auto noted = number_in(sheet, "noted"), of = number_in(sheet, "of");
    const auto words = fmt::format("{} of {}", noted, of);
    return noted == 0 || noted == of ? words : paint.doubtful(words);
}

std::string texts_of(const Json& faults)
{
    std::vector<std::string> words;
    for (const Json& fault : faults) words.push_back(text_in(fault, "text"));
    return joined(words, "; ");
}

std::string fault_lines(const Json& faults, std::string_view indent, const Paint& paint)
{
    std::string text;
    for (const Json& fault : faults) text += std::string(indent) + paint.doubtful(flag_in(fault, "quirk") ? "quirk: " : "fault: ") + text_in(fault, "text") + '\n';
    return text;
}

std::string head_of(const Json& sheet, const Paint& paint)
{
    std::string text = paint.strong(text_in(sheet, "unit")) + ", " + text_in(sheet, "model");
    if (const auto revision = text_in(sheet, "revision"); !revision.empty()) text += ", revision " + revision;
    if (const auto serial = text_in(sheet, "serial"); !serial.empty()) text += ", serial " + serial;
    text += "\nnoted: " + noted_of(sheet, paint) + (number_in(sheet, "of") == 1 ? " control" : " controls");
    if (has(sheet, "updated")) text += ", last by " + text_in(sheet, "who") + " " + local_time(text_in(sheet, "updated"));
    if (const auto from = text_in(sheet, "from"); !from.empty()) text += ", copied from " + from;
    text += '\n';
    if (const auto preset = text_in(sheet, "preset"); !preset.empty()) text += "preset: " + preset + "; the controls say what deviates from it\n";
    const Json& photo = object_in(sheet, "photo");
    if (!photo.empty()) text += fmt::format("photo: {} ({} x {} pixels)\n", text_in(photo, "name"), number_in(photo, "width"), number_in(photo, "height"));
    return text;
}

/// What a control may be off, when that is not the usual.
std::string tolerance_of(const Json& control)
{
    if (!has(control, "tolerance")) return {};
    return fmt::format("{:g} of a division", decimal_in(control, "tolerance"));
}

std::string value_of(const Json& control, const Paint& paint)
{
    const auto words = text_in(control, "words");
    return has(control, "value") ? paint.strong(words) : paint.faint(words);
}

std::string state_of(const Json& line, const Paint& paint)
{
    const auto state = text_in(line, "state");
    return state == "done" ? paint.good("[x]") : state == "cannot" ? paint.bad("[!]") : "[ ]";
}

/// `RATIO: 4 -> 8`; of a cord its words say all. What stands right already is wanted again after a preset.
std::string work_of(const Json& line, const Paint& paint)
{
    const auto words = text_in(line, "words"), from = text_in(line, "from"), wanted = paint.strong(text_in(line, "wanted"));
    if (text_in(line, "unit") == "patch") return paint.strong(words);
    return words + ": " + (from == text_in(line, "wanted") ? wanted + ", once the preset is loaded" : from + " -> " + wanted);
}

std::string line_of(const Json& line, bool is_same_unit, const Paint& paint)
{
    std::string text = fmt::format("  {} {}  {}", state_of(line, paint), paint.strong(text_in(line, "unit")), work_of(line, paint));
    if (const auto hazard = text_in(line, "hazard"); !hazard.empty()) text += "  " + paint.doubtful("[" + hazard + "]");
    text += "  " + paint.faint(text_in(line, "line")) + '\n';
    if (!is_same_unit) text += fault_lines(list_in(line, "faults"), "        ", paint);
    if (text_in(line, "state") == "open") return text;
    text += fmt::format("        {} {} {}", text_in(line, "state") == "done" ? "done by" : "cannot match:", text_in(line, "who"), local_time(text_in(line, "time")));
    if (const auto found = text_in(line, "found"); !found.empty()) text += ", stands at " + found;
    if (const auto note = text_in(line, "note"); !note.empty()) text += ": " + note;
    return text + '\n';
}

std::string remaining_of(const Json& result, const Paint& paint)
{
    const auto remaining = number_in(result, "remaining"), done = number_in(result, "done"), cannot = number_in(result, "cannot");
    const auto words = fmt::format("remaining {} of {}; {} done, {} cannot match", remaining, remaining + done + cannot, done, cannot);
    return (remaining + cannot == 0 ? paint.good(words) : words) + '\n';
}

}  // namespace

std::string render_sheets(const Json& result, const Paint& paint)
{
    const Json& sheets = list_in(result, "sheets");
    if (sheets.empty()) return "no unit of this rig is set by hand\n";
    Table table({"UNIT", "MODEL", "NOTED", "PRESET", "LAST", "BY", "FAULTS"});
    for (const Json& sheet : sheets)
        table.add({paint.strong(text_in(sheet, "unit")), text_in(sheet, "model"), noted_of(sheet, paint), text_in(sheet, "preset"), local_time(text_in(sheet, "updated")), text_in(sheet, "who"),
                   paint.doubtful(texts_of(list_in(sheet, "faults")))});
    return table.text(paint);
}

std::string render_sheet(const Json& result, const Paint& paint)
{
    std::string text = head_of(result, paint) + fault_lines(list_in(result, "faults"), "", paint);
    for (const Json& quirk : list_in(result, "quirks"))
        if (quirk.is_string()) text += paint.faint("quirk: ") + clean(quirk.get_ref<const std::string&>()) + '\n';
    Table table({"GROUP", "CONTROL", "VALUE", "WAS", "TOLERANCE"});
    for (const Json& group : list_in(result, "groups"))
        for (const Json& control : list_in(group, "controls"))
            table.add({text_in(group, "name"), text_in(control, "label"), value_of(control, paint), paint.doubtful(text_in(control, "from")), tolerance_of(control)});
    return text + '\n' + table.text(paint);
}

std::string render_noted(const Json& result, const Paint& paint)
{
    return fmt::format("{}: {}; {} controls noted\n", paint.strong(text_in(result, "unit")), text_in(result, "words"), noted_of(result, paint));
}

std::string render_checklist(const Json& result, const Paint& paint)
{
    std::string text = fmt::format("recall {}, {}: {}", text_in(result, "recall"), moment_of(result), remaining_of(result, paint));
    for (const Json& group : list_in(result, "groups")) {
        const Json& lines = list_in(group, "lines");
        if (lines.empty() && text_in(group, "name") == "by recalld") {
            text += fmt::format("\n{}: {} stand as they should\n", text_in(group, "name"), count_of(number_in(group, "count"), "parameter"));
            continue;
        }
        text += '\n' + paint.strong(text_in(group, "name")) + '\n';
        std::string unit;
        for (const Json& line : lines) {
            text += line_of(line, text_in(line, "unit") == unit, paint);
            unit = text_in(line, "unit");
        }
    }
    return text;
}

std::string render_tick(const Json& result, const Paint& paint) { return text_in(result, "words") + '\n' + remaining_of(result, paint); }

}  // namespace recalld::ctl
