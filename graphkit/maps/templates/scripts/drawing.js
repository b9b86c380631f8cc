// The map itself: vis-network draws bodies and lines; fading, names, marks and what is under the mouse are ours.

const FADED = 0.16;
const paths = Object.fromEntries(Object.entries(look.kinds).map(([kind, k]) => [kind, new Path2D(k.path)]));
const box = $('map'), colour = {};
let network, nodeSet, lineSet, names = new Map(), lit = null, hover = -1, bent = lines.map(() => []);

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['ground', 'surface', 'ink', 'line', 'accent', 'mark', 'denied', 'muted']) colour[name] = style.getPropertyValue('--' + name).trim();
}
// Far out, bodies shrink less than places, so that they can still be told apart and touched.
function swell() {
  const scale = network.getScale();
  return scale < 0.62 ? Math.min(0.62 / scale, 2.6) : 1;
}
// The library lists no places of hidden things, and names may be painted once more before they are placed anew.
const placeOf = i => ({ x: network.body.nodes[things[i].id].x, y: network.body.nodes[things[i].id].y });
const isFaded = i => lit !== null && !lit.things.has(i);

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
      ctx.fill(paths[things[i].kind], 'evenodd');
      ctx.restore();
    },
    nodeDimensions: { width: 2 * r, height: 2 * r }
  };
}

// What stays bright: the chosen fact and its ends, or the chosen thing and what is within some steps; null: all.
function findLit() {
  if (state.e >= 0 && facts[state.e].ln >= 0) {
    const l = lines[facts[state.e].ln];
    return { things: new Set([l.a, l.b]), lines: new Set([facts[state.e].ln]), ends: new Set([l.a, l.b]), chosen: facts[state.e].ln };
  }
  if (state.n < 0 || !onMap[state.n]) return null;
  const reached = new Set([state.n]), used = new Set();
  let edge = [state.n];
  for (let step = 0; step < state.h; step++) {
    const next = [];
    for (const i of edge) for (const l of linesOf[i]) {
      if (!lines[l].on.length) continue;
      used.add(l);
      const other = lines[l].a === i ? lines[l].b : lines[l].a;
      if (!reached.has(other)) { reached.add(other); next.push(other); }
    }
    edge = next;
  }
  return { things: reached, lines: used, ends: new Set([state.n]), chosen: -1 };
}

const shownNode = new Map(), shownLine = new Map();
function drawMap() {
  lit = findLit();
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
  if (nodes.length || edges.length) bent = lines.map((_, i) => alongLine(i));
  $('steps').hidden = !lit || state.e >= 0;
  for (const b of document.querySelectorAll('[data-steps]')) b.setAttribute('aria-pressed', String(Number(b.dataset.steps) === state.h));
  nameThings();
}

// Points along a line in the map's own measure: two for a straight one, more for a curve.
function alongLine(i) {
  const edge = network.body.edges['l' + i];
  if (!edge || !edge.edgeType || !edge.connected) return [];
  const steps = drawn.edges[i].smooth ? 12 : 1, out = [];
  for (let k = 0; k <= steps; k++) out.push(steps === 1 ? { x: [edge.from, edge.to][k].x, y: [edge.from, edge.to][k].y } : edge.edgeType.getPoint(k / steps));
  return out;
}
function bodiesOnScreen() {
  const scale = network.getScale(), grown = swell(), out = [];
  things.forEach((t, i) => {
    if (!onMap[i]) return;
    const at = network.canvasToDOM(placeOf(i));
    out.push({ i, x: at.x, y: at.y, r: look.kinds[t.kind].radius * grown * scale });
  });
  return out;
}
function segmentsOnScreen() {
  const out = [];
  lines.forEach((l, i) => {
    if (!l.on.length || !onMap[l.a] || !onMap[l.b] || (lit && !lit.lines.has(i))) return;
    for (let k = 1; k < bent[i].length; k++) {
      const p = network.canvasToDOM(bent[i][k - 1]), q = network.canvasToDOM(bent[i][k]);
      out.push({ x1: p.x, y1: p.y, x2: q.x, y2: q.y, a: l.a, b: l.b, line: i });
    }
  });
  return out;
}
function controlBoxes() {
  const here = box.getBoundingClientRect(), out = [];
  for (const id of ['zoom', 'steps', 'map-note', 'panel']) {
    const b = $(id).getBoundingClientRect();
    if (b.width && b.right > here.left && b.left < here.right && b.bottom > here.top && b.top < here.bottom)
      out.push({ x0: b.left - here.left - 4, y0: b.top - here.top - 4, x1: b.right - here.left + 4, y1: b.bottom - here.top + 4 });
  }
  return out;
}
function nameThings() {
  if (!box.clientWidth || !box.clientHeight) return;
  const bodies = bodiesOnScreen(), segments = segmentsOnScreen();
  const first = i => (lit && lit.ends.has(i)) || i === cursor ? -1 : look.kinds[things[i].kind].rank;
  const wanted = bodies.filter(b => !isFaded(b.i) && b.x > -40 && b.y > -40 && b.x < box.clientWidth + 40 && b.y < box.clientHeight + 40)
    .sort((p, q) => first(p.i) - first(q.i) || linesOf[q.i].length - linesOf[p.i].length || p.i - q.i);
  for (let pass = 0; pass < 2; pass++) {
    names = placeNames(bodies, segments, controlBoxes(), wanted, box.clientWidth, box.clientHeight);
    const before = $('map-note').hidden ? '' : $('map-note').textContent;
    showNote(wanted.length - names.size);
    if (before === ($('map-note').hidden ? '' : $('map-note').textContent)) break;
  }
  network.redraw();
}
function showNote(unnamed) {
  const parts = [];
  if (unnamed > 0) parts.push(`${plural(unnamed, 'more name')} appear${unnamed === 1 ? 's' : ''} as you zoom in`);
  if (doubtful && state.c === DEFAULT_C && !lit) parts.push(`${plural(doubtful, 'fact')} below ${figure(data.threshold)} hidden`);
  const alone = thingOn.filter((on, i) => on && !onMap[i]).length;
  if (alone && !lit) parts.push(`${plural(alone, 'thing')} that no fact joins ${alone === 1 ? 'is' : 'are'} not drawn`);
  $('map-note').textContent = parts.join(' · ');
  $('map-note').hidden = !parts.length;
}

function paintName(ctx, i, label, at) {
  const { block, align } = label, x0 = at.x + label.dx, y0 = at.y + label.dy;
  const x = align === 'left' ? x0 + 1 : align === 'right' ? x0 + block.width - 1 : x0 + block.width / 2;
  ctx.font = fontOf(i);
  ctx.textAlign = align;
  block.rows.forEach((row, k) => ctx.strokeText(row, x, y0 + 1 + block.step * k + block.px * 0.95));
  block.rows.forEach((row, k) => ctx.fillText(row, x, y0 + 1 + block.step * k + block.px * 0.95));
}
function paintNames(ctx) {
  const canvas = ctx.canvas, dpr = canvas.width / canvas.clientWidth;
  ctx.save();
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].status !== 'negated' || !lines[i].on.length || !onMap[lines[i].a] || !onMap[lines[i].b]) continue;
    const p = middleOf(i);
    ctx.globalAlpha = lit && !lit.lines.has(i) ? FADED : 1;
    ctx.beginPath();
    for (const s of [1, -1]) { ctx.moveTo(p.x - 5, p.y - 5 * s); ctx.lineTo(p.x + 5, p.y + 5 * s); }
    ctx.strokeStyle = colour.denied;
    ctx.lineWidth = 2.2;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
  ctx.textBaseline = 'alphabetic';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = colour.ground;
  ctx.fillStyle = colour.ink;
  const called = hover >= 0 && onMap[hover] && !names.has(hover) ? hoverName() : null;
  for (const [i, label] of names) {
    if (!onMap[i]) continue;
    const at = network.canvasToDOM(placeOf(i));
    if (called) {
      const x = at.x + label.dx, y = at.y + label.dy;
      if (x < called.x1 && called.x0 < x + label.block.width && y < called.y1 && called.y0 < y + label.block.height) continue;
    }
    paintName(ctx, i, label, at);
  }
  if (called) {
    ctx.fillStyle = colour.surface;
    ctx.fillRect(called.x0, called.y0, called.x1 - called.x0, called.y1 - called.y0);
    ctx.fillStyle = colour.ink;
    paintName(ctx, hover, called.label, called.at);
  }
  ctx.restore();
}
function middleOf(i) {
  const p = bent[i];
  if (p.length > 2) return p[Math.floor(p.length / 2)];
  return p.length ? { x: (p[0].x + p[1].x) / 2, y: (p[0].y + p[1].y) / 2 } : { x: 0, y: 0 };
}
// The name of what the mouse is on, where it found no room: over the others, which give way.
function hoverName() {
  const at = network.canvasToDOM(placeOf(hover)), block = nameBlock(hover, 22);
  const r = look.kinds[things[hover].kind].radius * swell() * network.getScale();
  const x0 = Math.max(6, Math.min(box.clientWidth - block.width - 6, at.x - block.width / 2));
  const y0 = at.y + r + 6 + block.height < box.clientHeight ? at.y + r + 6 : at.y - r - 6 - block.height;
  return { at, label: { dx: x0 - at.x, dy: y0 - at.y, block, align: 'center' }, x0: x0 - 4, y0: y0 - 3, x1: x0 + block.width + 4, y1: y0 + block.height + 3 };
}

// What is at a point of the map: {thing} or {line} or nothing. A finger is allowed more than a mouse.
function whatIsAt(x, y, reach) {
  for (const [i, l] of names) {
    const at = network.canvasToDOM(placeOf(i)), lx = at.x + l.dx, ly = at.y + l.dy;
    if (x >= lx && x <= lx + l.block.width && y >= ly && y <= ly + l.block.height) return { thing: i };
  }
  let best = null, least = Infinity;
  for (const b of bodiesOnScreen()) {
    const d = Math.hypot(b.x - x, b.y - y) - b.r;
    if (d < reach && d < least) { least = d; best = { thing: b.i }; }
  }
  if (best) return best;
  for (const s of segmentsOnScreen()) {
    const dx = s.x2 - s.x1, dy = s.y2 - s.y1, t = Math.max(0, Math.min(1, ((x - s.x1) * dx + (y - s.y1) * dy) / (dx * dx + dy * dy || 1)));
    const d = Math.hypot(s.x1 + t * dx - x, s.y1 + t * dy - y);
    if (d < reach + 2 && d < least) { least = d; best = { line: s.line }; }
  }
  return best || {};
}

function fitMap() {
  const shown = things.map((_, i) => i).filter(i => onMap[i]).map(placeOf);
  const wide = box.clientWidth, high = box.clientHeight;
  if (!shown.length || !wide || !high) return;
  const xs = shown.map(p => p.x), ys = shown.map(p => p.y);
  const x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(...ys), y1 = Math.max(...ys);
  const padX = Math.min(86, wide * 0.1), padY = Math.min(44, high * 0.09);
  const foot = footHeight(shown.length);
  const scale = Math.min((wide - 2 * padX) / Math.max(x1 - x0, 60), (high - foot - 2 * padY) / Math.max(y1 - y0, 60), 1.6);
  network.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 + foot / 2 / scale }, scale, animation: false });
}
// What the note takes from the foot of the map where it runs across (a phone); written at its longest to be measured.
function footHeight(most) {
  showNote(most);
  const high = box.clientHeight, note = $('map-note'), top = note.getBoundingClientRect().top - box.getBoundingClientRect().top;
  return !note.hidden && note.offsetWidth > box.clientWidth / 2 && top > high / 2 ? Math.min(high / 3, high - top) : 0;
}
function zoomBy(factor) {
  network.moveTo({ scale: Math.max(0.05, Math.min(6, network.getScale() * factor)), animation: false });
  nameThings();
}
// Bring things into view; the map stays where it is if they are, unless it is too far out to read by.
function showThings(all) {
  const list = all.filter(i => onMap[i]);
  if (!list.length) return;
  const at = list.map(placeOf), here = box.getBoundingClientRect();
  const zoomed = network.getScale() > 0.5 || things.length <= 80, covers = controlBoxes();
  const isSeen = at.map(p => network.canvasToDOM(p)).every(p => p.x > 24 && p.y > 24 && p.x < here.width - 24 && p.y < here.height - 24 &&
    !covers.some(c => p.x > c.x0 && p.x < c.x1 && p.y > c.y0 && p.y < c.y1));
  if (isSeen && zoomed) return;
  const xs = at.map(p => p.x), ys = at.map(p => p.y), x0 = Math.min(...xs), x1 = Math.max(...xs), y0 = Math.min(...ys), y1 = Math.max(...ys);
  const room = Math.min((here.width - 200) / Math.max(x1 - x0, 1), (here.height - 160) / Math.max(y1 - y0, 1));
  const scale = Math.max(0.2, Math.min(Math.max(network.getScale(), 0.8), room));
  network.moveTo({ position: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, scale, animation: false });
}

function startMap() {
  readColours();
  nodeSet = new vis.DataSet(drawn.nodes.map(n => ({ ...n, ctxRenderer: renderThing })));
  lineSet = new vis.DataSet(drawn.edges);
  network = new vis.Network($('canvas'), { nodes: nodeSet, edges: lineSet }, drawn.options);
  const canvas = $('canvas').querySelector('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  $('canvas').querySelectorAll('[tabindex]').forEach(e => e.setAttribute('tabindex', '-1'));
  // Every body is round enough for lines to end at its radius; the library would end them at a box.
  for (const t of things.filter((_, i) => placed.has(i))) network.body.nodes[t.id].shape.distanceToBorder = () => look.kinds[t.kind].radius * swell() + 2;
  network.on('afterDrawing', paintNames);
  let waits = false;
  const soon = () => { if (!waits) { waits = true; requestAnimationFrame(() => { waits = false; nameThings(); }); } };
  network.on('zoom', soon);
  network.on('dragEnd', () => { bent = lines.map((_, i) => alongLine(i)); soon(); });
  network.on('click', p => {
    const reach = p.event.pointers && p.event.pointerType === 'touch' ? 14 : 6, found = whatIsAt(p.pointer.DOM.x, p.pointer.DOM.y, reach);
    if (found.thing !== undefined) choose({ n: found.thing, e: -1, h: 1 });
    else if (found.line !== undefined) choose({ e: lines[found.line].on[0] });
    else if (state.n >= 0 || state.e >= 0) choose({ n: -1, e: -1 });
  });
  canvas.addEventListener('mousemove', e => {
    const found = whatIsAt(e.offsetX, e.offsetY, 5), now = found.thing === undefined ? -1 : found.thing;
    canvas.classList.toggle('over', found.thing !== undefined || found.line !== undefined);
    if (now !== hover) { hover = now; network.redraw(); }
  });
  canvas.addEventListener('mouseleave', () => { hover = -1; network.redraw(); });
  let size = '';
  new ResizeObserver(() => {
    const now = box.clientWidth + 'x' + box.clientHeight;
    if (now === size || !box.clientWidth) return;
    const isFirst = size === '';
    size = now;
    if (isFirst) return;
    network.setSize('100%', '100%');
    network.redraw();
    if (state.n < 0 && state.e < 0) fitMap();
    soon();
  }).observe(box);
}
