#!/usr/bin/env python3
"""Makes the compact source form of IPADIC in this folder from Debian's package mecab-ipadic.

    apt-get download mecab-ipadic
    python3 index/dictionary/make.py mecab-ipadic_2.7.0-20070801+main-3_all.deb

Needs only dpkg-deb and Python's standard library. Both the package and the files made from it are
checked by checksum, so running it again on the same package either reproduces the committed files or
says which one differs. `--write-sums` accepts new files after the package itself has changed.
"""

import csv
import hashlib
import io
import lzma
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE_SHA256 = "2a59bb65193b605cec3e5540e69e7d3ce8db4624744f8686f419aa0cf3f327f2"
SUMS = HERE / "SHA256SUMS"
# surface, left id, right id, cost, four part-of-speech columns, base form, reading.
# Conjugation (columns 8 and 9) and pronunciation (12) are not used by the search.
LEXICON_COLUMNS = (0, 1, 2, 3, 4, 5, 6, 7, 10, 11)
# The same cut for unknown words, which carry no reading.
UNKNOWN_COLUMNS = (0, 1, 2, 3, 4, 5, 6, 7, 10)
XZ_LEXICON = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 64 << 20}]
XZ_MATRIX = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 64 << 20, "lc": 4, "pb": 0}]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def decode(path: Path) -> str:
    return path.read_bytes().decode("euc_jp")


def cut(text: str, columns: tuple[int, ...]) -> list[str]:
    """The wanted columns of every row, unique and in the order of their bytes."""
    lines = set()
    for row in csv.reader(io.StringIO(text)):
        row += ["*"] * (13 - len(row))
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([row[c] for c in columns])
        lines.add(out.getvalue())
    return sorted(lines, key=lambda line: line.encode("utf-8"))


def write(name: str, text: str, filters=None) -> None:
    data = text.encode("utf-8")
    if filters:
        data = lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=filters)
    (HERE / name).write_bytes(data)


def make(source: Path) -> list[str]:
    lexicon = "".join(decode(path) for path in sorted(source.glob("*.csv")))
    write("lexicon.csv.xz", "\n".join(cut(lexicon, LEXICON_COLUMNS)) + "\n", XZ_LEXICON)
    write("matrix.def.xz", decode(source / "matrix.def"), XZ_MATRIX)
    write("unk.def", "\n".join(cut(decode(source / "unk.def"), UNKNOWN_COLUMNS)) + "\n")
    write("char.def", decode(source / "char.def"))
    return ["lexicon.csv.xz", "matrix.def.xz", "unk.def", "char.def"]


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--write-sums"]
    if len(arguments) != 1:
        print(__doc__)
        return 2
    package = Path(arguments[0])
    if sha256(package) != PACKAGE_SHA256:
        print(f"{package}: not the expected package (SHA-256 differs)", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
        names = make(Path(folder) / "usr/share/mecab/dic/ipadic")
        licence = (Path(folder) / "usr/share/doc/mecab-ipadic/copyright").read_text(encoding="utf-8")
        write("COPYING", licence)
    sums = "".join(f"{sha256(HERE / name)}  {name}\n" for name in names)
    if "--write-sums" in sys.argv:
        SUMS.write_text(sums)
    elif SUMS.read_text() != sums:
        print("the files made differ from SHA256SUMS:\n" + sums, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
