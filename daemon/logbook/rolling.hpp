#pragma once

#include <optional>
#include <string>

namespace recalld::logbook {

/// From when to when a machine recorded, by its own time.
struct Rolled {
    std::string from, to;   ///< timecode; empty when it told none
};

/// Finds takes in what a machine says of itself. A value; core thread.
class Rolling {
public:
    /// It records just now, or it does not; `at`: where it stands. A take when one just ended.
    std::optional<Rolled> hear(bool records, std::string at)
    {
        if (records == started_.has_value()) return {};
        if (records) {
            started_ = std::move(at);
            return {};
        }
        Rolled rolled{std::move(*started_), std::move(at)};
        started_.reset();
        return rolled;
    }
    bool is_recording() const { return started_.has_value(); }

private:
    std::optional<std::string> started_;
};

}  // namespace recalld::logbook
