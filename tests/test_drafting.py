"""The draft of an annotation: its form, its sentences, its names, and that nobody's work is lost."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphkit.cli import run
from graphkit.drafting import draft, draft_file, save
from graphkit.errors import InputMissingError, OutputError
from graphkit.graph import read_graph
from graphkit.outline import make_outline
from graphkit.records import Graph

PROJECT = Path(__file__).resolve().parents[1]
FILES = PROJECT / "tests" / "exporters" / "files"
VALIDATOR = PROJECT.parent / "shared" / "evaluation" / "validate.py"
SEEDS = sorted(path for path in (PROJECT / "seeds" / "documents").iterdir() if path.suffix in {".txt", ".html"})
CASE = """\
Saltby Council: calm kitchens

The challenge

Many families in Saltby went hungry.

The solution

Saltby Council set up Calm Kitchens in May 2021. It is run by Fenwick
Foods CIC for young carers.

The impact

Calm Kitchens helped over 1,200 young carers. Fenwick Foods CIC has since joined the Saltby Food Network.
"""


@pytest.fixture(scope="module")
def towns() -> Graph:
    return read_graph(FILES / "invented-towns.ttl", FILES)


def drafted(graph: Graph, *, with_doubtful: bool = False) -> dict[str, Any]:
    made = draft(graph, make_outline(graph.documents[0]), with_doubtful=with_doubtful)
    result: dict[str, Any] = json.loads(made.gold)
    return result


def test_draft_has_the_form_of_an_annotated_document(tmp_path: Path) -> None:
    file = tmp_path / "calm-kitchens.txt"
    file.write_text(CASE, encoding="utf-8")
    made = draft_file(file)
    gold = json.loads(made.gold)
    assert list(gold) == [
        *("id", "title", "origin", "shape", "url", "theme"),
        *("entities", "relations", "literals", "outcomes"),
    ]
    head = [gold[name] for name in ("id", "title", "origin", "shape", "url", "theme")]
    assert head == ["calm-kitchens", "Saltby Council: calm kitchens", "draft", "lga", None, ""]
    assert made.text == CASE
    assert [e["id"] for e in gold["entities"]] == [f"e{n}" for n in range(1, len(gold["entities"]) + 1)]


def test_facts_join_things_by_their_sentences(towns: Graph) -> None:
    gold = drafted(towns, with_doubtful=True)
    names = {entity["id"]: entity["name"] for entity in gold["entities"]}
    said = {(names[r["s"]], r["p"], names[r["o"]], r["status"], r["quote"]) for r in gold["relations"]}
    runs = "Fenwick Foods CIC runs Calm Kitchens for young carers."
    assert ("Fenwick Foods CIC", "targets", "young carers", "done", runs) not in said
    assert ("Calm Kitchens", "targets", "young carers", "done", runs) in said
    assert {status for _, _, _, status, _ in said} >= {"done", "planned"}
    assert not {p for _, p, _, _, _ in said} & {"about", "reports", "hasRole", "startDate", "endDate"}
    roles = [row for row in gold["literals"] if row["p"] == "hasRole"]
    assert [(names[row["s"]], row["value"]) for row in roles] == [("Ada Thorne", "Food Officer")]


def test_facts_that_the_text_does_not_say_and_rejected_ones_are_left_out(towns: Graph) -> None:
    gold, text = drafted(towns, with_doubtful=True), towns.documents[0].text
    rows = [*gold["relations"], *gold["literals"], *gold["outcomes"]]
    assert all(row["quote"] in text for row in rows)
    assert any(s.quote not in text for s in towns.statements)
    assert any(s.is_rejected for s in towns.statements)
    wanted = [s for s in towns.statements if not s.is_rejected and s.quote in text and s.relation.value != "about"]
    assert len(rows) <= len(wanted)


def test_figures_are_numbers_and_results_without_one_are_left_out(towns: Graph) -> None:
    gold = drafted(towns, with_doubtful=True)
    figures = sorted(float(o.outcome.value) for o in towns.outcomes if o.outcome.value)
    assert sorted(row["value"] for row in gold["outcomes"]) == figures
    assert all(isinstance(row["value"], int | float) for row in gold["outcomes"])
    assert all(list(row) == ["about", "value", "unit", "what", "approx", "quote"] for row in gold["outcomes"])


def test_doubtful_facts_are_left_out_and_counted(towns: Graph) -> None:
    outline = make_outline(towns.documents[0])
    sure, whole = draft(towns, outline), draft(towns, outline, with_doubtful=True)
    assert sure.left_out == 2
    assert whole.left_out == 0
    assert sure.facts + sure.results < whole.facts + whole.results


@pytest.mark.parametrize("file", SEEDS, ids=lambda path: path.stem)
def test_names_and_sentences_of_a_draft_stand_in_its_text(file: Path) -> None:
    made = draft_file(file, with_doubtful=True)
    gold = json.loads(made.gold)
    for entity in gold["entities"]:
        forms = [entity["name"], *entity["aliases"]]
        assert len(forms) == len(set(forms))
        assert entity["type"] == "Topic" or any(form in made.text for form in forms), entity
    for row in [*gold["relations"], *gold["literals"], *gold["outcomes"]]:
        assert row["quote"] in made.text
    ids = {entity["id"] for entity in gold["entities"]}
    assert all({row["s"], row["o"]} <= ids for row in gold["relations"])


def test_councils_have_their_code_and_documents_their_address(tmp_path: Path) -> None:
    text = "Wigan Council: help at home\n\nWigan Council set up Home Help in 2019.\n"
    (tmp_path / "help.txt").write_text(text, encoding="utf-8")
    (tmp_path / "sources.csv").write_text("file,url\nhelp.txt,https://example.org/help\n", encoding="utf-8")
    gold = json.loads(draft_file(tmp_path / "help.txt").gold)
    assert gold["url"] == "https://example.org/help"
    councils = [(e["name"], e["gss"]) for e in gold["entities"] if e["type"] == "Council"]
    assert councils == [("Wigan Council", "E08000010")]


def test_name_split_by_the_text_has_the_part_that_stands_there(towns: Graph) -> None:
    network = next(e for e in towns.entities if e.ref.kind.value == "organisation" and e.documents)
    other = replace(network, label="Zebra Fenwick Foods", other_names=())
    graph = replace(towns, entities=tuple(other if e == network else e for e in towns.entities))
    entity = next(e for e in drafted(graph)["entities"] if e["name"] == "Zebra Fenwick Foods")
    assert entity["aliases"] == ["Fenwick Foods"]


def test_drafts_pass_the_validator(tmp_path: Path) -> None:
    if not VALIDATOR.is_file():
        pytest.skip("the validator of annotated documents (../shared/evaluation/validate.py) is not here")
    for file in SEEDS:
        save(draft_file(file, with_doubtful=True), tmp_path)
    command = [sys.executable, str(VALIDATOR), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"{len(SEEDS)} documents" in done.stdout


def test_draft_is_the_same_whatever_the_hash_seed_and_folder(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "4242"):
        corpus = tmp_path / seed
        corpus.mkdir()
        shutil.copy(SEEDS[0], corpus)
        script = "import sys; from graphkit.cli import main; main()"
        command = [sys.executable, "-c", script, "annotate", str(corpus / SEEDS[0].name), "--out", str(corpus / "out")]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}, cwd=PROJECT)
        made.append([path.read_bytes() for path in sorted((corpus / "out").rglob("*.*"))])
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_annotation_that_is_there_stays_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "calm-kitchens.txt", tmp_path / "out"
    file.write_text(CASE, encoding="utf-8")
    args = ["annotate", str(file), "--output", str(out)]
    assert run(args) == 0
    gold = out / "gold" / "calm-kitchens.json"
    assert f"Wrote {out.as_posix()}/texts/calm-kitchens.txt" in capsys.readouterr().err
    first = gold.read_bytes()
    gold.write_text("corrected", encoding="utf-8")
    assert run(args) == 5
    err = capsys.readouterr().err
    assert (
        f"{gold.as_posix()}: there already, perhaps corrected by a person.\nChoose another folder, or --force." in err
    )
    assert gold.read_text(encoding="utf-8") == "corrected"
    assert run([*args, "--force"]) == 0
    assert gold.read_bytes() == first


def test_other_text_of_that_name_stays_too(tmp_path: Path) -> None:
    file = tmp_path / "calm-kitchens.txt"
    file.write_text(CASE, encoding="utf-8")
    text, gold = save(draft_file(file), tmp_path / "out")
    gold.unlink()
    save(draft_file(file), tmp_path / "out")
    gold.unlink()
    text.write_text(CASE + "\nMore.\n", encoding="utf-8")
    with pytest.raises(OutputError):
        save(draft_file(file), tmp_path / "out")
    assert not gold.exists()


@pytest.mark.parametrize("name", ["", "*.txt", "missing.txt"])
def test_one_document_must_be_named(tmp_path: Path, name: str) -> None:
    for letter in "ab":
        (tmp_path / f"{letter}.txt").write_text(f"{letter} Council opened a centre in Wigan.\n", encoding="utf-8")
    with pytest.raises(InputMissingError):
        draft_file(tmp_path / name)


def test_file_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xff\xfe\x00")
    assert run(["annotate", str(file), "--out", str(tmp_path / "out")]) == 3
    assert file.as_posix() in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_stream_is_no_place_for_two_files() -> None:
    assert run(["annotate", str(SEEDS[0]), "--out", "-"]) == 2
