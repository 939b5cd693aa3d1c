#include "logbook/drive.hpp"

#include <catch2/catch.hpp>

#include "logbook/wav.hpp"

using namespace recalld::logbook;
using recalld::logbook::testing::Shelf;

namespace {

constexpr const char* mountinfo =
    "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n"
    "30 27 8:17 / /media/BACK\\040UP rw,nosuid shared:5 master:1 - exfat /dev/sdb1 rw\n"
    "31 27 0:40 / /media/BACK\\040UP/inner rw - tmpfs tmpfs rw\n"
    "32 27 0:41 / /mnt/nas rw - nfs4 nas.lan:/volume1 rw\n"
    "33 27 8:33 / /mnt/nas rw - ext4 /dev/sdc1 rw\n"
    "broken\n"
    "34 27 0:42 / /short rw\n";

std::string point_of(const std::string& place)
{
    const auto mounts = mounts_in(mountinfo);
    const auto* mount = mount_of(mounts, place);
    return mount ? mount->point + " " + mount->source : "none";
}

}  // namespace

TEST_CASE("a place lies on the mount that is nearest above it, and on the newest of several")
{
    CHECK(mounts_in(mountinfo).size() == 5);   // broken lines are left out
    CHECK(point_of("/media/BACK UP/mix.wav") == "/media/BACK UP /dev/sdb1");
    CHECK(point_of("/media/BACK UP/inner/mix.wav") == "/media/BACK UP/inner tmpfs");
    CHECK(point_of("/media/BACK UP2/mix.wav") == "/ /dev/vda");
    CHECK(point_of("/mnt/nas/mix.wav") == "/mnt/nas /dev/sdc1");
    CHECK(point_of("mix.wav") == "none");
}

TEST_CASE("a disk is known by its serial number, a file system without one by its UUID")
{
    CHECK(identity_in("S:disk/by-id/x\nE:ID_FS_UUID=1234-ABCD\nE:ID_SERIAL=Maker_Disk_00017\n") == "disk Maker_Disk_00017");
    CHECK(identity_in("E:ID_FS_UUID=1234-ABCD") == "file system 1234-ABCD");
    CHECK(identity_in("E:ID_SERIAL=\nE:ID_FS_TYPE=ext4\n").empty());
    CHECK(identity_in("").empty());
}

TEST_CASE("every file of this machine lies on some drive")
{
    const Shelf shelf;
    const auto drive = drive_of(shelf.put("mix.wav", "sound"));
    CHECK_FALSE(drive.name.empty());
    CHECK_FALSE(drive.identity.empty());
    CHECK(shelf.path.string().starts_with(drive.mount));
    CHECK(drive_of(shelf.path.string()).identity == drive.identity);
}
