#include "load/text_file.hpp"

#include "load/config_error.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace recalld::load {

std::string read_text_file(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) throw ConfigError(file.string() + ": " + error.message());
    if (size > (4U << 20U)) throw ConfigError(file.string() + ":1:1: the file is larger than 4 MB");
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in) throw ConfigError(file.string() + ": " + std::strerror(errno));
    return text;
}

}  // namespace recalld::load
