#!/usr/bin/env python3
"""Who gets in, and who does not: the doors of the real daemon, from outside."""

import base64
import http.client
import json
import os
import select
import signal
import socket
import struct
import unittest

from room import RoomTest, parse_osc, until


class Doors(RoomTest):
    def setUp(self):
        super().setUp()
        self.room.start_desk()
        self.room.start_daemon(wait="online")
        self.port = self.room.door("http")

    def ask(self, method, target, body=None, headers=None, host=None):
        """(status, headers, body) as a browser would get it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.putrequest(method, target, skip_host=host is not None)
            if host is not None:
                connection.putheader("Host", host)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode(errors="replace")
        finally:
            connection.close()

    def verb(self, name, arguments=None, **headers):
        status, _, text = self.ask("POST", "/v1/" + name, json.dumps(arguments or {}), {k.replace("_", "-"): v for k, v in headers.items()})
        return status, json.loads(text.strip().splitlines()[-1])

    def pair(self, role):
        """A token as a tool gets it: the code of recallctl, the button of the page."""
        code = self.room.ask("pair", "--role", role, "--name", f"a {role} tool")["code"]
        status, headers, text = self.ask("POST", "/pair", f"code={code}", {"Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(status, 303, text)
        cookie = headers["Set-Cookie"]
        for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
            self.assertIn(word, cookie)
        return cookie.split(";")[0].split("=", 1)[1]

    def test_roles_over_http(self):
        self.assertEqual(self.verb("ping")[0], 200)  # this machine may look
        status, answer = self.verb("capture", {"session": "Night Train", "version": "Mix 3"})
        self.assertEqual((status, answer["error"]["code"]), (403, "forbidden"))
        self.assertIn("recallctl pair --role operate", answer["error"]["message"])
        token = self.pair("operate")
        bearer = {"Authorization": "Bearer " + token}
        self.assertEqual(self.verb("capture", {"session": "Night Train", "version": "Mix 3"}, **bearer)[0], 200)
        self.assertEqual(self.verb("pairings", **bearer)[0], 403)
        self.assertEqual(self.verb("capture", {"session": "Night Train", "version": "Mix 4"}, Cookie="recalld=" + token)[0], 200)
        self.assertIn("a operate tool", self.room.ctl("log", check=0).out)
        pairing = self.room.ask("pairings")["pairings"][0]
        self.assertEqual((pairing["role"], pairing["over"]), ("operate", "http"))
        self.room.ctl("revoke", pairing["id"], check=0)
        self.assertEqual(self.verb("capture", {"session": "Night Train", "version": "Mix 5"}, **bearer)[0], 403)
        log = self.room.daemon.text()
        self.assertNotIn(token, log)

    def test_a_code_is_good_once(self):
        code = self.room.ask("pair", "--role", "view")["code"]
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.assertEqual(self.ask("POST", "/pair", f"code={code}", form)[0], 303)
        self.assertNotEqual(self.ask("POST", "/pair", f"code={code}", form)[0], 303)
        self.assertNotEqual(self.ask("POST", "/pair", "code=AAAA-AAAA", form)[0], 303)
        self.assertNotIn(code, self.room.daemon.text())

    def test_pairings_outlive_the_daemon(self):
        token = self.pair("operate")
        self.room.end_daemon()
        self.room.start_daemon(wait="online")
        self.port = self.room.door("http")
        self.assertEqual(self.verb("cancel", Authorization="Bearer " + token)[0], 200)
        self.assertEqual(os.stat(self.room.state / "pairings.json").st_mode & 0o777, 0o600)
        self.assertNotIn(token, (self.room.state / "pairings.json").read_text())

    def test_other_sites_and_names_are_refused(self):
        token = self.pair("operate")
        cookie = "recalld=" + token
        self.assertEqual(self.verb("cancel", Cookie=cookie, Origin="http://evil.example")[0], 403)
        self.assertEqual(self.verb("cancel", Cookie=cookie, Origin="null")[0], 403)
        self.assertEqual(self.verb("cancel", Cookie=cookie, Sec_Fetch_Site="cross-site")[0], 403)
        self.assertEqual(self.verb("cancel", Cookie=cookie, Origin=f"http://127.0.0.1:{self.port}")[0], 200)
        for host in ("evil.example", "127.0.0.1.evil.example:80", ""):
            self.assertIn(self.ask("GET", "/", host=host)[0], (400, 421), host)
        self.assertEqual(self.ask("GET", "/?HOST_INFO", host="localhost")[0], 200)

    def raw(self, data, patience=30):
        """What comes back for these bytes, until the daemon hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=patience) as client:
            client.sendall(data)
            answer = b""
            while select.select([client], [], [], patience)[0]:
                try:
                    more = client.recv(65536)
                except ConnectionResetError:
                    break
                if not more:
                    break
                answer += more
            return answer

    def test_hostile_http(self):
        host = b"Host: 127.0.0.1\r\n"
        for target in (b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"/..%2f..%2fetc%2fpasswd", b"/sessions/%00", b"//etc/passwd", b"/recalld/../../etc/passwd", b"/%ff%fe", b"/assets/../pages.cpp"):
            answer = self.raw(b"GET " + target + b" HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n")
            self.assertTrue(answer.startswith(b"HTTP/1.1 4"), (target, answer[:200]))
            self.assertNotIn(b"root:", answer)
        self.assertIn(b" 431 ", self.raw(b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 70000 + b"\r\n\r\n")[:40])
        self.assertIn(b" 413 ", self.raw(b"POST /v1/ping HTTP/1.1\r\n" + host + b"Content-Length: 99999999999\r\n\r\n")[:40])
        self.assertIn(b" 400 ", self.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n")[:40])
        self.assertIn(b" 400 ", self.raw(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n" + host + b"\r\n" + b"Connection: close\r\n\r\n")[:40])
        self.assertEqual(self.verb("ping")[0], 200)

    def test_many_connections_leave_room_for_others(self):
        held = [socket.create_connection(("127.0.0.1", self.port), timeout=30) for _ in range(40)]
        try:
            self.room.ctl("status", check=0)
        finally:
            for client in held:
                client.close()
        until(lambda: self.answers(), what="the door to be free again")

    def answers(self):
        try:
            return self.verb("ping")[0] == 200
        except (OSError, http.client.HTTPException, ValueError):
            return False

    def web_socket(self, target, headers=b""):
        client = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        key = base64.b64encode(os.urandom(16))
        client.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " % self.port + key +
                       b"\r\nSec-WebSocket-Version: 13\r\n" + headers + b"\r\n")
        answer = b""
        while b"\r\n\r\n" not in answer:
            more = client.recv(4096)
            if not more:
                break
            answer += more
        return client, answer

    @staticmethod
    def frame(text, opcode=1):
        data = text.encode()
        mask = os.urandom(4)
        size = bytes([0x80 | len(data)]) if len(data) < 126 else bytes([0x80 | 126]) + struct.pack(">H", len(data)) if len(data) < 65536 else bytes([0x80 | 127]) + struct.pack(">Q", len(data))
        return bytes([0x80 | opcode]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(data))

    @staticmethod
    def frames(client):
        """What the daemon sends: (opcode, bytes) of each frame."""
        held = b""
        while True:
            while len(held) < 2 or len(held) < 2 + (2 if held[1] == 126 else 0) + (struct.unpack(">H", held[2:4])[0] if held[1] == 126 and len(held) >= 4 else held[1] & 127):
                more = client.recv(65536)
                if not more:
                    return
                held += more
            start, size = (4, struct.unpack(">H", held[2:4])[0]) if held[1] == 126 else (2, held[1])
            yield held[0] & 15, held[start : start + size]
            held = held[start + size :]

    def test_osc_query_tells_values_and_new_paths(self):
        client, answer = self.web_socket(b"/")
        self.assertIn(b" 101 ", answer[:40])
        address = "/recalld/unit/desk/ch/01/mix/fader"
        client.sendall(self.frame(json.dumps({"COMMAND": "LISTEN", "DATA": address})))
        heard = self.frames(client)
        kind, packet = next(heard)
        self.assertEqual((kind, parse_osc(packet)), (2, (address, "f", [-144.0])))
        self.room.ctl("set", "desk", "ch/01/mix/fader", "-10 dB", "--allow", "level", check=0)
        told = parse_osc(next(heard)[1])
        self.assertEqual(told[0], address)
        self.assertAlmostEqual(told[2][0], -10, delta=0.2)
        self.room.rig.write_text(self.room.rig.read_text().replace("name: desk", "name: foh"))
        self.room.daemon.signal(signal.SIGHUP)
        kind, text = next(heard)
        self.assertEqual((kind, json.loads(text)), (1, {"COMMAND": "PATH_CHANGED", "DATA": "/recalld/unit"}))
        self.assertEqual(self.ask("GET", "/recalld/unit/foh")[0], 200)
        self.assertEqual(self.ask("GET", address)[0], 404)
        client.close()

    def test_web_sockets_of_other_origins_are_refused(self):
        client, answer = self.web_socket(b"/live", b"Origin: http://evil.example\r\n")
        self.assertIn(b" 403 ", answer[:40])
        client.close()
        client, answer = self.web_socket(b"/live")
        self.assertIn(b" 101 ", answer[:40])
        client.close()

    @staticmethod
    def until_ended(client, frames):
        """Sends all of them; returns when the daemon has said goodbye, or hung up."""
        try:
            for frame in frames:
                client.sendall(frame)
        except OSError:
            pass
        client.settimeout(30)
        heard = b" "
        try:
            while heard and b"\x88" not in heard:
                heard = client.recv(65536)
        except ConnectionError:
            pass
        client.close()

    def test_web_socket_floods_are_ended(self):
        client, answer = self.web_socket(b"/live")
        self.assertIn(b" 101 ", answer[:40])
        self.until_ended(client, [self.frame('{"ping": 1}')] * 20000)
        client, _ = self.web_socket(b"/live")
        self.until_ended(client, [self.frame("x" * 200000)])
        self.assertEqual(self.verb("ping")[0], 200)


if __name__ == "__main__":
    unittest.main()
