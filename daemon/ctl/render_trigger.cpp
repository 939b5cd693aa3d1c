#include <fmt/format.h>

#include "ctl/render.hpp"
#include "ctl/table.hpp"
#include "ctl/words.hpp"

namespace recalld::ctl {

namespace {

std::string word(const Json& value) { return clean(value.is_string() ? value.get_ref<const std::string&>() : value.dump()); }

/// `recall session=Night Train version=$version`
std::string step_words(const Json& step)
{
    std::string text = text_in(step, "verb");
    for (const auto& [name, value] : object_in(step, "arguments").items()) text += ' ' + name + '=' + word(value);
    return text;
}

std::string versions_words(const Json& versions)
{
    std::vector<std::string> words;
    for (const auto& [program, version] : versions.items()) words.push_back(clean(program) + ": " + word(version));
    return words.empty() ? "" : "  versions  " + joined(words) + '\n';
}

using Renders = std::string (*)(const Json&, const Paint&);

/// How the verb's own result is shown; nothing for those that say nothing about gear.
Renders render_of(const std::string& verb)
{
    if (verb == "recall" || verb == "undo") return render_recall;
    if (verb == "plan") return render_plan;
    if (verb == "capture") return render_capture;
    if (verb == "set" || verb == "transport") return render_set;
    if (verb == "diff") return render_diff;
    return nullptr;
}

std::string render_step(const Json& step, const Paint& paint)
{
    const std::string verb = text_in(step, "verb");
    if (has(step, "would")) return paint.strong("would ") + text_in(step, "would") + '\n';
    const auto render = render_of(verb);
    return paint.strong(verb) + (render ? ": " + render(object_in(step, "result"), paint) : "\n");
}

std::string painted_state(const std::string& state, const Paint& paint)
{
    if (state == "done") return paint.good(state);
    return state == "differs" || state == "refused" ? paint.bad(state) : state;
}

/// `not there: no JACK server is running`, when a port is not there.
std::string port_fault(const Json& port)
{
    if (port.empty() || flag_in(port, "online")) return {};
    return text_in(port, "where") + " is not there: " + text_in(port, "note");
}

std::string does(const Json& trigger)
{
    const std::string dry = flag_in(trigger, "dry_run") ? ", dry run" : "";
    return has(trigger, "macro") ? text_in(trigger, "macro") + dry : "confirms " + text_in(trigger, "confirms");
}

}  // namespace

std::string render_macros(const Json& result, const Paint& paint)
{
    std::string text;
    for (const Json& macro : list_in(result, "macros")) {
        text += paint.strong(text_in(macro, "macro")) + '\n';
        for (const Json& step : list_in(macro, "steps")) text += "  " + step_words(step) + '\n';
        text += versions_words(object_in(macro, "versions"));
    }
    return text.empty() ? "the rig has no macros\n" : text;
}

std::string render_macro(const Json& result, const Paint& paint)
{
    std::string text;
    if (has(result, "trigger"))
        text = fmt::format("{}: {}{}\n", paint.strong(text_in(result, "trigger")), painted_state(text_in(result, "state"), paint),
                           text_in(result, "words").empty() ? "" : ": " + text_in(result, "words"));
    for (const Json& step : list_in(result, "steps")) text += render_step(step, paint);
    if (has(result, "ended_at")) text += paint.bad("ended with step " + text_in(result, "ended_at") + ", which left something open") + '\n';
    return text;
}

std::string render_triggers(const Json& result, const Paint& paint)
{
    const Json& triggers = list_in(result, "triggers");
    if (triggers.empty()) return "the rig has no triggers\n";
    Table table({"TRIGGER", "ON", "DOES", "ARMED", "LAST", "STATE", "WORDS"});
    std::string faults;
    for (const Json& trigger : triggers) {
        const std::string state = text_in(trigger, "state"), fired = text_in(trigger, "fired");
        table.add({paint.strong(text_in(trigger, "trigger")), text_in(trigger, "source"), does(trigger), flag_in(trigger, "armed") ? "armed" : paint.doubtful("disarmed"),
                   fired.empty() ? "never" : local_time(fired), state == "idle" ? "" : painted_state(state, paint), text_in(trigger, "words")});
        const std::string fault = port_fault(object_in(trigger, "port"));
        if (!fault.empty() && faults.find(fault) == std::string::npos) faults += paint.doubtful(fault) + '\n';
    }
    return table.text(paint) + faults;
}

std::string render_armed(const Json& result, const Paint& paint)
{
    std::vector<std::string> names;
    for (const Json& name : list_in(result, "triggers")) names.push_back(word(name));
    if (names.empty()) return "the rig has no triggers\n";
    return paint.strong(joined(names)) + (flag_in(result, "armed") ? ": armed\n" : ": disarmed\n");
}

}  // namespace recalld::ctl
