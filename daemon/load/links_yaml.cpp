#include "load/links_yaml.hpp"

#include "load/glob.hpp"
#include "studio/spelling.hpp"
#include "load/placed_pattern.hpp"

#include <algorithm>
#include <optional>

namespace recalld::load {

namespace {

using studio::no_parameter;
using studio::Parameter;
using studio::ParameterId;
using studio::Profile;

struct Glob {
    Cursor at;
    std::string_view pattern;
    std::string_view start;  ///< what stands before the first *: most paths differ there
    bool matched = false;
};

std::vector<Glob> globs_in(const Cursor& list)
{
    std::vector<Glob> globs;
    for (const Cursor& at : list.items()) {
        const std::string_view pattern = at.text();
        globs.push_back({at, pattern, pattern.substr(0, pattern.find('*'))});
    }
    return globs;
}

bool any_matches(std::vector<Glob>& globs, std::string_view path)
{
    bool found = false;
    for (Glob& glob : globs) {
        if (!path.starts_with(glob.start) || !matches_glob(glob.pattern, path)) continue;
        glob.matched = true;
        found = true;
    }
    return found;
}

void check_all_matched(const std::vector<Glob>& globs)
{
    for (const Glob& glob : globs)
        if (!glob.matched) glob.at.fail(studio::in_quotes(glob.at.text()) + " matches no parameter");
}

ParameterId parameter_named(const Profile& profile, const Cursor& at, const std::string& name)
{
    const auto found = profile.find(name);
    if (!found) at.fail("no parameter " + studio::in_quotes(name) + profile.suggestion(name));
    return *found;
}

using ByStrip = std::vector<std::vector<ParameterId>>;

ByStrip parameters_by_strip(const Profile& profile)
{
    ByStrip by_strip(profile.strips.size());
    for (ParameterId id = 0; id < profile.parameters.size(); ++id) by_strip[profile[id].strip].push_back(id);
    return by_strip;
}

/// Reads one link: for each pair of strips, what is copied while which switch is on.
class LinkReader {
public:
    LinkReader(const Cursor& link, Profile& profile, const ByStrip& by_strip)
        : profile_(profile),
          by_strip_(by_strip),
          first_(link.find("pair")->items()[0]),
          second_(link.find("pair")->items()[1]),
          when_(*link.find("when"))
    {
        for (const Cursor& copy : link.find("copies")->items()) copies_.push_back(copy_at(copy));
    }

    void read()
    {
        for (const Expansion& pair : first_.expand()) read_pair(pair);
        for (const Copy& copy : copies_) check_all_matched(copy.globs);
    }

private:
    struct Copy {
        std::vector<Glob> globs;
        std::optional<PlacedPattern> only_if;
    };
    struct Pair {
        std::string first;
        std::string second;
        ParameterId switched_by;
    };

    static Copy copy_at(const Cursor& copy)
    {
        const auto only_if = copy.find("if");
        return {globs_in(*copy.find("fields")), only_if ? std::optional<PlacedPattern>(*only_if) : std::nullopt};
    }

    void read_pair(const Expansion& first)
    {
        const Pair pair{first.text, second_.fill(first.bindings),
                        parameter_named(profile_, when_.at(), when_.fill(first.bindings))};
        const std::uint32_t strip = strip_named(first_.at(), pair.first);
        strip_named(second_.at(), pair.second);
        for (Copy& copy : copies_) {
            const ParameterId only_if =
                copy.only_if ? parameter_named(profile_, copy.only_if->at(), copy.only_if->fill(first.bindings))
                             : no_parameter;
            for (const ParameterId id : by_strip_[strip]) copy_parameter(id, pair, copy, only_if);
        }
    }

    std::uint32_t strip_named(const Cursor& at, const std::string& path) const
    {
        const auto found = std::find_if(profile_.strips.begin() + 1, profile_.strips.end(),
                                        [&](const auto& s) { return s.path == path; });
        if (found == profile_.strips.end()) at.fail("no strip " + studio::in_quotes(path));
        return static_cast<std::uint32_t>(found - profile_.strips.begin());
    }

    void copy_parameter(ParameterId id, const Pair& pair, Copy& copy, ParameterId only_if)
    {
        Parameter& one = profile_.parameters[id];
        const std::string_view tail = std::string_view(one.name).substr(std::min(pair.first.size(), one.name.size()));
        if (tail.empty() || !any_matches(copy.globs, tail.substr(1))) return;
        Parameter& other =
            profile_.parameters[parameter_named(profile_, second_.at(), pair.second + std::string(tail))];
        if (one.partner != no_parameter || other.partner != no_parameter || &one == &other)
            copy.globs.front().at.fail(studio::in_quotes(one.name) + " is linked already");
        one.partner = static_cast<ParameterId>(&other - profile_.parameters.data());
        other.partner = id;
        one.linked_by = other.linked_by = pair.switched_by;
        one.linked_if = other.linked_if = only_if;
    }

    Profile& profile_;
    const ByStrip& by_strip_;
    PlacedPattern first_;
    PlacedPattern second_;
    PlacedPattern when_;
    std::vector<Copy> copies_;
};

}  // namespace

void read_links(const Cursor& list, Profile& profile)
{
    const ByStrip by_strip = parameters_by_strip(profile);
    for (const Cursor& link : list.items()) LinkReader(link, profile, by_strip).read();
}

std::vector<ParameterId> read_globs(const Cursor& list, const Profile& profile)
{
    std::vector<Glob> globs = globs_in(list);
    std::vector<ParameterId> found;
    for (ParameterId id = 0; id < profile.parameters.size(); ++id)
        if (any_matches(globs, profile[id].name)) found.push_back(id);
    check_all_matched(globs);
    return found;
}

}  // namespace recalld::load
