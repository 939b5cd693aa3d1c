#include "check/expected_lines.hpp"
#include "check/preflight.hpp"
#include "load/config_error.hpp"
#include "load/expectation_yaml.hpp"
#include "small_profile.hpp"

#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

using namespace recalld;

namespace {

studio::UnitState known_desk()
{
    studio::UnitState desk("desk", fuzz::small_profile());
    for (studio::ParameterId id = 0; id < desk.values.size(); ++id) {
        const auto& law = desk.profile->law_of(id);
        if (law.kind == studio::LawKind::text) desk.set(id, std::string("Kick"), studio::Standing::confirmed);
        else if (law.kind == studio::LawKind::raw) desk.set(id, 0.5f, studio::Standing::confirmed);
        else desk.set(id, law.lowest(), studio::Standing::confirmed);
    }
    return desk;
}

}  // namespace

/// What an expectation says is compared with a small desk, and typed lines are read; whatever comes, counts hold together.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    static const auto desk = known_desk();
    try {
        const auto expectation = load::parse_expectation(text, "fuzz");
        const auto result = check::preflight(expectation, {{"desk", true, "", "", &desk}});
        if (result.all.checked != result.all.passed + result.failures.size() + result.warnings.size()) std::abort();
    } catch (const load::ConfigError&) {
    } catch (const std::invalid_argument&) {
    }
    try {
        for (const auto& line : check::parse_lines(text))
            if (line.place.empty() || line.line == 0) std::abort();
    } catch (const std::invalid_argument&) {
        return 0;
    }
    return 0;
}
