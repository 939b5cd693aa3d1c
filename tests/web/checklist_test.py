"""Sheets and checklists in real browsers: one person at the rack with a phone, another at the desk, one list."""

import sys
import unittest

from browser import DESK, PHONE
from web_room import WebRoom

GEAR = """  - {name: 1176-A, profile: analog/ua-1176ln, serial: "4711", quirks: [reads 2 dB hot]}
  - {name: comp, profile: analog/drawmer-1960}
"""
FIRST = ["INPUT", "30", "OUTPUT", "18", "ATTACK", "3", "RELEASE", "5", "RATIO", "4", "METER", "GR"]
SECOND = ["INPUT", "6", "OUTPUT", "24", "RATIO", "20"]


class SheetPages(WebRoom):
    def begin(self):
        self.open(rig=GEAR)

    def checklist(self):
        """Recalls Mix 1 while Mix 2 stands: INPUT, OUTPUT and RATIO have to be turned."""
        self.room.ctl("sheet", "set", "1176-A", *FIRST, check=0)
        self.room.ctl("capture", "Night Train", "Mix 1", check=0)
        self.room.ctl("sheet", "set", "1176-A", *SECOND, check=0)
        return self.room.ask("recall", "Night Train/Mix 1", check=3)["recall"]

    def control(self, label):
        for group in self.room.ask("sheet", "1176-A")["groups"]:
            for control in group["controls"]:
                if control["label"] == label:
                    return control
        raise AssertionError(label)

    def line(self, browser, words):
        """The number of the list's item that says this."""
        for item in browser.all(".check"):
            if words in item.text:
                return item.get_attribute("id")
        raise AssertionError(f"no line says {words}:\n{browser.text()}")

    def press(self, browser, words, button):
        item = self.line(browser, words)
        for one in browser.all(f"#{item} button"):
            if one.text.startswith(button):
                browser.run("arguments[0].scrollIntoView({block: 'center'})", one)
                return one.click()
        raise AssertionError(f"{words} has no button {button}")


class Checklist(SheetPages):
    def test_two_people_work_on_one_list(self):
        self.begin()
        recall = self.checklist()
        anna, ben = self.paired("Anna"), self.paired("Ben")
        anna.until_text("Checklist: remaining 3 of 3")
        anna.click_words("To the checklist")
        anna.until_path(f"/checklist/{recall}")
        ben.resize(DESK)
        ben.go(f"/reports/{recall}")
        ben.click_words("Checklist: remaining 3 of 3")
        ben.until_path(f"/checklist/{recall}")
        for browser in (anna, ben):
            browser.connected()
            browser.until_text("remaining 3 of 3")
        self.one_ticks_and_the_other_sees_it(anna, ben)
        self.the_second_of_two_hears_who_was_first(anna, ben, recall)
        self.what_cannot_match_gets_a_note(anna, ben, recall)
        self.a_tick_is_taken_back_and_done_again(anna, ben)
        self.assertEqual(self.room.ctl("report", str(recall)).code, 3, "one line cannot match")
        self.wrong += anna.look("checklist-done")
        self.assertEqual(self.wrong, [])
        self.assertEqual(anna.complaints(allowed=("status of 409",)) + ben.complaints(allowed=("status of 409",)), [])

    def one_ticks_and_the_other_sees_it(self, anna, ben):
        self.wrong += anna.look("checklist")
        self.press(anna, "INPUT", "Done")
        for browser in (anna, ben):
            browser.until_text("remaining 2 of 3")
            browser.until_text("Done by Anna")
        self.assertEqual(self.control("INPUT")["words"], "30 dB")

    def the_second_of_two_hears_who_was_first(self, anna, ben, recall):
        ben.run("window.stop(); document.querySelector('#checklist').removeAttribute('data-area')")   # Ben's page does not hear of it
        self.press(anna, "RATIO", "Done")
        anna.until_text("remaining 1 of 3")
        self.press(ben, "RATIO", "Done")
        ben.until_text("ticked already, as done, by Anna")
        ben.go(f"/checklist/{recall}").connected()
        ben.until_text("remaining 1 of 3")

    def what_cannot_match_gets_a_note(self, anna, ben, recall):
        self.press(ben, "OUTPUT", "Not so")
        ben.until(lambda: ben.has("dialog #tick-note"), "the question why")
        ben.type("dialog #found", "24")
        ben.type("dialog #tick-note", "the pot is <stuck>")
        ben.click_words("Cannot match", "dialog button")
        for browser in (anna, ben):
            browser.until_text("remaining 0 of 3")
            browser.until_text("Cannot match, says Ben")
            browser.until_text("the pot is <stuck>")
        self.assertEqual(self.room.ask("checklist", str(recall), check=3)["cannot"], 1)

    def a_tick_is_taken_back_and_done_again(self, anna, ben):
        self.press(anna, "RATIO", "Take back")
        ben.until_text("remaining 1 of 3")
        self.assertEqual(self.control("RATIO")["words"], "20")
        self.press(ben, "RATIO", "Done")
        anna.until_text("remaining 0 of 3")
        anna.until_text("Done by Ben")

    def test_it_works_without_scripts(self):
        self.begin()
        recall = self.checklist()
        browser = self.paired("Anna", scripts=False)
        browser.go(f"/checklist/{recall}")
        self.press(browser, "INPUT", "Done")
        browser.until_path(f"/checklist/{recall}")
        self.assertIn("remaining 2 of 3", browser.one("main").text)
        self.press(browser, "RATIO", "Not so")
        browser.type("#tick-note", "broken")
        browser.click_words("Cannot match", "button")
        browser.until_path(f"/checklist/{recall}")
        self.assertIn("broken", browser.one("main").text)

    def test_who_may_look_has_nothing_to_press(self):
        self.begin()
        recall = self.checklist()
        browser = self.paired("a guest", role="view")
        browser.go(f"/checklist/{recall}").connected()
        self.assertIn("remaining 3 of 3", browser.text())
        self.assertFalse(browser.has(".check button"))
        browser.go("/sheets/1176-A").connected()
        self.assertFalse(browser.has("main button"))

    def test_a_plan_of_handwork_alone_can_be_carried_out(self):
        self.begin()
        self.checklist()
        browser = self.paired("Anna")
        browser.go("/plan?session=Night%20Train&version=Mix%201").connected()
        self.assertIn("3 settings for hands", browser.text())
        self.assertIn("30 dB", browser.text())
        self.wrong += browser.look("plan-hands")
        browser.click_words("Recall 3 settings for hands", "button")
        browser.until_path("/reports/")
        browser.until_text("Checklist: remaining 3 of 3")
        self.assertEqual(self.wrong, [])
        self.assertEqual(browser.complaints(), [])


class Sheet(SheetPages):
    def test_a_sheet_is_typed_and_saved(self):
        self.begin()
        browser = self.paired("Anna")
        browser.go("/sheets").connected()
        self.assertIn("0 of 6 controls noted", browser.text())
        self.wrong += browser.look("sheets")
        browser.click_words("1176-A")
        browser.until_path("/sheets/1176-A")
        browser.type("[data-control=input]", "30~0.5")
        browser.run("document.querySelector('[data-control=ratio]').value = '8'")
        browser.type("#preset", "Vocal <b>")
        browser.click_words("Note it", "button")
        browser.until_text("Noted.")
        browser.connected()   # a page that is left while it is still connecting says so in the console
        self.assertEqual(browser.one("[data-control=input]").get_attribute("value"), "30~0.5")
        self.assertIn("Last by Anna", browser.text())
        self.assertEqual(self.control("RATIO")["words"], "8")
        self.assertEqual(self.control("OUTPUT")["words"], "as in the preset")
        self.wrong += browser.look("sheet")
        browser.type("[data-control=input]", "50")
        browser.type("[data-control=output]", "18")
        browser.click_words("Note it", "button")
        browser.until_text("50 is off the scale")
        browser.connected()
        self.assertEqual(browser.one("[data-control=input]").get_attribute("value"), "50")
        self.assertEqual(self.control("OUTPUT")["words"], "as in the preset")
        self.assertEqual(self.wrong, [])
        self.assertEqual(browser.complaints(allowed=("status of 400",)), [])

    def test_one_press_says_of_the_rest_that_it_does_not_matter(self):
        self.begin()
        browser = self.paired("Anna")
        browser.go("/sheets/1176-A").connected()
        browser.type("[data-control=input]", "30")
        browser.click_words("Note it, the rest", "button")
        browser.until_text("6 of 6 controls noted")
        self.assertEqual(self.control("INPUT")["words"], "30 dB")
        self.assertEqual(self.control("RATIO")["words"], "does not matter")
        self.assertFalse(browser.has("[name=rest]"))
        self.assertEqual(browser.complaints(), [])

    def test_the_drawings_of_all_units_are_small_and_whole(self):
        self.begin()
        browser = self.paired("Anna")
        for size in (PHONE, DESK):
            browser.resize(size)
            browser.go("/sheets").connected()
            boxes = browser.run("""return [...document.querySelectorAll(".cards svg")].map((svg) => {
                const [box, card] = [svg.getBoundingClientRect(), svg.closest(".card").getBoundingClientRect()], view = svg.viewBox.baseVal;
                return {height: box.height, out: box.right > card.right || box.left < card.left, bent: Math.abs(box.width / box.height - view.width / view.height)};
            })""")
            self.assertEqual(len(boxes), 2)
            for box in boxes:
                self.assertLessEqual(box["height"], 241)
                self.assertGreater(box["height"], 100)
                self.assertFalse(box["out"])
                self.assertLess(box["bent"], 0.02)

    def test_left_goes_to_right_at_one_press(self):
        self.begin()
        names = [group["name"] for group in self.room.ask("sheet", "comp")["groups"] if group["copies"]]
        self.room.ctl("sheet", "set", "comp", names[0] + " THRESHOLD", "7", check=0)
        browser = self.paired("Anna")
        browser.go("/sheets/comp").connected()
        for size in (PHONE, (640, 740), DESK):
            browser.resize(size)
            self.assertEqual(browser.overflow(), 0, size)
        browser.click_words(f"Copy {names[0].split()[0]} to {names[1].split()[0]}", "button")
        browser.until_text("Noted.")
        controls = {(group["name"], control["label"]): control["words"] for group in self.room.ask("sheet", "comp")["groups"] for control in group["controls"]}
        self.assertEqual(controls[(names[1], "THRESHOLD")], "7")

    def test_a_control_is_turned_on_its_drawing(self):
        self.begin()
        browser = self.paired("Anna")
        browser.go("/sheets/1176-A").connected()
        if not browser.has("#panel svg"):
            # what a drawing consists of, where no panel can be drawn
            browser.run("""document.querySelector('#panel').insertAdjacentHTML('beforeend', '<div class="panel turns"><svg viewBox="0 0 200 100">' +
                '<g class="control" data-parameter="input" data-kind="knob"><rect x="0" y="0" width="90" height="100"/></g>' +
                '<g class="control" data-parameter="ratio" data-kind="radio"><rect x="100" y="0" width="90" height="100"/></g></svg></div>')""")
        turn = """
            const box = document.querySelector(`#panel g.control[data-parameter=${arguments[0]}]`).getBoundingClientRect();
            const at = (type, dy) => document.querySelector(`#panel g.control[data-parameter=${arguments[0]}]`).dispatchEvent(
                new PointerEvent(type, {bubbles: true, cancelable: true, pointerId: 1, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 - dy}));
            at("pointerdown", 0); for (const part of [0.25, 0.5, 1]) if (arguments[1]) at("pointermove", arguments[1] * part); at("pointerup", arguments[1]);
        """
        browser.run(turn, "input", 60)   # 60 of 160 pixels: three eighths of the way
        self.assertEqual(browser.one("[data-control=input]").get_attribute("value"), "30")
        self.assertIn("INPUT", browser.text("#turning"))
        browser.run(turn, "input", -30)
        self.assertEqual(browser.one("[data-control=input]").get_attribute("value"), "42")
        browser.run(turn, "input", 500)
        self.assertEqual(browser.one("[data-control=input]").get_attribute("value"), "0")
        browser.run(turn, "ratio", 0)
        first = browser.one("[data-control=ratio]").get_attribute("value")
        browser.run(turn, "ratio", 0)
        self.assertNotEqual(browser.one("[data-control=ratio]").get_attribute("value"), first)
        self.assertEqual(self.control("INPUT")["words"], "not noted", "turning alone notes nothing")
        browser.click_words("Note it", "button")
        browser.until_text("Noted.")
        self.assertEqual(self.control("INPUT")["words"], "0 dB")
        self.assertEqual(browser.complaints(), [])

    def test_a_photo_is_made_small_and_kept(self):
        self.begin()
        browser = self.paired("Anna")
        browser.go("/sheets/1176-A").connected()
        browser.run("""
            const canvas = Object.assign(document.createElement("canvas"), {width: 3000, height: 1500});
            canvas.getContext("2d").fillRect(0, 0, 1500, 1500);
            canvas.toBlob((blob) => {
                const files = new DataTransfer();
                files.items.add(new File([blob], "front.png", {type: "image/png"}));
                const input = document.getElementById("photo-file");
                input.files = files.files;
                input.dispatchEvent(new Event("change", {bubbles: true}));
            });
        """)
        browser.until_text("Noted.")
        browser.until(lambda: browser.run("const i = document.querySelector('img.photo'); return i && i.complete && i.naturalWidth === 480"), "the photo to be shown")
        kept = self.room.ask("sheet", "1176-A")["photo"]
        self.assertEqual((kept["width"], kept["height"], kept["name"]), (1600, 800, "front.png"))
        self.assertEqual(browser.complaints(), [])


class Navigation(SheetPages):
    """Every page is one press away, at any width."""

    LINKS = """return [...document.querySelectorAll("header nav a")].map((link) => {
        const box = link.getBoundingClientRect(), words = document.createRange();
        words.selectNodeContents(link);
        const text = words.getBoundingClientRect();
        return {name: link.textContent.trim(), left: text.left, right: text.right, top: text.top, bottom: text.bottom, height: box.height, in: text.left >= box.left && text.right <= box.right};
    })"""

    def test_no_two_names_touch_and_none_is_out_of_sight(self):
        self.begin()
        browser = self.paired("Anna")
        for width in (320, 360, 420, 575, 576, 640, 799, 800, 1280):
            browser.resize((width, 740))
            browser.go("/sheets").connected()
            links = browser.run(self.LINKS)
            with self.subTest(width=width):
                self.assertEqual([link["name"] for link in links], ["Room", "Sessions", "Strips", "Sheets", "Patch", "Checks", "Reports", "Log"])
                self.assertEqual(browser.overflow(), 0)
                for link in links:
                    self.assertTrue(link["in"], link)
                    self.assertGreaterEqual(link["height"], 43.5, link)
                    self.assertTrue(0 <= link["left"] and link["right"] <= width and 0 <= link["top"] and link["bottom"] <= 740, link)
                for i, one in enumerate(links):
                    for other in links[:i]:
                        beside = one["left"] >= other["right"] + 2 or other["left"] >= one["right"] + 2
                        self.assertTrue(beside or one["top"] >= other["bottom"], (one, other))

    def test_the_end_of_a_page_is_not_under_the_thumb(self):
        self.begin()
        browser = self.paired("Anna")
        for width in (360, 640):
            browser.resize((width, 740))
            browser.go("/sheets/comp").connected()
            browser.run("window.scrollTo(0, document.documentElement.scrollHeight)")
            below = browser.run("return document.querySelector('header nav').getBoundingClientRect().top - document.querySelector('footer p').getBoundingClientRect().bottom")
            self.assertGreaterEqual(below, 0)
            note = browser.run("""const fields = document.querySelectorAll("#sheet-form input[data-control], #sheet-form select");
                fields[Math.floor(fields.length / 2)].scrollIntoView({block: "center"});
                return document.querySelector('header nav').getBoundingClientRect().top - document.querySelector('.sticky button').getBoundingClientRect().bottom""")
            self.assertGreaterEqual(note, 0, "what notes a sheet is above the navigation")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
