"""Analog gear, as an assistant keeps it: a desk and two units without a wire, sheets, a guided recall, and a daemon that dies in the middle."""

import base64
import signal
import struct
import sys
import unittest
import zlib

from room import RoomTest, until

LIMITER, OPTO = "analog/ua-1176ln", "analog/teletronix-la-2a"
GEAR = f"""  - {{name: 1176-A, profile: {LIMITER}, serial: "4711", quirks: [reads 2 dB hot]}}
  - {{name: LA2A, profile: {OPTO}}}
"""
FIRST = ["INPUT", "30", "OUTPUT", "18", "ATTACK", "3", "RELEASE", "5", "RATIO", "4", "METER", "GR"]


def png(width, height):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = b"".join(b"\0" + b"\x20\x60\xa0" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Sheets(RoomTest):
    def begin(self):
        self.osc = self.start(rig=GEAR)

    def ctl(self, *words, code=0):
        answer = self.room.ctl(*words)
        self.assertEqual(answer.code, code, answer)
        return answer.out

    def json(self, *words, code=0):
        answer = self.room.ctl(*words, "--json")
        self.assertEqual(answer.code, code, answer)
        return answer.json

    def control(self, unit, label, *more):
        for group in self.json("sheet", unit, *more)["groups"]:
            for control in group["controls"]:
                if control["label"] == label:
                    return control
        raise AssertionError(f"{unit} has no {label}")

    def two_mixes(self):
        """Mix 1 and Mix 2 differ in INPUT and RATIO of the limiter and in a fader of the desk; Mix 2 stands."""
        self.osc.write({"ch/01/mix/fader": 0.75})
        self.ctl("sheet", "set", "1176-A", *FIRST)
        self.ctl("capture", "Night Train", "Mix 1")
        self.osc.write({"ch/01/mix/fader": 0.25})
        self.ctl("sheet", "set", "1176-A", "INPUT", "12", "RATIO", "20+12+8+4")
        self.ctl("capture", "Night Train", "Mix 2")

    def test_the_one_console_among_analog_gear_needs_no_name(self):
        self.begin()
        self.two_mixes()
        self.assertTrue(self.ctl("export", "Night Train/Mix 1").startswith("#4.0#"))
        for more in ((), ("--unit", "desk")):
            self.assertEqual(self.json("preset", "Anna", "kick", "Night Train/Mix 1", "ch/01", *more)["strip"], "ch/01")
        self.assertIn('no strip "ch/77" on desk', self.room.ctl("preset", "Anna", "kick", "Night Train/Mix 1", "ch/77", check=64).err)
        self.assertIn('no strip "ch/01" on 1176-A', self.room.ctl("preset", "Anna", "kick", "Night Train/Mix 1", "ch/01", "--unit", "1176-A", check=64).err)
        self.assertIn("has no scene files", self.room.ctl("export", "Night Train/Mix 1", "--unit", "1176-A", check=64).err)

    def test_a_guided_recall_from_sheet_to_report(self):
        self.begin()
        self.two_mixes()
        plan = self.ctl("plan", "Night Train/Mix 1")
        self.assertIn("2 lines for hands", plan)
        self.assertIn("1176-A INPUT 12 dB -> 30 dB", plan)
        recalled = self.json("recall", "Night Train/Mix 1", code=3)
        self.assertAlmostEqual(self.osc.leaf("ch/01/mix/fader"), 0.75, places=2)
        self.assertEqual(recalled["report"]["by_hand"], 2)
        self.assertEqual(recalled["hands"], {"remaining": 2, "done": 0, "cannot": 0})
        number = str(recalled["recall"])
        shown = self.ctl("checklist", code=3)
        self.assertIn("remaining 2 of 2", shown)
        self.assertIn("switches by hand", shown)
        self.ctl("report", number, code=3)
        self.assertIn("remaining 1 of 2", self.ctl("tick", number, "1176-A RATIO"))
        self.ctl("tick", number, "1176-A INPUT", "--found", "48", code=3)
        self.ctl("tick", number, "1176-A INPUT", "--found", "31")
        self.assertIn("remaining 0 of 2", self.ctl("checklist", number))
        report = self.json("report", number)
        self.assertEqual(report["report"]["by_hand"], 0)
        self.assertIn("set by hand, and ticked", self.ctl("report", number))
        self.assertEqual(self.control("1176-A", "INPUT")["words"], "31 dB")

    def test_nothing_is_lost_when_the_daemon_dies_in_the_middle(self):
        self.begin()
        self.two_mixes()
        self.ctl("sheet", "set", "LA2A", "GAIN", "40~0.5", "PEAK REDUCTION", "-", "--preset", "soft")
        number = str(self.json("recall", "Night Train/Mix 1", code=3)["recall"])
        self.ctl("tick", number, "1176-A INPUT")
        self.room.daemon.kill()
        self.room.start_daemon()
        self.assertEqual(self.json("checklist", number, code=3)["remaining"], 1)
        self.assertEqual(self.control("1176-A", "INPUT")["words"], "30 dB")
        self.assertEqual(self.control("1176-A", "RATIO")["words"], "20+12+8+4")
        self.assertEqual(self.control("LA2A", "GAIN")["tolerance"], 0.5)
        self.assertTrue(self.control("LA2A", "PEAK REDUCTION")["any"])
        self.assertEqual(self.json("sheet", "LA2A")["preset"], "soft")
        again = self.room.ctl("tick", number, "1176-A INPUT", "--json")
        self.assertEqual(again.error["code"], "already")
        self.ctl("tick", number, "1176-A RATIO")
        self.ctl("report", number)

    def test_a_reload_keeps_what_was_noted(self):
        self.begin()
        self.ctl("sheet", "set", "1176-A", *FIRST)
        before = self.room.daemon.text().count("rig read again")
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: self.room.daemon.text().count("rig read again") > before, what="the rig to be read again")
        self.assertEqual(self.control("1176-A", "INPUT")["words"], "30 dB")

    def test_undo_brings_a_checklist_back(self):
        self.begin()
        self.two_mixes()
        number = str(self.json("recall", "Night Train/Mix 1", code=3)["recall"])
        for line in ("1176-A INPUT", "1176-A RATIO"):
            self.ctl("tick", number, line)
        undone = self.json("undo", code=3)
        self.assertEqual(undone["hands"]["remaining"], 2)
        lines = [line for group in self.json("checklist", code=3)["groups"] for line in group["lines"]]
        self.assertEqual({line["line"]: line["wanted"] for line in lines}, {"1176-A ratio": "20+12+8+4", "1176-A input": "12 dB"})

    def test_a_sheet_is_shown_set_copied_and_photographed(self):
        self.begin()
        self.assertIn("1176-A", self.ctl("sheets"))
        wrong = self.room.ctl("sheet", "set", "1176-A", "INPUT", "50", "RATIO", "5")
        self.assertEqual(wrong.code, 64)
        self.assertIn("1176-A INPUT: 50 is off the scale (∞, 48 … 0 dB); the nearest is 48", wrong.err)
        self.assertIn("RATIO", wrong.err)
        self.assertIn("not noted", self.ctl("sheet", "1176-A"))
        self.assertEqual(self.room.ctl("sheet", "set", "1176-A", "INPUT").code, 64)
        self.ctl("sheet", "set", "1176-A", *FIRST)
        self.assertIn("30 dB", self.ctl("sheet", "1176-A"))
        self.ctl("capture", "Night Train", "Mix 1")
        self.ctl("sheet", "set", "1176-A", "INPUT", "?", "OUTPUT", "-", "RATIO", "8")
        self.assertIn("not noted", self.ctl("sheet", "1176-A", "--against", "Night Train/Mix 1"))
        self.assertEqual(self.control("1176-A", "INPUT", "--at", "Night Train/Mix 1")["words"], "30 dB")
        self.ctl("sheet", "copy", "1176-A")
        self.assertEqual(self.control("1176-A", "OUTPUT")["words"], "18 dB")
        photo = self.room.folder / "front.png"
        photo.write_bytes(png(2000, 900))
        self.assertIn("photo of 1600 x 720 pixels", self.ctl("sheet", "photo", "1176-A", str(photo)))
        kept = self.json("sheet", "1176-A")["photo"]
        self.assertTrue(base64.b64decode(kept["base64"]).startswith(b"\xff\xd8\xff"))
        photo.write_bytes(b"no picture")
        self.assertEqual(self.room.ctl("sheet", "photo", "1176-A", str(photo)).code, 64)

    def test_what_any_remote_sets_is_noted(self):
        self.begin()
        self.ctl("set", "1176-A", "input", "30")
        self.assertEqual(self.control("1176-A", "INPUT")["words"], "30 dB")
        entries = self.json("log")["entries"]
        self.assertTrue(any(entry["kind"] == "sheet" and "INPUT 30 dB" in entry["text"] for entry in entries), entries)

    def test_a_capture_says_what_was_noted(self):
        self.begin()
        self.ctl("sheet", "set", "1176-A", "INPUT", "30", "RATIO", "4")
        said = self.ctl("capture", "Night Train", "Mix 1", code=3)
        self.assertIn("1176-A: 2 noted by hand, 4 not noted", said)
        self.assertIn("LA2A: no sheet; not in use", said)
        self.assertIn("not noted", self.ctl("show", "Night Train/Mix 1", "--unit", "1176-A"))


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
