"""Laws of reading, as properties of any document put together from sentences, layout and noise."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from graphkit.extractors.annotate import annotate
from graphkit.ids import slug
from graphkit.knowledge import load_knowledge
from graphkit.outline import make_outline
from graphkit.pipeline import read_one
from graphkit.records import Description, Document, Kind, Reading
from graphkit.statements import assemble, state

LAW = settings(derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

BODIES = st.sampled_from(
    ["Brookfield Trust", "Age UK", "Public Health England", "Ostermoor Homes Ltd", "Larkrise CIC", "the council", "we"]
)
THINGS = st.sampled_from(
    [
        "a carers hub",
        "the Warm Rooms scheme",
        "a weight management service",
        "two repair hubs",
        "the Boiler Fund",
        "the scheme",
    ]
)
PEOPLE = st.sampled_from(
    ["older tenants", "300 residents", "people aged 16 to 25", "vulnerable women", "year nine and 10 pupils"]
)
TIMES = st.sampled_from(["in March 2019", "last year", "from 2018", "in 2018/19", ""])
PERSONS = st.sampled_from(["Jane Smith", "Cllr Tom Ward", "Dr Amir Khan", "Ms Mills"])


def _filled(pattern: str) -> st.SearchStrategy[str]:
    slots = {"body": BODIES, "other": BODIES, "thing": THINGS, "people": PEOPLE, "time": TIMES, "person": PERSONS}
    names = dict.fromkeys(re.findall(r"{(\w+)}", pattern))
    return st.fixed_dictionaries({name: slots[name] for name in names}).map(lambda values: pattern.format(**values))


SENTENCES = st.one_of(
    *map(
        _filled,
        (
            "{body} runs {thing} for {people} {time}.",
            "{thing} was set up {time} by {body} and {other}.",
            "{body} will launch {thing} to tackle fuel poverty.",
            "{body} no longer funds {thing}, which ended {time}.",
            "{body} works in partnership with {other}, Citizens Advice and Mind.",
            "{body} was awarded the contract and delivery commenced {time}.",
            "Nearly 1,200 {people} attended {thing} {time}, saving £1.2 million a year.",
            "“We run {thing} with {other} for all of us,” said {person}, director of {body}.",
            "{person}, head of housing at {body}, said: “{thing} reached {people}.",
            "{body} launched:\n\n- {thing} for {people}\n- a befriending helpline\n3. {thing}",
        ),
    )
)
LAYOUT = st.sampled_from(
    [
        "The challenge",
        "The impact",
        "Leeds City Council",
        "Wigan Council",
        "Contact details\n\nJane Smith\nPublic Health Manager\nWigan Council",
        "View all articles",
    ]
)
NOISE = st.text(max_size=60).map(lambda text: text.replace("\x00", ""))
PARTS = st.lists(st.one_of(SENTENCES, SENTENCES, LAYOUT, NOISE), max_size=8)
TITLES = st.sampled_from(
    ["Wigan Council: warm homes", "Warm homes in Wigan", "Wigan Council and Leeds City Council", "Warm homes", ""]
)
TEXTS = st.builds(lambda title, parts: "\n\n".join([title, *parts]), TITLES, PARTS)


def read(text: str, name: str = "a") -> Reading:
    return read_one(Document(name, f"{name}.txt", text, "", Description(f"{name}.txt")), load_knowledge())


def quotes(reading: Reading) -> set[tuple[str, str]]:
    """(id, quote) of what rules read; what only a judge says hangs on all of the document."""
    facts, _ = state(reading)
    return {(fact.id, e.quote) for fact in facts for e in fact.evidence if ".judged@" not in e.rule}


@LAW
@given(TEXTS)
def test_every_quote_is_the_text_at_its_offsets_and_says_something(text: str) -> None:
    reading = read(text)
    for claim in reading.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.span.of(text).strip()
        assert claim.time_text in claim.span.of(text)
    facts, _ = state(reading)
    for fact in facts:
        assert fact.evidence
        for evidence in fact.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


@LAW
@given(TEXTS)
def test_mentions_lie_within_the_text_in_order_and_do_not_overlap(text: str) -> None:
    outline = make_outline(Document("a", "a.txt", text, "", Description("a.txt")))
    mentions, inner = annotate(outline, load_knowledge())
    for mention in (*mentions, *inner):
        assert mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip()
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


@LAW
@given(TEXTS)
def test_sentences_lie_in_order_within_their_paragraphs(text: str) -> None:
    outline = make_outline(Document("a", "a.txt", text, "", Description("a.txt")))
    spans = [sentence.span for sentence in outline.sentences]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(outline.paragraphs[s.paragraph].span.holds(s.span) for s in outline.sentences)
    assert len(outline.folded) == len(text)


@LAW
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@LAW
@given(TEXTS)
def test_ends_of_every_fact_are_things_with_a_name_and_a_slug(text: str) -> None:
    reading = read(text)
    known = {thing.ref: thing for thing in reading.things}
    for claim in reading.claims:
        for ref in (claim.subject, claim.object, claim.speaker):
            if ref is not None and ref.kind is not Kind.DOCUMENT:
                assert known[ref].name.strip()
                assert all(slug(part) == part for part in ref.slug.split("--"))


@LAW
@given(st.lists(SENTENCES, min_size=1, max_size=3), st.integers(1, 3), st.integers(0, 3))
def test_quotes_and_ids_stay_exact_when_paragraphs_come_before_and_after(
    sentences: list[str], before: int, after: int
) -> None:
    body = "\n\n".join(sentences)
    plain = f"Wigan Council: warm homes\n\nHere it is.\n\n{body}\n"
    banner = "Tell us what you think of our beta website\n\n" * before
    tail = "\n\nThat is how it went for all of them." * after
    moved = read(banner + plain + tail)
    text = moved.document.text
    assert quotes(read(plain)) == quotes(moved)
    assert all(text[e.start : e.end] == e.quote for fact in state(moved)[0] for e in fact.evidence)


@LAW
@given(TEXTS, TEXTS)
def test_no_other_document_moves_a_fact_or_its_id(first: str, second: str) -> None:
    alone = assemble([read(first, "a")], load_knowledge(), "x")
    both = assemble([read(second, "b"), read(first, "a")], load_knowledge(), "x")
    mine = [fact for fact in both.statements if fact.document == "a"]
    assert [(f.id, f.key, f.quote, f.status, f.confidence) for f in alone.statements] == [
        (f.id, f.key, f.quote, f.status, f.confidence) for f in mine
    ]


@LAW
@given(TEXTS)
def test_odd_spaces_and_quotation_marks_move_no_offset(text: str) -> None:
    assume("\u00a0" not in text)
    odd = text.replace(" ", "\u00a0").replace("'", "’")
    plain, strange = read(text), read(odd)
    assert [(c.span, c.relation, c.status) for c in plain.claims] == [
        (c.span, c.relation, c.status) for c in strange.claims
    ]


@settings(LAW, max_examples=150)
@given(st.text())
def test_no_text_whatever_stops_the_reader(text: str) -> None:
    graph = assemble(
        [read(text), read(f"Wigan Council: warm homes\n\nThe council runs {text}", "b")], load_knowledge(), "x"
    )
    texts = {document.slug: document.text for document in graph.documents}
    assert len(texts) == 2
    for fact in graph.statements:
        for said in fact.evidence:
            assert said.quote == texts[fact.document][said.start : said.end]
