"""A whole build with decisions and claims beside the documents: outputs, exit statuses, the agreed checker."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.errors import ClaimsError, DecisionError, InputMissingError, UnknownVerdictError
from graphkit.graph import read_graph
from graphkit.pipeline import BuildReport, build

DOCUMENT = "wigan-pause"
WHO = 'reason = "So it is."\nby = "ann-lee"\n'


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def corpus(tmp_path: Path, seeds: Path) -> Path:
    """A corpus of one of the seeds, with empty folders for decisions and claims."""
    folder = tmp_path / "corpus"
    for name in ("documents", "decisions", "claims"):
        (folder / name).mkdir(parents=True)
    shutil.copy(seeds / "documents" / f"{DOCUMENT}.txt", folder / "documents")
    return folder


def built(corpus: Path, decisions: Path | None = None) -> BuildReport:
    return build([corpus], corpus.parent / "out", decisions=decisions, with_map=False)


def decide(corpus: Path, text: str, name: str = "wigan.toml") -> None:
    (corpus / "decisions" / name).write_text(text, encoding="utf-8")


def decisions_on(facts: list[dict[str, str]]) -> str:
    """One decision of each kind on what a first build found."""
    one, two, three, *_ = {row["fact"]: row for row in facts}.values()
    thing = next(f["subject_id"] for f in facts if f["subject_type"] == "initiative")
    head = '[[decision]]\nverdict = "{}"\nkey = "{}"\ntime = 2026-11-20T10:0{}:00\n' + WHO
    return "".join(
        (
            head.format("accept", one["fact"], 1),
            head.format("reject", two["fact"], 2),
            head.format("edit", three["fact"], 3) + f'before = "status={three["status"]}"\nafter = "status=ended"\n',
            head.format("rename", thing, 4) + 'label = "A Name Of Its Own"\n',
            head.format("same", f"{thing} = initiative/kept", 5),
        )
    )


def test_decisions_of_a_first_build_show_in_the_second(corpus: Path) -> None:
    built(corpus)
    facts = rows(corpus.parent / "out")
    decide(corpus, decisions_on(facts))
    report = built(corpus)
    assert (report.errors, report.notes) == ((), ())
    one, two, three, *_ = dict.fromkeys(row["fact"] for row in facts)
    reviews = {row["fact"]: (row["review"], row["status"]) for row in rows(corpus.parent / "out")}
    assert reviews[one][0] == "accepted"
    assert two not in reviews
    assert reviews[three] == ("edited", "ended")
    graph = read_graph(corpus.parent / "out")
    assert [decision.applies for decision in graph.decisions] == [True] * 5
    assert "A Name Of Its Own" in {entity.label for entity in graph.entities}


def test_export_with_decisions_and_claims_passes_the_agreed_checker(corpus: Path, shared: Path) -> None:
    built(corpus)
    facts = rows(corpus.parent / "out")
    decide(corpus, decisions_on(facts))
    thing = {"kind": "initiative", "name": "Walk and Talk"}
    claim = {
        "document": DOCUMENT,
        "quote": facts[0]["quote"],
        "subject": thing,
        "relation": "partnerOf",
        "status": "done",
    }
    claim["object"] = {"kind": "organisation", "name": "Zeta Trust"}
    head = {"proposer": "my-model", "version": 1, "confidence": 0.6}
    (corpus / "claims" / "model.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(claim)}\n", encoding="utf-8")
    report = built(corpus)
    assert not report.errors
    assert "Zeta Trust" in {entity.label for entity in report.graph.entities}
    checker = shared / "contract" / "check_contract.py"
    graph, docs = corpus.parent / "out" / "graph.ttl", corpus / "documents"
    command = [sys.executable, str(checker), str(graph), "--docs", str(docs), "--canonical"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_faults_are_reported_in_file_order_and_the_rest_is_built(corpus: Path) -> None:
    built(corpus)
    fact = rows(corpus.parent / "out")[0]["fact"]
    good = f'[[decision]]\nverdict = "accept"\nkey = "{fact}"\ntime = 2026-11-20T10:00:00\n{WHO}'
    decide(corpus, good.replace("accept", "acept") + good)
    decide(corpus, good.replace("time", "tim"), "b.toml")
    (corpus / "claims" / "model.jsonl").write_text('{"proposer": "a"}\n', encoding="utf-8")
    report = built(corpus)
    assert [type(error) for error in report.errors] == [ClaimsError, DecisionError, UnknownVerdictError]
    assert [Path(e.where.split(",")[0]).name for e in report.errors] == ["model.jsonl", "b.toml", "wigan.toml"]
    assert rows(corpus.parent / "out")[0]["review"] == "accepted"


def test_orphan_is_a_remark_and_no_error(corpus: Path) -> None:
    decide(corpus, f'[[decision]]\nverdict = "reject"\nkey = "{"0" * 16}"\ntime = 2026-11-20T10:00:00\n{WHO}')
    report = built(corpus)
    assert not report.errors
    assert "is gone" in report.notes[0]


def test_decisions_of_another_folder_are_read_where_it_is_named(corpus: Path, tmp_path: Path) -> None:
    decide(corpus, "no toml")
    (tmp_path / "mine").mkdir()
    assert not built(corpus, tmp_path / "mine").errors
    with pytest.raises(InputMissingError, match="no such folder"):
        built(corpus, tmp_path / "none")


def test_command_ends_with_status_three_and_names_file_and_line(corpus: Path) -> None:
    decide(corpus, f'\n[[decision]]\nverdict = "acept"\nkey = "x"\ntime = 2026-11-20T10:00:00\n{WHO}')
    command = [sys.executable, "-m", "graphkit", "build", corpus.name, "--out", "out", "--no-map"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=corpus.parent)
    assert run.returncode == 3
    assert run.stderr.startswith(
        'corpus/decisions/wigan.toml, line 2: "acept" is not a decision.\n'
        "Use same, different, rename, retype, accept, reject, edit or add.   (docs/errors/unknown-verdict.md)\n"
    )
    assert (corpus.parent / "out" / "graph.ttl").is_file()
