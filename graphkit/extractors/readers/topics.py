"""What initiatives deal with: the topics in their own names, in "to tackle …", and what a document is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from graphkit.extractors.page import Line, Page
from graphkit.extractors.verbs import status_before
from graphkit.protocols import Rule
from graphkit.records import Claim, Kind, Ref, Relation, Sentence, Span, Status

RULES = (
    Rule(
        "addresses.head-noun@1",
        Relation.ADDRESSES,
        "reads addresses from a topic's words within an initiative's own name.",
        ("Wigan Council runs a sexual health service.",),
        ("Wigan Council runs a bicycle repair workshop.",),
    ),
    Rule(
        "addresses.to-tackle@1",
        Relation.ADDRESSES,
        "reads addresses from words of purpose between an initiative and a topic.",
        ("Wigan Council set up the Warm Rooms scheme to fight fuel poverty.",),
        ("Wigan Council set up the Warm Rooms scheme after hearing of fuel poverty.",),
    ),
    Rule(
        "addresses.deals-with@1",
        Relation.ADDRESSES,
        "reads addresses from 'deals with', 'covers', 'focuses on' and topics after it, of the initiative that the sentence is about.",
        ("Wigan Council runs a lifestyle service. It deals with smoking and mental health.",),
        ("Wigan Council runs a lifestyle service. It knows little of smoking and mental health.",),
    ),
    Rule(
        "about.council@1",
        Relation.ABOUT,
        "reads about from the document's own council, in its title or its first sentence that names it.",
        ("Wigan Council runs the Warm Rooms scheme.",),
        ("# Cooking for one\n\nResidents run the Warm Rooms scheme.",),
    ),
    Rule(
        "about.topic@1",
        Relation.ABOUT,
        "reads about from a topic that stands in the title or four times in the text.",
        ("Loneliness is common. To end loneliness, and the cost of loneliness, Wigan Council acts on loneliness.",),
        ("Wigan Council acts.",),
    ),
)
# How a thing is done, not what it deals with: "joint procurement exercise" is not about procurement.
_WAYS_OF_WORKING = frozenset(
    "procurement commissioning community-engagement public-sector-reform shared-services volunteering partnership-working".split()
)
_DEALS = re.compile(
    r"(?<!\S)(?:deals? with|dealing with|tackl(?:es?|ing)|address(?:es|ing)?|covers?|covering|focus(?:es|ing|ed)? on|concerned with"
    r"|to reduce|to tackle|to improve|to prevent|to address|to promote|to end|aims? to (?:reduce|improve|tackle|prevent))(?!\S)"
)
_ENSURING = ("ensure", "give", "help", "make sure")
_PURPOSE = re.compile(
    r"to (?:ensure|give|help|make sure) [^,;.]{0,50}access to|"
    r"(?:to|that|which|and)? ?(?:tackle|tackles|tackling|reduce|reduces|reducing|fight|fights|fighting|improve|improves|improving|prevent|prevents"
    r"|preventing|promote|promotes|promoting|address|addresses|addressing|combat|combats|combating|encourage|encourages|encouraging|increase"
    r"|support|end|ending|deal with|dealing with|on|for|into|about|around|in)"
    r"(?: (?:the|a|an|of|local|better|rates|levels|problem|problems|incidence|risk))*"
)


def read(page: Page) -> Iterator[Claim]:
    """What initiatives address, and what the document is about."""
    yield from _about(page)
    for line in page.lines:
        if not page.is_contact(line):
            yield from _addressed(page, line)
            yield from _dealt_with(page, line)


def _topics_in(page: Page, span: Span) -> list[tuple[Span, Ref]]:
    low = bisect_left(page.cast.inner, span.start, key=lambda mention: mention.span.start)
    high = bisect_left(page.cast.inner, span.end, key=lambda mention: mention.span.start)
    inside = zip(page.cast.inner[low:high], page.cast.inner_refs[low:high], strict=True)
    return [(m.span, ref) for m, ref in inside if m.kind is Kind.TOPIC and ref is not None and span.holds(m.span)]


def _addressed(page: Page, line: Line) -> Iterator[Claim]:
    inside = _topics_in(page, line.sentence.span)
    for at, initiative in sorted(line.refs.items()):
        mention = line.tokens[at].mention
        if initiative.kind is not Kind.INITIATIVE or mention is None or mention.rule.startswith("initiative.the-head"):
            continue
        own = [ref for span, ref in inside if mention.span.holds(span) and ref.slug not in _WAYS_OF_WORKING]
        status = status_before(line.tokens, at)
        if status is not Status.PLANNED:
            status = Status.DONE
        for topic in dict.fromkeys(own):
            yield page.claim(
                line, initiative, Relation.ADDRESSES, "addresses.head-noun@1", 0.84, obj=topic, status=status
            )
        if own and not any(page.outline.folded[mention.span.end :].startswith(f" to {word}") for word in _ENSURING):
            continue
        end = mention.span.end
        for span, topic in inside:
            if _is_purpose(page, mention.span, span) or (end > mention.span.end and _is_joined(page, end, span)):
                end = span.end
                if topic not in own:
                    yield page.claim(
                        line, initiative, Relation.ADDRESSES, "addresses.to-tackle@1", 0.74, obj=topic, status=status
                    )


def _dealt_with(page: Page, line: Line) -> Iterator[Claim]:
    match = _DEALS.search(line.words)
    if match is None:
        return
    at, end = line.token_at(match.start()), line.token_at(match.end() - 1)
    before = [ref for i, ref in sorted(line.refs.items()) if at - 10 <= i < at and ref.kind is Kind.INITIATIVE]
    subject = before[-1] if before else None
    doubt = 0.0
    if subject is None and line.tokens[0].low in ("it", "this", "they"):
        earlier = list(dict.fromkeys(ref for ref in line.previous if ref.kind is Kind.INITIATIVE))
        subject, doubt = (earlier[0], 0.15 if len(earlier) == 1 else 0.35) if earlier else (None, 0.0)
    if subject is None:
        return
    last = line.tokens[end].span.end
    status = status_before(line.tokens, at)
    for span, topic in _topics_in(page, line.sentence.span):
        if (
            span.start >= last
            and span.start - last < 60
            and not re.search(r"[;:]| and \w+ed ", page.outline.folded[last : span.start])
        ):
            yield page.claim(
                line,
                subject,
                Relation.ADDRESSES,
                "addresses.deals-with@1",
                0.76 * (1 - doubt),
                obj=topic,
                status=status,
            )
            last = span.end


def _is_joined(page: Page, end: int, topic: Span) -> bool:
    """The next member of a list of purposes."""
    between = page.outline.folded[end : topic.start].lower().split()
    return (topic.start >= end and 0 < len(between) <= 3 and between[-1] == "and") or between == [","]


def _is_purpose(page: Page, initiative: Span, topic: Span) -> bool:
    if topic.start < initiative.end or topic.start - initiative.end > 60:
        return False
    between = " ".join(page.outline.folded[initiative.end : topic.start].lower().split())
    between = re.sub(
        r"^in (?:january |february |march |april |may |june |july |august |september |october |november |december )?\d{4} ",
        "",
        between,
    )
    return _PURPOSE.fullmatch(between) is not None


def _about(page: Page) -> Iterator[Claim]:
    document = Ref(Kind.DOCUMENT, page.outline.document.slug)
    for council in page.cast.councils:
        line = _first_naming(page, council)
        if line is not None:
            yield page.claim(line, document, Relation.ABOUT, "about.council@1", 0.93, obj=council)
    counts: Counter[Ref] = Counter()
    # "those engaged with services such as mental health and substance misuse" says who, and not what about
    people = {at for m in page.cast.mentions if m.kind is Kind.POPULATION for at in range(m.span.start, m.span.end)}
    named: dict[Ref, set[int]] = {}
    for mention, ref in zip(page.cast.inner, page.cast.inner_refs, strict=True):
        if mention.kind is Kind.TOPIC and ref is not None and mention.span.start not in people:
            titled = page.outline.title is not None and page.outline.title.holds(mention.span)
            counts[ref] += 4 if titled else 1
            named.setdefault(ref, set()).add(mention.span.start)
    tops = {s.slug for s in page.knowledge.subjects if not s.broader}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for topic, count in ranked[:4]:
        line = _line_with(page, named[topic])
        if count >= (8 if topic.slug in tops else 4) and line is not None:
            yield page.claim(line, document, Relation.ABOUT, "about.topic@1", 0.78 if count < 7 else 0.86, obj=topic)


def _first_naming(page: Page, council: Ref) -> Line | None:
    """The title as a line of its own where it names the council, else the first sentence that does."""
    title = page.outline.title
    if title is not None:
        for mention, ref in zip(page.cast.mentions, page.cast.refs, strict=True):
            if ref == council and title.holds(mention.span) and page.lines:
                return Line(Sentence(title, 0, 0), title, [], {}, "", [])
    named = [line for line in page.lines if council in line.refs.values()]
    return named[0] if named else _heading_line(page, council)


def _heading_line(page: Page, council: Ref) -> Line | None:
    for index, section in enumerate(page.outline.sections):
        for mention, ref in zip(page.cast.mentions, page.cast.refs, strict=True):
            if ref == council and section.heading_span is not None and section.heading_span.holds(mention.span):
                return Line(Sentence(section.heading_span, 0, index), section.heading_span, [], {}, "", [])
    return None


def _line_with(page: Page, places: set[int]) -> Line | None:
    """The first line that one of these places stands in."""
    for line in page.lines:
        if any(line.sentence.span.start <= at < line.sentence.span.end for at in places):
            return line
    return None
