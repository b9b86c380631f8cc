"""``CITATION.cff`` (Citation File Format 1.2.0): how to cite a release, for people and reference managers."""

from __future__ import annotations

import json
import re

from graphkit import __version__
from graphkit.release.wanted import Release

# What YAML 1.2 does not take as it is between double quotes.
_NOT_PRINTABLE = re.compile("[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]")
_NOBODY = "not stated"


def citation_file(wanted: Release, title: str, digest: str) -> str:
    """The file's text.

    Args:
        wanted: What is known of the release; without a creator the file, which must name one, says that none is stated.
        title: Of the dataset.
        digest: SHA-256 of ``graph.ttl``.
    """
    lines = [
        "cff-version: 1.2.0",
        f"message: {_text('If you use this dataset, please cite it as below.')}",
        "type: dataset",
        f"title: {_text(title)}",
        "authors:",
        *_authors(wanted.creators),
    ]
    optional = (("version", wanted.version), ("date-released", wanted.date), ("url", wanted.url))
    lines += [f"{name}: {_text(value)}" for name, value in optional if value]
    if wanted.licence and not wanted.licence.startswith("LicenseRef-"):
        lines.append(f"license: {_text(wanted.licence)}")
    lines += [
        "identifiers:",
        "  - type: other",
        f"    value: {_text(f'sha256:{digest}')}",
        f"    description: {_text('SHA-256 of graph.ttl')}",
        "references:",
        "  - type: software",
        "    title: graphkit",
        f"    version: {_text(__version__)}",
        "    authors:",
        f"      - name: {_text('the graphkit contributors')}",
    ]
    return "\n".join(lines) + "\n"


def _authors(creators: tuple[str, ...]) -> list[str]:
    lines = []
    for name in creators or (_NOBODY,):
        family, comma, given = (part.strip() for part in name.partition(","))
        if comma and family and given:
            lines += [f"  - family-names: {_text(family)}", f"    given-names: {_text(given)}"]
        else:
            lines.append(f"  - name: {_text(name.strip())}")
    return lines


def _text(text: str) -> str:
    """A scalar between double quotes, which hold JSON's escapes."""
    return _NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
