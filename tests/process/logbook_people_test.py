"""Several people and one log: everybody writes at once, a fault has two who close it, the daemon is killed in between, and nothing is lost or told twice."""

import http.client
import signal
import threading
import unittest

from room import RoomTest, until


class People(RoomTest):
    def setUp(self):
        super().setUp()
        self.start(wait="ready")

    def lines(self, **filters):
        return self.room.http("entries", {"count": 1000, **filters})[1]["result"]["entries"]

    def at_once(self, *works):
        """All of them together; what they return, in their order."""
        results = [None] * len(works)

        def run(place):
            results[place] = works[place]()

        threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def test_what_many_write_at_once_is_all_there_and_in_one_order(self):
        def writes(who):
            return lambda: [self.room.http("log", {"text": f"{who} {number}"})[1]["result"]["entry"] for number in range(50)]

        numbers = self.at_once(writes("anna"), writes("bob"), writes("kim"))
        lines = self.lines(kind="note")
        self.assertEqual(sorted(sum(numbers, [])), sorted(line["entry"] for line in lines))
        self.assertEqual(len(lines), 150)
        for who in ("anna", "bob", "kim"):
            said = [line["text"] for line in reversed(lines) if line["text"].startswith(who)]
            self.assertEqual(said, [f"{who} {number}" for number in range(50)])

    def test_of_many_who_close_a_fault_one_does(self):
        for number in range(5):
            fault = self.room.http("fault", {"subject": "desk", "text": f"fault {number}"})[1]["result"]["entry"]
            answers = self.at_once(*[lambda by=by: self.room.http("fault_close", {"entry": fault, "text": f"by {by}"}) for by in range(4)])
            closed = [answer for status, answer in answers if status == 200]
            refused = [answer["error"]["message"] for status, answer in answers if status == 409]
            self.assertEqual((len(closed), len(refused)), (1, 3), answers)
            for message in refused:
                self.assertIn("was closed already, by ", message)
        self.assertEqual(len(self.lines(kind="fault_closed")), 5)
        self.assertEqual(self.room.ask("faults")["faults"], [])

    def test_corrections_of_one_line_by_two_both_stand_below_it(self):
        line = self.room.http("log", {"text": "take 3 is it"})[1]["result"]["entry"]
        self.at_once(*[lambda number=number: self.room.http("correct", {"entry": line, "text": f"take {number} is it"}) for number in (4, 5)])
        found = self.lines(entry=line)[0]
        self.assertEqual(found["text"], "take 3 is it")
        self.assertEqual({one["text"] for one in found["corrected"]}, {"take 4 is it", "take 5 is it"})

    def test_what_was_answered_before_a_kill_is_there_after_it(self):
        kept, over = [], threading.Event()

        def write():
            number = 0
            while not over.is_set():
                try:
                    status, answer = self.room.http("log", {"text": f"note {number}"})
                except (OSError, ValueError, http.client.HTTPException):   # the daemon is gone
                    return
                if status != 200:
                    return
                kept.append((answer["result"]["entry"], f"note {number}"))
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        until(lambda: len(kept) > 30, what="some notes")
        self.room.daemon.signal(signal.SIGKILL)
        self.room.daemon.ended()
        over.set()
        writer.join()
        self.room.start_daemon()
        found = {line["entry"]: line["text"] for line in self.lines(kind="note")}
        self.assertEqual({number: found.get(number) for number, _ in kept}, dict(kept))
        self.assertLessEqual(len(found), len(kept) + 1)   # the one that was under way may be there
        self.assertGreater(self.room.http("log", {"text": "after"})[1]["result"]["entry"], max(found))

    def test_who_speaks_nonsense_is_told_and_leaves_no_line(self):
        before = self.lines()
        for verb, arguments, words in (("log", {}, "text"), ("log", {"text": 7}, "text"), ("take", {"take": -1}, "take"), ("take", {"take": 10 ** 12}, "1 to 9999"), ("correct", {"entry": 0, "text": "x"}, "no line 0"),
                                       ("fault", {"subject": "desk", "text": "hums", "when": "now"}, "when"), ("song", {"session": "A", "values": "bpm=1e9"}, "20 to 400"),
                                       ("credit", {"session": "A", "name": "x" * 300, "role": "mix"}, "at most 200"), ("faults", {"subject": "desc"}, "desk"), ("print", {"session": "A", "version": "1", "path": "/x"}, "session")):
            with self.subTest(verb=verb, arguments=str(arguments)[:60]):
                status, answer = self.room.http(verb, arguments)
                self.assertGreaterEqual(status, 400)
                self.assertIn(words, answer["error"]["message"])
        self.assertEqual(self.lines(), before)


if __name__ == "__main__":
    unittest.main(verbosity=2)
