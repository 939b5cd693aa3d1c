#pragma once

#include "driver/driver.hpp"

namespace recalld::driver {

/// Analog gear: nobody can be asked, and what is told is told to people, by a sheet. No packet ever comes or goes.
class ManualDriver final : public Driver {
public:
    explicit ManualDriver(std::shared_ptr<const studio::Profile> profile) : profile_(std::move(profile)) {}

    wire::Bytes ask(const Question&) const override { return {}; }
    wire::Bytes tell(const Setting&) const override { return {}; }
    std::optional<wire::Bytes> subscribe() const override { return std::nullopt; }
    void hear(wire::View, Heard& heard) override { heard.clear(); }
    std::vector<Question> questions(const std::vector<bool>&) const override { return {}; }
    std::string name_of(const Question& question) const override { return (*profile_)[question.index].name; }

private:
    std::shared_ptr<const studio::Profile> profile_;
};

}  // namespace recalld::driver
