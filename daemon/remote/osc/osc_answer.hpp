#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "osc/packet.hpp"
#include "remote/osc/osc_bundler.hpp"
#include "remote/verb.hpp"

// What a verb found, as messages with plain typed arguments. README.md of this folder has them all in one table. Pure.

namespace recalld::remote {

/// Which part of a list is wanted, and how much of it fits.
struct OscPage {
    std::size_t offset = 0;
    std::optional<std::size_t> count = {};
    std::size_t bytes = osc_datagram;
};

/// How many items such a page could hold at most: nobody need fetch more.
std::size_t most_items(const OscPage& page);

/// The answer of a verb. Lists hold as many items as fit, but at least one.
std::vector<osc::Bytes> osc_answer(std::string_view verb, const Json& result, const OscPage& page);

/// `/recalld/error ,sss address code text`, the text cut so that it fits.
osc::Bytes osc_error(std::string_view address, std::string_view code, std::string_view text, std::size_t bytes = osc_datagram);
osc::Bytes osc_ack(std::string_view address);
/// `/recalld/progress ,sssii address phase unit done total`
osc::Bytes osc_progress(std::string_view address, const Json& progress);
/// `/recalld/confirm/wanted ,isss id address hazards words`; nothing when this error waits for no second word.
std::optional<osc::Bytes> osc_confirm_wanted(std::string_view address, const Json& error, std::size_t bytes = osc_datagram);

/// A message with its reply address in front: `/recalld/reply/VERB`.
osc::Bytes osc_reply(std::string_view verb, std::span<const osc::Arg> args);

}  // namespace recalld::remote
