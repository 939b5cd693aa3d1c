#include "remote/web/target.hpp"

#include <algorithm>

namespace recalld::remote::web {

namespace {

constexpr std::size_t most_segments = 8;

bool is_segment(std::string_view text)
{
    const auto strange = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\'; };
    return !text.empty() && text != "." && text != ".." && std::ranges::none_of(text, strange);
}

/// False: this is no path.
bool read_path(std::string_view path, std::vector<std::string>& segments)
{
    if (!path.starts_with('/')) return false;
    path.remove_prefix(1);
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        auto segment = percent_decode(path.substr(0, end));
        if (!segment || !is_segment(*segment) || segments.size() >= most_segments) return false;
        segments.push_back(std::move(*segment));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return true;
}

}  // namespace

std::optional<Target> read_target(std::string_view target)
{
    Target read;
    target = target.substr(0, target.find('#'));
    const auto mark = std::min(target.find('?'), target.size());
    auto query = read_form(target.substr(std::min(mark + 1, target.size())));
    if (!query || !read_path(target.substr(0, mark), read.segments)) return {};
    read.query = std::move(*query);
    return read;
}

std::string path_to(const std::vector<std::string>& segments)
{
    std::string path;
    for (const auto& segment : segments) path += '/' + percent_encode(segment);
    return path.empty() ? "/" : path;
}

std::string query_of(const std::vector<std::pair<std::string, std::string>>& fields)
{
    std::string query;
    for (const auto& [name, value] : fields)
        if (!value.empty()) query += (query.empty() ? '?' : '&') + percent_encode(name) + '=' + percent_encode(value);
    return query;
}

}  // namespace recalld::remote::web
