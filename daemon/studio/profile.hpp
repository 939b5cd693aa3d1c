#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "studio/controls.hpp"
#include "studio/law.hpp"
#include "studio/message.hpp"
#include "studio/meters.hpp"
#include "studio/oscillator.hpp"
#include "studio/parameter.hpp"

namespace recalld::studio {

struct Panel;
struct Routing;
struct Surface;

/// One text line of the device, or a group of leaves that belong together. Its parameters stand in a row.
struct Node {
    std::string path;                  ///< `ch/03/mix`
    ParameterId first = 0;
    std::uint16_t count = 0;
    bool by_leaf = false;              ///< always read leaf by leaf: the text would lose something
    bool optional = false;             ///< not every firmware has it: no answer means "not exposed"
    bool in_scene = true;              ///< a line of the device's scene files
    std::string scene_alias;           ///< another path under which scene files carry the same line
};

/// A channel, bus, effect slot, jack …: what people point at.
struct Strip {
    std::string path;                  ///< `ch/03`
    std::string words;                 ///< `ch 3`
    ParameterId label = no_parameter;  ///< the parameter that holds its name
};

/// One parameter of one type of effect: what slot N means while that type is loaded.
struct Slot {
    std::string words;
    std::uint16_t law = 0;
};
/// By choice word of the selector: the slots of that type.
using Table = std::unordered_map<std::string, std::vector<Slot>>;

/// How a device says who it is.
struct Identity {
    std::string ask;                   ///< message without arguments
    std::uint8_t model_argument = 0;
    std::uint8_t firmware_argument = 0;
    std::vector<std::string> models;   ///< accepted model words; empty = any
    std::vector<std::string> firmwares;///< prefixes that the facts were checked for; empty = any
};

struct Subscription {
    std::string send;
    std::chrono::milliseconds every{0};
};

/// How fast a device may be asked and told.
struct Pace {
    std::uint32_t window = 8;                     ///< requests in flight at the start
    std::uint32_t window_most = 160;
    std::uint32_t resends = 10;                   ///< of one request before it is called silent
    std::chrono::milliseconds deadline{60};       ///< first patience for one reply; doubles with each resend
    std::chrono::milliseconds sweep{0};           ///< everything is read again in this time, a slice at a time; 0 = never
    std::uint32_t writes_between_asks = 16;       ///< a read follows at least every so many unacknowledged writes
};

/// After a stage that makes the device load something: ask until it answers steadily.
struct Settle {
    Stage after = Stage::fx_type;
    std::chrono::milliseconds poll{20};
    std::uint32_t steady = 3;                     ///< equal answers in a row
    std::chrono::milliseconds at_most{500};
};

/// How a unit is recalled. The first can be verified by reading each parameter, the second by dumping again.
enum class RecallLevel : std::uint8_t {
    parameter,   ///< written and read back one by one
    dump,        ///< a dump is asked for, and sent back
    armed,       ///< a person starts the dump at the front panel; it is sent back blind
    program,     ///< programs and controllers are sent blind; nothing can be read
    hand,        ///< a person sets it, and their word is its read-back
};
/// What a plan and a report say about it; empty for the first.
std::string_view words_of(RecallLevel level);
std::string_view name_of(RecallLevel level);
std::optional<RecallLevel> recall_level_named(std::string_view name);

enum class Readback : std::uint8_t { leaf, none };

struct SceneFile {
    std::string version;               ///< `4.0`
    std::uint16_t header_width = 0;    ///< characters of the first line
    std::vector<std::string> older;    ///< versions accepted on import
    bool empty() const { return version.empty(); }
};

/// Everything one model of gear can do. Immutable after loading, shared by units, snapshots and plans. Any thread.
class Profile {
public:
    std::string profile_id;            ///< `consoles/x32`: where it was found
    std::string model;                 ///< for people
    std::uint32_t version = 1;         ///< raised when facts change; stored with every snapshot
    std::string protocol;              ///< name of the driver
    bool verified = false;             ///< checked on real hardware
    std::uint16_t default_port = 0;
    Readback readback = Readback::leaf;
    RecallLevel recall = RecallLevel::parameter;
    MidiFacts midi;
    Identity identity;
    Subscription subscription;
    std::vector<std::string> resync_on;   ///< messages after which everything must be read again
    Pace pace;
    std::optional<Settle> settle;
    std::vector<ParameterId> mute_first;  ///< switches to turn off first when asked to
    std::vector<ParameterId> input_routing;  ///< which physical input feeds what: head-amp gain depends on it
    SceneFile scene_file;
    Meters meters;
    Oscillator oscillator;
    std::shared_ptr<const Surface> surface;  ///< of a DAW: the fader box that we are to it
    std::shared_ptr<const Panel> panel;      ///< of analog gear
    std::shared_ptr<const Routing> routing;  ///< where signals go inside; nothing: as they stand
    std::vector<StripControls> controls;  ///< what hands reach, in the order in which they stand on the desk

    std::vector<Law> laws;
    std::vector<std::string> words;
    std::vector<Strip> strips;
    std::vector<Table> tables;
    std::vector<Node> nodes;
    std::vector<Parameter> parameters;

    bool is_by_hand() const { return recall == RecallLevel::hand; }
    /// Builds the name lookups; call once, after the lists are complete.
    void index();

    std::optional<ParameterId> find(std::string_view name) const;        ///< a leading slash is forgiven
    std::optional<std::uint32_t> find_node(std::string_view path) const; ///< path or scene alias
    std::optional<std::uint32_t> find_strip(std::string_view path) const;
    const StripControls* controls_of(std::uint32_t strip) const;          ///< nothing: hands reach nothing of it
    const Parameter& operator[](ParameterId id) const { return parameters[id]; }
    const Law& law_of(ParameterId id) const { return laws[parameters[id].law]; }
    /// The law that holds while the selector has this value; the plain law when there is no selector or no row.
    const Law& law_of(ParameterId id, const Value* selector) const;
    /// Two values stand for the same setting: dumps may differ in bytes that change by themselves.
    bool same(ParameterId id, const Value& a, const Value& b) const;
    /// How it travels over MIDI; nothing for other protocols.
    const Way* way_of(ParameterId id) const { return id < midi.ways.size() ? &midi.ways[id] : nullptr; }
    /// This type of effect has no such parameter: whatever the device says there means nothing.
    bool is_unused(ParameterId id, const Value* selector) const;
    /// `send to bus 9`, `eq 1 gain`, with an effect's own words when its type is known.
    std::string words_of(ParameterId id, const Value* selector = nullptr) const;
    std::span<const Parameter> parameters_of(const Node& node) const;
    /// `; did you mean "ch/01/mix/fader"?` for a misspelt name; empty when no name is near.
    std::string suggestion(std::string_view name) const;

private:
    const std::vector<Slot>* row_of(const Parameter& parameter, const Value* selector) const;
    const Slot* slot_of(const Parameter& parameter, const Value* selector) const;
    std::unordered_map<std::string_view, ParameterId> by_name_;
    std::unordered_map<std::string_view, std::uint32_t> by_path_;
};

}  // namespace recalld::studio
