"""A program in a pseudo terminal: what it sends and when, keys pressed, memory and processor time."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path

from line import Near
from screen import Screen, frame_ends

COLUMNS, ROWS = 80, 24
# What a terminal answers: where the cursor is (after the one ambiguous character that tenken measures), what it is.
ANSWERS = {b"\x1b[6n": b"\x1b[1;2R", b"\x1b[c": b"\x1b[?62;22c"}
# A screen is quiet when nothing came for so long, in seconds.
QUIET = 0.25
# Nobody waits longer than this for a screen, in seconds.
PATIENCE = 120.0


class Session:
    """One run of a program in a terminal of 80×24. Times are seconds since its start, where the person sits."""

    def __init__(self, command, environment, stdin=None, line=None):
        self.line = line or Near()
        self.arrivals = []
        self._answers = []
        self._usage = None
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        name = os.ttyname(slave)
        # Opened by the leader of a new session, it becomes the terminal that /dev/tty stands for.
        actions = [(os.POSIX_SPAWN_OPEN, 1, name, os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 1, 2)]
        actions.append((os.POSIX_SPAWN_OPEN, 0, str(stdin), os.O_RDONLY, 0) if stdin else (os.POSIX_SPAWN_DUP2, 1, 0))
        command = [str(part) for part in command]
        self._begun = time.perf_counter()
        self._child = os.posix_spawn(command[0], command, environment, file_actions=actions, setsid=True)
        os.close(slave)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def now(self):
        return time.perf_counter() - self._begun

    def pump(self, until, quiet=None):
        """Reads until a moment, or until nothing came for `quiet` seconds after something did."""
        last = None
        while True:
            now = self.now()
            self._answer(now)
            end = until if quiet is None or last is None else min(until, last + quiet)
            if now >= end:
                return
            wake = min([end] + [moment for moment, _ in self._answers])
            if not select.select([self._master], [], [], max(0.0, wake - now))[0]:
                continue
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            last = self.now()
            self._arrived(last, data)

    def _arrived(self, now, data):
        seen = self.line.down(now, len(data))
        self.arrivals.append((seen, data))
        for question, answer in ANSWERS.items():
            if question in data:
                self._answers.append((self.line.up(seen), answer))

    def _answer(self, now):
        due = [answer for moment, answer in self._answers if moment <= now]
        self._answers = [(moment, answer) for moment, answer in self._answers if moment > now]
        for answer in due:
            os.write(self._master, answer)

    def settle(self, quiet=QUIET):
        """Waits until the screen is quiet and nothing is on its way to the program."""
        if not self.arrivals:
            self.pump(self.now() + PATIENCE, 0.0)
        while True:
            before = len(self.arrivals)
            self.pump(self.now() + quiet)
            if len(self.arrivals) == before and not self._answers:
                return

    def first_frame(self):
        """Waits for the first whole frame only, as someone who types at once."""
        while not frame_ends(self.data()):
            before = len(self.arrivals)
            self.pump(PATIENCE, 0.0)
            if len(self.arrivals) == before:
                return

    def until(self, needle, patience=PATIENCE):
        """Waits until a text stands on the screen; returns when it came, or nothing."""
        deadline = self.now() + patience
        screen, read = Screen(COLUMNS, ROWS), 0
        while True:
            for moment, data in self.arrivals[read:]:
                screen.feed(data)
                if needle in screen.text():
                    return moment
            read = len(self.arrivals)
            if self.now() > deadline or not self._is_alive():
                return None
            self.pump(self.now() + 1.0, QUIET)

    def data(self):
        return b"".join(data for _, data in self.arrivals)

    def type(self, key):
        """Sends a key without waiting for anything; returns when it was sent."""
        now = self.now()
        os.write(self._master, key)
        return now

    def press(self, key, quiet=QUIET):
        """Presses a key and waits until the screen is quiet: milliseconds until the last byte, and bytes.

        Nothing and zero where the screen stays as it is.
        """
        before = len(self.arrivals)
        sent = self.type(key)
        self.pump(sent + max(2.0, quiet), quiet)
        news = self.arrivals[before:]
        elapsed = (news[-1][0] - sent) * 1000 if news else None
        return elapsed, sum(len(data) for _, data in news)

    def peak(self):
        """Returns the largest RSS so far, in megabytes."""
        status = Path(f"/proc/{self._child}/status").read_text()
        return next(int(row.split()[1]) * 1024 / 1e6 for row in status.splitlines() if row.startswith("VmHWM"))

    def _is_alive(self):
        if self._usage is None:
            done, _, usage = os.wait4(self._child, os.WNOHANG)
            self._usage = usage if done else None
        return self._usage is None

    def end(self):
        """Ends the program; returns the milliseconds of processor time it took."""
        if self._is_alive():
            os.kill(self._child, signal.SIGKILL)
            self._usage = os.wait4(self._child, 0)[2]
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
        return (self._usage.ru_utime + self._usage.ru_stime) * 1000


def stood_at(arrivals, needle):
    """Returns when a text first stood on the screen and in which frame, counted from one; nothing if it never did."""
    screen, data = Screen(COLUMNS, ROWS), b""
    for moment, part in arrivals:
        data += part
        screen.feed(part)
        if needle in screen.text():
            return moment, _frame_of(data, needle)
    return None


def _frame_of(data, needle):
    """Returns the number of the frame that first shows a text, where the end of the data may lie within it."""
    screen, begun = Screen(COLUMNS, ROWS), 0
    ends = frame_ends(data)
    for number, end in enumerate(ends, 1):
        screen.feed(data[begun:end])
        if needle in screen.text():
            return number
        begun = end
    return len(ends) + 1


def frame_whole(arrivals, number=1):
    """Returns when the last byte of a frame came, and its bytes up to there; nothing if it never ended."""
    ends = frame_ends(b"".join(data for _, data in arrivals))
    if len(ends) < number:
        return None
    total = 0
    for moment, data in arrivals:
        total += len(data)
        if total >= ends[number - 1]:
            return moment, ends[number - 1]
    return None
