"""The checkers find what they are for, and nothing else."""
import pathlib
import tempfile
import unittest

import coverage
import layers
import query_coverage
import sizes
import sum_results

RULES = """
base:
engine/*:   base
business/*: base
business/b: business/a
only nlohmann/*: business/*
"""


class Layers(unittest.TestCase):
    def found(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder) / (name.replace("__", "/") + ".h")
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
            return layers.check(pathlib.Path(folder), RULES)

    def test_what_is_named_is_allowed(self):
        self.assertEqual(self.found(business__b__x='#include "business/a/y.h"\n'
                                                   "#include <nlohmann/json.hpp>\n"), [])

    def test_what_is_not_named_is_refused(self):
        self.assertIn("engine/f may not include business/a",
                      self.found(engine__f__x='#include "business/a/y.h"\n')[0])

    def test_a_library_kept_to_some_is_refused_to_others(self):
        self.assertIn("nlohmann", self.found(engine__f__x="#include <nlohmann/json.hpp>\n")[0])

    def test_internal_folders_are_private(self):
        self.assertIn("private",
                      self.found(business__b__x='#include "business/a/internal/y.h"\n')[0])

    def test_a_folder_without_a_room_is_refused(self):
        self.assertIn("no room", self.found(other__x="")[0])

    def test_cycles_are_named(self):
        self.assertEqual(layers.find_cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}),
                         ["a", "b", "c", "a"])
        self.assertIsNone(layers.find_cycle({"a": {"b", "c"}, "b": {"c"}}))


class Sizes(unittest.TestCase):
    def test_a_long_function_is_found_and_a_long_type_is_not(self):
        body = "    call();\n" * 70
        self.assertEqual(len(list(sizes.long_functions(f"int f() {{\n{body}}}\n"))), 1)
        self.assertEqual(list(sizes.long_functions(f"struct S {{\n{'    int a = 0;' * 70}}};\n")), [])
        self.assertEqual(list(sizes.long_functions('int g() { return "{{{"; }\n' * 70)), [])


class Sums(unittest.TestCase):
    def test_passed_failed_and_skipped_are_told_apart(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "x.xml"
            path.write_text("<testsuites><testsuite><testcase name='a'/><testcase name='b'><failure/>"
                            "</testcase><testcase name='c' result='skipped'/></testsuite></testsuites>")
            self.assertEqual(sum_results.read(path), (1, ["b"], 1))


class Coverage(unittest.TestCase):
    def test_every_promise_needs_its_row(self):
        rows = "".join(f"| {name} | not yet | |\n" for name in coverage.IDS)
        self.assertEqual(list(coverage.check(rows, lambda _: True)), [])
        self.assertEqual(len(list(coverage.check(rows.replace("| L1 |", ""), lambda _: True))), 1)
        self.assertEqual(len(coverage.IDS), 67)


class Queries(unittest.TestCase):
    def test_a_query_that_never_ran_is_named_with_its_database(self):
        with tempfile.TemporaryDirectory() as folder:
            room = pathlib.Path(folder) / "src" / "outlets"
            (room / "queries").mkdir(parents=True)
            (room / "queries" / "a.sql").write_text("-- @exec\nDELETE FROM a\n")
            (room / "queries" / "b.sqlite.sql").write_text("-- @exec\nDELETE FROM b\n")
            (room / "queries" / "c.sql").write_text("-- Not counted: run alone.\nVACUUM\n")
            (room / "queries" / "d.sql").write_text("-- @exec\nDELETE FROM d\n")
            (room / "CMakeLists.txt").write_text("bihuan_module(shops\n  QUERIES queries/a.sql\n"
                                                 "          queries/b.sqlite.sql)\n")
            found = query_coverage.check(room.parent, "sqlite shops.a\nsqlite shops.b\n")
            self.assertEqual(found, ["src/outlets/queries/d.sql: no bihuan_module lists it",
                                     "src/outlets/queries/a.sql: never ran on postgres (shops.a)"])


if __name__ == "__main__":
    unittest.main()
