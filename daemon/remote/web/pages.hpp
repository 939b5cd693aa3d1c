#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "remote/http.hpp"
#include "remote/verb.hpp"

namespace recalld::remote {

/// The page, for browsers: every path that is not /v1/…, /recalld… or /live. Host, Origin and sizes were checked before, and the
/// caller was found by his token. Room outlives it. Core thread only.
task<HttpAnswer> serve_page(Room& room, HttpRequest request, Caller caller);

namespace web {

struct Visit;

/// One line of the table of pages.
struct Route {
    std::string_view method;     ///< GET or POST
    std::string_view pattern;    ///< `/sessions/*`
    Permission needs = Permission::view;
    task<HttpAnswer> (*page)(Visit visit) = nullptr;
};
std::span<const Route> routes();
// Lines of areas that keep them beside their pages: pages_AREA.cpp.
std::span<const Route> sheet_routes();
std::span<const Route> patch_routes();
std::span<const Route> logbook_routes();
std::span<const Route> print_routes();
std::span<const Route> prep_routes();
std::span<const Route> check_routes();
std::span<const Route> book_routes();

/// The line for these segments, and what its stars stand for. HEAD is answered as GET. Pure.
struct Routed {
    const Route* route = nullptr;        ///< nothing: there is no such page, or not with this method
    bool has_other_method = false;
    std::vector<std::string> captured;
};
Routed find_route(std::string_view method, const std::vector<std::string>& segments);

}  // namespace web

}  // namespace recalld::remote
