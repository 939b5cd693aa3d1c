#pragma once

#include <sys/types.h>

#include <string>

#include "net.hpp"

namespace recalld::remote {

/// A Unix socket we listen on, and its file: mode 0660, gone when this object goes. Core thread only.
class SocketFile {
public:
    /// Replaces a stale file, refuses one that another daemon answers on. Throws std::runtime_error naming the file.
    SocketFile(net::io_context& io, std::string path);
    ~SocketFile() { close(); }
    SocketFile(const SocketFile&) = delete;
    SocketFile& operator=(const SocketFile&) = delete;

    net::local::stream_protocol::acceptor& acceptor() { return acceptor_; }
    /// Stops listening and removes the file, unless somebody else's stands there by now.
    void close();

private:
    bool is_ours() const;
    std::string path_;
    net::local::stream_protocol::acceptor acceptor_;
    dev_t device_ = 0;
    ino_t inode_ = 0;
};

}  // namespace recalld::remote
