"""The logbook of a session by recallctl: takes that a tape machine made, faults that a plan mentions, credits, drift, corrections; all of it there after a crash."""

import signal
import socket
import unittest

import room
from room import RoomTest, until


class Logbook(RoomTest):
    def start_studio(self):
        """A desk with a quirk, and this file as the tape machine."""
        server = socket.socket()
        self.addCleanup(server.close)
        server.bind(("127.0.0.1", 0))
        server.listen(2)
        server.settimeout(room.PATIENCE)
        desk = self.room.start_desk()
        self.room.rig.write_text(f"""units:
  - {{name: desk, profile: {desk.profile}, quirks: [talkback is always on], link: {{kind: udp, host: 127.0.0.1, port: {desk.port}}}}}
  - {{name: tape, profile: daws/mmc, device: 5, link: {{kind: tcp, host: 127.0.0.1, port: {server.getsockname()[1]}}}}}
log: {{takes: true}}
""")
        self.room.start_daemon()
        self.tape = server.accept()[0]
        self.addCleanup(self.tape.close)
        self.server = server
        self.room.wait_online("desk", "tape")
        return self.room.osc()

    def machine(self, *messages):
        for message in messages:
            self.tape.sendall(bytes.fromhex(message))

    def lines(self, *words):
        return self.room.ask("log", *words)["entries"]

    def one_take(self, hour):
        stands = f"F0 7F 7F 01 01 {hour:02X} 02 03 04 F7"
        before = len(self.lines("--kind", "take"))
        self.machine(stands)
        until(lambda: self.room.ask("get", "tape", "timecode")["values"][0]["value"].endswith('02:03:04"'), what="the tape to stand there")
        self.machine("F0 7F 05 06 06 F7")
        until(lambda: self.room.ask("get", "tape", "transport/record")["values"][0]["value"] == "on", what="the tape to record")
        self.machine("F0 7F 05 06 01 F7")
        until(lambda: len(self.lines("--kind", "take")) > before, what="the take in the log")

    def test_a_session_leaves_its_traces(self):
        osc = self.start_studio()
        self.room.ctl("capture", "Night Train", "Mix 1", check=0)
        self.one_take(0x21)
        self.room.ctl("take", "good", "second", "verse", "is", "the", "one", check=0)
        take, again = self.lines("--kind", "take")
        self.assertEqual((again["who"], again["session"], again["data"]["from"]), ("tape", "Night Train", "01:02:03:04"))
        self.assertEqual(take["text"], "Take 1: good; second verse is the one")
        self.assertEqual(take["data"]["transport"], "stopped")

        self.room.ctl("track", "Lead Vox", "comped", check=0)
        noted = self.room.ask("log", "--session", "Night Train", "--about", "desk ch/03", "snare", "mic", "swopped")["entry"]
        self.assertIn("corrected by", self.room.ctl("correct", noted, "snare mic swapped", check=0).out + self.room.ctl("log", check=0).out)
        line = next(line for line in self.lines() if line["entry"] == noted)
        self.assertEqual((line["text"], line["corrected"][0]["text"], line["subject"]), ("snare mic swopped", "snare mic swapped", "desk ch/03"))

        self.assertIn("no unsaved changes", self.room.ctl("drift", check=0).out)
        osc.write({"ch/17/mix/fader": 0.5 if osc.leaf("ch/17/mix/fader") < 0.4 else 0.25})
        until(lambda: self.room.ctl("drift").code == 3, what="the drift")
        self.assertIn("1 unsaved change since Night Train/Mix 1", self.room.ctl("drift", check=3).out)
        self.assertRegex(self.room.ask("drift", check=3)["words"][0], r"^desk ch 17.*fader .* -> .* dB$")

        fault = self.room.ask("fault", "desk ch 17", "pre crackles")["entry"]
        self.room.ctl("fault", "jack B12", "loose", check=0)
        plan = self.room.ask("plan", "Night Train/Mix 1")
        self.assertEqual([(fault["subject"], fault["text"]) for fault in plan["faults"]], [("desk", "talkback is always on"), ("desk ch/17", "pre crackles")])
        self.assertIn("desk ch/17: pre crackles", self.room.ctl("plan", "Night Train/Mix 1", check=0).out)
        self.room.ctl("fault", "close", fault, "cap replaced", check=0)
        self.assertNotIn("crackles", self.room.ctl("faults", check=0).out)
        self.assertIn("cap replaced", self.room.ctl("faults", "--all", check=0).out)
        self.assertIn("closed already", self.room.ctl("fault", "close", fault, check=64).err)

        self.room.ctl("credit", "Night Train", "Anna Berg", "2nd", check=0)
        self.room.ctl("song", "Night Train", "artist=The Trains", "initials=TT", "bpm=98.5", check=0)
        credits = self.room.ctl("credits", "Night Train", check=0).out
        self.assertRegex(credits, r"artist +The Trains")
        self.assertRegex(credits, r"Anna Berg +Assistant Engineer")

    def test_what_was_put_down_is_there_after_a_crash(self):
        self.start_studio()
        self.room.ctl("capture", "Night Train", "Mix 1", check=0)
        for number in range(20):
            self.room.ctl("fault", "desk", f"fault {number}", check=0)
        before = self.lines()
        self.room.daemon.signal(signal.SIGKILL)
        self.room.daemon.ended()
        self.room.start_daemon()
        self.assertEqual(self.lines(), before)
        self.assertEqual(len(self.room.ask("faults")["faults"]), 21)

    def test_what_is_wrong_is_said(self):
        self.start_studio()
        for words, code, said in ((["fault", "desc", "hums"], 64, 'did you mean "desk"?'), (["fault", "desk ch/99", "hums"], 64, "no strip"), (["fault", "close", "soon"], 64, "recallctl fault close 12"),
                                  (["fault", "close", "999"], 64, "no line 999"), (["correct", "999", "x"], 64, "no line 999"), (["song", "Night Train", "bpm=fast"], 64, "20 to 400 bpm"),
                                  (["song", "Night Train", "titel=x"], 64, 'did you mean "title"?'), (["credit", "Night Train", "Kim", "mix", "--isni", "1"], 64, "16 digits"),
                                  (["take", "good", "--session", "a/b"], 64, "session"), (["log", "--kind", "note", "--since", "soon"], 64, "soon")):
            with self.subTest(words=words):
                self.assertIn(said, self.room.ctl(*words, check=code).err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
