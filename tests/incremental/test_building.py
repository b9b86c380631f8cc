"""What a build does again, what it leaves, and what it says of that."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError, WorkersError
from graphkit.incremental import chunks
from graphkit.incremental.chunks import share_out
from graphkit.incremental.state import Change
from graphkit.pipeline import BuildReport, build

WIGAN = "Wigan Council: warm homes\n\nWigan Council set up the Warm Rooms scheme in March 2019 with Age UK.\n"
LEEDS = "Leeds City Council: clubs\n\nLeeds City Council works with Mind. The council runs a befriending helpline.\n"
OUTPUTS = ("graph.ttl", "facts.csv", "things.csv", "map.html")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "wigan.txt").write_text(WIGAN, encoding="utf-8")
    (folder / "leeds.txt").write_text(LEEDS, encoding="utf-8")
    return folder


def outputs(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in OUTPUTS}


def read_by(corpus: Path, out: Path, **more) -> tuple[list[str], BuildReport]:
    """The titles of the documents that a build has read, and its report."""
    titles: list[str] = []
    report = build([corpus], out, progress=lambda _done, _total, title: titles.append(title), **more)
    return sorted(titles), report


# -- what is read again ----------------------------------------------------------------------------


def test_only_changed_and_new_documents_are_read(corpus: Path, tmp_path: Path) -> None:
    assert len(read_by(corpus, tmp_path / "out")[0]) == 2
    assert read_by(corpus, tmp_path / "out")[0] == []
    (corpus / "wigan.txt").write_text(WIGAN.replace("March", "May"), encoding="utf-8")
    (corpus / "york.txt").write_text("City of York Council: paths\n\nIt works with Mind.\n", encoding="utf-8")
    assert read_by(corpus, tmp_path / "out")[0] == ["City of York Council: paths", "Wigan Council: warm homes"]


def test_what_sources_csv_says_of_a_document_is_part_of_it(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    (corpus / "sources.csv").write_text("file,issued\nleeds.txt,2020\n", encoding="utf-8")
    titles, report = read_by(corpus, tmp_path / "out")
    assert titles == ["Leeds City Council: clubs"]
    assert not report.is_unchanged


def test_full_build_reads_all_and_says_the_same(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    titles, report = read_by(corpus, tmp_path / "out", is_full=True)
    assert len(titles) == 2
    assert report.is_unchanged


def test_another_register_is_another_reading(corpus: Path, tmp_path: Path, project: Path) -> None:
    build([corpus], tmp_path / "out")
    rows = (project / "ontology/register/councils.csv").read_bytes()
    (tmp_path / "register.csv").write_bytes(rows)
    assert len(read_by(corpus, tmp_path / "out", register=tmp_path / "register.csv")[0]) == 2


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_that_somebody_wrote_to_or_took_away_is_written_again(corpus: Path, tmp_path: Path, name: str) -> None:
    build([corpus], tmp_path / "out")
    whole = outputs(tmp_path / "out")
    target = tmp_path / "out" / name
    target.write_bytes(target.read_bytes().replace(b"Wigan", b"Nagiw"))
    assert not build([corpus], tmp_path / "out").is_unchanged
    assert outputs(tmp_path / "out") == whole
    target.unlink()
    assert not build([corpus], tmp_path / "out").is_unchanged
    assert outputs(tmp_path / "out") == whole


def test_decision_and_claims_file_count_though_no_document_changed(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    (corpus / "decisions").mkdir()
    (corpus / "decisions/a.toml").write_text(
        '[[decision]]\nverdict = "rename"\nkey = "organisation/mind"\nlabel = "Mind in Leeds"\nreason = "Its name."\n'
        'by = "ann-lee"\ntime = 2026-11-20T10:00:00\n',
        encoding="utf-8",
    )
    titles, report = read_by(corpus, tmp_path / "out")
    assert titles == []
    assert "Mind in Leeds" in {entity.label for entity in report.graph.entities}
    assert b"Mind in Leeds" in outputs(tmp_path / "out")["graph.ttl"]
    (corpus / "decisions/a.toml").unlink()
    build([corpus], tmp_path / "out")
    assert b"Mind in Leeds" not in outputs(tmp_path / "out")["graph.ttl"]


# -- what is said ----------------------------------------------------------------------------------


def test_errors_and_remarks_are_told_again_where_nothing_changed(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "sheet.ods").write_bytes(b"x")
    first, second = build([corpus], tmp_path / "out"), build([corpus], tmp_path / "out")
    assert second.is_unchanged
    assert [(type(e), str(e)) for e in second.errors] == [(type(e), str(e)) for e in first.errors] != []
    assert second.notes == first.notes != ()
    assert second.documents == first.documents == 2
    assert second.graph.statements == first.graph.statements


def test_change_counts_documents_and_facts(corpus: Path, tmp_path: Path) -> None:
    first = build([corpus], tmp_path / "out")
    assert first.change is None
    facts = len(first.graph.statements)
    (corpus / "leeds.txt").unlink()
    gone = sum(s.document == "leeds" for s in first.graph.statements)
    assert build([corpus], tmp_path / "out").change == Change(gone=1, gone_facts=gone, same_facts=facts - gone)
    (corpus / "leeds.txt").write_text(LEEDS, encoding="utf-8")
    assert build([corpus], tmp_path / "out").change == Change(added=1, new_facts=gone, same_facts=facts - gone)
    (corpus / "leeds.txt").write_text(LEEDS.replace("runs", "will run"), encoding="utf-8")
    change = build([corpus], tmp_path / "out").change
    assert change is not None
    assert (change.edited, change.added, change.gone) == (1, 0, 0)
    assert change.changed_facts >= 1


def test_graph_before_the_last_change_is_kept(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out")
    assert not (tmp_path / "out/.graphkit/previous.ttl").exists()
    before = (tmp_path / "out/graph.ttl").read_bytes()
    (corpus / "leeds.txt").unlink()
    build([corpus], tmp_path / "out")
    build([corpus], tmp_path / "out")
    assert (tmp_path / "out/.graphkit/previous.ttl").read_bytes() == before
    assert (tmp_path / "out/graph.ttl").read_bytes() != before


# -- sharing out -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A corpus large enough for a pool, and what one process makes of it."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(chunks.LEAST + 5):
        text = (WIGAN, LEEDS)[number % 2].replace("Age UK", f"Age UK {number}")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    out = tmp_path_factory.mktemp("one")
    build([folder], out, with_map=False)
    return folder, {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


@pytest.mark.parametrize("jobs", [2, 3])
def test_pool_gives_the_same_bytes(many: tuple[Path, dict[str, bytes]], tmp_path: Path, jobs: int) -> None:
    folder, expected = many
    titles, report = read_by(folder, tmp_path, with_map=False, jobs=jobs)
    assert files(tmp_path) == expected
    assert len(titles) == chunks.LEAST + 6
    assert [error.what for error in report.errors] == ["empty."]


@pytest.mark.filterwarnings("ignore")
def test_cluster_of_two_workers_gives_the_same_bytes(many: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed (the extra scale)")
    folder, expected = many
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        build([folder], tmp_path, with_map=False, scheduler=cluster.scheduler_address)
    assert files(tmp_path) == expected


@pytest.mark.filterwarnings("ignore")
def test_scheduler_that_is_not_there_is_a_clear_error(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (the extra scale)")
    with pytest.raises(WorkersError, match="no Dask scheduler answers"):
        build([corpus], tmp_path / "out", scheduler="tcp://127.0.0.1:9")
    assert not (tmp_path / "out/graph.ttl").exists()


def doubled(numbers: list[int]) -> list[int]:
    return [2 * number for number in numbers]


def ended(numbers: list[int]) -> list[int]:
    os._exit(9)


def test_answers_come_in_the_order_of_the_items() -> None:
    numbers = list(range(chunks.LEAST + 1))
    for jobs in (1, 2):
        assert [n for answers in share_out(doubled, numbers, jobs=jobs) for n in answers] == doubled(numbers)


def test_process_that_dies_is_a_clear_error() -> None:
    with pytest.raises(WorkersError, match="was ended"):
        list(share_out(ended, list(range(chunks.LEAST)), jobs=2))


def test_errors_of_ours_come_whole_from_another_process() -> None:
    with pytest.raises(GraphkitError) as caught:
        list(share_out(refused, list(range(chunks.LEAST)), jobs=2))
    assert str(caught.value) == "there: wrong. Put it right."


def refused(numbers: list[int]) -> list[int]:
    raise WorkersError("wrong.", where="there", todo="Put it right.")


# -- force -----------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="needs limits of POSIX")
@pytest.mark.parametrize("limit", [1_000, 20_000, 60_000, 120_000, 300_000])
def test_build_without_room_says_so_and_leaves_what_was_there(corpus: Path, tmp_path: Path, limit: int) -> None:
    import resource

    out = tmp_path / "out"
    build([corpus], out)
    old = outputs(out)
    (corpus / "leeds.txt").write_text(LEEDS.replace("helpline", "telephone line"), encoding="utf-8")
    command = [sys.executable, "-m", "graphkit", "-q", "build", str(corpus), "--full", "-o", str(out)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2
    assert outputs(out) == old
    build([corpus], out)
    build([corpus], tmp_path / "clean")
    assert outputs(out) == outputs(tmp_path / "clean") != old


@pytest.mark.skipif(os.name != "posix", reason="needs signals of POSIX")
def test_build_that_is_killed_at_any_moment_leaves_old_or_new_and_the_next_one_is_whole(
    corpus: Path, tmp_path: Path, is_long: bool
) -> None:
    for number in range(12):
        (corpus / f"more-{number}.txt").write_text(LEEDS.replace("Mind", f"Mind {number}"), encoding="utf-8")
    out = tmp_path / "out"
    build([corpus], out)
    old = outputs(out)
    (corpus / "leeds.txt").write_text(LEEDS.replace("helpline", "telephone line"), encoding="utf-8")
    build([corpus], tmp_path / "clean")
    new = outputs(tmp_path / "clean")
    began = time.perf_counter()
    command = [sys.executable, "-m", "graphkit", "-q", "build", str(corpus), "--full", "-o"]
    subprocess.run([*command, str(tmp_path / "timed")], check=True)
    length = time.perf_counter() - began
    chance = random.Random(7)  # noqa: S311
    for _ in range(100 if is_long else 10):
        process = subprocess.Popen([*command, str(out)], stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, 1.1 * length))
        process.kill()
        process.wait()
        for name, data in outputs(out).items():
            assert data in {old[name], new[name]}, name
        if chance.random() < 0.3:  # begin from the old outputs again, as an hour ago
            for name, data in old.items():
                (out / name).write_bytes(data)
    build([corpus], out)
    assert outputs(out) == new
    assert not list((out / ".graphkit").glob(".graphkit-*")), "a temporary file was left"
