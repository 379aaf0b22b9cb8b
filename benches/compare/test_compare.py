"""Tests of percentiles, verdicts, the line, the screen, frames, packs, and of starting programs. Run by hand:

    python3 benches/compare/test_compare.py
"""

import sys
import tempfile
import unittest
from pathlib import Path

# Nothing is left behind in the source.
sys.dont_write_bytecode = True

import records
from figures import HEAD, Figure, percentile, rounded, table
from fts5 import statement
from line import Line, Near
from sandbox import HERE, Sandbox, alternate
from screen import Screen, frame_ends
from session import Session, frame_whole, stood_at

DATA = HERE.parent.parent / "data"


def screen(*parts, columns=20, rows=4):
    shown = Screen(columns, rows)
    for part in parts:
        shown.feed(part if isinstance(part, bytes) else part.encode())
    return [row.rstrip() for row in shown.text().split("\n")]


class Percentiles(unittest.TestCase):
    def test_nearest_rank(self):
        for values, share, expected in [
            ([3], 0.5, 3),
            ([4, 1, 3, 2], 0.5, 2),
            ([5, 1, 4, 2, 3], 0.5, 3),
            (list(range(1, 101)), 0.99, 99),
            (list(range(1, 101)), 0.07, 7),
            (list(range(1, 11)), 0.99, 10),
            ([1, 2, 9], 1, 9),
        ]:
            self.assertEqual(percentile(values, share), expected, (values, share))

    def test_rounding_keeps_three_digits(self):
        for value, text in [(None, "–"), (0, "0"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1,234")]:
            self.assertEqual(rounded(value), text)


class Verdicts(unittest.TestCase):
    def test_a_target_is_met_or_missed(self):
        for figure, verdict in [
            (Figure("a", "ms", [1, 2, 3]), ""),
            (Figure("a", "ms", [1, 2, 3], at_most=2), "ok"),
            (Figure("a", "ms", [1, 2, 3], at_most=1.5), "**missed** (minimum ok)"),
            (Figure("a", "ms", [1, 2, 3], at_most=0.5), "**missed**"),
            (Figure("a", "ms", [1, 2, 3], at_most=2, share=1), "**missed**"),
            (Figure("a", "ms", [4], "b", [2], ratio_at_most=2), "ok"),
            (Figure("a", "ms", [5], "b", [2], ratio_at_most=2), "**missed**"),
            (Figure("a", "ms", [4], "b", [2], at_most=3, ratio_at_most=2), "**missed**"),
            (Figure("a", "ms", [4], "b", [], ratio_at_most=2), "no baseline"),
            (Figure("a", "ms", [], at_most=2), "not measured"),
            (Figure("a", "B", [0], at_most=0), "ok"),
        ]:
            self.assertEqual(figure.verdict(), verdict, figure)

    def test_a_table_has_as_many_cells_in_each_row(self):
        rows = table([Figure("a|b", "ms", [1], "c", [2]), Figure("d", "ms", [])]).split("\n")
        self.assertEqual({row.replace("\\|", "").count("|") for row in rows}, {len(HEAD) + 1})


class Turns(unittest.TestCase):
    def test_actions_take_turns_after_a_warm_up(self):
        order = []
        results = alternate(2, *(lambda name=name: order.append(name) or name for name in "ab"))
        self.assertEqual("".join(order), "ab" + "ab" + "ba")
        self.assertEqual(results, [["a", "a"], ["b", "b"]])


class Lines(unittest.TestCase):
    def test_bytes_wait_until_the_line_is_free(self):
        line = Line(1000.0, 0.2)
        self.assertAlmostEqual(line.down(1.0, 500), 1.0 + 0.5 + 0.1)
        self.assertAlmostEqual(line.down(1.1, 100), 1.5 + 0.1 + 0.1)
        self.assertAlmostEqual(line.down(9.0, 100), 9.0 + 0.1 + 0.1)
        self.assertAlmostEqual(line.up(1.0), 1.1)

    def test_without_a_line_all_is_there_at_once(self):
        self.assertEqual(Near().down(3.0, 10**6), 3.0)
        self.assertEqual(Near().up(3.0), 3.0)


class Screens(unittest.TestCase):
    def test_text_and_moves(self):
        for sent, expected in [
            (["ab\r\ncd"], ["ab", "cd", "", ""]),
            (["\x1b[2;3Hx\x1b[Hy"], ["y", "  x", "", ""]),
            (["認証\x1b[1;4Hx"], ["認 x", "", "", ""]),
            (["認証\x1b[Hx"], ["x 証", "", "", ""]),
            (["abc\x1b[2Dx\x1b[1Bz"], ["axc", "  z", "", ""]),
            (["abcdef\x1b[3G\x1b[K"], ["ab", "", "", ""]),
            (["abcdef\x1b[3G\x1b[2X\x1b[P"], ["ab ef", "", "", ""]),
            (["a\x1b[3Cb\x1b[0;1;32mc\x1b[?25h"], ["a   bc", "", "", ""]),
            (["one\r\ntwo\x1b[2J"], ["", "", "", ""]),
            (["x" * 21], ["x" * 20, "x", "", ""]),
            (["1\r\n2\r\n3\r\n4\r\n5"], ["2", "3", "4", "5"]),
            (["1\r\n2\r\n3\x1b[2;3r\x1b[3;1H\nx"], ["1", "3", "x", ""]),
            (["1\r\n2\x1b[1;1H\x1b[L"], ["", "1", "2", ""]),
            (["1\r\n2\r\n3\x1b[2;1H\x1b[M"], ["1", "3", "", ""]),
            (["\x1b]0;title\x07a\x1b]52;c;eA==\x1b\\b"], ["ab", "", "", ""]),
            (["か\u3099"], ["か", "", "", ""]),
        ]:
            self.assertEqual(screen(*sent), expected, sent)

    def test_what_is_cut_anywhere_reads_the_same(self):
        data = "\x1b[?2026h\x1b[2;3H認証\x1b[0;1;32m二要素\x1b]0;x\x07z".encode()
        whole = screen(data)
        for at in range(len(data) + 1):
            self.assertEqual(screen(data[:at], data[at:]), whole, at)


class Frames(unittest.TestCase):
    HELD = b"\x1b[?2026hone\x1b[?25h\x1b[?2026l"
    SHORT = b"\x1b[?25ltwo\x1b[?25h"

    def test_a_frame_ends_with_its_update_or_its_cursor(self):
        self.assertEqual(frame_ends(self.HELD + self.SHORT), [len(self.HELD), len(self.HELD + self.SHORT)])
        self.assertEqual(frame_ends(self.HELD[:-3]), [])

    def test_the_first_frame_is_whole_with_its_last_byte(self):
        arrivals = [(0.1, self.HELD[:5]), (0.2, self.HELD[5:] + self.SHORT), (0.3, b"more")]
        self.assertEqual(frame_whole(arrivals), (0.2, len(self.HELD)))
        self.assertIsNone(frame_whole(arrivals[:1]))

    def test_hits_are_told_by_moment_and_frame(self):
        arrivals = [(0.1, self.HELD), (0.2, self.SHORT)]
        self.assertEqual(stood_at(arrivals, "one"), (0.1, 1))
        self.assertEqual(stood_at(arrivals, "two"), (0.2, 2))
        self.assertIsNone(stood_at(arrivals, "three"))

    def test_the_frame_is_told_within_one_read_too(self):
        self.assertEqual(stood_at([(0.1, self.HELD + self.SHORT)], "two"), (0.1, 2))


class Programs(unittest.TestCase):
    SCRIPT = "printf '\\033[6n'; read answer; printf 'hello\\033[?25h'; read key; printf \"[$key]\""

    def test_a_command_is_measured_and_a_failure_is_told(self):
        with Sandbox("/bin/sh") as sandbox:
            sample = sandbox.tenken("-c", "exit 1", codes=(0, 1))
            self.assertEqual(sample.code, 1)
            self.assertGreater(sample.rss, 1)
            with self.assertRaisesRegex(RuntimeError, "ended with 3: why"):
                sandbox.tenken("-c", "echo why >&2; exit 3")

    def test_all_folders_are_below_the_sandbox(self):
        with Sandbox("/bin/sh") as sandbox:
            rows = (row.split("=", 1) for row in sandbox.output("-c", "env").splitlines())
            folders = [value for name, value in rows if name == "HOME" or name.endswith("_DIR")]
            self.assertEqual(len(folders), 5)
            self.assertTrue(all(folder.startswith(str(sandbox.folder)) for folder in folders), folders)

    def test_a_program_in_a_terminal_is_answered_and_typed_at(self):
        with Sandbox("/bin/sh") as sandbox, Session(["/bin/sh", "-c", self.SCRIPT], sandbox.environment) as session:
            # A shell reads whole lines, which the answer does not end.
            self.assertIsNone(session.until("hello", 0.3))
            session.type(b"\n")
            self.assertIsNotNone(session.until("hello", 5.0))
            session.first_frame()
            elapsed, size = session.press(b"x\n", 0.5)
            self.assertTrue(0 < elapsed < 5000 and size > 0)
            self.assertIn(b"[x]", session.data())
            self.assertIsNone(session.until("never", 5.0), "ends with the program")
            self.assertGreater(session.end(), 0)


class Records(unittest.TestCase):
    def test_a_record_is_one_line(self):
        record = {"title": "題", "gist": "文\nの", "terms": ["語", "句"], "url": "no"}
        self.assertEqual(records.line_of(record), "題  文 の  語 句")

    def test_a_pack_is_always_the_same_and_whole(self):
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder, "1"), Path(folder, "2")
            for place in (first, second):
                records.write_pack(DATA, place / "pack", place / "lines", 120, per_file=60)
            files = sorted(path.name for path in (first / "pack").iterdir())
            self.assertEqual(files, ["0000.toml", "0001.toml", "0002.toml"])
            for name in files:
                self.assertEqual((first / "pack" / name).read_bytes(), (second / "pack" / name).read_bytes())
            clauses = [record for kind, record in records.tables(first / "pack") if kind == "clause"]
            self.assertEqual(len({clause["id"] for clause in clauses}), 120)
            pairs = [line.split("\t") for line in (first / "lines").read_text("utf-8").splitlines()]
            self.assertEqual(pairs, [[clause["title"], clause["gist"]] for clause in clauses])
            chapters = {record["id"] for kind, record in records.tables(first / "pack") if kind == "chapter"}
            self.assertEqual({clause["chapter"] for clause in clauses}, chapters)

    def test_a_query_is_quoted_for_sqlite(self):
        self.assertIn("""'"it''s ""so"""  + """"'""", statement('it\'s "so'))


if __name__ == "__main__":
    unittest.main()
