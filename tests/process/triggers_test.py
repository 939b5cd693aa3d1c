"""Buttons and DAWs from the outside: MIDI over JACK and over the network, OSC, the command line. What they set off happens on the desk."""

import os
import signal
import socket
import unittest

import jack
import room
from room import RoomTest, until

GROUP, FIRST_PORT = "225.0.0.37", 21928
PORT = room.ipmidi_port()
MACROS = """macros:
  - {name: keep, steps: [{capture: {session: Song, version: "$1"}}]}
  - {name: back, steps: [{recall: {session: Song, version: "Mix $program"}}, {log: {text: "back at $program"}}]}
  - {name: table, versions: {7: Mix 3}, steps: [{recall: {session: Song, version: "$version"}}]}
"""


def multicast_works():
    try:
        with NetworkMidi() as one, NetworkMidi() as other:
            one.say("FE")
            other.socket.settimeout(2)
            return other.socket.recv(10) == b"\xfe"
    except OSError:
        return False


class NetworkMidi:
    """Somebody who speaks and hears ipMIDI on this machine."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind((GROUP, FIRST_PORT + PORT - 1))
        self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(GROUP) + socket.inet_aton("127.0.0.1"))
        self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
        self.socket.setblocking(False)
        self.said, self.packets = [], []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def say(self, text):
        self.said.append(bytes.fromhex(text))
        self.socket.sendto(self.said[-1], (GROUP, FIRST_PORT + PORT - 1))

    @property
    def heard(self):
        """What others said: a member of the group hears himself, too."""
        while True:
            try:
                packet = self.socket.recv(65536)
            except BlockingIOError:
                return self.packets
            if packet in self.said:
                self.said.remove(packet)
            else:
                self.packets.append(packet)


class TriggersTest(RoomTest):
    def start_with(self, triggers, environment=None):
        self.room.start_desk()
        self.room.write_rig(MACROS + "triggers:\n" + triggers)
        self.room.start_daemon(wait="online", environment={"JACK_DEFAULT_SERVER": f"recalld-nowhere-{os.getpid()}", **(environment or {})})
        self.desk = self.room.osc()

    def keep_mix(self, number=3, leaf="ch/01/mix/fader", there=0.75, now=0.25):
        """A version, and the desk moved on since."""
        self.desk.send("/" + leaf, there)
        self.desk.leaf(leaf)
        self.room.ask("capture", "Song", f"Mix {number}")
        self.desk.send("/" + leaf, now)
        self.desk.leaf(leaf)

    def trigger(self, name):
        return next(one for one in self.room.ask("triggers")["triggers"] if one["trigger"] == name)

    def becomes(self, name, state):
        def there():
            found = self.trigger(name)
            return found if found["state"] == state else None

        return until(there, what=f"{name} to be {state}", between=0.05)

    def wait_for_port(self, name):
        until(lambda: self.trigger(name)["port"]["online"], what="the port of " + name, between=0.05)


@unittest.skipUnless(multicast_works(), "this machine carries no multicast on loopback")
class OverTheNetwork(TriggersTest):
    def setUp(self):
        super().setUp()
        self.button = NetworkMidi()
        self.addCleanup(self.button.socket.close)

    def test_a_program_change_recalls_a_version(self):
        self.start_with(f"  - {{name: daw, midi: {{ipmidi: {PORT}}}, when: {{program: any, bank: 0}}, macro: back, feedback: {{note: 60}}}}\n")
        self.keep_mix(3)
        self.wait_for_port("daw")
        self.button.say("C0 03")
        done = self.becomes("daw", "done")
        self.assertRegex(done["words"], r"recall: 1 written, \d+ matched; log")
        self.assertAlmostEqual(self.desk.leaf("ch/01/mix/fader"), 0.75, delta=0.001)
        until(lambda: len(self.button.heard) >= 3, what="the lights")
        self.assertEqual([packet.hex() for packet in self.button.heard], ["903c01", "903c40", "903c7f"])
        self.assertEqual(self.room.ask("reports")["total"], 1)

    def test_a_double_fire_runs_once_and_velocity_0_never(self):
        self.start_with(f"  - {{name: foot, midi: {{ipmidi: {PORT}}}, when: {{note: 60}}, macro: keep, arguments: [Mix 1], once_within: 1 min}}\n"
                        f"  - {{name: mark, midi: {{ipmidi: {PORT}}}, when: {{note: 61}}, macro: keep, arguments: [Mark]}}\n")
        self.wait_for_port("foot")
        for message in ("90 3C 00", "80 3C 40", "90 3C 00"):
            self.button.say(message)
        self.button.say("90 3D 40")  # what came before it was heard before it
        self.becomes("mark", "done")
        self.assertEqual(self.trigger("foot")["state"], "idle")
        for _ in range(6):
            self.button.say("90 3C 7F")
            self.button.say("90 3C 00")
        self.becomes("foot", "done")
        self.button.say("90 3C 7F")
        answer = self.room.ask("trigger", "foot")
        self.assertEqual(answer["state"], "ignored")
        names = [version["version"] for version in self.room.ask("versions", "Song")["versions"]]
        self.assertEqual(sorted(names), ["Mark", "Mix 1"])

    def test_a_hazard_needs_the_second_press_and_who_is_disarmed_does_nothing(self):
        self.start_with(f"  - {{name: daw, midi: {{ipmidi: {PORT}}}, when: {{program: 7}}, macro: table, once_within: 1 ms, debounce: 1 ms, feedback: {{controller: 9, channel: 2}}}}\n")
        self.keep_mix(3, leaf="ch/01/mix/on", there=1, now=0)
        self.wait_for_port("daw")
        self.room.ask("disarm", "daw")
        self.button.say("C0 07")
        self.assertIn("is disarmed", self.becomes("daw", "refused")["words"])
        self.room.ask("arm", "all")
        self.button.say("C0 07")
        refused = until(lambda: (lambda one: one if one["confirm"] else None)(self.trigger("daw")), what="the refusal", between=0.05)
        self.assertIn("unmute", refused["words"])
        self.assertEqual(self.desk.leaf("ch/01/mix/on"), 0)
        self.button.say("C0 07")
        self.becomes("daw", "done")
        self.assertEqual(self.desk.leaf("ch/01/mix/on"), 1)
        until(lambda: len(self.button.heard) >= 7, what="the lights")
        self.assertEqual([packet[2] for packet in self.button.heard], [5, 1, 64, 5, 1, 64, 127])
        self.assertTrue(all(packet[:2] == b"\xb1\x09" for packet in self.button.heard))

    def test_machine_control_and_a_rig_that_is_read_again(self):
        self.start_with(f"  - {{name: tape, midi: {{ipmidi: {PORT}}}, when: {{machine: play}}, macro: keep, arguments: [Take]}}\n")
        self.wait_for_port("tape")
        self.button.say("F0 7F 7F 06 02 F7")
        self.becomes("tape", "done")
        self.room.write_rig(MACROS + f"triggers:\n  - {{name: other, midi: {{ipmidi: {PORT}}}, when: {{sysex: \"F0 43 .. F7\"}}, macro: keep, arguments: [Dump]}}\n")
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "other" in self.room.ctl("triggers").out, what="the new rig")
        self.wait_for_port("other")
        self.button.say("F0 43 10 F7")
        self.becomes("other", "done")
        self.assertEqual(self.room.ask("versions", "Song")["total"], 2)


@unittest.skipUnless(jack.is_here(), "jackd is not installed")
class OverJack(TriggersTest):
    def test_a_program_change_from_a_daw_recalls_a_version(self):
        server = jack.Server()
        self.addCleanup(server.close)
        daw = jack.Client(server)
        self.addCleanup(daw.close)
        self.start_with("  - {name: daw recall, midi: {port: recalld triggers, virtual: true, api: jack}, when: {program: any}, macro: back, feedback: {note: 60, channel: 16}}\n",
                        environment=server.environment)
        self.keep_mix(5)
        self.wait_for_port("daw recall")
        daw.join("recalld triggers")
        daw.say("C0 05")
        self.becomes("daw recall", "done")
        self.assertAlmostEqual(self.desk.leaf("ch/01/mix/fader"), 0.75, delta=0.001)
        until(lambda: len(daw.heard) >= 3, what="the lights")
        self.assertEqual([message.hex() for message in daw.heard], ["9f3c01", "9f3c40", "9f3c7f"])
        self.addCleanup(self.room.close)  # before the server


class ByHand(TriggersTest):
    def test_macros_and_triggers_on_the_command_line(self):
        self.start_with("  - {name: by hand, macro: keep, once_within: 1 ms}\n")
        self.keep_mix(3)
        self.assertIn("by hand", self.room.ctl("triggers", check=0).out)
        self.assertIn("never", self.room.ctl("triggers", check=0).out)
        self.assertIn("capture session=Song version=$1", self.room.ctl("macros", check=0).out)
        shown = self.room.ctl("trigger", "by hand", "Mix 8", check=0).out
        self.assertIn("by hand: done: capture: Song/Mix 8, take 1", shown)
        self.assertIn("$1 is missing", self.room.ctl("trigger", "by hand", check=64).err)
        self.assertIn('did you mean "by hand"', self.room.ctl("trigger", "by hnd", check=64).err)
        self.room.ctl("disarm", "by hand", check=0)
        self.assertIn("is disarmed", self.room.ctl("trigger", "by hand", "Mix 9", check=4).err)
        self.assertIn("would capture", self.room.ctl("macro", "keep", "Mix 9", "--dry-run", check=0).out)
        self.assertIn("there is no macro", self.room.ctl("macro", "keeep", check=64).err)
        self.assertEqual(self.room.ask("versions", "Song")["total"], 2)
        log = [entry["text"] for entry in self.room.http("entries")[1]["result"]["entries"]]
        self.assertTrue(any("capture Song/Mix 8" in text for text in log), log)

    def test_a_macro_with_a_hazard_says_what_it_is_and_is_allowed(self):
        self.start_with("  - {name: by hand, macro: table, arguments: [7], once_within: 1 ms}\n")
        self.keep_mix(3, leaf="ch/01/mix/on", there=1, now=0)
        refused = self.room.ctl("macro", "table", "7", check=4)
        self.assertIn("macro \"table\", step 1 of 1 (recall)", refused.err)
        self.assertIn("unmute", refused.err)
        self.assertEqual(self.desk.leaf("ch/01/mix/on"), 0)
        self.assertIn("fire it again within 30 s", self.room.ctl("trigger", "by hand", check=4).err)
        self.room.ctl("trigger", "by hand", check=0)
        self.assertEqual(self.desk.leaf("ch/01/mix/on"), 1)
        self.desk.send("/ch/01/mix/on", 0)
        self.desk.leaf("ch/01/mix/on")
        self.room.ctl("macro", "table", "7", "--allow", "unmute", check=0)
        self.assertEqual(self.desk.leaf("ch/01/mix/on"), 1)

    def test_a_rig_with_a_misspelt_verb_is_refused_with_its_place(self):
        self.room.start_desk()
        self.room.write_rig("macros:\n  - {name: keep, steps: [{captur: {session: Song, version: x}}]}\n")
        checked = self.room.run("check", [*self.room.daemon_words(), "--check"])
        self.assertEqual(checked.ended(), 78)
        self.assertRegex(checked.text(), r'rig\.yaml:4:27: there is no verb "captur"; did you mean "capture"\?')


if __name__ == "__main__":
    unittest.main()
