"""One sitting of a review: answers become signed decisions, written at once; the last can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from graphkit.errors import DecisionError
from graphkit.ids import collapse, slug
from graphkit.records import Graph
from graphkit.register import Register
from graphkit.resolution.decisions import FiledDecision, Verdict
from graphkit.resolution.told import RefusedError, text_of
from graphkit.reviewing.answers import REASONS, drafts
from graphkit.reviewing.items import Item, settled, with_decisions
from graphkit.reviewing.journal import Written, file_of, rewrite_entries, take_back, write_entries

_SECOND = timedelta(seconds=1)


class Desk:
    """What a sitting knows: the graph, the decisions there are, where new ones go, and the time."""

    def __init__(
        self, graph: Graph, register: Register, folder: Path, filed: Iterable[FiledDecision], now: Callable[[], str]
    ) -> None:
        """Begin a sitting.

        Args:
            graph: As built.
            register: The councils that there are.
            folder: Of decisions; made with the first that is written.
            filed: The decisions in it now.
            now: Gives the time, UTC, ISO to the second without zone.
        """
        self.graph = graph
        self.register = register
        self.folder = folder
        self.written: list[Written] = []
        self.facts = {statement.id: statement for statement in graph.statements}
        self.things = {entity.ref: entity for entity in graph.entities}
        self._before = tuple(filed)
        self._held: list[FiledDecision] = []
        self._now = now
        self._built = settled(graph)
        self._by_name: dict[str, list[FiledDecision]] = {}
        self.settled = self._built
        self._count()

    @property
    def filed(self) -> tuple[FiledDecision, ...]:
        """All decisions there are now, those that are not written yet among them."""
        return (*self._before, *(d for written in self.written for d in written.decisions), *self._held)

    def sign(
        self, item: Item, verdict: str, values: Sequence[str] = (), *, by: str, reason: str = "", time: str = ""
    ) -> tuple[FiledDecision, ...]:
        """The decisions that an answer makes, signed; none where they all stand already. Nothing is written yet.

        Args:
            item: The question.
            verdict: As `graphkit.reviewing.answers.drafts` takes it.
            values: Likewise.
            by: Who says so.
            reason: Why; empty: the usual reason for such a question.
            time: When it was decided; empty: now.

        Raises:
            RefusedError: The answer does not fit the question, or the reason, name or time cannot be written.
        """
        who, why = _line(by, "by"), _line(reason.strip() or REASONS[item.kind], "reason")
        signed: list[FiledDecision] = []
        for draft in drafts(self.graph, self.register, self.settled, item, verdict, values):
            if self._stands(draft, who):
                continue
            if draft.verdict is Verdict.EDIT and draft.before == draft.after:
                name = draft.after.partition("=")[0]
                raise RefusedError(f"its {name} is that already.", "Change something, or accept it.")
            signed.append(replace(draft, reason=why, by=who, time=self._time(draft, time, signed)))
        return tuple(signed)

    def take(
        self, item: Item, verdict: str, values: Sequence[str] = (), *, by: str, reason: str = ""
    ) -> Written | None:
        """Write the decisions that an answer makes, at once; None where they all stand already.

        Raises:
            RefusedError: As `sign`.
            DecisionError: The person's file cannot take it.
            OutputError: It cannot be written.
        """
        signed = self.sign(item, verdict, values, by=by, reason=reason)
        if not signed:
            return None
        self._now_written([*self.written, write_entries(file_of(self.folder, by), signed)])
        return self.written[-1]

    def hold(self, signed: Sequence[FiledDecision]) -> None:
        """Count with decisions that `write_held` will write."""
        self._held += signed
        self._index(signed)
        if not all(decision.is_on_fact for decision in signed):
            self.settled = with_decisions(self.settled, signed)

    def write_held(self) -> list[DecisionError]:
        """Write what is held, each person's decisions at once; what is wrong with files that cannot take theirs.

        Raises:
            OutputError: A file cannot be written.
        """
        held, self._held = self._held, []
        errors = []
        for file in sorted({file_of(self.folder, decision.by) for decision in held}):
            try:
                own = [decision for decision in held if file_of(self.folder, decision.by) == file]
                self.written.append(write_entries(file, own))
            except DecisionError as error:
                errors.append(error)
        self._now_written(self.written)
        return errors

    def reword(self, reason: str) -> None:
        """Give the decisions written last another reason.

        Raises:
            RefusedError: The reason cannot be written.
            DecisionError: They were changed in their file meanwhile.
            OutputError: They cannot be written.
        """
        last = self.written[-1]
        signed = [replace(decision, reason=_line(reason, "reason")) for decision in last.decisions]
        self._now_written([*self.written[:-1], rewrite_entries(last, signed)])

    def undo(self) -> None:
        """Take back what was written last.

        Raises:
            DecisionError: It was changed in its file meanwhile.
            OutputError: The file cannot be written.
        """
        take_back(self.written[-1])
        self._now_written(self.written[:-1])

    def _now_written(self, written: list[Written]) -> None:
        self.written = written
        self._count()

    def _count(self) -> None:
        """Take stock of all decisions anew."""
        self.settled = with_decisions(self._built, self.filed)
        self._by_name.clear()
        self._index(self.filed)

    def _index(self, decisions: Iterable[FiledDecision]) -> None:
        for decision in decisions:
            for name in _names(decision):
                self._by_name.setdefault(name, []).append(decision)

    def _beside(self, draft: FiledDecision) -> list[FiledDecision]:
        """The decisions that name a fact or thing of this one."""
        return [other for name in sorted(_names(draft)) for other in self._by_name.get(name, ())]

    def _stands(self, draft: FiledDecision, by: str) -> bool:
        """Whether the same was decided by the same person, or by anyone and nothing else since."""
        rivals = [d for d in self._beside(draft) if (d.key, _slot(d)) == (draft.key, _slot(draft))]
        last = max((d.time for d in rivals), default="")
        same = (d for d in rivals if (d.verdict, d.after) == (draft.verdict, draft.after))
        return any(slug(d.by) == slug(by) or d.time == last for d in same)

    def _time(self, draft: FiledDecision, given: str, signed: Iterable[FiledDecision]) -> str:
        """When a decision is made: never at one second with another that names the same fact or thing."""
        names = _names(draft)
        taken = {d.time for d in self._beside(draft)} | {d.time for d in signed if names & _names(d)}
        if given in taken:
            raise RefusedError(f"something else was decided on it at {given}.", "Leave the time empty: it is now.")
        return given or _free(self._now(), taken)


def _slot(decision: FiledDecision) -> tuple[str, str]:
    """What decisions on one key compete in: accept and reject, each field of an edit, and so on."""
    if decision.verdict in (Verdict.ACCEPT, Verdict.REJECT):
        return "review", ""
    return decision.verdict, decision.after.partition("=")[0]


def _names(decision: FiledDecision) -> set[str]:
    """The facts and things in a key."""
    return set(decision.key.split(" ")) - {"=", "<>", "@"}


def _free(now: str, taken: Collection[str]) -> str:
    when = datetime.fromisoformat(now)
    while when.isoformat() in taken:
        when += _SECOND
    return when.isoformat()


def _line(text: str, name: str) -> str:
    return collapse(text_of({name: text}, name))
