"""Hands on faders: a fader box that speaks Mackie Control over raw MIDI in TCP, a simulated console, and the daemon between them.

The box is this file's own, written from the published facts: it knows nothing of the C++ code.
"""

import select
import signal
import socket
import subprocess
import threading
import unittest

from room import PROFILES, RECALLD, RoomTest, until

HEADER = bytes([0xF0, 0x00, 0x00, 0x66, 0x14])
HIGHEST, UNITY = 15999, 0.7684  # what this box says at its upper end, and where its scale has 0 dB


def raw(wire):
    """The position of this box for a console's fader: unity is unity, and straight between the marks."""
    way = wire / 0.75 * UNITY if wire <= 0.75 else UNITY + (wire - 0.75) / 0.25 * (1 - UNITY)
    return round(way * HIGHEST)


class Box:
    """Eight motor faders and a master. Its server waits for the daemon; what it was told is kept as it would be shown."""

    def __init__(self):
        self.server = socket.socket()
        self.server.bind(("127.0.0.1", 0))
        self.server.listen(1)
        self.port = self.server.getsockname()[1]
        self.peer, self.rest, self.over = None, b"", threading.Event()
        self.dark()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def dark(self):
        self.faders, self.lights, self.rings = {}, {}, {}
        self.letters, self.colours, self.meters, self.odd = [" "] * 112, None, {}, []
        self.heard = 0

    def serve(self):
        while not self.over.is_set():
            sockets = [self.server] + ([self.peer] if self.peer else [])
            for ready in select.select(sockets, [], [], 0.1)[0]:
                if ready is self.server:
                    self.peer, self.rest = self.server.accept()[0], b""
                    continue
                data = self.peer.recv(65536)
                if not data:
                    self.peer.close()
                    self.peer = None
                    break
                self.rest += data
                self.read()

    def read(self):
        while self.rest:
            status = self.rest[0]
            if status == 0xF0:
                end = self.rest.find(b"\xf7")
                if end < 0:
                    return
                message, self.rest = self.rest[: end + 1], self.rest[end + 1 :]
            else:
                size = 2 if status & 0xF0 in (0xC0, 0xD0) else 3
                if len(self.rest) < size:
                    return
                message, self.rest = self.rest[:size], self.rest[size:]
            self.heard += 1
            self.obey(message)

    def obey(self, m):
        kind = m[0] & 0xF0
        if m.startswith(HEADER):
            command, body = m[5], m[6:-1]
            if command == 0x00:
                self.present()
            elif command == 0x12:
                for i, letter in enumerate(body[1:]):
                    self.letters[body[0] + i] = chr(letter)
            elif command == 0x72:
                self.colours = list(body)
        elif kind == 0xE0:
            self.faders[m[0] & 0x0F] = m[2] << 7 | m[1]
        elif m[0] == 0x90:
            self.lights[m[1]] = m[2]
        elif m[0] == 0xB0 and 0x30 <= m[1] < 0x38:
            self.rings[m[1] - 0x30] = m[2]
        elif m[0] == 0xD0:
            self.meters[m[1] >> 4] = m[1] & 0x0F
        elif m[0] == 0xB0 and 0x40 <= m[1] < 0x4C:
            pass
        elif not m.startswith(b"\xf0"):
            self.odd.append(m.hex())

    def present(self):
        self.send(HEADER + b"\x01SERIAL1\x57\x18\x61\x05\xf7")

    def send(self, data):
        self.peer.sendall(data)

    def close(self):
        self.over.set()
        self.thread.join(5)
        if self.peer:
            self.peer.close()
        self.server.close()

    # hands

    def touch(self, strip, on=True):
        self.send(bytes([0x90, 0x68 + strip, 0x7F if on else 0x00]))

    def move(self, strip, position):
        self.send(bytes([0xE0 | strip, position & 0x7F, position >> 7]))

    def press(self, note):
        self.send(bytes([0x90, note, 0x7F, 0x90, note, 0x00]))

    def turn(self, strip, ticks):
        self.send(bytes([0xB0, 0x10 + strip, ticks if ticks > 0 else 0x40 - ticks]))

    # what is shown

    def name(self, strip):
        return "".join(self.letters[strip * 7 : strip * 7 + 7]).strip()

    def value(self, strip):
        return "".join(self.letters[56 + strip * 7 : 56 + strip * 7 + 7]).strip()

    def light(self, note):
        return self.lights.get(note, 0)


class Hands(RoomTest):
    def desk_and_box(self, bank="strips: desk ch/*, master: desk main/st", **more):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.room.start_desk()
        desk = self.room.desks["desk"]
        self.room.rig.write_text(
            "units:\n"
            f"  - {{name: desk, profile: consoles/x32, link: {{kind: udp, host: 127.0.0.1, port: {desk.port}}}}}\n"
            f"  - {{name: left, profile: surfaces/x-touch, link: {{kind: tcp, host: 127.0.0.1, port: {self.box.port}}}}}\n"
            f"banks: [{{name: mix, surfaces: [left], {bank}}}]\n"
        )
        osc = self.room.osc()
        for n in range(1, 33):
            osc.send(f"/ch/{n:02}/mix/fader", 0.5)
            osc.send(f"/ch/{n:02}/config/name", f"In {n}")
        osc.send("/ch/03/config/color", 4)
        self.room.start_daemon(wait="online", **more)
        until(lambda: self.box.name(7) == "In 8" and len(self.box.faders) == 9, what="the box to show eight strips")
        return osc

    def is_at(self, strip, wire):
        """A motor is where the console's fader is, to a step of the box."""
        return abs(self.box.faders.get(strip, -99) - raw(wire)) <= 32

    def test_a_hand_moves_the_console_and_the_motor_follows_the_hand(self):
        osc = self.desk_and_box()
        self.box.touch(0)
        self.box.move(0, raw(0.75))
        until(lambda: abs(osc.leaf("ch/01/mix/fader") - 0.75) < 0.001, what="the console's fader to follow")
        until(lambda: self.is_at(0, 0.75), what="the motor to be told where the hand is")
        until(lambda: "0.0" in self.box.value(0), what="the value in the display")
        osc.send("/ch/01/mix/fader", 0.1)
        osc.leaf("ch/01/mix/fader")
        before = self.box.faders[0]
        osc.send("/ch/02/mix/fader", 0.2)  # when this one is shown, the other one would have been, too
        until(lambda: self.is_at(1, 0.2), what="the other fader to move")
        self.assertEqual(self.box.faders[0], before, "a motor pulled against a hand")
        self.box.touch(0, False)
        until(lambda: self.is_at(0, 0.1), what="the motor to go where the console stands")
        self.assertEqual(self.box.odd, [])

    def test_the_console_is_on_the_box(self):
        osc = self.desk_and_box()
        osc.send("/ch/02/mix/fader", 0.75)
        until(lambda: self.is_at(1, 0.75), what="the motor to follow the console")
        osc.send("/ch/02/mix/on", 0)
        until(lambda: self.box.light(0x11) == 0x7F, what="the mute light")
        osc.send("/ch/02/config/name", "Snare")
        until(lambda: self.box.name(1) == "Snare", what="the new name")
        until(lambda: self.box.colours and self.box.colours[2] == 4, what="the colour of the strip")
        until(lambda: self.box.meters.get(0, 0) > 0, what="levels on the first strip")

    def test_keys_of_the_strips_are_the_consoles(self):
        osc = self.desk_and_box()
        self.box.press(0x10)
        until(lambda: osc.leaf("ch/01/mix/on") == 0, what="the first strip to be muted")
        self.box.press(0x0A)
        until(lambda: osc.leaf("-stat/solosw/03") == 1, what="the third strip to be heard alone")
        solos = self.room.ask("get", "desk", "-stat/solosw/*")["values"]
        self.assertEqual([one["parameter"] for one in solos if one["value"] == "ON"], ["-stat/solosw/03"])
        self.assertEqual(len(solos), 80)
        self.box.press(0x1C)
        until(lambda: osc.leaf("-stat/selidx") == 4, what="the fifth strip to be selected")
        until(lambda: self.box.light(0x1C) == 0x7F, what="the select light")
        self.box.turn(0, 10)
        until(lambda: osc.leaf("ch/01/mix/pan") > 0.5, what="the pan to be turned")

    def test_banks_move_over_the_strips(self):
        osc = self.desk_and_box()
        self.box.press(0x2F)
        until(lambda: self.box.name(0) == "In 9", what="the second bank")
        self.box.touch(0)

        def follows():  # a hand that moves on; the first word may come too soon after the change of bank
            self.box.move(0, raw(0.75))
            return abs(osc.leaf("ch/09/mix/fader") - 0.75) < 0.001

        until(follows, what="the ninth fader to follow")
        self.assertAlmostEqual(osc.leaf("ch/01/mix/fader"), 0.5, delta=0.001)

    def test_a_recall_moves_the_motors_and_leaves_a_held_one_alone(self):
        osc = self.desk_and_box()
        self.room.ask("capture", "Song", "One")
        osc.send("/ch/01/mix/fader", 0.2)
        osc.send("/ch/02/mix/fader", 0.2)
        until(lambda: self.is_at(0, 0.2) and self.is_at(1, 0.2), what="the motors to follow")
        self.box.touch(1)
        self.box.move(1, raw(0.1))
        until(lambda: abs(osc.leaf("ch/02/mix/fader") - 0.1) < 0.002, what="the held fader")
        report = self.room.ask("recall", "Song/One", "--allow", "all", check=3)
        until(lambda: self.is_at(0, 0.5), what="the motor to go where the version was")
        self.assertAlmostEqual(osc.leaf("ch/02/mix/fader"), 0.1, delta=0.002)
        held = [detail for detail in report["details"] if detail["parameter"] == "ch/02/mix/fader"]
        self.assertEqual(len(held), 1)
        self.assertIn("hand", held[0]["why"])
        self.box.touch(1, False)
        self.room.ask("recall", "Song/One", "--allow", "all")
        until(lambda: self.is_at(1, 0.5), what="the motor that was held")

    def test_an_undo_that_a_hand_kept_from_being_whole_can_be_asked_again(self):
        osc = self.desk_and_box()
        self.room.ask("capture", "Song", "One")
        for channel in ("01", "02"):
            osc.send(f"/ch/{channel}/mix/fader", 0.2)
        until(lambda: self.is_at(0, 0.2) and self.is_at(1, 0.2), what="the motors to follow")
        self.room.ask("recall", "Song/One", "--allow", "all")
        until(lambda: self.is_at(1, 0.5), what="the motors to follow the recall")
        self.box.touch(1)
        self.box.move(1, raw(0.1))
        until(lambda: abs(osc.leaf("ch/02/mix/fader") - 0.1) < 0.002, what="the held fader")
        self.room.ask("undo", "--allow", "all", check=3)
        self.assertAlmostEqual(osc.leaf("ch/01/mix/fader"), 0.2, delta=0.002)
        self.assertAlmostEqual(osc.leaf("ch/02/mix/fader"), 0.1, delta=0.002)
        self.box.touch(1, False)
        self.room.ask("undo", "--allow", "all")
        self.assertAlmostEqual(osc.leaf("ch/02/mix/fader"), 0.2, delta=0.002)

    def test_a_box_that_restarts_is_shown_anew(self):
        self.desk_and_box()
        self.box.dark()

        def shown():  # the same greeting within a moment is one; boxes greet until they are heard
            if not self.box.name(0):
                self.box.present()
            return self.box.name(0) == "In 1" and len(self.box.faders) == 9

        until(shown, what="everything to be shown again", between=0.15)

    def test_a_cable_that_was_pulled_is_found_again(self):
        self.desk_and_box()
        self.box.dark()
        self.box.peer.shutdown(socket.SHUT_RDWR)
        until(lambda: self.box.name(0) == "In 1" and len(self.box.faders) == 9, what="the box to be found and shown")
        surfaces = self.room.http("units")[1]["result"]["surfaces"]
        self.assertTrue(surfaces[0]["online"])

    def test_a_rig_that_is_read_again_keeps_the_box(self):
        osc = self.desk_and_box()
        rig = self.room.rig.read_text()
        self.room.rig.write_text(rig.replace("strips: desk ch/*", "strips: desk ch/9-16"))
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: self.box.name(0) == "In 9", what="the other strips")
        osc.send("/ch/10/mix/fader", 0.75)
        until(lambda: self.is_at(1, 0.75), what="the motor to follow the console")
        self.room.rig.write_text(rig.replace("strips: desk ch/*", "strips: desk ch/77"))
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "ch/77" in self.room.daemon.text(), what="the daemon to say what is wrong")
        osc.send("/ch/10/mix/fader", 0.25)
        until(lambda: self.is_at(1, 0.25), what="the old rig to go on")

    def test_when_the_daemon_ends_the_box_is_dark(self):
        self.desk_and_box()
        self.room.end_daemon()
        until(lambda: self.box.name(0) == "", what="the letters to go out")

    def test_two_words_about_one_fader_a_millisecond(self):
        osc = self.desk_and_box()
        self.box.touch(0)
        for position in range(0, HIGHEST + 1, 8):
            self.box.move(0, position)
        self.box.move(0, HIGHEST)
        self.box.touch(0, False)
        until(lambda: osc.leaf("ch/01/mix/fader") > 0.999, what="the last of two thousand positions")
        until(lambda: self.is_at(0, 1.0), what="the motor at the top")

    def test_strips_that_do_not_exist_are_found_before_anything_is_opened(self):
        self.room.start_desk()
        self.room.rig.write_text(
            "units:\n"
            "  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1, port: 10023}}\n"
            "  - {name: left, profile: surfaces/mcu, link: {kind: tcp, host: 127.0.0.1, port: 9}}\n"
            "banks:\n"
            "  - {name: mix, surfaces: [left], strips: desk ch/33}\n"
        )
        words = [RECALLD, "--check", "--rig", str(self.room.rig), "--profiles", str(PROFILES)]
        result = subprocess.run(words, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 78)
        self.assertIn("rig.yaml:5:43: \"desk ch/33\" names no strip", result.stderr + result.stdout)


if __name__ == "__main__":
    unittest.main()
