#pragma once

#include <filesystem>

namespace recalld::testing {

/// A folder of its own for each test, gone afterwards.
struct Folder {
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

}  // namespace recalld::testing
