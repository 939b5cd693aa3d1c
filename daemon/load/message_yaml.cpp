#include "load/message_yaml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace recalld::load {

namespace {

using studio::MessageTemplate;
using studio::Piece;
using studio::Role;
using studio::Sum;

constexpr int most_digits = 9;   // bytes of a number

struct RoleRow {
    std::string_view name;
    Role role;
};
constexpr std::array<RoleRow, 5> roles{{{"device", Role::device}, {"channel", Role::channel}, {"value", Role::value}, {"block", Role::block}, {"total", Role::total}}};

struct SumRow {
    std::string_view name;
    Sum sum;
};
constexpr std::array<SumRow, 5> sums{
    {{"twos", Sum::twos_complement}, {"ones", Sum::ones_complement}, {"sum", Sum::sum}, {"xor", Sum::exclusive_or}, {"sum14", Sum::sum_14}}};

int hex_digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// Reads a text from front to back; a value that lives as long as the text.
class MessageParser {
public:
    MessageParser(std::string_view text, const Bindings& bindings) : text_(text), bindings_(bindings) {}

    MessageTemplate parse()
    {
        while (skip_spaces(), at_ < text_.size()) piece();
        check();
        return std::move(made_);
    }

private:
    [[noreturn]] static void fail(std::size_t at, const std::string& what) { throw RangeError(at, what); }
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    void skip_spaces()
    {
        while (peek() == ' ') ++at_;
    }

    void piece()
    {
        switch (peek()) {
            case '\'': return letters();
            case '{': return field();
            case '(': return open();
            case ')': return close();
            default: return byte();
        }
    }

    void fixed(char byte)
    {
        auto& pieces = made_.pieces;
        if (pieces.empty() || pieces.back().kind != Piece::Kind::fixed || starts_range_ == pieces.size()) pieces.emplace_back();
        pieces.back().bytes += byte;
    }

    void byte()
    {
        const int high = hex_digit(peek()), low = hex_digit(peek(1));
        if (high < 0 || low < 0) fail(at_, "expected two hexadecimal digits, 'letters', {a field} or ( … )");
        fixed(static_cast<char>(high << 4 | low));
        at_ += 2;
    }

    void letters()
    {
        const auto end = text_.find('\'', at_ + 1);
        if (end == std::string_view::npos) fail(at_, "letters without their second '");
        for (const char letter : text_.substr(at_ + 1, end - at_ - 1)) {
            if (letter < ' ' || letter > '~') fail(at_, "letters travel in seven bits");
            fixed(letter);
        }
        at_ = end + 1;
    }

    void open()
    {
        if (starts_range_ || made_.sum_to > 0) fail(at_, "a second (: a message has one checksum");
        starts_range_ = made_.sum_from = made_.pieces.size();
        opened_at_ = at_++;
    }

    void close()
    {
        if (!starts_range_) fail(at_, "a ) without its (");
        starts_range_.reset();
        made_.sum_to = made_.pieces.size();
        if (made_.sum_to == made_.sum_from) fail(at_, "nothing stands in the brackets");
        ++at_;
        made_.pieces.emplace_back();   // what follows is no part of the range
    }

    void field()
    {
        const auto begin = at_++;
        const auto end = text_.find('}', begin);
        if (end == std::string_view::npos) fail(begin, "a { without its }");
        const auto inside = text_.substr(begin + 1, end - begin - 1);
        const auto colon = std::min(inside.find(':'), inside.size());
        const auto name = inside.substr(0, colon);
        const auto form = inside.substr(std::min(colon + 1, inside.size()));
        if (name == "data") data(begin, form);
        else if (name == "sum") sum(begin + 2 + colon, form);
        else number(begin + 1, name, begin + 2 + colon, form);
        at_ = end + 1;
    }

    void data(std::size_t at, std::string_view form)
    {
        if (!form.empty()) fail(at, "{data} is as long as it comes");
        if (made_.has(Piece::Kind::data)) fail(at, "a second {data}: nobody knows where the first ends");
        made_.pieces.emplace_back().kind = Piece::Kind::data;
    }

    void sum(std::size_t at, std::string_view form)
    {
        if (made_.sum_to == 0) fail(at, "a checksum is of what stands in ( … ) before it");
        if (made_.has(Piece::Kind::sum)) fail(at, "a second checksum");
        Piece piece;
        piece.kind = Piece::Kind::sum;
        const auto plus = std::min(form.find('+'), form.size());
        const auto row = std::ranges::find(sums, form.substr(0, plus), &SumRow::name);
        if (row == sums.end()) fail(at, "a checksum is twos, ones, sum, xor or sum14");
        piece.sum = row->sum;
        if (plus < form.size()) piece.seed = seed(at, form.substr(plus + 1));
        made_.pieces.push_back(std::move(piece));
    }

    static std::uint8_t seed(std::size_t at, std::string_view digits)
    {
        const int high = digits.size() == 2 ? hex_digit(digits[0]) : -1, low = digits.size() == 2 ? hex_digit(digits[1]) : -1;
        if (high < 0 || low < 0) fail(at, "a sum starts from two hexadecimal digits, as in {sum:sum+A5}");
        return static_cast<std::uint8_t>(high << 4 | low);
    }

    void number(std::size_t at, std::string_view name, std::size_t form_at, std::string_view form)
    {
        Piece piece;
        piece.kind = Piece::Kind::number;
        read_form(piece, form_at, form);
        const auto sign = std::min(name.find_first_of("+-"), name.size());
        const auto word = name.substr(0, sign);
        if (word.empty()) fail(at, "expected a name behind {, as in {value:14}");
        const auto binding = std::ranges::find(bindings_, word, &Binding::name);
        if (binding != bindings_.end()) return constant(piece, at, *binding, name.substr(sign));
        if (sign < name.size()) fail(at, "nothing counts " + std::string(word) + " here");
        const auto row = std::ranges::find(roles, name, &RoleRow::name);
        piece.role = row == roles.end() ? Role::other : row->role;
        made_.pieces.push_back(std::move(piece));
    }

    /// What the path counts is known now: its bytes are fixed.
    void constant(const Piece& piece, std::size_t at, const Binding& binding, std::string_view sum)
    {
        if (!binding.counts) fail(at, binding.name + " stands for words, not numbers");
        int add = 0;
        if (!sum.empty()) {
            const auto [end, error] = std::from_chars(sum.data() + 1, sum.data() + sum.size(), add);
            if (error != std::errc{} || end != sum.data() + sum.size() || add > 99'999) fail(at, "a sum looks like {n-1:7}");
        }
        const std::int64_t value = std::int64_t{binding.number} + (sum.starts_with('-') ? -add : add);
        const int bits = piece.count * piece.bits;
        if (value < 0 || value >= std::int64_t{1} << bits) fail(at, std::to_string(value) + " does not fit " + std::to_string(bits) + " bits");
        for (int i = 0; i < piece.count; ++i) {
            const int place = piece.low_first ? i : piece.count - 1 - i;
            const auto part = (value >> (place * piece.bits)) & ((1 << piece.bits) - 1);
            fixed(static_cast<char>(piece.high << 4 | static_cast<int>(part)));
        }
    }

    /// `14`, `28s`, `14l`, `4x4`, `2n`.
    static void read_form(Piece& piece, std::size_t at, std::string_view form)
    {
        if (form.size() == 2 && form[1] == 'n' && hex_digit(form[0]) >= 0) {
            piece.high = static_cast<std::uint8_t>(hex_digit(form[0]));
            piece.bits = 4;
            return;
        }
        const auto refuse = [at] { fail(at, "a number is written 7, 14, 14l, 28s, 4x4 or 2n"); };
        int first = 7;
        auto rest = form;
        if (!form.empty()) rest = take_number(form, first, refuse);
        if (rest.starts_with('x')) {
            int bits = 0;
            piece.count = static_cast<std::uint8_t>(std::clamp(first, 0, 99));
            rest = take_number(rest.substr(1), bits, refuse);
            piece.bits = static_cast<std::uint8_t>(std::clamp(bits, 0, 99));
        } else {
            if (first % 7 != 0 || first > 7 * most_digits) refuse();
            piece.count = static_cast<std::uint8_t>(first / 7);
        }
        for (; !rest.empty(); rest.remove_prefix(1)) {
            if (rest.front() == 'l') piece.low_first = true;
            else if (rest.front() == 's') piece.is_signed = true;
            else refuse();
        }
        if (piece.count < 1 || piece.count > most_digits || piece.bits < 1 || piece.bits > 7) refuse();
    }

    template <class Refuse>
    static std::string_view take_number(std::string_view text, int& number, const Refuse& refuse)
    {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || number < 1) refuse();
        return text.substr(static_cast<std::size_t>(end - text.data()));
    }

    void check()
    {
        std::erase_if(made_.pieces, [](const Piece& piece) { return is_hollow(piece); });
        if (starts_range_) fail(opened_at_, "a ( without its )");
        if (made_.sum_to > 0 && !made_.has(Piece::Kind::sum)) fail(opened_at_, "brackets mark what a {sum:…} is of, and there is none");
        if (made_.pieces.empty()) fail(0, "a message has bytes");
        check_bytes();
    }

    /// The empty piece behind a bracket, which nothing was added to.
    static bool is_hollow(const Piece& piece) { return piece.kind == Piece::Kind::fixed && piece.bytes.empty(); }

    /// A status stands first, seven bits behind it; a message that begins with F0 ends with F7 and nothing else does.
    void check_bytes() const
    {
        const auto status = first_byte();
        if (status < 0x80) fail(0, "a message begins with a status byte, such as F0");
        bool is_first = true, ended = false;
        for (const Piece& piece : made_.pieces)
            for (std::size_t i = 0; i < std::max<std::size_t>(piece.bytes.size(), 1); ++i) {
                const int byte = piece.bytes.empty() ? piece.high << 4 : static_cast<unsigned char>(piece.bytes[i]);
                if (ended) fail(0, "nothing stands behind F7");
                ended = byte == 0xf7;
                if (!is_first && !ended && byte > 0x7f) fail(0, "data bytes have seven bits");
                is_first = false;
            }
        if ((status == 0xf0) != ended) fail(0, "F0 … F7 belong together");
        if (status < 0xf0 && made_.has(Piece::Kind::data)) fail(0, "{data} stands between F0 and F7");
    }

    int first_byte() const
    {
        const Piece& first = made_.pieces.front();
        if (first.kind == Piece::Kind::fixed) return static_cast<unsigned char>(first.bytes.front());
        return first.kind == Piece::Kind::number && first.bits == 4 ? first.high << 4 : 0;
    }

    std::string_view text_;
    const Bindings& bindings_;
    std::size_t at_ = 0, opened_at_ = 0;
    std::optional<std::size_t> starts_range_;   ///< the first piece in the brackets, while they are open
    MessageTemplate made_;
};

}  // namespace

MessageTemplate parse_message(std::string_view text, const Bindings& bindings) { return MessageParser(text, bindings).parse(); }

MessageTemplate read_message(const Cursor& at, const Bindings& bindings)
{
    try {
        return parse_message(at.text(), bindings);
    } catch (const RangeError& error) {
        at.fail(error.what(), error.at);
    }
}

}  // namespace recalld::load
