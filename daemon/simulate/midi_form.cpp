#include "simulate/midi_form.hpp"

#include <span>

namespace recalld::simulate {

using studio::MessageTemplate;
using studio::Piece;
using studio::Role;
using studio::Sum;

namespace {

std::size_t width(const Piece& piece)
{
    if (piece.kind == Piece::Kind::number) return piece.count;
    if (piece.kind == Piece::Kind::sum) return piece.sum == Sum::sum_14 ? 2 : 1;
    return piece.bytes.size();
}

std::vector<std::size_t> places(const MessageTemplate& form, std::size_t size)
{
    std::size_t least = 0;
    for (const Piece& piece : form.pieces) least += width(piece);
    std::vector<std::size_t> from{0};
    for (const Piece& piece : form.pieces) from.push_back(from.back() + (piece.kind == Piece::Kind::data ? size - least : width(piece)));
    return from;
}

bool is_data(const MessageTemplate& form, wire::View message, const std::vector<std::size_t>& from, std::size_t piece)
{
    for (std::size_t at = from[piece]; at < from[piece + 1]; ++at)
        if (std::to_integer<int>(message[at]) > 0x7f) return false;
    return form.pieces[piece].kind != Piece::Kind::fixed;
}

bool fits(const Piece& piece, wire::View bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int byte = std::to_integer<int>(bytes[i]);
        if (piece.kind == Piece::Kind::fixed && byte != static_cast<unsigned char>(piece.bytes[i])) return false;
        if (piece.kind == Piece::Kind::number && byte - byte % (1 << piece.bits) != (piece.bits == 4 ? piece.high * 16 : 0)) return false;
    }
    return true;
}

/// The bytes that stand for the checksum: one, or two for fourteen bits.
std::vector<int> sum_of(const Piece& piece, std::span<const std::byte> bytes)
{
    int total = piece.seed, turned = piece.seed;
    for (const std::byte byte : bytes) {
        total += std::to_integer<int>(byte);
        turned ^= std::to_integer<int>(byte);
    }
    switch (piece.sum) {
        case Sum::twos_complement: return {(128 - total % 128) % 128};
        case Sum::ones_complement: return {127 - total % 128};
        case Sum::sum: return {total % 128};
        case Sum::exclusive_or: return {turned % 128};
        case Sum::sum_14: return {total / 128 % 128, total % 128};
    }
    return {};
}

void for_each_number(const MessageTemplate& form, Role role, const auto& visit)
{
    for (std::size_t i = 0; i < form.pieces.size(); ++i)
        if (form.pieces[i].kind == Piece::Kind::number && form.pieces[i].role == role) visit(i);
}

}  // namespace

std::optional<Seen> see(const MessageTemplate& form, wire::View message)
{
    std::size_t least = 0;
    for (const Piece& piece : form.pieces) least += width(piece);
    if (message.size() < least || (message.size() > least && !form.has(Piece::Kind::data))) return std::nullopt;
    Seen seen{places(form, message.size())};
    for (std::size_t i = 0; i < form.pieces.size(); ++i) {
        const Piece& piece = form.pieces[i];
        const auto bytes = message.subspan(seen.from[i], seen.from[i + 1] - seen.from[i]);
        if (!fits(piece, bytes)) return std::nullopt;
        if (piece.kind == Piece::Kind::data && !is_data(form, message, seen.from, i)) return std::nullopt;
        if (piece.kind != Piece::Kind::sum) continue;
        const auto right = sum_of(piece, message.subspan(seen.from[form.sum_from], seen.from[form.sum_to] - seen.from[form.sum_from]));
        for (std::size_t k = 0; k < right.size(); ++k)
            if (std::to_integer<int>(bytes[k]) != right[k]) return std::nullopt;
    }
    return seen;
}

std::optional<std::int64_t> Seen::number(const MessageTemplate& form, Role role, wire::View message) const
{
    std::optional<std::int64_t> found;
    for_each_number(form, role, [&](std::size_t i) {
        const Piece& piece = form.pieces[i];
        std::int64_t value = 0, weight = 1;
        for (std::size_t k = 0; k < piece.count; ++k) {
            const auto at = from[i] + (piece.low_first ? k : piece.count - 1 - k);
            value += std::to_integer<int>(message[at]) % (1 << piece.bits) * weight;
            weight *= 1 << piece.bits;
        }
        found = piece.is_signed && value >= weight / 2 ? value - weight : value;
    });
    return found;
}

wire::Bytes blank(const MessageTemplate& form, std::size_t data_size)
{
    wire::Bytes message;
    for (const Piece& piece : form.pieces) {
        for (const char byte : piece.bytes) message.push_back(static_cast<std::byte>(byte));
        if (piece.kind == Piece::Kind::data) message.resize(message.size() + data_size);
        if (piece.kind == Piece::Kind::number) message.insert(message.end(), piece.count, static_cast<std::byte>(piece.high * 16));
        if (piece.kind == Piece::Kind::sum) message.resize(message.size() + width(piece));
    }
    return message;
}

void put(const MessageTemplate& form, Role role, std::int64_t value, wire::Bytes& message)
{
    const auto from = places(form, message.size());
    for_each_number(form, role, [&](std::size_t i) {
        const Piece& piece = form.pieces[i];
        auto rest = value;
        for (std::size_t k = 0; k < piece.count; ++k, rest >>= piece.bits) {
            const auto at = from[i] + (piece.low_first ? k : piece.count - 1 - k);
            message[at] = static_cast<std::byte>(piece.high * 16 + static_cast<int>(rest & ((1 << piece.bits) - 1)));
        }
    });
}

void seal(const MessageTemplate& form, wire::Bytes& message)
{
    const auto from = places(form, message.size());
    for (std::size_t i = 0; i < form.pieces.size(); ++i) {
        if (form.pieces[i].kind != Piece::Kind::sum) continue;
        const std::span<const std::byte> covered(message.data() + from[form.sum_from], from[form.sum_to] - from[form.sum_from]);
        const auto right = sum_of(form.pieces[i], covered);
        for (std::size_t k = 0; k < right.size(); ++k) message[from[i] + k] = static_cast<std::byte>(right[k]);
    }
}

}  // namespace recalld::simulate
