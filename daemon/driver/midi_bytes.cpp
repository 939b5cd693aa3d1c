#include "driver/midi_bytes.hpp"

#include <algorithm>
#include <numeric>

namespace recalld::driver {

using studio::MessageTemplate;
using studio::Piece;
using studio::Role;
using wire::Fault;

namespace {

midi::Checksum::Kind kind_of(studio::Sum sum)
{
    switch (sum) {
        case studio::Sum::twos_complement: return midi::Checksum::Kind::twos_complement;
        case studio::Sum::ones_complement: return midi::Checksum::Kind::ones_complement;
        case studio::Sum::sum: return midi::Checksum::Kind::sum;
        case studio::Sum::exclusive_or: return midi::Checksum::Kind::exclusive_or;
        case studio::Sum::sum_14: return midi::Checksum::Kind::sum_14;
    }
    return midi::Checksum::Kind::none;
}

/// Of a piece that has one size; data has none.
std::size_t size_of(const Piece& piece)
{
    switch (piece.kind) {
        case Piece::Kind::fixed: return piece.bytes.size();
        case Piece::Kind::number: return piece.count;
        case Piece::Kind::sum: return piece.sum == studio::Sum::sum_14 ? 2 : 1;
        case Piece::Kind::data: return 0;
    }
    return 0;
}

/// Where each piece begins when the data has this size; one more place at the end.
std::vector<std::size_t> places_of(const MessageTemplate& form, std::size_t data_size)
{
    std::vector<std::size_t> places{0};
    for (const Piece& piece : form.pieces) places.push_back(places.back() + (piece.kind == Piece::Kind::data ? data_size : size_of(piece)));
    return places;
}

midi::Checksum checksum_of(const MessageTemplate& form, const std::vector<std::size_t>& places)
{
    midi::Checksum checksum;
    const auto sum = std::ranges::find(form.pieces, Piece::Kind::sum, &Piece::kind);
    if (sum == form.pieces.end()) return checksum;
    checksum.kind = kind_of(sum->sum);
    checksum.begin = static_cast<int>(places[form.sum_from]);
    checksum.end = static_cast<int>(places[form.sum_to]);
    checksum.at = static_cast<int>(places[static_cast<std::size_t>(sum - form.pieces.begin())]);
    checksum.seed = sum->seed;
    return checksum;
}

void write_number(const Piece& piece, std::int64_t value, wire::Bytes& message)
{
    for (int i = 0; i < piece.count; ++i) {
        const int place = piece.low_first ? i : piece.count - 1 - i;
        const auto part = (static_cast<std::uint64_t>(value) >> (place * piece.bits)) & ((1u << piece.bits) - 1);
        message.push_back(static_cast<std::byte>(piece.high << 4 | static_cast<int>(part)));
    }
}

std::optional<std::int64_t> read_number(const Piece& piece, wire::View bytes)
{
    std::uint64_t value = 0;
    for (int i = 0; i < piece.count; ++i) {
        const int byte = std::to_integer<int>(bytes[static_cast<std::size_t>(piece.low_first ? piece.count - 1 - i : i)]);
        const int above = byte >> piece.bits;
        if (above != (piece.bits == 4 ? piece.high : 0)) return std::nullopt;
        value = value << piece.bits | static_cast<unsigned>(byte & ((1 << piece.bits) - 1));
    }
    const int bits = piece.count * piece.bits;
    if (piece.is_signed && (value >> (bits - 1)) != 0) value |= ~std::uint64_t{0} << bits;
    return static_cast<std::int64_t>(value);
}

bool read_piece(const Piece& piece, wire::View bytes, std::int64_t& number)
{
    if (piece.kind == Piece::Kind::fixed) return std::ranges::equal(bytes, wire::as_bytes(piece.bytes));
    if (piece.kind != Piece::Kind::number) return true;
    const auto read = read_number(piece, bytes);
    if (read) number = *read;
    return read.has_value();
}

}  // namespace

std::optional<std::int64_t> Fields::number(const MessageTemplate& form, Role role) const
{
    for (std::size_t i = 0; i < form.pieces.size(); ++i)
        if (form.pieces[i].kind == Piece::Kind::number && form.pieces[i].role == role) return numbers[i];
    return std::nullopt;
}

Fields no_fields(const MessageTemplate& form) { return {std::vector<std::int64_t>(form.pieces.size(), 0), {}}; }

void set(Fields& fields, const MessageTemplate& form, Role role, std::int64_t value)
{
    for (std::size_t i = 0; i < form.pieces.size(); ++i)
        if (form.pieces[i].kind == Piece::Kind::number && form.pieces[i].role == role) fields.numbers[i] = value;
}

wire::Bytes write_message(const MessageTemplate& form, const Fields& fields)
{
    wire::Bytes message;
    for (std::size_t i = 0; i < form.pieces.size(); ++i) {
        const Piece& piece = form.pieces[i];
        switch (piece.kind) {
            case Piece::Kind::fixed: {
                const auto bytes = wire::as_bytes(piece.bytes);
                message.insert(message.end(), bytes.begin(), bytes.end());
                break;
            }
            case Piece::Kind::number: write_number(piece, fields.numbers[i], message); break;
            case Piece::Kind::data: message.insert(message.end(), fields.data.begin(), fields.data.end()); break;
            case Piece::Kind::sum: message.resize(message.size() + size_of(piece)); break;
        }
    }
    if (!form.has(Piece::Kind::sum)) return message;
    const auto sealed = midi::seal(checksum_of(form, places_of(form, fields.data.size())), message);
    return sealed ? message : wire::Bytes{};
}

wire::Result<Fields> read_message(const MessageTemplate& form, wire::View message)
{
    const auto least = places_of(form, 0).back();
    const bool has_data = form.has(Piece::Kind::data);
    if (message.size() < least || (!has_data && message.size() != least)) return Fault::unknown;
    const auto places = places_of(form, message.size() - least);
    Fields fields = no_fields(form);
    for (std::size_t i = 0; i < form.pieces.size(); ++i) {
        const auto bytes = message.subspan(places[i], places[i + 1] - places[i]);
        if (!read_piece(form.pieces[i], bytes, fields.numbers[i])) return Fault::unknown;
        if (form.pieces[i].kind == Piece::Kind::data) fields.data = bytes;
    }
    if (!form.has(Piece::Kind::sum)) return fields;
    const auto sound = midi::is_sound(checksum_of(form, places), message);
    if (!sound || !*sound) return Fault::malformed;
    return fields;
}

}  // namespace recalld::driver
