#pragma once

#include "driver/midi_driver.hpp"
#include "profile_here.hpp"
#include "wire/bytes.hpp"

/// What tests of MIDI boxes share.
namespace recalld::driver {

using testing::ProfilePtr;
using wire::bytes;

/// A driver made from a profile of this tree; bytes in, words out.
struct Box {
    explicit Box(const std::string& id, Place place = {}, const testing::Bends& bends = {})
        : profile(testing::profile_here(id, bends)), driver(profile, place)
    {
    }

    studio::ParameterId id(const std::string& name) const { return profile->find(name).value(); }
    std::string ask(const std::string& name) const { return wire::hex(driver.ask({Question::Kind::leaf, id(name)})); }
    std::string tell(const std::string& name, const studio::Value& value) const { return wire::hex(driver.tell({id(name), value})); }
    Heard hear(const wire::Bytes& packet)
    {
        Heard heard;
        driver.hear(packet, heard);
        return heard;
    }
    Heard hear(const std::string& literal) { return hear(bytes(literal)); }

    ProfilePtr profile;
    MidiDriver driver;
};

}  // namespace recalld::driver
