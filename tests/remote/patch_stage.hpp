#pragma once

#include "logbook/cords.hpp"
#include "remote/patch_room.hpp"
#include "remote/web/desk_room.hpp"

/// A room with a small bay in front of its desk.
namespace recalld::remote::testing {

inline const std::string jacks = R"(units: [{name: desk, profile: example, link: {kind: none}}]
patch:
  jacks:
    - {outputs: "B{n:1..4}", inputs: "B{n:9..12}", normal: half}
    - {outputs: "B{n:5..8}", inputs: "B{n:13..16}"}
  wires:
    - "line {n:1..4} -> 1073-{n} -> B{n}"
    - "B{n:9..10} -> A/D {n-8} -> desk in {n-8}"
    - "B13 -> 1176-A -> B5"
    - "desk ch {n:1..4} -> DAW {n}"
)";

struct PatchRoom : DeskRoom {
    PatchRoom();
    Json ask(const std::string& verb, Json arguments = Json::object(), Permission role = Permission::operate)
    {
        return ask_verb(room, verb, std::move(arguments), role, "anna");
    }
    void plug(const std::string& lines) { REQUIRE(ask("patch_set", {{"plug", lines}}).contains("entry")); }
    store::EntryId write(store::NewEntry entry);
};

inline std::vector<std::string> texts(const Json& list, const char* key)
{
    std::vector<std::string> all;
    for (const auto& one : list) all.push_back(one[key].get<std::string>());
    return all;
}

}  // namespace recalld::remote::testing
