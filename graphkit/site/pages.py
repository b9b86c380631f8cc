"""All pages of the site, one after the other: the same graph gives the same bytes, whatever its size page by page."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphkit.maps.policy import content_policy, inert
from graphkit.maps.shapes import SHAPES, STATUSES, palette_css
from graphkit.records import Graph, Kind, Ref
from graphkit.register import Register
from graphkit.site.addresses import council_anchor, file_stem
from graphkit.site.answers import answered
from graphkit.site.council import council_sheet
from graphkit.site.lines import Name, count, in_order, name_of
from graphkit.site.matrix import Matrix, matrix_of
from graphkit.site.metadata import json_ld, objects_by_page
from graphkit.site.neighbours import picture_of
from graphkit.site.reader import reading_of
from graphkit.site.thing import part_of, thing_page
from graphkit.site.tiles import Cell, cartogram_of
from graphkit.site.view import STATUS_ORDER, View, view_of
from graphkit.site.years import Year, best_status, in_a_row, years_of
from graphkit.store.answers import Answer

TITLE = "Case studies of councils"
_LISTS = {
    "council": ("councils", "Councils"),
    "organisation": ("organisations", "Organisations"),
    "network": ("networks", "Networks"),
    "initiative": ("initiatives", "Initiatives"),
    "topic": ("topics", "Topics"),
    "population": ("people-served", "People served"),
    "person": ("persons", "Persons"),
    "place": ("places", "Places"),
    "document": ("documents", "Documents"),
}
_MORE_RULES = "style-src 'self'; img-src data:; form-action 'self'"
_DOUBT = "Read with little confidence"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that lies beside the pages, and what it is."""

    name: str
    data: bytes
    about: str

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def site_pages(
    graph: Graph,
    register: Register,
    tiles: Mapping[str, Cell],
    answers: Mapping[str, Answer | str],
    downloads: Sequence[Download],
    *,
    persons: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path below the site's folder, with ``/``, and its bytes; the pages in sorted groups.

    Args:
        graph: What to show; rejected facts are left out.
        register: The councils of the UK.
        tiles: Where each council stands on the cartogram, by slug: column and row.
        answers: What the ready questions gave, by name; a text says why there is no answer.
        downloads: Files to put beside the pages and to name in them.
        persons: Whether persons have pages and are found by name; where not, they are named in facts alone.
    """
    view = view_of(graph, register, persons=persons)
    site = _Site(view, downloads)
    matrix, years = matrix_of(view), years_of(view)
    written = []
    for path, data in _all_pages(site, matrix, years, tiles, answers):
        written.append(path)
        yield path, data
    for download in downloads:
        yield download.name, download.data
    yield "site.css", _style().encode("utf-8")
    yield "sitemap.txt", "".join(f"{path}\n" for path in sorted(written) if path.endswith(".html")).encode("utf-8")


def _all_pages(
    site: _Site,
    matrix: Matrix,
    years: list[Year],
    tiles: Mapping[str, Cell],
    answers: Mapping[str, Answer | str],
) -> Iterator[tuple[str, bytes]]:
    view = site.view
    yield site.index(matrix, years)
    yield site.search()
    yield from site.lists(dict(tiles))
    yield site.gaps(matrix)
    yield from site.timeline(years)
    yield from site.questions(answers)
    yield site.downloads_page()
    yield site.about()
    for thing in view.things:
        if thing.ref in view.pages:
            yield site.council(thing, matrix) if thing.kind == "council" else site.thing(thing, matrix)
    for slug in sorted(view.documents):
        yield site.document(slug)


class _Site:
    """The templates filled from one view."""

    def __init__(self, view: View, downloads: Sequence[Download]) -> None:
        self.view = view
        self._downloads = downloads
        self._blocks = objects_by_page(view)
        self._environment = _environment()
        shown = {thing.ref.kind.value for thing in view.things if thing.ref in view.pages} | {"council", "document"}
        self._lists = {kind: where for kind, where in _LISTS.items() if kind in shown}
        graph_file = next((d for d in downloads if d.name == "graph.ttl"), None)
        facts = sum(len(facts) for facts in view.said.values())
        self._environment.globals |= {
            "site_title": TITLE,
            "lists": self._lists,
            "shapes": SHAPES,
            "statuses": {status.value: STATUSES[status.value][0] for status in STATUS_ORDER},
            "generator": view.graph.generator,
            "graph_sha256": graph_file.sha256 if graph_file else "",
            "counts": {
                "things": sum(bool(thing.documents) or thing.ref in view.facts for thing in view.things),
                "facts": facts,
                "documents": len(view.documents),
            },
            "threshold": f"{view.graph.threshold:g}",
            "count": count,
            "file_names": {d.name for d in downloads},
            "doubt_heading": _DOUBT,
        }

    # -- one page a thing --------------------------------------------------------------------------

    def council(self, thing: Any, matrix: Matrix) -> tuple[str, bytes]:
        sheet = council_sheet(self.view, thing, matrix)
        return self._of_thing("council.html.j2", thing, sheet=sheet)

    def thing(self, thing: Any, matrix: Matrix) -> tuple[str, bytes]:
        return self._of_thing("thing.html.j2", thing, sheet=thing_page(self.view, thing, matrix.narrower))

    def document(self, slug: str) -> tuple[str, bytes]:
        ref = Ref(Kind.DOCUMENT, slug)
        document = self.view.documents[slug]
        said_of = document.description
        url = said_of.url if said_of.url.startswith(("https://", "http://")) else ""
        facts = self.view.said.get(slug, [])
        path = self.view.pages[ref]
        context: dict[str, Any] = {
            "title": document.title,
            "document": document,
            "url": url,
            "reading": reading_of(self.view, document),
            "facts": count(len(facts), "fact"),
            "about": [name_of(self.view, f.object) for f in facts if f.relation == "about" and f.object is not None],
        }
        return self._page(path, "document.html.j2", data=self._data(path), **context)

    def _of_thing(self, template: str, thing: Any, **context: Any) -> tuple[str, bytes]:
        path = self.view.pages[thing.ref]
        picture = picture_of(self.view, thing.ref, in_order(self.view, self.view.facts.get(thing.ref, ())))
        return self._page(
            path, template, title=thing.name, thing=thing, picture=picture, data=self._data(path), **context
        )

    # -- pages of the whole ------------------------------------------------------------------------

    def index(self, matrix: Matrix, years: list[Year]) -> tuple[str, bytes]:
        view = self.view
        kinds = Counter(thing.kind for thing in view.things)
        facts = [fact for own in view.said.values() for fact in own]
        sure = [fact for fact in facts if not view.is_doubtful(fact)]
        statuses = {status.value: sum(f.status is status for f in sure) for status in STATUS_ORDER}
        councils = [thing for thing in view.things if thing.kind == "council"]
        return self._page(
            "index.html",
            "index.html.j2",
            title=TITLE,
            kinds={kind: kinds[kind] for kind in SHAPES if kinds[kind]},
            pages_of_kinds={"provider": "organisations", **{kind: where[0] for kind, where in self._lists.items()}},
            status_counts=statuses,
            doubtful=len(facts) - len(sure),
            studied=[(name_of(view, ref), len(view.facts.get(ref, ()))) for ref in view.studied],
            other_councils=len(councils) - len(view.studied),
            topics=[(name_of(view, topic), len(cells)) for topic, cells in matrix.rows[:12]],
            first_year=years[0].year if years else "",
            last_year=years[-1].year if years else "",
        )

    def search(self) -> tuple[str, bytes]:
        view = self.view
        kinds = [*SHAPES, "document"]
        paged = [thing for thing in view.things if thing.ref in view.pages]
        papers = [Ref(Kind.DOCUMENT, slug) for slug in sorted(view.documents)]
        rows: list[list[Any]] = [[kinds.index(t.kind), view.pages[t.ref], t.name, *t.other_names] for t in paged]
        rows += [[kinds.index("document"), view.pages[ref], view.names[ref]] for ref in papers]
        names = [shape.name for shape in SHAPES.values()] + ["Document"]
        index = {"kinds": names, "rows": rows}
        return self._page("search.html", "search.html.j2", title="Find", index=index, scripts=("search",))

    def lists(self, tiles: dict[str, Cell]) -> Iterator[tuple[str, bytes]]:
        """A page for each sort of thing, A to Z; that of councils has the cartogram."""
        view = self.view
        by_kind: dict[str, list[Ref]] = defaultdict(list)
        for ref in view.pages:
            by_kind[ref.kind.value].append(ref)
        for kind, (stem, title) in self._lists.items():
            refs = view.by_name(set(by_kind[kind]))
            rows: dict[str, list[tuple[Name, int]]] = defaultdict(list)
            for ref in refs:
                name = name_of(view, ref)
                facts = view.said.get(ref.slug, ()) if ref.kind is Kind.DOCUMENT else view.facts.get(ref, ())
                first = name.text[:1].upper()
                rows[first if first.isalpha() else "#"].append((name, len(facts)))
            context: dict[str, Any] = {"title": title, "rows": rows, "kind": kind, "total": len(refs)}
            if kind == "council":
                studied = {name_of(view, ref).page for ref in view.studied}
                yield self._page(
                    "councils.html", "councils.html.j2", picture=cartogram_of(view, tiles), studied=studied, **context
                )
            else:
                yield self._page(f"{stem}.html", "list.html.j2", **context)

    def gaps(self, matrix: Matrix) -> tuple[str, bytes]:
        view = self.view
        columns = []
        for ref in matrix.councils:
            facts = view.entities[ref].register
            place = (facts.region or facts.nation, facts.tier) if facts else ("", "")
            columns.append((ref, name_of(view, ref), place[0], place[1]))
        rows = [
            (name_of(view, topic), [cells.get(ref) for ref in matrix.councils], len(cells))
            for topic, cells in matrix.rows
        ]
        return self._page(
            "gaps.html",
            "gaps.html.j2",
            title="Gaps: topics by councils",
            columns=columns,
            rows=rows,
            anchors=[council_anchor(ref) for ref in matrix.councils],
            regions=sorted({place for _, _, place, _ in columns if place}),
            tiers=sorted({tier for _, _, _, tier in columns if tier}),
            scripts=("gaps",),
        )

    def timeline(self, years: list[Year]) -> Iterator[tuple[str, bytes]]:
        view = self.view
        order = view.by_name({ref for year in years for ref in year.councils if ref is not None})
        columns, rows = in_a_row(years), []
        for ref in (*order, None):
            cells = []
            for year in columns:
                facts = year.councils.get(ref, [])
                cells.append((best_status(view, facts), len(facts)) if facts else None)
            if any(cells):
                rows.append((name_of(view, ref) if ref else None, council_anchor(ref), cells))
        yield self._page("timeline.html", "timeline.html.j2", title="Timeline", years=years, columns=columns, rows=rows)
        for number, year in enumerate(years):
            parts = [part_of(view, facts, ref, "Of no one council") for ref, facts in year.councils.items()]
            yield self._page(
                f"timeline/{year.year}.html",
                "year.html.j2",
                title=year.year,
                year=year,
                parts_of=parts,
                before=years[number - 1].year if number else "",
                after=years[number + 1].year if number + 1 < len(years) else "",
            )

    def questions(self, answers: Mapping[str, Answer | str]) -> Iterator[tuple[str, bytes]]:
        found = answered(self.view, dict(answers))
        yield self._page("questions.html", "questions.html.j2", title="Questions and answers", questions=found)
        for one in found:
            yield self._page(
                f"questions/{file_stem(one.name.replace('_', '-'))}.html",
                "question.html.j2",
                title=one.title,
                one=one,
                stem=file_stem(one.name.replace("_", "-")),
                scripts=("rows",),
            )
            if one.csv:
                yield f"questions/{file_stem(one.name.replace('_', '-'))}.csv", one.csv.encode("utf-8")

    def downloads_page(self) -> tuple[str, bytes]:
        return self._page("downloads.html", "downloads.html.j2", title="Downloads", downloads=self._downloads)

    def about(self) -> tuple[str, bytes]:
        view = self.view
        facts = [fact for own in view.said.values() for fact in own]
        licences = Counter(document.description.licence or "not stated" for document in view.documents.values())
        publishers = Counter(document.description.publisher or "not stated" for document in view.documents.values())
        return self._page(
            "about.html",
            "about.html.j2",
            title="About this site",
            facts=len(facts),
            expected=round(sum(fact.confidence for fact in facts)),
            doubtful=sum(view.is_doubtful(fact) for fact in facts),
            reviewed=sum(fact.review != "unreviewed" for fact in facts),
            licences=sorted(licences.items(), key=lambda item: (-item[1], item[0])),
            publishers=sorted(publishers.items(), key=lambda item: (-item[1], item[0])),
            data=self._data(""),
        )

    # -- parts -------------------------------------------------------------------------------------

    def _data(self, page: str) -> dict[str, Any]:
        return json_ld(self._blocks.get(page, []))

    def _page(self, path: str, template: str, *, scripts: Sequence[str] = (), **context: Any) -> tuple[str, bytes]:
        texts = tuple(_script(name) for name in scripts)
        text = self._environment.get_template(template).render(
            path=path,
            root="../" * path.count("/"),
            csp=content_policy(texts, (), more=_MORE_RULES),
            scripts=[Markup(script) for script in texts],  # noqa: S704 # our own files
            **{"data": None, **context},
        )
        return path, text.encode("utf-8", "replace")


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("graphkit.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return environment


def _template_text(name: str) -> str:
    return (files("graphkit.site") / "templates" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _style() -> str:
    return palette_css() + _template_text("site.css")


@cache
def _script(name: str) -> str:
    return inert(_template_text(f"scripts/{name}.js"))
