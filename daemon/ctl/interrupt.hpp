#pragma once

#include <functional>
#include <memory>

namespace recalld::ctl {

/// While this stands, the first Ctrl-C, SIGTERM or SIGHUP calls `cancel` on a thread of its own, again and again until it returns true;
/// a second one ends the program as usual. Made on the main thread before any other thread.
class CancelOnInterrupt {
public:
    explicit CancelOnInterrupt(std::function<bool()> cancel);
    ~CancelOnInterrupt();
    CancelOnInterrupt(const CancelOnInterrupt&) = delete;
    CancelOnInterrupt& operator=(const CancelOnInterrupt&) = delete;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace recalld::ctl
