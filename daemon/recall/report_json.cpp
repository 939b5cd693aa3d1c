#include "recall/report_json.hpp"

#include <nlohmann/json.hpp>

namespace recalld::recall {

using nlohmann::json;

namespace {

json finding_json(const studio::Finding& finding)
{
    json said = {{"unit", finding.unit},     {"parameter", finding.parameter}, {"verdict", name_of(finding.verdict)}, {"words", finding.words},
                 {"wanted", finding.wanted}, {"found", finding.found},         {"why", finding.why}};
    if (finding.tolerance) said["tolerance"] = *finding.tolerance;
    return said;
}

json counts_json(const studio::Report& report)
{
    return {{"matched", report.matched},       {"written", report.written},   {"corrected", report.corrected}, {"differs", report.differs},
            {"silent", report.silent},         {"unverified", report.unverified}, {"safe", report.safe},       {"by_hand", report.by_hand},
            {"moved", report.moved},           {"withheld", report.withheld},     {"noted", report.noted}};
}

std::string part(std::size_t count, const char* word) { return count == 0 ? "" : ", " + std::to_string(count) + " " + word; }

}  // namespace

std::string report_document(const studio::Report& report)
{
    json details = json::array();
    for (const auto& finding : report.details) details.push_back(finding_json(finding));
    const json document = {{"session", report.session},     {"version", report.version}, {"scope", report.scope},
                           {"report", counts_json(report)}, {"details", details},        {"notes", report.notes},
                           {"cancelled", report.cancelled}, {"elapsed_ms", report.elapsed.count()}};
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string summary(const studio::Report& report)
{
    const auto total = report.matched + report.corrected + report.differs + report.silent + report.unverified + report.by_hand + report.moved + report.withheld + report.noted;
    return "matched " + std::to_string(report.matched) + " of " + std::to_string(total) + " parameters, " + std::to_string(report.written) + " written" +
           part(report.corrected, "corrected") + part(report.differs, "differ") + part(report.silent, "silent") + part(report.unverified, "unverified") +
           part(report.safe, "safe") + part(report.by_hand, "by hand") + part(report.moved, "moved by someone") + part(report.withheld, "withheld") + part(report.noted, "as noted") +
           (report.cancelled ? ", cancelled" : "") + ", " + std::to_string(report.elapsed.count()) + " ms";
}

}  // namespace recalld::recall
