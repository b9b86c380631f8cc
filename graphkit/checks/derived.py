"""Rules on what is computed from facts: direct triples and all that hangs on them, initiatives' councils, decisions."""

from __future__ import annotations

from collections import defaultdict

from graphkit.checks.problems import Faults
from graphkit.graph.blocks import blocks
from graphkit.graph.facts import direct_facts
from graphkit.graph.terms import Row, node, unquoted
from graphkit.ids import decision_id, slug
from graphkit.records import Decision, Graph, Kind, Ref, Relation

_BOUNDS = {f"gk:{a}{b}" for a in ("start", "end") for b in ("Earliest", "Latest")}
_RELATIONS = {f"gk:{relation.value}" for relation in Relation}


def triple_faults(graph: Graph, rows: dict[str, set[Row]]) -> Faults:
    """Triples that the records do not give, and triples that they give and are not there."""
    want = {block.subject: set(block.rows) for block in blocks(graph)}
    for subject in sorted(set(want) | set(rows)):
        have, due = rows.get(subject, set()), want.get(subject, set())
        for row in sorted(due - have):
            yield _rule(row), subject, f"{_words(row)} is missing"
        for row in sorted(have - due):
            yield _rule(row), subject, f"{_words(row)} does not follow from any fact"


def _rule(row: Row) -> str:
    predicate, _ = row
    if predicate in _RELATIONS:
        return "direct-triples"
    if predicate in _BOUNDS:
        return "date-bounds"
    return "provider" if row == ("a", "gk:Provider") else "derived"


def _words(row: Row) -> str:
    return f"{row[0]} {row[1]}"


def council_faults(graph: Graph) -> Faults:
    """Initiatives that are filed under a wrong council, or under none where their document is about one."""
    about: dict[str, set[str]] = defaultdict(set)
    for fact in direct_facts(graph):
        if fact.relation is Relation.ABOUT and fact.object is not None and fact.object.kind is Kind.COUNCIL:
            about[fact.document].add(fact.object.slug)
    funds = {(s.document, s.object) for s in graph.statements if s.relation is Relation.FUNDED_BY and not s.is_rejected}
    for entity in graph.entities:
        if entity.ref.kind is not Kind.INITIATIVE or entity.replaced_by is not None:
            continue
        for council in entity.for_councils:
            if not any(council in about[document] for document in entity.documents):
                yield "for-council", node(entity.ref), f"no document that mentions it is about council/{council}"
        for document in entity.documents:
            is_fund = (document, entity.ref) in funds
            if len(about[document]) == 1 and not is_fund and not about[document] <= set(entity.for_councils):
                yield "for-council", node(entity.ref), f"{document} is about one council, which is missing"


def decision_faults(graph: Graph, agents: dict[str, str]) -> Faults:
    """Decisions with a wrong id, without a target, or that did not do what they say.

    Args:
        graph: The records.
        agents: The agent's slug that the graph names for each decision (its id).
    """
    replaced = {e.ref: e.replaced_by for e in graph.entities if e.replaced_by is not None}
    labels = {e.ref: e.label for e in graph.entities}
    latest: dict[tuple[str, str], str] = {}
    for decision in graph.decisions:
        at = (decision.verdict, decision.key)
        latest[at] = max(latest.get(at, ""), decision.time)
    for decision in graph.decisions:
        subject = f"decision:{decision.id}"
        want = decision_id(decision.verdict, decision.key, decision.time, agents.get(decision.id, slug(decision.by)))
        if want != decision.id:
            yield "decision-id", subject, f"verdict, key, time and agent give {want}"
        if decision.applies is not bool(decision.targets) or (decision.applies and decision.candidates):
            yield "decision", subject, "a target where it applies, candidates only where it does not"
        facts = {target for target in decision.targets if isinstance(target, str)}
        if decision.applies and facts and (decision.key not in facts) is not decision.is_reattached:
            yield "decision", subject, "re-attached exactly where its target is not the fact of its key"
        if decision.applies and latest[decision.verdict, decision.key] == decision.time:
            yield from _effect_faults(decision, labels, replaced)


def _effect_faults(decision: Decision, labels: dict[Ref, str], replaced: dict[Ref, Ref]) -> Faults:
    targets = [target for target in decision.targets if isinstance(target, Ref)]
    if decision.verdict == "rename":
        given = [f"label={labels.get(target, '')}" for target in targets]
    elif decision.verdict == "retype":
        given = [f"kind={target.kind.value}" for target in targets]
        if not any(replaced.get(ref) in targets for ref in decision.retired):
            yield "decision", f"decision:{decision.id}", "a new kind, but no retired thing"
    else:
        return
    if given != [decision.after]:
        yield "decision", f"decision:{decision.id}", f"gk:after is {decision.after!r}, the graph has {given}"


def reported(rows: dict[str, set[Row]], predicate: str, kind: str) -> dict[str, list[str]]:
    """What nodes of a kind say by one predicate: slug → objects' slugs or texts, sorted."""
    found: dict[str, list[str]] = {}
    for subject, said in rows.items():
        if subject.startswith(f"{kind}:"):
            values = sorted(o for p, o in said if p == predicate)
            found[subject.partition(":")[2]] = [
                unquoted(v) if v.startswith('"') else v.partition(":")[2] for v in values
            ]
    return found
