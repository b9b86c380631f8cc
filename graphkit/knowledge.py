"""What a reader knows before reading: the register of councils, national bodies, the topic scheme, learned weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphkit.learned.weights import Weights, load_weights
from graphkit.register import Body, Register, load_bodies, load_register
from graphkit.vocabulary import ID, ontology_folder

_RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
_BROADER = "http://www.w3.org/2004/02/skos/core#broader"


@dataclass(frozen=True, slots=True)
class Subject:
    """A topic of the scheme: its slug, label, other words for it, and wider topics (slugs)."""

    slug: str
    label: str
    forms: tuple[str, ...]
    broader: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Reference data that names things; it never asserts a fact. There is one a run: it is compared by identity."""

    register: Register
    bodies: tuple[Body, ...]
    subjects: tuple[Subject, ...]
    weights_file: Path | None = None

    @property
    def weights(self) -> Weights:
        """What the judges learned; read when it is first asked for."""
        return load_weights(self.weights_file)


@cache
def load_knowledge(register: Path | None = None, weights: Path | None = None) -> Knowledge:
    """The shipped reference data, or another register or other weights in place of the shipped ones.

    Raises:
        RegisterError: A row of the register cannot be used.
    """
    return Knowledge(load_register(register), load_bodies(), load_subjects(), weights)


@cache
def load_subjects() -> tuple[Subject, ...]:
    """The topic scheme of ``ontology/topics.ttl``, sorted by slug."""
    import pyoxigraph  # noqa: PLC0415  (start-up: only who reads documents pays for it)

    found: dict[str, dict[str, list[str]]] = {}
    data = (ontology_folder() / "topics.ttl").read_bytes()
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE):
        subject = str(quad.subject.value) if isinstance(quad.subject, pyoxigraph.NamedNode) else ""
        if subject.startswith(f"{ID}topic/") and isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal):
            values = found.setdefault(subject.removeprefix(f"{ID}topic/"), {})
            values.setdefault(quad.predicate.value, []).append(quad.object.value)
    return tuple(_subject(slug, values) for slug, values in sorted(found.items()) if _RDFS_LABEL in values)


def _subject(slug: str, values: dict[str, list[str]]) -> Subject:
    broader = tuple(sorted(b.removeprefix(f"{ID}topic/") for b in values.get(_BROADER, ())))
    label = values[_RDFS_LABEL][0]
    return Subject(slug, label, tuple(sorted({label, *values.get(_ALT_LABEL, ())})), broader)
