#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "driver/driver.hpp"
#include "midi/nrpn.hpp"
#include "midi/program.hpp"
#include "midi/universal.hpp"
#include "studio/message.hpp"

namespace recalld::driver {

struct Fields;

/// Gear that speaks MIDI, as its profile's ways say: controllers, RPN and NRPN, programs, SysEx parameters, dumps. A packet is one whole
/// message. A dump is heard when its last block came, and told block by block; its device number becomes this unit's. Source: shared
/// facts on MIDI for librarians, 4.1 … 4.5 and 4.9.
class MidiDriver : public Driver {
public:
    MidiDriver(std::shared_ptr<const studio::Profile> profile, Place place);

    wire::Bytes ask(const Question& question) const override;
    wire::Bytes tell(const Setting& setting) const override;
    std::optional<wire::Bytes> subscribe() const override { return std::nullopt; }
    void hear(wire::View packet, Heard& heard) override;
    void forget() override;
    bool is_stream() const override { return true; }
    std::vector<Question> questions(const std::vector<bool>& wanted) const override;
    std::string name_of(const Question& question) const override;

private:
    using ParameterId = studio::ParameterId;
    struct Blocks {
        std::int64_t total = 0;
        std::size_t size = 0;                     ///< bytes of all that came
        std::map<std::int64_t, wire::Bytes> came;
    };
    struct Controlled {
        studio::Way::Kind kind;
        int number;
        auto operator<=>(const Controlled&) const = default;
    };

    wire::Bytes in_its_place(const studio::MessageTemplate& form, std::int64_t value) const;
    wire::Bytes controllers_for(const studio::Way& way, int value) const;
    wire::Bytes program_for(ParameterId id, std::int32_t value) const;
    wire::Bytes dump_for(const studio::Way& way, std::string_view blob) const;
    void hear_channel(const midi::Message& message, Heard& heard);
    void hear_change(const midi::ControllerChange& change, Heard& heard) const;
    void hear_exclusive(wire::View message, Heard& heard);
    bool hear_identity(wire::View message, Heard& heard) const;
    bool hear_way(ParameterId id, wire::View message, Heard& heard);
    void hear_dump(ParameterId id, const Fields& fields, wire::View message, Heard& heard);
    void take_block(ParameterId id, std::int64_t block, std::int64_t total, wire::View message, Heard& heard);
    void note_number(ParameterId id, std::int64_t wire, Heard& heard) const;
    void note_dump(ParameterId id, wire::View bytes, Heard& heard) const;
    const studio::MidiFacts& facts() const { return profile_->midi; }

    std::shared_ptr<const studio::Profile> profile_;
    int device_, channel_;                        ///< on the wire, from 0
    std::vector<ParameterId> by_message_;         ///< what SysEx carries, the most certain forms first
    std::map<Controlled, ParameterId> by_number_;
    std::vector<ParameterId> by_program_;
    midi::ControllerReader controllers_;
    std::vector<midi::ProgramReader> programs_;   ///< as by_program_
    std::map<ParameterId, Blocks> blocks_;        ///< dumps that have begun
};

}  // namespace recalld::driver
