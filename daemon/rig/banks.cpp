#include "rig/banks.hpp"

#include <algorithm>

namespace recalld::rig {

namespace {

Bank::Time now() { return std::chrono::steady_clock::now(); }

}  // namespace

Banks::Banks(net::io_context& io, studio::Studio& studio, Find find)
    : io_(io), studio_(studio), find_(std::move(find)), listening_(studio.listen([this](const studio::Change& change) { on_change(change); }))
{
}

void Banks::add(BankLayout layout, Boxes boxes)
{
    auto take = [this](const std::string& unit, studio::ParameterId parameter, const studio::Value& value) { move(unit, parameter, value); };
    auto desk = std::make_shared<Desk>(Desk{std::make_shared<Bank>(std::move(layout), studio_, std::move(take)), std::move(boxes), net::steady_timer(io_)});
    for (std::size_t i = 0; i < desk->boxes.size(); ++i)
        desk->boxes[i]->on_gesture = [this, i, weak = std::weak_ptr(desk)](const driver::Gesture& gesture, Bank::Time time) {
            const auto its = weak.lock();
            if (!its) return;
            its->bank->on_gesture(i, gesture, time);
            show(its);
        };
    desks_.push_back(desk);
    listen_to_meters(*desk);
    show(desk);
}

/// Levels are asked of those consoles only whose strips lie on a surface with meters.
void Banks::listen_to_meters(Desk& desk)
{
    const auto& layout = desk.bank->layout();
    if (std::ranges::all_of(layout.boxes, [](const auto& box) { return box->meters == studio::MeterKind::none && !box->master_meters; })) return;
    for (const auto& unit : consoles_of(layout))
        desk.meters.push_back(unit->listen_to_levels(
            [this, bank = std::weak_ptr(desk.bank), name = unit->name()](const std::vector<driver::Level>& levels) { on_levels(bank, name, levels); }));
}

void Banks::on_levels(const std::weak_ptr<Bank>& bank, const std::string& unit, const std::vector<driver::Level>& levels)
{
    const auto its = bank.lock();
    const auto desk = std::ranges::find(desks_, its, [](const auto& one) { return one->bank; });
    if (!its || desk == desks_.end()) return;
    for (const auto& level : levels) its->on_meter(unit, level.strip, level.dbfs);
    show(*desk);
}

void Banks::clear()
{
    for (const auto& desk : desks_) {
        for (const auto& box : desk->boxes) box->on_gesture = nullptr;
        desk->meters.clear();
    }
    desks_.clear();
}

std::vector<std::shared_ptr<Unit>> Banks::consoles_of(const BankLayout& layout) const
{
    std::vector<std::shared_ptr<Unit>> units;
    for (const auto& layer : layout.layers)
        for (const auto& strip : layer.strips) {
            const auto unit = find_(strip.unit);
            if (unit && std::ranges::find(units, unit) == units.end()) units.push_back(unit);
        }
    return units;
}

std::vector<Held> Banks::held() const
{
    std::vector<Held> all;
    for (const auto& desk : desks_) std::ranges::copy(desk->bank->held(now()), std::back_inserter(all));
    return all;
}

void Banks::move(const std::string& unit, studio::ParameterId parameter, const studio::Value& value)
{
    if (const auto its = find_(unit)) its->move(parameter, value);
}

void Banks::on_change(const studio::Change& change)
{
    const auto present = desks_;   // a face that is shown may end in a link that is lost
    for (const auto& desk : present) {
        desk->bank->on_change(change.unit, change.parameter, now());
        show(desk);
    }
}

void Banks::show(const std::shared_ptr<Desk>& desk)
{
    for (const auto box : desk->bank->changed_faces()) desk->boxes[box]->show(desk->bank->face(box));
    come_back(desk);
}

void Banks::come_back(const std::shared_ptr<Desk>& desk)
{
    const auto next = desk->bank->deadline(now());
    if (!next || desk->timer.expiry() == *next) return;
    desk->timer.expires_at(*next);
    desk->timer.async_wait([this, weak = std::weak_ptr(desk)](boost::system::error_code error) {
        const auto its = weak.lock();
        if (error || !its) return;
        its->bank->tick(now());
        show(its);
    });
}

}  // namespace recalld::rig
