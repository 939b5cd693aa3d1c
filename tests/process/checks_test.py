"""Is the room ready? Preflight, line check and tone-out with the real programs, a simulated desk and somebody who plugs cables."""

import signal
import unittest

from room import Osc, RoomTest, until

PEOPLE = ["desk ch/01", "desk ch/02", "desk ch/03", "desk ch/04", "desk ch/05"]
LINES = "\n".join(f"{name}={place}" for name, place in zip(["Kick In", "Snare Top", "Bass DI", "Gtr", "Vox"], PEOPLE))


class Stage:
    """The hands on the stage: cables in the jacks of the simulated desk."""

    def __init__(self, desk):
        self.osc = Osc(desk.port)

    def plug(self, text):
        answer = self.osc.ask("/-sim/signal", text)
        assert answer == ["ok"], answer

    def close(self):
        self.osc.close()


class Checks(RoomTest):
    def start_room(self, signals="noise=-90"):
        self.room.start_desk(signals=signals)
        self.room.write_rig()
        self.room.start_daemon()
        self.room.wait_online("desk")
        self.stage = Stage(self.room.desks["desk"])
        self.addCleanup(self.stage.close)
        blocks = {"9-16": 1, "17-24": 2}  # jacks 1 to 1 on channels
        self.stage.osc.write({f"ch/{n:02}/config/source": n for n in range(1, 21)} | {f"config/routing/IN/{block}": n for block, n in blocks.items()})
        until(lambda: self.value("ch/20/config/source") == "In 20", what="the desk's routing")

    def value(self, parameter):
        return self.room.ask("get", "desk", parameter)["values"][0]["value"]

    def ask(self, verb, **arguments):
        status, answer = self.room.http(verb, arguments)
        return answer["result"] if status == 200 else answer

    def line(self, number):
        return next(line for line in self.ask("linecheck")["lines"] if line["line"] == number)

    def current(self):
        return self.ask("linecheck")["current"]

    def listening(self):
        """Meters come, and the quiet before was heard."""
        until(lambda: (self.ask("linecheck")["level_dbfs"] or 0) < -80, what="levels")
        index = self.ask("linecheck")["index"]
        until(lambda: self.ask("linecheck")["lines"][index]["floor_dbfs"] is not None, what="a noise floor")

    # --- preflight

    def test_a_preflight_made_from_a_version_passes_and_then_finds_what_was_moved(self):
        self.start_room()
        self.room.ask("capture", "Night Train", "Mix 1")
        path = self.room.folder / "room.yaml"
        made = self.room.ctl("preflight", "make", "Night Train/Mix 1", "-o", str(path), check=0)
        self.assertIn("written", made.out)
        passed = self.room.ctl("preflight", str(path), check=0)
        self.assertRegex(passed.out, r"(\d+) of \1 as expected")
        self.assertIn("headamp 256 of 256", passed.out)
        self.stage.osc.write({"ch/03/config/source": 9, "headamp/002/gain": 0.5})
        failed = self.room.ctl("preflight", str(path), check=3)
        self.assertIn("fails: desk ch 3: source: expected In 3, found In 9", failed.out)
        self.assertIn("drifted: desk local input 3: head-amp gain", failed.out)
        path.write_text(path.read_text().replace('"ch/01/config/source"', '"ch/01/config/sauce"'))
        unknown = self.room.ctl("preflight", str(path), check=64)
        self.assertRegex(unknown.err, r"room.yaml:\d+:\d+: .*did you mean \"ch/01/config/source\"")
        kinds = self.room.ask("log", "--count", "20")["entries"]
        self.assertTrue(any(entry["kind"] == "preflight" and "1 fail, 1 drifted" in entry["text"] for entry in kinds), kinds)

    def test_a_unit_that_is_offline_fails_the_preflight(self):
        self.start_room()
        self.room.ask("capture", "Night Train", "Mix 1")
        text = self.room.ctl("preflight", "make", "Night Train/Mix 1", check=0).out
        self.room.desks["desk"].kill()
        until(lambda: not self.room.units()["desk"]["online"], what="the desk to be missed")
        answer = self.room.ctl("preflight", "-", input=text.encode(), check=3)
        self.assertIn("fails: desk desk: expected online, found offline", answer.out)

    # --- line check

    def test_good_swapped_dead_and_hot_lines_are_told_apart(self):
        self.start_room()
        self.ask("linecheck_start", session="Night Train", lines=LINES, patience_s=0)
        self.listening()
        self.stage.plug("headamp/000=-18")
        until(lambda: self.current() == 2, what="line 1 to pass and the next to begin")
        self.assertEqual((self.line(1)["verdict"], self.line(1)["peak_dbfs"]), ("pass", -18.0))
        self.stage.plug("headamp/000=off,headamp/002=-20")  # the snare's cable is in the bass's jack
        until(lambda: self.line(2)["verdict"] == "wrong_channel", what="the wrong channel")
        self.assertEqual(self.line(2)["elsewhere"]["strip"], "ch/03")
        self.stage.plug("headamp/002=off")
        self.ask("linecheck_next")
        self.listening()
        self.stage.plug("headamp/002=-1")
        until(lambda: self.line(3)["verdict"] == "hot", what="the hot line")
        self.stage.plug("headamp/002=off")
        self.ask("linecheck_next")
        self.assertEqual(self.current(), 4)
        self.ask("linecheck_mark", verdict="silent", note="the DI is dead")
        self.ask("linecheck_next", go="skip")
        signed = self.ask("linecheck_sign", name="Anna")
        self.assertEqual(signed["exit"], 3)
        self.assertIn("1 of 5 lines pass; line 2 Snare Top arrives on ch 3; line 3 Bass DI is hot; line 4 Gtr is silent (the DI is dead)", signed["words"])
        shown = self.room.ctl("linecheck", "show", "Night Train", check=0).out
        self.assertIn("signed by Anna", shown)
        self.assertIn("wrong channel (arrives on ch 3 at -20.0 dBFS", shown)

    def test_a_line_without_its_phantom_power_is_told_and_a_known_fault_beside_it(self):
        self.start_room("noise=-90,headamp/000=-30+48V")
        started = self.ask("linecheck_start", session="Night Train", lines="Vox=desk ch/01 48V", patience_s=0)
        self.assertEqual(started["lines"][0]["phantom"], "48 V is needed and off at local input 1: desk headamp/000/phantom")
        self.listening()
        self.assertEqual(self.value("headamp/000/phantom"), "OFF")  # nobody switches it on by himself
        self.room.ctl("set", "desk", "headamp/000/phantom", "ON", "--allow", "phantom", check=0)
        until(lambda: self.ask("linecheck")["state"] == "done", what="the line to pass")
        self.assertEqual((self.line(1)["verdict"], self.line(1)["phantom"]), ("pass", ""))

    def test_a_list_of_channels_is_walked_and_a_daemon_that_ends_keeps_what_was_marked(self):
        self.start_room()
        self.ask("inputs_set", session="Night Train", text="Channel,Name,Mic,48V\n1,Kick In,D112,\n2,Snare Top,SM57,\n")
        started = self.ask("linecheck_start", session="Night Train", patience_s=0)
        self.assertEqual([line["strip"] for line in started["lines"]], ["ch/01", "ch/02"])
        self.ask("linecheck_mark", verdict="noisy", note="hums")
        self.room.end_daemon()
        self.room.start_daemon()
        texts = [entry["text"] for entry in self.room.ask("log", "--count", "10")["entries"]]
        self.assertTrue(any(text.startswith("line check not signed: 0 of 2 lines pass; line 1 Kick In is noisy (hums)") for text in texts), texts)

    def test_a_steady_tone_through_every_line_passes_each(self):
        self.start_room("noise=-90,headamp/000=-18,headamp/001=-18,headamp/002=-18,headamp/003=-18,headamp/004=-18")
        self.ask("linecheck_start", session="Night Train", lines=LINES, patience_s=0)
        until(lambda: self.ask("linecheck")["state"] == "done", what="all lines to pass")
        self.assertEqual(self.ask("linecheck")["counts"]["pass"], 5)

    def test_swapped_live_microphones_do_not_pass_by_their_bleed(self):
        self.start_room()
        self.ask("linecheck_start", session="Night Train", lines=LINES, patience_s=0)
        self.listening()
        self.stage.plug("headamp/000=-40,headamp/001=-10")  # the kick drum is heard at the snare's microphone
        until(lambda: self.line(1)["verdict"] == "wrong_channel", what="the wrong channel")
        self.assertEqual(self.line(1)["elsewhere"]["strip"], "ch/02")

    def test_the_terminal_walks_the_list_alone_and_signs(self):
        self.start_room()
        lines = self.room.folder / "lines.txt"
        lines.write_text(LINES)
        walk = self.room.ctl_running("linecheck", "Night Train", "--lines", str(lines), "--patience", "2", "--sign", "Anna")
        until(lambda: self.ask("linecheck")["state"] == "running", what="the check")
        self.listening()
        played = 0
        while played < 4:  # somebody walks along and plays what is asked for, but for the dead fifth
            now = self.current()
            if now and now <= 4:
                self.stage.plug(f"headamp/{now - 1:03}=-18")
                until(lambda: self.current() != now, what=f"line {now}")
                self.stage.plug(f"headamp/{now - 1:03}=off")
                played = now
        self.assertEqual(walk.ended(), 3)
        text = walk.text()
        self.assertIn("Kick In", text)
        self.assertIn("4 of 5 lines pass, 1 silent; signed by Anna", text)

    def test_what_cannot_be_listened_to_is_refused_with_the_line(self):
        self.start_room()
        self.assertEqual(self.ask("linecheck")["state"], "none")
        self.assertIn("no line check is under way", self.room.http("linecheck_next", {})[1]["error"]["message"])
        for lines, words in [("Kick=desk ch/99", "desk has no strip"), ("Kick", "is not of the form"), ("Kick=desk dca/1", "tells no level"), ("", "has no input list")]:
            status, answer = self.room.http("linecheck_start", {"session": "Night Train", "lines": lines})
            self.assertEqual(status, 400)
            self.assertIn(words, answer["error"]["message"])

    # --- tone-out

    def ready_for_tones(self, signals="noise=-90,bus/01>headamp/016,bus/02>headamp/018"):
        self.start_room(signals)
        self.stage.osc.write({"bus/01/mix/fader": 0.75, "bus/02/mix/fader": 0.75, "bus/03/mix/fader": 0.75, "config/osc/level": 0.25, "config/osc/dest": 7})

    def osc_state(self):
        return self.stage.osc.leaves(["-stat/osc/on", "config/osc/level", "config/osc/dest"])

    def test_tones_arrive_arrive_elsewhere_or_do_not_and_all_is_put_back(self):
        self.ready_for_tones()
        before = self.osc_state()
        refused = self.room.ctl("toneout", "desk", "bus/1-3", "--level", "-20", check=4)
        self.assertIn("oscillator", refused.err)
        self.assertEqual(self.osc_state(), before)
        tone = self.room.ctl("toneout", "desk", "bus/1-3", "--returns", "ch/17,ch/18,ch/19", "--level", "-20", "--seconds", "1", "--allow", "oscillator", check=3)
        self.assertRegex(tone.out, r"bus 1: arrived at ch 17, -\d+\.\d dBFS \([+-]0\.\d dB\)")
        self.assertIn("bus 2: elsewhere at ch 19", tone.out)
        self.assertIn("bus 3: nothing; expected at ch 19", tone.out)
        self.assertIn("the oscillator is off, and stands where it stood before", tone.out)
        self.assertEqual(self.osc_state(), before)

    def test_a_loud_tone_and_loudspeakers_need_more_consent(self):
        self.ready_for_tones()
        loud = self.room.ctl("toneout", "desk", "bus/1", "--level", "-6", "--allow", "oscillator", check=4)
        self.assertIn("level", loud.err)
        mains = self.room.ctl("toneout", "desk", "main/st", "--allow", "oscillator", check=4)
        self.assertIn("level", mains.err)

    def sounding(self):
        return self.stage.osc.leaf("-stat/osc/on") == 1

    def test_a_tone_that_is_cancelled_is_off(self):
        self.ready_for_tones()
        before = self.osc_state()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        self.room.ctl("cancel", check=0)
        last = list(story.lines())[-1]
        story.close()
        self.assertEqual(last["error"]["code"], "cancelled")
        self.assertEqual(self.osc_state(), before)

    def test_a_tone_whose_listener_went_away_is_off(self):
        self.ready_for_tones()
        before = self.osc_state()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        story.close()
        until(lambda: self.osc_state() == before, what="the oscillator to be off")

    def test_a_daemon_that_ends_in_the_middle_of_a_tone_switches_it_off(self):
        self.ready_for_tones()
        before = self.osc_state()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        self.room.end_daemon()
        story.close()
        self.assertEqual(self.osc_state(), before)

    def test_a_desk_that_is_gone_leaves_a_note_and_nobody_says_that_its_tone_is_off(self):
        self.ready_for_tones()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        self.room.desks["desk"].kill()
        self.room.ctl("cancel")
        last = list(story.lines())[-1]
        story.close()
        self.assertEqual(last["error"]["code"], "tone_left", last)
        self.assertIn("the oscillator could not be switched off", last["error"]["message"])
        notes = self.room.ask("status")["notes"]
        self.assertTrue(any("an oscillator may still sound on desk" in note for note in notes), notes)

    def test_a_daemon_that_cannot_prove_a_tone_off_says_so_when_it_ends(self):
        self.ready_for_tones()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        desk = self.room.desks["desk"]
        desk.signal(signal.SIGSTOP)
        try:
            self.room.end_daemon()
        finally:
            desk.signal(signal.SIGCONT)
        story.close()
        text = self.room.daemon.text()
        self.assertTrue("did not prove its oscillator off" in text or "could not be switched off" in text, text)
        until(lambda: not self.sounding(), what="the off that was sent at once")

    def test_a_daemon_that_was_killed_in_the_middle_of_a_tone_switches_it_off_when_it_is_back(self):
        self.ready_for_tones()
        before = self.osc_state()
        story = self.room.story("tone_out", unit="desk", outputs="bus/1", seconds=60, allow="oscillator")
        until(self.sounding, what="the tone")
        self.room.daemon.kill()
        story.close()
        self.assertTrue(self.sounding())
        self.room.start_daemon()
        until(lambda: self.osc_state() == before, what="the oscillator to be off")
        said = until(lambda: [note for note in self.room.ask("status")["notes"] if "tone-out was interrupted" in note], what="a word about it")
        self.assertIn("found on and is off now", said[0])
        texts = [entry["text"] for entry in self.room.ask("log", "--count", "10")["entries"]]
        self.assertTrue(any("found on and is off now" in text for text in texts), texts)
        self.room.end_daemon()
        self.room.start_daemon()
        self.room.wait_online("desk")
        self.assertEqual(self.room.ask("status")["notes"], [])  # told once

    # --- the daemon dies

    def test_marks_that_were_answered_outlive_a_daemon_that_is_killed(self):
        self.start_room()
        self.ask("linecheck_start", session="Gig", lines=LINES)
        self.ask("linecheck_mark", line=2, verdict="noisy", note="buzzes")
        self.room.daemon.kill()
        self.room.start_daemon()
        unsigned = until(lambda: self.room.ask("log", "--kind", "line_check_unsigned")["entries"], what="the marks in the log")
        self.assertEqual(len(unsigned), 1)
        self.assertIn("line 2 Snare Top is noisy (buzzes)", unsigned[0]["text"])
        self.assertIn("recalld was ended in the middle of it", unsigned[0]["text"])
        self.assertTrue([note for note in self.room.ask("status")["notes"] if "what was marked is in the log" in note])
        self.assertEqual(self.left_behind(), [])
        self.room.end_daemon()
        self.room.start_daemon()
        self.assertEqual(len(self.room.ask("log", "--kind", "line_check_unsigned")["entries"]), 1)

    def test_a_signed_line_check_leaves_nothing_on_disk(self):
        self.start_room()
        self.ask("linecheck_start", session="Gig", lines=LINES)
        self.ask("linecheck_mark", line=2, verdict="pass")
        self.assertEqual(len(self.left_behind()), 1)
        self.ask("linecheck_sign", name="Anna")
        self.assertEqual(self.left_behind(), [])

    def left_behind(self):
        return [file.name for file in self.room.state.glob("line-check-*")]


if __name__ == "__main__":
    unittest.main()
