"""What it costs to write a graph as Turtle from its records, over rdflib writing the same triples as ``turtle``."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import rdflib
from measure import Result, at_least, least

from graphkit import rooms
from graphkit.graph import read_graph
from graphkit.records import Entity, Evidence, Graph, Kind, OutcomeNode, Ref, Statement


def measure(seeds: Path, triples: int, rounds: int = 5) -> list[Result]:
    """Time ``graphkit.exporters.ttl.export`` on as many copies of the seeds' graph as make about that many triples."""
    ours = rooms.load("exporters", "ttl")
    one = built(seeds)
    size = len(as_rdflib(written(ours.export, one)))
    graph = copied(one, max(1, round(triples / size)))
    theirs = as_rdflib(written(ours.export, graph))
    pair = least(
        lambda: written(ours.export, graph),
        lambda: theirs.serialize(format="turtle", encoding="utf-8"),
        rounds,
    )
    return [at_least(f"Turtle of {len(theirs):,} triples: faster than rdflib", 30, pair)]


def built(seeds: Path) -> Graph:
    """The graph of the seeds, as ``graphkit build`` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "graphkit", "build", str(seeds), "--out", folder, "-q"]
        subprocess.run(command, check=True)
        return read_graph(Path(folder), seeds)


def written(export: Callable[[Graph, BinaryIO], None], graph: Graph) -> bytes:
    """The bytes that an exporter writes."""
    file = io.BytesIO()
    export(graph, file)
    return file.getvalue()


def as_rdflib(turtle: bytes) -> rdflib.Graph:
    """Turtle read by rdflib."""
    return rdflib.Graph().parse(data=turtle, format="turtle")


# -- a larger graph --------------------------------------------------------------------------------


def copied(graph: Graph, times: int) -> Graph:
    """The graph with every document told ``times`` times; councils and topics are shared, as they would be."""
    shared = tuple(e for e in graph.entities if e.ref.kind in (Kind.COUNCIL, Kind.TOPIC))
    own = tuple(e for e in graph.entities if e.ref.kind not in (Kind.COUNCIL, Kind.TOPIC))
    turns = range(times)
    documents = [replace(d, slug=f"{d.slug}-{turn}") for d in graph.documents for turn in turns]
    return replace(
        graph,
        documents=tuple(sorted(documents, key=lambda d: d.slug)),
        entities=tuple(sorted((*(again(e, turns) for e in shared), *entities(own, turns)), key=lambda e: e.ref)),
        outcomes=tuple(sorted((outcome(o, turn) for o in graph.outcomes for turn in turns), key=lambda o: o.ref)),
        statements=tuple(sorted((statement(s, turn) for s in graph.statements for turn in turns), key=lambda s: s.id)),
        decisions=(),
        differents=(),
    )


def fact(identifier: str, turn: int) -> str:
    """The id of a fact in a copy, as evenly spread as true ones."""
    return hashlib.sha256(f"{identifier} {turn}".encode()).hexdigest()[:16]


def ref(one: Ref, turn: int) -> Ref:
    """A thing in a copy."""
    if one.kind in (Kind.COUNCIL, Kind.TOPIC):
        return one
    return Ref(one.kind, fact(one.slug, turn) if one.kind is Kind.OUTCOME else f"{one.slug}-{turn}")


def again(entity: Entity, turns: range) -> Entity:
    """A shared thing, met in every copy of its documents."""
    return replace(entity, documents=tuple(sorted(f"{d}-{turn}" for d in entity.documents for turn in turns)))


def entities(own: tuple[Entity, ...], turns: range) -> Iterator[Entity]:
    """Things of one document, once for each copy."""
    for entity in own:
        for turn in turns:
            documents = tuple(f"{d}-{turn}" for d in entity.documents)
            yield replace(entity, ref=ref(entity.ref, turn), documents=documents)


def outcome(one: OutcomeNode, turn: int) -> OutcomeNode:
    """An outcome in a copy."""
    return replace(one, ref=ref(one.ref, turn), document=f"{one.document}-{turn}")


def statement(one: Statement, turn: int) -> Statement:
    """A fact in a copy, with its evidence."""
    identifier = fact(one.id, turn)
    return replace(
        one,
        id=identifier,
        key=f"{one.key} {turn}",
        document=f"{one.document}-{turn}",
        subject=ref(one.subject, turn),
        object=None if one.object is None else ref(one.object, turn),
        evidence=tuple(evidence(e, identifier, turn) for e in one.evidence),
        influenced_by=(),
        invalidated_by=(),
    )


def evidence(one: Evidence, identifier: str, turn: int) -> Evidence:
    """A sentence in a copy."""
    speaker = None if one.speaker is None else ref(one.speaker, turn)
    return replace(one, id=f"{identifier}-{one.id.rsplit('-', 1)[-1]}", speaker=speaker)
