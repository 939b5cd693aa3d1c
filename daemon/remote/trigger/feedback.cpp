#include "remote/trigger/feedback.hpp"

#include <array>

#include "osc/packet.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t most_words = 1000;

int value_for(const rig::FeedbackConfig& feedback, TriggerState state)
{
    switch (state) {
        case TriggerState::idle: return 0;
        case TriggerState::accepted: return feedback.accepted;
        case TriggerState::running: return feedback.running;
        case TriggerState::done: return feedback.done;
        case TriggerState::differs: return feedback.differs;
        case TriggerState::refused: return feedback.refused;
    }
    return 0;
}

/// At most so many bytes, and no half of a letter.
std::string_view cut(std::string_view text)
{
    if (text.size() <= most_words) return text;
    std::size_t end = most_words;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

}  // namespace

std::string_view name_of(TriggerState state)
{
    static constexpr std::array<std::string_view, 6> names{"idle", "accepted", "running", "done", "differs", "refused"};
    return names[static_cast<std::size_t>(state)];
}

midi::Bytes feedback_message(const rig::FeedbackConfig& feedback, TriggerState state)
{
    const int channel = feedback.channel - 1, value = value_for(feedback, state);
    return feedback.is_note ? midi::note_on(channel, feedback.number, value).copy() : midi::control_change(channel, feedback.number, value).copy();
}

std::string feedback_address(std::string_view trigger)
{
    static constexpr std::string_view digits = "0123456789ABCDEF", reserved = " #*,/?[]{}%";
    std::string address = "/recalld/trigger/";
    for (const char c : trigger) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && reserved.find(c) == std::string_view::npos) address += c;
        else address.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return address;
}

midi::Bytes feedback_text(std::string_view trigger, TriggerState state, std::string_view words)
{
    return osc::message(feedback_address(trigger), {std::string(name_of(state)), std::string(cut(words))});
}

}  // namespace recalld::remote
