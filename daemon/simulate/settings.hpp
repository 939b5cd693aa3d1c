#pragma once

#include <unordered_map>
#include <vector>

#include "simulate/head_amps.hpp"
#include "studio/profile.hpp"

namespace recalld::simulate {

/// Parameters that took another value, in the order in which it happened.
using Changes = std::vector<studio::ParameterId>;

/// The values of a desk and what moves with them: the other side of a stereo link, the parameters of an effect.
/// Borrows the profile. Not thread-safe.
class Settings {
public:
    explicit Settings(const studio::Profile& profile);

    const studio::Value& operator[](studio::ParameterId id) const { return values_[id]; }
    /// What the parameter means now: the law of an effect's slot under its present type, else its own.
    const studio::Law& meaning_of(studio::ParameterId id) const;
    /// Parameters whose meaning this one picks.
    const std::vector<studio::ParameterId>& steered_by(studio::ParameterId id) const;

    /// A client wants it: a linked even side stays where its odd side is.
    void set(studio::ParameterId id, studio::Value value, Changes& changes);
    /// A hand on the desk moves it: both sides of a link follow.
    void touch(studio::ParameterId id, studio::Value value, Changes& changes);
    /// From the desk's own memory, which holds both sides of a link.
    void recall(studio::ParameterId id, studio::Value value, Changes& changes);
    /// Behind the desk's back: nothing moves with it.
    void poke(studio::ParameterId id, studio::Value value);

private:
    using Related = std::unordered_map<studio::ParameterId, std::vector<studio::ParameterId>>;

    bool is_on(studio::ParameterId id) const;
    bool is_linked(studio::ParameterId id) const;
    bool leads(studio::ParameterId id) const;
    void change(studio::ParameterId id, studio::Value value, Changes& changes);
    void load_effect(studio::ParameterId type, Changes& changes);
    void join(studio::ParameterId link, Changes& changes);
    void follow_routing();

    const studio::Profile& profile_;
    HeadAmps head_amps_{profile_};
    std::vector<studio::Value> values_;
    Related steered_;  ///< by type: the parameters of its effect
    Related joined_;   ///< by link switch: what it copies, odd sides
};

}  // namespace recalld::simulate
