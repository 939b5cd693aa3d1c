#pragma once

#include <functional>
#include <memory>
#include <string>

#include "net.hpp"
#include "remote/trigger/match.hpp"
#include "rig/midi.hpp"
#include "rig/signal.hpp"

namespace recalld::remote {

/// A MIDI port that triggers listen to, opened for ever: it is looked for until it is there, and again when it has gone. Core thread only.
class TriggerPort : public std::enable_shared_from_this<TriggerPort> {
public:
    using Listener = std::function<void(const Hit&, TriggerTime)>;

    TriggerPort(net::io_context& io, rig::LinkConfig config);

    const rig::LinkConfig& config() const { return config_; }
    void add(std::size_t trigger, rig::TriggerEvent event) { match_.add(trigger, std::move(event)); }
    void start(Listener listener);
    void stop();                              ///< nothing is heard from here on
    task<> finished();                        ///< after stop(): nothing of it runs any more

    bool send(const midi::Bytes& message);    ///< false when the port is not there, or full
    bool online() const { return is_open_; }
    std::string where() const { return link_->where(); }
    std::string note() const { return note_; }   ///< why it is not there

private:
    task<> live(std::shared_ptr<TriggerPort> self);
    bool open();
    void close(const std::string& why);

    net::io_context& io_;
    rig::LinkConfig config_;
    std::unique_ptr<link::Link> link_;
    MidiMatch match_;
    Listener listener_;
    rig::Signal wake_, over_;
    std::string down_, note_;
    bool is_open_ = false, stopping_ = false, ended_ = true;
};

}  // namespace recalld::remote
