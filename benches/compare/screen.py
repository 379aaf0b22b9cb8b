"""Reads what programs send to a terminal: which text stands on the screen, and where a frame ends.

It knows the sequences that tenken and fzf send. Ambiguous characters take one cell.
"""

import re
import unicodedata

TOKEN = re.compile(
    r"\x1b\[(?P<marks>[<=>?]?)(?P<numbers>[0-9;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*(?P<escape>[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)
# What may end a frame: the end of a synchronized update, or the cursor shown again.
MARK = re.compile(rb"\x1b\[\?2026h|\x1b\[\?2026l|\x1b\[\?25h")


def frame_ends(data):
    """Returns the offsets at which frames end.

    A frame ends where a synchronized update does; outside of one, where the cursor is shown again.
    """
    ends, held = [], False
    for mark in MARK.finditer(data):
        if mark.group() == b"\x1b[?2026h":
            held = True
        elif mark.group() == b"\x1b[?2026l":
            held = False
            ends.append(mark.end())
        elif not held:
            ends.append(mark.end())
    return ends


def cells(character):
    """Returns how many cells a character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Screen:
    """The cells of a terminal."""

    def __init__(self, columns=80, rows=24):
        self.columns, self.rows = columns, rows
        self.x = self.y = 0
        self.saved = (0, 0)
        self.top, self.bottom = 0, rows - 1
        self.lines = [self._blank() for _ in range(rows)]
        self._rest = b""

    def _blank(self):
        return [" "] * self.columns

    def text(self):
        """Returns the rows, without the second cells of wide characters."""
        return "\n".join("".join(line) for line in self.lines)

    def feed(self, data):
        """Takes bytes as they come; what is cut in the middle waits for its rest."""
        data = self._rest + data
        text, used = _decoded(data)
        at = 0
        while at < len(text):
            token = TOKEN.match(text, at)
            if token is None:
                break
            self._take(token)
            at = token.end()
        self._rest = text[at:].encode() + data[used:]

    def _take(self, token):
        if token["text"]:
            for character in token["text"]:
                self._put(character)
        elif token["control"]:
            self._control(token["control"])
        elif token["escape"]:
            self._escape(token["escape"])
        elif token["final"] and not token["marks"]:
            numbers = [int(number or 0) for number in re.split("[;:]", token["numbers"])]
            self._sequence(token["final"], numbers)
        elif token["marks"] and token["numbers"] == "1049":
            self._erase_screen(2)

    def _put(self, character):
        width = cells(character)
        if width == 0:
            return
        if self.x + width > self.columns:
            self.x = 0
            self._down()
        line, x = self.lines[self.y], self.x
        # Half of a wide character cannot stay.
        if line[x] == "":
            line[x - 1] = " "
        if x + width < self.columns and line[x + width] == "":
            line[x + width] = " "
        line[x : x + width] = [character, ""][:width]
        self.x += width

    def _control(self, control):
        if control == "\r":
            self.x = 0
        elif control in "\n\v\f":
            self._down()
        elif control == "\b":
            self.x = max(0, min(self.x, self.columns - 1) - 1)
        elif control == "\t":
            self.x = min(self.columns - 1, (self.x // 8 + 1) * 8)

    def _escape(self, escape):
        if escape == "7":
            self.saved = (self.x, self.y)
        elif escape == "8":
            self.x, self.y = self.saved
        elif escape in "DE":
            self.x = 0 if escape == "E" else self.x
            self._down()
        elif escape == "M" and self.y == self.top:
            self._scroll(-1, self.top)
        elif escape == "M":
            self.y = max(0, self.y - 1)

    def _down(self):
        if self.y == self.bottom:
            self._scroll(1, self.top)
        else:
            self.y = min(self.rows - 1, self.y + 1)

    def _scroll(self, count, top):
        """Moves the rows from `top` to the end of the region up by `count`; down where it is negative."""
        region = self.lines[top : self.bottom + 1]
        blank = [self._blank() for _ in range(min(abs(count), len(region)))]
        moved = region[count:] + blank if count > 0 else blank + region[: len(region) - len(blank)]
        self.lines[top : self.bottom + 1] = moved

    def _sequence(self, final, numbers):
        count = max(1, numbers[0])
        if final in "ABCDEFG`ade":
            self._move(final, count)
        elif final in "Hf":
            self.y = min(self.rows, count) - 1
            self.x = min(self.columns, max(1, numbers[1] if len(numbers) > 1 else 1)) - 1
        elif final == "J":
            self._erase_screen(numbers[0])
        elif final == "K":
            self._erase_line(numbers[0])
        elif final in "@PX":
            self._shift(final, count)
        elif final in "LM" and self.top <= self.y <= self.bottom:
            self._scroll(count if final == "M" else -count, self.y)
        elif final in "ST":
            self._scroll(count if final == "S" else -count, self.top)
        elif final == "r":
            last = numbers[1] if len(numbers) > 1 and numbers[1] else self.rows
            self.top, self.bottom, self.x, self.y = count - 1, min(last, self.rows) - 1, 0, 0
        elif final == "s":
            self.saved = (self.x, self.y)
        elif final == "u":
            self.x, self.y = self.saved

    def _move(self, final, count):
        if final in "AF":
            self.y = max(0, self.y - count)
        elif final in "BEe":
            self.y = min(self.rows - 1, self.y + count)
        elif final in "Ca":
            self.x = min(self.columns - 1, self.x + count)
        elif final == "D":
            self.x = max(0, min(self.x, self.columns - 1) - count)
        elif final == "d":
            self.y = min(self.rows, count) - 1
        if final in "EF":
            self.x = 0
        elif final in "G`":
            self.x = min(self.columns, count) - 1

    def _shift(self, final, count):
        line, x = self.lines[self.y], min(self.x, self.columns - 1)
        if final == "@":
            line = line[:x] + [" "] * count + line[x:]
        elif final == "P":
            line = line[:x] + line[x + count :]
        else:
            line = line[:x] + [" "] * count + line[x + count :]
        self.lines[self.y] = (line + self._blank())[: self.columns]

    def _erase_line(self, what):
        x = min(self.x, self.columns - 1)
        first, last = {0: (x, self.columns), 1: (0, x + 1)}.get(what, (0, self.columns))
        self.lines[self.y][first:last] = [" "] * (last - first)

    def _erase_screen(self, what):
        self._erase_line(what)
        rows = {0: range(self.y + 1, self.rows), 1: range(self.y)}.get(what, range(self.rows))
        for row in rows:
            self.lines[row] = self._blank()


def _decoded(data):
    """Returns the text at the start of the bytes, and how many of them it took: a character cut at the end stays."""
    try:
        return data.decode("utf-8"), len(data)
    except UnicodeDecodeError as error:
        if error.end == len(data) and len(data) - error.start < 4:
            return data[: error.start].decode("utf-8"), error.start
        return data.decode("utf-8", "replace"), len(data)
