#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "rig/bank.hpp"
#include "rig/surface_unit.hpp"
#include "rig/unit.hpp"

namespace recalld::rig {

/// The banks of a rig at work: carries gestures from surfaces to banks, moves from banks to consoles, changes from the studio to banks,
/// and faces from banks to surfaces. Core thread only.
class Banks {
public:
    using Find = std::function<std::shared_ptr<Unit>(std::string_view)>;
    using Boxes = std::vector<std::shared_ptr<SurfaceUnit>>;   ///< in the order of BankLayout::boxes

    Banks(net::io_context& io, studio::Studio& studio, Find find);

    void add(BankLayout layout, Boxes boxes);
    void clear();
    /// What hands hold just now, on all banks.
    std::vector<Held> held() const;

private:
    struct Desk {
        std::shared_ptr<Bank> bank;
        Boxes boxes;
        net::steady_timer timer;
        std::vector<Unit::Listening> meters = {};
    };

    void move(const std::string& unit, studio::ParameterId parameter, const studio::Value& value);
    void on_change(const studio::Change& change);
    std::vector<std::shared_ptr<Unit>> consoles_of(const BankLayout& layout) const;
    void listen_to_meters(Desk& desk);
    void on_levels(const std::weak_ptr<Bank>& bank, const std::string& unit, const std::vector<driver::Level>& levels);
    void show(const std::shared_ptr<Desk>& desk);
    void come_back(const std::shared_ptr<Desk>& desk);

    net::io_context& io_;
    studio::Studio& studio_;
    Find find_;
    std::vector<std::shared_ptr<Desk>> desks_;
    studio::Studio::Subscription listening_;
};

}  // namespace recalld::rig
