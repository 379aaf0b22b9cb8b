"""How long one command takes: `search` beside `show` and ripgrep."""

from bench import QUERY, SHOWN
from figures import Figure
from sandbox import alternate


def measure(bench):
    commands = [[bench.program, "search", QUERY], [bench.program, "show", SHOWN]]
    if bench.tool("rg"):
        commands.append([bench.tool("rg"), "-c", QUERY, bench.lines])
    samples = alternate(bench.runs, *(lambda command=command: bench.sandbox.run(command) for command in commands))
    of = lambda at, name: [getattr(sample, name) for sample in samples[at]] if at < len(samples) else []
    rows = [
        Figure("wall", "ms", of(0, "wall"), "`show`", of(1, "wall"), at_most=15, ratio_at_most=2),
        Figure("wall", "ms", of(0, "wall"), "`rg -c`", of(2, "wall"), ratio_at_most=6),
        Figure("CPU", "ms", of(0, "cpu"), "`show`", of(1, "cpu")),
        Figure("CPU", "ms", of(0, "cpu"), "`rg -c`", of(2, "cpu")),
        Figure("largest RSS", "MB", of(0, "rss"), "`show`", of(1, "rss"), at_most=22),
        Figure("page faults", "", of(0, "faults"), "`show`", of(1, "faults")),
    ]
    yield f"start: `search {QUERY}`, {bench.count} records", rows
