#include "load/profile_yaml.hpp"

#include "load/config_error.hpp"
#include "load/controls_yaml.hpp"
#include "load/json_schema.hpp"
#include "load/links_yaml.hpp"
#include "load/midi_yaml.hpp"
#include "load/nodes_yaml.hpp"
#include "load/panel_yaml.hpp"
#include "load/oscillator_yaml.hpp"
#include "load/profile_keys.hpp"
#include "load/text_file.hpp"
#include "load/signal_yaml.hpp"

#include <tuple>

namespace recalld::load {

namespace {

using studio::Profile;

void read_identity(const Cursor& map, studio::Identity& identity)
{
    read(map, "ask", identity.ask);
    if (const auto model = map.find("model")) {
        read(*model, "argument", identity.model_argument);
        read(*model, "one_of", identity.models);
    }
    if (const auto firmware = map.find("firmware")) {
        read(*firmware, "argument", identity.firmware_argument);
        read(*firmware, "checked", identity.firmwares);
    }
}

void read_pace(const Cursor& map, studio::Pace& pace)
{
    read(map, "window", pace.window);
    read(map, "window_most", pace.window_most);
    read(map, "deadline", pace.deadline);
    read(map, "resends", pace.resends);
    read(map, "writes_between_asks", pace.writes_between_asks);
    read(map, "sweep", pace.sweep);
    if (pace.window > pace.window_most) map.fail("window is larger than window_most");
}

studio::Settle read_settle(const Cursor& map)
{
    studio::Settle settle;
    settle.after = *studio::stage_named(map.find("after")->text());
    read(map, "poll", settle.poll);
    read(map, "steady", settle.steady);
    read(map, "at_most", settle.at_most);
    return settle;
}

void read_scene_file(const Cursor& map, studio::SceneFile& scene_file)
{
    read(map, "version", scene_file.version);
    read(map, "header_width", scene_file.header_width);
    read(map, "older", scene_file.older);
}

void read_conversation(const Cursor& root, Profile& profile)
{
    if (const auto at = root.find("recall")) profile.recall = *studio::recall_level_named(at->text());
    if (const auto at = root.find("identity")) read_identity(*at, profile.identity);
    if (const auto at = root.find("subscription")) {
        read(*at, "send", profile.subscription.send);
        read(*at, "every", profile.subscription.every);
    }
    if (const auto at = root.find("pace")) read_pace(*at, profile.pace);
    if (const auto at = root.find("settle")) profile.settle = read_settle(*at);
    if (const auto at = root.find("scene_file")) read_scene_file(*at, profile.scene_file);
    if (const auto at = root.find("midi")) read_midi(*at, profile);
    const auto readback = root.find("readback");
    if (readback && readback->text() == "none") profile.readback = studio::Readback::none;
}

void read_device(const Cursor& root, Profile& profile)
{
    read(root, "model", profile.model);
    read(root, "version", profile.version);
    read(root, "protocol", profile.protocol);
    read(root, "verified", profile.verified);
    read(root, "port", profile.default_port);
    read(root, "resync", profile.resync_on);
    profile.midi.is_numbered = profile.protocol == midi_protocol || profile.protocol == machine_protocol;
    if (profile.protocol == machine_protocol) std::tie(profile.midi.device_from, profile.midi.device_to) = std::pair(0, 127);
}

/// Laws, strips, nodes, links: in this order, because each names what stands before it.
void read_parameters(const Cursor& root, Profile& profile)
{
    LawShelf laws(profile.laws);
    TableShelf tables(profile.tables);
    StripShelf strips(profile.strips);
    NodeReader nodes(profile, laws, tables, strips);
    if (const auto at = root.find("laws")) laws.read_named(*at);
    if (const auto at = root.find("tables")) tables.read(*at, laws);
    if (const auto at = root.find("strips")) strips.read(*at);
    if (const auto at = root.find("words")) nodes.read_words(*at);
    nodes.read_nodes(*root.find("nodes"));
    if (profile.protocol == machine_protocol) profile.strips.front().words = "machine";
    if (profile.protocol == midi_protocol) finish_midi(root, profile);
    profile.index();
    nodes.finish();
    strips.find_labels(profile);
    if (const auto at = root.find("links")) read_links(*at, profile);
    if (const auto at = root.find("meters")) read_meters(*at, profile);
    if (const auto at = root.find("controls")) read_controls(*at, profile);
    if (const auto at = root.find("oscillator")) read_oscillator(*at, profile);
    if (const auto at = root.find("mute_first")) profile.mute_first = read_globs(*at, profile);
    if (const auto at = root.find("input_routing")) profile.input_routing = read_globs(*at, profile);
    if (const auto at = root.find("signal")) read_signal(*at, profile);
}

}  // namespace

std::shared_ptr<const Profile> read_profile(const std::filesystem::path& file, std::string id)
{
    return parse_profile(read_text_file(file), file.string(), std::move(id));
}

std::shared_ptr<const Profile> parse_profile(std::string_view yaml, const std::string& file, std::string id)
{
    const YamlDocument document(yaml, file);
    const Cursor root(document);
    check(root, profile_shape());
    check_manner(root);
    const auto profile = std::make_shared<Profile>();
    profile->profile_id = std::move(id);
    read_device(root, *profile);
    read_conversation(root, *profile);
    if (const auto panel = root.find("panel")) read_panel(*panel, *profile);
    else read_parameters(root, *profile);
    return profile;
}

std::string profile_schema() { return json_schema(profile_shape(), "recalld profile"); }

}  // namespace recalld::load
