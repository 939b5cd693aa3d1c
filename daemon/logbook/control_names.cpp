#include "logbook/control_names.hpp"

#include <algorithm>
#include <cctype>

#include "studio/panel.hpp"
#include "studio/spelling.hpp"

namespace recalld::logbook {

using studio::Control;
using studio::PanelGroup;
using studio::ParameterId;

namespace {

constexpr std::size_t most_named = 12;   // controls that a message lists

bool parts_words(char c) { return c == '_' || c == '-' || c == '/' || std::isspace(static_cast<unsigned char>(c)); }

/// `peak reduction` for `PEAK_REDUCTION`, `Peak-Reduction` and `peak/reduction`.
std::string plain(std::string_view words)
{
    std::string text;
    for (const char c : words) {
        if (!parts_words(c)) text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!text.empty() && text.back() != ' ') text += ' ';
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

template <class See>
void each_control(const studio::Profile& profile, See see)
{
    if (!profile.panel) return;
    for (const auto& group : profile.panel->groups)
        for (const auto& control : group.controls)
            if (control.parameter != studio::no_parameter) see(group, control);
}

std::string full_label(const PanelGroup& group, const Control& control) { return group.name.empty() ? control.label : group.name + " " + control.label; }

/// Panels shout; people do not.
std::string guess(std::string_view words, const std::vector<std::string>& labels)
{
    std::vector<std::string> small;
    for (const auto& label : labels) small.push_back(plain(label));
    const auto found = std::ranges::find(small, studio::nearest_word(plain(words), small));
    return found == small.end() || found->empty() ? std::string() : "; did you mean " + studio::in_quotes(labels[static_cast<std::size_t>(found - small.begin())]) + "?";
}

}  // namespace

std::vector<ParameterId> controls_named(const studio::Profile& profile, std::string_view words)
{
    if (const auto id = profile.find(words)) return {*id};
    const std::string asked = plain(words);
    std::vector<ParameterId> whole, label;
    each_control(profile, [&](const PanelGroup& group, const Control& control) {
        if (plain(profile[control.parameter].name) == asked || plain(full_label(group, control)) == asked) whole.push_back(control.parameter);
        else if (plain(control.label) == asked) label.push_back(control.parameter);
    });
    return whole.empty() ? label : whole;
}

std::string control_words(const studio::Profile& profile, ParameterId id)
{
    std::string words;
    each_control(profile, [&](const PanelGroup& group, const Control& control) {
        if (control.parameter == id) words = full_label(group, control);
    });
    return words.empty() ? profile[id].name : words;
}

std::string why_not_one(const studio::Profile& profile, std::string_view words, const std::vector<ParameterId>& found)
{
    if (found.size() > 1) {
        std::string candidates;
        for (std::size_t i = 0; i < found.size() && i < most_named; ++i) candidates += (i == 0 ? "" : " or ") + control_words(profile, found[i]);
        return std::string(words) + " may be " + candidates + "; say which";
    }
    std::vector<std::string> labels;
    each_control(profile, [&](const PanelGroup& group, const Control& control) { labels.push_back(full_label(group, control)); });
    auto advice = guess(words, labels);
    if (!advice.empty()) return "there is no control " + studio::in_quotes(words) + advice;
    if (labels.size() > most_named) labels.resize(most_named), labels.emplace_back("…");
    for (const auto& label : labels) advice += (advice.empty() ? "; there is " : ", ") + label;
    return "there is no control " + studio::in_quotes(words) + advice;
}

}  // namespace recalld::logbook
