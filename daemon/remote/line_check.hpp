#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "check/line_check.hpp"
#include "logbook/faults.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// A line of the input list with its strip found.
struct LineWanted {
    check::CheckedLine checked;
    std::string place;        ///< `desk ch/01`
    bool phantom = false;     ///< it needs 48 V
    std::vector<std::string> way = {};   ///< what else its signal goes through: `line 7`, `jack L7`, `1073-A`
};

struct LineCheckWanted {
    std::string session, version;
    std::vector<LineWanted> lines;
    std::vector<std::string> skipped;       ///< lines of the list that name no strip
    check::LineThresholds thresholds;
    std::string who;
    logbook::Faults faults;
};

/// A line check that is under way: listens to the meters of the consoles, walks the list, tells who follows Area::checks. It goes on until it
/// is ended, another one begins, the rig has other strips or the room ends. Core thread only.
class LineCheck : public std::enable_shared_from_this<LineCheck> {
public:
    LineCheck(Room& room, LineCheckWanted wanted);
    void start();
    void end();

    const LineCheckWanted& wanted() const { return wanted_; }
    const check::LineCheck& walk() const { return walk_; }
    void mark(std::size_t index, check::LineVerdict verdict, const std::string& who, const std::string& note);
    void next();
    void back();
    /// As it stood when its `marks` were taken: what came since is not signed.
    void sign(const std::string& name, std::string marks);
    std::string marks() const;
    /// Lines were decided that nobody has signed as they stand.
    bool has_unsigned_work() const;
    /// What should stand on disk from now on, if something else should than did; empty for nothing.
    std::optional<std::string> marks_to_keep();
    const std::string& marks_file() const { return marks_file_; }
    std::size_t decided() const;      ///< lines
    /// False when the rig was read again and a line's strip is not the one that it was.
    bool fits() const;
    /// The whole of it, as VERBS.md has it.
    Json json() const;

private:
    static task<> run(std::weak_ptr<LineCheck> check, net::io_context& io);
    bool take_turn(int turns);
    void listen();
    void hear(const std::string& unit, const std::vector<driver::Level>& levels);
    void tell();

    Room& room_;
    LineCheckWanted wanted_;
    check::LineCheck walk_;
    std::map<std::string, std::pair<std::weak_ptr<rig::Unit>, rig::Unit::Listening>> listening_;   ///< by unit
    std::chrono::system_clock::time_point began_ = std::chrono::system_clock::now();
    std::string signed_by_, signed_marks_;
    std::string marks_file_, kept_marks_;   ///< where they stand on disk, and how
    bool is_over_ = false;
};

/// What the text of a list means in this rig. Throws VerbError naming the line.
std::vector<LineWanted> lines_wanted(const Room& room, const std::vector<std::pair<std::string, std::string>>& named);

// line_check_json.cpp:
/// The whole of a line check: what is signed, kept and shown.
Json line_check_json(const Room& room, const LineCheckWanted& wanted, const check::LineCheck& walk);
/// Every line passes, has the 48 V that it needs, and none was left out.
bool is_whole(const Json& json);
/// `30 of 32 lines pass; line 5 Snare Top is silent; …`
std::string line_check_words(const Json& json);
// line_check_end.cpp:
/// Ends the one that is under way, if there is one.
task<> end_line_check(Room& room, std::string who, std::string why);
/// What nobody signed of a line check that has ended stays in the log, as `line_check_unsigned`. A log that cannot be written fails nobody.
task<> keep_unsigned(Room& room, std::shared_ptr<LineCheck> check, std::string who, std::string why);

/// The 48 V of a line that needs it.
struct LinePhantom {
    bool is_known = false;
    std::string missing = {};   ///< why it has none, or that nobody knows; empty when it has
};
LinePhantom phantom_of(const Room& room, const check::StripPlace& place);

}  // namespace recalld::remote
