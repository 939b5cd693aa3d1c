#include "driver/midi_driver.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "driver/midi_frames.hpp"
#include "load/profile_yaml.hpp"
#include "simulate/midi_box.hpp"

using namespace recalld;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

/// Every kind of way, one short dump in blocks and one that takes anything.
constexpr std::string_view small_box = R"(
profile: 1
model: Fuzzed box
protocol: midi
source: made for fuzzers
midi: {device: {from: 1, to: 16, wire: 0}, identity: {maker: "7D"}, null_after: false}
laws: {seven: {integer: [0, 127]}, wide: {integer: [-8192, 8191]}, switch: {choice: ["OFF", "ON"]}}
nodes:
  - path: a
    fields:
      cc: {law: seven, midi: {cc: 7}}
      pair: {law: {integer: [0, 16383]}, midi: {cc: 1, halves: high_first}}
      nrpn: {law: wide, midi: {nrpn: 5, halves: high_first, offset: 8192, ask: increment}}
      program: {law: seven, midi: {program: both}}
      number: {law: wide, midi: {set: "F0 7D {device:1n} 01 ({value:28s}) {sum:twos} F7", ask: "F0 7D {device:3n} 01 F7"}}
      switch: {law: switch, midi: {set: "F0 7D 02 {value:2x4l} F7", ask: "F0 7D 12 F7"}}
      blocks: {law: {blob: 200}, midi: {dump: "F0 7D 03 {device:7} ({total:7} {block:7} {kind:14} {data}) {sum:xor} F7", ask: "F0 7D 13 F7", volatile: [[8, 9]]}}
      any: {law: {blob: 100}, midi: {dump: "F0 7D 04 {data} F7", by_hand: press it}}
)";

std::shared_ptr<const studio::Profile> profile()
{
    static const auto read = load::parse_profile(small_box, "fuzz", "fuzz");
    return read;
}

/// A value that was heard fits its law, can be told, and is then heard again.
void check_setting(const driver::Setting& setting)
{
    require(setting.parameter < profile()->parameters.size());
    const auto& law = profile()->law_of(setting.parameter);
    require(law.holds(setting.value));
    require(!law.spoken(setting.value).empty());
    driver::MidiDriver twin(profile(), {});
    driver::Heard last;
    driver::MidiFrames().feed(twin.tell(setting), [&](wire::View message) { twin.hear(message, last); });
    if (profile()->midi.ways[setting.parameter].kind == studio::Way::Kind::dump) return;   // its message may be of a form that goes no further
    require(last.settings.size() == 1 && last.settings[0].value == setting.value);
}

void check(const driver::Heard& heard)
{
    for (const auto& setting : heard.settings) check_setting(setting);
    require(heard.settings.empty() || heard.answers);
    require(heard.fault.size() < 300);
    require(heard.settings.empty() || heard.fault.empty());
}

}  // namespace

/// The input is a stream of MIDI bytes that a driver and a box hear.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    driver::MidiDriver driver(profile(), {});
    simulate::MidiBox box(profile());
    driver::Heard heard;
    driver::MidiFrames().feed(std::as_bytes(std::span(data, size)), [&](wire::View message) {
        driver.hear(message, heard);
        check(heard);
        for (const auto& answer : box.hear(message))
            driver::MidiFrames().feed(answer, [&](wire::View one) {
                driver.hear(one, heard);
                check(heard);
            });
    });
    driver.hear(std::as_bytes(std::span(data, size)), heard);
    check(heard);
    return 0;
}
