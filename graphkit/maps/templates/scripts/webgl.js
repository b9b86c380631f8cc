// The stage of a large map: bodies and lines by WebGL, or by a plain canvas where there is none; names lie over them.

const view = { x: 0, y: 0, scale: 1 };
const placesX = new Float32Array(things.length), placesY = new Float32Array(things.length);
const KINDS = Object.keys(look.kinds), CELL = 256, ACROSS = 4, DOWN = Math.ceil(KINDS.length / ACROSS), PADDED = 11.5;
const DASHES = { done: 0, planned: 1, ended: 2, negated: 2 };
// While the map is moved, a machine that draws slowly is spared most lines: an even share of so many.
const COARSE = 5000;
let ground, over, painter, waits = false, isStale = true, moving = 0;
fold.drawn.forEach((i, k) => { placesX[i] = fold.x[k]; placesY[i] = fold.y[k]; });

// Lines between the same two things fan out: a share of the line's length to one side, as seen from its start.
const bends = new Float32Array(lines.length);
{
  const beside = new Map();
  lines.forEach((l, n) => {
    const key = Math.min(l.a, l.b) * things.length + Math.max(l.a, l.b);
    if (beside.has(key)) beside.get(key).push(n); else beside.set(key, [n]);
  });
  for (const all of beside.values()) all.forEach((n, k) => { bends[n] = 0.22 * (k - (all.length - 1) / 2) * (lines[n].a <= lines[n].b ? 1 : -1); });
}
const rgb = text => [1, 3, 5].map(k => parseInt(text.slice(k, k + 2), 16) / 255);
function plainColour(text) { // whatever the style sheet says, as #rrggbb
  measurer.fillStyle = text;
  return measurer.fillStyle;
}

const LINE_VERTEX = `#version 300 es
in vec2 corner;
in vec4 ends; in vec2 radii; in vec4 style; in float bend; in vec3 tone;
uniform vec2 middle, half_size; uniform float scale, swollen, thin;
out float across, along, wide, dash, strength; out vec3 ink;
void main() {
  vec2 p = (ends.xy - middle) * scale, q = (ends.zw - middle) * scale, d = q - p;
  float reach = max(length(d), 0.01);
  vec2 via = (p + q) / 2.0 + vec2(-d.y, d.x) * bend;
  float from = min(0.5, (radii.x * swollen + 1.0) / reach), to = 1.0 - min(0.5, (radii.y * swollen + 3.0) / reach);
  float t = mix(from, to, corner.x);
  vec2 at = mix(mix(p, via, t), mix(via, q, t), t), course = mix(via - p, q - via, t);
  vec2 side = normalize(vec2(-course.y, course.x) + 1e-6);
  wide = max(style.x * thin, 0.7);
  across = corner.y * (wide / 2.0 + 1.0);
  along = t * reach;
  dash = style.y; strength = style.z; ink = tone;
  gl_Position = vec4((at + side * across) / half_size * vec2(1.0, -1.0), 0.0, 1.0);
}`;
const LINE_FRAGMENT = `#version 300 es
precision mediump float;
in float across, along, wide, dash, strength; in vec3 ink;
out vec4 painted;
void main() {
  if (dash > 1.5 ? mod(along, 7.0) > 2.0 : dash > 0.5 && mod(along, 12.0) > 7.0) discard;
  float alpha = strength * clamp(wide / 2.0 + 0.5 - abs(across), 0.0, 1.0);
  painted = vec4(ink * alpha, alpha);
}`;
const ARROW_VERTEX = `#version 300 es
in vec2 corner;
in vec4 ends; in vec2 radii; in vec4 style; in float bend; in vec3 tone;
uniform vec2 middle, half_size; uniform float scale, swollen, thin;
out float across, along, wide, dash, strength; out vec3 ink;
void main() {
  vec2 p = (ends.xy - middle) * scale, q = (ends.zw - middle) * scale, d = q - p;
  vec2 via = (p + q) / 2.0 + vec2(-d.y, d.x) * bend, course = normalize(q - via + 1e-6);
  vec2 tip = q - course * (radii.y * swollen + 2.0);
  vec2 at = tip - course * corner.x * 8.0 + vec2(-course.y, course.x) * corner.y * 3.2;
  across = 0.0; along = 0.0; wide = 9.0; dash = 0.0; strength = style.z * style.w; ink = tone;
  gl_Position = vec4(at / half_size * vec2(1.0, -1.0), 0.0, 1.0);
}`;
const BODY_VERTEX = `#version 300 es
in vec2 corner;
in vec4 body; in float bright;
uniform vec2 middle, half_size; uniform float scale, swollen;
out vec2 inside; out float r, kind, strength;
void main() {
  r = body.z * swollen; kind = body.w; strength = bright;
  inside = corner * (1.15 + 1.5 / r);
  vec2 at = (body.xy - middle) * scale + inside * r;
  gl_Position = vec4(at / half_size * vec2(1.0, -1.0), 0.0, 1.0);
}`;
const BODY_FRAGMENT = `#version 300 es
precision mediump float;
in vec2 inside; in float r, kind, strength;
uniform sampler2D atlas; uniform vec3 inks[${KINDS.length}], under; uniform vec2 cells; uniform float padded;
out vec4 painted;
void main() {
  int k = int(kind + 0.5);
  vec2 cell = vec2(mod(kind + 0.5, cells.x), floor((kind + 0.5) / cells.x));
  vec2 at = clamp(inside * 10.0 / padded * 0.5 + 0.5, 0.0, 1.0);
  float shape = texture(atlas, (vec2(floor(cell.x), cell.y) + at) / cells).a * strength;
  float halo = clamp((1.0 - length(inside)) * r + 1.5, 0.0, 1.0);
  painted = vec4(mix(under, inks[k], shape) * max(halo, shape), max(halo, shape));
}`;

function webglPainter(canvas) {
  const gl = canvas.getContext('webgl2', { antialias: false, alpha: true, premultipliedAlpha: true, preserveDrawingBuffer: false });
  if (!gl) return null;
  function program(vertex, fragment) {
    const p = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(p, shader);
    }
    gl.linkProgram(p);
    return gl.getProgramParameter(p, gl.LINK_STATUS) ? p : null;
  }
  const linePart = program(LINE_VERTEX, LINE_FRAGMENT), arrowPart = program(ARROW_VERTEX, LINE_FRAGMENT), bodyPart = program(BODY_VERTEX, BODY_FRAGMENT);
  if (!linePart || !arrowPart || !bodyPart) return null;
  const strip = n => Array.from({ length: n + 1 }, (_, k) => [k / n, -1, k / n, 1]).flat();
  const LINE = [['ends', 4], ['radii', 2], ['style', 4], ['bend', 1], ['tone', 3]], BODY = [['body', 4], ['bright', 1]];
  // One way to draw many of a kind: the corners of one, and what differs from one to the next.
  function batch(part, corners, fields, mode) {
    const array = gl.createVertexArray(), held = gl.createBuffer(), shape = gl.createBuffer(), stride = 4 * fields.reduce((sum, [, n]) => sum + n, 0);
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, shape);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(corners), gl.STATIC_DRAW);
    const put = (name, size, step, offset, divisor) => {
      const where = gl.getAttribLocation(part, name);
      if (where < 0) return;
      gl.enableVertexAttribArray(where);
      gl.vertexAttribPointer(where, size, gl.FLOAT, false, step, offset);
      gl.vertexAttribDivisor(where, divisor);
    };
    put('corner', 2, 0, 0, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, held);
    let offset = 0;
    for (const [name, size] of fields) { put(name, size, stride, offset, 1); offset += 4 * size; }
    let count = 0;
    return {
      set(values) { gl.bindBuffer(gl.ARRAY_BUFFER, held); gl.bufferData(gl.ARRAY_BUFFER, values, gl.DYNAMIC_DRAW); count = values.length * 4 / stride; },
      draw(uniforms, most = Infinity) {
        if (!count) return;
        gl.useProgram(part);
        for (const [name, value] of Object.entries(uniforms)) {
          const where = gl.getUniformLocation(part, name);
          if (where === null) continue;
          if (typeof value === 'number') gl.uniform1f(where, value);
          else if (value.length === 2) gl.uniform2fv(where, value);
          else gl.uniform3fv(where, value);
        }
        gl.bindVertexArray(array);
        gl.drawArraysInstanced(mode, 0, corners.length / 2, Math.min(count, most));
      }
    };
  }
  const straight = batch(linePart, strip(1), LINE, gl.TRIANGLE_STRIP), curved = batch(linePart, strip(10), LINE, gl.TRIANGLE_STRIP);
  const arrows = batch(arrowPart, [0, 0, 1, 1, 1, -1], LINE, gl.TRIANGLES), bodies = batch(bodyPart, [-1, -1, 1, -1, -1, 1, 1, 1], BODY, gl.TRIANGLE_STRIP);
  const sheet = el('canvas'), ctx = sheet.getContext('2d');
  sheet.width = CELL * ACROSS;
  sheet.height = CELL * DOWN;
  KINDS.forEach((kind, k) => {
    ctx.setTransform(CELL / 2 / PADDED, 0, 0, CELL / 2 / PADDED, CELL * (k % ACROSS + 0.5), CELL * (Math.floor(k / ACROSS) + 0.5));
    ctx.fill(new Path2D(look.kinds[kind].path), 'evenodd');
  });
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, sheet);
  gl.generateMipmap(gl.TEXTURE_2D);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const inks = KINDS.flatMap(kind => rgb(look.kinds[kind].colour));
  return {
    kind: 'webgl',
    set(geometry) {
      const plain = geometry.lines.filter(l => !l.bend), bent = geometry.lines.filter(l => l.bend);
      const rows = list => {
        const out = new Float32Array(list.length * 14);
        list.forEach((l, k) => out.set([placesX[l.a], placesY[l.a], placesX[l.b], placesY[l.b], l.ra, l.rb, l.width, l.dash, l.alpha, l.arrow ? 1 : 0, l.bend, ...l.ink], k * 14));
        return out;
      };
      straight.set(rows(plain));
      curved.set(rows(bent));
      arrows.set(rows(geometry.lines.filter(l => l.arrow)));
      const out = new Float32Array(geometry.bodies.length * 5);
      geometry.bodies.forEach((b, k) => out.set([placesX[b.i], placesY[b.i], b.r, b.kind, b.alpha], k * 5));
      bodies.set(out);
    },
    draw(wide, high, dpr) {
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const shared = { middle: [view.x, view.y], half_size: [wide / 2, high / 2], scale: view.scale, swollen: swell() * view.scale, thin: lineThinness() };
      const most = moving ? COARSE : Infinity;
      straight.draw(shared, most);
      curved.draw(shared, most);
      if (view.scale * 19 > 3) arrows.draw(shared, most);
      bodies.draw({ ...shared, inks, under: rgb(plainColour(colour.ground)), cells: [ACROSS, DOWN], padded: PADDED });
    },
    lost: call => canvas.addEventListener('webglcontextlost', e => { e.preventDefault(); call(); })
  };
}
// So that any first part of a list is an even share of the whole: in steps that have no factor in common with its length.
function spread(list) {
  const held = list.slice(), common = (a, b) => b ? common(b, a % b) : a;
  let step = Math.floor(held.length * 0.618) | 1;
  while (common(held.length, step) !== 1) step += 1;
  for (let k = 0, at = 0; k < held.length; k++, at = (at + step) % held.length) list[k] = held[at];
}
function inMotion() {
  clearTimeout(moving);
  moving = setTimeout(() => { moving = 0; stage.redraw(); }, 400);
}
const lineThinness = () => Math.max(0.45, Math.min(1, view.scale * 1.6));

function plainPainter(canvas) {
  const ctx = canvas.getContext('2d'), shapes = KINDS.map(kind => new Path2D(look.kinds[kind].path));
  let held = { lines: [], bodies: [] };
  return {
    kind: 'canvas',
    set(geometry) { held = geometry; },
    draw(wide, high, dpr) {
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      ctx.clearRect(0, 0, wide, high);
      const grown = swell() * view.scale, thin = lineThinness(), px = i => (placesX[i] - view.x) * view.scale + wide / 2, py = i => (placesY[i] - view.y) * view.scale + high / 2;
      for (const l of moving ? held.lines.slice(0, COARSE) : held.lines) {
        const x1 = px(l.a), y1 = py(l.a), x2 = px(l.b), y2 = py(l.b);
        if (Math.max(x1, x2) < 0 || Math.min(x1, x2) > wide || Math.max(y1, y2) < 0 || Math.min(y1, y2) > high) continue;
        const mx = (x1 + x2) / 2 - (y2 - y1) * l.bend, my = (y1 + y2) / 2 + (x2 - x1) * l.bend;
        ctx.globalAlpha = l.alpha;
        ctx.strokeStyle = ctx.fillStyle = l.tone;
        ctx.lineWidth = Math.max(0.7, l.width * thin);
        ctx.setLineDash(l.dash === 1 ? [7, 5] : l.dash === 2 ? [2, 5] : []);
        ctx.beginPath();
        ctx.moveTo(x1, y1);
        if (l.bend) ctx.quadraticCurveTo(mx, my, x2, y2); else ctx.lineTo(x2, y2);
        ctx.stroke();
        if (!l.arrow || view.scale * 19 <= 3) continue;
        const d = Math.hypot(x2 - mx, y2 - my) || 1, ux = (x2 - mx) / d, uy = (y2 - my) / d, r = l.rb * grown + 2;
        ctx.beginPath();
        ctx.moveTo(x2 - ux * r, y2 - uy * r);
        for (const s of [1, -1]) ctx.lineTo(x2 - ux * (r + 8) - s * uy * 3.2, y2 - uy * (r + 8) + s * ux * 3.2);
        ctx.fill();
      }
      ctx.setLineDash([]);
      for (const b of held.bodies) {
        const x = px(b.i), y = py(b.i), r = b.r * grown;
        if (x < -r || y < -r || x > wide + r || y > high + r) continue;
        ctx.globalAlpha = 1;
        ctx.fillStyle = colour.ground;
        ctx.beginPath();
        ctx.arc(x, y, r + 1, 0, 2 * Math.PI);
        ctx.fill();
        ctx.globalAlpha = b.alpha;
        ctx.fillStyle = look.kinds[KINDS[b.kind]].colour;
        ctx.setTransform(dpr * r / 10, 0, 0, dpr * r / 10, dpr * x, dpr * y);
        ctx.fill(shapes[b.kind], 'evenodd');
        ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      }
    },
    lost: () => {}
  };
}

function layer() {
  const canvas = el('canvas', { 'aria-hidden': 'true' });
  $('canvas').append(canvas);
  return canvas;
}
function fitLayers() {
  const dpr = Math.min(window.devicePixelRatio || 1, 3);
  for (const canvas of [ground, over]) {
    canvas.width = Math.max(1, Math.round(box.clientWidth * dpr));
    canvas.height = Math.max(1, Math.round(box.clientHeight * dpr));
  }
}
function paintNow() {
  const wide = box.clientWidth, high = box.clientHeight;
  if (!wide || !high) return;
  const dpr = over.width / wide, ctx = over.getContext('2d');
  if (isStale) painter.draw(wide, high, dpr);
  isStale = false;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, over.width, over.height);
  paintOver(ctx);
}

const stage = {
  placeOf: i => ({ x: placesX[i], y: placesY[i] }),
  scale: () => view.scale,
  toScreen: p => ({ x: (p.x - view.x) * view.scale + box.clientWidth / 2, y: (p.y - view.y) * view.scale + box.clientHeight / 2 }),
  moveTo(position, scale) {
    Object.assign(view, position, scale ? { scale } : {});
    stage.redraw();
  },
  zoomBy: scale => stage.moveTo({}, scale),
  redraw() {
    isStale = true;
    stage.redrawNames();
  },
  redrawNames() {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; paintNow(); });
  },
  along(n) {
    const { a, b } = lines[n], p = stage.placeOf(a), q = stage.placeOf(b), bend = bends[n];
    if (!bend) return [p, q];
    const via = { x: (p.x + q.x) / 2 - (q.y - p.y) * bend, y: (p.y + q.y) / 2 + (q.x - p.x) * bend };
    return Array.from({ length: 9 }, (_, k) => k / 8).map(t => ({ x: (1 - t) * (1 - t) * p.x + 2 * t * (1 - t) * via.x + t * t * q.x, y: (1 - t) * (1 - t) * p.y + 2 * t * (1 - t) * via.y + t * t * q.y }));
  },
  recolour() {},
  show() {
    const radius = i => look.kinds[things[i].kind].radius, tones = {};
    const ink = name => tones[name] || (tones[name] = { tone: plainColour(colour[name]), ink: rgb(plainColour(colour[name])) });
    const crowd = Math.max(0.25, Math.min(1, Math.sqrt(700 / shownLines.length))), list = [];
    for (const b of bundles) list.push({ a: b.a, b: b.b, ra: radius(b.a), rb: radius(b.b), width: Math.min(4, 0.9 + 0.5 * Math.log2(b.count)), dash: 0, alpha: !lit ? 0.45 : lit.ends.has(b.a) || lit.ends.has(b.b) ? 0.6 : FADED * 0.6, arrow: false, bend: 0, ...ink('line') });
    for (const n of shownLines) {
      const l = lines[n], chosen = !!lit && lit.chosen === n, bright = !lit || lit.lines.has(n);
      list.push({ a: l.a, b: l.b, ra: radius(l.a), rb: radius(l.b), width: l.width + (chosen ? 1 : 0), dash: DASHES[l.status], alpha: lit ? (bright ? 1 : FADED * crowd) : crowd, arrow: l.r !== 'partnerOf', bend: bends[n], ...ink(chosen ? 'accent' : 'line') });
    }
    if (list.length > COARSE) spread(list);
    const seen = [];
    for (let i = 0; i < things.length; i++) if (onMap[i]) seen.push({ i, r: radius(i), kind: KINDS.indexOf(things[i].kind), alpha: isFaded(i) ? FADED : 1 });
    // What matters most lies on top.
    seen.sort((p, q) => look.kinds[things[q.i].kind].rank - look.kinds[things[p.i].kind].rank);
    painter.set({ lines: list, bodies: seen });
    return true;
  },
  start() {
    ground = layer();
    over = layer();
    fitLayers();
    painter = webglPainter(ground);
    if (!painter) { ground.remove(); ground = el('canvas', { 'aria-hidden': 'true' }); $('canvas').prepend(ground); fitLayers(); painter = plainPainter(ground); }
    document.documentElement.dataset.gkPainter = painter.kind;
    painter.lost(() => {
      ground.remove();
      ground = el('canvas', { 'aria-hidden': 'true' });
      $('canvas').prepend(ground);
      fitLayers();
      painter = plainPainter(ground);
      document.documentElement.dataset.gkPainter = 'canvas';
      drawMap();
    });
    wirePointers();
  },
  resized() {
    fitLayers();
    stage.redraw();
  }
};

function zoomAt(x, y, factor) {
  const scale = Math.max(LEAST_SCALE, Math.min(6, view.scale * factor)), wide = box.clientWidth / 2, high = box.clientHeight / 2;
  view.x += (x - wide) * (1 / view.scale - 1 / scale);
  view.y += (y - high) * (1 / view.scale - 1 / scale);
  view.scale = scale;
  inMotion();
  stage.redraw();
  nameSoon();
}
function wirePointers() {
  const down = new Map();
  let moved = false, hovers = false;
  const here = e => { const b = box.getBoundingClientRect(); return { x: e.clientX - b.left, y: e.clientY - b.top }; };
  over.addEventListener('pointerdown', e => {
    over.setPointerCapture(e.pointerId);
    if (!down.size) moved = false;
    down.set(e.pointerId, { ...here(e), from: here(e) });
    box.focus({ preventScroll: true });
  });
  over.addEventListener('pointermove', e => {
    const now = here(e), was = down.get(e.pointerId);
    if (!was) {
      if (!hovers && e.pointerType === 'mouse') { hovers = true; requestAnimationFrame(() => { hovers = false; point(over, now.x, now.y); }); }
      return;
    }
    if (Math.hypot(now.x - was.from.x, now.y - was.from.y) > (e.pointerType === 'touch' ? 9 : 4)) moved = true;
    const others = [...down.entries()].filter(([id]) => id !== e.pointerId);
    if (others.length === 1) {
      moved = true;
      const [, other] = others[0], before = Math.hypot(was.x - other.x, was.y - other.y), after = Math.hypot(now.x - other.x, now.y - other.y);
      if (before > 8 && after > 8) zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, after / before);
    }
    if (moved && others.length < 2) {
      const share = 1 / (others.length + 1);
      view.x -= (now.x - was.x) * share / view.scale;
      view.y -= (now.y - was.y) * share / view.scale;
      inMotion();
      stage.redraw();
    }
    Object.assign(was, now);
  });
  const up = e => {
    if (!down.has(e.pointerId)) return;
    down.delete(e.pointerId);
    if (down.size) return;
    if (moved) nameSoon();
    else if (e.type === 'pointerup' && e.button === 0) { const at = here(e); pick(at.x, at.y, e.pointerType === 'touch'); }
  };
  over.addEventListener('pointerup', up);
  over.addEventListener('pointercancel', up);
  over.addEventListener('pointerleave', () => leave());
  over.addEventListener('wheel', e => {
    e.preventDefault();
    const at = here(e), notch = e.deltaMode ? 24 : 1;
    zoomAt(at.x, at.y, Math.exp(-Math.max(-120, Math.min(120, e.deltaY * notch)) * (e.ctrlKey ? 0.01 : 0.0022)));
  }, { passive: false });
}
