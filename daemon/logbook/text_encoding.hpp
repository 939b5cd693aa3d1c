#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace recalld::logbook {

/// A text file as UTF-8, and how its bytes were read.
struct DecodedText {
    std::string utf8;
    std::string encoding = "UTF-8";
    bool is_guess = false;       ///< nothing in the file says its encoding
    std::size_t replaced = 0;    ///< characters that could not be read and stand as U+FFFD
};

/// UTF-8 and UTF-16 by their marks, otherwise UTF-8 where it is that, otherwise Mac Roman or Windows Latin 1, whichever reads more like
/// words. Whatever the bytes are, the result is UTF-8. Pure.
DecodedText decode_text(std::string_view bytes);

/// What people should know about how it was read; empty for plain UTF-8.
std::string encoding_advice(const DecodedText& text);

/// UTF-16 that comes in pieces. A value.
class Utf16Reader {
public:
    explicit Utf16Reader(bool is_little) : is_little_(is_little) {}
    /// Appends what these bytes complete.
    void take(std::string_view bytes, std::string& utf8);
    /// Half a character at the end.
    void finish(std::string& utf8);
    std::size_t replaced() const { return replaced_; }

private:
    void unit(char16_t unit, std::string& utf8);
    void lonely(std::string& utf8);

    bool is_little_;
    std::string half_;        ///< a byte whose other one has not come
    char16_t high_ = 0;       ///< a surrogate that waits for its other half
    std::size_t replaced_ = 0;
};

/// Bytes at the front that say UTF-16, and in which order; a text of Latin letters needs no mark.
enum class Utf16Mark { none, little, big };
Utf16Mark utf16_mark(std::string_view bytes);

/// Whole characters only. Pure.
bool is_utf8(std::string_view text);
/// At most so many bytes, cut at a whole character.
std::string_view cut_utf8(std::string_view text, std::size_t most);

}  // namespace recalld::logbook
