#include "hash.hpp"

#include <sodium.h>

#include <new>
#include <stdexcept>

namespace recalld {

namespace {

static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(std::array<std::byte, 128>));

crypto_hash_sha256_state* state_in(std::array<std::byte, 128>& bytes) { return std::launder(reinterpret_cast<crypto_hash_sha256_state*>(bytes.data())); }

}  // namespace

Sha256::Sha256() : state_()
{
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine");
    crypto_hash_sha256_init(new (state_.data()) crypto_hash_sha256_state);
}

void Sha256::add(std::string_view bytes) { crypto_hash_sha256_update(state_in(state_), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()); }

std::string Sha256::hex()
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(state_in(state_), digest.data());
    std::string text(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
    text.pop_back();
    return text;
}

std::string sha256_of(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

}  // namespace recalld
