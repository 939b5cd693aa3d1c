#include "simulate/console.hpp"

#include <stdexcept>

#include "simulate/desk_state.hpp"
#include "simulate/orders.hpp"

namespace recalld::simulate {

struct Console::Desk : DeskState {
    using DeskState::DeskState;

    studio::ParameterId known(std::string_view parameter) const
    {
        if (const auto id = profile().find(parameter)) return *id;
        throw std::out_of_range("no parameter " + std::string(parameter) + profile().suggestion(parameter));
    }
};

Console::Console(std::shared_ptr<const studio::Profile> profile) : desk_(std::make_unique<Desk>(std::move(profile))) {}
Console::~Console() = default;
Console::Console(Console&&) noexcept = default;

std::vector<Outgoing> Console::receive(Client from, wire::View packet, Clock::time_point now)
{
    std::vector<Outgoing> answers;
    if (const auto message = osc::read_message(packet)) obey(*desk_, {from, packet, *message, now, answers});
    return answers;
}

std::vector<Outgoing> Console::touch(std::string_view parameter, const studio::Value& value, Clock::time_point now)
{
    std::vector<Outgoing> answers;
    Changes changes;
    desk_->touch(desk_->known(parameter), value, changes);
    tell(*desk_, changes, std::nullopt, now, answers);
    return answers;
}

std::vector<Outgoing> Console::meters(Clock::time_point now)
{
    std::vector<Outgoing> packets;
    desk_->meters().each(now, [&](Client client, std::size_t block) {
        packets.push_back({client, meter_packet(desk_->profile(), desk_->settings(), desk_->signals(), desk_->profile().meters.blocks[block])});
    });
    return packets;
}

void Console::reboot()
{
    desk_->subscribers().forget();
    desk_->meters().forget();
}

std::vector<std::string> Console::load_scene(std::string_view text) { return desk_->load(std::string(text)); }

void Console::plug(std::string_view text) { desk_->signals().plug(text); }

bool Console::hide(std::string_view node_path) { return desk_->hide(node_path); }

const studio::Profile& Console::profile() const { return desk_->profile(); }

const studio::Value& Console::value(std::string_view parameter) const
{
    return desk_->settings()[desk_->known(parameter)];
}

void Console::poke(std::string_view parameter, studio::Value value)
{
    desk_->poke(desk_->known(parameter), std::move(value));
}

std::size_t Console::subscribers(Clock::time_point now) const { return desk_->subscribers().count(now); }

}  // namespace recalld::simulate
