"""Incremental equals full, byte for byte, and no decision is lost: over any order of adds, edits, renames, deletes and decisions."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graphkit.pipeline import BuildReport, build
from graphkit.records import Graph, Statement
from graphkit.resolution.decisions import read_decisions

OUTPUTS = ("graph.ttl", "facts.csv", "things.csv", "map.html")
TEXTS = (
    "Wigan Council: warm homes\n\nWigan Council set up the Warm Rooms scheme in March 2019 with Age UK.\n",
    "Wigan Council: warm homes\n\nWigan Council will launch the Warm Rooms scheme. Spectrum runs a clinic for young people.\n",
    "Leeds City Council: clubs\n\nLeeds City Council works with Age UK. The council runs a befriending helpline.\n",
    "Leeds City Council: clubs\n\nAge UK Leeds was awarded the contract for a helpline, and 300 people called.\n",
    "Spectrum CIC provides a sexual health service for Wigan Council.\n\n- it opened in 2018\n- Jane Smith leads it\n",
    "Not a word of any council stands here.\n",
    "",  # no document: it is named, and the others are built
)
NAMES = ("a.txt", "b.txt", "c/d.txt", "e.md")
ROW = "{name},,,https://example.org/{name},,2020,,,en\n"


@dataclass
class Corpus:
    """A corpus on the disk, with what was decided in it."""

    folder: Path
    decided: int = 0
    described: set[str] = field(default_factory=set)

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    def files(self) -> list[Path]:
        return sorted(path for path in self.documents.rglob("*") if path.is_file())

    def write(self, name: str, text: str) -> None:
        path = self.documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def describe(self) -> None:
        head = "file,id,title,url,publisher,issued,retrieved,licence,language\n"
        rows = "".join(ROW.format(name=name) for name in sorted(self.described) if (self.documents / name).is_file())
        (self.folder / "sources.csv").write_text(head + rows, encoding="utf-8")

    def decide(self, entry: str) -> None:
        self.decided += 1
        path = self.folder / "decisions" / f"{self.decided % 2}.toml"
        path.parent.mkdir(exist_ok=True)
        time = f"2026-11-20T10:00:{self.decided:02}"
        with path.open("a", encoding="utf-8") as file:
            file.write(f'[[decision]]\n{entry}reason = "Read."\nby = "ann-lee"\ntime = {time}\n\n')


STEP = st.tuples(
    st.sampled_from(
        ["add", "edit", "rename", "delete", "describe", "accept", "reject", "edit-fact", "same", "rename-thing"]
    ),
    st.integers(0, 10_000),
    st.integers(0, len(TEXTS) - 1),
)


def take(corpus: Corpus, step: tuple[str, int, int], graph: Graph | None) -> None:
    """Do what a person might do between two builds; what is not possible now is left."""
    what, number, text = step
    files = corpus.files()
    facts = graph.statements if graph else ()
    things = (
        [e.ref for e in graph.entities if e.documents and e.ref.kind in ("organisation", "initiative")] if graph else []
    )
    if what == "add":
        corpus.write(NAMES[number % len(NAMES)], TEXTS[text])
    elif what == "edit" and files:
        files[number % len(files)].write_text(TEXTS[text], encoding="utf-8")
    elif what == "rename" and files:
        target = corpus.documents / f"renamed-{number % 7}.txt"
        files[number % len(files)].replace(target)
    elif what == "delete" and files:
        files[number % len(files)].unlink()
    elif what == "describe":
        corpus.described ^= {NAMES[number % len(NAMES)]}
    elif what in ("accept", "reject", "edit-fact") and facts:
        corpus.decide(on_fact(what, facts[number % len(facts)]))
    elif what == "same" and len(things) > 1:
        one, other = things[number % len(things)], things[(number + 1) % len(things)]
        corpus.decide(f'verdict = "same"\nkey = "{one} = {other}"\n')
    elif what == "rename-thing" and things:
        corpus.decide(f'verdict = "rename"\nkey = "{things[number % len(things)]}"\nlabel = "Name {number}"\n')
    corpus.describe()


def on_fact(what: str, fact: Statement) -> str:
    quote = fact.quote.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    verdict = what.removesuffix("-fact")
    edit = f'before = "status={fact.status}"\nafter = "status=planned"\n' if verdict == "edit" else ""
    return f'verdict = "{verdict}"\nkey = "{fact.id}"\nfact = "{fact.key}"\nquote = "{quote}"\nstatus = "{fact.status}"\n{edit}'


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in OUTPUTS}


def hold(steps: list[tuple[str, int, int]], root: Path) -> None:
    corpus = Corpus(root / "corpus")
    corpus.write("first.txt", TEXTS[0])
    corpus.describe()
    graph: Graph | None = None
    for number, step in enumerate(steps):
        take(corpus, step, graph)
        if not corpus.files():
            corpus.write("first.txt", TEXTS[0])
        later = build([corpus.folder], root / "out")
        fresh = build([corpus.folder], root / f"fresh-{number}")
        assert outputs(root / "out") == outputs(root / f"fresh-{number}"), f"after {step}"
        assert told(later) == told(fresh)
        graph = fresh.graph
        filed = read_decisions(corpus.folder / "decisions").decisions
        assert {d.id for d in filed} <= {d.id for d in graph.decisions}, "a decision was lost"
        shutil.rmtree(root / f"fresh-{number}")


def told(report: BuildReport) -> tuple[object, ...]:
    return report.documents, [str(error) for error in report.errors], report.notes


def examples(long: bool) -> settings:
    return settings(
        max_examples=500 if long else 25,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )


def test_incremental_equals_full_and_no_decision_is_lost(is_long: bool) -> None:
    @examples(is_long)
    @given(st.lists(STEP, min_size=1, max_size=5))
    def law(steps: list[tuple[str, int, int]]) -> None:
        with tempfile.TemporaryDirectory() as root:
            hold(steps, Path(root))

    law()


@pytest.mark.parametrize("left", ["cache.sqlite", "previous.ttl", "corpus"])
def test_what_earlier_builds_keep_may_be_deleted_at_any_time(tmp_path: Path, left: str) -> None:
    corpus = Corpus(tmp_path / "corpus")
    corpus.write("a.txt", TEXTS[0])
    build([corpus.folder], tmp_path / "out")
    corpus.write("b.txt", TEXTS[2])
    build([corpus.folder], tmp_path / "out")
    before = outputs(tmp_path / "out")
    (tmp_path / "out/.graphkit" / left).unlink()
    build([corpus.folder], tmp_path / "out")
    assert outputs(tmp_path / "out") == before
    corpus.write("c.txt", TEXTS[3])
    build([corpus.folder], tmp_path / "out")
    build([corpus.folder], tmp_path / "fresh")
    assert outputs(tmp_path / "out") == outputs(tmp_path / "fresh")
