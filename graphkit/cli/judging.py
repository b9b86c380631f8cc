"""Facts shown one by one to a person at a terminal, who says by a key what is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graphkit.audit.record import Judgement, Verdict
from graphkit.cli import asking, output
from graphkit.cli.showing import fact_lines
from graphkit.records import Graph, Statement

_VERDICTS = {"r": Verdict.RIGHT, "w": Verdict.WRONG, "u": Verdict.UNCLEAR}
_WORDS = {
    Verdict.RIGHT: ("right", "good"),
    Verdict.WRONG: ("wrong", "bad"),
    Verdict.UNCLEAR: ("can't tell", "warn"),
}
_KEYS = "r right   w wrong   u can't tell   b back   q stop and keep"


def judge(graph: Graph, facts: Sequence[Statement], keep: Callable[[Statement, Judgement], None]) -> None:
    """Show each fact, and tell ``keep`` of every verdict at once; ends with the last fact, or at ``q``.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    said: dict[str, Judgement] = {}
    at = 0
    while at < len(facts):
        fact = facts[at]
        output.emit("\n".join(_screen(graph, fact, f"{at + 1} of {len(facts)}", said.get(fact.id))))
        key = _key()
        if key == "q":
            return
        if key == "b":
            at = max(at - 1, 0)
            continue
        verdict = _VERDICTS[key]
        output.emit(f"  {output.colour(*_WORDS[verdict])}")
        why = asking.line("  Why (Enter alone: no reason)") if verdict is Verdict.WRONG else ""
        said[fact.id] = Judgement(verdict, why)
        keep(fact, said[fact.id])
        at = next((i for i, other in enumerate(facts) if other.id not in said), len(facts))


def _key() -> str:
    """The next key that means something; at any other they are told again. At the end of input the person has stopped."""
    while True:
        try:
            key = asking.key().casefold()
        except EOFError:
            return "q"
        if key in ("b", "q", *_VERDICTS):
            return key
        output.emit(_KEYS)


def _screen(graph: Graph, fact: Statement, place: str, before: Judgement | None) -> Iterator[str]:
    so_far = " ".join([_WORDS[before.verdict][0], before.why]).strip() if before else ""
    yield from fact_lines(graph, fact, place, (("so far", so_far),))
    yield ""
    yield _KEYS
