#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The bytes of HTTP answers. Pure.

namespace recalld::remote {

/// What an answer's head depends on.
struct AnswerShape {
    bool chunked = true;  ///< HTTP/1.0 gets plain lines and the end of the connection
    bool keep_alive = true;
    bool without_body = false;  ///< HEAD
};

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// The head of an answer that comes piece by piece; status 200. An empty type is application/x-ndjson.
std::string stream_head(const AnswerShape& shape, std::string_view type = {});

/// An answer of known length. An empty type is one line of JSON when the status is 200, a JSON document otherwise.
std::string whole_answer(unsigned status, const std::string& body, const AnswerShape& shape, std::string_view type = {}, const HttpHeaders& headers = {});

/// An error that HTTP itself found; the connection ends with it.
std::string error_answer(unsigned status, std::string_view code, std::string_view message, int exit);

/// `{"error": {"code": …, "message": …, "exit": …}}`
std::string error_line(std::string_view code, std::string_view message, int exit);

/// `1f4\r\n…\r\n`
std::string chunk(const std::string& bytes);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

/// Names of header fields and hosts, as they are compared.
std::string in_small_letters(std::string_view text);

/// Exactly one newline at the end; nothing stays nothing.
std::string with_newline(std::string line);

}  // namespace recalld::remote
