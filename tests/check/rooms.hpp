#pragma once

#include <string>
#include <vector>

#include "check/patch_graph.hpp"
#include "load/rig_yaml.hpp"
#include "studio/cord.hpp"

namespace recalld::check::test {

using Cords = std::vector<studio::Cord>;

inline const std::string small_room_patch = R"(patch:
  jacks:
    - {outputs: "B{n:1..8}", inputs: "B{n:17..24}", normal: half}
    - {outputs: "B{n:9..12}", inputs: "B{n:25..28}", normal: full}
    - {outputs: "B{n:13..14}", inputs: "B{n:29..30}", normal: parallel}
    - {outputs: "B{n:15..16}", inputs: "B{n:31..32}"}
    - {mult: "M{n:1..4}"}
  wires:
    - "line {n:1..4} -> 1073-{n} -> B{n}"
    - "B{n:17..20} -> A/D {n-16} -> desk in {n-16}"
    - "B31 -> 1176-A -> B15"
    - "B32 -> LA2A -> B16"
    - "desk ch {n:1..4} -> DAW {n}"
)";

inline rig::PatchConfig patch_of(const std::string& patch) { return load::parse_rig("units: [{name: desk, profile: p, link: {kind: none}}]\n" + patch, "rig.yaml").patch; }

/// Eight mic preamps half-normalled to converters, two compressors without normals, one mult.
inline rig::PatchConfig small_room() { return patch_of(small_room_patch); }

inline Surroundings around(std::vector<Lead> leads = {})
{
    Surroundings all;
    all.units = {"desk", "1176-A"};
    all.leads = std::move(leads);
    return all;
}

}  // namespace recalld::check::test
