"""The records that pass from stage to stage: frozen, slotted, comparable, with no behaviour but checks.

bytes → `Source` → `Document` → `Outline` → `Mention` → `Claim` → `Statement` → `Graph`.
Offsets are code points in the document's normalised text, 0-based, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class Status(StrEnum):
    """Whether a fact is so: contract, section 6. The order breaks ties between sentences."""

    ENDED = "ended"
    DONE = "done"
    NEGATED = "negated"
    PLANNED = "planned"


class Review(StrEnum):
    """What a person made of a fact."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Tier(StrEnum):
    """What a graph says of persons: nothing that names one, what documents print, or all that there is, for few eyes."""

    PUBLIC = "public"
    NAMED = "named"
    INTERNAL = "internal"


class SectionKind(StrEnum):
    """The part of a case study that a sentence stands in."""

    TITLE = "title"
    INTRO = "intro"
    CHALLENGE = "challenge"
    SOLUTION = "solution"
    IMPACT = "impact"
    LESSONS = "lessons"
    SUSTAINED = "sustained"
    CONTACT = "contact"
    OTHER = "other"


class Kind(StrEnum):
    """Kinds of things, as they stand in IRIs (contract, section 1)."""

    COUNCIL = "council"
    ORGANISATION = "organisation"
    NETWORK = "network"
    INITIATIVE = "initiative"
    PERSON = "person"
    POPULATION = "population"
    TOPIC = "topic"
    PLACE = "place"
    OUTCOME = "outcome"
    DOCUMENT = "document"


class Relation(StrEnum):
    """The relations of the contract, section 5."""

    PARTNER_OF = "partnerOf"
    MEMBER_OF = "memberOf"
    COMMISSIONS = "commissions"
    PROVIDES = "provides"
    LEADS = "leads"
    INVOLVES = "involves"
    PART_OF = "partOf"
    TARGETS = "targets"
    ADDRESSES = "addresses"
    LOCATED_IN = "locatedIn"
    WORKS_FOR = "worksFor"
    HAS_ROLE = "hasRole"
    CONTACT_FOR = "contactFor"
    FUNDED_BY = "fundedBy"
    START_DATE = "startDate"
    END_DATE = "endDate"
    ABOUT = "about"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: ``text[start:end]``, in code points.

    >>> Span(0, 5).of("Wigan Council")
    'Wigan'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse what would fail far away."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words of the span in its text."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was found: its path below the corpus folder (with ``/``) and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Description:
    """What ``sources.csv`` says of a document; every field but ``file`` may be empty."""

    file: str
    id: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    issued: str = ""
    retrieved: str = ""
    licence: str = ""
    language: str = ""


class BlockKind(StrEnum):
    """What a stretch of text is on the page, where the file's format says so."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, paragraph, list item or quotation that the format marks; ``level`` of headings from 1."""

    span: Span
    kind: BlockKind
    level: int = 0


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a parser gives: the text, its title where the format has one, and its blocks (none: plain text)."""

    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One case study as read. ``text`` is normalised (gk-text-1); ``file_name`` is the path below the corpus folder.

    ``origins`` are the slugs of the datasets that it was taken in from, sorted; none: it is of the corpus itself.
    """

    slug: str
    file_name: str
    text: str
    title: str
    description: Description
    blocks: tuple[Block, ...] = ()
    origins: tuple[str, ...] = ()


# -- outline ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``heading`` is empty for what comes before the first one."""

    span: Span
    kind: SectionKind
    heading: str = ""
    heading_span: Span | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item; ``lead_in`` is the index of the paragraph that brings a list in, or -1."""

    span: Span
    section: int
    is_item: bool = False
    lead_in: int = -1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks and who said them (``speaker``: the stretch that names the person, if any)."""

    span: Span
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with the indexes of its paragraph and section, and of the quotation it lies in (-1: none)."""

    span: Span
    paragraph: int
    section: int
    quotation: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The layout of a document: no entity is known here. Two are never compared, so that one is a quick key of a cache.

    ``text`` is the document's own; ``folded`` is of equal length with curly quotes, dashes and odd spaces made plain.
    """

    document: Document
    folded: str
    title: Span | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text


# -- extraction ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names or describes a thing.

    ``name`` is the written form cleaned of articles and quantities; ``target`` names the thing where it is known already
    (a register slug, the name of the mention it is short for); ``rule`` is ``name.of.rule@version``; ``score``: how sure
    it is that this is a thing of its kind, in thousandths of a logit (0: even).
    """

    span: Span
    kind: Kind
    name: str
    rule: str
    target: str = ""
    is_specific: bool = False
    score: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing's key: ``kind/slug``."""

    kind: Kind
    slug: str

    def __str__(self) -> str:
        """As in ids and files."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reported result: ``value`` and ``unit`` are empty where the text gives no figure; value in lexical form."""

    what: str
    value: str = ""
    unit: str = ""
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of one document, as extracted: its key, fullest form, all forms, and whether it has a name of its own."""

    ref: Ref
    name: str
    forms: tuple[str, ...] = ()
    is_specific: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what a document speaks of. ``refs`` runs beside ``mentions`` (None: stands for nothing known).

    ``councils`` are the slugs of the councils that the document is about; ``homes`` say whose each stretch is, for
    documents on several.
    """

    mentions: tuple[Mention, ...]
    refs: tuple[Ref | None, ...]
    inner: tuple[Mention, ...]
    inner_refs: tuple[Ref | None, ...]
    things: tuple[Thing, ...]
    councils: tuple[Ref, ...] = ()
    homes: tuple[tuple[Span, Ref], ...] = ()

    def home_at(self, position: int) -> Ref | None:
        """The council whose part of the document this is."""
        for span, ref in self.homes:
            if span.start <= position < span.end:
                return ref
        return self.councils[0] if len(self.councils) == 1 else None


@dataclass(frozen=True, slots=True)
class Claim:
    """One reading of one sentence. Exactly one of ``object``, ``literal``, ``outcome`` is given.

    ``span`` is the quote; ``confidence`` 0.01–0.99; ``time`` is resolved (year, month or day), ``time_text`` its words.
    """

    subject: Ref
    relation: Relation
    span: Span
    rule: str
    confidence: float
    status: Status = Status.DONE
    object: Ref | None = None
    literal: str = ""
    outcome: Outcome | None = None
    section: SectionKind = SectionKind.OTHER
    heading: str = ""
    speaker: Ref | None = None
    time: str = ""
    time_text: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim with no object or two."""
        if (self.object is not None) + bool(self.literal) + (self.outcome is not None) != 1:
            raise ValueError("a claim has exactly one of object, literal, outcome")


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document gives: its things and claims.

    ``councils`` (slugs) are those it is about; ``for_councils`` pairs initiatives with the councils whose they are.
    """

    document: Document
    things: tuple[Thing, ...]
    claims: tuple[Claim, ...]
    councils: tuple[str, ...] = ()
    for_councils: tuple[tuple[Ref, str], ...] = ()


# -- facts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that says a fact. ``start``/``end`` are None only for a person's fact with a stated ``source``."""

    id: str
    quote: str
    start: int | None
    end: int | None
    section: SectionKind
    rule: str
    confidence: float
    status: Status
    heading: str = ""
    speaker: Ref | None = None
    time: str = ""
    time_text: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of one document, with all its evidence (never empty; sorted by start, then id).

    ``key`` is empty where it would name a person in a graph of tier public.
    Exactly one of ``object`` and ``literal`` is given; a ``reports`` fact's object is its outcome's Ref, whose slug is
    the fact's id. ``invalidated_by``/``influenced_by`` are decision ids; ``origins`` as of `Document`.
    """

    id: str
    key: str
    document: str
    subject: Ref
    relation: Relation
    object: Ref | None
    literal: str
    label: str
    quote: str
    status: Status
    confidence: float
    evidence: tuple[Evidence, ...]
    review: Review = Review.UNREVIEWED
    is_disputed: bool = False
    is_rejected: bool = False
    influenced_by: tuple[str, ...] = ()
    invalidated_by: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeNode:
    """An outcome in the graph: its Ref's slug is the fact id of its ``reports`` Statement."""

    ref: Ref
    label: str
    document: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CouncilFacts:
    """What the register says of a council in the graph (contract, section 9); dates ISO, empty where unknown."""

    gss: tuple[str, ...] = ()
    former_gss: tuple[str, ...] = ()
    tier: str = ""
    nation: str = ""
    region: str = ""
    upper_tier: str = ""
    combined: str = ""
    founded: str = ""
    dissolved: str = ""
    replaced_by: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the graph.

    ``documents`` are slugs, sorted; ``for_councils`` only for initiatives;
    ``register`` only for councils that the register knows; ``broader`` only for topics (their wider topics).
    """

    ref: Ref
    label: str
    other_names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    for_councils: tuple[str, ...] = ()
    register: CouncilFacts | None = None
    broader: tuple[str, ...] = ()
    is_provider: bool = False
    replaced_by: Ref | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision as it stands in the graph (contract, section 10); ``origins`` as of `Document`."""

    id: str
    verdict: str
    key: str
    reason: str
    by: str
    time: str
    applies: bool
    targets: tuple[Ref | str, ...] = ()
    retired: tuple[Ref, ...] = ()
    candidates: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    is_reattached: bool = False
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Dataset:
    """Another graph that something was taken in from, under the slug that ``origins`` name.

    ``a--b`` is what ``a`` itself had taken in as ``b``. ``digest`` is the SHA-256 of its canonical Turtle; ``threshold``
    and ``generator`` are those it was made with.
    """

    slug: str
    generator: str
    threshold: float
    title: str = ""
    version: str = ""
    licence: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things that may be one: ``retired`` would become ``kept``.

    ``verdict`` is ``same`` (joins by itself) or ``ask``; ``signals`` are what speaks for and against, in words, with points
    that add up to ``score``; ``reason`` says it all in one sentence, with the rule and its version.
    """

    retired: Ref
    kept: Ref
    verdict: Literal["same", "ask"]
    score: int
    signals: tuple[tuple[str, int], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that is published.

    Every tuple is sorted: documents by slug, entities and outcomes by Ref,
    statements by id, decisions by id, datasets by slug.
    """

    documents: tuple[Document, ...]
    entities: tuple[Entity, ...]
    outcomes: tuple[OutcomeNode, ...]
    statements: tuple[Statement, ...]
    threshold: float
    generator: str
    decisions: tuple[Decision, ...] = ()
    differents: tuple[tuple[Ref, Ref], ...] = ()
    datasets: tuple[Dataset, ...] = ()
    tier: Tier = Tier.NAMED


# -- analysis --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of an analysis: the things it is about, its numbers, what they mean in words, the facts it rests on (ids)."""

    subjects: tuple[Ref, ...]
    values: tuple[tuple[str, str], ...]
    meaning: str
    facts: tuple[str, ...] = field(default=())
