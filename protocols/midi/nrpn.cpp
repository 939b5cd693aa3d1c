#include "midi/nrpn.hpp"

#include <string_view>

namespace recalld::midi {

namespace {

constexpr int data_high = 6;
constexpr int data_low = 38;
constexpr int increment = 96;
constexpr int decrement = 97;
constexpr int reset_all = 121;
constexpr int pair_distance = 32;

using Space = ParameterAddress::Space;

/// The two controllers that select a parameter.
struct Selectors {
    Space space;
    int high;
    int low;
};
constexpr std::array selectors{Selectors{Space::registered, 101, 100}, Selectors{Space::non_registered, 99, 98}};

const Selectors& selectors_of(Space space) { return selectors[static_cast<std::size_t>(space)]; }

const Selectors* selectors_with(int controller)
{
    for (const auto& pair : selectors)
        if (controller == pair.high || controller == pair.low) return &pair;
    return nullptr;
}

constexpr int high_half(int value) { return value >> 7 & 0x7f; }
constexpr int low_half(int value) { return value & 0x7f; }

void add_halves(std::vector<Message>& to, int channel, int high, int low, int value, Halves halves)
{
    const auto high_message = control_change(channel, high, high_half(value));
    const auto low_message = control_change(channel, low, low_half(value));
    switch (halves) {
        case Halves::high_first: to.insert(to.end(), {high_message, low_message}); break;
        case Halves::low_first: to.insert(to.end(), {low_message, high_message}); break;
        case Halves::high_only: to.push_back(control_change(channel, high, low_half(value))); break;
        case Halves::low_only: to.push_back(low_message); break;
    }
}

void add_address(std::vector<Message>& to, int channel, ParameterAddress address, Order order)
{
    const auto& pair = selectors_of(address.space);
    const auto halves = order == Order::high_first ? Halves::high_first : Halves::low_first;
    add_halves(to, channel, pair.high, pair.low, address.number, halves);
}

void add_null(std::vector<Message>& to, int channel, Space space, const ControllerFormat& format)
{
    if (format.null_after) add_address(to, channel, {space, null_parameter}, format.address);
}

}  // namespace

std::vector<Message> set_parameter(int channel, ParameterAddress address, int value, const ControllerFormat& format)
{
    std::vector<Message> messages;
    add_address(messages, channel, address, format.address);
    add_halves(messages, channel, data_high, data_low, value, format.data);
    add_null(messages, channel, address.space, format);
    return messages;
}

std::vector<Message> step_parameter(int channel, ParameterAddress address, bool up, const ControllerFormat& format,
                                    int data)
{
    std::vector<Message> messages;
    add_address(messages, channel, address, format.address);
    messages.push_back(control_change(channel, up ? increment : decrement, data));
    add_null(messages, channel, address.space, format);
    return messages;
}

std::vector<Message> set_paired(int channel, int controller, int value, Halves halves)
{
    std::vector<Message> messages;
    add_halves(messages, channel, controller, controller + pair_distance, value, halves);
    return messages;
}

namespace {

using Half = std::optional<int>;

struct Joined {
    int value;
    bool whole;
};

/// What is known of a value with one more half of it. `high` and `low` remember the halves that came.
std::optional<Joined> join(Half& high, Half& low, bool is_high, int half, Halves halves)
{
    (is_high ? high : low) = half;
    switch (halves) {
        case Halves::high_first:
            if (is_high) low.reset();  // a new high half sets the low one to 0, as the standard says
            if (!high) return std::nullopt;
            return Joined{*high << 7 | low.value_or(0), !is_high};
        case Halves::low_first:
            if (!is_high || !low) return std::nullopt;
            return Joined{half << 7 | *low, true};
        case Halves::high_only:
        case Halves::low_only:
            if (is_high != (halves == Halves::high_only)) return std::nullopt;
            return Joined{half, true};
    }
    return std::nullopt;
}

bool is_data_entry(int controller)
{
    return controller == data_high || controller == data_low || controller == increment || controller == decrement;
}

ControllerChange plain_change(int channel, int controller, int value)
{
    return {ControllerChange::Kind::plain, channel, controller, value};
}

}  // namespace

std::optional<ControllerChange> ControllerReader::read(const Message& message)
{
    if (message.kind() != Kind::control_change) return std::nullopt;
    const auto channel = message.channel();
    const auto controller = message.data1();
    if (selectors_with(controller) != nullptr) {
        select(channel, controller, message.data2());
        return std::nullopt;
    }
    if (is_data_entry(controller)) return entered(channel, controller, message.data2());
    if (controller == reset_all) channels_[static_cast<std::size_t>(channel)] = {};
    return paired(channel, controller, message.data2());
}

void ControllerReader::select(int channel, int controller, int value)
{
    auto& state = channels_[static_cast<std::size_t>(channel)];
    const auto& pair = *selectors_with(controller);
    if (state.space != pair.space) state.address_high = state.address_low = std::nullopt;
    state.space = pair.space;
    (controller == pair.high ? state.address_high : state.address_low) = value;
    state.data_high = state.data_low = std::nullopt;
}

std::optional<ControllerChange> ControllerReader::entered(int channel, int controller, int value)
{
    auto& state = channels_[static_cast<std::size_t>(channel)];
    const auto number = state.address_high.value_or(0x7f) << 7 | state.address_low.value_or(0x7f);
    const bool is_selected = state.address_high && state.address_low && number != null_parameter;
    if (!is_selected) return paired(channel, controller, value);
    const auto kind =
        state.space == Space::registered ? ControllerChange::Kind::registered : ControllerChange::Kind::non_registered;
    using Action = ControllerChange::Action;
    if (controller == increment) return ControllerChange{kind, channel, number, value, true, Action::increment};
    if (controller == decrement) return ControllerChange{kind, channel, number, value, true, Action::decrement};
    const auto joined = join(state.data_high, state.data_low, controller == data_high, value, format_.data);
    if (!joined) return std::nullopt;
    return ControllerChange{kind, channel, number, joined->value, joined->whole};
}

std::optional<ControllerChange> ControllerReader::paired(int channel, int controller, int value)
{
    const auto number = static_cast<std::size_t>(controller % pair_distance);
    if (controller >= 2 * pair_distance || !format_.paired[number]) return plain_change(channel, controller, value);
    auto& state = channels_[static_cast<std::size_t>(channel)];
    const auto joined =
        join(state.pair_high[number], state.pair_low[number], controller < pair_distance, value, format_.pairs);
    if (!joined) return std::nullopt;
    return ControllerChange{ControllerChange::Kind::paired, channel, static_cast<int>(number), joined->value,
                            joined->whole};
}

namespace {

std::string_view words_of(ControllerChange::Kind kind)
{
    switch (kind) {
        case ControllerChange::Kind::plain: return "cc";
        case ControllerChange::Kind::paired: return "wide cc";
        case ControllerChange::Kind::registered: return "rpn";
        case ControllerChange::Kind::non_registered: return "nrpn";
    }
    return "";
}

std::string_view words_of(ControllerChange::Action action)
{
    switch (action) {
        case ControllerChange::Action::set: return " = ";
        case ControllerChange::Action::increment: return " up ";
        case ControllerChange::Action::decrement: return " down ";
    }
    return "";
}

}  // namespace

std::string describe(const ControllerChange& change)
{
    return std::string("ch ")
        .append(std::to_string(change.channel + 1) + " ")
        .append(words_of(change.kind))
        .append(" " + std::to_string(change.number))
        .append(words_of(change.action))
        .append(std::to_string(change.value) + (change.whole ? "" : " (high half)"));
}

}  // namespace recalld::midi
