"""A person who is to be forgotten is in nothing that a build makes, however often it runs and whatever becomes of the text."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.cli import run
from graphkit.cli.loading import load_graph
from graphkit.graph.blocks import UnseenDocument
from graphkit.privacy.forgetting import Forgetter, entries_of, entry_text, forgotten_entry, forgotten_name
from graphkit.privacy.leaving_out import without
from graphkit.records import Description, Document

SALT = "5a" * 16
NAME = "Oonagh Tullyvannon-Reed"
ENTRY = forgotten_entry(NAME, SALT)
TEXT = """Planted Council: warm homes

Councillor Oonagh Tullyvannon-Reed, cabinet member for housing, leads the warm homes scheme of Planted Council. O. Tullyvannon-Reed
said: "It works." OONAGH TULLYVANNON REED signed it; Tullyvannon-Reed's paper is of 2019. Oonagh thanked Oonagh Smith and Ann Lee.

Contact

Oonagh  Tullyvannon–Reed
oonagh.tullyvannon-reed@planted.example
https://pages.test/oonagh-tullyvannon-reed and #OonaghTullyvannonReed
"""
DECISIONS = """[[decision]]
verdict = "reject"
key = "person/planted-council--oonagh-tullyvannon-reed"
reason = "Oonagh Tullyvannon-Reed asked; Tullyvannon-Reed is gone."
by = "Oonagh Tullyvannon-Reed"
time = 2026-11-20T10:00:00

[[decision]]
verdict = "rename"
key = "organisation/planted-community-trust"
label = "Trust of Oonagh Tullyvannon-Reed"
reason = "So."
by = "oonagh-tullyvannon-reed"
time = 2026-11-20T10:01:00

[[decision]]
verdict = "add"
document = "oonagh-tullyvannon-reed"
subject = { kind = "person", name = "Oonagh Tullyvannon-Reed" }
relation = "hasRole"
literal = "cabinet member"
status = "done"
quote = "Oonagh Tullyvannon-Reed, cabinet member"
reason = "Missed."
by = "ann-lee"
time = 2026-11-20T10:02:00
"""
CLAIMS = """{"proposer": "someone", "version": 1, "confidence": 0.6}
{"document": "other", "quote": "It is run by the council.", "subject": {"kind": "person", "name": "Oonagh Tullyvannon-Reed"}, "relation": "memberOf", "object": {"kind": "organisation", "name": "Planted Community Trust"}, "status": "done"}
"""
OTHER = """Another page

Planted Community Trust works with Planted Council. It is run by the council. Tullyvannon Reed, Oonagh: absent. Ann Lee spoke.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus with the name in a text, a title, a file name, sources.csv, decisions and claims."""
    home = tmp_path / "corpus"
    for name, text in (
        ("documents/oonagh-tullyvannon-reed.txt", TEXT),
        ("documents/other.txt", OTHER),
        ("decisions/names.toml", DECISIONS),
        ("claims/more.jsonl", CLAIMS),
        (
            "sources.csv",
            "file,title,url,publisher\nother.txt,A page by Oonagh Tullyvannon-Reed,,Oonagh Tullyvannon-Reed; Planted Council\n",
        ),
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


def build(corpus: Path) -> Path:
    out = corpus.parent / "exports"
    assert run(["build", str(corpus), "--out", str(out), "-q"]) in (0, 3)
    return out


def files_with_the_name(out: Path) -> list[str]:
    """The files, by content or name, in which a word of the surname can be read."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    pattern = re.compile(r"tullyvannon|oonagh(?! smith|-smith)")
    return [
        path.name
        for path in files
        if pattern.search((path.read_bytes().decode("utf-8", "replace") + path.as_posix()).lower())
    ]


def test_name_is_in_no_byte_after_a_build_and_in_none_after_the_next(corpus: Path) -> None:
    assert {"graph.ttl", "facts.csv", "things.csv", "map.html"} <= set(files_with_the_name(build(corpus)))
    assert run(["forget", NAME, "--corpus", str(corpus), "-q"]) == 0
    assert files_with_the_name(build(corpus)) == []
    path = corpus / "documents" / "oonagh-tullyvannon-reed.txt"
    path.write_text(f"Oonagh Tullyvannon-Reed again.\n\n{TEXT}", encoding="utf-8")
    assert files_with_the_name(build(corpus)) == []


def test_second_build_with_somebody_forgotten_changes_nothing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["forget", NAME, "--corpus", str(corpus), "-q"])
    out = build(corpus)
    before = {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    capsys.readouterr()
    run(["build", str(corpus), "--out", str(out)])
    assert "2 documents unchanged" in "".join(capsys.readouterr())
    assert {p: p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()} == before


def test_graph_with_somebody_forgotten_keeps_its_contract(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["forget", NAME, "--corpus", str(corpus), "-q"])
    out = build(corpus)
    capsys.readouterr()
    assert run(["check", "--graph", str(out)]) == 0, capsys.readouterr().out
    assert run(["check", "--graph", str(out), "--docs", str(corpus)]) == 0, capsys.readouterr().out
    assert not any(isinstance(document, UnseenDocument) for document in load_graph(out).documents)
    assert run(["export", "texts", "--graph", str(out), "-q"]) == 0
    assert files_with_the_name(out) == []


def test_text_kept_for_later_commands_goes_with_its_entry(corpus: Path) -> None:
    run(["forget", NAME, "--corpus", str(corpus), "-q"])
    kept = build(corpus) / ".graphkit" / "texts"
    assert len(list(kept.glob("*.txt"))) == 2
    (corpus / "decisions" / "forget.toml").unlink()
    build(corpus)
    assert list(kept.glob("*.txt")) == []


def test_facts_of_others_stand_and_decisions_that_name_them_wait(corpus: Path) -> None:
    before = load_graph(build(corpus))
    run(["forget", NAME, "--corpus", str(corpus), "-q"])
    after = load_graph(build(corpus))
    assert "Planted Council" in {entity.label for entity in after.entities}
    assert "Ann Lee" in {e.label for e in before.entities} & {e.label for e in after.entities}
    waiting = next(d for d in after.decisions if d.verdict == "reject")
    assert (waiting.key, waiting.applies) == ("person/planted-council--xxxxxx-xxxxxxxxxxx-xxxx", False)
    assert waiting.reason == "██████ ███████████-████ asked; ███████████-████ is gone."
    assert {d.verdict for d in after.decisions} == {"reject", "rename"}


def test_entry_has_a_hash_and_never_the_name(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forget", NAME, "--corpus", str(corpus), "--reason", 'Said "no".', "--by", "ann-lee"]) == 0
    said = "".join(capsys.readouterr())
    text = (corpus / "decisions" / "forget.toml").read_text(encoding="utf-8")
    assert not re.search("tullyvannon|oonagh", (said + text).lower())
    assert "It stands in 2 documents now." in said
    assert "history of a repository" in said
    (row,) = tomllib.loads(text)["forget"]
    assert (row["words"], row["by"], row["reason"]) == (3, "ann-lee", 'Said "no".')
    assert len(row["salt"]) == 32


def test_entries_of_a_file_share_their_salt_and_a_name_is_held_once(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (NAME, "Ann Lee", "  Dr OONAGH tullyvannon reed "):
        assert run(["forget", name, "--corpus", str(corpus)]) == 0
    assert "held already" in "".join(capsys.readouterr())
    rows = tomllib.loads((corpus / "decisions" / "forget.toml").read_text(encoding="utf-8"))["forget"]
    assert len(rows) == 2
    assert len({row["salt"] for row in rows}) == 1
    assert len({row["hash"] for row in rows}) == 2


def test_salts_of_two_corpora_differ(tmp_path: Path) -> None:
    salts = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(OTHER, encoding="utf-8")
        run(["forget", NAME, "--corpus", str(tmp_path / name), "-q"])
        salts.add(entries_of((tmp_path / name / "decisions" / "forget.toml").read_text("utf-8"), "f")[0].salt)
    assert len(salts) == 2


def test_name_comes_from_standard_input_too(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    assert run(["forget", "-", "--corpus", str(corpus), "-q"]) == 0
    assert files_with_the_name(build(corpus)) == []


def test_list_says_how_many_and_where_and_no_name(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["forget", NAME, "--corpus", str(corpus), "--reason", "Asked.", "-q"])
    run(["forget", "Nobody Atall", "--corpus", str(corpus), "-q"])
    capsys.readouterr()
    assert run(["forget", "--list", "--corpus", str(corpus)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("2 persons are to be forgotten.\n")
    assert "1\t3 words\tin 2 documents\t" in said
    assert "2\t2 words\tin 0 documents\t" in said
    assert "Asked." in said
    assert "nagh" not in said


@pytest.mark.parametrize(
    "arguments", [[], ["--list", "Ann Lee"], ["1234"], ["a b c d e f g h i j aa bb cc dd ee ff gg"]]
)
def test_command_line_without_one_name_is_refused(arguments: list[str], corpus: Path) -> None:
    assert run(["forget", *arguments, "--corpus", str(corpus)]) == 2
    assert not (corpus / "decisions" / "forget.toml").exists()


def test_reason_that_names_the_person_is_refused(corpus: Path) -> None:
    assert run(["forget", NAME, "--corpus", str(corpus), "--reason", f"{NAME} asked us to."]) == 2
    assert not (corpus / "decisions" / "forget.toml").exists()


# -- the file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("words = 3", "words = 3\nnmae = 1", 4, 'forget has no field "nmae".'),
        ("words = 3", "", 4, "the entry has no words."),
        ("words = 3", "words = true", 4, "its words or hint is no number that it can be."),
        (f'salt = "{SALT}"', 'salt = "5a"', 4, "its salt or hash is not in 32 and 64 hexadecimal digits."),
        ("n=16384", "n=2", 4, 'its cost is not "scrypt n=16384 r=8 p=1".'),
        ("words = 3", "words = 3\nreason = 1", 4, "its reason or by is no text."),
        ("words = 3", "words = 3\ntime = 1", 4, "its time is no date and time of day."),
        ("[[forget]]", "[forget]", 0, "forget is no list of tables."),
        ("words = 3", "words = three", 9, "no TOML"),
    ],
)
def test_broken_file_stops_the_build_with_its_line_and_nothing_is_written(
    old: str, new: str, line: int, said: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# [[forget]] in a comment\n\n\n" + entry_text(ENTRY)
    assert old in text
    (corpus / "decisions" / "forget.toml").write_text(text.replace(old, new), encoding="utf-8")
    out = corpus.parent / "exports"
    assert run(["build", str(corpus), "--out", str(out)]) == 3
    error = capsys.readouterr().err
    assert f"forget.toml{f', line {line}' if line else ''}: {said}" in error
    assert "Nothing was written" in error
    assert not out.exists()


def test_file_that_is_no_text_stops_the_build(corpus: Path) -> None:
    (corpus / "decisions" / "forget.toml").write_bytes(b"\xff\xfe")
    assert run(["build", str(corpus), "--out", str(corpus.parent / "exports")]) == 3
    assert not (corpus.parent / "exports").exists()


def test_entries_make_no_decisions_and_elsewhere_are_an_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "decisions" / "forget.toml").write_text(entry_text(ENTRY), encoding="utf-8")
    assert "forget" not in (build(corpus) / "graph.ttl").read_text(encoding="utf-8")
    assert capsys.readouterr().err.count('no table "forget"') == 0
    (corpus / "decisions" / "more.toml").write_text(entry_text(ENTRY), encoding="utf-8")
    assert run(["build", str(corpus), "--out", str(corpus.parent / "exports")]) == 3
    assert 'no table "forget" in a decisions file' in capsys.readouterr().err


def test_entry_comes_back_from_its_text() -> None:
    entry = forgotten_entry("Ann Lee", SALT, reason='A "reason"\\ with\u0007', by="me", time="2026-11-20T10:00:00")
    assert entries_of(entry_text(entry), "f") == (entry,)


# -- names in texts --------------------------------------------------------------------------------


def shown(text: str, *names: str) -> str:
    document = Document("a", "a.txt", text, "", Description("a.txt"))
    return without(document, Forgetter(forgotten_entry(name, SALT) for name in names or ("Ann Lee",)))[0].text


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Ms Ann Lee spoke.", "Ms ███ ███ spoke."),
        ("ann lee spoke; ANN LEE; Ann\nLee", "███ ███ spoke; ███ ███; ███\n███"),
        ("Lee, Ann (chair)", "███, ███ (chair)"),
        ("Ann B. Lee and A. Lee", "███ █. ███ and █. ███"),
        ("Ann Lee. Lee's paper. The Lees.", "███ ███. ███'s paper. The ████."),
        ("Ann Lee. Ann left, and Ann Smith came.", "███ ███. ███ left, and Ann Smith came."),
        ("Ann\u00a0Lee, Ánn Lèe, Ann-Lee, annlee", "███\u00a0███, ███ ███, ███-███, ██████"),
        ("Ann Lee: a.lee@b.org, boss@b.org", "███ ███: █.███@█.███, boss@b.org"),
        ("Ann\n\nLee is a river.", "Ann\n\nLee is a river."),
        ("Ann Lee. Ann B. Smith and Ann-Marie Dee", "███ ███. Ann B. Smith and Ann-Marie Dee"),
        ("Anne Lee and Ann Leeds", "Anne Lee and Ann Leeds"),
        ("Lee alone, and Ann alone", "Lee alone, and Ann alone"),
    ],
)
def test_name_is_hidden_as_people_write_it_and_nobody_elses(text: str, want: str) -> None:
    assert shown(text) == want


def test_surname_that_is_an_everyday_word_is_hidden_after_a_title() -> None:
    text = "Ann Head spoke. The Head of Housing agreed with Ms Head."
    assert shown(text, "Ann Head") == "███ ████ spoke. The Head of Housing agreed with Ms ████."


def test_titles_and_letters_are_no_part_of_the_name_but_surnames_are() -> None:
    assert forgotten_name("Councillor Dr Ann Lee OBE") == ("ann", "lee")
    assert forgotten_name("John Major") == ("john", "major")


def test_document_without_the_name_is_the_very_same() -> None:
    document = Document("a", "a.txt", OTHER, "", Description("a.txt"))
    assert without(document, Forgetter([forgotten_entry("Ann Leeds", SALT)]))[0] is document


@settings(max_examples=40)
@given(
    before=st.text("ab é,.\n’", max_size=20),
    after=st.text("ab é,.\n’", max_size=20),
    gap=st.sampled_from((" ", "\n", "\u00a0", "-", "  ", ".", "_", ", ")),
)
def test_hiding_keeps_every_offset(before: str, after: str, gap: str) -> None:
    text = f"{before} Zorba{gap}Quimperlin {after}"
    hidden = shown(text, "Zorba Quimperlin")
    assert len(hidden) == len(text)
    assert "Quimperlin" not in hidden
    assert all(a in (b, "█") for a, b in zip(hidden, text, strict=True))
