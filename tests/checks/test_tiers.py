"""The check sees what is left of persons in a graph that says it is public."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.checks import check
from graphkit.checks.tiers import tier_faults
from graphkit.exporters import texts, ttl
from graphkit.graph import read_graph
from graphkit.graph.reading import folder_texts, read_rows
from graphkit.privacy.tiers import in_tier
from graphkit.records import Tier

FILES = Path(__file__).parents[1] / "exporters" / "files"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A folder with the public graph of the invented towns and its texts."""
    graph = in_tier(read_graph(FILES / "invented-towns.ttl", FILES), Tier.PUBLIC)
    with (tmp_path / "graph.ttl").open("wb") as file:
        ttl.export(graph, file)
    for name, data in texts.texts(graph).items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def faults(folder: Path, old: str = "", new: str = "") -> list[str]:
    """What the rule says of the graph with one string changed."""
    file = folder / "graph.ttl"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    load = folder_texts(folder)
    shown = {d.slug: load(d.file_name) or "" for d in read_graph(file, folder).documents}
    return [said for _, _, said in tier_faults(read_graph(file, folder), read_rows(file), shown)]


def test_public_graph_of_graphkit_has_nothing_left(public: Path) -> None:
    assert faults(public) == []
    assert check(public / "graph.ttl", folder_texts(public)).problems == ()


def test_named_person_is_seen(public: Path) -> None:
    assert faults(public, 'rdfs:label "person"', 'rdfs:label "Ann Lee"') == ["a person with a name"]


def test_contact_data_in_a_text_of_the_graph_is_seen(public: Path) -> None:
    (said,) = faults(public, "dcterms:title ", 'dcterms:description "ann@lee.org" ;\n    dcterms:title ')
    assert "ann@lee.org" in said


def test_name_after_a_title_is_seen(public: Path) -> None:
    (said,) = faults(public, "dcterms:title ", 'dcterms:description "asked Cllr Ann Lee" ;\n    dcterms:title ')
    assert "Cllr Ann Lee" in said


def test_contact_data_in_the_text_of_a_document_is_seen(public: Path) -> None:
    path = next(public.glob("*.txt"))
    path.write_text(path.read_text(encoding="utf-8") + "Ring 01632 960111.\n", encoding="utf-8")
    assert faults(public) == ["its text has contact data or a name that can be read"]


def test_key_of_a_persons_fact_is_seen(public: Path) -> None:
    text = (public / "graph.ttl").read_text(encoding="utf-8")
    block = next(
        b for b in text.split("\n\n") if b.startswith("statement:") and "gk:factKey" not in b and "person:" in b
    )
    keyed = block.replace("    gk:quote ", '    gk:factKey "a|person/b--c|worksFor|council/d" ;\n    gk:quote ')
    assert faults(public, block, keyed) == ["its key names a person"]
