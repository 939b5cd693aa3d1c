#include "remote/socket_file.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace recalld::remote {

namespace {

constexpr mode_t for_owner_and_group = 0660;

[[noreturn]] void refuse(const std::string& path, const std::string& why)
{
    throw std::runtime_error("socket " + path + ": " + why);
}

void check_length(const std::string& path)
{
    constexpr std::size_t longest = sizeof(sockaddr_un::sun_path) - 1;
    if (path.empty()) throw std::runtime_error("no socket path given");
    if (path.size() > longest)
        refuse(path, "the path is longer than " + std::to_string(longest) + " bytes; choose a shorter one");
}

void check_folder(const std::string& path)
{
    const auto folder = std::filesystem::absolute(path).parent_path();
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        refuse(path, "the folder " + folder.string() + " does not exist; create it or choose another socket path");
}

/// errno of a connection attempt that never waits; 0 when somebody answers.
int try_connect(const std::string& path)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return errno;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int failed =
        ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
    ::close(descriptor);
    return failed;
}

/// Removes what a daemon that died left behind; throws when the path is taken by anything else.
void make_way(const std::string& path)
{
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return;
    if (!S_ISSOCK(found.st_mode)) refuse(path, "something that is not a socket stands there; it was left alone");
    const int failed = try_connect(path);
    if (failed == 0 || failed == EAGAIN)
        refuse(path, "another recalld answers there; stop it first or choose another socket path");
    if (failed != ECONNREFUSED) refuse(path, std::string("cannot tell whether it is in use: ") + std::strerror(failed));
    if (::unlink(path.c_str()) != 0)
        refuse(path, std::string("cannot remove the stale socket: ") + std::strerror(errno));
}

}  // namespace

SocketFile::SocketFile(net::io_context& io, std::string path) : path_(std::move(path)), acceptor_(io)
{
    check_length(path_);
    check_folder(path_);
    make_way(path_);
    boost::system::error_code failed;
    acceptor_.open({}, failed);
    if (!failed) acceptor_.bind(net::local::stream_protocol::endpoint(path_), failed);
    if (failed) refuse(path_, failed.message());
    // Nobody can connect before listen(), so the mode is right from the first moment.
    struct stat made {};
    if (::chmod(path_.c_str(), for_owner_and_group) != 0 || ::lstat(path_.c_str(), &made) != 0)
        refuse(path_, std::string("cannot set its mode: ") + std::strerror(errno));
    device_ = made.st_dev;
    inode_ = made.st_ino;
    acceptor_.listen(net::socket_base::max_listen_connections, failed);
    if (failed) refuse(path_, failed.message());
}

bool SocketFile::is_ours() const
{
    struct stat found {};
    return ::lstat(path_.c_str(), &found) == 0 && found.st_dev == device_ && found.st_ino == inode_;
}

void SocketFile::close()
{
    if (!acceptor_.is_open()) return;
    if (is_ours()) ::unlink(path_.c_str());
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

}  // namespace recalld::remote
