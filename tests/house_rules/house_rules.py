#!/usr/bin/env python3
"""The rules of the house, checked: floors, doors, names, sizes. `house_rules.py ROOT` prints each violation as file:line."""

import pathlib
import re
import statistics
import sys

# What a folder may include, by the first part of the include. Every folder may include itself and the common headers.
COMMON = {"net.hpp", "log.hpp"}
BELOW = {
    "protocols": set(),
    "studio": set(),
    "link": set(),
    "driver": {"protocols", "studio"},
    "load": {"rig/house_config.hpp", "rig/link_config.hpp", "rig/patch_config.hpp", "rig/remote_config.hpp", "rig/rig_config.hpp", "rig/trigger_config.hpp", "studio"},
    "store": {"studio"},
    "logbook": {"store", "studio"},
    "rig": {"driver", "link", "protocols", "studio"},
    "recall": {"driver", "logbook", "rig", "store", "studio"},
    "paper": {"studio"},
    "check": {"rig", "store", "studio"},
    "remote": {"check", "driver", "load", "logbook", "paper", "protocols", "recall", "rig", "store", "studio"},
    "simulate": {"protocols", "studio"},
    "ctl": {"logbook/session_sieve.hpp", "logbook/text_encoding.hpp", "remote/http.hpp", "studio/spelling.hpp"},
    "daemon": {"daemon.hpp", "driver", "link", "load", "paper", "protocols", "recall", "remote", "rig", "simulate", "store", "studio"},
}
PROTOCOL_FOLDERS = {"wire", "osc", "midi", "mackie", "ocp1"}
DOORS = [  # library, pattern of its includes, where it may stand
    ("yaml-cpp", r"<yaml-cpp/", r"daemon/load/"),
    ("SQLite", r"<(sqlite3\.h|SQLiteCpp)", r"daemon/store/"),
    ("zstd", r"<zstd", r"daemon/store/"),
    ("liblo", r"<lo/", r"protocols/osc/packet\.cpp"),
    ("RtMidi", r"<(rtmidi/)?RtMidi", r"daemon/link/midi_link\.cpp"),
    ("libjack", r"<jack/", r"daemon/link/jack_client\.(hpp|cpp)"),
    ("Beast", r"<boost/beast", r"daemon/remote/(http|http_client|web_socket)\.cpp"),
    ("mustache", r"<kainjow/", r"daemon/paper/template\.cpp"),
    ("gdk-pixbuf", r"<gdk-pixbuf/", r"daemon/paper/photo\.cpp"),
    ("libsystemd", r"<systemd/", r"daemon/daemon\.cpp"),
    ("libsodium", r"<sodium", r"daemon/(hash|remote/secrets)\.cpp"),
    ("libqrencode", r"<qrencode", r"daemon/ctl/qr\.cpp"),
    ("Avahi", r"<avahi-", r"daemon/remote/discovery\.cpp"),
    ("libsndfile", r"<sndfile", r"daemon/logbook/print_file\.cpp"),
    ("zlib", r"<zlib", r"daemon/remote/layouts/"),
    ("CLI11", r"<CLI/", r"daemon/(main\.cpp|ctl/)"),
    ("spdlog", r"<spdlog/", r"daemon/log\.(hpp|cpp)"),
    ("Asio", r"<boost/asio", r"daemon/(net\.(hpp|cpp)|(link|rig|recall|remote|store|simulate)/)"),
]
VENDORS = re.compile(r"(^|[^a-z0-9])(x32|m32|behringer|midas|yamaha|allen.?heath|xtouch|x-touch|soundcraft|icon_|qcon|avid|neve|urei|lexicon|"
                     r"bricasti|focusrite|motu|presonus|x.?air)([^a-z]|$)", re.IGNORECASE)
SLEEPS = re.compile(r"sleep_for|usleep\(|[^_a-z]sleep\(")
LEFT_OPEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(r"(?<![\w.])/(work|root|home)/\w")
CODE = {".cpp", ".hpp"}


class House:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.faults = []
        self.numbers = {}

    def files(self, *folders, endings=CODE):
        for folder in folders:
            for path in sorted((self.root / folder).rglob("*")):
                if path.suffix in endings and "build" not in path.relative_to(self.root).parts and path.is_file():
                    yield path

    def name(self, path):
        return str(path.relative_to(self.root))

    def fault(self, path, line, what):
        self.faults.append(f"{self.name(path)}:{line}: {what}")

    def lines(self, path):
        return path.read_text(encoding="utf-8").splitlines()

    # --- floors and doors

    def floor_of(self, path):
        parts = path.relative_to(self.root).parts
        if parts[0] == "protocols":
            return "protocols"
        return parts[1] if len(parts) > 2 else "daemon"

    def floors(self):
        for path in self.files("protocols", "daemon"):
            floor = self.floor_of(path)
            for number, line in enumerate(self.lines(path), 1):
                found = re.match(r'\s*#include "([^"]+)"', line)
                if found and not self.may_include(floor, found[1]):
                    self.fault(path, number, f"{floor} must not know {found[1]}: includes point down")

    @staticmethod
    def may_include(floor, include):
        first = include.split("/")[0]
        home = "protocols" if first in PROTOCOL_FOLDERS else first
        allowed = BELOW.get(floor, set())
        return include in COMMON or home == floor or home in allowed or include in allowed or "/" not in include

    def doors(self):
        for path in self.files("protocols", "daemon"):
            for number, line in enumerate(self.lines(path), 1):
                for library, pattern, place in DOORS:
                    if re.search(r"#include " + pattern, line) and not re.match(place, self.name(path)):
                        self.fault(path, number, f"{library} has one door, and this is not it")

    # --- words

    def words(self):
        for path in self.files("protocols", "daemon"):
            for number, line in enumerate(self.lines(path), 1):
                if VENDORS.search(line.split("//")[0]):
                    self.fault(path, number, "names gear; a profile says what it can do instead")
                if LEFT_OPEN.search(line):
                    self.fault(path, number, "left open")
        for path in self.files("tests", endings=CODE | {".py"}):
            if path.name == "house_rules.py" or path.name == "house_rules_test.py":
                continue
            for number, line in enumerate(self.lines(path), 1):
                if SLEEPS.search(line):
                    self.fault(path, number, "a sleep; wait for a condition with a deadline")
        for path in self.files(".", endings=CODE | {".py", ".md", ".yaml", ".txt", ".json", ".service", ""}):
            if ".git" in path.relative_to(self.root).parts or path.name.startswith("house_rules"):
                continue
            try:
                for number, line in enumerate(self.lines(path), 1):
                    if MACHINE.search(line):
                        self.fault(path, number, "a path of one machine")
            except UnicodeDecodeError:
                continue

    # --- sizes

    @staticmethod
    def functions(lines):
        """Lengths of function bodies by counting braces: good to a line or two, which is all that sizes need."""
        opened = []
        for number, line in enumerate(lines, 1):
            code = re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])\'', '""', line.split("//")[0])
            for char in code:
                if char == "{":
                    opened.append((number, code))
                elif char == "}" and opened:
                    began, head = opened.pop()
                    above = lines[began - 2].split("//")[0] if began > 1 else ""
                    if re.match(r"^\s*\{", head) and re.search(r"\)[\w\s:>&<,-]*$", above):
                        yield began - 1, number - began + 2
                    elif re.search(r"\)( const| noexcept| override)*\s*\{.*\}\s*$", head) and began == number:
                        yield began, 1

    def sizes(self):
        functions, files = [], []
        for path in self.files("protocols", "daemon"):
            lines = self.lines(path)
            files.append((len(lines), path))
            if path.suffix == ".cpp":
                functions += [(length, path, line) for line, length in self.functions(lines)]
        lengths = sorted(length for length, _, _ in functions) or [0]
        sizes = sorted(size for size, _ in files) or [0]
        share = lambda values, part: values[min(len(values) - 1, int(part * len(values)))]
        self.numbers.update({"functions": len(lengths), "function median": statistics.median(lengths), "function 95th": share(lengths, 0.95),
                             "function longest": lengths[-1], "files": len(sizes), "file 95th": share(sizes, 0.95), "file longest": sizes[-1]})
        if statistics.median(lengths) > 8 or share(lengths, 0.95) > 32:
            self.faults.append(f"functions: median {statistics.median(lengths)} (8), 95th percentile {share(lengths, 0.95)} (32)")
        if share(sizes, 0.95) > 350:
            self.faults.append(f"files: 95th percentile {share(sizes, 0.95)} lines (350)")
        for length, path, line in functions:
            if length > 60:
                self.fault(path, line, f"a function of {length} lines (60)")

    def tests(self):
        source = sum(len(self.lines(path)) for path in self.files("protocols", "daemon"))
        tests = sum(len(self.lines(path)) for path in self.files("tests", endings=CODE | {".py"}))
        self.numbers["test lines : source lines"] = round(tests / source, 2) if source else 0
        if source and tests / source < 0.8:
            self.faults.append(f"tests: {tests} lines for {source} of source: {tests / source:.2f} (0.8)")

    def rooms(self):
        guide = self.root / "daemon" / "README.md"
        text = guide.read_text(encoding="utf-8") if guide.exists() else ""
        for folder in sorted((self.root / "daemon").iterdir()) if (self.root / "daemon").exists() else []:
            if folder.is_dir() and any(folder.glob("*.cpp")) and f"{folder.name}/" not in text:
                self.faults.append(f"daemon/README.md: does not explain {folder.name}/")

    def depth(self):
        graph = {}
        for path in self.files("protocols", "daemon"):
            local = self.name(path).split("/", 1)[1]
            graph[local] = re.findall(r'#include "([^"]+)"', path.read_text(encoding="utf-8"))
        memo = {}

        def deep(node, seen=()):
            if node in memo or node in seen:
                return memo.get(node, 0)
            memo[node] = 1 + max((deep(below, seen + (node,)) for below in graph.get(node, [])), default=0)
            return memo[node]

        deepest = max((deep(node), node) for node in graph) if graph else (0, "")
        self.numbers["include depth"] = deepest[0]
        if deepest[0] > 12:
            self.faults.append(f"{deepest[1]}: include depth {deepest[0]} (12)")

    def check(self):
        for rule in (self.floors, self.doors, self.words, self.sizes, self.tests, self.rooms, self.depth):
            rule()
        return self.faults


def main():
    house = House(sys.argv[1] if len(sys.argv) > 1 else ".")
    faults = house.check()
    for name, value in house.numbers.items():
        print(f"{name:28} {value}")
    for fault in faults:
        print(fault)
    print(f"{len(faults)} violations")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
