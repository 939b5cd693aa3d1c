#include "load/house_yaml.hpp"

#include <algorithm>
#include <cctype>

#include "studio/spelling.hpp"

namespace recalld::load {

namespace {

std::string small(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return text;
}

rig::HouseStrip read_strip(const Cursor& map, const rig::HouseConfig& others)
{
    rig::HouseStrip strip;
    const Cursor role = *map.find("role"), where = *map.find("strip");
    strip.role = small(role.text());
    if (strip.role.empty()) role.fail("a role has a name, such as kick");
    if (std::ranges::find(others, strip.role, &rig::HouseStrip::role) != others.end())
        role.fail("a second " + studio::in_quotes(strip.role) + "; several strips of a role are one scope: desk ch/5-7");
    strip.strip = where.text();
    if (strip.strip.empty()) where.fail("a strip has a unit and a path: desk ch/01");
    strip.place = where.place();
    read(map, "colour", strip.colour);
    read(map, "words", strip.words);
    return strip;
}

}  // namespace

rig::HouseConfig read_house(const Cursor& list)
{
    rig::HouseConfig house;
    for (const Cursor& map : list.items()) house.push_back(read_strip(map, house));
    return house;
}

}  // namespace recalld::load
