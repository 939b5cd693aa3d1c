#pragma once

#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <set>
#include <string>
#include <string_view>

#include "ctl/client.hpp"
#include "ctl/paint.hpp"
#include "ctl/render.hpp"

namespace recalld::ctl {

/// What the person who typed the command looks at.
struct Eyes {
    bool output = false;  ///< standard output is a terminal
    bool errors = false;  ///< … standard error
    bool input = false;   ///< … standard input
    bool colour = false;  ///< wanted: no NO_COLOR, and the terminal can
    std::size_t columns = 80;

    static Eyes of_this_process();
};

/// Results go to standard output; questions, progress and errors to standard error.
class Screen {
public:
    Screen(std::ostream& output, std::ostream& errors, std::istream& input, Eyes eyes, bool json, bool quiet);

    /// The result as a document with --json, otherwise as `render` words it.
    void show(const Json& result, Render render);
    /// Text that is itself the result; shown even with --quiet.
    void show_text(std::string_view text);
    /// Words for people; nothing with --quiet or --json.
    void say(std::string_view text);
    /// Before a question, on standard error.
    void explain(std::string_view text);
    /// Shows what went wrong, on standard error and as a document with --json. Returns its exit code.
    int complain(const Answer& answer);
    bool can_ask() const { return eyes_.input && eyes_.errors; }
    bool ask(std::string_view question);
    /// One line that is drawn over and over, on a terminal; elsewhere only what hands are to do.
    void progress(const Json& progress);
    void end_progress();
    /// False when something could not be written: a full disk, a closed pipe.
    bool flush();

    Paint output_paint() const { return {eyes_.output && eyes_.colour}; }
    Paint error_paint() const { return {eyes_.errors && eyes_.colour}; }
    bool json() const { return json_; }
    bool quiet() const { return quiet_; }

private:
    void say_to_hands(const Json& progress);

    std::ostream& output_;
    std::ostream& errors_;
    std::istream& input_;
    Eyes eyes_;
    bool json_;
    bool quiet_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point drawn_at_{};
    std::set<std::string> hands_told_;
};

}  // namespace recalld::ctl
