"""Rules on the records: texts and sentences, ids, and what of a fact is computed from its sentences."""

from __future__ import annotations

import hashlib
from collections import defaultdict

from graphkit.checks.problems import Fault, Faults, LoadText
from graphkit.graph.blocks import text_facts
from graphkit.graph.networks import node_labels
from graphkit.graph.reading import text_names
from graphkit.graph.tables import best_first
from graphkit.ids import document_slug, evidence_id, fact_id, literal_key, outcome_label, statement_label, status_rank
from graphkit.records import Document, Evidence, Graph, Kind, Ref, Relation, Review, Statement

_AS_EXTRACTED = (Review.UNREVIEWED, Review.ACCEPTED)


def document_faults(
    graph: Graph, load_text: LoadText | None, *, may_be_away: bool = False
) -> tuple[list[Fault], dict[str, str]]:
    """What is wrong with documents, and the texts (by slug) in which sentences can be looked up.

    The text of a document that was taken in from another graph need not be at hand; none need be where they ``may_be_away``.
    """
    faults: list[Fault] = []
    texts: dict[str, str] = {}
    for document in graph.documents:
        at = f"document:{document.slug}"
        given = document.description
        want = document_slug(document.file_name, given.url, given.id)
        if want != document.slug:
            faults.append(("document-slug", at, f"its id, source or path gives {want}"))
        text = _text(document, load_text)
        if text is None and (document.origins or may_be_away):
            continue
        if text is None:
            faults.append(("document-text", at, f"{document.file_name} is not at hand; name its folder with --docs"))
            continue
        texts[document.slug] = text
        if (_digest(text), len(text)) != text_facts(document):
            faults.append(("document-text", at, f"{document.file_name} is not the text that was read"))
    return faults, texts


def _text(document: Document, load_text: LoadText | None) -> str | None:
    """The document's text; where none is the one that was read, that which lies in its place.

    A text that lies where one of the corpus's own would is not the place of a document that was taken in.
    """
    if load_text is None:
        return None
    names = text_names(document.file_name, document.origins)
    found = [(name, text) for name in names if (text := load_text(name)) is not None]
    right = [text for _, text in found if _digest(text) == text_facts(document)[0]]
    in_place = [text for name, text in found if name != document.file_name or not document.origins]
    return next(iter((*right, *in_place)), None)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sentence_faults(graph: Graph, texts: dict[str, str]) -> Faults:
    """Quotes that are not where they are said to be."""
    for statement in graph.statements:
        for evidence in statement.evidence:
            at = f"evidence:{evidence.id}"
            if evidence.source:
                if not evidence.rule.startswith("person.add@") or evidence.start is not None:
                    yield "quote-at-offsets", at, "a stated source is for what a person added, and has no offsets"
            elif statement.document in texts and (text := _not_there(evidence, texts[statement.document])):
                yield "quote-at-offsets", at, text
            if evidence.time_text not in evidence.quote:
                yield "time-in-quote", at, f"{evidence.time_text!r} is not in {evidence.quote!r}"


def _not_there(evidence: Evidence, text: str) -> str:
    if evidence.start is None or evidence.end is None or evidence.start < 0:
        return "no offsets"
    found = text[evidence.start : evidence.end]
    return "" if found == evidence.quote else f"{found!r} stands there, not {evidence.quote!r}"


def id_faults(graph: Graph) -> Faults:
    """Facts, sentences and outcomes whose ids are not computed from what they are."""
    for statement in graph.statements:
        at = f"statement:{statement.id}"
        if statement.key and fact_id(statement.key) != statement.id:
            yield "fact-id", at, f"its key gives {fact_id(statement.key)}"
        for evidence in statement.evidence:
            want = evidence_id(statement.id, evidence.quote)
            if evidence.id != want:
                yield "evidence-id", f"evidence:{evidence.id}", f"its fact and words give {want}"
        is_outcome = statement.object is not None and statement.object.kind is Kind.OUTCOME
        if is_outcome and statement.object != Ref(Kind.OUTCOME, statement.id):
            yield "outcome-id", at, f"its outcome is {statement.object}"
    for node in graph.outcomes:
        outcome = node.outcome
        if node.label != outcome_label(outcome.value, outcome.unit, outcome.what):
            yield "fact-label", f"outcome:{node.ref.slug}", "its label is not value, unit and what"


def key_faults(graph: Graph) -> Faults:
    """Facts whose key names another document, relation or ends, though no decision changed them."""
    retired = {str(e.ref): e.replaced_by for e in graph.entities if e.replaced_by is not None}
    split = {d.key for d in graph.decisions if d.verdict == "different" and d.applies and " @ " in d.key}
    for statement in graph.statements:
        if not statement.key:
            continue  # that it is there where it must be, other rules say
        at = f"statement:{statement.id}"
        parts = statement.key.split("|", 3)
        if len(parts) < 4 or parts[0] != statement.document:
            yield "fact-key", at, "the key is not of its document"
        elif statement.review in _AS_EXTRACTED:
            if parts[2] != statement.relation.value:
                yield "fact-key", at, f"the key says {parts[2]}"
            if statement.object is None and parts[3] != literal_key(statement.literal):
                yield "fact-key", at, f"the key says {parts[3]}"
            for ref, raw in ((statement.subject, parts[1]), (statement.object, parts[3])):
                raws = (parts[1], parts[3]) if statement.relation is Relation.PARTNER_OF else (raw,)
                if ref is not None and not _comes_from(ref, raws, statement.document, retired, split):
                    yield "fact-key", at, f"{ref} is not in the key, and no decision put it there"


def _comes_from(ref: Ref, raws: tuple[str, ...], document: str, retired: dict[str, Ref], split: set[str]) -> bool:
    if ref.kind is Kind.OUTCOME or str(ref) in raws:
        return True
    return any(
        retired.get(raw) == ref
        or (f"{raw} @ {document}" in split and str(ref) == f"{ref.kind.value}/{document}--{raw.partition('/')[2]}")
        for raw in raws
    )


def derived_faults(graph: Graph) -> Faults:
    """Facts whose confidence, status, quote, label or dispute is not what their sentences give."""
    labels = node_labels(graph)
    for statement in graph.statements:
        at = f"statement:{statement.id}"
        best = best_first(statement.evidence)
        if not best:
            yield "evidence", at, "no sentence"
            continue
        top = best[0].confidence
        if statement.confidence != top:
            yield "confidence", at, f"{statement.confidence}, its best sentence has {top}"
        said = {e.status for e in statement.evidence}
        status = min((e.status for e in best if e.confidence == top), key=status_rank)
        if statement.review is not Review.EDITED and statement.status is not status:
            yield "status", at, f"{statement.status}, its most confident sentence says {status}"
        if statement.quote != best[0].quote:
            yield "best-quote", at, f"its best sentence is {best[0].quote!r}"
        if (len(said) > 1) is not statement.is_disputed:
            yield "disputed", at, f"its sentences say {', '.join(sorted(said))}"
        yield from _label_faults(statement, labels)


def _label_faults(statement: Statement, labels: dict[Ref, str]) -> Faults:
    first = labels.get(statement.subject)
    other = labels.get(statement.object) if statement.object is not None else statement.literal
    if first is not None and other is not None:
        want = statement_label(first, statement.relation, other)
        if statement.label != want:
            yield "fact-label", f"statement:{statement.id}", f"{statement.label!r}, not {want!r}"


def evidence_faults(graph: Graph, owners: dict[str, list[str]]) -> Faults:
    """Sentences of two facts or another document, what people added without a decision, the same fact twice.

    Args:
        graph: The records.
        owners: The document that each sentence (its id) says it is of.
    """
    added = {target for d in graph.decisions if d.verdict == "add" for target in d.targets}
    uses: dict[str, int] = defaultdict(int)
    keys: dict[str, int] = defaultdict(int)
    for statement in graph.statements:
        at = f"statement:{statement.id}"
        keys[statement.key] += 1
        for evidence in statement.evidence:
            uses[evidence.id] += 1
            if owners.get(evidence.id) != [statement.document]:
                yield "evidence", at, f"evidence {evidence.id} is of another document"
            if evidence.rule.startswith("person.add@") and (
                statement.id not in added or statement.review is Review.UNREVIEWED
            ):
                yield "evidence", at, "a person added it, but no decision says so"
    yield from (("evidence", f"evidence:{e}", "it belongs to two facts") for e, n in sorted(uses.items()) if n > 1)
    yield from (("evidence", f"evidence:{e}", "it belongs to no fact") for e in sorted(set(owners) - set(uses)))
    yield from (("same-fact-twice", "", key) for key, n in sorted(keys.items()) if key and n > 1)
