#include "ctl/render_patch.hpp"

#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string problem_line(const Json& problem, const Paint& paint)
{
    const auto words = text_in(problem, "words");
    return (flag_in(problem, "fault") ? paint.bad("problem: ") : paint.faint("note: ")) + words + '\n';
}

std::string problems_of(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& problem : list_in(result, "problems")) text += problem_line(problem, paint);
    return text;
}

std::string faults_of(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& fault : list_in(result, "faults")) text += paint.doubtful("fault: ") + text_in(fault, "subject") + ": " + text_in(fault, "text") + '\n';
    return text;
}

}  // namespace

std::string render_patch(const Json& result, const Paint& paint)
{
    const Json& cords = list_in(result, "cords");
    const auto jacks = count_in(result, "jacks");
    std::string text = count_of(static_cast<std::int64_t>(cords.size()), "cord") + " in " + count_of(jacks, "jack");
    if (!flag_in(result, "noted")) text += "; nobody noted a patch" + std::string(text_in(result, "version").empty() ? " yet, `recallctl patch plug B3 B17` does" : " by then");
    text += '\n';
    Table table({"from", "to", "normal", "note"});
    for (const Json& cord : cords) table.add({text_in(cord, "from"), text_in(cord, "to"), text_in(cord, "normal"), text_in(cord, "note")});
    if (!cords.empty()) text += table.text(paint);
    return text + problems_of(result, paint) + faults_of(result, paint);
}

std::string render_patch_set(const Json& result, const Paint& paint)
{
    return text_in(result, "words") + "; " + count_of(number_in(result, "cords"), "cord") + " now\n" + problems_of(result, paint);
}

std::string render_patch_diff(const Json& result, const Paint& paint)
{
    const Json& lines = list_in(result, "lines");
    std::string text = !lines.empty() ? "" : number_in(result, "left_out") > 0 ? "nothing that hands can do here\n" : "the same cords\n";
    for (const Json& line : lines) {
        const auto fault = text_in(line, "fault");
        text += text_in(line, "words") + (fault.empty() ? "" : "  " + paint.doubtful(fault)) + '\n';
    }
    return text + notes_of(result, paint);
}

std::string render_trace(const Json& result, const Paint& paint)
{
    std::string text = paint.strong(text_in(result, "words")) + (flag_in(result, "loop") ? paint.bad(" (a loop)") : "") + '\n';
    text += notes_of(result, paint);
    for (const Json& branch : list_in(result, "branches")) text += text_in(branch, "words") + '\n';
    for (const Json& fault : list_in(result, "faults"))
        if (fault.is_string()) text += paint.doubtful("fault: ") + clean(fault.get<std::string>()) + '\n';
    return text;
}

}  // namespace recalld::ctl
