"""A graph as blocks of triples in canonical order: what every RDF format is written from.

Claims are sorted, not triples: a statement's or sentence's rows are made in their final order (contract, section 10).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from graphkit.graph.facts import layer_one, object_token, providers
from graphkit.graph.terms import Row, dated, decimal, iri, node, quoted, row_order
from graphkit.ids import slug
from graphkit.records import (
    CouncilFacts,
    Dataset,
    Decision,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    OutcomeNode,
    Ref,
    Statement,
    Tier,
)
from graphkit.vocabulary import CONTRACT_VERSION, OWN_AGENT

_AREA = "http://statistics.data.gov.uk/id/statistical-geography/"
_SPDX = "http://spdx.org/licenses/"
TIER = "schema:conditionsOfAccess"
"""The property of ``dataset:graph`` that says the tier; of tier named it is not there."""

_SMALL_WORDS = {"and", "of", "upon", "on", "in", "the", "with", "by", "under"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Block(NamedTuple):
    """One subject and its rows, sorted; the subject is a prefixed name."""

    subject: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class UnseenDocument(Document):
    """A document known from an exported graph whose text is not at hand: its digest and length stand for it."""

    text_sha256: str = ""
    text_length: int = 0


def unseen(document: Document) -> UnseenDocument:
    """A document without its text, which its digest and length stand for."""
    digest, length = text_facts(document)
    return UnseenDocument(
        document.slug,
        document.file_name,
        "",
        document.title,
        document.description,
        origins=document.origins,
        text_sha256=digest,
        text_length=length,
    )


def blocks(graph: Graph) -> Iterator[Block]:
    """Every block of the graph, by full IRI of the subject; each triple once."""
    layer = layer_one(graph)
    parts: list[tuple[str, Callable[[], Iterable[Block]]]] = [
        *((kind.value, partial(_entities, graph, kind, layer)) for kind in _ENTITY_KINDS),
        (Kind.OUTCOME, lambda: _merged(map(_outcome, graph.outcomes))),
        (Kind.DOCUMENT, lambda: _merged(_document(d, layer) for d in graph.documents)),
        ("statement", lambda: map(_statement, graph.statements)),
        ("evidence", lambda: _evidence_blocks(graph)),
        ("decision", lambda: _merged(map(_decision, graph.decisions))),
        ("agent", lambda: _agents(graph)),
        ("change", lambda: _changes(graph)),
        ("dataset", lambda: _merged([_dataset(graph), *map(_taken, graph.datasets)])),
    ]
    for _, make in sorted(parts, key=lambda part: part[0]):
        yield from make()


_ENTITY_KINDS = (
    *(Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE, Kind.PERSON),
    *(Kind.POPULATION, Kind.TOPIC, Kind.PLACE),
)


def _merged(made: Iterable[tuple[str, Iterable[Row]]]) -> Iterator[Block]:
    for subject, rows in sorted((s, sorted(set(r), key=row_order)) for s, r in made):
        yield Block(subject, rows)


# -- entities and outcomes -------------------------------------------------------------------------


def _entities(graph: Graph, kind: Kind, layer: dict[Ref, set[Row]]) -> Iterator[Block]:
    delivering = providers(graph) if kind in (Kind.COUNCIL, Kind.ORGANISATION) else frozenset()
    events = _events(graph) if kind is Kind.COUNCIL else {}
    differents = _differents(graph)
    made = []
    for entity in graph.entities:
        if entity.ref.kind is not kind:
            continue
        rows = [*differents.get(entity.ref, ()), *events.get(entity.ref.slug, ())]
        if entity.replaced_by is not None:
            rows += [("a", "gk:RetiredEntity"), ("dcterms:isReplacedBy", node(entity.replaced_by))]
        else:
            rows += [*_entity(entity, entity.ref in delivering), *layer.get(entity.ref, ())]
        made.append((node(entity.ref), rows))
    known = {entity.ref for entity in graph.entities}
    made += [(node(r), list(rows)) for r, rows in sorted(differents.items()) if r.kind is kind and r not in known]
    return _merged(made)


def _entity(entity: Entity, is_provider: bool) -> list[Row]:
    ref = entity.ref
    rows = [("a", f"gk:{ref.kind.value.capitalize()}"), ("rdfs:label", quoted(entity.label))]
    if ref.kind is Kind.COUNCIL:
        rows.append(("a", "gk:Organisation"))
    if is_provider:
        rows.append(("a", "gk:Provider"))
    rows += [("skos:altLabel", quoted(name)) for name in entity.other_names]
    rows += [("gk:mentionedIn", f"document:{document}") for document in entity.documents]
    rows += [("gk:forCouncil", f"council:{council}") for council in entity.for_councils]
    rows += [("skos:broader", f"{ref.kind.value}:{wider}") for wider in entity.broader]
    return rows + (_register(entity.register) if entity.register else [])


def _register(facts: CouncilFacts) -> list[Row]:
    single = (
        ("gk:tier", quoted(facts.tier), facts.tier),
        ("gk:nation", quoted(facts.nation), facts.nation),
        ("gk:region", quoted(facts.region), facts.region),
        ("gk:upperTier", f"council:{facts.upper_tier}", facts.upper_tier),
        ("dcterms:isPartOf", f"council:{facts.combined}", facts.combined),
        ("gk:founded", dated(facts.founded), facts.founded),
        ("gk:dissolved", dated(facts.dissolved), facts.dissolved),
    )
    rows = [(predicate, token) for predicate, token, value in single if value]
    for code in facts.gss:
        rows += [("gk:gss", quoted(code)), ("dcterms:identifier", quoted(code))]
        rows.append(("schema:areaServed", iri(_AREA + code)))
    rows += [("gk:formerGss", quoted(code)) for code in facts.former_gss]
    rows += [("dcterms:isReplacedBy", f"council:{s}") for s in facts.replaced_by]
    return rows + [("dcterms:replaces", f"council:{s}") for s in facts.replaces]


def _differents(graph: Graph) -> dict[Ref, list[Row]]:
    rows: dict[Ref, list[Row]] = {}
    for one, other in graph.differents:
        rows.setdefault(one, []).append(("owl:differentFrom", node(other)))
    return rows


def _endings(graph: Graph) -> Iterator[tuple[str, str, CouncilFacts]]:
    """Slug of the change, slug of the council that ended by it, its register row."""
    for entity in graph.entities:
        facts = entity.register
        if facts and facts.dissolved and facts.replaced_by and entity.replaced_by is None:
            yield f"{facts.dissolved}-{entity.ref.slug}", entity.ref.slug, facts


def _events(graph: Graph) -> dict[str, list[Row]]:
    """What councils' blocks say of their reorganisations, by council slug."""
    rows: dict[str, list[Row]] = {}
    for change, ended, facts in _endings(graph):
        rows.setdefault(ended, []).append(("org:changedBy", f"change:{change}"))
        for successor in facts.replaced_by:
            rows.setdefault(successor, []).append(("org:resultedFrom", f"change:{change}"))
    return rows


def _changes(graph: Graph) -> Iterator[Block]:
    made = []
    for change, ended, facts in _endings(graph):
        words = (w if w in _SMALL_WORDS else w.capitalize() for w in ended.split("-"))
        year, month, day = facts.dissolved.split("-")
        label = f"Reorganisation of {' '.join(words)}, {int(day)} {_MONTHS[int(month) - 1]} {year}"
        rows = [
            ("a", "org:ChangeEvent"),
            ("dcterms:date", dated(facts.dissolved)),
            ("rdfs:label", quoted(label)),
            ("org:originalOrganization", f"council:{ended}"),
            *(("org:resultingOrganization", f"council:{s}") for s in facts.replaced_by),
        ]
        made.append((f"change:{change}", rows))
    return _merged(made)


def _outcome(node_: OutcomeNode) -> tuple[str, list[Row]]:
    outcome = node_.outcome
    rows = [
        ("a", "gk:Outcome"),
        ("rdfs:label", quoted(node_.label)),
        ("gk:mentionedIn", f"document:{node_.document}"),
        ("gk:what", quoted(outcome.what)),
        ("gk:approx", "true" if outcome.approx else "false"),
    ]
    if outcome.value:
        rows.append(("gk:value", outcome.value))
    if outcome.unit:
        rows.append(("gk:unit", quoted(outcome.unit)))
    return node(node_.ref), rows


# -- documents, publishers, the dataset ------------------------------------------------------------


def publishers(document: Document) -> list[tuple[str, str]]:
    """Slug and name of each publisher of a document; several stand in one field with ``;`` between."""
    names = (part.strip() for part in document.description.publisher.split(";"))
    return [(slug(name), name) for name in names if name]


def text_facts(document: Document) -> tuple[str, int]:
    """SHA-256 and length in code points of a document's text."""
    if isinstance(document, UnseenDocument):
        return document.text_sha256, document.text_length
    return hashlib.sha256(document.text.encode("utf-8")).hexdigest(), len(document.text)


def _document(document: Document, layer: dict[Ref, set[Row]]) -> tuple[str, list[Row]]:
    given = document.description
    digest, length = text_facts(document)
    licence = given.licence or "unknown"
    rows = [
        ("a", "gk:Document"),
        ("dcterms:title", quoted(document.title)),
        ("rdfs:label", quoted(document.title)),
        ("dcterms:isPartOf", "dataset:graph"),
        ("gk:fileName", quoted(document.file_name)),
        ("gk:textSha256", quoted(digest)),
        ("gk:textLength", str(length)),
        ("gk:normalisation", '"gk-text-1"'),
        ("gk:licence", quoted(licence)),
        *(("dcterms:publisher", f"agent:{agent}") for agent, _ in publishers(document)),
        *_derived(document.origins),
        *_licence(licence),
    ]
    optional = (
        ("dcterms:identifier", given.id, quoted),
        ("dcterms:source", given.url, iri),
        ("gk:retrieved", given.retrieved, dated),
        ("dcterms:issued", given.issued, dated),
        ("dcterms:language", given.language, quoted),
    )
    rows += [(predicate, form(value)) for predicate, value, form in optional if value]
    ref = Ref(Kind.DOCUMENT, document.slug)
    return node(ref), [*rows, *layer.get(ref, ())]


def _licence(name: str) -> list[Row]:
    is_known = re.fullmatch(r"[A-Za-z0-9.+-]+", name) and name != "unknown" and not name.startswith("LicenseRef-")
    return [("dcterms:license", iri(_SPDX + name))] if is_known else []


def _derived(origins: Iterable[str]) -> list[Row]:
    """Which datasets something was taken in from."""
    return [("prov:wasDerivedFrom", f"dataset:{origin}") for origin in origins]


def agent_label(by: str) -> tuple[str, str]:
    """Slug and label of a curator, of their name or slug as a decisions file has it.

    >>> agent_label("example-curator"), agent_label("Ann Lee")
    (('example-curator', 'Example curator'), ('ann-lee', 'Ann Lee'))
    """
    name = slug(by)
    if by == OWN_AGENT:
        return name, by
    return name, by.replace("-", " ").capitalize() if name == by else by


def _agents(graph: Graph) -> Iterator[Block]:
    publisher_names: dict[str, str] = {}
    for document in graph.documents:
        for agent, name in publishers(document):
            publisher_names[agent] = min(name, publisher_names.get(agent, name))
    curators: dict[str, str] = {}
    for decision in graph.decisions:
        agent, label = agent_label(decision.by)
        curators[agent] = min(label, curators.get(agent, label))
    rows: dict[str, list[Row]] = {}
    for agent, name in publisher_names.items():
        rows[agent] = [("a", "foaf:Agent"), ("foaf:name", quoted(name))]
    for agent, label in curators.items():
        rows.setdefault(agent, []).extend([("a", "prov:Agent"), ("rdfs:label", quoted(label))])
    if OWN_AGENT in curators and OWN_AGENT not in publisher_names:
        rows[OWN_AGENT].append(("foaf:name", quoted(OWN_AGENT)))
    return _merged((f"agent:{agent}", made) for agent, made in rows.items())


def _dataset(graph: Graph) -> tuple[str, list[Row]]:
    # A graph of tier named is as it always was; of the others every reader shall know.
    tier = [(TIER, quoted(graph.tier))] if graph.tier is not Tier.NAMED else []
    return "dataset:graph", [*_made(graph.generator, graph.threshold), *tier]


def _made(generator: str, threshold: float) -> list[Row]:
    return [
        ("a", "gk:Dataset"),
        ("gk:contractVersion", f'"{CONTRACT_VERSION}"'),
        ("gk:generator", quoted(generator)),
        ("gk:threshold", decimal(threshold)),
    ]


def _taken(dataset: Dataset) -> tuple[str, list[Row]]:
    """A dataset that something was taken in from; one of two parts is part of the first."""
    whole = dataset.slug.rpartition("--")[0] or "graph"
    rows = [*_made(dataset.generator, dataset.threshold), ("dcterms:isPartOf", f"dataset:{whole}")]
    digest = f"sha256:{dataset.digest}" if dataset.digest else ""
    texts = (("dcterms:title", dataset.title), ("dcterms:hasVersion", dataset.version), ("dcterms:identifier", digest))
    rows += [(predicate, quoted(text)) for predicate, text in texts if text]
    return f"dataset:{dataset.slug}", rows + _licence(dataset.licence)


# -- facts and decisions: rows in final order, no sorting ------------------------------------------


def _statement(statement: Statement) -> Block:
    rows = [
        ("a", "gk:RejectedStatement" if statement.is_rejected else "gk:Statement"),
        ("rdf:object", object_token(statement)),
        ("rdf:predicate", f"gk:{statement.relation.value}"),
        ("rdf:subject", node(statement.subject)),
        ("rdfs:label", quoted(statement.label)),
    ]
    rows += _derived(statement.origins)
    rows += [("prov:wasInfluencedBy", f"decision:{d}") for d in sorted(statement.influenced_by)]
    rows += [("prov:wasInvalidatedBy", f"decision:{d}") for d in sorted(statement.invalidated_by)]
    rows += [("gk:confidence", decimal(statement.confidence))]
    if statement.is_disputed:
        rows.append(("gk:disputed", "true"))
    rows.append(("gk:document", f"document:{statement.document}"))
    if len(statement.evidence) == 1:
        rows.append(("gk:evidence", f"evidence:{statement.evidence[0].id}"))
    else:
        rows += [("gk:evidence", f"evidence:{e}") for e in sorted(e.id for e in statement.evidence)]
    if statement.key:
        rows.append(("gk:factKey", quoted(statement.key)))
    rows += [
        ("gk:quote", quoted(statement.quote)),
        ("gk:review", f'"{statement.review.value}"'),
        ("gk:status", f'"{statement.status.value}"'),
    ]
    return Block(f"statement:{statement.id}", rows)


def _evidence_blocks(graph: Graph) -> Iterator[Block]:
    for statement in graph.statements:
        if len(statement.evidence) == 1:
            yield _evidence(statement.evidence[0], statement.document)
        else:
            for evidence in sorted(statement.evidence, key=lambda e: e.id):
                yield _evidence(evidence, statement.document)


def _evidence(evidence: Evidence, document: str) -> Block:
    rows = [
        ("a", "gk:Evidence"),
        ("gk:confidence", decimal(evidence.confidence)),
        ("gk:document", f"document:{document}"),
    ]
    if evidence.end is not None:
        rows.append(("gk:end", str(evidence.end)))
    if evidence.heading:
        rows.append(("gk:heading", quoted(evidence.heading)))
    rows += [
        ("gk:quote", quoted(evidence.quote)),
        ("gk:rule", quoted(evidence.rule)),
        ("gk:section", f'"{evidence.section.value}"'),
    ]
    if evidence.source:
        rows.append(("gk:source", quoted(evidence.source)))
    if evidence.speaker is not None:
        rows.append(("gk:speaker", node(evidence.speaker)))
    if evidence.start is not None:
        rows.append(("gk:start", str(evidence.start)))
    rows.append(("gk:status", f'"{evidence.status.value}"'))
    if evidence.time:
        rows.append(("gk:time", dated(evidence.time)))
    if evidence.time_text:
        rows.append(("gk:timeText", quoted(evidence.time_text)))
    return Block(f"evidence:{evidence.id}", rows)


def _decision(decision: Decision) -> tuple[str, list[Row]]:
    rows = [
        ("a", "prov:Activity"),
        ("a", "gk:Decision"),
        ("prov:wasAssociatedWith", f"agent:{slug(decision.by)}"),
        ("prov:endedAtTime", f'"{decision.time}"^^xsd:dateTime'),
        ("gk:applies", "true" if decision.applies else "false"),
        ("gk:decisionKey", quoted(decision.key)),
        ("gk:verdict", quoted(decision.verdict)),
    ]
    texts = (("rdfs:comment", decision.reason), ("gk:before", decision.before), ("gk:after", decision.after))
    rows += [(predicate, quoted(text)) for predicate, text in texts if text]
    rows += [("gk:target", node(t) if isinstance(t, Ref) else f"statement:{t}") for t in decision.targets]
    rows += [("gk:retired", node(ref)) for ref in decision.retired]
    rows += [("gk:candidate", f"statement:{fact}") for fact in decision.candidates]
    rows += _derived(decision.origins)
    if decision.is_reattached:
        rows.append(("gk:reattached", "true"))
    return f"decision:{decision.id}", rows
