#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recalld::simulate {

/// What goes wrong between a console and its client. From the command line: `loss=1%,delay=2ms,jitter=1ms,duplicate=1%,
/// reorder=2%,rate=1000/s,queue=64,reboot=every 5s for 1s,freeze=after 2s for 1s,person=10/s,seed=7,silent=ch/05/mix`.
struct Faults {
    double loss = 0;                      ///< share of datagrams lost, each way, 0 … 1
    double duplicate = 0;                 ///< share of datagrams doubled, each way
    double reorder = 0;                   ///< share of answers that let the next one overtake them
    std::chrono::microseconds delay{0};   ///< each way: a round trip takes twice as much
    std::chrono::microseconds jitter{0};  ///< more delay, at random up to this; the order is kept
    std::uint32_t rate = 0;               ///< requests served a second; 0 = as fast as it can
    std::uint32_t queue = 64;             ///< requests waiting at most; more are dropped. With `rate` and `freeze`
    std::chrono::milliseconds reboot_every{0}, reboot_for{0};
    std::chrono::milliseconds freeze_after{0}, freeze_for{0};  ///< once
    double person = 0;                                         ///< random fader moves a second by somebody at the desk
    std::vector<std::string> silent;                           ///< node paths that are never answered
    double garble = 0;                    ///< share of answers with one wrong byte; MIDI boxes
    std::uint32_t line = 0;               ///< bytes a second each way, such as 3125; MIDI boxes; 0 = no time at all
    std::uint64_t seed = 1;

    bool none() const;
};

/// Throws std::invalid_argument naming the word and what is known.
Faults parse_faults(std::string_view text);

}  // namespace recalld::simulate
