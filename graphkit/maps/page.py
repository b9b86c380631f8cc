"""The map as one HTML file, made with a template of our own: no request, no script but its own, a strict CSP.

pyvis makes the page of a map that is seen all at once, and its vis-network draws it. A larger one is drawn by a renderer
of our own (`templates/scripts/webgl.js`), with the same panel, search, filters and addresses.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphkit.maps.content import as_json, best_evidence, fact_time, relation_text
from graphkit.maps.data import WHOLE, MapData, map_data, shown
from graphkit.maps.policy import content_policy, inert
from graphkit.maps.shapes import RELATIONS, SHAPES, STATUSES, palette_css
from graphkit.maps.still import still_svg, strokes
from graphkit.packing import packed
from graphkit.records import Graph, Outcome, Ref, Review, Statement, Status, Tier

ROWS = 200
_WHOLE = 300
_SCRIPTS = ("store", "filters", "folding", "chains", "labels", "drawing", "panel", "views", "search", "saving", "start")
_SMALL = ("canvas",)
_LARGE = ("unpack", "webgl")
_OPENING = "document.documentElement.classList.add('js');"
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_TIERS = {Tier.PUBLIC: "names of persons and contact data are hidden", Tier.INTERNAL: "internal, not to be passed on"}
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False, "stabilization": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"shape": "custom"},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
        "selectionWidth": 0,
        "hoverWidth": 0.5,
        "chosen": False,
    },
    "interaction": {
        "hover": True,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "tooltipDelay": 3600000,
        "zoomSpeed": 0.6,
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A fact as a row of the table."""

    id: str
    subject: str
    relation: str
    object: str
    status: str
    time: str
    confidence: str
    quote: str
    document: str


def render_map(graph: Graph, *, title: str = "", max_things: int = WHOLE) -> bytes:
    """The map of a graph as UTF-8 with LF; the same graph gives the same bytes.

    Args:
        graph: What to draw. Rejected facts and retired things are left out, documents are not drawn.
        title: Heading of the page; where empty, the councils' names are.
        max_things: Up to so many things pyvis makes the page, and all are seen at once. Of more, the page draws
            with WebGL, holds its data packed, and opens on councils, providers, networks and what councils share.
    """
    outcomes = {node.ref: node.outcome for node in graph.outcomes}
    return render_page(map_data(graph, max_things), outcomes, title, _TIERS.get(graph.tier, ""))


def render_page(data: MapData, outcomes: dict[Ref, Outcome], title: str = "", note: str = "") -> bytes:
    """The page of things that have their places; ``note`` stands beside its counts."""
    heading = title or _title(data)
    is_large = data.fold is not None
    scripts = [_OPENING, *([] if is_large else [_library()]), _script(is_large=is_large)]
    style = palette_css() + _template_text("map.css")
    held = as_json(data, outcomes)
    template = _environment().get_template(
        "map.html.j2",
        globals={
            "title": heading,
            "counts": _counts(data),
            "note": note,
            "csp": content_policy(scripts, (style,)),
            "style": Markup(style),  # noqa: S704 # our own file
            "scripts": [Markup(script) for script in scripts],  # noqa: S704 # pyvis's library and our own files
            "is_large": is_large,
            "data": Markup(_inert_json(packed(held))) if is_large else held,  # noqa: S704 # without signs that HTML reads
            "look": _look(),
            "shapes": SHAPES,
            "statuses": STATUSES,
            "kinds": _kind_counts(data),
            "status_counts": _status_counts(data),
            "topics": [(str(t.ref), t.name) for t in data.things if t.kind == "topic"],
            "picture": still_svg(data, f"Map: {heading}. {_seen(data)}.", _doubtful_lines(data)),
            "rows": _rows(data, len(data.facts) if len(data.facts) <= _WHOLE else ROWS),
            "fact_count": len(data.facts),
        },
    )
    if is_large:
        page = template.render()
    else:
        network = _network(data)
        network.template = template
        page = network.generate_html(notebook=True)
    return page.replace("\r\n", "\n").encode("utf-8")


def is_large(page: bytes) -> bool:
    """Whether a map that was rendered opens on a part of its things and folds the rest away."""
    return b' id="gk-packed">' in page


def count_shown(graph: Graph) -> tuple[int, int]:
    """How many things and facts a map of the graph shows."""
    things, facts = shown(graph)
    return len(things), len(facts)


def _network(data: MapData) -> Any:
    """The pyvis network: things at their places, a line for each subject, relation and object."""
    with warnings.catch_warnings():
        # pyvis brings IPython, which warns of its own old settings on some machines.
        warnings.simplefilter("ignore")
        from pyvis.network import Network  # noqa: PLC0415
    network = Network(directed=True)
    network.options = _OPTIONS
    middle_x, middle_y = data.layout.width / 2, data.layout.height / 2
    for index, (x, y) in zip(data.drawn, data.layout.places, strict=True):
        thing = data.things[index]
        shape = SHAPES[thing.kind]
        place = {"x": round(x - middle_x, 1), "y": round(y - middle_y, 1)}
        network.add_node(str(thing.ref), label=" ", shape="custom", color=shape.colour, size=shape.radius, **place)
    for number, stroke in enumerate(strokes(data, range(len(data.lines)))):
        dashes = STATUSES[stroke.status][1]
        network.add_edge(
            str(data.things[stroke.first].ref),
            str(data.things[stroke.second].ref),
            id=f"l{number}",
            width=stroke.width,
            **({"dashes": list(dashes)} if dashes else {}),
            **({} if stroke.has_arrow else {"arrows": ""}),
            **_curve(stroke.bend),
        )
    return network


def _curve(bend: float) -> dict[str, Any]:
    if not bend:
        return {}
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}}


# -- texts of the page -----------------------------------------------------------------------------


def _title(data: MapData) -> str:
    councils = [thing.name for thing in data.things if thing.kind == "council"]
    if 0 < len(councils) <= 2:
        return f"{' and '.join(councils)}: who works with whom"
    return "Who works with whom"


def _counts(data: MapData) -> str:
    things, facts, documents = len(data.things), len(data.facts), len(data.documents)
    return f"{_count(things, 'thing')} · {_count(facts, 'fact')} · {_count(documents, 'document')}"


def _seen(data: MapData) -> str:
    """The counts, and how many things are in the picture where not all are."""
    of = f", {len(data.opening)} of them in the picture" if data.fold else ""
    return f"{_counts(data)}{of}"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _kind_counts(data: MapData) -> dict[str, int]:
    counted = Counter(thing.kind for thing in data.things)
    return {kind: counted[kind] for kind in SHAPES}


def _status_counts(data: MapData) -> dict[str, int]:
    counted = Counter(fact.status for fact in data.facts)
    return {status: counted[Status(status)] for status in STATUSES}


def _is_doubtful(fact: Statement, threshold: float) -> bool:
    return fact.confidence < threshold and fact.review not in (Review.ACCEPTED, Review.EDITED)


def _doubtful_lines(data: MapData) -> list[int]:
    return [
        number
        for number, line in enumerate(data.lines)
        if all(_is_doubtful(data.facts[index], data.threshold) for index in line.facts)
    ]


def _rows(data: MapData, most: int) -> list[Row]:
    names = data.names
    titles = {document.slug: document.title for document in data.documents}
    return [
        Row(
            id=fact.id,
            subject=names.get(fact.subject, fact.subject.slug),
            relation=relation_text(fact.relation),
            object=names.get(fact.object, fact.object.slug) if fact.object else fact.literal,
            status=STATUSES[fact.status.value][0],
            time=fact_time(fact),
            confidence=f"{fact.confidence:.2f}",
            quote=best_evidence(fact).quote,
            document=titles[fact.document],
        )
        for fact in data.facts[:most]
    ]


# -- parts of the file -----------------------------------------------------------------------------


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("graphkit.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["parsed"] = json.loads
    return environment


def _template_text(name: str) -> str:
    return (files("graphkit.maps") / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _script(*, is_large: bool) -> str:
    """Our scripts as one, in a scope of its own."""
    names = (_LARGE[0], *_SCRIPTS[:-1], _LARGE[1]) if is_large else (*_SCRIPTS[:-1], *_SMALL)
    parts = [_template_text(f"scripts/{name}.js") for name in (*names, _SCRIPTS[-1])]
    return inert("(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n")


def _library() -> str:
    """vis-network as pyvis brings it, without the address of its source map."""
    text = (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return inert("\n".join(lines))


def _inert_json(text: str) -> str:
    """JSON that HTML reads as nothing but text."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _look() -> dict[str, Any]:
    """Shapes, words and dashes for the page's script."""
    kinds = {
        kind: {
            "name": shape.name,
            "plural": shape.plural,
            "colour": shape.colour,
            "radius": shape.radius,
            "path": shape.path,
            "rank": shape.rank,
            "px": shape.label_px,
            "bold": shape.is_bold,
        }
        for kind, shape in SHAPES.items()
    }
    statuses = {status: {"name": name, "dashes": list(dashes)} for status, (name, dashes) in STATUSES.items()}
    return {"kinds": kinds, "statuses": statuses, "relations": [[key, words] for key, words in RELATIONS.items()]}
