"""A room for process tests: a simulated console and a daemon in a folder of their own, on loopback.

Nothing here knows the C++ code: the OSC client, the HTTP client and the waiting are this file's own.
RECALLD and RECALLCTL name the programs; by hand the release build is taken.
"""

import http.client
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECALLD = os.environ.get("RECALLD", str(ROOT / "build/release/daemon/recalld"))
RECALLCTL = os.environ.get("RECALLCTL", str(ROOT / "build/release/daemon/ctl/recallctl"))
PROFILES = ROOT / "profiles"
PATIENCE = 60.0  # seconds; generous, because sanitizers are slow
X32, X_AIR = "consoles/x32", "consoles/x-air"


def until(condition, deadline=PATIENCE, what="the condition", between=0.02):
    """The first true value of condition(), asked again and again; AssertionError after the deadline."""
    end, pause = time.monotonic() + deadline, threading.Event()
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {deadline:g} s in vain for {what}")
        pause.wait(between)


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


_claims = []  # as long as this program lives


def ipmidi_port():
    """A port of ipMIDI (1 … 64) that no other test of this machine has: everybody on a port hears everybody."""
    for number in range(64, 0, -1):
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            claim.bind(f"\0recalld-test-ipmidi-{number}")  # no file; tests/ipmidi_port.cpp uses the same name
        except OSError:
            claim.close()
            continue
        _claims.append(claim)
        return number
    raise AssertionError("other tests have all 64 ports of ipMIDI")


# --- OSC, just enough of it ---


def padded(data):
    return data + b"\0" * (4 - len(data) % 4)


def osc(address, *arguments, tags=None):
    """An OSC message; ints, floats, strings and bytes find their own tag."""
    found, body = "", b""
    for argument in arguments:
        if isinstance(argument, int):
            found, body = found + "i", body + struct.pack(">i", argument)
        elif isinstance(argument, float):
            found, body = found + "f", body + struct.pack(">f", argument)
        elif isinstance(argument, bytes):
            found, body = found + "b", body + struct.pack(">i", len(argument)) + argument + b"\0" * (-len(argument) % 4)
        else:
            found, body = found + "s", body + padded(argument.encode())
    if not arguments and tags is None:
        return padded(address.encode())
    return padded(address.encode()) + padded(("," + (found if tags is None else tags)).encode()) + body


def parse_osc(packet):
    """(address, tags, arguments); floats stay exactly what the wire carried."""

    def text(at):
        end = packet.index(b"\0", at)
        return packet[at:end].decode("utf-8", "replace"), end + 4 - end % 4

    address, at = text(0)
    if at >= len(packet):
        return address, "", []
    tags, at = text(at)
    arguments = []
    for tag in tags[1:]:
        if tag in "if":
            arguments.append(struct.unpack_from(">" + tag, packet, at)[0])
            at += 4
        elif tag == "s":
            word, at = text(at)
            arguments.append(word)
        elif tag == "b":
            size = struct.unpack_from(">i", packet, at)[0]
            arguments.append(packet[at + 4 : at + 4 + size])
            at += 4 + size + -size % 4
    return address, tags[1:], arguments


class Osc:
    """A client of a console that is not recalld: reads and writes leaves as they are on the wire."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.socket.connect(("127.0.0.1", port))

    def close(self):
        self.socket.close()

    def send(self, address, *arguments):
        self.socket.send(osc(address, *arguments))

    def receive(self, patience):
        """One packet or None."""
        if not select.select([self.socket], [], [], patience)[0]:
            return None
        try:
            return self.socket.recv(65536)
        except ConnectionRefusedError:
            return None

    def ask(self, address, *arguments, deadline=PATIENCE):
        """The arguments of the first answer whose address is asked for."""
        end = time.monotonic() + deadline
        wanted = "node" if address == "/node" else address
        while time.monotonic() < end:
            try:
                self.send(address, *arguments)
            except ConnectionRefusedError:
                pass
            packet = self.receive(0.5)
            while packet is not None:
                found = parse_osc(packet)
                if found[0] == wanted:
                    return found[2]
                packet = self.receive(0.05)
        raise AssertionError(f"the console did not answer {address}")

    def leaf(self, name):
        return self.ask("/" + name)[0]

    def leaves(self, names, window=24, deadline=PATIENCE):
        """{name: value} of every name, asked a few at a time and again when lost."""
        values, waiting, left = {}, {}, list(reversed(list(names)))
        end = time.monotonic() + deadline
        while left or waiting:
            while left and len(waiting) < window:
                name = left.pop()
                waiting[name] = time.monotonic()
                self.send("/" + name)
            packet = self.receive(0.3)
            if packet is not None:
                address, tags, arguments = parse_osc(packet)
                if waiting.pop(address[1:], None) is not None:
                    values[address[1:]] = (tags, *arguments)
                continue
            assert time.monotonic() < end, f"the console did not answer {sorted(waiting)[:5]}"
            left.extend(waiting)
            waiting.clear()
        return values

    def write(self, values):
        """Writes {name: value or (tag, value)} and waits until the console has taken all."""
        for chunk in chunks(list(values.items()), 24):
            for name, value in chunk:
                self.send("/" + name, value[1] if isinstance(value, tuple) else value)
            self.leaf(chunk[-1][0])
        return self.leaves(values)


def chunks(items, size):
    return [items[i : i + size] for i in range(0, len(items), size)]


# --- processes ---


class Process:
    """A program that we started; its output goes to a file."""

    def __init__(self, name, words, log, **more):
        self.name, self.log = name, pathlib.Path(log)
        self.file = open(self.log, "ab")
        self.popen = until(lambda: self.started(words, more), what=f"{words[0]} to start")

    def started(self, words, more):
        try:
            return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=self.file, stderr=self.file, **more)
        except OSError:
            return None  # being linked anew

    def text(self):
        return self.log.read_text(errors="replace")

    def alive(self):
        return self.popen.poll() is None

    def signal(self, number):
        self.popen.send_signal(number)

    def kill(self):
        if self.alive():
            self.popen.kill()
        self.popen.wait(PATIENCE)

    def ended(self, deadline=PATIENCE):
        """The exit code, once it has one."""
        return self.popen.wait(deadline)

    def end(self):
        """However it is: frozen, dead or well."""
        if self.alive():
            self.popen.send_signal(signal.SIGCONT)
            self.popen.terminate()
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait(PATIENCE)
        self.file.close()


class Answer:
    """What recallctl said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def error(self):
        """The error object of --json, wherever it was printed."""
        for text in (self.out, self.err):
            try:
                found = json.loads(text)
                return found.get("error", found)
            except ValueError:
                continue
        raise AssertionError(f"no JSON error in {self!r}")

    def __repr__(self):
        return f"exit {self.code}\n--- out\n{self.out[-3000:]}\n--- err\n{self.err[-3000:]}"


def existing(program):
    """A program that is being linked anew is there in a moment."""
    until(lambda: os.access(program, os.X_OK), 60, f"{program} to be built")
    return program


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path, timeout=PATIENCE):
        super().__init__("localhost", timeout=timeout)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Story:
    """A verb asked over HTTP, read line by line: what the progress says can be acted on."""

    def __init__(self, path, verb, arguments):
        self.connection = UnixConnection(path)
        self.connection.request("POST", "/v1/" + verb, json.dumps(arguments))
        self.response = self.connection.getresponse()
        self.status = self.response.status

    def line(self):
        """The next line as JSON; None at the end, or when the daemon went away."""
        try:
            text = self.response.readline()
            return json.loads(text) if text else None
        except (OSError, http.client.HTTPException, ValueError):
            return None

    def lines(self):
        while (line := self.line()) is not None:
            yield line

    def until_phase(self, start, done=0):
        """Reads until a phase that starts so has come so far; None when the story ended before."""
        for line in self.lines():
            progress = line.get("progress")
            if progress and progress["phase"].startswith(start) and progress["done"] >= done:
                return progress
            if progress is None:
                return None
        return None

    def close(self):
        self.connection.close()


class Room:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="recalld-room-"))
        self.state, self.socket, self.rig = self.folder / "state", self.folder / "ctl.sock", self.folder / "rig.yaml"
        self.processes, self.clients, self.count = [], [], 0
        self.daemon = None
        self.desks, self.already_ended = {}, {}

    # starting

    def run(self, name, words, **more):
        self.count += 1
        process = Process(name, words, self.folder / f"{self.count:02}-{name}.log", **more)
        self.processes.append(process)
        return process

    def start_desk(self, name="desk", profile=X32, faults="", load="", port=None, signals=""):
        """A simulated console that answers; on a port that it had before, or a free one."""
        for _ in range(5):
            at = port or free_port()
            words = [existing(RECALLD), "--simulate", profile, "--profiles", str(PROFILES), "--listen", f"127.0.0.1:{at}"]
            words += ["--faults", faults] if faults else []
            words += ["--load", str(load)] if load else []
            words += ["--signal", signals] if signals else []
            desk = self.run(f"desk-{name}", words)
            until(lambda: "simulated on" in desk.text() or not desk.alive(), what=f"the console {name} to start")
            if desk.alive():
                break
            assert "in use" in desk.text() or not desk.text(), desk.text()  # nothing said: it is being linked anew
        desk.port, desk.profile = at, profile
        self.desks[name] = desk
        return desk

    def osc(self, name="desk"):
        client = Osc(self.desks[name].port)
        self.clients.append(client)
        return client

    def write_rig(self, more="", units=None):
        """units: {name: (profile, port)}; all consoles of the room unless said."""
        units = units or {name: (desk.profile, desk.port) for name, desk in self.desks.items()}
        lines = ["units:"]
        for name, (profile, port) in units.items():
            lines.append(f"  - {{name: {name}, profile: {profile}, link: {{kind: udp, host: 127.0.0.1, port: {port}}}}}")
        self.rig.write_text("\n".join(lines) + "\n" + more)

    def daemon_words(self, rig=None, state=None, sock=None):
        return [existing(RECALLD), "--rig", str(rig or self.rig), "--profiles", str(PROFILES), "--state", str(state or self.state),
                "--socket", str(sock or self.socket)]

    def take_free_doors(self):
        """Other rooms stand beside this one: unless a test says otherwise, OSC and HTTP come in where it is free."""
        text = self.rig.read_text() if self.rig.is_file() else "remote:"
        if "remote:" not in text:
            self.rig.write_text(text.rstrip("\n") + "\nremote: {osc: {port: 0}, http: {port: 0}}\n")

    def door(self, name):
        """The port at which `osc` or `http` comes in."""
        doors = until(lambda: [d for d in self.http("status")[1]["result"]["doors"] if d["door"] == name], what=f"the door {name}")
        return doors[0]["port"]

    def start_daemon(self, wait="ready", **more):
        """wait: "ready" until it answers, "online" until every unit was read, "" not at all."""
        if not self.rig.exists():
            self.write_rig()
        self.take_free_doors()
        environment = {k: v for k, v in os.environ.items() if k not in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")}
        environment.update(more.pop("environment", {}))
        self.daemon = self.run("recalld", self.daemon_words(**more), env=environment)
        if wait:
            until(lambda: self.answers() or not self.daemon.alive(), what="the daemon to answer")
            assert self.daemon.alive(), "recalld ended: " + self.daemon.text()[-2000:]
        if wait == "online":
            self.wait_online()
        return self.daemon

    def answers(self):
        try:
            return self.http("status")[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def units(self):
        return {unit["unit"]: unit for unit in self.http("units")[1]["result"]["units"]}

    def wait_online(self, *names):
        names = names or tuple(self.units())

        def online():
            units = self.units()
            return all(units[name]["online"] for name in names)

        until(online, what=f"{names} to be online")

    # asking

    def ctl(self, *words, input=None, timeout=2 * PATIENCE, check=None):
        """recallctl as a person or a script would run it; check: the exit code that it must have."""
        result = subprocess.run([existing(RECALLCTL), "--socket", str(self.socket), *map(str, words)], input=input, capture_output=True,
                                stdin=subprocess.DEVNULL if input is None else None, timeout=timeout)
        answer = Answer(result.returncode, result.stdout.decode(errors="replace"), result.stderr.decode(errors="replace"))
        if check is not None:
            assert answer.code == check, f"recallctl {' '.join(map(str, words))[:300]}: expected exit {check}, got {answer!r}"
        return answer

    def ask(self, *words, check=0):
        """The JSON result of recallctl WORDS --json; a diff ends with 3 when it finds something."""
        answer = self.ctl(*words, "--json", check=None if words[0] == "diff" else check)
        if words[0] == "diff":
            found = answer.json
            assert answer.code == (3 if found["differences"] or found["missing"] else 0), repr(answer)
        return answer.json

    def ctl_running(self, *words):
        return self.run("recallctl-" + words[0], [existing(RECALLCTL), "--socket", str(self.socket), *map(str, words)])

    def http(self, verb, arguments=None, method="POST", body=None, target=None):
        """(status, last line as JSON) of one request."""
        connection = UnixConnection(self.socket)
        try:
            connection.request(method, target or "/v1/" + verb, json.dumps(arguments or {}) if body is None else body)
            response = connection.getresponse()
            lines = response.read().decode(errors="replace").strip().splitlines()
            return response.status, json.loads(lines[-1]) if lines else None
        finally:
            connection.close()

    def story(self, verb, **arguments):
        return Story(self.socket, verb, arguments)

    def parameters(self, moment, unit="desk"):
        """Every parameter name that a version holds."""
        shown = self.ask("show", moment)
        return [value["parameter"] for of in shown["units"] if of["unit"] == unit for value in of["values"]]

    # ending

    def end_daemon(self):
        self.daemon.signal(signal.SIGTERM)
        return self.daemon.ended()

    def close(self):
        self.already_ended = {p.log.name: p.popen.returncode for p in self.processes if not p.alive()}
        for client in self.clients:
            client.close()
        for process in reversed(self.processes):
            process.end()

    def sanitizer_reports(self):
        marks = ("ERROR: AddressSanitizer", "ERROR: LeakSanitizer", "runtime error:")
        return [f"{p.log}: {line}" for p in self.processes for line in p.text().splitlines() if any(m in line for m in marks)]

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def tell(self, out=sys.stderr, tail=25):
        print(f"\nthe room is kept in {self.folder}", file=out)
        for log in sorted(self.folder.glob("*.log")):
            lines = log.read_text(errors="replace").splitlines()[-tail:]
            ended = f" (had ended: {self.already_ended[log.name]})" if log.name in self.already_ended else ""
            print(f"--- {log.name}{ended}\n" + "\n".join(line[:400] for line in lines), file=out)


class RoomTest(unittest.TestCase):
    """One room a test; kept and shown when the test fails."""

    maxDiff = 4000

    def setUp(self):
        self.room = Room()
        self.addCleanup(self.leave)

    def leave(self):
        result = self._outcome.result
        failed = any(test is self for test, _ in result.failures + result.errors)
        self.room.close()
        reports = self.room.sanitizer_reports()
        if failed or reports:
            self.room.tell()
        else:
            self.room.remove()
        self.assertEqual(reports, [], "a sanitizer complained")

    def start(self, profile=X32, faults="", rig="", wait="online"):
        """A console called desk and a daemon that has read it; returns an OSC client of the console."""
        self.room.start_desk(profile=profile, faults=faults)
        self.room.write_rig(rig)
        self.room.start_daemon(wait=wait)
        return self.room.osc()

    def assert_same_leaves(self, found, wanted):
        wrong = {name: (found.get(name), value) for name, value in wanted.items() if found.get(name) != value}
        self.assertEqual(found.keys(), wanted.keys())
        self.assertFalse(wrong, f"{len(wrong)} leaves are wrong (found, wanted): {dict(list(wrong.items())[:10])}")


class FakeDesk:
    """A console that answers what answer(address, tags, arguments, packet) returns: a list of packets. Hostile on purpose."""

    def __init__(self, answer, port=None):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", port or 0))
        self.port, self.answer, self.asked = self.socket.getsockname()[1], answer, 0
        self.over, self.client = threading.Event(), None
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while not self.over.is_set():
            if not select.select([self.socket], [], [], 0.1)[0]:
                continue
            packet, self.client = self.socket.recvfrom(65536)
            self.asked += 1
            try:
                address, tags, arguments = parse_osc(packet)
            except (ValueError, struct.error):
                continue
            for reply in self.answer(address, tags, arguments, packet):
                self.push(reply)

    def push(self, packet):
        try:
            self.socket.sendto(packet, self.client)
        except OSError:
            pass  # the client went away, or the packet is too large for the system

    def close(self):
        self.over.set()
        self.thread.join(5)
        self.socket.close()


def identity(address, model="X32", firmware="4.06"):
    return [osc(address, "127.0.0.1", "fake", model, firmware)]


# --- what can be moved on an X32, from its protocol document ---

LEVELS = [i / 160 for i in range(161)]
FADERS = [i / 1023 for i in range(1024)]


def steps(count):
    return [i / (count - 1) for i in range(count)]


def x32_moves(luck):
    """{leaf: valid value} for about 300 leaves of all kinds; no links, so that nothing else follows."""
    kinds = {}

    def offer(names, values):
        for name in names:
            kinds[name] = values

    channels = [f"ch/{n:02}" for n in range(1, 33)]
    strips = channels + [f"auxin/{n:02}" for n in range(1, 9)] + [f"fxrtn/{n:02}" for n in range(1, 9)] + [f"bus/{n:02}" for n in range(1, 17)]
    outs = [f"mtx/{n:02}" for n in range(1, 7)] + ["main/st", "main/m"]
    names = ["Kick", "Lead Vox", "Gtr L", "B3", "x" * 12, "a b c", "Sn/Top", "%0101", "-oo", "Oh #2"]
    offer([f"{s}/config/name" for s in strips + outs], names)
    offer([f"{s}/config/color" for s in strips + outs], range(16))
    offer([f"{s}/config/icon" for s in strips + outs], range(2, 75))
    offer([f"{s}/mix/fader" for s in strips + outs], FADERS)
    offer([f"{s}/mix/on" for s in strips + outs], (0, 1))
    offer([f"{s}/mix/pan" for s in strips], steps(101))
    offer([f"{s}/mix/{b:02}/level" for s in channels for b in range(1, 17)], LEVELS)
    offer([f"{s}/mix/{b:02}/type" for s in channels for b in range(1, 17, 2)], range(6))
    offer([f"{s}/eq/{b}/f" for s in strips for b in range(1, 5)], steps(201))
    offer([f"{s}/eq/{b}/g" for s in strips + outs for b in range(1, 5)], steps(121))
    offer([f"{s}/eq/{b}/q" for s in strips for b in range(1, 5)], steps(72))
    offer([f"{s}/eq/{b}/type" for s in strips for b in range(1, 5)], range(6))
    offer([f"{s}/gate/{leaf}" for s in channels for leaf in ("hold", "release")], steps(101))
    offer([f"{s}/gate/thr" for s in channels], steps(161))
    offer([f"{s}/gate/mode" for s in channels], range(5))
    offer([f"{s}/gate/keysrc" for s in channels], range(65))
    offer([f"{s}/dyn/thr" for s in channels], steps(121))
    offer([f"{s}/dyn/ratio" for s in channels + outs], range(12))
    offer([f"{s}/delay/time" for s in channels], steps(4998))
    offer([f"{s}/grp/dca" for s in strips], range(256))
    offer([f"{s}/grp/mute" for s in strips], range(64))
    offer([f"{s}/config/source" for s in channels], range(65))
    offer([f"{s}/preamp/{leaf}" for s in channels for leaf in ("trim",)], steps(145))
    offer([f"headamp/{n:03}/gain" for n in range(128)], steps(145))
    offer([f"headamp/{n:03}/phantom" for n in range(128)], (0, 1))
    offer([f"outputs/main/{n:02}/src" for n in range(1, 17)], range(77))
    offer([f"config/routing/IN/{n}-{n + 7}" for n in range(1, 32, 8)], range(24))
    offer([f"config/userrout/out/{n:02}" for n in range(1, 49)], range(209))
    offer([f"config/mute/{n}" for n in range(1, 7)], (0, 1))
    offer(["config/solo/level", "config/talk/A/level", "config/osc/level"], LEVELS)
    offer(["config/osc/f1"], steps(121))
    offer(["config/talk/A/destmap"], range(1 << 18))
    offer([f"config/userctrl/{u}/btn/{n}" for u in "ABC" for n in range(5, 13)], ["F00", "S0004", "P0051", "MN01064"])
    offer([f"config/dp48/grpname/{n:02}" for n in range(1, 13)], ["Band", "Vox 8ch", "-"])
    offer([f"dca/{n}/fader" for n in range(1, 9)], FADERS)
    by_kind = {}
    for name in kinds:
        kind = "/".join(word for word in name.split("/") if not word.isdigit())
        by_kind.setdefault(kind, []).append(name)
    chosen = [luck.choice(of) for of in by_kind.values()]
    rest = sorted(set(kinds) - set(chosen))
    chosen += luck.sample(rest, 300 - len(chosen))
    return {name: luck.choice(list(kinds[name])) for name in chosen}
