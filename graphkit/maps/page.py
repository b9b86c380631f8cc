"""The map as one HTML file, made by pyvis with a template of our own: no request, no script but ours, a strict CSP."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphkit.maps.content import as_json, best_evidence, fact_time, relation_text
from graphkit.maps.data import MapData, map_data, shown
from graphkit.maps.policy import content_policy, inert
from graphkit.maps.select import aggregate
from graphkit.maps.shapes import RELATIONS, SHAPES, STATUSES, palette_css
from graphkit.maps.still import still_svg, strokes
from graphkit.records import Graph, Review, Statement

ROWS = 200
_WHOLE = 300
_AGGREGATE = 300
_SCRIPTS = ("store", "filters", "labels", "drawing", "panel", "views", "search", "saving", "start")
_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
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


def render_map(graph: Graph, *, title: str = "", max_things: int = 2000) -> bytes:
    """The map of a graph as UTF-8 with LF; the same graph gives the same bytes.

    Args:
        graph: What to draw. Rejected facts and retired things are left out, documents are not drawn.
        title: Heading of the page; where empty, the councils' names are.
        max_things: Of a graph with more, only councils, providers, networks and what is joined most are drawn, three
            hundred in all at most; the page says so beside its counts.
    """
    things, note = count_shown(graph)[0], ""
    if things > max_things:
        graph, note = aggregate(graph, min(_AGGREGATE, max_things)), f"the best joined of {things:,} things"
    data = map_data(graph)
    heading = title or _title(data)
    network = _network(data)
    scripts = "document.documentElement.classList.add('js');", _library(), _script()
    style = palette_css() + _template_text("map.css")
    network.template = _environment().get_template(
        "map.html.j2",
        globals={
            "title": heading,
            "counts": _counts(data),
            "note": note,
            "csp": content_policy(scripts, (style,)),
            "style": Markup(style),  # noqa: S704 # our own file
            "scripts": [Markup(script) for script in scripts],  # noqa: S704 # pyvis's library and our own files
            "data": as_json(data, graph.outcomes),
            "look": _look(),
            "shapes": SHAPES,
            "statuses": STATUSES,
            "kinds": _kind_counts(data),
            "status_counts": _status_counts(data),
            "topics": [(str(t.ref), t.name) for t in data.things if t.kind == "topic"],
            "picture": still_svg(data, f"Map: {heading}. {_counts(data)}.", _doubtful_lines(data)),
            "rows": _rows(data)[: len(data.facts) if len(data.facts) <= _WHOLE else ROWS],
            "fact_count": len(data.facts),
        },
    )
    page: str = network.generate_html(notebook=True)
    return page.replace("\r\n", "\n").encode("utf-8")


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
    for number, stroke in enumerate(strokes(data)):
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


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _kind_counts(data: MapData) -> dict[str, int]:
    return {kind: sum(thing.kind == kind for thing in data.things) for kind in SHAPES}


def _status_counts(data: MapData) -> dict[str, int]:
    return {status: sum(fact.status.value == status for fact in data.facts) for status in STATUSES}


def _is_doubtful(fact: Statement, threshold: float) -> bool:
    return fact.confidence < threshold and fact.review not in (Review.ACCEPTED, Review.EDITED)


def _doubtful_lines(data: MapData) -> list[int]:
    return [
        number
        for number, line in enumerate(data.lines)
        if all(_is_doubtful(data.facts[index], data.threshold) for index in line.facts)
    ]


def _rows(data: MapData) -> list[Row]:
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
        for fact in data.facts
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


def _script() -> str:
    """Our scripts as one, in a scope of its own."""
    parts = [_template_text(f"scripts/{name}.js") for name in _SCRIPTS]
    return inert("(() => {\n'use strict';\n" + "\n".join(parts) + "})();\n")


def _library() -> str:
    """vis-network as pyvis brings it, without the address of its source map."""
    text = (files("pyvis") / _VIS).read_text(encoding="utf-8").replace("\r\n", "\n")
    lines = [line for line in text.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return inert("\n".join(lines))


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
