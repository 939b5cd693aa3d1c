#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <spdlog/sinks/base_sink.h>

#include <cstdlib>
#include <deque>
#include <iostream>

#include "log.hpp"

namespace {

/// What recalld logged since the case began, the last 200 lines.
class KeptLog : public spdlog::sinks::base_sink<std::mutex> {
public:
    void clear()
    {
        const std::lock_guard lock(mutex_);
        lines_.clear();
    }
    void tell(std::ostream& out)
    {
        const std::lock_guard lock(mutex_);
        for (const auto& line : lines_) out << "  log: " << line;
    }

private:
    void sink_it_(const spdlog::details::log_msg& message) override
    {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        lines_.emplace_back(line.begin(), line.end());
        if (lines_.size() > 200) lines_.pop_front();
    }
    void flush_() override {}

    std::deque<std::string> lines_;
};

/// The log is shown of cases that fail; of those that pass nobody reads it, and it would bury the others. With RECALLD_TEST_LOG it comes as it is
/// written, to see the last words of a case that kills the program.
class QuietLog : public Catch::TestEventListenerBase {
public:
    using TestEventListenerBase::TestEventListenerBase;

    void testRunStarting(const Catch::TestRunInfo&) override
    {
        using namespace recalld;
        if (std::getenv("RECALLD_TEST_LOG")) return;
        for (auto* logger : {&log::link(), &log::rig(), &log::recall(), &log::store(), &log::remote(), &log::daemon()}) logger->sinks() = {kept_};
    }
    void testCaseStarting(const Catch::TestCaseInfo&) override { kept_->clear(); }
    void testCaseEnded(const Catch::TestCaseStats& ended) override
    {
        if (!ended.totals.assertions.allOk()) kept_->tell(std::cerr);
    }

private:
    std::shared_ptr<KeptLog> kept_ = std::make_shared<KeptLog>();
};

}  // namespace

CATCH_REGISTER_LISTENER(QuietLog)
