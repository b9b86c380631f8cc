"""The order of the stages: paths → documents → outline → mentions → things → claims → facts → graph → files.

Nothing else knows the order. Everything up to `read_one` depends on one document, the register and the topic scheme;
what follows is cheap and sees all documents.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from graphkit import __version__, rooms
from graphkit.corpus import Corpus, find_corpus, read_documents
from graphkit.errors import GraphkitError, UnreadableDocumentError
from graphkit.exporters.texts import file_of
from graphkit.extractors.annotate import annotate
from graphkit.extractors.engine import relate
from graphkit.files import TEXTS, clean, lock, make_folder, write_files
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.outline import make_outline, title_of
from graphkit.privacy.forgetting import read_forgotten
from graphkit.privacy.leaving_out import leave_out
from graphkit.records import Cast, Claim, Description, Document, Entity, Graph, Kind, Reading, Ref, Relation, Thing
from graphkit.resolution.applying import apply_decisions
from graphkit.resolution.claims import add_claims, read_claims
from graphkit.resolution.decisions import find_decisions
from graphkit.resolution.filed import in_file_order
from graphkit.resolution.naming import names_of_readings
from graphkit.resolution.things import resolve
from graphkit.statements import assemble

GENERATOR = f"graphkit {__version__}"
_SURELY = 500  # thousandths of a logit: about five times in eight
_OUTPUTS = (
    ("graph.ttl", "ttl", "the graph (Turtle)"),
    ("facts.csv", "csv", "every fact with its sentence, opens in a spreadsheet"),
    ("things.csv", "things", "every thing with its names"),
)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: the graph, what could not be read, remarks, and the files written with what each is."""

    graph: Graph
    errors: tuple[GraphkitError, ...]
    notes: tuple[str, ...]
    files: tuple[tuple[Path, str], ...]
    is_unchanged: bool = False


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    decisions: Path | None = None,
    register: Path | None = None,
    with_map: bool = True,
    progress: Callable[[int, int, str], None] = lambda done, total, label: None,
) -> BuildReport:
    """Read the documents that the paths name and write graph, tables and map to a folder.

    Raises:
        InputMissingError: A path is not there; nothing was written.
        OutputError: An output cannot be written; what was there before still is.
    """
    corpus = find_corpus(paths)
    filed, claimed = find_decisions(decisions, corpus.home), read_claims(corpus.home / "claims")
    knowledge = load_knowledge(register)
    notes: list[str] = list(corpus.notes)
    documents, unread = read_documents(corpus, notes.append)
    left = leave_out(documents, filed, claimed, read_forgotten(decisions or corpus.home / "decisions"))
    documents, filed, claimed = left.documents, left.decisions, left.claims
    notes += left.notes
    readings, unreadable = _read_all(documents, knowledge, progress)
    readings, refused = add_claims(readings, claimed, knowledge, make_outline)
    graph = assemble(readings, knowledge, GENERATOR)
    names = names_of_readings(readings, knowledge)
    decided = apply_decisions(graph, filed, names, knowledge, make_outline, partial(reference, knowledge=knowledge))
    graph = decided.graph
    notes += decided.notes
    errors = (*corpus.errors, *unread, *unreadable, *in_file_order((*refused, *decided.faults)))
    files = _render(graph, with_map=with_map)
    unchanged = _write(out, files, corpus, left.changed)
    told = tuple((out / name, files_what) for name, _, files_what in files)
    return BuildReport(graph, errors, tuple(notes), told, unchanged)


def _read_all(
    documents: Sequence[Document], knowledge: Knowledge, progress: Callable[[int, int, str], None]
) -> tuple[list[Reading], list[GraphkitError]]:
    readings: list[Reading] = []
    errors: list[GraphkitError] = []
    for number, document in enumerate(documents, 1):
        try:
            reading = read_one(document, knowledge)
        except Exception as error:  # noqa: BLE001  (the one boundary: a bad document never costs another)
            what = f"could not be read ({type(error).__name__}: {error})."
            errors.append(
                UnreadableDocumentError(what, where=document.file_name, todo="Please report it with the document.")
            )
            continue
        readings.append(reading)
        progress(number, len(documents), reading.document.title)
    return readings, errors


def read_one(document: Document, knowledge: Knowledge) -> Reading:
    """All that one document says: its things and claims. A pure function of its arguments."""
    outline = make_outline(document)
    mentions, inner = annotate(outline, knowledge)
    cast = resolve(outline, mentions, inner, knowledge)
    claims = relate(outline, cast, knowledge)
    titled = replace(document, title=title_of(outline))
    return Reading(
        titled, told_of(cast, claims), claims, tuple(c.slug for c in cast.councils), _for_councils(cast, claims)
    )


def reference(refs: Sequence[Ref], knowledge: Knowledge) -> list[Entity]:
    """Councils and topics that no document names but a person does, with those they lead to, as reference data has them."""
    nowhere = Document("", "", "", "", Description(""))
    told = Reading(nowhere, tuple(Thing(ref, ref.slug) for ref in refs), ())
    return [replace(e, other_names=(), documents=()) for e in assemble([told], knowledge, GENERATOR).entities]


def told_of(cast: Cast, claims: tuple[Claim, ...]) -> tuple[Thing, ...]:
    """The things that stand in the graph: those of which a fact is said, those by name, and others that are surely one."""
    used = {ref for claim in claims for ref in (claim.subject, claim.object, claim.speaker) if ref is not None}
    lasting = (Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.PERSON, Kind.PLACE, Kind.INITIATIVE)
    sure = {r for m, r in zip(cast.mentions, cast.refs, strict=True) if r is not None and m.score >= _SURELY}
    return tuple(t for t in cast.things if t.ref in used or t.ref in sure or (t.is_specific and t.ref.kind in lasting))


def _for_councils(cast: Cast, claims: tuple[Claim, ...]) -> tuple[tuple[Ref, str], ...]:
    """Whose each initiative is, from the document's structure (contract, section 3)."""
    about = {c.object for c in claims if c.relation is Relation.ABOUT and c.object is not None}
    found = {
        (ref, home.slug)
        for mention, ref in zip(cast.mentions, cast.refs, strict=True)
        if ref is not None and ref.kind is Kind.INITIATIVE
        for home in [cast.home_at(mention.span.start)]
        if home is not None and home in about
    }
    return tuple(sorted(found))


def _render(graph: Graph, *, with_map: bool) -> list[tuple[str, bytes, str]]:
    """(file name, bytes, what it is) of each output."""
    rendered = []
    for name, exporter, what in _OUTPUTS:
        file = io.BytesIO()
        rooms.load("exporters", exporter).export(graph, file)
        rendered.append((name, file.getvalue(), what))
    if with_map:
        from graphkit.maps.page import render_map  # noqa: PLC0415  (start-up: the map's libraries only where one is drawn)

        rendered.append(("map.html", render_map(graph), "the map, one file, works offline"))
    return rendered


def _write(out: Path, files: list[tuple[str, bytes, str]], corpus: Corpus, kept: Sequence[Document]) -> bool:
    """Put the outputs in place, all or none; whether they were there already, byte for byte.

    Args:
        out: The folder.
        files: Names and bytes.
        corpus: Where the documents are, for later commands.
        kept: The documents whose files are not what was read, since somebody is to be forgotten.
    """
    work = out / ".graphkit"
    make_folder(work)
    with lock(work):
        clean(work)
        note = Path(os.path.relpath(corpus.home.resolve(), out.resolve())).as_posix() + "\n"
        contents = {out / name: data for name, data, _ in files}
        unchanged = all(_holds(path, data) for path, data in contents.items())
        if not unchanged:
            write_files(contents, work)
        texts = {work / TEXTS / file_of(document): document.text.encode("utf-8") for document in kept}
        for old in sorted(path for path in (work / TEXTS).rglob("*") if path.is_file() and path not in texts):
            old.unlink()
        beside = {work / "corpus": note.encode("utf-8"), **texts}
        write_files({path: data for path, data in beside.items() if not _holds(path, data)}, work)
    return unchanged


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
