#include "check/line_check.hpp"

#include <algorithm>
#include <array>

namespace recalld::check {

namespace {

constexpr std::array<std::string_view, 7> names{"open", "pass", "silent", "wrong_channel", "hot", "noisy", "skipped"};
constexpr std::chrono::milliseconds quarter{250};
constexpr std::size_t most_quarters = 16;

void raise(std::optional<double>& peak, double level) { peak = std::max(peak.value_or(StripLevel::lowest), level); }

}  // namespace

std::string_view name_of(LineVerdict verdict) { return names[static_cast<std::size_t>(verdict)]; }

std::optional<LineVerdict> line_verdict_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) return {};
    return static_cast<LineVerdict>(found - names.begin());
}

void StripLevel::hear(double dbfs, Time now)
{
    level_ = std::max(dbfs, lowest);
    if (!began_) began_ = now;
    if (now - *began_ >= quarter) {
        quarters_.push_back(loudest_);
        if (quarters_.size() > most_quarters) quarters_.pop_front();
        began_ = now;
        loudest_ = lowest;
    }
    loudest_ = std::max(loudest_, level_);
}

std::optional<double> StripLevel::floor() const
{
    if (quarters_.empty()) return {};
    return *std::ranges::min_element(quarters_);
}

LineCheck::LineCheck(std::vector<CheckedLine> lines, std::set<StripPlace> listened, LineThresholds thresholds, Time now)
    : lines_(std::move(lines)), listened_(std::move(listened)), thresholds_(thresholds), since_(now)
{
}

/// Louder than its own noise, by far enough.
bool LineCheck::is_heard(const StripPlace& place) const
{
    const auto found = levels_.find(place);
    const auto floor = found == levels_.end() ? std::nullopt : found->second.floor();
    return floor && found->second.level() > std::max(*floor + thresholds_.above_floor, thresholds_.heard);
}

std::optional<double> LineCheck::level() const
{
    const auto found = is_done() ? levels_.end() : levels_.find(lines_[current_].place);
    return found == levels_.end() ? std::nullopt : std::optional(found->second.level());
}

void LineCheck::begin(std::size_t index, Time now)
{
    current_ = std::min(index, lines_.size());
    since_ = now;
    heard_at_.reset();
    elsewhere_at_.reset();
    ringing_.clear();
    if (is_done()) return;
    for (const auto& [place, level] : levels_)
        if (place != lines_[current_].place && is_heard(place)) ringing_.insert(place);
    auto& line = lines_[current_];
    line = CheckedLine{line.line, line.name, line.place, LineVerdict::open, {}, {}, {}, {}, {}, {}};
}

void LineCheck::hear(const StripPlace& place, double dbfs, Time now)
{
    if (!listened_.contains(place)) return;
    auto& level = levels_[place];
    level.hear(dbfs, now);
    if (is_done()) return;
    if (place == lines_[current_].place) look_at_line(now);
    else if (is_heard(place) && !ringing_.contains(place)) {
        auto& line = lines_[current_];
        if (!elsewhere_at_) elsewhere_at_ = now;
        if (line.elsewhere_peak.value_or(StripLevel::lowest) > level.level()) return;
        line.elsewhere = place;
        line.elsewhere_peak = level.level();
    }
}

void LineCheck::look_at_line(Time now)
{
    auto& line = lines_[current_];
    const auto& level = levels_[line.place];
    if (!heard_at_) line.floor = level.floor();   // of the quiet before the signal, not of the signal
    if (!heard_at_ && is_heard(line.place)) heard_at_ = now, line.peak.reset();
    raise(line.peak, level.level());
}

LineVerdict LineCheck::judge(Time now) const
{
    const auto& line = lines_[current_];
    const bool is_noisy = line.floor && *line.floor > thresholds_.noisy;
    if (heard_at_ && now - *heard_at_ >= thresholds_.moment) return *line.peak > thresholds_.hot ? LineVerdict::hot : is_noisy ? LineVerdict::noisy : LineVerdict::pass;
    if (!heard_at_ && elsewhere_at_ && now - *elsewhere_at_ >= thresholds_.moment) return LineVerdict::wrong_channel;
    const bool is_over = thresholds_.patience.count() > 0 && now - since_ >= thresholds_.patience;
    if (!heard_at_ && !elsewhere_at_ && is_over) return is_noisy ? LineVerdict::noisy : LineVerdict::silent;
    return line.verdict;
}

/// Whoever has fallen silent since the line began may be where its signal arrives.
void LineCheck::forget_ringing()
{
    std::erase_if(ringing_, [this](const StripPlace& place) { return !is_heard(place); });
}

bool LineCheck::pass_time(Time now)
{
    if (is_done()) return false;
    forget_ringing();
    auto& line = lines_[current_];
    const auto before = line.verdict;
    line.verdict = judge(now);
    if (line.verdict == LineVerdict::pass) line.elsewhere.reset(), line.elsewhere_peak.reset();
    const bool is_over = thresholds_.patience.count() > 0 && now - since_ >= thresholds_.patience && line.verdict != LineVerdict::open;
    if (line.verdict == LineVerdict::pass || is_over) next(now);
    return line.verdict != before || is_over;
}

void LineCheck::mark(std::size_t index, LineVerdict verdict, std::string by, std::string note, Time now)
{
    auto& line = lines_.at(index);
    line.verdict = verdict;
    line.by = std::move(by);
    line.note = std::move(note);
    if (index == current_) next(now);
}

void LineCheck::next(Time now)
{
    if (is_done()) return;
    const auto open = std::find_if(lines_.begin() + static_cast<std::ptrdiff_t>(current_) + 1, lines_.end(), [](const auto& line) { return line.verdict == LineVerdict::open; });
    begin(static_cast<std::size_t>(open - lines_.begin()), now);
}

void LineCheck::back(Time now)
{
    if (current_ > 0) begin(current_ - 1, now);
}

}  // namespace recalld::check
