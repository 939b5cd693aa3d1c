#pragma once

#include <memory>
#include <string_view>

#include "driver/driver.hpp"
#include "midi/mmc.hpp"
#include "midi/mtc.hpp"

namespace recalld::driver {

/// Whatever speaks MIDI Machine Control and timecode: a DAW, a tape machine, a synchroniser. Its commands and its time
/// are parameters, `transport/play` and `timecode`; what is set of them becomes a command. Running timecode shows that
/// it plays. Source: shared facts on surfaces, 4; RP-013.
class MachineDriver final : public Driver {
public:
    MachineDriver(std::shared_ptr<const studio::Profile> profile, Place place);

    wire::Bytes ask(const Question&) const override { return {}; }
    wire::Bytes tell(const Setting& setting) const override;
    std::optional<wire::Bytes> subscribe() const override { return std::nullopt; }
    void hear(wire::View packet, Heard& heard) override;
    void forget() override;
    bool is_stream() const override { return true; }
    void pass_time(Heard& heard) override;
    std::optional<TimePoint> wake() const override;
    std::string objection(const Setting& setting) const override;
    std::vector<Question> questions(const std::vector<bool>&) const override { return {}; }
    std::string name_of(const Question& question) const override { return (*profile_)[question.index].name; }

private:
    void hear_step(const midi::MachineStep& step, Heard& heard);
    void hear_time(const midi::TimecodeEvent& event, Heard& heard);
    void runs(std::string_view how, Heard& heard) const;
    void records(bool on, Heard& heard) const;
    void locked(bool on, Heard& heard) const;
    void stands_at(const midi::Timecode& time, Heard& heard);
    void say(std::string_view name, studio::Value value, Heard& heard) const;
    bool is_ours(int device) const;
    std::optional<midi::Timecode> time_in(const studio::Value& value) const;

    std::shared_ptr<const studio::Profile> profile_;
    int device_;  ///< all of them unless the rig says one
    midi::TimecodeReader reader_;
    midi::Rate rate_ = midi::Rate::whole_30;  ///< the last that was heard: places are told in it
    TimePoint heard_{};
};

}  // namespace recalld::driver
