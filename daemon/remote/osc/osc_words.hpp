#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "osc/message.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// One thing that was said in a message: a text, a number or a flag. People's tools are not particular which of them it is.
class OscWord {
public:
    explicit OscWord(std::string text) : kind_(Kind::text), text_(std::move(text)) {}
    OscWord(double number, std::string spelled, bool is_whole) : kind_(is_whole ? Kind::whole : Kind::real), text_(std::move(spelled)), number_(number) {}
    explicit OscWord(bool flag) : kind_(Kind::flag), text_(flag ? "true" : "false"), number_(flag ? 1 : 0) {}

    bool is_text() const { return kind_ == Kind::text; }
    bool is_whole() const { return kind_ == Kind::whole; }   ///< sent as an integer
    bool is_flag() const { return kind_ == Kind::flag; }
    bool is_number() const { return kind_ == Kind::whole || kind_ == Kind::real; }
    bool can_be_press() const { return kind_ != Kind::text; }
    double number() const { return number_; }
    const std::string& text() const { return text_; }        ///< `3` for 3 and for 3.0

    /// As the verb wants it. Throws VerbError usage.
    Json as(std::string_view verb, const Argument& argument) const;

private:
    enum class Kind : std::uint8_t { text, whole, real, flag } kind_;
    std::string text_;
    double number_ = 0;
};

/// The words of a message, in order; arrays are their elements, N is no word, I is true. Throws VerbError usage for types that nobody can read.
std::vector<OscWord> osc_words(const osc::Message& message);

/// What stands between the slashes of an address, as it was written.
std::vector<std::string_view> osc_parts(std::string_view address);
/// With %20 read as a space …
std::string osc_unescaped(std::string_view part);
/// … and the way back: what an address must not hold as %XX. A slash stays.
std::string osc_escaped(std::string_view text);

bool is_utf8(std::string_view text);
/// At most so many bytes, and no half character.
std::string_view cut_utf8(std::string_view text, std::size_t bytes);

}  // namespace recalld::remote
