"""recalld on ALSA for real: what is said when there is none, ports, a fader box behind a port of the kernel, hot plug, virtual ports.

Runs as the only program of a virtual machine, see run; loads and unloads sound drivers as it goes. The box and the room are those of
tests/process: here the box holds the raw end of a virtual MIDI port (VirMIDI), and the daemon the sequencer's end.
"""

import os
import pathlib
import re
import select
import stat
import subprocess
import sys
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/process"))

import hands_test  # noqa: E402
import room  # noqa: E402
from hands_test import HIGHEST, raw  # noqa: E402
from room import RoomTest, until  # noqa: E402

SOUND = pathlib.Path("/dev/snd")
DRIVER = pathlib.Path("/sys/bus/platform/drivers/snd_virmidi")
LOADER = pathlib.Path("/proc/sys/kernel/modprobe")
NO_JACK = {"JACK_DEFAULT_SERVER": "recalld-nowhere"}
LINK_TESTS = ROOT / "build/release/tests/link_tests"
GREETING = "System exclusive           F0 00 00 66 14 00 F7"  # as aseqdump prints it
LONG_SYSEX = bytes([0xF0, 0x7D]) + bytes(i * i % 127 for i in range(20_000)) + bytes([0xF7])


def run(*words):
    result = subprocess.run(words, capture_output=True, text=True, timeout=room.PATIENCE)
    assert result.returncode == 0, f"{words} ended with {result.returncode}: {result.stdout}{result.stderr}"
    return result.stdout


def plug_in():
    """The card's sequencer and raw ports appear, as those of a USB box do."""
    (DRIVER / "bind").write_text("snd_virmidi.0")


def pull():
    """Whoever has the card open is thrown out."""
    (DRIVER / "unbind").write_text("snd_virmidi.0")


def load_sound():
    if not DRIVER.exists():
        run("modprobe", "snd-virmidi", "midi_devs=2")
        run("modprobe", "snd-seq-dummy")


class RawBox(hands_test.Box):
    """The same box on a raw MIDI port, where a status byte that was the last one, too, may be left out."""

    def __init__(self, device=0):
        self.rest, self.status, self.count, self.over = b"", 0, 0, threading.Event()
        self.dark()
        self.port = os.open(SOUND / f"midiC0D{device}", os.O_RDWR)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while not self.over.is_set():
            if not select.select([self.port], [], [], 0.1)[0]:
                continue
            try:
                self.rest += self.spelled_out(os.read(self.port, 65536))
            except OSError:  # pulled out
                break
            self.read()
        os.close(self.port)

    def spelled_out(self, data):
        out = bytearray()
        for byte in data:
            is_data = byte < 0x80
            if not is_data:
                self.status, self.count = byte, 0
            elif self.status < 0xF0 and self.count == (1 if self.status & 0xF0 in (0xC0, 0xD0) else 2):
                out.append(self.status)
                self.count = 0
            self.count += is_data
            out.append(byte)
        return bytes(out)

    def send(self, data):
        while data:
            data = data[os.write(self.port, data) :]

    def close(self):
        self.over.set()
        self.thread.join(5)


class SoundTest(RoomTest):
    remark = ""

    def write_rig(self, link):
        self.room.rig.write_text(
            "units:\n"
            f"  - {{name: desk, profile: {room.X32}, link: {{kind: udp, host: 127.0.0.1, port: {self.room.desks['desk'].port}}}}}\n"
            f"  - {{name: left, profile: surfaces/x-touch, link: {{kind: midi, {link}}}}}\n"
            "banks: [{name: mix, surfaces: [left], strips: desk ch/*, master: desk main/st}]\n"
        )

    def start_with(self, link):
        """A console whose faders stand in the middle, and a daemon that has read it; a client of the console."""
        self.room.start_desk()
        self.write_rig(link)
        osc = self.room.osc()
        for n in range(1, 33):
            osc.send(f"/ch/{n:02}/mix/fader", 0.5)
            osc.send(f"/ch/{n:02}/config/name", f"In {n}")
        osc.leaf("ch/32/config/name")
        self.room.start_daemon(wait="online", environment=NO_JACK)
        return osc

    def surface(self):
        return self.room.http("units")[1]["result"]["surfaces"][0]

    def is_shown(self, box):
        return box.name(0) == "In 1" and box.name(7) == "In 8" and len(box.faders) == 9

    def ports(self):
        return self.room.ctl("midi", "ports", check=0).out

    def box(self, device=0):
        box = RawBox(device)
        self.addCleanup(box.close)
        return box


class WithoutSound(SoundTest):
    """Before a driver is loaded; the last check loads them."""

    def test_1_the_unit_says_what_is_missing_and_the_console_is_served(self):
        self.assertFalse(SOUND.exists())
        self.start_with("port: VirMIDI 0-0, api: alsa")
        why = "this machine has no ALSA sequencer (/dev/snd/seq is missing)"
        until(lambda: why in self.surface()["note"], what="the note at the unit")
        self.assertFalse(self.surface()["online"])
        self.assertIn("no MIDI ports\nalsa: " + why, self.ports())
        self.assertIn(why, self.room.ctl("midi", "monitor", "alsa:VirMIDI 0-0", check=5).err)
        self.assertEqual(self.room.daemon.text().count(why), 1)
        self.assertIn("left: this machine has no ALSA", self.room.daemon.text())

    def test_2_a_link_says_what_is_missing(self):
        self.assertIn("All tests passed", run(LINK_TESTS, "a machine without ALSA is told in words"))

    def test_3_a_node_without_its_driver_is_told_once(self):
        """As on a machine whose device nodes are made at start and whose kernel has no sequencer."""
        loader = LOADER.read_text()
        LOADER.write_text("\n")  # nothing is loaded for who opens the node
        self.addCleanup(LOADER.write_text, loader)
        SOUND.mkdir()
        os.mknod(SOUND / "seq", 0o660 | stat.S_IFCHR, os.makedev(116, 1))
        self.addCleanup(SOUND.rmdir)
        self.addCleanup((SOUND / "seq").unlink)
        self.start_with("port: VirMIDI 0-0, api: alsa")
        why = "the ALSA sequencer (/dev/snd/seq) cannot be opened: No such device"
        until(lambda: why in self.surface()["note"], what="the note at the unit")
        self.assertIn("no MIDI ports\nalsa: " + why, self.ports())
        self.assertNotIn("MidiInAlsa", self.room.daemon.text())
        self.assertEqual(self.room.daemon.text().count(why), 1)

    def test_4_drivers_that_come_later_are_found(self):
        self.start_with("port: VirMIDI 0-0, api: alsa")
        load_sound()
        since = time.monotonic()
        box = self.box()
        until(lambda: self.surface()["online"], what="the unit to find its port")
        self.remark = f"greeted {time.monotonic() - since:.1f} s after the driver"
        until(lambda: self.is_shown(box), what="the box to show the strips")


class Ports(SoundTest):
    def test_the_list_names_the_ports_of_the_kernel_in_both_directions(self):
        self.start_with("port: VirMIDI 0-0, api: alsa")
        until(lambda: self.surface()["note"] == "nothing heard from it yet", what="the port to be opened")
        lines = [line.split(None, 2) for line in self.ports().splitlines()]
        for name in ("Virtual Raw MIDI 0-0:VirMIDI 0-0 16:0", "Virtual Raw MIDI 0-1:VirMIDI 0-1 17:0", "Midi Through:Midi Through Port-0 14:0"):
            for direction in ("in", "out"):
                self.assertIn(["alsa", direction, name], lines)

    def test_a_port_that_is_not_there_is_told_with_those_that_are(self):
        self.start_with("port: organ, api: alsa")
        until(lambda: self.surface()["note"].startswith('ALSA: there is no port "organ"; there are "'), what="the note")
        self.assertIn('"Virtual Raw MIDI 0-0:VirMIDI 0-0 16:0"', self.surface()["note"])

    def test_a_name_that_fits_two_ports_is_refused(self):
        self.start_with("port: VirMIDI, api: alsa")
        until(lambda: '"VirMIDI" could be "Virtual Raw MIDI 0-0' in self.surface()["note"], what="the note")


class FaderBox(SoundTest):
    """Hands and motors over the kernel's sequencer."""

    def desk_and_box(self, link="port: VirMIDI 0-0"):
        box = self.box()
        osc = self.start_with(link)
        until(lambda: self.is_shown(box), what="the box to show eight strips")
        return osc, box

    def is_at(self, box, strip, wire):
        return abs(box.faders.get(strip, -99) - raw(wire)) <= 32

    def fader(self, name):
        return self.room.ask("get", "desk", name)["values"][0]["value"]

    def test_a_touched_fader_moves_the_console(self):
        osc, box = self.desk_and_box("port: VirMIDI 0-0, api: alsa")
        box.touch(0)
        box.move(0, raw(0.75))
        until(lambda: abs(osc.leaf("ch/01/mix/fader") - 0.75) < 0.001, what="the console's fader to follow")
        until(lambda: self.fader("ch/01/mix/fader") == "0.0 dB", what="recallctl get to say so")
        until(lambda: "0.0" in box.value(0), what="the value in the display")
        self.assertEqual(box.odd, [])

    def test_a_fader_of_the_console_moves_a_motor(self):
        _, box = self.desk_and_box()
        self.room.ctl("set", "desk", "ch/02/mix/fader", "0 dB", check=0)
        until(lambda: self.is_at(box, 1, 0.75), what="the motor to follow")

    def test_two_thousand_positions_in_a_row_end_where_the_hand_did(self):
        osc, box = self.desk_and_box()
        box.touch(0)
        for position in range(0, HIGHEST + 1, 8):
            box.move(0, position)
        box.move(0, HIGHEST)
        box.touch(0, False)
        until(lambda: osc.leaf("ch/01/mix/fader") > 0.999, what="the last of two thousand positions")
        until(lambda: self.is_at(box, 0, 1.0), what="the motor at the top")

    def test_a_recall_moves_all_motors(self):
        osc, box = self.desk_and_box()
        self.room.ask("capture", "Song", "One")
        for n in range(1, 9):
            osc.send(f"/ch/{n:02}/mix/fader", 0.1)
        until(lambda: all(self.is_at(box, strip, 0.1) for strip in range(8)), what="the motors to follow")
        self.room.ask("recall", "Song/One", "--allow", "all")
        until(lambda: all(self.is_at(box, strip, 0.5) for strip in range(8)), what="the motors to go back")

    def test_when_the_daemon_ends_the_box_is_dark(self):
        _, box = self.desk_and_box()
        self.assertEqual(self.room.end_daemon(), 0)
        until(lambda: box.name(0) == "", what="the letters to go out")

    def test_a_long_sysex_arrives_whole(self):
        """Seen by the monitor, and byte for byte by the tape."""
        tapes, words = self.room.folder / "tapes", self.room.daemon_words
        tapes.mkdir()
        self.room.daemon_words = lambda **more: words(**more) + ["--record", str(tapes)]
        _, box = self.desk_and_box()
        watcher = self.room.ctl_running("midi", "monitor", "alsa:VirMIDI 0-0")
        until(lambda: box.press(0x36) or "note on 54" in watcher.text(), what="the monitor to listen", between=0.1)
        box.send(LONG_SYSEX)
        until(lambda: f"sysex, {len(LONG_SYSEX)} bytes: F0 7D 00 01 04 09" in watcher.text(), what="the monitor to show the message")
        wanted = LONG_SYSEX.hex(" ")
        until(lambda: any(wanted in tape.read_text() for tape in tapes.glob("*left*")), what="the message on the tape")
        box.touch(0)
        until(lambda: self.surface()["online"], what="the box to be served as before")


class HotPlug(SoundTest):
    def test_a_box_that_was_pulled_is_found_again(self):
        box = self.box()
        self.start_with("port: VirMIDI 0-0, api: alsa")
        until(lambda: self.is_shown(box), what="the box to show eight strips")
        pulled = time.monotonic()
        pull()
        until(lambda: 'no port "VirMIDI 0-0"' in self.surface()["note"], what="the unit to miss its port")
        missed = time.monotonic() - pulled
        self.assertIn('left: gone: port "Virtual Raw MIDI 0-0:VirMIDI 0-0 16:0" is gone', self.room.daemon.text())
        box.close()
        plugged = time.monotonic()
        plug_in()
        box = self.box()
        until(lambda: self.surface()["online"], what="the unit to find it")
        found = time.monotonic() - plugged
        until(lambda: self.is_shown(box), what="everything to be shown again")
        self.remark = f"missed after {missed:.1f} s, found {found:.1f} s after it came, shown after {time.monotonic() - plugged:.1f} s"

    def test_a_program_that_ends_and_comes_back(self):
        """Its ports have another number every time."""

        def program():
            one = self.room.run("aseqdump", ["aseqdump"])
            until(lambda: "'aseqdump'" in run("aconnect", "-l"), what="the program's port")
            return one

        first = program()
        self.start_with("port: aseqdump, api: alsa")
        until(lambda: GREETING in first.text(), what="the program to be greeted")
        first.end()
        until(lambda: "no port" in self.surface()["note"], what="the unit to miss it")
        second = program()
        until(lambda: GREETING in second.text(), what="the program to be greeted again")


class VirtualPorts(SoundTest):
    def clients(self):
        """{port name: "client:port"} of ports that recalld made."""
        found = {}
        for block in re.split(r"^client ", run("aconnect", "-l"), flags=re.M)[1:]:
            client, rest = block.split(":", 1)
            if "'recalld'" in rest.splitlines()[0]:
                found.update({name.strip(): f"{client}:{port}" for port, name in re.findall(r"^ +(\d+) '([^']*)'", rest, flags=re.M)})
        return found

    def test_others_see_our_port_and_join_it(self):
        box = self.box(1)
        osc = self.start_with("port: Desk Remote, virtual: true, api: alsa")
        mine = until(lambda: (found := self.clients()) and len(found) == 2 and found, what="the two ports in the list of ALSA")
        self.assertEqual(set(mine), {"Desk Remote in", "Desk Remote out"})
        listed = self.ports()
        for direction, name in (("in", "Desk Remote out"), ("out", "Desk Remote in")):
            self.assertRegex(listed, f"alsa +{direction} +recalld:{name} {mine[name]} +ours")
        run("aconnect", "17:0", mine["Desk Remote in"])
        run("aconnect", mine["Desk Remote out"], "17:0")
        until(lambda: self.is_shown(box), what="the box behind the virtual port to be shown")
        box.touch(0)
        box.move(0, raw(0.75))
        until(lambda: abs(osc.leaf("ch/01/mix/fader") - 0.75) < 0.001, what="the console's fader to follow")

    def test_it_survives_that_the_other_end_goes(self):
        self.start_with("port: Desk Remote, virtual: true, api: alsa")
        until(lambda: len(self.clients()) == 2, what="the two ports")
        dump = self.room.run("aseqdump", ["aseqdump", "-p", self.clients()["Desk Remote out"]])
        until(lambda: GREETING in dump.text(), what="a greeting")
        dump.end()
        box = self.box(1)
        run("aconnect", "17:0", self.clients()["Desk Remote in"])
        run("aconnect", self.clients()["Desk Remote out"], "17:0")
        until(lambda: self.is_shown(box), what="the next one to be shown")


class Links(unittest.TestCase):
    remark = ""

    def test_the_links_own_tests_over_alsa(self):
        told = run(LINK_TESTS, "*ALSA*")
        self.assertIn("All tests passed", told)
        self.assertNotIn("skipped", told)
        self.remark = told.strip().splitlines()[-1]


SUITES = [WithoutSound, Ports, FaderBox, HotPlug, VirtualPorts, Links]


class OneLineEach(unittest.TestResult):
    """Each check in a line as soon as it is over; why it failed below."""

    @staticmethod
    def words(test):
        name = re.sub(r"^test_(\d_)?", "", test.id().split(".")[-1])
        return name.replace("_", " ") + (f" ({test.remark})" if getattr(test, "remark", "") else "")

    def addSuccess(self, test):
        print("ok", self.words(test), flush=True)

    def failed(self, test, error):
        lines = self._exc_info_to_string(error, test).strip().splitlines()
        print("FAILED " + self.words(test), *lines, sep="\n    ", flush=True)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.failed(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.failed(test, error)


def main():
    wanted = (ROOT.parent / "checks").read_text().split("\n")
    result = OneLineEach()
    for suite in SUITES:
        if suite is not WithoutSound:
            load_sound()
        for test in unittest.defaultTestLoader.loadTestsFromTestCase(suite):
            if any(part in test.id() or part in OneLineEach.words(test) for part in wanted):
                test.run(result)
    print("the checks are over", flush=True)


if __name__ == "__main__":
    main()
