#include "remote/service.hpp"

#include <deque>

#include "log.hpp"
#include "remote/access.hpp"
#include "rig/signal.hpp"

namespace recalld::remote {

namespace {

constexpr std::string_view prefix = "/v1/";
constexpr std::size_t most_waiting_lines = 8192;

/// How many changes are lost with this line: of progress none, and what was counted as lost before is not forgotten.
std::size_t changes_in(const Json& line) { return line.contains("dropped") ? line["dropped"].get<std::size_t>() : line.contains("change") ? 1u : 0u; }

/// A verb at work and the one who listens to it.
struct Performance {
    explicit Performance(net::io_context& io) : news(io) {}

    void say(Json line)
    {
        // of the progress of one phase only the latest counts; changes all count
        const bool replaces = !lines.empty() && line.contains("progress") && lines.back().contains("progress");
        if (replaces) lines.back() = std::move(line);
        else if (lines.size() < most_waiting_lines) lines.push_back(std::move(line));
        else dropped += changes_in(line);
        news.wake_all();
    }

    std::deque<Json> lines;
    std::size_t dropped = 0;   ///< changes that nobody took away in time
    Json result;
    std::exception_ptr error;
    bool done = false;
    std::shared_ptr<bool> gone = std::make_shared<bool>(false);
    rig::Signal news;
};

using Shared = std::shared_ptr<Performance>;

std::string text_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

HttpAnswer refusal(const VerbError& error) { return {error.status, text_of(error_json(error))}; }

task<> play(std::string verb, Call call, Shared performance)
{
    Room& room = call.room;
    ++room.performing;
    try {
        performance->result = co_await perform(std::move(verb), std::move(call));
    } catch (...) {
        performance->error = std::current_exception();
    }
    --room.performing;
    performance->done = true;
    performance->news.wake_all();
}

HttpAnswer last_line(const Performance& performance)
{
    if (!performance.error) return {200, text_of({{"result", performance.result}})};
    try {
        std::rethrow_exception(performance.error);
    } catch (const VerbError& error) {
        return refusal(error);
    } catch (const std::exception& error) {
        return refusal(VerbError("mistake", error.what(), 500, exit_mistake));
    }
}

task<HttpAnswer> listen(Shared performance, LineWriter write)
{
    while (!performance->done || !performance->lines.empty()) {
        if (performance->lines.empty()) {
            co_await performance->news.wait();
            continue;
        }
        const std::string line = text_of(performance->lines.front());
        performance->lines.pop_front();
        if (performance->lines.empty() && performance->dropped > 0) performance->lines.push_back({{"dropped", std::exchange(performance->dropped, 0)}});
        const bool heard = co_await write(line);
        if (!heard) {
            *performance->gone = true;   // the work goes on; only a watch ends with its listener
            co_return HttpAnswer{200, {}};
        }
    }
    co_return last_line(*performance);
}

/// In a room without roles whoever can open the socket may do everything.
Caller user_behind(Room& room, const Peer& peer)
{
    if (room.access && peer.user) return room.access->of_user(*peer.user);
    return {Permission::edit, "the Unix socket"};
}

}  // namespace

task<HttpAnswer> serve_verb(Room& room, HttpRequest request, LineWriter write, Caller caller)
{
    if (request.method != "POST") co_return refusal(VerbError("usage", "ask with POST " + std::string(prefix) + "VERB", 405, exit_usage));
    if (!request.target.starts_with(prefix)) co_return refusal(VerbError("unknown_verb", "ask with POST " + std::string(prefix) + "VERB", 404, exit_usage));
    Json arguments = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
    if (arguments.is_discarded()) co_return refusal(VerbError("usage", "the body is no JSON", 400, exit_usage));
    auto performance = std::make_shared<Performance>(room.io);
    Call call{room, std::move(arguments), [performance](Json line) { performance->say(std::move(line)); }, performance->gone, std::move(caller)};
    net::co_spawn(room.io, play(request.target.substr(prefix.size()), std::move(call), performance), net::detached);
    co_return co_await listen(performance, std::move(write));
}

HttpHandler serve_verbs(Room& room)
{
    return [&room](HttpRequest request, LineWriter write) {
        auto caller = user_behind(room, request.peer);
        return serve_verb(room, std::move(request), std::move(write), std::move(caller));
    };
}

}  // namespace recalld::remote
