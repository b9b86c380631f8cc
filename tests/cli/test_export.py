"""``graphkit export`` as people and pipes use it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from graphkit import rooms
from graphkit.cli import run

FILES = Path(__file__).parents[1] / "exporters" / "files"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A folder of exports whose build noted its corpus."""
    folder = tmp_path / "exports"
    (folder / ".graphkit").mkdir(parents=True)
    (folder / "graph.ttl").write_bytes((FILES / "invented-towns.ttl").read_bytes())
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "invented-towns.txt").write_bytes((FILES / "invented-towns.txt").read_bytes())
    (folder / ".graphkit" / "corpus").write_text("../corpus\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [n for n in rooms.names("exporters") if n != "texts"])
def test_every_format_is_written_and_said(name: str, exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = exports / f"out.{name}"
    assert run(["export", name, "--graph", str(exports), "-o", str(target)]) == 0
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    assert capsys.readouterr().out == f"{target}\t24 facts, 841 triples\tsha256 {digest}\n"


def test_file_without_a_name_lies_beside_the_graph(exports: Path) -> None:
    assert run(["export", "gexf", "--graph", str(exports)]) == 0
    assert run(["export", "csv", "--graph", str(exports / "graph.ttl")]) == 0
    assert {p.name for p in exports.iterdir() if p.is_file()} == {"graph.ttl", "graph.gexf", "facts.csv"}


def test_dash_is_the_data_itself(exports: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "ttl", "--graph", str(exports), "-o", "-"]) == 0
    assert capsysbinary.readouterr() == ((exports / "graph.ttl").read_bytes(), b"")


def test_turtle_of_turtle_is_the_same_even_without_texts(exports: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "invented-towns.txt").unlink()
    assert run(["export", "ttl", "--graph", str(exports), "-o", str(tmp_path / "again.ttl")]) == 0
    assert (tmp_path / "again.ttl").read_bytes() == (exports / "graph.ttl").read_bytes()


def test_texts_are_written_as_a_folder(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "texts", "--graph", str(exports)]) == 0
    assert (exports / "texts" / "invented-towns.txt").read_bytes() == (FILES / "invented-towns.txt").read_bytes()
    assert f"{exports / 'texts'}\t1 document\tsha256 " in capsys.readouterr().out


def test_folder_with_other_files_is_left_alone(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = exports / "texts"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["export", "texts", "--graph", str(exports)]) == 5
    assert "holds other files." in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_texts_that_are_gone_are_named(exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus" / "invented-towns.txt").unlink()
    assert run(["export", "texts", "--graph", str(exports)]) == 3
    assert "invented-towns.txt: its text is not at hand" in capsys.readouterr().err


def test_folder_named_by_docs_gives_the_texts(exports: Path) -> None:
    (exports / ".graphkit" / "corpus").unlink()
    assert run(["export", "texts", "--graph", str(exports)]) == 3
    assert run(["export", "texts", "--graph", str(exports), "--docs", str(FILES)]) == 0


def test_folder_of_documents_that_is_not_there_is_said(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "ttl", "--graph", str(exports), "--docs", "nowhere"]) == 3
    assert "nowhere: no such folder." in capsys.readouterr().err


def test_page_gives_its_text_through_its_parser(exports: Path, tmp_path: Path) -> None:
    page = "<html><body><article><h1>A</h1><p>Saltby Council runs Calm Kitchens.</p></article></body></html>"
    (tmp_path / "corpus" / "page.html").write_text(page, encoding="utf-8")
    text = rooms.load("parsers", "html")
    from graphkit.cli.loading import texts_for
    from graphkit.records import Source

    load = texts_for(exports)
    assert load is not None
    assert load("page.html") == text.parse(Source("page.html", page.encode())).text
    assert load("../exports/graph.ttl") is None
    assert load("absent.html") is None


def test_register_adds_every_council(exports: Path, tmp_path: Path) -> None:
    target = tmp_path / "whole.ttl"
    assert run(["export", "ttl", "--with-register", "--graph", str(exports), "-o", str(target)]) == 0
    text = target.read_text(encoding="utf-8")
    assert text.count(" a gk:Council, gk:Organisation") > 400
    assert "council:cumbria a gk:Council, gk:Organisation ;" in text
    assert "org:changedBy change:2023-04-01-cumbria" in text
    assert 'rdfs:label "Reorganisation of Cumbria, 1 April 2023"' in text


def test_unknown_format_names_those_there_are(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "gefx", "--graph", str(exports)]) == 2
    assert "'gexf'" in capsys.readouterr().err


def test_missing_graph_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "ttl", "--graph", str(tmp_path)]) == 3
    assert 'Make one with "graphkit build"' in capsys.readouterr().err


def test_site_is_written_as_a_folder_and_said(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "site", "--graph", str(exports)]) == 0
    folder = exports / "site"
    sums = (folder / "SHA256SUMS").read_bytes()
    pages = sum(line.endswith(".html") for line in sums.decode().splitlines())
    assert pages == len(list(folder.rglob("*.html"))) > 40
    said = capsys.readouterr()
    assert said.out == f"{folder}\t{pages} pages\tsha256 {hashlib.sha256(sums).hexdigest()}\n"
    assert f"Open {folder / 'index.html'} in a browser." in said.err
    assert (folder / "graph.ttl").read_bytes() == (exports / "graph.ttl").read_bytes()
    for line in sums.decode().splitlines()[1:]:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_site_written_twice_is_the_same_and_needs_no_replace(exports: Path) -> None:
    assert run(["export", "site", "--graph", str(exports)]) == 0
    before = (exports / "site" / "SHA256SUMS").read_bytes()
    assert run(["export", "site", "--graph", str(exports)]) == 0
    assert (exports / "site" / "SHA256SUMS").read_bytes() == before
    assert [path.name for path in (exports / ".graphkit").iterdir()] == ["corpus"]


def test_site_does_not_go_among_other_files_unasked(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = exports / "site"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(["export", "site", "--graph", str(exports)]) == 5
    assert (
        f"{folder}: is not empty and was not made by graphkit.\nUse another folder, or --replace."
        in capsys.readouterr().err
    )
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert run(["export", "site", "--graph", str(exports), "--replace"]) == 0
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "index.html").is_file()


def test_site_is_no_stream(exports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "site", "--graph", str(exports), "-o", "-"]) == 2
    assert "A site is a folder of pages" in capsys.readouterr().err


def test_site_without_texts_says_so(exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "corpus" / "invented-towns.txt").unlink()
    assert run(["export", "site", "--graph", str(exports)]) == 0
    assert "Not all texts are at hand" in capsys.readouterr().err
