#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remote/verb.hpp"

namespace recalld::remote {

/// The tree of everything that has an OSC address, as OSCQuery writes it, from one node down. Made for one answer, written piece by piece
/// while the core goes on with other work in between. Source: the OSCQuery proposal of Vidvox (FULL_PATH, CONTENTS, TYPE, ACCESS,
/// VALUE, RANGE, DESCRIPTION, UNIT). Core thread only; the room outlives it.
class QueryTree {
public:
    /// `sessions`: what the session arguments of verbs may be.
    QueryTree(const Room& room, std::string_view from, const std::vector<std::string>& sessions);

    bool exists() const { return !methods_.empty(); }
    /// The next piece of JSON, some `size` bytes of it; empty at the end.
    std::string next(std::size_t size);
    /// `{"VALUE": [-6.8]}`; nothing when this node has no such attribute. Throws std::invalid_argument when OSCQuery knows none of that name.
    std::optional<std::string> attribute(const std::string& name) const;

private:
    /// Something that can be sent a message.
    struct Method {
        std::string path;
        const Verb* verb = nullptr;                  ///< or a parameter:
        const studio::UnitState* page = nullptr;
        studio::ParameterId parameter = 0;
        bool is_position = false;
    };
    void add_verbs();
    void add_parameters(const studio::UnitState& page);
    void keep_below(std::string_view from);
    void add_attributes(const Method& method, Json& json) const;
    Json verb_attributes(const Verb& verb) const;
    /// A node whose JSON is not closed yet.
    struct Open {
        std::string segment;
        bool has_contents = false;
        bool has_child = false;
    };
    bool has_contents(std::size_t method, std::string_view path) const;
    void open(std::string& out, std::string segment, std::string_view path, const Method* method, bool with_contents);
    void close_to(std::string& out, std::size_t depth);
    void begin(std::string& out);
    void add(std::string& out, std::size_t method);

    const Room& room_;
    const std::vector<std::string>& sessions_;
    std::string from_;
    std::vector<Method> methods_;
    std::size_t next_ = 0;
    std::vector<Open> open_;          ///< from the root of this answer down
    bool begun_ = false;
};

}  // namespace recalld::remote
