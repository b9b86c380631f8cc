"""Topics of initiatives as labels: each initiative has several, in the wording of its annotator or of the scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from graphkit.accuracy.matching import Named, match
from graphkit.accuracy.tallies import Tally
from graphkit.knowledge import Subject
from graphkit.wording import plain

Scheme: TypeAlias = Mapping[str, str]
"""The slug of a topic of the scheme by each of its plain written forms."""


def scheme_of(subjects: Iterable[Subject]) -> dict[str, str]:
    """The scheme by written forms; a form of two topics stands for the first by slug."""
    scheme: dict[str, str] = {}
    for subject in sorted(subjects, key=lambda subject: subject.slug):
        for form in (subject.label, *subject.forms):
            scheme.setdefault(plain(form), subject.slug)
    return scheme


def topic_tallies(
    gold: Sequence[tuple[str, Named]],
    found: Sequence[tuple[str, str, Named]],
    matched: Collection[str],
    scheme: Scheme,
) -> Iterator[tuple[str, Tally]]:
    """Micro averages over the labels of a document's initiatives.

    Args:
        gold: Initiative and label.
        found: Initiative (as the gold has it where it matched), the topic's key, and its label.
        matched: The initiatives that were found.
        scheme: The scheme of topics.
    """
    yield "labels of initiatives", _tally(gold, found)
    known = [(subject, label) for subject, label in gold if subject in matched]
    also = [(subject, key, label) for subject, key, label in found if subject in matched]
    yield "labels, initiative found", _tally(known, also)
    wanted = {(subject, slug) for subject, label in known for slug in _slugs(label, scheme)}
    given = {(subject, slug) for subject, _, label in also for slug in _slugs(label, scheme)}
    yield "the same, by the scheme", Tally.of(wanted, given)


def _tally(gold: Sequence[tuple[str, Named]], found: Sequence[tuple[str, str, Named]]) -> Tally:
    """Labels matched within their initiative, so that a topic of many counts for each."""
    wanted: dict[str, dict[str, Named]] = defaultdict(dict)
    given: dict[str, dict[str, Named]] = defaultdict(dict)
    for number, (subject, label) in enumerate(gold):
        wanted[subject][f"{number:04}"] = label
    for subject, key, label in found:
        given[subject][key] = label
    right = sum(len(match(wanted[subject], given[subject])) for subject in sorted(wanted) if subject in given)
    return Tally(right, len(found), len(gold))


def _slugs(label: Named, scheme: Scheme) -> set[str]:
    """The topics of the scheme that a label says in one of its forms; none where the scheme has no such words."""
    return {scheme[plain(form)] for form in label.forms if plain(form) in scheme}
