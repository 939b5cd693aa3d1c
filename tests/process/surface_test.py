"""A simulated control surface as a program: raw MIDI over TCP on one side, lines of a hand on the other."""

import re
import socket
import subprocess
import unittest

import room
from room import until

GREETING = bytes.fromhex("F0 00 00 66 14 00 F7")


class Surface:
    """The program with a pipe for its hand, and what it printed."""

    def __init__(self, profile="surfaces/mcu", listen="127.0.0.1:0"):
        self.program = subprocess.Popen(
            [room.existing(room.RECALLD), "--simulate", profile, "--profiles", room.PROFILES, "--listen", listen],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.first = self.program.stdout.readline()
        self.port = int(re.search(r":(\d+)$", self.first)[1])

    def type(self, line):
        self.program.stdin.write(line + "\n")
        self.program.stdin.flush()

    def show(self):
        """The picture; its last line before a word that nobody knows."""
        self.type("show\nxyzzy")
        lines = []
        while not (lines and lines[-1].startswith('"xyzzy"')):
            lines.append(self.program.stdout.readline())
            assert lines[-1], "the surface has ended"
        return "".join(lines[:-1])

    def end(self):
        if self.program.stdout.closed:
            return self.program.returncode, ""
        self.program.terminate()
        try:
            out = self.program.communicate(timeout=room.PATIENCE)[0]
        finally:
            self.program.kill()
        return self.program.returncode, out


class Simulated(unittest.TestCase):
    def start(self, **more):
        surface = Surface(**more)
        self.addCleanup(surface.end)
        return surface

    def host(self, surface):
        host = socket.create_connection(("127.0.0.1", surface.port), timeout=room.PATIENCE)
        self.addCleanup(host.close)
        return host

    def hear(self, host, wanted):
        heard = b""
        while wanted not in heard:
            piece = host.recv(1000)
            self.assertTrue(piece, "the surface hung up")
            heard += piece
        return heard

    def test_a_host_and_a_hand(self):
        surface = self.start()
        self.assertIn("Mackie Control", surface.first)
        host = self.host(surface)
        host.sendall(GREETING)
        self.hear(host, bytes.fromhex("F0 00 00 66 14 01"))
        host.sendall(bytes.fromhex("F0 00 00 66 14 12 00") + b"Vox" + bytes.fromhex("F7 90 10 7F E0 7F 7F"))
        picture = until(lambda: (text := surface.show()) and "100%" in text and text, what="the motor")
        for part in ("Vox", "mute/1", "0 fights"):
            self.assertIn(part, picture)
        surface.type("grab 2")
        self.hear(host, bytes.fromhex("90 69 7F"))
        surface.type("move 2 1")
        self.hear(host, bytes.fromhex("E1 7F 7F"))
        code, out = surface.end()
        self.assertEqual(code, 0)
        self.assertIn("100% held", out)

    def test_it_goes_on_without_a_hand(self):
        surface = self.start(profile="surfaces/hui")
        surface.program.stdin.close()
        surface.program.stdin = None
        host = self.host(surface)
        host.sendall(bytes.fromhex("90 00 00"))
        self.hear(host, bytes.fromhex("90 00 7F"))
        self.assertEqual(surface.end()[0], 0)

    def test_what_it_cannot_be(self):
        for words, code in ((["surfaces/none"], 78), (["daws/mmc"], 78), (["surfaces/mcu", "--listen", "nowhere:1"], 64), (["surfaces/mcu", "--listen", "ipmidi:99"], 64),
                            (["surfaces/mcu", "--faults", "loss=1%"], 64)):
            ended = subprocess.run([room.existing(room.RECALLD), "--profiles", room.PROFILES, "--simulate", *words],
                                   capture_output=True, text=True, timeout=room.PATIENCE, stdin=subprocess.DEVNULL)
            self.assertEqual(ended.returncode, code, ended.stderr)


if __name__ == "__main__":
    unittest.main()
