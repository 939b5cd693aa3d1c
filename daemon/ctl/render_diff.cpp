#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

/// `Night Train/Mix 3`, or `live`: the daemon repeats what it was asked.
std::string side_of(const Json& result, const char* key)
{
    const Json& moment = object_in(result, key);
    return moment.empty() ? text_in(result, key) : moment_of(moment);
}

}  // namespace

std::string render_diff(const Json& result, const Paint& paint)
{
    const Json& differences = list_in(result, "differences");
    const auto count = static_cast<std::int64_t>(differences.size());
    std::string text = fmt::format("{} -> {}: {} of {} differ\n", side_of(result, "from"), side_of(result, "to"),
                                   count == 0 ? paint.good("0") : paint.strong(std::to_string(count)),
                                   count_of(number_in(result, "compared"), "parameter"));
    const bool with_units = number_in(result, "units") > 1;
    std::string strip;
    for (const Json& difference : differences) {
        const std::string unit = text_in(difference, "unit");
        const std::string here = unit + ' ' + text_in(difference, "strip");
        if (here != strip) text += '\n';
        strip = here;
        text += (with_units ? unit + ' ' : "") + sentence_of(difference) + '\n';
    }
    if (const Json& missing = list_in(result, "missing"); !missing.empty())
        text += paint.doubtful("\nonly one side has:\n") + listed(missing, "  ", SIZE_MAX);
    return text + notes_of(result, paint);
}

}  // namespace recalld::ctl
