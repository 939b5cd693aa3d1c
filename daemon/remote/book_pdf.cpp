#include "remote/book_pdf.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "remote/verb.hpp"

namespace recalld::remote {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 300s;   // a small machine that is busy with a desk, too; whoever waits can cancel
constexpr auto between_looks = 20ms;
constexpr std::size_t largest = 200'000'000, longest_complaint = 2000;

/// Bytes that a program reads or writes as a file, and that go with this object.
class MemoryFile {
public:
    explicit MemoryFile(const char* name) : number_(::memfd_create(name, MFD_CLOEXEC))
    {
        if (number_ < 0) fail();
    }
    ~MemoryFile() { ::close(number_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int number() const { return number_; }
    std::size_t size() const
    {
        struct stat found {};
        return ::fstat(number_, &found) == 0 ? static_cast<std::size_t>(found.st_size) : 0;
    }
    void fill(std::string_view bytes);
    std::string bytes(std::size_t most) const;

private:
    [[noreturn]] static void fail() { throw VerbError("pdf", std::string("no memory for the pages: ") + std::strerror(errno), 500, exit_mistake); }
    int number_;
};

void MemoryFile::fill(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto count = ::write(number_, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) fail();
        bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
    }
    ::lseek(number_, 0, SEEK_SET);
}

std::string MemoryFile::bytes(std::size_t most) const
{
    std::string text(std::min(size(), most), '\0');
    const auto count = ::pread(number_, text.data(), text.size(), 0);
    text.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return text;
}

/// A program under way; ended when this goes.
class Program {
public:
    Program(const MemoryFile& in, const MemoryFile& out, const MemoryFile& complaints);
    ~Program() { end(); }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    bool has_ended() { return id_ <= 0 || (::waitpid(id_, &status_, WNOHANG) == id_ && (id_ = 0, true)); }
    bool is_well() const { return WIFEXITED(status_) && WEXITSTATUS(status_) == 0; }
    void end()
    {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        ::waitpid(id_, &status_, 0);
        id_ = 0;
    }

private:
    pid_t id_ = 0;
    int status_ = 0;
};

Program::Program(const MemoryFile& in, const MemoryFile& out, const MemoryFile& complaints)
{
    std::string name = "weasyprint", quiet = "--quiet", dash = "-";
    std::array<char*, 5> words{name.data(), quiet.data(), dash.data(), dash.data(), nullptr};
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_adddup2(&files, in.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, out.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&files, complaints.number(), STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);   // our sockets are none of its business
    const int failed = ::posix_spawnp(&id_, name.c_str(), &files, nullptr, words.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (failed == 0) return;
    id_ = 0;
    if (failed == ENOENT) throw VerbError("no_weasyprint", "PDF is made by the program weasyprint, which is not installed: apt install weasyprint. Or open the HTML in a browser and print it", 501, exit_config);
    throw VerbError("pdf", std::string("weasyprint cannot be started: ") + std::strerror(failed), 500, exit_config);
}

void want_pages(const Program& program, const MemoryFile& pages, const MemoryFile& complaints)
{
    if (program.is_well() && pages.bytes(5) == "%PDF-") return;
    const auto said = complaints.bytes(longest_complaint);
    throw VerbError("pdf", "weasyprint made no PDF" + (said.empty() ? std::string() : ": " + said) + "; the HTML can be printed by a browser", 500, exit_config);
}

}  // namespace

task<std::string> book_pdf(std::string html, std::function<bool()> is_ended)
{
    MemoryFile in("book.html"), pages("book.pdf"), complaints("complaints");
    in.fill(html);
    Program program(in, pages, complaints);
    net::steady_timer pause(co_await net::this_coro::executor);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!program.has_ended()) {
        if (is_ended()) throw VerbError("cancelled", "cancelled; no PDF was made", 409, exit_differs);
        if (std::chrono::steady_clock::now() > deadline) throw VerbError("pdf", "weasyprint took longer than 5 minutes and was ended; the HTML can be printed by a browser", 504, exit_config);
        if (pages.size() > largest) throw VerbError("pdf", "the PDF became larger than 200 MB; the HTML can be printed by a browser", 500, exit_config);
        pause.expires_after(between_looks);
        co_await pause.async_wait(net::use_awaitable);
    }
    want_pages(program, pages, complaints);
    co_return pages.bytes(largest);
}

}  // namespace recalld::remote
