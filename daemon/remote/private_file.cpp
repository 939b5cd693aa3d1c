#include "remote/private_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace recalld::remote {

namespace {

bool write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file) == 0;
}

std::string fault(const std::string& path) { return path + ": cannot be written: " + std::strerror(errno); }

}  // namespace

std::string write_private_file(const std::filesystem::path& file, std::string_view text)
{
    const std::string beside = file.string() + ".new";
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return fault(beside);
    const bool whole = write_all(descriptor, text);
    const std::string why = whole ? "" : fault(beside);
    ::close(descriptor);
    if (!whole) {
        ::unlink(beside.c_str());
        return why;
    }
    return std::rename(beside.c_str(), file.c_str()) == 0 ? "" : fault(file.string());
}

}  // namespace recalld::remote
