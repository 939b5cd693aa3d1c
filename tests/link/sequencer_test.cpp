#include "link/sequencer.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sound/asequencer.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace recalld;
using Catch::Matchers::Contains;

namespace {

/// A client of the sequencer while it lives; below zero where there is none.
struct Client {
    Client() : file(::open("/dev/snd/seq", O_RDWR | O_NONBLOCK | O_CLOEXEC)) {}
    ~Client()
    {
        if (file >= 0) ::close(file);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    int input_cells() const
    {
        snd_seq_client_pool pool{};
        ::ioctl(file, SNDRV_SEQ_IOCTL_CLIENT_ID, &pool.client);
        return ::ioctl(file, SNDRV_SEQ_IOCTL_GET_CLIENT_POOL, &pool) < 0 ? -1 : pool.input_pool;
    }

    const int file;
};

}  // namespace

TEST_CASE("trouble with the sequencer is told exactly when it cannot be opened")
{
    const Client client;
    const auto trouble = link::trouble_with_sequencer();
    CHECK(trouble.empty() == (client.file >= 0));
    if (client.file < 0) CHECK_THAT(trouble, Contains("ALSA sequencer (/dev/snd/seq"));
}

TEST_CASE("clients of ALSA get room for what they have not read")
{
    const Client client;
    link::widen_sequencer_inputs();
    link::widen_sequencer_inputs();
    if (client.file >= 0) CHECK(client.input_cells() == 2000);
    else WARN("skipped: this machine has no ALSA sequencer");
}
