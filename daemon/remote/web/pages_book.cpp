#include <array>

#include "remote/layouts/base64.hpp"
#include "remote/web/form.hpp"
#include "remote/web/pages.hpp"
#include "remote/web/visit.hpp"

namespace recalld::remote::web {

namespace {

// The book carries its own style, and pictures as data; no script.
constexpr const char* policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string type_of(const std::string& format)
{
    if (format == "pdf") return "application/pdf";
    if (format == "json") return "application/json";
    return format == "text" ? "text/plain; charset=utf-8" : "text/html; charset=utf-8";
}

/// HTML opens in the browser, everything else is a file to keep.
std::string disposition_of(const std::string& format, const std::string& file)
{
    return std::string(format == "html" ? "inline" : "attachment") + "; filename*=UTF-8''" + percent_encode(file);
}

task<HttpAnswer> book_page(Visit visit)
{
    const auto& query = visit.target.query;
    const auto format = query.has("format") ? query.text("format") : std::string("html");
    Json asked = {{"session", visit.captured[0]}, {"format", format}, {"edition", query.has("edition") ? query.text("edition") : std::string("studio")}};
    if (query.has("version")) asked["version"] = query.text("version");
    const Json book = co_await ask(visit, "book", asked);
    const auto document = text_in(book, "document");
    const auto bytes = text_in(book, "encoding") == "base64" ? from_base64(document) : std::optional(document);
    HttpAnswer answer{200, bytes.value_or(""), type_of(format)};
    answer.headers = {{"Content-Security-Policy", policy}, {"Content-Disposition", disposition_of(format, text_in(book, "file"))}, {"Referrer-Policy", "no-referrer"}, {"Cache-Control", "no-store"}};
    co_return answer;
}

constexpr std::array table{Route{"GET", "/book/*", Permission::view, book_page}};

}  // namespace

std::span<const Route> book_routes() { return table; }

}  // namespace recalld::remote::web
