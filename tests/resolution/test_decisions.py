"""Reading decisions files: what each decision says, and the line of each that cannot be used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import DecisionError, InputMissingError, UnknownVerdictError
from graphkit.resolution.claims import claims_of
from graphkit.resolution.decisions import FiledDecision, decisions_of, find_decisions, read_decisions
from graphkit.resolution.filed import in_file_order

WHO = 'reason = "So it is."\nby = "ann-lee"\ntime = 2026-11-20T10:00:00\n'
RENAME = f'[[decision]]\nverdict = "rename"\nkey = "organisation/pedal-trust"\nlabel = "Pedal"\n{WHO}'
FILE = "seeds/decisions/blackpool.toml"


def errors(text: str) -> list[str]:
    return [str(error) for error in in_file_order(decisions_of(text, FILE)[1])]


def one(text: str) -> FiledDecision:
    decisions, faults = decisions_of(text, FILE)
    assert not faults, [str(fault.error) for fault in faults]
    (decision,) = decisions
    return decision


def test_unknown_verdict_is_named_with_its_file_and_line() -> None:
    text = RENAME + "\n" * 6 + RENAME.replace("rename", "acept")
    (fault,) = decisions_of(text, FILE)[1]
    assert isinstance(fault.error, UnknownVerdictError)
    assert str(fault.error) == (
        'seeds/decisions/blackpool.toml, line 14: "acept" is not a decision. '
        "Use same, different, rename, retype, accept, reject, edit or add."
    )


def test_line_is_that_of_the_table_though_texts_look_like_tables() -> None:
    text = (
        '# [[decision]]\nnothing = """\n[[decision]]\n\\"""\n[[decision]]"""\n'
        f"more = '''\n[[decision]]\n'''\n  [[ decision ]] # [[decision]]\n{RENAME.partition(chr(10))[2]}"
    )
    (decision,) = decisions_of(text, FILE)[0]
    assert decision.place.line == 9


def test_windows_line_ends_do_not_move_lines() -> None:
    decisions, _ = decisions_of((RENAME + "\n" + RENAME).replace("\n", "\r\n"), FILE)
    assert [decision.place.line for decision in decisions] == [1, 9]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("time = 2026-11-20T10:00:00\n", "", "the decision has no time. Write time = 2026-11-20T10:00:00."),
        ("time = 2026-11-20T10:00:00", "time = 2026-11-20T10:00:00Z", "without zone"),
        ("time = 2026-11-20T10:00:00", 'time = "2026-11-20T10:00:00"', "its time is no date"),
        ("time = 2026-11-20T10:00:00", "time = 2026-11-20T10:00:00.5", "and fractions"),
        ('label = "Pedal"', "", "the decision has no label."),
        ('label = "Pedal"', "label = 3", "its label is no text."),
        ('label = "Pedal"', 'label = " "', "its label is no text."),
        ("label =", "lable =", "the decision has no label."),
        ('label = "Pedal"', 'label = "Pedal"\nlables = "x"', 'rename has no field "lables". Did you mean label?'),
        ('"organisation/pedal-trust"', '"Pedal Trust"', "its key is no thing."),
        ('"organisation/pedal-trust"', '"outcome/0123456789abcdef"', "its key is no thing."),
        ('verdict = "rename"\n', "", "the decision has no verdict."),
    ],
)
def test_decision_that_cannot_be_used_says_why(old: str, new: str, said: str) -> None:
    (error,) = errors(RENAME.replace(old, new))
    assert error.startswith(f"{FILE}, line 1: ")
    assert said in error


@pytest.mark.parametrize(
    ("verdict", "key", "more", "said"),
    [
        ("same", "organisation/a", "", "its key is not two things."),
        ("same", "organisation/a = organisation/a", "", "names one thing twice"),
        ("different", "organisation/a", "", "neither two things nor a thing in a document"),
        ("different", "organisation/b <> organisation/a", "", 'Write "organisation/a <> organisation/b".'),
        ("accept", "pedal", "", "its key is neither a fact nor a thing."),
        ("accept", "0123456789abcdef", 'fact = "a|b/c|leads|d/e"', "its key is not that of its fact."),
        ("accept", "0123456789abcdef", 'status = "maybe"', '"maybe" is no status.'),
        ("retype", "organisation/a", 'kind = "council"', "nothing is made a council"),
        ("retype", "council/a", 'kind = "network"', "nothing is made a council"),
        ("retype", "organisation/a", 'kind = "organisation"', "it is of kind organisation already."),
        ("retype", "organisation/a", 'kind = "outcome"', '"outcome" is no kind of thing.'),
        ("edit", "organisation/a", 'before = "status=done"\nafter = "status=planned"', "its key is no fact."),
        ("edit", "0123456789abcdef", 'before = "status=done"\nafter = "subject=person/a"', "do not name one field"),
        ("edit", "0123456789abcdef", 'before = "status=done"\nafter = "status=maybe"', '"status=maybe" is no status.'),
        ("edit", "0123456789abcdef", 'before = "colour=red"\nafter = "colour=blue"', "do not name one field"),
    ],
)
def test_key_and_fields_must_fit_the_verdict(verdict: str, key: str, more: str, said: str) -> None:
    (error,) = errors(f'[[decision]]\nverdict = "{verdict}"\nkey = "{key}"\n{more}\n{WHO}')
    assert said in error


ADD = (
    '[[decision]]\nverdict = "add"\ndocument = "bikes"\nsubject = { kind = "organisation", name = "A" }\n'
    'relation = "startDate"\nliteral = "2019-02"\nstatus = "done"\nquote = "A began."\n' + WHO
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('literal = "2019-02"', 'literal = "2019-13"', '"2019-13" is no date.'),
        ('literal = "2019-02"', 'literal = "2019-02-30"', '"2019-02-30" is no date.'),
        ('literal = "2019-02"', "", "startDate wants literal"),
        ('relation = "startDate"', 'relation = "began"', '"began" is no relation.'),
        ('kind = "organisation"', 'kind = "topic"', "startDate does not join topic."),
        ('kind = "organisation"', 'kind = "firm"', '"firm" is no kind of thing.'),
        (', name = "A"', "", "it has no name."),
        ('name = "A"', 'name = "A", slug = "a"', 'its subject has an unknown field "slug".'),
        (
            'relation = "startDate"\nliteral = "2019-02"',
            'relation = "reports"\noutcome = { what = "x", value = 3 }',
            "no unit",
        ),
        (
            'relation = "startDate"\nliteral = "2019-02"',
            'relation = "reports"\noutcome = { what = "x", value = nan, unit = "y" }',
            "no figure",
        ),
    ],
)
def test_added_fact_must_be_one(old: str, new: str, said: str) -> None:
    assert not errors(ADD)
    (error,) = errors(ADD.replace(old, new))
    assert said in error


def test_figures_are_written_in_their_plain_form() -> None:
    row = 'relation = "reports"\noutcome = {{ what = "x", value = {}, unit = "y" }}'
    for value, plain in (("420", "420"), ("420.0", "420"), ("2.50", "2.5"), ("1e3", "1000"), ("-0.0", "0")):
        told = one(ADD.replace('relation = "startDate"\nliteral = "2019-02"', row.format(value))).told
        assert told is not None
        assert told.outcome is not None
        assert told.outcome.value == plain


def test_all_faults_of_a_file_come_in_the_order_of_its_lines() -> None:
    text = (
        RENAME.replace("rename", "acept") + RENAME.replace("by =", "buy =") + RENAME + RENAME.replace("reason =", "r =")
    )
    found = errors(text)
    assert [error.split(":")[0] for error in found] == [f"{FILE}, line {n}" for n in (1, 8, 22)]
    assert len(decisions_of(text, FILE)[0]) == 1


def test_file_that_is_no_toml_is_named_with_the_line() -> None:
    (fault,) = decisions_of(RENAME + "by = = 2\n", FILE)[1]
    assert isinstance(fault.error, DecisionError)
    assert fault.error.where == f"{FILE}, line 8"


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, f"x = {'9' * 5000}", "decision = 3", "[decision]\nverdict = 1"])
def test_hostile_file_is_one_fault(text: str) -> None:
    decisions, faults = decisions_of(text, FILE)
    assert not decisions
    assert faults


def test_table_of_another_name_is_named() -> None:
    assert errors('[[decison]]\nverdict = "same"\n') == [
        f'{FILE}: there is no table "decison" in a decisions file. Use [[decision]].'
    ]


def test_folder_is_read_by_name_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(RENAME, encoding="utf-8")
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + RENAME.encode())
    (tmp_path / "c.toml").write_bytes(b'x = "\xff"')
    (tmp_path / "d.toml").symlink_to(tmp_path / "a.toml")
    (tmp_path / "notes.md").write_text("no decision", encoding="utf-8")
    (tmp_path / ".hidden.toml").write_text("=", encoding="utf-8")
    filed = read_decisions(tmp_path)
    assert [Path(d.place.file).name for d in filed.decisions] == ["a.toml", "b.toml"]
    assert [Path(f.place.file).name for f in filed.faults] == ["c.toml", "d.toml"]
    assert "no UTF-8 at byte 5" in str(filed.faults[0].error)


def test_folder_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match="no such folder"):
        find_decisions(tmp_path / "none", tmp_path)
    assert not find_decisions(None, tmp_path).decisions


@given(st.text(alphabet="[]decison\"'#=\\ \n1{}.,", max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    decisions_of(text, FILE)
    decisions_of(RENAME + text, FILE)


@given(st.lists(st.sampled_from(["\n", "# [[decision]]\n", 'x = """\n[[decision]]\n"""\n', "y = 'a\"'\n"]), max_size=4))
def test_line_is_found_after_whatever_stands_before(before: list[str]) -> None:
    lead = "".join(dict.fromkeys(before))
    (decision,) = decisions_of(lead + RENAME, FILE)[0]
    assert decision.place.line == lead.count("\n") + 1


def test_examples_of_the_manual_can_be_used(project: Path) -> None:
    decisions = re.findall(
        r"```toml\n(.*?)```", (project / "docs" / "decisions.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert [one(text).verdict for text in decisions] == ["accept", "add"]
    lines = re.findall(r"```json\n(.*?)```", (project / "docs" / "claims.md").read_text(encoding="utf-8"), re.DOTALL)
    claims, faults = claims_of("".join(lines), "docs/claims.md")
    assert (len(claims), faults) == (1, [])


@given(st.lists(st.sampled_from("abc"), min_size=8, max_size=8), st.permutations(range(8)))
def test_decisions_are_the_same_however_they_are_spread_over_files(
    tmp_path_factory: pytest.TempPathFactory, files: list[str], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("decisions")
    for number in order:
        with (folder / f"{files[number]}.toml").open("a", encoding="utf-8") as file:
            file.write(RENAME.replace("10:00:00", f"10:00:{number:02}"))
    filed = read_decisions(folder)
    assert not filed.faults
    assert sorted(filed.decisions, key=lambda d: d.id) == sorted(
        decisions_of("".join(RENAME.replace("10:00:00", f"10:00:{number:02}") for number in range(8)), FILE)[0],
        key=lambda d: d.id,
    )
