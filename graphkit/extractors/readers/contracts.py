"""What follows from a contract: the body that won it runs the service it is for, from the day that delivery began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphkit.extractors.page import Line, Page, date_after
from graphkit.extractors.values import find_dates
from graphkit.extractors.verbs import status_before
from graphkit.protocols import Rule
from graphkit.records import Claim, Kind, Ref, Relation

RULES = (
    Rule(
        "provides.won-contract@1",
        Relation.PROVIDES,
        "reads provides from a body that was awarded the contract, for the service that was bought before.",
        (
            "The council commissioned a weight management service. Brookfield Trust was awarded the contract and delivery commenced in March 2018.",
        ),
        ("The council commissioned a weight management service. Brookfield Trust was awarded a medal in March 2018.",),
    ),
    Rule(
        "start.delivery-commenced@1",
        Relation.START_DATE,
        "reads startDate of the service that a contract is for, where delivery is said to begin.",
        (
            "The council commissioned a weight management service. Brookfield Trust was awarded the contract and delivery commenced in March 2018.",
        ),
        ("The council commissioned a weight management service. Brookfield Trust heard of it in March 2018.",),
    ),
)
_AWARDED = re.compile(
    r"(?<!\S)(?:won|secured) (?:the|its|this) (?:[\w-]+ ){0,3}?contract(?!\S)|(?<!\S)(?:was|were|been|being) (?:\w+ ){0,2}?(?:awarded|given) (?:the|a|its) (?:[\w-]+ ){0,4}?contract(?!\S)"
)
_DELIVERY = re.compile(
    r"(?<!\S)(?:delivery|it|the contract|the service|the new service|services?|work)"
    r" (?:commenced|began|started|began to deliver|went live|will start|will begin|commences|starts|begins)(?!\S)"
)
_BEGAN = re.compile(r"(?<!\S)(?:began|started) (?:to deliver|delivering|to run|running) (?:the |§)")
_BOUGHT = re.compile(r"(?<!\S)(?:commission|procur|tender)\w* (?:(?:its|the|a|an|new|their|of) ){0,3}§")


def read(page: Page) -> Iterator[Claim]:
    """Providers and start dates of what contracts are for, in order of the text."""
    service: Ref | None = None
    for line in page.lines:
        awarded = _AWARDED.search(line.words)
        if awarded is not None and service is not None:
            yield from _of_contract(page, line, service, awarded)
        service = _bought(line) or service


def _of_contract(page: Page, line: Line, service: Ref, awarded: re.Match[str]) -> Iterator[Claim]:
    at = line.token_at(awarded.start())
    status = status_before(line.tokens, at)
    bodies = [ref for index, ref in sorted(line.refs.items()) if index < at and ref.kind is Kind.ORGANISATION]
    for body in bodies[-1:]:
        yield page.claim(line, body, Relation.PROVIDES, "provides.won-contract@1", 0.78, obj=service, status=status)
    delivery = _DELIVERY.search(line.words) or _BEGAN.search(line.words)
    dates = find_dates(page.outline.folded, line.sentence.span)
    if delivery is not None and dates:
        date = date_after(line, dates, line.token_at(delivery.end() - 1))
        if date is not None:
            yield page.claim(
                line, service, Relation.START_DATE, "start.delivery-commenced@1", 0.84, literal=date.lexical
            )


def _bought(line: Line) -> Ref | None:
    """The service that a sentence says is bought."""
    match = _BOUGHT.search(line.words)
    if match is None:
        return None
    found = line.refs.get(line.token_at(match.end() - 1))
    return found if found is not None and found.kind is Kind.INITIATIVE else None
