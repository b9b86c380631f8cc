"""``graphkit diff`` as people and pipes use it: graphs, folders of documents, revisions of git."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.cli import run

TOWNS = Path(__file__).parents[1] / "exporters" / "files" / "invented-towns.ttl"
WIGAN = """Wigan Council: warm rooms

Wigan Council set up the Warm Rooms scheme in May 2021. Fenwick Foods CIC runs the Warm Rooms scheme.
"""
YORK = """City of York Council: a hub

City of York Council plans to set up the Recovery Hub in 2027.
"""
PLANNED = "City of York Council plans to set up the Recovery Hub in 2027."
DONE = "City of York Council set up the Recovery Hub in 2027."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a corpus of two documents in ``seeds``."""
    documents = tmp_path / "seeds" / "documents"
    documents.mkdir(parents=True)
    (documents / "wigan.txt").write_text(WIGAN, encoding="utf-8")
    (documents / "york.txt").write_text(YORK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def repository(here: Path) -> Path:
    """The same under git, with one commit."""
    git("init", "-q", "-b", "main")
    commit("Two documents")
    return here


def git(*args: str) -> None:
    command = shutil.which("git") or pytest.skip("there is no git here")
    named = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([command, *named, *args], check=True, capture_output=True)


def commit(message: str) -> None:
    git("add", "-A", "-f")
    git("commit", "-q", "-m", message)


def edit(folder: Path) -> None:
    (folder / "documents" / "york.txt").write_text(YORK.replace(PLANNED, DONE), encoding="utf-8")


def changed(here: Path) -> Path:
    """A second corpus, in which York's plan came true."""
    shutil.copytree(here / "seeds", here / "changed")
    edit(here / "changed")
    return here / "changed"


# -- what is told ----------------------------------------------------------------------------------


def test_graph_beside_itself_has_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(TOWNS), str(TOWNS)]) == 0
    assert capsys.readouterr().out.endswith("No difference: 24 facts are the same.\n")


def test_plan_that_came_true_stands_under_its_council_with_its_sentence(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(here)
    assert run(["diff", "seeds", "changed"]) == 1
    out = capsys.readouterr().out
    assert "\nCity of York Council   " in out
    part = out[out.index("~ City of York Council leads Recovery Hub") :]
    assert "    status: planned → happening\n" in part
    assert f'    sentence gone: "{PLANNED}"\n' in part
    assert f'    sentence added: "{DONE}"\n' in part
    assert "City of York Council: a hub (york.txt), fact " in part
    assert "Wigan Council" not in out


def test_nothing_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(here)
    before = sorted(here.rglob("*"))
    run(["diff", "seeds", "changed"])
    assert capsys.readouterr().out
    assert sorted(here.rglob("*")) == before


def test_export_and_its_documents_are_the_same_graph(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", "build"]) == 0
    assert run(["diff", "exports", "seeds"]) == 0
    assert "No difference" in capsys.readouterr().out


def test_second_graph_is_that_of_the_exports_where_it_is_left_out(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-q", "build", "--out", "mine"]) == 0
    assert run(["diff", str(changed(here)), "--graph", "mine"]) == 1
    assert "status: happening → planned" in capsys.readouterr().out


def test_documents_and_their_facts_come_and_go(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed(here) / "documents" / "york.txt").unlink()
    assert run(["diff", "seeds", "changed"]) == 1
    out = capsys.readouterr().out
    assert "- City of York Council: a hub (york.txt)\n" in out
    assert "- City of York Council leads Recovery Hub\n" in out
    assert run(["diff", "changed", "seeds"]) == 1
    assert "+ City of York Council leads Recovery Hub\n" in capsys.readouterr().out


def test_joined_and_renamed_things_are_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decisions = changed(here) / "decisions"
    decisions.mkdir()
    common = 'reason = "So it is."\nby = "ann"\ntime = 2026-11-25T10:00:00\n'
    same = 'verdict = "same"\nkey = "organisation/fenwick-foods-cic = council/wigan"\n'
    name = 'verdict = "rename"\nkey = "council/york"\nlabel = "York"\n'
    text = "".join(f"[[decision]]\n{part}{common}\n" for part in (same, name))
    (decisions / "a.toml").write_text(text, encoding="utf-8")
    run(["diff", "seeds", "changed"])
    out = capsys.readouterr().out
    assert "~ Fenwick Foods CIC (organisation/fenwick-foods-cic)\n    now one with council/wigan\n" in out
    assert "~ York (council/york)\n    name: City of York Council → York\n" in out
    assert "    subject: organisation/fenwick-foods-cic → council/wigan\n" in out
    assert "    was: Fenwick Foods CIC provides Warm Rooms scheme\n" in out


def test_things_that_came_are_counted_and_listed_on_request(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed(here) / "documents" / "york.txt").unlink()
    run(["diff", "changed", "seeds"])
    out = capsys.readouterr().out
    assert "\nthings      " in out
    assert "+ Recovery Hub (initiative/york--recovery-hub)" not in out
    run(["diff", "changed", "seeds", "--things"])
    assert "+ Recovery Hub (initiative/york--recovery-hub)" in capsys.readouterr().out


def test_table_has_a_row_a_field(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(here)
    assert run(["diff", "seeds", "changed", "--format", "csv"]) == 1
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    (status,) = [r for r in rows if r["name"] == "City of York Council leads Recovery Hub" and r["field"] == "status"]
    assert (status["change"], status["before"], status["after"]) == ("changed", "planned", "done")
    assert (status["council"], status["document"], status["quote"]) == ("City of York Council", "york", DONE)


def test_json_has_both_versions_of_a_fact(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(here)
    assert run(["diff", "seeds", "changed", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (leads,) = [f for f in told["facts"] if f["new"] and f["new"]["relation"] == "leads"]
    assert (leads["old"]["status"], leads["new"]["status"], leads["council"]) == ("planned", "done", "council/york")
    assert (leads["old"]["quotes"], leads["new"]["quotes"]) == ([PLANNED], [DONE])
    assert (told["old"]["name"], told["new"]["name"]) == ("seeds", "changed")
    assert told["counts"]["documents"] == {"added": 0, "gone": 0, "changed": 1}


def test_limit_says_how_many_more(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed(here) / "documents" / "york.txt").unlink()
    assert run(["diff", "seeds", "changed"]) == 1
    total = capsys.readouterr().out.count(", fact ")
    assert total > 1
    assert run(["diff", "seeds", "changed", "--limit", "1"]) == 1
    cut = capsys.readouterr()
    assert cut.out.count(", fact ") == 1
    assert f"and {total - 1} more facts: --limit {total} shows all." in cut.err


def test_person_sees_colours_and_folded_lines(here: Path, on_a_terminal: Callable[..., str]) -> None:
    shown = on_a_terminal("diff", str(here / "seeds"), str(changed(here)))
    assert "\x1b[33m~ City of York Council leads Recovery Hub" in shown
    assert max(len(re.sub("\x1b\\[[0-9]+m", "", line)) for line in shown.splitlines()[1:]) <= 80


# -- the build before ------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [[], ["--last"]])
def test_build_before_is_compared_where_nothing_is_named(
    args: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-q", "build"]) == 0
    kept = (here / "exports" / "graph.ttl").read_bytes()
    edit(here / "seeds")
    assert run(["-q", "build"]) == 0
    (here / "exports" / ".graphkit" / "previous.ttl").write_bytes(kept)
    assert run(["diff", *args]) == 1
    out = capsys.readouterr().out
    assert out.startswith("the build before → exports\n")
    assert "status: planned → happening" in out


def test_without_a_build_before_the_message_says_what_to_do(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff"]) == 3
    err = capsys.readouterr().err
    assert "exports/.graphkit/previous.ttl: no graph of an earlier build is kept here.\n" in err
    assert "graphkit diff HEAD~1:seeds seeds" in err


def test_last_beside_a_name_is_a_wrong_command_line(here: Path) -> None:
    assert run(["diff", "--last", "seeds"]) == 2


# -- revisions -------------------------------------------------------------------------------------


def test_documents_of_a_commit_ago_are_compared_with_those_of_today(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(repository / "seeds")
    assert run(["diff", "HEAD:seeds", "seeds"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("HEAD:seeds → seeds\n")
    assert "status: planned → happening" in out
    commit("It came true")
    assert run(["diff", "HEAD~1", "HEAD"]) == 1
    assert capsys.readouterr().out.startswith("HEAD~1:seeds → HEAD:seeds\n")
    assert run(["diff", "HEAD", "seeds"]) == 0


def test_paths_of_a_revision_may_be_told_in_every_way(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("seeds/", "seeds/documents", "./seeds", "", "seeds/documents/wigan.txt"):
        now = f"{path or '.'}"
        assert run(["diff", f"main:{path}", now]) == 0, path
    monkeypatch.chdir("seeds")
    assert run(["diff", "main:./documents", "documents"]) == 0
    assert run(["diff", "main:seeds", "../seeds"]) == 0


def test_decisions_and_descriptions_of_a_revision_are_those_of_that_time(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rename = 'verdict = "rename"\nkey = "council/york"\nlabel = "York"\nreason = "r"\nby = "ann"\n'
    (repository / "seeds" / "decisions").mkdir()
    text = f"[[decision]]\n{rename}time = 2026-11-25T10:00:00\n"
    (repository / "seeds" / "decisions" / "a.toml").write_text(text, encoding="utf-8")
    (repository / "seeds" / "sources.csv").write_text("file,id\nwigan.txt,first\n", encoding="utf-8")
    assert run(["diff", "HEAD:seeds/documents", "seeds/documents", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {c["field"]: c["after"] for d in told["documents"] for c in d["changes"]} == {"id": "first"}
    assert [t["name"] for t in told["things"] if t["change"] == "changed"] == ["York"]
    assert told["moved"]


def test_graph_kept_in_a_revision_is_read_from_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-q", "build", "--no-map"]) == 0
    commit("With its graph")
    git("tag", "v1.0")
    edit(repository / "seeds")
    for kept in ("v1.0:exports", "v1.0:exports/graph.ttl"):
        assert run(["diff", kept, "seeds"]) == 1
        assert "status: planned → happening" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("v9:seeds", 'v9:seeds: git knows no revision "v9".'),
        ("seedz", "seedz: neither a path nor a revision of git."),
        ("HEAD:seedz", 'HEAD:seedz: there is no "seedz" in that revision.\nThere is seeds.'),
        ("HEAD:seeds/documents/yrk.txt", "There is seeds/documents/york.txt."),
        ("--upload-pack=x:seeds", 'git knows no revision "--upload-pack=x".'),
    ],
)
def test_unknown_revision_or_path_is_named(
    name: str, message: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", "--", name, "seeds"]) == 3
    streams = capsys.readouterr()
    assert message in streams.err
    assert streams.out == ""


def test_outside_a_repository_the_message_says_so(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(here.parent))
    assert run(["diff", "HEAD:seeds", "seeds"]) == 3
    assert "HEAD:seeds: no such path, and git finds no revision (not a git repository" in capsys.readouterr().err


def test_without_git_the_message_says_so(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert run(["diff", "HEAD:seeds", "seeds"]) == 3
    assert "no such path, and git is not installed to look for a revision." in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_link_in_a_revision_is_not_followed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = repository / "secret.txt"
    secret.write_text("Leeds City Council leads the Night Bus scheme.\n", encoding="utf-8")
    (repository / "seeds" / "documents" / "link.txt").symlink_to(secret)
    commit("A link")
    assert run(["diff", "HEAD~1:seeds", "HEAD:seeds"]) == 0
    assert "Leeds" not in capsys.readouterr().out


# -- what cannot be read ---------------------------------------------------------------------------


def test_file_that_is_no_graph_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("previous.ttl").write_text("<https://example.org/a> <https://example.org/b> 1 .\n", encoding="utf-8")
    assert run(["diff", "previous.ttl", "seeds"]) == 3
    assert "previous.ttl: not a graph of graphkit (no gk:Statement in it)." in capsys.readouterr().err


def test_file_in_a_revision_that_is_no_graph_is_named_by_the_revision(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("previous.ttl").write_text("no graph", encoding="utf-8")
    commit("A file")
    assert run(["diff", "HEAD:previous.ttl", "seeds"]) == 3
    assert capsys.readouterr().err.startswith("HEAD:previous.ttl: not a graph of graphkit")


def test_unreadable_document_is_named_the_rest_compared_and_the_status_says_so(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "seeds" / "documents" / "york.txt").write_bytes(b"\xff\xfe\x00 no text")
    commit("Damaged")
    assert run(["diff", "HEAD~1:seeds", "HEAD:seeds"]) == 3
    streams = capsys.readouterr()
    assert streams.err.startswith("HEAD:seeds/documents/york.txt: ")
    assert "- City of York Council leads Recovery Hub" in streams.out


def test_folder_without_documents_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert run(["diff", "empty", "seeds"]) == 3
    assert capsys.readouterr().err.startswith("empty: no document.")
