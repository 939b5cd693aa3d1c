#include <array>

#include "remote/web/views.hpp"
#include "remote/web/words.hpp"

namespace recalld::remote::web {

namespace {

struct KindWords {
    std::string_view kind, words;
};
/// What people look for in a log.
constexpr std::array<KindWords, 9> kinds{{{"", "everything"},
                                          {"note", "notes"},
                                          {"take,track", "takes and tracks"},
                                          {"capture,recall,undo", "captures and recalls"},
                                          {"fault,fault_closed", "faults"},
                                          {"drift", "unsaved changes"},
                                          {"print,copy", "prints"},
                                          {"sheet,tick,patch", "sheets and patch"},
                                          {"preflight,line_check,line_check_unsigned,tone_out", "checks"}}};

Json corrections_view(const Json& corrections)
{
    Json list = Json::array();
    for (const auto& line : corrections) list.push_back({{"text", text_in(line, "text")}, {"who", text_in(line, "who")}, {"time", local_time(text_in(line, "time"))}, {"time_iso", text_in(line, "time")}});
    return list;
}

/// `at 01:02:03:04, recording`
std::string clock_words(const Json& entry)
{
    const auto data = entry.value("data", Json::object());
    const auto at = text_in(data, "at"), transport = text_in(data, "transport");
    if (at.empty()) return {};
    return "at " + at + (transport.empty() ? "" : ", " + transport);
}

Json entry_view(const Json& entry)
{
    const auto time = text_in(entry, "time"), session = text_in(entry, "session"), kind = text_in(entry, "kind"), subject = text_in(entry, "subject");
    const bool is_about = !session.empty() && text_in(entry, "text").find(session) == std::string::npos;   // an order's text names its session already
    const auto& corrected = list_in(entry, "corrected");
    return {{"entry", number_in(entry, "entry")}, {"time_iso", time}, {"time", local_time(time)}, {"who", text_in(entry, "who")}, {"kind", kind + (is_about ? ", " + session : std::string())},
            {"about", subject}, {"clock", clock_words(entry)}, {"text", text_in(entry, "text")}, {"may_correct", kind != "correction"},
            {"is_corrected", !corrected.empty()}, {"reads_now", corrected.empty() ? text_in(entry, "text") : text_in(corrected.back(), "text")}, {"corrected", corrections_view(corrected)}};
}

Json fault_view(const Json& fault)
{
    const auto closed = fault.value("closed", Json());
    const bool is_open = flag_in(fault, "open");
    const auto time = text_in(fault, "time");
    return {{"entry", number_in(fault, "entry") > 0 ? std::to_string(number_in(fault, "entry")) : std::string()}, {"subject", text_in(fault, "subject")}, {"text", text_in(fault, "text")}, {"who", text_in(fault, "who")}, {"time_iso", time}, {"time", local_time(time)},
            {"quirk", flag_in(fault, "quirk")}, {"open", is_open}, {"may_close", is_open && number_in(fault, "entry") > 0},
            {"closed_by", text_in(closed, "who")}, {"closed_text", text_in(closed, "text")}, {"closed_time", local_time(text_in(closed, "time"))}};
}

}  // namespace

Json log_view(const Json& answer)
{
    Json entries = Json::array();
    for (const auto& entry : list_in(answer, "entries")) entries.push_back(entry_view(entry));
    return {{"any", !entries.empty()}, {"entries", std::move(entries)}};
}

Json log_entry_view(const Json& answer, bool is_open_fault)
{
    const auto& found = list_in(answer, "entries");
    if (found.empty()) return nullptr;
    Json view = entry_view(found.front());
    view["of_line"] = found.front().contains("about") ? std::to_string(number_in(found.front(), "about")) : std::string();
    view["may_close"] = is_open_fault;
    return view;
}

Json log_kinds_view(const std::string& chosen)
{
    Json list = Json::array();
    bool is_known = false;
    for (const auto& one : kinds) {
        is_known = is_known || one.kind == chosen;
        list.push_back({{"kind", one.kind}, {"words", one.words}, {"chosen", one.kind == chosen}});
    }
    if (!is_known) list.push_back({{"kind", chosen}, {"words", chosen}, {"chosen", true}});
    return list;
}

Json faults_view(const Json& answer)
{
    Json rows = Json::array();
    for (const auto& fault : list_in(answer, "faults")) rows.push_back(fault_view(fault));
    return {{"any", !rows.empty()}, {"faults", std::move(rows)}};
}

}  // namespace recalld::remote::web
