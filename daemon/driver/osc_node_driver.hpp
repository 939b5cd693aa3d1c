#pragma once

#include <memory>
#include <utility>

#include "driver/driver.hpp"

namespace recalld::osc {
class Message;
}

namespace recalld::driver {

/// Consoles that answer text lines (`/node`) and single leaves over OSC. Source: shared facts on these consoles, sections 1 and 3a-3d.
/// The text is a hint, the leaf is the truth: whatever a line leaves open is asked again by its leaf.
class OscNodeDriver : public Driver {
public:
    explicit OscNodeDriver(std::shared_ptr<const studio::Profile> profile);

    wire::Bytes ask(const Question& question) const override;
    wire::Bytes tell(const Setting& setting) const override;
    std::optional<wire::Bytes> subscribe() const override;
    std::vector<wire::Bytes> subscribe_meters() const override;
    void hear(wire::View packet, Heard& heard) override { std::as_const(*this).hear(packet, heard); }
    void hear(wire::View packet, Heard& heard) const;
    std::vector<Question> questions(const std::vector<bool>& wanted) const override;
    std::string name_of(const Question& question) const override;

private:
    void hear_line(const osc::Message& message, Heard& heard) const;
    void hear_identity(const osc::Message& message, Heard& heard) const;
    void hear_leaf(const osc::Message& message, studio::ParameterId id, Heard& heard) const;
    void hear_meters(const osc::Message& message, const studio::MeterBlock& block, Heard& heard) const;
    void hear_group(const osc::Message& message, const studio::Node& node, Heard& heard) const;

    std::shared_ptr<const studio::Profile> profile_;
};

}  // namespace recalld::driver
