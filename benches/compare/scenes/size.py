"""How large the program is: stripped, and packed by xz."""

import lzma
import shutil
import subprocess
from pathlib import Path

from figures import Figure


def measure(bench):
    binary = bench.sandbox.folder / "stripped"
    shutil.copy(bench.program, binary)
    if bench.tool("strip"):
        subprocess.run([bench.tool("strip"), binary], check=True)
    size = binary.stat().st_size
    packed = len(lzma.compress(binary.read_bytes(), preset=6))
    binary.unlink()
    rows = [
        Figure("as it is", "MB", [Path(bench.program).stat().st_size / 1e6]),
        Figure("stripped", "MB", [size / 1e6], at_most=38),
        Figure("stripped, `xz -6`", "MB", [packed / 1e6], at_most=11),
    ]
    yield "size of the program", rows
