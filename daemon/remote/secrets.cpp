#include "remote/secrets.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace recalld::remote {

namespace {

constexpr std::size_t token_bytes = 32, hash_bytes = 32, code_letters = 8;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";   // Crockford's: no I, L, O, U

void want_library()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw std::runtime_error("libsodium cannot be used on this machine");
}

template <std::size_t Count>
std::string hexadecimal(const std::array<unsigned char, Count>& bytes)
{
    std::string text(Count * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.resize(Count * 2);
    return text;
}

}  // namespace

std::string new_token()
{
    want_library();
    std::array<unsigned char, token_bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(sodium_base64_ENCODED_LEN(token_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text.find('\0'));
    return text;
}

std::string new_code()
{
    want_library();
    std::string code;
    for (std::size_t i = 0; i < code_letters; ++i) {
        if (i == code_letters / 2) code += '-';
        code += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    }
    return code;
}

std::string code_as_meant(std::string_view typed)
{
    std::string meant;
    for (char letter : typed) {
        if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
        if (letter == 'O') letter = '0';
        if (letter == 'I' || letter == 'L') letter = '1';
        if (alphabet.find(letter) != std::string_view::npos) meant += letter;
    }
    return meant;
}

std::string hash_of(std::string_view secret)
{
    want_library();
    std::array<unsigned char, hash_bytes> hash{};
    const std::vector<unsigned char> bytes(secret.begin(), secret.end());
    crypto_generichash(hash.data(), hash.size(), bytes.data(), bytes.size(), nullptr, 0);
    return hexadecimal(hash);
}

bool same_secret(std::string_view a, std::string_view b)
{
    want_library();
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace recalld::remote
