#!/usr/bin/env python3
"""Makes crates/search/src/text/okurigana.tsv from the lexicon of IPADIC in this folder: verbs of two kanji and nouns made
of them, by which the search tells that 持出し, 持出 and 持ち出し are one word.

    python3 index/dictionary/okurigana.py

A word that means something else, because it is read otherwise, is marked as no spelling of another.
"""

import csv
import io
import lzma
import re
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "crates/search/src/text/okurigana.tsv"
KANJI, KANA = "[一-鿿]", "[ぁ-ん]"
WORD = re.compile(f"({KANJI})({KANA}*)({KANJI})({KANA}*)")
CONTINUATIVE = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり"))
POTENTIAL = dict(zip("えけげせてねべめれ", "うくぐすつぬぶむる"))
HEAD = """\
# 送り仮名の異なる語。はじめの漢字、タブ、続き(持 → ち出し)。index/dictionary/okurigana.py が IPADIC の語彙から作る(手で直さない)。
# 印: * は送り仮名のない形(届出)も辞書にある語。! は別の語なので、送り仮名を補わない形。
"""
# The same words by their second kanji, so that a word that is in no table is looked at without reading all of them.
ENDS = "# あとの漢字と、その送り仮名(戻 → し)。\n"


def is_stem(kana):
    """Whether kana may be the end of a verb that goes on: 持ち, 組み合わせ; not 手の甲."""
    return not kana or (len(kana) <= 3 and "っ" not in kana and kana[-1] in "いきぎしじちびみりえけげせてねべめれ")


def lexicon():
    with lzma.open(HERE / "lexicon.csv.xz") as file:
        yield from csv.reader(io.TextIOWrapper(file, "utf-8"))


def main():
    nouns, verbs = {}, defaultdict(dict)
    for surface, _, _, cost, kind, detail, _, _, base, reading in lexicon():
        if kind == "動詞" and detail == "自立":
            verbs[base][surface] = reading
        elif kind == "名詞" and detail not in ("固有名詞", "数", "接尾") and WORD.fullmatch(surface):
            if surface not in nouns or int(cost) < nouns[surface][0]:
                nouns[surface] = (int(cost), reading)
    words, stems = {surface: reading for surface, (_, reading) in nouns.items()}, set()
    for base, forms in verbs.items():
        is_potential = base[-1] == "る" and base[:-2] + POTENTIAL.get(base[-2:-1], "?") in verbs
        stem = base[:-1] + CONTINUATIVE.get(base[-1], "")
        stem = stem if stem in forms else base[:-1]
        is_short = base[-1] == "す" and base[:-1] + "せる" in verbs
        if not is_potential and not is_short and stem in forms and WORD.fullmatch(stem):
            words.setdefault(stem, forms[stem])
            stems.add(stem)
    # Of the spellings that share kanji and reading the one with most kana is the word.
    spellings = defaultdict(set)
    for surface, reading in words.items():
        spellings[re.sub(KANA, "", surface), reading].add(surface)
    fulls = {}
    for (bare, reading), group in spellings.items():
        full = max(group, key=lambda surface: (len(surface), surface))
        start, middle, second, end = WORD.fullmatch(full).groups()
        is_listed = nouns.get(bare, (0, ""))[1] == reading
        is_verb = full in stems if not end else is_stem(end) and (middle or second != "合")
        if full != bare and is_stem(middle) and is_verb and (middle or is_listed):
            fulls[full] = is_listed
    lines = defaultdict(list)
    for full, is_listed in sorted(fulls.items(), key=lambda item: (nouns.get(item[0], (99999,))[0], item[0])):
        lines[full[0]].append(full[1:] + "*" * is_listed)
    # Nouns that a spelling of such a word, or of one made like it, would take for it: 指示し is no 指し示し.
    parts = [WORD.fullmatch(full).groups() for full in fulls]
    pairs = {(first, second) for first, _, second, _ in parts}
    firsts = {first for first, _, _, _ in parts}
    made = {second for _, _, second, end in parts if end == "し"}
    for noun, (_, reading) in sorted(nouns.items()):
        first, middle, second, end = WORD.fullmatch(noun).groups()
        is_taken = (first, second) in pairs or first in firsts and (second in made if not middle + end else not middle)
        if is_taken and noun not in fulls and not any(full in fulls for full in spellings[first + second, reading]):
            lines[first].append(noun[1:] + "!")
    seconds = defaultdict(set)
    for _, _, second, end in parts:
        seconds[second].add(end)
    TARGET.write_text(HEAD + table(lines) + ENDS + table(seconds, sort=True), encoding="utf-8")


def table(lines, sort=False):
    """Returns one line for each kanji; what has no kana is written as a point."""
    rows = ((kanji, sorted(ends) if sort else ends) for kanji, ends in sorted(lines.items()))
    return "".join(f"{kanji}\t{' '.join(end or '.' for end in ends)}\n" for kanji, ends in rows)


if __name__ == "__main__":
    main()
