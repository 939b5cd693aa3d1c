#include "remote/book_versions.hpp"

#include <catch2/catch.hpp>

#include "remote/origin.hpp"

using namespace recalld;
using namespace recalld::remote;

namespace {

/// `entry`: the newest line of the log when it was kept.
store::Version prepared(store::VersionId id, const std::string& name, std::uint32_t take, std::int64_t entry)
{
    store::Version version;
    version.id = id;
    version.session = "Night Train";
    version.name = name;
    version.take = take;
    version.kind = store::VersionKind::import;
    version.title = std::string(prep_title);
    version.entry = entry;
    return version;
}

store::Entry recalled(store::EntryId id, const std::string& version, const std::string& kind = "prep_apply", const std::string& data = R"({"recall": 1})")
{
    store::Entry line{id, {}, {"anna", kind, "Night Train", kind, version}};
    line.said.data = data;
    return line;
}

}  // namespace

TEST_CASE("a preparation waits until a recall has put it onto the desk")
{
    const std::vector<store::Version> versions{prepared(1, "Prep", 1, 0), prepared(2, "Prep", 2, 10)};
    using Waiting = std::set<store::VersionId>;
    CHECK(never_applied(versions, {}) == Waiting{1, 2});
    CHECK(never_applied(versions, {recalled(11, "Prep")}) == Waiting{1});
    CHECK(never_applied(versions, {recalled(9, "Prep")}) == Waiting{2});   // the second was not there yet
    CHECK(never_applied(versions, {recalled(11, "Prep@1", "recall")}) == Waiting{2});
    CHECK(never_applied(versions, {recalled(11, "Prep", "prep_apply", R"({"error": "refused"})")}) == Waiting{1, 2});
    CHECK(never_applied(versions, {recalled(11, "Mix 1", "recall"), recalled(12, "Prep@1"), recalled(13, "Prep@2")}).empty());
}

TEST_CASE("only preparations wait: what was captured stood on the desk, and a scene out of a file is what it is")
{
    auto captured = prepared(1, "Mix 1", 1, 0), scene = prepared(2, "From venue", 1, 0);
    captured.kind = store::VersionKind::capture;
    scene.title = "Venue";
    CHECK(never_applied({captured, scene}, {}).empty());
    CHECK_FALSE(is_preparation(captured));
    CHECK_FALSE(is_preparation(scene));
    CHECK(is_preparation(prepared(3, "Prep", 1, 0)));
}
