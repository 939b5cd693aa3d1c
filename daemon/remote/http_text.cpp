#include "remote/http_text.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace recalld::remote {

namespace {

std::string_view reason_of(unsigned status)
{
    static constexpr std::array<std::pair<unsigned, std::string_view>, 19> reasons{{
        {200, "OK"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {413, "Payload Too Large"},
        {415, "Unsupported Media Type"},
        {421, "Misdirected Request"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
    }};
    for (const auto& [number, words] : reasons)
        if (number == status) return words;
    return "See Body";
}

/// Header fields are lines: what would break out of one is not sent.
bool is_one_line(std::string_view text) { return text.find_first_of("\r\n") == std::string_view::npos; }

std::string head(unsigned status, std::string_view type, bool keep_alive, const HttpHeaders& headers)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ';
    text.append(reason_of(status)).append("\r\nServer: recalld\r\nX-Content-Type-Options: nosniff\r\nContent-Type: ").append(type).append("\r\n");
    bool may_be_kept = false;
    for (const auto& [name, value] : headers) {
        if (!is_one_line(name) || !is_one_line(value)) continue;
        may_be_kept = may_be_kept || name == "Cache-Control";
        text.append(name).append(": ").append(value).append("\r\n");
    }
    if (!may_be_kept) text += "Cache-Control: no-store\r\n";
    return text + (keep_alive ? "" : "Connection: close\r\n");
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

std::string stream_head(const AnswerShape& shape, std::string_view type)
{
    return head(200, type.empty() ? "application/x-ndjson" : type, shape.keep_alive, {}) + (shape.chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n");
}

std::string whole_answer(unsigned status, const std::string& body, const AnswerShape& shape, std::string_view type, const HttpHeaders& headers)
{
    if (type.empty()) type = status == 200 ? "application/x-ndjson" : "application/json";
    const bool has_body = status != 204 && status != 304;
    return head(status, type, shape.keep_alive, headers) + (has_body ? "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" : "\r\n")
           + (shape.without_body || !has_body ? "" : body);
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

std::string in_small_letters(std::string_view text)
{
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

std::string with_newline(std::string line)
{
    if (!line.empty() && line.back() != '\n') line += '\n';
    return line;
}

}  // namespace recalld::remote
