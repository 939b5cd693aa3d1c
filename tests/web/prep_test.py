"""A session is prepared in a real browser: pasted, looked at, kept, consented to, and it stands on the desk."""

import unittest

from web_room import WebRoom
from room import until  # which that knows the way to

HOUSE = """house:
  - {role: kick, strip: desk ch/1-2, colour: red}
  - {role: snare, strip: desk ch/03}
  - {role: lead vox, strip: desk ch/17, colour: yellow}
"""
TABLE = "Line;Name;Mic;48V\n5;Kick;D112;perhaps\n3;Snare Top;SM57;\n4;Snare Bottom;SM57;\n17;Lead Vocal With A Long Name;U87;\n9;<b>Thing</b>;;\n"


class PreparePage(WebRoom):
    def begin(self):
        self.osc = self.open(rig=HOUSE)

    def paste(self, browser, text, session="Night Train"):
        browser.go("/prep")
        browser.type("#session", session)
        browser.run("document.querySelector('#text').value = arguments[0]", text)
        browser.click_words("Propose", "button")
        browser.until(lambda: browser.has("main table") or browser.has("main .problem"), "an answer")

    def test_what_is_pasted_is_proposed_kept_consented_to_and_stands_on_the_desk(self):
        self.begin()
        anna = self.paired("anna")
        anna.go("/prep?session=Night%20Train")
        self.assertEqual(anna.one("#session").get_attribute("value"), "Night Train")
        wrong = anna.look("prep-empty")
        self.paste(anna, TABLE)
        said = anna.text()
        for words in ("Two for one strip:", "Unknown:", "Name:", "line 2", "48 V is yes or no", "routing", "<b>Thing</b>", "In 5", "yellow"):
            self.assertIn(words, said)
        self.assertEqual(self.osc.leaf("ch/01/config/name"), "")
        self.assertEqual(anna.one("#text").get_attribute("value"), TABLE)
        wrong += anna.look("prep")
        anna.type("#keep", "Prep 1")
        anna.click_words("Keep it", "button")
        anna.until_path("/plan")
        anna.until_text("Snare Top")
        wrong += anna.look("prep-plan")
        self.consent(anna)
        until(lambda: self.osc.leaf("ch/17/config/name") not in ("", None), what="the vocal's name")
        anna.until_path("/reports/")
        self.assertEqual(self.osc.leaf("ch/01/config/name"), "Kick")
        self.assertEqual(self.osc.leaf("ch/01/config/source"), 5)
        self.assertEqual(self.osc.leaf("ch/01/config/color"), 1)
        self.assertEqual(self.osc.leaf("ch/01/mix/fader"), 0)
        self.assertEqual([v["version"] for v in self.room.ask("versions", "Night Train")["versions"]], ["Prep 1"])
        self.assertEqual(wrong, [])
        self.assertEqual(anna.complaints(), [])

    def test_a_session_that_is_nearly_called_as_another_is_asked_back(self):
        self.begin()
        anna = self.paired("anna")
        self.keep(anna, "Night Train")
        anna.until_path("/plan")
        self.keep(anna, "Nihgt Train")
        anna.until_text("It is a new session")
        self.assertIn('did you mean "Night Train"? If it is a new one, say so', anna.text())
        wrong = anna.look("prep-new-session")
        anna.click("input[name=new]")
        anna.click_words("Keep it", "button")
        anna.until_path("/plan")
        self.assertEqual(len(self.room.ask("sessions")["sessions"]), 2)
        self.assertEqual(wrong, [])

    def keep(self, browser, session):
        self.paste(browser, TABLE, session)
        browser.type("#keep", "Prep 1")
        browser.click_words("Keep it", "button")

    def consent(self, browser):
        for box in browser.all("input[name=tick]"):
            browser.run("arguments[0].scrollIntoView({block: 'center'})", box)
            box.click()
        browser.click("#go")

    def test_without_scripts_it_works_as_well(self):
        self.begin()
        ben = self.paired("ben", scripts=False)
        ben.go("/prep")
        ben.type("#session", "Gig")
        ben.type("#text", "Name,Mic\nKick,D112\n")
        ben.click_words("Propose", "button")
        ben.until_text("desk: ")
        self.assertIn("Kick", ben.text("main table"))

    def test_who_may_only_look_sees_no_buttons(self):
        self.begin()
        guest = self.paired("guest", role="view")
        guest.go("/prep")
        self.assertIn("may look, not prepare", guest.text())
        self.assertFalse(guest.has("main form.card button"))

    def test_what_is_wrong_is_said_above_the_form_and_nothing_typed_is_lost(self):
        self.begin()
        anna = self.paired("anna")
        self.paste(anna, " ", session="Night Train")
        self.assertIn("has no input list", anna.text())
        self.assertEqual(anna.one("#session").get_attribute("value"), "Night Train")
        anna.go("/prep")
        anna.type("#session", "Night Train")
        anna.run("document.querySelector('#text').value = 'Name,Mic\\nKick,D112\\n'")
        anna.type("#engineer", "Nobody")
        anna.click_words("Propose", "button")
        anna.until_text("no preset of")
        self.assertEqual(anna.one("#engineer").get_attribute("value"), "Nobody")
        self.assertIn("Kick,D112", anna.one("#text").get_attribute("value"))


if __name__ == "__main__":
    unittest.main()
