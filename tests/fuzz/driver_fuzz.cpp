#include "driver/osc_node_driver.hpp"

#include "osc/packet.hpp"
#include "small_profile.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

using namespace recalld;

namespace {

void require(bool fact)
{
    if (!fact) std::abort();
}

const driver::OscNodeDriver& desk()
{
    static const driver::OscNodeDriver driver(fuzz::small_profile());
    return driver;
}

bool is_known(studio::ParameterId id) { return id < fuzz::small_profile()->parameters.size(); }

/// A value that was heard can be told, and is then heard again.
void check_setting(const driver::Setting& setting)
{
    require(is_known(setting.parameter));
    const auto* real = std::get_if<float>(&setting.value);
    require(!real || std::isfinite(*real));
    const auto& law = fuzz::small_profile()->law_of(setting.parameter);
    require(!law.spoken(setting.value).empty());
    if (!law.holds(setting.value)) return;
    driver::Heard echo;
    desk().hear(desk().tell(setting), echo);
    require(echo.settings.size() == 1 && echo.settings[0].parameter == setting.parameter);
    require(echo.settings[0].value == setting.value);
}

/// The parts of an answer do not overlap, and none is there without its question.
void check(const driver::Heard& heard)
{
    for (const auto& setting : heard.settings) check_setting(setting);
    require(std::ranges::all_of(heard.unclear, is_known));
    require(std::ranges::all_of(heard.missing, is_known));
    require(heard.fault.size() < 300);
    require(heard.missing.empty() || heard.answers);
    if (!heard.answers) return;
    require(heard.fault.empty());
    require(!desk().name_of(*heard.answers).empty());
    require(!desk().ask(*heard.answers).empty());
}

}  // namespace

/// The input is a packet, and then the text of a line.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    driver::Heard heard;
    desk().hear(std::as_bytes(std::span(data, size)), heard);
    check(heard);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    desk().hear(osc::message("node", {std::string(text)}), heard);
    check(heard);
    return 0;
}
