// The map itself: what is bright, what has a name, what is under the mouse. Bodies and lines are drawn by the stage, of
// which there are two, canvas.js and webgl.js; a page has one of them.

const FADED = 0.16;
// Below this scale bodies are not drawn smaller; of many things they are, or they would cover one another.
const LEAST_SCALE = 0.004, WANTED_NAMES = 700, COSTLY_LINES = 3000;
const box = $('map'), colour = {};
let names = new Map(), badges = [], lit = null, hover = -1, bent = lines.map(() => []);

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ['ground', 'surface', 'ink', 'line', 'accent', 'mark', 'denied', 'muted']) colour[name] = style.getPropertyValue('--' + name).trim();
}
// Far out, bodies shrink less than places, so that they can still be told apart and touched.
function swell() {
  const scale = stage.scale();
  if (!fold) return scale < 0.62 ? Math.min(0.62 / scale, 2.6) : 1;
  const room = box.clientWidth * box.clientHeight / 2800; // as many as are drawn at full size
  const least = Math.max(0.16, 0.62 * Math.sqrt(Math.min(1, room / Math.max(1, seenCount))));
  return scale < least ? least / scale : 1;
}
const placeOf = i => stage.placeOf(i);
const isFaded = i => lit !== null && !lit.things.has(i);

// What stays bright: the chosen fact and its ends, or the chosen thing and what is within some steps; null: all.
function findLit() {
  if (state.e >= 0 && facts[state.e].ln >= 0) {
    const l = lines[facts[state.e].ln];
    return { things: new Set([l.a, l.b]), lines: new Set([facts[state.e].ln]), ends: new Set([l.a, l.b]), chosen: facts[state.e].ln };
  }
  if (state.n < 0 || !onMap[state.n]) return null;
  if (state.link >= 0) {
    const chain = chainBetween(state.n, state.link);
    return { things: new Set(chain ? chain.things : [state.n, state.link]), lines: new Set(chain ? chain.facts.map(j => facts[j].ln) : []), ends: new Set([state.n, state.link]), chosen: -1 };
  }
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

let seenCount = 0;
function drawMap() {
  lit = findLit();
  seenCount = onMap.reduce((sum, on) => sum + on, 0);
  if (stage.show()) bent = lines.map((_, i) => fold ? null : stage.along(i));
  $('steps').hidden = !lit || state.e >= 0 || state.link >= 0;
  for (const b of document.querySelectorAll('[data-steps]')) b.setAttribute('aria-pressed', String(Number(b.dataset.steps) === state.h));
  showFold();
  nameThings();
}
const courseOf = i => bent[i] || stage.along(i);

function bodiesOnScreen() {
  const grown = swell() * stage.scale(), out = [];
  things.forEach((t, i) => {
    if (!onMap[i]) return;
    const at = stage.toScreen(placeOf(i));
    out.push({ i, x: at.x, y: at.y, r: look.kinds[t.kind].radius * grown });
  });
  return out;
}
function segmentsOnScreen() {
  const out = [], wide = box.clientWidth, high = box.clientHeight;
  const put = (course, segment) => {
    for (let k = 1; k < course.length; k++) {
      const p = stage.toScreen(course[k - 1]), q = stage.toScreen(course[k]);
      if (Math.max(p.x, q.x) < 0 || Math.max(p.y, q.y) < 0 || Math.min(p.x, q.x) > wide || Math.min(p.y, q.y) > high) continue;
      out.push({ x1: p.x, y1: p.y, x2: q.x, y2: q.y, ...segment });
    }
  };
  for (const n of shownLines) if (!lit || lit.lines.has(n)) put(courseOf(n), { a: lines[n].a, b: lines[n].b, line: n });
  for (const b of bundles) if (!lit || lit.ends.has(b.a) || lit.ends.has(b.b)) put([placeOf(b.a), placeOf(b.b)], { a: b.a, b: b.b, bundle: b });
  return out;
}
function controlBoxes() {
  const here = box.getBoundingClientRect(), out = [];
  for (const id of ['zoom', 'steps', 'map-note', 'panel', 'fold']) {
    const b = $(id).getBoundingClientRect();
    if (b.width && b.right > here.left && b.left < here.right && b.bottom > here.top && b.top < here.bottom)
      out.push({ x0: b.left - here.left - 4, y0: b.top - here.top - 4, x1: b.right - here.left + 4, y1: b.bottom - here.top + 4 });
  }
  return out;
}
function nameThings() {
  if (!box.clientWidth || !box.clientHeight) return;
  const wide = box.clientWidth, high = box.clientHeight, bodies = bodiesOnScreen();
  let segments = segmentsOnScreen();
  if (segments.length > COSTLY_LINES) segments = [];
  const first = i => (lit && lit.ends.has(i)) || i === cursor ? -1 : look.kinds[things[i].kind].rank;
  const wanted = bodies.filter(b => !isFaded(b.i) && b.x > -40 && b.y > -40 && b.x < wide + 40 && b.y < high + 40)
    .sort((p, q) => first(p.i) - first(q.i) || linesOf[q.i].length - linesOf[p.i].length || p.i - q.i);
  for (let pass = 0; pass < 2; pass++) {
    names = placeNames(bodies, segments, controlBoxes(), wanted.slice(0, WANTED_NAMES), wide, high);
    const before = $('map-note').hidden ? '' : $('map-note').textContent;
    showNote(wanted.length - names.size);
    if (before === ($('map-note').hidden ? '' : $('map-note').textContent)) break;
  }
  badges = fold ? placeBadges(bodies, wanted, wide, high) : [];
  stage.redraw();
}
let namesWait = false;
function nameSoon() {
  if (namesWait) return;
  namesWait = true;
  requestAnimationFrame(() => { namesWait = false; nameThings(); });
}
// How many things each folded head would bring in, on a small plate at one of its corners, where there is room for one.
function placeBadges(bodies, wanted, wide, high) {
  const out = [], grid = new Grid(), put = o => grid.put(o, o.x0, o.y0, o.x1, o.y1);
  const meets = (p, o) => p.i !== o.body && p.x0 < o.x1 + 2 && o.x0 < p.x1 + 2 && p.y0 < o.y1 + 1 && o.y0 < p.y1 + 1;
  for (const o of controlBoxes()) put(o);
  for (const label of names.values()) put({ x0: label.x0, y0: label.y0, x1: label.x1, y1: label.y1 });
  for (const b of bodies) put({ body: b.i, x0: b.x - b.r * 0.8, y0: b.y - b.r * 0.8, x1: b.x + b.r * 0.8, y1: b.y + b.r * 0.8 });
  measurer.font = `600 11px ${FACES}`;
  for (const b of wanted) {
    if (!foldedAway[b.i]) continue;
    const text = '+' + foldedAway[b.i].toLocaleString('en-GB'), half = measurer.measureText(text).width / 2 + 4;
    for (const [across, down] of [[1, -1], [-1, -1], [1, 1], [-1, 1]]) {
      const dx = across * (b.r * 0.75 + half - 3), dy = down * (b.r * 0.75 + 4), x = b.x + dx, y = b.y + dy;
      const plate = { i: b.i, text, half, dx, dy, x0: x - half, x1: x + half, y0: y - 8, y1: y + 8 };
      if (plate.x0 < 3 || plate.y0 < 3 || plate.x1 > wide - 3 || plate.y1 > high - 3 || grid.some(plate.x0 - 2, plate.y0 - 2, plate.x1 + 2, plate.y1 + 2, o => meets(plate, o))) continue;
      put(plate);
      out.push(plate);
      break;
    }
  }
  return out;
}
function showNote(unnamed) {
  const parts = [];
  if (unnamed > 0) parts.push(`${plural(unnamed, 'more name')} appear${unnamed === 1 ? 's' : ''} as you zoom in`);
  if (doubtful && state.c === DEFAULT_C && !lit) parts.push(`${plural(doubtful, 'fact')} below ${figure(data.threshold)} hidden`);
  const away = foldedAway.reduce((sum, n) => sum + n, 0);
  if (away && !lit) parts.push(`${plural(away, 'more thing')} folded away`);
  const alone = thingOn.reduce((sum, on, i) => sum + (on && !onMap[i]), 0) - away;
  if (alone > 0 && !lit) parts.push(`${plural(alone, 'thing')} that no fact joins ${alone === 1 ? 'is' : 'are'} not drawn`);
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
// Over bodies and lines, in pixels of the screen: crosses of what is denied, rings, plates, names.
function paintOver(ctx) {
  const canvas = ctx.canvas, dpr = canvas.width / canvas.clientWidth;
  ctx.save();
  ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
  for (const n of shownLines) {
    if (lines[n].status !== 'negated') continue;
    const p = stage.toScreen(middleOf(n));
    ctx.globalAlpha = lit && !lit.lines.has(n) ? FADED : 1;
    ctx.beginPath();
    for (const s of [1, -1]) { ctx.moveTo(p.x - 5, p.y - 5 * s); ctx.lineTo(p.x + 5, p.y + 5 * s); }
    ctx.strokeStyle = colour.denied;
    ctx.lineWidth = 2.2;
    ctx.stroke();
  }
  if (fold) paintRings(ctx);
  ctx.globalAlpha = 1;
  ctx.textBaseline = 'alphabetic';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = colour.ground;
  paintBadges(ctx);
  ctx.strokeStyle = colour.ground;
  ctx.fillStyle = colour.ink;
  const called = hover >= 0 && onMap[hover] && !names.has(hover) ? hoverName() : null;
  for (const [i, label] of names) {
    if (!onMap[i]) continue;
    const at = stage.toScreen(placeOf(i));
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
function paintRings(ctx) {
  const grown = swell() * stage.scale();
  const ring = (i, gap, wide, tone) => {
    const at = stage.toScreen(placeOf(i));
    ctx.beginPath();
    ctx.arc(at.x, at.y, look.kinds[things[i].kind].radius * grown + gap, 0, 2 * Math.PI);
    ctx.lineWidth = wide;
    ctx.strokeStyle = tone;
    ctx.stroke();
  };
  if (lit) for (const i of lit.ends) if (onMap[i]) ring(i, 4, 4, colour.mark);
  if (cursor >= 0 && onMap[cursor] && document.activeElement === box) ring(cursor, 7, 3, colour.accent);
}
function paintBadges(ctx) {
  ctx.font = `600 11px ${FACES}`;
  ctx.textAlign = 'center';
  for (const plate of badges) {
    if (!onMap[plate.i]) continue;
    const at = stage.toScreen(placeOf(plate.i)), x = at.x + plate.dx, y = at.y + plate.dy;
    ctx.globalAlpha = isFaded(plate.i) ? FADED : 1;
    ctx.fillStyle = colour.surface;
    ctx.strokeStyle = colour.line;
    ctx.lineWidth = 1;
    ctx.beginPath();
    ctx.roundRect(x - plate.half, y - 7, 2 * plate.half, 14, 7);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = colour.ink;
    ctx.fillText(plate.text, x, y + 4);
  }
  ctx.globalAlpha = 1;
  ctx.lineWidth = 4;
}
function middleOf(i) {
  const p = courseOf(i);
  if (p.length > 2) return p[Math.floor(p.length / 2)];
  return p.length ? { x: (p[0].x + p[1].x) / 2, y: (p[0].y + p[1].y) / 2 } : { x: 0, y: 0 };
}
// The name of what the mouse is on, where it found no room: over the others, which give way.
function hoverName() {
  const at = stage.toScreen(placeOf(hover)), block = nameBlock(hover, 22);
  const r = look.kinds[things[hover].kind].radius * swell() * stage.scale();
  const x0 = Math.max(6, Math.min(box.clientWidth - block.width - 6, at.x - block.width / 2));
  const y0 = at.y + r + 6 + block.height < box.clientHeight ? at.y + r + 6 : at.y - r - 6 - block.height;
  return { at, label: { dx: x0 - at.x, dy: y0 - at.y, block, align: 'center' }, x0: x0 - 4, y0: y0 - 3, x1: x0 + block.width + 4, y1: y0 + block.height + 3 };
}

// What is at a point of the map: {thing} or {line} or nothing. A finger is allowed more than a mouse.
function whatIsAt(x, y, reach) {
  for (const [i, l] of names) {
    const at = stage.toScreen(placeOf(i)), lx = at.x + l.dx, ly = at.y + l.dy;
    if (x >= lx && x <= lx + l.block.width && y >= ly && y <= ly + l.block.height) return { thing: i };
  }
  for (const plate of badges) {
    const at = stage.toScreen(placeOf(plate.i));
    if (Math.abs(x - at.x - plate.dx) <= plate.half && Math.abs(y - at.y - plate.dy) <= 8) return { thing: plate.i };
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
    if (d < reach + 2 && d < least) { least = d; best = s.bundle ? { bundle: s.bundle } : { line: s.line }; }
  }
  return best || {};
}

function frameOf(list) {
  const frame = { x0: Infinity, x1: -Infinity, y0: Infinity, y1: -Infinity };
  for (const p of list.map(placeOf)) Object.assign(frame, { x0: Math.min(frame.x0, p.x), x1: Math.max(frame.x1, p.x), y0: Math.min(frame.y0, p.y), y1: Math.max(frame.y1, p.y) });
  return frame;
}
function fitMap() {
  const shown = things.map((_, i) => i).filter(i => onMap[i]);
  const wide = box.clientWidth, high = box.clientHeight;
  if (!shown.length || !wide || !high) return;
  const { x0, x1, y0, y1 } = frameOf(shown);
  const padX = Math.min(86, wide * 0.1), padY = Math.min(44, high * 0.09);
  const foot = footHeight(shown.length);
  const scale = Math.min((wide - 2 * padX) / Math.max(x1 - x0, 60), (high - foot - 2 * padY) / Math.max(y1 - y0, 60), 1.6);
  stage.moveTo({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 + foot / 2 / scale }, scale);
}
// What the note takes from the foot of the map where it runs across (a phone); written at its longest to be measured.
function footHeight(most) {
  showNote(most);
  const high = box.clientHeight, note = $('map-note'), top = note.getBoundingClientRect().top - box.getBoundingClientRect().top;
  return !note.hidden && note.offsetWidth > box.clientWidth / 2 && top > high / 2 ? Math.min(high / 3, high - top) : 0;
}
function zoomBy(factor) {
  stage.zoomBy(Math.max(fold ? LEAST_SCALE : 0.05, Math.min(6, stage.scale() * factor)));
  nameThings();
}
// Bring things into view; the map stays where it is if they are, unless it is too far out to read by.
function showThings(all) {
  const list = all.filter(i => onMap[i]);
  if (!list.length) return;
  const at = list.map(placeOf), here = box.getBoundingClientRect();
  const zoomed = stage.scale() > 0.5 || things.length <= 80, covers = controlBoxes();
  const isSeen = at.map(p => stage.toScreen(p)).every(p => p.x > 24 && p.y > 24 && p.x < here.width - 24 && p.y < here.height - 24 &&
    !covers.some(c => p.x > c.x0 && p.x < c.x1 && p.y > c.y0 && p.y < c.y1));
  if (isSeen && zoomed) return;
  const { x0, x1, y0, y1 } = frameOf(list);
  const room = Math.min((here.width - 200) / Math.max(x1 - x0, 1), (here.height - 160) / Math.max(y1 - y0, 1));
  const scale = Math.max(fold ? LEAST_SCALE : 0.2, Math.min(Math.max(stage.scale(), 0.8), room));
  stage.moveTo({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, scale);
}

// A click or a tap: the thing there, or the line, or one step out of what was chosen.
function pick(x, y, isTouch) {
  const found = whatIsAt(x, y, isTouch ? 14 : 6);
  if (found.thing !== undefined) pickThing(found.thing);
  else if (found.line !== undefined) choose({ e: lines[found.line].on[0] });
  else if (found.bundle) pickBundle(found.bundle);
  else if (state.n >= 0 || state.e >= 0) choose({ n: -1, e: -1 });
}
function pickThing(i) {
  if (linking >= 0) return linkTo(i);
  if (!canFold(i) || state.all) return choose({ n: i, e: -1, h: 1 });
  if (state.n === i && state.e < 0 && state.link < 0) return toggleFold(i);
  state.open.add(i);
  choose({ n: i, e: -1, h: 1 });
  bring([i, ...ownThings.get(i)]);
}
// A line that stands for facts of things folded away brings these in.
function pickBundle(b) {
  const through = b.lines.flatMap(n => [lines[n].a, lines[n].b]);
  unfoldFor(through);
  const head = [b.a, b.b].find(i => state.open.has(i));
  choose({ n: head === undefined ? b.a : head, e: -1, h: 1 });
  bring([b.a, b.b, ...through]);
  say(`${plural(b.count, 'fact')} between ${things[b.a].name} and ${things[b.b].name}`);
}
function point(canvas, x, y) {
  const found = whatIsAt(x, y, 5), now = found.thing === undefined ? -1 : found.thing;
  canvas.classList.toggle('over', found.thing !== undefined || found.line !== undefined || found.bundle !== undefined);
  if (now !== hover) { hover = now; stage.redrawNames(); }
}
function leave() {
  hover = -1;
  stage.redrawNames();
}

function startMap() {
  readColours();
  stage.start();
  let size = '';
  new ResizeObserver(() => {
    const now = box.clientWidth + 'x' + box.clientHeight;
    if (now === size || !box.clientWidth) return;
    const isFirst = size === '';
    size = now;
    if (isFirst) return;
    stage.resized();
    if (state.n < 0 && state.e < 0) fitMap();
    nameSoon();
  }).observe(box);
}
