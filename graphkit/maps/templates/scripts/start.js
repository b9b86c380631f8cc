// The address of a view, and the start.

const canWrite = location.protocol !== 'about:';
let written = '';
const safe = text => encodeURIComponent(text).replace(/%2F/g, '/');

function hashOf() {
  const out = [], kinds = Object.keys(look.kinds).filter(k => state.hide.has(k)), statuses = BEST.filter(s => state.nost.has(s));
  if (state.view !== 'map') out.push('v=' + state.view);
  if (state.view === 'reader' && state.doc >= 0) out.push('doc=' + safe(docs[state.doc].id));
  if (state.n >= 0) out.push('n=' + safe(things[state.n].id));
  if (state.e >= 0) out.push('e=' + facts[state.e].id);
  if (state.h !== 1) out.push('h=' + state.h);
  if (kinds.length) out.push('hide=' + kinds.join('.'));
  if (statuses.length) out.push('nost=' + statuses.join('.'));
  if (state.topic >= 0) out.push('topic=' + safe(things[state.topic].id));
  if (state.c !== DEFAULT_C) out.push('c=' + state.c);
  if (state.from || state.to) out.push(`y=${state.from || ''}-${state.to || ''}`);
  if (state.link >= 0) out.push('to=' + safe(things[state.link].id));
  if (fold && state.all) out.push('open=all');
  else if (state.open.size) out.push('open=' + fold.heads.filter(i => state.open.has(i)).map(i => safe(things[i].id)).join('.'));
  return out.join('&');
}
function writeHash() {
  const hash = hashOf();
  if (hash === written) return;
  written = hash;
  if (canWrite) history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
}
// Every value is checked against what is known; what is not is left out, and said.
function readHash() {
  const given = new Map();
  let isOff = false;
  for (const part of location.hash.slice(1).split('&')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    try { given.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1))); } catch (_) { isOff = true; }
  }
  const known = (key, map) => {
    if (!given.has(key)) return -1;
    if (map.has(given.get(key))) return map.get(given.get(key));
    isOff = true;
    return -1;
  };
  const list = (key, allowed) => new Set((given.get(key) || '').split('.').filter(x => x && (allowed.includes(x) || (isOff = true, false))));
  resetFilters();
  state.view = ['table', 'reader'].includes(given.get('v')) ? given.get('v') : 'map';
  state.n = known('n', thingAt);
  state.e = known('e', factAt);
  state.doc = state.e >= 0 ? -1 : known('doc', docAt);
  state.h = /^[123]$/.test(given.get('h')) ? Number(given.get('h')) : 1;
  state.hide = list('hide', Object.keys(look.kinds));
  state.nost = list('nost', BEST);
  state.topic = known('topic', thingAt);
  if (/^\d{1,2}$/.test(given.get('c')) && Number(given.get('c')) <= 95) state.c = Number(given.get('c'));
  const years = /^(\d{4})?-(\d{4})?$/.exec(given.get('y') || '');
  if (years) Object.assign(state, { from: Number(years[1] || 0), to: Number(years[2] || 0) });
  if (state.c % 5) $('confidence').step = 1;
  state.link = state.n >= 0 ? known('to', thingAt) : -1;
  if (state.link === state.n) state.link = -1;
  state.all = fold !== null && given.get('open') === 'all';
  state.open = new Set();
  for (const id of state.all || !given.has('open') ? [] : given.get('open').split('.')) {
    if (thingAt.has(id) && canFold(thingAt.get(id))) state.open.add(thingAt.get(id)); else isOff = true;
  }
  if (isOff) say('This link points at something that is not in this map');
}

function update() {
  unfoldFor(chosen());
  applyFilters();
  showFilters();
  showPanel();
  showView();
  drawMap();
  writeHash();
}
function choose(change) {
  if (change.e !== undefined && change.e !== state.e && change.view === undefined) readEvidence = 0;
  Object.assign(state, change);
  if (change.n !== undefined && change.link === undefined) state.link = -1;
  if (change.n !== undefined || change.e !== undefined) cursor = -1;
  update();
}
function openFilters(open) {
  $('filters').classList.toggle('open', open);
  $('filters-button').setAttribute('aria-expanded', String(open));
  (open ? $('filters').querySelector('button') : $('filters-button')).focus();
}
function showTheme() {
  const chosen = document.documentElement.classList, dark = chosen.contains('dark') || (!chosen.contains('light') && matchMedia('(prefers-color-scheme: dark)').matches);
  $('theme').setAttribute('aria-pressed', String(dark));
  readColours();
  stage.recolour();
}
function wire() {
  wireFilters();
  wireFold();
  wireTable();
  wireReader();
  wireSearch();
  wireKeys();
  wireSaving();
  for (const b of document.querySelectorAll('button[data-view]')) b.addEventListener('click', () => choose({ view: b.dataset.view }));
  for (const b of document.querySelectorAll('[data-steps]')) b.addEventListener('click', () => { choose({ h: Number(b.dataset.steps) }); say(`${plural(lit.things.size, 'thing')} within ${plural(state.h, 'step')}`); });
  for (const b of document.querySelectorAll('[data-zoom]')) b.addEventListener('click', () => {
    if (b.dataset.zoom === 'fit') { fitMap(); nameThings(); } else zoomBy(b.dataset.zoom === 'in' ? 1.25 : 0.8);
  });
  for (const a of document.querySelectorAll('[data-skip]')) a.addEventListener('click', e => {
    e.preventDefault();
    if (a.dataset.skip === 'table') { choose({ view: 'table' }); $('table-title').focus(); } else focusCard();
  });
  $('filters-button').addEventListener('click', () => openFilters(!$('filters').classList.contains('open')));
  document.addEventListener('click', e => {
    if ($('filters').classList.contains('open') && !e.target.closest('#filters, #filters-button')) openFilters(false);
  });
  $('sheet').addEventListener('click', () => {
    const tall = document.body.classList.toggle('tall');
    $('sheet').setAttribute('aria-expanded', String(tall));
    $('sheet').setAttribute('aria-label', tall ? 'Lower panel' : 'Taller panel');
  });
  $('theme').addEventListener('click', () => {
    const dark = $('theme').getAttribute('aria-pressed') !== 'true';
    document.documentElement.classList.toggle('dark', dark);
    document.documentElement.classList.toggle('light', !dark);
    showTheme();
    update();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { showTheme(); update(); });
  addEventListener('hashchange', () => {
    if (location.hash.slice(1) === written) return;
    written = location.hash.slice(1);
    readHash();
    readEvidence = 0;
    update();
    if (state.e >= 0 && state.view !== 'map') focusCard();
  });
}

startMap();
wire();
showTheme();
written = location.hash.slice(1);
readHash();
applyFilters();
fitMap();
update();
bring(chosen());
document.documentElement.dataset.gkReady = String(Math.max(1, Math.round(performance.now())));
