"""The patch from the outside: cords noted on the command line, a signal followed through them, and the way back to a version."""

import unittest

from room import RoomTest, until

PATCH = """patch:
  jacks:
    - {outputs: "B{n:1..16}", inputs: "B{n:17..32}", normal: half}
    - {outputs: "C{n:1..2}", inputs: "C{n:3..4}"}
    - {mult: "M{n:1..4}"}
  wires:
    - "line {n:1..16} -> 1073-{n} -> B{n}"
    - "B{n:17..32} -> A/D {n-16} -> desk in {n-16}"
    - "C3 -> 1176-A -> C1"
    - "desk ch {n:1..32} -> DAW {n}"
"""


class PatchTest(RoomTest):
    def start_with_patch(self, patch=PATCH):
        self.room.start_desk()
        self.room.write_rig(patch)
        self.room.start_daemon(wait="online")
        return self.room.osc()

    def hear(self, channel, slot):
        """On the desk, a channel hears that slot of the inputs, and nobody else does."""
        desk = self.room.osc()
        for other in range(1, 33):
            desk.send(f"/ch/{other:02}/config/source", 0)
        desk.send("/config/routing/routswitch", 0)
        desk.send("/config/routing/IN/1-8", 0)
        desk.send(f"/ch/{channel:02}/config/source", slot)
        desk.leaf(f"ch/{channel:02}/config/source")

    def test_a_patch_is_noted_traced_kept_changed_and_found_again(self):
        self.start_with_patch()
        self.hear(17, 3)
        self.assertIn("nobody noted a patch yet", self.room.ctl("patch", check=0).out)
        self.assertIn("plugged B2 -> C3", self.room.ctl("patch", "plug", "b2", "c3", "--note", "vocal", check=0).out)
        self.room.ask("patch", "plug", "C1 -> B19")
        traced = until(lambda: self.way("line 2", ends="DAW 17"), what="the desk's routing")
        self.assertEqual(traced, "line 2 -> 1073-2 -> bay B2 -> bay C3 -> 1176-A -> bay C1 -> bay B19 -> A/D 3 -> desk ch 17 -> DAW 17")
        self.assertIn("also goes: bay B2 -> A/D 2", self.room.ctl("trace", "line 2", check=0).out)
        self.assertEqual(self.way("daw 17"), traced)

        self.room.ask("capture", "Night Train", "Mix 3")
        self.assertIn("pulled B2 -> C3", self.room.ctl("patch", "pull", "B2", check=0).out)
        self.room.ask("patch", "plug", "B4", "C3")
        self.room.ask("patch", "plug", "M1", "B20")
        diff = self.room.ctl("patch", "diff", "live", "Night Train/Mix 3", check=3).out
        self.assertEqual(diff.splitlines(), ["pull M1 -> B20", "move the plug in B4 to B2; the other end stays in C3"])
        self.assertIn("B2", self.room.ctl("patch", "--at", "Night Train/Mix 3", check=0).out)
        self.assertIn("1176-A", self.room.ctl("trace", "line 2", "--at", "Night Train/Mix 3", check=0).out)

        recalled = self.room.ctl("recall", "Night Train/Mix 3", "--yes", "--json").json
        hands = [detail for detail in recalled["details"] if detail["unit"] == "patch"]
        self.assertEqual([detail["parameter"] for detail in hands], ["pull M1-B20", "move B4-C3 B2-C3"])
        self.assertTrue(all(detail["verdict"] == "by_hand" for detail in hands))
        texts = [entry["text"] for entry in self.room.ask("log", "--count", "20")["entries"]]
        self.assertIn("plugged M1 -> B20", texts)

    def way(self, point, ends=""):
        words = self.room.ask("trace", point)["words"]
        return words if words.endswith(ends) else None

    def test_cords_outlive_the_daemon(self):
        self.start_with_patch()
        self.room.ask("patch", "plug", "B2", "C3")
        self.room.end_daemon()
        self.room.start_daemon(wait="online")
        self.assertEqual(self.cords(), [("B2", "C3")])

    def cords(self):
        return [(cord["from"], cord["to"]) for cord in self.room.ask("patch")["cords"]]

    def test_cords_outlive_a_daemon_that_was_killed(self):
        self.start_with_patch()
        for number in range(1, 6):
            self.room.ask("patch", "plug", f"B{number}", f"B{number + 20}")
        self.room.daemon.kill()
        self.room.start_daemon(wait="online")
        self.assertEqual(self.cords(), [(f"B{number}", f"B{number + 20}") for number in range(1, 6)])

    def test_the_checklist_of_a_recall_holds_the_cords_and_a_tick_changes_the_patch(self):
        self.start_with_patch()
        self.room.ask("patch", "plug", "B2", "C3")
        self.room.ask("fault", "jack C3", "crackles")
        self.room.ask("capture", "Night Train", "Mix 3")
        self.room.ask("patch", "pull", "B2")
        self.room.ask("patch", "plug", "M1", "B20")
        recall = self.room.ask("recall", "Night Train/Mix 3", "--yes", check=3)["recall"]
        groups = {group["name"]: group["lines"] for group in self.room.ask("checklist", str(recall), check=3)["groups"]}
        self.assertEqual([line["line"] for line in groups["cords"]], ["patch pull M1-B20", "patch plug B2-C3"])
        self.assertEqual([fault["text"] for fault in groups["cords"][1]["faults"]], ["crackles"])
        self.room.ctl("tick", str(recall), "patch pull M1-B20", check=0)
        self.assertEqual(self.cords(), [])
        self.room.daemon.kill()  # what was ticked is kept
        self.room.start_daemon(wait="online")
        self.assertEqual(self.cords(), [])
        self.assertEqual(self.room.ask("checklist", str(recall), check=3)["remaining"], 1)
        self.room.ctl("tick", str(recall), "patch plug B2-C3", check=0)
        self.assertEqual(self.cords(), [("B2", "C3")])
        self.assertEqual(self.room.ask("checklist", str(recall))["remaining"], 0)
        again = self.room.ctl("tick", str(recall), "patch plug B2-C3")
        self.assertIn("was ticked already", again.err)
        self.assertEqual(self.room.ctl("patch", "diff", "live", "Night Train/Mix 3", check=0).out, "the same cords\n")

    def test_faults_stand_beside_the_patch_its_way_back_and_the_trace(self):
        self.start_with_patch()
        self.room.ask("patch", "plug", "B2", "C3")
        self.room.ask("capture", "Night Train", "Mix 3")
        self.room.ask("patch", "pull", "B2")
        entry = self.room.ask("fault", "jack c3", "crackels")["entry"]
        self.room.ask("correct", str(entry), "crackles")
        self.assertIn("fault: jack C3: crackles", self.room.ctl("patch", check=0).out)
        self.assertIn("plug B2 -> C3  jack C3: crackles", self.room.ctl("patch", "diff", "live", "Night Train/Mix 3", check=3).out)
        self.assertIn("fault: jack C3: crackles", self.room.ctl("trace", "1176-A", check=0).out)
        self.room.ctl("fault", "close", str(entry), "cleaned", check=0)
        self.assertNotIn("fault", self.room.ctl("patch", check=0).out)
        self.assertNotIn("fault", self.room.ctl("trace", "1176-A", check=0).out)

    def test_a_trace_says_nothing_twice(self):
        self.start_with_patch()
        lines = self.room.ctl("trace", "line 2", check=0).out.splitlines()
        self.assertTrue(lines[0].startswith("line 2 -> 1073-2 -> bay B2"))
        self.assertEqual(len(lines), len(set(lines)))
        self.assertLess(len(lines), 12)

    def test_a_point_that_nothing_feeds_is_known_and_says_why(self):
        self.start_with_patch()
        self.hear(17, 3)
        until(lambda: self.notes("desk ch 1") == ["nothing feeds desk ch 1: desk ch/01/config/source is OFF"], what="the desk's routing")
        out = self.room.ctl("trace", "desk ch/01", check=0).out
        self.assertEqual(out.splitlines()[:2], ["desk ch 1 -> DAW 1", "note: nothing feeds desk ch 1: desk ch/01/config/source is OFF"])
        self.assertIn("note: nothing is wired to desk in 32", self.room.ctl("trace", "desk in/32", check=0).out)
        self.assertIn('say which point of it, such as "desk in 1"', self.room.ctl("trace", "desk", check=64).err)

    def notes(self, point):
        return self.room.ask("trace", point)["notes"]

    def test_outboard_that_no_wire_names_is_known_all_the_same(self):
        self.room.start_desk()
        self.room.write_rig("  - {name: LA2A, profile: analog/teletronix-la-2a}\n" + PATCH)
        self.room.start_daemon(wait="online")
        self.assertEqual(self.room.ctl("trace", "la2a", check=0).out, "LA2A\nnote: nothing is wired to LA2A\n")
        self.assertIn('did you mean "LA2A"?', self.room.ctl("trace", "LA-2A", check=64).err)

    def test_a_fault_is_about_a_jack_that_there_is(self):
        self.start_with_patch()
        self.assertIn('no bay of this rig has a jack "B99"; did you mean "B9"?', self.room.ctl("fault", "jack B99", "loose", check=64).err)
        self.assertEqual(self.room.ask("faults")["faults"], [])

    def test_what_cannot_be_is_said_and_changes_nothing(self):
        self.start_with_patch()
        self.room.ask("patch", "plug", "B2", "C3")
        for words, code, message in (
            (("plug", "B2", "B99"), 64, 'there is no jack "B99"; did you mean "B9"?'),
            (("plug", "B3", "C3"), 4, "two outputs into input C3: B2 -> C3 and B3 -> C3"),
            (("plug", "B2", "C3"), 4, "the cord B2 -> C3 is there twice"),
            (("plug", "C4", "C2"), 4, "C4 is an input, nothing comes out of it"),
            (("pull", "B9"), 64, 'there is no cord in jack "B9"'),
            (("plug",), 64, "say which cord"),
            (("swap", "B1", "B2"), 64, "patch has plug, pull and diff"),
            (("diff", "live"), 64, "patch diff compares two"),
        ):
            with self.subTest(words=words):
                self.assertIn(message, self.room.ctl("patch", *words, check=code).err)
        self.assertIn('did you mean "line 2"?', self.room.ctl("trace", "lime 2", check=64).err)
        self.assertEqual(len(self.room.ask("patch")["cords"]), 1)

    def test_a_rig_whose_patch_cannot_be_is_refused_with_its_place(self):
        self.room.start_desk()
        self.room.write_rig(PATCH.replace("C3 -> 1176-A", "C33 -> 1176-A"))
        daemon = self.room.start_daemon(wait=None)
        self.assertEqual(daemon.ended(), 78)
        self.assertRegex(daemon.text(), r'rig\.yaml:\d+:\d+: there is no jack "C33"; did you mean "C3"\?')

    def test_a_rig_that_names_what_its_units_do_not_have_is_refused_with_its_place(self):
        self.room.start_desk()
        rig = "  - {name: 1176-A, profile: analog/ua-1176ln, revision: D}\n" + PATCH
        for bend, bent, message in (
            ("desk in {n-16}", "desk in {n+1}", r'desk has no "in 33"; it has in 1 … 32'),
            ("desk in {n-16}", "desk inn {n-16}", r'desk has no point "inn"; did you mean "in"\?'),
            ("desk ch {n:1..32}", "desc ch {n:1..32}", r'this rig has no unit "desc"; did you mean "desk"\?'),
            ("revision: D", "revision: Z", r'1176-A: analog/ua-1176ln has no revision "Z"; it has A \(blue stripe\), B, C'),
        ):
            with self.subTest(message=message):
                self.room.write_rig(rig.replace(bend, bent))
                daemon = self.room.start_daemon(wait=None)
                self.assertEqual(daemon.ended(), 78)
                self.assertRegex(daemon.text(), r"rig\.yaml:\d+:\d+: " + message)


if __name__ == "__main__":
    unittest.main()
