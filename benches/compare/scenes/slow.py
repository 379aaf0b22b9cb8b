"""What a slow line makes of it: 25 KB/s and a round trip of 150 ms, beside fzf with and without a preview."""

from bench import TYPED
from figures import Figure
from line import Line
from sandbox import alternate

RATE, RTT = 25_000.0, 0.15
# Between two keys of someone who types fast, in seconds.
GAP = 0.12
# Longer than a round trip, so that what answers an answer is waited for.
QUIET = 0.4
# How long the screen may take after the last key, in seconds.
PAUSE = 1.2


def typed(start):
    """Types a word over the line; returns milliseconds and bytes."""
    word = TYPED[0]
    with start(Line(RATE, RTT)) as session:
        session.settle(QUIET)
        settled, before = session.arrivals[-1][0], len(session.arrivals)
        begun = session.now()
        for at, key in enumerate(word):
            session.pump(begun + at * GAP)
            last = session.type(key.encode())
        session.pump(last + PAUSE, PAUSE)
        news = session.arrivals[before:]
        # The key was pressed half a round trip before it reached the program.
        done = news[-1][0] - last + RTT / 2
        size = sum(len(data) for _, data in news)
        return {"settled": settled * 1000, "done": done * 1000, "bytes": size / len(word)}


def measure(bench):
    starts = [lambda line: bench.screen(line=line)]
    if bench.tool("fzf"):
        starts.append(lambda line: bench.fzf(bench.lines, line=line))
        starts.append(lambda line: bench.fzf(bench.lines, "--preview", "echo {}", line=line))
    samples = alternate(bench.runs, *(lambda start=start: typed(start) for start in starts))
    of = lambda at, name: [sample[name] for sample in samples[at]] if at < len(samples) else []
    rows = []
    for what, unit, name in [
        ("start settled", "ms", "settled"),
        ("hits stand, after the last key", "ms", "done"),
        ("bytes per key", "B", "bytes"),
    ]:
        rows.append(Figure(what, unit, of(0, name), "fzf", of(1, name)))
        rows.append(Figure(what, unit, of(0, name), "fzf with preview", of(2, name)))
    yield f"slow line: 25 KB/s, RTT 150 ms, `{TYPED[0]}` typed", rows
