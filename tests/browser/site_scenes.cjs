// Opens pages of a site in headless Chromium from disk, plays one scene, and prints what was seen as JSON: {errors, seen}.
'use strict';
const fs = require('fs'), path = require('path'), url = require('url');
const { chromium } = require('playwright-core');
const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const opt = JSON.parse(process.argv[2]);
const ROOT = opt.file;
const errors = [];
let browser;

async function open(page, { js = true, ...context } = {}) {
  const c = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: 'light', javaScriptEnabled: js, acceptDownloads: true, bypassCSP: false, ...context });
  const p = await c.newPage();
  p.on('request', r => { if (!/^(file|data):/.test(r.url())) errors.push('request ' + r.url()); });
  p.on('console', m => { if (m.type() === 'error') errors.push(`${page}: ${m.text()}`); });
  p.on('pageerror', e => errors.push(`${page}: ${e.message}`));
  p.on('dialog', d => { errors.push('dialog ' + d.message()); d.dismiss(); });
  await p.goto(url.pathToFileURL(path.join(ROOT, page.split('#')[0])).href + (page.includes('#') ? '#' + page.split('#')[1] : ''));
  return p;
}
const here = p => { const at = new URL(p.url()); return path.relative(ROOT, url.fileURLToPath(at.origin === 'null' ? 'file://' + at.pathname : at)) + at.search + at.hash; };
const sideways = p => p.evaluate(() => document.documentElement.scrollWidth - innerWidth);
const ground = (p, selector) => p.locator(selector).first().evaluate(e => getComputedStyle(e).backgroundColor);
const all = folder => fs.readdirSync(folder, { withFileTypes: true }).flatMap(e => e.isDirectory() ? all(path.join(folder, e.name)) : [path.join(folder, e.name)]);
const pages = () => all(ROOT).filter(f => f.endsWith('.html') && !f.endsWith('map.html')).map(f => path.relative(ROOT, f)).sort();
async function axe(p) { // evaluated from outside: the page's own policy stays as it is
  await p.evaluate(AXE);
  return p.evaluate(async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations.map(v => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`));
}

const scenes = {
  async find() {
    const seen = {};
    let p = await open('index.html');
    await p.fill('.find.big input', 'wigan co');
    await p.keyboard.press('Enter');
    await p.waitForURL(/search\.html/);
    seen.first = await p.locator('#found a').first().innerText();
    seen.kind = await p.locator('#found li').first().locator('.n').first().innerText();
    seen.told = await p.locator('#told').innerText();
    seen.focus = await p.evaluate(() => document.activeElement.id);
    await p.keyboard.press('Enter');
    await p.waitForURL(/council/);
    seen.opened = [here(p), await p.locator('h1').innerText()];
    await p.fill('.top input', 'zzzz');
    await p.click('.top button');
    await p.waitForURL(/search\.html/);
    seen.nothing = await p.locator('#told').innerText();
    await p.fill('#wanted', 'housing');
    await p.keyboard.press('ArrowDown');
    await p.keyboard.press('ArrowDown');
    seen.second = await p.evaluate(() => document.activeElement === document.querySelectorAll('#found a')[1]);
    await p.keyboard.press('ArrowUp');
    await p.keyboard.press('ArrowUp');
    seen.back = await p.evaluate(() => document.activeElement.id);
    await p.locator('h1').click();
    await p.keyboard.press('/');
    seen.slash = await p.evaluate(() => document.activeElement.id);
    p = await open('index.html', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await p.tap('.find.big input');
    await p.keyboard.type('blackpool');
    await p.tap('.find.big button');
    await p.waitForURL(/search\.html/);
    await p.tap('#found a');
    await p.waitForURL(/council/);
    seen.touched = here(p);
    return seen;
  },
  async sentence() { // from a council to the sentence in its document and back
    const p = await open('council/wigan.html'), seen = {};
    const said = p.locator('.said').first();
    seen.quote = await said.locator('blockquote').evaluate(e => e.textContent);
    await said.locator('.source a').last().click();
    await p.waitForURL(/document/);
    seen.at = here(p);
    const hit = p.locator('.hit:has(:target)');
    seen.hit = await hit.evaluate(e => e.textContent);
    seen.marked = await hit.evaluate(e => getComputedStyle(e).backgroundColor);
    await p.waitForTimeout(200);
    const box = await hit.boundingBox();
    seen.inView = box.y > 0 && box.y + box.height < 900;
    await hit.click();
    seen.facts = await p.locator('.at:target .claim').allInnerTexts();
    await p.locator('.at:target .back').click();
    seen.again = await p.locator('.hit:target').evaluate(e => e.textContent);
    await p.locator('.at .claim a[href*="organisation/"]').first().click();
    await p.waitForURL(/organisation/);
    seen.left = await p.locator('h1').innerText();
    return seen;
  },
  async keyboard() {
    const p = await open('council/wigan.html'), seen = {};
    await p.keyboard.press('Tab');
    seen.skip = await p.evaluate(() => document.activeElement.textContent);
    await p.keyboard.press('Enter');
    seen.main = await p.evaluate(() => document.activeElement.id);
    await p.keyboard.press('Tab');
    seen.first = await p.evaluate(() => document.activeElement.closest('main') !== null);
    for (let i = 0; i < 40 && !(await p.evaluate(() => document.activeElement.closest('.source'))); i += 1) await p.keyboard.press('Tab');
    seen.outline = await p.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    await p.keyboard.press('Enter');
    await p.waitForURL(/document/);
    seen.at = here(p);
    return seen;
  },
  async doubtful() { // what was read with little confidence opens by a key
    const p = await open('council/saltby.html'), seen = { before: await p.locator('.doubtful .said').first().isVisible() };
    await p.focus('.doubtful summary');
    await p.keyboard.press('Enter');
    seen.after = await p.locator('.doubtful .said').first().isVisible();
    return seen;
  },
  async gaps() {
    const p = await open('gaps.html'), seen = {};
    const shown = () => p.locator('.matrix thead th[data-region]:visible').count();
    seen.all = [await shown(), await p.locator('.matrix tbody tr:visible').count(), await p.locator('#told').innerText()];
    await p.selectOption('#region', 'North West');
    seen.region = [await shown(), await p.locator('#told').innerText()];
    seen.counts = await p.locator('.matrix tbody tr:visible .sum').allInnerTexts();
    await p.selectOption('#region', '');
    await p.selectOption('#tier', 'district');
    seen.tier = await shown();
    await p.selectOption('#tier', '');
    await p.check('#holes');
    seen.holes = await p.locator('#told').innerText();
    const cell = p.locator('.cell').first();
    seen.label = await cell.getAttribute('aria-label');
    await cell.click();
    await p.waitForURL(/topic/);
    seen.at = here(p);
    seen.target = [await p.locator('section:target h2').innerText(), await p.locator('section:target .said').count()];
    seen.empty = await (await open('gaps.html')).locator('td[aria-label="nothing found in these documents"]').count();
    const bare = await open('gaps.html', { js: false });
    seen.bare = [await bare.locator('#choose').isVisible(), await bare.locator('.matrix tbody tr:visible').count()];
    return seen;
  },
  async timeline() {
    const p = await open('timeline.html'), seen = {};
    const cell = p.locator('tr:has(th a[href="council/wigan.html"]) .cell').first();
    seen.label = await cell.getAttribute('aria-label');
    await cell.click();
    await p.waitForURL(/timeline\//);
    seen.at = here(p);
    seen.target = [await p.locator('section:target h2').innerText(), await p.locator('section:target .line').count()];
    await p.locator('.kind a').last().click();
    seen.next = await p.locator('h1').innerText();
    return seen;
  },
  async questions() {
    let p = await open('questions.html');
    const seen = { questions: await p.locator('main li a').count() };
    await p.click('a[href="questions/planned.html"]');
    await p.waitForURL(/planned/);
    const rows = () => p.locator('.answer tbody tr:visible').count();
    seen.rows = await rows();
    await p.fill('#words', 'wigan');
    seen.some = [await rows(), await p.locator('#told').innerText()];
    await p.selectOption('#column', { label: 'relation' });
    seen.none = await rows();
    await p.fill('#words', '');
    const [download] = await Promise.all([p.waitForEvent('download'), p.click('a[download]')]);
    seen.csv = fs.readFileSync(await download.path(), 'utf8').split('\n').slice(0, 2);
    seen.name = download.suggestedFilename();
    await p.locator('.quote a').first().click();
    await p.waitForURL(/document/);
    seen.sentence = await p.locator('.hit:has(:target)').count();
    return seen;
  },
  async councils() {
    const p = await open('councils.html'), seen = { tiles: await p.locator('.tile').count(), linked: await p.locator('a.tile').count(), counties: await p.locator('path.county').count() };
    const tile = p.locator('a.tile[href="council/wigan.html"]');
    seen.label = await tile.getAttribute('aria-label');
    seen.fill = await tile.locator('rect').evaluate(e => getComputedStyle(e).fill);
    await tile.focus();
    seen.ring = await tile.locator('rect').evaluate(e => getComputedStyle(e).strokeWidth);
    await p.keyboard.press('Enter');
    await p.waitForURL(/wigan/);
    seen.opened = await p.locator('h1').innerText();
    const q = await open('council/wigan.html');
    await q.locator('.near a').first().click();
    seen.near = here(q) !== 'council/wigan.html';
    const m = await open('council/wigan.html');
    await m.click('a[href*="map.html#"]');
    await m.waitForFunction(() => document.documentElement.dataset.gkReady);
    seen.map = await m.locator('#card h2').innerText();
    return seen;
  },
  async looks() { // every kind of page, in every size and light
    const seen = { sideways: [], axe: [], small: [] };
    for (const page of opt.pages) {
      for (const [width, height] of [[1600, 1000], [390, 844], [320, 640]]) {
        for (const colorScheme of ['light', 'dark']) {
          const p = await open(page, { viewport: { width, height }, colorScheme, hasTouch: width < 500 });
          const state = `${page} ${width} ${colorScheme}`;
          if (await sideways(p)) seen.sideways.push(state);
          if (width !== 320) for (const found of await axe(p)) seen.axe.push(`${state} ${found}`);
          const small = await p.evaluate(() => Array.from(document.querySelectorAll('button, select, input, summary, .cell, .top a, .letters a')).filter(e => { const b = e.getBoundingClientRect(); return b.width && b.height && e.type !== 'checkbox' && (b.width < 22 || b.height < 22); }).map(e => e.className || e.textContent));
          if (small.length) seen.small.push(`${state} ${small.slice(0, 3)}`);
          await p.context().close();
        }
      }
    }
    const dark = await open('index.html', { colorScheme: 'dark' });
    seen.dark = await ground(dark, 'body');
    const forced = await open('gaps.html', { forcedColors: 'active' });
    seen.forced = await ground(forced, '.cell.done');
    return seen;
  },
  async paper() { // how many sheets of A4 the pages of councils take, and that controls stay off them
    const seen = {};
    for (const page of pages().filter(name => name.startsWith('council/'))) {
      const p = await open(page, { colorScheme: 'dark' });
      const pdf = (await p.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } })).toString('latin1');
      seen[page] = (pdf.match(/\/Type\s*\/Page[^s]/g) || []).length;
      await p.context().close();
    }
    const p = await open('council/wigan.html', { colorScheme: 'dark' });
    await p.emulateMedia({ media: 'print' });
    return { sheets: seen, ground: await ground(p, 'body'), controls: await p.locator('input:visible, button:visible, .side:visible, summary:visible').count(), quotes: await p.locator('blockquote:visible').count() };
  },
  async bare() { // without scripts nothing is missing but the filters
    const seen = { text: [] };
    for (const page of opt.pages) {
      const p = await open(page, { js: false });
      seen.text.push([page, (await p.locator('main').innerText()).length > 60, await p.locator('.controls:visible input:visible, .controls:visible select:visible').count()]);
      await p.context().close();
    }
    const p = await open('search.html', { js: false });
    seen.lists = await p.locator('noscript a, main p a').count();
    return seen;
  },
  async hostile() { // every page of a site of hostile names
    const seen = { pages: 0, ran: [], strange: [] };
    const c = await browser.newContext({ viewport: { width: 1000, height: 800 } }), p = await c.newPage();
    p.on('request', r => { if (!/^(file|data):/.test(r.url())) errors.push('request ' + r.url()); });
    p.on('console', m => { if (m.type() === 'error') errors.push(m.text()); });
    p.on('pageerror', e => errors.push(e.message));
    p.on('dialog', d => { errors.push('dialog ' + d.message()); d.dismiss(); });
    for (const page of pages()) {
      await p.goto(url.pathToFileURL(path.join(ROOT, page)).href);
      const found = await p.evaluate(() => [typeof window.gkxss, document.querySelectorAll('img, iframe, object, svg svg, [onload], [onerror], [onmouseover]').length, document.documentElement.scrollWidth - innerWidth]);
      if (found[0] !== 'undefined') seen.ran.push(page);
      if (found[1] || found[2] > 0) seen.strange.push([page, found]);
      seen.pages += 1;
    }
    await p.goto(url.pathToFileURL(path.join(ROOT, 'search.html')).href + '?q=' + encodeURIComponent('<img'));
    seen.found = await p.locator('#found li').count();
    seen.value = await p.inputValue('#wanted');
    seen.images = await p.locator('img').count();
    return seen;
  }
};

(async () => {
  browser = await chromium.launch({ executablePath: opt.chromium, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  const seen = await scenes[opt.scene]();
  await browser.close();
  process.stdout.write(JSON.stringify({ errors, seen }));
})().catch(e => { process.stderr.write(String(e && e.stack || e)); process.exit(1); });
