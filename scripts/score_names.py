"""Measure how well names are told to be one body, and write the table of docs/identity.md.

    python scripts/score_names.py [--check | --misses]

The pairs are tests/resolution/name_pairs.csv, made before any rule was tuned on them. Six in ten, by a hash of the pair,
were developed on; the others are locked: they are counted, and `--misses` never shows them.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.audit.intervals import wilson
from graphkit.ids import fact_id, fact_key, scoped_slug, slug
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.records import Description, Document, Entity, Graph, Kind, Ref, Relation, Statement, Status
from graphkit.resolution.candidates import candidates

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "tests" / "resolution" / "name_pairs.csv"
PAGE = ROOT / "docs" / "identity.md"
PLACE = re.compile(r"<!-- made: name pairs -->\n.*?<!-- end -->\n", re.DOTALL)
DEVELOPED_ON = 60  # of 100


@dataclass(slots=True)
class Tally:
    """Pairs of a class: how many are one and how many two, and what was said of them."""

    same: int = 0
    different: int = 0
    joined_rightly: int = 0
    joined_wrongly: int = 0
    asked_same: int = 0
    asked_different: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def joined(self) -> int:
        """How many were joined."""
        return self.joined_rightly + self.joined_wrongly


def pairs() -> list[dict[str, str]]:
    """The rows of the file."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_locked(row: dict[str, str]) -> bool:
    """Whether the pair belongs to the part that was not developed on."""
    key = "|".join(row[name] for name in ("kind", "name_a", "name_b", "council_a", "council_b"))
    return int(hashlib.sha256(key.encode("utf-8")).hexdigest(), 16) % 100 >= DEVELOPED_ON


def graph_of(row: dict[str, str]) -> Graph:
    """A graph of the two things and what the row says of them."""
    kind = Kind(row["kind"])
    documents = ("a", "a") if row["together"] == "yes" else ("a", "b")
    made: dict[Ref, Entity] = {}
    facts: list[Statement] = []
    for side, document in zip(("a", "b"), documents, strict=True):
        name, council = row[f"name_{side}"], row[f"council_{side}"]
        is_scoped = kind in (Kind.INITIATIVE, Kind.PERSON)
        ref = Ref(kind, scoped_slug(council, name) if is_scoped else slug(name))
        others = tuple(filter(None, row[f"forms_{side}"].split(" | ")))
        old = made.get(ref)
        seen = tuple(sorted({document, *(old.documents if old else ())}))
        made[ref] = Entity(ref, name, others, seen)
        facts.append(_fact(document, Ref(Kind.DOCUMENT, document), Relation.ABOUT, Ref(Kind.COUNCIL, council)))
        if row["body"]:
            facts.append(_fact(document, Ref(Kind.ORGANISATION, slug(row["body"])), Relation.PROVIDES, ref))
    texts = tuple(Document(name, f"{name}.txt", "", name, Description(f"{name}.txt")) for name in sorted({*documents}))
    things = tuple(made[ref] for ref in sorted(made))
    return Graph(texts, things, (), tuple(sorted(facts, key=lambda fact: fact.id)), 0.35, "score_names")


def _fact(document: str, subject: Ref, relation: Relation, obj: Ref) -> Statement:
    key = fact_key(document, subject, relation, str(obj))
    return Statement(fact_id(key), key, document, subject, relation, obj, "", "", "", Status.DONE, 0.9, ())


def verdict(row: dict[str, str], knowledge: Knowledge) -> str:
    """What is made of a pair: same, ask or different."""
    graph = graph_of(row)
    if len(graph.entities) == 1:
        return "same"  # one key by the contract's rules: case, marks and articles make no difference
    found = candidates(graph, knowledge)
    return found[0].verdict if found else "different"


def score(rows: Iterable[dict[str, str]], knowledge: Knowledge) -> dict[str, Tally]:
    """Tallies by class, and of all under the empty name."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for row in rows:
        said = verdict(row, knowledge)
        for tally in (tallies[row["class"]], tallies[""]):
            _count(tally, row, said)
    return dict(tallies)


def _count(tally: Tally, row: dict[str, str], said: str) -> None:
    is_same = row["gold"] == "same"
    tally.same += is_same
    tally.different += not is_same
    if said == "same":
        tally.joined_rightly += is_same
        tally.joined_wrongly += not is_same
    elif said == "ask":
        tally.asked_same += is_same
        tally.asked_different += not is_same
    if (said == "same") != is_same:
        tally.wrong.append(
            f"{row['gold']:9} said {said:9} {row['name_a']} | {row['name_b']} ({row['council_a']}, {row['council_b']})"
        )


def precision(tally: Tally) -> str:
    """Precision of the joins with its 95% interval."""
    if not tally.joined:
        return "–"
    low, high = wilson(tally.joined_rightly, tally.joined)
    return f"{tally.joined_rightly / tally.joined:.3f} ({low:.3f}–{high:.3f})"


def share(part: int, whole: int) -> str:
    """A share of a hundred."""
    return f"{100 * part / whole:.0f}" if whole else "–"


def table(knowledge: Knowledge) -> str:
    """Both parts and all classes as Markdown."""
    rows = pairs()
    parts = (
        ("developed on", [row for row in rows if not is_locked(row)]),
        ("locked", [row for row in rows if is_locked(row)]),
    )
    lines = [
        "| pairs | one body | two | precision of joins (95% interval) | recall in 100 | asked, of one body | asked, of two |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, part in parts:
        lines.append(_line(f"**{name}**", score(part, knowledge)[""]))
    lines += [_line(name, tally) for name, tally in sorted(score(rows, knowledge).items()) if name]
    return "\n".join(lines) + "\n"


def _line(name: str, tally: Tally) -> str:
    asked = (share(tally.asked_same, tally.same), share(tally.asked_different, tally.different))
    recall = share(tally.joined_rightly, tally.same)
    return f"| {name} | {tally.same} | {tally.different} | {precision(tally)} | {recall} | {asked[0]} | {asked[1]} |"


def page_with(text: str, made: str) -> str:
    """The page with the table in its place."""
    return PLACE.sub(lambda _: f"<!-- made: name pairs -->\n{made}<!-- end -->\n", text)


def main() -> None:
    """Write the table, compare it, or print what went wrong in the part that was developed on."""
    knowledge = load_knowledge()
    if "--misses" in sys.argv:
        found = score([row for row in pairs() if not is_locked(row)], knowledge)
        for name, tally in sorted(found.items()):
            print(_line(name or "all", tally))
        for line in found[""].wrong:
            print(line)
        return
    text = PAGE.read_text(encoding="utf-8")
    page = page_with(text, table(knowledge))
    if "--check" in sys.argv:
        if page != text:
            raise SystemExit("docs/identity.md is stale: python scripts/score_names.py")
        return
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
