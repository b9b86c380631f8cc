"""What can go wrong and be put right by a person: what, where, what to do, and a page behind it."""

from __future__ import annotations


class GraphkitError(Exception):
    """Something that the person at the keyboard can put right.

    Args:
        what: What is wrong, in one plain sentence.
        where: The file, line or option it is wrong in; empty where ``what`` says it.
        todo: What to do about it, in one plain sentence.

    >>> str(GraphkitError("no such document.", where="seeds/a.txt", todo="Name one that is there."))
    'seeds/a.txt: no such document. Name one that is there.'
    """

    page = "error"
    status = 1

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(what)

    def __str__(self) -> str:
        """The three parts on one line."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.todo}".strip()


class InputMissingError(GraphkitError):
    """A path on the command line is not there, or a folder holds no document."""

    page, status = "input-missing", 3


class UnreadableDocumentError(GraphkitError):
    """A document cannot be read: empty, binary, wrong encoding, no permission, no known format."""

    page, status = "unreadable-document", 3


class ClashingDocumentsError(GraphkitError):
    """Two documents have one name and different texts."""

    page, status = "clashing-documents", 3


class SourcesError(GraphkitError):
    """``sources.csv`` has a line that cannot be used."""

    page, status = "sources", 3


class UnknownVerdictError(GraphkitError):
    """A decision has a verdict that does not exist."""

    page, status = "unknown-verdict", 3


class DecisionError(GraphkitError):
    """A decisions file cannot be used as it is."""

    page, status = "decision", 3


class ClaimsError(GraphkitError):
    """A line of a claims file was refused."""

    page, status = "claims", 3


class RegisterError(GraphkitError):
    """The register of councils has a row that cannot be used."""

    page, status = "register", 3


class AuditError(GraphkitError):
    """The record of an audit, or a sheet with verdicts, cannot be used as it is."""

    page, status = "audit", 3


class ReviewError(GraphkitError):
    """A row of a review's sheet cannot be used as it is."""

    page, status = "review", 3


class GoldError(GraphkitError):
    """A document annotated by hand is not as it must be."""

    page, status = "gold", 3


class NotAGraphError(GraphkitError):
    """A file that should hold a graph of graphkit does not."""

    page, status = "not-a-graph", 3


class ImportRefusedError(GraphkitError):
    """A graph cannot be taken in, or one that was is not as it was then."""

    page, status = "import", 3


class UnknownNameError(GraphkitError):
    """No thing, fact, question or format has that name."""

    page, status = "unknown-name", 3


class QueryError(GraphkitError):
    """A query is wrong, too long, refused, or over its limit."""

    page, status = "query", 4


class OutputError(GraphkitError):
    """An output cannot be written."""

    page, status = "output", 5


class WorkersError(GraphkitError):
    """The processes or machines that documents are shared out to cannot do the work."""

    page, status = "workers", 3


class OntologyMissingError(GraphkitError):
    """The folder ``ontology/`` that ships with the program is not there."""

    page, status = "ontology-missing", 3
