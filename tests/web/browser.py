"""A browser for tests of the page: Chromium without a window, driven as a person would drive it.

Two windows are tried, a phone's and a desk's; every page is looked at for what runs over its edge and for what the console complains of.
"""

import json
import os
import pathlib
import sys

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "process"))
from room import until  # noqa: E402

PHONE, DESK = (360, 740), (1280, 900)
SHOTS = pathlib.Path(os.environ.get("RECALLD_SCREENSHOTS", "test-output/web"))

# Text and what lies behind it: what the eye of a tired person needs, by WCAG 2.2 AA.
CONTRAST = """
const channels = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const behind = (element) => {
  for (; element; element = element.parentElement) {
    const colour = channels(getComputedStyle(element).backgroundColor);
    if (colour.length === 3 || colour[3] > 0.99) return colour;
  }
  return [255, 255, 255];
};
const weak = [];
for (const element of document.querySelectorAll("main *, header *, footer *, #work *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  if (!own || !element.checkVisibility() || element.closest(".hear") || element.disabled) continue;
  const [a, b] = [light(channels(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5) weak.push(`${element.tagName} "${element.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
}
return weak;
"""

# What a thumb has to meet and a screen reader has to name.
REACH = """
const faults = [];
const words = (element) => element.getAttribute("aria-label") || element.labels?.[0]?.textContent.trim() || element.textContent.trim();
for (const element of document.querySelectorAll("button, a.button, header a, .rows a, input:not([type=hidden]), textarea")) {
  if (!element.checkVisibility()) continue;
  const box = (element.closest("label") || element).getBoundingClientRect();
  if (box.height < 43.5 && !element.closest("label")) faults.push(`${element.tagName} "${words(element)}" is ${box.height} px high`);
  if (!words(element)) faults.push(`${element.outerHTML.slice(0, 80)} has no name`);
}
const levels = [...document.querySelectorAll("h1, h2, h3, h4")].filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]));
if (levels.filter((level) => level === 1).length !== 1) faults.push(`${levels.filter((level) => level === 1).length} h1`);
levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) faults.push(`h${levels[i - 1]} is followed by h${level}`); });
const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) faults.push(`the id ${id} twice`);
if (!document.querySelector("main") || document.querySelectorAll("main").length !== 1) faults.push("no main");
return faults;
"""


class Browser:
    """One window; `base` is where the daemon serves."""

    def __init__(self, base, scripts=True):
        self.base = base
        options = Options()
        options.binary_location = "/usr/bin/chromium"
        for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update"):
            options.add_argument(word)
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.driver.set_page_load_timeout(60)
        self.size = None
        self.resize(PHONE)

    def close(self):
        self.driver.quit()

    def resize(self, size, dark=False):
        self.size = size
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    # going and looking

    def go(self, path):
        self.driver.get(self.base + path)
        return self

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.base)

    @property
    def title(self):
        return self.driver.title

    def text(self, selector="main"):
        """What a person reads there; nothing when it is not to be seen."""
        return self.run("const e = document.querySelector(arguments[0]); return e?.checkVisibility() ? e.innerText : ''", selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        found = self.all(selector)
        assert found, f"nothing on {self.path} is {selector}; it says:\n{self.text()[:1500]}"
        return found[0]

    def has(self, selector):
        return bool(self.all(selector))

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, condition, what, deadline=30):
        """A part of the page that is replaced while it is looked at is looked at again."""
        def is_so():
            try:
                return condition()
            except StaleElementReferenceException:
                return False
        return until(is_so, deadline, what)

    def until_text(self, words, selector="main"):
        try:
            return self.until(lambda: words in self.text(selector), f'"{words}"')
        except AssertionError as in_vain:
            raise AssertionError(f"{in_vain} on {self.path}, which says:\n{self.text(selector)[:1500]}") from None

    def until_path(self, start):
        return self.until(lambda: self.path.startswith(start), f"{start}, being on {self.path}")

    def connected(self):
        """The socket is open and the page has heard what it follows."""
        self.until(lambda: self.run("return document.getElementById('connection').hidden && document.readyState === 'complete'"), "the page's connection")

    # doing

    def type(self, selector, words):
        self.until(lambda: self.all(selector), f"{selector} on {self.path}")
        field = self.one(selector)
        field.clear()
        field.send_keys(words)

    def click(self, selector):
        """A part of the page may be replaced between looking and clicking: then it is looked at again."""
        for _ in range(10):
            try:
                return self.click_one(selector)
            except StaleElementReferenceException:
                continue
        return self.click_one(selector)

    def click_one(self, selector):
        element = self.one(selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def click_words(self, words, selector="a, button"):
        for _ in range(10):
            try:
                return self.click_element(words, selector)
            except StaleElementReferenceException:
                continue
        return self.click_element(words, selector)

    def click_element(self, words, selector):
        for element in self.all(selector):
            if element.text.strip().startswith(words):
                self.run("arguments[0].scrollIntoView({block: 'center'})", element)
                return element.click()
        raise AssertionError(f'nothing to click says "{words}" on {self.path}:\n{self.text()[:1500]}')

    def slide(self, selector, to, steps=1):
        """A finger on a fader: from where it stands to 0 … 1 of its way, in so many input events."""
        self.run("""
            const [fader, to, steps] = [document.querySelector(arguments[0]), arguments[1], arguments[2]];
            const from = fader.value / fader.max;
            for (let i = 1; i <= steps; ++i)
                setTimeout(() => {
                    fader.value = Math.round((from + (to - from) * i / steps) * fader.max);
                    fader.dispatchEvent(new Event("input", {bubbles: true}));
                }, 40 * i);
        """, selector, to, steps)

    # judging

    def complaints(self, allowed=()):
        """What the console has said since it was asked last, but for what is expected."""
        return [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING") and not any(words in entry["message"] for words in allowed)]

    def overflow(self):
        """How many pixels the page is wider than the window."""
        return self.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def faults(self):
        return self.run(REACH) + [f"contrast: {words}" for words in self.run(CONTRAST)]

    def shot(self, name, whole=False):
        SHOTS.mkdir(parents=True, exist_ok=True)
        if whole:
            height = self.run("return document.documentElement.scrollHeight")
            self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": self.size[0], "height": min(height, 6000), "deviceScaleFactor": 1, "mobile": False})
        self.driver.save_screenshot(str(SHOTS / f"{name}.png"))

    def look(self, name):
        """The page as it is now, on phone and desk, light and dark: pictures, and what is wrong with it."""
        wrong = []
        for size, which in ((PHONE, "phone"), (DESK, "desk")):
            for dark in (False, True):
                self.resize(size, dark)
                self.run("window.scrollTo(0, 0)")
                self.shot(f"{name}-{which}-{'dark' if dark else 'light'}")
                if self.overflow() > 0:
                    wrong.append(f"{name} on a {which}: {self.overflow()} px too wide")
                wrong += [f"{name} on a {which}, {'dark' if dark else 'light'}: {fault}" for fault in self.faults()]
        self.resize(PHONE)
        return wrong


