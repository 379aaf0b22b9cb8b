"""Starts programs and measures them; a process of its own because it must stay small.

Linux counts into a child's largest RSS what its parent had at the moment of starting it. This process holds nothing but
the interpreter (about 9 MB: the floor below which no RSS can be told), however much the measuring one has loaded.
Requests and answers are marshalled, because that needs no import.
"""

import marshal
import os
import sys
import time


def measure(command, environment, output, errors):
    """Runs a command to its end: seconds of the clock and of the processors, bytes of RSS, page faults, exit code."""
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    begun = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    cpu = usage.ru_utime + usage.ru_stime
    faults = usage.ru_minflt + usage.ru_majflt
    return wall, cpu, usage.ru_maxrss * 1024, faults, os.waitstatus_to_exitcode(status)


def main():
    while True:
        try:
            request = marshal.load(sys.stdin.buffer)
        except EOFError:
            return
        marshal.dump(measure(*request), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
