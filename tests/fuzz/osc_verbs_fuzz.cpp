#include "osc/packet.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_request.hpp"
#include "remote/osc/osc_words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>

using namespace recalld;
using namespace recalld::remote;

namespace {

using enum ArgumentKind;
constexpr std::array list{Argument{"offset", number}, Argument{"count", number}};
constexpr std::array named{Argument{"session", text, true}, Argument{"version", text, true}, Argument{"scope"}, Argument{"allow"}, Argument{"dry_run", flag}};
constexpr std::array valued{Argument{"unit", text, true}, Argument{"parameter", text, true}, Argument{"value", text, true}, Argument{"allow"}};
constexpr std::array sides{Argument{"from", version, true}, Argument{"to", version, true}, Argument{"scope"}};
constexpr std::array waiting{Argument{"id", number}};
/// Rows like those of the verb table, one of each shape.
constexpr std::array rows{Verb{"ping", Permission::view, nullptr, "", {}},       Verb{"sessions", Permission::view, nullptr, "", list},
                          Verb{"recall", Permission::operate, nullptr, "", named}, Verb{"set", Permission::operate, nullptr, "", valued},
                          Verb{"diff", Permission::view, nullptr, "", sides},     Verb{"confirm", Permission::operate, nullptr, "", waiting}};

}  // namespace

namespace recalld::remote {

/// In place of the daemon's table, whose handlers nobody calls here.
std::span<const Verb> verbs() { return rows; }

const Verb* verb_named(std::string_view wanted)
{
    const auto* found = std::ranges::find(rows, wanted, &Verb::name);
    return found == rows.end() ? nullptr : found;
}

}  // namespace recalld::remote

namespace {

/// Whatever was taken is what the verb table wants: every name is one of the row's, of its kind, and it is JSON.
void check(const OscRequest& request)
{
    for (const auto& [name, value] : request.arguments.items()) {
        const auto known = std::ranges::find(request.verb->arguments, name, &Argument::name);
        if (known == request.verb->arguments.end()) std::abort();
        if (known->kind == ArgumentKind::text && !value.is_string()) std::abort();
        if (known->kind == ArgumentKind::number && !value.is_number_unsigned()) std::abort();
        if (known->kind == ArgumentKind::flag && !value.is_boolean()) std::abort();
    }
    (void)request.arguments.dump();   // throws where a text is no UTF-8
}

void check_error(const osc::Message& message, const VerbError& error)
{
    const auto packet = osc_error(message.address(), error.code, error.what());
    if (packet.size() > osc_datagram || !osc::read_message(packet)) std::abort();
}

void read(const osc::Message& message)
{
    if (!message.address().starts_with(osc_front)) return;
    try {
        check(read_osc_request(message));
    } catch (const VerbError& error) {
        check_error(message, error);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto packet = std::as_bytes(std::span(data, size));
    (void)osc::for_each_message(packet, [](const osc::Message& message, osc::TimeTag) { read(message); });
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (osc_unescaped(osc_escaped(text)) != text) std::abort();
    for (const std::size_t bytes : std::initializer_list<std::size_t>{0, 1, 7, 100})
        if (is_utf8(text) && !is_utf8(cut_utf8(text, bytes))) std::abort();
    return 0;
}
