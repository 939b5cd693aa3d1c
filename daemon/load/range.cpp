#include "load/range.hpp"

#include <algorithm>
#include <charconv>

namespace recalld::load {

namespace {

constexpr std::int32_t largest_number = 99'999;

std::string padded(std::int32_t number, std::size_t width)
{
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

const Binding* binding_named(const Bindings& bindings, std::string_view name)
{
    const auto found = std::find_if(bindings.begin(), bindings.end(), [&](const Binding& b) { return b.name == name; });
    return found == bindings.end() ? nullptr : &*found;
}

}  // namespace

/// Reads what stands between `{` and `}`.
class Pattern::Parser {
public:
    Parser(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    Piece parse()
    {
        Piece piece;
        piece.kind = Piece::Kind::use;
        piece.at = at_;
        piece.text = name();
        if (peek() == '+' || peek() == '-') piece.add = sum();
        if (peek() == ':' && piece.add == 0) definition(piece);
        if (peek() == ':') piece.width = width();
        if (peek() != '}') fail("expected }");
        return piece;
    }

    std::size_t end() const { return at_; }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    [[noreturn]] void fail(const std::string& message) const { throw RangeError(at_, message); }

    std::string name()
    {
        const std::size_t first = at_;
        while (is_letter(peek())) ++at_;
        if (at_ == first) fail("expected a name behind {, as in {n:1..4}");
        return std::string(text_.substr(first, at_ - first));
    }

    std::int32_t number()
    {
        std::int32_t value = 0;
        const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), value);
        if (error != std::errc{} || value < 0 || value > largest_number) fail("expected a number 0 … 99999");
        at_ = static_cast<std::size_t>(end - text_.data());
        return value;
    }

    std::int32_t sum()
    {
        const bool falls = text_[at_++] == '-';
        return falls ? -number() : number();
    }

    std::size_t width()
    {
        ++at_;
        if (peek() != '0') fail("a width is written 02");
        const std::int32_t digits = number();
        if (digits < 1 || digits > 9) fail("a width is written 02");
        return static_cast<std::size_t>(digits);
    }

    /// `:1..4`, `:1..15/2` or `:A,B`; a bare width stays for the caller.
    void definition(Piece& piece)
    {
        const std::string_view rest = text_.substr(at_ + 1, text_.find('}', at_) - at_ - 1);
        if (rest.find("..") != std::string_view::npos) return count(piece);
        if (rest.find(',') != std::string_view::npos) return list(piece, rest);
    }

    void count(Piece& piece)
    {
        piece.kind = Piece::Kind::count;
        ++at_;
        piece.from = number();
        if (text_.substr(at_, 2) != "..") fail("expected .. as in 1..4");
        at_ += 2;
        piece.to = number();
        if (piece.to < piece.from) fail("a range counts upwards");
        if (peek() != '/') return;
        ++at_;
        piece.step = number();
        if (piece.step == 0) fail("a step of 0 never arrives");
    }

    void list(Piece& piece, std::string_view rest)
    {
        piece.kind = Piece::Kind::list;
        ++at_;
        while (true) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (comma == 0) fail("an empty word in a list");
            piece.words.emplace_back(rest.substr(0, comma));
            at_ += comma;
            if (comma == rest.size()) return;
            rest.remove_prefix(comma + 1);
            ++at_;
        }
    }

    std::string_view text_;
    std::size_t at_;
};

Pattern::Pattern(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
        Piece literal;
        literal.text = text.substr(at, brace - at);
        if (brace > at) pieces_.push_back(std::move(literal));
        if (brace == text.size()) break;
        if (text[brace] == '}') throw RangeError(brace, "a } without its {");
        Parser parser(text, brace + 1);
        pieces_.push_back(parser.parse());
        at = parser.end() + 1;
    }
    has_ranges_ = std::any_of(pieces_.begin(), pieces_.end(), [](const Piece& p) { return p.choices() > 0; });
    check_count();
}

std::size_t Pattern::Piece::choices() const
{
    if (kind == Kind::count) return static_cast<std::size_t>((to - from) / step) + 1;
    return words.size();
}

Binding Pattern::Piece::binding(std::size_t choice) const
{
    if (kind == Kind::list) return {text, words[choice], 0, false};
    const std::int32_t number = from + static_cast<std::int32_t>(choice) * step;
    return {text, padded(number, width), number, true};
}

void Pattern::check_count() const
{
    std::size_t count = 1;
    for (const Piece& piece : pieces_) {
        count *= std::max<std::size_t>(piece.choices(), 1);
        if (count > most_expansions) throw RangeError(piece.at, "more than 20000 combinations");
    }
}

std::vector<Expansion> Pattern::expand(const Bindings& outer) const
{
    std::vector<Expansion> results;
    grow(0, {{}, outer}, results);
    return results;
}

void Pattern::grow(std::size_t piece, const Expansion& so_far, std::vector<Expansion>& results) const
{
    if (piece == pieces_.size()) return results.push_back(so_far);
    const Piece& here = pieces_[piece];
    if (here.kind == Piece::Kind::literal || here.kind == Piece::Kind::use) {
        const std::string& more = here.kind == Piece::Kind::use ? used(here, so_far.bindings) : here.text;
        return grow(piece + 1, {so_far.text + more, so_far.bindings}, results);
    }
    if (binding_named(so_far.bindings, here.text)) throw RangeError(here.at, here.text + " is counted already");
    for (std::size_t choice = 0; choice < here.choices(); ++choice) {
        Expansion longer = so_far;
        longer.bindings.push_back(here.binding(choice));
        longer.text += longer.bindings.back().word;
        grow(piece + 1, longer, results);
    }
}

std::string Pattern::used(const Piece& piece, const Bindings& bindings)
{
    const Binding* binding = binding_named(bindings, piece.text);
    if (!binding) throw RangeError(piece.at, "nothing counts " + piece.text + " here");
    if (!binding->counts) {
        if (piece.add != 0 || piece.width != 0)
            throw RangeError(piece.at, piece.text + " stands for words, not numbers");
        return binding->word;
    }
    const std::int32_t number = binding->number + piece.add;
    if (number < 0) throw RangeError(piece.at, "the sum falls below 0");
    return padded(number, piece.width);
}

std::string Pattern::fill(const Bindings& bindings) const
{
    std::string result;
    for (const Piece& piece : pieces_) {
        if (piece.choices() > 0) throw RangeError(piece.at, "nothing may be counted here");
        result += piece.kind == Piece::Kind::use ? used(piece, bindings) : piece.text;
    }
    return result;
}

}  // namespace recalld::load
