#include "logbook/sheet_lines.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdio>

#include "logbook/control_names.hpp"
#include "studio/dial.hpp"
#include "studio/panel.hpp"
#include "studio/nearest_choice.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

using studio::Law;
using studio::LawKind;
using studio::ParameterId;
using studio::Value;

namespace {

constexpr std::size_t most_lines = 500;
constexpr std::string_view the_rest = "*";

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
    return text;
}

std::optional<double> divisions_in(std::string_view words)
{
    double number = 0;
    const auto* end = words.data() + words.size();
    const auto read = std::from_chars(words.data(), end, number, std::chars_format::fixed);
    const bool is_sound = read.ec == std::errc{} && read.ptr == end && number >= 0;
    return is_sound ? std::optional(number) : std::nullopt;
}

std::size_t divisions_of(const Law& dial) { return std::max<std::size_t>(dial.marks.size(), 2) - 1; }

/// `∞, 48 … 0 dB`, `OFF, LO, HI`: short enough for a message.
std::string scale_words(const Law& dial)
{
    std::vector<std::string> labels;
    for (const auto& mark : dial.marks)
        if (!mark.label.empty()) labels.push_back(mark.label);
    if (labels.empty()) return "7:00 … 17:00, as on a clock";
    std::string words = labels.front();
    if (labels.size() > 4) words += ", " + labels[1] + " … " + labels.back();
    else
        for (std::size_t i = 1; i < labels.size(); ++i) words += ", " + labels[i];
    return dial.unit.empty() ? words : words + " " + dial.unit;
}

/// `0.5`, `1`
std::string shown(double number)
{
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.4g", number);
    return digits;
}

bool is_one_word(std::string_view words) { return !words.empty() && words.find_first_of(" \t\"'") == words.npos; }

/// In the middle of what is printed, without blanks: it is typed as it stands. Empty when nothing of it is such.
std::string example_value(const studio::Profile& profile, ParameterId id)
{
    const auto& law = profile.law_of(id);
    std::vector<std::string> labels = law.words;
    for (const auto& mark : law.marks)
        if (mark.number) labels.push_back(mark.label);
    std::erase_if(labels, [&](const std::string& label) { return !is_one_word(label) || !meaning(profile, id, label); });
    return labels.empty() ? std::string() : labels[labels.size() / 2];
}

std::string example_of(const studio::Profile& profile, ParameterId id)
{
    const auto value = example_value(profile, id), label = control_words(profile, id);
    const bool is_clear = is_one_word(label) && controls_named(profile, label).size() == 1;
    return value.empty() ? value : (is_clear ? label : profile[id].name) + "=" + value;
}

/// The names of what was set, left to right; what the profile does not know comes last.
std::vector<std::string> in_panel_order(const studio::Profile& profile, const std::map<std::string, std::string>& set)
{
    std::vector<std::string> names;
    for (const auto& [name, words] : set) names.push_back(name);
    std::ranges::stable_sort(names, {}, [&](const std::string& name) { return profile.find(name).value_or(studio::no_parameter); });
    return names;
}

/// One line, taken apart while its faults are gathered.
class Reader {
public:
    Reader(const studio::Profile& profile, const std::string& unit) : profile_(profile), unit_(unit) {}
    void read(std::string_view line);
    /// What was said of the rest is said of these, but for those that were named.
    void fill(const std::vector<ParameterId>& blank);
    SheetChange finished();

private:
    void note(ParameterId id, std::string_view value);
    void note_tolerance(ParameterId id, std::string_view words);
    void note_rest(std::string_view value);
    bool is_twice(ParameterId id);
    void fault(const std::string& words) { faults_ += (faults_.empty() ? "" : "\n") + words; }

    const studio::Profile& profile_;
    const std::string& unit_;
    SheetChange change_;
    std::string faults_;
    std::set<ParameterId> seen_;
    std::optional<std::string> rest_;   ///< of every control that nobody noted yet
};

bool Reader::is_twice(ParameterId id)
{
    if (seen_.insert(id).second) return false;
    fault(unit_ + " " + control_words(profile_, id) + ": it is said twice");
    return true;
}

void Reader::read(std::string_view line)
{
    line = trimmed(line);
    if (line.empty()) return;
    const auto equals = line.find('=');
    if (equals == line.npos) return fault(unit_ + ": " + studio::in_quotes(line) + " is not CONTROL=VALUE");
    const auto control = trimmed(line.substr(0, equals));
    if (control == the_rest) return note_rest(trimmed(line.substr(equals + 1)));
    const auto found = controls_named(profile_, control);
    if (found.size() != 1) return fault(unit_ + ": " + why_not_one(profile_, control, found));
    if (!is_twice(found.front())) note(found.front(), trimmed(line.substr(equals + 1)));
}

void Reader::note_rest(std::string_view value)
{
    if (rest_) return fault(unit_ + " *: it is said twice");
    if (value.empty() || value == "?") return fault(unit_ + " *: nobody knows them as it is; say how they stand, or - when they do not matter");
    rest_ = value;
}

void Reader::fill(const std::vector<ParameterId>& blank)
{
    if (!rest_) return;
    const bool is_said_of_none = seen_.empty() && blank.empty();
    if (is_said_of_none) fault(unit_ + ": every control is noted already, and nothing is left for *");
    for (const auto id : blank) {
        if (seen_.contains(id)) continue;
        if (*rest_ == "-") change_.any.push_back(profile_[id].name);   // also where a minus is printed: that is some place, the rest is none
        else if (profile_.law_of(id).kind == LawKind::text) fault(unit_ + " " + control_words(profile_, id) + ": what is written there is no setting; give it words of its own, or -");
        else note(id, *rest_);
    }
}

void Reader::note_tolerance(ParameterId id, std::string_view words)
{
    const auto& name = profile_[id].name;
    const auto start = unit_ + " " + control_words(profile_, id) + ": ";
    const auto scale = divisions_of(profile_.law_of(id));
    const double widest = static_cast<double>(scale) / 2;   // wider than half of the scale it says nothing
    const auto divisions = divisions_in(words);
    if (words.empty()) change_.tolerance[name] = std::nullopt;
    else if (!divisions) fault(start + "the tolerance " + studio::in_quotes(words) + " is not a number of divisions from 0 to " + shown(widest) + ", such as ~0.5");
    else if (*divisions > widest) fault(start + "a tolerance of " + shown(*divisions) + " divisions says nothing: the scale has " + std::to_string(scale) + "; at most " + shown(widest) + ", half of it, are taken");
    else change_.tolerance[name] = *divisions;
}

void Reader::note(ParameterId id, std::string_view value)
{
    const auto& law = profile_.law_of(id);
    if (const auto wave = value.rfind('~'); wave != value.npos && law.kind == LawKind::dial) {
        note_tolerance(id, trimmed(value.substr(wave + 1)));
        value = trimmed(value.substr(0, wave));
        if (value.empty()) return;
    }
    const auto& name = profile_[id].name;
    const bool is_plain = !meaning(profile_, id, value) || law.kind == LawKind::text;   // a trim may be printed `-`, 0 and `+`
    if (value == "?" && is_plain) return change_.unknown.push_back(name);
    if ((value == "-" && is_plain) || value == does_not_matter) return change_.any.push_back(name);
    if (const auto meant = meaning(profile_, id, value)) change_.set[name] = kept_words(law, *meant);
    else fault(why_not(profile_, unit_, id, value));
}

SheetChange Reader::finished()
{
    if (!faults_.empty()) throw SheetFault(faults_);
    return std::move(change_);
}

}  // namespace

SheetChange read_lines(const studio::Profile& profile, const std::string& unit, std::string_view lines, const std::vector<ParameterId>& blank)
{
    Reader reader(profile, unit);
    for (std::size_t count = 0; !lines.empty();) {
        const auto end = std::min(lines.find('\n'), lines.size());
        if (++count > most_lines) throw SheetFault(unit + ": more than " + std::to_string(most_lines) + " lines at once");
        reader.read(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    reader.fill(blank);
    return reader.finished();
}

std::string kept_words(const Law& law, const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto words = law.spoken(value);
    const auto end = law.unit.empty() ? words.npos : words.rfind(law.unit);
    if (end == words.npos || end + law.unit.size() != words.size()) return words;
    const std::string bare(trimmed(std::string_view(words).substr(0, end)));
    return !bare.empty() && law.parse(bare) == law.parse(words) ? bare : words;
}

std::string words_of(const studio::Profile& profile, const SheetChange& change)
{
    const auto label = [&](const std::string& name) {
        const auto id = profile.find(name);
        return id ? control_words(profile, *id) : name;
    };
    std::vector<std::string> parts;
    for (const auto& name : in_panel_order(profile, change.set)) {
        const auto id = profile.find(name);
        const auto value = id ? meaning(profile, *id, change.set.at(name)) : std::nullopt;
        parts.push_back(label(name) + " " + (value ? profile.law_of(*id).spoken(*value) : change.set.at(name)));
    }
    for (const auto& name : change.any) parts.push_back(label(name) + " " + std::string(does_not_matter));
    for (const auto& name : change.unknown) parts.push_back(label(name) + " is not known");
    for (const auto& [name, divisions] : change.tolerance) parts.push_back(label(name) + (divisions ? " within " + shown(*divisions) + " of a division" : " as exact as usual"));
    if (change.preset) parts.push_back(change.preset->empty() ? "no preset" : "preset " + studio::in_quotes(*change.preset));
    if (change.photo) parts.push_back("photo of " + std::to_string(change.photo->width) + " x " + std::to_string(change.photo->height) + " pixels");
    std::string words;
    for (const auto& part : parts) words += (words.empty() ? "" : ", ") + part;
    return words + (change.from.empty() ? "" : (words.empty() ? "copied from " : "; copied from ") + change.from);
}

std::optional<Value> meaning(const studio::Profile& profile, ParameterId id, std::string_view words)
{
    const auto& law = profile.law_of(id);
    auto value = law.parse(words);
    if (!value || !law.holds(*value)) return {};
    return value;
}

std::string why_not(const studio::Profile& profile, const std::string& unit, ParameterId id, std::string_view words)
{
    const auto& law = profile.law_of(id);
    const std::string start = unit + " " + control_words(profile, id) + ": ";
    if (law.kind == LawKind::dial) {
        const auto nearest = studio::dial_offer(law, words);
        return start + (nearest.empty() ? studio::in_quotes(words) + " is not on the scale (" : std::string(words) + " is off the scale (") + scale_words(law) + ")" +
               (nearest.empty() ? std::string() : "; the nearest is " + nearest);
    }
    if (law.kind == LawKind::text) return start + "that is too long; it takes " + law.range();
    const auto nearest = studio::nearest_choice(words, law.words);
    return start + studio::in_quotes(words) + " is none of its positions; it takes " + law.range() + (nearest.empty() ? "" : "; did you mean " + studio::in_quotes(nearest) + "?");
}

std::string example_line(const studio::Profile& profile)
{
    std::string line;
    for (ParameterId id = 0; id < profile.parameters.size() && line.empty(); ++id) line = example_of(profile, id);
    return line;
}

}  // namespace recalld::logbook
