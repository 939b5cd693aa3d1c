#include "folder.hpp"

#include <cstdlib>
#include <string>

namespace recalld::testing {

Folder::Folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "recalld-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
}

Folder::~Folder() { std::filesystem::remove_all(path); }

}  // namespace recalld::testing
