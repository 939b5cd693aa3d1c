#include "remote/line_check.hpp"

#include <algorithm>

#include "check/expected_lines.hpp"
#include "remote/line_check_kept.hpp"
#include "remote/plan_json.hpp"
#include "rig/signal.hpp"
#include "rig/spawn.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

using check::StripPlace;
using namespace std::chrono_literals;

namespace {

constexpr auto turn = 50ms;
constexpr int told_every = 5;   // turns: often enough for a level that people watch

std::vector<check::CheckedLine> lines_of(const LineCheckWanted& wanted)
{
    std::vector<check::CheckedLine> lines;
    for (const auto& line : wanted.lines) lines.push_back(line.checked);
    return lines;
}

/// Strips of the kinds that are on the list: where a cable may end by mistake. Buses sound along with their channels.
std::set<StripPlace> listened(const Room& room, const LineCheckWanted& wanted)
{
    std::set<StripPlace> places;
    std::set<std::pair<std::string, std::string>> kinds;
    for (const auto& line : wanted.lines)
        if (const auto unit = room.rig.find(line.checked.place.unit)) kinds.emplace(unit->name(), check::kind_of(unit->profile()->strips[line.checked.place.strip].path));
    for (const auto& unit : room.rig.units())
        for (const auto& block : unit->profile()->meters.blocks)
            for (const auto& at : block.strips)
                if (kinds.contains({unit->name(), check::kind_of(unit->profile()->strips[at.strip].path)})) places.insert({unit->name(), at.strip});
    return places;
}

bool has_meter(const studio::Profile& profile, std::uint32_t strip)
{
    return std::ranges::any_of(profile.meters.blocks, [&](const auto& block) { return std::ranges::find(block.strips, strip, &studio::MeterAt::strip) != block.strips.end(); });
}

[[noreturn]] void refuse(const std::string& line, const std::string& why) { throw VerbError("usage", "line " + studio::in_quotes(line) + ": " + why, 400, exit_usage); }

/// The first word is a unit; where there is only one with levels, it may be left out.
std::pair<std::shared_ptr<rig::Unit>, std::string> unit_and_strip(const Room& room, const std::string& place)
{
    const auto blank = place.find(' ');
    if (const auto unit = room.rig.find(place.substr(0, blank)); unit && blank != place.npos) return {unit, place.substr(blank + 1)};
    std::shared_ptr<rig::Unit> only;
    for (const auto& unit : room.rig.units()) {
        if (unit->profile()->meters.blocks.empty()) continue;
        if (only) return {nullptr, place};
        only = unit;
    }
    return {only, place};
}

}  // namespace

std::vector<LineWanted> lines_wanted(const Room& room, const std::vector<std::pair<std::string, std::string>>& named)
{
    std::vector<LineWanted> lines;
    for (const auto& [name, place] : named) {
        const auto [unit, words] = unit_and_strip(room, place);
        if (!unit) refuse(name, "there is no unit in " + studio::in_quotes(place) + "; write it as desk ch/01");
        const auto strip = check::strip_named(*unit->profile(), words);
        if (!strip) refuse(name, unit->name() + " has no strip " + studio::in_quotes(words));
        if (!has_meter(*unit->profile(), *strip)) refuse(name, unit->name() + " tells no level of " + unit->profile()->strips[*strip].words);
        LineWanted line;
        line.checked.line = lines.size() + 1;
        line.checked.name = name;
        line.checked.place = {unit->name(), *strip};
        line.place = unit->name() + " " + unit->profile()->strips[*strip].path;
        lines.push_back(std::move(line));
    }
    return lines;
}

LineCheck::LineCheck(Room& room, LineCheckWanted wanted)
    : room_(room), wanted_(std::move(wanted)), walk_(lines_of(wanted_), listened(room, wanted_), wanted_.thresholds, std::chrono::steady_clock::now()), marks_file_(new_marks_file(room))
{
}

void LineCheck::start() { rig::spawn(room_.io, "line check", run(weak_from_this(), room_.io)); }

void LineCheck::end()
{
    is_over_ = true;
    listening_.clear();
    tell();
}

void LineCheck::tell() { room_.news.tell(Area::checks); }

/// A rig that was read again has other units under the same names.
void LineCheck::listen()
{
    for (const auto& line : wanted_.lines) {
        const auto& name = line.checked.place.unit;
        const auto unit = room_.rig.find(name);
        auto& [known, listening] = listening_[name];
        if (!unit || known.lock() == unit) continue;
        known = unit;
        listening = unit->listen_to_levels([this, name](const std::vector<driver::Level>& levels) { hear(name, levels); });
    }
}

void LineCheck::hear(const std::string& unit, const std::vector<driver::Level>& levels)
{
    const auto now = std::chrono::steady_clock::now();
    for (const auto& level : levels) walk_.hear({unit, level.strip}, static_cast<double>(std::max(level.dbfs[0], level.dbfs[1])), now);
}

/// True while it is to go on.
bool LineCheck::take_turn(int turns)
{
    if (is_over_ || room_.ending) return false;
    if (!walk_.is_done()) listen();
    else listening_.clear();
    const bool is_news = walk_.pass_time(std::chrono::steady_clock::now());
    if (is_news || (turns % told_every == 0 && !walk_.is_done())) tell();
    return true;
}

/// The room owns it: this only looks in, and ends when it has gone.
task<> LineCheck::run(std::weak_ptr<LineCheck> check, net::io_context& io)
{
    rig::Signal never(io);
    for (int turns = 0;; ++turns) {
        auto self = check.lock();
        if (!self || self->is_over_) co_return;
        if (!self->fits()) {
            if (self->room_.line_check == self) co_await end_line_check(self->room_, "recalld", "the rig was read again, with other strips");
            co_return;
        }
        if (!self->take_turn(turns)) co_return;
        auto& room = self->room_;
        auto marks = self->marks_to_keep();
        const auto file = self->marks_file();
        self.reset();
        if (marks) co_await keep_marks(room, file, std::move(*marks));
        co_await never.wait_until(std::chrono::steady_clock::now() + turn);
    }
}

void LineCheck::mark(std::size_t index, check::LineVerdict verdict, const std::string& who, const std::string& note)
{
    walk_.mark(index, verdict, who, note, std::chrono::steady_clock::now());
    tell();
}

void LineCheck::next()
{
    walk_.next(std::chrono::steady_clock::now());
    tell();
}

void LineCheck::back()
{
    walk_.back(std::chrono::steady_clock::now());
    tell();
}

void LineCheck::sign(const std::string& name, std::string marks)
{
    signed_by_ = name;
    signed_marks_ = std::move(marks);
    tell();
}

std::string LineCheck::marks() const
{
    std::string all;
    for (const auto& line : walk_.lines()) all += std::string(check::name_of(line.verdict)) + "\t" + line.by + "\t" + line.note + "\n";
    return all;
}

std::size_t LineCheck::decided() const
{
    return static_cast<std::size_t>(std::ranges::count_if(walk_.lines(), [](const auto& line) { return line.verdict != check::LineVerdict::open; }));
}

bool LineCheck::has_unsigned_work() const { return decided() > 0 && marks() != signed_marks_; }

std::optional<std::string> LineCheck::marks_to_keep()
{
    auto now = has_unsigned_work() ? marks() : std::string();
    if (now == kept_marks_) return {};
    kept_marks_ = std::move(now);
    if (kept_marks_.empty()) return std::string();
    Json whole = json();
    whole["words"] = line_check_words(whole);
    return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool LineCheck::fits() const
{
    return std::ranges::all_of(wanted_.lines, [this](const LineWanted& line) {
        const auto& place = line.checked.place;
        const auto unit = room_.rig.find(place.unit);
        return !unit || (place.strip < unit->profile()->strips.size() && place.unit + " " + unit->profile()->strips[place.strip].path == line.place);
    });
}

Json LineCheck::json() const
{
    Json json = line_check_json(room_, wanted_, walk_);
    json["began"] = iso_time(began_);
    json["signed"] = signed_by_;
    return json;
}

}  // namespace recalld::remote
