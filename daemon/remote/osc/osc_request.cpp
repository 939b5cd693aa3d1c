#include "remote/osc/osc_request.hpp"

#include <algorithm>
#include <array>

#include "remote/osc/osc_words.hpp"
#include "studio/spelling.hpp"

namespace recalld::remote {

namespace {

using enum ArgumentKind;

constexpr std::array door_pair{Argument{"code", text, true}};
constexpr std::array door_port{Argument{"port", number, true}};
constexpr std::array door_subscribe{Argument{"area", text, true}, Argument{"seconds", number}, Argument{"as", text}};
constexpr std::array door_unsubscribe{Argument{"area", text}};
constexpr std::array door{
    Verb{"pair", Permission::nothing, nullptr, "a code for the role of this device", door_pair},
    Verb{"port", Permission::nothing, nullptr, "where answers go from now on", door_port},
    Verb{"subscribe", Permission::view, nullptr, "what is there now, and every change", door_subscribe},
    Verb{"unsubscribe", Permission::nothing, nullptr, "no more changes", door_unsubscribe},
};

constexpr std::array<std::string_view, 5> lists{"sessions", "versions", "reports", "entries", "diff"};
constexpr Argument offset_argument{"offset", number}, count_argument{"count", number};

[[noreturn]] void refuse(const std::string& why) { throw VerbError("usage", why, 400, exit_usage); }

const Verb& verb_meant(const std::string& name)
{
    for (const auto rows : {osc_door_verbs(), verbs()})
        for (const auto& verb : rows)
            if (verb.name == name) return verb;
    std::vector<std::string> known;
    for (const auto rows : {osc_door_verbs(), verbs()})
        for (const auto& verb : rows) known.emplace_back(verb.name);
    throw VerbError("unknown_verb", "there is no " + studio::in_quotes(name) + studio::did_you_mean(name, known), 404, exit_usage);
}

/// What a verb takes over OSC: its own row, and where a page of its list begins.
std::vector<Argument> arguments_of(const Verb& verb)
{
    std::vector<Argument> all(verb.arguments.begin(), verb.arguments.end());
    if (!is_osc_list(verb.name) || std::ranges::find(all, "offset", &Argument::name) != all.end()) return all;
    all.push_back(offset_argument);
    all.push_back(count_argument);
    return all;
}

/// Puts words where they belong, in the order in which they came.
class Filling {
public:
    explicit Filling(const Verb& verb) : verb_(verb), takes_(arguments_of(verb))
    {
        required_ = static_cast<std::size_t>(std::ranges::count(takes_, true, &Argument::required));
    }

    void fill(std::vector<OscWord> words, OscRequest& request)
    {
        request.press = press_in(words);
        if (request.press != OscPress::none) words.pop_back();
        for (const auto& word : words) place(word);
        take_pages(request);
        request.arguments = std::move(given_);
    }

private:
    bool wants_number_from(std::size_t place) const
    {
        return std::any_of(takes_.begin() + static_cast<std::ptrdiff_t>(std::min(place, takes_.size())), takes_.end(),
                           [](const Argument& argument) { return argument.kind == number; });
    }

    /// A lone number behind everything that has to be said is a finger on a button, unless a number is wanted there.
    OscPress press_in(const std::vector<OscWord>& words) const
    {
        if (words.size() <= required_ || !words.back().can_be_press()) return OscPress::none;
        const auto texts = std::count_if(words.begin() + static_cast<std::ptrdiff_t>(required_), words.end() - 1, [](const OscWord& word) { return word.is_text(); });
        if (texts + 1 != std::ssize(words) - static_cast<std::ptrdiff_t>(required_)) return OscPress::none;
        const auto named = std::count_if(words.begin() + static_cast<std::ptrdiff_t>(required_), words.end(), [this](const OscWord& word) { return is_named(word); });
        const auto at = words.size() - 1 - static_cast<std::size_t>(named);
        if (at < takes_.size() && takes_[at].kind == flag) return OscPress::none;
        if (wants_number_from(at) && !is_press_among_numbers(words.back())) return OscPress::none;
        return words.back().number() >= 0.5 ? OscPress::down : OscPress::up;
    }

    bool is_press_among_numbers(const OscWord& word) const
    {
        if (word.is_whole()) return false;
        return !is_of_osc_door(verb_) || word.is_flag() || word.number() == 0 || word.number() == 1;
    }

    void place(const OscWord& word)
    {
        if (next_ >= required_ && place_by_name(word)) return;
        while (next_ < takes_.size() && given_.contains(takes_[next_].name)) ++next_;
        if (next_ >= required_ && word.is_number())
            while (next_ < takes_.size() && takes_[next_].kind == text && wants_number_from(next_)) ++next_;
        if (next_ >= takes_.size()) refuse(std::string(verb_.name) + ": too many arguments; it takes " + taken());
        const auto& argument = takes_[next_++];
        const bool is_left_out = !argument.required && word.is_text() && word.text().empty();
        if (!is_left_out) given_[std::string(argument.name)] = word.as(verb_.name, argument);
    }

    std::vector<Argument>::const_iterator named_in(const OscWord& word) const
    {
        const auto sign = word.is_text() ? word.text().find('=') : std::string::npos;
        if (sign == std::string::npos) return takes_.end();
        const auto named = std::ranges::find(takes_, std::string_view(word.text()).substr(0, sign), &Argument::name);
        return named == takes_.end() || named->required ? takes_.end() : named;
    }
    bool is_named(const OscWord& word) const { return named_in(word) != takes_.end(); }

    bool place_by_name(const OscWord& word)
    {
        const auto named = named_in(word);
        if (named == takes_.end()) return false;
        if (given_.contains(named->name)) refuse(std::string(verb_.name) + ": \"" + std::string(named->name) + "\" is said twice");
        given_[std::string(named->name)] = OscWord(word.text().substr(named->name.size() + 1)).as(verb_.name, *named);
        return true;
    }

    std::string taken() const
    {
        std::string all;
        for (const auto& argument : takes_)
            all += (all.empty() ? "" : ", ") + std::string(argument.name) + (argument.required ? "" : "=…");
        return all.empty() ? "none" : all;
    }

    void take_pages(OscRequest& request)
    {
        if (!is_osc_list(verb_.name)) return;
        for (const auto& [name, where] : {std::pair{"offset", &request.offset}, std::pair{"count", &request.count}}) {
            if (given_.contains(name)) *where = given_[name].get<std::size_t>();
            given_.erase(name);
        }
    }

    const Verb& verb_;
    std::vector<Argument> takes_;
    std::size_t required_ = 0, next_ = 0;
    Json given_ = Json::object();
};

/// Words in the address. A parameter's slashes stay: it is the rest of the address, unless they are written as %2F.
std::vector<OscWord> words_in(std::vector<std::string_view> parts, const Verb& verb)
{
    const auto parameter = static_cast<std::size_t>(std::ranges::find(verb.arguments, "parameter", &Argument::name) - verb.arguments.begin());
    std::vector<OscWord> words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto text = osc_unescaped(parts[i]);
        const bool is_rest = i == parameter && text.find('/') == std::string::npos;
        while (is_rest && i + 1 < parts.size()) text += "/" + osc_unescaped(parts[++i]);
        if (!is_utf8(text)) refuse("the address holds a text that is no UTF-8");
        words.emplace_back(std::move(text));
    }
    return words;
}

}  // namespace

std::span<const Verb> osc_door_verbs() { return door; }

bool is_of_osc_door(const Verb& verb) { return verb.handler == nullptr; }

bool is_osc_list(std::string_view verb) { return std::ranges::find(lists, verb) != lists.end(); }

bool is_cut_by_verb(std::string_view verb)
{
    const auto row = std::ranges::find(verbs(), verb, &Verb::name);
    return is_osc_list(verb) && row != verbs().end() && std::ranges::find(row->arguments, "count", &Argument::name) != row->arguments.end();
}

OscRequest read_osc_request(const osc::Message& message)
{
    auto parts = osc_parts(message.address().substr(osc_front.size()));
    OscRequest request;
    request.verb = &verb_meant(parts.empty() ? std::string() : osc_unescaped(parts.front()));
    if (!parts.empty()) parts.erase(parts.begin());
    auto words = words_in(std::move(parts), *request.verb);
    std::ranges::move(osc_words(message), std::back_inserter(words));
    Filling(*request.verb).fill(std::move(words), request);
    return request;
}

}  // namespace recalld::remote
