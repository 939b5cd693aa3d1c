#include "load/config_error.hpp"
#include "studio/spelling.hpp"
#include "load/path_rules.hpp"
#include "load/profile_yaml.hpp"

#include <algorithm>

namespace recalld::load {

namespace {

namespace fs = std::filesystem;

/// Names of profiles below a folder, as they would be written in a rig.
std::vector<std::string> ids_in(const fs::path& folder)
{
    std::vector<std::string> ids;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".yaml")
            ids.push_back(entry->path().lexically_relative(folder).replace_extension().generic_string());
    return ids;
}

std::string last_segment(const std::string& id) { return id.substr(id.rfind('/') + 1); }

/// People write `x32` for `consoles/x32`, too: the last segment counts most.
std::string nearest_id(const std::string& id, const std::vector<std::string>& ids)
{
    const auto with_segment = [&](const std::string& segment) {
        const auto found = std::find_if(ids.begin(), ids.end(),
                                        [&](const std::string& known) { return last_segment(known) == segment; });
        return found == ids.end() ? std::string{} : *found;
    };
    if (const std::string same = with_segment(last_segment(id)); !same.empty()) return same;
    if (const std::string near = studio::nearest_word(id, ids); !near.empty()) return near;
    std::vector<std::string> segments;
    std::transform(ids.begin(), ids.end(), std::back_inserter(segments), last_segment);
    return with_segment(studio::nearest_word(last_segment(id), segments));
}

[[noreturn]] void fail_unknown(const std::vector<fs::path>& folders, const std::string& id)
{
    std::string where;
    std::vector<std::string> ids;
    for (const fs::path& folder : folders) {
        where += (where.empty() ? "" : ", ") + folder.string();
        for (std::string& known : ids_in(folder)) ids.push_back(std::move(known));
    }
    std::sort(ids.begin(), ids.end());
    const std::string near = nearest_id(id, ids);
    throw UnknownProfile("no profile " + studio::in_quotes(id) + " in " + where
                      + (near.empty() ? "" : "; did you mean " + studio::in_quotes(near) + "?"));
}

}  // namespace

std::shared_ptr<const studio::Profile> find_profile(const std::vector<fs::path>& folders, const std::string& id)
{
    const bool stays_inside = is_path(id) && ("/" + id).find("/.") == std::string::npos;
    for (const fs::path& folder : folders) {
        const fs::path file = folder / (id + ".yaml");
        std::error_code error;
        if (stays_inside && fs::exists(file, error)) return read_profile(file, id);
    }
    fail_unknown(folders, id);
}

}  // namespace recalld::load
