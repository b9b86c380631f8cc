// The stage of a map that is seen all at once: vis-network draws bodies and lines, at the places that pyvis was given.

const bodyPaths = Object.fromEntries(Object.entries(look.kinds).map(([kind, k]) => [kind, new Path2D(k.path)]));
let network, nodeSet, lineSet;
const shownNode = new Map(), shownLine = new Map();

function renderThing({ ctx, id, x, y }) {
  const i = thingAt.get(id), shape = look.kinds[things[i].kind], r = shape.radius * (network ? swell() : 1);
  return {
    drawNode() {
      ctx.save();
      ctx.translate(x, y);
      ctx.beginPath();
      ctx.arc(0, 0, r + (lit && lit.ends.has(i) ? 5 : 1), 0, 2 * Math.PI);
      ctx.fillStyle = lit && lit.ends.has(i) ? colour.mark : colour.ground;
      ctx.fill();
      if (isFaded(i)) ctx.globalAlpha = FADED;
      if (i === cursor && document.activeElement === box) {
        ctx.beginPath();
        ctx.arc(0, 0, r + 7, 0, 2 * Math.PI);
        ctx.strokeStyle = colour.accent;
        ctx.lineWidth = 3;
        ctx.stroke();
      }
      ctx.scale(r / 10, r / 10);
      ctx.fillStyle = shape.colour;
      ctx.fill(bodyPaths[things[i].kind], 'evenodd');
      ctx.restore();
    },
    nodeDimensions: { width: 2 * r, height: 2 * r }
  };
}

const stage = {
  // The library lists no places of hidden things, and names may be painted once more before they are placed anew.
  placeOf: i => ({ x: network.body.nodes[things[i].id].x, y: network.body.nodes[things[i].id].y }),
  scale: () => network.getScale(),
  toScreen: p => network.canvasToDOM(p),
  moveTo: (position, scale) => network.moveTo({ position, ...(scale ? { scale } : {}), animation: false }),
  zoomBy: scale => network.moveTo({ scale, animation: false }),
  redraw: () => network.redraw(),
  redrawNames: () => network.redraw(),
  // Points along a line in the map's own measure: two for a straight one, more for a curve.
  along(i) {
    const edge = network.body.edges['l' + i];
    if (!edge || !edge.edgeType || !edge.connected) return [];
    const steps = drawn.edges[i].smooth ? 12 : 1, out = [];
    for (let k = 0; k <= steps; k++) out.push(steps === 1 ? { x: [edge.from, edge.to][k].x, y: [edge.from, edge.to][k].y } : edge.edgeType.getPoint(k / steps));
    return out;
  },
  recolour: () => shownLine.clear(),
  show() {
    const nodes = [], edges = [];
    things.forEach((t, i) => {
      if (placed.has(i) && shownNode.get(i) !== onMap[i]) { shownNode.set(i, onMap[i]); nodes.push({ id: t.id, hidden: !onMap[i] }); }
    });
    lines.forEach((l, i) => {
      const hidden = !l.on.length || !onMap[l.a] || !onMap[l.b], bright = !lit || lit.lines.has(i), chosen = !!lit && (lit.chosen === i);
      const tone = chosen ? colour.accent : colour.line, dashes = look.statuses[l.status].dashes;
      const width = chosen ? l.width + 1 : l.width, key = [hidden, bright, tone, width, l.status].join();
      if (shownLine.get(i) === key) return;
      shownLine.set(i, key);
      edges.push({ id: 'l' + i, hidden, width, dashes: dashes.length ? dashes : false, color: { color: tone, hover: tone, highlight: tone, opacity: bright ? 1 : FADED, inherit: false } });
    });
    if (nodes.length) nodeSet.update(nodes);
    if (edges.length) lineSet.update(edges);
    return nodes.length + edges.length > 0;
  },
  start() {
    nodeSet = new vis.DataSet(drawn.nodes.map(n => ({ ...n, ctxRenderer: renderThing })));
    lineSet = new vis.DataSet(drawn.edges);
    network = new vis.Network($('canvas'), { nodes: nodeSet, edges: lineSet }, drawn.options);
    const canvas = $('canvas').querySelector('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    $('canvas').querySelectorAll('[tabindex]').forEach(e => e.setAttribute('tabindex', '-1'));
    // Every body is round enough for lines to end at its radius; the library would end them at a box.
    for (const t of things.filter((_, i) => placed.has(i))) network.body.nodes[t.id].shape.distanceToBorder = () => look.kinds[t.kind].radius * swell() + 2;
    network.on('afterDrawing', ctx => paintOver(ctx));
    network.on('zoom', nameSoon);
    network.on('dragEnd', () => { bent = lines.map((_, i) => stage.along(i)); nameSoon(); });
    network.on('click', p => pick(p.pointer.DOM.x, p.pointer.DOM.y, Boolean(p.event.pointers && p.event.pointerType === 'touch')));
    canvas.addEventListener('mousemove', e => point(canvas, e.offsetX, e.offsetY));
    canvas.addEventListener('mouseleave', () => leave());
  },
  resized() {
    network.setSize('100%', '100%');
    network.redraw();
  }
};
