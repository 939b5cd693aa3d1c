// Runs a fuzzer's seeds as a plain test, without libFuzzer: each file of the directories named on the command line as
// it is, cut short, and with single bytes bent.

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t most_places = 512;  // where a long seed is cut and bent
constexpr std::array<std::uint8_t, 4> bends{0x01, 0x20, 0x80, 0xFF};

void run(const Input& input) { LLVMFuzzerTestOneInput(input.data(), input.size()); }

/// Every cut is a copy of its own, so that AddressSanitizer sees a read past its end.
void run_cut(const Input& seed, std::size_t size)
{
    run({seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(size)});
}

void run_bent(Input seed, std::size_t place)
{
    const auto sound = seed[place];
    for (const auto bend : bends) {
        seed[place] = static_cast<std::uint8_t>(sound ^ bend);
        run(seed);
    }
}

void run_seed(const Input& seed)
{
    run(seed);
    const auto step = 1 + seed.size() / most_places;
    for (std::size_t place = 0; place < seed.size(); place += step) {
        run_cut(seed, place);
        run_bent(seed, place);
    }
}

Input read(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::size_t run_directory(const std::filesystem::path& directory)
{
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        std::cout << entry.path().string() << std::endl;  // flushed: the last line names the seed that failed
        run_seed(read(entry.path()));
        ++count;
    }
    return count;
}

}  // namespace

int main(int argc, char** argv)
{
    std::size_t seeds = 0;
    for (int index = 1; index < argc; ++index) seeds += run_directory(argv[index]);
    std::cout << seeds << " seeds\n";
    return seeds > 0 ? 0 : 1;
}
