#include "load/text_file.hpp"

#include "load/bent.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <fstream>

using namespace recalld::load;
namespace fs = std::filesystem;

namespace {

/// A file that lasts as long as the test.
struct File {
    fs::path path = fs::temp_directory_path() / ("recalld-text-" + std::to_string(::getpid()));
    explicit File(const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
    ~File() { fs::remove(path); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
};

}  // namespace

TEST_CASE("a text file is read as it is")
{
    const std::string text("a: 1\r\n\0b", 8);
    CHECK(read_text_file(File(text).path) == text);
    CHECK(read_text_file(File("").path).empty());
}

TEST_CASE("what cannot be read is named")
{
    CHECK(complaint([] { read_text_file("/nowhere/rig.yaml"); }) == "/nowhere/rig.yaml: No such file or directory");
    CHECK(complaint([] { read_text_file("/tmp"); }) == "/tmp: Is a directory");
    const File large(std::string((4U << 20U) + 1, '#'));
    CHECK(complaint([&] { read_text_file(large.path); }) == large.path.string() + ":1:1: the file is larger than 4 MB");
}
