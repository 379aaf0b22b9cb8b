"""What large packs cost: checking, the first search (which makes the index), later ones, the screen."""

import json
import sys

import fts5
import records
from bench import CLEAR, QUERY
from figures import Figure
from sandbox import HERE, alternate
from scenes import keys
from scenes.screen import opened, taken

# The targets, by size of the pack; other sizes have none.
CHECK_CPU = {50_000: 700, 500_000: 7_000}
FIRST_CPU = {50_000: 3}
FIRST_RSS = {500_000: 1_000}
LATER_TIMES = {50_000: 10}
LATER_WALL = {500_000: 500}
FIRST_BYTE = {50_000: 30}
KEY_TIMES = {50_000: 1.2}
# So many hits fit on a screen of 24 rows, whatever stands between them.
VISIBLE = 6
# An index of the largest pack may take so long, in seconds.
INDEXING = 1800.0
# From so many records on, what takes minutes is run once.
HUGE = 500_000


class Pack:
    """A pack of so many records, and the same records for the baselines."""

    def __init__(self, bench, count):
        self.bench, self.count = bench, count
        self.runs = 1 if count >= HUGE else bench.pack_runs
        place = bench.sandbox.folder / f"pack-{count}"
        self.folder, self.lines, self.database = place / "pack", place / "lines.txt", place / "fts5.db"
        records.write_pack(bench.data, self.folder, self.lines, count)

    def measure(self):
        rows, failure = [], None
        for part in (self.check, self.first, self.later, self.first_screen, self.screen):
            self.bench.tell(f"packs: {self.count:,} records: {part.__name__}")
            try:
                rows += part()
            except RuntimeError as error:
                failure = failure or error
        yield f"packs: {self.count:,} records", rows
        if failure:
            raise failure

    def check(self):
        """`data check`, beside ripgrep over the same files."""
        sandbox = self.bench.sandbox
        actions = [lambda: sandbox.tenken("data", "check", self.folder)]
        if self.bench.tool("rg"):
            actions.append(lambda: sandbox.run([self.bench.tool("rg"), "-c", QUERY, self.folder]))
        ours, theirs, *_ = alternate(self.runs, *actions) + [[]]
        limit = CHECK_CPU.get(self.count)
        yield Figure("`data check`: CPU", "ms", _of(ours, "cpu"), "`rg -c`", _of(theirs, "cpu"), at_most=limit)
        yield Figure("`data check`: RSS", "MB", _of(ours, "rss"), "`rg -c`", _of(theirs, "rss"))

    def first(self):
        """The first search in empty folders, beside the building of FTS5's index."""
        sandbox = self.bench.sandbox
        ours, theirs = [], []
        for _ in range(self.runs):
            ours.append(sandbox.tenken("search", "--data", self.folder, QUERY, environment=sandbox.fresh("packs")))
            self.database.unlink(missing_ok=True)
            build = [sys.executable, HERE / "fts5.py", "build", self.database, self.lines]
            theirs.append(sandbox.run(build))
        name, times, limit = "FTS5 trigram, build", FIRST_CPU.get(self.count), FIRST_RSS.get(self.count)
        yield Figure("first `search`: wall", "ms", _of(ours, "wall"), name, _of(theirs, "wall"))
        yield Figure("first `search`: CPU", "ms", _of(ours, "cpu"), name, _of(theirs, "cpu"), ratio_at_most=times)
        yield Figure("first `search`: RSS", "MB", _of(ours, "rss"), name, _of(theirs, "rss"), at_most=limit)

    def later(self):
        """The search after that, beside the same question to SQLite, and ripgrep."""
        sandbox, bench = self.bench.sandbox, self.bench
        commands = {"tenken": [bench.program, "search", "--data", self.folder, QUERY]}
        if bench.tool("sqlite3"):
            commands["sqlite3"] = [bench.tool("sqlite3"), "-readonly", self.database, fts5.statement(QUERY)]
        if bench.tool("rg"):
            commands["rg"] = [bench.tool("rg"), "-c", QUERY, self.lines]
        actions = [lambda command=command: sandbox.run(command) for command in commands.values()]
        samples = dict(zip(commands, alternate(self.runs, *actions)))
        ours, shell, rg = (samples.get(name, []) for name in ("tenken", "sqlite3", "rg"))
        output = sandbox.folder / "asked"
        sandbox.run([sys.executable, HERE / "fts5.py", "ask", self.database, QUERY, self.runs], output=output)
        inside, wall, name = json.loads(output.read_text()), _of(ours, "wall"), "FTS5, `sqlite3`"
        limit, times = LATER_WALL.get(self.count), LATER_TIMES.get(self.count)
        yield Figure("later `search`: wall", "ms", wall, name, _of(shell, "wall"), limit, times)
        yield Figure("later `search`: wall", "ms", wall, "FTS5, in process", inside)
        yield Figure("later `search`: wall", "ms", wall, "`rg -c`", _of(rg, "wall"))
        yield Figure("later `search`: CPU", "ms", _of(ours, "cpu"), name, _of(shell, "cpu"))
        yield Figure("later `search`: RSS", "MB", _of(ours, "rss"), name, _of(shell, "rss"))

    def on_screen(self):
        """Returns what the screen shows only once records of the pack are found."""
        for hit in self.bench.hits("--data", self.folder)[:VISIBLE]:
            if hit["title"].startswith(records.NUMBERED):
                return hit["title"].split()[0] + " "
        raise RuntimeError("no record of the pack is among the first hits")

    def first_screen(self):
        """The screen in empty folders: the index is made while it is open. Once, because it takes long."""
        environment, needle = self.bench.sandbox.fresh("packs"), self.on_screen()
        session = self.bench.screen("--data", self.folder, "--query", QUERY, environment=environment)
        run = opened(session, needle, INDEXING)
        yield Figure("screen, no index yet: first byte", "ms", [run["first"]])
        yield Figure("screen, no index yet: first frame whole", "ms", [run["whole"]])
        yield Figure("screen, no index yet: hits of the pack", "ms", [run["hits"]])
        yield Figure("screen, no index yet: largest RSS", "MB", [run["rss"]])

    def screen(self):
        """The screen and its keys once the index is there, beside fzf."""
        bench, needle = self.bench, self.on_screen()
        actions = [lambda: used(bench.screen("--data", self.folder, "--query", QUERY), needle)]
        if bench.tool("fzf"):
            counter = bench.counter(self.lines)
            actions.append(lambda: used(bench.fzf(self.lines, "--query", QUERY), counter))
        samples = alternate(self.runs, *actions) + [[]]
        pair = lambda name: ([run[name] for run in samples[0]], "fzf", [run[name] for run in samples[1]])
        yield Figure("screen: first byte", "ms", *pair("first"), at_most=FIRST_BYTE.get(self.count))
        yield Figure("screen: first frame whole", "ms", *pair("whole"))
        yield Figure("screen: hits of the pack", "ms", *pair("hits"))
        yield Figure("screen: largest RSS", "MB", *pair("rss"))
        runs = [[run["keys"] for run in side] for side in samples[:2]]
        yield from keys.figures(*runs, p50_at_most=KEY_TIMES.get(self.count))


def used(session, needle):
    """Opens the screen with a query, waits for its hits, then types; returns what it took."""
    with session:
        took = taken(session, needle)
        session.press(CLEAR)
        return took | {"keys": keys.typed(session), "rss": session.peak()}


def _of(samples, name):
    return [getattr(sample, name) for sample in samples]


def measure(bench):
    for count in bench.packs:
        yield from Pack(bench, count).measure()
