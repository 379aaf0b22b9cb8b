"""How soon a key is answered, from the first one on, beside fzf on the same records."""

from bench import CLEAR, TYPED
from figures import Figure, percentile
from sandbox import alternate


def typed(session):
    """Types the words; returns milliseconds and bytes of each key."""
    keys = []
    for at, word in enumerate(TYPED):
        if at:
            session.press(CLEAR)
        keys += [session.press(key.encode()) for key in word]
    if any(size == 0 for _, size in keys):
        raise RuntimeError("a key was not answered")
    return keys


def key_by_key(session):
    """Types as soon as the first frame stands, each key when the screen is quiet after the one before."""
    with session:
        session.first_frame()
        return typed(session)


def in_one_go(session, needle):
    """Types a word in one piece as soon as the first frame stands; returns the milliseconds until its hits stand."""
    with session:
        session.first_frame()
        sent = session.type(TYPED[0].encode())
        stood = session.until(needle)
        if stood is None:
            raise RuntimeError(f"the screen never showed {needle}")
        return (stood - sent) * 1000


def figures(ours, theirs, p50_at_most=None, p99_at_most=None):
    """Returns the rows for the keys of all runs."""
    medians = [[percentile([key[0] for key in run], 0.5) for run in runs] for runs in (ours, theirs)]
    times = [[key[0] for run in runs for key in run] for runs in (ours, theirs)]
    sizes = [[sum(key[1] for key in run) / len(run) for run in runs] for runs in (ours, theirs)]
    return [
        Figure("key → last byte, p50", "ms", medians[0], "fzf", medians[1], ratio_at_most=p50_at_most),
        Figure("key → last byte, p99", "ms", times[0], "fzf", times[1], share=0.99, at_most=p99_at_most),
        Figure("bytes per key", "B", sizes[0], "fzf", sizes[1]),
    ]


def measure(bench):
    title = bench.first_title(query=TYPED[0])
    each = [lambda: key_by_key(bench.screen())]
    word = [lambda: in_one_go(bench.screen(), title)]
    if bench.tool("fzf"):
        counter = bench.counter(bench.lines, TYPED[0])
        each.append(lambda: key_by_key(bench.fzf(bench.lines)))
        word.append(lambda: in_one_go(bench.fzf(bench.lines), counter))
    ours, theirs, *_ = alternate(bench.runs, *each) + [[]]
    rows = figures(ours, theirs, p99_at_most=5)
    ours, theirs, *_ = alternate(bench.runs, *word) + [[]]
    rows.append(Figure(f"`{TYPED[0]}` in one piece → its hits", "ms", ours, "fzf", theirs))
    words = "`, `".join(TYPED)
    yield f"keys: `{words}` typed from the first frame on, {bench.count} records", rows
