#include "paper/photo.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdint>

using namespace recalld::paper;
using Catch::Matchers::Contains;

namespace {

std::string big_endian(std::uint32_t number)
{
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xffu);
    return bytes;
}

std::uint32_t crc_of(const std::string& bytes)
{
    std::uint32_t crc = 0xffffffffu;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (crc & 1u ? 0xedb88320u : 0u);
    }
    return ~crc;
}

std::string chunk(const std::string& name, const std::string& content) { return big_endian(static_cast<std::uint32_t>(content.size())) + name + content + big_endian(crc_of(name + content)); }

/// Stored, not compressed.
std::string zlib(const std::string& content)
{
    std::string stream = "\x78\x01";
    std::uint32_t a = 1, b = 0;
    for (const char byte : content) a = (a + static_cast<unsigned char>(byte)) % 65521, b = (b + a) % 65521;
    for (std::size_t at = 0; at < content.size(); at += 65535) {
        const auto part = content.substr(at, 65535);
        stream += at + 65535 >= content.size() ? '\x01' : '\x00';
        const auto size = static_cast<std::uint16_t>(part.size());
        for (const int word : {static_cast<int>(size), static_cast<int>(static_cast<std::uint16_t>(~size))}) stream += static_cast<char>(word & 0xff), stream += static_cast<char>(word >> 8 & 0xff);
        stream += part;
    }
    return stream + big_endian(b << 16 | a);
}

std::string png_head(std::uint32_t width, std::uint32_t height, char kind) { return "\x89PNG\r\n\x1a\n" + chunk("IHDR", big_endian(width) + big_endian(height) + std::string{8, kind, 0, 0, 0}); }

/// Left half red, right half blue.
std::string png(std::uint32_t width, std::uint32_t height)
{
    std::string pixels;
    for (std::uint32_t y = 0; y < height; ++y) {
        pixels += '\0';
        for (std::uint32_t x = 0; x < width; ++x) pixels += x < width / 2 ? std::string("\xff\0\0", 3) : std::string("\0\0\xff", 3);
    }
    return png_head(width, height, 2) + chunk("IDAT", zlib(pixels)) + chunk("IEND", "");
}

/// A JPEG with an EXIF word of how the phone was held.
std::string turned(const std::string& jpeg, char orientation)
{
    const std::string tiff = std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) + orientation + std::string("\0\0\0\0\0\0\0", 7);
    const std::string content = std::string("Exif\0\0", 6) + tiff;
    const auto size = content.size() + 2;
    return jpeg.substr(0, 2) + std::string("\xff\xe1") + static_cast<char>(size >> 8) + static_cast<char>(size & 0xff) + content + jpeg.substr(2);
}

std::string fault_of(const std::string& bytes)
{
    try {
        read_photo(bytes);
        return {};
    } catch (const PhotoFault& fault) {
        return fault.what();
    }
}

}  // namespace

TEST_CASE("a large picture becomes as large as a sheet needs, with a small one beside it")
{
    const auto photo = read_photo(png(2000, 1000));
    CHECK(photo.picture.width == 1600);
    CHECK(photo.picture.height == 800);
    CHECK(photo.thumbnail.width == 480);
    CHECK(photo.thumbnail.height == 240);
    CHECK(photo.picture.bytes.substr(0, 3) == "\xff\xd8\xff");
    CHECK(photo.thumbnail.bytes.substr(0, 3) == "\xff\xd8\xff");
}

TEST_CASE("a small picture stays as small as it is")
{
    const auto photo = read_photo(png(30, 20));
    CHECK(photo.picture.width == 30);
    CHECK(photo.thumbnail.height == 20);
    CHECK(read_photo(png(1, 1)).picture.width == 1);
}

TEST_CASE("a picture is turned as the phone was held")
{
    const auto jpeg = read_photo(png(64, 32)).picture.bytes;
    const auto photo = read_photo(turned(jpeg, 6));
    CHECK(photo.picture.width == 32);
    CHECK(photo.picture.height == 64);
    CHECK(read_photo(turned(jpeg, 3)).picture.width == 64);
    CHECK(read_photo(turned(jpeg, 99)).picture.width == 64);
}

TEST_CASE("what the phone wrote beside the picture goes no further")
{
    CHECK(turned(read_photo(png(64, 32)).picture.bytes, 6).find("Exif") != std::string::npos);
    CHECK(read_photo(turned(read_photo(png(64, 32)).picture.bytes, 6)).picture.bytes.find("Exif") == std::string::npos);
}

TEST_CASE("a picture that says it is huge is refused by its head")
{
    const auto fault = fault_of(png_head(20000, 20000, 2) + chunk("IDAT", zlib("")) + chunk("IEND", ""));
    CHECK_THAT(fault, Contains("20000 x 20000 pixels, 400.0 megapixels; at most 40"));
}

TEST_CASE("a file that is too large is not looked at")
{
    CHECK_THAT(fault_of(std::string(largest_photo + 1, 'x')), Contains("20 MB are taken"));
}

TEST_CASE("what is no picture is refused in words")
{
    CHECK(fault_of("") == "this is no JPEG, PNG or WebP picture");
    CHECK(fault_of("GIF89a and so on") == "this is no JPEG, PNG or WebP picture");
    CHECK_THAT(fault_of("\xff\xd8\xff\xe0 is not all that a JPEG needs"), Contains("the picture is broken"));
    const auto whole = png(64, 32);
    CHECK_THAT(fault_of(whole.substr(0, whole.size() / 2)), Contains("cut off"));
    const auto jpeg = read_photo(png(64, 32)).picture.bytes;
    CHECK_THAT(fault_of(jpeg.substr(0, jpeg.size() - 20)), Contains("cut off"));
    CHECK_FALSE(fault_of("RIFF\x04\0\0\0WEBPVP8 ").empty());
}

TEST_CASE("a picture that lets light through is put on white")
{
    const std::string clear("\0\x10\x20\x30\0", 5);   // one pixel, transparent
    const auto photo = read_photo(png_head(1, 1, 6) + chunk("IDAT", zlib(clear)) + chunk("IEND", ""));
    CHECK(photo.picture.width == 1);
}
