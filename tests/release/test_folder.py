"""Where a release may be written: over an earlier one, and over nothing that a person made."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.checksums import checksums
from graphkit.errors import OutputError
from graphkit.release import write_archive, write_release, zipped


def release(**files: str) -> dict[str, bytes]:
    made = {name.replace("__", "/").replace("_", "."): text.encode() for name, text in files.items()}
    made["dataset.ttl"] = b"<a> <b> <c> .\n"
    return made | {"SHA256SUMS": checksums(made).encode()}


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_earlier_release_is_replaced_and_what_is_no_part_of_it_any_more_goes(tmp_path: Path) -> None:
    write_release(release(a_txt="one", texts__b_txt="two"), tmp_path / "out")
    assert write_release(release(a_txt="three"), tmp_path / "out") == ()
    assert names(tmp_path / "out") == {"a.txt", "dataset.ttl", "SHA256SUMS"}
    assert (tmp_path / "out" / "a.txt").read_text(encoding="utf-8") == "three"


def test_folder_that_graphkit_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is not empty and was not made by graphkit") as caught:
        write_release(release(a_txt="one"), tmp_path)
    assert caught.value.todo == "Use another folder, or --replace."
    assert names(tmp_path) == {"mine.txt"}


def test_file_that_a_person_changed_or_added_is_left_alone(tmp_path: Path) -> None:
    write_release(release(README_md="ours", a_txt="one"), tmp_path)
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"README\.md in it is not as graphkit wrote it"):
        write_release(release(README_md="new"), tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_replace_writes_over_its_own_names_and_keeps_and_names_the_rest(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "a.txt").write_text("mine too", encoding="utf-8")
    assert write_release(release(a_txt="one"), tmp_path, replace=True) == ("mine.txt",)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "one"
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_archive_goes_over_an_earlier_one_only(tmp_path: Path) -> None:
    file = tmp_path / "out.zip"
    write_archive(zipped(release(a_txt="one"), "out"), file)
    new = zipped(release(a_txt="two"), "out")
    write_archive(new, file)
    assert file.read_bytes() == new
    file.write_bytes(b"holiday pictures")
    with pytest.raises(OutputError, match="was not made by graphkit"):
        write_archive(new, file)
    assert file.read_bytes() == b"holiday pictures"
