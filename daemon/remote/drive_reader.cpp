#include "remote/drive_reader.hpp"

#include <vector>

#include "hash.hpp"
#include "recall/recaller.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t at_once = 4u << 20;          // a slow drive takes a tenth of a second for it: so soon a cancel is heard
constexpr std::uint64_t between_words = 32u << 20;

/// Counts what reads for as long as it lives.
class Counted {
public:
    explicit Counted(std::size_t& count) : count_(count) { ++count_; }
    ~Counted() { --count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    std::size_t& count_;
};

Json progress(const std::string& name, std::uint64_t done, std::uint64_t total)
{
    constexpr std::uint64_t megabyte = 1'000'000;
    return {{"progress", {{"phase", "reading"}, {"unit", name + ", MB"}, {"done", done / megabyte}, {"total", total / megabyte}, {"measure", "MB"}}}};
}

}  // namespace

void DriveReader::want_more(std::uint64_t cancelled, const std::shared_ptr<const bool>& gone) const
{
    if (cancelled_ != cancelled || is_ending_ || (gone && *gone)) throw recall::Cancelled("cancelled while the file was read; the log says nothing of it");
}

task<std::string> DriveReader::hash(std::shared_ptr<const logbook::AllowedFile> file, std::function<void(Json line)> emit, std::shared_ptr<const bool> gone)
{
    const Counted counted(reading_);
    const auto cancelled = cancelled_;
    const auto name = file->name();
    Sha256 sum;
    std::vector<std::byte> buffer(at_once);
    co_await run([&] { file->forget_cached(); });
    for (std::uint64_t offset = 0; offset < file->size();) {
        want_more(cancelled, gone);
        if (offset % between_words == 0 && file->size() > between_words) emit(progress(name, offset, file->size()));
        const auto got = co_await run([&] {
            const auto count = file->read(offset, buffer);
            sum.add({reinterpret_cast<const char*>(buffer.data()), count});
            return count;
        });
        offset += got;
    }
    want_more(cancelled, gone);
    const bool has_changed = co_await run([&] { return file->has_changed(); });
    if (has_changed) throw logbook::FileError("it changed while it was read: somebody still writes to it, or took it away", true);
    co_return sum.hex();
}

std::string DriveReader::cancel()
{
    if (reading_ == 0) return {};
    ++cancelled_;
    return "reading";
}

}  // namespace recalld::remote
