"""Documents annotated by hand: a folder with ``texts/<id>.txt``, ``gold/<id>.json`` and, if it has parts, ``manifest.csv``."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graphkit.errors import GoldError, InputMissingError
from graphkit.records import Kind, Relation, Status
from graphkit.resolution.told import is_allowed

Item: TypeAlias = Mapping[str, Any]
"""An object of the JSON."""

KINDS = (
    *(Kind.COUNCIL, Kind.ORGANISATION, Kind.NETWORK, Kind.INITIATIVE, Kind.PERSON, Kind.POPULATION),
    *(Kind.TOPIC, Kind.PLACE),
)
LITERALS = (Relation.START_DATE, Relation.END_DATE, Relation.HAS_ROLE)
RELATIONS = tuple(r for r in Relation if r not in (*LITERALS, Relation.ABOUT, Relation.REPORTS))
HELD_BACK = "held back"
_KINDS = {kind.value.capitalize(): kind for kind in KINDS}
_WORDS: dict[str, tuple[str, ...]] = {
    "entities": ("id", "type", "name"),
    "relations": ("s", "p", "o", "quote"),
    "literals": ("s", "p", "quote"),
    "outcomes": ("quote",),
}


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A thing that the text names or describes: its id within the document, kind and written forms, fullest first."""

    id: str
    kind: Kind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A relation that the text says; an optional one is debatable and counts neither for nor against."""

    subject: str
    relation: Relation
    object: str
    status: Status
    quote: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldLiteral:
    """A date or a role that the text says of a thing."""

    subject: str
    relation: Relation
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldOutcome:
    """A figure that the text reports (None: none); ``about`` is the thing it is of, if the text says one."""

    about: str | None
    value: float | None
    unit: str
    what: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated document; ``id`` is the name of its files."""

    id: str
    shape: str
    theme: str
    text: str
    entities: tuple[GoldEntity, ...]
    relations: tuple[GoldRelation, ...]
    literals: tuple[GoldLiteral, ...]
    outcomes: tuple[GoldOutcome, ...]


# -- the folder ------------------------------------------------------------------------------------


def gold_ids(folder: Path) -> tuple[str, ...]:
    """The ids of the annotated documents of a folder, sorted.

    Raises:
        InputMissingError: It is no such folder, or nothing in it is annotated.
    """
    ids = tuple(sorted(path.stem for path in (folder / "gold").glob("*.json")))
    if not ids:
        raise InputMissingError(
            "no documents annotated by hand." if folder.is_dir() else "no such folder.",
            where=folder.as_posix(),
            todo="Name a folder with texts/ID.txt and gold/ID.json.",
        )
    return ids


def read_parts(folder: Path) -> dict[str, str]:
    """The part of each document, by id, as ``manifest.csv`` has it; empty where there is none.

    Raises:
        GoldError: The manifest cannot be read, or has no columns ``id`` and ``part``.
    """
    path = folder / "manifest.csv"
    if not path.is_file():
        return {}
    table = csv.DictReader(io.StringIO(_text(path), newline=""), restval="")
    if not {"id", "part"} <= set(table.fieldnames or ()):
        raise GoldError("no columns id and part.", where=path.as_posix(), todo="Add them, or take the file away.")
    return {row["id"]: row["part"] for row in table}


def read_gold(folder: Path, ids: Iterable[str], reader: str = "gold") -> tuple[GoldDocument, ...]:
    """The annotated documents of these ids, in their order.

    Args:
        folder: Where texts and annotation are.
        ids: The names of the files, without their endings.
        reader: The folder of the annotation in it.

    Raises:
        ExceptionGroup: Every fault of every file, as `GoldError`, in order of the files.
    """
    documents: list[GoldDocument] = []
    faults: list[GoldError] = []
    for name in ids:
        try:
            documents.append(_read_one(folder / reader / f"{name}.json", folder / "texts" / f"{name}.txt"))
        except* GoldError as group:
            faults.extend(error for error in group.exceptions if isinstance(error, GoldError))
    if faults:
        raise ExceptionGroup("gold", faults)
    return tuple(documents)


def _read_one(path: Path, text_path: Path) -> GoldDocument:
    try:
        told = json.loads(_text(path))
    except json.JSONDecodeError as error:
        what = f"no JSON ({error.msg})."
        raise GoldError(what, where=f"{path.as_posix()}, line {error.lineno}", todo="Mend it there.") from error
    text = _text(text_path)
    faults = list(_shape_faults(told)) or list(_faults(told, path.stem, text))
    if faults:
        raise ExceptionGroup("gold", [GoldError(what, where=path.as_posix(), todo=todo) for what, todo in faults])
    return _document(told, text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError("not UTF-8.", where=path.as_posix(), todo="Save it as UTF-8.") from error
    except OSError as error:
        what = f"cannot be read ({(error.strerror or str(error)).lower()})."
        raise GoldError(what, where=path.as_posix(), todo="Each gold file has a text of its name.") from error


# -- faults ----------------------------------------------------------------------------------------


def _shape_faults(told: object) -> Iterator[tuple[str, str]]:
    """What is wrong with the lists and fields as such, with what to do; the rest is looked at only where nothing is."""
    if not isinstance(told, dict):
        yield "not an object.", "Write it as docs/accuracy.md says."
        return
    for part, needed in _WORDS.items():
        items = told.get(part, [] if part in ("literals", "outcomes") else None)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            yield f'"{part}" is no list of objects.', "Give it one; it may be empty."
            continue
        for number, item in enumerate(items, 1):
            for word in needed:
                if not isinstance(item.get(word), str):
                    yield f'{part}, number {number}: no "{word}".', "Give it one, as text."


def _faults(told: Item, name: str, text: str) -> Iterator[tuple[str, str]]:
    """What is wrong with what is said, with what to do."""
    if told.get("id") != name:
        yield f'its id is "{told.get("id")}".', f'Make it "{name}", as the file is called.'
    ids: dict[str, Kind] = {}
    for entity in told["entities"]:
        yield from _entity_faults(entity, ids, text)
        ids.setdefault(str(entity["id"]), _KINDS.get(str(entity["type"]), Kind.DOCUMENT))
    seen: set[tuple[object, ...]] = set()
    for item in told["relations"]:
        yield from _relation_faults(item, ids, seen, text)
        seen.add((item["s"], item["p"], item["o"]))
    for item in told.get("literals", []):
        if item["p"] not in LITERALS:
            yield f'"{item["p"]}" is no date or role.', f"Use {', '.join(LITERALS)}."
        yield from _said_faults(f"{item['s']} {item['p']}", item["quote"], (item["s"],), ids, text)
    for item in told.get("outcomes", []):
        ends = (item["about"],) if item.get("about") else ()
        yield from _said_faults(f"outcome of {item.get('about')}", item["quote"], ends, ids, text)


def _entity_faults(entity: Item, ids: Mapping[str, Kind], text: str) -> Iterator[tuple[str, str]]:
    key, kind, forms = entity["id"], entity["type"], (entity["name"], *_list(entity.get("aliases")))
    if key in ids:
        yield f"two entities are called {key}.", "Give one another id."
    if kind not in _KINDS:
        yield f'{key} has the type "{kind}".', f"Use {', '.join(_KINDS)}."
    if kind != "Topic" and not any(str(form) in text for form in forms):
        yield f'{key} "{entity["name"]}" is not in the text.', "Write its name or an alias as the text does."


def _relation_faults(
    item: Item, ids: Mapping[str, Kind], seen: set[tuple[object, ...]], text: str
) -> Iterator[tuple[str, str]]:
    said = f"{item['s']} {item['p']} {item['o']}"
    relation = next((r for r in RELATIONS if r == item["p"]), None)
    if relation is None:
        yield f'"{item["p"]}" is no relation.', f"Use {', '.join(RELATIONS)}."
    if item.get("status", "done") not in {status.value for status in Status}:
        yield f'{said} has the status "{item["status"]}".', f"Use {', '.join(Status)}."
    yield from _said_faults(said, item["quote"], (item["s"], item["o"]), ids, text)
    ends = [ids.get(str(item[end]), Kind.DOCUMENT) for end in ("s", "o")]
    if relation is not None and Kind.DOCUMENT not in ends and not is_allowed(relation, ends[0], ends[1]):
        yield f"{said}: {relation} does not join {ends[0]} and {ends[1]}.", "Use a relation that takes these kinds."
    if (item["s"], item["p"], item["o"]) in seen:
        yield f"{said} is there twice.", "Keep one."


def _said_faults(
    said: str, quote: str, ends: Iterable[str], ids: Mapping[str, Kind], text: str
) -> Iterator[tuple[str, str]]:
    for end in ends:
        if end not in ids:
            yield f'{said}: "{end}" is no entity of this document.', "Add it, or name another."
    if quote not in text:
        yield f'{said}: "{quote[:60]}" is not in the text.', "Copy the quote from the text to the letter."


# -- records ---------------------------------------------------------------------------------------


def _document(told: Item, text: str) -> GoldDocument:
    return GoldDocument(
        id=str(told["id"]),
        shape=str(told.get("shape") or "other"),
        theme=str(told.get("theme") or "none given"),
        text=text,
        entities=tuple(
            GoldEntity(str(e["id"]), _KINDS[str(e["type"])], tuple(map(str, (e["name"], *_list(e.get("aliases"))))))
            for e in told["entities"]
        ),
        relations=tuple(_relation(item) for item in told["relations"]),
        literals=tuple(
            GoldLiteral(str(item["s"]), Relation(str(item["p"])), str(item.get("value", "")), str(item["quote"]))
            for item in told.get("literals", [])
        ),
        outcomes=tuple(_outcome(item) for item in told.get("outcomes", [])),
    )


def _relation(item: Item) -> GoldRelation:
    status = Status(str(item.get("status", "done")))
    optional = bool(item.get("optional"))
    return GoldRelation(str(item["s"]), Relation(str(item["p"])), str(item["o"]), status, str(item["quote"]), optional)


def _outcome(item: Item) -> GoldOutcome:
    value, about = item.get("value"), item.get("about")
    number = float(value) if isinstance(value, int | float) else None
    return GoldOutcome(
        str(about) if about else None, number, str(item.get("unit") or ""), str(item.get("what") or ""),
        str(item["quote"]),
    )  # fmt: skip


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
