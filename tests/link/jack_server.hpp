#pragma once

#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "link/jack_link.hpp"
#include "run_until.hpp"

namespace recalld::testing {

/// A JACK server of the test's own, with the driver that needs no sound card. It ends with the test.
class JackServer {
public:
    explicit JackServer(net::io_context& io) : io_(io) { start(); }
    ~JackServer()
    {
        // a killed server keeps one of eight places on this machine until one of its name ends well
        if (is_killed_) start();
        end(SIGTERM);
        remove_semaphores();
    }
    JackServer(const JackServer&) = delete;
    JackServer& operator=(const JackServer&) = delete;

    const std::string& name() const { return name_; }
    /// Empty when it serves; why it does not otherwise, for WARN.
    const std::string& fault() const { return fault_; }

    void start()
    {
        is_killed_ = false;
        if (!spawn()) return;
        link::JackLink probe(io_, {.name = "probe", .is_virtual = true}, name_);
        std::string last;
        const auto serves = [&] { return has_ended() || (last = probe.open([](link::View) {}, {})).empty(); };
        if (!run_until(io_, serves) || process_ < 0) fault_ = "jackd did not come up: " + last;
    }

    void end(int signal)
    {
        if (process_ < 0) return;
        is_killed_ = signal == SIGKILL;
        ::kill(process_, signal);
        const bool is_over = run_until(io_, [&] { return has_ended(); }, 10s);
        if (is_over) return;
        is_killed_ = true;
        ::kill(process_, SIGKILL);
        ::waitpid(std::exchange(process_, -1), nullptr, 0);
    }

private:
    bool spawn()
    {
        std::vector<std::string> words{"jackd", "-n", name_, "-r", "-d", "dummy", "-r", "48000", "-p", "128"};
        std::vector<char*> arguments, settings;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::string unreserved = "JACK_NO_AUDIO_RESERVATION=1";
        settings.push_back(unreserved.data());
        for (char** one = environ; *one; ++one) settings.push_back(*one);
        settings.push_back(nullptr);
        posix_spawn_file_actions_t files;
        ::posix_spawn_file_actions_init(&files);
        for (const int output : {STDOUT_FILENO, STDERR_FILENO}) ::posix_spawn_file_actions_addopen(&files, output, "/dev/null", O_WRONLY, 0);
        const int error = ::posix_spawnp(&process_, "jackd", &files, nullptr, arguments.data(), settings.data());
        ::posix_spawn_file_actions_destroy(&files);
        if (error == 0) return true;
        process_ = -1;
        fault_ = "jackd cannot be started (is jackd2 installed?)";
        return false;
    }

    bool has_ended()
    {
        if (process_ >= 0 && ::waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
        return process_ < 0;
    }

    /// Those of clients that outlived their server stay behind.
    void remove_semaphores() const
    {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator("/dev/shm", ignored))
            if (entry.path().filename().string().find("_" + name_ + "_") != std::string::npos) std::filesystem::remove(entry.path(), ignored);
    }

    static std::string unique_name()
    {
        static int count = 0;
        return "recalld-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count);
    }

    net::io_context& io_;
    std::string name_ = unique_name(), fault_;
    pid_t process_ = -1;
    bool is_killed_ = false;
};

}  // namespace recalld::testing

/// Leaves the test case, said and passed, on machines without JACK.
#define SKIP_WITHOUT(server)                                    \
    if (!(server).fault().empty()) {                            \
        WARN("skipped: " << (server).fault());                  \
        return;                                                 \
    }
