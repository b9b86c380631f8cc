"""The ways in which people write a council's name, generated from one row of the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Longest first: "Borough Council" must not be cut from "Metropolitan Borough Council".
_ENDING = re.compile(
    r" (Mayoral Combined Authority|Combined County Authority|Combined Authority|City and District Council"
    r"|Metropolitan (?:Borough|District) Council|Metropolitan Council|County Borough Council"
    r"|(?:Borough|District|City|County) Council|Corporation|Council)$"
)
_BEGINNING = re.compile(
    r"^(Borough Council of|Council of the|London Borough of|Royal Borough of|City and County of|City of|Borough of) "
)
_COUNCIL_WORD = re.compile(
    r"\b(authority|borough|comhairle|corporation|council|cyngor|district|MBC|MDC|CCA)\b", re.IGNORECASE
)
_RIVER = re.compile(r"(\w+) (upon|under|on) (\w+)")
_COMBINED_TIERS = ("combined-authority", "strategic-authority")
_NAMES_ONLY = ("city-corporation", "strategic-authority")  # London is not the City, nor Greater London its authority
_SPELT_OTHERWISE = re.compile(r"[-&,']| and |\bSt | (?:upon|under|on) |[^\x00-\x7f]")


def place_in(name: str) -> str:
    """The place in a council's name.

    >>> place_in("London Borough of Hackney"), place_in("Wigan Metropolitan Borough Council")
    ('Hackney', 'Wigan')
    """
    return _BEGINNING.sub("", _ENDING.sub("", name))


def is_bare_place(name: str) -> bool:
    """Whether a name has no council word and is no abbreviation: "Wigan", not "Wigan Council", not "RBKC"."""
    is_abbreviation = " " not in name and sum(letter.isupper() for letter in name) > 1 and "-" not in name
    return not is_abbreviation and not _COUNCIL_WORD.search(name)


def spellings(form: str) -> tuple[str, ...]:
    """The form itself, then its other spellings: &, hyphens, "St.", commas, apostrophes, accents.

    >>> spellings("Stoke-on-Trent")
    ('Stoke-on-Trent', 'Stoke on Trent')
    """
    if not _SPELT_OTHERWISE.search(form):
        return (form,)
    found = [form]
    for change in _SPELLINGS:
        found += [new for old in found if (new := change(old)) != old and new not in found]
    return tuple(dict.fromkeys(found))


def _unaccented(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_SPELLINGS = (
    lambda text: text.replace(" and ", " & "),
    lambda text: text.replace(" & ", " and "),
    lambda text: text.replace("-", " "),
    lambda text: _RIVER.sub(r"\1-\2-\3", text),
    lambda text: re.sub(r"\bSt ", "St. ", text),
    lambda text: text.replace(",", ""),
    lambda text: text.replace("'", ""),
    _unaccented,
)


def council_forms(
    short: str, label: str, official_name: str, tier: str, aliases: tuple[str, ...], *, shares_name: bool
) -> Iterator[tuple[str, bool]]:
    """Every written form of a council and whether it is bare; the same form may come twice.

    Args:
        short: The place as people say it ("Hull").
        label: What the council calls itself.
        official_name: Its legal name; decides between borough, district, city and county.
        tier: As in the register.
        aliases: Names entered by hand, the short name among them.
        shares_name: Another body has the same short name; then the plain "X Council" is that body's.
    """
    for name in (label, official_name):
        yield from ((form, False) for form in spellings(name))
    is_combined = tier in _COMBINED_TIERS
    for alias in aliases:
        if not (is_combined and is_bare_place(alias)):  # "Greater Manchester" is an area, never its authority
            yield from ((form, is_bare_place(alias)) for form in spellings(alias))
    if tier in _NAMES_ONLY:
        return
    for place in dict.fromkeys((short, place_in(official_name), place_in(label))):
        if not is_bare_place(place):
            continue
        for ending in _endings(tier, official_name, shares_name=shares_name):
            yield from ((form, False) for form in spellings(ending.format(place)))
        if not is_combined:
            yield from ((form, True) for form in _bare(place, official_name))


def _bare(place: str, official_name: str) -> Iterator[str]:
    yield from spellings(place)
    if _is_city(official_name):
        yield from spellings(f"City of {place}")
    if "Borough Council" in official_name:
        yield from spellings(f"Borough of {place}")
    if "Metropolitan Borough" in official_name:
        yield from spellings(f"Metropolitan Borough of {place}")


def _is_city(official_name: str) -> bool:
    return official_name.endswith(" City Council") or official_name.startswith("City of ")


def _endings(tier: str, official_name: str, *, shares_name: bool) -> tuple[str, ...]:
    """Patterns for the tier; "County Council" and "City Council" only where the legal name fits."""
    if tier in _COMBINED_TIERS:
        return _combined_endings(official_name)
    if tier == "county":
        return ("{} County Council", "{} CC", *(() if shares_name else ("{} Council",)))
    plain = ("{} Council",)
    if tier == "london-borough" and not _is_city(official_name):
        return plain + _LONDON["royal" if official_name.startswith("Royal") else "london"]
    for words, endings in _BY_LEGAL_NAME:
        if _is_city(official_name) if words == "City" else words in official_name:
            return plain + endings + (("{} District Council",) if tier == "district" and words == "Borough" else ())
    return plain


def _combined_endings(official_name: str) -> tuple[str, ...]:
    if "County" in official_name:
        return ("{} Combined County Authority", "{} CCA", "{} Combined Authority", "{} CA")
    return ("{} Combined Authority", "{} Mayoral Combined Authority", "{} CA", "{} MCA")


_LONDON = {
    "london": (
        *("London Borough of {}", "London Borough of {} Council", "LB of {}", "LB {}"),
        *("{} London Borough Council", "{} London Borough", "{} Borough Council", "{} LBC"),
    ),
    "royal": ("Royal Borough of {}", "Royal Borough of {} Council", "London Borough of {}", "{} Borough Council"),
}
_BY_LEGAL_NAME = (  # the first whose words are in the legal name
    ("County Borough Council", ("{} County Borough Council", "{} CBC", "{} Borough Council", "{} County Council")),
    (
        "Metropolitan Borough",
        ("{} Metropolitan Borough Council", "{} Metropolitan Council", "{} MBC", "{} Borough Council"),
    ),
    ("Metropolitan District", ("{} Metropolitan District Council", "{} MDC")),
    ("City", ("{} City Council", "City of {} Council", "{} CC")),
    ("Borough", ("{} Borough Council", "Borough of {} Council", "{} BC")),
    ("District", ("{} District Council", "{} DC", "{} Borough Council")),
    ("County Council", ("{} County Council", "{} CC")),
)
