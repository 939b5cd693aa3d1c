#include "load/panel_control_yaml.hpp"

#include "load/path_rules.hpp"
#include "studio/dial.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace recalld::load {

namespace {

using studio::Control;
using studio::ControlKind;
using studio::Law;
using studio::LawKind;

constexpr std::size_t most_together = 6;   // 64 words
constexpr std::int32_t longest_words = 80;  // of a jack or a note

constexpr std::array<std::string_view, 11> kinds{"knob", "stepped", "slider", "toggle", "button", "radio", "cycle", "trim", "jack", "note", "meter"};

bool is_one_of(ControlKind kind, std::initializer_list<ControlKind> some) { return std::ranges::count(some, kind) > 0; }
bool has_scale(ControlKind kind) { return is_one_of(kind, {ControlKind::knob, ControlKind::slider, ControlKind::trim}); }
bool is_round(ControlKind kind) { return is_one_of(kind, {ControlKind::knob, ControlKind::stepped}); }

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Words of a list, each once, whatever their case: what people type means one of them. Bare ticks may stand as often as they like.
std::vector<std::string> read_words(const std::vector<Cursor>& items, bool may_be_bare)
{
    std::vector<std::string> words, known;
    for (const Cursor& item : items) {
        const std::string& word = item.scalar();
        if (word.empty() && !may_be_bare) item.fail("says nothing");
        if (!word.empty() && std::ranges::count(known, lower(word))) item.fail(studio::in_quotes(word) + " stands twice; a value that is noted must mean one place");
        known.push_back(lower(word));
        words.push_back(word);
    }
    return words;
}

/// What may stand beside a kind.
void check_details(const Cursor& map, ControlKind kind)
{
    const auto refuse = [&](const char* key, bool fits, const char* with) {
        const auto at = map.find(key);
        if (at && !fits) at->fail(std::string(key) + " goes with " + with + ", not with " + std::string(kinds[static_cast<std::size_t>(kind)]));
    };
    for (const char* key : {"marks", "at", "tolerance", "detent"}) refuse(key, has_scale(kind), "knob, slider and trim");
    for (const char* key : {"name", "section", "hazard"}) refuse(key, kind != ControlKind::meter, "what can be set");
    refuse("unit", has_scale(kind) || kind == ControlKind::stepped, "knob, stepped, slider and trim");
    refuse("outer", is_round(kind), "knob and stepped");
    refuse("steps", kind == ControlKind::stepped, "stepped");
    refuse("positions", kind == ControlKind::toggle, "toggle");
    refuse("buttons", kind == ControlKind::radio, "radio");
    refuse("several", kind == ControlKind::radio, "radio");
    refuse("states", kind == ControlKind::cycle, "cycle");
}

Cursor needed(const Cursor& map, std::string_view key, ControlKind kind)
{
    const auto at = map.find(key);
    if (!at) map.fail(std::string(kinds[static_cast<std::size_t>(kind)]) + " needs " + std::string(key));
    return *at;
}

std::vector<studio::Mark> read_places(const Cursor& list)
{
    std::vector<studio::Mark> marks;
    std::vector<Cursor> labels;
    for (const Cursor& pair : list.items()) {
        const auto parts = pair.items();
        const double place = parts[0].number();
        if (place < 0 || place > 1) parts[0].fail("a mark stands at 0 … 1 of the way");
        if (!marks.empty() && !(place > marks.back().position)) parts[0].fail("the places of marks must rise");
        labels.push_back(parts[1]);
        marks.push_back({place, parts[1].scalar(), studio::printed_number(parts[1].scalar())});
    }
    read_words(labels, true);
    return marks;
}

Law dial(const Cursor& map, ControlKind kind)
{
    const auto marks = map.find("marks"), places = map.find("at");
    if (marks && places) places->fail("marks and at are two ways to say the same; keep one");
    if (!marks && !places) map.fail(std::string(kinds[static_cast<std::size_t>(kind)]) + " needs marks or at: what is printed around it");
    Law law;
    law.kind = LawKind::dial;
    law.marks = places ? read_places(*places) : studio::spread_marks(read_words(marks->items(), true));
    return law;
}

Law choice_of(std::vector<std::string> words)
{
    Law law;
    law.kind = LawKind::choice;
    law.steps = static_cast<std::int32_t>(words.size());
    law.words = std::move(words);
    return law;
}

Law words_law()
{
    Law law;
    law.kind = LawKind::text;
    law.steps = longest_words;
    return law;
}

/// Value n has the buttons in whose bits are set: `none`, `20`, `12`, `20+12` …
std::vector<std::string> together(const std::vector<std::string>& buttons)
{
    std::vector<std::string> words;
    for (std::size_t set = 0; set < std::size_t{1} << buttons.size(); ++set) {
        std::string word;
        for (std::size_t i = 0; i < buttons.size(); ++i)
            if (set >> i & 1) word += (word.empty() ? "" : "+") + buttons[i];
        words.push_back(word.empty() ? "none" : word);
    }
    return words;
}

Law radio(const Cursor& map, Control& control)
{
    const Cursor list = needed(map, "buttons", control.kind);
    control.buttons = read_words(list.items(), false);
    bool several = false;
    read(map, "several", several);
    if (!several) return choice_of(control.buttons);
    if (control.buttons.size() > most_together) list.fail("at most " + std::to_string(most_together) + " buttons when several may be in; here are " + std::to_string(control.buttons.size()));
    for (const Cursor& item : list.items())
        if (lower(item.scalar()) == "none" || item.scalar().find('+') != std::string::npos) item.fail(studio::in_quotes(item.scalar()) + " means something else where several buttons may be in");
    return choice_of(together(control.buttons));
}

Law law_of(const Cursor& map, Control& control)
{
    const auto words_at = [&](const char* key) { return choice_of(read_words(needed(map, key, control.kind).items(), false)); };
    switch (control.kind) {
        case ControlKind::knob:
        case ControlKind::slider:
        case ControlKind::trim: return dial(map, control.kind);
        case ControlKind::stepped: return words_at("steps");
        case ControlKind::toggle: return words_at("positions");
        case ControlKind::cycle: return words_at("states");
        case ControlKind::radio: return radio(map, control);
        case ControlKind::button: return choice_of({"OUT", "IN"});
        case ControlKind::jack:
        case ControlKind::note: return words_law();
        case ControlKind::meter: return {};
    }
    return {};
}

std::string parameter_name(const Cursor& map, const Cursor& label)
{
    if (const auto at = map.find("name")) {
        if (at->text() != slug_of(at->text())) at->fail("a name is small letters, digits and hyphens: " + studio::in_quotes(slug_of(at->text())));
        return at->text();
    }
    const std::string name = slug_of(label.scalar());
    if (name.empty()) label.fail("no name can be made of " + studio::in_quotes(label.scalar()) + "; say name: …");
    return name;
}

void read_look(const Cursor& map, const studio::Panel& panel, const Control* before, Control& control)
{
    read(map, "detent", control.has_detent);
    read(map, "large", control.is_large);
    read(map, "outer", control.is_outer);
    read(map, "colour", control.colour);
    if (!has_scale(control.kind)) control.tolerance = 0;
    read(map, "tolerance", control.tolerance);
    if (control.is_outer && (!before || !is_round(before->kind))) map.find("outer")->fail("there is no knob before it that it could be the ring of");
    if (const auto at = map.find("revisions")) control.revisions = read_revisions(*at, panel);
}

ControlKind kind_of(const Cursor& map)
{
    const auto found = std::ranges::find_if(kinds, [&](std::string_view kind) { return map.find(kind).has_value(); });
    return static_cast<ControlKind>(found - kinds.begin());
}

}  // namespace

std::string slug_of(std::string_view label)
{
    std::string slug;
    for (const char sign : label) {
        const auto letter = static_cast<unsigned char>(sign);
        if (std::isalnum(letter) && letter < 0x80) slug += static_cast<char>(std::tolower(letter));
        else if (!slug.empty() && slug.back() != '-') slug += '-';
    }
    if (slug.ends_with('-')) slug.pop_back();
    return slug;
}

std::vector<std::string> read_revisions(const Cursor& list, const studio::Panel& panel)
{
    std::vector<std::string> revisions;
    for (const Cursor& item : list.items()) {
        const auto is_meant = [&](const std::string& known) { return known == item.text() || known.starts_with(item.text() + " ("); };
        const auto found = std::ranges::find_if(panel.revisions, is_meant);
        if (found == panel.revisions.end()) item.fail("the panel has no revision " + studio::in_quotes(item.text()) + studio::did_you_mean(item.text(), panel.revisions));
        revisions.push_back(*found);
    }
    return revisions;
}

PlannedControl read_control(const Cursor& map, const studio::Panel& panel, const Control* before)
{
    const ControlKind kind = kind_of(map);
    const Cursor label = *map.find(kinds[static_cast<std::size_t>(kind)]);
    PlannedControl planned{label, {}, {}, {}, {}};
    planned.control.kind = kind;
    planned.control.label = label.scalar();
    check_details(map, kind);
    planned.law = law_of(map, planned.control);
    read(map, "unit", planned.law.unit);
    read_look(map, panel, before, planned.control);
    if (const auto at = map.find("section")) planned.section = studio::section_named(at->text());
    if (const auto at = map.find("hazard")) planned.hazard = *studio::hazard_named(at->text());
    if (kind != ControlKind::meter) planned.name = parameter_name(map, label);
    return planned;
}

}  // namespace recalld::load
