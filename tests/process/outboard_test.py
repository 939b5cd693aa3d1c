"""MIDI outboard beside a desk: one capture, one plan, one recall, one report, one undo; and a dump that a person starts."""

import re
import socket
import threading
import unittest

import room
from room import RoomTest, until

REVERB, MIXER, ARMED = "outboard/lexicon-pcm80", "outboard/yamaha-96-parameters", "outboard/bricasti-m7"


class FrontPanel:
    """A box that never answers: it sends its dump when somebody starts it, and keeps what it hears."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port, self.heard, self.host = self.server.getsockname()[1], b"", None
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        try:
            self.host, _ = self.server.accept()
            while data := self.host.recv(65536):
                self.heard += data
        except OSError:
            pass

    def start_dump(self, dump):
        until(lambda: self.host, what="the daemon to open the port")
        self.host.sendall(dump)

    def close(self):
        for each in (self.host, self.server):
            if each:
                each.close()


class Outboard(RoomTest):
    def start_box(self, profile):
        box = self.room.run("box", [room.RECALLD, "--simulate", profile, "--profiles", str(room.PROFILES), "--listen", "127.0.0.1:0"])
        until(lambda: "simulated on" in box.text() or not box.alive(), what="the box to start")
        return int(re.search(r"simulated on 127\.0\.0\.1:(\d+)", box.text()).group(1))

    def start_with(self, *boxes):
        """A desk and boxes {name, profile, port} on raw MIDI over TCP; returns an OSC client of the desk."""
        desk = self.room.start_desk()
        lines = [f"  - {{name: desk, profile: {desk.profile}, link: {{kind: udp, host: 127.0.0.1, port: {desk.port}}}}}"]
        lines += [f"  - {{name: {name}, profile: {profile}, link: {{kind: tcp, host: 127.0.0.1, port: {port}}}}}" for name, profile, port in boxes]
        self.room.rig.write_text("units:\n" + "\n".join(lines) + "\n")
        self.room.start_daemon()
        self.room.wait_online("desk", *(name for name, *_ in boxes))
        return self.room.osc()

    def test_outboard_is_recalled_with_the_desk(self):
        osc = self.start_with(("verb", REVERB, self.start_box(REVERB)), ("keys", MIXER, self.start_box(MIXER)))
        captured = self.room.ask("capture", "Night Train", "Mix 3")
        self.assertEqual({unit["unit"]: unit["silent"] for unit in captured["units"]}, {"desk": [], "keys": [], "verb": []})
        self.assertEqual({unit["unit"]: unit["recall"] for unit in captured["units"]}, {"desk": "parameter", "keys": "parameter", "verb": "dump"})
        self.assertEqual(self.room.ask("diff", "Night Train/Mix 3", "live")["differences"], [])   # volatile bytes differ, the program does not

        osc.write({"ch/03/mix/fader": 0.5})
        was = self.room.ask("get", "keys", "ch/05/mix/fader")["values"][0]["native"]
        self.room.ctl("set", "keys", "ch/05/mix/fader", str((was + 100) % 1024), check=0)
        disturbed = self.room.ask("diff", "Night Train/Mix 3", "live")["differences"]
        self.assertEqual({found["unit"] for found in disturbed}, {"desk", "keys"})

        self.room.ctl("recall", "Night Train/Mix 3", "--yes", "--allow", "all", check=0)
        self.assertEqual(self.room.ask("diff", "Night Train/Mix 3", "live")["differences"], [])
        self.room.ctl("undo", "--yes", "--allow", "all", check=0)
        self.assertEqual(self.room.ask("get", "keys", "ch/05/mix/fader")["values"][0]["native"], (was + 100) % 1024)

    def test_a_dump_that_a_person_starts_is_waited_for_and_goes_back_blind(self):
        panel = FrontPanel()
        self.addCleanup(panel.close)
        self.start_with(("room", ARMED, panel.port))
        dump = bytes([0xF0, 0x00, 0x20, 0x5A, *(n % 100 for n in range(900)), 0xF7])
        capture = self.room.ctl_running("capture", "Night Train", "Mix 1", "--scope", "room")
        until(lambda: "PROG" in capture.text() or not capture.alive(), what="capture to say what hands are to do")
        panel.start_dump(dump)
        self.assertEqual(capture.ended(), 0, capture.text())

        answer = self.room.ctl("recall", "Night Train/Mix 1", "--yes", "--allow", "all", "--scope", "room")
        until(lambda: dump in panel.heard, what="the dump to come back")
        self.assertIn("blind", answer.out + answer.err)   # the report does not flatter

    def test_a_box_that_is_not_there_is_named(self):
        desk = self.room.start_desk()
        self.room.rig.write_text(f"units:\n  - {{name: desk, profile: {desk.profile}, link: {{kind: udp, host: 127.0.0.1, port: {desk.port}}}}}\n"
                                 f"  - {{name: verb, profile: {REVERB}, link: {{kind: tcp, host: 127.0.0.1, port: 9}}}}\n")
        self.room.start_daemon()
        self.room.wait_online("desk")
        answer = self.room.ctl("capture", "Night Train", "Mix 1", "--scope", "verb")
        self.assertNotEqual(answer.code, 0)
        self.assertIn("verb", answer.out + answer.err)

    def test_wrong_places_are_refused_with_their_place_in_the_file(self):
        self.room.rig.write_text("units:\n  - {name: verb, profile: outboard/yamaha-spx2000, link: {kind: tcp, host: 127.0.0.1, port: 9}, device: 99}\n")
        checked = self.room.run("check", [*self.room.daemon_words(), "--check"])
        self.assertEqual(checked.ended(), 78)
        self.assertIn("99", checked.text())
        self.assertRegex(checked.text(), r"rig\.yaml:2:\d+")


if __name__ == "__main__":
    unittest.main(verbosity=2)
