"""Contact data in prose: e-mail addresses, telephone numbers, accounts, postal addresses, numbers that are a person's own.

The patterns see the plain spelling of a text (`graphkit.privacy.spelling`), so that odd spaces, dashes and full-width
characters hide nothing. They would rather take too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graphkit.privacy.spelling import Spelled, is_readable
from graphkit.records import Span

_AT = r"(?:\s?@\s?|\s?&(?:\#0*64|\#x40|commat);\s?|%40|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s(?:(?-i:AT)|\(a\))\s)"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s(?:dot)\s)"
_EMAIL = re.compile(rf"(?<![\w.+'\-])[\w.+'\-]+{_AT}[\w][\w\-]*(?:{_DOT}[\w][\w\-]*){{1,8}}", re.IGNORECASE)
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.\-])[\w\-]+(?:(?: dot |\.)[\w\-]+){0,4} at [\w\-]+(?: dot [\w\-]+){1,5}\b", re.IGNORECASE
)
_GAP = r"[ \t().\-/\u00b7]{0,3}"
_PHONES = (
    # +44 20 7946 0123, 0044 (0)161 …, +353 1 …; then 01942 827100, (0161) 496-0123, 07700.900123, 0800 1111.
    re.compile(rf"(?<![\w.,])(?:\+|00)(?:{_GAP}\d){{8,14}}(?!\d)"),
    re.compile(rf"(?<![\w])\(?0\d{{2,4}}\)?(?:{_GAP}\d){{4,8}}(?![\d%])(?!\.\d)"),
    re.compile(rf"(?<![\w])\(?44\)?{_GAP}(?:\(0\))?{_GAP}[1-9](?:{_GAP}\d){{8,9}}(?!\d)"),
    re.compile(r"(?<![\w])0(?:[ .\-]\d){9,10}(?![\d])"),
    re.compile(r"(?<![\w])(?:\(0\)|0) ?\d{2,4}(?: ?[\-/] ?| {1,3})\d{3,4}(?:[ \-]?\d{3,4})?(?!\d)"),
)
_CUE = re.compile(
    r"\b(?:tel(?:ephone)?(?: n(?:o|umber))?|(?:tele)?phone(?: number)?|mob(?:ile)?(?: number)?|fax|direct(?: dial| line)"
    r"|dd|ddi|ext(?:ension|n)?|helpline|textphone|minicom|whatsapp|sms|text|ring(?:ing)?|call(?:ing)?|dial(?:ling)?|[tmfdx](?=[.:]))"
    rf"(?:[.:\s]| on| at| no| is){{0,6}}(?P<number>[+(]*\d(?:{_GAP}\d){{2,14}})(?!\s*(?:%|per cent|people|residents|calls?\b"
    r"|,\d|\.\d))",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"(?:(?<=\d) ?x|\bext(?:ension|n)?)\.? ?:? ?(?P<number>\d{2,6})\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<![\w@.])@\w[\w.]*\w")
_PROFILE = re.compile(
    r"(?<![\w.\-])(?:https?://)?(?:[\w\-]+\.)*(?:linkedin|twitter|x|facebook|fb|instagram|tiktok|youtube|threads|bsky|mastodon)"
    r"\.(?:com|social|app|net|me)/[^\s<>\"')\]]+",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Way|Court|Ct|Crescent|Cres|Gardens|Gdns|Grove|Place|Pl"
    "|Terrace|Square|Sq|Hill|Row|Mews|Park|Walk|Parade|Green|Rise|View|Wharf|Quay|Gate|Fold|Brow|Croft|Wynd|Heol|Ffordd"
)
_ADDRESS = re.compile(
    r"(?:\b(?:Flat|Apartment|Apt|Unit|Room|Suite) ?\d*[A-Z]?,? ?)?"
    rf"\b\d{{1,4}}(?:-\d{{1,4}})?[A-Za-z]?,? (?:[A-Z][\w'\-]* ){{1,4}}(?:{_STREETS})\b"
)
_FLAT = re.compile(r"\b(?:Flat|Apartment|Apt) ?\d+[A-Z]?\b")
_OWN_NUMBERS = (
    re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),
    re.compile(r"\bNHS (?:number|no\.?):? ?\d{3}[ \-]?\d{3}[ \-]?\d{4}\b", re.IGNORECASE),
    re.compile(r"(?<![\w.])\d{3} \d{3} \d{4}(?![\w])"),
)
_LINK = re.compile(r"(?:https?://|www\.|mailto:|tel:)[^\s<>\"]+", re.IGNORECASE)
_ELECTRONIC = (_EMAIL, _SPOKEN_EMAIL, *_PHONES, _ACCOUNT, _PROFILE)
_WHOLE = (*_ELECTRONIC, _POSTCODE, _ADDRESS, _FLAT, *_OWN_NUMBERS)


def contact_spans(text: Spelled, *, with_places: bool = True) -> list[Span]:
    """The stretches of a text that are contact data and can still be read, in no order; some may meet.

    Args:
        text: What to look through.
        with_places: Postcodes and streets too: not in file names and addresses of pages, where codes look like them.
    """
    found = [text.span(start, end) for start, end in _found(text.plain, _WHOLE if with_places else _ELECTRONIC)]
    return [span for span in found if span.start < span.end]


def _found(plain: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    has_digit = any(c.isdigit() for c in plain)
    for pattern in patterns:
        for match in pattern.finditer(plain):
            if is_readable(match[0]):
                yield match.span()
    if has_digit:
        for pattern in (_CUE, _EXTENSION):
            for match in pattern.finditer(plain):
                yield match.span("number")


def email_spans(text: Spelled) -> list[Span]:
    """The e-mail addresses of a text."""
    return [text.span(*match.span()) for match in _EMAIL.finditer(text.plain)]


def email_words(text: Spelled) -> list[tuple[str, ...]]:
    """The words before the ``@`` of each e-mail address: ``ann.lee@`` gives ``('ann', 'lee')``."""
    found = []
    for match in _EMAIL.finditer(text.plain):
        local = re.split(_AT, match[0], maxsplit=1, flags=re.IGNORECASE)[0]
        found.append(tuple(word for word in re.split(r"[^a-z]+", local.lower()) if word))
    return found


def links(text: Spelled) -> list[Span]:
    """The addresses of pages in a text, as stretches of its plain spelling."""
    return [Span(*match.span()) for match in _LINK.finditer(text.plain)]
