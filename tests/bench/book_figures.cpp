#include "bench/book_figures.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "bench/book_session.hpp"
#include "bench/table.hpp"

namespace recalld::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view html = "book: 20 versions, full desk, 30 sheets: HTML", pdf = "book: the same as PDF";
constexpr std::size_t pdf_runs = 3;

struct Row {
    std::string_view work;
    std::string format, reach;
    std::size_t runs;
};

void measure(const BookSession& session, const Row& row)
{
    Series series;
    std::size_t bytes = 0;
    for (std::size_t run = 0; run < row.runs; ++run) {
        const auto start = Clock::now();
        bytes = session.book(row.format).size();
        series.add(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    print_row(row.work, row.reach, series,
              fmt::format("{} versions, {} sheets, {} prints; {:.1f} MB as the daemon answers", session.version_count(), session.unit_count(), session.print_count(), static_cast<double>(bytes) / 1e6));
}

bool has_weasyprint() { return std::system("weasyprint --version > /dev/null 2>&1") == 0; }

}  // namespace

void measure_book(const RemotePlace& place, const std::function<bool(std::string_view)>& wanted)
{
    if (!wanted(html) && !wanted(pdf)) return;
    const BookSession session(place);
    if (wanted(html)) measure(session, {html, "html", "<= 1 s", place.runs});
    if (wanted(pdf) && has_weasyprint()) measure(session, {pdf, "pdf", "<= 20 s", std::min(place.runs, pdf_runs)});
}

}  // namespace recalld::bench
