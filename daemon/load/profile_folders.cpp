#include "load/any_profile.hpp"
#include "load/config_error.hpp"
#include "load/path_rules.hpp"
#include "load/profile_yaml.hpp"
#include "load/surface_yaml.hpp"
#include "load/text_file.hpp"
#include "studio/spelling.hpp"

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

/// Where a profile is. Throws UnknownProfile.
fs::path file_of(const std::vector<fs::path>& folders, const std::string& id)
{
    const bool stays_inside = is_path(id) && ("/" + id).find("/.") == std::string::npos;
    for (const fs::path& folder : folders) {
        const fs::path file = folder / (id + ".yaml");
        std::error_code error;
        if (stays_inside && fs::exists(file, error)) return file;
    }
    fail_unknown(folders, id);
}

/// Its key stands at the beginning of a line: all others stand further right.
bool says_surface(std::string_view yaml)
{
    constexpr std::string_view key = "surface:";
    return yaml.starts_with(key) || yaml.find("\nsurface:") != std::string_view::npos;
}

/// The kind that was asked for.
template <typename Kind>
std::shared_ptr<const Kind> find_kind(const std::vector<fs::path>& folders, const std::string& id, const std::string& wanted)
{
    const fs::path file = file_of(folders, id);
    const AnyProfile found = read_any_profile(file, id);
    if (const auto* kind = std::get_if<std::shared_ptr<const Kind>>(&found)) return *kind;
    throw ConfigError(file.string() + ": " + studio::in_quotes(id) + " is no " + wanted);
}

}  // namespace

std::shared_ptr<const studio::Profile> find_profile(const std::vector<fs::path>& folders, const std::string& id)
{
    return find_kind<studio::Profile>(folders, id, "device but a control surface");
}

std::string profile_text(const std::vector<fs::path>& folders, const std::string& id)
{
    try {
        return read_text_file(file_of(folders, id));
    } catch (const ConfigError&) {
        return {};
    }
}

std::shared_ptr<const studio::Surface> find_surface(const std::vector<fs::path>& folders, const std::string& id)
{
    return find_kind<studio::Surface>(folders, id, "control surface");
}

AnyProfile find_any_profile(const std::vector<fs::path>& folders, const std::string& id)
{
    return read_any_profile(file_of(folders, id), id);
}

AnyProfile read_any_profile(const fs::path& file, std::string id)
{
    return parse_any_profile(read_text_file(file), file.string(), std::move(id));
}

AnyProfile parse_any_profile(std::string_view yaml, const std::string& file, std::string id)
{
    if (says_surface(yaml)) return parse_surface(yaml, file, std::move(id));
    return parse_profile(yaml, file, std::move(id));
}

}  // namespace recalld::load
