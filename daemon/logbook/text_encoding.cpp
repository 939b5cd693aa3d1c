#include "logbook/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace recalld::logbook {

namespace {

constexpr char16_t unreadable = 0xfffd;
constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

// From 0x80 on. Published tables of the two encodings that studio machines wrote before they wrote UTF-8.
constexpr std::u16string_view mac_roman = u"ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
constexpr std::u16string_view windows_low = u"€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";
static_assert(mac_roman.size() == 128 && windows_low.size() == 32);

void append(std::string& utf8, char32_t code)
{
    const auto tail = [&](int shift) { utf8 += static_cast<char>(0x80u | ((code >> shift) & 0x3fu)); };
    if (code < 0x80) return utf8.push_back(static_cast<char>(code));
    if (code < 0x800) return utf8 += static_cast<char>(0xc0u | code >> 6), tail(0);
    if (code < 0x10000) return utf8 += static_cast<char>(0xe0u | code >> 12), tail(6), tail(0);
    utf8 += static_cast<char>(0xf0u | code >> 18), tail(12), tail(6), tail(0);
}

char16_t from_mac(unsigned char byte) { return byte < 0x80 ? byte : mac_roman[byte - 0x80u]; }
char16_t from_windows(unsigned char byte) { return byte < 0x80 || byte >= 0xa0 ? byte : windows_low[byte - 0x80u]; }

bool is_capital(char16_t code) { return (code >= 0xc0 && code <= 0xde && code != 0xd7) || code == 0x152 || code == 0x160 || code == 0x178 || code == 0x17d; }
bool is_small(char16_t code) { return (code >= 0xdf && code <= 0xff && code != 0xf7) || code == 0x153 || code == 0x161 || code == 0x17e; }
bool is_ascii_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80; }

/// How much this character looks like a part of a word: small letters behind letters, capitals in front of them, no signs within.
int likeness(char before, char16_t code, char after)
{
    const bool behind = is_ascii_letter(before), in_front = is_ascii_letter(after);
    if (is_small(code)) return behind || in_front ? 2 : 0;
    if (is_capital(code)) return behind && std::islower(static_cast<unsigned char>(before)) ? -2 : in_front ? 2 : 0;
    return behind && in_front ? -2 : 0;
}

template <typename Table>
int likeness(std::string_view bytes, Table table)
{
    int sum = 0;
    for (std::size_t i = 0; i < bytes.size() && sum < 10'000 && sum > -10'000; ++i)
        if (static_cast<unsigned char>(bytes[i]) >= 0x80)
            sum += likeness(i > 0 ? bytes[i - 1] : ' ', table(static_cast<unsigned char>(bytes[i])), i + 1 < bytes.size() ? bytes[i + 1] : ' ');
    return sum;
}

template <typename Table>
std::string read_by(std::string_view bytes, Table table)
{
    std::string utf8;
    for (const char c : bytes) append(utf8, table(static_cast<unsigned char>(c)));
    return utf8;
}

DecodedText guessed(std::string_view bytes)
{
    // lines that end as those of old Macs are a hint, too
    const int by_line_ends = bytes.find('\r') != bytes.npos && bytes.find('\n') == bytes.npos ? 1 : 0;
    const bool is_mac = likeness(bytes, from_mac) + by_line_ends > likeness(bytes, from_windows);
    if (is_mac) return {read_by(bytes, from_mac), "Mac Roman", true, 0};
    return {read_by(bytes, from_windows), "Windows Latin 1", true, 0};
}

DecodedText from_utf16(std::string_view bytes, Utf16Mark mark)
{
    DecodedText text;
    Utf16Reader reader(mark == Utf16Mark::little);
    reader.take(bytes, text.utf8);
    reader.finish(text.utf8);
    if (text.utf8.starts_with(utf8_mark)) text.utf8.erase(0, utf8_mark.size());
    text.encoding = "UTF-16";
    text.replaced = reader.replaced();
    return text;
}

/// Bytes of the character that begins here; 0 when none does.
std::size_t utf8_length(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (size == 0 || text.size() < size) return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    const bool too_long = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
    const auto goes_on = [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) == 0x80u; };
    return too_long || beyond || !std::ranges::all_of(text.substr(1, size - 1), goes_on) ? 0 : size;
}

}  // namespace

void Utf16Reader::take(std::string_view bytes, std::string& utf8)
{
    for (const char byte : bytes) {
        half_ += byte;
        if (half_.size() < 2) continue;
        const auto first = static_cast<unsigned char>(half_[0]), second = static_cast<unsigned char>(half_[1]);
        half_.clear();
        unit(static_cast<char16_t>(is_little_ ? second << 8 | first : first << 8 | second), utf8);
    }
}

void Utf16Reader::unit(char16_t unit, std::string& utf8)
{
    const bool is_low = unit >= 0xdc00 && unit < 0xe000;
    if (high_ && is_low) {
        append(utf8, 0x10000u + ((high_ - 0xd800u) << 10) + (unit - 0xdc00u));
        high_ = 0;
        return;
    }
    if (high_) lonely(utf8);
    if (unit >= 0xd800 && unit < 0xdc00) high_ = unit;
    else if (is_low) lonely(utf8);
    else append(utf8, unit);
}

void Utf16Reader::lonely(std::string& utf8)
{
    append(utf8, unreadable);
    ++replaced_;
    high_ = 0;
}

void Utf16Reader::finish(std::string& utf8)
{
    if (high_ || !half_.empty()) lonely(utf8);
    half_.clear();
}

Utf16Mark utf16_mark(std::string_view bytes)
{
    if (bytes.starts_with("\xff\xfe")) return Utf16Mark::little;
    if (bytes.starts_with("\xfe\xff")) return Utf16Mark::big;
    if (bytes.size() < 4) return Utf16Mark::none;
    if (bytes[0] && !bytes[1] && bytes[2] && !bytes[3]) return Utf16Mark::little;
    return !bytes[0] && bytes[1] && !bytes[2] && bytes[3] ? Utf16Mark::big : Utf16Mark::none;
}

bool is_utf8(std::string_view text)
{
    while (!text.empty()) {
        const auto size = utf8_length(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::string_view cut_utf8(std::string_view text, std::size_t most)
{
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0u) == 0x80u) --most;
    return text.substr(0, most);
}

DecodedText decode_text(std::string_view bytes)
{
    if (const auto mark = utf16_mark(bytes); mark != Utf16Mark::none) return from_utf16(bytes, mark);
    if (bytes.starts_with(utf8_mark)) bytes.remove_prefix(utf8_mark.size());
    if (is_utf8(bytes)) return {std::string(bytes), "UTF-8", false, 0};
    return guessed(bytes);
}

std::string encoding_advice(const DecodedText& text)
{
    const std::string lost = text.replaced > 0 ? "; " + std::to_string(text.replaced) + " broken characters stand as \xef\xbf\xbd" : "";
    if (text.is_guess) return "not UTF-8; read as " + text.encoding + ", which is a guess: look at names with accents, or export as UTF-8" + lost;
    return text.encoding == "UTF-8" && lost.empty() ? "" : "read as " + text.encoding + lost;
}

}  // namespace recalld::logbook
