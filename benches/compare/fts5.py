"""The baseline SQLite FTS5 with its trigram tokenizer, run as a process of its own so that its memory can be measured.

    python3 fts5.py build DATABASE LINES        makes the index of a file with TITLE<tab>SUMMARY lines
    python3 fts5.py ask DATABASE QUERY RUNS     prints the milliseconds of each query, asked in process
"""

import json
import sqlite3
import sys
import time

QUESTION = "select rowid, title from records where records match ? order by rank limit 20"


def build(database, lines):
    base = sqlite3.connect(database)
    base.execute("create virtual table records using fts5(title, gist, tokenize='trigram')")
    with open(lines, encoding="utf-8") as rows, base:
        pairs = (row.rstrip("\n").split("\t", 1) for row in rows)
        base.executemany("insert into records(title, gist) values (?, ?)", pairs)
    base.close()


def ask(database, query, runs):
    base = sqlite3.connect(database)
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        base.execute(QUESTION, (phrase(query),)).fetchall()
        times.append((time.perf_counter() - begun) * 1000)
    return times[1:]


def phrase(query):
    """Returns a query as FTS5's phrase."""
    return '"' + query.replace('"', '""') + '"'


def statement(query):
    """Returns the same question for the command line of SQLite."""
    return QUESTION.replace("?", "'" + phrase(query).replace("'", "''") + "'")


def main():
    what, *arguments = sys.argv[1:]
    if what == "build":
        build(*arguments)
    else:
        database, query, runs = arguments
        print(json.dumps(ask(database, query, int(runs))))


if __name__ == "__main__":
    main()
