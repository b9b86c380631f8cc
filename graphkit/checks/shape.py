"""Rules on the triples as they stand, before they are understood: terms, types, properties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

import pyoxigraph

from graphkit.checks.problems import Faults
from graphkit.graph.blocks import TIER
from graphkit.graph.reading import Node
from graphkit.graph.terms import expanded, is_literal, split_literal
from graphkit.records import Relation, Tier
from graphkit.vocabulary import CONTRACT_VERSION, GK, ID, KINDS, ontology_folder

_SLUG = re.compile(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*\Z")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+\Z")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMS = {
    "decimal": r"-?(0|[1-9]\d*)\.\d*[1-9]",
    "integer": r"0|-?[1-9]\d*",
    "boolean": r"true|false",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d",
    "date": r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])",
    "gYearMonth": r"\d{4}-(0[1-9]|1[0-2])",
    "gYear": r"\d{4}",
    "string": r"(?s:.*)",
}
_STATUS = ("done", "planned", "negated", "ended")
_SECTIONS = ("title", "intro", "challenge", "solution", "impact", "lessons", "sustained", "contact", "other")
_VERDICTS = ("same", "different", "accept", "reject", "edit", "rename", "retype", "add")
_DATED = ("date", "gYearMonth", "gYear")
_MANY = 10**9
_CONFIDENCE = "confidence"
Card: TypeAlias = tuple[str, int, int, "str | tuple[str, ...]"]
"""A predicate, how often at least and at most, and what: iri, text, a datatype, or one of some words (``=`` first)."""

_STATEMENT: tuple[Card, ...] = (
    ("rdf:subject", 1, 1, "iri"),
    ("rdf:predicate", 1, 1, "iri"),
    ("rdf:object", 1, 1, "any"),
    ("rdfs:label", 1, 1, "string"),
    ("gk:status", 1, 1, ("=", *_STATUS)),
    ("gk:confidence", 1, 1, _CONFIDENCE),
    ("gk:document", 1, 1, "iri"),
    ("gk:review", 1, 1, ("=", "unreviewed", "accepted", "edited", "rejected")),
    ("gk:factKey", 1, 1, "string"),
    ("gk:evidence", 1, _MANY, "iri"),
    ("gk:quote", 1, 1, "string"),
    ("gk:disputed", 0, 1, ("=", "true")),
)
_ENTITY: tuple[Card, ...] = (
    ("rdfs:label", 1, 1, "string"),
    ("skos:altLabel", 0, _MANY, "string"),
    ("gk:mentionedIn", 0, _MANY, "iri"),
    ("gk:forCouncil", 0, 0, "iri"),
    *((f"gk:{name}Date", 0, _MANY, _DATED) for name in ("start", "end")),
    *((f"gk:{a}{b}", 0, _MANY, "date") for a in ("start", "end") for b in ("Earliest", "Latest")),
)
_MENTIONED = (*_ENTITY[:2], ("gk:mentionedIn", 1, _MANY, "iri"), *_ENTITY[3:])
_CARDS: dict[str, tuple[Card, ...]] = {
    "gk:Statement": _STATEMENT,
    "gk:RejectedStatement": _STATEMENT,
    "gk:Evidence": (
        ("gk:document", 1, 1, "iri"),
        ("gk:quote", 1, 1, "string"),
        ("gk:start", 0, 1, "integer"),
        ("gk:end", 0, 1, "integer"),
        ("gk:source", 0, 1, "string"),
        ("gk:section", 1, 1, ("=", *_SECTIONS)),
        ("gk:heading", 0, 1, "string"),
        ("gk:rule", 1, 1, "rule"),
        ("gk:confidence", 1, 1, _CONFIDENCE),
        ("gk:speaker", 0, 1, "iri"),
        ("gk:status", 1, 1, ("=", *_STATUS)),
        ("gk:time", 0, 1, _DATED),
        ("gk:timeText", 0, 1, "string"),
    ),
    "gk:Outcome": (
        ("rdfs:label", 1, 1, "string"),
        ("gk:mentionedIn", 1, 1, "iri"),
        ("gk:what", 1, 1, "string"),
        ("gk:value", 0, 1, ("integer", "decimal")),
        ("gk:unit", 0, 1, "string"),
        ("gk:approx", 1, 1, "boolean"),
    ),
    "gk:Document": (
        ("dcterms:title", 1, 1, "string"),
        ("rdfs:label", 1, 1, "string"),
        ("gk:fileName", 1, 1, "string"),
        ("gk:licence", 1, 1, "string"),
        ("gk:textSha256", 1, 1, "string"),
        ("gk:textLength", 1, 1, "integer"),
        ("gk:normalisation", 1, 1, ("=", "gk-text-1")),
        ("dcterms:identifier", 0, 1, "string"),
        ("dcterms:source", 0, 1, "iri"),
        ("dcterms:issued", 0, 1, _DATED),
        ("dcterms:publisher", 0, _MANY, "iri"),
        ("dcterms:language", 0, 1, "string"),
        ("gk:retrieved", 0, 1, "date"),
    ),
    "gk:Decision": (
        ("gk:verdict", 1, 1, ("=", *_VERDICTS)),
        ("gk:decisionKey", 1, 1, "string"),
        ("gk:applies", 1, 1, "boolean"),
        ("gk:target", 0, _MANY, "iri"),
        ("gk:candidate", 0, _MANY, "iri"),
        ("gk:reattached", 0, 1, ("=", "true")),
        ("gk:before", 0, 1, "string"),
        ("gk:after", 0, 1, "string"),
        ("prov:wasAssociatedWith", 1, 1, "iri"),
        ("prov:endedAtTime", 1, 1, "dateTime"),
    ),
    "gk:Dataset": (
        ("gk:contractVersion", 1, 1, ("=", CONTRACT_VERSION)),
        ("gk:generator", 1, 1, "string"),
        ("gk:threshold", 1, 1, _CONFIDENCE),
        (TIER, 0, 1, ("=", *Tier)),
    ),
    "gk:Council": (
        *_ENTITY,
        ("gk:gss", 0, _MANY, "gss"),
        ("gk:formerGss", 0, _MANY, "gss"),
        ("gk:founded", 0, 1, "date"),
        ("gk:dissolved", 0, 1, "date"),
    ),
    "gk:Initiative": tuple(c if c[0] != "gk:forCouncil" else ("gk:forCouncil", 0, _MANY, "iri") for c in _MENTIONED),
    **{f"gk:{name}": _MENTIONED for name in ("Network", "Person", "Place")},
    **{f"gk:{name}": _ENTITY for name in ("Organisation", "Population", "Topic")},
}
_SPECIAL = {
    _CONFIDENCE: re.compile(r"0\.(0[1-9]|[1-9][1-9]?)\Z"),
    "gss": re.compile(r"[EWSN]\d{8}\Z"),
    "rule": re.compile(r"[a-z0-9.-]+@\d+\Z"),
}


def term_faults(nodes: dict[str, Node]) -> Faults:
    """IRIs, blank nodes, terms of gk:, lexical forms."""
    for token in sorted(_tokens(nodes)):
        if token.startswith("_:"):
            yield "terms", token, "a blank node"
        elif is_literal(token):
            if text := _literal_fault(token):
                yield "literal-form", token, text
        elif text := _iri_fault(token):
            yield "terms", token, text


def _tokens(nodes: dict[str, Node]) -> set[str]:
    found = set(nodes)
    for node in nodes.values():
        found |= set(node)
        for values in node.values():
            found.update(values)
    return found - {"a"}


def _iri_fault(token: str) -> str:
    iri = expanded(token)
    if not _IRI.match(iri):
        return "no well-formed IRI"
    if iri.startswith(GK):
        return "" if iri.removeprefix(GK) in _vocabulary()[0] else "no such term in the vocabulary"
    if iri.startswith(ID):
        kind, _, slug = iri.removeprefix(ID).partition("/")
        if kind not in KINDS:
            return f"there is no kind {kind}"
        return "" if _SLUG.match(slug) else "the slug is not made of words of a-z0-9 joined by - or --"
    return ""


def _literal_fault(token: str) -> str:
    if re.search(r'"@[A-Za-z-]+\Z', token):
        return "a language tag"
    _, datatype = split_literal(token)
    return "" if is_form(token, datatype.removeprefix(_XSD)) else "not in the form that engines leave unchanged"


def is_form(token: str, name: str) -> bool:
    """Whether a literal is of that datatype (its local name in xsd:) and in its plain form."""
    lexical, datatype = split_literal(token)
    form = _FORMS.get(name)
    return datatype == _XSD + name and form is not None and re.fullmatch(form, lexical) is not None


@cache
def _vocabulary() -> tuple[frozenset[str], dict[tuple[str, str], frozenset[str]]]:
    """Local names of gk:, and the classes that each term takes as subject or object, from the shipped vocabulary."""
    data = (ontology_folder() / "graphkit.ttl").read_bytes()
    names: set[str] = set()
    classes: dict[tuple[str, str], set[str]] = {}
    for quad in pyoxigraph.parse(data, pyoxigraph.RdfFormat.TURTLE):
        subject = str(getattr(quad.subject, "value", ""))
        if subject.startswith(GK):
            name, end = subject.removeprefix(GK), quad.predicate.value.rpartition("/")[2]
            names.add(name)
            if end in {"domainIncludes", "rangeIncludes"} and isinstance(quad.object, pyoxigraph.NamedNode):
                classes.setdefault((name, end[0]), set()).add(quad.object.value.replace(GK, "gk:"))
    return frozenset(names), {key: frozenset(value) for key, value in classes.items()}


def type_faults(nodes: dict[str, Node]) -> Faults:
    """Dangling nodes, types that the IRI does not say, the classes that go with others."""
    rejected = {t for n in nodes.values() if n.get("gk:verdict") == ['"reject"'] for t in n.get("gk:target", ())}
    for token in sorted(_tokens(nodes)):
        kind, colon, _ = token.partition(":")
        if not colon or kind not in KINDS or is_literal(token):
            continue
        have = nodes.get(token, {}).get("a", [])
        if not have and token not in rejected:
            yield "typed", token, "used, but nothing says what it is"
        elif have and "gk:RetiredEntity" not in have and not set(have) & _types_of(kind):
            yield "typed", token, f"its IRI says {kind}, its type is {', '.join(have)}"
        elif "gk:Council" in have and "gk:Organisation" not in have:
            yield "typed", token, "a Council that is no Organisation"
        elif "gk:Statement" in have and "gk:RejectedStatement" in have:
            yield "typed", token, "a fact that stands and is rejected"


def _types_of(kind: str) -> set[str]:
    other = {
        "agent": {"prov:Agent", "foaf:Agent"},
        "change": {"org:ChangeEvent"},
        "statement": {"gk:Statement", "gk:RejectedStatement"},
    }
    return other.get(kind, {f"gk:{kind.capitalize()}"})


def property_faults(nodes: dict[str, Node]) -> Faults:
    """Properties that are missing, too many, or of a wrong kind."""
    if "gk:threshold" not in nodes.get("dataset:graph", {}):
        yield "required", "dataset:graph", "no gk:threshold"
    is_public = nodes.get("dataset:graph", {}).get(TIER) == ['"public"']
    for subject, node in nodes.items():
        for name in node.get("a", ()):
            for predicate, least, most, want in _CARDS.get(name, ()):
                values = node.get(predicate, [])
                if is_public and predicate == "gk:factKey" and not values:
                    continue  # it would name a person
                if not least <= len(values) <= most:
                    yield "required", subject, f"{len(values)} values of {predicate}"
                for value in values:
                    if not _fits(value, want):
                        yield "required", subject, f"{predicate} is {value}"
        yield from _together(subject, node)


def _together(subject: str, node: Node) -> Faults:
    """What one property asks of another."""
    if "gk:Evidence" in node.get("a", ()):
        has = [p in node for p in ("gk:start", "gk:end", "gk:source")]
        if has not in ([True, True, False], [False, False, True]):
            yield "required", subject, "either gk:start and gk:end, or gk:source"
        elif "gk:start" in node and _number(node["gk:start"][0]) >= _number(node["gk:end"][0]):
            yield "required", subject, "gk:end is not after gk:start"
    if "gk:value" in node and "gk:unit" not in node:
        yield "required", subject, "gk:value without gk:unit"


def _number(token: str) -> int:
    return int(token) if re.fullmatch(r"-?\d+", token) else -1


def _fits(token: str, want: str | tuple[str, ...]) -> bool:
    if want == "any":
        return True
    if want == "iri":
        return not is_literal(token)
    if not is_literal(token):
        return False
    if isinstance(want, tuple):
        return split_literal(token)[0] in want[1:] if want[0] == "=" else any(is_form(token, name) for name in want)
    if want in _SPECIAL:
        return _SPECIAL[want].match(split_literal(token)[0]) is not None
    return is_form(token, want)


def relation_faults(nodes: dict[str, Node]) -> Faults:
    """Facts and direct triples whose ends the relation does not take."""
    relations = {f"gk:{relation.value}" for relation in Relation}
    for subject, node in nodes.items():
        if "gk:Statement" in node.get("a", ()):
            for predicate in node.get("rdf:predicate", ()):
                if predicate not in relations:
                    yield "relation-classes", subject, f"no such relation: {predicate}"
                else:
                    ends = (node.get("rdf:subject", ()), node.get("rdf:object", ()))
                    yield from _end_faults(nodes, subject, predicate, *ends)
        for predicate in relations & set(node):
            yield from _end_faults(nodes, subject, predicate, (subject,), node[predicate])


def _end_faults(
    nodes: dict[str, Node], at: str, predicate: str, subjects: Iterable[str], objects: Iterable[str]
) -> Faults:
    name = predicate.removeprefix("gk:")
    for tokens, side in ((subjects, "d"), (objects, "r")):
        allowed = _vocabulary()[1].get((name, side), frozenset())
        for token in tokens:
            if not _is_one_of(nodes, token, allowed):
                yield "relation-classes", at, f"{predicate} does not take {token}"


def _is_one_of(nodes: dict[str, Node], token: str, allowed: frozenset[str]) -> bool:
    if is_literal(token):
        return any(is_form(token, name.removeprefix(_XSD)) for name in allowed if name.startswith(_XSD))
    return bool(allowed & set(nodes.get(token, {}).get("a", ())))
