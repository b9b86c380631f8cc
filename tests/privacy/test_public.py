"""Nothing of a person can be read in tier public: every byte of every output is looked through."""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graphkit.cli import run
from graphkit.cli.loading import load_graph
from graphkit.graph import read_graph, turtle
from graphkit.privacy.given_names import GIVEN_NAMES
from graphkit.privacy.hiding import gives_away, hide
from graphkit.privacy.names import Names, name_of, names
from graphkit.privacy.tiers import in_tier
from graphkit.records import Description, Document, Graph, Kind, Tier


def plain(text: str) -> str:
    """Letters without accents in lower case, everything else as it is."""
    same = {"ø": "o", "Ø": "o", "’": "'"}
    spelt = "".join(same.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFKD", spelt) if not unicodedata.combining(c)).casefold()


def ways_to_read(data: bytes) -> Iterator[str]:
    """The bytes as text, as they are and with the escapes of addresses, HTML, JSON and Turtle undone."""
    text = data.decode("utf-8", "replace")  # a database is no text throughout
    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    for way in (text, unquote(text), html.unescape(text), escaped):
        yield plain(way)


def words_of_persons(planted: ModuleType) -> set[str]:
    """Surnames and rare given names: words that stand nowhere else."""
    found = {word for person in planted.PERSONS for word in re.findall(r"[^\W\d_]+", plain(person)) if len(word) > 5}
    return found | {"oshaughnessywick", "brackenburyoke", "sorlandsen", "zoe", "minhhanh"}


def numbers(planted: ModuleType) -> set[str]:
    """The planted numbers of seven digits and more, as digits alone."""
    every = (*planted.PHONES, *planted.OTHER_NUMBERS)
    return {digits for n in every if len(digits := re.sub(r"\D", "", n)) > 6}


def found_in(planted: ModuleType, folder: Path) -> list[str]:
    """What of the planted words, addresses and numbers can be read in the files of a folder, and in their names."""
    persons, digits = words_of_persons(planted), numbers(planted)
    strings = {plain(s) for s in (*planted.EMAILS, *planted.PHONES, *planted.ACCOUNTS, *planted.PLACES) if len(s) > 6}
    strings |= {"planted.example", "quillfeatherzeb", "4471", "5582", "496 0999"}
    left = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for whole in (*ways_to_read(path.read_bytes()), plain(path.as_posix())):
            text = re.sub(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", "", whole)  # a checksum says no number
            left += [f"{path.name}: {word}" for word in sorted(persons | strings) if word in text]
            together = re.sub(r"(?<=\d)[ .()/\u00a0\u2011-]{1,3}(?=\d)", "", text)
            left += [f"{path.name}: {number}" for number in sorted(digits) if number in together]
    return sorted(set(left))


def test_more_than_sixty_strings_are_planted(planted: ModuleType, exports: Path) -> None:
    every = (
        *planted.PERSONS,
        *planted.EMAILS,
        *planted.PHONES,
        *planted.PLACES,
        *planted.ACCOUNTS,
        *planted.OTHER_NUMBERS,
    )
    assert len(set(every)) > 60
    documents = plain("\n".join(planted.DOCUMENTS.values()) + planted.SOURCES + planted.DECISIONS + planted.CLAIMS)
    assert [
        word for word in words_of_persons(planted) - {"oshaughnessywick", "brackenburyoke"} if word not in documents
    ] == []
    named = " ".join(found_in(planted, exports))
    assert all(word in named for word in ("quillfeather", "zebedee.quillfeather@planted-council.gov.uk", "07700900123"))


def test_nothing_planted_is_left_in_any_byte_of_any_output(planted: ModuleType, public: Path) -> None:
    assert {path.suffix for path in public.iterdir() if path.is_file()} >= {
        ".ttl",
        ".csv",
        ".html",
        ".gexf",
        ".graphml",
    }
    assert found_in(planted, public) == []


def test_public_graph_keeps_its_contract(public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--graph", str(public), "--docs", str(public / "texts")]) == 0, capsys.readouterr().out


def test_every_sentence_is_in_the_public_text_at_its_old_place(exports: Path) -> None:
    before = load_graph(exports)
    after = in_tier(before, Tier.PUBLIC)
    texts = {document.slug: document.text for document in after.documents}
    assert sorted(map(len, texts.values())) == sorted(len(d.text) for d in before.documents)
    sentences = [(s, e) for s in after.statements for e in s.evidence if e.start is not None]
    assert sentences
    for statement, evidence in sentences:
        assert texts[statement.document][evidence.start : evidence.end] == evidence.quote
        assert evidence.time_text in evidence.quote


def test_no_fact_is_lost(exports: Path) -> None:
    before = load_graph(exports)
    after = in_tier(before, Tier.PUBLIC)
    assert len(after.statements) == len({s.id for s in after.statements}) == len(before.statements)
    assert [len(after.entities), len(after.outcomes), len(after.decisions)] == [
        *(len(before.entities), len(before.outcomes), len(before.decisions))
    ]


def test_facts_that_name_nobody_keep_their_ids_and_keys(exports: Path) -> None:
    before = {s.id: s for s in load_graph(exports).statements}
    after = {s.id: s for s in in_tier(load_graph(exports), Tier.PUBLIC).statements}
    kept = before.keys() & after.keys()
    assert kept
    assert all(after[fact].key == before[fact].key for fact in kept)
    assert not any("person/" in before[fact].key for fact in kept)
    assert all(after[fact].key == "" for fact in after.keys() - kept)


def test_persons_are_numbered_by_their_first_place_in_the_document(exports: Path) -> None:
    before = load_graph(exports)
    after = in_tier(before, Tier.PUBLIC)
    document = next(d for d in before.documents if d.slug == "digest")
    persons = [e for e in before.entities if e.ref.kind is Kind.PERSON and e.documents == ("digest",)]
    in_order = sorted(document.text.index(person.label) for person in persons)
    numbered = [e for e in after.entities if e.ref.slug.startswith("digest--person-")]
    assert [e.ref.slug for e in numbered] == [f"digest--person-{n + 1}" for n in range(len(in_order))]
    assert {e.label for e in numbered} == {"person"}


def test_public_tier_of_the_same_graph_is_the_same_bytes_and_stays_public(exports: Path) -> None:
    graph = load_graph(exports)
    once, again = in_tier(graph, Tier.PUBLIC), in_tier(graph, Tier.PUBLIC)
    assert "".join(turtle(once)) == "".join(turtle(again))
    assert in_tier(once, Tier.NAMED) is once
    assert in_tier(once, Tier.INTERNAL) is once


def test_public_graph_comes_back_from_its_file(public: Path) -> None:
    graph = read_graph(public, public / "texts")
    assert graph.tier is Tier.PUBLIC
    assert "".join(turtle(graph)).encode("utf-8") == (public / "graph.ttl").read_bytes()


def test_named_is_as_it_always_was_and_says_no_tier(exports: Path) -> None:
    graph = load_graph(exports)
    assert in_tier(graph, Tier.NAMED) is graph
    assert b"conditionsOfAccess" not in (exports / "graph.ttl").read_bytes()


def test_graph_without_its_texts_is_not_made_public(
    exports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out.ttl"
    (tmp_path / "graph.ttl").write_bytes((exports / "graph.ttl").read_bytes())
    assert run(["export", "ttl", "--tier", "public", "--graph", str(tmp_path / "graph.ttl"), "-o", str(target)]) == 3
    assert "--docs" in capsys.readouterr().err
    assert not target.exists()


def test_public_output_never_takes_the_place_of_the_named_one(exports: Path, public: Path) -> None:
    assert load_graph(exports).tier is Tier.NAMED
    assert (public / "graph.ttl").is_file()


def test_readers_of_every_format_are_told_the_tier(public: Path) -> None:
    said = 'schema:conditionsOfAccess "public"'
    assert said in (public / "graph.ttl").read_text(encoding="utf-8")
    assert said in (public / "graph.trig").read_text(encoding="utf-8")
    assert '"schema:conditionsOfAccess": "public"' in (public / "graph.jsonld").read_text(encoding="utf-8")
    assert "<description>tier public</description>" in (public / "graph.gexf").read_text(encoding="utf-8")
    assert ">public</data>" in (public / "graph.graphml").read_text(encoding="utf-8")
    assert "names of persons and contact data are hidden" in (public / "map.html").read_text(encoding="utf-8")


# -- single strings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Councillor Zorba Quimperlin agreed.",
            "a letter of Ms. Quimperlin",
            "Dr Q. Zorbalin’s clinic",
            "Cllrs Zorbalin and others",
        ),
        *(
            "write to a.b@c.org",
            "a.b [at] c [dot] org",
            "a.b(at)c.org",
            "a dot b at c dot org",
            "a.b＠c.org",
            "a.b&#64;c.org",
        ),
        *(
            "ring 01632 960 111",
            "ring (01632) 960111",
            "+44(0)1632 960111",
            "0 1 6 3 2 9 6 0 1 1 1",
            "07700-900-111",
            "tel. 960 111",
        ),
        *("at 3 Elmwood Drive, AB1 2CD", "Flat 2, Elm House", "see @zorbalin", "https://www.linkedin.com/in/zorbalin"),
        *("0808 157 0111 (free)", "ext. 2210", "Tel:\u00a001632\u00a0960\u00a0111", "０１６３２ ９６０１１１"),
    ],
)
def test_contact_data_and_titled_names_are_seen_and_hidden(text: str) -> None:
    assert gives_away(text)
    hidden = hide(text, Names())
    assert len(hidden) == len(text)
    assert not gives_away(hidden)


@pytest.mark.parametrize(
    "text",
    [
        *("In 2019/20 the service saw 12,500 people, 45.5 per cent of them men.", "It cost £1,250,000 over 10 years."),
        *("Wigan Council works with Turning Point.", "The scheme runs at 9.30am, and at 2.15pm on Fridays."),
        *("The Director of Public Health and the Cabinet Member for Housing agreed.", "0.75 0.80 0.95 1.25"),
        *("Stage 2 of Hepatitis C. Testing went well.", "E08000010 and 2018-03-01", "Sections 1.2.3 to 4.5.6"),
        *("Albert Road and Victoria Park are near St Helens.", "Will it last? May be.", "the council said so"),
    ],
)
def test_what_is_no_persons_stays_readable(text: str) -> None:
    assert hide(text, Names()) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Jamieson's paper, P. Jamieson, O’Dowd and the Jamiesons",
            "████████'s paper, █. ████████, █’████ and the █████████",
        ),
        ("Paul\nJamieson; JAMIESON, PAUL; jamieson", "████\n████████; ████████, ████; ████████"),
        ("#PaulJamieson pauljamieson_1", "#████████████ ████████████_1"),
        ("P\u0301aul", "P\u0301aul".replace("P", "█").replace("aul", "███").replace("\u0301", "█")),
        ("mark the date, Mark Hill; a hill", "mark the date, ████ ████; a hill"),
    ],
)
def test_known_names_are_hidden_however_they_are_written(text: str, shown: str) -> None:
    known = names(map(name_of, ("Dr Paul Jamieson MBE", "John O'Dowd", "Mark Hill")))
    assert hide(text, known) == shown


SURNAMES = st.text("abcdefghijklmnoprstuvwyz", min_size=7, max_size=12).map(lambda s: f"Q{s}x".capitalize())
FIRST = st.sampled_from(sorted(GIVEN_NAMES)).map(str.capitalize)
TEMPLATES = (
    "{first} {last} leads the scheme. {last} said it works.",
    "The scheme, says Cllr {last}, works. {first} {last} began it.",
    "Led by {first} {last}, director of housing, it grew.\n\nContact\n{first} {last}\n{email}\n{phone}",
    "“It works,” said {first} {last}. Later {first}-Ann {last} and {last}’s team left. Write to {email} or ring {phone}.",
    "Present: Councillors {last} (chair) and Ann Lee. {last} moved; {first} {last} seconded.",
    "{upper} SPOKE. {first} {last} did, with Mr {last} Senior, on {phone}.",
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=FIRST, last=SURNAMES, template=st.sampled_from(TEMPLATES), start=st.text("Ab cé,\n’", max_size=12))
@example(first="Will", last="Qabcdefgx", template=TEMPLATES[0], start="")
def test_random_names_in_random_places_are_hidden_and_offsets_hold(
    first: str, last: str, template: str, start: str
) -> None:
    email, phone = f"{first}.{last}@{last}.org".lower(), "01632 960" + str(100 + len(last))
    said = template.format(first=first, last=last, upper=f"{first} {last}".upper(), email=email, phone=phone)
    text = f"{start}\n\n{said}"
    document = Document("a", "a.txt", text, "A title", Description("a.txt"))
    (shown,) = in_tier(Graph((document,), (), (), (), 0.5, "test"), Tier.PUBLIC).documents
    assert len(shown.text) == len(text)
    assert last.lower() not in shown.text.lower()
    assert email not in shown.text
    assert phone not in shown.text
    assert all(a in (b, "█") for a, b in zip(shown.text, text, strict=True))


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are those of POSIX")
def test_internal_outputs_are_their_owners_alone_and_say_so(exports: Path, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    assert run(["export", "ttl", "--tier", "internal", "--graph", str(exports), "-o", str(target)]) == 0
    assert target.stat().st_mode & 0o777 == 0o600
    text = target.read_text(encoding="utf-8")
    assert text.replace('    schema:conditionsOfAccess "internal" ;\n', "") == (exports / "graph.ttl").read_text(
        encoding="utf-8"
    )
    assert run(["map", "--tier", "internal", "--graph", str(exports), "-o", str(tmp_path / "map.html"), "-q"]) == 0
    assert (tmp_path / "map.html").stat().st_mode & 0o777 == 0o600
    assert run(["export", "csv", "--tier", "internal", "--graph", str(exports)]) == 0
    assert json.dumps("Quillfeather")[1:-1] in (exports / "internal" / "facts.csv").read_text(encoding="utf-8")
