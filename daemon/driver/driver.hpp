#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/level.hpp"
#include "driver/time_point.hpp"
#include "studio/profile.hpp"
#include "wire/bytes.hpp"

namespace recalld::driver {

/// One thing to ask of a device: who it is, one of its text lines, or one leaf.
struct Question {
    enum class Kind : std::uint8_t { identity, line, leaf } kind = Kind::identity;
    std::uint32_t index = 0;              ///< node or parameter
    bool operator==(const Question&) const = default;
    std::uint64_t key() const { return (std::uint64_t{static_cast<std::uint8_t>(kind)} << 32) | index; }
};

/// A value for one parameter.
struct Setting {
    studio::ParameterId parameter = studio::no_parameter;
    studio::Value value;
};

/// How loud a strip is, in dB below full scale, left and right.
struct Level {
    std::uint32_t strip = 0;
    std::array<float, 2> dbfs{no_signal, no_signal};
};

/// What one packet said. Reused from packet to packet; clear() keeps the memory.
struct Heard {
    std::optional<Question> answers;              ///< the question that such a packet answers, asked or not
    std::vector<Setting> settings;                ///< what is certain
    std::vector<studio::ParameterId> unclear;     ///< the text was coarser than the grid: ask the leaf
    std::vector<studio::ParameterId> missing;     ///< the line ended before them: ask the leaf, this firmware may lack them
    std::string model, firmware;                  ///< when it said who it is
    std::vector<Level> levels;                    ///< of the strips that a meter packet holds
    bool resync = false;                          ///< it recalled something by itself: read everything again
    std::string fault;                            ///< why the packet made no sense, for the log; whose fault: the device's
    std::vector<wire::Bytes> replies = {};           ///< to be sent at once: who shakes hands cannot wait
    TimePoint at{};                               ///< when: said by whoever lets it be heard, and not cleared
    void clear();
};

/// Where a unit listens on a line that it shares with others, as its front panel shows it. From the rig.
struct Place {
    std::optional<int> device = {};    ///< the profile's first number unless said
    std::optional<int> channel = {};   ///< 1 … 16; 1 unless said
    std::string name = {};             ///< what the rig calls it: serial number towards whoever asks for one
};

/// Translates change <-> packet for one protocol, following a profile. Pure: no I/O, no clock.
/// One instance per unit; core thread only.
class Driver {
public:
    virtual ~Driver() = default;
    virtual wire::Bytes ask(const Question& question) const = 0;
    virtual wire::Bytes tell(const Setting& setting) const = 0;
    virtual std::optional<wire::Bytes> subscribe() const = 0;
    /// Asks for levels for a while; nothing when the device tells none.
    virtual std::vector<wire::Bytes> subscribe_meters() const { return {}; }
    virtual void hear(wire::View packet, Heard& heard) = 0;
    /// The connection is a new one: what was heard in part is forgotten.
    virtual void forget() {}
    /// To be sent when a connection was opened: whoever listens there is told that we are there.
    virtual std::vector<wire::Bytes> greet() { return {}; }
    /// What came of time alone is heard: meters fell, timecode stood still. To be called when wake() says.
    virtual void pass_time(Heard& heard) { heard.clear(); }
    virtual std::optional<TimePoint> wake() const { return std::nullopt; }
    /// Why nothing comes although the line is open, or why this cannot be told; empty when all is well.
    virtual std::string note() const { return {}; }
    virtual std::string objection(const Setting&) const { return {}; }
    /// Its packets are cut out of a stream of MIDI bytes, and sent at the pace of its line.
    virtual bool is_stream() const { return false; }
    /// The fewest questions whose answers cover these parameters, in the profile's order.
    virtual std::vector<Question> questions(const std::vector<bool>& wanted) const = 0;
    /// What a question is about, for messages: `ch/01/mix`.
    virtual std::string name_of(const Question& question) const = 0;
};

/// The driver for `profile->protocol`; nothing when there is none of that name.
std::unique_ptr<Driver> make_driver(std::shared_ptr<const studio::Profile> profile, Place place = {});
std::vector<std::string> driver_names();

}  // namespace recalld::driver
