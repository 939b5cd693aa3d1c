"""What may hurt needs consent by name; without it nothing is sent."""

import unittest

from room import RoomTest

# flags: (kept, disturbed): what recall would have to send back, from what
HAZARDS = {
    "phantom": ({"headamp/000/phantom": 1}, {"headamp/000/phantom": 0}),
    "gain": ({"headamp/001/gain": 1.0}, {"headamp/001/gain": 0.0}),
    "unmute": ({"ch/01/mix/on": 1}, {"ch/01/mix/on": 0}),
    "level": ({"main/st/mix/fader": 0.75}, {"main/st/mix/fader": 0.0}),
    "routing": ({"outputs/main/01/src": 5}, {"outputs/main/01/src": 6}),
    "talkback": ({"config/talk/A/level": 0.5}, {"config/talk/A/level": 0.75}),
    "oscillator": ({"config/osc/level": 0.0}, {"config/osc/level": 0.5}),
    "monitor": ({"config/solo/level": 0.5}, {"config/solo/level": 0.25}),
    "link": ({"config/chlink/1-2": 0}, {"config/chlink/1-2": 1}),
    "mutegroup": ({"config/mute/1": 0}, {"config/mute/1": 1}),
    "routing,repatch": ({"config/routing/IN/1-8": 0, "headamp/002/gain": 0.25}, {"config/routing/IN/1-8": 4, "headamp/002/gain": 0.26}),
}
HARMLESS = {"phantom": ({"headamp/000/phantom": 0}, {"headamp/000/phantom": 1}), "gain": ({"headamp/001/gain": 0.0}, {"headamp/001/gain": 1.0}),
            "unmute": ({"ch/01/mix/on": 0}, {"ch/01/mix/on": 1}), "level": ({"main/st/mix/fader": 0.0}, {"main/st/mix/fader": 0.75})}
ALL = "phantom gain unmute level routing repatch link monitor talkback oscillator mutegroup".split()


class Refusals(RoomTest):
    def setUp(self):
        super().setUp()
        self.osc = self.start()

    def keep_and_disturb(self, kept, disturbed, version):
        self.osc.write(kept)
        self.room.ask("capture", "S", version)
        return self.osc.write(disturbed)

    def test_each_hazard_needs_its_own_flag(self):
        for flags, (kept, disturbed) in HAZARDS.items():
            with self.subTest(flags):
                version = "V " + flags.replace(",", " ")
                there = self.keep_and_disturb(kept, disturbed, version)
                answer = self.room.ctl("recall", f"S/{version}", "--json", check=4)
                needed = flags.split(",")
                self.assertEqual(sorted(h["hazard"] for h in answer.error["plan"]["hazards"]), sorted(needed))
                self.assertFalse(any(h["allowed"] for h in answer.error["plan"]["hazards"]))
                for word in needed:
                    self.assertIn(word, answer.error["message"])
                others = ",".join(set(ALL) - {needed[-1]})
                answer = self.room.ctl("recall", f"S/{version}", "--allow", others, check=4)
                self.assertIn(needed[-1], answer.err)
                self.assertEqual(self.osc.leaves(disturbed), there, "refused, and yet something moved")
                self.room.ask("recall", f"S/{version}", "--allow", flags)
                self.assertEqual(self.osc.leaves(kept), self.osc.write(kept))

    def test_the_way_back_to_safety_needs_no_flag(self):
        for flag, (kept, disturbed) in HARMLESS.items():
            with self.subTest(flag):
                self.keep_and_disturb(kept, disturbed, flag)
                self.room.ask("recall", f"S/{flag}")
                self.assertEqual({n: v[1] for n, v in self.osc.leaves(kept).items()}, kept)

    def test_a_partial_list_names_what_is_missing(self):
        kept, disturbed = {}, {}
        for flags in ("phantom", "gain", "unmute", "routing"):
            kept.update(HAZARDS[flags][0])
            disturbed.update(HAZARDS[flags][1])
        there = self.keep_and_disturb(kept, disturbed, "V")
        answer = self.room.ctl("recall", "S/V", "--allow", "phantom,unmute", check=4)
        self.assertIn("gain", answer.err)
        self.assertIn("routing", answer.err)
        hint = answer.err[answer.err.index("--allow") :] if "--allow" in answer.err else ""
        self.assertIn("gain", hint, "it says which words to add")
        plan = self.room.ask("plan", "S/V", "--allow", "phantom,unmute")
        self.assertEqual({h["hazard"]: h["allowed"] for h in plan["hazards"]}, {"phantom": True, "unmute": True, "gain": False, "routing": False})
        self.assertTrue(plan["refused"])
        self.assertTrue(all(h["words"] for h in plan["hazards"]), "each is told in words")
        self.assertEqual(self.osc.leaves(disturbed), there)
        self.assertFalse(self.room.ask("plan", "S/V", "--allow", "phantom,unmute,gain,routing")["refused"])

    def test_a_scope_without_the_hazard_needs_no_consent(self):
        self.keep_and_disturb({"headamp/000/phantom": 1, "ch/01/mix/pan": 0.5}, {"headamp/000/phantom": 0, "ch/01/mix/pan": 0.0}, "V")
        self.room.ctl("recall", "S/V", check=4)
        self.room.ask("recall", "S/V", "--scope", "ch/*")
        self.assertEqual((self.osc.leaf("headamp/000/phantom"), self.osc.leaf("ch/01/mix/pan")), (0, 0.5))

    def test_undo_that_would_hurt_needs_consent_too(self):
        self.keep_and_disturb({"headamp/000/phantom": 0}, {"headamp/000/phantom": 1}, "V")
        self.room.ask("recall", "S/V")
        self.assertEqual(self.osc.leaf("headamp/000/phantom"), 0)
        self.assertIn("phantom", self.room.ctl("undo", check=4).err)
        self.assertEqual(self.osc.leaf("headamp/000/phantom"), 0)
        self.room.ask("undo", "--allow", "phantom")
        self.assertEqual(self.osc.leaf("headamp/000/phantom"), 1)

    def test_a_word_that_is_no_hazard_is_a_usage_error(self):
        self.room.ask("capture", "S", "V")
        answer = self.room.ctl("recall", "S/V", "--allow", "fantom", check=64)
        self.assertIn("phantom", answer.err)


if __name__ == "__main__":
    unittest.main()
