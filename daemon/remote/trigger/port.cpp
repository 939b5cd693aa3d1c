#include "remote/trigger/port.hpp"

#include <algorithm>
#include <utility>

#include "log.hpp"
#include "rig/rig.hpp"
#include "rig/spawn.hpp"

namespace recalld::remote {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

}  // namespace

TriggerPort::TriggerPort(net::io_context& io, rig::LinkConfig config)
    : io_(io), config_(std::move(config)), link_(rig::make_link(io, config_, 0)), wake_(io), over_(io)
{
}

void TriggerPort::start(Listener listener)
{
    listener_ = std::move(listener);
    ended_ = false;
    rig::spawn(io_, "triggers at " + where(), live(shared_from_this()));
}

void TriggerPort::stop()
{
    stopping_ = true;
    listener_ = {};
    close("it was closed");
    wake_.wake_all();
}

task<> TriggerPort::finished()
{
    while (!ended_) co_await over_.wait();
}

bool TriggerPort::send(const midi::Bytes& message)
{
    if (!is_open_ || !link_->send(message)) return false;
    match_.said(message, Clock::now());
    return true;
}

bool TriggerPort::open()
{
    down_.clear();
    match_.forget();
    const auto hear = [this](link::View packet) {
        const auto now = Clock::now();
        match_.read(packet, now, [&](const Hit& hit) {
            if (listener_) listener_(hit, now);
        });
    };
    const auto fault = link_->open(hear, [this](const std::string& why) {
        down_ = why;
        wake_.wake_all();
    });
    if (!fault.empty()) {
        close(fault);
        return false;
    }
    is_open_ = true;
    note_.clear();
    log::remote().info("triggers at {}: open", where());
    return true;
}

void TriggerPort::close(const std::string& why)
{
    if (!stopping_ && (is_open_ || note_ != why)) log::remote().warn("triggers at {}: not there: {} (trying again for ever)", where(), why);
    is_open_ = false;
    note_ = why;
    link_->close();
}

task<> TriggerPort::live(std::shared_ptr<TriggerPort> self)
{
    constexpr Clock::duration first_pause = 100ms, longest_pause = 5s;
    auto pause = first_pause;
    while (!stopping_) {
        if (open()) {
            pause = first_pause;
            while (!stopping_ && down_.empty()) co_await wake_.wait();
            if (!stopping_) close(down_);
        }
        if (stopping_) break;
        co_await wake_.wait_until(Clock::now() + pause);
        pause = std::min(pause * 2, longest_pause);
    }
    self->ended_ = true;
    self->over_.wake_all();
}

}  // namespace recalld::remote
