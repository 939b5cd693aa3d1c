#include "logbook/subject.hpp"

#include "studio/plain_name.hpp"

namespace recalld::logbook {

std::string plain_subject(std::string_view subject) { return studio::plain_name(subject); }

bool is_same_subject(std::string_view a, std::string_view b) { return plain_subject(a) == plain_subject(b); }

bool is_part_of(std::string_view part, std::string_view whole)
{
    const auto inner = plain_subject(part), outer = plain_subject(whole);
    return !outer.empty() && inner.starts_with(outer) && (inner.size() == outer.size() || inner[outer.size()] == '/');
}

}  // namespace recalld::logbook
