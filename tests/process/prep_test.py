"""A session is prepared from what a DAW and a spreadsheet wrote: proposed, kept, applied, and nothing else moved."""

import os
import pathlib
import threading
import unittest

from room import RoomTest

HOUSE = """house:
  - {role: kick, strip: desk ch/1-2, colour: red}
  - {role: snare, strip: desk ch/03}
  - {role: overhead, strip: desk ch/9-10, words: [cymbal mics]}
  - {role: lead vox, strip: desk ch/17, colour: yellow}
"""
COLUMNS = "CHANNEL \tEVENT   \tCLIP NAME        \tSTART TIME    \tEND TIME      \tDURATION      \tSTATE\n"


def track(name, comments="", state="", rows=0):
    events = "".join(f"1       \t{n + 1:<8}\t{name}_01-{n:04}   \t  01:00:00:00 \t  01:00:01:00 \t  00:00:01:00 \tUnmuted\n" for n in range(rows))
    return f"TRACK NAME:\t{name}\nCOMMENTS:\t{comments}\nUSER DELAY:\t0 Samples\nSTATE: {state}\nPLUG-INS: \tEQ3 7-Band (mono)\n{COLUMNS}{events}\n\n"


def session_text(*tracks):
    head = "SESSION NAME:\tNight Train\nSAMPLE RATE:\t48000.000000\nBIT DEPTH:\t24-bit\nSESSION START TIMECODE:\t01:00:00:00\nTIMECODE FORMAT:\t25 Frame\n"
    return head + f"# OF AUDIO TRACKS:\t{len(tracks)}\n\n\nT R A C K  L I S T I N G\n" + "".join(tracks)


TRACKS = (track("Kick In", "D112", rows=3), track("Kick Out", rows=2), track("Snare Top"), track("Cymbal Mics L"), track("Flügel"), track("Old Vox", state="Inactive"), track("Lead Vox", rows=1))


class Prep(RoomTest):
    def leaves(self, osc):
        """Names, colours, sources, faders, switches and head amps of every channel."""
        names = [f"ch/{n:02}/{leaf}" for n in range(1, 33) for leaf in ("config/name", "config/color", "config/source", "config/icon", "mix/fader", "mix/on", "eq/1/g")]
        return osc.leaves(names + [f"headamp/{n:03}/{leaf}" for n in range(40) for leaf in ("gain", "phantom")])

    def write(self, name, data):
        path = pathlib.Path(self.room.folder) / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def test_a_session_text_is_proposed_kept_applied_and_undone(self):
        osc = self.start(rig=HOUSE)
        file = self.write("tracks.txt", session_text(*TRACKS).replace("\n", "\r").encode("mac_roman"))
        before = self.leaves(osc)
        said = self.room.ctl("prep", "Night Train", file, check=0)
        self.assertIn("nothing was kept or sent", said.out)
        self.assertIn("Mac Roman", said.out)
        self.assert_same_leaves(self.leaves(osc), before)
        kept = self.room.ask("prep", "Night Train", file, "--keep", "Prep")
        strips = {row["track"]: row["strip"] for row in kept["tracks"]}
        self.assertEqual(strips["Kick Out"], "desk ch/02")
        self.assertEqual(strips["Lead Vox"], "desk ch/17")
        self.assertEqual(strips["Cymbal Mics L"], "desk ch/09")
        self.assertIsNone(strips["Old Vox"])
        self.assert_same_leaves(self.leaves(osc), before)
        applied = self.room.ask("prep", "apply", "Night Train/Prep", "--yes")
        self.assertEqual(applied["report"]["differs"], 0)
        after = self.leaves(osc)
        moved = {name for name in after if after[name] != before[name]}
        used = [strip.split()[1] for strip in strips.values() if strip]
        self.assertTrue(moved <= {f"{strip}/config/{leaf}" for strip in used for leaf in ("name", "color")}, moved)
        self.assertEqual(after["ch/01/config/name"][1], "Kick In")
        self.assertEqual(after["ch/01/config/color"][1], 1)
        self.assertEqual(after["ch/17/config/name"][1], "Lead Vox")
        self.assertEqual([v[1] for n, v in after.items() if v[1] == "Fluegel"], ["Fluegel"])
        self.room.ctl("undo", "--yes", check=0)
        self.assert_same_leaves(self.leaves(osc), before)

    def test_inputs_are_routed_by_consent_and_presets_follow_roles(self):
        osc = self.start(rig=HOUSE)
        osc.write({"ch/20/eq/1/g": 0.75, "ch/20/mix/fader": 0.5, "config/routing/IN/17-24": 2})
        self.room.ctl("capture", "Old Song", "Mix 1", check=0)
        self.room.ctl("preset", "Anna", "kick", "Old Song/Mix 1", "ch/20", check=0)
        self.assertIn("Anna", self.room.ctl("presets", check=0).out)
        table = self.write("inputs.csv", "Line;Name;Mic;48V\n5;Kick;D112;\n3;Snare;SM57;\n17;Vox;U87;yes\n")
        listed = self.room.ctl("inputs", "Night Train", table, check=0)
        self.assertIn("semicolons", listed.out)
        self.assertIn("U87", self.room.ctl("inputs", "Night Train", check=0).out)
        before = self.leaves(osc)
        kept = self.room.ask("prep", "Night Train", "--engineer", "Anna", "--keep", "Prep")
        self.assertEqual(kept["tracks"][0]["preset"], "Anna: kick")
        self.assertEqual(kept["tracks"][0]["source"], "In 5")
        self.room.ctl("prep", "apply", "Night Train/Prep", "--yes", check=4)
        self.assert_same_leaves(self.leaves(osc), before)
        self.assertIn("changes first", " ".join(conflict["words"] for conflict in kept["conflicts"]))
        self.room.ctl("prep", "apply", "Night Train/Prep", "--yes", "--allow", "routing", check=0)
        self.assertEqual(self.leaves(osc)["headamp/016/phantom"], before["headamp/016/phantom"])
        again = self.room.ask("prep", "Night Train", "--engineer", "Anna", "--keep", "With 48 V")
        self.assertEqual([conflict for conflict in again["conflicts"] if conflict["kind"] == "gain"], [])
        self.assertEqual(again["plan"]["writes"], 1)
        self.room.ctl("prep", "apply", "Night Train/With 48 V", "--yes", check=4)
        self.room.ctl("prep", "apply", "Night Train/With 48 V", "--yes", "--allow", "phantom", check=0)
        after = self.leaves(osc)
        self.assertEqual(after["ch/01/config/source"][1], 5)
        self.assertEqual(after["ch/01/eq/1/g"], after["ch/20/eq/1/g"])
        self.assertEqual(after["ch/01/mix/fader"], before["ch/01/mix/fader"])
        self.assertEqual(after["headamp/016/phantom"][1], 1)
        changed = sorted(name for name in after if after[name] != before[name] and not name.startswith(("ch/01/", "ch/03/config", "ch/17/config")))
        self.assertEqual(changed, ["headamp/016/phantom"])

    def test_an_export_without_end_is_read_from_a_pipe_and_only_what_is_needed_is_sent(self):
        self.start(rig=HOUSE)
        pipe = pathlib.Path(self.room.folder) / "pipe.txt"
        os.mkfifo(pipe)
        row = ("1       \t1       \t" + "Kick In_01-0000 " * 10 + "\t  01:00:00:00 \t  01:00:01:00 \t  00:00:01:00 \tUnmuted\n").encode()
        text = session_text(track("Kick In")).encode()

        def write():
            with open(pipe, "wb") as out:
                out.write(text.rstrip(b"\n") + b"\n")
                for _ in range(300):
                    out.write(row * 1000)
                out.write(b"\n\n" + track("Lead Vox").encode())

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        said = self.room.ctl("prep", "Night Train", pipe, "--json", check=0)
        writer.join(60)
        self.assertEqual([row["track"] for row in said.json["tracks"]], ["Kick In", "Lead Vox"])
        self.assertIn("300000 lines of clips", said.err)

    def test_what_is_too_large_or_no_table_is_said(self):
        self.start(rig=HOUSE)
        large = self.write("large.csv", b"Name,Mic\n" + b"Kick,D112\n" * 900_000)
        said = self.room.ctl("prep", "Night Train", large, check=64)
        self.assertIn("larger than 8 MB", said.err)
        self.assertIn("there is no file /nowhere.txt; a DAW's session text or an input list", self.room.ctl("prep", "Night Train", "/nowhere.txt", check=64).err)

    def test_a_file_in_place_of_the_session_is_told(self):
        self.start(rig=HOUSE)
        absent = pathlib.Path(self.room.folder) / "Foo"
        said = self.room.ctl("prep", absent, check=64).err
        self.assertIn(f"there is no file {absent}", said)
        self.assertIn("prep takes a session, and then", said)
        there = self.write("there.csv", "Line,Name\n1,Kick\n")
        self.assertIn(f"the file {there} goes behind a session", self.room.ctl("prep", there, check=64).err)
        status, answer = self.room.http("prep", {"session": "A", "text": "x" * 9_000_000})
        self.assertEqual((status, answer["error"]["code"]), (400, "usage"))
        odd = self.room.ask("prep", "Night Train", self.write("odd.bin", bytes(range(256)) * 40))
        self.assertLessEqual(len(odd["messages"]), 42)
        cut = self.room.ask("prep", "Night Train", self.write("cut.csv", 'Line,Name,Mic\n1,Kick,D112\n2,Snare,"SM5'))
        self.assertEqual([row["track"] for row in cut["tracks"]], ["Kick", "Snare"])
        self.assertEqual(cut["messages"][0]["line"], 3)
        self.assertEqual(self.room.ctl("prep", "apply", "Nothing/Here", check=64).code, 64)

    def result(self, story):
        return next(line["result"] for line in story.lines() if "result" in line)

    def test_two_people_prepare_the_same_session_and_both_proposals_are_kept(self):
        osc = self.start(rig=HOUSE)
        stories = [self.room.story("prep", session="Gig", text=f"Name,Mic\n{name},D112\n", keep="Prep") for name in ("Kick In", "Lead Vox")]
        kept = [self.result(story) for story in stories]
        for story in stories:
            story.close()
        self.assertEqual(sorted(one["kept"]["take"] for one in kept), [1, 2])
        for one in kept:
            self.room.ctl("prep", "apply", f"Gig/Prep@{one['kept']['take']}", "--yes", check=0)
        self.assertEqual([osc.leaf(f"ch/{n}/config/name") for n in ("01", "17")], ["Kick In", "Lead Vox"])
        lines = [entry["kind"] for entry in self.room.ask("log", "--json")["entries"]]
        self.assertEqual(lines.count("prep"), 2)

    def test_what_was_kept_outlives_a_crash_and_is_applied_after_it(self):
        osc = self.start(rig=HOUSE)
        table = self.write("inputs.csv", "Line,Name\n,Kick In\n")
        self.room.ctl("inputs", "Gig", table, check=0)
        self.room.ask("prep", "Gig", "--keep", "Prep")
        self.room.daemon.kill()
        self.assertEqual(osc.leaf("ch/01/config/name"), "")
        self.room.start_daemon(wait="online")
        self.assertEqual([row["name"] for row in self.room.ask("inputs", "Gig")["inputs"]], ["Kick In"])
        for bad in ('Line,Name\n1,"Kick', "Line,Name\n1,\0\x01\n"):  # cut, and no text: the list stands
            refused = self.room.ctl("inputs", "Gig", self.write("bad.csv", bad), check=64)
            self.assertIn("line 2, column 3", refused.err)
            self.assertEqual([row["name"] for row in self.room.ask("inputs", "Gig")["inputs"]], ["Kick In"])
        self.room.ctl("prep", "apply", "Gig/Prep", "--yes", check=0)
        self.assertEqual(osc.leaf("ch/01/config/name"), "Kick In")

    def test_a_desk_that_is_away_is_named_and_nothing_is_kept(self):
        self.start(rig=HOUSE)
        self.room.desks["desk"].end()
        said = self.room.ctl("prep", "Gig", self.write("a.csv", "Name\nKick\n"), "--keep", "Prep")
        self.assertNotEqual(said.code, 0)
        self.assertIn("desk", said.err)
        self.assertEqual(self.room.ask("sessions")["sessions"], [])


if __name__ == "__main__":
    unittest.main()
