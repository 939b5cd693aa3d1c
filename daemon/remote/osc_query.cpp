#include "remote/osc_query.hpp"

#include "remote/http_text.hpp"
#include "remote/query_socket.hpp"
#include "remote/query_tree.hpp"
#include "remote/web/form.hpp"

namespace recalld::remote {

namespace {

constexpr std::size_t piece = 64 * 1024;   // bytes

HttpAnswer refusal(unsigned status, std::string_view code, const std::string& words) { return {status, error_line(code, words, exit_usage)}; }

/// `/recalld/unit/desk?VALUE` in its two halves.
struct Asked {
    std::string path, attribute;
};

Asked asked_in(std::string_view target)
{
    const auto question = std::min(target.find('?'), target.size());
    Asked asked{web::percent_decode(target.substr(0, question)).value_or(std::string()), std::string(target.substr(std::min(question + 1, target.size())))};
    asked.attribute = asked.attribute.substr(0, asked.attribute.find_first_of("&="));
    while (asked.path.size() > 1 && asked.path.ends_with('/')) asked.path.pop_back();
    return asked;
}

Json host_info(const Room& room)
{
    Json extensions = Json::object();
    for (const auto* name : {"ACCESS", "VALUE", "RANGE", "DESCRIPTION", "UNIT", "LISTEN", "PATH_CHANGED"}) extensions[name] = true;
    Json info = {{"NAME", "recalld"}, {"EXTENSIONS", extensions}, {"OSC_TRANSPORT", "UDP"}};
    for (const auto& door : room.doors)
        if (door["door"] == "osc") info["OSC_PORT"] = door["port"];
    return info;
}

task<std::vector<std::string>> session_names(Room& room)
{
    const auto sessions = co_await room.store.run([](store::Store& store) { return store.sessions(); });
    std::vector<std::string> names;
    for (const auto& session : sessions) names.push_back(session.name);
    co_return names;
}

/// A rig that is read again takes its pages away: the rest of the tree is not sent then.
task<HttpAnswer> stream(Room& room, std::unique_ptr<QueryTree> tree, LineWriter write)
{
    const auto units = room.rig.units();   // a copy: they stay while it is written
    write.type("application/json");
    for (std::string text = tree->next(piece); !text.empty(); text = tree->next(piece)) {
        const bool heard = co_await write(std::move(text));
        if (!heard || room.rig.units() != units) break;
    }
    co_return HttpAnswer{};
}

}  // namespace

task<HttpAnswer> serve_osc_query(Room& room, HttpRequest request, LineWriter write, Caller caller)
{
    if (request.method != "GET" && request.method != "HEAD") co_return refusal(405, "usage", "OSCQuery is asked with GET");
    if (caller.role < Permission::view) co_return refusal(403, "forbidden", "pair this device first: `recallctl pair --role view` on the studio's machine");
    if (request.wants_web_socket) {
        HttpAnswer answer;
        answer.conversation = query_conversation(room);
        co_return answer;
    }
    const auto asked = asked_in(request.target);
    if (asked.attribute == "HOST_INFO") co_return HttpAnswer{200, host_info(room).dump(), "application/json"};
    const auto sessions = co_await session_names(room);
    auto tree = std::make_unique<QueryTree>(room, asked.path, sessions);
    if (asked.path.empty() || !tree->exists()) co_return refusal(404, "not_found", "there is no address " + asked.path);
    if (asked.attribute.empty()) co_return co_await stream(room, std::move(tree), std::move(write));
    std::optional<std::string> found;
    try {
        found = tree->attribute(asked.attribute);
    } catch (const std::invalid_argument& error) {
        co_return refusal(400, "usage", error.what());
    }
    if (!found) co_return HttpAnswer{204, {}};
    co_return HttpAnswer{200, *found, "application/json"};
}

}  // namespace recalld::remote
