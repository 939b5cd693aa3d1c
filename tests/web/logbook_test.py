"""The log, the faults and the prints in a real browser: notes from a phone, corrections, what is broken, and what is where and proven."""

import pathlib
import shutil
import struct
import sys
import unittest

from browser import DESK
from web_room import WebRoom

NAME = "NT_NightTrain_AB01_Master_96k24.wav"


def wav(frames=9600):
    sound = bytes(i * 7 % 251 for i in range(frames * 6))
    head = struct.pack("<HHIIHH", 1, 2, 96000, 576000, 6, 24)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", len(sound)) + sound
    return b"RIFF" + struct.pack("<I", len(body)) + body


class LogPages(WebRoom):
    def begin(self):
        self.prints, self.backup = self.room.folder / "prints", self.room.folder / "backup"
        for folder in (self.prints, self.backup):
            folder.mkdir()
        self.open(rig=f"prints: [{self.prints}, {self.backup}]\n")
        self.room.ctl("capture", "Night Train", "Mix 3", "--scope", "ch/1", check=0)

    def lines(self, *words):
        return self.room.ask("log", *words)["entries"]

    def look(self, browser, name):
        """But for the navigation, which all pages share."""
        self.wrong += [fault for fault in browser.look(name) if " A \"" not in fault]

    def judge(self, *browsers, allowed=()):
        for browser in browsers:
            self.assertEqual(browser.complaints(allowed), [])
        self.assertEqual(self.wrong, [])


class Log(LogPages):
    def test_a_note_from_a_phone_is_seen_at_the_desk_without_asking(self):
        self.begin()
        phone, desk = self.paired("Anna", "edit"), self.paired("Ben", "operate")
        desk.resize(DESK)
        desk.go("/log").connected()
        phone.go("/log").type("#text", "vocal <comped> from takes 2 & 5")
        phone.click_words("Put into the log", "button")
        phone.until_text("vocal <comped> from takes 2 & 5")
        desk.until_text("vocal <comped> from takes 2 & 5")
        self.assertEqual(self.lines()[0]["who"], "Anna")
        phone.run("document.getElementById('as').value = 'take'")
        phone.type("#text", "second verse flat")
        phone.click_words("Put into the log", "button")
        desk.until_text("Take 1: second verse flat")
        self.look(phone, "log")
        self.judge(phone, desk)

    def test_a_correction_strikes_the_line_through_and_stands_below_it(self):
        self.begin()
        entry = self.room.ask("log", "take 3 is it")["entry"]
        browser = self.paired("Anna", "edit")
        browser.go("/log")
        browser.click(f"#line-{entry} a")
        browser.until_path(f"/log/{entry}")
        self.assertEqual(browser.one("#reads").get_attribute("value"), "take 3 is it")
        browser.type("#reads", "take 4 is it")
        browser.click_words("Put the correction", "button")
        browser.until_text("corrected by Anna")
        self.look(browser, "log-line")
        browser.go("/log")
        self.assertEqual(browser.one(f"#line-{entry} del").text, "take 3 is it")
        self.assertIn("take 4 is it", browser.text(f"#line-{entry}"))
        self.judge(browser)

    def test_an_empty_note_is_refused_beside_its_field_and_nothing_is_put_down(self):
        self.begin()
        browser = self.paired("Anna", "edit")
        before = len(self.lines())
        browser.go("/log").type("#text", "   ")
        browser.click_words("Put into the log", "button")
        browser.until(lambda: browser.has("#text-error"), "the reason")
        self.assertIn("says something", browser.text("#text-error"))
        self.assertEqual(len(self.lines()), before)
        self.judge(browser, allowed=("400",))

    def test_the_log_is_narrowed_and_the_way_back_is_shown_also_without_scripts(self):
        self.begin()
        self.room.ctl("fault", "desk ch/12", "pre crackles", check=0)
        for number in range(60):
            self.room.ctl("log", "--session", "Night Train", f"note number {number:02}", check=0)
        browser = self.paired("Anna", "operate", scripts=False)
        browser.go("/log?kind=fault,fault_closed")
        self.assertIn("pre crackles", browser.text())
        self.assertNotIn("note number", browser.text())
        browser.click_words("Show everything")
        browser.until_path("/log")
        self.assertIn("note number 59", browser.text())
        self.assertNotIn("note number 05", browser.text())
        browser.click_words("Older")
        browser.until_text("note number 05")
        browser.go("/log?subject=desk+ch%2F12")
        self.assertIn("pre crackles", browser.text())
        browser.go("/log?kind=drift")
        self.assertIn("Nothing of this kind", browser.text())

    def test_who_may_only_look_is_offered_nothing_to_write(self):
        self.begin()
        fault = self.room.ask("fault", "desk", "hums")["entry"]
        stranger = self.stranger()
        for path in ("/log", f"/log/{fault}", "/faults", "/prints?session=Night+Train"):
            stranger.go(path)
            self.assertFalse(stranger.has("form[method=post]"), path)
            self.assertFalse(stranger.has("textarea"), path)


class Faults(LogPages):
    def test_a_fault_is_noted_on_the_phone_and_closed_at_the_desk(self):
        self.begin()
        phone, desk = self.paired("Anna", "edit"), self.paired("Ben", "operate")
        desk.resize(DESK)
        desk.go("/faults").connected()
        phone.go("/faults").type("#subject", "desk ch 12")
        phone.type("#text", "pre crackles")
        phone.click_words("Put into the log", "button")
        phone.until_text("desk ch/12")
        desk.until_text("pre crackles")
        self.look(phone, "faults")
        desk.click_words("Close it")
        desk.until_path("/log/")
        desk.type("#done", "cap replaced")
        desk.click_words("Close this fault", "button")
        desk.until_path("/faults")
        self.assertNotIn("pre crackles", desk.text("#faults"))
        phone.until(lambda: "pre crackles" not in phone.text("#faults"), "the fault to go from the phone, too")
        phone.click_words("With closed ones")
        phone.until_text("Closed by Ben")
        self.assertIn("cap replaced", phone.text())
        self.judge(phone, desk)

    def test_what_was_typed_stays_when_there_is_no_such_thing(self):
        self.begin()
        browser = self.paired("Anna", "edit")
        browser.go("/faults").type("#subject", "desc ch 12")
        browser.type("#text", "pre crackles")
        browser.click("input[name=quirk]")
        browser.click_words("Put into the log", "button")
        browser.until_text('did you mean "desk"?')
        self.assertEqual(browser.one("#subject").get_attribute("value"), "desc ch 12")
        self.assertEqual(browser.one("#text").get_attribute("value"), "pre crackles")
        self.assertTrue(browser.one("input[name=quirk]").is_selected())
        self.look(browser, "faults-refused")
        browser.type("#subject", "desk ch 12")
        browser.click_words("Put into the log", "button")
        browser.until(lambda: browser.has("#faults li"), "the quirk")
        self.assertIn("quirk", browser.text("#faults"))
        self.judge(browser, allowed=("404",))


class Prints(LogPages):
    def test_a_print_is_registered_and_a_copy_proven_and_another_is_not(self):
        self.begin()
        (self.prints / NAME).write_bytes(wav())
        shutil.copy(self.prints / NAME, self.backup / "good.wav")
        (self.backup / "bad.wav").write_bytes(wav()[:-6] + b"wrong!")
        browser = self.paired("Anna", "edit")
        browser.go("/prints?session=Night+Train")
        self.assertIn("No mix file", browser.text())
        browser.type("#path", str(self.prints / NAME))
        browser.click_words("Register", "button")
        browser.until_text("the print itself")
        for name, words in (("good.wav", "proven"), ("bad.wav", "its content is another")):
            browser.type("#copy", str(self.backup / name))
            browser.click_words("Compare", "button")
            browser.until_text(name)
            self.assertIn(words, browser.text("#prints"))
        self.look(browser, "prints")
        browser.type("#path", "/etc/passwd")
        browser.click_words("Register", "button")
        browser.until_text("outside of the folders with prints")
        self.assertEqual(browser.one("#path").get_attribute("value"), "/etc/passwd")
        self.judge(browser, allowed=("403",))

    def test_names_as_they_come_are_told_with_a_better_one_and_fit_the_phone(self):
        self.begin()
        (self.prints / "night train mix3 FINAL final (really) 2 instrumental.wav").write_bytes(wav())
        (self.prints / NAME).write_bytes(wav())
        self.room.ctl("print", "Night Train/Mix 3", *sorted(self.prints.glob("*.wav")), check=0)
        browser = self.paired("Anna", "operate")
        browser.go("/prints?session=Night+Train")
        self.assertIn("_Inst_96k24.wav", browser.text())
        self.assertIn("the same sound under two names", browser.text())
        self.assertFalse(browser.has("form[action='/do/print']"))
        self.look(browser, "prints-names")
        self.judge(browser)


if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    unittest.main(verbosity=2)
