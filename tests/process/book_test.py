"""The mix book and the archive of a session on a simulated console, read back: every value in them is what history holds."""

import html.parser
import http.client
import json
import os
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

import room
from room import RoomTest, until

SESSION = "Night Train"
STUDIO = "studio: {name: House of Sound, room: Studio A, territory: DE, internal: [faults, log]}\n"
MOVES = {"ch/01/config/name": "Kick <in>", "ch/01/mix/fader": 0.75, "ch/01/mix/on": 1, "ch/17/config/name": "Lead & Vox", "ch/17/mix/fader": 0.6, "ch/17/eq/2/f": 0.5, "main/st/mix/fader": 0.7}


class Book(html.parser.HTMLParser):
    """What a browser would find: values under their keys, chapters, what is fetched from elsewhere."""

    def __init__(self, text):
        super().__init__()
        self.values, self.twice, self.chapters, self.fetched, self.key, self.scripts = {}, [], [], [], None, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.key = attrs.get("data-key")
        if self.key:
            if self.key in self.values:
                self.twice.append(self.key)
            self.values[self.key] = ""
        if tag == "section":
            self.chapters.append(attrs["id"])
        self.scripts += tag == "script"
        self.fetched += [value for name, value in attrs.items() if name in ("src", "href") and not value.startswith(("#", "data:"))]

    def handle_data(self, data):
        if self.key:
            self.values[self.key] += data

    def handle_endtag(self, tag):
        self.key = None


class SessionTest(RoomTest):
    """A session of two versions, with moves and a note between them."""

    def session(self):
        self.room.start_desk()
        self.room.write_rig(STUDIO)
        self.room.start_daemon(wait="online")
        osc = self.room.osc()
        self.room.ask("capture", SESSION, "Mix 1")
        osc.write(MOVES)
        self.room.ctl("log", "--session", SESSION, "vocal <comped> from takes 2 & 5", check=0)
        self.room.ask("capture", SESSION, "Mix 2", "--note", "vocal up")

    def shown(self):
        return {f"{unit['unit']} {value['parameter']}": value["value"] for unit in self.room.ask("show", f"{SESSION}/Mix 2")["units"] for value in unit["values"]}


class BookTest(SessionTest):
    def book(self, *words, format="html", code=0):
        path = self.room.folder / f"book-{self.room.count}-{len(os.listdir(self.room.folder))}.{format}"
        self.room.ctl("book", SESSION, "--format", format, "-o", path, *words, check=code)
        return path

    def test_every_value_of_the_book_is_what_history_holds(self):
        self.session()
        shown = self.shown()
        facts = json.loads(self.book(format="json").read_text())
        kept = {f"{unit['unit']} {value['parameter']}": value for unit in facts["units"] for strip in unit["strips"] for value in strip["values"]}
        self.assertEqual({key: value["value"] for key, value in kept.items()}, shown)

        book = Book(self.book().read_text())
        told = {key: value.removesuffix(" *") for key, value in book.values.items()}
        self.assertEqual(book.twice, [])
        self.assertEqual(told, {key: value for key, value in shown.items() if not kept[key].get("unused")})
        self.assertGreater(len(told), 5000)
        self.assertEqual(told["desk ch/17/config/name"], '"Lead & Vox"')
        self.assertEqual((book.fetched, book.scripts), ([], 0))

    def test_the_book_says_what_changed_and_its_text_fits_a_page(self):
        self.session()
        differences = self.room.ask("diff", f"{SESSION}/Mix 1", f"{SESSION}/Mix 2")["differences"]
        text = self.book(format="text").read_text()
        self.assertIn(f"{len(differences)} changes since Mix 1:", text)
        for difference in differences:
            self.assertIn(f"    {difference['words']}: {difference['from']} -> {difference['to']}\n", text)
        self.assertLessEqual(max(len(line) for line in text.splitlines()), 100)
        older = self.book("--version", "Mix 1", format="text").read_text()
        settings = older[:older.rindex("Versions and what changed")]   # behind it stands what later versions changed
        self.assertIn("ch 17", settings)
        self.assertNotIn('ch 17 "Lead & Vox"', settings)

    def test_the_client_gets_no_internal_chapter(self):
        self.session()
        studio, client = Book(self.book().read_text()), Book(self.book("--edition", "client").read_text())
        self.assertTrue({"faults", "log", "console", "inputs"} <= set(studio.chapters))
        self.assertFalse({"faults", "log", "inputs"} & set(client.chapters))
        self.assertIn("console", client.chapters)
        self.assertNotIn("comped", self.book("--edition", "client", format="json").read_text())

    @unittest.skipUnless(shutil.which("weasyprint") and shutil.which("pdfinfo"), "weasyprint and pdfinfo are not installed")
    def test_the_pdf_has_pages(self):
        self.session()
        info = subprocess.run(["pdfinfo", self.book(format="pdf")], capture_output=True, text=True, check=True).stdout
        self.assertGreater(int(re.search(r"Pages:\s+(\d+)", info)[1]), 4)
        self.assertIn("A4", info)

    def test_without_weasyprint_the_package_is_named(self):
        self.room.start_desk()
        self.room.start_daemon(wait="online", environment={"PATH": str(self.room.folder)})
        self.room.ask("capture", SESSION, "Mix 1")
        answer = self.room.ctl("book", SESSION, "--format", "pdf", "-o", self.room.folder / "book.pdf", check=78)
        self.assertIn("apt install weasyprint", answer.err)
        self.assertFalse((self.room.folder / "book.pdf").exists())

    def test_a_book_that_cannot_be_is_said_in_words(self):
        self.session()
        self.room.ctl("recall", "Nightmare/Mix 1", "--yes", check=64)  # a mistake in the log makes no session
        for words, said in (((SESSION, "--edition", "boss"), "known are studio and client"), ((SESSION, "--format", "docx"), "known are html, pdf, text and json"), (("Nightmare",), 'there is no session "Nightmare"'),
                            ((SESSION, "--version", "Mix 9"), 'has no version "Mix 9"')):
            self.assertIn(said, self.room.ctl("book", *words, check=64).err)

    def test_the_page_hands_the_book_out_without_scripts(self):
        self.session()
        connection = http.client.HTTPConnection("127.0.0.1", self.room.door("http"), timeout=room.PATIENCE)
        connection.request("GET", "/book/Night%20Train?edition=client", headers={"Accept": "text/html"})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        if answer.status == 200:
            self.assertIn("script-src 'none'", answer.headers["Content-Security-Policy"])
            self.assertIn("console", Book(body).chapters)
        else:
            self.assertIn(answer.status, (401, 403))  # a room that lets no stranger look

    def test_lists_for_other_programs(self):
        self.session()
        for what, start in (("inputs.csv", "line,name,mic"), ("patch.csv", "from,to,note"), ("channels.csv", "[Version],V1.0,"), ("rin.xml", "<?xml")):
            answer = self.room.ctl("export_session", SESSION, what, check=0)
            self.assertTrue(answer.out.startswith(start), repr(answer))
        root = xml.etree.ElementTree.fromstring(answer.out)
        self.assertEqual(root.tag, "{http://ddex.net/xml/rin/21}RecordingInformationNotification")
        self.assertEqual(root.findtext("MessageHeader/MessageControlType"), "TestMessage")
        self.assertIn("draft", answer.err)


class ArchiveTest(SessionTest):
    def archive(self, name, session=SESSION, code=0):
        folder = self.room.folder / name
        answer = self.room.ctl("archive", session, folder, check=code)
        return folder, answer

    @staticmethod
    def files(folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}

    def empty_daemon(self):
        """The same rig, and no history."""
        self.room.daemon.end()
        self.room.state = self.room.folder / f"state-{self.room.count}"
        self.room.start_daemon(wait="online")

    def test_an_archive_goes_to_another_machine_and_comes_back_the_same(self):
        self.session()
        shown = self.shown()
        folder, _ = self.archive("first")
        first = self.files(folder)
        self.assertTrue({"README.txt", "session.json", "log.jsonl", "book.html", "book.txt", "inputs.csv", "patch.csv", "rin.xml", "manifest.json", "versions/Mix 1@1.json", "versions/Mix 2@1.json", "profiles/consoles/x32.yaml"} <= set(first))
        self.assertEqual(first["profiles/consoles/x32.yaml"], (room.PROFILES / "consoles/x32.yaml").read_bytes())
        self.empty_daemon()
        imported = self.room.ask("archive", "import", folder)
        self.assertEqual((imported["session"], imported["versions"]), (SESSION, 2))
        self.assertEqual(self.shown(), shown)
        again = self.files(self.archive("second")[0])
        for files in (first, again):
            manifest = json.loads(files.pop("manifest.json"))
            manifest.pop("made")
            files["manifest"] = json.dumps(manifest).encode()
        self.assertEqual(set(again), set(first))
        for path, text in first.items():
            self.assertEqual(again[path], text, path)

    def test_what_was_changed_in_the_folder_is_found_and_nothing_is_imported(self):
        self.session()
        folder, _ = self.archive("first")
        self.empty_daemon()
        log = folder / "log.jsonl"
        log.write_text(log.read_text().replace("comped", "pitched"))
        self.assertIn("its SHA-256 hash is not that of the manifest", self.room.ctl("archive", "import", folder, check=74).err)
        self.assertEqual(self.room.ask("sessions")["sessions"], [])

    def test_a_session_that_is_there_needs_another_name(self):
        self.session()
        folder, _ = self.archive("first")
        self.assertIn("--as", self.room.ctl("archive", "import", folder, check=64).err)
        self.room.ctl("archive", "import", folder, "--as", "Night Train 2", check=0)
        self.assertEqual([v["version"] for v in self.room.ask("versions", "Night Train 2")["versions"]], ["Mix 1", "Mix 2"])
        self.assertEqual(self.room.ask("diff", f"{SESSION}/Mix 2", "Night Train 2/Mix 2")["differences"], [])

    def test_a_folder_in_use_is_left_alone(self):
        self.session()
        (self.room.folder / "mine").mkdir()
        (self.room.folder / "mine" / "thesis.txt").write_text("keep")
        _, answer = self.archive("mine", code=64)
        self.assertIn("is not empty", answer.err)
        self.assertEqual(self.files(self.room.folder / "mine"), {"thesis.txt": b"keep"})


GEAR = """  - {name: 1176-A, profile: analog/ua-1176ln, serial: "4711"}
  - {name: LA2A, profile: analog/teletronix-la-2a}
"""
BAY = """patch:
  jacks:
    - {outputs: "B{n:1..8}", inputs: "B{n:17..24}", normal: half}
    - {outputs: "C1", inputs: "C5"}
  wires:
    - "line {n:1..8} -> B{n}"
    - "B{n:17..24} -> A/D {n-16} -> desk in {n-16}"
    - "C5 -> 1176-A -> C1"
"""
INPUTS = "line,name,mic,jack,strip,48V\n1,Kick In,D112,line 1,desk ch/01,\n2,Vox,U67,line 2,desk ch/02,yes\n"


class WholeRoomTest(RoomTest):
    """A desk, two analog units with sheets, a bay with cords, an input list, a fault: what a room knows of itself."""

    def begin(self, studio=STUDIO):
        self.room.start_desk()
        self.room.write_rig(GEAR + studio + BAY)
        self.room.start_daemon(wait="")
        until(lambda: self.room.answers() and self.room.units().get("desk", {}).get("online"), what="the desk")

    def ctl(self, *words, code=0, **more):
        return self.room.ctl(*words, check=code, **more).out

    def set_up(self, knob, ratio, cord):
        self.ctl("sheet", "set", "1176-A", "INPUT", knob, "RATIO", ratio)
        self.ctl("patch", "plug", *cord)

    def their_session(self):
        """Two mixes; between them a knob, a button and a cord moved, and a fault was closed."""
        self.set_up("30", "4", ("B2", "C5"))
        self.room.ctl("inputs", SESSION, "-", input=INPUTS.encode(), check=0)
        fault = self.room.ask("fault", "desk ch/12", "pre crackles", "--session", SESSION)["entry"]
        self.ctl("fault", "jack B3", "left leg dead", "--session", SESSION)
        self.room.ask("capture", SESSION, "Mix 1", check=None)
        self.set_up("24", "8", ("C1", "B18"))
        self.ctl("fault", "close", fault, "resoldered")
        self.room.ask("capture", SESSION, "Mix 2", check=None)

    def move_out(self, folder):
        self.ctl("archive", SESSION, self.room.folder / folder)
        self.room.daemon.end()
        self.room.state = self.room.folder / f"state-{folder}"
        self.room.start_daemon(wait="")
        until(lambda: self.room.answers() and self.room.units().get("desk", {}).get("online"), what="the desk")

    def sheet(self, unit="1176-A", *more):
        controls = [control for group in self.room.ask("sheet", unit, *more)["groups"] for control in group["controls"]]
        return {control["label"]: control["words"] for control in controls if control["value"] is not None}

    def cords(self, *more):
        return [(cord["from"], cord["to"]) for cord in self.room.ask("patch", *more)["cords"]]

    def faults(self):
        return [fault["subject"] for fault in self.room.ask("faults")["faults"]]

    def present(self):
        return self.sheet(), self.sheet("LA2A"), self.cords(), self.faults(), self.room.ask("get", "1176-A", "input")["values"]


class PresentTest(WholeRoomTest):
    def test_an_import_changes_nothing_of_what_the_room_is_now(self):
        self.begin()
        self.their_session()
        self.move_out("theirs")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12", "OUTPUT", "6")
        self.ctl("sheet", "set", "LA2A", "GAIN", "40")
        self.ctl("patch", "plug", "B5", "B22")
        self.ctl("fault", "desk ch/03", "fader sticks")
        before = self.present()
        self.ctl("archive", "import", self.room.folder / "theirs")
        self.assertEqual(self.present(), before)
        self.room.end_daemon()
        self.room.start_daemon(wait="")  # what is read anew from the log is the same
        until(lambda: self.room.answers() and self.room.units().get("desk", {}).get("online"), what="the desk")
        self.assertEqual(self.present(), before)

    def test_an_imported_version_sees_its_own_room(self):
        self.begin()
        self.their_session()
        self.move_out("theirs")
        self.ctl("sheet", "set", "LA2A", "GAIN", "40")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12")
        self.ctl("patch", "plug", "B5", "B22")
        self.ctl("archive", "import", self.room.folder / "theirs")
        at = ("--at", f"{SESSION}/Mix 1")
        self.assertEqual(self.sheet("1176-A", *at), {"INPUT": "30 dB", "RATIO": "4"})
        self.assertEqual(self.cords(*at), [("B2", "C5")])
        later = ("--at", f"{SESSION}/Mix 2")
        self.assertEqual(self.sheet("1176-A", *later), {"INPUT": "24 dB", "RATIO": "8"})
        self.assertEqual(self.cords(*later), [("B2", "C5"), ("C1", "B18")])
        self.assertIn("1176-A", self.room.ask("trace", "line 2", *later)["words"])
        self.assertEqual(self.sheet("LA2A", *later), {})  # they noted nothing of it

    def other_plates(self, *changes):
        """The same units in another studio, whose plates say something else."""
        rig = self.room.folder / "rig.yaml"
        text = rig.read_text()
        for old, new in changes:
            self.assertIn(old, text)
            text = text.replace(old, new)
        rig.write_text(text)

    def plate(self, unit, *more):
        sheet = self.room.ask("sheet", unit, *more)
        return sheet["serial"], sheet["revision"]

    def test_an_imported_version_has_the_plates_of_its_own_room(self):
        self.begin()
        self.their_session()
        self.ctl("archive", SESSION, self.room.folder / "theirs")
        self.other_plates(('serial: "4711"', 'serial: "99", quirks: [hums]'), ("profile: analog/teletronix-la-2a}", 'profile: analog/teletronix-la-2a, serial: "12"}'))
        self.move_out("unused")
        self.ctl("archive", "import", self.room.folder / "theirs")
        at = ("--at", f"{SESSION}/Mix 2")
        self.assertEqual(self.plate("1176-A"), ("99", ""))
        self.assertEqual(self.plate("1176-A", *at), ("4711", ""))
        self.assertEqual(self.plate("LA2A", *at), ("", ""))  # nobody there said it
        sheet = self.room.ask("sheet", "1176-A", *at)
        self.assertNotIn("hums", sheet["quirks"])
        self.assertIn("4711", sheet["svg"])
        self.assertNotIn("serial 99", sheet["svg"])
        book = self.room.ctl("book", SESSION, "--format", "text", "-o", "-", check=0).out
        self.assertIn("4711", book)
        self.assertNotIn("serial 99", book)
        self.assertNotIn("serial 12", book)
        self.assertNotIn("plates: ", book)  # that line of the log is no news for its readers
        self.room.ask("capture", SESSION, "Mix 3", check=None)
        self.assertEqual(self.plate("1176-A", "--at", f"{SESSION}/Mix 3"), ("99", ""))
        self.ctl("archive", SESSION, self.room.folder / "both")
        lines = [json.loads(line) for line in (self.room.folder / "both" / "log.jsonl").read_text().splitlines()]
        plates = [line["data"]["units"] for line in lines if line["kind"] == "plates"]
        self.assertEqual([units["1176-A"]["serial"] for units in plates], ["99", "4711"])

    def test_a_room_does_not_stand_as_what_was_imported(self):
        self.begin()
        self.their_session()
        self.move_out("theirs")
        nothing = self.room.ask("drift")
        self.ctl("archive", "import", self.room.folder / "theirs")
        self.assertIsNone(nothing["session"])
        self.assertEqual(self.room.ask("drift"), nothing)

    def test_a_version_that_is_captured_after_an_import_sees_this_room(self):
        self.begin()
        self.their_session()
        self.move_out("theirs")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12")
        self.ctl("patch", "plug", "B5", "B22")
        self.ctl("archive", "import", self.room.folder / "theirs")
        self.room.ask("capture", SESSION, "Mix 3", check=None)
        self.assertEqual(self.sheet("1176-A", "--at", f"{SESSION}/Mix 3"), {"INPUT": "12 dB"})
        self.assertEqual(self.cords("--at", f"{SESSION}/Mix 3"), [("B5", "B22")])
        differences = self.room.ask("diff", f"{SESSION}/Mix 2", f"{SESSION}/Mix 3")["differences"]
        self.assertEqual([(d["words"], d["from"], d["to"]) for d in differences if d["unit"] == "1176-A" and d["words"] == "INPUT"], [("INPUT", "24 dB", "12 dB")])

    def test_a_recall_of_an_imported_version_asks_for_its_knobs_and_cords(self):
        self.begin()
        self.their_session()
        self.move_out("theirs")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12", "RATIO", "4")
        self.ctl("patch", "plug", "B5", "B22")
        self.ctl("archive", "import", self.room.folder / "theirs")
        self.room.ctl("recall", f"{SESSION}/Mix 1", "--yes")
        checklist = self.room.ask("checklist", check=3)
        lines = [line["line"] for group in checklist["groups"] for line in group["lines"] if line["state"] == "open"]
        self.assertIn("1176-A input", lines)
        self.assertTrue(any("B5" in line for line in lines), lines)
        self.assertTrue(any("B2" in line and "C5" in line for line in lines), lines)

    def test_ticks_of_another_machine_tick_nothing_here(self):
        self.begin()
        self.their_session()
        recall = self.room.ctl("recall", f"{SESSION}/Mix 1", "--yes", "--json").json["recall"]
        line = self.room.ask("checklist", check=3)["groups"][0]["lines"]
        ticked = [each for group in self.room.ask("checklist", check=3)["groups"] for each in group["lines"] if each["line"] == "1176-A input"]
        self.assertEqual([each["state"] for each in ticked], ["open"], line)
        self.room.ctl("tick", recall, "1176-A input", check=None)
        self.move_out("theirs")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12", "RATIO", "4")
        self.ctl("archive", "import", self.room.folder / "theirs")
        here = self.room.ctl("recall", f"{SESSION}/Mix 1", "--yes", "--json").json["recall"]
        self.assertEqual(here, recall)  # the same number, another recall
        states = {each["line"]: each["state"] for group in self.room.ask("checklist", check=3)["groups"] for each in group["lines"]}
        self.assertEqual(states["1176-A input"], "open")

    def test_a_session_that_went_on_here_moves_again_with_both_rooms(self):
        self.begin()
        self.their_session()
        self.move_out("first")
        self.ctl("sheet", "set", "1176-A", "INPUT", "12")
        self.ctl("patch", "plug", "B5", "B22")
        self.ctl("archive", "import", self.room.folder / "first")
        self.room.ask("capture", SESSION, "Mix 3", check=None)
        self.move_out("second")
        self.ctl("archive", "import", self.room.folder / "second")
        self.assertEqual(self.cords("--at", f"{SESSION}/Mix 1"), [("B2", "C5")])
        self.assertEqual(self.cords("--at", f"{SESSION}/Mix 3"), [("B5", "B22")])
        self.assertEqual(self.sheet("1176-A", "--at", f"{SESSION}/Mix 2"), {"INPUT": "24 dB", "RATIO": "8"})
        self.assertEqual(self.sheet("1176-A", "--at", f"{SESSION}/Mix 3"), {"INPUT": "12 dB"})
        self.assertEqual(self.cords(), [])
        self.assertEqual(self.sheet(), {})

    def test_a_whole_room_comes_back_the_same(self):
        self.begin()
        self.their_session()
        self.move_out("first")
        self.ctl("archive", "import", self.room.folder / "first")
        self.ctl("archive", SESSION, self.room.folder / "second")
        first, second = (ArchiveTest.files(self.room.folder / name) for name in ("first", "second"))
        self.assertEqual(set(first), set(second))
        for path in ("log.jsonl", "session.json", "inputs.csv", "versions/Mix 1@1.json", "versions/Mix 2@1.json"):
            self.assertEqual(second[path], first[path], path)
        self.assertIn(b"U67", first["inputs.csv"])
        self.assertIn(b"C1,B18", first["patch.csv"])
        self.assertEqual(second["patch.csv"], first["patch.csv"])

    def test_other_sessions_do_not_go_along(self):
        self.begin()
        self.ctl("sheet", "set", "1176-A", "INPUT", "6")
        self.room.ask("capture", "Secret Song", "Mix 1", check=None)
        self.ctl("fault", "desk ch/04", "hums", "--session", "Secret Song")
        self.ctl("log", "--session", "Secret Song", "their singer was late")
        self.their_session()
        self.move_out("theirs")
        for path, text in ArchiveTest.files(self.room.folder / "theirs").items():
            self.assertNotIn(b"Secret Song", text, path)
            self.assertNotIn(b"was late", text, path)


class RichBookTest(WholeRoomTest):
    """The book of a session that used the room."""

    def text(self, *words):
        return self.ctl("book", SESSION, "--format", "text", *words)

    def chapter(self, text, title):
        start = re.search(rf"^\d+\. {title}\n=", text, re.M)
        self.assertTrue(start, title)
        following = re.search(r"\n\d+\. .*\n==", text[start.end():])
        return text[start.start(): start.end() + following.start() if following else None]

    def test_the_sheets_show_the_panels_as_the_version_has_them(self):
        self.begin()
        self.their_session()
        html = self.ctl("book", SESSION)
        sheets = html[html.index('<section class="chapter sheets"'):html.index('<section class="chapter patch"')]
        self.assertEqual(sheets.count('<figure class="front"><svg'), 2)
        book = Book(html)
        self.assertEqual((book.values["1176-A input"], book.values["1176-A ratio"]), ("24 dB", "8"))
        older = Book(self.ctl("book", SESSION, "--version", "Mix 1"))
        self.assertEqual((older.values["1176-A input"], older.values["1176-A ratio"]), ("30 dB", "4"))
        self.assertIn("Not noted: ", self.chapter(self.text(), "Analog sheets"))

    def test_the_patch_is_told_input_by_input(self):
        self.begin()
        self.their_session()
        patch = self.chapter(self.text(), "Patch")
        self.assertRegex(patch, r"B2 +C5")
        self.assertIn("2 Vox: Vox (U67) -> line 2 -> bay B2 -> bay C5 -> 1176-A -> bay C1 -> bay B18 -> A/D 2", patch)
        self.assertNotIn("Not in order\n\n", patch)  # a heading has something below it
        html = self.ctl("book", SESSION)
        self.assertIn('<span class="stop">1176-A</span> <span class="arrow">→</span>', html)

    def test_what_changed_on_the_analog_units_stands_with_the_version(self):
        self.begin()
        self.their_session()
        versions = self.chapter(self.text(), "Versions and what changed")
        self.assertIn("  1176-A\n    INPUT: 30 dB -> 24 dB\n    RATIO: 4 -> 8\n", versions)
        self.assertIn("The first version of the session.", versions)

    def test_a_signed_line_check_is_a_chapter_in_words(self):
        self.begin()
        self.their_session()
        self.assertEqual(self.room.http("linecheck_start", {"session": SESSION, "patience_s": 0})[0], 200)
        self.room.http("linecheck_mark", {"line": 1, "verdict": "pass"})
        self.room.http("linecheck_mark", {"line": 2, "verdict": "silent", "note": "cable"})
        self.assertEqual(self.room.http("linecheck_sign", {"name": "Anna"})[0], 200)
        check = self.chapter(self.text(), "Line check")
        self.assertRegex(check, r"Result +1 of 2 lines pass, 1 silent, 1 with 48 V not known\n")
        self.assertRegex(check, r"Signed by +Anna\n")
        self.assertIn("cable", check)

    def test_faults_are_open_or_closed_and_the_client_hears_of_none(self):
        self.begin()
        self.their_session()
        faults = self.chapter(self.text(), "Faults and quirks")
        self.assertRegex(faults, r"desk ch/12 +pre crackles +closed")
        self.assertRegex(faults, r"jack B3 +left leg dead +open")
        for form in ("text", "html", "json"):
            client = self.ctl("book", SESSION, "--edition", "client", "--format", form)
            self.assertNotIn("crackles", client)
            self.assertNotIn("left leg", client)
            self.assertNotIn("4711", client)

    def test_chapters_are_internal_under_every_word_that_a_rig_may_use(self):
        self.begin(STUDIO.replace("[faults, log]", "[analog, recording, checks, console, faults]"))
        self.their_session()
        client = json.loads(self.ctl("book", SESSION, "--edition", "client", "--format", "json"))
        self.assertEqual(set(client["left_out"]), {"sheets", "map", "line_check", "console", "faults"})
        self.assertFalse({"sheets", "takes", "tracks", "line_check", "faults"} & set(client))
        changes = [change for version in client["versions"] for change in version.get("changes", {}).get("differences", [])]
        self.assertEqual([change for change in changes if change["chapter"] in ("sheets", "console")], [])
        self.assertNotIn("24 dB", self.ctl("book", SESSION, "--edition", "client"))

    def test_a_book_without_any_version_tells_what_the_log_has(self):
        self.begin()
        self.room.ctl("inputs", SESSION, "-", input=INPUTS.encode(), check=0)
        text = self.text()
        self.assertIn("none was captured yet", text)
        self.assertIn("U67", self.chapter(text, "Track sheet and input list"))
        self.assertIn("No version was captured.", text)

    def test_a_name_that_asks_for_trouble_is_only_a_name(self):
        self.begin()
        nasty = "<script>alert(1)<img src=x> & \"Sons\""
        self.ctl("capture", nasty, "Mix 1", code=None)
        self.ctl("credit", nasty, "<b>Bob</b>", "mix")
        book = Book(self.ctl("book", nasty))
        self.assertEqual((book.scripts, book.fetched), (0, []))
        draft = xml.etree.ElementTree.fromstring(self.ctl("export_session", nasty, "rin.xml"))
        self.assertIn("<b>Bob</b>", "".join(draft.itertext()))

    @unittest.skipUnless(shutil.which("weasyprint") and shutil.which("pdftotext"), "weasyprint and pdftotext are not installed")
    def test_the_pdf_says_what_the_book_says(self):
        self.begin()
        self.their_session()
        path = self.room.folder / "book.pdf"
        self.ctl("book", SESSION, "--format", "pdf", "-o", path, timeout=400)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        for words in ("Analog sheets", "Not noted", "House of Sound", "1 / ", "left leg dead", "1176-A"):
            self.assertIn(words, text)


class BadArchiveTest(SessionTest):
    def test_an_archive_is_taken_whole_or_not_at_all(self):
        self.session()
        answer = self.room.http("export_session", {"session": SESSION, "what": "archive"})[1]["result"]
        good = {file["path"]: file["text"] for file in answer["files"]}
        for files, said in (([], "lacks manifest.json"), ("x", "a JSON list"), ([{"path": "a"}], 'each has a "path" and a "text"'),
                            (self.changed(good, "manifest.json", lambda text: text.replace('"format": 1', '"format": 2')), "format 1"),
                            (self.changed(good, "manifest.json", lambda text: text[: len(text) // 2]), "nothing was imported"),
                            (self.changed(good, "log.jsonl", lambda text: text.replace("comped", "pitched")), "log.jsonl is not what was archived"),
                            (self.changed(good, "log.jsonl", None), "the archive lacks log.jsonl"),
                            (self.changed(good, "evil.txt", lambda text: "x"), "evil.txt is not in the manifest")):
            status, told = self.room.http("import_archive", {"files": json.dumps(files), "as": "Other"})
            with self.subTest(said=said):
                self.assertNotEqual(status, 200)
                self.assertIn(said, json.dumps(told, ensure_ascii=False).replace('\\"', '"'))
        status, told = self.room.http("import_archive", {"files": json.dumps([{"path": path, "text": text} for path, text in good.items()]), "as": ""})
        self.assertEqual(status, 400, told)
        self.assertEqual([session["session"] for session in self.room.ask("sessions")["sessions"]], [SESSION])

    @staticmethod
    def changed(files, path, change):
        files = dict(files)
        if change is None:
            files.pop(path)
        else:
            files[path] = change(files.get(path, ""))
        return [{"path": name, "text": text} for name, text in files.items()]


if __name__ == "__main__":
    unittest.main()
