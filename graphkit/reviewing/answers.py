"""A person's answer as decisions that are not signed yet: verdict and key, and what they were made on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphkit.errors import GraphkitError
from graphkit.graph.finding import STATUS_WORDS, find, listed
from graphkit.ids import collapse, literal_key, said_status
from graphkit.records import Candidate, Graph, Kind, Ref, Relation, Statement, Status
from graphkit.register import Register, fold_name
from graphkit.resolution.decided_facts import fits
from graphkit.resolution.decisions import FiledDecision, Verdict, change_of, end_of
from graphkit.resolution.filed import Place
from graphkit.resolution.told import RefusedError
from graphkit.reviewing.items import CouncilItem, FactItem, Item, ItemKind, NameItem, OrphanItem, Settled
from graphkit.reviewing.queue import similar_councils

FIELDS = ("status", "subject", "relation", "object")
VERDICTS = {
    ItemKind.FACT: (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT),
    ItemKind.NAME: (Verdict.SAME, Verdict.DIFFERENT),
    ItemKind.COUNCIL: (Verdict.SAME, Verdict.ACCEPT, Verdict.REJECT),
    ItemKind.ORPHAN: (Verdict.SAME,),
}
REASONS = {
    ItemKind.FACT: "Read against its sentence.",
    ItemKind.NAME: "Names compared where the documents use them.",
    ItemKind.COUNCIL: "Looked up in the register of councils.",
    ItemKind.ORPHAN: "The decision is on this fact now.",
}
_STATUSES = {word: status for status, word in STATUS_WORDS.items()} | {status.value: status for status in Status}


def drafts(
    graph: Graph, register: Register, done: Settled, item: Item, verdict: str, values: Sequence[str] = ()
) -> tuple[FiledDecision, ...]:
    """The decisions that an answer makes, without reason, person and time; none where things are so already.

    An edit may change nothing: whether that is so by the same decision, or is a mistake, is not known here.

    Args:
        graph: As built.
        register: The councils that there are.
        done: What is settled now: who was made one with whom.
        item: The question.
        verdict: One of `VERDICTS` for its kind.
        values: Of an edit ``field=value``, one for each field; of a join the thing that is kept; of a council the one
            that it is; of an orphan the fact that its decision is on. Where there is only one choice it may be left out.

    Raises:
        RefusedError: The answer does not fit the question.
    """
    known = VERDICTS[item.kind]
    if verdict not in known:
        *others, last = known
        words = f"{', '.join(others)} or {last}" if others else last
        raise RefusedError(f'"{collapse(verdict)}" is no verdict on a {item.kind}.', f"Use {words}.")
    if verdict != Verdict.EDIT and len(values) > 1:
        raise RefusedError("it has several values.", "Give it one.")
    value = values[0] if values else ""
    if isinstance(item, FactItem):
        return _edits(graph, item.fact, values) if verdict == Verdict.EDIT else (_on(item.fact, Verdict(verdict)),)
    if isinstance(item, NameItem):
        return _names(graph, done, item.candidate, Verdict(verdict), value)
    if isinstance(item, CouncilItem):
        return _council(register, done, item, Verdict(verdict), value)
    return _found_again(item, value)


def _draft(verdict: Verdict, key: str) -> FiledDecision:
    return FiledDecision(Place(""), verdict, key, reason="", by="", time="")


# -- facts -----------------------------------------------------------------------------------------


def _on(fact: Statement, verdict: Verdict) -> FiledDecision:
    return replace(_draft(verdict, fact.id), fact=fact.key, quote=fact.quote, status=said_status(fact.evidence))


def _edits(graph: Graph, fact: Statement, values: Sequence[str]) -> tuple[FiledDecision, ...]:
    """An edit for each field; what they make together must be a fact."""
    if not values:
        raise RefusedError("it does not say what to change.", "Write status=, subject=, relation= or object=.")
    changed = edited(graph, fact, values)
    if not fits(changed):
        second = changed.object or changed.literal
        what = f"it would say that {changed.subject} {changed.relation} {second}, which is no fact."
        raise RefusedError(what, "Use a relation that takes these two, and two things that differ.")
    names = [change_of(text)[0] for text in values]
    return tuple(
        replace(
            _on(fact, Verdict.EDIT),
            before=f"{name}={value_of(fact, name)}",
            after=f"{name}={value_of(changed, name)}",
        )
        for name in names
    )


def edited(graph: Graph, fact: Statement, values: Sequence[str]) -> Statement:
    """The fact with other values, each ``field=value``; whether they make a fact together is not asked yet.

    Raises:
        RefusedError: A field or value is none, or a field comes twice.
    """
    changed, seen = fact, set[str]()
    for text in values:
        name, value = change_of(text)
        if name not in FIELDS:
            raise RefusedError(f'"{collapse(text)}" changes nothing.', f"Write one of {', '.join(FIELDS)} and =.")
        if name in seen:
            raise RefusedError(f"it changes its {name} twice.", "Keep one of the two.")
        seen.add(name)
        changed = _changed(graph, changed, name, value)
    return changed


def value_of(fact: Statement, name: str) -> str:
    """A field of a fact as an edit writes it; a literal has its ``=``.

    Args:
        fact: The fact.
        name: One of `FIELDS`.
    """
    if name == "object" and fact.object is None:
        return literal_key(fact.literal)
    return str(getattr(fact, name))


def _changed(graph: Graph, fact: Statement, name: str, value: str) -> Statement:
    if name == "status":
        status = _STATUSES.get(value.casefold())
        if status is None:
            raise RefusedError(f'"{value}" is no status.', f"Use {', '.join(STATUS_WORDS.values())}.")
        return replace(fact, status=status)
    if name == "relation":
        relation = {r.casefold(): r for r in Relation}.get(value.casefold())
        if relation is None:
            raise RefusedError(f'"{value}" is no relation.', f"Use one of {', '.join(Relation)}.")
        return replace(fact, relation=relation)
    if name == "object" and value.startswith("="):
        return replace(fact, object=None, literal=collapse(value[1:]))
    ref = thing_called(graph, value)
    return replace(fact, subject=ref) if name == "subject" else replace(fact, object=ref, literal="")


def thing_called(graph: Graph, name: str) -> Ref:
    """The thing of a name or ``kind/slug``.

    Raises:
        RefusedError: Nothing or more than one thing is called so, or it is a fact or a result.
    """
    try:
        found = find(graph, name)
    except GraphkitError as error:
        raise RefusedError(error.what, error.todo) from error
    if isinstance(found, Statement) or end_of(str(found)) is None:
        raise RefusedError(f'"{collapse(name)}" is no thing with a name.', "Name a thing of things.csv.")
    return found


# -- names and councils ----------------------------------------------------------------------------


def _names(
    graph: Graph, done: Settled, candidate: Candidate, verdict: Verdict, value: str
) -> tuple[FiledDecision, ...]:
    ends = (candidate.retired, candidate.kept)
    if value:
        kept = next((ref for ref in ends if str(ref) == value), None) or thing_called(graph, value)
        if kept not in ends:
            raise RefusedError(f'"{collapse(value)}" is neither of the two.', f"Write {ends[0]} or {ends[1]}.")
        ends = (ends[0] if kept == ends[1] else ends[1], kept)
    old, new = (done.final(ref) for ref in ends)
    are_apart = done.are_apart(old, new)
    if verdict is Verdict.SAME:
        if are_apart:
            raise RefusedError("somebody decided that they are never one.", "Take that decision out first.")
        return () if old == new else (_draft(Verdict.SAME, f"{old} = {new}"),)
    if old == new:
        raise RefusedError("somebody decided that they are one.", "Take that decision out first.")
    one, other = sorted((str(old), str(new)))
    return () if are_apart else (_draft(Verdict.DIFFERENT, f"{one} <> {other}"),)


def _council(
    register: Register, done: Settled, item: CouncilItem, verdict: Verdict, value: str
) -> tuple[FiledDecision, ...]:
    ref = item.council.ref
    if verdict is not Verdict.SAME:
        is_so = ref in (done.accepted if verdict is Verdict.ACCEPT else done.rejected)
        return () if is_so else (_draft(verdict, str(ref)),)
    if not value and len(item.choices) != 1:
        raise RefusedError("it does not say which council it is.", "Give it the name or slug of the council.")
    target = Ref(Kind.COUNCIL, council_called(register, value) if value else item.choices[0].slug)
    if target == ref:
        raise RefusedError("it is made one with itself.", "Name another council.")
    return () if done.final(ref) == done.final(target) else (_draft(Verdict.SAME, f"{ref} = {target}"),)


def council_called(register: Register, name: str) -> str:
    """The slug of the council of a name, slug or ``council/slug``.

    Raises:
        RefusedError: The register has none or more than one of that name.
    """
    slug = name.strip().removeprefix(f"{Kind.COUNCIL}/")
    if register.by_slug(slug) is not None:
        return slug
    found = register.candidates(name)
    exact = [c for c in found if fold_name(name) in (fold_name(c.label), fold_name(c.official_name))]
    if len(exact or found) == 1:
        return (exact or found)[0].slug
    near = found or similar_councils((name,), register)
    todo = f"Choose: {listed([f'{c.label} (council/{c.slug})' for c in near])}." if near else "See docs/register.md."
    what = "is no council of the register" if not found else "may be several councils of the register"
    raise RefusedError(f'"{collapse(name)}" {what}.', todo)


# -- decisions without a fact ----------------------------------------------------------------------


def _found_again(item: OrphanItem, value: str) -> tuple[FiledDecision, ...]:
    """The decision once more, on a fact that there is."""
    if not item.is_on_fact:
        raise RefusedError("the decision is on a thing that is gone.", "Decide on the thing that there is now.")
    if not item.facts:
        raise RefusedError("nothing there is like its fact.", "Leave it, or take it out of its file.")
    fitting = [fact for fact in item.facts if fact.id.startswith(value.casefold())]
    if len(fitting) != 1:
        what = (
            f'"{collapse(value)}" is none of the facts that are like it.'
            if value
            else "it does not say which fact it is."
        )
        raise RefusedError(what, f"Choose: {listed([f'{fact.id} ({fact.label})' for fact in item.facts])}.")
    fact, decision = fitting[0], item.decision
    if decision.verdict != Verdict.EDIT:
        return (_on(fact, Verdict(decision.verdict)),)
    name, _ = change_of(decision.after)
    return (replace(_on(fact, Verdict.EDIT), before=f"{name}={value_of(fact, name)}", after=decision.after),)
