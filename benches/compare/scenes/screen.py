"""How soon the screen is there: first byte, first frame, the hits of `--query`, beside fzf on the same records."""

from bench import QUERY
from figures import Figure
from sandbox import alternate
from session import PATIENCE, frame_whole, stood_at


def taken(session, needle, patience=PATIENCE):
    """Waits until a text stands on the screen and all is quiet; returns what it took."""
    session.until(needle, patience)
    session.settle()
    stood, whole = stood_at(session.arrivals, needle), frame_whole(session.arrivals)
    if stood is None or whole is None:
        raise RuntimeError(f"the screen never showed {needle}")
    return {
        "first": session.arrivals[0][0] * 1000,
        "whole": whole[0] * 1000,
        "bytes": whole[1],
        "hits": stood[0] * 1000,
        "frame": stood[1],
        "quiet": session.arrivals[-1][0] * 1000,
        "rss": session.peak(),
    }


def opened(session, needle, patience=PATIENCE):
    """Opens the screen, waits for a text and ends it; returns what it took."""
    with session:
        return taken(session, needle, patience) | {"cpu": session.end()}


def measure(bench):
    title = bench.first_title()
    actions = [lambda: opened(bench.screen("--query", QUERY), title)]
    if bench.tool("fzf"):
        counter = bench.counter(bench.lines)
        actions.append(lambda: opened(bench.fzf(bench.lines, "--query", QUERY), counter))
    samples = alternate(bench.runs, *actions)
    of = lambda at, name: [sample[name] for sample in samples[at]] if at < len(samples) else []
    pair = lambda name: (of(0, name), "fzf", of(1, name))
    rows = [
        Figure("first byte", "ms", *pair("first")),
        Figure("first frame whole", "ms", *pair("whole")),
        Figure("hits on the screen", "ms", *pair("hits"), ratio_at_most=1),
        Figure("hits in frame number (largest)", "", of(0, "frame"), at_most=1, share=1),
        Figure("last byte before it is quiet", "ms", *pair("quiet")),
        Figure("bytes of the first frame", "B", *pair("bytes")),
        Figure("largest RSS", "MB", *pair("rss"), at_most=24),
        Figure("CPU until quiet", "ms", *pair("cpu")),
    ]
    yield f"screen: `--query {QUERY}`, {bench.count} records", rows
