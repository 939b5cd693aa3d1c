#include "check/patch_csv.hpp"

#include "check/rooms.hpp"

#include <catch2/catch.hpp>

using namespace recalld::check;
using namespace recalld::check::test;

TEST_CASE("a patch is written as CSV in bay order")
{
    const Cords cords{{"B16", "B18", "vox \"bus\", late"}, {"B1", "B31"}};
    CHECK(patch_csv(small_room(), cords) == "from,to,normal,note\r\n"
                                            "B1,B31,\"taps B1, which still feeds B17\",\r\n"
                                            "B16,B18,breaks B2 -> B18,\"vox \"\"bus\"\", late\"\r\n");
    CHECK(patch_csv({}, {}) == "from,to,normal,note\r\n");
}
