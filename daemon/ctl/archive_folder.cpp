#include "ctl/archive_folder.hpp"

#include <algorithm>
#include <filesystem>

#include "ctl/command.hpp"
#include "ctl/files.hpp"
#include "hash.hpp"

namespace recalld::ctl {

namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_name = "manifest.json";

[[noreturn]] void fail(const std::string& path, const std::string& why, int exit) { throw FileError(path + ": " + why, exit); }

/// `versions/Mix 3@1.json`; nothing that begins at the root or goes up.
bool stays_inside(const std::string& path)
{
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string::npos) return false;
    return std::ranges::all_of(fs::path(path), [](const fs::path& part) { return part != ".." && part != "." && !part.empty(); });
}

std::string place_of(const std::string& folder, const std::string& path)
{
    if (!stays_inside(path)) fail(path, "this path would leave the folder of the archive; nothing more was written", exit_usage);
    return (fs::path(folder) / path).string();
}

void make_folder(const fs::path& folder)
{
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) fail(folder.string(), failed.message(), exit_disk);
}

/// A missing one is as a rule a drive that is not mounted, and what is made there lands on the system's disk.
void want_parent(const std::string& folder)
{
    auto place = fs::absolute(folder).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();   // `backup/`
    std::error_code failed;
    if (const auto parent = place.parent_path(); !fs::is_directory(parent, failed))
        fail(folder, "there is no folder " + parent.string() + " to make it in: mount its drive, or make that folder first", exit_usage);
}

void make_top_folder(const std::string& folder)
{
    std::error_code failed;
    if (fs::is_directory(folder, failed)) return;
    want_parent(folder);
    fs::create_directory(folder, failed);
    if (failed) fail(folder, failed.message(), exit_disk);
}

Json manifest_in(const std::string& folder)
{
    const auto path = (fs::path(folder) / manifest_name).string();
    auto manifest = Json::parse(read_archived_file(path), nullptr, false);
    if (!manifest.is_object() || !manifest.contains("files") || !manifest["files"].is_array()) fail(path, "this is no manifest of an archive", exit_usage);
    return manifest;
}

/// The text of a file of the manifest; its hash must be right.
std::string proven(const std::string& folder, const Json& file)
{
    const auto path = place_of(folder, file.value("path", ""));
    std::error_code unknown;
    if (!fs::exists(path, unknown)) fail(path, "is missing, and the manifest names it: the archive is not whole", exit_disk);
    auto text = read_archived_file(path);
    if (sha256_of(text) != file.value("sha256", "")) fail(path, "its SHA-256 hash is not that of the manifest: the file was changed or damaged", exit_disk);
    return text;
}

bool is_for_people(const std::string& path)
{
    return !(path == "session.json" || path == "log.jsonl" || path.starts_with("versions/"));
}

}  // namespace

void want_empty_folder(const std::string& folder)
{
    std::error_code failed;
    const auto status = fs::status(folder, failed);
    if (status.type() == fs::file_type::not_found) return want_parent(folder);
    if (!fs::is_directory(status)) fail(folder, "is no folder", exit_usage);
    if (!fs::is_empty(folder, failed) || failed) fail(folder, failed ? failed.message() : "is not empty; an archive gets a folder of its own", exit_usage);
}

Written write_folder(const std::string& folder, const Json& files)
{
    Written written;
    make_top_folder(folder);
    for (const Json& file : files) {
        const std::string text = file.value("text", "");
        const auto path = place_of(folder, file.value("path", ""));
        make_folder(fs::path(path).parent_path());
        write_text_file(path, text, false);
        ++written.files;
        written.bytes += static_cast<std::int64_t>(text.size());
    }
    const auto manifest = manifest_in(folder);
    for (const Json& file : manifest["files"]) proven(folder, file);
    return written;
}

Json read_folder(const std::string& folder)
{
    const auto manifest = manifest_in(folder);
    Json files = Json::array();
    for (const Json& file : manifest["files"]) {
        auto text = proven(folder, file);
        if (const std::string path = file.value("path", ""); !is_for_people(path)) files.push_back({{"path", path}, {"text", std::move(text)}});
    }
    files.push_back({{"path", manifest_name}, {"text", read_archived_file((fs::path(folder) / manifest_name).string())}});
    return files;
}

}  // namespace recalld::ctl
