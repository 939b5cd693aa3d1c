#include "ctl/interrupt.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <string_view>
#include <thread>

namespace recalld::ctl {

namespace {

constexpr int between_tries = 100;  // ms: the daemon may not have begun what we want it to end

/// What people and machines end a program with.
sigset_t interrupts_of_all_kinds()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
    return signals;
}

}  // namespace

struct CancelOnInterrupt::Inner {
    explicit Inner(std::function<bool()> what) : cancel(std::move(what)) {}
    ~Inner()
    {
        ::close(interrupts);
        ::close(over);
    }
    /// Waits for Ctrl-C or its like; false when there is none any more to wait for.
    bool wait() const
    {
        pollfd both[] = {{interrupts, POLLIN, 0}, {over, POLLIN, 0}};
        while (::poll(both, 2, -1) < 0) continue;
        return both[1].revents == 0;
    }
    bool is_over(int patience) const
    {
        pollfd end{over, POLLIN, 0};
        return ::poll(&end, 1, patience) > 0;
    }
    void watch() const
    {
        if (!wait()) return;
        const auto signals = interrupts_of_all_kinds();
        signalfd_siginfo first{};
        if (::read(interrupts, &first, sizeof first) < 0) return;
        ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);  // the next one ends the program
        while (!cancel() && !is_over(between_tries)) continue;
    }

    std::function<bool()> cancel;
    sigset_t before{};
    int interrupts = -1;
    int over = ::eventfd(0, EFD_CLOEXEC);
    std::thread thread;
};

CancelOnInterrupt::CancelOnInterrupt(std::function<bool()> cancel) : inner_(std::make_unique<Inner>(std::move(cancel)))
{
    const auto signals = interrupts_of_all_kinds();
    ::pthread_sigmask(SIG_BLOCK, &signals, &inner_->before);
    inner_->interrupts = ::signalfd(-1, &signals, SFD_CLOEXEC);
    inner_->thread = std::thread([inner = inner_.get()] { inner->watch(); });
}

CancelOnInterrupt::~CancelOnInterrupt()
{
    const std::uint64_t one = 1;
    if (::write(inner_->over, &one, sizeof one) < 0)
        inner_->thread.detach();
    else
        inner_->thread.join();
    ::pthread_sigmask(SIG_SETMASK, &inner_->before, nullptr);
}

}  // namespace recalld::ctl
