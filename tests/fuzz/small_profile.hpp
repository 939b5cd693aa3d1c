#pragma once

#include "load/profile_yaml.hpp"

namespace recalld::fuzz {

/// A desk of a few lines with every kind of law, an effect that two types share, and a line that is no line of a scene.
inline constexpr std::string_view small_desk = R"(
profile: 1
model: Fuzzed desk
protocol: osc_nodes
source: made for fuzzers
identity: {ask: /xinfo, model: {argument: 2}, firmware: {argument: 3}}
subscription: {send: /xremote, every: 8 s}
resync: [-show/prepos/current]
laws:
  switch: {choice: ["OFF", "ON"]}
  fader: {points: [[0, -90], [0.0625, -60], [0.25, -30], [0.5, -10], [1, 10]], steps: 1024, bottom: -oo, unit: dB,
          text: {decimals: 1, plus: true, bare_zero: true, width: 5}}
  frequency: {log: [20, 20000], steps: 201, unit: Hz, text: {frequency: true}}
  gain: {linear: [-15, 15], steps: 121, unit: dB, text: {digits: 3, plus: true}}
  q: {log: [10, 0.3], steps: 72, text: {digits: 2, width: 3}}
  raw: {raw: true}
tables:
  fx:
    HALL: [[decay, {log: [0.2, 5], unit: s, text: {decimals: 2}}], [damping, {log: [1000, 20000], text: {frequency: true}}],
           [cut, {log: [200, 20000], text: {frequency: true, behind_k: 1}}]]
    DLY: [[mode, {choice: [ST, X, M]}], [time, {linear: [1, 3000], unit: ms}]]
strips:
  - {path: "ch/{n:1..2:02}", words: "ch {n}", label: config/name}
  - {path: fx/1, words: fx 1}
nodes:
  - {path: config/routing, read: leaf, scene_alias: config/routing/routswitch, fields: {routswitch: switch}}
  - {path: "ch/{n:1..2:02}/config", fields: {name: {text: 12}, icon: {integer: [1, 74]}}}
  - {path: "ch/{n:1..2:02}/eq/1", fields: {f: frequency, g: gain, q: q}}
  - {path: "ch/{n:1..2:02}/mix", fields: {"on": switch, fader: fader, dca: {bits: 8}}}
  - {path: fx/1, stage: fx_type, read: leaf, fields: {type: {choice: [HALL, DLY, PIT]}}}
  - {path: fx/1/par, stage: fx, read: leaf, fields: {"{p:1..4:02}": {law: raw, table: fx, by: fx/1/type}}}
  - {path: -show/prepos, scene: false, access: read, fields: {current: {integer: [-1, 99]}}}
scene_file: {version: "4.0", header_width: 127, older: ["2.7"]}
)";

inline std::shared_ptr<const studio::Profile> small_profile()
{
    static const auto profile = load::parse_profile(small_desk, "fuzz", "fuzz");
    return profile;
}

}  // namespace recalld::fuzz
