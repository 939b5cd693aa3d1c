#include "bench/desk.hpp"

#include <algorithm>

namespace recalld::bench {

using driver::Question;
using driver::Setting;
using studio::LawKind;
using studio::ParameterId;
using studio::Stage;
using studio::Value;
using namespace std::chrono_literals;

namespace {

const recall::Phases quiet = [](const std::string&, const std::string&, std::size_t, std::size_t) {};

rig::Rig::Loaded one_desk(std::shared_ptr<const studio::Profile> profile, rig::LinkConfig link)
{
    rig::RigConfig config;
    config.units.push_back({"desk", profile->profile_id, std::move(link)});
    return rig::Rig::check(std::move(config), {std::move(profile)});
}

}  // namespace

Desk::Desk(std::shared_ptr<const studio::Profile> profile, rig::LinkConfig link, Line line, const std::string& folder, std::uint32_t seed)
    : profile_(profile), store_(folder), rig_(io_, studio_), recaller_(io_, rig_, store_, [profile](const std::string&) { return profile; }), luck_(seed)
{
    start(rig_.become(one_desk(profile, std::move(link)), [this, line, seed](std::unique_ptr<link::Link> plain, const std::string&) {
        auto slow = std::make_unique<SlowLink>(io_, std::move(plain), line, seed);
        slow_ = slow.get();
        return slow;
    }));
    if (!run(unit().wait_online(30s))) throw std::runtime_error("desk: " + unit().note());
}

Desk::~Desk() { start(rig_.stop()); }

void Desk::start(task<> work)
{
    std::exception_ptr escaped;
    bool done = false;
    net::co_spawn(io_, std::move(work), [&](std::exception_ptr error) {
        escaped = error;
        done = true;
    });
    io_.restart();
    while (!done) io_.run_one();
    if (escaped) std::rethrow_exception(escaped);
}

recall::Captured Desk::capture(const std::string& version)
{
    return run(recaller_.capture({session_, version, store::VersionKind::capture, {}, {}}, quiet));
}

recall::Recalled Desk::recall(const std::string& version) { return run(recaller_.recall({session_, version, {}, "all", false}, quiet)); }

Value Desk::other(ParameterId id)
{
    const auto& law = profile_->law_of(id);
    const auto& now = unit().page().values[id];
    if (const auto* position = std::get_if<float>(&now)) return *position < 0.5f ? *position + 0.25f : *position - 0.25f;
    if (law.kind == LawKind::raw) return std::get<std::int32_t>(now) == 0 ? 1 : 0;
    if (law.kind == LawKind::text) return std::string(1, static_cast<char>('A' + luck_() % 26)) + std::to_string(luck_() % 10'000);
    const auto span = static_cast<std::uint32_t>(law.highest() - law.lowest());
    const auto native = std::get<std::int32_t>(now);
    const auto step = law.lowest() + static_cast<std::int32_t>(luck_() % span);
    return step == native ? law.highest() : step;
}

task<std::size_t> Desk::write_new(std::vector<ParameterId> chosen)
{
    auto turn = co_await unit().take_turn();
    std::vector<rig::Step> steps;
    for (const ParameterId id : chosen) {
        steps.emplace_back(Setting{id, other(id)});
        steps.emplace_back(Question{Question::Kind::leaf, id});
    }
    const auto result = co_await unit().run(std::move(steps));
    if (!result.reached) throw std::runtime_error("the desk stopped answering");
    co_return chosen.size();
}

/// An effect's parameters change their meaning with its type: types first, then a fresh look.
task<std::size_t> Desk::change_all(std::size_t count)
{
    std::vector<ParameterId> first, then;
    for (ParameterId id = 0; id < profile_->parameters.size(); ++id) {
        const auto& parameter = (*profile_)[id];
        if (!parameter.is_recalled() || unit().lacks(id)) continue;
        const bool steers = parameter.stage == Stage::fx_type || parameter.stage == Stage::links;
        if (count == 0) (steers ? first : then).push_back(id);
        else if (parameter.stage == Stage::sends) then.push_back(id);
    }
    if (count > 0) std::ranges::shuffle(then, luck_);
    if (count > 0) then.resize(std::min(count, then.size()));
    std::size_t changed = co_await write_new(first);
    if (count == 0) {
        auto turn = co_await unit().take_turn();
        co_await unit().read(std::vector<bool>(profile_->parameters.size(), true));
    }
    changed += co_await write_new(then);
    co_return changed;
}

std::size_t Desk::change(std::size_t count) { return run(change_all(count)); }

studio::UnitState Desk::state(const std::string& version)
{
    return run(store_.run([&](store::Store& store) {
        const auto found = store.find(session_, version);
        return store.load(found.id, [this](const std::string&) { return profile_; }).units.front();
    }));
}

task<std::size_t> Desk::count_wrong(std::string version)
{
    auto work = store_.run([&](store::Store& store) {
        const auto found = store.find(session_, version);
        return store.load(found.id, [this](const std::string&) { return profile_; }).units.front();
    });
    const auto wanted = co_await std::move(work);
    auto turn = co_await unit().take_turn();
    std::vector<rig::Step> steps;
    for (ParameterId id = 0; id < wanted.values.size(); ++id)
        if (wanted.has(id)) steps.emplace_back(Question{Question::Kind::leaf, id});
    const auto result = co_await unit().run(std::move(steps));
    std::size_t wrong = result.silent.size();
    for (ParameterId id = 0; id < wanted.values.size(); ++id)
        if (wanted.has(id) && (*profile_)[id].is_recalled() && !studio::same(wanted.values[id], unit().page().values[id])) ++wrong;
    co_return wrong;
}

std::size_t Desk::wrong(const std::string& version) { return run(count_wrong(version)); }

}  // namespace recalld::bench
