#include "check/line_check.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace recalld::check {

namespace {

constexpr std::array<std::string_view, 7> names{"open", "pass", "silent", "wrong_channel", "hot", "noisy", "skipped"};
constexpr std::chrono::milliseconds quarter{250};
constexpr std::size_t most_quarters = 16, recent_quarters = 4;
constexpr std::chrono::seconds deaf_after{1};
constexpr double beyond_bleed = 12;   // dB: so much louder elsewhere, it is heard there, and here its bleed

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
        const double quietest = *std::ranges::min_element(quarters_);
        if (quietest < fed) floor_ = quietest;
        began_ = now;
        loudest_ = lowest;
    }
    loudest_ = std::max(loudest_, level_);
}

double StripLevel::recent() const
{
    const auto first = quarters_.size() < recent_quarters ? quarters_.begin() : quarters_.end() - static_cast<std::ptrdiff_t>(recent_quarters);
    return std::accumulate(first, quarters_.end(), loudest_, [](double a, double b) { return std::max(a, b); });
}

LineCheck::LineCheck(std::vector<CheckedLine> lines, std::set<StripPlace> listened, LineThresholds thresholds, Time now)
    : lines_(std::move(lines)), listened_(std::move(listened)), thresholds_(thresholds), began_(now), since_(now)
{
}

/// Louder than its own noise, by far enough; what was never quiet is a tone when it is loud enough.
bool LineCheck::is_louder_than_noise(const StripPlace& place, double level) const
{
    const auto floor = levels_.at(place).floor();
    return floor ? level > std::max(*floor + thresholds_.above_floor, thresholds_.heard) : level >= StripLevel::fed;
}

bool LineCheck::is_heard(const StripPlace& place) const
{
    const auto found = levels_.find(place);
    return found != levels_.end() && is_louder_than_noise(place, found->second.level());
}

/// … now, or within the last second: drums are silent between two strokes.
bool LineCheck::sounds(const StripPlace& place) const
{
    const auto found = levels_.find(place);
    return found != levels_.end() && is_louder_than_noise(place, found->second.recent());
}

/// The loudest that sounds so much louder that this line may hear its bleed. What sounded before the line began may bleed into a line that
/// sounded already, too.
std::optional<StripPlace> LineCheck::louder_elsewhere() const
{
    const auto& own = lines_[current_].place;
    double limit = levels_.at(own).recent() + beyond_bleed;
    std::optional<StripPlace> louder;
    for (const auto& [place, level] : levels_) {
        const bool counts = place != own && (ringing_.contains(own) || !ringing_.contains(place));
        if (counts && level.recent() > limit && sounds(place)) louder = place, limit = level.recent();
    }
    return louder;
}

bool LineCheck::may_be_bleed() const { return sounds(lines_[current_].place) && is_bleed(); }

/// The levels alone cannot tell: whoever listens is told what is in the way.
void LineCheck::name_what_bleeds()
{
    auto& line = lines_[current_];
    line.elsewhere = louder_elsewhere();
    if (!line.elsewhere) return;
    line.elsewhere_peak = levels_.at(*line.elsewhere).recent();
    line.note = "heard here too, but much louder there: perhaps its bleed; make that one quiet and check this line again, or mark it by hand";
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
        if (sounds(place)) ringing_.insert(place);
    auto& line = lines_[current_];
    line = CheckedLine{line.line, line.name, line.place, LineVerdict::open, {}, {}, {}, {}, {}, {}};
}

void LineCheck::hear(const StripPlace& place, double dbfs, Time now)
{
    if (!listened_.contains(place)) return;
    auto& level = levels_[place];
    level.hear(dbfs, now);
    told_[place.unit] = now;
    if (is_done()) return;
    if (is_heard(place) && !level.floor()) ringing_.insert(place);   // it sounded before anybody listened
    if (place == lines_[current_].place) look_at_line(now);
    else if (is_heard(place) && !ringing_.contains(place)) look_elsewhere(place, now);
}

void LineCheck::look_elsewhere(const StripPlace& place, Time now)
{
    auto& line = lines_[current_];
    const double level = levels_.at(place).level();
    if (!elsewhere_at_) elsewhere_at_ = now;
    if (line.elsewhere_peak.value_or(StripLevel::lowest) > level) return;
    line.elsewhere = place;
    line.elsewhere_peak = level;
}

void LineCheck::look_at_line(Time now)
{
    auto& line = lines_[current_];
    const auto& level = levels_.at(line.place);
    if (!heard_at_) line.floor = level.floor();   // of the quiet before the signal, not of the signal
    if (!heard_at_ && is_heard(line.place) && !is_bleed()) heard_at_ = now, line.peak.reset();
    raise(line.peak, level.level());
}

LineVerdict LineCheck::judge(Time now) const
{
    const auto& line = lines_[current_];
    const bool is_noisy = line.floor && *line.floor > thresholds_.noisy;
    if (heard_at_ && now - *heard_at_ >= thresholds_.moment) return *line.peak > thresholds_.hot ? LineVerdict::hot : is_noisy ? LineVerdict::noisy : LineVerdict::pass;
    if (!heard_at_ && elsewhere_at_ && now - *elsewhere_at_ >= thresholds_.moment) return LineVerdict::wrong_channel;
    const bool is_over = thresholds_.patience.count() > 0 && now - since_ >= thresholds_.patience;
    if (!heard_at_ && !elsewhere_at_ && is_over && may_be_bleed()) return LineVerdict::wrong_channel;
    if (!heard_at_ && !elsewhere_at_ && is_over) return is_noisy ? LineVerdict::noisy : LineVerdict::silent;
    return line.verdict;
}

/// Whoever has fallen silent since the line began may be where its signal arrives.
void LineCheck::forget_ringing()
{
    std::erase_if(ringing_, [this](const StripPlace& place) { return !sounds(place); });
}

bool LineCheck::is_deaf(Time now) const
{
    if (is_done()) return false;
    const auto told = told_.find(lines_[current_].place.unit);
    return now - (told == told_.end() ? began_ : told->second) >= deaf_after;
}

/// What was heard before says nothing of now, and patience begins again. False: nothing was decided.
bool LineCheck::wait_for_levels(Time now)
{
    since_ = now;
    heard_at_.reset();
    elsewhere_at_.reset();
    return false;
}

bool LineCheck::pass_time(Time now)
{
    if (is_done()) return false;
    if (is_deaf(now)) return wait_for_levels(now);
    forget_ringing();
    if (heard_at_ && is_bleed()) heard_at_.reset();   // meters come one after the other: the source may have been told last
    auto& line = lines_[current_];
    const auto before = line.verdict;
    line.verdict = judge(now);
    const bool is_news = line.verdict != before;
    if (is_news && line.verdict == LineVerdict::wrong_channel && !elsewhere_at_) name_what_bleeds();
    const bool is_over = thresholds_.patience.count() > 0 && now - since_ >= thresholds_.patience && line.verdict != LineVerdict::open;
    if (line.verdict == LineVerdict::pass || is_over) next(now);
    return is_news || is_over;
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
