"""Facts shown one by one to a person at a terminal, who says by a key what is right."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from graphkit.audit.record import Judgement, Verdict
from graphkit.cli import asking, output
from graphkit.graph.finding import STATUS_WORDS, paragraph_at
from graphkit.graph.networks import node_labels
from graphkit.graph.tables import best_first
from graphkit.graph.terms import decimal
from graphkit.records import Document, Evidence, Graph, Statement

_VERDICTS = {"r": Verdict.RIGHT, "w": Verdict.WRONG, "u": Verdict.UNCLEAR}
_WORDS = {
    Verdict.RIGHT: ("right", "good"),
    Verdict.WRONG: ("wrong", "bad"),
    Verdict.UNCLEAR: ("can't tell", "warn"),
}
_KEYS = "r right   w wrong   u can't tell   b back   q stop and keep"
_DIGITS = 8


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
    document = next(d for d in graph.documents if d.slug == fact.document)
    best, *others = best_first(fact.evidence)
    yield ""
    yield output.colour(f"{place}   fact {fact.id[:_DIGITS]}   confidence {decimal(fact.confidence)}", "quiet")
    yield ""
    yield output.colour(output.plain(fact.label), "name")
    yield STATUS_WORDS[fact.status].capitalize()
    yield ""
    yield _marked(document, best)
    yield ""
    labels = node_labels(graph)
    heading = f', under "{best.heading}"' if best.heading else ""
    fields = (
        ("document", best.source or f"{document.title} ({document.file_name})"),
        ("section", f"{best.section.value}{heading}"),
        ("said by", labels.get(best.speaker, best.speaker.slug) if best.speaker else ""),
        ("also in", f"{len(others)} more: graphkit explain {fact.id[:_DIGITS]}" if others else ""),
        ("so far", " ".join([_WORDS[before.verdict][0], before.why]).strip() if before else ""),
    )
    for name, value in fields:
        if value:
            yield output.plain(f"  {name:<8} {value}")
    yield ""
    yield _KEYS


def _marked(document: Document, evidence: Evidence) -> str:
    """The sentence marked in its paragraph, or alone where the text is not at hand."""
    before = after = ""
    if evidence.start is not None and evidence.end is not None and document.text:
        around = paragraph_at(document.text, evidence.start, evidence.end)
        before, after = document.text[around.start : evidence.start], document.text[evidence.end : around.end]
    pieces = (output.plain(part) for part in (before, evidence.quote, after))
    whole = "{}\0{}\1{}".format(*pieces)
    lines = "\n".join(textwrap.fill(line, output.width() - 2) for line in whole.splitlines())
    head, _, rest = lines.partition("\0")
    body, _, tail = rest.partition("\1")
    painted = "\n".join(output.colour(line, "mark") if line else "" for line in body.split("\n"))
    return textwrap.indent(f"{head}{painted}{tail}", "  ")
