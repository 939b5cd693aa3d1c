#include "recall/restorer.hpp"

#include "recall/left_out.hpp"

#include <algorithm>
#include <utility>

namespace recalld::recall {

// What came of restoring a unit, for the report: a verdict for each parameter, and why.

using studio::Finding;
using studio::ParameterId;
using studio::Value;
using studio::Verdict;

/// What nobody was to write is what it was before; what could not be touched by us was not looked at again.
bool Restorer::has_stayed(ParameterId id) const
{
    const bool may_have_changed = muted_.contains(id) || follows_what_was_sent(id);
    return !may_have_changed || (is_known(id) && studio::same(page().values[id], plan_.from.values[id]));
}

/// What the recall went over, in words; empty when nothing.
std::string Restorer::overtaken() const
{
    std::string words;
    std::size_t count = 0;
    for (const auto& [id, moved] : overtaken_)
        if (sends_[id] > 0 && ++count <= names_in_journal) words += (count > 1 ? "; " : "") + moved;
    return count > names_in_journal ? words + "; …" : words;
}

Verdict Restorer::verdict(ParameterId id, bool planned) const
{
    if (planned && sends_[id] == 0) return Verdict::withheld;
    if (planned && (profile_.readback == studio::Readback::none || profile_[id].blind)) return Verdict::unverified;
    if (!is_known(id)) return Verdict::silent;
    if (is_right(id)) return sends_[id] > 1 ? Verdict::corrected : Verdict::matched;
    return was_moved(id) ? Verdict::moved : Verdict::differs;
}

std::string Restorer::why(ParameterId id, Verdict verdict) const
{
    switch (verdict) {
        case Verdict::silent: return "no answer after " + std::to_string(profile_.pace.resends) + " asks; nobody knows what stands there";
        case Verdict::moved: return "somebody moved it while the recall ran; recall it again if it should follow the version";
        case Verdict::withheld:
            if (held_.contains(id)) return "a hand was on its fader; recall it again when it is let go";
            if (escaped_) return "the recall broke off before its turn";
            return cancel_->asked ? "the recall was cancelled before its turn" : "the unit stopped answering before its turn";
        case Verdict::unverified: return why_unverified(id);
        case Verdict::differs:
            if (muted_.contains(id) && sends_[id] == 0) return "it was muted first and did not go on again: see to it at once";
            if (std::ranges::find(plan_.safe, id) != plan_.safe.end())
                return "it is safe, but changed along with what was written, from " + plan_.from.spoken(id) + "; put it right by hand";
            if (sends_[id] == 0) return "it changed along with what was written; recall it again";
            return "told " + std::to_string(sends_[id]) + " times; the unit keeps its own value" +
                   (profile_[id].partner == studio::no_parameter ? "" : ", perhaps for a stereo link");
        case Verdict::safe: return "safe: left as it is";
        case Verdict::by_hand: return profile_.is_by_hand() ? "set it by hand, and tick it in the checklist" : "";
        case Verdict::matched:
        case Verdict::corrected:
        case Verdict::noted: return {};
    }
    return {};
}

std::string Restorer::why_unverified(ParameterId id) const
{
    const auto* way = profile_.way_of(id);
    if (way && way->is_armed()) return "sent blind; to verify it, capture again and start its dump by hand: " + way->by_hand;
    return profile_[id].blind ? "sent blind: it cannot be read back" : "sent; this unit cannot be read back";
}

std::string Restorer::found(ParameterId id, Verdict verdict) const
{
    if (verdict == Verdict::unverified && profile_[id].blind) return "not read back";
    return is_known(id) || profile_.is_by_hand() ? page().spoken(id) : "silent";
}

Finding Restorer::finding(ParameterId id, Verdict verdict) const
{
    return {unit_.name(), profile_[id].name, verdict, plan_.place(id), plan_.to.spoken(id), found(id, verdict), why(id, verdict), plan_.tolerance(id)};
}

void Restorer::fill(studio::Report& report) const
{
    const auto add = [&](ParameterId id, Verdict verdict) {
        if (verdict == Verdict::matched) ++report.matched;
        else report.add(finding(id, verdict));
    };
    for (const auto& write : plan_.writes) {
        report.written += sends_[write.parameter] > 0 ? 1u : 0u;
        add(write.parameter, verdict(write.parameter, true));
    }
    for (const ParameterId id : plan_.unchanged) {
        const bool may_have_moved = all_in_doubt_ || pushed_.contains(id) || muted_.contains(id) || follows_what_was_sent(id);
        add(id, may_have_moved ? verdict(id, false) : Verdict::matched);
    }
    for (const ParameterId id : plan_.safe) add(id, has_stayed(id) ? Verdict::safe : Verdict::differs);
    for (const ParameterId id : muted_)   // beyond the scope of the recall, and so neither written nor unchanged
        if (!targets_.contains(id) && !has_stayed(id)) add(id, is_known(id) ? Verdict::differs : Verdict::silent);
    for (const ParameterId id : plan_.by_hand) add(id, Verdict::by_hand);
    report.noted += plan_.noted.size();
    for (const ParameterId id : left_alone(plan_))
        report.add({unit_.name(), profile_[id].name, Verdict::withheld, plan_.place(id), plan_.to.spoken(id), page().spoken(id), plan_.why_left(id)});
    if (auto words = say_not_noted(plan_); !words.empty()) report.notes.push_back(std::move(words));
    if (const auto words = overtaken(); !words.empty())
        report.notes.push_back(unit_.name() + ": somebody moved this after it was read, and the recall went over it; undo does not bring it back: " + words);
    if (!reached_) report.notes.push_back(unit_.name() + ": stopped answering while the recall ran; what could not be read back is named silent");
    for (const ParameterId id : plan_.not_exposed) report.notes.push_back(plan_.place(id) + ": not exposed by this unit; left out");
}

}  // namespace recalld::recall
