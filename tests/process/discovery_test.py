#!/usr/bin/env python3
"""Announced over mDNS, by a real avahi-daemon in a network of its own: what others can reach, and nothing else."""

import os
import shutil
import subprocess
import sys
import unittest

from room import RoomTest, until

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/><allow send_requested_reply="true"/>
<allow receive_type="method_call"/><allow receive_type="signal"/><allow receive_type="method_return"/><allow receive_type="error"/></policy></busconfig>
"""
AVAHI = "[server]\nhost-name=studio\nuse-ipv6=no\n[publish]\npublish-workstation=no\n"
NETWORK = "ip link set lo up; ip link add wire0 type veth peer name wire1; ip addr add 10.9.0.1/24 dev wire0; ip link set wire0 up multicast on; ip link set wire1 up"
TOOLS = ("ip", "unshare", "dbus-daemon", "avahi-daemon", "avahi-browse")


class Announced(RoomTest):
    def start_avahi(self):
        bus, folder = self.room.folder / "bus", self.room.folder
        (folder / "bus.conf").write_text(BUS.format(path=bus))
        (folder / "avahi.conf").write_text(AVAHI)
        self.room.run("dbus", ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"])
        until(bus.exists, what="the bus")
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={bus}"
        os.makedirs("/run/avahi-daemon", exist_ok=True)
        avahi = self.room.run("avahi", ["avahi-daemon", "-f", str(folder / "avahi.conf"), "--no-drop-root", "--no-chroot", "--no-proc-title", "--no-rlimits", "--debug"])
        until(lambda: "Server startup complete" in avahi.text(), what="avahi-daemon to start")
        return avahi

    def found(self, kind):
        """[(name, port, facts)] as another machine would see it."""
        lines = subprocess.run(["avahi-browse", "-rptf", kind], capture_output=True, text=True, timeout=30).stdout.splitlines()
        fields = [line.split(";") for line in lines if line.startswith("=")]
        return [(f[3].replace("\\032", " "), int(f[8]), f[9]) for f in fields]

    def start(self, remote):
        self.room.start_desk()
        self.room.write_rig(f"remote: {remote}\n")
        return self.room.start_daemon(wait="online")

    def test_what_others_can_reach_is_announced(self):
        self.start_avahi()
        daemon = self.start("{name: Studio A, osc: {port: 0, listen: 0.0.0.0}, http: {port: 0, listen: 0.0.0.0}}")
        until(lambda: "announced as" in daemon.text(), what="the room to be announced")
        osc, http = self.room.door("osc"), self.room.door("http")
        until(lambda: ("Studio A", osc, "") in self.found("_osc._udp"), what="_osc._udp")
        until(lambda: ("Studio A", http, "") in self.found("_oscjson._tcp"), what="_oscjson._tcp")
        self.assertIn(("Studio A", http, '"path=/"'), self.found("_http._tcp"))
        self.room.end_daemon()
        until(lambda: not self.found("_oscjson._tcp"), what="the goodbye")

    def test_this_machine_alone_is_not_announced(self):
        self.start_avahi()
        daemon = self.start("{osc: {port: 0}, http: {port: 0}}")
        self.room.door("osc")
        self.assertEqual(self.found("_osc._udp"), [])
        self.assertNotIn("announced", daemon.text())

    def test_without_avahi_it_says_so_once_and_goes_on(self):
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.room.folder}/nobody"
        daemon = self.start("{osc: {port: 0, listen: 0.0.0.0}, http: {port: 0, listen: 0.0.0.0}}")
        until(lambda: "mDNS:" in daemon.text(), what="the word about mDNS")
        self.assertEqual(daemon.text().count("mDNS:"), 1)
        self.room.ctl("status", check=0)


def in_a_network_of_its_own():
    """Runs this file again where multicast goes nowhere. Its exit code, or None when this machine does not allow it."""
    words = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    if subprocess.run(words + ["true"], capture_output=True).returncode != 0:
        return None
    return subprocess.run(words + ["sh", "-c", NETWORK + '; exec "$0" "$@"', sys.executable, *sys.argv], env={**os.environ, "RECALLD_OWN_NETWORK": "1"}).returncode


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if os.environ.get("RECALLD_OWN_NETWORK"):
        unittest.main()
    if missing:
        print("skipped:", ", ".join(missing), "is not installed")
        sys.exit(0)
    code = in_a_network_of_its_own()
    if code is None:
        print("skipped: this machine does not let us make a network namespace")
    sys.exit(code or 0)
