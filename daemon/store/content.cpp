#include "store/content.hpp"

#include "store/store.hpp"

#include <zstd.h>

#include <memory>
#include <new>

namespace recalld::store {

namespace {

constexpr int level = 3;
constexpr unsigned long long largest = 256u << 20;  // a length that damage made up must not exhaust memory

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
using Context = std::unique_ptr<ZSTD_CCtx, FreeContext>;

Context compressor()
{
    Context context(ZSTD_createCCtx());
    if (!context) throw std::bad_alloc();
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    return context;
}

std::size_t checked(std::size_t outcome)
{
    if (ZSTD_isError(outcome)) throw StoreError(std::string("stored bytes are damaged: ") + ZSTD_getErrorName(outcome));
    return outcome;
}

std::size_t unpacked_size(std::string_view packed)
{
    const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size > largest) throw StoreError("stored bytes are damaged: no length");  // both error codes are larger
    return static_cast<std::size_t>(size);
}

}  // namespace

std::string pack(std::string_view bytes)
{
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const auto context = compressor();
    packed.resize(checked(ZSTD_compress2(context.get(), packed.data(), packed.size(), bytes.data(), bytes.size())));
    return packed;
}

std::string unpack(std::string_view packed)
{
    std::string bytes(unpacked_size(packed), '\0');
    const auto size = checked(ZSTD_decompress(bytes.data(), bytes.size(), packed.data(), packed.size()));
    if (size != bytes.size()) throw StoreError("stored bytes are damaged: too few");
    return bytes;
}

std::int64_t content_hash(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100'0000'01b3;
    return static_cast<std::int64_t>(hash);
}

}  // namespace recalld::store
