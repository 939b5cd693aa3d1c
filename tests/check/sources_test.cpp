#include "check/sources.hpp"

#include "check/rooms.hpp"
#include "check/trace_words.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::check;
using namespace recalld::check::test;

namespace {

/// `name at place` of each lead.
std::vector<std::string> leads(const std::vector<Source>& sources, Surroundings all = around())
{
    add_sources(sources, small_room(), all);
    std::vector<std::string> words;
    for (const auto& lead : all.leads) {
        CHECK(lead.how == How::line);
        CHECK(all.kinds.at(lead.from) == PointKind::source);
        words.push_back(lead.from + " at " + lead.to);
    }
    return words;
}

}  // namespace

TEST_CASE("a source stands on its line, as the rig spells it, or on its jack")
{
    const auto [source, lead] = GENERATE(table<Source, std::string>({
        {{"2", "Vox"}, "Vox at line 2"},
        {{"2", "Vox", "U 87"}, "Vox (U 87) at line 2"},
        {{"", "Synth", "", "b9"}, "Synth at B9"},
        {{"2", "Vox", "", "B9"}, "Vox at line 2"},
        {{"99", "Far", "", "b9"}, "Far at B9"},
        {{"99", "Far"}, "Far at line 99"},
        {{"99", "Far", "", "Q7"}, "Far at line 99"},
    }));
    CHECK(leads({source}) == std::vector<std::string>{lead});
}

TEST_CASE("a source without a name or a place is nowhere")
{
    CHECK(leads({{"2", ""}, {"", "Vox"}, {"", "Vox", "U 87", "Q7"}, {"", ""}}).empty());
}

TEST_CASE("a name that is taken gets its line behind it")
{
    CHECK(leads({{"1", "1176-A"}, {"2", "Vox"}, {"3", "Vox"}, {"4", "b9"}}) ==
          std::vector<std::string>{"1176-A on line 1 at line 1", "Vox at line 2", "Vox on line 3 at line 3", "b9 on line 4 at line 4"});
}

TEST_CASE("two sources whose names are only spelt apart are two")
{
    CHECK(leads({{"1", "Vox/1"}, {"2", "vox 01"}}) == std::vector<std::string>{"Vox/1 at line 1", "vox 01 on line 2 at line 2"});
}

TEST_CASE("a signal begins at its source")
{
    auto all = around();
    add_sources({{"2", "Vox", "U 87"}}, small_room(), all);
    const PatchGraph graph(small_room(), {}, all);
    CHECK(joined(stops_of(graph, trace(graph, graph.find("B2").value()))) == "Vox (U 87) -> line 2 -> 1073-2 -> bay B2 -> A/D 2 -> desk in 2");
    CHECK(graph.kind(graph.find("vox (u 87)").value()) == PointKind::source);
}
