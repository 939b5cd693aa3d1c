"""Rude input on the port of a fader box: floods, an endless SysEx, a port that hands back what it is sent, two boxes in one port."""

import os
import pathlib
import socket
import subprocess
import threading
import unittest

import hands_test
from room import PROFILES, RECALLD, RoomTest, until


class Loop:
    """A port at which nobody is: it hands back whatever comes."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.peers, self.handed_back = [], 0
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        try:
            while True:
                peer = self.server.accept()[0]
                self.peers.append(peer)
                while data := peer.recv(65536):
                    self.handed_back += len(data)
                    peer.sendall(data)
        except OSError:
            pass  # closed

    def close(self):
        for one in [*self.peers, self.server]:
            one.close()


class RudeHands(RoomTest):
    desk_and_box, is_at = hands_test.Hands.desk_and_box, hands_test.Hands.is_at

    def resident_mb(self):
        status = pathlib.Path(f"/proc/{self.room.daemon.popen.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024

    def flood(self, data):
        """Sends all of it as fast as it is taken; the daemon answers others meanwhile."""
        sender = threading.Thread(target=self.box.send, args=(data,))
        sender.start()
        answers = 0
        while sender.is_alive() or not answers:
            self.assertEqual(self.room.http("status")[0], 200)
            answers += 1
        sender.join()

    def test_floods_are_lived_through_and_the_last_word_counts(self):
        options = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=4"  # what is freed is to be free
        osc = self.desk_and_box(environment={"ASAN_OPTIONS": options})
        faders = b"".join(bytes([0xE0, n & 0x7F, n >> 7]) for n in range(0, hands_test.HIGHEST, 8)) * 50  # 100,000 messages
        nonsense = bytes([0xA0, 0x01, 0x02, 0xF4, 0x33, 0xC0, 0x05]) * 30000
        endless = b"\xf0\x00\x00\x66\x14" + b"\x11" * 3_000_000
        self.box.touch(0)
        for data in (faders, nonsense, endless):
            self.flood(data)
        self.box.move(0, hands_test.raw(0.75))
        until(lambda: abs(osc.leaf("ch/01/mix/fader") - 0.75) < 0.001, what="the last position")
        before = self.resident_mb()
        for data in (faders, nonsense, endless) * 3:
            self.flood(data)
        self.box.move(0, hands_test.HIGHEST)
        until(lambda: osc.leaf("ch/01/mix/fader") > 0.999, what="the last position of all")
        until(lambda: self.is_at(0, 1.0), what="the motor to be told where the hand is")
        self.assertLess(self.resident_mb() - before, 40, "memory grows with every flood")

    def test_a_port_that_hands_everything_back_is_named_and_moves_nothing(self):
        loop = Loop()
        self.addCleanup(loop.close)
        self.room.start_desk()
        self.room.rig.write_text(
            "units:\n"
            f"  - {{name: desk, profile: consoles/x32, link: {{kind: udp, host: 127.0.0.1, port: {self.room.desks['desk'].port}}}}}\n"
            f"  - {{name: left, profile: surfaces/bcf2000, link: {{kind: tcp, host: 127.0.0.1, port: {loop.port}}}}}\n"
            "banks: [{name: mix, surfaces: [left], strips: desk ch/*}]\n"
        )
        osc = self.room.osc()
        for n in range(1, 9):
            osc.send(f"/ch/{n:02}/mix/on", 0)  # their lights are lit, which is how a press of the key sounds
            osc.send(f"/ch/{n:02}/mix/fader", 0.5)
        self.room.start_daemon(wait="online")
        until(lambda: "the port is a loop" in self.room.http("units")[1]["result"]["surfaces"][0]["note"], what="the loop to be named")
        self.assertIn("the port is a loop", self.room.daemon.text())
        osc.send("/ch/01/mix/fader", 0.75)
        until(lambda: abs(self.room.ask("get", "desk", "ch/01/mix/fader")["values"][0]["native"] - 767) < 1, what="the daemon to hear of it")
        for n in range(1, 9):
            self.assertEqual(osc.leaf(f"ch/{n:02}/mix/on"), 0)
            self.assertAlmostEqual(osc.leaf(f"ch/{n:02}/mix/fader"), 0.75 if n == 1 else 0.5, delta=0.001)

    def test_two_surfaces_in_one_port_are_refused_with_the_place(self):
        self.room.rig.write_text(
            "units:\n"
            "  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1, port: 10023}}\n"
            "  - {name: left, profile: surfaces/mcu, link: {kind: ipmidi, port: 3}}\n"
            "  - {name: right, profile: surfaces/mcu-xt, link: {kind: ipmidi, port: 3}}\n"
        )
        words = [RECALLD, "--check", "--rig", str(self.room.rig), "--profiles", str(PROFILES)]
        result = subprocess.run(words, capture_output=True, text=True, timeout=60)
        self.assertEqual(result.returncode, 78)
        self.assertIn("rig.yaml:4:28: right and left have the same link", result.stderr + result.stdout)


if __name__ == "__main__":
    unittest.main()
