"""What the verdicts say of the graph, in a sentence for a methods section and a table of how confidence fared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphkit.audit.intervals import wilson
from graphkit.audit.record import Judgement, Verdict
from graphkit.graph.finding import many
from graphkit.records import Statement

BAND_COLUMNS = ("confidence", "facts", "judged", "right", "share right", "95% interval", "mean confidence")
# Where a band begins; confidences have two digits, so that bands are closed on both sides in words.
_BANDS = ((0.0, "below 0.50"), (0.5, "0.50 to 0.69"), (0.7, "0.70 to 0.84"), (0.85, "0.85 and above"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts counted. ``population``: the facts drawn from; ``drawn``: how many of these were drawn."""

    population: int
    drawn: int
    right: int
    wrong: int
    unclear: int

    @property
    def judged(self) -> int:
        """The facts of which a reader could say whether they are right."""
        return self.right + self.wrong

    @property
    def waiting(self) -> int:
        """The facts drawn that have no verdict yet."""
        return self.drawn - self.judged - self.unclear

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the share right.

        Of the facts not drawn the same part is taken to be beyond telling as of those drawn.
        """
        asked = self.judged + self.unclear
        return wilson(self.right, self.judged, max(round(self.population * self.judged / asked), self.judged))


def tally(facts: Sequence[Statement], drawn: Sequence[Statement], said: Mapping[str, Judgement]) -> Tally:
    """The verdicts on the facts drawn, counted."""
    verdicts = [said[fact.id].verdict for fact in drawn if fact.id in said]
    counts = (verdicts.count(verdict) for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.UNCLEAR))
    return Tally(len(facts), len(drawn), *counts)


def sentence(count: Tally, frame: str) -> str:
    """What was found, in words that can be printed; ``frame`` says how was drawn (``seed 0``)."""
    whole = count.drawn == count.population
    drawn = f"all {count.drawn} facts" if whole else f"{many(count.drawn, 'fact')} drawn at random"
    start = f"Of {drawn} ({frame})" if whole else f"Of {drawn} from {count.population} ({frame})"
    if not count.judged:
        return f"{start}, none has been judged right or wrong yet."
    parts = []
    if count.waiting:
        parts.append(f"{count.judged + count.unclear} have been judged so far")
    if count.unclear:
        told = (
            "1 could not be told from its sentence and is"
            if count.unclear == 1
            else (f"{count.unclear} could not be told from their sentences and are")
        )
        parts.append(f"{told} left out")
    rest = f"; of the other {count.judged}, " if count.unclear else "; of these " if count.waiting else ", "
    before = f"{start}, {'; '.join(parts)}" if parts else start
    was = "was" if count.right == 1 else "were"
    result = f"{count.right} {was} judged right by a reader against the quoted sentence: {_percent(count.right / count.judged)}"
    bounds = "" if whole and not count.waiting else f" (95% interval {_bounds(count.interval)})"
    return f"{before}{rest}{result}{bounds}."


def method(count: Tally, threshold: float | None) -> list[str]:
    """How the share and its interval were come by, a line each; ``threshold`` is None where all facts were drawn from."""
    frame = (
        "all facts, rejected and doubtful ones too"
        if threshold is None
        else f"the facts that no person rejected and that have a confidence of {threshold:g} or more or were accepted"
    )
    lines = [
        "Right: the sentence says the fact, with both its things, its relation and its status.",
        f"Drawn from: {frame}.",
    ]
    if count.drawn < count.population or count.waiting:
        lines.append("Interval: Wilson's score, with the finite-population correction.")
    return lines


def bands(
    facts: Sequence[Statement], drawn: Sequence[Statement], said: Mapping[str, Judgement]
) -> list[tuple[str, ...]]:
    """How often the facts of each band of confidence were right, under `BAND_COLUMNS`, and all of them last.

    Where confidence means what it says, the share right is near the mean confidence of the facts judged.
    """
    ends = [start for start, _ in _BANDS[1:]] + [2.0]
    rows = []
    for (start, name), end in zip(_BANDS, ends, strict=True):
        inside = [fact for fact in facts if start <= fact.confidence < end]
        if inside:
            rows.append(_row(name, inside, [f for f in drawn if start <= f.confidence < end], said))
    return [*rows, _row("all", facts, drawn, said)]


def _row(
    name: str, facts: Sequence[Statement], drawn: Sequence[Statement], said: Mapping[str, Judgement]
) -> tuple[str, ...]:
    count = tally(facts, drawn, said)
    numbers = (name, str(len(facts)), str(count.judged), str(count.right))
    if not count.judged:
        return (*numbers, "", "", "")
    told = [f.confidence for f in drawn if f.id in said and said[f.id].verdict is not Verdict.UNCLEAR]
    share = _percent(count.right / count.judged)
    return (*numbers, share, _bounds(count.interval), f"{sum(told) / len(told):.2f}")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%"


def _bounds(interval: tuple[float, float]) -> str:
    low, high = interval
    return f"{_percent(low)} to {_percent(high)}"
