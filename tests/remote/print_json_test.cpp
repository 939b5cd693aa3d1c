#include "remote/print_json.hpp"

#include <catch2/catch.hpp>

using namespace recalld;
using namespace recalld::remote;
using Catch::Contains;

namespace {

logbook::PrintFile sound()
{
    logbook::PrintFile print;
    print.format = "WAV";
    print.coding = "24 bit";
    print.rate_hz = 96000;
    print.bits = 24;
    print.channels = 2;
    print.frames = 20'390'400;
    return print;
}

Json facts_of_print()
{
    Json data = print_facts("NT_NightTrain_AB01_Inst_96k24.wav", "/prints/NT_NightTrain_AB01_Inst_96k24.wav", 122'342'444, sound());
    data["alternate"] = "INST";
    data["sha256"] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    return data;
}

logbook::Copy copy_on(const std::string& drive, bool is_proven)
{
    logbook::Copy copy{9, store::Time(std::chrono::seconds(1'700'000'000)), "bob", "/media/" + drive + "/mix.wav", drive, "disk " + drive};
    copy.is_proven = is_proven;
    copy.why = is_proven ? "" : "it is not there";
    return copy;
}

logbook::Print print_with(std::vector<logbook::Copy> copies)
{
    logbook::Print print{7, store::Time(std::chrono::seconds(1'700'000'000)), "anna", "Night Train", "Mix 3", facts_of_print()};
    print.copies = std::move(copies);
    return print;
}

}  // namespace

TEST_CASE("a print's line says in a sentence what it is")
{
    CHECK(print_sentence(facts_of_print()) == "NT_NightTrain_AB01_Inst_96k24.wav: instrumental, 3 min 32.4 s, WAV, 96 kHz, 24 bit, stereo, SHA-256 0123456789ab…");
}

TEST_CASE("the sentence is the same whether its facts were just found or read from the log")
{
    CHECK(print_sentence(Json::parse(facts_of_print().dump())) == print_sentence(facts_of_print()));
}

TEST_CASE("the sentence says when the name is not as it should be, and when nobody knows which mix it is")
{
    auto data = facts_of_print();
    data["naming"] = {"it has blanks"};
    CHECK_THAT(print_sentence(data), Catch::EndsWith("; its name is not as the pattern wants"));
    data["naming"] = Json::array();
    data["alternate"] = "";
    CHECK_THAT(print_sentence(data), Contains("which mix is not said") && !Contains("pattern"));
    data["channels"] = 1;
    data["rate_hz"] = 44100;
    CHECK_THAT(print_sentence(data), Contains("44.1 kHz") && Contains("mono"));
}

TEST_CASE("facts of a header stand where the log and the pages look for them")
{
    auto print = sound();
    auto data = facts_of_print();
    CHECK(data["bytes"] == 122'342'444);
    CHECK(data["seconds"].get<double>() == Approx(212.4));
    CHECK(data["frames"] == 20'390'400);
    CHECK(data["float"] == false);
    CHECK(data["bext"].is_null());
    print.bext = logbook::Bext{"Night Train", "a workstation", "REF", "2026-11-21", "10:30:05", 345'600'000, 2, -14.2};
    data = print_facts("x.wav", "/x.wav", 1, print);
    CHECK(data["bext"]["description"] == "Night Train");
    CHECK(data["bext"]["time_reference"] == 345'600'000);
    CHECK(data["bext"]["loudness_lufs"] == -14.2);
    CHECK(data["bext"]["loudness_range_lu"].is_null());   // not measured is not 0
    CHECK(data["bext"]["true_peak_dbtp"].is_null());
}

TEST_CASE("a copy's line says where it is, and why it proves nothing")
{
    const Json print = {{"file", "mix.wav"}};
    CHECK(copy_sentence(print, {{"path", "/media/B/mix.wav"}, {"drive", "B"}, {"proven", true}}) == "mix.wav: proven on B (/media/B/mix.wav)");
    CHECK(copy_sentence(print, {{"path", "/media/B/mix.wav"}, {"drive", "B"}, {"proven", false}, {"why", "it is not there"}}) == "mix.wav: not proven on B (/media/B/mix.wav): it is not there");
}

TEST_CASE("a print is told with its copies, the drives that prove it, and what is missing")
{
    const auto json = print_json(print_with({copy_on("B", true), copy_on("C", false)}));
    CHECK(json["entry"] == 7);
    CHECK(json["who"] == "anna");
    CHECK(json["version"] == "Mix 3");
    CHECK(json["alternate_words"] == "instrumental");
    CHECK(json["proven_on"] == Json::array({"B"}));
    CHECK(json["copies"].size() == 2);
    CHECK(json["copies"][1]["proven"] == false);
    CHECK(json["copies"][1]["why"] == "it is not there");
    CHECK(json["copies"][0]["time"] == "2023-11-14T22:13:20Z");
    CHECK_THAT(json["warning"].get<std::string>(), Contains("proven on B only"));
    CHECK(json["replaced"].is_null());
}

TEST_CASE("a print that is safe, or was replaced, has no warning")
{
    CHECK(print_json(print_with({copy_on("B", true), copy_on("C", true)}))["warning"] == "");
    auto print = print_with({});
    print.replaced = 12;
    const auto json = print_json(print);
    CHECK(json["warning"] == "");
    CHECK(json["replaced"] == 12);
}

TEST_CASE("facts of a line never take the place of what the log itself knows")
{
    auto print = print_with({});
    print.data["who"] = "mallory";
    print.data["entry"] = 1;
    print.data["session"] = "Other";
    const auto json = print_json(print);
    CHECK(json["who"] == "anna");
    CHECK(json["entry"] == 7);
    CHECK(json["session"] == "Night Train");
}

TEST_CASE("a print of broken facts is told all the same")
{
    auto print = print_with({});
    print.data = Json{{"file", 7}, {"naming", "x"}, {"seconds", "long"}, {"channels", -1}};
    CHECK_NOTHROW(print_sentence(print.data));
    const auto json = print_json(print);
    CHECK(json["alternate_words"] == "which mix is not said");
    CHECK(json["copies"].empty());
}
