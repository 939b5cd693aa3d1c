"""The story of a session: kept, disturbed, compared, put back, undone, exported. Also on the small console."""

import json
import random
import re
import shutil
import signal
import struct
import subprocess
import unittest

import room
from room import RoomTest, until

SEED = 20261121
CAPTURED = "Night Train/Mix 3"


def packed(value):
    """A value as the wire has it."""
    return struct.unpack(">f", struct.pack(">f", value))[0] if isinstance(value, float) else value


def fx_moves(osc, luck):
    """Other effects in three slots, and parameters of theirs by the tag that the console itself uses."""
    moved = {}
    for slot, types in ((1, 20), (2, 20), (6, 14)):
        name = f"fx/{slot}/type"
        moved[name] = ("i", (osc.leaf(name) + luck.randrange(1, types)) % types)
    osc.write(moved)
    names = [f"fx/{slot}/par/{par:02}" for slot in (1, 2, 3, 6) for par in range(1, 7)]
    for name, (tag, now) in osc.leaves(names).items():
        moved[name] = (tag, packed(luck.random()) if tag == "f" else 1 - min(now, 1))
    moved["fx/3/source/l"] = ("i", 5)
    return moved


def plain(moves):
    return {name: value[1] if isinstance(value, tuple) else value for name, value in moves.items()}


class WholeStory(RoomTest):
    def test_what_was_kept_comes_back_and_undo_takes_it_back(self):
        osc = self.start()
        captured = self.room.ask("capture", "Night Train", "Mix 3", "--note", "vocal up")
        self.assertEqual(captured["units"][0]["silent"], [])
        names = self.room.parameters(CAPTURED)
        self.assertEqual(len(names), captured["units"][0]["captured"])
        self.assertGreater(len(names), 8000)
        before = osc.leaves(names)

        luck = random.Random(SEED)
        moves = room.x32_moves(luck)
        osc.write(moves)
        osc.write(fx_moves(osc, luck))
        disturbed = osc.leaves(names)
        moved = {name for name in names if disturbed[name] != before[name]}
        self.assertGreater(len(moved), 280)

        diff = self.room.ask("diff", CAPTURED, "live")
        self.assertEqual({d["parameter"] for d in diff["differences"]}, moved)
        self.assertEqual(diff["missing"], [])
        self.assertTrue(all(d["words"] for d in diff["differences"]))
        self.assertIn("Kick" if any(m == "Kick" for m in moves.values()) else "->", self.room.ctl("diff", CAPTURED, "live", check=3).out)

        plan = self.room.ask("plan", CAPTURED)
        self.assertTrue(plan["refused"])
        planned = {c["parameter"] for c in plan["changes"]}
        self.assertLessEqual(moved, planned)
        self.assertEqual(plan["writes"], len(plan["changes"]))
        self.assertEqual(plan["writes"], sum(stage["count"] for stage in plan["stages"]))
        for extra in planned - moved:
            self.assertTrue(extra.startswith("fx/"), f"{extra} did not move and no effect type resets it")

        refused = self.room.ctl("recall", CAPTURED, "--json", check=4)
        self.assertEqual(refused.error["code"], "refused")
        self.assert_same_leaves(osc.leaves(names), disturbed)
        dry = self.room.ask("recall", CAPTURED, "--allow", "all", "--dry-run")
        self.assertFalse(dry["refused"])
        self.assertEqual(dry["writes"], plan["writes"])
        self.assert_same_leaves(osc.leaves(names), disturbed)

        recalled = self.room.ask("recall", CAPTURED, "--allow", "all")
        self.check_numbers(recalled, len(names), plan["writes"])
        self.assert_same_leaves(osc.leaves(names), before)
        again = self.room.ask("recall", CAPTURED, "--allow", "all")
        self.assertEqual(again["report"]["written"], 0)

        # what changed nothing is undone first, or not offered at all; the next takes the real one back
        undone = self.room.ask("undo", "--allow", "all")
        if undone["undid"]["recall"] == again["recall"]:
            self.assertEqual(undone["report"]["written"], 0)
            undone = self.room.ask("undo", "--allow", "all")
        self.assertEqual(undone["undid"]["recall"], recalled["recall"])
        self.assertEqual(undone["undid"]["version"], "Mix 3")
        self.assert_same_leaves(osc.leaves(names), disturbed)
        self.check_history(recalled["recall"], captured)

    def check_numbers(self, recalled, known, writes):
        report = recalled["report"]
        self.assertEqual(report["written"], writes)
        for nothing in ("differs", "silent", "unverified", "safe", "moved", "withheld"):
            self.assertEqual(report[nothing], 0, nothing)
        read_only = 13  # the desk's own safes, its scene and one action: told, never written
        total = report["matched"] + report["corrected"] + report["by_hand"]
        self.assertTrue(known - read_only <= total <= known, f"{total} of {known} parameters: {report}")
        self.assertFalse(recalled["cancelled"])

    def check_history(self, recall, captured):
        reports = self.room.ask("reports")
        self.assertGreaterEqual(reports["total"], 2)
        mine = next(r for r in reports["reports"] if r["recall"] == recall)
        self.assertEqual((mine["session"], mine["version"], mine["state"]), ("Night Train", "Mix 3", "finished"))
        self.assertTrue(mine["undone"], "the list says that it was taken back")
        report = self.room.ask("report", str(recall))
        self.assertEqual(report["report"], mine["report"])
        self.assertEqual(self.room.ask("report")["state"], "finished")
        self.assertEqual([s["session"] for s in self.room.ask("sessions")["sessions"]], ["Night Train"])
        versions = self.room.ask("versions", "Night Train")
        self.assertEqual([v["version"] for v in versions["versions"]], ["Mix 3"])
        self.assertEqual(versions["versions"][0]["note"], "vocal up")
        self.assertGreater(self.room.ask("versions", "Night Train", "--safety")["total"], 1)
        shown = self.room.ask("show", CAPTURED, "--scope", "ch/17 eq")
        names = {v["parameter"] for v in shown["units"][0]["values"]}
        self.assertEqual(names, {"ch/17/eq/on"} | {f"ch/17/eq/{b}/{f}" for b in (1, 2, 3, 4) for f in ("type", "f", "g", "q")})
        self.assertEqual(shown["take"], captured["take"])
        for verb in (["status"], ["units"], ["reports"], ["report"], ["sessions"], ["versions", "Night Train"], ["show", CAPTURED]):
            self.assertTrue(self.room.ctl(*verb, check=0).out.strip(), f"{verb} tells people something")


class Neighbours(RoomTest):
    def test_words_tell_one_step_from_the_next(self):
        osc = self.start()
        luck = random.Random(SEED)
        osc.write({f"ch/{n:02}/mix/fader": luck.randrange(1000) / 1023 for n in range(1, 33)})
        self.room.ask("capture", "S", "V")
        osc.write({f"ch/{n:02}/mix/fader": osc.leaf(f"ch/{n:02}/mix/fader") + 1 / 1023 for n in range(1, 33)})
        differences = self.room.ask("diff", "S/V", "live")["differences"]
        self.assertEqual(len(differences), 32)
        self.assertEqual([d for d in differences if d["from"] == d["to"]], [], "what differs does not read the same")


class Scopes(RoomTest):
    MOVES = {"ch/01/eq/1/g": 1.0, "ch/08/eq/4/f": 1.0, "ch/09/eq/1/g": 1.0, "ch/01/mix/pan": 1.0, "ch/17/config/name": "Tuba",
             "bus/01/eq/1/g": 0.0, "config/tape/gainL": 1.0}

    def setUp(self):
        super().setUp()
        self.osc = self.start(rig='safes: ["desk ch/30"]\nscopes:\n  drums: ch/1-8\n  both: ["@drums eq", "config/tape"]\n')
        self.osc.write({"ch/30/mix/pan": 0.25})
        self.room.ask("capture", "S", "V")
        self.before = self.osc.leaves(list(self.MOVES) + ["ch/30/mix/pan"])
        self.osc.write(self.MOVES)

    def differing(self, *words):
        return sorted(d["parameter"] for d in self.room.ask("diff", "S/V", "live", *words)["differences"])

    def test_a_scope_moves_what_it_says_and_nothing_else(self):
        self.assertEqual(self.differing("--scope", "ch/1-8 eq"), ["ch/01/eq/1/g", "ch/08/eq/4/f"])
        recalled = self.room.ask("recall", "S/V", "--scope", "ch/1-8 eq")
        self.assertEqual(recalled["report"]["written"], 2)
        now = self.osc.leaves(self.MOVES)
        for name in self.MOVES:
            if name.startswith(("ch/01/eq", "ch/08/eq")):
                self.assertEqual(now[name], self.before[name])
            else:
                self.assertNotEqual(now[name], self.before[name], name)
        self.room.ask("undo")
        self.assertEqual(self.differing(), sorted(self.MOVES))

    def test_named_sets_and_exclusions(self):
        self.assertEqual(self.differing("--scope", "@drums"), ["ch/01/eq/1/g", "ch/01/mix/pan", "ch/08/eq/4/f"])
        self.assertEqual(self.differing("--scope", "@both"), ["ch/01/eq/1/g", "ch/08/eq/4/f", "config/tape/gainL"])
        self.assertEqual(self.differing("--scope", "ch/*, -eq"), ["ch/01/mix/pan", "ch/17/config/name"])
        answer = self.room.ctl("diff", "S/V", "live", "--scope", "@drumz", check=64)
        self.assertIn("drums", answer.err + answer.out)

    def test_what_the_rig_keeps_safe_is_not_written_but_told(self):
        self.osc.write({"ch/30/mix/pan": 1.0})
        recalled = self.room.ask("recall", "S/V", "--allow", "all")
        self.assertEqual(recalled["report"]["safe"], 1)
        self.assertIn("ch/30/mix/pan", [d["parameter"] for d in recalled["details"] if d["verdict"] == "safe"])
        self.assertEqual(self.osc.leaf("ch/30/mix/pan"), 1.0)
        self.assertEqual(self.osc.leaves(self.MOVES), {n: v for n, v in self.before.items() if n in self.MOVES})

    def test_a_capture_with_a_scope_holds_only_that(self):
        self.room.ask("capture", "S", "Drums", "--scope", "ch/1-8")
        self.assertTrue(all(name.startswith("ch/0") for name in self.room.parameters("S/Drums")))
        self.osc.write({"ch/02/mix/pan": 0.0, "ch/20/mix/pan": 0.0})
        self.room.ask("recall", "S/Drums", "--allow", "all")
        self.assertEqual((self.osc.leaf("ch/02/mix/pan"), self.osc.leaf("ch/20/mix/pan")), (0.5, 0.0))


class OneParameter(RoomTest):
    def test_get_and_set_in_all_forms(self):
        osc = self.start()
        osc.write({"ch/03/mix/fader": 0.5})

        def shown():
            return self.room.ask("get", "desk", "ch/03/mix/fader")["values"][0]

        until(lambda: shown()["value"].startswith("-10.0"), what="a raw move to show in get")
        self.assertEqual(len(self.room.ask("get", "desk", "ch/*/mix/fader")["values"]), 32)
        self.assertEqual(len(self.room.ask("get", "desk", "/ch/03/mix/fader")["values"]), 1)
        for words, near in ((["-6.8", "dB"], 0.58), (["-6.8 dB"], 0.58), (["-6.8"], 0.58), (["-oo"], 0.0), (["+10"], 1.0), (["0"], 0.75)):
            said = self.room.ask("set", "desk", "ch/03/mix/fader", *words)
            self.assertTrue(said["verified"], words)
            self.assertAlmostEqual(osc.leaf("ch/03/mix/fader"), near, delta=0.001, msg=str(words))
        for name, word, wire in (("ch/03/config/name", "Lead Vox", "Lead Vox"), ("ch/03/config/color", "GN", 2), ("ch/03/eq/1/type", "HShv", 4),
                                 ("ch/03/mix/pan", "-100", 0.0), ("ch/03/dyn/ratio", "4.0", 6), ("ch/03/gate/on", "ON", 1),
                                 ("ch/03/grp/mute", "%000101", 5), ("ch/03/config/name", "-oo", "-oo"), ("ch/03/config/icon", "74", 74)):
            self.room.ask("set", "desk", name, word)
            self.assertEqual(osc.leaf(name), wire, name)
        self.room.ask("set", "desk", "ch/03/eq/2/f", "1 kHz")
        near = osc.leaf("ch/03/eq/2/f")
        self.assertAlmostEqual(20 * 1000**near, 1000, delta=20)
        self.room.ask("set", "desk", "ch/03/eq/2/f", "4k50")
        self.assertAlmostEqual(20 * 1000 ** osc.leaf("ch/03/eq/2/f"), 4500, delta=90)
        for words, wire in ((["In 17"], 17), (["In12"], 12), (["in", "9"], 9)):
            self.room.ask("set", "desk", "ch/03/config/source", *words, "--allow", "routing")
            self.assertEqual(osc.leaf("ch/03/config/source"), wire, words)

    def test_what_cannot_be_set_says_why(self):
        osc = self.start()
        for words, code, says in ((["desk", "ch/33/mix/fader", "0"], 64, "did you mean"), (["dest", "ch/03/mix/fader", "0"], 64, "desk"),
                                  (["desk", "ch/03/mix/fader", "+20 dB"], 64, "10"), (["desk", "ch/03/mix/fader", "loud"], 64, "loud"),
                                  (["desk", "ch/03/config/color", "PINK"], 64, "MG"), (["desk", "ch/03/config/name", "a name that is far too long"], 64, "12"),
                                  (["desk", "ch/*/mix/fader", "0"], 64, "one parameter"), (["desk", "-show/prepos/current", "3"], 64, "read"),
                                  (["desk", "headamp/004/phantom", "ON"], 4, "--allow phantom"), (["desk", "config/chlink/1-2", "ON"], 4, "--allow link"),
                                  (["desk", "ch/03/config/icon", "75"], 64, "74"), (["desk", "ch/03/config/source", "Inn17"], 64, 'did you mean "In 17"?')):
            answer = self.room.ctl("set", *words, check=code)
            self.assertIn(says, answer.err, words)
        self.assertEqual(osc.leaf("headamp/004/phantom"), 0)
        self.room.ask("set", "desk", "headamp/004/phantom", "ON", "--allow", "phantom")
        self.assertEqual(osc.leaf("headamp/004/phantom"), 1)
        self.room.ask("set", "desk", "headamp/004/phantom", "OFF")
        self.assertEqual(osc.leaf("headamp/004/phantom"), 0)

    def test_watch_sees_a_move_at_the_desk(self):
        osc = self.start()
        watching = self.room.ctl_running("watch", "--scope", "ch/5 mix", "--json")
        value = iter(room.FADERS[100:] * 3)

        def seen():
            osc.send("/ch/05/mix/fader", next(value))  # until the watcher has begun, moves pass unseen
            osc.send("/ch/06/mix/fader", 0.5)
            return "ch/05/mix/fader" in watching.text()

        until(seen, what="the move to be shown")
        change = json.loads(watching.text().splitlines()[0])
        self.assertEqual((change["unit"], change["parameter"], change["origin"]), ("desk", "ch/05/mix/fader", "device"))
        self.assertNotIn("ch/06", watching.text())
        watching.signal(signal.SIGINT)
        watching.ended()

    @unittest.skipUnless(shutil.which("oscsend"), "liblo-tools is not installed")
    def test_another_osc_program_moves_it_too(self):
        osc = self.start()
        subprocess.run(["oscsend", "localhost", str(self.room.desks["desk"].port), "/ch/07/mix/fader", "f", "0.75"], check=True, timeout=20)
        until(lambda: self.room.ask("get", "desk", "ch/07/mix/fader")["values"][0]["value"].startswith(("0", "+0", "-0.0")), what="oscsend's move")
        self.assertAlmostEqual(osc.leaf("ch/07/mix/fader"), 0.75, delta=0.001)


class Files(RoomTest):
    IN_SCENES = "-safes, -outputs/rec/*/invert"

    def check_equal_in_text(self, differences):
        """A scene file has as many digits as the desk shows: steps closer together than that fall together, as in its own files."""
        for difference in differences:
            if not difference["parameter"].startswith("fx/"):
                texts = [re.sub(r" \(step \d+\)$", "", difference[side]) for side in ("from", "to")]
                self.assertEqual(texts[0], texts[1], difference["parameter"])
        self.assertLess(len(differences), 250)

    def disturbed(self):
        osc = self.start()
        luck = random.Random(SEED + 1)
        osc.write(room.x32_moves(luck))
        osc.write(fx_moves(osc, luck))
        self.room.ask("capture", "S", "V", "--note", "for \"the\" venue")
        return osc

    def test_an_exported_scene_imported_again_is_the_same(self):
        osc = self.disturbed()
        file = self.room.folder / "v.scn"
        self.room.ctl("export", "S/V", "--format", "scn", "-o", file, check=0)
        lines = file.read_text().split("\n")
        self.assertEqual(len(lines[0].rstrip("\r")), 127)
        self.assertTrue(lines[0].startswith("#4.0#"))
        self.assertGreaterEqual(len([line for line in lines if line]), 2104)
        imported = self.room.ask("import", file, "--unit", "desk", "S", "Again")
        self.assertEqual(imported["warnings"], [])
        self.check_equal_in_text(self.room.ask("diff", "S/V", "S/Again", "--scope", self.IN_SCENES)["differences"])
        again = self.room.folder / "again.scn"
        self.room.ctl("export", "S/Again", "--format", "scn", "-o", again, check=0)
        self.assertEqual(again.read_text().split("\n"), lines, "a second export says the same, line by line")
        # every line is what the desk itself says, column for column where it is not read leaf by leaf
        told = {line.split(" ")[0]: line for line in lines[1:] if line}
        for node in ("ch/01/mix", "ch/17/config", "ch/09/eq/2", "bus/03/dyn", "headamp/007"):
            self.assertEqual(osc.ask("/node", node)[0].split(), told["/" + node].split())
        self.room.ctl("export", "S/V", "-o", file, check=64)
        self.room.ctl("export", "S/V", "-o", file, "--force", check=0)

    def test_a_console_started_with_the_exported_scene_is_as_the_version_says(self):
        self.disturbed()
        file = self.room.folder / "v.scn"
        self.room.ctl("export", "S/V", "--format", "scn", "-o", file, check=0)
        port = self.room.desks["desk"].port
        self.room.desks["desk"].end()
        self.room.start_desk(load=file, port=port)
        scope = ["--scope", self.IN_SCENES]
        self.room.wait_online("desk")
        self.check_equal_in_text(self.room.ask("diff", "S/V", "live", *scope)["differences"])
        self.room.ask("import", file, "--unit", "desk", "S", "Again")
        self.assertEqual(self.room.ask("diff", "S/Again", "live", *scope)["differences"], [], "console and import read the file alike")

    def test_json_and_yaml_hold_every_value(self):
        self.disturbed()
        names = self.room.parameters("S/V")
        as_json = json.loads(self.room.ctl("export", "S/V", "--format", "json", check=0).out)
        self.assertEqual(list(as_json["values"]).sort(), list(names).sort())
        self.assertEqual(len(as_json["values"]), len(names))
        as_yaml = self.room.ctl("export", "S/V", "--format", "yaml", check=0).out
        self.assertEqual(sum(line.startswith("  ") for line in as_yaml.splitlines()), len(names))
        self.assertIn("xml", self.room.ctl("export", "S/V", "--format", "xml", check=64).err)


    def test_json_and_yaml_hold_every_unit_and_a_scene_file_one(self):
        self.start()
        self.room.start_desk("stage", room.X_AIR)
        self.room.write_rig()
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "stage" in self.room.units(), what="the second unit")
        self.room.wait_online("desk", "stage")
        self.room.ask("capture", "S", "Both")
        names = {unit: self.room.parameters("S/Both", unit) for unit in ("desk", "stage")}

        both = json.loads(self.room.ctl("export", "S/Both", "--format", "json", check=0).out)
        self.assertEqual([unit["unit"] for unit in both["units"]], ["desk", "stage"])
        self.assertEqual([unit["profile"] for unit in both["units"]], [room.X32, room.X_AIR])
        for unit in both["units"]:
            self.assertEqual(sorted(unit["values"]), sorted(names[unit["unit"]]))
            alone = json.loads(self.room.ctl("export", "S/Both", "--format", "json", "--unit", unit["unit"], check=0).out)
            self.assertEqual(alone, unit, "one by itself says the same")
        lines = self.room.ctl("export", "S/Both", "--format", "yaml", check=0).out.splitlines()
        self.assertEqual(lines[0], "units:")
        self.assertEqual([line for line in lines if line.startswith("  - ")], ['  - unit: "desk"', '  - unit: "stage"'])
        self.assertEqual(sum(line.startswith("      ") for line in lines), len(names["desk"]) + len(names["stage"]))
        self.assertTrue(all(line.startswith("    ") or line.startswith("  - ") for line in lines[1:]))
        self.assertEqual(self.room.ask("export", "S/Both", "--format", "json")["units"], ["desk", "stage"])

        answer = self.room.ctl("export", "S/Both", "--format", "scn", check=64)
        self.assertIn("desk, stage", answer.err)
        self.assertIn("--unit", answer.err)
        self.assertTrue(self.room.ctl("export", "S/Both", "--unit", "stage", check=0).out.startswith("#2.1#"))
        self.assertIn("desk, stage", self.room.ctl("export", "S/Both", "--format", "json", "--unit", "foh", check=64).err)
        self.assertIn("xml", self.room.ctl("export", "S/Both", "--format", "xml", check=64).err)

        preset = ("preset", "Anna", "kick", "S/Both")
        answer = self.room.ctl(*preset, "ch/01", check=64)
        self.assertIn("desk, stage", answer.err)
        self.assertIn("--unit", answer.err)
        self.assertEqual(self.room.ask(*preset, "ch/01", "--unit", "stage")["profile"], room.X_AIR)
        self.assertEqual(self.room.ask(*preset, "desk ch/01")["profile"], room.X32)
        self.assertEqual(self.room.ask(*preset, "ch/20")["profile"], room.X32, "only one of them has so many")


class SmallConsole(RoomTest):
    def test_the_short_story_on_an_x_air(self):
        osc = self.start(profile=room.X_AIR)
        self.room.ask("capture", "Club", "Soundcheck")
        names = self.room.parameters("Club/Soundcheck")
        before = osc.leaves(names)
        moves = {f"ch/{n:02}/mix/fader": n / 20 for n in range(1, 17)}
        moves.update({f"ch/{n:02}/config/name": f"In {n}" for n in range(1, 17)})
        moves.update({"lr/mix/fader": 0.5, "bus/1/eq/1/g": 1.0, "headamp/01/gain": 0.5, "rtn/1/mix/on": 0, "ch/02/config/color": 7})
        osc.write(moves)
        disturbed = osc.leaves(names)
        moved = {name for name in names if disturbed[name] != before[name]}
        self.assertGreater(len(moved), 30)
        self.assertEqual({d["parameter"] for d in self.room.ask("diff", "Club/Soundcheck", "live")["differences"]}, moved)
        self.room.ctl("recall", "Club/Soundcheck", check=4)
        self.room.ask("recall", "Club/Soundcheck", "--allow", "all")
        self.assert_same_leaves(osc.leaves(names), before)
        self.room.ask("undo", "--allow", "all")
        self.assert_same_leaves(osc.leaves(names), disturbed)
        text = self.room.ctl("export", "Club/Soundcheck", "--format", "scn", check=0).out
        file = self.room.folder / "club.scn"
        file.write_text(text)
        self.room.ask("import", file, "--unit", "desk", "Club", "Again")
        self.assertEqual(self.room.ask("diff", "Club/Soundcheck", "Club/Again")["differences"], [])


if __name__ == "__main__":
    unittest.main()
