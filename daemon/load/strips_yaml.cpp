#include "load/strips_yaml.hpp"

#include "studio/spelling.hpp"
#include "load/path_rules.hpp"
#include "load/placed_pattern.hpp"

namespace recalld::load {

StripShelf::StripShelf(std::vector<studio::Strip>& strips) : strips_(strips)
{
    strips_.push_back({"", "desk", studio::no_parameter});
}

void StripShelf::read(const Cursor& list)
{
    for (const Cursor& strip : list.items()) read_strip(strip);
}

void StripShelf::read_strip(const Cursor& strip)
{
    const PlacedPattern path(*strip.find("path"));
    const PlacedPattern words(*strip.find("words"));
    const auto label = strip.find("label");
    for (const Expansion& expansion : path.expand()) {
        check_path(path.at(), expansion.text);
        if (strips_.size() > most_expansions) path.at().fail("too many strips");
        const auto index = static_cast<std::uint32_t>(strips_.size());
        if (!by_path_.emplace(expansion.text, index).second)
            path.at().fail("a second strip " + studio::in_quotes(expansion.text));
        strips_.push_back({expansion.text, words.fill(expansion.bindings), studio::no_parameter});
        if (label) labels_.push_back({index, *label});
    }
}

std::uint32_t StripShelf::strip_of(std::string_view name) const
{
    while (!name.empty()) {
        if (const auto found = by_path_.find(name); found != by_path_.end()) return found->second;
        const std::size_t slash = name.rfind('/');
        name = name.substr(0, slash == std::string_view::npos ? 0 : slash);
    }
    return 0;
}

void StripShelf::find_labels(const studio::Profile& profile)
{
    for (const auto& [strip, at] : labels_) {
        const std::string name = strips_[strip].path + "/" + at.text();
        const auto label = profile.find(name);
        if (!label) at.fail("no parameter " + studio::in_quotes(name));
        strips_[strip].label = *label;
    }
}

}  // namespace recalld::load
