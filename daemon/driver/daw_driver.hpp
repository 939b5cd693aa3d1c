#pragma once

#include <memory>
#include <string>
#include <vector>

#include "driver/driver.hpp"
#include "driver/surface_role.hpp"

namespace recalld::driver {

/// A DAW as a unit: what it shows on the surface that we are to it are its parameters, and what is set of them becomes
/// the gesture of a hand. What came of a gesture stands when the DAW says so. Its profile is one of daw_profile().
class DawDriver final : public Driver {
public:
    DawDriver(std::shared_ptr<const studio::Profile> profile, Place place);

    wire::Bytes ask(const Question&) const override { return {}; }
    /// A key is pressed and let go, where its lamp does not show what is wanted; a fader is touched, moved and let go.
    wire::Bytes tell(const Setting& setting) const override;
    std::optional<wire::Bytes> subscribe() const override { return std::nullopt; }
    void hear(wire::View packet, Heard& heard) override;
    void forget() override;
    bool is_stream() const override { return true; }
    std::vector<wire::Bytes> greet() override { return role_->greet(); }
    void pass_time(Heard& heard) override;
    std::optional<TimePoint> wake() const override;
    std::string note() const override;
    std::string objection(const Setting& setting) const override;
    std::vector<Question> questions(const std::vector<bool>&) const override { return {}; }
    std::string name_of(const Question& question) const override { return (*profile_)[question.index].name; }

private:
    /// What a parameter is on the surface.
    struct Part {
        enum class Kind : std::uint8_t {
            lamp,
            key,
            fader,
            touch,
            hold,
            jog,
            name,
            value,
            overload,
            timecode,
            assignment,
            online
        } kind = Kind::lamp;
        int strip = 0;
        std::string button;
    };

    Part part_of(std::string_view name) const;
    std::optional<studio::Value> shown(const Part& part) const;
    std::vector<Gesture> gestures_for(const Part& part, const studio::Value& value) const;
    std::vector<Gesture> presses_for(const Part& part, bool is_on) const;
    Light light_of(const std::string& button) const;
    SurfaceRole::Sink sink(Heard& heard);
    void note_parameter(std::string_view name, Heard& heard) const;
    void note_level(std::string_view track, Heard& heard) const;
    void note_all(Heard& heard);

    std::shared_ptr<const studio::Profile> profile_;
    std::unique_ptr<SurfaceRole> role_;
    std::vector<Part> parts_;               ///< by parameter
    std::optional<TimePoint> timecode_at_;  ///< digits come one by one: when they are looked at
    TimePoint looked_at_{};                 ///< when it was last seen whether the DAW is there, and meters fell
    bool all_is_news_ = false;              ///< it came, or it has gone
    bool was_there_ = false;
};

}  // namespace recalld::driver
