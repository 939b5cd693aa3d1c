#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "logbook/roles.hpp"
#include "logbook/session_sieve.hpp"
#include "logbook/session_text.hpp"
#include "logbook/text_encoding.hpp"

using namespace recalld::logbook;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

void check(const SessionText& text)
{
    static const RoleBook book;
    require(text.messages.kept.size() <= LineMessages::most);
    for (const auto& message : text.messages.kept) require(is_utf8(message.text));
    for (const auto& track : text.tracks) {
        require(!track.name.empty() && is_utf8(track.name) && is_utf8(track.comments));
        book.match(track.name);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto whole = decode_text(input);
    require(is_utf8(whole.utf8));
    check(read_session_text(whole.utf8));
    SessionSieve sieve;
    for (std::size_t at = 0; at < size; at += 61) sieve.take(input.substr(at, 61));
    const auto sifted = sieve.finish();
    require(is_utf8(sifted.text.utf8) && sifted.left_out <= sifted.lines);
    check(read_session_text(sifted.text.utf8));
    return 0;
}
