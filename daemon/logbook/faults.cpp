#include "logbook/faults.hpp"

#include <algorithm>

#include "logbook/line.hpp"
#include "logbook/subject.hpp"

namespace recalld::logbook {

namespace {

Fault fault_of(const store::Entry& line, const Corrections& corrections)
{
    Fault fault{line.id, line.said.subject, text_now(line, corrections), line.said.who, line.time, flag_of(data_of(line), "quirk")};
    fault.session = line.said.session;
    fault.version = line.said.version;
    return fault;
}

/// Who closes what is closed already changes nothing. Faults stand in the order of their lines.
void close(Faults& faults, const store::Entry& line, const Corrections& corrections)
{
    const auto about = line.said.about.value_or(0);
    const auto fault = std::ranges::lower_bound(faults, about, {}, &Fault::entry);
    if (fault == faults.end() || fault->entry != about || fault->closed) return;
    fault->closed = line.id;
    fault->closed_by = line.said.who;
    fault->closed_text = text_now(line, corrections);
    fault->closed_time = line.time;
}

template <class Wanted>
Faults open_ones(const Faults& faults, Wanted wanted)
{
    Faults found;
    std::ranges::copy_if(faults, std::back_inserter(found), [&](const Fault& fault) { return fault.is_open() && wanted(fault.subject); });
    return found;
}

}  // namespace

store::EntryFilter fault_lines(std::optional<store::EntryId> until)
{
    store::EntryFilter filter;
    filter.kinds = {"fault", "fault_closed", "correction"};
    filter.until = until;
    return filter;
}

Faults faults_in(const std::vector<store::Entry>& lines)
{
    const auto corrections = corrections_in(lines);
    Faults faults;
    for (const auto& line : in_order(lines)) {
        if (line.said.kind == "fault") faults.push_back(fault_of(line, corrections));
        if (line.said.kind == "fault_closed") close(faults, line, corrections);
    }
    return faults;
}

Faults quirks_of(const std::string& unit, const std::vector<std::string>& quirks)
{
    Faults faults;
    for (const auto& quirk : quirks) faults.push_back({0, unit, quirk, "the rig", {}, true});
    return faults;
}

Faults faults_about(const Faults& faults, std::string_view subject)
{
    return open_ones(faults, [&](const std::string& its) { return is_part_of(its, subject); });
}

Faults faults_of_whole(const Faults& faults, std::string_view subject)
{
    return open_ones(faults, [&](const std::string& its) { return is_same_subject(its, subject); });
}

Faults faults_for(const Faults& faults, std::string_view subject)
{
    return open_ones(faults, [&](const std::string& its) { return is_part_of(its, subject) || is_part_of(subject, its); });
}

}  // namespace recalld::logbook
