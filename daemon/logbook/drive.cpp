#include "logbook/drive.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace recalld::logbook {

namespace {

constexpr std::size_t longest_data = 1'000'000;

std::string whole_text(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (text.size() > longest_data) text.resize(longest_data);
    return text;
}

/// `\040` is a blank.
std::string unescaped(const std::string& word)
{
    std::string text;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto digit = [&](std::size_t at) { return at < word.size() && word[at] >= '0' && word[at] <= '7'; };
        if (word[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
            text += static_cast<char>(std::stoi(word.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            text += word[i];
        }
    }
    return text;
}

/// `27 1 254:0 / /media/B\040A rw,relatime shared:1 - ext4 /dev/sdb1 rw`: what follows the dash stands at no fixed place.
bool read_mount(const std::string& line, Mount& mount)
{
    std::istringstream words(line);
    std::string word;
    for (int i = 0; i < 5; ++i)
        if (!(words >> word)) return false;
    mount.point = unescaped(word);
    while (words >> word && word != "-") {}
    std::string source;
    if (!(words >> mount.type >> source)) return false;
    mount.source = unescaped(source);
    return true;
}

bool lies_under(std::string_view place, std::string_view point)
{
    if (point == "/") return place.starts_with('/');
    return place.starts_with(point) && (place.size() == point.size() || place[point.size()] == '/');
}

std::string value_of(std::string_view data, std::string_view key)
{
    const auto start = "E:" + std::string(key) + "=";
    for (std::size_t at = 0; at < data.size();) {
        const auto end = std::min(data.find('\n', at), data.size());
        const auto line = data.substr(at, end - at);
        if (line.starts_with(start)) return std::string(line.substr(start.size()));
        at = end + 1;
    }
    return {};
}

std::string udev_data_of(const std::string& device)
{
    struct stat facts {};
    if (::stat(device.c_str(), &facts) != 0 || !S_ISBLK(facts.st_mode)) return {};
    return whole_text(fmt::format("/run/udev/data/b{}:{}", major(facts.st_rdev), minor(facts.st_rdev)));
}

/// A share is the same wherever it is mounted; what has no device of its own is known by where it is.
std::string identity_of(const Mount& mount)
{
    if (mount.source.starts_with("/dev/")) {
        const auto known = identity_in(udev_data_of(mount.source));
        return known.empty() ? mount.source : known;
    }
    const bool is_share = mount.source.find(':') != std::string::npos || mount.source.starts_with("//");
    return is_share ? mount.source : mount.type + " " + mount.point;
}

}  // namespace

std::vector<Mount> mounts_in(std::string_view mountinfo)
{
    std::vector<Mount> mounts;
    std::istringstream lines{std::string(mountinfo)};
    for (std::string line; std::getline(lines, line);)
        if (Mount mount; read_mount(line, mount)) mounts.push_back(std::move(mount));
    return mounts;
}

const Mount* mount_of(const std::vector<Mount>& mounts, std::string_view place)
{
    const Mount* found = nullptr;
    for (const auto& mount : mounts)
        if (lies_under(place, mount.point) && (!found || mount.point.size() >= found->point.size())) found = &mount;
    return found;
}

std::string identity_in(std::string_view udev_data)
{
    if (const auto serial = value_of(udev_data, "ID_SERIAL"); !serial.empty()) return "disk " + serial;
    const auto uuid = value_of(udev_data, "ID_FS_UUID");
    return uuid.empty() ? uuid : "file system " + uuid;
}

Drive drive_of(const std::string& place)
{
    const auto mounts = mounts_in(whole_text("/proc/self/mountinfo"));
    const auto* mount = mount_of(mounts, place);
    if (!mount) return {"unknown drive", "", ""};
    const auto name = mount->point == "/" ? "system drive" : mount->point.substr(mount->point.rfind('/') + 1);
    return {name, mount->point, identity_of(*mount)};
}

}  // namespace recalld::logbook
