"""Work for hands, by several people at once: one checklist from phones, tablets and shells, its counter over OSC, and what is typed wrong."""

import base64
import re
import sys
import threading
import unittest

from osc_remote_test import Phone
from room import PATIENCE, RoomTest, until

LIMITER, OPTO, STEREO = "analog/ua-1176ln", "analog/teletronix-la-2a", "analog/drawmer-1960"
ALL = {"INPUT": "30", "OUTPUT": "18", "ATTACK": "3", "RELEASE": "5", "RATIO": "4", "METER": "GR"}
OTHER = {"INPUT": "6", "OUTPUT": "36", "ATTACK": "7", "RELEASE": "1", "RATIO": "20", "METER": "+8"}
LINES = [f"1176-A {control.lower()}" for control in ALL]


def pairs(sheet):
    return [word for pair in sheet.items() for word in pair]


class Handwork(RoomTest):
    """A rack without any desk: nothing but people sets it."""

    def setUp(self):
        super().setUp()
        units = f"  - {{name: 1176-A, profile: {LIMITER}, revision: D}}\n  - {{name: LA2A, profile: {OPTO}}}\n  - {{name: comp, profile: {STEREO}}}\n"
        self.room.rig.write_text("units:\n" + units)
        self.room.start_daemon()

    def ctl(self, *words, code=0):
        return self.room.ctl(*words, check=code).out

    def json(self, *words, code=0):
        return self.room.ask(*words, check=code)

    def set(self, unit, sheet):
        return self.ctl("sheet", "set", unit, *pairs(sheet))

    def sheet(self, unit):
        """What stands on it: {label: words}, with the group before labels of channels."""
        return {f"{group['name']} {control['label']}".strip(): control["words"] for group in self.json("sheet", unit)["groups"] for control in group["controls"]}

    def recalled(self):
        """Mix 1 is asked for while everything on the limiter stands elsewhere: six lines."""
        self.set("1176-A", ALL)
        self.ctl("capture", "Night Train", "Mix 1")
        self.set("1176-A", OTHER)
        return self.json("recall", "Night Train/Mix 1", code=3)["recall"]

    def entries(self, kind):
        return [entry for entry in self.json("log", "--count", "500")["entries"] if entry["kind"] == kind]


class TwoAtOnce(Handwork):
    def crowd(self, people, work):
        """What came of it, by person; all begin at the same moment."""
        ready, answers = threading.Barrier(len(people)), {}

        def one(name):
            ready.wait(PATIENCE)
            answers[name] = work(name)

        threads = [threading.Thread(target=one, args=(name,)) for name in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(2 * PATIENCE)
        self.assertEqual(sorted(answers), sorted(people))
        return answers

    def test_of_many_who_tick_one_line_one_is_first_and_the_others_hear_of_it(self):
        number = self.recalled()
        people = [f"person {i}" for i in range(6)]
        arguments = {"recall": number, "line": LINES[0], "note": "turned it"}
        answers = self.crowd(people, lambda name: self.room.http("tick", arguments))
        self.assertEqual(sorted(status for status, _ in answers.values()), [200] + 5 * [409])
        for status, answer in answers.values():
            if status == 409:
                self.assertEqual(answer["error"]["code"], "already")
                self.assertRegex(answer["error"]["message"], r"1176-A input was ticked already, as done, by .* \d\d:\d\d")
        self.assertEqual(len(self.entries("tick")), 1)
        self.assertEqual(len([entry for entry in self.entries("note") if "turned it" in entry["text"]]), 5, "what the others had to say is kept")
        self.assertEqual(self.json("checklist", number, code=3)["done"], 1)

    def test_each_of_many_lines_is_ticked_by_somebody_else_at_once(self):
        number = self.recalled()
        answers = self.crowd(LINES, lambda line: self.room.http("tick", {"recall": number, "line": line}))
        self.assertEqual({status for status, _ in answers.values()}, {200})
        self.assertEqual(sorted(answer["result"]["remaining"] for _, answer in answers.values()), [0, 1, 2, 3, 4, 5])
        self.assertEqual(self.json("checklist", number)["done"], 6)
        self.assertEqual(self.json("report", number)["report"]["by_hand"], 0)
        shown = self.sheet("1176-A")
        self.assertEqual((shown["INPUT"], shown["RATIO"], shown["METER"]), ("30 dB", "4", "GR"))

    def test_two_sheets_that_are_set_at_once_are_both_noted(self):
        work = {"1176-A": {"INPUT": "30"}, "LA2A": {"GAIN": "40"}}
        self.crowd(list(work), lambda unit: self.room.http("sheet_set", {"unit": unit, "values": "\n".join(f"{k}={v}" for k, v in work[unit].items())}))
        self.assertEqual(self.sheet("1176-A")["INPUT"], "30 dB")
        self.assertEqual(self.sheet("LA2A")["GAIN"], "40")
        self.assertEqual(len(self.entries("sheet")), 2)

    def test_a_tick_and_a_taking_back_leave_what_the_last_one_said(self):
        number = self.recalled()
        for verdict, remaining in (("done", 5), ("open", 6), ("cannot", 5), ("open", 6), ("done", 5)):
            status, answer = self.room.http("tick", {"recall": number, "line": LINES[0], "verdict": verdict})
            self.assertEqual((status, answer["result"]["remaining"]), (200, remaining), verdict)
        self.assertEqual(len(self.entries("tick")), 5, "nothing is ever taken out of the log")
        self.assertEqual(self.sheet("1176-A")["INPUT"], "30 dB")


class Killed(Handwork):
    def test_ticks_that_were_answered_outlive_a_daemon_that_is_killed_among_them(self):
        number = self.recalled()
        for done, line in enumerate(LINES, 1):
            self.assertEqual(self.room.http("tick", {"recall": number, "line": line})[0], 200)
            self.room.daemon.kill()
            self.room.start_daemon()
            counted = self.json("checklist", number, code=0 if done == len(LINES) else 3)
            self.assertEqual((counted["done"], counted["remaining"]), (done, len(LINES) - done))
        self.assertEqual(self.sheet("1176-A")["METER"], "GR")
        self.ctl("report", number)


class Counter(Handwork):
    def setUp(self):
        super().setUp()
        self.phone = Phone(self.room.door("osc"))
        self.addCleanup(self.phone.close)

    def until_counter(self, wanted):
        """remaining, of, done, cannot"""
        return until(lambda: list(self.phone.until("/recalld/reply/checklist")[2][3:]) == wanted, what=f"the counter {wanted}")

    def test_a_remote_that_follows_reports_sees_what_remains_go_down(self):
        number = self.recalled()
        self.phone.say("/recalld/subscribe", "reports", 600)
        self.until_counter([6, 6, 0, 0])
        self.ctl("tick", number, LINES[0])
        self.until_counter([5, 6, 1, 0])
        self.ctl("tick", number, LINES[1], "cannot", "--note", "it is stuck")
        self.until_counter([4, 6, 1, 1])
        self.ctl("tick", number, LINES[0], "open")
        self.until_counter([5, 6, 0, 1])

    def test_a_checklist_is_asked_for_and_ticked_over_osc(self):
        self.phone.say("/recalld/checklist")
        self.assertEqual(self.phone.until("/recalld/error")[2][1], "not_found")
        number = self.recalled()
        self.phone.say("/recalld/checklist")
        self.assertEqual(list(self.phone.until("/recalld/reply/checklist")[2]), [number, "Night Train", "Mix 1", 6, 6, 0, 0])
        line = self.phone.until("/recalld/reply/checklist/line")[2]
        self.assertEqual(list(line), ["1176-A ratio", "RATIO", "20", "4", ""])
        self.assertEqual(list(self.phone.until("/recalld/reply/checklist/end")[2]), [6, 6])
        self.phone.say("/recalld/tick", number, "1176-A RATIO")
        said = self.phone.until("/recalld/reply/tick")[2]
        self.assertEqual(said[said.index("remaining") + 1], 5)
        self.phone.say("/recalld/tick", number, "1176-A RATIO")
        self.assertEqual(self.phone.until("/recalld/error")[2][1], "already")
        self.phone.say("/recalld/checklist", number)
        self.assertEqual(list(self.phone.until("/recalld/reply/checklist")[2])[3:], [5, 6, 1, 0])


class Followed(Handwork):
    def test_a_checklist_is_shown_again_at_each_tick_until_nothing_is_left(self):
        number = self.recalled()
        following = self.room.ctl_running("checklist", "--follow")
        until(lambda: "remaining 6 of 6" in following.text(), what="the list")
        self.ctl("tick", number, LINES[0])
        until(lambda: "remaining 5 of 6" in following.text(), what="the list after a tick")
        self.set("1176-A", ALL)
        self.assertEqual(following.ended(), 0)
        self.assertIn("remaining 0 of 6; 6 done, 0 cannot match", following.text())
        self.assertIn("noted on its sheet", following.text())


class Presets(Handwork):
    def test_a_unit_that_stands_on_a_preset_is_captured_recalled_and_ticked(self):
        self.ctl("sheet", "set", "comp", "--preset", "P12")
        self.assertIn("comp: preset P12; 0 noted by hand", self.ctl("capture", "Night Train", "Mix 1"))
        self.ctl("sheet", "set", "comp", "--preset", "P47")
        self.assertIn("comp load preset P47 -> P12", self.ctl("plan", "Night Train/Mix 1"))
        number = self.json("recall", "Night Train/Mix 1", code=3)["recall"]
        self.assertIn("[ ] comp  load preset: P47 -> P12", self.ctl("checklist", code=3))
        self.ctl("report", number, code=3)
        self.ctl("tick", number, "comp load preset")
        self.assertEqual(self.json("sheet", "comp")["preset"], "P12")
        self.ctl("report", number)


class TheRest(Handwork):
    def test_a_star_completes_a_sheet(self):
        said = self.ctl("sheet", "set", "LA2A", "GAIN", "40", "*", "-")
        self.assertIn("GAIN 40", said)
        self.assertRegex(said, r"(\d+) of \1 controls noted")
        shown = self.sheet("LA2A")
        self.assertEqual(shown.pop("GAIN"), "40")
        self.assertEqual(set(shown.values()), {"does not matter"})
        again = self.room.ctl("sheet", "set", "LA2A", "*", "-")
        self.assertEqual(again.code, 64)
        self.assertIn("every control is noted already", again.err)

    def test_a_revision_has_what_stands_on_its_front(self):
        of = self.json("sheet", "1176-A")["of"]
        said = self.ctl("sheet", "set", "1176-A", "INPUT", "30", "*", "-")
        self.assertIn(f"{of} of {of} controls noted", said)

    def test_a_complete_sheet_is_captured_without_a_word_of_what_is_missing(self):
        for unit in ("1176-A", "LA2A", "comp"):
            self.ctl("sheet", "set", unit, "*", "-")
        said = self.ctl("capture", "Night Train", "Mix 1")
        self.assertNotIn("not noted", said)


class Wrong(Handwork):
    def refused(self, *words):
        answer = self.room.ctl(*words)
        self.assertEqual(answer.code, 64, answer)
        self.assertNotIn("Traceback", answer.err)
        return answer.err

    def test_what_is_typed_wrong_is_said_line_by_line_and_nothing_is_noted(self):
        said = self.refused("sheet", "set", "1176-A", "INPUT", "50", "OUTPT", "18", "RATIO", "5", "ATTACK", "3~wide", "INPUT", "30")
        for words in ("INPUT: 50 is off the scale (∞, 48 … 0 dB); the nearest is 48", 'no control "OUTPT"; did you mean "OUTPUT"?', 'RATIO: "5" is none of its positions', '; did you mean "4"?',
                      'ATTACK: the tolerance "wide" is not a number', "INPUT: it is said twice"):
            self.assertIn(words, said)
        self.assertEqual(set(self.sheet("1176-A").values()), {"not noted"})
        self.assertEqual(self.entries("sheet"), [])

    def test_a_tolerance_wider_than_half_of_the_scale_is_refused(self):
        said = self.refused("sheet", "set", "1176-A", "INPUT", "24~50")
        self.assertIn("INPUT: a tolerance of 50 divisions says nothing: the scale has 8; at most 4", said)
        self.ctl("sheet", "set", "1176-A", "INPUT", "24~4")

    def test_the_example_for_who_says_nothing_is_taken_as_it_stands(self):
        for unit in ("1176-A", "LA2A"):
            said = self.refused("sheet", "set", unit)
            example = re.search(r"such as (\S+)$", said.strip())[1]
            self.ctl("sheet", "set", unit, example)
            self.assertNotEqual(set(self.sheet(unit).values()), {"not noted"})

    def test_two_controls_of_one_name_are_told_apart(self):
        said = self.refused("sheet", "set", "comp", "THRESHOLD", "7")
        self.assertRegex(said, r"THRESHOLD may be .*THRESHOLD or .*THRESHOLD; say which")
        first = re.search(r"may be (.*?) or ", said)[1]
        self.ctl("sheet", "set", "comp", first, "7")
        self.assertEqual(self.sheet("comp")[first], "7")

    def test_units_without_a_sheet_versions_without_the_unit_and_odd_numbers_of_words(self):
        self.assertIn("no unit", self.refused("sheet", "set", "LA3A", "GAIN", "40"))
        self.assertIn("has no value", self.refused("sheet", "set", "LA2A", "GAIN", "40", "METER"))
        self.assertIn("no version holds LA2A yet", self.refused("sheet", "copy", "LA2A"))
        self.assertIn('no session "Night Train"', self.refused("sheet", "LA2A", "--at", "Night Train/Mix 9"))
        self.assertIn("two profiles", self.refused("sheet", "copy", "LA2A", "--from", "1176-A"))

    def test_pictures_that_are_none_are_refused_and_the_sheet_stays(self):
        self.ctl("sheet", "set", "LA2A", "GAIN", "40")
        for name, content in (("empty.jpg", b""), ("text.png", b"no picture at all"), ("cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), ("cut.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0")):
            photo = self.room.folder / name
            photo.write_bytes(content)
            with self.subTest(name):
                self.refused("sheet", "photo", "LA2A", str(photo))
        self.assertIsNone(self.json("sheet", "LA2A")["photo"])
        status, answer = self.room.http("sheet_photo", {"unit": "LA2A", "photo": base64.b64encode(b"\0" * 1000).decode()})
        self.assertEqual(status, 400, answer)
        self.assertEqual(self.sheet("LA2A")["GAIN"], "40")

    def test_ticks_of_what_is_not_on_the_list(self):
        number = self.recalled()
        self.assertIn("has no line", self.refused("tick", number, "LA2A GAIN"))
        self.assertIn('did you mean "1176-A input"', self.refused("tick", number, "1176-A inptu"))
        self.assertIn("no recall 4711", self.refused("tick", 4711, LINES[0]))
        self.assertIn("done, cannot or open", self.refused("tick", number, LINES[0], "perhaps"))
        far = self.room.ctl("tick", number, LINES[0], "--found", "48")
        self.assertEqual(far.code, 3)
        self.assertIn("of a division off", far.err)
        self.assertEqual(self.json("checklist", number, code=3)["remaining"], 6)


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
