#include "ctl/progress_line.hpp"

#include <algorithm>

#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

constexpr std::int64_t narrowest_bar = 5, widest_bar = 40;

std::string bar(std::int64_t done, std::int64_t total, std::int64_t width)
{
    const auto share = static_cast<double>(done) / static_cast<double>(total);
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(width));
    std::string text(filled, '=');
    if (done < total) text += '>';
    text.resize(static_cast<std::size_t>(width), ' ');
    return " [" + text + ']';
}

}  // namespace

std::string progress_line(const Json& progress, std::size_t columns)
{
    const std::int64_t total = number_in(progress, "total");
    const std::int64_t done =
        std::clamp<std::int64_t>(number_in(progress, "done"), 0, std::max<std::int64_t>(0, total));
    std::string start = text_in(progress, "phase");
    if (const std::string unit = text_in(progress, "unit"); !unit.empty()) start += ' ' + unit;
    if (total == 0) return start.substr(0, columns);
    const bool is_counted = !has(progress, "measure");   // otherwise the start of the line says of what
    const std::string end = ' ' + std::to_string(done) + " of " + (is_counted ? count_of(total, "parameter") : std::to_string(total));
    const auto room =
        static_cast<std::int64_t>(columns) - static_cast<std::int64_t>(columns_of(start) + end.size() + 4);
    return start + (room < narrowest_bar ? "" : bar(done, total, std::min(room, widest_bar))) + end;
}

}  // namespace recalld::ctl
