"""Daemons and consoles that die in the middle: what was acknowledged stays, what is reported is true."""

import random
import signal
import sqlite3
import unittest

import room
from room import RoomTest, until

SEED = 4711
SLOW = "rate=1500/s"


def many_moves():
    """300 settings of channels that hurt nobody."""
    moves = {}
    for n in range(1, 13):
        for b in range(1, 5):
            moves.update({f"ch/{n:02}/eq/{b}/g": 1.0, f"ch/{n:02}/eq/{b}/f": 0.25, f"ch/{n:02}/eq/{b}/q": 0.0})
        for bus in range(1, 17):
            moves[f"ch/{n:02}/mix/{bus:02}/level"] = 0.5
    return moves


class DeathInCapture(RoomTest):
    def test_acknowledged_versions_survive_kill_9(self):
        luck = random.Random(SEED)
        self.start()
        acknowledged = []
        for round_number in range(5):
            victim = self.room.daemon
            for i in range(luck.randrange(1, 4)):
                self.room.ask("capture", "S", f"r{round_number} v{i}", "--note", f"note {i}")
                acknowledged.append(f"r{round_number} v{i}")
            self.capture_and_kill(luck, f"r{round_number} last", victim, acknowledged)
            self.room.start_daemon()
            self.assertEqual(self.room.http("status")[1]["result"]["notes"], [], "nothing is said to be damaged")
            found = {v["version"]: v for v in self.room.ask("versions", "S", "--count", 100)["versions"]}
            self.assertLessEqual(set(acknowledged), set(found), f"lost after kill {round_number}")
            self.assertLessEqual(set(found) - set(acknowledged), {f"r{n} last" for n in range(5)})
        whole = {v["units"][0]["captured"] for v in found.values()}
        self.assertEqual(len(whole), 1, f"no version is half there: {whole}")
        for name in found:
            self.assertEqual(len(self.room.parameters("S/" + name)), next(iter(whole)))
        self.assert_database_is_sound()

    def capture_and_kill(self, luck, name, victim, acknowledged):
        """After so many lines of the story; when it ended before, the version must be there: it was acknowledged."""
        story = self.room.story("capture", session="S", version=name)
        for _ in range(luck.randrange(0, 12)):
            line = story.line()
            if line is None or "result" in line:
                if line:
                    acknowledged.append(name)
                break
        victim.kill()
        story.close()

    def assert_database_is_sound(self):
        self.room.daemon.kill()
        with sqlite3.connect(self.room.state / "recalld.db") as database:
            self.assertEqual(database.execute("pragma integrity_check").fetchone()[0], "ok")
        self.assertEqual([p.name for p in self.room.state.iterdir() if "damaged" in p.name], [])

    def test_many_captures_at_once_and_a_kill(self):
        luck = random.Random(SEED + 1)
        self.start(faults="rate=6000/s")
        stories = [self.room.story("capture", session="S", version=f"v{i}") for i in range(6)]
        acknowledged = []
        for number, story in enumerate(stories[: luck.randrange(2, 5)]):
            if any("result" in line for line in story.lines()):
                acknowledged.append(f"v{number}")
        self.room.daemon.kill()
        for story in stories:
            story.close()
        self.assertGreaterEqual(len(acknowledged), 2)
        self.room.start_daemon()
        found = {v["version"] for v in self.room.ask("versions", "S")["versions"]}
        self.assertLessEqual(set(acknowledged), found)


class SlowRecall(RoomTest):
    """A console that serves 1500 requests a second, a version, and 300 settings that differ from it."""

    SCOPE = ["--scope", "ch/1-16"]

    def setUp(self):
        super().setUp()
        self.osc = self.start(faults=SLOW)
        self.room.ask("capture", "S", "V", *self.SCOPE)
        self.names = [f"ch/{n:02}/{leaf}" for n in range(1, 17) for leaf in ("config/name", "mix/fader", "mix/pan", "eq/on", "dyn/thr")]
        self.kept = self.osc.leaves(many_moves())
        self.others = self.osc.leaves(self.names)
        self.disturbed = self.osc.write(many_moves())
        until(lambda: len(self.room.ask("diff", "S/V", "live")["differences"]) == len(self.disturbed), what="the disturbance to be known")

    def writing(self, done=40):
        story = self.room.story("recall", session="S", version="V", allow="all")
        self.addCleanup(story.close)
        self.assertIsNotNone(story.until_phase("writing", done), "the recall was over before it could be disturbed")
        return story

    def test_kill_9_in_a_recall_is_told_and_can_be_undone(self):
        self.writing()
        self.room.daemon.kill()
        half = self.osc.leaves(self.disturbed)
        self.assertNotEqual(half, self.disturbed, "something was written")
        self.assertNotEqual(half, self.kept, "not everything was written")
        self.room.start_daemon(wait="online")
        until(lambda: "interrupted" in self.room.daemon.text(), what="the log to tell")
        newest = self.room.ask("reports")["reports"][0]
        self.assertEqual((newest["state"], newest["session"], newest["version"]), ("interrupted", "S", "V"))
        report = self.room.ctl("report", "--json").json
        self.assertEqual(report["state"], "interrupted")
        self.assertTrue(report["begun"], "it says what had begun")
        self.assertIn("writing", " ".join(map(str, report["begun"])))
        self.assertTrue(self.room.ctl("report").out.strip())
        undone = self.room.ask("undo", "--allow", "all")
        self.assertEqual(undone["undid"]["recall"], newest["recall"])
        self.assert_same_leaves(self.osc.leaves(self.disturbed), self.disturbed)
        self.assertEqual(self.osc.leaves(self.names), self.others)
        self.room.ask("recall", "S/V", "--allow", "all")
        self.assert_same_leaves(self.osc.leaves(self.kept), self.kept)

    def test_sigterm_in_a_recall_ends_it_with_a_report(self):
        self.writing()
        self.room.daemon.signal(signal.SIGTERM)
        self.assertEqual(self.room.daemon.ended(), 0)
        half = self.osc.leaves(self.disturbed)
        self.room.start_daemon(wait="online")
        newest = self.room.ask("reports")["reports"][0]
        self.assertIn(newest["state"], ("finished", "interrupted"))
        self.assertNotEqual(half, self.kept)
        self.room.ask("undo", "--allow", "all")
        self.assert_same_leaves(self.osc.leaves(self.disturbed), self.disturbed)

    def check_broken_off(self, running):
        self.assertIn(running.ended(20), (3, 5), "the daemon knows within seconds; whoever stands there need not wait longer")
        listed = self.room.ask("reports")["reports"][0]
        self.assertEqual(listed["state"], "finished", "the daemon lived; the recall ended")
        report = self.room.ctl("report", "--json").json
        self.assertGreater(report["report"]["silent"] + report["report"]["withheld"] + report["report"]["unverified"], 0)
        self.assertFalse(self.room.units()["desk"]["online"])
        self.assertTrue(self.room.units()["desk"]["note"], "units says why")
        return report

    def recall_running(self):
        running = self.room.ctl_running("recall", "S/V", "--allow", "all")
        watch = next(iter(self.kept))
        until(lambda: self.osc.leaf(watch) == self.kept[watch][1], what="the recall to write something")
        return running

    def test_a_console_that_freezes_in_a_recall_is_told_and_comes_back(self):
        desk = self.room.desks["desk"]
        running = self.recall_running()
        desk.signal(signal.SIGSTOP)
        report = self.check_broken_off(running)
        desk.signal(signal.SIGCONT)
        self.room.wait_online("desk")
        now = self.osc.leaves(self.kept)
        for detail in report["details"]:
            if detail["verdict"] == "matched" and detail["parameter"] in now:
                self.assertEqual(now[detail["parameter"]], self.kept[detail["parameter"]], "what it calls matched is so")
        self.room.ask("recall", "S/V", "--allow", "all")
        self.assert_same_leaves(self.osc.leaves(self.kept), self.kept)

    def test_a_console_that_dies_in_a_recall_is_told_and_its_successor_is_read(self):
        desk = self.room.desks["desk"]
        running = self.recall_running()
        desk.kill()
        self.check_broken_off(running)
        self.room.start_desk(port=desk.port)
        self.room.wait_online("desk")
        self.room.ask("recall", "S/V", "--allow", "all")
        names = self.room.parameters("S/V")
        self.assertEqual(self.room.ask("diff", "S/V", "live")["differences"], [])
        self.assert_same_leaves(self.osc.leaves(self.kept), self.kept)
        self.assertGreater(len(names), 1000)

    def test_ctrl_c_cancels_and_the_report_is_true(self):
        running = self.recall_running()
        running.signal(signal.SIGINT)
        self.assertEqual(running.ended(), 3)
        report = self.room.ctl("report", "--json").json
        self.assertTrue(report["cancelled"])
        now = self.osc.leaves(self.kept)
        right = {name for name in now if now[name] == self.kept[name]}
        self.assertTrue(0 < len(right) < len(self.kept), f"{len(right)} of {len(self.kept)} written")
        self.assertEqual(report["report"]["withheld"], len(self.kept) - len(right), "what was not sent is called withheld")
        self.assertIn("cancel", running.text())
        self.room.ask("undo", "--allow", "all")
        self.assert_same_leaves(self.osc.leaves(self.disturbed), self.disturbed)

    def test_a_second_request_waits_for_its_turn(self):
        story = self.writing()
        self.assertEqual(self.room.http("status")[1]["result"]["busy"]["verb"], "recall")
        self.room.ask("get", "desk", "ch/01/mix/fader")
        second = self.room.story("capture", session="S", version="After", scope="ch/1-16")
        first_result = [line for line in story.lines() if "result" in line]
        self.assertEqual(len(first_result), 1)
        self.assertTrue(any("result" in line for line in second.lines()))
        second.close()
        self.assertEqual(self.room.ask("diff", "S/V", "S/After")["differences"], [])


class Restarts(RoomTest):
    def test_a_console_that_starts_after_the_daemon_and_again(self):
        port = room.free_port()
        self.room.write_rig(units={"desk": (room.X32, port)})
        self.room.start_daemon()
        answer = self.room.ctl("capture", "S", "V", check=5)
        self.assertIn("desk", answer.err)
        self.room.ctl("get", "desk", "ch/01/mix/fader", check=5)
        self.room.ctl("set", "desk", "ch/01/mix/fader", "0", check=5)
        self.assertEqual(self.room.ctl("sessions", "--json", check=0).json["total"], 0, "nothing was kept")
        self.room.start_desk(port=port)
        self.room.wait_online("desk")
        osc = self.room.osc()
        osc.write({"ch/01/mix/fader": 0.75})
        self.room.ask("capture", "S", "V")
        self.room.desks["desk"].kill()
        until(lambda: not self.room.units()["desk"]["online"], what="the loss to be noticed")
        self.room.start_desk(port=port)
        self.room.wait_online("desk")
        self.assertEqual({d["parameter"] for d in self.room.ask("diff", "S/V", "live")["differences"]}, {"ch/01/mix/fader"})

    def test_a_console_that_restarts_unnoticed_is_read_again(self):
        osc = self.start()
        osc.write({"ch/01/mix/fader": 1.0})
        until(lambda: self.room.ask("get", "desk", "ch/01/mix/fader")["values"][0]["value"].startswith("+10"), what="the move")
        desk = self.room.desks["desk"]
        desk.kill()
        self.room.start_desk(port=desk.port)
        until(lambda: not self.room.ask("get", "desk", "ch/01/mix/fader")["values"][0]["value"].startswith("+10"), what="the restart to show", deadline=25)

    def test_a_lossy_console_is_read_whole_and_recalled_right(self):
        osc = self.start(faults="loss=1%,duplicate=1%,reorder=2%,delay=500us,jitter=300us,seed=9")
        kept = osc.leaves(many_moves())
        self.room.ask("capture", "S", "V")
        for _ in range(3):
            osc.write(many_moves())  # some of it is lost on the way
        recalled = self.room.ask("recall", "S/V", "--allow", "all")
        self.assertEqual(recalled["report"]["differs"] + recalled["report"]["silent"], 0)
        self.assert_same_leaves(osc.leaves(kept), kept)


if __name__ == "__main__":
    unittest.main()
