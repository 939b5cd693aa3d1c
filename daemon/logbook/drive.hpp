#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace recalld::logbook {

/// Where a file is kept, so that two places on one drive are not taken for two drives.
struct Drive {
    std::string name;       ///< for people: the last word of its mount point, `BACKUP1`; `system drive`
    std::string mount;      ///< `/media/BACKUP1`
    std::string identity;   ///< stays the same when it is plugged in elsewhere, as far as the system knows it: by the disk's serial number or the file system's UUID
};

/// One line of /proc/self/mountinfo.
struct Mount {
    std::string point, type, source;
};

/// All lines that can be understood, in their order. Pure.
std::vector<Mount> mounts_in(std::string_view mountinfo);

/// The mount that a place without links lies on; of several at one point the newest. Nothing when there is none. Pure.
const Mount* mount_of(const std::vector<Mount>& mounts, std::string_view place);

/// What udev knows of a block device (`E:ID_SERIAL=…`): the disk's serial number, or else the file system's UUID; empty when neither is known. Pure.
std::string identity_in(std::string_view udev_data);

/// Asks this machine where a file without links lies. Any thread that may wait for a disk.
Drive drive_of(const std::string& place);

}  // namespace recalld::logbook
