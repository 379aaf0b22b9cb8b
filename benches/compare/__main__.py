"""Measures tenken beside fzf, ripgrep, SQLite and itself, in one run. Linux, Python 3.11 or newer, nothing to install.

    python3 benches/compare [PROGRAM] [--runs 9] [--only start,screen] [--packs 5000,50000] [--pack-runs 3]
                            [--json FILE] [--readme benches/README.md]

Prints Markdown tables; benches/README.md says what they mean. Baselines that are not installed are named and left out.
Every run has folders of its own; the real home is not touched.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

# Nothing is left behind in the source.
sys.dont_write_bytecode = True

from bench import Bench
from figures import table
from sandbox import HERE, Sandbox
from scenes import keys, packs, screen, size, slow, start, wire

# Below this heading of README.md the tables are written.
HEADING = "## Last table\n"
SCENES = {"start": start, "screen": screen, "keys": keys, "slow": slow, "wire": wire, "packs": packs, "size": size}
TOOLS = {"fzf": ["--version"], "rg": ["--version"], "sqlite3": ["--version"]}


def arguments():
    parser = argparse.ArgumentParser(prog="python3 benches/compare", description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default="target/release/tenken", help="default: target/release/tenken")
    parser.add_argument("--runs", type=int, default=9, help="runs of everything but packs (default: 9)")
    parser.add_argument("--pack-runs", type=int, default=3, help="runs with packs (default: 3)")
    parser.add_argument("--packs", default="5000,50000", help="sizes of packs (default: 5000,50000)")
    parser.add_argument("--only", default=",".join(SCENES), help=f"some of: {','.join(SCENES)}")
    parser.add_argument("--readme", type=Path, help="also write the tables into this file, below its last heading")
    parser.add_argument("--json", type=Path, help="also write all values to this file")
    given = parser.parse_args()
    given.only = given.only.split(",")
    unknown = [name for name in given.only if name not in SCENES]
    if unknown:
        parser.error(f"no such scene: {', '.join(unknown)}")
    given.packs = [int(count) for count in given.packs.split(",") if count]
    if not os.access(given.program, os.X_OK):
        parser.error(f"{given.program} is no program; build it with: cargo build --release --locked")
    given.program = Path(given.program).resolve()
    return given


def load():
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def machine(bench):
    """Returns where and with what it was measured, by name."""
    rows = Path("/proc/cpuinfo").read_text().splitlines()
    model = [row.split(":", 1)[1].strip() for row in rows if row.startswith("model name")]
    facts = {
        "date": datetime.date.today().isoformat(),
        "processors": f"{len(os.sched_getaffinity(0))} × {model[0] if model else platform.machine()}",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "tenken": _first_line([bench.program, "-V"], bench.sandbox.environment),
        "load before": load(),
        # What /bin/true seems to need is what no RSS can be told below.
        "floor of RSS": f"{bench.sandbox.run(['/bin/true']).rss:.1f} MB",
    }
    for name, option in TOOLS.items():
        path = bench.tool(name)
        facts[name] = _first_line([path, *option], bench.sandbox.environment) if path else "not installed: left out"
    return facts


def _first_line(command, environment):
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return next(iter(done.stdout.splitlines()), "?")


class Report:
    """What is printed, kept for README.md."""

    def __init__(self):
        self.text = ""

    def say(self, text):
        print(text, flush=True)
        self.text += text + "\n"

    def write_below(self, path):
        before = path.read_text("utf-8").split(HEADING)[0]
        path.write_text(f"{before}{HEADING}\n{self.text}", "utf-8")


def measured(bench, names, report):
    """Measures scene by scene, tells the tables and returns them; a scene that fails does not take the others along."""
    tables = []
    for name in names:
        bench.tell(name)
        before = load()
        try:
            for title, figures in SCENES[name].measure(bench):
                report.say(f"\n### {title}\n\n{table(figures)}\n\nLoad {before} before, {load()} after.")
                tables.append({"title": title, "figures": [figure.as_json() for figure in figures]})
                before = load()
        except RuntimeError as error:
            report.say(f"\n### {name}\n\nNot measured: {error}.")
            tables.append({"title": name, "failed": str(error), "figures": []})
    return tables


def main():
    given, report = arguments(), Report()
    with Sandbox(given.program) as sandbox:
        bench = Bench(sandbox, HERE.parent.parent / "data", given.runs, given.packs, given.pack_runs)
        bench.prepare()
        facts = machine(bench)
        report.say("\n".join(f"- {name}: {value}" for name, value in facts.items()))
        tables = measured(bench, given.only, report)
    if given.json:
        given.json.write_text(json.dumps({"machine": facts, "tables": tables}, ensure_ascii=False, indent=1), "utf-8")
    verdicts = [figure["verdict"] for found in tables for figure in found["figures"] if figure["verdict"]]
    report.say(f"\n{verdicts.count('ok')} of {len(verdicts)} targets met.")
    if given.readme:
        report.write_below(given.readme)
    return 1 if any("failed" in found for found in tables) else 0


if __name__ == "__main__":
    sys.exit(main())
