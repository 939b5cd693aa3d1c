#include "remote/print_work.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "remote/drive_reader.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

DriveReader& reader_of(Room& room)
{
    if (!room.drives) room.drives = std::make_shared<DriveReader>(room.ending);
    return *room.drives;
}

/// A folder stands for the file of this name in it.
std::string within(const std::string& path, const std::string& name)
{
    std::error_code error;
    return !name.empty() && std::filesystem::is_directory(path, error) ? (std::filesystem::path(path) / name).string() : path;
}

/// Lost together with the print, it would prove nothing.
void want_other_file(const std::string& place, const Json& print)
{
    if (place != logbook::text_of(print, "path")) return;
    throw VerbError("file", studio::in_quotes(place) + ": that is the print itself; name a copy of it, on another drive", 422, exit_usage);
}

/// Its size alone may tell that it is another file: nothing needs to be read then.
void compare_size(const ReadFile& read, const Json& print)
{
    const auto wanted = logbook::number_of(print, "bytes");
    if (read.file->size() != wanted) throw logbook::FileError(fmt::format("it has {} bytes, and the print has {}", read.file->size(), wanted), logbook::FileFault::unreadable);
}

}  // namespace

task<ReadFile> read_print(Call call, std::string path)
{
    const auto opened = std::make_shared<ReadFile>();   // the thread's until it ended
    const std::function<void()> open = [opened, path, folders = call.room.rig.config().prints] {
        opened->file = std::make_shared<logbook::AllowedFile>(path, folders);
        opened->drive = logbook::drive_of(opened->file->place());
        opened->print = logbook::read_print_file(*opened->file);
    };
    ReadFile read;
    try {
        co_await reader_of(call.room).run(open, call.gone);
        read = *opened;
        read.sha256 = co_await reader_of(call.room).hash(read.file, call.emit, call.gone);
    } catch (const logbook::FileError& error) {
        const std::string words = error.what();
        read.problem = words.starts_with('"') ? words : studio::in_quotes(path) + ": " + words;
        read.fault = error.fault;
    }
    co_return read;
}

task<ReadFile> read_copy(Call call, std::string path, logbook::Print print)
{
    const auto opened = std::make_shared<ReadFile>();   // the thread's until it ended
    const std::function<void()> open = [opened, path, name = logbook::text_of(print.data, "file"), folders = call.room.rig.config().prints] {
        opened->file = std::make_shared<logbook::AllowedFile>(within(path, name), folders);
        opened->drive = logbook::drive_of(opened->file->place());
    };
    const auto wanted = logbook::text_of(print.data, "sha256");
    want_other_file(std::filesystem::path(path).lexically_normal().string(), print.data);   // also when it is gone
    ReadFile read;
    try {
        co_await reader_of(call.room).run(open, call.gone);
        read = *opened;
        want_other_file(read.file->place(), print.data);
        compare_size(read, print.data);
        read.sha256 = co_await reader_of(call.room).hash(read.file, call.emit, call.gone);
        if (read.sha256 != wanted) read.problem = "its content is another: SHA-256 " + read.sha256 + ", and the print's is " + wanted;
    } catch (const logbook::FileError& error) {
        read.problem = error.what();
        read.fault = error.fault;
    }
    co_return read;
}

}  // namespace recalld::remote
