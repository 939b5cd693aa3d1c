#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "logbook/allowed_file.hpp"
#include "net.hpp"
#include "remote/json.hpp"

namespace recalld::remote {

/// Reads files on drives, which may be slow, gone, or hang for ever, on threads of their own: neither the core nor the history waits for them, nor
/// does one drive for another. Called on the core thread; made by whoever asks first, owned by the Room.
class DriveReader {
public:
    static constexpr std::chrono::seconds usual_patience{30};   ///< a drive that sleeps needs ten to wake up

    explicit DriveReader(const bool& is_ending, std::chrono::milliseconds patience = usual_patience);
    ~DriveReader();
    DriveReader(const DriveReader&) = delete;
    DriveReader& operator=(const DriveReader&) = delete;

    /// Runs `work()` over there and waits for its end; exceptions travel back. `work` owns all that it touches, and what it makes is looked at only
    /// when this returns: a drive that hangs keeps its thread and `work`. Throws FileError when it does not answer in time, and recall::Cancelled
    /// when somebody cancels, nobody listens any more, or the daemon ends.
    task<> run(std::function<void()> work, std::shared_ptr<const bool> gone = {});

    /// SHA-256 of a file, a few megabytes at a time, from the drive and not from what the machine remembers of it. Throws as run() does, and FileError
    /// when it is not whole, or changed meanwhile.
    task<std::string> hash(std::shared_ptr<const logbook::AllowedFile> file, std::function<void(Json line)> emit, std::shared_ptr<const bool> gone);

    /// Ends what is being read; in words what that was, empty when nothing was.
    std::string cancel();

private:
    class Threads;

    void want_more(std::uint64_t cancelled, const std::shared_ptr<const bool>& gone) const;

    const bool& is_ending_;          ///< of the Room
    std::chrono::milliseconds patience_;
    std::shared_ptr<Threads> threads_;
    std::size_t reading_ = 0;
    std::uint64_t cancelled_ = 0;    ///< how often
};

}  // namespace recalld::remote
