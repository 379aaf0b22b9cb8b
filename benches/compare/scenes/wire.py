"""What each kind of change sends to the terminal, beside what it may cost at most."""

from bench import CLEAR, QUERY
from figures import Figure
from session import frame_whole

DOWN, LEFT, PAGE, ENTER, WORKLIST = b"\x1b[B", b"\x1b[D", b"\x1b[6~", b"\r", b"\x1bOR"
# In seconds.
IDLE = 10.0


def measure(bench):
    rows = []

    def row(what, samples, limit):
        rows.append(Figure(f"{what}: bytes, largest", "B", [size for _, size in samples], at_most=limit, share=1))
        rows.append(Figure(f"{what}: key → last byte", "ms", [time for time, size in samples if size]))

    # Rows are marked: in a worklist that no other scene reads.
    with bench.screen(environment=bench.sandbox.fresh("wire")) as session:
        session.settle(1.0)
        rows.append(Figure("first frame: bytes", "B", [frame_whole(session.arrivals)[1]], at_most=4096))
        press = lambda *keys: [session.press(key) for key in keys]
        row("one typed letter", press(*(bytes([letter]) for letter in b"ninshouhoushiki")), 3072)
        press(CLEAR)
        row("cursor down", press(*[DOWN] * 8), 1024)
        row("scroll one line", press(*[DOWN] * 30), 2048)
        row("page", press(*[PAGE] * 20), 3072)
        press(CLEAR, *(letter.encode() for letter in QUERY))
        row("open a clause, back", press(*[ENTER, LEFT] * 5), 4096)
        press(WORKLIST)
        row("worklist, down", press(*[b"j"] * 8), 1024)
        row("worklist, mark a row", press(*[b" "] * 10), 3072)
        row("progress, back", press(*[b"P", LEFT] * 5), 4096)
        before = len(session.arrivals)
        session.pump(session.now() + IDLE)
        idle = sum(len(data) for _, data in session.arrivals[before:])
        rows.append(Figure(f"idle for {IDLE:g} s: bytes", "B", [idle], at_most=0))
    yield "wire: bytes by kind of change, at 80×24", rows
