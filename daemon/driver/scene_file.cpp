#include "driver/scene_file.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "driver/osc_text.hpp"
#include "osc/node_text.hpp"

namespace recalld::driver {

using studio::Law;
using studio::LawKind;
using studio::Node;
using studio::ParameterId;
using studio::Profile;
using studio::Standing;
using studio::UnitState;
using studio::Value;

namespace {

constexpr std::size_t most_warnings = 200;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";   // some editors put one in front

// --- reading -------------------------------------------------------------------------------------------------------------------

struct Reader {
    const std::string& file;
    Scene scene;
    std::size_t line_number = 0;
    std::string_view line;
    std::size_t short_lines = 0;     // with fewer values than their node: legal, and written so by older firmwares
    std::size_t first_short = 0;

    std::string place(std::string_view token) const
    {
        const auto column = token.data() ? token.data() - line.data() : 0;
        return file + ":" + std::to_string(line_number) + ":" + std::to_string(column + 1) + ": ";
    }

    void warn(std::string_view token, const std::string& what)
    {
        if (scene.warnings.size() < most_warnings) scene.warnings.push_back(place(token) + what);
        else if (scene.warnings.size() == most_warnings) scene.warnings.emplace_back("… and more");
    }

    void header();
    void settings();
    bool field(ParameterId id, const osc::Token& token);
    bool no_meaning(ParameterId id, const osc::Token& token);
    bool lacks_values(const Node& node, std::size_t given) const;
    void sum_up();
};

void Reader::header()
{
    const auto& form = scene.state.profile->scene_file;
    const auto end = line.find('#', 1);
    if (!line.starts_with('#') || end == std::string_view::npos)
        throw SceneError(place({}) + "this is no scene file of a " + scene.state.profile->model + ": its first line does not begin with #" + form.version + "#");
    const std::string version(line.substr(1, end - 1));
    if (version != form.version && std::ranges::find(form.older, version) == form.older.end())
        throw SceneError(place({}) + "scene version " + version + " is not one of a " + scene.state.profile->model + " (known: " + form.version + " and older)");
    const auto words = osc::read_line(line);
    if (!words) return warn({}, "the header's name cannot be read");
    if (!words->tokens.empty()) scene.name = words->tokens[0].text;
    if (words->tokens.size() > 1) scene.note = words->tokens[1].text;
}

/// Neither printed nor kept the same: for people and for the console's next reading another number.
bool is_another_number(const Law& law, const Reading& reading, const osc::Token& token)
{
    const auto said = osc::read_number(token.text), taken = osc::read_number(write_token(law, reading.value));
    return law.is_stepped() && !reading.certain && said && taken && said->value != taken->value;
}

bool Reader::no_meaning(ParameterId id, const osc::Token& token)
{
    if (scene.state.profile->is_unused(id, scene.state.selector(id))) return true;
    warn(token.text, (*scene.state.profile)[id].name + ": nothing says what \"" + std::string(token.text) + "\" means; the rest of this line is left out");
    return false;
}

bool Reader::field(ParameterId id, const osc::Token& token)
{
    auto& state = scene.state;
    const auto& parameter = (*state.profile)[id];
    const Law& law = state.profile->law_of(id, state.selector(id));
    if (law.kind == LawKind::raw) return no_meaning(id, token);
    const auto reading = read_token(law, token);
    if (!reading) {
        warn(token.text, '"' + std::string(token.text) + "\" does not fit " + parameter.name + " (" + law.range() + "); the rest of this line is left out");
        return false;
    }
    if (!law.holds(reading->value)) {
        warn(token.text, '"' + std::string(token.text) + "\" is not what " + parameter.name + " holds (" + law.range() + "); left out");
        return true;
    }
    if (is_another_number(law, *reading, token))
        warn(token.text, parameter.name + ": " + std::string(token.text) + " is not on the console's grid; taken as " + write_token(law, reading->value));
    state.set(id, parameter.selector == studio::no_parameter ? reading->value : to_raw(law, reading->value), Standing::assumed);
    return true;
}

void Reader::settings()
{
    const auto parsed = osc::read_line(line);
    if (!parsed) return warn(line, std::string(wire::describe(parsed.error())) + ": the line is left out");
    const auto node = scene.state.profile->find_node(parsed->path);
    if (!node || !scene.state.profile->nodes[*node].in_scene)
        return warn(parsed->path, std::string(parsed->path.substr(0, 64)) + " is not a line of a " + scene.state.profile->model + "; left out");
    ++scene.lines;
    const Node& its = scene.state.profile->nodes[*node];
    for (std::size_t i = 0; i < std::min<std::size_t>(its.count, parsed->tokens.size()); ++i)
        if (!field(its.first + static_cast<ParameterId>(i), parsed->tokens[i])) return;
    if (parsed->tokens.size() > its.count) warn(parsed->tokens[its.count].text, "more values than " + its.path + " has; left out");
    if (lacks_values(its, parsed->tokens.size()) && short_lines++ == 0) first_short = line_number;
}

/// Values that an effect does not use are not missed.
bool Reader::lacks_values(const Node& node, std::size_t given) const
{
    const auto& state = scene.state;
    for (std::size_t i = given; i < node.count; ++i)
        if (const ParameterId id = node.first + static_cast<ParameterId>(i); !state.profile->is_unused(id, state.selector(id))) return true;
    return false;
}

/// One warning for all of them: a scene of an older firmware has hundreds. It comes on top of the most that are told.
void Reader::sum_up()
{
    if (short_lines == 0) return;
    const std::string which = short_lines == 1 ? "this line has fewer values than" : std::to_string(short_lines) + " lines, this one first, have fewer values than";
    scene.warnings.push_back(file + ":" + std::to_string(first_short) + ": " + which + " a " + scene.state.profile->model +
                             " holds there; what is lacking is left as it is");
}

std::string_view take_line(std::string_view& text)
{
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    return line;
}

// --- writing -------------------------------------------------------------------------------------------------------------------

/// `ch/` for ch/03, `config/` for what has no strip: lines of one family stand together, strip by strip.
std::string family(const Profile& profile, const Node& node)
{
    const auto& strip = profile.strips[profile.parameters[node.first].strip];
    std::string name = strip.path.empty() ? node.path.substr(0, node.path.find('/') + 1) : strip.path;
    while (!name.empty() && name.back() != '/' && !strip.path.empty() && name.find_first_of("0123456789") != std::string::npos) name.pop_back();
    return name;
}

std::vector<std::uint32_t> scene_order(const Profile& profile)
{
    std::map<std::string, std::size_t> ranks;
    std::vector<std::array<std::size_t, 3>> keys;
    for (std::size_t i = 0; i < profile.nodes.size(); ++i) {
        const auto rank = ranks.emplace(family(profile, profile.nodes[i]), ranks.size()).first->second;
        keys.push_back({rank, profile.parameters[profile.nodes[i].first].strip, i});
    }
    std::vector<std::uint32_t> order(profile.nodes.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t index) { return keys[index]; });
    return order;
}

/// Numbers of a field without a grid of its own may be any; everything else must be what the law holds, or the console stops reading.
bool can_be_written(const Law& law, const Value& value)
{
    return law.kind == LawKind::integer ? std::holds_alternative<std::int32_t>(value) : law.kind != LawKind::raw && law.holds(value);
}

std::optional<std::string> token_of(const UnitState& state, ParameterId id)
{
    const auto* selector = state.selector(id);
    if (state.profile->is_unused(id, selector)) return "0";
    if (!state.has(id)) return std::nullopt;
    const Law& law = state.profile->law_of(id, selector);
    const bool is_raw = (*state.profile)[id].selector != studio::no_parameter;
    const Value value = is_raw ? from_raw(law, state.values[id]) : state.values[id];
    if (!can_be_written(law, value)) return std::nullopt;
    return osc::right_aligned(write_token(law, value), law.form.width);
}

/// What is not there on this firmware, and what nobody asked for, is no loss.
bool is_loss(Standing standing) { return standing != Standing::not_exposed && standing != Standing::out_of_scope; }

std::string line_of(const UnitState& state, const Node& node, std::vector<std::string>& left_out)
{
    std::string line = "/" + node.path;
    const ParameterId end = node.first + node.count;
    ParameterId id = node.first;
    for (; id < end; ++id) {
        const auto token = token_of(state, id);
        if (!token) break;
        line += " " + *token;
    }
    if (std::any_of(state.standings.begin() + id, state.standings.begin() + end, is_loss))
        left_out.push_back((*state.profile)[id].name + ": " + state.spoken(id) + "; its line ends before it");
    return id == node.first ? "" : line + "\n";
}

}  // namespace

Scene read_scene(std::string_view text, const std::string& file, const std::string& unit, std::shared_ptr<const Profile> profile)
{
    if (profile->scene_file.empty()) throw SceneError(file + ": " + profile->model + " has no scene files");
    if (text.size() > largest_scene) throw SceneError(file + ": " + std::to_string(text.size() >> 20) + " MB is too large for a scene file (most: 16 MB)");
    Reader reader{file, {}, 0, {}, 0, 0};
    reader.scene.state = UnitState(unit, std::move(profile));
    std::ranges::fill(reader.scene.state.standings, Standing::out_of_scope);
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    const bool is_cut_off = !text.empty() && text.back() != '\n';
    while (!text.empty()) {
        reader.line = take_line(text);
        if (++reader.line_number == 1) reader.header();
        else if (!reader.line.empty()) reader.settings();
    }
    reader.sum_up();
    if (is_cut_off) reader.warn(reader.line, "the last line has no end: the file may be cut off here; check its last value");
    if (reader.scene.lines == 0) throw SceneError(file + ": no line of it is a setting of a " + reader.scene.state.profile->model);
    return std::move(reader.scene);
}

std::string write_scene(const UnitState& state, std::string_view name, std::string_view note, std::vector<std::string>& left_out)
{
    const auto& form = state.profile->scene_file;
    std::string text = "#" + form.version + "# " + osc::quote(name) + " " + osc::quote(note) + " %000000000 1";
    if (text.size() < form.header_width) text.append(form.header_width - text.size(), ' ');
    text += '\n';
    for (const auto index : scene_order(*state.profile))
        if (const Node& node = state.profile->nodes[index]; node.in_scene) text += line_of(state, node, left_out);
    return text;
}

}  // namespace recalld::driver
