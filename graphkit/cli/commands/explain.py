"""``graphkit explain``: why a fact or thing is in the graph."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graphkit.cli import options, output
from graphkit.cli.loading import load_graph
from graphkit.cli.showing import DIGITS, around, marked
from graphkit.extractors.engine import describe_rule
from graphkit.graph import is_direct
from graphkit.graph.finding import STATUS_WORDS, find, origin_words, why_counted, why_status
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import best_first, facts_of_things, thing_types
from graphkit.graph.terms import decimal
from graphkit.records import Decision, Document, Entity, Evidence, Graph, Ref, Statement, Status
from graphkit.reviewing.entries import toml_text


@click.command(
    "explain",
    help="Show why a fact or thing is in the graph: its sentences, rules and decisions.\n\n"
    "WHAT is the first digits of a fact's id (four or more), a thing's name, or its kind/slug.",
    epilog=options.examples(
        "graphkit explain 51a5cb12",
        'graphkit explain "Wigan Council"',
        "graphkit explain initiative/wigan--deal --format json",
    ),
)
@click.argument("what", metavar="WHAT")
@options.format_option("text", "json", default="text")
@options.graph_option
@options.docs_option
def command(*, what: str, format_name: str, graph: Path, docs: Path | None) -> None:
    """Print one fact or one thing."""
    whole = load_graph(graph, docs)
    found = find(whole, what)
    answer = _fact(whole, found) if isinstance(found, Statement) else _thing(whole, found)
    if format_name == "json":
        output.emit(json.dumps(answer, ensure_ascii=False, indent=2))
    elif isinstance(found, Statement):
        output.emit("\n".join(_fact_lines(answer)))
    else:
        output.emit("\n".join(_thing_lines(answer)))


# -- what there is to say --------------------------------------------------------------------------


def _fact(graph: Graph, fact: Statement) -> dict[str, Any]:
    labels = node_labels(graph)
    document = next(d for d in graph.documents if d.slug == fact.document)
    names = {*fact.influenced_by, *fact.invalidated_by}
    decisions = [d for d in graph.decisions if d.id in names or fact.id in d.targets or fact.id in d.candidates]
    return {
        "fact": fact.id,
        "label": fact.label,
        "subject": str(fact.subject),
        "relation": fact.relation.value,
        "object": str(fact.object) if fact.object else fact.literal,
        "status": fact.status.value,
        "confidence": fact.confidence,
        "review": fact.review.value,
        "why_status": why_status(fact),
        "why_counted": why_counted(fact, graph.threshold),
        "document": {"id": document.slug, "title": document.title, "file": document.file_name},
        "taken_from": origin_words(graph, fact.origins),
        "sentences": [_sentence(evidence, document, labels) for evidence in best_first(fact.evidence)],
        "decisions": [_decision(graph, decision) for decision in decisions],
        "to_change": _decision_to_paste(fact, graph.threshold),
    }


def _sentence(evidence: Evidence, document: Document, labels: dict[Ref, str]) -> dict[str, Any]:
    before, _, after = around(document, evidence)
    return {
        "quote": evidence.quote,
        "before": before,
        "after": after,
        "start": evidence.start,
        "end": evidence.end,
        "section": evidence.section.value,
        "heading": evidence.heading,
        "rule": evidence.rule,
        "rule_means": describe_rule(evidence.rule),
        "confidence": evidence.confidence,
        "status": evidence.status.value,
        "speaker": labels.get(evidence.speaker, evidence.speaker.slug) if evidence.speaker else "",
        "time": evidence.time or evidence.time_text,
        "source": evidence.source,
    }


def _decision(graph: Graph, decision: Decision) -> dict[str, str]:
    told = {"verdict": decision.verdict, "by": decision.by, "time": decision.time, "reason": decision.reason}
    return told | {"taken_from": " and ".join(origin_words(graph, decision.origins))}


def _decision_to_paste(fact: Statement, threshold: float) -> str:
    """A decision that would change how the fact stands, but for what only the person knows."""
    is_doubtful = fact.status is Status.DONE and not is_direct(fact, threshold)
    verdict = "accept" if fact.is_rejected or is_doubtful else "reject"
    lines = [
        "[[decision]]",
        f'verdict = "{verdict}"',
        f'key = "{fact.id}"',
        *([f"fact = {toml_text(fact.key)}"] if fact.key else []),  # of tier public it would name a person
        f"quote = {toml_text(fact.quote)}",
        f'status = "{fact.status.value}"',
        "time = YYYY-MM-DDThh:mm:ss",
        'reason = ""',
        'by = ""',
    ]
    return "\n".join(lines)


def _thing(graph: Graph, ref: Ref) -> dict[str, Any]:
    entity = next((e for e in graph.entities if e.ref == ref), Entity(ref, ""))
    facts = facts_of_things(graph).get(ref, [])
    facts = sorted(facts, key=lambda s: (s.relation, -s.confidence, s.id))
    return {
        "thing": str(ref),
        "name": node_labels(graph)[ref],
        "type": thing_types(graph)[ref],
        "other_names": list(entity.other_names),
        "documents": [d.title for d in graph.documents if d.slug in entity.documents],
        "gss": list(entity.register.gss) if entity.register else [],
        "decisions": [{"key": d.key, **_decision(graph, d)} for d in _decisions_on(graph, ref)],
        "facts": [
            {
                "fact": s.id,
                "status": s.status.value,
                "confidence": s.confidence,
                "label": s.label,
                "quote": s.quote,
            }
            for s in facts
        ],
    }


def _decisions_on(graph: Graph, ref: Ref) -> list[Decision]:
    """What was decided on a thing itself, oldest first: joins, what it is not, names."""
    return sorted((d for d in graph.decisions if ref in d.targets), key=lambda d: (d.time, d.key))


# -- as text ---------------------------------------------------------------------------------------


def _fact_lines(answer: dict[str, Any]) -> Iterator[str]:
    yield output.colour(output.plain(answer["label"]), "name")
    yield f"fact {answer['fact']}   confidence {decimal(answer['confidence'])}   {answer['review']}"
    yield answer["why_status"]
    yield answer["why_counted"]
    for words in answer["taken_from"]:
        yield output.plain(f"Taken in from {words}.")
    for number, sentence in enumerate(answer["sentences"], 1):
        yield ""
        if len(answer["sentences"]) > 1:
            yield f"Sentence {number} of {len(answer['sentences'])}"
        yield _marked(sentence)
        yield from _place_lines(answer["document"], sentence)
    for decision in answer["decisions"]:
        yield ""
        there = f" ({decision['taken_from']})" if decision["taken_from"] else ""
        yield output.plain(
            f"Decided: {decision['verdict']} by {decision['by']}{there}, {decision['time']}. {decision['reason']}"
        )
    yield ""
    yield "To change it, put this into a file of decisions/ beside the documents, fill in the last three, and build:"
    yield ""
    yield output.plain(answer["to_change"])


def _marked(sentence: dict[str, Any]) -> str:
    """The paragraph with the sentence marked: in colour for a person, in brackets else."""
    parts = [sentence[part] for part in ("before", "quote", "after")]
    if output.is_terminal():
        return marked(*parts)
    before, quote, after = map(output.plain, parts)
    return textwrap.indent(f"{before}[[{quote}]]{after}", "  ")


def _place_lines(document: dict[str, str], sentence: dict[str, Any]) -> Iterator[str]:
    where = f"characters {sentence['start']} to {sentence['end']}"
    heading = f', under "{sentence["heading"]}"' if sentence["heading"] else ""
    fields = (
        ("source", sentence["source"] or f"{document['title']} ({document['file']})"),
        ("section", f"{sentence['section']}{heading}"),
        ("place", "" if sentence["start"] is None else where),
        ("rule", " ".join([sentence["rule"], sentence["rule_means"]]).strip()),
        ("says", f"{STATUS_WORDS[Status(sentence['status'])]}, confidence {decimal(sentence['confidence'])}"),
        ("said by", sentence["speaker"]),
        ("time", sentence["time"]),
    )
    for name, value in fields:
        if value:
            yield output.plain(f"  {name:<8} {value}")


def _thing_lines(answer: dict[str, Any]) -> Iterator[str]:
    yield output.colour(output.plain(answer["name"]), "name")
    fields = (
        ("type", f"{answer['type']}   {answer['thing']}"),
        ("also", "; ".join(answer["other_names"])),
        ("code", ", ".join(answer["gss"])),
        ("in", "; ".join(answer["documents"])),
    )
    for name, value in fields:
        if value:
            yield output.plain(f"  {name:<5} {value}")
    for decision in answer["decisions"]:
        yield ""
        words = f"Decided: {decision['verdict']}, {decision['key']}, by {decision['by']}, {decision['time']}."
        yield output.plain(f"{words} {decision['reason']}")
    yield ""
    columns = ("fact", "status", "confidence", "says", "sentence")
    rows = [
        (s["fact"], STATUS_WORDS[Status(s["status"])], decimal(s["confidence"]), s["label"], s["quote"])
        for s in answer["facts"]
    ]
    if output.is_terminal():
        rows = [(row[0][:DIGITS], *row[1:]) for row in rows]
        yield output.table(columns, rows, last_is_sentence=True)
    else:
        yield output.tsv(columns, rows)
