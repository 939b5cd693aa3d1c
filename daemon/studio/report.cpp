#include "studio/report.hpp"

#include <array>
#include <utility>

namespace recalld::studio {

std::string_view name_of(Verdict verdict)
{
    static constexpr std::array<std::string_view, 10> names{"matched", "corrected", "differs", "silent", "unverified",
                                                           "safe",    "by_hand",   "moved",   "withheld",  "noted"};
    return names[static_cast<std::size_t>(verdict)];
}

void Report::add(Finding finding)
{
    switch (finding.verdict) {
        case Verdict::matched: ++matched; return;
        case Verdict::corrected: ++corrected; break;
        case Verdict::differs: ++differs; break;
        case Verdict::silent: ++silent; break;
        case Verdict::unverified: ++unverified; break;
        case Verdict::safe: ++safe; break;
        case Verdict::by_hand: ++by_hand; break;
        case Verdict::moved: ++moved; break;
        case Verdict::withheld: ++withheld; break;
        case Verdict::noted: ++noted; return;
    }
    details.push_back(std::move(finding));
}

bool Report::all_matched() const
{
    return differs + silent + unverified + by_hand + moved + withheld == 0 && !cancelled;
}

}  // namespace recalld::studio
