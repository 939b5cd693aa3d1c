#include "driver/osc_node_driver.hpp"

#include "driver/hearing.hpp"
#include "driver/osc_text.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::driver;
using studio::Law;
using studio::LawKind;
using studio::Value;

namespace {

std::vector<Value> samples(const Law& law)
{
    if (law.kind == LawKind::text) return {std::string(), std::string("Lead Vox").substr(0, static_cast<std::size_t>(law.steps))};
    if (law.kind == LawKind::raw) return {0.0F, 0.5F, 1.0F, 0, 3};
    std::vector<Value> values{law.lowest(), law.lowest() + (law.highest() - law.lowest()) / 2, law.highest()};
    if (law.kind == LawKind::choice)
        for (std::int32_t word = 0; word < law.steps; ++word) values.emplace_back(word);
    return values;
}

}  // namespace

TEST_CASE("every parameter of a console is heard as it was told")
{
    const auto profile = console(GENERATE("x32", "x-air"));
    const auto driver = make_driver(profile);
    Heard said;
    for (ParameterId each = 0; each < profile->parameters.size(); ++each) {
        for (const auto& value : samples(profile->law_of(each))) {
            driver->hear(driver->tell({each, value}), said);
            const bool is_heard = said.answers == Question{Kind::leaf, each} && said.settings.size() == 1
                                  && said.settings[0].parameter == each && said.settings[0].value == value && said.fault.empty();
            if (!is_heard) FAIL_CHECK((*profile)[each].name << " " << studio::plain(value) << " " << said.fault);
        }
    }
}

TEST_CASE("every line of a console is heard as it would be printed")
{
    const auto profile = console(GENERATE("x32", "x-air"));
    const auto driver = make_driver(profile);
    Heard said;
    for (std::uint32_t index = 0; index < profile->nodes.size(); ++index) {
        const auto& its = profile->nodes[index];
        std::string text = "/" + its.path;
        for (ParameterId each = its.first; each < its.first + its.count; ++each) {
            const Law& law = profile->law_of(each);
            text += " " + write_token(law, samples(law).back());
        }
        driver->hear(osc::message("node", {text + "\n"}), said);
        const bool is_whole = said.answers == Question{Kind::line, index} && said.missing.empty() && said.fault.empty()
                              && said.settings.size() + said.unclear.size() == its.count;
        if (!is_whole) FAIL_CHECK(text << " " << said.fault);
    }
}
