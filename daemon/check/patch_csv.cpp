#include "check/patch_csv.hpp"

#include "check/patch.hpp"

#include <string_view>

namespace recalld::check {

namespace {

std::string field(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace

std::string patch_csv(const rig::PatchConfig& patch, std::span<const studio::Cord> cords)
{
    std::vector<studio::Cord> sorted(cords.begin(), cords.end());
    sort_cords(patch, sorted);
    const auto normals = normal_words(patch, sorted);
    std::string text = "from,to,normal,note\r\n";
    for (std::size_t i = 0; i < sorted.size(); ++i)
        text += field(sorted[i].from) + ',' + field(sorted[i].to) + ',' + field(normals[i]) + ',' + field(sorted[i].note) + "\r\n";
    return text;
}

}  // namespace recalld::check
