"""``dataset.ttl``: the release described by DCAT, VoID and DCMI terms, its files with their sizes and checksums."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graphkit.graph.blocks import Block, blocks
from graphkit.graph.terms import Row, dated, expanded, iri, quoted
from graphkit.graph.turtle import block_text, prefix_lines
from graphkit.ids import slug
from graphkit.records import Graph
from graphkit.release.wanted import Release
from graphkit.vocabulary import GK, ID

_MORE = (
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("void", "http://rdfs.org/ns/void#"),
)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_MEDIA = {
    "csv": "text/csv",
    "html": "text/html",
    "md": "text/markdown",
    "trig": "application/trig",
    "ttl": "text/turtle",
}
_LICENCES = "http://spdx.org/licenses/"
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "TriG")


@dataclass(frozen=True, slots=True)
class _Counts:
    """What VoID says of the triples of a graph."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)


def dataset_name(title: str, digest: str) -> str:
    """The slug of the release's own IRI: of its title and the digest of its graph, so that no two graphs share one."""
    return f"{slug(title)}-{digest[:8]}"


def dataset_file(graph: Graph, wanted: Release, title: str, files: Mapping[str, bytes]) -> str:
    """The file's text: the same release is the same bytes, and no date is in it but the documents' and the one given.

    Args:
        graph: What is released.
        wanted: What is known of the release.
        title: Of the dataset.
        files: The files that are described, by path below the folder; ``graph.ttl`` is among them.
    """
    name = dataset_name(title, hashlib.sha256(files["graph.ttl"]).hexdigest())
    counts = _counted(graph)
    made = [Block(f"dataset:{name}", _dataset(graph, wanted, title, name, files, counts))]
    made += [block for file, data in sorted(files.items()) for block in _distribution(name, wanted, file, data)]
    made += _partitions(name, counts)
    made += [_creator(creator) for creator in wanted.creators]
    ordered = sorted({block.subject: block for block in made}.values(), key=lambda block: block.subject)
    texts = (block_text(Block(b.subject, sorted(set(b.rows), key=_order))) for b in ordered)
    return prefix_lines(_MORE) + "".join(f"\n{text}" for text in texts)


def _order(row: Row) -> tuple[bool, Row]:
    return row[0] != "a", row


def _dataset(
    graph: Graph, wanted: Release, title: str, name: str, files: Mapping[str, bytes], counts: _Counts
) -> list[Row]:
    rows = [
        ("a", "dcat:Dataset"),
        ("a", "void:Dataset"),
        ("dcterms:title", quoted(title)),
        ("dcterms:description", quoted(f"{describe(graph)} Made with {graph.generator}.")),
        ("dcterms:identifier", quoted(f"sha256:{hashlib.sha256(files['graph.ttl']).hexdigest()}")),
        ("dcterms:conformsTo", iri(GK)),
        ("void:triples", str(counts.triples)),
        ("void:distinctSubjects", str(counts.subjects)),
        ("void:distinctObjects", str(counts.objects)),
        ("void:entities", str(counts.subjects)),
        ("void:classes", str(len(counts.classes))),
        ("void:properties", str(len(counts.properties))),
        ("void:documents", str(len(graph.documents))),
        ("void:uriSpace", quoted(ID)),
    ]
    rows += [("void:feature", iri(_FORMATS + name)) for name in _FEATURES]
    rows += [("void:vocabulary", iri(address)) for address in _vocabularies(counts)]
    rows += [("void:classPartition", _part(name, "class", token)) for token in counts.classes]
    rows += [("void:propertyPartition", _part(name, "property", token)) for token in counts.properties]
    rows += [("dcat:distribution", _node(name, file)) for file in files]
    rows += [("dcterms:source", iri(d.description.url)) for d in graph.documents if d.description.url]
    rows += [("dcterms:creator", f"agent:{slug(creator)}") for creator in wanted.creators]
    if wanted.version:
        rows += [("dcterms:hasVersion", quoted(wanted.version)), ("dcat:version", quoted(wanted.version))]
    if wanted.licence:
        rows.append(("dcterms:license", _licence(wanted.licence)))
    if wanted.date:
        rows.append(("dcterms:issued", dated(wanted.date)))
    if wanted.url:
        rows += [("dcat:landingPage", iri(wanted.url)), ("void:dataDump", iri(_address(wanted, "graph.ttl")))]
    return rows


def describe(graph: Graph) -> str:
    """The graph in one sentence."""
    facts = sum(not statement.is_rejected for statement in graph.statements)
    return (
        f"{facts} facts that {len(graph.documents)} case studies and other documents of UK councils' work say, "
        "each with its sentence."
    )


def _licence(name: str) -> str:
    return quoted(name) if name.startswith("LicenseRef-") else iri(_LICENCES + name)


def _counted(graph: Graph) -> _Counts:
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    objects: set[str] = set()
    subjects = 0
    for block in blocks(graph):
        subjects += 1
        for predicate, value in block.rows:
            properties[predicate] += 1
            objects.add(value)
            if predicate == "a":
                classes[value] += 1
    return _Counts(sum(properties.values()), subjects, len(objects), classes, properties)


def _vocabularies(counts: _Counts) -> list[str]:
    """The namespaces of the classes and properties that are used."""
    found = {expanded(token) for token in (*counts.classes, *counts.properties)}
    return sorted({address[: max(address.rfind("/"), address.rfind("#")) + 1] for address in found})


def _partitions(name: str, counts: _Counts) -> Iterable[Block]:
    for token, number in sorted(counts.classes.items()):
        yield Block(_part(name, "class", token), [("void:class", token), ("void:entities", str(number))])
    for token, number in sorted(counts.properties.items()):
        property_ = "rdf:type" if token == "a" else token  # noqa: S105 -- Turtle's word for rdf:type
        yield Block(_part(name, "property", token), [("void:property", property_), ("void:triples", str(number))])


def _part(name: str, kind: str, token: str) -> str:
    word = "rdf:type" if token == "a" else token  # noqa: S105 -- Turtle's word for rdf:type
    prefix, _, local = word.partition(":")
    return f"dataset:{name}--{kind}-{prefix}-{local}"


def _node(name: str, file: str) -> str:
    return f"dataset:{name}--file-{slug(file)}"


def _address(wanted: Release, file: str) -> str:
    return f"{wanted.url.rstrip('/')}/{file}"


def _distribution(name: str, wanted: Release, file: str, data: bytes) -> list[Block]:
    node = _node(name, file)
    media = _MEDIA[file.rpartition(".")[2]]
    rows = [
        ("a", "dcat:Distribution"),
        ("dcterms:title", quoted(file)),
        ("dcat:byteSize", f'"{len(data)}"^^xsd:nonNegativeInteger'),
        ("dcat:mediaType", iri(_MEDIA_TYPES + media)),
        ("spdx:checksum", f"{node}-sha256"),
    ]
    if wanted.url:
        rows.append(("dcat:downloadURL", iri(_address(wanted, file))))
    checksum = [
        ("a", "spdx:Checksum"),
        ("spdx:algorithm", "spdx:checksumAlgorithm_sha256"),
        ("spdx:checksumValue", f'"{hashlib.sha256(data).hexdigest()}"^^xsd:hexBinary'),
    ]
    return [Block(node, rows), Block(f"{node}-sha256", checksum)]


def _creator(name: str) -> Block:
    return Block(f"agent:{slug(name)}", [("a", "foaf:Agent"), ("foaf:name", quoted(name))])
