#include "remote/drive_reader.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "hash.hpp"
#include "recall/recaller.hpp"

namespace recalld::remote {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t at_once = 4u << 20;          // a slow drive takes a tenth of a second for it: so soon a cancel is heard
constexpr std::uint64_t between_words = 32u << 20;
constexpr std::size_t most_threads = 16;           // those of drives that hang stay for ever
constexpr std::chrono::milliseconds listens{250};  // so soon a cancel is heard while a drive hangs
constexpr std::chrono::milliseconds goodbye{500};  // at the end a drive that works gets so long

/// Counts what reads for as long as it lives.
class Counted {
public:
    explicit Counted(std::size_t& count) : count_(count) { ++count_; }
    ~Counted() { --count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    std::size_t& count_;
};

/// What a thread and who waits for it share. The core may be gone when the thread comes back: it is told only as long as somebody waits.
class Turn {
public:
    Turn(net::any_io_executor core, net::steady_timer& bell) : core_(std::move(core)), bell_(&bell) {}

    void work(std::function<void()>& work)
    {
        try {
            work();
        } catch (...) {
            fault_ = std::current_exception();
        }
    }
    /// On the thread, after work().
    static void end(const std::shared_ptr<Turn>& turn)
    {
        const std::lock_guard lock(turn->mutex_);
        if (turn->bell_) net::post(turn->core_, [turn] { turn->ring(); });
    }
    void leave()
    {
        const std::lock_guard lock(mutex_);
        bell_ = nullptr;
    }
    bool is_done() const { return is_done_; }
    void rethrow() const
    {
        if (fault_) std::rethrow_exception(fault_);
    }

private:
    void ring()
    {
        is_done_ = true;
        if (bell_) bell_->cancel();
    }

    std::mutex mutex_;
    net::any_io_executor core_;
    net::steady_timer* bell_;      ///< of who waits
    std::exception_ptr fault_ = {};
    bool is_done_ = false;         ///< core only
};

struct Waiting {
    std::shared_ptr<Turn> turn;
    ~Waiting() { turn->leave(); }
};

Json progress(const std::string& name, std::uint64_t done, std::uint64_t total)
{
    constexpr std::uint64_t megabyte = 1'000'000;
    return {{"progress", {{"phase", "reading"}, {"unit", name + ", MB"}, {"done", done / megabyte}, {"total", total / megabyte}, {"measure", "MB"}}}};
}

/// What a thread reads into: its own, for it may outlast who asked.
struct Hashing {
    Sha256 sum;
    std::vector<std::byte> buffer = std::vector<std::byte>(at_once);
    std::size_t count = 0;
    bool has_changed = false;
};

}  // namespace

/// The threads that read. They outlive the reader where a drive hangs.
class DriveReader::Threads {
public:
    static void begin(std::shared_ptr<Threads> threads, std::shared_ptr<Turn> turn, std::function<void()> work)
    {
        threads->count_in();
        std::thread([threads = std::move(threads), turn = std::move(turn), work = std::move(work)]() mutable {
            turn->work(work);
            work = nullptr;
            Turn::end(turn);
            turn.reset();
            threads->count_out();
        }).detach();
    }
    void wait()
    {
        std::unique_lock lock(mutex_);
        gone_.wait_for(lock, goodbye, [&] { return running_ == 0; });
    }

private:
    void count_in()
    {
        const std::lock_guard lock(mutex_);
        if (running_ >= most_threads) throw logbook::FileError(fmt::format("{} readings of drives do not end: look for a drive or a share that hangs, and start recalld again", running_), logbook::FileFault::unreadable);
        ++running_;
    }
    void count_out()
    {
        const std::lock_guard lock(mutex_);
        --running_;
        gone_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable gone_;
    std::size_t running_ = 0;
};

DriveReader::DriveReader(const bool& is_ending, std::chrono::milliseconds patience) : is_ending_(is_ending), patience_(patience), threads_(std::make_shared<Threads>()) {}

DriveReader::~DriveReader() { threads_->wait(); }

void DriveReader::want_more(std::uint64_t cancelled, const std::shared_ptr<const bool>& gone) const
{
    if (cancelled_ != cancelled || is_ending_ || (gone && *gone)) throw recall::Cancelled("cancelled while the file was read; the log says nothing of it");
}

task<> DriveReader::run(std::function<void()> work, std::shared_ptr<const bool> gone)
{
    const Counted counted(reading_);
    const auto cancelled = cancelled_;
    const auto core = co_await net::this_coro::executor;
    net::steady_timer bell(core);
    const Waiting waiting{std::make_shared<Turn>(core, bell)};
    Threads::begin(threads_, waiting.turn, std::move(work));
    const auto ends = steady_clock::now() + patience_;
    while (!waiting.turn->is_done()) {
        want_more(cancelled, gone);
        if (steady_clock::now() >= ends) throw logbook::FileError(fmt::format("its drive did not answer for {:g} s; is it connected, and its share reachable?", std::chrono::duration<double>(patience_).count()), logbook::FileFault::unreadable);
        boost::system::error_code rung;
        bell.expires_after(std::min(listens, patience_));
        co_await bell.async_wait(net::redirect_error(net::use_awaitable, rung));
    }
    waiting.turn->rethrow();
}

task<std::string> DriveReader::hash(std::shared_ptr<const logbook::AllowedFile> file, std::function<void(Json line)> emit, std::shared_ptr<const bool> gone)
{
    const Counted counted(reading_);
    const auto cancelled = cancelled_;
    const auto name = file->name();
    const auto hashing = std::make_shared<Hashing>();
    std::function<void()> work = [file] { file->forget_cached(); };
    co_await run(work, gone);
    for (std::uint64_t offset = 0; offset < file->size(); offset += hashing->count) {
        want_more(cancelled, gone);
        if (offset % between_words == 0 && file->size() > between_words) emit(progress(name, offset, file->size()));
        work = [file, hashing, offset] {
            hashing->count = file->read(offset, hashing->buffer);
            hashing->sum.add({reinterpret_cast<const char*>(hashing->buffer.data()), hashing->count});
        };
        co_await run(work, gone);
    }
    want_more(cancelled, gone);
    work = [file, hashing] { hashing->has_changed = file->has_changed(); };
    co_await run(work, gone);
    if (hashing->has_changed) throw logbook::FileError("it changed while it was read: somebody still writes to it, or took it away", logbook::FileFault::unreadable);
    co_return hashing->sum.hex();
}

std::string DriveReader::cancel()
{
    if (reading_ == 0) return {};
    ++cancelled_;
    return "reading";
}

}  // namespace recalld::remote
