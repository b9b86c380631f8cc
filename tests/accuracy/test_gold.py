"""Annotation is read whole or not at all, and every fault is named with its file and what to do."""

from __future__ import annotations

import copy
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graphkit.accuracy import gold_ids, read_gold, read_parts
from graphkit.errors import GoldError, InputMissingError

Write = Callable[..., Path]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(ExceptionGroup) as caught:
        read_gold(folder, gold_ids(folder))
    assert all(isinstance(error, GoldError) for error in caught.value.exceptions)
    return [str(error).removeprefix(f"{folder.as_posix()}/") for error in caught.value.exceptions]


def test_document_without_fault_is_read_whole(told: dict[str, Any], write: Write) -> None:
    (document,) = read_gold(write(told), ["wigan"])
    assert [entity.forms for entity in document.entities][:2] == [("Wigan Council", "Wigan"), ("The Deal",)]
    assert [(r.subject, r.relation, r.object, r.status) for r in document.relations] == [
        ("e1", "provides", "e2", "done"),
        ("e2", "involves", "e3", "done"),
    ]
    assert (document.literals[0].value, document.outcomes[0].value) == ("2018", 1.0)
    assert (document.shape, document.theme) == ("free", "public health")


BROKEN: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda told: told.update(id="leigh"), 'its id is "leigh". Make it "wigan"'),
    (lambda told: told["entities"].append(told["entities"][0]), "two entities are called e1."),
    (lambda told: told["entities"][2].update(type="Charity"), 'e3 has the type "Charity". Use Council, Organisation'),
    (lambda told: told["entities"][2].update(name="Spectra"), 'e3 "Spectra" is not in the text.'),
    (lambda told: told["relations"][0].update(p="runs"), '"runs" is no relation. Use partnerOf, memberOf'),
    (lambda told: told["relations"][0].update(o="e9"), 'e1 provides e9: "e9" is no entity of this document.'),
    (lambda told: told["relations"][0].update(status="over"), 'e1 provides e2 has the status "over". Use ended, done'),
    (
        lambda told: told["relations"][0].update(quote="Wigan runs"),
        'e1 provides e2: "Wigan runs" is not in the text. Copy the quote',
    ),
    (
        lambda told: told["relations"][0].update(o="e3"),
        "e1 provides e3: provides does not join council and organisation.",
    ),
    (lambda told: told["relations"].append(told["relations"][0]), "e1 provides e2 is there twice. Keep one."),
    (lambda told: told["literals"][0].update(p="founded"), '"founded" is no date or role.'),
    (lambda told: told["literals"][0].update(s="e9"), 'e9 startDate: "e9" is no entity'),
    (lambda told: told["outcomes"][0].update(about="e9"), 'outcome of e9: "e9" is no entity'),
    (lambda told: told["outcomes"][0].update(quote="two clinics"), 'outcome of e2: "two clinics" is not in the text.'),
    (lambda told: told["relations"][0].pop("quote"), 'relations, number 1: no "quote". Give it one'),
    (lambda told: told.pop("entities"), '"entities" is no list of objects.'),
]


@pytest.mark.parametrize(("spoil", "said"), BROKEN, ids=[said[:40] for _, said in BROKEN])
def test_fault_is_named_with_its_file(
    told: dict[str, Any], write: Write, spoil: Callable[[dict[str, Any]], Any], said: str
) -> None:
    spoil(told)
    (fault,) = faults_of(write(told))
    assert fault.startswith(f"gold/wigan.json: {said}")


def test_topic_need_not_stand_in_the_text(told: dict[str, Any], write: Write) -> None:
    told["entities"][3]["name"] = "a wording of the reader's own"
    assert len(read_gold(write(told), ["wigan"])) == 1


def test_faults_of_all_files_are_told_together(told: dict[str, Any], write: Write) -> None:
    other = copy.deepcopy(told) | {"id": "leigh"}
    other["entities"][0]["type"] = other["entities"][1]["type"] = "Thing"
    write(other, name="leigh")
    told["id"] = "nothing"
    assert [fault.split(":")[0] for fault in faults_of(write(told))] == [*["gold/leigh.json"] * 2, "gold/wigan.json"]


def test_broken_json_is_named_with_its_line(write: Write) -> None:
    (fault,) = faults_of(write('{\n"id": wigan\n}'))
    assert fault.startswith("gold/wigan.json, line 2: no JSON (")


def test_gold_without_text_is_a_fault(told: dict[str, Any], write: Write) -> None:
    (fault,) = faults_of(write(told, text=None))
    assert fault == (
        "texts/wigan.txt: cannot be read (no such file or directory). Each gold file has a text of its name."
    )


def test_folder_without_annotation_is_an_error_of_the_command_line(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match=r"no documents annotated by hand\. Name a folder"):
        gold_ids(tmp_path)
    with pytest.raises(InputMissingError, match="no such folder"):
        gold_ids(tmp_path / "nowhere")


def test_folder_without_manifest_has_no_parts(tmp_path: Path) -> None:
    assert read_parts(tmp_path) == {}
    (tmp_path / "manifest.csv").write_text("name,part\na,open\n", encoding="utf-8")
    with pytest.raises(GoldError, match="no columns id and part"):
        read_parts(tmp_path)


def test_agreed_validator_finds_the_same_documents_without_fault(shared: Path, annotated: Path, tmp_path: Path) -> None:
    for part in ("gold", "second"):
        folder = tmp_path / part
        shutil.copytree(annotated / part, folder / "gold")
        shutil.copytree(annotated / "texts", folder / "texts")
        command = [sys.executable, "-B", str(shared / "evaluation" / "validate.py"), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        assert len(read_gold(folder, gold_ids(folder))) == len(gold_ids(folder))
