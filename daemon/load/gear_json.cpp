#include "load/gear_json.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "load/config_error.hpp"
#include "load/panel_control_yaml.hpp"
#include "studio/spelling.hpp"

namespace recalld::load {

namespace {

using Json = nlohmann::json;

constexpr std::size_t most_bytes = 1'000'000, most_controls = 400, most_words = 64, longest_label = 40, longest_word = 24, longest_line = 45;
constexpr double row_height = 0.12;      // of the front: what stands within this is one row
constexpr int bare_ticks = 11;
constexpr double full_turn = 720;

struct Section {
    std::string_view part, section;
};
/// What a category is called by engineers; the first whose part stands in it.
constexpr std::array<Section, 13> sections{{{"compress", "dyn"}, {"limit", "dyn"}, {"dynamic", "dyn"}, {"gate", "gate"}, {"expand", "gate"}, {"eq", "eq"}, {"filter", "eq"},
                                            {"pre", "preamp"}, {"reverb", "fx"}, {"delay", "fx"}, {"effect", "fx"}, {"fx", "fx"}, {"modul", "fx"}}};

/// One place in the file, with its JSON path.
class Place {
public:
    Place(const Json& json, const std::string& file, std::string path) : json_(json), file_(file), path_(std::move(path)) {}

    [[noreturn]] void fail(const std::string& message) const { throw ConfigError(file_ + ": " + (path_.empty() ? "/" : path_) + ": " + message); }
    const Json& operator*() const { return json_; }
    bool has(const char* key) const { return json_.contains(key) && !json_[key].is_null(); }

    Place at(const char* key) const
    {
        if (!has(key)) fail(std::string("missing key \"") + key + "\"");
        return {json_[key], file_, path_ + "/" + key};
    }
    std::vector<Place> items(std::size_t most) const
    {
        if (!json_.is_array()) fail("expected a list");
        if (json_.size() > most) fail("more than " + std::to_string(most) + " items");
        std::vector<Place> all;
        for (std::size_t i = 0; i < json_.size(); ++i) all.emplace_back(json_[i], file_, path_ + "/" + std::to_string(i));
        return all;
    }
    const Place& object() const
    {
        if (!json_.is_object()) fail("expected an object");
        return *this;
    }
    /// Text, or a number as its digits.
    std::string words(std::size_t longest) const
    {
        if (!json_.is_string() && !json_.is_number()) fail("expected text");
        const auto text = trimmed(json_.is_string() ? json_.get<std::string>() : json_.dump());
        if (text.size() > longest) fail("longer than " + std::to_string(longest) + " bytes");
        if (std::ranges::any_of(text, [](unsigned char letter) { return letter < 0x20 || letter == 0x7f; })) fail("has control characters");
        return text;
    }
    double number(double low, double high) const
    {
        if (!json_.is_number()) fail("expected a number");
        const auto number = json_.get<double>();
        if (!(number >= low && number <= high)) fail("out of range " + std::to_string(static_cast<int>(low)) + " … " + std::to_string(static_cast<int>(high)));
        return number;
    }

private:
    static std::string trimmed(std::string text)
    {
        while (text.ends_with(' ')) text.pop_back();
        return text.substr(std::min(text.find_first_not_of(' '), text.size()));
    }

    const Json& json_;
    const std::string& file_;
    std::string path_;
};

std::string optional_words(const Place& at, const char* key, std::size_t longest) { return at.has(key) ? at.at(key).words(longest) : std::string(); }

/// Whatever is in it, a YAML reader takes it for text.
std::string yaml_text(std::string_view text)
{
    std::string out = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') out += '\\';
        out += letter;
    }
    return out + '"';
}

std::string listed(const std::vector<std::string>& words)
{
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + yaml_text(word);
    return "[" + out + "]";
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

/// A word, or what an object says as its label, name or value.
std::string word_of(const Place& item)
{
    if (!(*item).is_object()) return item.words(longest_word);
    for (const char* key : {"label", "name", "value"})
        if (item.has(key)) return item.at(key).words(longest_word);
    item.fail("has no label, name or value");
}

std::vector<std::string> words_at(const Place& control, const char* key)
{
    std::vector<std::string> words;
    std::set<std::string> known;
    if (!control.has(key)) return words;
    for (const auto& item : control.at(key).items(most_words)) {
        words.push_back(word_of(item));
        if (words.back().empty()) item.fail("says nothing");
        if (!known.insert(lower(words.back())).second) item.fail(studio::in_quotes(words.back()) + " stands twice");
    }
    return words;
}

/// Steps are angles: what they are called stands in the options, or they are counted.
std::vector<std::string> steps_of(const Place& control)
{
    auto words = words_at(control, "options");
    const auto steps = control.has("steps") ? control.at("steps").items(most_words).size() : 0;
    if (!words.empty() && steps > 1 && words.size() != steps) control.at("options").fail(std::to_string(words.size()) + " options for " + std::to_string(steps) + " steps");
    for (std::size_t i = 0; words.size() < steps; ++i) words.push_back(std::to_string(i + 1));
    return words;
}

struct Entry {
    double x = 0, y = 0;
    std::string label, name, kind, details;
};

/// What it is here, and what is printed around it.
void read_kind(const Place& control, Entry& entry)
{
    const auto type = lower(control.at("type").words(longest_label));
    const auto words = type == "button" ? std::vector<std::string>() : steps_of(control);
    const auto ticks = listed(std::vector<std::string>(bare_ticks));
    const bool slides = type == "fader" || type == "slider";
    if (type == "button") entry.kind = "button";
    else if (slides) entry.kind = "slider", entry.details = ", marks: " + (words.size() < 2 ? ticks : listed(words));
    else if (type == "knob" && words.size() < 2) entry.kind = "knob", entry.details = ", marks: " + ticks;
    else if (type == "knob" || (type == "switch" && words.size() > 3)) entry.kind = "stepped", entry.details = ", steps: " + listed(words);
    else if (type == "switch") entry.kind = "toggle", entry.details = ", positions: " + (words.size() < 2 ? listed({"OFF", "ON"}) : listed(words));
    else control.at("type").fail(studio::in_quotes(type) + " is none of knob, switch, button, fader");
}

void check_angles(const Place& control)
{
    for (const char* key : {"startAngle", "endAngle"})
        if (control.has(key)) control.at(key).number(-full_turn, full_turn);
}

Entry read_entry(const Place& control)
{
    Entry entry;
    control.object();
    const auto id = optional_words(control, "id", longest_label);
    entry.label = optional_words(control, "label", longest_label);
    if (entry.label.empty()) entry.label = id;
    if (entry.label.empty()) control.fail("has neither label nor id");
    entry.name = slug_of(entry.label).empty() ? slug_of(id) : slug_of(entry.label);
    if (entry.name.empty()) entry.name = "control";
    if (control.has("position")) {
        const auto position = control.at("position");
        entry.x = position.object().at("x").number(0, 1);
        entry.y = position.at("y").number(0, 1);
    }
    check_angles(control);
    read_kind(control, entry);
    return entry;
}

std::vector<Entry> read_entries(const Place& unit)
{
    std::vector<Entry> entries;
    std::set<std::string> names;
    for (const auto& control : unit.at("controls").items(most_controls)) {
        auto entry = read_entry(control);
        const auto name = entry.name.substr(0, longest_label - 4);
        for (int n = 2; !names.insert(entry.name).second; ++n) entry.name = name + "-" + std::to_string(n);
        entries.push_back(std::move(entry));
    }
    if (entries.empty()) unit.at("controls").fail("has no controls");
    return entries;
}

/// From above, each row from the left; equal ones stay as they stood.
std::vector<std::vector<Entry>> rows_of(std::vector<Entry> entries)
{
    std::ranges::stable_sort(entries, {}, &Entry::y);
    std::vector<std::vector<Entry>> rows;
    for (auto& entry : entries) {
        if (rows.empty() || entry.y - rows.back().front().y > row_height) rows.emplace_back();
        rows.back().push_back(std::move(entry));
    }
    for (auto& row : rows) std::ranges::stable_sort(row, {}, &Entry::x);
    return rows;
}

std::string size_of(const std::string& form, std::size_t rows)
{
    for (const char* size : {"500", "pedal"})
        if (form.find(size) != std::string::npos) return size;
    if (form.find("desk") != std::string::npos || form.find("console") != std::string::npos) return "desk";
    for (char units = '1'; units <= '4'; ++units)
        if (form.find(std::string(1, units) + "u") != std::string::npos) return std::string(1, units) + "U";
    return std::to_string(std::min<std::size_t>(rows, 4)) + "U";
}

std::string section_of(const std::string& category)
{
    const auto found = std::ranges::find_if(sections, [&](const Section& one) { return category.find(one.part) != std::string::npos; });
    return found == sections.end() ? "config" : std::string(found->section);
}

std::string line_of(const Entry& entry)
{
    const auto name = entry.name == slug_of(entry.label) ? "" : ", name: " + entry.name;
    return "        - {" + entry.kind + ": " + yaml_text(entry.label) + name + entry.details + "}\n";
}

std::string head_of(const Place& unit, std::size_t rows)
{
    const auto maker = optional_words(unit, "manufacturer", longest_line), id = optional_words(unit, "unitId", longest_line);
    const auto model = (maker.empty() ? "" : maker + " ") + unit.at("name").words(longest_line);
    return "# From a library of gear that knows angles and no printed scales: bare ticks are read as on a clock; write what is printed instead.\n"
           "profile: 1\nmodel: " + yaml_text(model) + "\nversion: 1\nprotocol: manual\nrecall: hand\nverified: false\nsource: "
           + yaml_text("a library of gear, unit " + (id.empty() ? model : id) + " " + optional_words(unit, "version", longest_line)) + "\npanel:\n  size: "
           + yaml_text(size_of(lower(optional_words(unit, "formFactor", longest_line)), rows)) + "\n  section: " + section_of(lower(optional_words(unit, "category", longest_line))) + "\n  groups:\n";
}

/// nlohmann counts bytes; people count lines.
std::string place_of(std::string_view text, std::size_t byte)
{
    const auto before = text.substr(0, byte == 0 ? 0 : std::min(byte - 1, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    return std::to_string(line) + ":" + std::to_string(before.size() - (before.rfind('\n') + 1) + 1);
}

Json parsed(std::string_view text, const std::string& file)
{
    if (text.size() > most_bytes) throw ConfigError(file + ":1:1: the file is larger than 1 MB");
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& error) {
        throw ConfigError(file + ":" + place_of(text, error.byte) + ": this is not JSON any more");
    }
}

}  // namespace

std::string profile_of_gear(std::string_view text, const std::string& file)
{
    const Json json = parsed(text, file);
    const Place root(json, file, "");
    const bool is_wrapped = root.object().has("unit");
    const Place unit = is_wrapped ? root.at("unit") : root;
    const auto rows = rows_of(read_entries(unit.object()));
    std::string yaml = head_of(unit, rows.size());
    for (const auto& row : rows) {
        yaml += &row == &rows.front() ? "    - controls:\n" : "    - row: new\n      controls:\n";
        for (const auto& entry : row) yaml += line_of(entry);
    }
    return yaml;
}

}  // namespace recalld::load
