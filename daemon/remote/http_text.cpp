#include "remote/http_text.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace recalld::remote {

namespace {

std::string_view reason_of(unsigned status)
{
    static constexpr std::array<std::pair<unsigned, std::string_view>, 13> reasons{{
        {200, "OK"},
        {400, "Bad Request"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Payload Too Large"},
        {415, "Unsupported Media Type"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
    }};
    for (const auto& [number, words] : reasons)
        if (number == status) return words;
    return "See Body";
}

std::string head(unsigned status, std::string_view type, bool keep_alive)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ';
    text.append(reason_of(status))
        .append("\r\nServer: recalld\r\nCache-Control: no-store\r\nContent-Type: ")
        .append(type);
    return text + (keep_alive ? "\r\n" : "\r\nConnection: close\r\n");
}

std::string json_text(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return quoted + '"';
}

}  // namespace

std::string stream_head(const AnswerShape& shape)
{
    return head(200, "application/x-ndjson", shape.keep_alive)
           + (shape.chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
}

std::string whole_answer(unsigned status, const std::string& body, const AnswerShape& shape)
{
    return head(status, status == 200 ? "application/x-ndjson" : "application/json", shape.keep_alive)
           + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + (shape.without_body ? "" : body);
}

std::string error_line(std::string_view code, std::string_view message, int exit)
{
    return R"({"error": {"code": )" + json_text(code) + R"(, "message": )" + json_text(message) + R"(, "exit": )"
           + std::to_string(exit) + "}}\n";
}

std::string error_answer(unsigned status, std::string_view code, std::string_view message, int exit)
{
    return whole_answer(status, error_line(code, message, exit), {.keep_alive = false});
}

std::string chunk(const std::string& bytes)
{
    std::array<char, 24> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
    return size.data() + bytes + "\r\n";
}

std::string with_newline(std::string line)
{
    if (!line.empty() && line.back() != '\n') line += '\n';
    return line;
}

}  // namespace recalld::remote
