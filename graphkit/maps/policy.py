"""What a page may load and run: a content security policy that names its own scripts and styles by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence


def content_policy(scripts: Sequence[str], styles: Sequence[str], *, more: str = "") -> str:
    """The policy of a page whose inline scripts and styles are these texts, and which loads nothing else.

    Args:
        scripts: The texts between the tags of its scripts, as they stand in the page.
        styles: The same of its styles.
        more: Further directives, or directives in the place of those for styles, images and forms, which it then names.
    """
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)) or "'none'",
        "style-src": " ".join(map(_hash, styles)) or "'none'",
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    for rule in filter(None, map(str.strip, more.split(";"))):
        name, _, value = rule.partition(" ")
        rules[name] = value
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def inert(script: str) -> str:
    """A script that cannot end its own element early."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
