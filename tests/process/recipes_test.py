"""The recipes of the README, as written: what stands in its fences is run, or sent, to a real daemon with the rig that stands there."""

import http.client
import os
import pathlib
import re
import shutil
import stat
import subprocess
import unittest

import jack
import room
from room import RoomTest, until

README = pathlib.Path(os.environ.get("RECIPES", room.ROOT / "README.md"))
SECTION = "## From a DAW macro or a button"
OSC_PORT, HTTP_PORT = "8765", "8766"


def fences():
    """[(how it is tried, text)] of the section, in order."""
    text = README.read_text(encoding="utf-8")
    if SECTION not in text:
        return []
    section = text[text.index(SECTION):].split("\n## ", 1)[0]
    return re.findall(r"<!-- tried: ([^>]+?) -->\n```\w*\n(.*?)```", section, re.S)


def fence(how):
    return next(text for kind, text in fences() if kind == how)


class Recipes(RoomTest):
    """A daemon with the rig of the recipes; its OSC and HTTP ports are free ones, and the lines are told of them."""

    def setUp(self):
        super().setUp()
        if not fences():
            self.skipTest("the README has no recipes")

    def start_with_recipes(self, environment=None, doors="remote: {osc: {port: 0}, http: {port: 0}}\n"):
        self.room.start_desk()
        self.room.write_rig(fence("rig") + doors)
        self.room.start_daemon(wait="online", environment={"JACK_DEFAULT_SERVER": f"recalld-nowhere-{os.getpid()}", **(environment or {})})
        self.desk = self.room.osc()
        for mix, place in (("Mix 3", 0.75), ("Mix 4", 0.5)):
            self.move(place)
            self.room.ask("capture", "Night Train", mix)
        self.move(0.25)

    def move(self, place):
        self.desk.send("/ch/01/mix/fader", place)
        self.desk.leaf("ch/01/mix/fader")

    def stands_at(self, place):
        return abs(self.desk.leaf("ch/01/mix/fader") - place) < 0.001

    def kept(self, version):
        return version in [one["version"] for one in self.room.ask("versions", "Night Train")["versions"]]

    def wait_kept(self, version):
        until(lambda: self.kept(version), what=f"{version} to be kept", between=0.1)

    def port(self, door):
        """Of a door, or the test is skipped: without that door there is no such recipe."""
        found = [one["port"] for one in self.room.http("status")[1]["result"].get("doors", []) if one["door"] == door]
        if not found:
            self.skipTest(f"this daemon has no door for {door}")
        return str(found[0])

    def shell(self, text, code=0, more=None):
        """The lines as a person would run them, with our recallctl and this room's socket."""
        folder = self.room.folder / "bin"
        folder.mkdir(exist_ok=True)
        recallctl = folder / "recallctl"
        recallctl.write_text(f'#!/bin/sh\nexec "{room.existing(room.RECALLCTL)}" "$@"\n')
        recallctl.chmod(recallctl.stat().st_mode | stat.S_IXUSR)
        environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "RECALLD_SOCKET": str(self.room.socket), **(more or {})}
        result = subprocess.run(["sh", "-ec", text], env=environment, capture_output=True, text=True, timeout=room.PATIENCE)
        self.assertEqual(result.returncode, code, text + result.stdout + result.stderr)
        return result.stdout


class Commands(Recipes):
    def test_every_fence_is_tried_by_somebody(self):
        self.assertEqual(sorted({kind for kind, _ in fences()}), ["ardour", "http", "lua", "midi X-USB", "midi recalld triggers", "oscsend", "rig", "shell"])

    def test_shell(self):
        self.start_with_recipes()
        said = self.shell(fence("shell"))
        self.assertTrue(self.kept("Mix 7"))
        self.assertIn('"state": "done"', re.sub(r'":"', '": "', said))
        self.assertTrue(self.stands_at(0.75))

    def test_a_reascript(self):
        """REAPER's two functions are stood in for; the command line in it is REAPER's to run, and is run here."""
        self.start_with_recipes()
        commands = re.findall(r"ExecProcess\('([^']+)'", fence("lua"))
        self.assertEqual(len(commands), 1)
        self.shell(commands[0])
        self.assertTrue(self.kept("Mix from REAPER"))

    def test_ardours_lua(self):
        lua = shutil.which("ardour7-lua") or shutil.which("ardour-lua")
        if not lua:
            self.skipTest("Ardour is not installed")
        self.start_with_recipes()
        script = self.room.folder / "action.lua"
        script.write_text(fence("ardour").replace(OSC_PORT, str(next((d["port"] for d in self.room.http("status")[1]["result"]["doors"] if d["door"] == "osc"), 9))))
        self.shell(f'"{lua}" "{script}"', more={"HOME": str(self.room.folder)})
        self.assertTrue(self.kept("Mix from Ardour's shell"))
        self.port("osc")
        self.wait_kept("Mix from Ardour")

    def test_http_with_a_token(self):
        self.start_with_recipes()
        port = self.port("http")
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=room.PATIENCE)
        connection.request("POST", "/pair", "code=AAAA-AAAA", {"Content-Type": "application/x-www-form-urlencoded"})
        if connection.getresponse().status == 404:
            self.skipTest("this daemon pairs nobody over HTTP")
        code = self.room.ask("pair", "--role", "operate", "--name", "a button")["code"]
        lines = fence("http").replace(HTTP_PORT, port)
        self.assertIn("K7PQ-2MXR", lines)
        said = self.shell(lines.replace("K7PQ-2MXR", code))
        self.assertIn('"take":1', said)
        self.assertTrue(self.kept("Mix from Companion"))


@unittest.skipUnless(shutil.which("oscsend"), "liblo-tools are not installed")
class Osc(Recipes):
    def test_every_line_of_oscsend(self):
        self.start_with_recipes()
        port = self.port("osc")
        for how, text in fences():
            if how == "oscsend":
                self.shell(text.replace(OSC_PORT, port))
        for version in ("Before the take", "From a button", "Act one"):
            self.wait_kept(version)
        until(lambda: self.stands_at(0.5), what="Mix 4")  # /studio/back 2


@unittest.skipUnless(jack.is_here(), "jackd is not installed")
class Midi(Recipes):
    def test_bytes_from_a_daw_and_from_the_desk(self):
        server = jack.Server()
        self.addCleanup(server.close)
        daw, desk = jack.Client(server), jack.Client(server, "X-USB")
        self.addCleanup(desk.close)
        self.addCleanup(daw.close)
        self.start_with_recipes(environment=server.environment)
        self.addCleanup(self.room.close)  # before the server
        until(lambda: all(one["port"]["online"] for one in self.room.ask("triggers")["triggers"] if one["port"]), what="the ports", between=0.1)
        daw.join("recalld triggers")
        for client, how in ((daw, "midi recalld triggers"), (desk, "midi X-USB")):
            for line in fence(how).splitlines():
                client.say(line.split("#")[0])
        for version in ("From the DAW", "Before the take", "From the desk"):
            self.wait_kept(version)
        until(lambda: self.stands_at(0.75), what="Mix 3")
        until(lambda: [message.hex() for message in desk.heard] == ["903c01", "903c40", "903c00"], what="the light of the button")


if __name__ == "__main__":
    unittest.main()
