#include "remote/ticking.hpp"

#include <cstdio>

#include "logbook/control_names.hpp"
#include "logbook/cords.hpp"
#include "logbook/sheet_lines.hpp"
#include "remote/sheet_json.hpp"
#include "remote/standing.hpp"
#include "remote/verb.hpp"
#include "studio/dial.hpp"
#include "studio/panel.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using logbook::TickVerdict;
using studio::ParameterId;
using studio::Value;

namespace {

std::string number_words(double number)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.2g", number);
    return digits;
}

/// How far it is off, and what to do.
[[noreturn]] void too_far(const Ticking& asked, const recall::ChecklistLine& line, ParameterId id, const Value& found, const Value& wanted)
{
    const auto& law = asked.profile->law_of(id);
    std::string words = line.unit + " " + logbook::control_words(*asked.profile, id) + ": " + law.spoken(found) + " is not " + law.spoken(wanted);
    if (const auto *a = std::get_if<float>(&found), *b = std::get_if<float>(&wanted); a && b && law.kind == studio::LawKind::dial) {
        const double off = std::abs(static_cast<double>(*a) - static_cast<double>(*b)) / studio::dial_division(law, static_cast<double>(*b));
        const double allowed = line.tolerance.value_or(asked.profile->panel ? studio::control_of(*asked.profile->panel, id).tolerance : 0);
        words += ": " + number_words(off) + " of a division off, " + number_words(allowed) + " is allowed";
    }
    throw VerbError("differs", words + "; turn it further, or tick it as cannot with a note", 409, exit_differs);
}

Value meant(const Ticking& asked, const recall::ChecklistLine& line, ParameterId id)
{
    if (const auto value = logbook::meaning(*asked.profile, id, asked.found)) return *value;
    throw VerbError("out_of_range", logbook::why_not(*asked.profile, line.unit, id, asked.found), 400, exit_usage);
}

/// Taking a tick back brings back what stood before it, unless somebody noted something else meanwhile.
void take_back(const Ticking& asked, const recall::ChecklistLine& line, ParameterId id, logbook::SheetChange& change)
{
    const auto& law = asked.profile->law_of(id);
    const auto said = value_reported(*asked.profile, id, line.tick.found.empty() ? line.wanted : line.tick.found);
    const auto now = asked.noted.values.find(line.parameter);
    if (!said || now == asked.noted.values.end() || now->second != logbook::kept_words(law, *said)) return;
    if (const auto before = value_reported(*asked.profile, id, line.from)) change.set[line.parameter] = logbook::kept_words(law, *before);
    else change.unknown.push_back(line.parameter);
}

std::string preset_in(const std::string& words) { return words == recall::no_preset ? std::string() : words; }

/// A preset that was loaded takes along what deviated from the one before; what the checklist names comes next.
logbook::SheetChange loaded(const Ticking& asked, const recall::ChecklistLine& line)
{
    logbook::SheetChange change;
    const auto wanted = preset_in(line.wanted), found = asked.found.empty() ? wanted : asked.found;
    const bool is_done = asked.verdict == TickVerdict::done;
    if (is_done && found != wanted) throw VerbError("differs", line.unit + ": preset " + studio::in_quotes(found) + " is not " + studio::in_quotes(line.wanted) + "; load that one, or tick it as cannot with a note", 409, exit_differs);
    if (is_done || !asked.found.empty()) change.preset = found;
    if (!is_done || wanted.empty()) return change;
    for (const auto& [name, words] : asked.noted.values)
        if (!asked.others.contains(name)) change.unknown.push_back(name);
    return change;
}

/// … and what it took along stands again, unless somebody noted something since.
logbook::SheetChange unloaded(const Ticking& asked, const recall::ChecklistLine& line, const logbook::Sheet& before)
{
    logbook::SheetChange change;
    if (asked.noted.preset != preset_in(line.tick.found.empty() ? line.wanted : line.tick.found)) return change;
    change.preset = before.preset;
    for (const auto& [name, words] : before.values)
        if (!asked.noted.values.contains(name) && !asked.noted.any.contains(name)) change.set[name] = words;
    return change;
}

/// At the bay and of a preset the words say all.
std::string whole_words(const Ticking& asked, const recall::ChecklistLine& line)
{
    const bool is_cord = line.work == recall::Handwork::cords;
    const std::string what = line.unit + ": " + line.words + (is_cord ? "" : " " + line.wanted);
    const std::string note = asked.note.empty() ? "" : ": " + asked.note;
    if (asked.verdict == TickVerdict::open) return what + ": the tick was taken back" + note;
    if (asked.verdict == TickVerdict::cannot) return what + " cannot be done" + (asked.found.empty() ? "" : ", found " + asked.found) + note;
    return what + ": done" + note;
}

}  // namespace

logbook::SheetChange change_by(const Ticking& asked, const recall::ChecklistLine& line)
{
    logbook::SheetChange change;
    if (line.parameter == recall::preset_line) return asked.verdict == TickVerdict::open ? unloaded(asked, line, asked.before) : loaded(asked, line);
    const auto id = asked.profile ? asked.profile->find(line.parameter) : std::nullopt;
    if (!id) return change;
    const auto& law = asked.profile->law_of(*id);
    const auto wanted = value_reported(*asked.profile, *id, line.wanted);
    if (asked.verdict == TickVerdict::open) return take_back(asked, line, *id, change), change;
    if (!asked.found.empty()) {
        const auto found = meant(asked, line, *id);
        const bool is_done = asked.verdict == TickVerdict::done;
        if (is_done && wanted && !recall::is_near(*asked.profile, *id, found, *wanted, line.tolerance)) too_far(asked, line, *id, found, *wanted);
        change.set[line.parameter] = logbook::kept_words(law, found);
    } else if (asked.verdict == TickVerdict::done && wanted) {
        change.set[line.parameter] = logbook::kept_words(law, *wanted);
    }
    return change;
}

std::string found_words(const Ticking& asked, const recall::ChecklistLine& line)
{
    const auto id = asked.profile ? asked.profile->find(line.parameter) : std::nullopt;
    const auto value = id ? logbook::meaning(*asked.profile, *id, asked.found) : std::nullopt;
    return value ? asked.profile->law_of(*id).spoken(*value) : asked.found;
}

std::string tick_words(const Ticking& asked, const recall::ChecklistLine& line)
{
    if (line.unit == logbook::patch_subject || line.parameter == recall::preset_line) return whole_words(asked, line);
    const std::string what = line.unit + " " + line.words;
    const std::string note = asked.note.empty() ? "" : ": " + asked.note;
    const auto found = asked.found.empty() ? asked.found : found_words(asked, line);
    if (asked.verdict == TickVerdict::open) return what + ": the tick was taken back" + note;
    if (asked.verdict == TickVerdict::cannot) return what + " cannot be set to " + line.wanted + (found.empty() ? "" : ", stands at " + found) + note;
    return what + " set to " + (found.empty() ? line.wanted : found + ", wanted " + line.wanted) + note;
}

}  // namespace recalld::remote
