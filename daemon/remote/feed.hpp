#pragma once

#include <bitset>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "remote/news.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// What one listener follows: areas, and parameters by name. Collects what changed until it is taken: each parameter once, however
/// often it moved, each area once. A listener that does not take costs a bit per parameter. Core thread only.
class Feed {
public:
    /// `news` is called when something is there to be taken, once until the next take().
    Feed(Room& room, std::function<void()> news);

    void follow(Area area);
    void leave(Area area);
    /// Everything that this scope covers now; all of it counts as changed at once. Throws ScopeError.
    void follow(const std::string& scope);
    void leave(const std::string& scope);
    /// One parameter, likewise.
    void follow(const std::string& unit, studio::ParameterId id);
    void leave(const std::string& unit, studio::ParameterId id);
    bool follows_nothing() const { return areas_.none() && scopes_.empty() && singles_.empty(); }

    struct Value {
        std::string unit;
        studio::ParameterId parameter = 0;
    };
    struct Taken {
        std::vector<Area> areas;
        std::vector<Value> values;   ///< at most as many as asked for; the oldest first
        bool more = false;
    };
    Taken take(std::size_t most_values = 1'000'000);

private:
    using Followed = std::map<std::string, studio::Scope, std::less<>>;
    void note(const studio::Change& change);
    void note(Area area);
    bool covers(std::string_view unit, studio::ParameterId id) const;
    void enqueue(const std::string& unit, studio::ParameterId id);
    void wake();

    Room& room_;
    std::function<void()> news_;
    bool told_ = false;
    std::bitset<area_names.size()> areas_, changed_areas_;
    Followed scopes_;
    std::set<std::pair<std::string, studio::ParameterId>> singles_;
    std::map<std::string, std::vector<bool>, std::less<>> waits_;   ///< by unit: this parameter stands in line
    std::vector<Value> line_;
    std::size_t taken_ = 0;   ///< of the line
    studio::Studio::Subscription values_;
    News::Subscription area_news_;
};

}  // namespace recalld::remote
