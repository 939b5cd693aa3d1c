#pragma once

#include <string>

#include "remote/verb.hpp"

namespace recalld::remote {

/// What the mix book of a session says, from the store and from what the verbs of the other areas answer (VERBS.md, `book`). Chapters
/// whose verb is not there, or fails, are empty and `missing` says why. Without a version named it is the newest capture of everything, or else the newest
/// of any kind. Throws VerbError when
/// somebody asked for the end of it, NotFound when there is no such session or version.
task<Json> gather_book(Call call, std::string session, std::string version);

/// Ends long reading work as soon as somebody asks for it, or nobody listens any more. Lives as long as the work does; core thread only.
class Stoppable {
public:
    explicit Stoppable(const Call& call);
    ~Stoppable();
    Stoppable(const Stoppable&) = delete;
    Stoppable& operator=(const Stoppable&) = delete;
    bool is_asked() const;
    void check() const;          ///< throws VerbError `cancelled`

private:
    Room& room_;
    std::shared_ptr<const bool> gone_;
    std::size_t cancels_;
};

/// A line of the log as facts, its data as JSON; see `entries`.
Json line_facts(const store::Entry& entry);

/// `2026-11-21T09:30:05.123456Z`: as exact as the store has it; and back. Nothing: it is no such time.
std::string exact_time(store::Time time);
std::optional<store::Time> time_of(const std::string& text);

}  // namespace recalld::remote
