#include "logbook/naming.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "logbook/alternates.hpp"
#include "logbook/plain_letters.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

namespace {

constexpr std::size_t longest_title = 14, longest_name = 300;
constexpr const char* pattern_words = "artist's initials, title, mixer's initials with the revision, which mix, rate and bits";

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

struct FileName {
    std::string stem, ending;          ///< `wav`; empty when it has none
    std::vector<std::string> parts;    ///< of the stem, between underscores
    bool is_whole() const { return parts.size() == 5; }
};

/// 44.1k24 ends a stem: an ending begins with a letter.
FileName taken_apart(std::string_view file)
{
    FileName name;
    const auto dot = file.rfind('.');
    const bool has_ending = dot != std::string_view::npos && dot + 1 < file.size() && !is_digit(file[dot + 1]);
    name.stem = file.substr(0, has_ending ? dot : file.size());
    if (has_ending) name.ending = file.substr(dot + 1);
    for (std::size_t at = 0; at <= name.stem.size();) {
        const auto end = std::min(name.stem.find('_', at), name.stem.size());
        name.parts.push_back(name.stem.substr(at, end - at));
        at = end + 1;
    }
    return name;
}

bool is_initials(std::string_view text) { return !text.empty() && text.size() <= 4 && std::ranges::all_of(text, [](char c) { return is_capital(c) || is_digit(c); }) && !is_digit(text[0]); }

/// Of `AB01` the letters and the digits.
std::pair<std::string, std::string> mixer_and_revision(std::string_view part)
{
    const auto digits = std::ranges::find_if(part, is_digit) - part.begin();
    return {std::string(part.substr(0, static_cast<std::size_t>(digits))), std::string(part.substr(static_cast<std::size_t>(digits)))};
}

bool is_mixer(std::string_view part)
{
    const auto [letters, digits] = mixer_and_revision(part);
    return is_initials(letters) && digits.size() == 2 && std::ranges::all_of(digits, is_digit);
}

bool is_camel_case(std::string_view text)
{
    const bool is_all_capitals = text.size() > 4 && std::ranges::none_of(text, is_small);
    return !text.empty() && !is_small(text[0]) && !is_all_capitals;
}

/// Of `96k24` the hertz and the bits.
struct Said {
    long rate_hz = 0;
    int bits = 0;
};

/// From 1 to `most` digits.
bool is_number(std::string_view text, std::size_t most) { return !text.empty() && text.size() <= most && std::ranges::all_of(text, is_digit); }

/// `96` or `88.2`.
bool is_khz(std::string_view text)
{
    const std::size_t dot = text.find('.');
    return is_number(text.substr(0, dot), 3) && (dot == text.npos || is_number(text.substr(dot + 1), 3));
}

std::optional<Said> said_in(const std::string& part)
{
    const std::size_t k = part.find('k');
    if (k == part.npos || !is_khz(std::string_view(part).substr(0, k))) return {};
    std::string bits = part.substr(k + 1);
    if (bits.ends_with('f')) bits.pop_back();
    if (!bits.empty() && !is_number(bits, 2)) return {};
    return Said{std::lround(std::stod(part.substr(0, k)) * 1000), bits.empty() ? 0 : std::stoi(bits)};
}

/// 44k24 is what many write for 44.1 kHz.
bool agrees(const Said& said, const NameFacts& facts)
{
    const auto rate = static_cast<long>(facts.rate_hz);
    return (said.rate_hz == rate || said.rate_hz == rate / 1000 * 1000) && said.bits == facts.bits;
}

std::string ending_for(const std::string& format)
{
    constexpr std::array<std::pair<std::string_view, const char*>, 5> known{{{"WAV", "wav"}, {"RF64", "wav"}, {"AIFF", "aif"}, {"OGG", "ogg"}, {"MPEG", "mp3"}}};
    for (const auto& [name, ending] : known)
        if (name == format) return ending;
    std::string small;
    for (const char c : format) small += is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return small;
}

bool is_ending_of(std::string ending, const std::string& format)
{
    for (char& c : ending) c = is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    if (format == "WAV" || format == "RF64") return ending == "wav" || ending == "bwf" || ending == "wave" || ending == "rf64";
    return ending == ending_for(format) || (format == "AIFF" && (ending == "aiff" || ending == "aifc"));
}

/// The checks of one name; each adds what it finds.
class Check {
public:
    Check(const FileName& name, const NameFacts& facts) : name_(name), facts_(facts) {}

    std::vector<std::string> deviations()
    {
        signs();
        if (name_.is_whole()) parts();
        else find(fmt::format("five parts are wanted between underscores ({}); it has {}", pattern_words, name_.parts.size()));
        if (!facts_.format.empty() && !is_ending_of(name_.ending, facts_.format))
            find(fmt::format("the file is {}, and its name ends with {}", facts_.format, name_.ending.empty() ? "nothing" : "." + name_.ending));
        return std::move(found_);
    }

private:
    void find(std::string what) { found_.push_back(std::move(what)); }

    void signs()
    {
        std::string text = name_.stem;
        if (const auto rate = text.rfind('_'); rate != std::string::npos && said_in(text.substr(rate + 1))) text.resize(rate);   // 44.1k24 has a point
        if (const auto signs = foreign_signs(text); !signs.empty()) find("letters A to Z, digits and _ are wanted; it has " + signs);
    }
    void parts()
    {
        initials();
        title();
        mixer();
        mix();
        rate();
    }
    void initials()
    {
        const auto& part = name_.parts[0];
        if (!is_initials(part)) find(studio::in_quotes(part) + " is not the initials of an artist: 1 to 4 capital letters");
        else if (!facts_.artist_initials.empty() && part != facts_.artist_initials) find("the artist's initials are " + facts_.artist_initials + ", not " + part);
    }
    void title()
    {
        const auto& part = name_.parts[1];
        if (part.size() > longest_title) find(fmt::format("the title {} has {} letters, at most {} are wanted", studio::in_quotes(part), part.size(), longest_title));
        if (!is_camel_case(part)) find("the title " + studio::in_quotes(part) + " is not written LikeThis");
        const auto wanted = in_camel_case(facts_.title, longest_title), whole = in_camel_case(facts_.title, longest_name);
        if (!wanted.empty() && part != wanted && !whole.starts_with(part)) find("the title is " + wanted + ", not " + studio::in_quotes(part));
    }
    void mixer()
    {
        const auto& part = name_.parts[2];
        const auto letters = mixer_and_revision(part).first;
        if (!is_mixer(part)) find(studio::in_quotes(part) + " is not the initials of a mixer and a revision of two digits, such as AB01");
        else if (!facts_.mixer_initials.empty() && letters != facts_.mixer_initials) find("the mixer's initials are " + facts_.mixer_initials + ", not " + letters);
    }
    void mix()
    {
        const auto* told = alternate_named(name_.parts[3]);
        if (!told) find(studio::in_quotes(name_.parts[3]) + " is no mix that is known here; Master, Inst, Aca, TV … are");
        else if (!facts_.alternate.empty() && told->code != facts_.alternate) find("it says " + std::string(told->code) + ", and the print is " + facts_.alternate);
    }
    void rate()
    {
        const auto said = said_in(name_.parts[4]);
        if (!said) find(studio::in_quotes(name_.parts[4]) + " is no rate in kHz with k and bits, such as 96k24");
        else if (facts_.rate_hz > 0 && !agrees(*said, facts_))
            find(fmt::format("it says {}, and the file is {:g} kHz{}", name_.parts[4], facts_.rate_hz / 1000.0, facts_.bits > 0 ? fmt::format(" with {} bits", facts_.bits) : ""));
    }

    const FileName& name_;
    const NameFacts& facts_;
    std::vector<std::string> found_;
};

/// `Mix 3` -> `03`
std::string revision_in(std::string_view version)
{
    const auto end = version.find_last_of("0123456789");
    if (end == std::string_view::npos) return "01";
    std::string digits;
    for (auto at = end + 1; at-- > 0 && is_digit(version[at]) && digits.size() < 2;) digits.insert(digits.begin(), version[at]);
    return digits.size() < 2 ? "0" + digits : digits;
}

/// The mix that any part of the name tells; the last of them, where mixes stand.
std::string alternate_in(const FileName& name)
{
    if (name.is_whole())
        if (const auto* told = alternate_named(name.parts[3])) return std::string(told->code);
    std::string words = plain_letters(name.stem), found;
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (const auto* told = alternate_named(words.substr(at, end - at)); told && words.substr(at, end - at) != "mix") found = told->code;
        at = end + 1;
    }
    return found;
}

std::string proposed_initials(const FileName& name, const NameFacts& facts)
{
    if (!facts.artist_initials.empty()) return facts.artist_initials;
    return name.is_whole() && is_initials(name.parts[0]) ? name.parts[0] : "AI";
}

std::string proposed_title(const FileName& name, const NameFacts& facts)
{
    const auto of_song = in_camel_case(facts.title, longest_title);
    const auto of_name = name.is_whole() ? in_camel_case(name.parts[1], longest_title) : std::string();
    if (!of_song.empty()) return of_song;
    return of_name.empty() ? "Title" : of_name;
}

std::string proposed_mixer(const FileName& name, const NameFacts& facts)
{
    const auto [letters, digits] = name.is_whole() ? mixer_and_revision(name.parts[2]) : std::pair<std::string, std::string>();
    const std::string mixer = !facts.mixer_initials.empty() ? facts.mixer_initials : is_initials(letters) ? letters : "MI";
    return mixer + revision_in(digits.empty() ? std::string_view(facts.version) : std::string_view(digits));
}

std::string proposal(const FileName& name, const NameFacts& facts, const std::string& told)
{
    const auto* mix = alternate_named(!facts.alternate.empty() ? facts.alternate : told);
    const auto rate = facts.rate_hz > 0 ? rate_and_bits(facts.rate_hz, facts.bits) : name.is_whole() ? name.parts[4] : "96k24";
    const auto ending = facts.format.empty() || is_ending_of(name.ending, facts.format) ? name.ending : ending_for(facts.format);
    return fmt::format("{}_{}_{}_{}_{}{}{}", proposed_initials(name, facts), proposed_title(name, facts), proposed_mixer(name, facts), mix ? mix->in_name : "Master", rate, ending.empty() ? "" : ".", ending);
}

}  // namespace

Naming check_name(std::string_view file, const NameFacts& facts)
{
    const auto name = taken_apart(file.substr(0, longest_name));
    Naming naming{Check(name, facts).deviations(), {}, alternate_in(name)};
    if (!naming.deviations.empty()) naming.proposed = proposal(name, facts, naming.alternate);
    return naming;
}

std::string in_camel_case(std::string_view words, std::size_t most)
{
    const auto plain = plain_letters(words);
    std::string camel;
    for (std::size_t at = 0; at < plain.size();) {
        const auto end = std::min(plain.find(' ', at), plain.size());
        auto word = plain.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (is_small(word[0])) word[0] = static_cast<char>(word[0] - 'a' + 'A');
        if (camel.size() + word.size() > most) return camel.empty() ? word.substr(0, most) : camel;
        camel += word;
    }
    return camel;
}

std::string initials_of(std::string_view words)
{
    std::string initials;
    char before = ' ';
    for (const char c : plain_letters(words)) {
        if (before == ' ' && c != ' ' && initials.size() < 4) initials += is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
        before = c;
    }
    return initials;
}

std::string rate_and_bits(std::uint32_t rate_hz, int bits) { return fmt::format("{:g}k{}", rate_hz / 1000.0, bits > 0 ? std::to_string(bits) : ""); }

}  // namespace recalld::logbook
