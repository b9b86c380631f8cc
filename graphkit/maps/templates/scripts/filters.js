// Which things, facts and lines are on screen. Map, table and CSV all ask here.

const BEST = ['done', 'planned', 'ended', 'negated'];
const years = facts.map(f => f.t ? Number(f.t.slice(0, 4)) : 0);
const dated = years.filter(y => y > 0);
const FIRST_YEAR = dated.reduce((p, q) => Math.min(p, q), dated[0] || 0), LAST_YEAR = dated.reduce((p, q) => Math.max(p, q), 0);
let thingOn = [], onMap = [], factOn = [], shownLines = [], leftOutUndated = 0;

// The graph's threshold is exact, the slider's figure rounded: at its first place the slider means the threshold.
function isSure(f, c) {
  return c === DEFAULT_C ? f.c >= data.threshold || isTrusted(f) : f.c >= c / 100 || (isTrusted(f) && c < DEFAULT_C);
}
const hasSureFact = things.map((_, i) => factsOf[i].some(j => isSure(facts[j], DEFAULT_C)));
const doubtful = facts.filter(f => !isSure(f, DEFAULT_C)).length;

function isInYears(i) {
  if (!state.from && !state.to) return true;
  return years[i] > 0 && years[i] >= state.from && years[i] <= (state.to || 9999);
}
function applyFilters() {
  const near = state.topic < 0 ? null : new Set([state.topic, ...linesOf[state.topic].map(l => lines[l].a === state.topic ? lines[l].b : lines[l].a)]);
  const fits = things.map((t, i) => !state.hide.has(t.kind) && (!near || near.has(i)));
  leftOutUndated = 0;
  factOn = facts.map((f, i) => {
    const rest = !state.nost.has(f.st) && isSure(f, state.c) && (f.s < 0 || fits[f.s]) && (f.o === undefined || f.o < 0 || fits[f.o]);
    const inYears = isInYears(i);
    if (rest && !inYears && !years[i]) leftOutUndated += 1;
    return rest && inYears;
  });
  // What has lost all its facts goes with them; what never had a sure one stays.
  thingOn = things.map((t, i) => fits[i] && (!hasSureFact[i] || factsOf[i].some(j => factOn[j])));
  for (const line of lines) {
    line.on = line.f.filter(i => factOn[i]);
    if (!line.on.length) continue;
    line.width = 0.9 + 1.6 * Math.max(...line.on.map(i => facts[i].c));
    line.status = BEST.find(s => line.on.some(i => facts[i].st === s));
  }
  const isFit = i => thingOn[i] && placed.has(i) && (data.alone || linesOf[i].some(l => lines[l].on.length > 0));
  onMap = things.map((_, i) => isUnfolded(i) && isFit(i));
  countFolded(isFit);
  shownLines = [];
  lines.forEach((l, n) => { if (l.on.length && onMap[l.a] && onMap[l.b]) shownLines.push(n); });
}
function showFilters() {
  for (const b of document.querySelectorAll('[data-kind]')) b.setAttribute('aria-pressed', String(!state.hide.has(b.dataset.kind)));
  for (const b of document.querySelectorAll('[data-status]')) b.setAttribute('aria-pressed', String(!state.nost.has(b.dataset.status)));
  $('topic').value = state.topic < 0 ? '' : things[state.topic].id;
  $('confidence').value = state.c;
  $('confidence-now').textContent = figure(state.c / 100);
  const typed = document.activeElement;
  if (typed !== $('year-from')) $('year-from').value = state.from || '';
  if (typed !== $('year-to')) $('year-to').value = state.to || '';
  $('year-note').textContent = state.from || state.to
    ? `${plural(leftOutUndated, 'fact')} with no date ${leftOutUndated === 1 ? 'is' : 'are'} left out.`
    : 'Facts with no date stay until you set a year.';
}
function resetFilters() {
  state.hide.clear();
  state.nost.clear();
  Object.assign(state, { topic: -1, c: DEFAULT_C, from: 0, to: 0 });
}
function wireFilters() {
  const toggle = (set, value) => { if (!set.delete(value)) set.add(value); update(); };
  for (const b of document.querySelectorAll('[data-kind]')) b.addEventListener('click', () => toggle(state.hide, b.dataset.kind));
  for (const b of document.querySelectorAll('[data-status]')) b.addEventListener('click', () => toggle(state.nost, b.dataset.status));
  $('topic').addEventListener('change', e => { state.topic = thingAt.has(e.target.value) ? thingAt.get(e.target.value) : -1; update(); });
  if (DEFAULT_C % 5) $('confidence').step = 1;
  $('confidence').addEventListener('input', e => { state.c = Number(e.target.value); update(); });
  $('year-from').placeholder = FIRST_YEAR || '';
  $('year-to').placeholder = LAST_YEAR || '';
  const year = e => /^\d{4}$/.test(e.target.value.trim()) ? Number(e.target.value) : 0;
  $('year-from').addEventListener('input', e => { state.from = year(e); update(); });
  $('year-to').addEventListener('input', e => { state.to = year(e); update(); });
  $('reset').addEventListener('click', () => { resetFilters(); update(); say('All filters reset'); });
}
