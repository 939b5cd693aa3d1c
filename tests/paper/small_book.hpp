#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "source_dir.hpp"

/// The facts of a book with something in every chapter, as the verb `book` gathers them.
namespace recalld::paper::test {

inline nlohmann::ordered_json small_book()
{
    std::ifstream file(recalld::testing::source_dir() + "/tests/paper/golden/small_book.json");
    return nlohmann::ordered_json::parse(file);
}

inline std::string text_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// What stands in golden/NAME. RECALLD_RENEW_GOLDEN=1 puts the present text there instead: look at the difference before you keep it.
inline std::string golden(const std::string& name, const std::string& present)
{
    const std::filesystem::path path = std::filesystem::path(recalld::testing::source_dir()) / "tests/paper/golden" / name;
    if (std::getenv("RECALLD_RENEW_GOLDEN")) std::ofstream(path, std::ios::binary) << present;
    return text_of(path);
}

}  // namespace recalld::paper::test
