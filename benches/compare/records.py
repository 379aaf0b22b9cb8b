"""The texts that baselines read, and large packs recombined from the sentences of the bundled data."""

import json
import random
import tomllib
from pathlib import Path

# The kinds of record that the search finds, by the tables of the data.
KINDS = ("clause", "risk", "product", "measure", "report", "licence", "theme", "question", "term", "revision")
TITLES = ("title", "name_ja", "name", "term")
TEXTS = ("gist", "scenario", "what", "does", "remains", "definition", "terms", "asked", "synonyms", "reading")
# Clauses of one chapter.
CHAPTER = 50
# Sentences of a summary are added until it has so many characters, and never beyond the second number.
ENOUGH, TOO_LONG = 90, 199
# Begins the title of every clause of a pack.
NUMBERED = "資料"
PROVENANCE = 'provenance = { seen = "full", source = "https://example.invalid/pack" }'


def tables(folder):
    """Yields the records of a data folder, file by file, with the name of their table."""
    for path in sorted(Path(folder).rglob("*.toml")):
        for kind, records in tomllib.loads(path.read_text("utf-8")).items():
            if isinstance(records, list):
                yield from ((kind, record) for record in records)


def line_of(record):
    """Returns a record as one line: its title and all its own texts."""
    parts = [record[name] for name in TITLES if record.get(name)]
    for name in TEXTS:
        value = record.get(name, "")
        parts.append(value if isinstance(value, str) else " ".join(value))
    return "  ".join(" ".join(part.split()) for part in parts if part)


def write_lines(folder, target):
    """Writes every record that the search finds as a line; returns how many they are."""
    lines = [line_of(record) for kind, record in tables(folder) if kind in KINDS]
    target.write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines)


class Sentences:
    """What packs are made of."""

    def __init__(self, folder):
        self.titles, self.texts, self.asked, self.terms = [], [], [], []
        for kind, record in tables(folder):
            if kind not in ("clause", "risk", "measure", "term"):
                continue
            self.titles.append(record.get("title") or record["term"])
            self.asked += record.get("asked", [])
            self.terms += record.get("terms", [])
            for name in ("gist", "scenario", "does", "remains", "definition"):
                self.texts += [part + "。" for part in record.get(name, "").split("。") if part]

    def clause(self, chance, number):
        """Returns title, summary, terms and questions of a new clause.

        The title begins with its number, so that it can be told on a screen from all others.
        """
        title = f"{NUMBERED}{number} {chance.choice(self.titles)[:20]}{chance.choice(self.titles)}"[:40]
        gist = ""
        while len(gist) < ENOUGH:
            sentence = chance.choice(self.texts)
            if len(gist) + len(sentence) > TOO_LONG:
                break
            gist += sentence
        return title, gist or title, chance.sample(self.terms, 3), chance.sample(self.asked, 2)


def write_pack(folder, target, lines, count, per_file=1000):
    """Writes a pack of `count` clauses, always the same, and a file with the title and the summary of each as a line."""
    sentences, chance = Sentences(folder), random.Random(7)
    target.mkdir(parents=True)
    guideline = ["[[guideline]]", 'id = "pk"', 'title = "大きな資料集"', 'short = "資料"', 'publisher = "試験"', PROVENANCE]
    (target / "0000.toml").write_text("\n".join(guideline) + "\n", "utf-8")
    with lines.open("w", encoding="utf-8") as out:
        for number, first in enumerate(range(0, count, per_file), 1):
            size = min(per_file, count - first)
            text = "\n".join(_volume(sentences, chance, number, range(first, first + size), out))
            (target / f"{number:04}.toml").write_text(text + "\n", "utf-8")


def _volume(sentences, chance, number, clauses, out):
    volume = f"pk.v{number}"
    yield f'[[volume]]\nid = "{volume}"\nguideline = "pk"\ntitle = "第{number}編"\nshort = "資{number}"\n'
    for at, count in enumerate(clauses):
        chapter, item = at // CHAPTER + 1, at % CHAPTER + 1
        if item == 1:
            title = _quoted(chance.choice(sentences.titles))
            yield f'[[chapter]]\nid = "{volume}.{chapter}"\nvolume = "{volume}"\nnumber = "{chapter}"'
            yield f"title = {title}\n{PROVENANCE}\n"
        title, gist, terms, asked = sentences.clause(chance, count)
        yield f'[[clause]]\nid = "{volume}.{chapter}.{item}"\nchapter = "{volume}.{chapter}"'
        yield f'number = "{chapter}.{item}"\ntitle = {_quoted(title)}\ngist = {_quoted(gist)}'
        yield f"terms = {_quoted(terms)}\nasked = {_quoted(asked)}\n{PROVENANCE}\n"
        out.write(f"{title}\t{gist}\n")


def _quoted(value):
    return json.dumps(value, ensure_ascii=False)
