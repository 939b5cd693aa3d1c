#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "osc/message.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

inline constexpr std::string_view osc_front = "/recalld/";

/// A button sends one message when it is pressed and another when it is let go.
enum class OscPress : std::uint8_t { none, down, up };

/// What a message under /recalld/ asks for, before anybody looked at who asks.
struct OscRequest {
    const Verb* verb = nullptr;          ///< of the one table, or of osc_door_verbs()
    Json arguments = Json::object();     ///< as perform() takes them; without offset and count
    OscPress press = OscPress::none;
    std::optional<std::size_t> offset, count;   ///< of a list that comes in pages
};

/// What only this door knows: pair, port, subscribe, unsubscribe. Rows without a handler.
std::span<const Verb> osc_door_verbs();
bool is_of_osc_door(const Verb& verb);

/// Lists come in pages that fit a packet; some of them are cut by their verb, the others here.
bool is_osc_list(std::string_view verb);
bool is_cut_by_verb(std::string_view verb);

/// Reads a message whose address begins with osc_front. Lenient in what it takes: numbers where text is wanted and the other way round,
/// arguments in the address, options as `name=value`. Throws VerbError: unknown_verb, usage. Pure.
OscRequest read_osc_request(const osc::Message& message);

}  // namespace recalld::remote
