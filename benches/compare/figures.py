"""What was measured, and how it is told: percentiles, rows beside their baselines, Markdown tables."""

from dataclasses import dataclass, field


def percentile(values, share):
    """Returns the smallest value that at least `share` of the values do not exceed."""
    ordered = sorted(values)
    # Rounded first, so that 0.07 * 100 is seven and not seven and a bit.
    rank = -int(-round(len(ordered) * share, 9) // 1)
    return ordered[min(len(ordered), max(rank, 1)) - 1]


def rounded(value):
    """Writes a figure with three digits that mean something."""
    if value is None:
        return "–"
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


@dataclass
class Figure:
    """One row: the values of the program beside those of its baseline in the same run.

    `share` says which value stands for all: 0.5 the median, 0.99 the p99, 1 the largest.
    """

    what: str
    unit: str
    ours: list
    beside: str = ""
    theirs: list = field(default_factory=list)
    at_most: float | None = None
    ratio_at_most: float | None = None
    share: float = 0.5

    def value(self):
        return percentile(self.ours, self.share) if self.ours else None

    def baseline(self):
        return percentile(self.theirs, self.share) if self.theirs else None

    def minimum(self):
        """Returns the best run; nothing where not the median counts: the best of all keys says nothing about a p99."""
        return min(self.ours) if self.ours and self.share == 0.5 else None

    def baseline_minimum(self):
        return min(self.theirs) if self.theirs and self.share == 0.5 else None

    def ratio(self):
        return _ratio(self.value(), self.baseline())

    def ratio_of_minima(self):
        return _ratio(self.minimum(), self.baseline_minimum())

    def target(self):
        parts = []
        if self.ratio_at_most is not None:
            parts.append(f"≤ {self.ratio_at_most:g}×")
        if self.at_most is not None:
            parts.append(f"≤ {self.at_most:g} {self.unit}")
        return ", ".join(parts)

    def verdict(self):
        """Returns whether the target is met; says so where the best run meets it and load may explain the others."""
        if not self.target():
            return ""
        if self.value() is None:
            return "not measured"
        if self.ratio_at_most is not None and self.baseline() is None and self.at_most is None:
            return "no baseline"
        if self._meets(self.value(), self.ratio()):
            return "ok"
        best = self.minimum() is not None and self._meets(self.minimum(), self.ratio_of_minima())
        return "**missed** (minimum ok)" if best else "**missed**"

    def _meets(self, value, ratio):
        within = self.at_most is None or value <= self.at_most
        return within and (self.ratio_at_most is None or ratio is None or ratio <= self.ratio_at_most)

    def as_row(self):
        return [
            self.what,
            self.unit,
            rounded(self.value()),
            rounded(self.minimum()),
            self.beside,
            rounded(self.baseline()) if self.beside else "",
            rounded(self.baseline_minimum()) if self.beside else "",
            rounded(self.ratio()) if self.beside else "",
            rounded(self.ratio_of_minima()) if self.beside else "",
            self.target(),
            self.verdict(),
        ]

    def as_json(self):
        return {
            "what": self.what,
            "unit": self.unit,
            "share": self.share,
            "value": self.value(),
            "minimum": self.minimum(),
            "values": self.ours,
            "baseline": self.beside or None,
            "baseline_value": self.baseline(),
            "baseline_minimum": self.baseline_minimum(),
            "baseline_values": self.theirs,
            "ratio": self.ratio(),
            "ratio_of_minima": self.ratio_of_minima(),
            "target": self.target() or None,
            "verdict": self.verdict() or None,
        }


def _ratio(ours, theirs):
    return ours / theirs if ours is not None and theirs else None


HEAD = ["what", "unit", "tenken", "min", "beside", "its", "its min", "ratio", "ratio of min", "target", ""]


def table(figures):
    """Returns the rows as a Markdown table."""
    rows = [HEAD, ["---"] * 2 + ["--:"] * 2 + ["---"] + ["--:"] * 4 + ["---"] * 2]
    rows += [figure.as_row() for figure in figures]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
