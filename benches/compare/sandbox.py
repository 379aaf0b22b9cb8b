"""The place a benchmark runs in: folders of its own, an environment of its own, and the starter of its programs."""

import marshal
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Sample:
    """What one run of a command took: milliseconds, megabytes (10⁶ bytes), page faults."""

    wall: float
    cpu: float
    rss: float
    faults: int
    code: int


class Sandbox:
    """A folder for everything that the programs read and write; never the real home."""

    def __init__(self, program):
        self.program = str(program)
        self._folder = tempfile.TemporaryDirectory(prefix="tenken-compare-")
        self.folder = Path(self._folder.name)
        self.environment = self.fresh("first")
        command = [sys.executable, "-I", "-S", str(HERE / "starter.py")]
        self._starter = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._starter.stdin.close()
        self._starter.wait()
        self._starter.stdout.close()
        self._folder.cleanup()

    def fresh(self, name):
        """Returns an environment whose folders are new and empty, as at the very first start."""
        home = self.folder / "homes" / name
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": os.environ.get("PATH", os.defpath),
            "TENKEN_USER": "bench",
            "TERM": "xterm-256color",
        }
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            environment[f"TENKEN_{kind}_DIR"] = str(home / kind.lower())
        return environment

    def run(self, command, environment=None, output="/dev/null", codes=(0,)):
        """Runs a command and measures it; raises where it ends with another exit code, so that no failure is timed."""
        command = [str(part) for part in command]
        errors = self.folder / "errors"
        marshal.dump((command, environment or self.environment, str(output), str(errors)), self._starter.stdin)
        self._starter.stdin.flush()
        wall, cpu, rss, faults, code = marshal.load(self._starter.stdout)
        if code not in codes:
            said = errors.read_text("utf-8", "replace").strip()
            raise RuntimeError(f"`{' '.join(command)}` ended with {code}: {said}")
        return Sample(wall * 1000, cpu * 1000, rss / 1e6, faults, code)

    def tenken(self, *arguments, **more):
        """Runs the program with these arguments and measures it."""
        return self.run([self.program, *arguments], **more)

    def output(self, *arguments):
        """Returns what the program prints."""
        path = self.folder / "output"
        self.tenken(*arguments, output=path)
        return path.read_text("utf-8")


def alternate(runs, *actions):
    """Runs each action once to warm up, then all of them in turn, `runs` times: what disturbs one disturbs all.

    Each round begins with another action. Returns a list of results for each action.
    """
    for action in actions:
        action()
    results = [[] for _ in actions]
    for turn in range(runs):
        for step in range(len(actions)):
            at = (turn + step) % len(actions)
            results[at].append(actions[at]())
    return results
