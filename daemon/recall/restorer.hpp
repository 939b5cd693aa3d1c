#pragma once

#include "recall/restore.hpp"

#include <cstdint>
#include <exception>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace recalld::recall {

/// One unit being restored: restore.cpp does it, restore_report.cpp says what came of it. Lives on the frame of restore(). Core thread.
class Restorer {
public:
    Restorer(rig::Unit& unit, const UnitPlan& plan, RestoreOptions options, Pushed pushed, Phases phases, rig::CancelToken cancel);
    ~Restorer();

    /// Nothing escapes: what the journal threw is kept, so that what was muted goes on again.
    task<> run(Journal journal);
    std::exception_ptr escaped() const { return escaped_; }
    void fill(studio::Report& report) const;

private:
    using Span = std::vector<const Write*>;
    static constexpr std::size_t names_in_journal = 40;

    task<> write_all(Journal journal);
    task<> write_stage(studio::Stage stage, Span writes, Journal journal);
    void leave_to_hands(Span& writes);
    task<> send(Span writes, std::string phase);
    task<> settle(Span types);
    task<> verify();
    task<> mute_first(Journal journal);
    task<> unmute();
    task<> insist(std::vector<driver::Setting> settings, rig::CancelToken cancel);
    task<> correct(Journal journal);
    std::vector<Span> parts(studio::Stage stage) const;
    Span wrong(const Span& writes) const;
    Span all_sent() const;
    bool is_known(studio::ParameterId id) const { return !is_unsure_[id] && page().standings[id] == studio::Standing::confirmed; }
    bool is_right(studio::ParameterId id) const;
    bool was_moved(studio::ParameterId id) const;
    bool was_moved_already(const Write& write) const;
    std::string overtaken() const;
    bool has_stayed(studio::ParameterId id) const;
    bool follows_what_was_sent(studio::ParameterId id) const;
    bool is_on(studio::ParameterId id) const { return id == studio::no_parameter || (is_known(id) && page().values[id] == studio::Value{1}); }
    std::vector<bool> to_verify() const;
    studio::Verdict verdict(studio::ParameterId id, bool planned) const;
    studio::Finding finding(studio::ParameterId id, studio::Verdict verdict) const;
    std::string why(studio::ParameterId id, studio::Verdict verdict) const;
    std::string why_unverified(studio::ParameterId id) const;
    std::string found(studio::ParameterId id, studio::Verdict verdict) const;
    bool ended() const { return cancel_->asked || !reached_; }
    const studio::UnitState& page() const { return unit_.page(); }
    void mark_silent(const std::vector<bool>& asked, const std::vector<studio::ParameterId>& silent);
    std::string entry(const std::string& phase, const Span& writes) const;

    rig::Unit& unit_;
    const UnitPlan& plan_;
    const studio::Profile& profile_;
    RestoreOptions options_;
    Phases phases_;
    rig::CancelToken cancel_;
    Pushed pushed_;                                                 ///< what the device reported unasked
    std::map<studio::ParameterId, const studio::Value*> targets_;   ///< what should be there, written or not
    std::vector<std::uint32_t> sends_;
    std::vector<bool> is_unsure_;                                   ///< asked and not answered, the last time
    std::map<studio::ParameterId, std::string> overtaken_;          ///< moved by somebody after the reading, before anything was sent: where to
    std::set<studio::ParameterId> muted_;                           ///< switched off by mute_first
    std::set<studio::ParameterId> held_;                            ///< a hand was on it when it was its turn
    bool reached_ = true;
    bool all_in_doubt_ = false;                                     ///< it recalled something by itself, or links moved more than they say
    bool upset_ = false;                                            ///< it recalled something by itself
    std::exception_ptr escaped_;
};

}  // namespace recalld::recall
