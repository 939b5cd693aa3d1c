"""Towards a DAW: one daemon is the surface, another one the host that stands in for the DAW, and between them ipMIDI on loopback.

Each of the two has a simulated console of its own. What moves on the one moves on the other, rests there, and is told in words.
"""

import re
import socket
import unittest

import room
from room import RoomTest, until

GROUP, FIRST_PORT = "225.0.0.37", 21928
PORT = room.ipmidi_port()
# What the DAW's faders are in dB: those of the console that it really is.
SCALE = "[[0, -oo], [0.0625, -60], [0.25, -30], [0.5, -10], [0.75, 0], [1, 10]]"


def multicast_works():
    """Whether this machine carries multicast from itself to itself."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as hearing, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
            hearing.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            hearing.bind((GROUP, FIRST_PORT + PORT - 1))
            hearing.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1"))
            hearing.settimeout(2)
            sending.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
            sending.sendto(b"\xfe", (GROUP, FIRST_PORT + PORT - 1))
            return hearing.recv(10) == b"\xfe"
    except OSError:
        return False


@unittest.skipUnless(multicast_works(), "this machine carries no multicast on loopback")
class TwoDaemons(RoomTest):
    def setUp(self):
        super().setUp()
        self.other = room.Room()
        self.addCleanup(self.leave_other)

    def leave_other(self):
        self.other.close()
        reports = self.other.sanitizer_reports()
        failed = any(test is self for test, _ in self._outcome.result.failures + self._outcome.result.errors)
        self.other.tell() if failed or reports else self.other.remove()
        self.assertEqual(reports, [], "a sanitizer complained")

    def desk(self, its, name):
        its.start_desk()
        osc = its.osc()
        for n in (1, 2, 3):
            osc.send(f"/ch/{n:02}/mix/fader", 0.5)
            osc.send(f"/ch/{n:02}/mix/on", 1)
            osc.send(f"/ch/{n:02}/config/name", f"{name} {n}")
        osc.leaf("ch/03/config/name")
        its.write_rig()
        return osc

    def start(self, follow=""):
        """This room is the surface, the other one is the DAW."""
        link = f"link: {{kind: ipmidi, port: {PORT}}}"
        here, there = self.desk(self.room, "In"), self.desk(self.other, "Trk")
        with self.room.rig.open("a") as rig:
            rig.write(f"  - {{name: daw, profile: surfaces/mcu, role: surface, scale: {SCALE}, {link}}}\n")
            rig.write(f"daws: [{{unit: daw, strips: desk ch/*{follow}}}]\n")
        with self.other.rig.open("a") as rig:
            rig.write(f"  - {{name: box, profile: surfaces/mcu, {link}}}\nbanks: [{{name: tracks, surfaces: [box], strips: desk ch/*}}]\n")
        self.other.start_daemon(wait="online")
        self.room.start_daemon(wait="online")
        until(lambda: self.value("online") == "on", what="the DAW to speak")
        until(lambda: self.value("track/3/name") == '"Trk 3"', what="the DAW's names")
        return here, there

    def value(self, parameter):
        return self.room.ask("get", "daw", parameter)["values"][0]["value"]

    def level(self, parameter):
        """In dB; far below everything when it is none."""
        number = self.value(parameter).split()[0]
        return float(number) if re.fullmatch(r"[-+]?[0-9.]+", number) else -200.0

    def moves_of(self, its, scope, until_true, what):
        """What changed meanwhile, as watch tells it, up to a mark that a last set makes."""
        story = its.story("watch", scope=scope + ", desk ch/32/config")
        story.until_phase("watching")
        until_true()
        its.ask("set", "desk", "ch/32/config/name", what)
        changes = []
        for line in story.lines():
            change = line.get("change")
            if not change:
                continue
            if change["value"] == f'"{what}"':
                break
            changes.append(change)
        story.close()
        return changes

    def test_names_lamps_and_faders_of_the_daw_are_parameters(self):
        _, there = self.start()
        self.assertEqual(self.value("track/1/name"), '"Trk 1"')
        there.send("/ch/02/mix/on", 0)
        until(lambda: self.value("track/2/mute") == "on", what="the mute lamp")
        there.send("/ch/01/mix/fader", 0.75)
        until(lambda: abs(self.level("track/1/fader")) < 0.2, what="unity")
        words = {one["parameter"]: one["words"] for one in self.room.ask("get", "daw", "track/3/*")["values"]}
        self.assertEqual(words["track/3/fader"], 'track 3 "Trk 3": fader')
        # a key by its name: here the DAW is one that shows another knob set
        self.assertEqual(self.value("key/assign_eq"), "off")
        self.room.ask("set", "daw", "key/assign_eq", "on")
        self.assertEqual(self.value("key/assign_eq"), "on")

    def test_setting_is_done_by_hand_and_verified_by_the_daw(self):
        _, there = self.start()
        done = self.room.ask("set", "daw", "track/1/mute", "on")
        self.assertTrue(done["verified"])
        self.assertEqual(there.leaf("ch/01/mix/on"), 0)
        self.room.ask("set", "daw", "track/2/fader", "0 dB")
        until(lambda: abs(there.leaf("ch/02/mix/fader") - 0.75) < 0.03, what="the DAW's fader")
        # this DAW has no transport: nothing stands that it does not say
        self.assertFalse(self.room.ask("set", "daw", "transport/play", "on", check=3)["verified"])
        self.assertEqual(self.value("transport/play"), "off")
        self.assertIn("set transport/play on", self.room.ctl("set", "daw", "transport/stop", "off", check=64).err)
        self.assertIn("cannot locate", self.room.ctl("transport", "daw", "locate", "01:00:00:00", check=64).err)
        self.assertIn("did you mean", self.room.ctl("transport", "daw", "plai", check=64).err)
        self.assertIn("has no transport", self.room.ctl("transport", "desk", "play", check=64).err)
        # nothing of it is kept, and nothing odd is said about it
        self.room.ask("capture", "Song", "One")
        self.assertEqual([unit["unit"] for unit in self.room.ask("show", "Song/One")["units"]], ["desk"])
        self.assertEqual(self.room.ask("check")["units"][1]["findings"], [])
        self.assertEqual(self.room.ask("plan", "Song/One")["writes"], 0)

    def test_a_fader_here_arrives_there_and_rests(self):
        here, there = self.start()
        before = there.leaf("ch/03/mix/fader")
        for step in range(500, 768, 4):
            here.send("/ch/01/mix/fader", step / 1023)
        here.send("/ch/01/mix/fader", 767 / 1023)
        until(lambda: abs(there.leaf("ch/01/mix/fader") - 767 / 1023) < 0.002, what="the fader at the DAW")
        until(lambda: abs(self.level("track/1/fader")) < 0.1, what="the DAW to say so")
        here.send("/ch/02/mix/on", 0)
        until(lambda: there.leaf("ch/02/mix/on") == 0, what="the mute at the DAW")
        self.assertEqual(there.leaf("ch/03/mix/fader"), before)
        # without follow, nothing comes back
        there.send("/ch/03/mix/fader", 0.1)
        until(lambda: self.level("track/3/fader") < -30, what="the DAW's own move")
        self.assertAlmostEqual(here.leaf("ch/03/mix/fader"), 0.5, delta=0.001)

    def test_both_directions_without_swinging(self):
        here, there = self.start(follow=", follow: true")
        for wire in (0.3, 0.6, 0.75):
            here.send("/ch/01/mix/fader", wire)
            until(lambda: abs(there.leaf("ch/01/mix/fader") - wire) < 0.01, what=f"{wire} at the DAW")
        for wire in (0.2, 0.65, 0.75):

            def follows():  # a hand that moves on: what a DAW shows in the second after it came is not followed
                there.send("/ch/02/mix/fader", wire - 0.1)
                there.send("/ch/02/mix/fader", wire)
                return abs(here.leaf("ch/02/mix/fader") - wire) < 0.01

            until(follows, what=f"{wire} at the console", between=0.3)
        there.send("/ch/03/mix/on", 0)
        until(lambda: here.leaf("ch/03/mix/on") == 0, what="the DAW's mute at the console")

        def quiet():  # a fader far away goes there and back; whatever swings would swing meanwhile
            here.send("/ch/05/mix/fader", 0.9)
            until(lambda: abs(there.leaf("ch/05/mix/fader") - 0.9) < 0.01, what="another fader at the DAW")
            here.send("/ch/05/mix/fader", 0.1)
            until(lambda: abs(there.leaf("ch/05/mix/fader") - 0.1) < 0.01, what="another fader at the DAW")

        swinging = self.moves_of(self.room, "desk ch/1-3", quiet, "quiet 1")
        self.assertEqual([one["parameter"] for one in swinging if re.match(r"ch/0[123]/mix", one["parameter"])], [])
        self.assertAlmostEqual(here.leaf("ch/01/mix/fader"), 0.75, delta=0.01)
        self.assertAlmostEqual(there.leaf("ch/02/mix/fader"), 0.75, delta=0.01)

    def test_a_daw_that_goes_and_comes_back_overwrites_nobody(self):
        here, there = self.start(follow=", follow: true")
        self.other.end_daemon()
        until(lambda: self.value("online") == "off", what="the DAW to be gone")
        here.send("/ch/01/mix/fader", 0.3)
        until(lambda: self.room.ask("get", "desk", "ch/01/mix/fader")["values"][0]["native"] == 307, what="the console's own move")
        there.send("/ch/02/mix/fader", 0.2)
        self.other.start_daemon(wait="online")
        until(lambda: self.value("online") == "on", what="the DAW to speak again")
        until(lambda: -40 < self.level("track/2/fader") < -20, what="where its fader is")
        self.assertAlmostEqual(here.leaf("ch/02/mix/fader"), 0.5, delta=0.001)
        self.assertAlmostEqual(there.leaf("ch/01/mix/fader"), 0.5, delta=0.001)


class Surfaces(RoomTest):
    def refused(self, rig):
        self.room.rig.write_text(rig)
        words = [room.RECALLD, "--check", "--rig", str(self.room.rig), "--profiles", str(room.PROFILES)]
        checked = self.room.run("check", words)
        self.assertEqual(checked.ended(), 78)
        return checked.text()

    def test_a_role_that_a_profile_cannot_play_is_found_before_anything_is_opened(self):
        units = "units:\n  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1}%s}\n"
        self.assertIn("rig.yaml:2:", self.refused(units % ", role: surface"))
        self.assertIn("rig.yaml:3:15: no unit \"desk\" with role: surface", self.refused(units % "" + "daws: [{unit: desk, strips: desk ch/*}]\n"))


class Machine(RoomTest):
    """Machine control and timecode over raw MIDI in TCP; this file is the tape machine."""

    def start_tape(self):
        server = socket.socket()
        self.addCleanup(server.close)
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        server.settimeout(room.PATIENCE)
        self.room.rig.write_text(f"units: [{{name: tape, profile: daws/mmc, device: 5, link: {{kind: tcp, host: 127.0.0.1, port: {server.getsockname()[1]}}}}}]\n")
        self.room.start_daemon()
        peer = server.accept()[0]
        self.addCleanup(peer.close)
        peer.settimeout(room.PATIENCE)
        self.room.wait_online("tape")
        return peer

    def value(self, parameter):
        return self.room.ask("get", "tape", parameter)["values"][0]["value"]

    def test_what_it_commands_and_its_time_are_parameters(self):
        tape = self.start_tape()
        tape.sendall(bytes.fromhex("F0 7F 05 06 02 F7"))
        until(lambda: self.value("transport/play") == "on", what="play")
        tape.sendall(bytes.fromhex("F0 7F 7F 01 01 21 02 03 04 F7"))
        until(lambda: self.value("timecode") == '"01:02:03:04"', what="the place where it stands")
        self.assertEqual(self.value("timecode/rate"), "25")

    def test_play_stop_and_locate_are_verbs(self):
        tape = self.start_tape()
        running = self.room.ctl_running("transport", "tape", "play", "--json")
        self.assertEqual(tape.recv(100), bytes.fromhex("F0 7F 05 06 02 F7"))
        tape.sendall(bytes.fromhex("F0 7F 05 06 02 F7"))  # a machine that says what it does
        self.assertEqual(running.ended(), 0, running.text())
        # one that says nothing is not believed to do it
        self.assertFalse(self.room.ask("transport", "tape", "stop", check=3)["verified"])
        self.assertEqual(tape.recv(100), bytes.fromhex("F0 7F 05 06 01 F7"))
        self.room.ctl("transport", "tape", "locate", "01:02:03:04", check=3)
        self.assertEqual(tape.recv(100), bytes.fromhex("F0 7F 05 06 44 06 01 61 02 03 04 00 F7"))
        self.assertIn("01:02:03:04", self.room.ctl("transport", "tape", "locate", "soon", check=64).err)
        self.assertIn("needs a time", self.room.ctl("transport", "tape", "locate", check=64).err)


if __name__ == "__main__":
    unittest.main()
