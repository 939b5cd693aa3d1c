"""Every panel in a real browser, at a phone's width and at that of A4: each label and mark is there, none is cut, no two touch.

The contact sheet, a picture of all of them, is kept in the folder RECALLD_SCREENSHOTS.
"""

import pathlib
import shutil
import subprocess
import tempfile
import unittest

import yaml

from browser import SHOTS, Browser
from room import PROFILES, RECALLD  # browser.py knows the way

PHONE, A4 = (360, 740), (718, 1000)   # CSS pixels: 190 mm between margins of 10 mm
KINDS = ("knob", "stepped", "slider", "toggle", "button", "radio", "cycle", "trim", "jack", "note", "meter")
PRINTED = ("marks", "steps", "positions", "buttons", "states")

# Boxes of texts in pixels of the screen; a hair's breadth is no touch.
TEXTS = """
const wrong = [];
for (const figure of document.querySelectorAll("figure")) {
  const svg = figure.querySelector("svg"), frame = svg.getBoundingClientRect();
  if (frame.right > document.documentElement.clientWidth + 1) wrong.push(`${figure.id}: ${frame.width} px wide`);
  const texts = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect(), text]);
  texts.forEach(([words, box, text], i) => {
    const say = (what) => wrong.push(`${figure.id}: "${words}" ${what}`);
    if (!text.checkVisibility() || (words.trim() && box.width < 1)) say("is not to be seen");
    if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5) say("is cut by the edge");
    if (words.includes("…")) say("is cut");
    for (const [others, other] of texts.slice(i + 1)) {
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (across > 1 && down > 1) say(`and "${others}" touch: ${across.toFixed(1)} x ${down.toFixed(1)} px`);
    }
  });
}
return wrong;
"""

SMALLEST = """
let smallest = 99;
for (const text of document.querySelectorAll("svg text"))
  smallest = Math.min(smallest, text.getAttribute("font-size") * text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width);
return smallest;
"""

# What a panel says: [kind, label, marks] of each control, as it was drawn.
SAID = """
return [...document.getElementById(arguments[0]).querySelectorAll("g.control")].map((control) => [
  control.dataset.kind,
  [...control.querySelectorAll(".label")].map((line) => line.textContent).join(" "),
  [...control.querySelectorAll(".mark")].map((mark) => mark.textContent),
]);
"""


def squeezed(words):
    return "".join(str(words).split())


def controls_in(profile):
    """[kind, label, what is printed] of each control of a profile, as its file says them, in the order of the front."""
    for group in profile["panel"]["groups"]:
        for _ in group.get("channels", [None]):
            for control in group["controls"]:
                kind = next(kind for kind in KINDS if kind in control)
                printed = next((control[key] for key in PRINTED if key in control), [mark for _, mark in control.get("at", [])])
                yield kind, str(control[kind]), [str(mark) for mark in printed if str(mark)]


class Strings(yaml.SafeLoader):
    """A mark is what is printed: 0 and .5 are words here."""


Strings.yaml_implicit_resolvers = {}


class Panels(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="panels-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        ran = subprocess.run([RECALLD, "--draw-panels", str(cls.folder), "--profiles", str(PROFILES)], capture_output=True, text=True, timeout=120, check=False)
        assert ran.returncode == 0, ran.stderr
        cls.said = ran.stdout
        files = [pathlib.Path(PROFILES) / "example-analog.yaml", *pathlib.Path(PROFILES).glob("analog/*.yaml")]
        cls.profiles = {file.stem: yaml.load(file.read_text(encoding="utf-8"), Strings) for file in files}
        cls.browser = Browser(f"file://{cls.folder}")
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.browser.resize(PHONE)
        self.browser.go("/contact.html")

    def test_every_analog_profile_is_drawn_as_a_file_and_on_the_contact_sheet(self):
        self.assertGreater(len(self.profiles), 60)
        self.assertIn(f"{len(self.profiles)} panels drawn", self.said)
        drawn = {file.stem for file in self.folder.glob("*.svg")}
        self.assertEqual(drawn, set(self.profiles))
        self.assertEqual({figure.get_attribute("id") for figure in self.browser.all("figure")}, drawn)

    def test_texts_stand_apart_and_whole_on_a_phone_and_on_a4(self):
        for size, name in ((PHONE, "phone"), (A4, "a4")):
            with self.subTest(name):
                self.browser.resize(size)
                self.assertEqual(self.browser.overflow(), 0)
                self.assertEqual(self.browser.run(TEXTS), [])
                self.keep_shot(f"panels-{name}")

    def test_texts_can_be_read_on_a_phone(self):
        self.assertGreater(self.browser.run(SMALLEST), 7.5)

    def test_every_label_and_every_mark_of_the_profiles_is_there(self):
        for name, profile in self.profiles.items():
            said = self.browser.run(SAID, name)
            wanted = list(controls_in(profile))
            self.assertEqual([kind for kind, _, _ in said], [kind for kind, _, _ in wanted], name)
            for (_, label, marks), (_, wanted_label, printed) in zip(said, wanted):
                self.assertEqual(squeezed(label).split("only")[0], squeezed(wanted_label).split("only")[0], name)
                self.assertEqual(sorted(marks), sorted(printed), f"{name}: {wanted_label}")

    def test_nothing_is_fetched_and_nothing_complains(self):
        self.assertEqual(self.browser.complaints(), [])
        for file in self.folder.glob("*.svg"):
            self.assertNotRegex(file.read_text(encoding="utf-8"), r"href|\sstyle=|<script|url\(", file.name)

    def keep_shot(self, name):
        height = self.browser.run("return document.documentElement.scrollHeight")
        width = self.browser.size[0]
        self.browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": min(height, 16000), "deviceScaleFactor": 1, "mobile": False})
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.browser.driver.save_screenshot(str(SHOTS / f"{name}.png"))


if __name__ == "__main__":
    unittest.main()
