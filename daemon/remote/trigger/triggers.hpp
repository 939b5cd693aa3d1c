#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "osc/packet.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

class TriggerWorks;

/// What buttons, DAWs and command lines set off. Owned by the daemon's doors, which put it into the Room; core thread only. Work that is under
/// way goes on when it goes.
class Triggers {
public:
    using Reply = std::function<void(const osc::Bytes&)>;

    /// Macros and triggers of this rig, in which fault_in() found nothing. The room outlives it.
    Triggers(Room& room, const rig::RigConfig& config);
    ~Triggers();
    Triggers(const Triggers&) = delete;
    Triggers& operator=(const Triggers&) = delete;

    void open();      ///< begins to listen; ports that are not there are waited for
    task<> stop();    ///< nothing is set off from here on; returns when the ports are closed

    /// An OSC message that is none of a verb. True when some trigger listens to its address, whatever came of it; what comes of it is told to
    /// `reply` as feedback_text(), now and later.
    bool hear(const osc::Message& message, const Caller& caller, Reply reply);

    // What the verbs of verbs_trigger.cpp ask. Each throws VerbError.

    task<Json> fire(Call call);    ///< as if it had been set off; returns when all is done
    task<Json> run(Call call);     ///< a macro alone, with the role of whoever asks
    Json arm(const std::string& name, bool armed);   ///< `all` for each of them
    Json list() const;
    Json macros() const;

private:
    std::shared_ptr<TriggerWorks> works_;   ///< work under way keeps it
};

}  // namespace recalld::remote
