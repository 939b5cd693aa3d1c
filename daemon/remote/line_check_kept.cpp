#include "remote/line_check_kept.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "log.hpp"
#include "remote/line_check.hpp"
#include "remote/log_lines.hpp"
#include "remote/private_file.hpp"

namespace recalld::remote {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view front = "line-check-", ending = ".json";
constexpr std::uintmax_t largest = 16'000'000;   // bytes

/// What went wrong, or empty.
std::string replace(const std::string& file, const std::string& document)
{
    if (!document.empty()) return write_private_file(file, document);
    std::error_code error;
    fs::remove(file, error);
    return error ? file + ": cannot be removed: " + error.message() : std::string();
}

bool is_ours(const fs::path& file)
{
    const auto name = file.filename().string();
    return name.starts_with(front) && name.ends_with(ending);
}

std::vector<fs::path> left_in(const std::string& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& each : fs::directory_iterator(folder, error))
        if (is_ours(each.path())) files.push_back(each.path());
    std::ranges::sort(files);
    return files;
}

/// Null for what no daemon wrote.
Json document_in(const fs::path& file)
{
    std::error_code error;
    if (fs::file_size(file, error) > largest || error) return nullptr;
    std::ifstream stream(file);
    auto json = Json::parse(stream, nullptr, false);
    const bool is_whole = json.is_object() && json.contains("session") && json["session"].is_string() && json.contains("words") && json["words"].is_string();
    return is_whole ? json : Json();
}

std::string text_of(const Json& json, const char* name) { return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : std::string(); }

store::NewEntry entry_of(const Json& json)
{
    store::NewEntry entry{"recalld", "line_check_unsigned", text_of(json, "session"), "line check of " + text_of(json, "who") + " not signed: " + text_of(json, "words") + "; recalld was ended in the middle of it"};
    entry.version = text_of(json, "version");
    return entry;
}

task<> recover(Room& room, fs::path file)
{
    auto json = co_await room.store.run([&](store::Store&) { return document_in(file); });
    if (json.is_null()) {
        log::remote().warn("{}: no line check can be read from it; it is left as it is", file.string());
        co_return;
    }
    const auto entry = entry_of(json);
    json.erase("words");
    co_await put_down(room, entry, std::move(json));
    room.notes.push_back(entry.session + ": " + entry.text + "; what was marked is in the log");
    room.news.tell(Area::room);
    co_await keep_marks(room, file.string(), {});
}

}  // namespace

std::string new_marks_file(const Room& room)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    return (fs::path(room.state_folder) / (std::string(front) + std::to_string(now) + std::string(ending))).string();
}

task<> keep_marks(Room& room, std::string file, std::string document)
{
    const auto why = co_await room.store.run([&](store::Store&) { return replace(file, document); });
    if (!why.empty()) log::remote().error("marks of a line check are lost if recalld is killed now: {}", why);
}

task<> recover_marks(Room& room)
{
    const auto files = co_await room.store.run([&](store::Store&) { return left_in(room.state_folder); });
    for (const auto& file : files) {
        try {
            co_await recover(room, file);
        } catch (const store::StoreError& error) {
            log::remote().error("{}: what was marked in it is not in the log: {}", file.string(), error.what());
        }
    }
}

}  // namespace recalld::remote
