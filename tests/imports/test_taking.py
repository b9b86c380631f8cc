"""What may be taken in, and what is refused before anything is written."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from graphkit.checksums import checksums, read_checksums
from graphkit.errors import (
    ClashingDocumentsError,
    GraphkitError,
    ImportRefusedError,
    InputMissingError,
    NotAGraphError,
    OutputError,
)
from graphkit.graph import read_graph
from graphkit.imports import read_imports
from graphkit.imports.taking import Parcel, open_parcel, take_in
from graphkit.pipeline import build
from graphkit.release import Release, bundle, write_release, zipped

FILES = Path(__file__).parents[1] / "exporters" / "files"
GRAPH = FILES / "invented-towns.ttl"
WANTED = Release("Calm kitchens", "2.0", "CC-BY-4.0", ("Lee, Ann",), has_texts=True)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return bundle(read_graph(GRAPH, FILES), WANTED)


@pytest.fixture
def release(files: dict[str, bytes], tmp_path: Path) -> Path:
    write_release(files, tmp_path / "release")
    return tmp_path / "release"


def spoiled(old: str, new: str, folder: Path) -> Path:
    text = GRAPH.read_text(encoding="utf-8")
    assert old in text
    file = folder / "spoiled.ttl"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def written(home: Path) -> set[str]:
    return {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}


# -- forms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_every_form_of_a_graph_is_kept_as_the_same_turtle(name: str, tmp_path: Path) -> None:
    from graphkit import rooms

    there = io.BytesIO()
    rooms.load("exporters", name).export(read_graph(GRAPH), there)
    file = tmp_path / f"towns.{name}"
    file.write_bytes(there.getvalue())
    taken = take_in(open_parcel(file), tmp_path / "home")
    assert taken.file == tmp_path / "home" / "imports" / "towns.ttl"
    assert taken.file.read_bytes() == GRAPH.read_bytes()


def test_turtle_of_another_hand_is_kept_in_the_canonical_form(tmp_path: Path) -> None:
    file = tmp_path / "towns.ttl"
    file.write_bytes(b"# by hand\n" + GRAPH.read_bytes())
    assert take_in(open_parcel(file), tmp_path / "home").file.read_bytes() == GRAPH.read_bytes()


def test_release_brings_its_title_and_texts(release: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    taken = take_in(open_parcel(release), home)
    assert written(home) == {
        "imports/calm-kitchens.ttl",
        "imports/calm-kitchens.toml",
        "imports/calm-kitchens/invented-towns.txt",
    }
    about = taken.parcel.about
    assert (about.title, about.version, about.licence, about.creators) == (
        *("Calm kitchens", "2.0", "CC-BY-4.0"),
        ("Lee, Ann",),
    )


def test_archive_is_the_release(release: Path, files: dict[str, bytes], tmp_path: Path) -> None:
    archive = tmp_path / "release.zip"
    archive.write_bytes(zipped(files, "anything"))
    one, other = open_parcel(release), open_parcel(archive)
    assert (one.turtle, one.texts, one.about.title) == (other.turtle, other.texts, other.about.title)


def test_member_that_leads_out_of_the_archive_or_is_no_document_is_not_kept(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    archive = tmp_path / "release.zip"
    archive.write_bytes(zipped(files, "x"))
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr("x/texts/../../../evil.txt", "evil")
        file.writestr("/etc/evil.txt", "evil")
        file.writestr("x/texts/of-no-document-evil.txt", "evil")
    home = tmp_path / "home"
    take_in(open_parcel(archive), home)
    assert not [name for name in written(tmp_path) if "evil" in name]


def test_archive_that_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("graph.ttl", b"\n" * 50_000_000)
    with pytest.raises(ImportRefusedError, match="packed too tightly"):
        open_parcel(archive)


# -- refused ---------------------------------------------------------------------------------------


def test_file_that_is_not_as_its_checksum_says_is_named(release: Path) -> None:
    (release / "facts.csv").write_text("changed", encoding="utf-8")
    with pytest.raises(ImportRefusedError, match=r"facts\.csv is not as SHA256SUMS says"):
        open_parcel(release)


def test_file_that_is_missing_is_named(release: Path) -> None:
    (release / "things.csv").unlink()
    with pytest.raises(ImportRefusedError, match=r"things\.csv is missing"):
        open_parcel(release)


def test_another_version_of_the_contract_is_refused(tmp_path: Path) -> None:
    file = spoiled('gk:contractVersion "1.1"', 'gk:contractVersion "2.0"', tmp_path)
    with pytest.raises(ImportRefusedError, match=r"keeps version 2\.0 of the data contract; this graphkit reads 1\.1"):
        open_parcel(file)


def test_graph_that_breaks_a_rule_is_refused_by_its_name(tmp_path: Path) -> None:
    file = spoiled('rdfs:label "Hearth Fund"', 'rdfs:label "Hearth"', tmp_path)
    with pytest.raises(ImportRefusedError, match=r"1 rule of check not kept: fact-label \(\d+ problems?\)\.") as caught:
        open_parcel(file)
    assert f"graphkit check --graph {file.as_posix()}" in caught.value.todo


def test_text_of_a_release_that_is_not_the_one_read_is_refused(release: Path) -> None:
    text = release / "texts" / "invented-towns.txt"
    text.write_text("Another.", encoding="utf-8")
    sums = read_checksums((release / "SHA256SUMS").read_text(encoding="utf-8"))
    everything = {name: (release / name).read_bytes() for name in sums}
    (release / "SHA256SUMS").write_text(checksums(everything), encoding="utf-8")
    with pytest.raises(ImportRefusedError, match="document-text"):
        open_parcel(release)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.ttl", "<a> <b> <c> .", NotAGraphError),
        ("a.ttl", "no turtle at all", NotAGraphError),
        ("a.zip", "no archive", NotAGraphError),
        ("gone.ttl", None, InputMissingError),
    ],
)
def test_what_is_no_graph_is_refused(name: str, content: str | None, kind: type[GraphkitError], tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(kind):
        open_parcel(tmp_path / name)


def test_folder_without_a_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match=r"no graph\.ttl in it"):
        open_parcel(tmp_path)


@pytest.fixture
def parcel() -> Parcel:
    return open_parcel(GRAPH)


def test_graph_put_there_by_hand_is_checked_by_the_build(tmp_path: Path) -> None:
    (tmp_path / "imports").mkdir()
    file = spoiled('rdfs:label "Hearth Fund"', 'rdfs:label "Hearth"', tmp_path / "imports")
    imports, errors = read_imports(tmp_path)
    assert not imports
    assert "1 rule of check not kept: fact-label" in str(errors[0])
    file.write_bytes(GRAPH.read_bytes())
    imports, errors = read_imports(tmp_path)
    assert [one.name for one in imports] == ["spoiled"]
    assert not errors


@pytest.mark.parametrize("name", ["graph", "North", "a--b", "../a", "-a", "a" * 81])
def test_name_that_is_none_is_refused(parcel: Parcel, tmp_path: Path, name: str) -> None:
    with pytest.raises(ImportRefusedError, match="is no name for it"):
        take_in(parcel, tmp_path, name=name)
    assert not written(tmp_path)


def test_another_graph_of_that_name_is_kept_unless_replaced(parcel: Parcel, release: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    take_in(open_parcel(release), home, name="towns")
    other = tmp_path / "other.ttl"
    other.write_bytes(GRAPH.read_bytes().replace(b'gk:generator "', b'gk:generator "an older '))
    with pytest.raises(OutputError, match="another graph is kept under that name"):
        take_in(open_parcel(other), home, name="towns")
    taken = take_in(open_parcel(other), home, name="towns", replace_old=True)
    assert taken.file.read_bytes() == other.read_bytes()
    assert written(home) == {"imports/towns.ttl", "imports/towns.toml"}


def test_same_graph_again_writes_nothing(parcel: Parcel, tmp_path: Path) -> None:
    assert take_in(parcel, tmp_path, name="towns").is_new
    assert not take_in(parcel, tmp_path, name="towns").is_new


def test_document_with_another_text_here_is_an_error_that_names_both(parcel: Parcel, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "documents").mkdir(parents=True)
    (home / "documents" / "invented-towns.txt").write_text("Another text of that name.\n", encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        take_in(parcel, home)
    (error,) = caught.value.exceptions
    assert isinstance(error, ClashingDocumentsError)
    where = f"{home.as_posix()}/documents/invented-towns.txt and {GRAPH.as_posix()} (invented-towns.txt)"
    assert error.where == where
    assert 'one name ("invented-towns") and different texts' in error.what
    assert written(home) == {"documents/invented-towns.txt"}


def test_document_with_another_text_in_another_graph_is_an_error(parcel: Parcel, tmp_path: Path) -> None:
    take_in(parcel, tmp_path, name="first")
    other = tmp_path / "other.ttl"
    text = GRAPH.read_text(encoding="utf-8")
    other.write_text(re.sub(r'gk:textSha256 "[0-9a-f]{64}"', f'gk:textSha256 "{"0" * 64}"', text), encoding="utf-8")
    with pytest.raises(ExceptionGroup) as caught:
        take_in(open_parcel(other), tmp_path, name="second")
    assert "imports/first.ttl (invented-towns.txt) and " in str(caught.value.exceptions[0])


# -- the whole way ---------------------------------------------------------------------------------


def test_release_taken_in_and_released_again_says_the_same(
    release: Path, files: dict[str, bytes], tmp_path: Path
) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    take_in(open_parcel(release), home)
    report = build([home], out)
    assert not report.errors
    texts = home / "imports" / "calm-kitchens"
    assert texts.is_dir()
    assert [d.text for d in report.graph.documents] == [d.text for d in read_graph(GRAPH, FILES).documents]
    again = bundle(report.graph, WANTED)
    assert again["texts/imports/calm-kitchens/invented-towns.txt"] == files["texts/invented-towns.txt"]
    rows = [line.removesuffix(",calm-kitchens") for line in again["facts.csv"].decode().splitlines()[1:]]
    assert rows == files["facts.csv"].decode().splitlines()[1:]
    assert again["things.csv"] == files["things.csv"]
    assert again["sources.csv"].decode().splitlines()[1].endswith(',"Calm kitchens, 2.0"')
    write_release(again, tmp_path / "again")
    twice = take_in(open_parcel(tmp_path / "again"), tmp_path / "third", name="again")
    third = build([tmp_path / "third"], tmp_path / "out3")
    assert third.graph.documents[0].origins == ("again--calm-kitchens",)
    assert third.graph.documents[0].text
    assert [s.id for s in third.graph.statements] == [s.id for s in report.graph.statements]
    assert twice.shared == 0
    data = (tmp_path / "out3" / "map.html").read_text(encoding="utf-8")
    assert json.dumps("Fenwick keeps the ovens on")[1:-1] in data


def test_texts_that_came_along_are_checked(release: Path, tmp_path: Path) -> None:
    from graphkit.cli import run

    home, out = tmp_path / "home", tmp_path / "out"
    take_in(open_parcel(release), home)
    build([home], out)
    assert run(["check", "--graph", str(out)]) == 0
    text = home / "imports" / "calm-kitchens" / "invented-towns.txt"
    text.write_text("Changed since.\n", encoding="utf-8")
    assert run(["check", "--graph", str(out)]) == 1
    shutil.rmtree(text.parent)
    assert run(["check", "--graph", str(out)]) == 0
