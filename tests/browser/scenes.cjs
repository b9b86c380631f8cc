// Opens a map in headless Chromium, plays one scene, and prints what was seen as JSON: {errors, seen}.
'use strict';
const fs = require('fs'), url = require('url');
const { chromium } = require('playwright-core');
const opt = JSON.parse(process.argv[2]);
const FILE = url.pathToFileURL(opt.file).href;
const sleep = ms => new Promise(r => setTimeout(r, ms));
const errors = [];
let browser;

// Before any script of the page: where names and bodies are painted, in pixels of the page.
function spy() {
  const P = CanvasRenderingContext2D.prototype, clear = P.clearRect, text = P.fillText, arc = P.arc;
  window.painted = { names: [], bodies: [] };
  const at = (ctx, x, y) => {
    const m = ctx.getTransform(), c = ctx.canvas.getBoundingClientRect(), k = c.width / ctx.canvas.width;
    return { x: c.left + (m.a * x + m.e) * k, y: c.top + (m.d * y + m.f) * k };
  };
  P.clearRect = function (...a) { if (this.canvas.isConnected) window.painted = { names: [], bodies: [] }; return clear.apply(this, a); };
  P.fillText = function (t, x, y) { if (this.canvas.isConnected) window.painted.names.push({ t, ...at(this, x, y) }); return text.apply(this, arguments); };
  P.arc = function (x, y, r) { if (this.canvas.isConnected) window.painted.bodies.push({ r, ...at(this, x, y) }); return arc.apply(this, arguments); };
}
// A machine without WebGL.
function withoutWebgl() {
  const get = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return /webgl/.test(kind) ? null : get.call(this, kind, ...rest); };
}
async function open({ hash = '', js = true, plain = false, ...context } = {}) {
  const c = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: 'light', javaScriptEnabled: js, acceptDownloads: true, ...context });
  const p = await c.newPage();
  p.on('request', r => { if (!/^(file|data|blob):/.test(r.url())) errors.push('request ' + r.url()); });
  p.on('console', m => { if (m.type() === 'error') errors.push(m.text()); });
  p.on('pageerror', e => errors.push(e.message));
  p.on('dialog', d => { errors.push('dialog ' + d.message()); d.dismiss(); });
  if (js) await p.addInitScript(spy);
  if (plain) await p.addInitScript(withoutWebgl);
  await p.goto(FILE + (hash && '#' + hash));
  if (js) await p.waitForFunction(() => document.documentElement.dataset.gkReady);
  await sleep(200);
  return p;
}
const hashOf = p => p.evaluate(() => location.hash.slice(1));
const title = p => p.locator('#card h2').innerText();
const data = p => p.evaluate(() => JSON.parse(document.getElementById('gk-data').textContent));
const press = async (p, ...keys) => { for (const k of keys) { await p.keyboard.press(k); await sleep(60); } };
const shownRows = p => p.locator('#rows tr:visible').count();
async function saved(p, what) {
  await p.click('#export-button');
  const [download] = await Promise.all([p.waitForEvent('download'), p.click(`[data-save="${what}"]`)]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

const scenes = {
  async clicks() { // a page of two things and one fact
    const p = await open({ hash: 'c=0' }), seen = {};
    const { names, bodies } = await p.evaluate(() => window.painted);
    await p.mouse.click(names[0].x, names[0].y - 4);
    await sleep(150);
    seen.thing = await title(p);
    await p.keyboard.press('Escape');
    await p.mouse.click((bodies[0].x + bodies[1].x) / 2, (bodies[0].y + bodies[1].y) / 2);
    await sleep(150);
    seen.fact = await title(p);
    seen.quote = await p.locator('[data-gk="quote"]').first().evaluate(e => e.textContent);
    seen.marks = await p.locator('[data-gk="quote"] mark').allInnerTexts();
    await p.mouse.click(bodies[0].x + 200, 60 + 20);
    await sleep(150);
    seen.after = await title(p);
    return seen;
  },
  async keyboard() {
    const p = await open(), seen = { said: [] };
    const heard = async () => { await sleep(120); return p.locator('#live').innerText(); };
    await press(p, 'Tab', 'Enter', 'Tab', 'Enter');
    seen.thing = await title(p);
    await press(p, 'Enter');
    seen.fact = await title(p);
    await press(p, 'Escape');
    seen.back = [await title(p), await p.evaluate(() => document.activeElement.dataset.gk)];
    await press(p, 'Escape');
    seen.start = [await title(p), await hashOf(p)];
    await p.focus('#map');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) { await press(p, key); seen.said.push(await heard()); }
    await press(p, 'Enter');
    seen.opened = await title(p);
    seen.focus = await p.evaluate(() => document.activeElement.dataset.gk || document.activeElement.tagName);
    await press(p, '/');
    seen.find = await p.evaluate(() => document.activeElement.id);
    await p.keyboard.type('zzzz nothing');
    seen.nothing = await heard();
    return seen;
  },
  async permalink() {
    const d = await data(await open()), e = d.edges.find(x => x.s >= 0 && x.o >= 0 && x.c > 0.6), n = d.nodes[e.s].id, topic = d.nodes.find(x => x.kind === 'topic').id;
    const hashes = ['', `n=${n}&e=${e.id}`, `v=reader&e=${e.id}`, `v=table&n=${n}&h=3&hide=topic.place&nost=ended.negated&c=70&y=2012-2016`, `v=reader&doc=${d.docs[0].id}`, `topic=${topic}&c=0`, 'y=2012-', `n=${n}&h=2`];
    const kept = [];
    for (const hash of hashes) kept.push(await hashOf(await open({ hash })));
    const p = await open({ hash: hashes[3] });
    return { hashes, kept, rows: await shownRows(p), all: d.edges.length, note: await p.locator('#year-note').innerText() };
  },
  async hostile_hash() {
    const p = await open({ hash: 'v=__proto__&n=<img src=x onerror=alert(1)>&e=zz&c=1e9&y=--&hide=__proto__.x&topic=constructor&h=9&doc=../..&%E0%A4%A' });
    return { hash: await hashOf(p), said: await p.locator('#live').innerText(), images: await p.locator('img').count(), title: await title(p) };
  },
  async hostile_names() {
    const p = await open(), seen = { names: [] };
    const d = await data(p);
    for (const node of d.nodes.slice(0, 12)) {
      const q = await open({ hash: 'n=' + node.id });
      seen.names.push([node.name, await q.locator('#card h2').evaluate(e => e.textContent)]);
      await q.context().close();
    }
    await p.click('button[data-view="table"]');
    seen.ran = await p.evaluate(() => typeof window.gkxss);
    seen.images = await p.locator('img').count();
    seen.literal = (await p.locator('#table-view').innerText()).includes('{{7*7}}');
    const painted = await p.evaluate(() => window.painted.names.map(n => n.t).join(''));
    const bare = s => s.replace(/[\s-]+/g, '');
    seen.unpainted = d.nodes.map(n => n.name).filter(name => !bare(painted).includes(bare(name)));
    return seen;
  },
  async reader() {
    const d = await data(await open()), last = d.edges.filter(e => e.c >= 0.5).sort((a, b) => b.start - a.start)[0];
    const p = await open({ hash: 'v=reader&e=' + last.id });
    const hit = p.locator('[data-gk="hit"]'), box = await hit.boundingBox(), view = await p.locator('#reader-view').boundingBox();
    const seen = { quote: Array.from(d.docs[0].text).slice(last.start, last.end).join(''), hit: await hit.innerText(), high: (box.y - view.y) / view.height };
    seen.links = await p.locator('#text a').count();
    await p.locator('#text a').first().click();
    await sleep(150);
    seen.after = await hashOf(p);
    seen.card = await p.locator('[data-gk="quote"]').first().evaluate(e => e.textContent);
    seen.first = await p.locator('#text a').first().innerText();
    return seen;
  },
  async table() {
    const p = await open({ hash: 'v=table&c=0' }), seen = { first: await shownRows(p), button: await p.locator('#more').innerText() };
    await p.click('#more');
    seen.second = await shownRows(p);
    seen.more = await p.locator('#more').isVisible();
    seen.focus = await p.evaluate(() => document.activeElement.closest('tr') !== null);
    await p.locator('.said button').nth(210).click();
    seen.same = (await p.locator('.said button').nth(210).innerText()) === (await p.locator('[data-gk="quote"]').first().evaluate(e => e.textContent));
    await p.click('[data-kind="initiative"]');
    seen.filtered = await shownRows(p);
    seen.count = await p.locator('#table-count').innerText();
    return seen;
  },
  async saving() {
    const p = await open({ hash: 'nost=planned' }), seen = {}, d = await data(p);
    const csv = await saved(p, 'csv'), text = csv.bytes.toString('utf8');
    seen.csv = { bom: text.charCodeAt(0) === 0xfeff, lines: text.slice(1).split('\r\n'), lone: /[^\r]\n/.test(text) };
    seen.facts = d.edges.filter(e => e.c >= d.threshold && e.st !== 'planned').length;
    const svg = await saved(p, 'svg');
    seen.svg = await p.evaluate(t => { const x = new DOMParser().parseFromString(t, 'image/svg+xml'); return { bad: !!x.querySelector('parsererror'), texts: x.querySelectorAll('text').length, scripts: x.querySelectorAll('script, image, foreignObject').length }; }, svg.bytes.toString('utf8'));
    const png = await saved(p, 'png');
    seen.png = { head: png.bytes.subarray(1, 4).toString(), width: png.bytes.readUInt32BE(16) };
    seen.map = await p.evaluate(() => document.getElementById('map').clientWidth);
    seen.names = [csv.name, svg.name, png.name];
    return seen;
  },
  async small() {
    const seen = [];
    for (const width of [390, 320]) {
      const p = await open({ viewport: { width, height: 844 }, hasTouch: true, deviceScaleFactor: 2 });
      const sideways = () => p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const s = { width, map: await sideways() };
      s.small = await p.evaluate(() => Array.from(document.querySelectorAll('button, select, input')).filter(e => { const b = e.getBoundingClientRect(); return b.width && b.height && e.type !== 'range' && (b.width < 24 || b.height < 24); }).map(e => e.id || e.textContent));
      s.names = await p.evaluate(() => window.painted.names.length);
      const low = (await p.locator('#panel').boundingBox()).height;
      await p.tap('#sheet');
      s.taller = (await p.locator('#panel').boundingBox()).height > low * 1.5;
      await p.tap('#sheet');
      await p.tap('#filters-button');
      s.filters = await p.locator('#filters').isVisible();
      await press(p, 'Escape');
      s.closed = !(await p.locator('#filters').isVisible());
      await p.tap('button[data-view="table"]');
      s.table = await sideways();
      await p.tap('button[data-view="reader"]');
      s.reader = await sideways();
      seen.push(s);
      await p.context().close();
    }
    return seen;
  },
  async looks() {
    const seen = {}, ground = p => p.evaluate(() => getComputedStyle(document.body).backgroundColor);
    let p = await open({ colorScheme: 'dark' });
    seen.dark = await ground(p);
    await p.click('#theme');
    seen.light = await ground(p);
    await p.click('#theme');
    await p.emulateMedia({ media: 'print' });
    seen.print = [await p.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()), await p.locator('#still svg').isVisible(), await p.locator('#table-view').isVisible(), await p.locator('button:visible').count() - await p.locator('.said button:visible').count()];
    p = await open({ forcedColors: 'active' });
    seen.forced = await p.evaluate(() => getComputedStyle(document.querySelector('.views button[aria-pressed="true"]')).outlineStyle);
    p = await open({ js: false });
    seen.still = [await p.locator('#still svg').isVisible(), await p.locator('#rows tr').count(), await p.locator('button:visible, input:visible').count()];
    return seen;
  },
  async folds() { // a page of so many things that it folds
    const p = await open(), seen = {}, d = await data(p), said = async () => { await sleep(120); return p.locator('#live').innerText(); };
    const painted = () => p.evaluate(() => window.painted.names.map(n => n.t)), plates = async () => (await painted()).filter(t => /^\+[\d,]+$/.test(t)).length;
    seen.painter = await p.evaluate(() => document.documentElement.dataset.gkPainter);
    seen.start = { plates: await plates(), note: await p.locator('#map-note').innerText(), lead: await p.locator('#card').innerText(), things: d.fold.drawn.length, opening: d.fold.opening };
    const own = new Map(d.fold.heads.map(i => [i, []]));
    d.fold.drawn.forEach((i, k) => { if (d.fold.heads[d.fold.owner[k]] !== i) own.get(d.fold.heads[d.fold.owner[k]]).push(i); });
    const at = await p.evaluate(() => window.painted.names.find(n => n.t.startsWith('+')));
    await p.mouse.click(at.x, at.y - 4);
    await sleep(200);
    const opened = /open=([^&]*)/.exec(await hashOf(p)), head = d.nodes.findIndex(n => opened && n.id === opened[1]);
    seen.click = { title: await title(p), name: head < 0 ? '' : d.nodes[head].name, hash: await hashOf(p), button: await p.locator('[data-gk="fold"]').innerText(), own: head < 0 ? -1 : own.get(head).length, painted: (await painted()).length };
    await p.focus('[data-gk="fold"]');
    await press(p, 'Enter');
    seen.closed = { hash: await hashOf(p), said: await said(), expanded: await p.getAttribute('[data-gk="fold"]', 'aria-expanded'), focus: await p.evaluate(() => document.activeElement.dataset.gk) };
    await press(p, 'Enter');
    seen.opened = { hash: await hashOf(p), said: await said(), expanded: await p.getAttribute('[data-gk="fold"]', 'aria-expanded') };
    await press(p, 'Escape');
    const hidden = d.fold.drawn.find((i, k) => d.fold.owner[k] !== d.fold.heads.indexOf(head) && !d.fold.heads.includes(i) && d.edges.some(e => (e.s === i || e.o === i) && e.c >= 0.6));
    await press(p, '/');
    await p.keyboard.type(d.nodes[hidden].name);
    await press(p, 'Enter');
    seen.found = { name: d.nodes[hidden].name, title: await title(p), hash: await hashOf(p), owner: d.nodes[d.fold.heads[d.fold.owner[d.fold.drawn.indexOf(hidden)]]].id, isPainted: (await painted()).join(' ').replace(/[\s-]/g, '').includes(d.nodes[hidden].name.replace(/[\s-]/g, '')) };
    const again = await open({ hash: seen.found.hash });
    seen.link = { hash: await hashOf(again), title: await title(again) };
    await press(p, 'Escape');
    await p.click('#unfold');
    seen.all = { hash: await hashOf(p), plates: await plates(), said: await said(), pressed: await p.getAttribute('#unfold', 'aria-pressed') };
    await p.click('#unfold');
    seen.folded = { hash: await hashOf(p), plates: await plates() };
    await p.focus('#map');
    await press(p, '0', 'ArrowRight');
    seen.walk = await said();
    await press(p, 'Enter');
    seen.entered = await hashOf(p);
    const odd = await open({ hash: 'open=council/nowhere.__proto__' });
    await sleep(100);
    seen.odd = [await hashOf(odd), await odd.locator('#live').innerText()];
    return seen;
  },
  async painters() { // without WebGL, and where it is taken away
    const seen = {}, inked = p => p.evaluate(() => {
      const c = document.querySelector('#canvas canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let n = 0;
      for (let k = 3; k < d.length; k += 4) n += d[k] > 0;
      return n;
    });
    let p = await open({ plain: true });
    seen.plain = [await p.evaluate(() => document.documentElement.dataset.gkPainter), await inked(p) > 1000, await p.evaluate(() => window.painted.names.length > 10)];
    p = await open();
    seen.before = await p.evaluate(() => document.documentElement.dataset.gkPainter);
    await p.evaluate(() => { const lost = document.querySelector('#canvas canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lost.loseContext(); });
    await sleep(400);
    seen.after = [await p.evaluate(() => document.documentElement.dataset.gkPainter), await inked(p) > 1000];
    p = await open();
    const shot = await p.screenshot();
    seen.coloured = await p.evaluate(async bytes => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' })), c = document.createElement('canvas'), here = document.getElementById('map').getBoundingClientRect();
      c.width = here.width; c.height = here.height;
      const ctx = c.getContext('2d');
      ctx.drawImage(image, -here.left, -here.top);
      const d = ctx.getImageData(0, 0, c.width, c.height).data;
      let councils = 0;
      for (let k = 0; k < d.length; k += 4) councils += d[k] === 0x54 && d[k + 1] === 0x46 && d[k + 2] === 0xf9;
      return councils;
    }, [...shot]);
    return seen;
  },
  async fingers() { // a large page on a phone
    const p = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }), seen = {};
    const names = () => p.evaluate(() => window.painted.names.filter(n => !/^\+/.test(n.t)));
    const client = await p.context().newCDPSession(p), box = await p.locator('#map').boundingBox(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const touch = (type, ...points) => client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) });
    seen.sideways = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const first = (await names())[0];
    await p.touchscreen.tap(first.x, first.y - 3);
    await sleep(250);
    seen.title = await title(p);
    seen.name = first.t;
    seen.hash = await hashOf(p);
    await p.click('#sheet');
    await p.click('#sheet');
    await touch('touchStart', [x, y]);
    for (let k = 1; k <= 5; k++) await touch('touchMove', [x + 12 * k, y + 6 * k]);
    await touch('touchEnd');
    await sleep(200);
    seen.dragged = await hashOf(p) === seen.hash;
    const ring = () => p.evaluate(() => Math.max(...window.painted.bodies.map(b => b.r))), before = await ring(); // about the chosen thing
    await touch('touchStart', [x - 30, y], [x + 30, y]);
    for (let k = 1; k <= 6; k++) await touch('touchMove', [x - 30 - 10 * k, y], [x + 30 + 10 * k, y]);
    await touch('touchEnd');
    await sleep(250);
    seen.pinched = (await ring()) > 1.5 * before;
    return seen;
  },
  async chains() { // how two things hang together
    const p = await open(), seen = {}, d = await data(p);
    let far = new Map(), queue = [];
    for (let start = 0; Math.max(...far.values(), 0) < 2; start++) {
      far = new Map([[start, 0]]);
      queue = [start];
      for (const here of queue) for (const e of d.edges) {
        if (e.c < d.threshold || e.s < 0 || !(e.o >= 0) || ![e.s, e.o].includes(here)) continue;
        const other = e.s === here ? e.o : e.s;
        if (!far.has(other)) { far.set(other, far.get(here) + 1); queue.push(other); }
      }
    }
    const last = queue.filter(i => far.get(i) <= 4).pop(), ends = [d.nodes[queue[0]], d.nodes[last]];
    seen.steps = far.get(last);
    await press(p, '/');
    await p.keyboard.type(ends[0].name);
    await press(p, 'Enter');
    await p.click('[data-gk="link"]');
    seen.asked = await p.getAttribute('#find', 'aria-label');
    await p.keyboard.type(ends[1].name);
    await press(p, 'Enter');
    seen.title = await title(p);
    seen.names = ends.map(n => n.name);
    seen.lead = await p.locator('#card .lead').first().innerText();
    seen.rows = await p.locator('#card [data-gk="edge"] b').allInnerTexts();
    seen.hash = await hashOf(p);
    seen.link = await title(await open({ hash: seen.hash }));
    await p.locator('#card [data-gk="edge"]').first().click();
    seen.fact = await title(p);
    seen.quote = await p.locator('[data-gk="quote"]').first().evaluate(e => e.textContent);
    await press(p, 'Escape');
    seen.back = await title(p);
    await press(p, 'Escape', 'Escape');
    seen.start = [await title(p), await hashOf(p)];
    const none = d.nodes.find(n => !d.edges.some(e => e.s >= 0 && e.o >= 0 && (d.nodes[e.s] === n || d.nodes[e.o] === n)));
    if (none) seen.none = await (await open({ hash: `n=${ends[0].id}&to=${none.id}` })).locator('#card .lead').first().innerText();
    await p.click('[data-gk="node"]');
    await p.click('[data-gk="link"]');
    await press(p, 'Escape');
    seen.ended = await p.getAttribute('#find', 'aria-label');
    return seen;
  },
  async accessible() { // axe-core over what the gates of small pages do not open
    const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'), seen = {};
    const look = async (p, name) => {
      await p.evaluate(source + ';0');
      seen[name] = await p.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => v.id + ' ' + v.nodes[0].target.join(' ')));
    };
    for (const colorScheme of ['light', 'dark']) {
      const p = await open({ colorScheme }), d = await data(p), head = d.nodes[d.fold.heads[0]].id, other = d.nodes[d.fold.heads[1]].id;
      await look(p, 'folded ' + colorScheme);
      await look(await open({ colorScheme, hash: 'open=all' }), 'all ' + colorScheme);
      await look(await open({ colorScheme, hash: `n=${head}&open=${head}` }), 'thing ' + colorScheme);
      await look(await open({ colorScheme, hash: `n=${head}&to=${other}` }), 'chain ' + colorScheme);
    }
    return seen;
  },
  async gates() { // what a page of any size must hold, of what the small ones' check does not ask
    const p = await open(), seen = {}, d = await data(p);
    seen.things = d.nodes.length;
    seen.facts = d.edges.length;
    const fact = d.edges[Math.floor(d.edges.length / 2)], doc = d.docs.find(x => x.id === fact.doc);
    const q = await open({ hash: 'e=' + fact.id + '&c=0' });
    seen.quote = (await q.locator('[data-gk="quote"]').first().evaluate(e => e.textContent)) === Array.from(doc.text).slice(fact.start, fact.end).join('');
    await q.context().close();
    await p.click('#unfold');
    await p.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
    seen.hash = await hashOf(p);
    seen.note = await p.locator('#map-note').innerText();
    const csv = await saved(p, 'csv');
    seen.rows = csv.bytes.toString('utf8').split('\r\n').length - 2;
    seen.on = d.edges.filter(e => e.c >= d.threshold).length;
    return seen;
  },
  async filters() {
    const p = await open({ hash: 'c=0' }), seen = {}, d = await data(p), painted = () => p.evaluate(() => window.painted.bodies.length);
    seen.before = await painted();
    await p.click('[data-kind="organisation"]');
    await sleep(150);
    seen.after = await painted();
    seen.pressed = await p.getAttribute('[data-kind="organisation"]', 'aria-pressed');
    seen.hash = await hashOf(p);
    const hidden = d.nodes.find(n => n.kind === 'organisation' && n.id === d.nodes[d.edges.find(e => d.nodes[e.o].kind === 'organisation').o].id);
    await press(p, '/');
    await p.keyboard.type(hidden.name);
    await press(p, 'Enter');
    seen.found = [hidden.name, await title(p), await p.getAttribute('[data-kind="organisation"]', 'aria-pressed')];
    await p.click('[data-steps="3"]');
    seen.steps = await hashOf(p);
    return seen;
  }
};

(async () => {
  browser = await chromium.launch({ executablePath: opt.chromium, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  const seen = await scenes[opt.scene]();
  await browser.close();
  process.stdout.write(JSON.stringify({ errors, seen }));
})().catch(e => { process.stderr.write(String(e && e.stack || e)); process.exit(1); });
