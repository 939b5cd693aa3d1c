#pragma once

#include <catch2/catch.hpp>

#include <map>
#include <set>

#include "osc/packet.hpp"
#include "recall/room.hpp"
#include "remote/access.hpp"
#include "remote/osc/osc_answer.hpp"
#include "remote/osc/osc_door.hpp"
#include "remote/osc/osc_live.hpp"
#include "remote/osc/osc_request.hpp"
#include "remote/osc/osc_words.hpp"

/// A room with a simulated desk, and somebody who talks to its OSC door without sockets.
namespace recalld::remote::testing {

using namespace recalld::testing;
using namespace std::chrono_literals;
using osc::Arg;
using osc::Bytes;

/// A message as a test reads it: `/recalld/ack ,s "/recalld/undo"`.
struct Said {
    std::string address, tags;
    std::vector<Arg> args;
    std::string words;

    std::string text(std::size_t i) const { return std::get<std::string>(args.at(i)); }
    int whole(std::size_t i) const { return std::get<std::int32_t>(args.at(i)); }
    float real(std::size_t i) const { return std::get<float>(args.at(i)); }
};

inline std::vector<Said> messages_in(osc::View packet)
{
    std::vector<Said> all;
    const auto read = osc::for_each_message(packet, [&](const osc::Message& message, osc::TimeTag) {
        Said said{std::string(message.address()), std::string(message.tags()), {}, {}};
        for (const auto argument : message) said.args.push_back(osc::owned(argument));
        said.words = osc::describe(osc::message(said.address, said.args));
        all.push_back(std::move(said));
    });
    if (!read) throw std::runtime_error("we sent something that is no OSC: " + osc::describe(packet));
    return all;
}

inline std::vector<Said> messages_in(const std::vector<Bytes>& packets)
{
    std::vector<Said> all;
    for (const auto& packet : packets)
        for (auto& said : messages_in(packet)) all.push_back(std::move(said));
    return all;
}

struct OscRoom {
    explicit OscRoom(const ProfilePtr& profile = profile_here("example"), const rig::AccessConfig& config = {})
        : desk(profile), access(config, desk.folder.path / "pairings.json"),
          room{desk.io, desk.studio, desk.rig, *desk.recaller, *desk.store, [profile](const std::string&) { return profile; }, "rig.yaml", desk.folder.path.string(),
               [] { return std::string(); }, {}}
    {
        room.access = &access;
        open();
    }
    ~OscRoom()
    {
        door->stop();
        run_until(desk.io, [&] { return room.performing == 0; });
    }

    void open(const OscOther& other = {})
    {
        if (door) door->stop();
        door = std::make_shared<OscDoor>(room, other, OscSubscribers::Door{[this](const OscPlace& place, const Bytes& packet) { heard[place].push_back(packet); },
                                                                          [this](const OscPlace& place) { return !full.contains(place); }});
    }
    bool comes_online() { return desk.comes_online(); }
    bool until(const auto& holds, std::chrono::milliseconds limit = 20s) { return run_until(desk.io, holds, limit); }

    static OscPlace place(std::uint16_t port, const std::string& address = "127.0.0.1", std::uint64_t stream = 0) { return {net::ip::make_address(address), port, stream}; }
    /// One packet from there, as the sockets would bring it.
    void send(const Bytes& packet, const OscPlace& from)
    {
        const auto sender = door->sender_of(from, packet.size(), std::chrono::steady_clock::now());
        const auto read = osc::for_each_message(packet, [&](const osc::Message& message, osc::TimeTag) { door->hear(message, sender); });
        if (!read) door->refuse_packet(packet, sender);
    }
    void say(const std::string& address, std::vector<Arg> args = {}) { send(osc::message(address, args), here); }

    std::vector<Said> take(const OscPlace& from) { return messages_in(std::exchange(heard[from], {})); }
    std::vector<Said> take() { return take(here); }
    /// Everything up to and with the first message of this address; what came before it is looked through for errors.
    std::vector<Said> take_until(const std::string& address)
    {
        const auto is_there = [&] {
            const auto all = messages_in(heard[here]);
            return std::ranges::any_of(all, [&](const Said& said) { return said.address == address || said.address == "/recalld/error"; });
        };
        until(is_there);
        return take();
    }
    /// What is answered to this, by its last message.
    Said ask(const std::string& address, std::vector<Arg> args, const std::string& answer)
    {
        heard[here].clear();
        say(address, std::move(args));
        for (const auto& said : take_until(answer))
            if (said.address == answer || said.address == "/recalld/error") return said;
        throw std::runtime_error(address + " was not answered");
    }

    recall::testing::Room desk;
    Access access;
    Room room;
    std::map<OscPlace, std::vector<Bytes>> heard;
    std::set<OscPlace> full;
    OscPlace here = place(5000);
    std::shared_ptr<OscDoor> door;
};

inline std::vector<std::string> addresses(const std::vector<Said>& all)
{
    std::vector<std::string> names;
    for (const auto& said : all) names.push_back(said.address);
    return names;
}

inline const Said* find(const std::vector<Said>& all, const std::string& address)
{
    const auto found = std::ranges::find(all, address, &Said::address);
    return found == all.end() ? nullptr : &*found;
}

}  // namespace recalld::remote::testing
