#include "osc/node_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace recalld;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

/// Whatever a value is, it is written as a number.
void check_writers(double value)
{
    require(osc::read_number(osc::write_number(value, 2, osc::Plus::from_zero)).has_value());
    require(osc::read_number(osc::write_significant(value, 3)).has_value());
    require(osc::read_number(osc::write_frequency(value)).has_value());
}

void check_token(const osc::Token& token)
{
    const auto line = "/a " + osc::quote(token.text);
    require(token.text.find('"') != token.text.npos || osc::read_line(line)->tokens.at(0).text == token.text);
    if (const auto number = osc::read_number(token.text)) check_writers(number->value);
    if (const auto map = osc::read_bitmap(token.text)) require(osc::write_bitmap(map->bits, map->width) == token.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (const auto line = osc::read_line(input))
        for (const auto& token : line->tokens) check_token(token);
    require(osc::read_line("/a " + osc::quote(input))->tokens.size() == 1);
    double value = 0;
    std::copy_n(data, std::min(size, sizeof value), reinterpret_cast<std::uint8_t*>(&value));
    check_writers(value);
    return 0;
}
