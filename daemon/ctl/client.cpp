#include "ctl/client.hpp"

#include <array>

#include "ctl/command.hpp"
#include "remote/http.hpp"

namespace recalld::ctl {

namespace {

/// Gathers the answer from its lines.
class Listening {
public:
    explicit Listening(const LineListener& listener) : listener_(listener) {}

    bool take(std::string_view text)
    {
        const Json line = Json::parse(text, nullptr, false);
        if (line.contains("result"))
            answer_.result = line["result"];
        else if (line.contains("error"))
            answer_.error = line["error"];
        else if (!line.is_object())
            answer_ = failure("bad_answer", "what answers there is not recalld: " + quoted(text), exit_mistake);
        else if (listener_)
            return wanted_ = listener_(line);
        return true;
    }
    /// After the last line.
    Answer end(unsigned status)
    {
        if (answer_.is_error() || !answer_.result.is_null() || !wanted_) return std::move(answer_);
        return failure("no_result", "recalld ended its answer (HTTP " + std::to_string(status) + ") without a result",
                       exit_no_daemon);
    }

private:
    static std::string quoted(std::string_view text) { return '"' + clean(text.substr(0, 60)) + '"'; }
    const LineListener& listener_;
    Answer answer_;
    bool wanted_ = true;
};

}  // namespace

int Answer::exit() const
{
    const Json& source = is_error() ? error : result;
    if (has(source, "exit")) return static_cast<int>(number_in(source, "exit"));
    return is_error() ? exit_mistake : exit_well;
}

Answer failure(std::string_view code, std::string_view message, int exit)
{
    return {nullptr, {{"code", code}, {"message", message}, {"exit", exit}}};
}

Answer ask(const std::string& socket, std::string_view verb, const Json& arguments, const LineListener& listener)
{
    try {
        const std::string body = arguments.dump();
        Listening listening(listener);
        const auto take = [&](std::string_view line) { return listening.take(line); };
        const unsigned status = remote::http_request(socket, "/v1/" + std::string(verb), body, take);
        return listening.end(status);
    } catch (const remote::NoDaemon& error) {
        return failure("no_daemon", error.what(), exit_no_daemon);
    } catch (const Json::type_error&) {
        return failure("not_utf8", "what you gave is not UTF-8 text", exit_usage);
    }
}

}  // namespace recalld::ctl
