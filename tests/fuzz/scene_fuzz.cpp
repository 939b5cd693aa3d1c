#include "driver/scene_file.hpp"

#include "small_profile.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace recalld;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

driver::Scene read(std::string_view text) { return driver::read_scene(text, "fuzz", "desk", fuzz::small_profile()); }

std::string write(const driver::Scene& scene)
{
    std::vector<std::string> left_out;
    return driver::write_scene(scene.state, scene.name, scene.note, left_out);
}

/// Whatever a file said: what is kept is what its parameter holds.
void check_values(const studio::UnitState& state)
{
    for (studio::ParameterId id = 0; id < state.values.size(); ++id) {
        if (!state.has(id)) continue;
        require(state.profile->law_of(id, state.selector(id)).holds(state.values[id]) || (*state.profile)[id].selector != studio::no_parameter);
        require(!state.spoken(id).empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const auto scene = read({reinterpret_cast<const char*>(data), size});
        check_values(scene.state);
        const auto written = write(scene);
        if (written.find("\n/") == written.npos) return 0;   // nothing of it could be written: no scene any more
        const auto again = read(written);
        // a line that ends before what is not known is all that may be said of a file of ours
        for (const auto& warning : again.warnings) require(warning.find("fewer values") != warning.npos);
        require(write(again) == written);
    } catch (const driver::SceneError&) {
        return 0;
    }
    return 0;
}
