#include "bench/daemon_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "remote/http.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

/// Where the daemon says that it is ready, as it would to systemd.
class NotifySocket {
public:
    explicit NotifySocket(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot bind " + path);
    }
    ~NotifySocket() { ::close(socket_); }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    void wait_ready()
    {
        for (const auto until = Clock::now() + 10s; Clock::now() < until;) {
            pollfd ready{socket_, POLLIN, 0};
            if (::poll(&ready, 1, 1000) <= 0) continue;
            char text[256];
            const auto size = ::recv(socket_, text, sizeof text, 0);
            if (size > 0 && std::string(text, static_cast<std::size_t>(size)).find("READY=1") != std::string::npos) return;
        }
        throw std::runtime_error("the daemon did not get ready within 10 s");
    }

private:
    int socket_;
};

pid_t start(const std::vector<std::string>& words, const std::string& notify)
{
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setenv("NOTIFY_SOCKET", notify.c_str(), 1);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

double cpu_seconds_of(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_mb_of(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

}  // namespace

DaemonProcess::DaemonProcess(const DaemonPlace& place) : socket_(place.folder + "/socket")
{
    std::filesystem::create_directories(place.folder);
    const std::string rig = place.folder + "/rig.yaml", notify = place.folder + "/notify";
    std::ofstream(rig) << place.rig;
    NotifySocket listening(notify);
    const auto begun = Clock::now();
    process_ = start({place.binary, "--rig", rig, "--state", place.folder + "/state", "--socket", socket_, "--profiles", place.profiles}, notify);
    listening.wait_ready();
    ready_ms_ = ms_since(begun);
}

DaemonProcess::~DaemonProcess()
{
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

std::string DaemonProcess::ask(const std::string& verb, const std::string& arguments) const
{
    std::string answer;
    remote::http_request(socket_, "/v1/" + verb, arguments, [&](std::string_view line) { return answer = line, true; });
    return answer;
}

void DaemonProcess::wait_until_read() const
{
    for (const auto until = Clock::now() + 20s; Clock::now() < until;) {
        if (ask("units", "{}").find("\"online\":true") != std::string::npos) return;
        ::poll(nullptr, 0, 50);
    }
    throw std::runtime_error("the daemon did not read the desk within 20 s");
}

std::uint16_t DaemonProcess::port_of(const std::string& door) const
{
    for (const auto until = Clock::now() + 10s; Clock::now() < until;) {
        const auto status = nlohmann::json::parse(ask("status", "{}"));
        for (const auto& one : status["result"]["doors"])
            if (one["door"] == door) return one["port"].get<std::uint16_t>();
        ::poll(nullptr, 0, 20);
    }
    throw std::runtime_error("the daemon has no door " + door);
}

double DaemonProcess::cpu_seconds() const { return cpu_seconds_of(process_); }

double DaemonProcess::resident_mb() const { return resident_mb_of(process_); }

}  // namespace recalld::bench
