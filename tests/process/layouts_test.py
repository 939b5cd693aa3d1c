"""Ready-made layouts: what recallctl writes is read by parsers that are not ours, and names this rig."""

import json
import unittest
import xml.etree.ElementTree
import zlib

from room import RoomTest, until

TYPES = {"GROUP", "PAGER", "BUTTON", "LABEL", "FADER"}
VALUES = {"BUTTON": {"x", "touch"}, "FADER": {"x", "touch"}, "LABEL": {"text", "touch"}, "PAGER": {"page", "touch"}, "GROUP": {"touch"}}


def properties(node):
    return {property.findtext("key"): property.find("value") for property in node.findall("properties/property")}


def rectangle(node):
    frame = properties(node)["frame"]
    return [int(frame.findtext(side)) for side in "xywh"]


class Layouts(RoomTest):
    def setUp(self):
        super().setUp()
        desk = self.room.start_desk()
        self.room.write_rig(units={"desk": (desk.profile, desk.port)})
        self.room.start_daemon()
        until(lambda: self.room.units()["desk"]["online"], what="the desk to be online")

    def written(self, kind, name, *more):
        file = self.room.folder / name
        answer = self.room.ctl("layout", kind, "-o", str(file), *more)
        self.assertEqual(answer.code, 0, repr(answer))
        return file.read_bytes()

    def test_a_tosc_file_unpacks_to_nodes_that_touchosc_has(self):
        document = xml.etree.ElementTree.fromstring(zlib.decompress(self.written("touchosc", "recalld.tosc")))
        self.assertEqual(document.tag, "lexml")
        nodes = list(document.iter("node"))
        self.assertEqual(len({node.get("ID") for node in nodes}), len(nodes))
        for node in nodes:
            self.assertIn(node.get("type"), TYPES)
            self.assertEqual({value.findtext("key") for value in node.findall("values/value")}, VALUES[node.get("type")])
            for message in node.findall("messages/osc"):
                path = "".join(partial.findtext("value") for partial in message.findall("path/partial"))
                self.assertTrue(path.startswith("/recalld/"), path)
                self.assertIn(message.find("triggers/trigger").findtext("var"), VALUES[node.get("type")])
                self.assertEqual(message.findall("arguments/partial")[-1].findtext("type"), "VALUE")
        self.lie_within(document.find("node"))

    def lie_within(self, parent):
        _, _, width, height = rectangle(parent)
        for child in parent.findall("children/node"):
            x, y, w, h = rectangle(child)
            self.assertTrue(x >= 0 and y >= 0 and x + w <= width and y + h <= height, child.get("ID"))
            self.lie_within(child)

    def test_a_tosc_script_says_where_the_device_listens(self):
        for more, port in (((), "9000"), (("--reply-port", "9001", "--force"), "9001")):
            document = xml.etree.ElementTree.fromstring(zlib.decompress(self.written("touchosc", "recalld.tosc", *more)))
            script = properties(document.find("node"))["script"].text
            self.assertIn(f'sendOSC("/recalld/port", "{port}", there)', script)
            self.assertIn('sendOSC("/recalld/subscribe", "layout", "seconds=60", there)', script)

    def test_an_open_stage_control_session_has_the_faders_of_this_rig(self):
        self.assertEqual(self.room.ctl("set", "desk", "ch/03/config/name", "Snare").code, 0)
        session = json.loads(self.written("open-stage-control", "recalld.json"))
        self.assertEqual([tab["id"] for tab in session["content"]["tabs"]], ["Recall", "Report", "Checklist", "Log", "Faders", "Room"])
        faders = next(tab for tab in session["content"]["tabs"] if tab["id"] == "Faders")["widgets"]
        addresses = [widget["address"] for widget in faders if widget["type"] == "fader"]
        self.assertEqual(addresses, [f"/recalld/position/desk/ch/{strip:02}/mix/fader" for strip in range(1, 9)])
        self.assertIn('ch 3 "Snare"', [widget.get("default") for widget in faders])

    def test_what_is_no_layout_is_said(self):
        answer = self.room.ctl("layout", "lemur")
        self.assertEqual(answer.code, 64)
        self.assertIn("open-stage-control and touchosc", answer.err)
        self.assertEqual(self.room.ctl("layout", "touchosc", "--reply-port", "80", "-o", "-").code, 64)


if __name__ == "__main__":
    unittest.main()
