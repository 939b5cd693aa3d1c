#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "logbook/sheets.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What people noted of analog gear: the log is its memory, the studio's pages show it. Whatever a remote sets on such a unit is noted, too.
/// The room outlives it; core thread only.
class Sheets {
public:
    explicit Sheets(Room& room);
    ~Sheets();
    Sheets(const Sheets&) = delete;
    Sheets& operator=(const Sheets&) = delete;

    /// All that the log says so far; before the first page is open.
    task<> read();
    /// Onto the pages of all units of the rig that are set by hand; after each time that it was read.
    void put_on_pages();

    /// What stands noted of a unit; an empty sheet when nothing does.
    const logbook::Sheet& of(std::string_view unit) const;
    /// What stood noted on all sheets when a version was kept; nothing for one from elsewhere, whose sheets this room never saw. The last answer is kept,
    /// for a log only grows. Throws StoreError.
    task<std::shared_ptr<const logbook::Sheets>> then(store::Version version);

    /// Notes a change: a line of the log, the page, the news. The number of the line. Throws StoreError.
    task<store::EntryId> note(std::shared_ptr<rig::Unit> unit, logbook::SheetChange change, std::string who);
    /// A line that stands in the log already.
    void take_over(const store::Entry& line);

    /// What hands moved on other remotes and is not in the log yet: gathered for a moment, so that one turn is one line. What cannot be stored is
    /// kept, told in the room's notes, and tried again.
    task<> write_down();

private:
    void put_on_page(const rig::Unit& unit);
    void put(const studio::UnitState& page, studio::ParameterId id, const logbook::Sheet& sheet);
    bool is_fitted(const studio::UnitState& page, studio::ParameterId id) const;
    void hear(const studio::Change& change);
    void write_after(std::chrono::milliseconds rest);
    void keep(const std::string& unit, const std::map<std::string, std::string>& values, const std::string& why);

    Room& room_;
    logbook::Sheets sheets_;
    std::shared_ptr<const logbook::Sheets> then_ = std::make_shared<const logbook::Sheets>();
    store::EntryId then_until_ = 0;                                                 ///< the line of the log up to which they were read
    bool is_putting_ = false;                                                       ///< what changes now is our own doing
    std::map<std::string, std::map<std::string, std::string>, std::less<>> moved_;   ///< by unit and parameter
    std::vector<std::string> unwritten_;                                            ///< the room's notes about what is kept
    net::steady_timer rest_;
    studio::Studio::Subscription listening_;
};

}  // namespace recalld::remote
