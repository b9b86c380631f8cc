"""The register of UK councils, in force and former: rows, written forms, and who may be meant by a name.

What it holds, where it comes from and what is not verified: ``docs/register.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphkit.errors import RegisterError
from graphkit.records import CouncilFacts
from graphkit.vocabulary import ontology_folder
from graphkit.written_forms import council_forms

COLUMNS = (
    *("slug", "label", "official_name", "gss", "former_gss", "tier", "nation", "region", "upper_tier", "combined"),
    *("founded", "dissolved", "replaced_by", "aliases", "source", "licence", "checked"),
)
TIERS = (  # in the order in which candidates are offered
    *("unitary", "metropolitan-district", "london-borough", "city-corporation", "county"),
    *("welsh-unitary", "scottish-council", "ni-district", "district", "combined-authority", "strategic-authority"),
)
_PRINCIPAL = TIERS[:8]
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_GSS = re.compile(r"[EWSN]\d{8}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|")
_FOLDED = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "`": "'", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True, slots=True)
class Council:
    """One body of the register.

    ``dissolved`` is the first day without it and may lie ahead (Surrey, 2027-04-01): ask `is_in_force`, never
    whether the cell is empty. The first of ``aliases`` is the short name. ``upper_tier``, ``combined`` and
    ``replaced_by`` hold slugs; dates are ISO strings; what is not known is empty.
    """

    slug: str
    label: str
    official_name: str
    gss: tuple[str, ...]
    former_gss: tuple[str, ...]
    tier: str
    nation: str
    region: str
    upper_tier: str
    combined: str
    founded: str
    dissolved: str
    replaced_by: tuple[str, ...]
    aliases: tuple[str, ...]
    source: str
    licence: str

    def is_in_force(self, on: str) -> bool:
        """Whether the council exists on a day (ISO); an empty ``founded`` means since before any document here."""
        return self.founded <= on and (not self.dissolved or on < self.dissolved)


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """One way of writing one council's name; a form of several councils comes once for each.

    ``is_bare``: a place name without a council word ("Wigan"). ``is_ambiguous_word``: bare, and also a common word,
    a surname or another thing ("Reading"): needs "Council" nearby.
    """

    form: str
    slug: str
    is_bare: bool
    is_ambiguous_word: bool


@dataclass(frozen=True, slots=True)
class Body:
    """A national body that case studies often name; for its type and its abbreviations only."""

    slug: str
    label: str
    kind: str
    aliases: tuple[str, ...]
    source: str


class Register:
    """The councils, sorted by slug, and what can be asked of them. Immutable; forms are made when first asked for."""

    def __init__(self, councils: tuple[Council, ...], as_of: str, ambiguous_words: frozenset[str]) -> None:
        """Take councils sorted by slug, the day the register was last checked, and the folded ambiguous words."""
        self.councils = councils
        self.as_of = as_of
        self._ambiguous_words = ambiguous_words

    @cached_property
    def _by_slug(self) -> dict[str, Council]:
        return {council.slug: council for council in self.councils}

    def by_slug(self, slug: str) -> Council | None:
        """The council with this slug, if there is one."""
        return self._by_slug.get(slug)

    @cached_property
    def _predecessors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for council in self.councils:
            for successor in council.replaced_by:
                found.setdefault(successor, []).append(council.slug)
        return {slug: tuple(sorted(old)) for slug, old in found.items()}

    def predecessors(self, slug: str) -> tuple[str, ...]:
        """The slugs of the councils that this one took the place of, sorted."""
        return self._predecessors.get(slug, ())

    def facts_of(self, council: Council) -> CouncilFacts:
        """The council's row as an entity of a graph carries it."""
        return CouncilFacts(
            gss=council.gss,
            former_gss=council.former_gss,
            tier=council.tier,
            nation=council.nation,
            region=council.region,
            upper_tier=council.upper_tier,
            combined=council.combined,
            founded=council.founded,
            dissolved=council.dissolved,
            replaced_by=council.replaced_by,
            replaces=self.predecessors(council.slug),
        )

    def is_current(self, council: Council) -> bool:
        """Whether the council is in force on the day the register was last checked."""
        return council.is_in_force(self.as_of)

    def written_forms(self) -> tuple[WrittenForm, ...]:
        """All forms of all councils, by council and then by form; apostrophes are ASCII, no form begins with "the"."""
        return self._forms

    @cached_property
    def _forms(self) -> tuple[WrittenForm, ...]:
        return tuple(form for council in self.councils for form in self._forms_of(council))

    def _forms_of(self, council: Council) -> Iterator[WrittenForm]:
        forms: dict[str, bool] = {}
        for form, is_bare in council_forms(
            short_name(council),
            council.label,
            council.official_name,
            council.tier,
            council.aliases,
            shares_name=council.slug.endswith("-county-council"),
        ):
            forms[form] = forms.get(form, True) and is_bare
        for form, is_bare in sorted(forms.items()):
            yield WrittenForm(form, council.slug, is_bare, is_bare and self.is_ambiguous_word(form))

    @cached_property
    def _by_form(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for form in self.written_forms():
            found.setdefault(fold_name(form.form), {})[form.slug] = None
        return {form: tuple(slugs) for form, slugs in found.items()}

    def is_ambiguous_word(self, form: str) -> bool:
        """Whether a name is also a common word, a surname or another thing ("Reading")."""
        return fold_name(form) in self._ambiguous_words

    def candidates(self, form: str, on: str = "") -> tuple[Council, ...]:
        """The councils that a form may mean; case, curly apostrophes and a leading "the" make no difference.

        Args:
            form: A name as written.
            on: A day (ISO) on which the text was written; empty: the day the register was last checked.

        Returns:
            Those in force on the day first, then by tier (districts after the others, combined authorities last),
            then by slug.
        """
        day = on or self.as_of
        councils = (self._by_slug[slug] for slug in self._by_form.get(fold_name(form), ()))
        return tuple(sorted(councils, key=lambda one: (not one.is_in_force(day), _tier_rank(one.tier), one.slug)))


def short_name(council: Council) -> str:
    """The name as people say it: "Wigan" for Wigan Council, "Hull" for Hull City Council."""
    return council.aliases[0]


def fold_name(name: str) -> str:
    """A name as names are compared: casefolded, ASCII apostrophes and hyphens, single spaces, no leading "the".

    >>> fold_name("The King\u2019s  Lynn")
    "king's lynn"
    """
    return " ".join(name.translate(_FOLDED).casefold().split()).removeprefix("the ")


def load_register(path: Path | None = None) -> Register:
    """The register in ``ontology/register/councils.csv``, or in a file of the same columns.

    Raises:
        RegisterError: The file is missing, or a row cannot be used: it says which line and why.
    """
    file = path or ontology_folder() / "register" / "councils.csv"
    councils: list[Council] = []
    checked = ""
    for line, row in _rows(file, COLUMNS):
        councils.append(_council(row, f"{file.name}, line {line}"))
        checked = max(checked, row["checked"])
    _check_together(councils, file.name)
    words = ontology_folder() / "register" / "ambiguous_words.txt"
    return Register(tuple(councils), checked, frozenset(fold_name(word) for word in _lines(words)))


def stop_names() -> frozenset[str]:
    """Names that look like a UK council and are none, or are areas that no council has to itself; as in the file."""
    return frozenset(_lines(ontology_folder() / "register" / "stop_names.txt"))


def load_bodies(path: Path | None = None) -> tuple[Body, ...]:
    """The national bodies, sorted by slug.

    Raises:
        RegisterError: The file is missing or has other columns.
    """
    file = path or ontology_folder() / "register" / "bodies.csv"
    rows = (row for _, row in _rows(file, ("slug", "label", "kind", "aliases", "source")))
    return tuple(Body(row["slug"], row["label"], row["kind"], _several(row["aliases"]), row["source"]) for row in rows)


def _tier_rank(tier: str) -> int:
    return 0 if tier in _PRINCIPAL else TIERS.index(tier)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(" | ")) if cell else ()


def _lines(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row, for each row of a CSV file whose first line must be the columns."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterError("cannot be read.", where=file.name, todo="Give a CSV file in UTF-8.") from error
    reader = csv.reader(text.splitlines(keepends=True))
    if tuple(next(reader, ())) != columns:
        raise RegisterError("has other columns.", where=f"{file.name}, line 1", todo=f"Use {','.join(columns)}.")
    for cells in reader:
        if len(cells) != len(columns):
            raise RegisterError(
                f"has {len(cells)} cells.",
                where=f"{file.name}, line {reader.line_num}",
                todo=f"Give {len(columns)}; put cells with commas in double quotes.",
            )
        yield reader.line_num, dict(zip(columns, cells, strict=True))


def _council(row: dict[str, str], where: str) -> Council:
    council = Council(
        slug=row["slug"],
        label=row["label"],
        official_name=row["official_name"],
        gss=_several(row["gss"]),
        former_gss=_several(row["former_gss"]),
        tier=row["tier"],
        nation=row["nation"],
        region=row["region"],
        upper_tier=row["upper_tier"],
        combined=row["combined"],
        founded=row["founded"],
        dissolved=row["dissolved"],
        replaced_by=_several(row["replaced_by"]),
        aliases=_several(row["aliases"]),
        source=row["source"],
        licence=row["licence"],
    )
    _check(council, where)
    return council


def _check(council: Council, where: str) -> None:
    """Refuse a row that would fail far away."""
    codes = (*council.gss, *council.former_gss)
    dates = (council.founded, council.dissolved)
    wrong = (
        (not _SLUG.fullmatch(council.slug), "slug", council.slug, "Use a-z, 0-9 and single hyphens."),
        (not council.label, "label", "", "Give the name that the council uses of itself."),
        (not council.official_name, "official_name", "", "Give the legal name."),
        (not council.aliases, "aliases", "", "Give at least the short name, first."),
        (council.tier not in TIERS, "tier", council.tier, f"Use one of {', '.join(TIERS)}."),
        (not all(_GSS.fullmatch(code) for code in codes), "gss", " ".join(codes), "A code is like E08000010."),
        (not all(_DATE.fullmatch(date) for date in dates), "date", " ".join(dates), "Write 2023-04-01 or nothing."),
    )
    for is_wrong, column, value, todo in wrong:
        if is_wrong:
            raise RegisterError(f'has the {column} "{value}".', where=where, todo=todo)


def _check_together(councils: list[Council], where: str) -> None:
    slugs = [council.slug for council in councils]
    if slugs != sorted(set(slugs)):
        raise RegisterError("is not sorted by slug, or has a slug twice.", where=where, todo="Make it anew.")
    known = frozenset(slugs)
    for council in councils:
        for slug in (council.upper_tier, council.combined, *council.replaced_by):
            if slug and slug not in known:
                raise RegisterError(f'{council.slug} names "{slug}", which is no row.', where=where, todo="Add it.")
