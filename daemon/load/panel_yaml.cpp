#include "load/panel_yaml.hpp"

#include "load/panel_control_yaml.hpp"
#include "studio/panel.hpp"
#include "studio/spelling.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace recalld::load {

namespace {

using studio::Law;
using studio::Panel;
using studio::ParameterId;
using studio::Profile;
using studio::Section;

constexpr std::size_t most_parameters = 10'000;
constexpr const char* nameless = "panel";   // the strip of groups without a name

constexpr std::array<std::string_view, 7> sizes{"1U", "2U", "3U", "4U", "500", "pedal", "desk"};

/// What only gear with a line has.
constexpr std::array<const char*, 18> of_a_line{"nodes", "laws", "tables", "words", "strips", "links", "meters", "controls", "mute_first",
                                                "input_routing", "scene_file", "midi", "identity", "subscription", "resync", "pace", "settle", "readback"};

std::string text_of(const std::optional<Cursor>& at) { return at ? at->text() : std::string(); }

void check_manual(const Cursor& root, const Cursor& panel)
{
    for (const char* key : of_a_line)
        if (const auto at = root.find(key)) at->fail(std::string(key) + " is for gear with a line; a front that is set by hand is all in panel");
    const auto recall = root.find("recall");
    if (text_of(recall) != "hand") (recall ? *recall : panel).fail("what has a panel is set by hand: recall: hand");
}

/// Equal laws stand once in a profile.
class DialShelf {
public:
    explicit DialShelf(std::vector<Law>& laws) : laws_(laws) {}

    std::uint16_t shelve(Law law, std::uint32_t line)
    {
        auto& same = by_content_[content_of(law)];
        const auto found = std::ranges::find_if(same, [&](std::uint16_t id) { return laws_[id].marks == law.marks; });
        if (found != same.end()) return *found;
        law.name = "panel:" + std::to_string(line);
        laws_.push_back(std::move(law));
        return same.emplace_back(static_cast<std::uint16_t>(laws_.size() - 1));
    }

private:
    static std::string content_of(const Law& law)
    {
        std::string content = std::to_string(static_cast<int>(law.kind)) + '\n' + law.unit;
        for (const auto& word : law.words) content += '\n' + word;
        for (const auto& mark : law.marks) content += '\t' + mark.label;
        return content;
    }

    std::vector<Law>& laws_;
    std::unordered_map<std::string, std::vector<std::uint16_t>> by_content_;
};

/// A group as its file says it, once; its channels are made of it.
struct PlannedGroup {
    Cursor at;
    std::string name;
    std::vector<std::string> channels;
    Section section = Section::config;
    bool breaks = false, breaks_each = false;
    std::vector<PlannedControl> controls;
};

PlannedGroup read_group(const Cursor& map, const Panel& panel, Section section)
{
    PlannedGroup group{map, {}, {}, section, false, false, {}};
    if (const auto at = map.find("name")) group.name = at->scalar();
    if (const auto at = map.find("channels"))
        for (const Cursor& channel : at->items()) group.channels.push_back(channel.scalar());
    if (const auto at = map.find("section")) group.section = *studio::section_named(at->text());
    const auto row = text_of(map.find("row"));
    group.breaks = !row.empty();
    group.breaks_each = row == "each";
    const studio::Control* before = nullptr;
    const auto controls = map.find("controls")->items();
    group.controls.reserve(controls.size());
    for (const Cursor& control : controls) {
        group.controls.push_back(read_control(control, panel, before));
        before = &group.controls.back().control;
    }
    return group;
}

/// `LEFT`; where the group has a name beside its channels: `LEFT EQ`.
std::string channel_name(const PlannedGroup& group, const std::string& channel)
{
    const bool is_said_twice = group.name.empty() || std::ranges::count(group.channels, group.name) > 0;
    return is_said_twice ? channel : channel + " " + group.name;
}

/// Fills a profile group by group.
class PanelReader {
public:
    PanelReader(Profile& profile, Panel& panel) : profile_(profile), panel_(panel), laws_(profile.laws) {}

    void add(const PlannedGroup& group)
    {
        if (group.channels.empty()) return add_group(group, group.name, {}, group.breaks);
        const std::string copies = group.name.empty() ? group.channels.front() : group.name;
        for (std::size_t i = 0; i < group.channels.size(); ++i)
            add_group(group, channel_name(group, group.channels[i]), copies, i == 0 ? group.breaks : group.breaks_each);
    }

private:
    void add_group(const PlannedGroup& planned, const std::string& name, const std::string& copies, bool breaks)
    {
        path_ = path_of(planned, name);
        auto& group = panel_.groups.emplace_back();
        group.name = name;
        group.break_before = breaks;
        group.copies = copies;
        const std::uint32_t strip = strip_at(name);
        auto& node = profile_.nodes.emplace_back();
        node.path = node_path();
        node.first = static_cast<ParameterId>(profile_.parameters.size());
        for (const auto& control : planned.controls) {
            group.controls.push_back(control.control);
            if (!control.name.empty()) group.controls.back().parameter = add_parameter(control, planned.section, strip);
        }
        node.count = static_cast<std::uint16_t>(profile_.parameters.size() - node.first);
        if (node.count == 0) profile_.nodes.pop_back();   // only meters
    }

    std::string path_of(const PlannedGroup& planned, const std::string& name)
    {
        if (name.empty()) return {};
        auto path = slug_of(name);
        const Cursor at = planned.at.find("channels").value_or(planned.at.find("name").value_or(planned.at));
        if (path.empty()) at.fail("no name can be made of " + studio::in_quotes(name));
        if (path == nameless || std::ranges::count(profile_.strips, path, &studio::Strip::path)) at.fail("a second group " + studio::in_quotes(path));
        return path;
    }

    std::uint32_t strip_at(const std::string& name)
    {
        const auto path = path_.empty() ? nameless : path_;
        if (const auto found = profile_.find_strip(path)) return *found;
        profile_.strips.push_back({path, name, studio::no_parameter});
        return static_cast<std::uint32_t>(profile_.strips.size() - 1);
    }

    /// Several groups may have no name; their nodes are told apart.
    std::string node_path()
    {
        if (!path_.empty()) return path_;
        return ++nameless_groups_ == 1 ? nameless : nameless + ("-" + std::to_string(nameless_groups_));
    }

    ParameterId add_parameter(const PlannedControl& planned, Section section, std::uint32_t strip)
    {
        if (profile_.parameters.size() >= most_parameters) planned.at.fail("more than " + std::to_string(most_parameters) + " controls");
        studio::Parameter parameter;
        parameter.name = path_.empty() ? planned.name : path_ + "/" + planned.name;
        const auto [twin, is_new] = labels_.try_emplace(parameter.name, planned.control.label);
        if (!is_new) planned.at.fail(studio::in_quotes(twin->second) + " and " + studio::in_quotes(planned.control.label) + " are both called " + parameter.name + "; say name: … at one of them");
        parameter.node = static_cast<std::uint32_t>(profile_.nodes.size() - 1);
        parameter.strip = strip;
        parameter.law = laws_.shelve(planned.law, planned.at.line());
        parameter.words = words_at(planned.control.label);
        parameter.section = planned.section.value_or(section);
        parameter.hazard = planned.hazard;
        parameter.blind = true;
        profile_.parameters.push_back(std::move(parameter));
        return static_cast<ParameterId>(profile_.parameters.size() - 1);
    }

    std::uint16_t words_at(const std::string& label)
    {
        const auto [found, is_new] = words_.try_emplace(label, static_cast<std::uint16_t>(profile_.words.size()));
        if (is_new) profile_.words.push_back(label);
        return found->second;
    }

    Profile& profile_;
    Panel& panel_;
    DialShelf laws_;
    std::string path_;   // of the group that is being added; empty without a name
    int nameless_groups_ = 0;
    std::unordered_map<std::string, std::string> labels_;   // by parameter name
    std::unordered_map<std::string, std::uint16_t> words_;
};

void read_all_revisions(const Cursor& list, Panel& panel)
{
    for (const Cursor& item : list.items()) {
        if (std::ranges::count(panel.revisions, item.text())) item.fail("stands twice");
        panel.revisions.push_back(item.text());
    }
}

}  // namespace

void check_manner(const Cursor& root)
{
    const auto panel = root.find("panel");
    const auto protocol = *root.find("protocol");
    if (panel && protocol.text() != manual_protocol) protocol.fail("what has a panel is set by hand: protocol: manual");
    if (panel) return check_manual(root, *panel);
    if (protocol.text() == manual_protocol) protocol.fail("protocol manual needs a panel: what a person sets");
    if (const auto recall = root.find("recall"); text_of(recall) == "hand") recall->fail("recall: hand is for protocol: manual");
    for (const char* key : {"source", "nodes"})
        if (!root.find(key)) root.fail("missing key " + studio::in_quotes(key) + " in profile");
}

void read_panel(const Cursor& map, Profile& profile)
{
    auto panel = std::make_shared<Panel>();
    panel->size = static_cast<studio::PanelSize>(std::ranges::find(sizes, map.find("size")->text()) - sizes.begin());
    if (const auto at = map.find("revisions")) read_all_revisions(*at, *panel);
    read(map, "quirks", panel->quirks);
    Section section = Section::config;
    if (const auto at = map.find("section")) section = *studio::section_named(at->text());
    PanelReader reader(profile, *panel);
    for (const Cursor& group : map.find("groups")->items()) reader.add(read_group(group, *panel, section));
    profile.panel = std::move(panel);
    profile.index();
}

}  // namespace recalld::load
