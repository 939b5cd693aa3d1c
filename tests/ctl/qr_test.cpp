#include "ctl/qr.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace recalld::ctl;

namespace {

/// The squares again: true is dark. A line of blocks is two rows.
std::vector<std::vector<bool>> squares(const std::string& text)
{
    std::vector<std::vector<bool>> rows;
    for (std::size_t at = 0; at < text.size();) {
        std::vector<bool> upper, lower;
        for (; text[at] != '\n';) {
            const std::string block = text[at] == ' ' ? " " : text.substr(at, 3);
            upper.push_back(block == " " || block == "▄");
            lower.push_back(block == " " || block == "▀");
            at += block.size();
        }
        ++at;
        rows.push_back(upper);
        rows.push_back(lower);
    }
    return rows;
}

}  // namespace

TEST_CASE("a QR code has its three corners and a light border")
{
    const auto rows = squares(qr_code("http://127.0.0.1:8766/pair/K7PQ-2MXR"));
    const std::size_t width = rows.front().size() - 4;
    REQUIRE(width >= 21);
    REQUIRE((width - 17) % 4 == 0);
    const auto is_corner = [&](std::size_t top, std::size_t left) {
        for (std::size_t y = 0; y < 7; ++y)
            for (std::size_t x = 0; x < 7; ++x) {
                const bool ring = x == 0 || x == 6 || y == 0 || y == 6, heart = x >= 2 && x <= 4 && y >= 2 && y <= 4;
                if (rows[top + y][left + x] != (ring || heart)) return false;
            }
        return true;
    };
    CHECK(is_corner(2, 2));
    CHECK(is_corner(2, 2 + width - 7));
    CHECK(is_corner(2 + width - 7, 2));
    for (const auto& row : rows) CHECK_FALSE(row.front());
    for (const bool dark : rows.front()) CHECK_FALSE(dark);
}

TEST_CASE("what is too long for a QR code has none")
{
    CHECK(qr_code(std::string(5000, 'x')).empty());
    CHECK_FALSE(qr_code("x").empty());
}
