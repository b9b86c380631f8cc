"""Measure how many ids of facts another version of the reading leaves as they were; write the tables of docs/churn.md.

    python scripts/measure_churn.py [--check] [--pin NAME] [--folder FOLDER]

Reads the open part of tests/accuracy and compares the ids of what is read with those of tests/accuracy/fact_ids.csv, which
were pinned at the last release of the reading. Prints the figures and writes them into the page; with --check the page is
compared and not written (status 1 where it is stale). --pin puts the figures under a name into fact_ids_log.csv and pins
the ids that are read now: to be done when a version is released, not when a rule changes.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from graphkit.accuracy.gold import HELD_BACK, gold_ids, read_parts
from graphkit.accuracy.reading import read_texts
from graphkit.ids import collapse, digest
from graphkit.knowledge import load_knowledge
from graphkit.records import Statement

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "accuracy"
PAGE = ROOT / "docs" / "churn.md"
PLACE = re.compile(r"<!-- made: (\w+) -->\n.*?<!-- end -->\n", re.DOTALL)
LOG_COLUMNS = ("reading", "facts", "stayed", "found_again", "confused", "gone", "new")


class PinnedFact(NamedTuple):
    """What is kept of a fact: ``quote`` is the eight digits that its best sentence has in the id of its evidence."""

    id: str
    document: str
    relation: str
    status: str
    quote: str


@dataclass(frozen=True, slots=True)
class Churn:
    """What became of the facts that were pinned, and how many facts are new.

    ``stayed``: the id is there still. ``found_again``: under a new id. ``confused``: what would be taken for it was there
    before as a fact of its own. ``gone``: nothing is like it, or several are.
    """

    stayed: int
    found_again: int
    confused: int
    gone: int
    new: int

    @property
    def before(self) -> int:
        """How many facts were pinned."""
        return self.stayed + self.found_again + self.confused + self.gone


# -- measuring -------------------------------------------------------------------------------------


def read_now(folder: Path) -> tuple[Statement, ...]:
    """The facts of the open part, by id; no decision is applied.

    Raises:
        SystemExit: A text cannot be read.
    """
    parts = read_parts(folder)
    ids = frozenset(name for name in gold_ids(folder) if parts[name] != HELD_BACK)
    graph, errors = read_texts(folder, ids, load_knowledge())
    if errors:
        raise SystemExit(str(errors[0]))
    return graph.statements


def measure(pinned: Sequence[PinnedFact], facts: Sequence[Statement]) -> dict[str, Churn]:
    """The churn of each relation, by name, and of all (under ``all``).

    A fact whose id is gone is found again where exactly one fact of its document has its relation, its status and its
    sentence among its own: what the contract says of decisions.
    """
    there = {fact.id for fact in facts}
    saying: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for fact in facts:
        for quote in {evidence.id.rpartition("-")[2] for evidence in fact.evidence}:
            saying[fact.document, fact.relation.value, fact.status.value, quote].append(fact.id)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    known, again = {fact.id for fact in pinned}, set()
    for fact in pinned:
        found = saying.get(fact[1:], [])
        if fact.id in there:
            counts[fact.relation]["stayed"] += 1
        elif len(found) == 1:
            counts[fact.relation]["confused" if found[0] in known else "found_again"] += 1
            again.add(found[0])
        else:
            counts[fact.relation]["gone"] += 1
    counts_of_new = Counter(fact.relation.value for fact in facts if fact.id not in known | again)
    for relation, number in counts_of_new.items():
        counts[relation]["new"] += number
    by_relation = {name: _churn(counts[name]) for name in sorted(counts)}
    return {"all": _churn(sum(counts.values(), Counter())), **by_relation}


def _churn(counts: Counter[str]) -> Churn:
    return Churn(**{name: counts[name] for name in Churn.__slots__})


# -- files -----------------------------------------------------------------------------------------


def pinned_of(facts: Iterable[Statement]) -> list[PinnedFact]:
    """What is kept of facts, by document and id."""
    rows = (PinnedFact(f.id, f.document, f.relation.value, f.status.value, digest(collapse(f.quote), 8)) for f in facts)
    return sorted(rows, key=lambda row: (row.document, row.id))


def read_pinned(file: Path) -> list[PinnedFact]:
    """The facts as they were pinned; none where nothing was pinned yet."""
    if not file.is_file():
        return []
    return [PinnedFact(**row) for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))]


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()


def read_log(file: Path) -> list[dict[str, str]]:
    """What was measured when each version was pinned, oldest first."""
    return list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))) if file.is_file() else []


def pin(folder: Path, name: str, facts: Sequence[Statement]) -> None:
    """Pin the ids of these facts under the name of a version, and keep what changed since the one before."""
    log = read_log(folder / "fact_ids_log.csv")
    pinned = read_pinned(folder / "fact_ids.csv")
    churn = measure(pinned, facts)["all"]
    figures = [getattr(churn, column) if pinned else "" for column in LOG_COLUMNS[2:]]
    rows = [*([row[c] for c in LOG_COLUMNS] for row in log), (name, len(facts), *figures)]
    (folder / "fact_ids_log.csv").write_text(csv_of(LOG_COLUMNS, rows), encoding="utf-8", newline="\n")
    text = csv_of(PinnedFact._fields, pinned_of(facts))
    (folder / "fact_ids.csv").write_text(text, encoding="utf-8", newline="\n")


# -- the page --------------------------------------------------------------------------------------


def sentence(churn: Churn, since: str) -> str:
    """The figures in one sentence."""
    return (
        f"Of {churn.before} facts read at {since}, {churn.stayed} ({_share(churn.stayed, churn)}) have their id still, "
        f"{churn.found_again} ({_share(churn.found_again, churn)}) are found again under a new one, {churn.confused} "
        f"({_share(churn.confused, churn)}) would be taken for another fact, {churn.gone} ({_share(churn.gone, churn)}) are "
        f"gone; {churn.new} facts are new."
    )


def _share(number: int, churn: Churn) -> str:
    return f"{100 * number / churn.before:.1f}%" if churn.before else "–"


def now_table(churns: dict[str, Churn], since: str) -> str:
    """The sentence, and a row a relation."""
    rows = [(name, c.before, *(getattr(c, column) for column in Churn.__slots__)) for name, c in churns.items()]
    return f"{sentence(churns['all'], since)}\n\n{_table('relation', 'before', rows)}"


def log_table(log: Sequence[dict[str, str]]) -> str:
    """A row a version that was pinned, beside the one before it."""
    rows = [tuple(row[column] or "–" for column in LOG_COLUMNS) for row in log]
    return _table("version of the reading", "facts", rows)


def _table(name: str, number: str, rows: Iterable[Sequence[object]]) -> str:
    heads = (name, number, "id stayed", "found again", "confused", "gone", "new")
    lines = [heads, ("---", *("---:" for _ in heads[1:])), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def page(text: str, made: dict[str, str]) -> str:
    """The page with its tables made anew."""
    return PLACE.sub(lambda m: f"<!-- made: {m[1]} -->\n\n{made[m[1]]}\n<!-- end -->\n", text)


def lines_of(churns: dict[str, Churn]) -> Iterator[str]:
    """The figures for a log of CI: aligned, one relation a line."""
    heads = ("relation".ljust(11), *(f"{word:>8}" for word in ("before", "stayed", "again", "confused", "gone", "new")))
    yield " ".join(heads)
    for name, c in churns.items():
        numbers = (c.before, *(getattr(c, column) for column in Churn.__slots__))
        yield " ".join([name.ljust(11), *(f"{number:>8}" for number in numbers)])


def main() -> None:
    """Read the command line, measure, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 where the page is stale")
    parser.add_argument("--pin", default="", metavar="NAME", help="pin what is read now as this version")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder with texts, gold and manifest.csv")
    given = parser.parse_args()
    if given.check and given.pin:
        parser.error("--check writes nothing: not with --pin")
    facts = read_now(given.folder)
    if given.pin:
        pin(given.folder, " ".join(given.pin.split()), facts)
    log = read_log(given.folder / "fact_ids_log.csv")
    if not log:
        parser.error("nothing was pinned yet: --pin NAME")
    churns = measure(read_pinned(given.folder / "fact_ids.csv"), facts)
    since = log[-1]["reading"]
    print(sentence(churns["all"], since), *lines_of(churns), sep="\n")
    before = PAGE.read_text(encoding="utf-8")
    after = page(before, {"now": now_table(churns, since), "log": log_table(log)})
    if given.check and after != before:
        sys.exit("docs/churn.md is stale: run python scripts/measure_churn.py")
    if not given.check:
        PAGE.write_text(after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
