"""An exported Turtle back into a `Graph`: what ``export`` wrote, ``read_graph`` gives again, fact for fact."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

import pyoxigraph

from graphkit.errors import InputMissingError, NotAGraphError
from graphkit.graph.blocks import TIER, UnseenDocument, agent_label
from graphkit.graph.terms import Row, expanded, iri, is_literal, literal, object_order, quoted, unquoted
from graphkit.records import (
    CouncilFacts,
    Dataset,
    Decision,
    Description,
    Document,
    Entity,
    Evidence,
    Graph,
    Kind,
    Outcome,
    OutcomeNode,
    Ref,
    Relation,
    Review,
    SectionKind,
    Statement,
    Status,
    Tier,
)

LoadText: TypeAlias = Callable[[str], "str | None"]
"""Gives the normalised text of a document by its ``file_name``, or None where it is not at hand."""

IMPORTS = "imports"
"""The folder of a corpus with the graphs that were taken in, and their texts where they came along."""

Node: TypeAlias = dict[str, list[str]]
"""What a graph says of one subject: predicate → objects, as they stand in canonical Turtle, sorted."""

_FORMATS = {
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
SUFFIXES = frozenset({".ttl", *_FORMATS})
"""Endings of the files that may hold a graph."""

_ENTITY_KINDS = frozenset(
    (*(Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE), Kind.PERSON, Kind.POPULATION, Kind.TOPIC)
) | {Kind.PLACE}


def graph_file(path: Path) -> Path:
    """The file that holds the graph: of a folder of exports its ``graph.ttl``.

    Raises:
        InputMissingError: There is none.
    """
    file = path / "graph.ttl" if path.is_dir() else path
    if not file.is_file():
        raise InputMissingError(
            "no such graph.", where=file.as_posix(), todo='Make one with "graphkit build", or name one with --graph.'
        )
    return file


def read_graph(path: Path, corpus: Path | None = None, *, load_text: LoadText | None = None) -> Graph:
    """The graph of an exported file (Turtle, TriG, N-Triples, N-Quads, JSON-LD).

    Args:
        path: The file, or a folder with ``graph.ttl``.
        corpus: The folder it was built from: gives the documents their texts. Without it, and where a text has changed
            since, a document is an `UnseenDocument`.
        load_text: Gives the texts instead of ``corpus`` (of formats other than plain text).

    Raises:
        InputMissingError: There is no such file.
        NotAGraphError: It is no RDF, holds no fact of graphkit, or a fact in it cannot be understood.
    """
    file = graph_file(path)
    if load_text is None and corpus is not None:
        load_text = folder_texts(corpus)
    return graph_of(read_rows(file), where=path.as_posix(), load_text=load_text)


def read_rows(file: Path) -> dict[str, set[Row]]:
    """Every triple of a file, by subject; blank nodes keep their ``_:`` names, named graphs are joined.

    Raises:
        NotAGraphError: The file cannot be parsed.
    """
    return rows_of(file.read_bytes(), file.suffix, file.as_posix())


def rows_of(data: bytes, suffix: str, where: str) -> dict[str, set[Row]]:
    """Every triple of some bytes, by subject, as `read_rows` gives them.

    Args:
        data: RDF.
        suffix: The file's, with its dot: says the format; Turtle where it is not known.
        where: What messages call it.

    Raises:
        NotAGraphError: They cannot be parsed.
    """
    kind = _FORMATS.get(suffix, pyoxigraph.RdfFormat.TURTLE)
    rows: dict[str, set[Row]] = {}
    try:
        for quad in pyoxigraph.parse(data, kind):
            rows.setdefault(_token(quad.subject), set()).add((_predicate(quad.predicate), _token(quad.object)))
    except SyntaxError as error:
        problem = " ".join(str(error).split())
        raise NotAGraphError(
            f"not a graph of graphkit ({problem}).", where=where, todo='Make it again with "graphkit build".'
        ) from error
    return rows


def _predicate(term: pyoxigraph.NamedNode) -> str:
    token = iri(term.value)
    return "a" if token == "rdf:type" else token  # noqa: S105 -- a prefixed name


def _token(term: object) -> str:
    if isinstance(term, pyoxigraph.NamedNode):
        return iri(term.value)
    if isinstance(term, pyoxigraph.Literal):
        return f"{quoted(term.value)}@{term.language}" if term.language else literal(term.value, term.datatype.value)
    return str(term)


def folder_texts(corpus: Path) -> LoadText:
    """Texts from a corpus folder (its ``documents/`` if it has one): plain text, or the ``.txt`` made of a file.

    Those that came with graphs that were taken in lie in ``imports/`` of the corpus.
    """
    below = files_below(corpus / "documents" if (corpus / "documents").is_dir() else corpus)
    beside = files_below(corpus)
    return lambda file_name: (beside if file_name.startswith(f"{IMPORTS}/") else below)(file_name)


def files_below(folder: Path) -> LoadText:
    """Texts by their path below a folder: plain text, or the ``.txt`` made of a file."""

    def load(file_name: str) -> str | None:
        if file_name.startswith("/") or ".." in Path(file_name).parts:
            return None
        for path in (folder / f"{file_name}.txt", folder / file_name):
            if path.is_file():
                return normalised(path.read_bytes())
        return None

    return load


def text_names(file_name: str, origins: Iterable[str]) -> list[str]:
    """What a document's text is asked for by, the likeliest first.

    The text of one that was taken in lies beside its graph, under ``imports/`` of the corpus.

    >>> text_names("wigan.txt", ["north--leeds"])
    ['imports/north/imports/leeds/wigan.txt', 'wigan.txt']
    """
    folders = ("/".join(f"{IMPORTS}/{part}" for part in origin.split("--")) for origin in origins)
    return [*(f"{folder}/{file_name}" for folder in folders), file_name]


def normalised(data: bytes) -> str | None:
    """``gk-text-1``; None for bytes that are no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


# -- rows into records -----------------------------------------------------------------------------


def graph_of(rows: dict[str, set[Row]], *, where: str = "", load_text: LoadText | None = None) -> Graph:
    """The records that triples say.

    Raises:
        NotAGraphError: No ``gk:Statement`` is in them, or a node is incomplete.
    """
    nodes = {subject: node_of(rows[subject]) for subject in sorted(rows)}
    typed: dict[str, list[str]] = {}
    for subject, node in nodes.items():
        for name in node.get("a", ()):
            typed.setdefault(name, []).append(subject)
    if "gk:Statement" not in typed and "gk:RejectedStatement" not in typed:
        raise NotAGraphError(
            "not a graph of graphkit (no gk:Statement in it).", where=where, todo='Make one with "graphkit build".'
        )
    subject = ""
    try:
        statements = []
        for subject in sorted({*typed.get("gk:Statement", ()), *typed.get("gk:RejectedStatement", ())}):
            statements.append(_statement(subject, nodes))  # noqa: PERF401 -- the message names the one that failed
        subject = "dataset:graph"
        dataset = nodes[subject]
        threshold, generator = float(_one(dataset, "gk:threshold")), _text(dataset, "gk:generator")
        subject = "the rest of the graph"
        return Graph(
            documents=tuple(_document(s, nodes, load_text) for s in typed.get("gk:Document", ())),
            entities=tuple(sorted(_entities(nodes), key=lambda e: e.ref)),
            outcomes=tuple(sorted((_outcome(s, nodes[s]) for s in typed.get("gk:Outcome", ())), key=lambda o: o.ref)),
            statements=tuple(statements),
            threshold=threshold,
            generator=generator,
            decisions=tuple(_decision(s, nodes) for s in typed.get("gk:Decision", ())),
            differents=tuple(_differents(nodes)),
            datasets=tuple(sorted(_datasets(nodes))),
            tier=_tier(nodes),
        )
    except (KeyError, ValueError, IndexError) as error:
        raise NotAGraphError(
            f"{subject} cannot be understood ({' '.join(str(error).split())}).",
            where=where,
            todo='Run "graphkit check" on it, or make it again with "graphkit build".',
        ) from error


def _tier(nodes: dict[str, Node]) -> Tier:
    return Tier(_text(nodes.get("dataset:graph", {}), TIER) or Tier.NAMED)


def node_of(rows: Iterable[Row]) -> Node:
    """The rows of one subject by predicate, objects sorted."""
    node: Node = {}
    for predicate, value in sorted(rows):
        node.setdefault(predicate, []).append(value)
    return node


def _one(node: Node, predicate: str) -> str:
    return unquoted(node[predicate][0])


def _text(node: Node, predicate: str) -> str:
    return unquoted(node[predicate][0]) if predicate in node else ""


def _texts(node: Node, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(unquoted(value) for value in node.get(predicate, ())))


def _slug(token: str) -> str:
    return token.partition(":")[2]


def _slugs(node: Node, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(_slug(value) for value in node.get(predicate, ())))


def ref_of(token: str) -> Ref:
    """The thing that a prefixed name names.

    Raises:
        ValueError: It names no thing.
    """
    kind, _, name = token.partition(":")
    return Ref(Kind(kind), name)


def _statement(subject: str, nodes: dict[str, Node]) -> Statement:
    node = nodes[subject]
    value = min(node["rdf:object"], key=object_order)
    is_rejected = "gk:RejectedStatement" in node["a"]
    evidence = [_evidence(e, nodes[e]) for e in node["gk:evidence"]]
    return Statement(
        id=_slug(subject),
        key=_text(node, "gk:factKey") if _tier(nodes) is Tier.PUBLIC else _one(node, "gk:factKey"),
        document=_slug(node["gk:document"][0]),
        subject=ref_of(node["rdf:subject"][0]),
        relation=Relation(_slug(node["rdf:predicate"][0])),
        object=None if is_literal(value) else ref_of(value),
        literal=unquoted(value) if is_literal(value) else "",
        label=_one(node, "rdfs:label"),
        quote=_one(node, "gk:quote"),
        status=Status(_one(node, "gk:status")),
        confidence=float(_one(node, "gk:confidence")),
        evidence=tuple(sorted(evidence, key=lambda e: (e.start is None, e.start or 0, e.id))),
        review=Review(_one(node, "gk:review")),
        is_disputed=node.get("gk:disputed") == ["true"],
        is_rejected=is_rejected,
        influenced_by=_slugs(node, "prov:wasInfluencedBy"),
        invalidated_by=_slugs(node, "prov:wasInvalidatedBy"),
        origins=_slugs(node, "prov:wasDerivedFrom"),
    )


def _evidence(subject: str, node: Node) -> Evidence:
    return Evidence(
        id=_slug(subject),
        quote=_one(node, "gk:quote"),
        start=int(node["gk:start"][0]) if "gk:start" in node else None,
        end=int(node["gk:end"][0]) if "gk:end" in node else None,
        section=SectionKind(_one(node, "gk:section")),
        rule=_one(node, "gk:rule"),
        confidence=float(_one(node, "gk:confidence")),
        status=Status(_one(node, "gk:status")),
        heading=_text(node, "gk:heading"),
        speaker=ref_of(node["gk:speaker"][0]) if "gk:speaker" in node else None,
        time=_text(node, "gk:time"),
        time_text=_text(node, "gk:timeText"),
        source=_text(node, "gk:source"),
    )


def _document(subject: str, nodes: dict[str, Node], load_text: LoadText | None) -> Document:
    node = nodes[subject]
    file_name, digest = _one(node, "gk:fileName"), _one(node, "gk:textSha256")
    publishers = sorted(_text(nodes.get(agent, {}), "foaf:name") for agent in node.get("dcterms:publisher", ()))
    description = Description(
        file=file_name,
        id=_text(node, "dcterms:identifier"),
        title=_one(node, "dcterms:title"),
        url=expanded(node["dcterms:source"][0]) if "dcterms:source" in node else "",
        publisher="; ".join(publishers),
        issued=_text(node, "dcterms:issued"),
        retrieved=_text(node, "gk:retrieved"),
        licence=_text(node, "gk:licence"),
        language=_text(node, "dcterms:language"),
    )
    slug, title, origins = _slug(subject), _one(node, "dcterms:title"), _slugs(node, "prov:wasDerivedFrom")
    for name in text_names(file_name, origins) if load_text else ():
        text = load_text(name) if load_text else None
        if text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() == digest:
            return Document(slug, file_name, text, title, description, origins=origins)
    length = int(_one(node, "gk:textLength"))
    return UnseenDocument(
        slug, file_name, "", title, description, origins=origins, text_sha256=digest, text_length=length
    )


def _datasets(nodes: dict[str, Node]) -> Iterable[Dataset]:
    """The datasets that something was taken in from."""
    for subject, node in nodes.items():
        if subject.startswith("dataset:") and subject != "dataset:graph" and "gk:Dataset" in node.get("a", ()):
            yield Dataset(
                slug=_slug(subject),
                generator=_text(node, "gk:generator"),
                threshold=float(_one(node, "gk:threshold")),
                title=_text(node, "dcterms:title"),
                version=_text(node, "dcterms:hasVersion"),
                licence=expanded(node["dcterms:license"][0]).rpartition("/")[2] if "dcterms:license" in node else "",
                digest=_text(node, "dcterms:identifier").removeprefix("sha256:"),
            )


def _entities(nodes: dict[str, Node]) -> Iterable[Entity]:
    for subject, node in nodes.items():
        kind, _, name = subject.partition(":")
        if kind not in _ENTITY_KINDS or "a" not in node:
            continue
        ref = Ref(Kind(kind), name)
        if "gk:RetiredEntity" in node["a"]:
            kept = ref_of(node["dcterms:isReplacedBy"][0])
            yield Entity(ref, "", replaced_by=kept)
            continue
        yield Entity(
            ref,
            _one(node, "rdfs:label"),
            other_names=_texts(node, "skos:altLabel"),
            documents=_slugs(node, "gk:mentionedIn"),
            for_councils=_slugs(node, "gk:forCouncil"),
            register=_register(node) if ref.kind is Kind.COUNCIL else None,
            broader=_slugs(node, "skos:broader"),
            is_provider="gk:Provider" in node["a"],
        )


def _register(node: Node) -> CouncilFacts | None:
    facts = CouncilFacts(
        gss=_texts(node, "gk:gss"),
        former_gss=_texts(node, "gk:formerGss"),
        tier=_text(node, "gk:tier"),
        nation=_text(node, "gk:nation"),
        region=_text(node, "gk:region"),
        upper_tier="".join(_slugs(node, "gk:upperTier")[:1]),
        combined="".join(_slugs(node, "dcterms:isPartOf")[:1]),
        founded=_text(node, "gk:founded"),
        dissolved=_text(node, "gk:dissolved"),
        replaced_by=_slugs(node, "dcterms:isReplacedBy"),
        replaces=_slugs(node, "dcterms:replaces"),
    )
    return None if facts == CouncilFacts() else facts


def _outcome(subject: str, node: Node) -> OutcomeNode:
    outcome = Outcome(
        _one(node, "gk:what"), _text(node, "gk:value"), _text(node, "gk:unit"), node.get("gk:approx") == ["true"]
    )
    return OutcomeNode(ref_of(subject), _one(node, "rdfs:label"), _slug(node["gk:mentionedIn"][0]), outcome)


def _decision(subject: str, nodes: dict[str, Node]) -> Decision:
    node = nodes[subject]
    agent = node["prov:wasAssociatedWith"][0]
    label = _text(nodes.get(agent, {}), "rdfs:label")
    return Decision(
        id=_slug(subject),
        verdict=_one(node, "gk:verdict"),
        key=_one(node, "gk:decisionKey"),
        reason=_text(node, "rdfs:comment"),
        by=label if agent_label(label)[0] == _slug(agent) and agent_label(_slug(agent))[1] != label else _slug(agent),
        time=_one(node, "prov:endedAtTime"),
        applies=node["gk:applies"] == ["true"],
        targets=tuple(_target(t) for t in node.get("gk:target", ())),
        retired=tuple(ref_of(r) for r in node.get("gk:retired", ())),
        candidates=_slugs(node, "gk:candidate"),
        before=_text(node, "gk:before"),
        after=_text(node, "gk:after"),
        is_reattached=node.get("gk:reattached") == ["true"],
        origins=_slugs(node, "prov:wasDerivedFrom"),
    )


def _target(token: str) -> Ref | str:
    return _slug(token) if token.startswith("statement:") else ref_of(token)


def _differents(nodes: dict[str, Node]) -> Iterable[tuple[Ref, Ref]]:
    pairs = ((ref_of(s), ref_of(o)) for s, node in nodes.items() for o in node.get("owl:differentFrom", ()))
    return sorted(pairs)
