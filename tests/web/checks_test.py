"""Checks and the patch in real browsers: two phones on one line check, and the bay on a phone."""

import unittest

from browser import DESK, PHONE
from room import Osc  # browser.py knows the way
from web_room import WebRoom

PATCH = """patch:
  jacks:
    - {outputs: "B{n:1..16}", inputs: "B{n:17..32}", normal: half}
    - {outputs: "C{n:1..2}", inputs: "C{n:3..4}"}
  wires:
    - "line {n:1..16} -> 1073-{n} -> B{n}"
    - "B{n:17..32} -> A/D {n-16} -> desk in {n-16}"
    - "C3 -> 1176-A -> C1"
    - "desk ch {n:1..32} -> DAW {n}"
"""
LINES = "\n".join(f"{name}=desk ch/{n:02}" for n, name in enumerate(["Kick In", "Snare Top", "Bass DI", "Gtr"], 1))


class Pages(WebRoom):
    def begin(self):
        self.room.start_desk(signals="noise=-90")
        self.room.write_rig(PATCH + self.served)
        self.room.start_daemon()
        self.room.wait_online("desk")
        self.room.door("http")
        self.osc = Osc(self.room.desks["desk"].port)
        self.addCleanup(self.osc.close)
        self.osc.write({f"ch/{n:02}/config/source": n for n in range(1, 9)})

    def cable(self, text):
        self.assertEqual(self.osc.ask("/-sim/signal", text), ["ok"])

    def check(self):
        return self.room.http("linecheck", {})[1]["result"]


class LineCheck(Pages):
    def test_two_phones_watch_one_line_check(self):
        self.begin()
        anna, ben = self.paired("Anna"), self.paired("Ben")
        anna.go("/checks")
        anna.type("#line-session", "Night Train")
        anna.type("#patience", "0")
        anna.click("details summary")
        anna.run("document.querySelector('#lines').value = arguments[0]", LINES)
        anna.click_words("Listen", "button")
        anna.until_path("/checks/line")
        ben.go("/checks")
        ben.click_words("Go on listening")
        ben.until_path("/checks/line")
        phones = (anna, ben)
        for phone in phones:
            phone.connected()
            phone.until_text("Kick In", "#line-now")
            phone.until_text("noise -90.0 dBFS", "#line-level")
        self.wrong += anna.look("line-check")
        self.a_line_that_passes_goes_on_for_both(phones)
        self.what_is_typed_is_not_taken_away(anna, ben)
        self.it_goes_on_when_one_phone_leaves(anna, ben)
        self.the_other_signs(ben)
        self.assertEqual(self.wrong, [])
        self.assertEqual(ben.complaints(), [])

    def a_line_that_passes_goes_on_for_both(self, phones):
        self.cable("headamp/000=-18")
        for phone in phones:
            phone.until_text("Snare Top", "#line-now")
            phone.until_text("1 of 4 lines pass", "#line-list")
        self.cable("headamp/000=off")

    def what_is_typed_is_not_taken_away(self, anna, ben):
        anna.type("#note", "hum from the amp")
        anna.type("#signer", "Anna Berg")
        ben.click_words("Next", "#line-hand button")
        for phone in (anna, ben):
            phone.until_text("Bass DI", "#line-now")
        self.assertEqual(anna.one("#note").get_attribute("value"), "hum from the amp")
        self.assertEqual(anna.one("#signer").get_attribute("value"), "Anna Berg")
        self.assertIn("Note on line 2, Snare Top", anna.text("#line-hand"), "it says which line the note is for")
        anna.click_words("Noisy", "#line-hand button")
        for phone in (anna, ben):
            phone.until_text("hum from the amp", "#line-list")
        anna.until_text("Note on line 3, Bass DI", "#line-hand")
        self.assertEqual(anna.one("#note").get_attribute("value"), "", "the note went with its line")
        second = self.check()["lines"][1]
        self.assertEqual((second["verdict"], second["by"], second["note"]), ("noisy", "Anna", "hum from the amp"))
        self.assertEqual(self.check()["current"], 3)

    def it_goes_on_when_one_phone_leaves(self, anna, ben):
        anna.go("/log")
        self.cable("headamp/003=-20")  # the bass's cable is in the guitar's jack
        ben.until_text("wrong channel", "#line-now")
        ben.until_text("arrives on ch 4", "#line-level")
        self.cable("headamp/003=off")
        anna.go("/checks")
        anna.click_words("Go on listening")
        anna.until_text("Bass DI", "#line-now")
        self.assertEqual(self.check()["state"], "running")

    def the_other_signs(self, ben):
        for _ in range(2):
            ben.click_words("Skip", "#line-hand button")
            ben.connected()
            ben.until(lambda: self.check()["counts"]["open"] < 2, "a skipped line")
        ben.until_text("All lines were listened to", "#line-now")
        ben.type("#signer", "Ben <3")
        ben.click_words("Sign and keep", "button")
        ben.until_path("/checks")
        ben.until_text("signed by Ben <3")
        self.wrong += ben.look("checks-signed")
        entry = self.room.http("linecheck_result", {"session": "Night Train"})[1]["result"]
        self.assertEqual((entry["signed"], len(entry["lines"])), ("Ben <3", 4))

    def test_who_may_only_look_sees_the_line_and_presses_nothing(self):
        self.begin()
        guest = self.paired("Guest", role="view")
        self.room.http("linecheck_start", {"session": "Night Train", "lines": LINES, "patience_s": 0})
        guest.go("/checks/line").connected()
        guest.until_text("Kick In", "#line-now")
        guest.until_text("noise -90.0 dBFS", "#line-level")
        self.cable("headamp/000=-18")
        guest.until_text("Snare Top", "#line-now")
        self.assertFalse(guest.has("main form"))


class Bay(Pages):
    def test_the_bay_is_read_and_worked_on_a_phone(self):
        self.begin()
        anna = self.paired("Anna")
        anna.go("/patch")
        anna.until_text("Nobody noted any cords")
        anna.type("#from", "b2")
        anna.type("#to", "C3")
        anna.type("#note", "vocal chain")
        anna.click_words("Plug", "button")
        anna.until_text("1 cord in 36 jacks")
        anna.type("#from", "B3")
        anna.type("#to", "C3")
        anna.click_words("Plug", "button")
        anna.until_text("two outputs into input C3")
        self.assertEqual(anna.one("#from").get_attribute("value"), "B3", "what was typed stays")
        self.room.ask("patch", "plug", "C1", "B19")
        self.room.ctl("fault", "jack C3", "crackles when the plug is turned", check=0)
        self.room.ctl("capture", "Night Train", "Mix 1", check=0)
        anna.go("/patch").connected()
        anna.until_text("C3: crackles when the plug is turned", "#cords")
        for row in anna.all(".cords tbody tr"):
            for cell in row.find_elements("css selector", "td:first-child a, td:nth-child(2) a, button"):
                self.assertEqual(anna.run("return arguments[0].getClientRects().length", cell), 1, f"{cell.text} is broken into lines")
        anna.type("#trace", "line 2")
        anna.click_words("Follow the signal", "button")
        anna.until_text("line 2 -> 1073-2 -> bay B2 -> bay C3 -> 1176-A", "#traced")
        lines = anna.text("#traced ul").splitlines()
        self.assertEqual(len(lines), len(set(lines)), "nothing is told twice")
        self.assertLess(len(lines), 12)
        self.wrong += anna.look("patch-trace")
        self.the_way_back_is_ticked(anna)
        self.assertEqual(self.wrong, [])

    def the_way_back_is_ticked(self, anna):
        self.room.ask("patch", "pull", "B2")
        self.room.ask("patch", "plug", "B4", "C3")
        anna.go("/patch")
        anna.type("#against", "Night Train/Mix 1")
        anna.click_words("What to pull and to plug", "button")
        anna.until_text("1 thing to do for Night Train/Mix 1")
        anna.until_text("jack C3: crackles", "#steps")
        self.wrong += anna.look("patch-back")
        anna.click(".steps input")
        anna.click_words("These are done", "button")
        anna.until_text("The same cords as Night Train/Mix 1")
        self.assertEqual([(cord["from"], cord["to"]) for cord in self.room.ask("patch")["cords"]], [("B2", "C3"), ("C1", "B19")])

    def test_without_scripts_the_bay_works_as_well(self):
        self.begin()
        plain = self.paired("Ben", scripts=False)
        plain.go("/patch")
        plain.type("#from", "B2")
        plain.type("#to", "C3")
        plain.click_words("Plug", "button")
        plain.until_text("1 cord in 36 jacks", "#cords")
        plain.click_words("Pull", ".cords button")
        plain.until_text("0 cords in 36 jacks", "#cords")

    def test_a_cord_that_is_ticked_on_the_checklist_moves_on_the_other_page(self):
        self.begin()
        anna, ben = self.paired("Anna"), self.paired("Ben")
        ben.resize(DESK)
        self.room.ask("patch", "plug", "B2", "C3")
        self.room.ctl("capture", "Night Train", "Mix 1", check=0)
        self.room.ask("patch", "pull", "B2")
        self.room.ask("patch", "plug", "B4", "C3")
        recall = self.room.ask("recall", "Night Train/Mix 1", "--yes", check=3)["recall"]
        ben.go("/patch").connected()
        ben.until_text("B4", ".cords")
        anna.resize(PHONE)
        anna.go(f"/checklist/{recall}").connected()
        anna.until_text("remaining 1 of 1")
        anna.until_text("move the plug in B4 to B2")
        self.wrong += anna.look("checklist-cords")
        anna.click_words("Done", ".check button")
        anna.until_text("remaining 0 of 1")
        ben.until(lambda: "B4" not in ben.text(".cords"), "the plug in B4 to be gone")
        self.assertIn("B2\t", ben.text(".cords").replace("\n", "\t"))
        self.assertEqual(self.wrong, [])


if __name__ == "__main__":
    unittest.main()
