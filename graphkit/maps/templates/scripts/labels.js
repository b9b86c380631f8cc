// Room for names, as graphkit/maps/labels.py has it, but in the letters and at the zoom of this screen.

const FACES = 'system-ui, "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const WRAPS = [22, 14, 34], ROUNDS = 4;
const PLACES = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1], [2, 1], [-2, 1], [2, -1], [-2, -1]];
const measurer = document.createElement('canvas').getContext('2d');
const fontOf = i => { const k = look.kinds[things[i].kind]; return `${k.bold ? 700 : 400} ${k.px}px ${FACES}`; };
const wrapped = things.map(() => new Map());

// In as few lines as will do, and these as even as may be.
function wrap(name, width) {
  let best = filled(name, width);
  for (let narrower = width - 1; narrower > Math.max(0, ...best.map(r => r.length)) / 2; narrower--) {
    const rows = filled(name, narrower);
    if (rows.length > best.length || rows.some(r => r.endsWith('-') && !best.includes(r))) break;
    best = rows;
  }
  return best;
}
function filled(name, width) {
  const out = [];
  let line = [];
  const push = () => { if (line.length) out.push(line.join('')); line = []; };
  for (const word of name.split(/\s+/).filter(Boolean)) {
    let rest = Array.from(word);
    for (;;) {
      const piece = rest.length > width ? [...rest.slice(0, width - 1), '-'] : rest;
      if (line.length && line.length + 1 + piece.length > width) push();
      line = line.length ? [...line, ' ', ...piece] : piece.slice();
      if (rest.length <= width) break;
      rest = rest.slice(width - 1);
    }
  }
  push();
  return out;
}
function nameBlock(i, width) {
  let block = wrapped[i].get(width);
  if (!block) {
    measurer.font = fontOf(i);
    const rows = wrap(things[i].name, width), px = look.kinds[things[i].kind].px;
    let wide = 0;
    for (const row of rows) {
      const m = measurer.measureText(row);
      wide = Math.max(wide, m.width, m.actualBoundingBoxLeft + m.actualBoundingBoxRight);
    }
    block = { rows, width: wide + 2, height: rows.length * Math.ceil(px * 1.2) + 2, step: Math.ceil(px * 1.2), px };
    wrapped[i].set(width, block);
  }
  return block;
}

// Cells of 64 pixels that know what lies in them.
class Grid {
  constructor() { this.cells = new Map(); this.seen = 0; }
  each(x0, y0, x1, y1, call) {
    for (let cx = Math.floor(x0 / 64); cx <= Math.floor(x1 / 64); cx++)
      for (let cy = Math.floor(y0 / 64); cy <= Math.floor(y1 / 64); cy++)
        if (call(cx * 100003 + cy)) return true;
    return false;
  }
  put(item, x0, y0, x1, y1) {
    this.each(x0, y0, x1, y1, key => { const c = this.cells.get(key); if (c) c.push(item); else this.cells.set(key, [item]); });
  }
  some(x0, y0, x1, y1, test) {
    return this.each(x0, y0, x1, y1, key => { const c = this.cells.get(key); return c ? c.some(test) : false; });
  }
}
function meets(x0, y0, x1, y1, s) { // Liang and Barsky's clipping of a line by a box
  const dx = s.x2 - s.x1, dy = s.y2 - s.y1;
  let enter = 0, leave = 1;
  for (const [step, room] of [[-dx, s.x1 - x0], [dx, x1 - s.x1], [-dy, s.y1 - y0], [dy, y1 - s.y1]]) {
    if (step === 0) { if (room < 0) return false; continue; }
    const at = room / step;
    if (step < 0) { if (at > enter) enter = at; } else if (at < leave) leave = at;
    if (enter > leave) return false;
  }
  return true;
}
function corner(body, block, [side, level], further) {
  const reach = body.r + 4 + further, w = block.width, h = block.height;
  if (side === 0) return [body.x - w / 2, level > 0 ? body.y + reach : body.y - reach - h, 'center'];
  if (level === 0) return side > 0 ? [body.x + reach, body.y - h / 2, 'left'] : [body.x - reach - w, body.y - h / 2, 'right'];
  if (Math.abs(side) === 1) {
    const near = body.r * 0.6 + further;
    return [side > 0 ? body.x + near : body.x - near - w, level > 0 ? body.y + near + 1 : body.y - near - 1 - h, side > 0 ? 'left' : 'right'];
  }
  return [side > 0 ? body.x + reach : body.x - reach - w, level > 0 ? body.y - 4 : body.y + 4 - h, side > 0 ? 'left' : 'right'];
}

/* bodies: {i, x, y, r} in screen pixels; segments: {x1, y1, x2, y2, a, b}; blocked: boxes of controls;
   order: numbers of the bodies that want a name, the most important first.
   Gives a Map from thing to {dx, dy, block, align}, as seen from the thing's own place. */
function placeNames(bodies, segments, blocked, order, width, height) {
  const bodyGrid = new Grid(), lineGrid = new Grid();
  for (const b of bodies) bodyGrid.put(b, b.x - b.r - 2, b.y - b.r - 2, b.x + b.r + 2, b.y + b.r + 2);
  for (const s of segments) {
    const parts = Math.max(1, Math.ceil(Math.hypot(s.x2 - s.x1, s.y2 - s.y1) / 64)), put = new Set();
    for (let k = 0; k < parts; k++) {
      const xa = s.x1 + (s.x2 - s.x1) * k / parts, xb = s.x1 + (s.x2 - s.x1) * (k + 1) / parts;
      const ya = s.y1 + (s.y2 - s.y1) * k / parts, yb = s.y1 + (s.y2 - s.y1) * (k + 1) / parts;
      lineGrid.each(Math.min(xa, xb), Math.min(ya, yb), Math.max(xa, xb), Math.max(ya, yb), key => {
        if (put.has(key)) return;
        put.add(key);
        const c = lineGrid.cells.get(key);
        if (c) c.push(s); else lineGrid.cells.set(key, [s]);
      });
    }
  }
  const hit = (o, x0, y0, x1, y1) => x0 < o.x1 + 3 && o.x0 < x1 + 3 && y0 < o.y1 + 1 && o.y0 < y1 + 1;
  function isClear(body, x0, y0, x1, y1, mayCover) {
    if (x0 < 3 || y0 < 3 || x1 > width - 3 || y1 > height - 3 || blocked.some(o => hit(o, x0, y0, x1, y1))) return false;
    const own = look.kinds[things[body.i].kind].rank;
    return !bodyGrid.some(x0 - 26, y0 - 26, x1 + 26, y1 + 26, o => o !== body && !(mayCover && look.kinds[things[o.i].kind].rank > own) &&
      x0 < o.x + o.r + 2 && o.x - o.r - 2 < x1 && y0 < o.y + o.r + 2 && o.y - o.r - 2 < y1);
  }
  function crossings(body, x0, y0, x1, y1, limit) {
    const counted = new Set();
    let cost = 0;
    lineGrid.some(x0, y0, x1, y1, s => {
      if (!counted.has(s)) {
        counted.add(s);
        if (meets(x0, y0, x1, y1, s)) cost += s.a === body.i || s.b === body.i ? 2.2 : 3;
      }
      return cost >= limit;
    });
    return cost;
  }
  function cheapest(body, block, further, mayCover, labels) {
    let best = null, least = Infinity;
    for (let k = 0; k < PLACES.length && 0.35 * k < least; k++) {
      const [x0, y0, align] = corner(body, block, PLACES[k], further), x1 = x0 + block.width, y1 = y0 + block.height;
      if (labels.some(x0 - 4, y0 - 2, x1 + 4, y1 + 2, o => hit(o, x0, y0, x1, y1)) || !isClear(body, x0, y0, x1, y1, mayCover)) continue;
      const cost = 0.35 * k + crossings(body, x0, y0, x1, y1, least);
      if (cost < least) { least = cost; best = { i: body.i, x0, y0, x1, y1, dx: x0 - body.x, dy: y0 - body.y, block, align }; }
    }
    return best;
  }
  // A name that still has no room takes another's, which looks for a new one: the oftener taken, the dearer.
  function repair(placed, waiting) {
    const queue = [...waiting], dear = new Map(), bodyOf = new Map(bodies.map(b => [b.i, b]));
    let best = new Map(placed), fewest = queue.length, lost = 0;
    for (let step = 0; step < 300 && queue.length; step++) {
      const body = queue.shift();
      let chosen = null, least = Infinity;
      for (const further of [0, 9, 18, 28]) for (const at of [...WRAPS, 10]) {
        const block = nameBlock(body.i, at);
        PLACES.forEach((place, k) => {
          const [x0, y0, align] = corner(body, block, place, further), x1 = x0 + block.width, y1 = y0 + block.height;
          if (0.35 * k + further / 9 >= least || !isClear(body, x0, y0, x1, y1, false)) return;
          const out = [...placed.values()].filter(o => hit(o, x0, y0, x1, y1));
          const cost = 0.35 * k + further / 9 + crossings(body, x0, y0, x1, y1, least) + out.reduce((sum, o) => sum + 6 + 8 * (dear.get(o.i) || 0), 0);
          if (cost < least) { least = cost; chosen = { label: { i: body.i, x0, y0, x1, y1, dx: x0 - body.x, dy: y0 - body.y, block, align }, out }; }
        });
      }
      if (!chosen) { lost += 1; continue; }
      for (const o of chosen.out) { placed.delete(o.i); dear.set(o.i, (dear.get(o.i) || 0) + 1); queue.push(bodyOf.get(o.i)); }
      placed.set(body.i, chosen.label);
      if (queue.length + lost < fewest) { fewest = queue.length + lost; best = new Map(placed); }
    }
    return best;
  }
  let result = new Map(), fewest = Infinity, turn = order;
  for (let round = 0; round < ROUNDS; round++) {
    const labels = new Grid(), placed = new Map(), waiting = [];
    for (const body of turn) {
      let label = null;
      for (const further of [0, 9]) {
        for (const at of WRAPS) {
          const block = nameBlock(body.i, at);
          label = cheapest(body, block, further, false, labels);
          if (!label && look.kinds[things[body.i].kind].rank <= 1) label = cheapest(body, block, further, true, labels);
          if (label) break;
        }
        if (label) break;
      }
      if (label) { placed.set(body.i, label); labels.put(label, label.x0, label.y0, label.x1, label.y1); } else waiting.push(body);
    }
    if (waiting.length < fewest) { result = placed; fewest = waiting.length; }
    // With many things most names wait for the zoom anyway: turns would cost time and gain little.
    if (!waiting.length || order.length > 150) break;
    const late = new Set(waiting);
    turn = [...waiting, ...turn.filter(b => !late.has(b))];
  }
  if (fewest && fewest <= 8) result = repair(result, order.filter(b => !result.has(b.i)));
  return result;
}
