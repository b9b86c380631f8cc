"""A folder of annotated documents, read and scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from graphkit.accuracy.gold import read_gold
from graphkit.accuracy.measure import DocumentScore, score_document
from graphkit.accuracy.reading import NOTHING_FOUND, found_documents, found_in_gold, read_texts
from graphkit.accuracy.topics import scheme_of
from graphkit.errors import GraphkitError
from graphkit.knowledge import load_knowledge


def score_folder(
    folder: Path,
    ids: Sequence[str],
    progress: Callable[[int, int, str], None] = lambda done, total, label: None,
) -> tuple[tuple[DocumentScore, ...], tuple[GraphkitError, ...]]:
    """The scores of these documents of a folder, in their order, and the errors of texts that cannot be read.

    A text that cannot be read scores as one in which nothing was found. Decisions and claims are not applied: it is the
    reading that is measured.

    Raises:
        ExceptionGroup: Every fault of the gold, as `GoldError`; nothing was scored.
    """
    gold = read_gold(folder, ids)
    knowledge = load_knowledge()
    graph, errors = read_texts(folder, frozenset(ids), knowledge, progress)
    found, scheme = found_documents(graph), scheme_of(knowledge.subjects)
    return tuple(score_document(document, found.get(document.id, NOTHING_FOUND), scheme) for document in gold), errors


def score_second_reader(folder: Path, reader: str) -> tuple[DocumentScore, ...]:
    """The annotation of a second reader, in ``folder/reader``, scored against the gold as if it had been found.

    Raises:
        ExceptionGroup: Every fault of either annotation, as `GoldError`.
    """
    ids = sorted(path.stem for path in (folder / reader).glob("*.json"))
    scheme = scheme_of(load_knowledge().subjects)
    pairs = zip(read_gold(folder, ids), read_gold(folder, ids, reader), strict=True)
    return tuple(score_document(first, found_in_gold(second), scheme) for first, second in pairs)
