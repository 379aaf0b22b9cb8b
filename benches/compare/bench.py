"""What all scenes share: the sandbox, the texts, the baselines that are there, and how often to run."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import records
from sandbox import Sandbox
from session import Session

# The search that everything is measured with, and what is typed where a Latin keyboard must do.
QUERY = "二要素認証"
TYPED = ("sentinel", "bakkuapp")
SHOWN = "mhlw6.sysun.14.5"
# So much of the first hit's title proves that the hits are on the screen; lists cut long titles.
TITLE = 8
CLEAR = b"\x15"


@dataclass
class Bench:
    """One comparison."""

    sandbox: Sandbox
    data: Path
    runs: int
    packs: list
    pack_runs: int
    program: str = ""
    lines: Path = None
    count: int = 0

    def prepare(self):
        self.program = self.sandbox.program
        self.lines = self.sandbox.folder / "records.txt"
        self.count = records.write_lines(self.data, self.lines)

    def tell(self, text):
        """Says what is being measured, beside the tables."""
        print(f"{text} …", file=sys.stderr, flush=True)

    def tool(self, name):
        """Returns where a baseline's program is; nothing where it is not installed."""
        return shutil.which(name)

    def hits(self, *arguments, query=QUERY):
        """Returns what the program finds, best first."""
        return json.loads(self.sandbox.output("search", *arguments, query, "--json"))["hits"]

    def first_title(self, query=QUERY):
        """Returns the beginning of the first hit's title, as the screen shows it."""
        return self.hits(query=query)[0]["title"][:TITLE]

    def counter(self, lines, query=QUERY):
        """Returns what fzf writes above its list when it is ready: how many lines match, of how many."""
        output = self.sandbox.folder / "filtered"
        # Its command line has no option to read a file, and a shell takes no part in what is timed here.
        script = 'exec "$1" --filter "$2" < "$3"'
        self.sandbox.run(["/bin/sh", "-c", script, "sh", self.tool("fzf"), query, lines], output=output, codes=(0, 1))
        matched, total = (sum(1 for _ in path.open("rb")) for path in (output, lines))
        return f"{matched}/{total}"

    def screen(self, *arguments, line=None, environment=None):
        """Starts the program's screen."""
        return Session([self.program, *arguments], environment or self.sandbox.environment, line=line)

    def fzf(self, lines, *arguments, line=None):
        """Starts fzf on a file of lines."""
        return Session([self.tool("fzf"), *arguments], self.sandbox.environment, stdin=lines, line=line)
