#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "remote/trigger/live_trigger.hpp"
#include "studio/studio.hpp"

namespace recalld::remote {

/// What a trigger is about to do.
struct TriggerWork {
    LiveTrigger& trigger;
    std::string key;                       ///< the same for the same orders
    std::vector<Order> orders;
    std::size_t from = 0;
    std::string allow = {};
    bool allows_one = false;               ///< after a second word: only the step that was refused
    std::string asker = {};
    Tell tell = {};
    LiveTrigger* confirmed_by = nullptr;   ///< told of it, too
};

/// The triggers of a rig at work: what a signal comes to, what runs of it, and who is told. Work under way keeps it. Core thread only.
class TriggerWorks : public std::enable_shared_from_this<TriggerWorks> {
public:
    explicit TriggerWorks(Room& its_room) : room(its_room) {}

    void add(const rig::TriggerConfig& config);
    const rig::MacroConfig* macro_named(const std::string& name) const;
    /// Throws VerbError.
    LiveTrigger& named(const std::string& name) const;

    /// From a press to work; the trigger is told that it was accepted. Nothing: the same ran a moment ago, or runs. Throws VerbError when nothing
    /// comes of it, which was told then.
    std::optional<TriggerWork> admit(LiveTrigger& trigger, const Firing& firing, TriggerTime now);
    /// What waits of it is carried out, with this allowed. Throws VerbError.
    TriggerWork go_on(LiveTrigger& trigger, std::string allow, TriggerTime now);
    void forget_waiting(LiveTrigger& trigger, TriggerTime now);

    /// Runs it and tells what came of it. Throws VerbError.
    static task<Json> carry_out(std::shared_ptr<TriggerWorks> self, TriggerWork work, Call call);
    void tell(const TriggerWork& work, TriggerState state, const std::string& words);

    /// Admits and runs; nobody waits for the end but those who are told.
    void set_off(LiveTrigger& trigger, const Firing& firing, TriggerTime now);
    void hear(const Hit& hit, TriggerTime now);
    void hear(const studio::Change& change);

    Room& room;
    std::vector<rig::MacroConfig> macros;
    std::vector<std::unique_ptr<LiveTrigger>> triggers;
    std::vector<std::shared_ptr<TriggerPort>> ports;
    studio::Studio::Subscription changes;

private:
    std::shared_ptr<TriggerPort> port_for(const rig::LinkConfig& link);
    std::optional<TriggerWork> begin(LiveTrigger& trigger, const Firing& firing, TriggerTime now);
    std::optional<TriggerWork> second_word(LiveTrigger& trigger, TriggerTime now);
    static task<> carry_out_alone(std::shared_ptr<TriggerWorks> self, TriggerWork work);
    VerbError refused(TriggerWork& work, VerbError error);
    void note(LiveTrigger& trigger, TriggerState state, const std::string& words);
    Call call_of(const LiveTrigger& trigger) const;
};

[[noreturn]] void unknown_name(const std::string& what, const std::string& name, const std::vector<std::string>& names);

}  // namespace recalld::remote
