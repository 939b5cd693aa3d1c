#include "remote/web/form.hpp"

#include <algorithm>

namespace recalld::remote::web {

namespace {

int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// How many bytes follow the first byte of a character; nothing when none begins so.
std::optional<std::size_t> following(unsigned char first)
{
    if (first < 0x80) return 0;
    if (first >= 0xC2 && first < 0xE0) return 1;
    if (first >= 0xE0 && first < 0xF0) return 2;
    if (first >= 0xF0 && first < 0xF5) return 3;
    return {};
}

/// Longer than needed, a half of a surrogate pair, or beyond the last character.
bool is_forbidden(unsigned char first, unsigned char second)
{
    return (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
}

bool is_text(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        const auto more = following(first);
        if (first == 0 || !more || text.size() - i - 1 < *more) return false;
        if (*more > 0 && is_forbidden(first, static_cast<unsigned char>(text[i + 1]))) return false;
        for (std::size_t end = i + *more; i < end;)
            if ((static_cast<unsigned char>(text[++i]) & 0xC0) != 0x80) return false;
    }
    return true;
}

bool is_plain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string Fields::text(std::string_view name, std::string otherwise) const
{
    const auto found = std::ranges::find(fields_, name, [](const auto& field) { return std::string_view(field.first); });
    return found == fields_.end() ? std::move(otherwise) : found->second;
}

std::vector<std::string> Fields::all(std::string_view name) const
{
    std::vector<std::string> values;
    for (const auto& [its_name, value] : fields_)
        if (its_name == name) values.push_back(value);
    return values;
}

bool Fields::has(std::string_view name) const
{
    return std::ranges::any_of(fields_, [&](const auto& field) { return field.first == name; });
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += plus_is_blank && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        if (text.size() - i < 3 || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return {};
        decoded += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
        i += 2;
    }
    if (!is_text(decoded)) return {};
    return decoded;
}

std::optional<Fields> read_form(std::string_view text)
{
    Fields fields;
    if (text.size() > longest_form) return {};
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto field = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (field.empty()) continue;
        const auto equal = std::min(field.find('='), field.size());
        auto name = percent_decode(field.substr(0, equal), true);
        auto value = percent_decode(field.substr(std::min(equal + 1, field.size())), true);
        if (!name || !value || fields.size() >= most_fields) return {};
        fields.add(std::move(*name), std::move(*value));
    }
    return fields;
}

std::string percent_encode(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_plain(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return encoded;
}

}  // namespace recalld::remote::web
