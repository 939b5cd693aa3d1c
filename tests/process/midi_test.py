"""MIDI from the outside: ports, monitor, --decode. None of it needs a sound card or a JACK server."""

import os
import pathlib
import socket
import subprocess
import unittest

import room
from room import RoomTest, until

GROUP, FIRST_PORT = "225.0.0.37", 21928
NO_JACK = {"JACK_DEFAULT_SERVER": f"recalld-nowhere-{os.getpid()}"}


def decode(*lines, language="mackie"):
    result = subprocess.run([room.existing(room.RECALLD), "--decode", language], input="\n".join(lines) + "\n", capture_output=True, text=True,
                            timeout=room.PATIENCE)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def multicast():
    """A socket that speaks ipMIDI on this machine."""
    speaker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    speaker.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
    return speaker


class Ports(RoomTest):
    def start_without_jack(self):
        self.room.start_desk()
        self.room.start_daemon(environment=NO_JACK)

    def test_a_machine_without_midi_says_why(self):
        self.start_without_jack()
        answer = self.room.ctl("midi", "ports", check=0)
        self.assertIn("jack: no JACK server is running", answer.out)
        missing = {one["system"]: one["why"] for one in self.room.ctl("midi", "ports", "--json", check=0).json["missing"]}
        self.assertIn("jack", missing)
        if not pathlib.Path("/dev/snd/seq").exists():
            self.assertIn("this machine has no ALSA sequencer (/dev/snd/seq is missing); JACK and network MIDI work without it", answer.out)
            self.assertIn("alsa", missing)
            self.assertIn("no MIDI ports", answer.out)

    def test_a_port_that_is_not_there(self):
        self.start_without_jack()
        answer = self.room.ctl("midi", "monitor", "organ", check=5)
        self.assertIn("no JACK server is running", answer.err)
        self.assertIn("is none of midi, mcu, hui, xctl", self.room.ctl("midi", "monitor", "ipmidi:1", "--as", "osc", check=64).err)
        self.assertIn("ipmidi:1 … ipmidi:64", self.room.ctl("midi", "monitor", "ipmidi:65", check=64).err)
        self.assertIn("neither surface nor host", self.room.ctl("midi", "monitor", "ipmidi:1", "--from", "desk", check=64).err)
        self.room.ctl("midi", "listen", check=64)
        self.room.ctl("midi", "monitor", check=64)

    def test_a_unit_on_a_port_that_is_not_there_does_not_stop_the_others(self):
        self.room.start_desk()
        port = self.room.desks["desk"].port
        self.room.rig.write_text(
            f"units:\n  - {{name: desk, profile: {room.X32}, link: {{kind: udp, host: 127.0.0.1, port: {port}}}}}\n"
            f"  - {{name: box, profile: {room.X32}, link: {{kind: midi, port: organ}}}}\n")
        self.room.start_daemon(environment=NO_JACK)
        self.room.wait_online("desk")
        box = until(lambda: self.room.units()["box"]["note"] and self.room.units()["box"], what="the note about the port")
        self.assertFalse(box["online"])
        self.assertIn("no JACK server is running", box["note"])


class Monitor(RoomTest):
    def test_what_comes_from_the_network_in_words(self):
        number = room.ipmidi_port()
        self.room.start_desk()
        self.room.start_daemon(environment=NO_JACK)
        watcher = self.room.run("monitor", [room.existing(room.RECALLCTL), "--socket", str(self.room.socket), "midi", "monitor", f"ipmidi:{number}", "--as", "mcu"])
        with multicast() as speaker:

            def heard():
                speaker.sendto(bytes.fromhex("90127f"), (GROUP, FIRST_PORT + number - 1))
                return "mute/3 pressed  90 12 7F" in watcher.text()

            until(heard, what="the button", between=0.1)
            speaker.sendto(bytes.fromhex("f0000066141200") + b"Kick   " + b"\xf7", (GROUP, FIRST_PORT + number - 1))
            until(lambda: 'text 0 "Kick   "' in watcher.text(), what="the text")


class Decode(unittest.TestCase):
    def test_mackie(self):
        self.assertEqual(decode("90 12 7F", "> 90 12 7F", "<90 12 00", "E2 00 60", "F0 00 00 66 14 12 38", "'Pan' F7", "xyz"),
                         ["mute/3 pressed", "light mute/3 on", "mute/3 released", "fader 3 to 12288", "…", 'text 56 "Pan"', "no hexadecimal bytes: xyz"])

    def test_other_languages(self):
        self.assertEqual(decode("B0 0F 02 B0 2F 42", language="hui"), ["mute/3 pressed"])
        self.assertEqual(decode("F0 00 20 32 58 54 00 F7", language="xctl"), ["is a host there?"])
        self.assertEqual(decode("90 3C 40 3E 41", language="midi"), ["ch 1 note on 60 velocity 64", "ch 1 note on 62 velocity 65"])


class Replay(RoomTest):
    def test_a_tape_of_a_surface(self):
        tape = self.room.folder / "surface.tape"
        tape.write_text("# Name: surface\n+0 < 90 12 7f\n+1500 > 90 12 7f\n")
        result = subprocess.run([room.existing(room.RECALLD), "--replay", str(tape), "--decode", "mcu"], capture_output=True, text=True, timeout=room.PATIENCE)
        self.assertEqual(result.stdout.split("\n"), ["       0.000 ms < mute/3 pressed", "       1.500 ms > light mute/3 on", ""])


if __name__ == "__main__":
    unittest.main()
