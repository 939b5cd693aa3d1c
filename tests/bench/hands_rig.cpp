#include "bench/hands_rig.hpp"

#include <chrono>
#include <stdexcept>

namespace recalld::bench {

using driver::Question;
using driver::Setting;
using namespace std::chrono_literals;

namespace {

const recall::Phases quiet = [](const std::string&, const std::string&, std::size_t, std::size_t) {};

/// A link whose traffic is noted where it enters and leaves the daemon.
class DoorLink : public link::Link {
public:
    DoorLink(std::unique_ptr<link::Link> link, bool is_box, Doors& doors, const FaderBox& box)
        : link_(std::move(link)), is_box_(is_box), doors_(doors), box_(box)
    {
    }

    std::string open(PacketListener on_packet, DownListener on_down) override
    {
        return link_->open([this, listener = std::move(on_packet)](link::View packet) {
            if (is_box_) came(packet.size());
            listener(packet);
        }, std::move(on_down));
    }
    void close() override { link_->close(); }
    bool send(link::View packet) override
    {
        const bool is_sent = link_->send(packet);
        doors_.refused += is_sent ? 0u : 1u;
        if (is_box_ && is_sent) doors_.box_out += packet.size();
        auto fader = is_box_ || !is_sent ? std::nullopt : fader_told(packet);
        if (!fader) return is_sent;
        fader->at = stamp_now();
        doors_.told.push_back(*fader);
        return true;
    }
    std::string where() const override { return link_->where(); }

private:
    void came(std::size_t size)
    {
        doors_.came_at = stamp_now();
        const auto waiting = box_.said() - doors_.box_in;
        if (waiting > doors_.box_waiting) doors_.box_waiting = waiting;
        doors_.box_in += size;
    }

    std::unique_ptr<link::Link> link_;
    bool is_box_;
    Doors& doors_;
    const FaderBox& box_;
};

}  // namespace

HandsRig::HandsRig(std::shared_ptr<const studio::Profile> profile, std::shared_ptr<const studio::Surface> surface, rig::LinkConfig desk, Way way,
                   const std::string& folder)
    : tap_(way == Way::through_tap ? std::make_unique<DeskTap>(desk.host, desk.port) : nullptr), box_(surface->model_byte), profile_(profile), store_(folder), rig_(io_, studio_),
      recaller_(io_, rig_, store_, [profile](const std::string&) { return profile; }), stay_(net::make_work_guard(io_)), core_([this] { io_.run(); })
{
    try {
        if (!run(open(load(surface, std::move(desk))))) throw std::runtime_error("desk and box: " + unit().note() + "; " + rig_.surfaces().front()->note());
    } catch (...) {
        shut();
        throw;
    }
}

HandsRig::~HandsRig() { shut(); }

void HandsRig::shut()
{
    net::co_spawn(io_, rig_.stop(), net::use_future).get();
    stay_.reset();
    core_.join();
}

rig::Rig::Loaded HandsRig::load(const std::shared_ptr<const studio::Surface>& surface, rig::LinkConfig desk) const
{
    if (tap_) desk = {"udp", "127.0.0.1", tap_->port()};
    rig::RigConfig config;
    config.units.push_back({"desk", profile_->profile_id, std::move(desk)});
    config.units.push_back({"left", surface->profile_id, {"tcp", "127.0.0.1", box_.port()}});
    config.banks.push_back({"mix", {{"left"}}, {{"inputs", {{"desk ch/*"}}}}, {}, {}});
    return rig::Rig::check(std::move(config), {profile_, nullptr}, {nullptr, surface});
}

task<bool> HandsRig::open(rig::Rig::Loaded loaded)
{
    rig::Rig::Wrap wrap = [this](std::unique_ptr<link::Link> plain, const std::string& unit) {
        return std::make_unique<DoorLink>(std::move(plain), unit == "left", doors_, box_);
    };
    co_await rig_.become(std::move(loaded), std::move(wrap));
    const bool is_there = co_await unit().wait_online(30s);
    net::steady_timer pause(io_);
    for (int i = 0; is_there && i < 300 && !rig_.surfaces().front()->online(); ++i) {
        pause.expires_after(20ms);
        co_await pause.async_wait(net::use_awaitable);
    }
    co_return is_there && rig_.surfaces().front()->online();
}

recall::Captured HandsRig::capture(const std::string& version)
{
    return run(recaller_.capture({"bench", version, store::VersionKind::capture, {}, {}}, quiet));
}

studio::Report HandsRig::recall(const std::string& version) { return run(recaller_.recall({"bench", version, {}, "all", false}, quiet)).report; }

task<std::size_t> HandsRig::change(std::size_t count)
{
    std::vector<rig::Step> steps;
    std::size_t changed = 0;
    for (studio::ParameterId id = 0; id < profile_->parameters.size() && changed < count; ++id) {
        const auto* step = std::get_if<std::int32_t>(&unit().page().values[id]);
        const auto& law = profile_->law_of(id);
        if ((*profile_)[id].stage != studio::Stage::sends || !law.is_stepped() || !step) continue;
        Setting setting{id, *step > law.lowest() ? *step - 1 : *step + 1};
        steps.emplace_back(std::move(setting));
        steps.emplace_back(Question{Question::Kind::leaf, id});
        ++changed;
    }
    const auto turn = co_await unit().take_turn();
    co_await unit().run(std::move(steps));
    co_return changed;
}

std::size_t HandsRig::change_sends(std::size_t count) { return run(change(count)); }

task<studio::Value> HandsRig::asked(studio::ParameterId id)
{
    const auto came = co_await unit().refresh(id);
    if (!came.reached || !came.silent.empty()) throw std::runtime_error("the desk does not say where " + (*profile_)[id].name + " stands");
    co_return unit().page().values[id];
}

studio::Value HandsRig::ask(studio::ParameterId id) { return run(asked(id)); }

}  // namespace recalld::bench
