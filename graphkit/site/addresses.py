"""Where each page lies: ``kind/slug.html``, names that every file system takes and none confuses."""

from __future__ import annotations

import re

from graphkit.ids import digest
from graphkit.records import Ref

_PLAIN = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
# Names of devices on Windows, whatever the ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")
_LONGEST = 200


def page_of(ref: Ref) -> str:
    """The page of a thing or document, from the folder of the site.

    A slug of the contract is its file's name; any other text (of a graph made elsewhere) is named by its digest, and so
    is a name that some system keeps for itself.

    >>> from graphkit.records import Kind
    >>> page_of(Ref(Kind.COUNCIL, "wigan")), page_of(Ref(Kind.TOPIC, "../x"))
    ('council/wigan.html', 'topic/x-d6b96a97d147daaa.html')
    """
    return f"{ref.kind.value}/{file_stem(ref.slug)}.html"


def file_stem(slug: str) -> str:
    """A slug as the name of a file, without its ending."""
    if _PLAIN.fullmatch(slug) and not _RESERVED.fullmatch(slug) and len(slug) <= _LONGEST:
        return slug
    return f"x-{digest(slug)}"


def council_anchor(council: Ref | None) -> str:
    """The id of a council's part on the page of a topic or year, or of the part of no one council."""
    return f"council-{file_stem(council.slug)}" if council else "no-council"
