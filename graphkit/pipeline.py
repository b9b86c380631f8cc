"""The order of the stages: paths → documents → outline → mentions → things → claims → facts → graph → files.

Nothing else knows the order. Everything up to `read_one` depends on one document, the register and the topic scheme;
what follows is cheap and sees all documents.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from graphkit import __version__, rooms
from graphkit.corpus import Corpus, find_corpus, parse_document
from graphkit.errors import GraphkitError, UnreadableDocumentError, WorkersError
from graphkit.exporters.texts import text_name
from graphkit.extractors.annotate import annotate
from graphkit.extractors.engine import relate
from graphkit.files import TEXTS, clean, keep_copy, lock, make_folder, remove_file, write_files
from graphkit.imports import join, read_imports, without_clashes
from graphkit.incremental import versions
from graphkit.incremental.cache import Cache, open_cache
from graphkit.incremental.encoding import encode
from graphkit.incremental.inputs import Found, Request, digest_of, look
from graphkit.incremental.reading import Answer, read_all
from graphkit.incremental.state import Change, State, last_forgotten, last_state, leave, state_of
from graphkit.knowledge import Knowledge, load_knowledge
from graphkit.outline import make_outline, title_of
from graphkit.privacy.forgetting import Forgetter, Forgotten, read_forgotten
from graphkit.privacy.leaving_out import leave_out, without
from graphkit.records import (
    Cast,
    Claim,
    Description,
    Document,
    Entity,
    Graph,
    Kind,
    Reading,
    Ref,
    Relation,
    Source,
    Thing,
)
from graphkit.resolution.applying import apply_decisions
from graphkit.resolution.candidates import candidates
from graphkit.resolution.claims import add_claims, read_claims
from graphkit.resolution.decisions import FORGET_FILE, check_folder, find_decisions
from graphkit.resolution.filed import in_file_order
from graphkit.resolution.joins import with_joins
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
_MAP = ("map.html", "the map, one file, works offline")


@dataclass(frozen=True, slots=True)
class Made:
    """A graph, what could not be used for it, remarks, and the documents that somebody who is to be forgotten was hidden in."""

    graph: Graph
    errors: tuple[GraphkitError, ...] = ()
    notes: tuple[str, ...] = ()
    changed: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: how many documents, what could not be read, remarks, and the files written with what each is.

    ``change`` is None where no earlier build is known.
    """

    documents: int
    errors: tuple[GraphkitError, ...]
    notes: tuple[str, ...]
    files: tuple[tuple[Path, str], ...]
    load: Callable[[], Graph]
    is_unchanged: bool = False
    change: Change | None = None

    @property
    def graph(self) -> Graph:
        """The graph that the outputs hold; made again where nothing had changed."""
        return self.load()


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    decisions: Path | None = None,
    register: Path | None = None,
    with_map: bool = True,
    is_full: bool = False,
    jobs: int = 1,
    scheduler: str = "",
    progress: Callable[[int, int, str], None] = lambda done, total, label: None,
) -> BuildReport:
    """Read the documents that the paths name and write graph, tables and map to a folder.

    What an earlier build into the folder has read is taken from there, where document, program and register are the same; the
    outputs are those of a build from nothing, byte for byte.

    Args:
        paths: Files and folders of documents.
        out: The folder to write to.
        decisions: Folder of decisions in place of the corpus's own.
        register: Register of councils in place of the shipped one.
        with_map: Whether to write the map.
        is_full: Read every document, whatever earlier builds have kept.
        jobs: Processes that may share the reading.
        scheduler: Address of a Dask scheduler whose workers read.
        progress: Is told how many documents of those to read are done, and the title of the last.

    Raises:
        InputMissingError: A path is not there; nothing was written.
        OutputError: An output cannot be written; what was there before still is.
        WorkersError: The work could not be shared out.
    """
    request = Request(tuple(paths), decisions, register, jobs, scheduler, progress)
    corpus = find_corpus(request.paths)
    check_folder(request.decisions)
    read_forgotten(request.decisions or corpus.home / "decisions")  # a broken file of these stops everything
    work = out / ".graphkit"
    make_folder(work)
    with lock(work):
        clean(work)
        with open_cache(work) as cache:
            found = look(corpus, request, () if is_full else cache.keys())
            inputs = digest_of(found, corpus, request, [_note(out, corpus), str(with_map)])
            state = None if is_full else last_state(cache)
            if state is not None and state.inputs == inputs and state.stands(out):
                return _unchanged(state, request, out)
            made = _make(request, corpus, found, cache)
            files = _render(made.graph, with_map=with_map)
            forgotten = versions.file((decisions or corpus.home / "decisions") / FORGET_FILE)
            keeps_previous = forgotten == last_forgotten(cache)
            is_unchanged = _write(out, files, corpus, made.changed, keeps_previous=keeps_previous)
            names = [name for name, _ in files]
            state = state_of(inputs, out, names, made.errors, made.notes, len(made.graph.documents))
            changed = leave(cache, state, found, made.graph.statements, forgotten)
    told = _told(out, names, opens_folded=_opens_folded(files))
    return BuildReport(state.documents, made.errors, made.notes, told, lambda: made.graph, is_unchanged, changed)


def _unchanged(state: State, request: Request, out: Path) -> BuildReport:
    files = _told(out, [one.name for one in state.written])
    load = partial(_graph_again, request, out / ".graphkit")
    return BuildReport(state.documents, state.errors, state.notes, files, load, is_unchanged=True, change=Change())


def _graph_again(request: Request, work: Path) -> Graph:
    return make_graph(request, work).graph


def make_graph(request: Request, work: Path | None = None) -> Made:
    """The graph of the documents that the paths name; nothing is written.

    Args:
        request: What to make it from.
        work: The work folder of an earlier build, for what it has read; None: every document is read.

    Raises:
        InputMissingError: A path is not there.
        WorkersError: The work could not be shared out.
    """
    corpus = find_corpus(request.paths)
    check_folder(request.decisions)
    read_forgotten(request.decisions or corpus.home / "decisions")  # a broken file of these stops everything
    if work is None:
        return _make(request, corpus, look(corpus, request, ()), None)
    with open_cache(work) as cache:
        return _make(request, corpus, look(corpus, request, cache.keys()), cache)


def _make(request: Request, corpus: Corpus, found: Sequence[Found], cache: Cache | None) -> Made:
    """All stages in their order."""
    filed, claimed = find_decisions(request.decisions, corpus.home), read_claims(corpus.home / "claims")
    knowledge = load_knowledge(request.register)
    notes: list[str] = list(corpus.notes)
    forgotten = read_forgotten(request.decisions or corpus.home / "decisions")
    chunk = partial(read_chunk, register=request.register, program=versions.program(), forgotten=forgotten)
    read = read_all(chunk, found, corpus, request, cache, notes.append)
    left = leave_out(filed, claimed, forgotten, read.names)
    filed, claimed = left.decisions, left.claims
    notes += left.notes
    readings, unread = read.readings, read.errors
    readings, refused = add_claims(readings, claimed, knowledge, make_outline)
    imports, unusable = read_imports(corpus.home, Forgetter(forgotten))
    shown = {file.name: file.shown for file in corpus.files}
    # A document in which somebody was hidden may have another name than its file.
    readings, imports, clashes = without_clashes(readings, imports, lambda name: shown.get(name, name))
    graph = assemble(readings, knowledge, GENERATOR)
    names, reference_of = names_of_readings(readings, knowledge), partial(reference, knowledge=knowledge)
    taken = join(graph, filed, names, imports, knowledge, reference_of)
    decide = partial(
        apply_decisions,
        taken.graph,
        names_of=taken.names_of,
        knowledge=knowledge,
        outline_of=make_outline,
        reference_of=reference_of,
    )
    decided = decide(taken.filed)
    joined = with_joins(taken.filed, candidates(decided.graph, knowledge))
    if joined != taken.filed:  # what people decided comes first; joins are found on what it leaves
        decided = decide(joined)
    faults = in_file_order((*refused, *decided.faults))
    errors = (*corpus.errors, *unread, *unusable, *clashes, *faults)
    graph = taken.finished(decided.graph)
    return Made(graph, errors, (*notes, *taken.notes, *decided.notes), read.changed)


def read_chunk(
    chunk: Sequence[Found], *, register: Path | None, program: str, forgotten: tuple[Forgotten, ...] = ()
) -> list[Answer]:
    """What comes of some files, wherever they are read.

    Args:
        chunk: The files, with their bytes.
        register: Another register in place of the shipped one.
        program: The digest of the program that wants to know.
        forgotten: Who is to be hidden in them before they are read.

    Raises:
        WorkersError: This is another program: its readings would not be the same.
    """
    if versions.program() != program:
        todo = "Install the same version of graphkit and Python there and here."
        raise WorkersError("a worker runs another version of graphkit.", todo=todo)
    knowledge, forgetter = load_knowledge(register), _forgetter(forgotten)
    return [_answer(found, knowledge, forgetter) for found in chunk]


@cache
def _forgetter(forgotten: tuple[Forgotten, ...]) -> Forgetter:
    """One for all chunks of a process: it remembers which runs of words it has hashed."""
    return Forgetter(forgotten)


def _answer(found: Found, knowledge: Knowledge, forgetter: Forgetter) -> Answer:
    try:
        source = Source(found.file.name, found.data or b"")
        document, names = without(parse_document(source, found.described, found.file.shown), forgetter)
        return Answer(encode(read_one(document, knowledge)), names=tuple(sorted(names)))
    except UnreadableDocumentError as error:
        return Answer(what=error.what, todo=error.todo)
    except Exception as error:  # noqa: BLE001  (the one boundary: a bad document never costs another)
        what = f"could not be read ({type(error).__name__}: {error})."
        return Answer(what=what, todo="Please report it with the document.")


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


def _render(graph: Graph, *, with_map: bool) -> list[tuple[str, bytes]]:
    """Name and bytes of each output."""
    rendered = []
    for name, exporter, _ in _OUTPUTS:
        file = io.BytesIO()
        rooms.load("exporters", exporter).export(graph, file)
        rendered.append((name, file.getvalue()))
    if with_map:
        from graphkit.maps.page import render_map  # noqa: PLC0415  (start-up: the map's libraries only where one is drawn)

        rendered.append((_MAP[0], render_map(graph)))
    return rendered


def _opens_folded(files: Sequence[tuple[str, bytes]]) -> bool:
    """Whether the map among the outputs is one of so many things that it opens on a part of them."""
    pages = [data for name, data in files if name == _MAP[0]]
    if not pages:
        return False
    from graphkit.maps.page import is_large  # noqa: PLC0415  (as above)

    return is_large(pages[0])


def _told(out: Path, names: Sequence[str], *, opens_folded: bool = False) -> tuple[tuple[Path, str], ...]:
    """Path of each output, and what it is."""
    of_map = f"{_MAP[1]}; opens on councils and what they share" if opens_folded else _MAP[1]
    what = {name: said for name, _, said in _OUTPUTS} | {_MAP[0]: of_map}
    return tuple((out / name, what[name]) for name in names)


def _write(
    out: Path, files: list[tuple[str, bytes]], corpus: Corpus, changed: Sequence[Document], *, keeps_previous: bool
) -> bool:
    """Put the outputs in place, all or none; whether they were there already, byte for byte.

    The graph that was there stays as the previous one, for what has changed since to be shown.

    Args:
        out: The folder.
        files: Names and bytes.
        corpus: Where the documents are, for later commands.
        changed: The documents whose files are not what was read, since somebody is to be forgotten.
        keeps_previous: Not where others are to be forgotten now than were then: that graph may name them.
    """
    work = out / ".graphkit"
    contents = {out / name: data for name, data in files}
    is_unchanged = all(_holds(path, data) for path, data in contents.items())
    if not keeps_previous:
        remove_file(work / "previous.ttl")
    if not is_unchanged:
        if keeps_previous:
            keep_copy(out / "graph.ttl", work / "previous.ttl", work)
        write_files(contents, work)
    texts = {work / TEXTS / text_name(document): document.text.encode("utf-8") for document in changed}
    for old in sorted(path for path in (work / TEXTS).rglob("*") if path.is_file() and path not in texts):
        remove_file(old)
    beside = {work / "corpus": _note(out, corpus).encode("utf-8"), **texts}
    write_files({path: data for path, data in beside.items() if not _holds(path, data)}, work)
    return is_unchanged


def _note(out: Path, corpus: Corpus) -> str:
    """Where the corpus is, seen from the outputs."""
    return Path(os.path.relpath(corpus.home.resolve(), out.resolve())).as_posix() + "\n"


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False
