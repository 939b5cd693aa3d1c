#include "load/expectation_yaml.hpp"

#include "load/shape.hpp"

namespace recalld::load {

namespace {

constexpr double longest_words = 10'000;

const Shape& expectation_shape()
{
    static const Shape shape = map_of("expectation", {
        must("expectation", integer(1, 1), "version of this language"),
        may("of", text(), "the version that it was made from"),
        may("gain_tolerance", decibels(0, 60), "how far head-amp gains may have drifted; 1 dB unless said"),
        may("parameters", integer(0, 10'000'000), "how many are named below; with fewer the file was cut"),
        must("units", dictionary_of(map_of("expected unit", {
            may("online", truth(), "it answers, or it does not"),
            may("identity", text(), "what it says that it is"),
            may("parameters", dictionary_of(either({scalar(longest_words), map_of("expected value", {
                must("is", scalar(longest_words), "its value in words"),
                may("tolerance", decibels(0, 200), "a difference up to this is none, and beyond it a warning"),
            })})), "by name, what they are"),
        })), "by name, the units of the room"),
    });
    return shape;
}

studio::ExpectedParameter read_parameter(const Cursor& name, const Cursor& value)
{
    studio::ExpectedParameter parameter{name.text(), {}, {}, value.place()};
    if (!value.is(Cursor::Kind::map)) {
        parameter.words = value.scalar();
        return parameter;
    }
    parameter.words = value.find("is")->scalar();
    if (const auto tolerance = value.find("tolerance")) parameter.tolerance = tolerance->decibels();
    return parameter;
}

studio::ExpectedUnit read_unit(const Cursor& name, const Cursor& map)
{
    studio::ExpectedUnit unit{name.text(), {}, {}, {}, name.place()};
    if (const auto online = map.find("online")) unit.online = online->truth();
    read(map, "identity", unit.identity);
    if (const auto parameters = map.find("parameters"))
        for (const auto& [parameter, value] : parameters->entries()) unit.parameters.push_back(read_parameter(parameter, value));
    return unit;
}

std::size_t parameters_in(const studio::Expectation& expectation)
{
    std::size_t count = 0;
    for (const auto& unit : expectation.units) count += unit.parameters.size();
    return count;
}

/// A file that ends too early is good YAML as often as not, and would check less than it should.
void want_whole(const studio::Expectation& expectation, const Cursor& promised)
{
    const auto found = parameters_in(expectation);
    if (found >= static_cast<std::size_t>(promised.integer())) return;
    const auto count = std::to_string(found);
    promised.fail("the file names " + promised.scalar() + " parameters, and only " + count + " are in it: it was cut, or lines were taken out; make it again, or write " + count + " if that is meant");
}

}  // namespace

studio::Expectation parse_expectation(std::string_view text, const std::string& file)
{
    const YamlDocument document(text, file);
    const Cursor root(document);
    check(root, expectation_shape());
    studio::Expectation expectation;
    read(root, "of", expectation.of);
    if (const auto tolerance = root.find("gain_tolerance")) expectation.gain_tolerance = tolerance->decibels();
    for (const auto& [name, map] : root.find("units")->entries()) expectation.units.push_back(read_unit(name, map));
    if (const auto promised = root.find("parameters")) want_whole(expectation, *promised);
    return expectation;
}

}  // namespace recalld::load
