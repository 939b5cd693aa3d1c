#include "driver/midi_driver.hpp"

#include <algorithm>

#include "driver/midi_bytes.hpp"
#include "midi/stream.hpp"
#include "studio/blob.hpp"

namespace recalld::driver {

using studio::LawKind;
using studio::MessageTemplate;
using studio::Role;
using studio::Way;
using wire::Bytes;
using wire::View;

namespace {

constexpr int increment_that_asks = 0x7f;   // the byte of a step that makes a desk tell instead of moving

void append(Bytes& to, View bytes) { to.insert(to.end(), bytes.begin(), bytes.end()); }

Bytes joined(const std::vector<midi::Message>& messages)
{
    Bytes bytes;
    for (const auto& message : messages) append(bytes, message.bytes());
    return bytes;
}

midi::Halves halves_of(const Way& way) { return static_cast<midi::Halves>(way.halves); }
midi::BankSelect bank_of(const Way& way) { return static_cast<midi::BankSelect>(way.bank); }
static_assert(static_cast<int>(midi::Halves::low_only) == static_cast<int>(Way::Halves::low_only));
static_assert(static_cast<int>(midi::BankSelect::both) == static_cast<int>(Way::Bank::both));

midi::ParameterAddress address_of(const Way& way)
{
    const bool is_registered = way.kind == Way::Kind::registered;
    return {is_registered ? midi::ParameterAddress::Space::registered : midi::ParameterAddress::Space::non_registered, way.number};
}

midi::ControllerFormat format_for(const studio::MidiFacts& facts, midi::Halves data)
{
    midi::ControllerFormat format;
    format.address = facts.low_address_first ? midi::Order::low_first : midi::Order::high_first;
    format.data = data;
    format.null_after = facts.null_after;
    return format;
}

/// What a reader has to know about all ways at once: one RPN or NRPN of fourteen bits makes it wait for the second half.
midi::ControllerFormat format_of(const studio::MidiFacts& facts)
{
    midi::ControllerFormat format = format_for(facts, midi::Halves::high_only);
    for (const Way& way : facts.ways) {
        if (way.kind == Way::Kind::registered || way.kind == Way::Kind::non_registered) format.data = halves_of(way);
        const bool is_pair = way.halves == Way::Halves::high_first || way.halves == Way::Halves::low_first;
        if (way.kind != Way::Kind::controller || !is_pair) continue;
        format.paired.set(static_cast<std::size_t>(way.number));
        format.pairs = halves_of(way);
    }
    return format;
}

std::string text_of(View bytes)
{
    std::string text = wire::hex(bytes);
    std::erase(text, ' ');
    return text;
}

Bytes maker_bytes(const midi::Manufacturer& maker) { return {maker.bytes().begin(), maker.bytes().end()}; }

}  // namespace

MidiDriver::MidiDriver(std::shared_ptr<const studio::Profile> profile, Place place)
    : profile_(std::move(profile)), device_(place.device.value_or(facts().device_from) - facts().device_from + facts().device_wire),
      channel_(place.channel.value_or(1) - 1), controllers_(format_of(facts()))
{
    for (ParameterId id = 0; id < facts().ways.size(); ++id) {
        const Way& way = facts().ways[id];
        if (!way.answer.empty()) by_message_.push_back(id);
        else if (way.kind == Way::Kind::program) by_program_.push_back(id);
        else by_number_.try_emplace({way.kind, way.number}, id);
    }
    std::ranges::stable_sort(by_message_, std::greater{}, [this](ParameterId id) { return facts().ways[id].answer.fixed_bytes(); });
    for (const ParameterId id : by_program_) programs_.emplace_back(bank_of(facts().ways[id]));
}

void MidiDriver::forget()
{
    controllers_ = midi::ControllerReader(format_of(facts()));
    blocks_.clear();
}

// --- saying --------------------------------------------------------------------------------------------------------------------

Bytes MidiDriver::in_its_place(const MessageTemplate& form, std::int64_t value) const
{
    Fields fields = no_fields(form);
    set(fields, form, Role::device, device_);
    set(fields, form, Role::channel, channel_);
    set(fields, form, Role::value, value);
    return write_message(form, fields);
}

Bytes MidiDriver::ask(const Question& question) const
{
    if (question.kind == Question::Kind::identity) return facts().says_who_it_is ? midi::identity_request(device_) : Bytes{};
    if (question.kind != Question::Kind::leaf) return {};
    const Way& way = facts().ways[question.index];
    if (!way.by_increment) return way.ask.empty() ? Bytes{} : in_its_place(way.ask, 0);
    return joined(midi::step_parameter(channel_, address_of(way), true, format_for(facts(), halves_of(way)), increment_that_asks));
}

Bytes MidiDriver::controllers_for(const Way& way, int value) const
{
    if (way.kind != Way::Kind::controller) return joined(midi::set_parameter(channel_, address_of(way), value, format_for(facts(), halves_of(way))));
    if (way.halves == Way::Halves::high_only) return joined({midi::control_change(channel_, way.number, value)});
    return joined(midi::set_paired(channel_, way.number, value, halves_of(way)));
}

Bytes MidiDriver::program_for(ParameterId id, std::int32_t value) const
{
    const Way& way = facts().ways[id];
    const int place = value - profile_->law_of(id).lowest();
    return joined(midi::select_program({channel_, place / way.per_bank, place % way.per_bank}, bank_of(way)));
}

/// What came from one device number goes back to another: the envelope is written anew, the setting stays as it came.
Bytes MidiDriver::dump_for(const Way& way, std::string_view blob) const
{
    const auto dump = wire::read_hex(blob);
    Bytes bytes;
    if (!dump) return bytes;
    midi::Stream messages(dump->size() + 1);
    messages.feed(*dump, [&](const midi::Message& message) {
        auto fields = read_message(way.answer, message.bytes());
        if (!fields) return append(bytes, message.bytes());
        set(*fields, way.answer, Role::device, device_);
        append(bytes, write_message(way.answer, *fields));
    });
    return bytes;
}

Bytes MidiDriver::tell(const Setting& setting) const
{
    const Way& way = facts().ways[setting.parameter];
    if (const auto* blob = std::get_if<std::string>(&setting.value)) return way.kind == Way::Kind::dump ? dump_for(way, *blob) : Bytes{};
    const auto* number = std::get_if<std::int32_t>(&setting.value);
    if (!number) return {};
    switch (way.kind) {
        case Way::Kind::controller:
        case Way::Kind::registered:
        case Way::Kind::non_registered: return controllers_for(way, *number + way.offset);
        case Way::Kind::program: return program_for(setting.parameter, *number);
        case Way::Kind::exclusive: return in_its_place(way.set, *number + way.offset);
        case Way::Kind::dump:
        case Way::Kind::none: return {};
    }
    return {};
}

std::vector<Question> MidiDriver::questions(const std::vector<bool>& wanted) const
{
    std::vector<Question> asked;
    for (ParameterId id = 0; id < wanted.size(); ++id)
        if (wanted[id] && facts().ways[id].can_be_asked()) asked.push_back({Question::Kind::leaf, id});
    return asked;
}

std::string MidiDriver::name_of(const Question& question) const
{
    return question.kind == Question::Kind::identity ? profile_->identity.ask : (*profile_)[question.index].name;
}

// --- hearing -------------------------------------------------------------------------------------------------------------------

void MidiDriver::hear(View packet, Heard& heard)
{
    heard.clear();
    const auto message = midi::read_message(packet);
    if (!message) {
        heard.fault = wire::describe(message.error());
        return;
    }
    if (message->kind() == midi::Kind::sysex) return hear_exclusive(packet, heard);
    if (message->is_channel_message() && message->channel() == channel_) hear_channel(*message, heard);
}

void MidiDriver::hear_channel(const midi::Message& message, Heard& heard)
{
    for (std::size_t i = 0; i < by_program_.size(); ++i) {
        const auto change = programs_[i].read(message);
        if (!change) continue;
        const ParameterId id = by_program_[i];
        const int place = change->bank * facts().ways[id].per_bank + change->program;
        note_number(id, std::int64_t{place} + profile_->law_of(id).lowest(), heard);
    }
    if (const auto change = controllers_.read(message)) hear_change(*change, heard);
    if (heard.answers) return;
    for (const ParameterId id : by_message_)
        if (facts().ways[id].kind == Way::Kind::exclusive && hear_way(id, message.bytes(), heard)) return;
}

void MidiDriver::hear_change(const midi::ControllerChange& change, Heard& heard) const
{
    using Kind = midi::ControllerChange::Kind;
    if (!change.whole || change.action != midi::ControllerChange::Action::set) return;
    const auto kind = change.kind == Kind::registered       ? Way::Kind::registered
                      : change.kind == Kind::non_registered ? Way::Kind::non_registered
                                                            : Way::Kind::controller;
    const auto found = by_number_.find({kind, change.number});
    if (found != by_number_.end()) note_number(found->second, change.value - facts().ways[found->second].offset, heard);
}

void MidiDriver::note_number(ParameterId id, std::int64_t number, Heard& heard) const
{
    const auto& law = profile_->law_of(id);
    if (number < law.lowest() || number > law.highest()) {
        heard.fault = (*profile_)[id].name + ": " + std::to_string(number) + " is no value of its law";
        return;
    }
    heard.answers = Question{Question::Kind::leaf, id};
    heard.settings.emplace_back();   // in place: the optimiser warns of the text that a moved value does not hold
    heard.settings.back().parameter = id;
    heard.settings.back().value = static_cast<std::int32_t>(number);
}

bool MidiDriver::hear_identity(View message, Heard& heard) const
{
    const auto identity = midi::read_identity_reply(message);
    if (!identity || !facts().says_who_it_is) return identity.has_value();
    const auto maker = maker_bytes(identity->maker);
    const bool is_it = std::ranges::equal(maker, wire::as_bytes(facts().maker)) && (facts().family < 0 || identity->family == facts().family) &&
                       (facts().model < 0 || identity->model == facts().model);
    heard.answers = Question{};
    heard.model = is_it ? profile_->model
                        : "device of maker " + wire::hex(maker) + ", family " + std::to_string(identity->family) + ", model " + std::to_string(identity->model);
    heard.firmware = wire::hex(identity->version);
    return true;
}

void MidiDriver::hear_exclusive(View message, Heard& heard)
{
    if (hear_identity(message, heard) || midi::read_identity_request(message)) return;
    for (const ParameterId id : by_message_)
        if (hear_way(id, message, heard)) return;
    if (heard.fault.empty()) heard.fault = "a SysEx of a form that the profile does not have";
}

/// True when the message is of this form and for this unit, whatever came of it.
bool MidiDriver::hear_way(ParameterId id, View message, Heard& heard)
{
    const Way& way = facts().ways[id];
    const auto fields = read_message(way.answer, message);
    if (!fields) {
        if (fields.error() == wire::Fault::malformed) heard.fault = (*profile_)[id].name + ": its checksum is wrong";
        return false;
    }
    const auto device = fields->number(way.answer, Role::device);
    const auto channel = fields->number(way.answer, Role::channel);
    if ((device && *device != device_) || (channel && *channel != channel_)) return true;   // another unit's on the same line
    heard.fault.clear();
    if (way.kind == Way::Kind::dump) hear_dump(id, *fields, message, heard);
    else note_number(id, fields->number(way.answer, Role::value).value_or(0) - way.offset, heard);
    return true;
}

void MidiDriver::hear_dump(ParameterId id, const Fields& fields, View message, Heard& heard)
{
    const auto& form = facts().ways[id].answer;
    const auto block = fields.number(form, Role::block);
    if (block) take_block(id, *block, fields.number(form, Role::total).value_or(0), message, heard);
    else note_dump(id, message, heard);
}

/// Blocks may come in any order; one that comes a second time begins a new dump.
void MidiDriver::take_block(ParameterId id, std::int64_t block, std::int64_t total, View message, Heard& heard)
{
    auto& blocks = blocks_[id];
    if (blocks.total != total || blocks.came.contains(block)) blocks = {};
    blocks.total = total;
    blocks.size += message.size();
    blocks.came.emplace(block, Bytes(message.begin(), message.end()));
    const auto kind = facts().blocks;
    const auto first = kind == studio::MidiFacts::Blocks::from_one ? 1 : 0;
    const auto last = kind == studio::MidiFacts::Blocks::below_total ? total - 1 : total;
    const bool is_stray = block < first || block > last;
    if (!is_stray && std::cmp_less_equal(blocks.size, profile_->law_of(id).steps) && std::cmp_less(blocks.came.size(), last - first + 1)) return;
    Bytes whole;
    for (const auto& [number, bytes] : blocks.came) append(whole, bytes);
    blocks_.erase(id);
    if (is_stray) heard.fault = (*profile_)[id].name + ": block " + std::to_string(block) + " of " + std::to_string(total);
    else note_dump(id, whole, heard);
}

void MidiDriver::note_dump(ParameterId id, View bytes, Heard& heard) const
{
    studio::Value dump = text_of(bytes);
    if (!profile_->law_of(id).holds(dump)) {
        heard.fault = (*profile_)[id].name + ": a dump of " + std::to_string(bytes.size()) + " bytes, which is more than its law takes";
        return;
    }
    heard.answers = Question{Question::Kind::leaf, id};
    heard.settings.push_back({id, std::move(dump)});
}

}  // namespace recalld::driver
