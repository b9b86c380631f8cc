// Map, table, reader: which is shown, and the last two.

const CHUNK = 200;
let tableLimit = CHUNK, tableReady = 0, readShown = '', readEvidence = 0;

function showView() {
  document.documentElement.dataset.view = state.view;
  for (const b of document.querySelectorAll('[data-view]')) if (b.tagName === 'BUTTON') b.setAttribute('aria-pressed', String(b.dataset.view === state.view));
  if (state.view === 'table') showTable();
  if (state.view === 'reader') showReader();
}

// -- table: plain HTML from the file, more rows from the data
function makeSaid(cell, i) {
  const said = cell.querySelector('span');
  said.replaceWith(el('button', { type: 'button', text: said.textContent, dir: 'auto', click: openFact(i) }));
}
function makeRow(i) {
  const f = facts[i], cell = text => el('td', { text, dir: 'auto' }), said = el('td', { class: 'said' }, el('span', { text: quoteOf(f, best(f)) }), el('small', { text: docs[docAt.get(f.doc)].title }));
  return el('tr', {}, el('th', { scope: 'row', text: subjectName(f), dir: 'auto' }), cell(words.get(f.r)), cell(objectName(f)), cell(statusName(f.st)), cell(f.t || ''), cell(figure(f.c)), said);
}
const best = f => f.ev.find(v => v.a === f.start && v.b === f.end) || f.ev[0];
function showTable() {
  const body = $('rows'), total = factOn.filter(Boolean).length;
  let shown = 0;
  for (let i = 0; i < facts.length; i++) {
    if (i >= body.rows.length) {
      if (shown >= tableLimit) break;
      body.append(makeRow(i));
    }
    const tr = body.rows[i], on = factOn[i] && shown < tableLimit;
    if (i >= tableReady) { makeSaid(tr.querySelector('.said'), i); tableReady = i + 1; }
    tr.hidden = !on;
    tr.classList.toggle('on', i === state.e);
    if (on) shown += 1;
  }
  for (let i = facts.length; i < body.rows.length; i++) body.rows[i].hidden = true;
  $('table-count').textContent = shown < total ? `The first ${shown} of ${plural(total, 'fact')}.` : total < facts.length ? `${plural(total, 'fact')} of ${facts.length}; the rest are filtered out.` : `${plural(total, 'fact')}.`;
  $('more').hidden = shown >= total;
  $('more').textContent = `Show ${Math.min(CHUNK, total - shown)} more of ${total - shown}`;
}
function wireTable() {
  $('more').addEventListener('click', () => {
    const from = tableLimit;
    tableLimit += CHUNK;
    showTable();
    const next = Array.from($('rows').rows).filter(r => !r.hidden)[from];
    if (next) next.querySelector('button').focus();
  });
}

// -- reader: the document as paragraphs, every sentence that carries a fact a link
const docNow = () => state.doc >= 0 ? state.doc : state.e >= 0 ? docAt.get(facts[state.e].doc) : 0;
function readSource(j, k) {
  readEvidence = k;
  readShown = '';
  choose({ view: 'reader', e: j, doc: -1 });
  const hit = document.querySelector('[data-gk="hit"]');
  if (hit) hit.focus({ preventScroll: true });
}
function showReader() {
  if (!docs.length) return;
  const d = docNow(), key = d + '/' + state.e + '/' + readEvidence;
  $('source').value = docs[d].id;
  if (key === readShown) return;
  const isSame = readShown.split('/')[0] === String(d);
  readShown = key;
  const scroll = $('reader-view').scrollTop;
  $('text').replaceChildren(...paragraphs(d));
  const hit = $('text').querySelector('.hit');
  if (!hit) { $('reader-view').scrollTop = isSame ? scroll : 0; return; }
  const view = $('reader-view').getBoundingClientRect();
  $('reader-view').scrollTop += hit.getBoundingClientRect().top - view.top - view.height / 3;
}
// A plain click keeps filters and the chosen thing; the link itself is for a new tab or to be copied.
function follow(e, i) {
  if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  choose({ e: i, doc: -1 });
  const hit = document.querySelector('[data-gk="hit"]');
  if (hit) hit.focus({ preventScroll: true });
}
function spansOf(d) {
  const spans = new Map();
  facts.forEach((f, i) => {
    if (f.doc !== docs[d].id) return;
    f.ev.forEach((v, k) => {
      if (v.a === null || v.q !== undefined) return;
      const key = v.a + '-' + v.b, hit = i === state.e && k === Math.min(readEvidence, f.ev.length - 1);
      if (!spans.has(key) || hit) spans.set(key, { a: v.a, b: v.b, fact: i, hit });
    });
  });
  // The chosen sentence first, then the shorter: where two overlap, the first has the words.
  return [...spans.values()].sort((p, q) => q.hit - p.hit || (p.b - p.a) - (q.b - q.a) || p.a - q.a);
}
function paragraphs(d) {
  const doc = docs[d], text = points(d), owner = new Array(text.length).fill(null), heads = new Set(doc.heads.map(h => h[0]));
  for (const s of spansOf(d)) for (let k = s.a; k < s.b && k < text.length; k++) if (!owner[k]) owner[k] = s;
  const out = [], about = [doc.publisher, doc.issued, doc.url || doc.file].filter(Boolean).join(' · ');
  let start = 0, isHit = false, isFirst = true;
  for (let k = 0; k <= text.length; k++) {
    if (k < text.length && text[k] !== '\n') continue;
    if (text.slice(start, k).join('').trim()) {
      const parts = [];
      for (let from = start; from < k;) {
        let to = from;
        while (to < k && owner[to] === owner[from]) to += 1;
        const piece = text.slice(from, to).join(''), s = owner[from];
        if (!s) parts.push(document.createTextNode(piece));
        else {
          parts.push(el('a', { click: e => follow(e, s.fact), href: '#v=reader&e=' + facts[s.fact].id, class: s.hit ? 'hit' : null, 'data-gk': s.hit && !isHit ? 'hit' : null, 'aria-current': s.hit ? 'true' : null, text: piece }));
          isHit = isHit || s.hit;
        }
        from = to;
      }
      const isHead = heads.has(start);
      out.push(el(isHead ? 'h3' : 'p', { dir: 'auto', class: isHead && isFirst ? 'first' : null }, ...parts));
      if (isHead) isFirst = false;
    }
    start = k + 1;
  }
  if (!text.length) out.push(el('p', { text: 'The text of this document is not in this map; its sentences are in the panel and the table.' }));
  out.unshift(el('p', { class: 'source-line', text: about }));
  return out;
}
function wireReader() {
  $('source').replaceChildren(...docs.map(d => el('option', { value: d.id, text: d.title })));
  $('source').addEventListener('change', e => choose({ doc: docAt.get(e.target.value), e: -1 }));
}
