#pragma once

#include <string>
#include <string_view>

namespace recalld::ctl {

/// Colours for people: what is well, what wants a look, what is wrong. Plain text where nobody looks.
struct Paint {
    bool on = false;

    std::string good(std::string_view text) const { return in("32", text); }
    std::string doubtful(std::string_view text) const { return in("33", text); }
    std::string bad(std::string_view text) const { return in("1;31", text); }
    std::string strong(std::string_view text) const { return in("1", text); }
    std::string faint(std::string_view text) const { return in("2", text); }

private:
    std::string in(std::string_view colour, std::string_view text) const
    {
        if (!on || text.empty()) return std::string(text);
        return "\x1b[" + std::string(colour) + "m" + std::string(text) + "\x1b[0m";
    }
};

}  // namespace recalld::ctl
