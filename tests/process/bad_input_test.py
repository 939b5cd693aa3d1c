"""Consoles that answer nonsense, clients that ask nonsense, files that hold nonsense: said plainly, and the daemon stays up."""

import json
import math
import os
import pathlib
import random
import shutil
import socket
import struct
import subprocess
import time
import unittest

import room
from room import FakeDesk, RoomTest, osc, until


class HostileConsole(RoomTest):
    def against(self, answer):
        """A daemon whose only unit is this fake."""
        fake = FakeDesk(answer)
        self.addCleanup(fake.close)
        self.room.write_rig(units={"desk": (room.X32, fake.port)})
        self.room.start_daemon()
        until(lambda: fake.asked > 0, what="the daemon to ask")
        return fake

    def note(self):
        return until(lambda: self.room.units()["desk"]["note"], what="units to say why")

    def assert_nothing_is_kept(self, codes=(5,)):
        answer = self.room.ctl("capture", "S", "V", "--scope", "ch/01 mix")
        self.assertIn(answer.code, codes, repr(answer))
        self.assertTrue(answer.err or answer.out)
        if answer.code == 5:
            self.assertEqual(self.room.ask("sessions")["total"], 0)
        self.assertTrue(self.room.daemon.alive())

    def test_no_answer_at_all(self):
        self.against(lambda *_: [])
        self.assertIn("xinfo", self.note())
        self.assert_nothing_is_kept()

    def test_another_model(self):
        self.against(lambda address, *_: room.identity(address, model="XR18") if address == "/xinfo" else [])
        self.assertIn("XR18", self.note())
        self.assert_nothing_is_kept()

    def test_an_identity_of_wrong_tags_and_sizes(self):
        for arguments in ([1, 2, 3, 4], ["X32"], [], [math.nan] * 4, ["", "", "", ""], ["x" * 8000] * 4, ["\x1b[2J", "\n", "X32\n", "4"]):
            with self.subTest(str(arguments)[:40]):
                self.against(lambda address, *_: [osc(address, *arguments)] if address == "/xinfo" else [])
                until(lambda: self.room.units()["desk"]["note"], what="units to say why")
                self.assertFalse(self.room.units()["desk"]["online"])
                note, shown = self.room.units()["desk"]["note"], self.room.ctl("units").out
                self.assertEqual(self.room.end_daemon(), 0)
                self.assertLess(len(note), 1000)
                self.assertNotIn("\x1b", shown)

    def console(self, leaf, line):
        """Itself an X32 4.06; how leaves and node lines are answered is for the case to say."""

        def answer(address, tags, arguments, packet):
            if address in ("/xinfo", "/info"):
                return room.identity(address)
            if address == "/node":
                return line(arguments[0] if arguments else "")
            return leaf(address) if not arguments else []

        return answer

    def check_nonsense(self, leaf, line):
        self.against(self.console(leaf, line))
        self.assert_nothing_is_kept(codes=(3, 5))
        answer = self.room.ctl("get", "desk", "ch/01/mix/fader", "--json")
        if answer.code == 0:
            self.assertEqual(answer.json["values"][0]["native"], None, "nonsense is no value")
        self.assertTrue(self.room.daemon.alive(), self.room.daemon.text()[-500:])
        self.room.ctl("set", "desk", "ch/01/mix/fader", "0")
        self.room.ctl("recall", "S/V", "--allow", "all")
        self.assertTrue(self.room.daemon.alive())
        self.assertEqual(self.room.end_daemon(), 0)

    def test_wrong_tags(self):
        self.check_nonsense(lambda a: [osc(a, b"\0\1\2")], lambda p: [osc("node", 7)])

    def test_values_that_are_no_numbers_or_out_of_range(self):
        for value in (math.nan, 17.0):
            with self.subTest(value):
                self.check_nonsense(lambda a: [osc(a, value)], lambda p: [osc("node", f"/{p} nan inf 1e999 99999999999999999999 -\n")])

    def test_giant_strings(self):
        self.check_nonsense(lambda a: [osc(a, "x" * 60000)], lambda p: [osc("node", f"/{p} " + "y" * 60000 + "\n")])

    def test_lines_of_other_nodes_and_broken_lines(self):
        lines = ["/ch/99/mix ON\n", "ch/01/mix ON\n", "/\n", "", "\n", "/ch/01/mix \"open\n", "/ch/01/mix" + " ON" * 500 + "\n", "/ch/01/mix\n"]
        self.check_nonsense(lambda a: [], lambda p: [osc("node", line) for line in lines])

    def test_junk_without_end(self):
        luck = random.Random(99)
        seeds = [osc("node", "/ch/01/mix ON -6.8 ON +0 OFF -oo\n"), osc("/ch/01/mix/fader", 0.5), osc("#bundle"), b"", b"/", b"\0" * 64,
                 b"#bundle\0" + b"\xff" * 8 + struct.pack(">i", -4), b"/x\0\0,ssssssss\0\0\0", b"/b\0\0,b\0\0\x7f\xff\xff\xff"]

        def junk():
            if luck.random() < 0.3:
                return bytes(luck.randrange(256) for _ in range(luck.randrange(0, 200)))
            packet = bytearray(luck.choice(seeds))
            for _ in range(luck.randrange(0, 4)):
                if packet:
                    packet[luck.randrange(len(packet))] = luck.randrange(256)
            return bytes(packet)

        left = [5000]

        def flood(count=25):
            count = min(count, left[0])
            left[0] -= count
            return [junk() for _ in range(count)]

        self.against(lambda address, *_: flood() + room.identity(address) if address == "/xinfo" else flood())
        self.room.ctl("capture", "S", "V", "--scope", "ch/1-2")
        until(lambda: left[0] == 0 or self.room.ctl("capture", "S", "V", "--scope", "ch/1-4") is None, what="5,000 packets")
        self.assertTrue(self.room.daemon.alive(), self.room.daemon.text()[-500:])
        self.assertLess(len(self.room.daemon.text()), 1_000_000, "junk does not fill the journal")
        self.assertEqual(self.room.end_daemon(), 0)

    def test_another_firmware_is_said(self):
        real = self.room.start_desk()
        relay = self.relay(real.port, lambda reply: osc("/xinfo", "127.0.0.1", "old", "X32", "2.08") if reply.startswith(b"/xinfo\0") else reply)
        self.room.write_rig(units={"desk": (room.X32, relay.port)})
        self.room.start_daemon(wait="online")
        self.assertIn("2.08", self.note())
        self.assertIn("2.08", self.room.ask("capture", "S", "V")["units"][0]["identity"])
        self.assertIn("2.08", str(self.room.ctl("check", "--json", check=3).json))

    def relay(self, port, change):
        """Between daemon and console; answers come back changed. One question at a time."""
        client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        client.connect(("127.0.0.1", port))
        client.settimeout(0.05)
        self.addCleanup(client.close)

        def answer(address, tags, arguments, packet):
            client.send(packet)
            if address == "/xremote" or (arguments and address not in ("/node", "/")):
                return []
            try:
                return [change(client.recv(65536))]
            except TimeoutError:
                return []

        fake = FakeDesk(answer)
        self.addCleanup(fake.close)
        return fake


class HostileClient(RoomTest):
    def setUp(self):
        super().setUp()
        self.start()

    def tearDown(self):
        self.assertTrue(self.room.daemon.alive(), "the daemon died")
        self.assertTrue(self.room.answers())

    def raw(self, data, end=True, patience=room.PATIENCE):
        """What comes back for these bytes."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(patience)
            client.connect(str(self.room.socket))
            try:
                client.sendall(data)
                if end:
                    client.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            answer = b""
            try:
                while chunk := client.recv(65536):
                    answer += chunk
            except OSError:
                pass
            return answer

    def test_wrong_method_path_verb_and_body(self):
        for method, target, body, status in (
            ("GET", "/v1/status", "", 405), ("PUT", "/v1/status", "{}", 405), ("DELETE", "/v1/sessions", "", 405), ("POST", "/", "{}", 404),
            ("POST", "/v2/status", "{}", 404), ("POST", "/v1/", "{}", 404), ("POST", "/v1/captur", "{}", 404), ("POST", "/v1/" + "x" * 5000, "{}", 404),
            ("POST", "/v1/status", "no json", 400), ("POST", "/v1/status", "[]", 400), ("POST", "/v1/status", "null", 400), ("POST", "/v1/status", "{", 400),
            ("POST", "/v1/status", '{"a": 1}', 400), ("POST", "/v1/status", "\xff\xfe", 400), ("POST", "/v1/status/../get", "{}", 404),
            ("POST", "/v1/status", "[" * 100_000, 400), ("POST", "/v1/status", '{"a":' * 50_000, 400)):
            with self.subTest(f"{method} {target[:30]} {body[:20]}"):
                found, last = self.room.http("", method=method, target=target, body=body.encode("latin-1"))
                self.assertEqual(found, status)
                self.assertEqual(last["error"]["exit"], 64)
                self.assertTrue(last["error"]["message"])

    def test_wrong_argument_types(self):
        strange = (1, -1, 1.5, True, None, [], {}, [[]], "", "x" * 700, 2**63, "\0", "a/b", "\n", "../..", {"session": 1, "version": []})
        verbs = {"get": ["unit", "parameter"], "set": ["unit", "parameter", "value", "allow"], "capture": ["session", "version", "scope", "note"],
                 "versions": ["session", "offset", "count", "safety"], "show": ["session", "version", "scope", "unit"], "diff": ["from", "to", "scope"],
                 "plan": ["session", "version", "scope", "allow"], "recall": ["session", "version", "dry_run", "mute_first"], "undo": ["allow", "dry_run"],
                 "report": ["recall"], "reports": ["offset", "count"], "sessions": ["offset", "count"], "export": ["session", "version", "format"],
                 "import": ["text", "unit", "session", "version", "name"]}
        right = {"unit": "desk", "parameter": "ch/01/mix/fader", "value": "0", "session": "S", "version": "V", "from": {"session": "S", "version": "V"}, "to": "live", "text": "x"}
        for verb, names in verbs.items():
            for name in names:
                for value in strange:
                    arguments = {n: right[n] for n in names if n in right}
                    arguments[name] = value
                    with self.subTest(f"{verb} {name}={str(value)[:30]!r}"):
                        status, last = self.room.http(verb, arguments)
                        if "error" in last:
                            self.assertIn(last["error"]["exit"], (64, 3, 4), str(last)[:300])
                            self.assertNotEqual(last["error"]["code"], "mistake", str(last)[:300])
                        else:
                            self.assertEqual(status, 200)

    def test_very_long_names_and_patterns_do_not_hold_up_everybody(self):
        for parameter in ("x" * 5000, "ch/*/" * 2000, "*" * 5000 + "q"):
            story = room.UnixConnection(self.room.socket)
            self.addCleanup(story.close)
            story.request("POST", "/v1/get", json.dumps({"unit": "desk", "parameter": parameter}))
            began = time.monotonic()
            self.room.http("status")
            self.assertLess(time.monotonic() - began, 1 if "asan" not in room.RECALLD else 5, f"{parameter[:10]}… blocks the daemon")

    def test_what_is_no_http(self):
        luck = random.Random(5)
        for data in (b"\r\n\r\n", b"hello\r\n\r\n", b"POST /v1/status HTTP/9.9\r\n\r\n", b"POST /v1/status HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                     b"POST /v1/status HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", b"\x16\x03\x01\x02\x00" * 50,
                     b"POST /v1/status HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n", b"POST /v1/status HTTP/1.1\r\nA: " + b"a" * 100_000 + b"\r\n\r\n",
                     bytes(luck.randrange(256) for _ in range(5000))):
            with self.subTest(data[:40]):
                answer = self.raw(data)
                self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer[:100])

    def test_a_body_of_280_mb(self):
        answer = self.raw(b"POST /v1/import HTTP/1.1\r\nContent-Length: 293601280\r\n\r\n" + b"x" * 73_400_320)
        self.assertIn(b" 413 ", answer[:40])
        self.assertLess(self.memory(), 800, "MB of memory")

    def memory(self):
        status = pathlib.Path(f"/proc/{self.room.daemon.popen.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) // 1024 if "asan" not in room.RECALLD else 0

    def test_half_requests_and_early_leavers(self):
        whole = b'POST /v1/status HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}'
        for size in range(0, len(whole), 3):
            self.raw(whole[:size])
        for _ in range(30):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.connect(str(self.room.socket))
                client.sendall(b'POST /v1/capture HTTP/1.1\r\nContent-Length: 31\r\n\r\n{"session": "S","version": "V"}')
        until(lambda: self.room.http("status")[1]["result"]["busy"] is None, what="the captures to end")
        self.assertIn(b" 200 ", self.raw(whole)[:20])

    def test_100_connections(self):
        clients = []
        for _ in range(100):
            client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            client.settimeout(5)
            self.addCleanup(client.close)
            try:
                client.connect(str(self.room.socket))
                clients.append(client)
            except OSError:
                break
        self.assertGreaterEqual(len(clients), 64)
        answer = self.room.ctl("status")
        self.assertIn(answer.code, (0, 69))
        self.assertIn("64", answer.err if answer.code else "64")
        for client in clients:
            client.close()
        until(lambda: self.room.ctl("status").code == 0, what="room for one more")

    def test_recallctl_usage(self):
        for words, says in ((["captur", "S", "V"], "capture"), ([], "--help"), (["capture", "S"], "VERSION"), (["capture", "S", "V", "--notes", "x"], "--note"),
                            (["capture", "S", "V", "W"], "one word too many"), (["show", "SV"], "SESSION/VERSION"), (["report", "newest"], "whole number"),
                            (["recall", "S/V", "--scop", "ch"], "--scope"), (["sessions", "--count", "-1"], "whole number"), (["export", "S/V", "--format"], "--format"),
                            (["get", "desk"], "PARAMETER"), (["completion", "fish"], "bash"), (["set", "desk", "ch/01/mix/fader"], "VALUE")):
            with self.subTest(words):
                answer = self.room.ctl(*words, check=64)
                self.assertIn(says, answer.err)
        self.room.ctl("capture", "S", "V", check=0)
        for words, says in ((["get", "desc", "ch/01/mix/fader"], "desk"), (["get", "desk", "ch/01/mix/fadr"], "ch/01/mix/fader"), (["show", "T/V"], "S"),
                            (["show", "S/W"], "W"), (["diff", "S/V", "S/W"], "W"), (["recall", "S/V", "--scope", "ch/1-8 qe"], "eq"), (["versions", "T"], "T"),
                            (["report", "99"], "99"), (["undo"], "recall"), (["capture", "a/b", "V"], "/"), (["capture", "", "V"], "session"),
                            (["capture", "x" * 300, "V"], "session"), (["show", "S/V@9"], "9"),
                            (["show", "S/V", "--unit", "desc"], "desk"), (["set", "desk", "ch/01/mix/fader", "99 dB"], "10")):
            with self.subTest(words):
                answer = self.room.ctl(*words, check=64)
                self.assertIn(says, answer.err)

    def test_names_that_are_strange_but_allowed(self):
        for number, name in enumerate(("Größe 5½", "日本語", "it's \"quoted\"", "a b", "-oo", "$(reboot)", "%s%n", "x" * 60)):
            session = f"N{number} {name}"
            self.room.ask("capture", session, name if not name.startswith("-") else "v" + name, "--scope", "ch/1", "--note", name if not name.startswith("-") else "n")
            self.assertEqual(self.room.ask("versions", session)["total"], 1)


class SceneFiles(RoomTest):
    HEAD = '#4.0# "V" "" %000000000 1\n'

    def setUp(self):
        super().setUp()
        self.start()

    def import_text(self, text, *more):
        file = self.room.folder / "venue.scn"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.room.ctl("import", file, "--unit", "desk", "S", "V", *more, "--json")

    def test_bad_tokens_are_named_with_file_line_and_column(self):
        answer = self.import_text(self.HEAD + "/ch/01/mix ON +3.0 ON +0 OFF -oo\n/ch/02/mix ON loud ON +0 OFF -oo\n/ch/33/mix ON\nnonsense\n/ch/03/config \"Vox 1 RD 3\n")
        self.assertEqual(answer.code, 3, repr(answer))
        warnings = answer.json["warnings"]
        self.assertTrue(any("venue.scn:3:15" in w for w in warnings), warnings)
        for line in (4, 5, 6):
            self.assertTrue(any(f"venue.scn:{line}:" in w for w in warnings), (line, warnings))
        self.assertEqual(self.room.ask("show", "S/V", "--scope", "ch/1/mix/fader")["units"][0]["values"][0]["value"].replace(" ", ""), "+3.0dB")

    def test_crlf_a_missing_newline_and_bom(self):
        body = "/ch/01/mix ON +3.0 ON +0 OFF -oo\n/ch/02/config \"Snare\" 3 RD 2"
        for text in (self.HEAD + body + "\n", (self.HEAD + body).replace("\n", "\r\n"), self.HEAD + body, "\ufeff" + self.HEAD + body):
            answer = self.import_text(text)
            ends = text.endswith("\n")
            self.assertEqual(answer.code, 0 if ends else 3, f"{text[:6]!r}… {answer!r}")
            self.assertEqual(answer.json["lines"], 2, repr(text[:8]))
            self.assertTrue(all("cut off" in w for w in answer.json["warnings"]) and len(answer.json["warnings"]) == (0 if ends else 1), answer.json["warnings"])

    def test_cut_off_files_never_hurt(self):
        self.room.ctl("capture", "S", "Live", check=0)
        text = self.room.ctl("export", "S/Live", "--format", "scn", check=0).out
        for size in (0, 1, 5, 50, 127, 128, 200, 5000, len(text) // 2, len(text) - 3):
            answer = self.import_text(text[:size])
            self.assertIn(answer.code, (3, 64), (size, repr(answer)[:300]))
            self.assertIn("venue.scn", answer.err + answer.out)
        self.assertTrue(self.room.daemon.alive())

    def test_what_is_no_scene_file(self):
        for content, says in ((b"x" * 17_000_000, "16 MB"), (bytes(range(256)) * 10, "UTF-8"), (b"hello\n", "scene"), (b"", "venue.scn"),
                              (b'#9.9# "V" "" %000000000 1\n/ch/01/mix ON\n', "9.9"), (b"\0" * 1000, "venue.scn"), (self.HEAD.encode(), "venue.scn")):
            with self.subTest(content[:20]):
                answer = self.import_text(content)
                self.assertEqual(answer.code, 64, repr(answer))
                self.assertIn(says, answer.err)
        self.assertEqual(self.room.ctl("import", self.room.folder / "none.scn", "--unit", "desk", "S", "V").code, 64)
        self.assertEqual(self.room.ctl("import", self.room.folder, "--unit", "desk", "S", "V").code, 64)

    def test_from_standard_input(self):
        answer = self.room.ctl("import", "-", "--unit", "desk", "S", "V", "--json", input=(self.HEAD + "/ch/01/mix ON +0.0 ON +0 OFF -oo\n").encode(), check=0)
        self.assertEqual(answer.json["lines"], 1)


class Rigs(RoomTest):
    UNIT = "units:\n  - {name: desk, profile: consoles/x32, link: {kind: udp, host: 127.0.0.1, port: 10023}}\n"

    def test_each_mistake_is_placed_and_ends_with_78(self):
        for text, place, says in (
            (self.UNIT + "policy: {gain_jmp: 3 dB}\n", ":3:10", "gain_jump"), (self.UNIT.replace("profile", "profil"), ":2:", "profile"),
            (self.UNIT.replace("10023", "ten"), ":2:", "ten"), (self.UNIT.replace("10023", "70000"), ":2:", "65535"),
            (self.UNIT.replace("consoles/x32", "consoles/x33"), "", "consoles/x33"), (self.UNIT + self.UNIT.split("\n", 1)[1], ":3:", "desk"),
            (self.UNIT + "policy: {gain_jump: loud}\n", ":3:", "loud"), (self.UNIT + "safes: '@nobody'\n", ":3:", "nobody"),
            (self.UNIT + "safes: [headamp, ch/99]\n", ":3:8: safes: ", "ch/99"), (self.UNIT + "scopes:\n  a: ch/1\n  b: bus/77\n", ":5:6: scope b: ", "bus/77"),
            ("", ":1:1", "empty"), ("units: []\n", ":1:", "at least 1"),
            ("units: {}\n", ":1:", ""), ("[\n", ":", ""), ("\t x", ":", ""), (self.UNIT + self.UNIT, ":3:1", "units"), ("\0\1\2", "", ""),
            (self.UNIT.replace("name: desk", "name: the desk"), ":2:", "letters"), (self.UNIT.replace("udp", "udq"), ":2:", "udp"),
            ("a: &a [*a]\n", "", ""), ("x: " + "[" * 3000 + "\n", "", "")):
            with self.subTest(text[-60:]):
                self.room.rig.write_text(text)
                for more in ([], ["--check"]):
                    result = subprocess.run([*self.room.daemon_words(), *more], capture_output=True, text=True, timeout=room.PATIENCE)
                    self.assertEqual(result.returncode, 78, result.stderr[-500:])
                    self.assertIn("rig.yaml" + place, result.stderr)
                    self.assertIn(says, result.stderr)
                    self.assertLess(len(result.stderr), 2000)

    def test_a_file_that_cannot_be_read(self):
        for path in (self.room.folder / "none.yaml", self.room.folder):
            result = subprocess.run(self.room.daemon_words(rig=path), capture_output=True, text=True, timeout=room.PATIENCE)
            self.assertEqual(result.returncode, 78)
            self.assertIn(str(path), result.stderr)


class States(RoomTest):
    def begin(self):
        self.room.write_rig(units={"desk": (room.X32, room.free_port())})

    def test_no_daemon(self):
        answer = self.room.ctl("status", check=69)
        self.assertIn(str(self.room.socket), answer.err)

    def test_two_daemons_on_one_state_folder(self):
        self.start()
        self.room.ask("capture", "S", "V")
        for sock in (None, self.room.folder / "other.sock"):
            second = self.room.run("second", self.room.daemon_words(sock=sock))
            self.assertNotEqual(second.ended(), 0)
            self.assertIn("another recalld", second.text())
        self.assertTrue(self.room.answers())
        self.room.ask("capture", "S", "W")
        self.assertEqual(self.room.ask("versions", "S")["total"], 2)
        other = self.room.run("third", self.room.daemon_words(state=self.room.folder / "state2"))
        self.assertNotEqual(other.ended(), 0)
        self.assertIn("another recalld answers", other.text())
        self.assertTrue(self.room.answers(), "the first still answers on its socket")

    def test_a_state_folder_that_is_none(self):
        self.begin()
        self.room.state.write_text("a file")
        daemon = self.room.start_daemon(wait="")
        self.assertEqual(daemon.ended(), 74)
        self.assertIn(str(self.room.state), daemon.text())
        self.assertEqual(self.room.state.read_text(), "a file")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_state_folder_without_permission(self):
        self.begin()
        self.room.state.mkdir(mode=0o500)
        daemon = self.room.start_daemon(wait="")
        self.assertEqual(daemon.ended(), 74)
        self.assertIn("ermission", daemon.text())

    def test_a_damaged_database_is_set_aside_and_said(self):
        self.start()
        self.room.ask("capture", "S", "V")
        self.assertEqual(self.room.end_daemon(), 0)
        database = self.room.state / "recalld.db"
        size = database.stat().st_size
        for damage in (b"this was a database", os.urandom(size), b""):
            with self.subTest(damage[:20]):
                for log in self.room.state.glob("recalld.db-*"):
                    log.unlink()
                database.write_bytes(damage)
                before = set(self.room.state.glob("*damaged*"))
                self.room.start_daemon(wait="online")
                notes = str(self.room.ask("status")["notes"])
                self.assertIn("damaged", notes)
                aside = set(self.room.state.glob("*damaged*")) - before
                self.assertTrue(aside, "it is kept beside the new one")
                self.assertIn(damage, [path.read_bytes() for path in aside])
                self.assertIn("damaged", self.room.ctl("status", check=0).out)
                self.room.ask("capture", "S", "After")
                self.assertEqual(self.room.end_daemon(), 0)

    def test_damage_in_the_middle_does_not_end_the_daemon(self):
        self.start()
        for number in range(3):
            self.room.ask("capture", "S", f"V{number}")
        self.assertEqual(self.room.end_daemon(), 0)
        database = self.room.state / "recalld.db"
        content = bytearray(database.read_bytes())
        luck = random.Random(3)
        for _ in range(200):
            content[luck.randrange(4096, len(content))] ^= 0xFF
        database.write_bytes(content)
        self.room.start_daemon(wait="online")
        for words in (["sessions"], ["versions", "S"], ["show", "S/V0"], ["diff", "S/V1", "live"], ["export", "S/V2"], ["capture", "S", "Again"]):
            self.assertIn(self.room.ctl(*words).code, (0, 3, 64, 74), words)
        self.assertTrue(self.room.daemon.alive())

    def test_a_full_disk_is_said_and_passes(self):
        disk = self.room.folder / "disk"
        disk.mkdir()
        mounted = shutil.which("mount") and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, timeout=20).returncode == 0
        if not mounted:
            self.skipTest("no tmpfs can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk], capture_output=True, timeout=20)
        self.room.start_desk()
        self.room.start_daemon(wait="online", state=disk / "state")
        self.room.ask("capture", "S", "First")
        filler = disk / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass
        client, codes = self.room.osc(), []
        luck = random.Random(8)
        for number in range(5):
            client.write({f"ch/{n:02}/config/name": "".join(luck.choices("abcdefgh", k=12)) for n in range(1, 33)})
            answer = self.room.ctl("capture", "S", f"V{number}")
            codes.append(answer.code)
        self.assertIn(74, codes, "a version that could not be kept is not acknowledged")
        kept = {v["version"] for v in self.room.ask("versions", "S")["versions"]}
        self.assertEqual(kept, {"First"} | {f"V{n}" for n, code in enumerate(codes) if code == 0})
        if codes[-1] == 74:
            client.write({"ch/01/mix/pan": 1.0})
            self.assertEqual(self.room.ctl("recall", "S/First", "--allow", "all").code, 74, "no recall without its safety version")
            self.assertEqual(client.leaf("ch/01/mix/pan"), 1.0)
        filler.unlink()
        self.room.ask("capture", "S", "Last")
        self.assertEqual(self.room.http("status")[0], 200)


if __name__ == "__main__":
    unittest.main()
