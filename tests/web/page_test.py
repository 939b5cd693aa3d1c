"""The page in a real browser, against the real daemon and a simulated desk: what an assistant does with a phone beside the rack.

Pictures of every page, at a phone's and a desk's size, light and dark, are kept in the folder RECALLD_SCREENSHOTS.
"""

import http.client
import sys
import unittest
import urllib.parse

from browser import DESK, PHONE, Browser
from room import until  # browser.py knows the way
from web_room import WebRoom

KEPT = {"ch/01/mix/on": 1, "ch/02/mix/on": 1, "ch/03/mix/on": 1, "ch/01/mix/fader": 0.75, "ch/05/mix/fader": 0.5, "headamp/003/gain": 0.75,
        "ch/05/config/name": "Kick"}
MOVED = {"ch/01/mix/on": 0, "ch/02/mix/on": 0, "ch/05/mix/fader": 0.25, "headamp/003/gain": 0.25, "ch/05/config/name": "Snare"}
BROKEN_OFF = ("WebSocket connection", "ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")


class PageTest(WebRoom):
    """A desk, a daemon, and a browser that is paired with it."""

    def begin(self, role="edit", faults="", scripts=True):
        self.osc = self.open(faults=faults)
        self.browser = self.stranger(scripts)
        if role:
            self.pair(role)

    def pair(self, role):
        self.pair_by(self.browser, self.room.ask("pair", "--role", role)["code"])

    def look(self, name):
        self.wrong += self.browser.look(name)

    def leaf(self, name):
        value = self.osc.leaf(name)
        return round(value, 3) if isinstance(value, float) else value

    def capture(self, session="Night Train", version="Mix 3"):
        self.osc.write(KEPT)
        return self.room.ask("capture", session, version)

    def ask(self, path, method="GET", body=None, **headers):
        """What another program gets: (status, headers, text)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()


class Story(PageTest):
    def test_an_assistant_captures_compares_recalls_and_undoes(self):
        self.begin(role=None)
        self.strangers_see_and_touch_nothing()
        self.pair("edit")
        self.wrong_names_are_told_beside_their_field()
        self.a_capture_shows_what_it_got()
        self.changes_are_counted_without_asking()
        self.a_diff_speaks_in_words()
        self.what_is_not_ticked_is_left_out()
        self.an_undo_takes_it_back()
        self.the_rest_of_the_pages_is_there()
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual(self.wrong, [])

    def strangers_see_and_touch_nothing(self):
        browser = self.browser
        browser.go("/").connected()
        self.assertEqual(browser.title, "Room – recalld")
        self.assertFalse(browser.has("form"), "a device that may look is shown something to press")
        self.assertNotIn("Undo", browser.text())
        self.look("room-view")
        for verb in ("capture", "recall", "undo", "set", "cancel", "log", "revoke"):
            status = browser.run("return fetch('/do/' + arguments[0], {method: 'POST', body: new URLSearchParams({session: 'a', version: 'b', text: 'c'})}).then((r) => r.status)", verb)
            self.assertEqual(status, 403, verb)
        browser.go("/strips").connected()
        self.assertTrue(all(fader.get_attribute("disabled") for fader in browser.all(".fader")))
        self.assertFalse(browser.has("#strips button"))
        self.look("strips-view")
        browser.go("/undo")
        self.assertIn("operate", browser.text())
        self.assertEqual(self.room.ask("sessions")["total"], 0)
        browser.complaints()

    def wrong_names_are_told_beside_their_field(self):
        browser = self.browser
        browser.go("/").connected()
        self.look("room-empty")
        self.assertEqual(browser.complaints(), [])
        browser.type("#session", "Night Train")
        browser.click_words("Capture everything", "button")
        browser.until_text("Give the version a name")
        self.assertEqual(browser.one("#version").get_attribute("aria-invalid"), "true")
        self.assertEqual(browser.run("return document.activeElement.id"), "version")
        self.assertEqual(browser.one("#session").get_attribute("value"), "Night Train")
        self.look("room-wrong")
        browser.type("#version", "Mix/3")
        browser.click_words("Capture everything", "button")
        browser.until_text("Mix/3")
        browser.type("#version", "Mix 3")
        browser.click_words("Only a part", "summary")
        browser.type("#capture-scope", "chh/1")
        browser.type("#capture-scope", "nonsense")
        browser.click_words("Capture everything", "button")
        browser.until_text("neither a unit")
        self.assertEqual(self.room.ask("sessions")["total"], 0)
        self.assertTrue(all("status of 400" in words for words in browser.complaints()))

    def a_capture_shows_what_it_got(self):
        browser = self.browser
        self.osc.write(KEPT)
        browser.go("/").connected()
        browser.type("#session", "Night Train")
        browser.type("#version", "Mix 3")
        browser.type("#note", "vocal up <b>& \"quoted\"")
        browser.click_words("Capture everything", "button")
        browser.until_path("/sessions/Night%20Train/Mix%203%401")
        captured = self.room.ask("show", "Night Train/Mix 3")["units"][0]["coverage"]["captured"]
        browser.until_text(f"Captured. desk: 100 % of {captured} parameters.")
        self.assertIn('vocal up <b>& "quoted"', browser.text())
        self.look("version")
        browser.click_words("Strip by strip", "summary")
        browser.click_words('ch 5 "Kick"', "a.chip")
        browser.until_text("-10.0 dB")
        self.assertIn("scope=desk%20%2Fch%2F05", browser.path)
        self.look("version-values")

    def changes_are_counted_without_asking(self):
        browser = self.browser
        browser.go("/").connected()
        browser.until_text("No unsaved changes")
        browser.type("#note", "half a senten")
        self.osc.write(MOVED)
        browser.until_text("5 unsaved changes")   # by itself, and what was being typed stays
        self.assertEqual(browser.one("#note").get_attribute("value"), "half a senten")
        self.assertEqual(browser.run("return document.activeElement.id"), "note")
        self.assertIn("Night Train / Mix 3, take 1", browser.text("#room"))
        self.look("room")

    def a_diff_speaks_in_words(self):
        browser = self.browser
        browser.click_words("What changed")
        browser.until_path("/diff")
        browser.until_text("5 differences")
        for words in ("Kick", "fader", "-10.0 dB", "-30.0 dB", "head-amp gain", "Snare"):
            self.assertIn(words, browser.text())
        self.look("diff")
        browser.type("#scope", "mix")
        browser.click_words("Compare", "button")
        browser.until_text("3 differences")

    def what_is_not_ticked_is_left_out(self):
        browser = self.browser
        browser.go("/sessions").click_words("Night Train")
        browser.click_words("Mix 3")
        browser.click_words("Plan a recall")
        browser.until_text("5 parameters to write")
        self.assertEqual(browser.one("#go").text, "Recall 2 parameters, 3 left out")
        ticks = {tick.get_attribute("value"): tick for tick in browser.all("input[name=tick]")}
        self.assertEqual(set(ticks), {"unmute desk ch/01/mix/on", "unmute desk ch/02/mix/on", "gain desk headamp/003/gain"})
        browser.click("input[data-all=unmute]")
        self.assertEqual(browser.one("#go").text, "Recall 4 parameters, 1 left out")
        browser.click("input[value='unmute desk ch/02/mix/on']")
        self.assertEqual(browser.one("#go").text, "Recall 3 parameters, 2 left out")
        self.look("plan")
        browser.click("#go")
        browser.until_path("/reports/")
        browser.until_text("in scope matched, and read back")
        self.assertIn("all but desk /ch/2/mix/on, desk /headamp/3/gain", browser.text())
        self.look("report")
        self.assertEqual({name: self.leaf(name) for name in MOVED},
                         {"ch/01/mix/on": 1, "ch/02/mix/on": 0, "ch/05/mix/fader": 0.5, "headamp/003/gain": self.leaf("headamp/003/gain"), "ch/05/config/name": "Kick"})
        self.assertLess(self.leaf("headamp/003/gain"), 0.3)
        report = self.room.ask("report")
        self.assertEqual(report["report"]["written"], 3)
        self.assertIn("-desk", report["scope"])

    def an_undo_takes_it_back(self):
        browser = self.browser
        browser.click_words("Undo the newest recall")
        browser.until_path("/undo")
        browser.until_text("3 parameters to write")
        self.look("undo")
        browser.click("#go")
        browser.until_path("/reports/2")
        self.assertEqual(self.leaf("ch/01/mix/on"), 0)
        self.assertEqual(self.leaf("ch/05/config/name"), "Snare")
        self.assertIn("takes back Night Train / Mix 3", browser.text())
        self.look("report-undo")
        browser.go("/undo")
        browser.until_text("no recall")
        browser.complaints()

    def the_rest_of_the_pages_is_there(self):
        browser = self.browser
        browser.go("/log").connected()
        browser.type("#text", "swapped the mic on the snare")
        browser.click_words("Put into the log", "button")
        browser.until_text("swapped the mic on the snare", "#log")
        self.assertIn("recall Night Train/Mix 3", browser.text("#log"))
        for name, path, words in (("log", "/log", "swapped"), ("sessions", "/sessions", "1 version"), ("session", "/sessions/Night%20Train", "100 %"),
                                  ("session-safety", "/sessions/Night%20Train?safety=1", "safety"), ("reports", "/reports", "undone"), ("diff-form", "/diff", "Compare"),
                                  ("pairings", "/pairings", "edit"), ("strips", "/strips", "ch 1"), ("strips-bus", "/strips?unit=desk&page=bus", "bus 1")):
            browser.go(path)
            browser.until_text(words)
            self.look(name)
        self.assertEqual(browser.complaints(), [])
        for name, path, words in (("not-found", "/sessions/Day%20Train", "Day Train"), ("no-page", "/nowhere", "no page")):
            browser.go(path)
            browser.until_text(words)
            self.look(name)
        self.assertTrue(all("status of 404" in words for words in browser.complaints()))


class Hands(PageTest):
    def test_faders_on_the_page_are_the_desk_s(self):
        self.begin(role="operate")
        self.osc.write({"ch/01/mix/fader": 0.5, "ch/01/mix/on": 1, "ch/02/mix/fader": 0.5, "ch/02/mix/on": 1, "ch/01/config/name": "Kick"})
        browser = self.browser
        browser.go("/strips?unit=desk&page=ch").connected()
        browser.until(lambda: browser.text("#s-0 output") == "-10.0 dB", "the value of channel 1")

        browser.slide("#f-0", 0.8, steps=12)
        until(lambda: abs(self.leaf("ch/01/mix/fader") - 0.8) < 0.002, what="the desk's fader to follow the page")
        browser.until(lambda: browser.one("#f-0").get_attribute("aria-valuetext") == browser.text("#s-0 output") == "+2.0 dB", "the value that the page says")

        self.osc.write({"ch/01/mix/fader": 0.25, "ch/01/config/name": "Snare"})   # somebody else's hand
        browser.until(lambda: browser.text("#s-0 output") == "-30.0 dB", "the page to follow the desk")
        browser.until(lambda: "Snare" in browser.text("#s-0"), "the name")
        browser.until(lambda: abs(int(browser.one("#f-0").get_property("value")) / 1023 - 0.25) < 0.002, "the fader")

        browser.slide("#f-1", 0.95, steps=1)   # a finger beside the fader
        browser.until_text("would jump", "#refused")
        browser.until(lambda: abs(int(browser.one("#f-1").get_property("value")) / 1023 - 0.5) < 0.002, "the fader to go back")
        self.assertAlmostEqual(self.leaf("ch/02/mix/fader"), 0.5, delta=0.002)
        self.wrong += browser.look("strips-refused")

        browser.click("#s-1 button.mute")
        until(lambda: self.leaf("ch/02/mix/on") == 0, what="channel 2 to be muted")
        browser.until(lambda: browser.one("#s-1 button.mute").get_attribute("aria-pressed") == "true", "the button to show it")
        browser.click("#s-1 button.mute")
        browser.until_text("would be heard at once", "dialog")
        self.assertEqual(self.leaf("ch/02/mix/on"), 0)
        self.wrong += browser.look("strips-unmute")
        browser.click_words("No, leave it", "dialog a")
        browser.until(lambda: not browser.has("dialog"), "the question to go")
        browser.click("#s-1 button.mute")
        browser.until_text("would be heard at once", "dialog")
        browser.click_words("Unmute", "dialog button")
        until(lambda: self.leaf("ch/02/mix/on") == 1, what="channel 2 to be heard")
        browser.until(lambda: browser.one("#s-1 button.mute").get_attribute("aria-pressed") == "false", "the button to show it")
        self.assertTrue(all("status of 409" in words for words in browser.complaints()))
        self.assertEqual(self.wrong, [])

    def test_a_hand_that_may_only_look_moves_nothing(self):
        self.begin(role=None)
        self.osc.write({"ch/01/mix/fader": 0.5})
        browser = self.browser
        browser.go("/strips").connected()
        browser.run("""
            const socket = new WebSocket(`ws://${location.host}/live`);
            window.said = [];
            socket.onmessage = (event) => said.push(event.data);
            socket.onopen = () => { socket.send('{"move": ["desk", "ch/01/mix/fader", 0.51]}'); socket.send('{"ping": 7}'); socket.send("nonsense"); };
            socket.onclose = () => said.push("over");
        """)
        browser.until(lambda: "over" in browser.run("return said"), "a message that is none to end it")
        said = browser.run("return said")
        self.assertIn('{"pong":7}', said)
        self.assertTrue(any("operate" in words for words in said), said)
        self.assertAlmostEqual(self.leaf("ch/01/mix/fader"), 0.5, delta=0.002)


class Connection(PageTest):
    def test_a_page_says_that_the_daemon_is_gone_and_comes_back_by_itself(self):
        self.begin()
        browser = self.browser
        browser.go("/").connected()
        self.assertEqual(browser.complaints(), [])
        self.room.daemon.kill()
        browser.until(lambda: "Connection lost, trying again" in browser.text("#connection"), "the page to say so")
        self.wrong += browser.look("connection-lost")
        self.room.start_daemon(wait="online")
        self.capture("Day Train", "Mix 1")
        browser.connected()
        browser.until_text("Day Train / Mix 1")
        self.assertEqual(browser.path, "/")
        self.assertEqual([words for words in browser.complaints(BROKEN_OFF)], [])
        self.assertEqual(self.wrong, [])

    def test_long_work_is_shown_to_everybody_and_can_be_cancelled(self):
        self.begin(faults="rate=1500/s,queue=64")
        browser = self.browser
        browser.go("/").connected()
        other = Browser(browser.base)   # somebody else, who may only look
        self.addCleanup(other.close)
        other.go("/log").connected()
        browser.type("#session", "Slow")
        browser.type("#version", "Mix 1")
        browser.click_words("Capture everything", "button")
        browser.until(lambda: " of " in browser.text("#work"), "progress in numbers")
        other.until(lambda: "capture by" in other.text("#work"), "the other one to see it")
        self.assertFalse(other.has("#work button"))
        self.wrong += browser.look("work")
        browser.click("#work button")
        browser.until_text("cancelled")
        other.until(lambda: not other.text("#work"), "the other one to see its end")
        self.assertEqual(self.room.ask("sessions")["total"], 0)
        self.assertEqual(self.wrong, [])


class WithoutScripts(PageTest):
    def test_everything_but_moving_works_without_a_script(self):
        self.begin(scripts=False)
        browser = self.browser
        self.osc.write(KEPT)
        browser.type("#session", "Night Train")
        browser.type("#version", "Mix 3")
        browser.click_words("Capture everything", "button")
        browser.until_text("Captured.")
        self.osc.write(MOVED)
        browser.click_words("Plan a recall")
        self.assertIn("and what is ticked", browser.text("form#consent"))
        browser.click("input[value='gain desk headamp/003/gain']")
        browser.click("#go")
        browser.until_path("/reports/1")
        self.assertGreater(self.leaf("headamp/003/gain"), 0.7)
        self.assertEqual(self.leaf("ch/01/mix/on"), 0)
        browser.go("/strips")
        browser.click("#s-2 button.mute")
        browser.until_path("/strips")
        until(lambda: self.leaf("ch/03/mix/on") == 0, what="channel 3 to be muted")
        browser.click("#s-2 button.mute")
        browser.until_text("would be heard at once")
        browser.click_words("Unmute", "button")
        until(lambda: self.leaf("ch/03/mix/on") == 1, what="channel 3 to be heard")


class Door(PageTest):
    def test_what_is_no_page_is_refused_in_plain_words(self):
        self.begin(role=None)
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/sessions/..%2f..", "/sessions/%00", "/sessions/%zz", "//", "/a\\b", "/sessions/%ff"):
            self.assertEqual(self.ask(path)[0], 400, path)
        self.assertEqual(self.ask("/page.css/../page.js")[0], 400)
        self.assertEqual(self.ask("/layout.mustache")[0], 404)
        self.assertEqual(self.ask("/sessions", "POST", "")[0], 405)
        self.assertEqual(self.ask("/do/capture", "POST", "session=a&version=b")[0], 403)
        status, headers, text = self.ask("/reports/7?<script>", Accept="text/html")
        self.assertEqual(status, 404)
        self.assertIn("default-src 'none'", headers["Content-Security-Policy"])
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertNotIn("<script>", text.replace('<script type="module"', ""))
        status, headers, text = self.ask("/page.js")
        self.assertEqual((status, headers["Cache-Control"]), (200, "no-cache"))
        self.assertEqual(self.ask("/page.js", **{"If-None-Match": headers["ETag"]})[0], 304)

    def test_forms_of_other_sites_and_wrong_codes_get_nowhere(self):
        self.begin(role=None)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        code = self.room.ask("pair", "--role", "operate")["code"]
        body = urllib.parse.urlencode({"code": code})
        self.assertEqual(self.ask("/pair", "POST", body, Origin="http://evil.example", **form)[0], 403)
        self.assertEqual(self.ask("/pair", "POST", "code=AAAA-AAAA", **form)[0], 400)
        self.assertEqual(self.ask("/pair", "POST", '{"code": "x"}', **{"Content-Type": "application/json"})[0], 415)
        status, headers, _ = self.ask("/pair", "POST", body, **form)
        self.assertEqual((status, headers["Location"]), (303, "/"))
        cookie = headers["Set-Cookie"]
        for words in ("recalld=", "HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(words, cookie)
        token = cookie.split(";")[0]
        self.assertEqual(self.ask("/pair", "POST", body, **form)[0], 400, "a code is good once")
        self.assertIn('action="/do/capture"', self.ask("/", Cookie=token, Accept="text/html")[2])
        self.assertEqual(self.ask("/pairings", Cookie=token)[0], 403)
        status, headers, _ = self.ask("/do/set", "POST", urllib.parse.urlencode({"unit": "desk", "parameter": "ch/01/mix/on", "value": "OFF", "back": "//evil.example/strips"}),
                                      Cookie=token, **form)
        self.assertEqual((status, headers["Location"]), (303, "/strips"))

    def test_what_is_consented_to_is_what_was_seen(self):
        self.begin(role=None)
        self.capture()
        self.osc.write(MOVED)
        code = self.room.ask("pair", "--role", "operate")["code"]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        form["Cookie"] = self.ask("/pair", "POST", urllib.parse.urlencode({"code": code}), **form)[1]["Set-Cookie"].split(";")[0]
        page = self.ask("/plan?session=Night+Train&version=Mix+3", **form)[2]
        seen = page.split('name="seen" value="')[1].split('"')[0]
        order = {"session": "Night Train", "version": "Mix 3@1", "seen": seen, "tick": "unmute desk ch/01/mix/on"}
        self.osc.write({"ch/03/mix/on": 0})   # one more that would be unmuted
        until(lambda: self.ask("/do/recall", "POST", urllib.parse.urlencode(order), **form)[0] == 409, what="the daemon to see the change")
        self.assertEqual(self.leaf("ch/01/mix/on"), 0)
        order["seen"] = self.ask("/plan?session=Night+Train&version=Mix+3", **form)[2].split('name="seen" value="')[1].split('"')[0]
        self.assertEqual(self.ask("/do/recall", "POST", urllib.parse.urlencode(order), **form)[0], 303)
        self.assertEqual([self.leaf(f"ch/0{n}/mix/on") for n in (1, 2, 3)], [1, 0, 0])


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
