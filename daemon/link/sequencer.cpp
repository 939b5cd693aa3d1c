#include "link/sequencer.hpp"

#include <fcntl.h>
#include <sound/asequencer.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace recalld::link {

namespace {

constexpr const char* sequencer = "/dev/snd/seq";
constexpr int most_cells = 2000;   // SNDRV_SEQ_MAX_CLIENT_EVENTS, which the kernel keeps to itself; 256 bytes of SysEx take eleven

void widen(int file)
{
    snd_seq_client_pool pool{};
    if (::ioctl(file, SNDRV_SEQ_IOCTL_CLIENT_ID, &pool.client) < 0 || ::ioctl(file, SNDRV_SEQ_IOCTL_GET_CLIENT_POOL, &pool) < 0) return;
    if (pool.input_pool >= most_cells) return;
    pool.input_pool = most_cells;
    ::ioctl(file, SNDRV_SEQ_IOCTL_SET_CLIENT_POOL, &pool);   // refused: it stays as it was
}

}  // namespace

std::string trouble_with_sequencer()
{
    const int file = ::open(sequencer, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (file >= 0) return ::close(file), "";
    const int error = errno;
    const std::string path = sequencer;
    if (error == ENOENT) return "this machine has no ALSA sequencer (" + path + " is missing); JACK and network MIDI work without it";
    if (error == EACCES || error == EPERM) return "the ALSA sequencer (" + path + ") may not be opened by this user; its group is usually audio";
    return "the ALSA sequencer (" + path + ") cannot be opened: " + std::generic_category().message(error) + "; is the kernel's module snd-seq there?";
}

void widen_sequencer_inputs()
{
    // RtMidi keeps its handle to itself
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
        if (std::filesystem::read_symlink(entry.path(), ignored) != sequencer) continue;
        const auto name = entry.path().filename().string();
        int file = -1;
        std::from_chars(name.data(), name.data() + name.size(), file);
        widen(file);
    }
}

}  // namespace recalld::link
