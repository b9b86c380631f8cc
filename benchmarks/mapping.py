"""What maps cost: making the page beside pyvis's own, its size, and how soon it can be used beside a page of sigma.js.

Run it alone with ``python benchmarks/mapping.py [--short]``. The times in a browser need node, Chromium and, in the folder
that ``GK_NODE_MODULES`` names, playwright-core, sigma and graphology; without these they are left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
from functools import partial
from math import dist
from pathlib import Path

from graphs import made_graph
from measure import Result, at_least, at_most, least
from pyvis.network import Network

from graphkit.maps.data import MapData, map_data
from graphkit.maps.page import render_page
from graphkit.records import Ref

_READY = """
const { chromium } = require('playwright-core');
(async () => {
  const [executablePath, rounds, ...pages] = process.argv.slice(1);
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  const least = pages.map(() => Infinity);
  for (let round = 0; round <= Number(rounds); round++) for (const [k, address] of pages.entries()) {
    const page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
    await page.goto(address);
    await page.waitForFunction(() => document.documentElement.dataset.gkReady, null, { timeout: 90000, polling: 20 });
    const ready = await page.evaluate(() => Number(document.documentElement.dataset.gkReady));
    if (round) least[k] = Math.min(least[k], ready);
    await page.context().close();
  }
  await browser.close();
  console.log(JSON.stringify(least));
})().catch(error => { console.error(String(error)); process.exit(1); });
"""


def measure(*, things: int = 10_000, shown: int = 2000, rounds: int = 3) -> list[Result]:
    """Making and size beside pyvis's, time to use beside sigma's, and how far one more document moves the rest."""
    large, middle = map_data(made_graph(things)), map_data(made_graph(shown))
    results = [
        at_least(
            f"page of {things:,} things: faster than pyvis's, lines without direction as pyvis draws them",
            30,
            least(partial(render_page, large, {}), partial(_pyvis_page, large, is_directed=False), 1),
        ),
        at_least(
            f"page of {things:,} things: faster than pyvis's of directed lines",
            1,
            least(partial(render_page, large, {}), partial(_pyvis_page, large, is_directed=True), rounds),
        ),
        _size(middle, shown),
        _moved(shown),
    ]
    return results + _ready(middle, shown, rounds)


def _size(data: MapData, things: int) -> Result:
    """Bytes over bytes; the columns of seconds hold megabytes."""
    ours, theirs = len(render_page(data, {})), len(_pyvis_page(data, is_directed=True))
    return at_most(f"file of {things:,} things with all quotes, in MB, over pyvis's", 0.5, (ours / 1e6, theirs / 1e6))


def _moved(things: int) -> Result:
    """Pixels over pixels: how far a thing moves among the others on average, over the width of the map."""
    whole = made_graph(things)
    more, less = map_data(whole), map_data(made_graph(things, len(whole.documents) - 1))
    now, then = _places(more), _places(less)
    moves = [(now[ref][0] - x, now[ref][1] - y) for ref, (x, y) in then.items() if ref in now]
    shift = tuple(sum(move[axis] for move in moves) / len(moves) for axis in (0, 1))
    mean = sum(dist(move, shift) for move in moves) / len(moves)
    name = f"one document more, {things:,} things: mean move over the map's width, in pixels"
    return at_most(name, 0.08, (mean, more.layout.width))


def _places(data: MapData) -> dict[Ref, tuple[float, float]]:
    return {data.things[i].ref: place for i, place in zip(data.drawn, data.layout.places, strict=True)}


def _pyvis_page(data: MapData, *, is_directed: bool) -> bytes:
    """What pyvis makes of the same things at the same places, with the quotes as titles of the lines, in one file."""
    network = Network(directed=is_directed, cdn_resources="in_line")
    for index, (x, y) in zip(data.drawn, data.layout.places, strict=True):
        thing = data.things[index]
        network.add_node(str(thing.ref), label=thing.name, x=x, y=y, physics=False)
    for fact in data.facts:
        if fact.object is not None:
            network.add_edge(str(fact.subject), str(fact.object), title=fact.quote)
    return str(network.generate_html()).encode("utf-8")


# -- in a browser ----------------------------------------------------------------------------------


def _ready(data: MapData, things: int, rounds: int) -> list[Result]:
    """How soon our page says that it can be used, over one of sigma.js that has drawn the same graph."""
    modules = Path(os.environ.get("GK_NODE_MODULES", ""))
    node, chromium = shutil.which("node"), shutil.which("chromium") or shutil.which("google-chrome")
    parts = modules / "graphology" / "dist" / "graphology.umd.min.js", modules / "sigma" / "dist" / "sigma.min.js"
    if not node or not chromium or not all(part.is_file() for part in parts):
        return []
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name) / "ours.html", Path(name) / "sigma.html"
        ours.write_bytes(render_page(data, {}))
        theirs.write_text(_sigma_page(data, parts), encoding="utf-8")
        run = subprocess.run(
            [node, "-e", _READY, chromium, str(rounds), ours.as_uri(), theirs.as_uri()],
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            text=True,
            check=True,
        )
    ready = json.loads(run.stdout)
    pair = ready[0] / 1000, ready[1] / 1000
    return [at_most(f"map of {things:,} things ready to use, over a page of sigma.js", 2, pair)]


def _sigma_page(data: MapData, parts: tuple[Path, ...]) -> str:
    nodes = [
        [str(data.things[index].ref), data.things[index].name, x, -y]
        for index, (x, y) in zip(data.drawn, data.layout.places, strict=True)
    ]
    edges = [[str(fact.subject), str(fact.object), fact.quote] for fact in data.facts if fact.object is not None]
    held = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False).replace("<", "\\u003c")
    scripts = "".join(f"<script>{part.read_text(encoding='utf-8')}</script>" for part in parts)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><style>#map {{ position: absolute; inset: 0; }}</style></head>
<body><div id="map"></div><script type="application/json" id="data">{held}</script>{scripts}<script>
const data = JSON.parse(document.getElementById('data').textContent);
const graph = new graphology.MultiGraph();
for (const [id, label, x, y] of data.nodes) graph.addNode(id, {{ label, x, y, size: 4, color: '#299578' }});
for (const [s, o, quote] of data.edges) graph.addEdge(s, o, {{ quote, size: 1, color: '#7B8796' }});
new Sigma(graph, document.getElementById('map'));
requestAnimationFrame(() => requestAnimationFrame(() => {{
  document.documentElement.dataset.gkReady = String(Math.round(performance.now()));
}}));
</script></body></html>"""


if __name__ == "__main__":
    from run import table

    parser = argparse.ArgumentParser(description="Print what maps cost.")
    parser.add_argument("--short", action="store_true", help="fewer things")
    is_short = parser.parse_args().short
    print(table(measure(things=3000, shown=1000) if is_short else measure()))
