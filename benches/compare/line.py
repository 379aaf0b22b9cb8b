"""A slow line, computed: one byte after the other at a fixed rate, half a round trip away, without loss."""


class Line:
    """Says when what the program writes reaches the person, and when what the person types reaches the program."""

    def __init__(self, rate, rtt):
        self.rate = rate
        self.rtt = rtt
        self._free = 0.0

    def down(self, now, size):
        """Returns when the last of `size` bytes written now is seen: they wait until the line is free."""
        self._free = max(now, self._free) + size / self.rate
        return self._free + self.rtt / 2

    def up(self, now):
        """Returns when something sent now reaches the program; keys are so few that they never wait."""
        return now + self.rtt / 2


class Near(Line):
    """No line at all: everything is seen when it is written."""

    def __init__(self):
        super().__init__(float("inf"), 0.0)
