#include "studio/blob.hpp"

#include <catch2/catch.hpp>

#include "studio/profile.hpp"
#include "studio/snapshot.hpp"

using namespace recalld::studio;

namespace {

Law dump_law()
{
    Law law;
    law.kind = LawKind::blob;
    law.steps = 4;
    return law;
}

/// A box with one dump whose third byte changes by itself.
std::shared_ptr<const Profile> box()
{
    auto profile = std::make_shared<Profile>();
    profile->laws.push_back(dump_law());
    profile->words = {"dump"};
    profile->strips.emplace_back();
    profile->parameters.emplace_back().name = "dump";
    Way way;
    way.kind = Way::Kind::dump;
    way.fleeting = {{2, 3}};
    profile->midi.ways.push_back(way);
    profile->index();
    return profile;
}

}  // namespace

TEST_CASE("a dump is pairs of upper-case digits")
{
    CHECK(is_blob("F0017FF7"));
    CHECK_FALSE(is_blob("F0017"));
    CHECK_FALSE(is_blob("f0"));
    CHECK(blob_from("f0 01 7f f7") == "F0017FF7");
    CHECK(blob_from("F0 0").empty());
    CHECK(blob_from("hello").empty());
}

TEST_CASE("a blob law holds so many bytes and speaks of their number")
{
    const Law law = dump_law();
    CHECK(law.holds(Value{"F0017FF7"}));
    CHECK_FALSE(law.holds(Value{"F001027FF7"}));
    CHECK_FALSE(law.holds(Value{""}));
    CHECK_FALSE(law.holds(Value{7}));
    CHECK(law.spoken(Value{"F0017FF7"}) == "dump, 4 bytes");
    CHECK(law.spoken(Value{"F7"}) == "dump, 1 byte");
    CHECK(law.spoken(Value{std::string(2 * 1'234'567, '0')}) == "dump, 1,234,567 bytes");
    CHECK(law.parse("f0 01 f7") == Value{"F001F7"});
    CHECK_FALSE(law.parse("nothing"));
    CHECK(law.range().find("at most 4 bytes") != std::string::npos);
}

TEST_CASE("bytes that change by themselves do not make another dump")
{
    const std::vector<Volatile> fleeting{{2, 3}, {-2, -1}};
    CHECK(same_blob("F00111020AF7", "F00122020BF7", fleeting));
    CHECK_FALSE(same_blob("F00111020AF7", "F00111030AF7", fleeting));
    CHECK_FALSE(same_blob("F00111020AF7", "F0011102020AF7", fleeting));
    CHECK_FALSE(same_blob("F001F7", "F002F7", {}));
    // each message of several has its own
    CHECK(same_blob("F00111020AF7F00111020AF7", "F00111020AF7F00133020CF7", fleeting));
    CHECK(fingerprint("F00111020AF7", fleeting) == fingerprint("F00122020BF7", fleeting));
    CHECK(fingerprint("F00111020AF7", fleeting) != fingerprint("F00111030AF7", fleeting));
    CHECK(fingerprint("F7", {{-9, 9}}).size() == 8);
}

TEST_CASE("dumps agree under their mask, and are told apart by a mark")
{
    const auto profile = box();
    UnitState a("box", profile), b("box", profile), c("box", profile);
    a.set(0, "F00111F7", Standing::confirmed);
    b.set(0, "F00122F7", Standing::confirmed);
    c.set(0, "F00222F7", Standing::confirmed);
    CHECK(agree(a, b, 0));
    CHECK_FALSE(agree(a, c, 0));
    CHECK(a.spoken(0) == b.spoken(0));
    CHECK(a.spoken(0) != c.spoken(0));
    CHECK(a.spoken(0).starts_with("dump, 4 bytes ("));
}

TEST_CASE("levels of recall have names and words")
{
    for (const auto level : {RecallLevel::parameter, RecallLevel::dump, RecallLevel::armed, RecallLevel::program}) CHECK(recall_level_named(name_of(level)) == level);
    CHECK_FALSE(recall_level_named("magic"));
    CHECK(words_of(RecallLevel::parameter).empty());
    CHECK_FALSE(words_of(RecallLevel::program).empty());
}

TEST_CASE("what cannot be read counts as sent")
{
    auto made = std::make_shared<Profile>(*box());
    made->parameters[0].blind = true;
    UnitState state("box", made);
    state.set(0, "F7", Standing::assumed);
    CHECK(coverage_of(state).captured == 1);
    CHECK(coverage_of(state).as_sent == 1);
}
