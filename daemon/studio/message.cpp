#include "studio/message.hpp"

#include <algorithm>

namespace recalld::studio {

bool MessageTemplate::has(Role role) const
{
    return std::ranges::any_of(pieces, [role](const Piece& piece) { return piece.kind == Piece::Kind::number && piece.role == role; });
}

bool MessageTemplate::has(Piece::Kind kind) const { return std::ranges::find(pieces, kind, &Piece::kind) != pieces.end(); }

std::size_t MessageTemplate::fixed_bytes() const
{
    std::size_t count = 0;
    for (const Piece& piece : pieces) count += piece.kind == Piece::Kind::fixed ? piece.bytes.size() : 0;
    return count;
}

}  // namespace recalld::studio
