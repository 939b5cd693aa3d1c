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
from room import RoomTest

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
        self.assertNotIn('ch 17 "Lead & Vox"\n', older)

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


if __name__ == "__main__":
    unittest.main()
