"""The OSC door, asked by peers that know nothing of recalld: liblo's tools, a JavaScript library, Pure Data, and plain sockets."""

import pathlib
import select
import shlex
import shutil
import socket
import struct
import subprocess
import tempfile
import unittest

from room import PATIENCE, RoomTest, free_port, osc, parse_osc, until

END, ESCAPE = b"\xc0", b"\xdb"


def slip(packet):
    return END + packet.replace(ESCAPE, b"\xdb\xdd").replace(END, b"\xdb\xdc") + END


def sized(packet):
    return struct.pack(">I", len(packet)) + packet


class Stream:
    """OSC over TCP in one of its framings."""

    def __init__(self, port, framing):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.framing, self.held = framing, b""

    def say(self, address, *arguments):
        self.socket.sendall(self.framing(osc(address, *arguments)))

    def packet(self):
        """The next one, as the framing has it."""
        while True:
            if self.framing is slip:
                parts = self.held.split(END, 2)
                if len(parts) == 3:
                    self.held = parts[2]
                    return parts[1].replace(b"\xdb\xdc", END).replace(b"\xdb\xdd", ESCAPE)
            elif len(self.held) >= 4 and len(self.held) >= 4 + struct.unpack(">I", self.held[:4])[0]:
                size = 4 + struct.unpack(">I", self.held[:4])[0]
                packet, self.held = self.held[4:size], self.held[size:]
                return packet
            more = self.socket.recv(4096)
            assert more, "the daemon ended the stream"
            self.held += more

    def until(self, address):
        """Everything up to the first message of this address, which is the last."""
        heard = []
        while True:
            heard.append(parse_osc(self.packet()))
            assert heard[-1][0] in (address, "/recalld/ack", "/recalld/progress", "/recalld/confirm/wanted"), heard[-1]
            if heard[-1][0] == address:
                return heard

    def close(self):
        self.socket.close()


def messages_of(packet):
    """The messages of a packet, of a bundle too."""
    if not packet.startswith(b"#bundle\0"):
        return [parse_osc(packet)]
    found, at = [], 16
    while at < len(packet):
        size = struct.unpack_from(">I", packet, at)[0]
        found += messages_of(packet[at + 4 : at + 4 + size])
        at += 4 + size
    return found


class Phone:
    """A UDP socket that sends and listens."""

    def __init__(self, port):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.connect(("127.0.0.1", port))
        self.heard = []

    def say(self, address, *arguments, tags=None):
        self.socket.send(osc(address, *arguments, tags=tags))

    def until(self, address, deadline=PATIENCE):
        """The first message of this address that comes from now on."""

        def look():
            while self.heard:
                message = self.heard.pop(0)
                if message[0] == address:
                    return message
            if select.select([self.socket], [], [], 0.1)[0]:
                self.heard += messages_of(self.socket.recv(65536))
            return None

        return until(look, deadline, address)

    def close(self):
        self.socket.close()


class OscTest(RoomTest):
    def setUp(self):
        super().setUp()
        self.desk = self.start()
        self.port = self.room.door("osc")

    def phone(self):
        phone = Phone(self.port)
        self.addCleanup(phone.close)
        return phone

    def stream(self, framing):
        stream = Stream(self.port, framing)
        self.addCleanup(stream.close)
        return stream


@unittest.skipUnless(shutil.which("oscsend") and shutil.which("oscdump"), "needs oscsend and oscdump of liblo-tools")
class Liblo(OscTest):
    """The whole story with oscsend; what oscdump prints is all that is known of the answers."""

    def setUp(self):
        super().setUp()
        self.ear = free_port()
        self.dump = self.room.run("oscdump", ["oscdump", "-L", str(self.ear)])
        self.seen = 0
        self.send("/recalld/port", "i", self.ear)
        self.wait_for("/recalld/reply/port")

    def send(self, address, *words, url=None):
        subprocess.run(["oscsend", *(url or ("127.0.0.1", str(self.port))), address, *map(str, words)], check=True, timeout=PATIENCE)

    def wait_for(self, address):
        """The arguments of the next message of this address, as oscdump prints them."""

        def look():
            lines = self.dump.text().splitlines()
            for number, line in enumerate(lines[self.seen :], self.seen + 1):
                words = shlex.split(line)
                if len(words) > 1 and words[1] == address:
                    self.seen = number
                    return words[3:] if len(words) > 2 else [""]
            return None

        # oscdump may not listen yet when it is spoken to for the first time
        if address == "/recalld/reply/port":
            return until(lambda: look() or self.send("/recalld/port", "i", self.ear), what=address, between=0.2)
        return until(look, what=f"{address} in {self.dump.text()[-2000:]}")

    def test_oscsend_captures_plans_is_refused_confirms_recalls_and_undoes(self):
        kept = {"headamp/000/phantom": 1, "ch/01/mix/fader": 0.5}
        there = self.desk.write(kept)
        self.send("/recalld/capture", "ss", "Night Train", "Mix 3")
        self.assertEqual(self.wait_for("/recalld/ack"), ["/recalld/capture"])
        captured = self.wait_for("/recalld/reply/capture")
        self.assertEqual(captured[:3], ["Night Train", "Mix 3", "1"])
        self.assertGreater(int(captured[3]), 2000)
        self.desk.write({"headamp/000/phantom": 0, "ch/01/mix/fader": 0.25})

        self.send("/recalld/plan/Night%20Train/Mix%203")
        plan = self.wait_for("/recalld/reply/plan")
        self.assertEqual((plan[:3], plan[5]), (["Night Train", "Mix 3", "2"], "phantom"))
        self.assertIn("48 V", " ".join(self.wait_for("/recalld/reply/plan/hazard")))

        self.send("/recalld/recall/Night%20Train/Mix%203", "f", 1.0)
        self.assertEqual(self.wait_for("/recalld/error")[1], "refused")
        wanted = self.wait_for("/recalld/confirm/wanted")
        self.assertEqual((wanted[1], wanted[2]), ("/recalld/recall/Night%20Train/Mix%203", "phantom"))
        self.assertEqual(self.desk.leaf("headamp/000/phantom"), 0)

        self.send("/recalld/confirm", "i", wanted[0])
        verdict = self.wait_for("/recalld/reply/recall")
        self.assertEqual((verdict[0], verdict[4]), ("matched", "2"))
        self.assertEqual(self.desk.leaves(kept), there)

        self.send("/recalld/undo", "T")
        self.assertEqual(self.wait_for("/recalld/reply/undo")[0], "matched")
        self.assertEqual(self.desk.leaf("headamp/000/phantom"), 0)
        self.send("/recalld/report", "f", 1.0)
        self.assertEqual(self.wait_for("/recalld/reply/report")[1], "finished")

    def test_whatever_types_oscsend_has(self):
        self.send("/recalld/set", "sss", "desk", "ch/02/mix/fader", "-6 dB")
        self.assertEqual(self.wait_for("/recalld/reply/set")[3:], ["-6.0 dB", "1"])
        for types, value in (("ssi", 1), ("ssh", 0), ("ssf", 1.0), ("ssd", 0.0)):
            self.send("/recalld/set", types, "desk", "ch/02/mix/pan", value)
            self.assertEqual(self.wait_for("/recalld/reply/set")[1:2], ["ch/02/mix/pan"])
        self.send("/recalld/get", "ss", "desk", "ch/*/config/name")
        self.assertEqual(self.wait_for("/recalld/reply/get/end"), ["32", "32"])
        self.send("/recalld/unit/desk/ch/03/config/name", "s", "Lead Vox")
        until(lambda: self.desk.leaf("ch/03/config/name") == "Lead Vox", what="the name on the desk")
        self.send("/recalld/unit/desk/ch/03/config/name")
        self.assertEqual(self.wait_for("/recalld/unit/desk/ch/03/config/name"), ["Lead Vox"])

    def test_oscsend_over_tcp(self):
        self.send("/recalld/log", "s", "the bass amp hums", url=[f"osc.tcp://127.0.0.1:{self.port}"])
        until(lambda: "the bass amp hums" in str(self.room.http("entries")[1]), what="the note in the log")

    def test_what_oscdump_follows(self):
        self.send("/recalld/subscribe", "si", "desk ch/1/mix/fader", 60)
        self.wait_for("/recalld/position/desk/ch/01/mix/fader")
        self.desk.write({"ch/01/mix/fader": 0.75})
        until(lambda: self.wait_for("/recalld/position/desk/ch/01/mix/fader")[0].startswith("0.749"), what="the fader")


class Sockets(OscTest):
    def test_streams_in_both_framings(self):
        for framing in (sized, slip):
            with self.subTest(framing.__name__):
                stream = self.stream(framing)
                stream.say("/recalld/ping")
                self.assertEqual(stream.until("/recalld/reply/ping")[0][2][0], "recalld")
                stream.say("/recalld/capture", framing.__name__, "V")
                heard = stream.until("/recalld/reply/capture")
                self.assertEqual(heard[0], ("/recalld/ack", "s", ["/recalld/capture"]))
                done = [message[2][3:] for message in heard if message[0] == "/recalld/progress"]
                self.assertLessEqual(done[-1][0], done[-1][1])
                self.assertGreater(done[-1][0], done[-1][1] // 2)

    def test_a_page_fits_a_datagram_and_the_next_one_follows(self):
        phone = self.phone()
        for i in range(40):
            phone.say("/recalld/capture", "A session with a rather long name", f"Mix {i}", "scope=ch/1/mix")
            phone.until("/recalld/reply/capture")
        names, total = [], None
        while total is None or len(names) < total:
            phone.say("/recalld/versions", "A session with a rather long name", len(names), 100)
            page = phone.until("/recalld/reply/versions")
            self.assertEqual((page[2][0], page[2][1] * 7 + 3), (len(names), len(page[2])))
            self.assertGreater(page[2][1], 0)
            names, total = names + page[2][3::7], page[2][2]
        self.assertEqual(total, 40)
        self.assertEqual(sorted(names), sorted(f"Mix {i}" for i in range(40)))

    def test_who_hears_what_moved_and_a_hand_moves_the_desk(self):
        phone, other = self.phone(), self.phone()
        self.desk.write({"ch/01/mix/fader": 0.75})
        phone.say("/recalld/subscribe", "desk ch/1-2/mix/fader", 60)
        phone.until("/recalld/position/desk/ch/02/mix/fader")
        for i in range(1, 11):
            other.say("/recalld/position/desk/ch/02/mix/fader", i / 20)
        until(lambda: phone.until("/recalld/position/desk/ch/02/mix/fader")[2][0] > 0.499, what="the last position")
        until(lambda: abs(self.desk.leaf("ch/02/mix/fader") - 0.5) < 0.001, what="the fader on the desk")
        self.desk.write({"ch/01/mix/fader": 0.0})
        until(lambda: phone.until("/recalld/unit/desk/ch/01/mix/fader")[2][0] == -144.0, what="silence as -144")

    def test_hostile_packets_leave_it_well(self):
        vandal, phone = self.phone(), self.phone()
        packet = osc("/recalld/recall", "S", "V", 1.0)
        for cut in range(len(packet)):
            vandal.socket.send(packet[:cut])
        for bad in (b"\xff" * 64, b"#bundle\0" + b"\xff" * 32, osc("/recalld/get", "desk", "*" * 900), osc("/" + "a" * 9000), osc("/recalld/" + "%00" * 50),
                    b"#bundle\0" + struct.pack(">II", 0, 1) + sized(osc("/recalld/ping")) * 2000):
            vandal.socket.send(bad)
        for bad in (b"\x7f\xff\xff\xff" * 100, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", END * 5000, b"\0\0\xff\xfc" + b"A" * 65532):
            stream = self.stream(slip)
            stream.socket.sendall(bad)
            stream.close()
        until(lambda: (phone.say("/recalld/ping"), phone.until("/recalld/reply/ping", 5))[1], what="an answer")
        self.assertEqual(self.room.http("status")[0], 200)

    def test_it_ends_cleanly_with_clients_connected(self):
        stream, phone = self.stream(sized), self.phone()
        stream.say("/recalld/subscribe", "desk")
        phone.say("/recalld/subscribe", "room")
        phone.until("/recalld/reply/status")
        phone.say("/recalld/capture", "S", "V")
        phone.until("/recalld/ack")
        self.assertEqual(self.room.end_daemon(), 0)


class Roles(RoomTest):
    def test_a_device_is_paired_with_a_code(self):
        self.room.start_desk()
        self.room.write_rig("remote: {osc: {port: 0}, http: {port: 0}}\naccess: {addresses: {10.0.0.0/8: view}}\n")
        self.room.start_daemon(wait="online")
        phone = Phone(self.room.door("osc"))
        self.addCleanup(phone.close)
        phone.say("/recalld/capture", "S", "V")
        self.assertEqual(phone.until("/recalld/error")[2][1], "forbidden")
        code = self.room.http("pair", {"role": "operate", "name": "Anna's phone"})[1]["result"]["code"]
        phone.say("/recalld/pair", code)
        self.assertEqual(phone.until("/recalld/reply/pair")[2], ["operate"])
        phone.say("/recalld/capture", "S", "V")
        self.assertEqual(phone.until("/recalld/reply/capture")[2][:2], ["S", "V"])


JAVASCRIPT = """
const osc = require("osc");
const [kind, port] = [process.argv[2], Number(process.argv[3])];
const peer = kind === "udp" ? new osc.UDPPort({ localAddress: "127.0.0.1", localPort: 0, remoteAddress: "127.0.0.1", remotePort: port, metadata: true })
                            : new osc.TCPSocketPort({ address: "127.0.0.1", port: port, metadata: true });
peer.on("message", (message) => {
    console.log(JSON.stringify([message.address, message.args.map((a) => a.type).join(""), message.args.map((a) => a.value)]));
    if (message.address === "/recalld/reply/get") peer.send({ address: "/recalld/subscribe", args: [{ type: "s", value: "desk ch/1/mix/fader" }, { type: "f", value: 10 }] });
    if (message.address === "/recalld/position/desk/ch/01/mix/fader") process.exit(0);
});
peer.on("error", (error) => { console.error(String(error)); process.exit(1); });
peer.on("ready", () => {
    peer.send({ timeTag: osc.timeTag(0), packets: [{ address: "/recalld/ping", args: [] }, { address: "/recalld/get", args: [{ type: "s", value: "desk" }, { type: "s", value: "ch/01/mix/fader" }] }] });
});
if (kind === "udp") peer.open(); else peer.open("127.0.0.1", port);
setTimeout(() => { console.error("no answer"); process.exit(2); }, 20000);
"""


@unittest.skipUnless(shutil.which("npm") and shutil.which("node"), "needs node and npm")
class JavaScript(OscTest):
    def setUp(self):
        super().setUp()
        self.folder = tempfile.mkdtemp(prefix="recalld-npm-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        words = "npm install --ignore-scripts --no-audit --no-fund --fetch-retries=0 --fetch-timeout=20000 --prefix".split()
        got = subprocess.run(["timeout", "60", *words, self.folder, "osc"], capture_output=True)
        if got.returncode != 0:
            self.skipTest("npm cannot get the package osc here: " + got.stderr.decode(errors="replace")[-300:])

    def test_osc_js_over_udp_and_over_slip(self):
        script = pathlib.Path(self.folder, "peer.js")
        script.write_text(JAVASCRIPT)
        for kind in ("udp", "tcp"):
            with self.subTest(kind):
                result = subprocess.run(["node", str(script), kind, str(self.port)], capture_output=True, timeout=PATIENCE, cwd=self.folder)
                out = result.stdout.decode()
                self.assertEqual(result.returncode, 0, out + result.stderr.decode())
                self.assertIn('["/recalld/reply/ping","ss",["recalld"', out)
                self.assertIn('["/recalld/reply/get","sssff",["desk","ch/01/mix/fader"', out)
                self.assertIn('["/recalld/reply/subscribe","si",["desk ch/1/mix/fader",10]]', out)


PATCH = """#N canvas 0 0 500 400 10;
#X obj 10 10 loadbang;
#X msg 10 40 connect 127.0.0.1 PORT;
#X obj 10 70 netsend -u -b;
#X obj 10 100 oscparse;
#X obj 10 130 list trim;
#X obj 10 160 print heard;
#X obj 150 10 metro 200;
#X msg 150 40 list desk ch/03/config/name;
#X obj 150 70 oscformat recalld get;
#X obj 150 100 list prepend send;
#X obj 150 130 list trim;
#X msg 250 10 1;
#X connect 0 0 1 0;
#X connect 1 0 2 0;
#X connect 2 1 3 0;
#X connect 3 0 4 0;
#X connect 4 0 5 0;
#X connect 0 0 11 0;
#X connect 11 0 6 0;
#X connect 6 0 7 0;
#X connect 7 0 8 0;
#X connect 8 0 9 0;
#X connect 9 0 10 0;
#X connect 10 0 2 0;
"""


@unittest.skipUnless(shutil.which("pd"), "needs puredata-core")
class PureData(OscTest):
    def test_a_patch_asks_and_prints(self):
        self.desk.write({"ch/03/config/name": "Lead Vox"})
        patch = self.room.folder / "ask.pd"
        patch.write_text(PATCH.replace("PORT", str(self.port)))
        pd = self.room.run("pd", ["pd", "-nogui", "-noaudio", "-nomidi", "-noprefs", "-stderr", str(patch)])
        until(lambda: "heard: recalld reply get desk ch/03/config/name Lead\\ Vox" in pd.text() or not pd.alive(), what="an answer in Pure Data")
        self.assertIn("heard: recalld reply get desk ch/03/config/name Lead\\ Vox", pd.text())


if __name__ == "__main__":
    unittest.main()
