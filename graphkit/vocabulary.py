"""Where ``ontology/`` is (wheel, editable install, checkout), and the namespaces of the contract."""

from __future__ import annotations

from pathlib import Path

from graphkit.errors import OntologyMissingError

GK = "https://w3id.org/graphkit/ns#"
ID = "https://w3id.org/graphkit/id/"
KINDS = (
    *("council", "organisation", "network", "initiative", "person", "population", "topic", "place"),
    *("outcome", "document", "statement", "evidence", "decision", "agent", "change", "dataset"),
)
PREFIXES: tuple[tuple[str, str], ...] = (
    ("gk", GK),
    *((kind, f"{ID}{kind}/") for kind in KINDS),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
)
CONTRACT_VERSION = "1.1"
OWN_AGENT = "graphkit"
"""Who made a decision that no person made: the agent's slug and name."""
REVIEW_BELOW = 0.7
"""A fact that nobody has looked at is worth a look where its confidence is below this."""


def ontology_folder() -> Path:
    """The folder with vocabulary, shapes, topics, register and questions.

    In a checkout (and an editable install) it lies beside the package and is always current; in a wheel it lies inside.

    Raises:
        OntologyMissingError: It is in neither place: the installation is broken.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / "graphkit.ttl").is_file():
            return folder
    raise OntologyMissingError(
        "the folder ontology/ is missing.", where=str(package), todo="Install graphkit-councils again."
    )
