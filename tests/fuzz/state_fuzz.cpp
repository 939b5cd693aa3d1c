#include "store/content.hpp"
#include "store/store_error.hpp"
#include "store/unit_state.hpp"

#include "small_profile.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace recalld;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

/// What was read is written the same again, and packed and unpacked.
void check_state(std::string_view bytes)
{
    const auto read = store::read_state(bytes);
    require(read.values.size() == read.standings.size());
    studio::UnitState state("fuzz", fuzz::small_profile());
    if (read.values.size() != state.values.size()) return;
    state.values = read.values;
    state.standings = read.standings;
    const auto written = store::write_state(state);
    require(store::write_state(state) == written);
    require(store::unpack(store::pack(written)) == written);
    require(store::read_state(written).standings == read.standings);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    try {
        check_state(bytes);
    } catch (const store::StoreError&) {
    }
    try {
        store::unpack(bytes);
    } catch (const store::StoreError&) {
    }
    return 0;
}
