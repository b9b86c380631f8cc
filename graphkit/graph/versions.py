"""Two versions of a graph: which document, thing and fact of the one is which of the other.

Facts are known by their id. One whose id is gone is found again where only its document was renamed, and by the
contract's rule for decisions (section 10): same document, relation, sentence and status, where that is one and one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from graphkit.graph.blocks import text_facts
from graphkit.graph.networks import ref_named
from graphkit.ids import find_again, said_status
from graphkit.records import Graph, Kind, Ref, Statement


def renamed_documents(old: Graph, new: Graph) -> dict[str, str]:
    """Old slug → new slug of documents that have another name and the same text, where no other has that text."""
    before, after = ({d.slug: text_facts(d)[0] for d in graph.documents} for graph in (old, new))
    gone, added = _by_value(before, after), _by_value(after, before)
    return {
        slugs[0]: added[text][0]
        for text, slugs in sorted(gone.items())
        if len(slugs) == 1 and len(added.get(text, ())) == 1
    }


def _by_value(these: Mapping[str, str], others: Mapping[str, str]) -> dict[str, list[str]]:
    """The keys of these that others lack, by their value."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in these.items():
        if key not in others:
            found[value].append(key)
    return found


def carried(ref: Ref, renamed: Mapping[str, str]) -> tuple[Ref, ...]:
    """What a thing may be called after documents were renamed: as before, and with the new name where its key has one."""
    if ref.kind is Kind.DOCUMENT:
        return (Ref(ref.kind, renamed.get(ref.slug, ref.slug)),)
    scope, dashes, rest = ref.slug.partition("--")
    return (ref, Ref(ref.kind, f"{renamed[scope]}--{rest}")) if dashes and scope in renamed else (ref,)


def paired_facts(old: Graph, new: Graph, renamed: Mapping[str, str]) -> dict[str, str]:
    """Old id → new id of the facts that are in both graphs."""
    ids, by_key = {s.id for s in new.statements}, {s.key: s.id for s in new.statements}
    pairs = {s.id: s.id for s in old.statements if s.id in ids}
    for statement in old.statements:
        if statement.id not in pairs and statement.document in renamed:
            there = [by_key[key] for key in _keys_now(statement, renamed) if key in by_key]
            pairs.update(zip([statement.id], there, strict=False))
    return pairs | _found_again(old, new, renamed, pairs)


def _keys_now(statement: Statement, renamed: Mapping[str, str]) -> Iterator[str]:
    """The keys that a fact of a renamed document may have now."""
    document, subject, relation, obj = statement.key.split("|", 3)
    ends = [
        [end] if end.startswith("=") else list(map(str, carried(ref_named(end), renamed))) for end in (subject, obj)
    ]
    for first, second in product(*ends):
        yield "|".join((renamed[document], first, relation, second))


def _found_again(old: Graph, new: Graph, renamed: Mapping[str, str], pairs: Mapping[str, str]) -> dict[str, str]:
    stated: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in new.statements:
        stated[statement.document, _relation(statement)].append(statement)
    kept = set(pairs.values())
    found: dict[str, list[str]] = defaultdict(list)
    for statement in old.statements:
        if statement.id in pairs:
            continue
        document = renamed.get(statement.document, statement.document)
        near = stated.get((document, _relation(statement)), ())
        fact, _ = find_again(statement.key, statement.quote, said_status(statement.evidence), near)
        if fact and fact not in kept:
            found[fact].append(statement.id)
    return {before[0]: fact for fact, before in found.items() if len(before) == 1}


def _relation(statement: Statement) -> str:
    """The relation as extracted, before any decision."""
    return statement.key.split("|", 3)[2]
