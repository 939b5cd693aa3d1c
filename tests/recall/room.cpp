#include "recall/room.hpp"

namespace recalld::recall::testing {

namespace {

class WatchedLink : public link::Link {
public:
    WatchedLink(std::unique_ptr<link::Link> link, std::shared_ptr<Watch> watch) : link_(std::move(link)), watch_(std::move(watch)) {}
    std::string open(PacketListener on_packet, DownListener on_down) override { return link_->open(std::move(on_packet), std::move(on_down)); }
    void close() override { link_->close(); }
    std::string where() const override { return link_->where(); }
    bool send(link::View packet) override { return is_lost(packet) || link_->send(packet); }

private:
    bool is_lost(link::View packet)
    {
        const auto message = osc::read_message(packet);
        if (!message->tags().empty() && message->address() != "/node") {
            const std::string name(message->address().substr(1));
            if (watch_->on_write) watch_->on_write(watch_->writes.size());
            watch_->writes.push_back(name);
            const auto argument = message->argument(0);
            if (const auto number = argument.integer()) watch_->values.emplace_back(*number);
            else if (const auto real = argument.real()) watch_->values.emplace_back(*real);
            else watch_->values.emplace_back(std::string(*argument.text()));
            if (watch_->loses && watch_->loses(name)) return true;
        }
        return watch_->is_cut;
    }

    std::unique_ptr<link::Link> link_;
    std::shared_ptr<Watch> watch_;
};

task<store::Version> save(store::StoreThread& store, store::NewVersion entry, studio::Snapshot snapshot)
{
    co_return co_await store.run([&](store::Store& history) { return history.save(entry, snapshot); });
}

}  // namespace

Room::Room(ProfilePtr believed, ProfilePtr real, const std::string& faults, const rig::RigConfig& policy)
    : profile(std::move(believed)), desk(io, std::move(real), faults), config_(policy), rig(io, studio)
{
    config_.units = {{"desk", profile->profile_id, {"udp", "127.0.0.1", desk.port()}}};
    reopen_history();
    become(config_, {profile});
}

Room::~Room() { finish(io, rig.stop()); }

void Room::become(rig::RigConfig config, std::vector<ProfilePtr> profiles)
{
    finish(io, rig.become(rig::Rig::check(std::move(config), std::move(profiles)),
                          [this](std::unique_ptr<link::Link> link, const std::string&) { return std::make_unique<WatchedLink>(std::move(link), watch); }));
}

void Room::reopen_history(const store::StoreOptions& options)
{
    recaller.reset();
    store.reset();
    store.emplace(folder.path, options);
    recaller.emplace(io, rig, *store, [this](const std::string&) { return profile; });
}

bool Room::comes_online() { return run_until(io, [this] { return unit()->online(); }); }

Captured Room::capture(const std::string& version, const std::string& scope)
{
    return finish(io, recaller->capture({"Gig", version, store::VersionKind::capture, scope, ""}, phases));
}

void Room::keep(const std::string& version, const studio::Snapshot& snapshot)
{
    const store::NewVersion entry{"Gig", version, store::VersionKind::import, "", ""};
    finish(io, save(*store, entry, snapshot));
}

Plan Room::plan(const std::string& version, const std::string& scope) { return finish(io, recaller->plan({"Gig", version, scope, "", false}, phases)); }

task<Recalled> Room::recalling(const std::string& version, const Asked& asked)
{
    return recaller->recall({"Gig", version, asked.scope, asked.allow, asked.mute_first}, phases);
}

Report Room::recall(const std::string& version, const Asked& asked) { return finish(io, recalling(version, asked), 120s).report; }

Recalled Room::undo() { return finish(io, recaller->undo("all", false, phases), 120s); }

}  // namespace recalld::recall::testing
