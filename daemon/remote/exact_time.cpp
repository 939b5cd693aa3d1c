#include <array>
#include <cstdio>

#include "remote/book_facts.hpp"

namespace recalld::remote {

namespace {

using std::chrono::microseconds;

bool is_digits(const std::string& text, std::size_t at, std::size_t count)
{
    for (std::size_t i = at; i < at + count; ++i)
        if (text[i] < '0' || text[i] > '9') return false;
    return true;
}

int number_at(const std::string& text, std::size_t at, std::size_t count) { return std::stoi(text.substr(at, count)); }

}  // namespace

std::string exact_time(store::Time time)
{
    const auto all = std::chrono::duration_cast<microseconds>(time.time_since_epoch());
    const auto seconds = std::chrono::floor<std::chrono::seconds>(all);
    const std::time_t whole = seconds.count();
    std::tm utc{};
    ::gmtime_r(&whole, &utc);
    std::array<char, 64> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    const auto rest = std::to_string(1'000'000 + (all - seconds).count());
    return std::string(text.data(), size) + "." + rest.substr(1) + "Z";
}

std::optional<store::Time> time_of(const std::string& text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00.000000Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? !is_digits(text, i, 1) : text[i] != form[i]) return std::nullopt;
    using namespace std::chrono;
    const year_month_day day{year(number_at(text, 0, 4)), month(static_cast<unsigned>(number_at(text, 5, 2))), std::chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
    const auto hour = number_at(text, 11, 2), minute = number_at(text, 14, 2), second = number_at(text, 17, 2);
    if (!day.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return store::Time(sys_days(day).time_since_epoch() + hours(hour) + minutes(minute) + seconds(second) + microseconds(number_at(text, 20, 6)));
}

}  // namespace recalld::remote
