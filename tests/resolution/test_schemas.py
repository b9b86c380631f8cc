"""The published schemas of decisions and claims files say the same of an entry as the reader does."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graphkit.ids import fact_id
from graphkit.records import Kind, Relation
from graphkit.resolution.claims import claims_of
from graphkit.resolution.decisions import Verdict, decisions_of
from graphkit.reviewing.entries import entry, toml_text

FACT = "bikes|organisation/pedal-trust|provides|initiative/saltby--spokes"
KEY = fact_id(FACT)
WHO = 'reason = "So it is."\nby = "ann-lee"\ntime = 2026-11-20T10:00:00\n'
HEAD = {"proposer": "my-model", "version": 1, "confidence": 0.4}
TOLD: dict[str, Any] = {
    "document": "wigan-pause",
    "quote": "Pause works with women.",
    "subject": {"kind": "initiative", "name": "Pause"},
    "relation": "targets",
    "object": {"kind": "population", "name": "women"},
    "status": "done",
}
DATED = {**TOLD, "relation": "startDate", "literal": "2019-02"}
del DATED["object"]
COUNTED = {**DATED, "relation": "reports", "outcome": {"what": "women", "value": 20, "unit": "people", "approx": True}}
del COUNTED["literal"]


def decision(verdict: str, key: str, more: str = "") -> str:
    return f'verdict = "{verdict}"\nkey = "{key}"\n{more}\n{WHO}'


def edit(before: str, after: str) -> str:
    return decision("edit", KEY, f"before = {toml_text(before)}\nafter = {toml_text(after)}")


def added(told: dict[str, Any], more: str = "") -> str:
    return f'verdict = "add"\n{"".join(f"{name} = {inline(value)}" + chr(10) for name, value in told.items())}{more}\n{WHO}'


def inline(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {inline(one)}' for name, one in value.items())} }}"
    return toml_text(value) if isinstance(value, str) else json.dumps(value)


ON_FACT = f'fact = "{FACT}"\nquote = "Pedal Trust runs Spokes."\nstatus = "done"'
GOOD = (
    decision("accept", KEY),
    decision("accept", f"  {KEY} ", ON_FACT),
    decision("reject", KEY, ON_FACT),
    decision("accept", "organisation/pedal-trust"),
    decision("reject", "initiative/saltby--spokes"),
    decision("same", "organisation/pedal = council/wigan"),
    decision("same", "organisation/pedal  =   organisation/pedal-trust"),
    decision("different", "organisation/a <> organisation/b"),
    decision("different", "organisation/spectrum @ wigan-pause"),
    decision("rename", "place/fleet", 'label = "Fleet"'),
    decision("retype", "organisation/fund", 'kind = "initiative"'),
    edit("status=done", "status=planned"),
    edit(" status = done", "status =ended "),
    edit("relation=leads", "relation=partOf"),
    edit("subject=organisation/a", "subject=document/wigan-pause"),
    edit("object=organisation/a", "object==Head of Parks"),
    edit("object==2018", "object==2018-03"),
    added(TOLD),
    added(TOLD, f'key = "{"0" * 16}"\nsource = "The minutes of 3 May."'),
    added(DATED),
    added(COUNTED),
    added({**COUNTED, "outcome": {"what": "women"}}),
    added({**COUNTED, "outcome": {"what": "women", "unit": "people"}}),
)
BAD = (
    decision("acept", KEY),
    decision("accept", KEY).replace('verdict = "accept"', ""),
    decision("accept", KEY).replace("verdict", "verdit"),
    decision("accept", KEY[:-1]),
    decision("accept", KEY.upper()),
    decision("accept", "organisation/a = organisation/b"),
    decision("accept", "outcome/a"),
    decision("accept", "organisation/a---b"),
    decision("accept", KEY, 'label = "A"'),
    decision("accept", KEY, 'status = "happening"'),
    decision("accept", KEY, 'fact = "bikes|a|b"'),
    decision("accept", KEY, 'quote = " "'),
    decision("accept", KEY, "quote = 7"),
    decision("accept", KEY, 'quote = "a\\u0000b"'),
    *(decision("accept", KEY).replace(line, "") for line in ('reason = "So it is."', 'by = "ann-lee"')),
    decision("accept", KEY).replace("time = 2026-11-20T10:00:00", ""),
    decision("accept", KEY).replace("10:00:00", "10:00:00Z"),
    decision("accept", KEY).replace("10:00:00", "10:00:00.5"),
    decision("accept", KEY).replace("T10:00:00", ""),
    decision("same", "organisation/a"),
    decision("same", "organisation/a <> organisation/b"),
    decision("same", "organisation/a=organisation/b"),
    decision("same", "organisation/a = organisation/b", 'label = "A"'),
    decision("different", "organisation/a = organisation/b"),
    decision("different", "organisation/a @ Wigan"),
    decision("rename", "place/fleet"),
    decision("rename", KEY, 'label = "Fleet"'),
    decision("retype", "organisation/fund", 'kind = "fund"'),
    decision("retype", "organisation/fund", 'kind = "council"'),
    decision("retype", "council/wigan", 'kind = "place"'),
    decision("retype", "place/fleet", 'kind = "place"'),
    decision("edit", KEY),
    decision("edit", KEY, 'before = "status=done"'),
    decision("edit", "place/fleet", 'before = "status=done"\nafter = "status=planned"'),
    edit("status=done", "relation=leads"),
    edit("status=done", "status=happening"),
    edit("relation=leads", "relation=Leads"),
    edit("subject=organisation/a", "subject==A"),
    edit("object==2018", "object== "),
    edit("label=a", "label=b"),
    added({**TOLD, "relation": "likes"}),
    added({**TOLD, "status": "happening"}),
    added({**TOLD, "literal": "2019"}),
    added({**TOLD, "subject": {"kind": "initiative"}}),
    added({**TOLD, "subject": {"kind": "fund", "name": "A"}}),
    added({**TOLD, "subject": {"kind": "initiative", "name": "A", "slug": "a"}}),
    added({**DATED, "literal": "2019-13"}),
    added({**DATED, "literal": "March 2019"}),
    added({**DATED, "object": {"kind": "place", "name": "A"}}),
    added({**COUNTED, "outcome": {"what": "women", "value": 20}}),
    added({**COUNTED, "outcome": {"what": "women", "value": "20", "unit": "people"}}),
    added({**COUNTED, "outcome": {"what": "women", "value": True, "unit": "people"}}),
    added({**COUNTED, "outcome": {"what": "women", "value": 1e15, "unit": "people"}}),
    added({**COUNTED, "outcome": {"what": "women", "approx": 1}}),
    added({**COUNTED, "outcome": {"value": 20, "unit": "people"}}),
    added(TOLD, 'label = "A"'),
    *(added({name: value for name, value in TOLD.items() if name != gone}) for gone in TOLD),
)
# What no schema of one entry can tell, as the schemas' $comment says: the reader alone refuses these.
BEYOND = (
    decision("accept", "0" * 16, ON_FACT),
    decision("same", "organisation/a = organisation/a"),
    decision("different", "organisation/b <> organisation/a"),
    added({**DATED, "literal": "2019-02-30"}),
)


def jsonable(value: object) -> Any:
    """Parsed TOML as the schema sees it: times are text."""
    if isinstance(value, dict):
        return {name: jsonable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [jsonable(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) or hasattr(value, "isoformat") else value


@pytest.fixture(scope="module")
def fits(project: Path) -> Callable[[str, object], bool]:
    """Whether a value fits one of the two schemas."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: pip install '.[test]'")
    validators = {}
    for name in ("decisions", "claims"):
        schema = json.loads((project / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    return lambda name, value: bool(validators[name].is_valid(value))


def is_read(text: str) -> bool:
    decisions, faults = decisions_of(f"[[decision]]\n{text}", "a.toml")
    assert len(decisions) + len(faults) == 1, text
    return bool(decisions)


def parsed(text: str) -> Any:
    return jsonable(tomllib.loads(f"[[decision]]\n{text}"))


@pytest.mark.parametrize("text", GOOD)
def test_good_decision_fits_both(fits: Callable[[str, object], bool], text: str) -> None:
    assert (is_read(text), fits("decisions", parsed(text))) == (True, True), text


@pytest.mark.parametrize("text", BAD)
def test_bad_decision_fits_neither(fits: Callable[[str, object], bool], text: str) -> None:
    assert (is_read(text), fits("decisions", parsed(text))) == (False, False), text


@pytest.mark.parametrize("text", BEYOND)
def test_what_a_schema_cannot_tell_the_reader_does(fits: Callable[[str, object], bool], text: str) -> None:
    assert (is_read(text), fits("decisions", parsed(text))) == (False, True), text


def test_file_with_another_table_fits_neither(fits: Callable[[str, object], bool]) -> None:
    for text in ("[[decisions]]\n", "decision = 3\n", "[decision]\nverdict = 'accept'\n"):
        assert decisions_of(text, "a.toml")[1]
        assert not fits("decisions", jsonable(tomllib.loads(text)))
    assert fits("decisions", {})


def test_files_of_the_seeds_and_examples_of_the_manual_fit(
    fits: Callable[[str, object], bool], project: Path, seeds: Path
) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted((seeds / "decisions").glob("*.toml"))]
    manual = (project / "docs" / "decisions.md").read_text(encoding="utf-8")
    texts += re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    assert len(texts) > 2
    for text in texts:
        assert fits("decisions", jsonable(tomllib.loads(text))), text


def test_written_entry_is_read_again_as_it_was() -> None:
    hard = 'so "said" \\ \x7f \x1b[1m\u2028 é'
    for text in GOOD:
        (filed,), _ = decisions_of(
            f"[[decision]]\n{text}".replace("So it is.", json.dumps(hard)[1:-1].replace("\x7f", "\\u007f")), "a.toml"
        )
        if filed.verdict is not Verdict.ADD:
            assert decisions_of(entry(filed), "a.toml") == ([filed], [])


# -- claims and facts in someone's words -----------------------------------------------------------


def claim_is_read(row: object) -> bool:
    claims, faults = claims_of(f"{json.dumps(HEAD)}\n{json.dumps(row)}", "a.jsonl")
    assert len(claims) + len(faults) == 1
    return bool(claims)


@pytest.mark.parametrize(
    ("row", "is_good"),
    [
        (TOLD, True),
        (DATED, True),
        (COUNTED, True),
        ({**TOLD, "confidence": 0.3, "proposer": "other@2"}, True),
        ({**TOLD, "confidence": 0}, False),
        ({**TOLD, "confidence": 1}, False),
        ({**TOLD, "confidence": True}, False),
        ({**TOLD, "confidence": "0.3"}, False),
        ({**TOLD, "proposer": "other"}, False),
        ({**TOLD, "proposer": "Other@1"}, False),
        ({**TOLD, "verdict": "accept"}, False),
        ({**TOLD, "quote": ""}, False),
        ({**TOLD, "outcome": {"what": "a"}}, False),
        ({**DATED, "relation": "hasRole"}, False),
        ({**DATED, "relation": "hasRole", "subject": {"kind": "person", "name": "A"}, "literal": "Head"}, True),
        ({}, False),
        ([], False),
        (7, False),
    ],
)
def test_claim_fits_both_or_neither(fits: Callable[[str, object], bool], row: object, is_good: bool) -> None:
    assert (claim_is_read(row), fits("claims", row)) == (is_good, is_good)


@pytest.mark.parametrize(
    ("head", "is_good"),
    [
        (HEAD, True),
        ({**HEAD, "version": 0}, False),
        ({**HEAD, "version": True}, False),
        ({**HEAD, "version": "1"}, False),
        ({**HEAD, "proposer": "My Model"}, False),
        ({**HEAD, "confidence": 1.5}, False),
        ({**HEAD, "by": "a"}, False),
        *(({k: v for k, v in HEAD.items() if k != gone}, False) for gone in HEAD),
    ],
)
def test_first_line_fits_both_or_neither(
    fits: Callable[[str, object], bool], head: dict[str, object], is_good: bool
) -> None:
    assert (not claims_of(json.dumps(head), "a.jsonl")[1], fits("claims", head)) == (is_good, is_good)


def facts_in_words() -> Iterator[dict[str, Any]]:
    """Every relation between every two kinds, and with a literal and a result."""
    kinds = [kind.value for kind in Kind]
    for relation, first in itertools.product(Relation, kinds):
        row = {**TOLD, "relation": relation.value, "subject": {"kind": first, "name": "wigan-pause"}}
        del row["object"]
        yield {**row, "literal": "2019"}
        yield {**row, "outcome": {"what": "a"}}
        yield from ({**row, "object": {"kind": second, "name": "B"}} for second in kinds)


def test_relations_join_the_same_kinds_in_both(fits: Callable[[str, object], bool]) -> None:
    wrong = [row for row in facts_in_words() if claim_is_read(row) != fits("claims", row)]
    assert not wrong, wrong[:3]
    rows = list(facts_in_words())
    assert 100 < sum(map(claim_is_read, rows)) < len(rows) / 2


def test_what_the_schemas_share_is_the_same_in_both(project: Path) -> None:
    one, other = (
        json.loads((project / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))["$defs"]
        for name in ("decisions", "claims")
    )
    for name in ("words", "status", "relation", "end", "outcome", "date", "told"):
        assert one[name] == other[name], name
    assert one["relation"]["enum"] == [relation.value for relation in Relation]
