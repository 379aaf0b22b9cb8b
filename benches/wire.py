#!/usr/bin/env python3
"""Measures what the terminal UI sends over the wire, and how soon.

    cargo build --release && python3 benches/wire.py [PROGRAM]

Starts the program in a pseudo terminal of 80x24 with the bundled catalog and empty folders, presses keys and counts
bytes and milliseconds until the screen is quiet. Prints one line per kind of change beside what it may cost.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time

COLUMNS, ROWS = 80, 24
# A screen is quiet when nothing came for so long, in seconds.
QUIET = 0.25


def start(program, home):
    child, master = pty.fork()
    if child == 0:
        env = {"TERM": "xterm-256color", "HOME": home, "LANG": "ja_JP.UTF-8"}
        for name in ("DATA", "CONFIG", "CACHE"):
            env[f"TENKEN_{name}_DIR"] = os.path.join(home, name.lower())
        os.execve(program, [program], env)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return child, master


def settle(master, quiet=QUIET):
    """Returns the bytes that come until the screen is quiet, and when the last of them came."""
    data, last = b"", time.perf_counter()
    while select.select([master], [], [], quiet)[0]:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        data += chunk
        last = time.perf_counter()
    return data, last


def press(master, key):
    begun = time.perf_counter()
    os.write(master, key)
    data, last = settle(master)
    return len(data), (last - begun) * 1000


def row(name, samples, limit):
    sizes = sorted(size for size, _ in samples)
    times = sorted(time for _, time in samples)
    at = lambda values, share: values[min(len(values) - 1, int(len(values) * share))]
    print(f"{name:<22} bytes p50 {at(sizes, .5):>5} max {sizes[-1]:>5}  (at most {limit:>4})   "
          f"ms p50 {at(times, .5):>6.2f} p99 {at(times, .99):>6.2f}")


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "target/release/tenken")
    with tempfile.TemporaryDirectory() as home:
        begun = time.perf_counter()
        child, master = start(program, home)
        select.select([master], [], [], 10)
        first = (time.perf_counter() - begun) * 1000
        data, _ = settle(master, 0.02)
        print(f"{'first frame':<22} bytes {len(data):>5}  (at most 4096)   first byte after {first:.1f} ms")
        settle(master, 1.0)
        letters = [press(master, bytes([letter])) for letter in b"ninshouhoushiki"]
        row("one typed letter", letters, 3072)
        press(master, b"\x15")
        down = [press(master, b"\x1b[B") for _ in range(8)]
        row("cursor down", down, 1024)
        scroll = [press(master, b"\x1b[B") for _ in range(30)]
        row("scroll one line", scroll, 2048)
        page = [press(master, b"\x1b[6~") for _ in range(20)]
        row("page", page, 3072)
        press(master, b"\x15")
        for letter in "二要素認証":
            press(master, letter.encode())
        opened = [press(master, key) for key in [b"\r", b"\x1b[D"] * 5]
        row("open a clause, back", opened, 4096)
        press(master, b"\x1bOR")
        rows = [press(master, b"j") for _ in range(8)]
        row("worklist, down", rows, 1024)
        marks = [press(master, b" ") for _ in range(10)]
        row("worklist, mark a row", marks, 3072)
        progress = [press(master, key) for key in [b"P", b"\x1b[D"] * 5]
        row("progress, back", progress, 4096)
        idle, _ = settle(master, 10.0)
        print(f"{'idle for 10 s':<22} bytes {len(idle):>5}  (at most    0)")
        os.write(master, b"\x03")
        settle(master)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
