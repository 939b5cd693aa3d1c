#include "remote/socket_file.hpp"

#include <sys/stat.h>

#include <fstream>

#include "remote/http_fixture.hpp"

using namespace recalld;
using namespace recalld::remote;
using namespace recalld::remote::test;
using Catch::Matchers::Contains;

TEST_CASE("the socket is for owner and group only")
{
    const Running running;
    struct stat found {};
    REQUIRE(::stat(running.folder.socket().c_str(), &found) == 0);
    CHECK((found.st_mode & 0777) == 0660);
}

TEST_CASE("a stale socket is replaced")
{
    const SocketFolder folder;
    {
        const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, folder.socket().data(), folder.socket().size());
        REQUIRE(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::close(dead);
    }
    REQUIRE(fs::exists(folder.socket()));
    net::io_context io;
    CHECK_NOTHROW(HttpServer(io, UnixDoor{folder.socket()}, 1000, nullptr));
}

TEST_CASE("a live socket is refused by name and left alone")
{
    const Running running;
    net::io_context io;
    CHECK_THROWS_WITH(HttpServer(io, UnixDoor{running.folder.socket()}, 1000, nullptr),
                      Contains(running.folder.socket()) && Contains("another recalld answers there"));
    CHECK(ask(running, "/echo", "unharmed").lines.front() == "unharmed");
}

TEST_CASE("what cannot be a socket is refused in words")
{
    const SocketFolder folder;
    net::io_context io;
    const auto start = [&](const std::string& path) { HttpServer(io, UnixDoor{path}, 1000, nullptr); };
    CHECK_THROWS_WITH(start((folder.path / "no/s").string()),
                      Contains("the folder " + (folder.path / "no").string() + " does not exist"));
    CHECK_THROWS_WITH(start(folder.path.string() + "/" + std::string(120, 'x')), Contains("longer than 107 bytes"));
    CHECK_THROWS_WITH(start(""), Contains("no socket path"));
    std::ofstream(folder.path / "file") << "precious";
    CHECK_THROWS_WITH(start((folder.path / "file").string()), Contains("not a socket") && Contains("left alone"));
    CHECK(fs::file_size(folder.path / "file") == 8);
}

TEST_CASE("a server takes its socket file along, but not another server's")
{
    const SocketFolder folder;
    net::io_context io;
    std::optional<HttpServer> first(std::in_place, io, UnixDoor{folder.socket()}, 1000, nullptr);
    CHECK(fs::exists(folder.socket()));
    fs::remove(folder.socket());
    const HttpServer second(io, UnixDoor{folder.socket()}, 1000, nullptr);
    first.reset();
    CHECK(fs::exists(folder.socket()));
    std::optional<HttpServer> third;
    CHECK_THROWS(third.emplace(io, UnixDoor{folder.socket()}, 1000, nullptr));
}
