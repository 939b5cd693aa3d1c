#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remote/http.hpp"
#include "remote/verb.hpp"
#include "remote/web/target.hpp"
#include "remote/web/views.hpp"

namespace recalld::remote::web {

/// One request for a page: who asks, and for what. Lives as long as its answer is made.
struct Visit {
    Room& room;
    Caller caller;
    HttpRequest request;
    Target target;
    Fields form;                         ///< what was posted
    std::vector<std::string> captured;   ///< the stars of the route's pattern
    bool may(Permission permission) const { return caller.role >= permission; }
};

/// Asks a verb in the name of the visitor. Throws VerbError.
task<Json> ask(const Visit& visit, std::string verb, Json arguments);

/// What a verb said: its answer, or the error in its own words.
struct Told {
    Json answer;
    std::string problem;      ///< empty: none
    std::string code;         ///< `refused`
    unsigned status = 200;
    Json details = nullptr;
};
task<Told> try_verb(const Visit& visit, std::string verb, Json arguments);

/// A whole page from a template of this folder. `here` is the page in the navigation that it belongs to.
struct Paper {
    std::string_view file;    ///< `room.mustache`
    std::string title;
    std::string_view here;    ///< `/sessions`
    unsigned status = 200;
};
HttpAnswer print(const Visit& visit, const Paper& paper, Json view);

/// Go and see that page, with GET.
HttpAnswer see(const std::string& location);

/// An error as a page; with the way back.
HttpAnswer error_page(const Visit& visit, unsigned status, const std::string& title, const std::string& problem, const std::string& advice = {});

/// Whole numbers of a query, such as `?offset=40`; the other one when it is none.
std::size_t number_of(const std::string& text, std::size_t otherwise);

// The page functions. Each answers one route.
// pages_room.cpp:
task<HttpAnswer> room_page(Visit visit);
task<HttpAnswer> do_capture(Visit visit);
task<HttpAnswer> do_cancel(Visit visit);
task<HttpAnswer> log_page(Visit visit);
task<HttpAnswer> do_log(Visit visit);
// pages_history.cpp:
task<HttpAnswer> sessions_page(Visit visit);
task<HttpAnswer> session_page(Visit visit);
task<HttpAnswer> version_page(Visit visit);
task<HttpAnswer> diff_page(Visit visit);
// pages_recall.cpp:
task<HttpAnswer> plan_page(Visit visit);
task<HttpAnswer> do_recall(Visit visit);
task<HttpAnswer> undo_page(Visit visit);
task<HttpAnswer> do_undo(Visit visit);
task<HttpAnswer> reports_page(Visit visit);
task<HttpAnswer> report_page(Visit visit);
// pages_strips.cpp:
task<HttpAnswer> strips_page(Visit visit);
task<HttpAnswer> do_set(Visit visit);
// pages_access.cpp:
task<HttpAnswer> pair_page(Visit visit);
task<HttpAnswer> do_pair(Visit visit);
task<HttpAnswer> pairings_page(Visit visit);
task<HttpAnswer> do_revoke(Visit visit);
HttpAnswer stranger_page(const Visit& visit);

}  // namespace recalld::remote::web
