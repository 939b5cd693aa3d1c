#include <fmt/format.h>

#include <algorithm>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string standing_of(const Json& value, const Paint& paint)
{
    std::string standing = text_in(value, "standing");
    std::ranges::replace(standing, '_', ' ');
    return standing == "confirmed" || standing == "noted" ? standing : paint.doubtful(standing);
}

/// In a version, confirmed goes without saying.
std::string doubt_of(const Json& value, const Paint& paint)
{
    return text_in(value, "standing") == "confirmed" ? "" : standing_of(value, paint);
}

std::string about_version(const Json& unit, const Json& coverage)
{
    if (const auto noted = number_in(coverage, "noted"); noted > 0)
        return fmt::format(" ({}): {} noted by hand, {} not noted\n", text_in(unit, "profile"), count_of(noted, "parameter"), count_in(coverage, "silent"));
    return fmt::format(" ({}, {}): {} captured, {} silent, {} not exposed, {} by hand\n", text_in(unit, "identity"), text_in(unit, "profile"),
                       count_of(count_in(coverage, "captured"), "parameter"), count_in(coverage, "silent"), count_in(coverage, "not_exposed"), count_in(coverage, "by_hand"));
}

}  // namespace

std::string render_get(const Json& result, const Paint& paint)
{
    const Json& values = list_in(result, "values");
    if (values.empty()) return "no parameters\n";
    Table table({"PARAMETER", "VALUE", "STANDING", "WORDS"});
    for (const Json& value : values)
        table.add({text_in(value, "unit") + ' ' + text_in(value, "parameter"), paint.strong(text_in(value, "value")),
                   standing_of(value, paint), subject_of(value)});
    return table.text(paint);
}

std::string render_set(const Json& result, const Paint& paint)
{
    if (flag_in(result, "noted")) return sentence_of(result) + "; " + paint.good("noted") + '\n';
    const std::string proof =
        flag_in(result, "verified") ? paint.good("read back and confirmed") : paint.doubtful("sent, not verified");
    return sentence_of(result) + "; " + proof + '\n';
}

std::string render_change(const Json& change, const Paint& paint)
{
    const std::string origin = text_in(change, "origin");
    return fmt::format("{}  {}  {} {}  {}\n", paint.faint(local_hour(text_in(change, "time"))), text_in(change, "unit"),
                       subject_of(change), paint.strong(text_in(change, "value")),
                       paint.faint(text_in(change, "parameter") + (origin.empty() ? "" : ", from " + origin)));
}

std::string render_show(const Json& result, const Paint& paint)
{
    std::string text = paint.strong(moment_of(result)) + ", " + local_time(text_in(result, "time")) + '\n';
    if (const auto scope = text_in(result, "scope"); !scope.empty()) text += "scope: " + scope + '\n';
    if (const auto note = text_in(result, "note"); !note.empty()) text += "note: " + note + '\n';
    for (const Json& unit : list_in(result, "units")) {
        const Json& coverage = object_in(unit, "coverage");
        text += '\n' + paint.strong(text_in(unit, "unit")) + about_version(unit, coverage);
        Table table({"PARAMETER", "VALUE", "STANDING", "WORDS"});
        for (const Json& value : list_in(unit, "values"))
            table.add(
                {text_in(value, "parameter"), text_in(value, "value"), doubt_of(value, paint), subject_of(value)});
        text += table.text(paint);
    }
    return text;
}

}  // namespace recalld::ctl
