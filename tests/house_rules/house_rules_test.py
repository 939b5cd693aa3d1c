#!/usr/bin/env python3
"""Each rule of the house can fail: small made-up houses with one fault each."""

import pathlib
import tempfile
import unittest

from house_rules import House


def faults(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return " | ".join(House(folder).check())


SOUND = {"daemon/studio/a.cpp": '#include "studio/a.hpp"\n', "tests/a_test.cpp": "// a test\n", "daemon/README.md": "studio/ driver/ rig/ load/\n"}


class EachRule(unittest.TestCase):
    def bent(self, name, text):
        return faults({**SOUND, name: text, "tests/long_test.cpp": "// a test\n" * (text.count("\n") + 2)})

    def test_a_sound_house_has_no_faults(self):
        self.assertEqual(faults(SOUND), "")

    def test_an_include_points_up(self):
        self.assertIn("studio must not know rig/unit.hpp", self.bent("daemon/studio/b.cpp", '#include "rig/unit.hpp"\n'))
        self.assertIn("protocols must not know studio/law.hpp", self.bent("protocols/osc/b.cpp", '#include "studio/law.hpp"\n'))

    def test_a_library_comes_in_by_the_window(self):
        self.assertIn("yaml-cpp has one door", self.bent("daemon/rig/b.cpp", "#include <yaml-cpp/yaml.h>\n"))
        self.assertIn("Beast has one door", self.bent("daemon/rig/b.cpp", "#include <boost/beast.hpp>\n"))

    def test_code_names_gear(self):
        self.assertIn("names gear", self.bent("daemon/driver/b.cpp", "bool is_x32;\n"))
        self.assertNotIn("names gear", self.bent("daemon/driver/b.cpp", "int number;  // as the x32 counts\n"))

    def test_something_is_left_open(self):
        self.assertIn("left open", self.bent("daemon/driver/b.cpp", "// TO" + "DO later\n"))

    def test_a_test_sleeps(self):
        self.assertIn("a sleep", self.bent("tests/b_test.cpp", "std::this_thread::sleep_for(1s);\n"))

    def test_a_path_of_one_machine(self):
        self.assertIn("a path of one machine", self.bent("daemon/load/README.md", "see /home/" + "someone\n"))

    def test_a_function_is_long(self):
        body = "void f()\n{\n" + "    g();\n" * 70 + "}\n"
        self.assertIn("a function of 73 lines", self.bent("daemon/driver/b.cpp", body))

    def test_files_are_long(self):
        self.assertIn("files: 95th percentile", self.bent("daemon/driver/b.cpp", "\n" * 400))

    def test_there_are_too_few_tests(self):
        self.assertIn("tests: ", faults({**SOUND, "daemon/studio/b.cpp": "int a;\n" * 50}))

    def test_a_room_is_not_explained(self):
        self.assertIn("does not explain store/", self.bent("daemon/store/b.cpp", "int a;\n"))


if __name__ == "__main__":
    unittest.main()
