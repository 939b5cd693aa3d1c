"""How the daemon lives with its system: check, reload, signals, notifications, socket, help."""

import os
import select
import shutil
import signal
import socket
import subprocess
import time
import unittest

import room
from room import RoomTest, until


def run(*words, **more):
    result = subprocess.run([room.existing(words[0]), *map(str, words[1:])], capture_output=True, text=True, timeout=room.PATIENCE,
                            stdin=subprocess.DEVNULL, **more)
    return result.returncode, result.stdout, result.stderr


class Check(RoomTest):
    def test_check_says_right_and_opens_nothing(self):
        self.room.write_rig(units={"desk": (room.X32, 10023)})
        code, out, err = run(*self.room.daemon_words(), "--check")
        self.assertEqual(code, 0, err)
        self.assertIn("right", out)
        self.assertFalse(self.room.socket.exists())
        self.assertFalse(self.room.state.exists(), "a check leaves nothing behind")

    def test_check_beside_a_running_daemon(self):
        self.start()
        self.assertEqual(run(*self.room.daemon_words(), "--check")[0], 0)
        self.assertTrue(self.room.answers())

    def test_profiles_schemas_and_versions(self):
        code, out, err = run(room.RECALLD, "--check-profiles", "--profiles", room.PROFILES)
        self.assertEqual(code, 0, err)
        self.assertIn("x32", out)
        self.assertIn("surfaces/mcu: ", out)
        for schema in ("rig", "profile", "surface"):
            code, out, err = run(room.RECALLD, "--schema", schema)
            self.assertEqual(code, 0, err)
            self.assertIn("$schema", out)
        self.assertEqual(run(room.RECALLD, "--version")[0], 0)
        self.assertEqual(run(room.RECALLD, "--help")[0], 0)
        for words in (["--nonsense"], ["--log", "loud"], ["--schema", "desk"], ["--simulate"]):
            self.assertEqual(run(room.RECALLD, *words)[0], 64, words)
        self.assertEqual(run(room.RECALLD)[0], 78, "a rig is needed")
        self.assertEqual(run(room.RECALLD, "--simulate", room.X32, "--profiles", room.PROFILES, "--faults", "los=1%")[0], 64)


class Reload(RoomTest):
    def test_a_unit_is_added_and_a_bad_rig_changes_nothing(self):
        osc = self.start()
        self.room.ask("capture", "S", "V")
        self.room.start_desk("stage", room.X_AIR)
        self.room.write_rig()
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "stage" in self.room.units(), what="the new unit")
        self.room.wait_online("desk", "stage")
        self.room.ask("capture", "S", "Both")
        self.assertEqual(len(self.room.ask("show", "S/Both")["units"]), 2)

        good = self.room.rig.read_text()
        self.room.rig.write_text(good + "safe: x\n")
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "rig.yaml:4:1" in self.room.daemon.text(), what="the log to say where the rig is wrong")
        self.assertIn("safes", self.room.daemon.text().splitlines()[-1])
        self.assertEqual(set(self.room.units()), {"desk", "stage"})
        self.assertTrue(all(unit["online"] for unit in self.room.units().values()))
        checked = self.room.ctl("check", "--json", check=3).json
        self.assertFalse(checked["ok"])
        self.assertIn("rig.yaml:4:1", str(checked["findings"]))

        self.room.write_rig("remote: {osc: {open: false}, http: {open: false}}\n", units={"desk": (room.X32, self.room.desks["desk"].port)})
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: set(self.room.units()) == {"desk"}, what="the unit to go")
        self.room.wait_online("desk")
        osc.write({"ch/01/mix/pan": 0.0})
        self.assertEqual(len(self.room.ask("diff", "S/V", "live")["differences"]), 1)
        self.room.ctl("check", check=0)

    def test_what_was_kept_before_a_reload_is_recalled_after_it(self):
        osc = self.start()
        self.room.ask("capture", "S", "V")
        self.room.daemon.signal(signal.SIGHUP)
        until(lambda: "read again" in self.room.daemon.text(), what="the reload")
        self.room.wait_online("desk")
        osc.write({"ch/01/mix/pan": 0.0})
        recalled = self.room.ask("recall", "S/V")
        self.assertEqual(recalled["report"]["written"], 1, recalled["notes"])
        self.assertEqual(osc.leaf("ch/01/mix/pan"), 0.5)
        self.room.ask("capture", "S", "W")
        self.assertGreater(self.room.ask("diff", "S/W", "live")["compared"], 8000)

    def test_a_recall_that_reaches_no_unit_of_the_version_is_no_success(self):
        self.start()
        self.room.ask("capture", "S", "V")
        self.assertEqual(self.room.end_daemon(), 0)
        self.room.write_rig(units={"console": (room.X32, self.room.desks["desk"].port)})
        self.room.start_daemon(wait="online")
        answer = self.room.ctl("recall", "S/V")
        self.assertIn("desk", answer.out + answer.err)
        self.assertNotEqual(answer.code, 0, "exit 0 says that all matched; nothing was even looked at")
        self.assertNotEqual(self.room.ctl("diff", "S/V", "live").code, 0)

    def test_many_reloads_in_a_row(self):
        self.start()
        for _ in range(20):
            self.room.daemon.signal(signal.SIGHUP)
        self.room.wait_online("desk")
        self.room.ask("capture", "S", "V")
        self.assertEqual(self.room.end_daemon(), 0)

    def test_a_reload_waits_for_a_running_capture(self):
        self.start(faults="rate=2000/s")
        story = self.room.story("capture", session="S", version="V")
        self.addCleanup(story.close)
        self.assertIsNotNone(story.line())
        self.room.daemon.signal(signal.SIGHUP)
        last = list(story.lines())[-1]
        self.assertEqual(last["result"]["units"][0]["silent"], [])


class Ending(RoomTest):
    def test_sigterm_and_sigint_end_soon_and_remove_the_socket(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            self.start() if self.room.daemon is None else self.room.start_daemon(wait="online")
            self.assertTrue(self.room.socket.exists())
            began = time.monotonic()
            self.room.daemon.signal(number)
            self.assertEqual(self.room.daemon.ended(), 0)
            self.assertLess(time.monotonic() - began, 5)
            self.assertFalse(self.room.socket.exists())
            self.room.ctl("status", check=69)

    def test_it_ends_with_watchers_and_a_silent_console(self):
        self.room.write_rig(units={"desk": (room.X32, room.free_port())})
        self.room.start_daemon()
        watching = [self.room.ctl_running("watch") for _ in range(3)]
        until(lambda: self.room.answers(), what="the daemon")
        began = time.monotonic()
        self.assertEqual(self.room.end_daemon(), 0)
        self.assertLess(time.monotonic() - began, 5)
        for watcher in watching:
            self.assertIn(watcher.ended(), (0, 69))

    def test_it_ends_while_a_capture_runs(self):
        self.start(faults="rate=500/s")
        story = self.room.story("capture", session="S", version="V")
        self.addCleanup(story.close)
        self.assertIsNotNone(story.line())
        began = time.monotonic()
        self.assertEqual(self.room.end_daemon(), 0)
        self.assertLess(time.monotonic() - began, 5)


class Notifications(RoomTest):
    def messages(self, listener, patience):
        if not select.select([listener], [], [], patience)[0]:
            return ""
        return listener.recv(4096).decode()

    def test_ready_watchdog_reloading_and_stopping_are_told(self):
        path = self.room.folder / "notify.sock"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(str(path))
            self.room.start_desk()
            self.room.start_daemon(environment={"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "900000"})
            told = []

            def heard(word):
                told.append(self.messages(listener, 0.5))
                return sum(word in t for t in told)

            until(lambda: heard("READY=1"), what="READY=1")
            until(lambda: heard("WATCHDOG=1") >= 4, what="four pings of the watchdog")
            self.room.daemon.signal(signal.SIGHUP)
            until(lambda: heard("RELOADING=1"), what="RELOADING=1")
            until(lambda: sum("READY=1" in t for t in told) >= 2 or heard("READY=1") >= 2, what="READY=1 after the reload")
            self.room.daemon.signal(signal.SIGTERM)
            until(lambda: heard("STOPPING=1"), what="STOPPING=1")
            self.room.daemon.ended()

    def test_the_watchdog_is_fed_while_a_whole_console_is_captured(self):
        path = self.room.folder / "notify.sock"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
            listener.bind(str(path))
            self.room.start_desk(faults="rate=1000/s")
            self.room.start_daemon(wait="online", environment={"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "3000000"})
            capturing = self.room.ctl_running("capture", "S", "V")
            last, longest = time.monotonic(), 0.0
            while capturing.alive():
                if "WATCHDOG=1" in self.messages(listener, 3):
                    longest, last = max(longest, time.monotonic() - last), time.monotonic()
                self.assertLess(time.monotonic() - last, 3, "the watchdog would have barked")
            self.assertEqual(capturing.ended(), 0)
            self.assertLess(longest, 3)


class Sockets(RoomTest):
    def test_a_stale_socket_is_replaced(self):
        self.start()
        self.room.daemon.kill()
        self.assertTrue(self.room.socket.exists(), "kill -9 leaves it behind")
        self.room.ctl("status", check=69)
        self.room.start_daemon(wait="online")
        self.room.ctl("status", check=0)
        self.assertEqual(self.room.socket.stat().st_mode & 0o777, 0o660)

    def test_what_is_no_socket_is_left_alone(self):
        self.room.write_rig(units={"desk": (room.X32, room.free_port())})
        self.room.socket.write_text("precious")
        daemon = self.room.start_daemon(wait="")
        self.assertNotEqual(daemon.ended(), 0)
        self.assertIn("not a socket", daemon.text())
        self.assertEqual(self.room.socket.read_text(), "precious")

    def test_no_folder_and_too_long_a_path(self):
        self.room.write_rig(units={"desk": (room.X32, room.free_port())})
        for path, says in ((self.room.folder / "none" / "s.sock", "does not exist"), (self.room.folder / ("x" * 120), "longer")):
            daemon = self.room.start_daemon(wait="", sock=path)
            self.assertNotEqual(daemon.ended(), 0)
            self.assertIn(says, daemon.text())


class Words(RoomTest):
    def test_help_of_every_verb(self):
        code, out, _ = run(room.RECALLCTL, "--help")
        self.assertEqual(code, 0)
        verbs = "status units check get watch set capture sessions versions show diff plan recall undo cancel reports report import export".split()
        for verb in verbs:
            self.assertIn(verb, out)
            code, about, err = run(room.RECALLCTL, verb, "--help")
            self.assertEqual((code, err), (0, ""), verb)
            self.assertIn("Examples", about)
        self.assertEqual(run(room.RECALLCTL, "--version")[0], 0)

    def test_the_completion_is_valid_bash(self):
        code, script, _ = run(room.RECALLCTL, "completion", "bash")
        self.assertEqual(code, 0)
        kept = (room.ROOT / "completions" / "recallctl").read_text()
        self.assertEqual(script, kept, "completions/recallctl is what the program prints")
        if not shutil.which("bash"):
            self.skipTest("no bash")
        file = self.room.folder / "completion"
        file.write_text(script)
        checked = subprocess.run(["bash", "-n", file], capture_output=True, text=True, timeout=30)
        self.assertEqual((checked.returncode, checked.stderr), (0, ""))
        typed = 'compopt() { :; }; source "$1"; COMP_WORDS=(recallctl re); COMP_CWORD=1; _recallctl "$2" re recallctl; echo "${COMPREPLY[@]}"'
        completed = subprocess.run(["bash", "-c", typed, "bash", file, room.RECALLCTL], capture_output=True, text=True, timeout=30)
        self.assertIn("recall", completed.stdout.split(), completed.stderr)
        self.assertIn("report", completed.stdout.split())

    def test_man_pages_render_without_complaint(self):
        if not shutil.which("man"):
            self.skipTest("no man")
        pages = sorted((room.ROOT / "docs" / "man").glob("*.[158]"))
        self.assertGreaterEqual(len(pages), 4)
        for page in pages:
            shown = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True, timeout=60,
                                   env={**os.environ, "MANPAGER": "cat", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page.name)
            self.assertGreater(len(shown.stdout), 500)


if __name__ == "__main__":
    unittest.main()
