"""Decisions as a person would write them into a file: TOML that the reader gives back as it was."""

from __future__ import annotations

import json

from graphkit.resolution.decisions import FiledDecision


def toml_text(text: str) -> str:
    r"""A basic string of TOML, which JSON's escapes are a part of; DEL alone JSON leaves as it is.

    >>> toml_text('so "said"')
    '"so \\"said\\""'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry(decision: FiledDecision) -> str:
    """One ``[[decision]]`` of any verdict but ``add``, with a line end."""
    texts = (
        ("verdict", decision.verdict.value),
        ("key", decision.key),
        ("fact", decision.fact),
        ("quote", decision.quote),
        ("status", decision.status.value if decision.status else ""),
        ("before", decision.before),
        ("after", decision.after),
        ("label", decision.label),
        ("kind", decision.kind.value if decision.kind else ""),
        ("reason", decision.reason),
        ("by", decision.by),
    )
    lines = [f"{name} = {toml_text(text)}" for name, text in texts if text]
    return "\n".join(["[[decision]]", *lines, f"time = {decision.time}"]) + "\n"
