"""Prints and their copies, with the real programs: files that this test writes, hashes of its own, copies that go bad."""

import hashlib
import os
import pathlib
import shutil
import struct
import tempfile
import unittest

from room import RoomTest

SESSION, VERSION = "Night Train", "Mix 3"
NAME = "NT_NightTrain_AB01_Master_96k24.wav"


def wav(frames=9600, bits=24, rate=96000, channels=2, extra=b""):
    """A WAV file as a workstation would bounce it."""
    frame = channels * bits // 8
    sound = bytes(i * 7 % 251 for i in range(frames * frame))
    head = struct.pack("<HHIIHH", 1, channels, rate, rate * frame, frame, bits)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(head)) + head + extra + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


def long_wav(path, size=400_000_000):
    """A header and silence that takes no room on the disk, and a while to read."""
    head = struct.pack("<HHIIHH", 1, 2, 96000, 576000, 6, 24)
    sound = size // 6 * 6
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", sound + 36) + b"WAVE" + b"fmt " + struct.pack("<I", 16) + head + b"data" + struct.pack("<I", sound))
        file.truncate(44 + sound)


class Prints(RoomTest):
    def setUp(self):
        super().setUp()
        self.prints, self.backup = self.room.folder / "prints", self.room.folder / "backup"
        self.other = pathlib.Path(tempfile.mkdtemp(prefix="recalld-drive-", dir="/dev/shm"))
        self.addCleanup(shutil.rmtree, self.other, ignore_errors=True)
        for folder in (self.prints, self.backup):
            folder.mkdir()
        self.start(rig=f"prints: [{self.prints}, {self.backup}, {self.other}]\n")
        self.room.ctl("capture", SESSION, VERSION, "--scope", "ch/1", check=0)

    def registered(self, name=NAME, content=None):
        (self.prints / name).write_bytes(wav() if content is None else content)
        return self.room.ask("print", f"{SESSION}/{VERSION}", self.prints / name)["prints"][0]

    def copies(self, check=3):
        return {copy["path"]: copy for copy in self.room.ask("prints", SESSION, check=check)["prints"][0]["copies"]}

    def test_a_print_is_registered_with_the_hash_that_everybody_finds(self):
        print_ = self.registered()
        self.assertEqual(print_["sha256"], hashlib.sha256(wav()).hexdigest())
        self.assertEqual((print_["frames"], print_["rate_hz"], print_["bits"], print_["channels"], print_["alternate"]), (9600, 96000, 24, 2, "MSTR"))
        self.assertEqual(print_["naming"], [])
        entries = [entry for entry in self.room.ask("log")["entries"] if entry["kind"] in ("print", "capture")]
        self.assertEqual([entry["kind"] for entry in entries], ["print", "capture"])
        self.assertIn("main mix, 0.1 s, WAV, 96 kHz, 24 bit, stereo", entries[0]["text"])

    def test_paths_are_those_of_the_folder_that_one_stands_in(self):
        (self.prints / NAME).write_bytes(wav())
        here = os.getcwd()
        self.addCleanup(os.chdir, here)
        os.chdir(self.prints)
        self.assertEqual(self.room.ask("print", f"{SESSION}/{VERSION}", NAME)["prints"][0]["path"], str(self.prints / NAME))

    def test_copies_on_drives_are_proven_or_not_and_the_table_says_what_is_where(self):
        number = self.registered()["entry"]
        for folder in (self.backup, self.other):
            shutil.copy(self.prints / NAME, folder)
        changed = bytearray(wav())
        changed[30000] ^= 1
        (self.other / "changed.wav").write_bytes(changed)
        self.assertTrue(self.room.ask("copy", number, self.backup)["proven"])
        self.assertTrue(self.room.ask("copy", number, self.other / NAME)["proven"])
        answer = self.room.ctl("copy", number, self.other / "changed.wav", check=3)
        self.assertIn("not proven", answer.out)
        self.assertIn("its content is another", answer.out)
        self.assertIn("changed.wav", self.room.ctl("prints", SESSION, check=3).out)
        copies = self.copies()
        self.assertEqual({path: copy["proven"] for path, copy in copies.items()},
                         {str(self.backup / NAME): True, str(self.other / NAME): True, str(self.other / "changed.wav"): False})
        listed = self.room.ask("prints", SESSION, check=3)
        self.assertEqual(listed["prints"][0]["proven_on"], ["shm"] if self.is_a_drive(self.other) else [])
        self.assertEqual(len(listed["warnings"]), 1)

    def is_a_drive(self, folder):
        return os.stat(folder).st_dev != os.stat(self.prints).st_dev

    def test_a_copy_that_vanishes_is_not_proven_any_more(self):
        number = self.registered()["entry"]
        shutil.copy(self.prints / NAME, self.backup)
        self.assertTrue(self.room.ask("copy", number, self.backup)["proven"])
        (self.backup / NAME).unlink()
        gone = self.room.ask("copy", number, self.backup / NAME, check=3)
        self.assertFalse(gone["proven"])
        self.assertIn("is its drive mounted?", gone["why"])
        self.assertFalse(self.copies()[str(self.backup / NAME)]["proven"])

    def test_a_file_that_is_cut_while_it_is_compared_is_not_proven(self):
        long_wav(self.prints / "long.wav")
        number = self.room.ask("print", f"{SESSION}/{VERSION}", self.prints / "long.wav")["prints"][0]["entry"]
        long_wav(self.backup / "long.wav")
        story = self.room.story("copy", print=number, path=str(self.backup / "long.wav"))
        self.assertIsNotNone(story.until_phase("reading"))
        os.truncate(self.backup / "long.wav", 1000)
        result = list(story.lines())[-1]["result"]
        self.assertFalse(result["proven"])
        self.assertRegex(result["why"], "while it was read")

    def test_a_pipe_in_place_of_a_copy_holds_up_nobody(self):
        number = self.registered()["entry"]
        os.mkfifo(self.backup / NAME)
        answer = self.room.ask("copy", number, self.backup / NAME, check=3)
        self.assertIn("is a pipe, no file", answer["why"])

    def test_files_that_are_no_prints_are_told_and_the_good_ones_kept(self):
        bad = {"empty.wav": b"", "cut.wav": wav()[:-1000], "text.wav": b"Dear Anna,\nthe mix comes later.\n", "header.wav": wav()[:30]}
        for name, content in bad.items():
            (self.prints / name).write_bytes(content)
        (self.prints / NAME).write_bytes(wav())
        answer = self.room.ctl("print", f"{SESSION}/{VERSION}", *[self.prints / name for name in bad], self.prints / NAME, check=3)
        for words in ("\"empty.wav\" is empty: 0 bytes", "\"cut.wav\" is cut: its header promises 9600 frames", "\"text.wav\" is no sound file", "\"header.wav\" has a broken header"):
            self.assertIn(words, answer.out)
        self.assertEqual([p["file"] for p in self.room.ask("prints", SESSION, check=3)["prints"]], [NAME])
        for name, code in (("cut.wav", 74), ("empty.wav", 74), ("text.wav", 64), ("nothing.wav", 64)):
            self.assertIn(f'{name}" ', self.room.ctl("print", f"{SESSION}/{VERSION}", self.prints / name, check=code).err)

    def test_nothing_outside_of_the_folders_is_read(self):
        (self.prints / "link.wav").symlink_to("/etc/passwd")
        number = self.registered()["entry"]
        for path in ("/etc/passwd", self.prints / "link.wav", self.prints / "../rig.yaml"):
            for words in (("print", f"{SESSION}/{VERSION}", path), ("copy", number, path)):
                answer = self.room.ctl(*words, check=4)
                self.assertIn("folders with prints", answer.err)

    def test_cancel_ends_reading(self):
        long_wav(self.prints / "long.wav", 2_000_000_000)
        story = self.room.story("print", session=SESSION, version=VERSION, path=str(self.prints / "long.wav"))
        self.assertIsNotNone(story.until_phase("reading"))
        self.assertEqual(self.room.http("cancel")[1]["result"]["cancelled"], "reading")
        self.assertEqual(list(story.lines())[-1]["error"]["code"], "cancelled")
        self.assertEqual(self.room.ask("prints", SESSION)["prints"], [])


if __name__ == "__main__":
    unittest.main()
