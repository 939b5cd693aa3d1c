#include "driver/daw_profile.hpp"
#include "driver/driver.hpp"
#include "driver/midi_frames.hpp"

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>

using namespace recalld;

namespace {

std::shared_ptr<const studio::Profile> daw(const std::string& protocol)
{
    auto surface = std::make_shared<studio::Surface>();
    surface->protocol = protocol;
    surface->master = surface->timecode = surface->assignment = surface->jog = true;
    surface->display = {0, 7, 6};
    return driver::daw_profile(std::move(surface));
}

/// As profiles/daws/mmc.yaml, without a file.
std::shared_ptr<const studio::Profile> machine()
{
    auto profile = std::make_shared<studio::Profile>();
    profile->protocol = "mmc";
    studio::Law any, number;
    any.kind = studio::LawKind::text;
    any.steps = 16;
    number.kind = studio::LawKind::choice;
    number.words = {"24", "25", "29.97df", "30"};
    number.steps = 4;
    profile->laws = {any, number};
    for (const auto* name : {"timecode", "timecode/rate", "timecode/locked", "transport/play", "transport/stop",
                             "transport/record", "transport/rewind"}) {
        studio::Parameter parameter;
        parameter.name = name;
        parameter.law = std::string(name) == "timecode" ? 0 : 1;
        parameter.live = parameter.blind = true;
        profile->parameters.push_back(parameter);
    }
    profile->index();
    return profile;
}

/// Whatever was heard is a value that its parameter can have, and can be told back.
void check(const studio::Profile& profile, const driver::Driver& driver, const driver::Heard& heard)
{
    for (const auto& setting : heard.settings) {
        if (!profile.law_of(setting.parameter).holds(setting.value)) std::abort();
        (void)driver.objection(setting);
        (void)driver.tell(setting);
    }
    for (const auto& level : heard.levels)
        if (level.strip >= profile.strips.size()) std::abort();
}

void run(const std::shared_ptr<const studio::Profile>& profile, wire::View bytes)
{
    const auto driver = driver::make_driver(profile, {{}, {}, "daw"});
    driver::MidiFrames cutter;
    driver::Heard heard;
    cutter.feed(bytes, [&](wire::View message) {
        heard.at += std::chrono::milliseconds(7);
        driver->hear(message, heard);
        check(*profile, *driver, heard);
        if (const auto time = driver->wake(); !time || *time > heard.at) return;
        driver->pass_time(heard);
        check(*profile, *driver, heard);
    });
    driver->forget();
    driver->pass_time(heard);
    check(*profile, *driver, heard);
}

}  // namespace

/// The input is a stream of MIDI, as DAWs and tape machines send it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const auto mcu = daw("mcu"), hui = daw("hui"), tape = machine();
    const auto bytes = std::as_bytes(std::span(data, size));
    for (const auto& profile : {mcu, hui, tape}) run(profile, bytes);
    return 0;
}
