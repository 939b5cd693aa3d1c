#include "ctl/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "ctl/progress_line.hpp"

namespace recalld::ctl {

namespace {

constexpr std::chrono::milliseconds between_drawings{50};
constexpr std::string_view clear_line = "\r\x1b[K";

bool is_set(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

bool can_colour()
{
    const char* terminal = std::getenv("TERM");
    return !is_set("NO_COLOR") && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

Eyes Eyes::of_this_process()
{
    Eyes eyes{::isatty(STDOUT_FILENO) == 1, ::isatty(STDERR_FILENO) == 1, ::isatty(STDIN_FILENO) == 1, can_colour()};
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) eyes.columns = size.ws_col;
    return eyes;
}

Screen::Screen(std::ostream& output, std::ostream& errors, std::istream& input, Eyes eyes, bool json, bool quiet)
    : output_(output), errors_(errors), input_(input), eyes_(eyes), json_(json), quiet_(quiet)
{
}

void Screen::show(const Json& result, Render render)
{
    end_progress();
    if (json_)
        output_ << document(result, eyes_.output);
    else if (!quiet_)
        output_ << render(result, output_paint());
}

void Screen::show_text(std::string_view text)
{
    end_progress();
    output_ << text;
}

void Screen::say(std::string_view text)
{
    if (!json_ && !quiet_) output_ << text;
}

void Screen::explain(std::string_view text)
{
    end_progress();
    errors_ << text << std::flush;
}

int Screen::complain(const Answer& answer)
{
    end_progress();
    errors_ << error_paint().bad("recallctl: ") << text_in(answer.error, "message") << '\n';
    if (has(answer.error, "usage")) errors_ << "usage: " << text_in(answer.error, "usage") << '\n';
    if (const Json& plan = object_in(answer.error, "plan"); !plan.empty())
        errors_ << render_hazards(plan, error_paint(), 20);
    if (json_) output_ << document({{"error", answer.error}}, eyes_.output);
    return answer.exit();
}

bool Screen::ask(std::string_view question)
{
    explain(std::string(question) + " [y/N] ");
    std::string reply;
    std::getline(input_, reply);
    return reply == "y" || reply == "Y" || reply == "yes" || reply == "Yes";
}

void Screen::progress(const Json& progress)
{
    const auto now = std::chrono::steady_clock::now();
    if (!eyes_.errors) return say_to_hands(progress);
    if (quiet_ || (drawn_ && now - drawn_at_ < between_drawings)) return;
    drawn_ = true;
    drawn_at_ = now;
    errors_ << clear_line << progress_line(progress, eyes_.columns) << std::flush;
}

/// Somebody has to do something, or the work waits in vain: said once, wherever it is read.
void Screen::say_to_hands(const Json& progress)
{
    const std::string phase = text_in(progress, "phase");
    if (!phase.starts_with("by hand: ")) return;
    const std::string words = text_in(progress, "unit") + ": " + phase;
    if (hands_told_.insert(words).second) errors_ << words << std::endl;
}

void Screen::end_progress()
{
    if (drawn_) errors_ << clear_line << std::flush;
    drawn_ = false;
}

bool Screen::flush()
{
    output_.flush();
    return output_.good();
}

}  // namespace recalld::ctl
