"""A room whose page is served, and browsers that are paired with it."""

import socket

from browser import Browser
from room import RoomTest  # browser.py knows the way


def free_tcp_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class WebRoom(RoomTest):
    def setUp(self):
        super().setUp()
        self.port = free_tcp_port()   # a fixed one: the daemon comes back where the page looks for it
        self.served = f"remote: {{http: {{port: {self.port}}}, osc: {{open: false}}, announce: false}}\n"
        self.wrong = []

    def open(self, rig="", faults=""):
        """A console and a daemon that serves the page; returns an OSC client of the console."""
        osc = self.start(rig=rig + self.served, faults=faults)
        self.room.door("http")
        return osc

    def stranger(self, scripts=True):
        browser = Browser(f"http://127.0.0.1:{self.port}", scripts)
        self.addCleanup(browser.close)
        return browser

    def paired(self, name, role="operate", scripts=True):
        browser = self.stranger(scripts)
        self.pair_by(browser, self.room.ask("pair", "--role", role, "--name", name)["code"])
        return browser

    def pair_by(self, browser, code):
        browser.go("/pair/" + code)
        self.assertIn(code, browser.one("#code").get_attribute("value"))
        browser.click_words("Pair", "button")
        browser.until(lambda: browser.path == "/", "the room after pairing")
