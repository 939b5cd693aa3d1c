#include "store/unit_state.hpp"

#include "store/store.hpp"

#include <bit>

namespace recalld::store {

using studio::Standing;
using studio::Value;

namespace {

constexpr char format = 1;
enum class Kind : char { none, integer, real, text };

// These numbers are on disk: a new standing goes to the end.
static_assert(static_cast<int>(Standing::unknown) == 0 && static_cast<int>(Standing::confirmed) == 1
              && static_cast<int>(Standing::assumed) == 2 && static_cast<int>(Standing::not_exposed) == 3
              && static_cast<int>(Standing::by_hand) == 4 && static_cast<int>(Standing::out_of_scope) == 5);

bool carries_value(Standing standing)
{
    switch (standing) {
        case Standing::confirmed:
        case Standing::assumed:
        case Standing::by_hand: return true;
        case Standing::unknown:
        case Standing::not_exposed:
        case Standing::out_of_scope: return false;
    }
    return false;
}

Kind kind_of(const Value& value) { return static_cast<Kind>(value.index() + 1); }

void write_varint(std::string& out, std::uint32_t number)
{
    for (; number >= 0x80; number >>= 7) out.push_back(static_cast<char>(number | 0x80));
    out.push_back(static_cast<char>(number));
}

// Small magnitudes of either sign become short.
std::uint32_t zigzag(std::int32_t number)
{
    return (static_cast<std::uint32_t>(number) << 1) ^ (number < 0 ? 0xffff'ffffu : 0u);
}

std::int32_t unzigzag(std::uint32_t number)
{
    return static_cast<std::int32_t>((number >> 1) ^ ((number & 1) != 0 ? 0xffff'ffffu : 0u));
}

struct WriteValue {
    std::string& out;
    void operator()(std::int32_t number) const { write_varint(out, zigzag(number)); }
    void operator()(float number) const
    {
        const auto bits = std::bit_cast<std::uint32_t>(number);
        for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(bits >> shift));
    }
    void operator()(const std::string& text) const
    {
        write_varint(out, static_cast<std::uint32_t>(text.size()));
        out += text;
    }
};

/// Reads what write_state() wrote; every length is checked before it is used.
class StateReader {
public:
    explicit StateReader(std::string_view bytes) : rest_(bytes) {}

    std::string_view take(std::size_t count)
    {
        if (count > rest_.size()) throw StoreError("stored values are damaged: they end too early");
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }

    std::uint32_t varint()
    {
        std::uint32_t number = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            number |= static_cast<std::uint32_t>(byte & 0x7f) << shift;
            if (byte < 0x80) return number;
        }
        throw StoreError("stored values are damaged: a number without end");
    }

    Value value(Kind kind)
    {
        switch (kind) {
            case Kind::none: return {};
            case Kind::integer: return unzigzag(varint());
            case Kind::real: return real();
            case Kind::text: return std::string(take(varint()));
        }
        throw StoreError("stored values are damaged: a value of no kind");
    }

    bool at_end() const { return rest_.empty(); }

private:
    float real()
    {
        std::uint32_t bits = 0;
        const auto bytes = take(4);
        for (std::size_t i = 4; i-- > 0;) bits = (bits << 8) | static_cast<unsigned char>(bytes[i]);
        return std::bit_cast<float>(bits);
    }

    std::string_view rest_;
};

Standing standing_of(char byte)
{
    if (static_cast<unsigned char>(byte) > static_cast<unsigned char>(Standing::out_of_scope))
        throw StoreError("stored values are damaged: an unknown standing");
    return static_cast<Standing>(byte);
}

}  // namespace

std::string layout_of(const studio::Profile& profile)
{
    std::string layout;
    layout.reserve(profile.parameters.size() * 24);
    for (const auto& parameter : profile.parameters) layout.append(parameter.name).push_back('\n');
    return layout;
}

std::vector<std::string_view> names_in(std::string_view layout)
{
    std::vector<std::string_view> names;
    while (!layout.empty()) {
        const auto end = layout.find('\n');
        names.push_back(layout.substr(0, end));
        layout.remove_prefix(end == std::string_view::npos ? layout.size() : end + 1);
    }
    return names;
}

std::string write_state(const studio::UnitState& state)
{
    const auto count = state.standings.size();
    std::string standings, kinds, values;
    for (std::size_t i = 0; i < count; ++i) {
        const bool kept = carries_value(state.standings[i]);
        standings.push_back(static_cast<char>(state.standings[i]));
        kinds.push_back(static_cast<char>(kept ? kind_of(state.values[i]) : Kind::none));
        if (kept) std::visit(WriteValue{values}, state.values[i]);
    }
    std::string bytes(1, format);
    write_varint(bytes, static_cast<std::uint32_t>(count));
    return bytes + standings + kinds + values;
}

StateValues read_state(std::string_view bytes)
{
    StateReader reader(bytes);
    if (reader.take(1).front() != format) throw StoreError("stored values are damaged: an unknown format");
    const std::size_t count = reader.varint();
    const auto standings = reader.take(count);
    const auto kinds = reader.take(count);
    StateValues state;
    state.values.reserve(count);
    state.standings.reserve(count);
    for (const char standing : standings) state.standings.push_back(standing_of(standing));
    for (const char kind : kinds) state.values.push_back(reader.value(static_cast<Kind>(kind)));
    if (!reader.at_end()) throw StoreError("stored values are damaged: something follows them");
    return state;
}

}  // namespace recalld::store
