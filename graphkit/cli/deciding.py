"""Questions of a review shown one by one to a person at a terminal, whose verdicts are written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graphkit.cli import asking, output
from graphkit.cli.showing import DIGITS, fact_lines, mention_lines, sentence_lines
from graphkit.errors import DecisionError
from graphkit.graph.finding import STATUS_WORDS, many
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import best_first, facts_of_things
from graphkit.records import Ref, Relation, Statement
from graphkit.resolution.decisions import Verdict
from graphkit.resolution.told import RefusedError, is_allowed, takes_literal
from graphkit.reviewing.answers import FIELDS, edited
from graphkit.reviewing.desk import Desk
from graphkit.reviewing.items import CouncilItem, FactItem, Item, NameItem, OrphanItem, what_waits
from graphkit.reviewing.sheet import best_fact

_ALWAYS = "s skip   u undo   q quit"
_COLOURS = {
    Verdict.ACCEPT: ("accepted", "good"),
    Verdict.REJECT: ("rejected", "bad"),
    Verdict.EDIT: ("edited", "warn"),
    Verdict.SAME: ("the same", "good"),
    Verdict.DIFFERENT: ("different", "bad"),
}
_Ask = Callable[[], tuple[Verdict, Sequence[str]] | None]


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who decides, at which desk, and the reason for every verdict (empty: each is asked for)."""

    desk: Desk
    by: str
    reason: str = ""

    def ask(self, items: Sequence[Item]) -> None:
        """Show each question that is open and write each verdict at once; ends after the last, or at ``q``.

        Raises:
            KeyboardInterrupt: Ctrl-C.
            GraphkitError: A verdict cannot be written; those before are.
        """
        answered: list[int] = []
        at = 0
        while True:
            at = next((i for i in range(at, len(items)) if self.desk.settled.is_open(items[i])), len(items))
            if at == len(items):
                key = self._at_end() if answered else "q"
            else:
                output.emit("\n".join(self._screen(items[at], f"{at + 1} of {len(items)}")))
                key = self._answer(items[at], can_undo=bool(answered))
            if key == "q":
                return
            if key == "u":
                at = self._undo(answered, at)
            elif key == "s":
                at += 1
            else:
                answered.append(at)

    # -- keys --------------------------------------------------------------------------------------

    def _at_end(self) -> str:
        output.emit("\nThat was the last.   u undo   q quit")
        return _key("uq", "u undo   q quit")

    def _undo(self, answered: list[int], at: int) -> int:
        """Take back the last verdict, and go to its question."""
        try:
            self.desk.undo()
        except DecisionError as error:
            output.fail(error)
            return at
        output.emit(f"  {output.colour('taken back', 'warn')}")
        return answered.pop()

    def _answer(self, item: Item, *, can_undo: bool) -> str:
        """Take a verdict and write it; ``s``, ``u`` or ``q`` where the person wants that, else the key of the verdict."""
        keys, told = self._keys(item)
        while True:
            key = _key([*keys, "s", "u", "q"], told)
            if key == "u" and not can_undo:
                output.emit(f"Nothing was decided yet.\n{told}")
                continue
            if key in ("s", "u", "q"):
                return key
            answer = keys[key]()
            if answer is not None and self._take(item, *answer):
                return key
            output.emit(told)

    def _take(self, item: Item, verdict: Verdict, values: Sequence[str]) -> bool:
        """Write a verdict, then ask why; False where it does not fit."""
        try:
            written = self.desk.take(item, verdict, values, by=self.by, reason=self.reason)
        except RefusedError as error:
            _tell(error)
            return False
        if written is None:
            output.emit("That stands already.")
            return False
        output.emit(f"  {output.colour(*_COLOURS[written.decisions[0].verdict])}")
        if not self.reason:
            why = asking.line(f"  Why (Enter alone: {written.decisions[0].reason})")
            self._reword(why)
        return True

    def _reword(self, why: str) -> None:
        if not why.strip():
            return
        try:
            self.desk.reword(why)
        except (RefusedError, DecisionError) as error:
            _tell(error)

    # -- what there is to answer -------------------------------------------------------------------

    def _keys(self, item: Item) -> tuple[dict[str, _Ask], str]:
        """What each key answers, and the line that tells the keys."""
        if isinstance(item, FactItem):
            fact = item.fact
            return {
                "a": lambda: (Verdict.ACCEPT, ()),
                "r": lambda: (Verdict.REJECT, ()),
                "e": lambda: self._edit(fact),
            }, f"a accept   r reject   e edit   {_ALWAYS}"
        if isinstance(item, NameItem):
            other = item.candidate.retired
            return {
                "y": lambda: (Verdict.SAME, ()),
                "n": lambda: (Verdict.DIFFERENT, ()),
                "e": lambda: (Verdict.SAME, (str(other),)),
            }, f'y same   n different   e same, but keep "{self._label(self.desk.settled.final(other))}"   {_ALWAYS}'
        if isinstance(item, CouncilItem):
            numbers = self._numbers([f"council/{council.slug}" for council in item.choices])
            return {
                **numbers,
                "e": self._council,
                "a": lambda: (Verdict.ACCEPT, ()),
                "r": lambda: (Verdict.REJECT, ()),
            }, f"{_first_to_last(numbers)}e another council   a a council of its own   r no council at all   {_ALWAYS}"
        numbers = self._numbers([fact.id for fact in item.facts])
        return numbers, f"{_first_to_last(numbers)}{_ALWAYS}"

    def _numbers(self, values: Sequence[str]) -> dict[str, _Ask]:
        """The keys 1 to 9 for the first of some choices."""

        def choose(value: str) -> _Ask:
            return lambda: (Verdict.SAME, (value,))

        return {str(number): choose(value) for number, value in enumerate(values[:9], 1)}

    def _council(self) -> tuple[Verdict, Sequence[str]] | None:
        name = asking.line("  Which council (Enter alone: back)")
        return (Verdict.SAME, (name,)) if name.strip() else None

    def _edit(self, fact: Statement) -> tuple[Verdict, Sequence[str]] | None:
        """What to change, field by field, until the person presses Enter alone."""
        values: list[str] = []
        while True:
            more = "Another, or Enter alone: that is all" if values else "Enter alone: back"
            typed = asking.line(f"  Change which: {', '.join(FIELDS)} ({more})").strip().casefold()
            if not typed:
                return (Verdict.EDIT, values) if values else None
            fitting = [name for name in FIELDS if name.startswith(typed)]
            if len(fitting) != 1:
                output.emit(f'  "{output.plain(typed)}" is not one of these.')
                continue
            value = self._value(edited(self.desk.graph, fact, values), fitting[0])
            try:
                edited(self.desk.graph, fact, [*values, *value])
            except RefusedError as error:
                _tell(error)
            else:
                values += value

    def _value(self, fact: Statement, name: str) -> list[str]:
        """A new value for a field, as an edit writes it; none where the person gives none."""
        is_literal = name == "object" and takes_literal(fact.relation)
        if name == "status":
            now, hint = STATUS_WORDS[fact.status], f": {', '.join(STATUS_WORDS.values())}"
        elif name == "relation":
            second = fact.object.kind if fact.object else None
            fitting = [r.value for r in Relation if is_allowed(r, fact.subject.kind, second)]
            now, hint = fact.relation.value, f"; between these two: {', '.join(fitting)}"
        else:
            ref = fact.subject if name == "subject" else fact.object
            now, hint = (self._label(ref) if ref else fact.literal), "" if is_literal else ": the name of a thing"
        typed = asking.line(f"  New {name}{hint} (now {output.plain(now)})").strip()
        return [f"{name}={'=' if is_literal else ''}{typed}"] if typed else []

    # -- screens -----------------------------------------------------------------------------------

    def _screen(self, item: Item, place: str) -> Iterator[str]:
        if isinstance(item, FactItem):
            rule = best_first(item.fact.evidence)[0].rule
            disputed = "its sentences differ in status" if item.fact.is_disputed else ""
            more = (("rule", rule), ("note", disputed))
            yield from fact_lines(self.desk.graph, item.fact, place, more)
        elif isinstance(item, NameItem):
            yield from self._names(item, place)
        elif isinstance(item, CouncilItem):
            yield from self._councils(item, place)
        else:
            yield from self._orphan(item, place)
        yield ""
        yield self._keys(item)[1]

    def _head(self, place: str, what: str, text: str) -> Iterator[str]:
        yield from ("", output.colour(f"{place}   {what}", "quiet"), "")
        yield output.colour(output.plain(text), "name")

    def _names(self, item: NameItem, place: str) -> Iterator[str]:
        ends = [self.desk.settled.final(ref) for ref in (item.candidate.retired, item.candidate.kept)]
        one, other = (self._label(ref) for ref in ends)
        yield from self._head(place, "one thing or two", f'Is "{one}" the same as "{other}"?')
        if item.candidate.reason:
            yield output.plain(item.candidate.reason)
        for ref in ends:
            yield from self._thing(ref)
        yield ""
        yield output.plain(f'If they are the same, "{other}" ({ends[1]}) is kept.')

    def _councils(self, item: CouncilItem, place: str) -> Iterator[str]:
        yield from self._head(place, "not in the register", f'Which council is "{item.council.label}"?')
        yield from self._thing(item.council.ref)
        yield ""
        if not item.choices:
            yield "No council of the register has a name like it."
        for number, council in enumerate(item.choices, 1):
            until = f", until {council.dissolved}" if council.dissolved else ""
            yield output.plain(f"  {number}  {council.label}   council/{council.slug}   {council.region}{until}")

    def _orphan(self, item: OrphanItem, place: str) -> Iterator[str]:
        yield from self._head(place, "a decision without its fact", what_waits(item))
        if item.filed is not None:
            yield output.plain(f"  filed in {item.filed.place}")
        yield output.plain(f"  because: {item.decision.reason}")
        if item.filed is not None and item.filed.quote:
            yield output.plain(f'  it was read in: "{" ".join(item.filed.quote.split())}"')
        yield ""
        if not item.facts:
            yield "Nothing in this graph is like it. It waits; take it out of its file if it is no longer meant."
            return
        yield "Is it on one of these now?"
        for number, fact in enumerate(item.facts[:9], 1):
            yield ""
            status = STATUS_WORDS[fact.status]
            yield output.plain(f"  {number}  {fact.label} ({status})   fact {fact.id[:DIGITS]}")
            yield from sentence_lines(self.desk.graph, fact)

    def _thing(self, ref: Ref) -> Iterator[str]:
        """A thing by its names, how much is said of it, and where a document names it, or its most confident sentence."""
        entity = self.desk.things.get(ref)
        facts = facts_of_things(self.desk.graph).get(ref, [])
        also = f", also {'; '.join(entity.other_names)}" if entity is not None and entity.other_names else ""
        documents = many(len(entity.documents), "document") if entity is not None else "no documents"
        yield ""
        yield output.plain(f"{self._label(ref)}   {ref}   {many(len(facts), 'fact')} in {documents}{also}")
        named = list(mention_lines(self.desk.graph, entity)) if entity is not None else []
        yield from named
        known = best_fact(facts)
        if known is not None and not named:
            yield from sentence_lines(self.desk.graph, known)

    def _label(self, ref: Ref) -> str:
        return node_labels(self.desk.graph).get(ref, ref.slug)


def _first_to_last(numbers: dict[str, _Ask]) -> str:
    if not numbers:
        return ""
    return f"{'-'.join(sorted({min(numbers), max(numbers)}))} it is this one   "


def _tell(error: RefusedError | DecisionError) -> None:
    """What does not fit, to a person who can try again."""
    output.emit(f"  {output.colour(output.plain(error.what), 'bad')} {output.plain(error.todo)}")


def _key(known: Sequence[str], told: str) -> str:
    """The next key that means something; at any other they are told again. At the end of input the person has stopped."""
    while True:
        try:
            key = asking.key().casefold()
        except EOFError:
            return "q"
        if key in known:
            return key
        output.emit(told)
