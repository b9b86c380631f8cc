// The panel: where to start, a thing with its relations, a fact with its sentences.

const card = $('card');
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);
const councilsAndProviders = things.map((t, i) => i).filter(i => things[i].kind === 'council' || things[i].kind === 'provider');
const SECTIONS = { title: 'Title', intro: 'Introduction', challenge: 'The challenge', solution: 'The solution', impact: 'The impact', lessons: 'Lessons learned', sustained: 'How it is sustained', contact: 'Contact', other: 'Other' };
let startShown = 10;

function row(kind, name, meta, gk, click) {
  return el('li', {}, el('button', { type: 'button', 'data-gk': gk, click }, icon(kind), el('span', {}, el('b', { text: name, dir: 'auto' }), meta ? el('span', { class: 'meta', text: meta }) : null)));
}
const openThing = i => () => {
  if (canFold(i) && !state.all) state.open.add(i);
  choose({ n: i, e: -1, h: 1 });
  bring(canFold(i) && !state.all ? [i, ...ownThings.get(i)] : [i]);
  focusFirst();
};
const openFact = i => () => { choose({ e: i, doc: -1 }); bring(endsOf(i)); focusCard(); };
// What is chosen, as things: the ends of a fact, a chain, a thing.
function chosen() {
  if (state.e >= 0) return endsOf(state.e);
  if (state.n < 0) return [];
  const chain = state.link < 0 ? null : chainBetween(state.n, state.link);
  return chain ? chain.things : [state.n, state.link].filter(i => i >= 0);
}
const endsOf = i => [facts[i].s, facts[i].o].filter(t => t >= 0);
function bring(list) {
  if (state.view !== 'map' || !list.length) return;
  showThings(list);
  nameThings();
}
function metaOf(list) {
  const best = facts[list.reduce((p, q) => facts[q].c > facts[p].c ? q : p)];
  const status = BEST.find(s => list.some(i => facts[i].st === s)), times = list.map(i => facts[i].t).filter(Boolean);
  const from = new Set(list.map(i => facts[i].doc)).size;
  return [statusName(status), times[0], `confidence ${figure(best.c)}`, from > 1 ? plural(from, 'document') : null].filter(Boolean).join(' · ');
}

function showStart() {
  const parts = [el('h2', { text: 'Start here', tabindex: '-1' }), el('p', { class: 'lead', text: 'Choose a name to see its relations. Choose a relation to read the sentence it comes from.' })];
  const factsOn = i => factsOf[i].filter(j => factOn[j]).length, count = i => plural(factsOn(i), 'fact');
  if (fold && !state.all) parts.push(el('p', { class: 'lead', text: `The map opens on ${plural(fold.opening, 'thing')} of ${fold.drawn.length.toLocaleString('en-GB')}: councils, providers, networks and what councils share. A number beside one says how many of its own it brings in.` }));
  const named = councilsAndProviders.filter(i => thingOn[i]), shown = [...named.filter(i => factsOn(i)), ...named.filter(i => !factsOn(i))];
  if (shown.length) {
    parts.push(el('h3', { text: 'Councils and providers' }));
    parts.push(el('ul', { class: 'rows' }, ...shown.slice(0, startShown).map(i => row(things[i].kind, things[i].name, count(i), 'node', openThing(i)))));
    if (shown.length > startShown) parts.push(el('button', { type: 'button', class: 'act', text: `Show all ${shown.length}`, click: () => { startShown = 1e6; showPanel(); focusFirst(10); } }));
  } else {
    const rest = things.map((t, i) => i).filter(i => thingOn[i] && factsOf[i].length).sort((a, b) => factsOf[b].length - factsOf[a].length || a - b).slice(0, 12);
    parts.push(el('h3', { text: 'Most facts' }), el('ul', { class: 'rows' }, ...rest.map(i => row(things[i].kind, things[i].name, count(i), 'node', openThing(i)))));
  }
  const common = data.common.filter(([i]) => thingOn[i]).slice(0, 10);
  if (common.length) {
    parts.push(el('h3', { text: 'What the councils have in common' }));
    parts.push(el('ul', { class: 'rows' }, ...common.map(([i, of]) => row(things[i].kind, things[i].name,
      `${look.kinds[things[i].kind].name} · ${of.length < 3 ? of.map(c => things[c].name).join(', ') : plural(of.length, 'council')}`, 'node', openThing(i)))));
  }
  const planned = facts.map((f, i) => i).filter(i => factOn[i] && facts[i].st === 'planned').slice(0, 20);
  if (planned.length) {
    parts.push(el('h3', { text: 'Planned, not yet happening' }));
    parts.push(el('ul', { class: 'rows' }, ...planned.map(i => row(kindOfOther(facts[i]), factText(facts[i]), metaOf([i]), 'edge', openFact(i)))));
  }
  return parts;
}
const factText = f => `${subjectName(f)} ${words.get(f.r)} ${objectName(f)}`;
const kindOfOther = f => f.o >= 0 ? things[f.o].kind : f.s >= 0 ? things[f.s].kind : 'document';

// Relations of a thing in the order of the panel: groups of rows, each row all facts that say the same.
function relationsOf(i) {
  const groups = new Map();
  const put = (relation, out, title, name, kind, list) => {
    const key = relation + out;
    if (!groups.has(key)) groups.set(key, { at: relationOrder.get(relation) * 2 + (out ? 0 : 1), title, rows: [] });
    groups.get(key).rows.push({ name, kind, list });
  };
  for (const l of linesOf[i].map(n => lines[n])) {
    if (!l.on.length) continue;
    const out = l.a === i, other = out ? l.b : l.a, same = l.r === 'partnerOf';
    put(l.r, out || same, same || out ? capital(words.get(l.r)) : `← ${words.get(l.r)} ${things[i].name}`, things[other].name, things[other].kind, l.on);
  }
  for (const j of factsOf[i]) {
    const f = facts[j];
    if (!factOn[j] || f.ln >= 0) continue;
    if (f.lit !== undefined) put(f.r, true, capital(words.get(f.r)), f.lit, things[i].kind, [j]);
    else if (f.s < 0) put(f.r, false, f.r === 'about' ? 'Subject of' : '← ' + words.get(f.r) + ' ' + things[i].name, subjectName(f), 'document', [j]);
  }
  return [...groups.values()].sort((p, q) => p.at - q.at);
}
function showThingCard(i) {
  const t = things[i], on = factsOf[i].filter(j => factOn[j]).length, off = factsOf[i].length - on;
  const parts = [
    el('button', { type: 'button', class: 'back', text: '‹ Start here', click: stepBack }),
    el('p', { class: 'kind' }, icon(t.kind), el('span', { text: look.kinds[t.kind].name })),
    el('h2', { text: t.name, tabindex: '-1', dir: 'auto' })
  ];
  if (t.alt) parts.push(el('p', { class: 'lead', text: 'Also: ' + t.alt.join(', '), dir: 'auto' }));
  parts.push(el('p', { class: 'lead', text: `${plural(on, 'fact')} shown${off ? `, ${off} filtered out` : ''}` }));
  parts.push(el('div', { class: 'acts' }, foldButton(i), linesOf[i].length ? el('button', { type: 'button', class: 'act', 'data-gk': 'link', text: 'How is it linked to …', click: () => startLinking(i) }) : null));
  if (!onMap[i]) parts.push(el('p', { class: 'lead', text: 'No fact on screen joins it to another thing, so it is not on the map.' }));
  for (const group of relationsOf(i)) {
    group.rows.sort((p, q) => p.name.localeCompare(q.name, 'en-GB'));
    parts.push(el('h3', { text: group.title, dir: 'auto' }));
    parts.push(el('ul', { class: 'rows' }, ...group.rows.map(r => row(r.kind, r.name, metaOf(r.list), 'edge', openFact(newest(r.list))))));
  }
  if (t.in.length) {
    parts.push(el('h3', { text: t.in.length === 1 ? 'Named in' : `Named in ${t.in.length} documents` }));
    parts.push(el('ul', { class: 'rows' }, ...t.in.map(d => row('document', docs[d].title, docs[d].issued || '', null, () => { choose({ view: 'reader', doc: d }); }))));
  }
  return parts;
}
// Facts lie newest document first.
const newest = list => Math.min(...list);

function sameFacts(e) {
  const f = facts[e];
  if (f.ln >= 0) return lines[f.ln].f;
  return factsOf[f.s >= 0 ? f.s : f.o].filter(j => facts[j].s === f.s && facts[j].r === f.r && facts[j].o === f.o && facts[j].lit === f.lit && (f.s >= 0 || facts[j].doc === f.doc));
}
function showFactCard(e) {
  const f = facts[e], all = sameFacts(e), shown = all.filter(j => j === e || factOn[j]).sort((a, b) => a - b);
  const end = (i, name) => i >= 0 ? el('button', { type: 'button', 'data-gk': 'node', text: name, dir: 'auto', click: openThing(i) }) : el('span', { text: name, dir: 'auto' });
  const parts = [
    el('button', { type: 'button', class: 'back', text: state.link >= 0 ? `‹ ${things[state.n].name} and ${things[state.link].name}` : state.n >= 0 ? '‹ ' + things[state.n].name : '‹ Start here', click: stepBack }),
    el('h2', { tabindex: '-1' }, end(f.s, subjectName(f)), el('span', { class: 'says', text: ` ${words.get(f.r)} ` }), end(f.o === undefined ? -1 : f.o, objectName(f)))
  ];
  const said = new Set(shown.flatMap(j => facts[j].ev.map(v => v.st)));
  if (said.size > 1) parts.push(el('p', { class: 'differ', text: 'The sources differ: ' + BEST.filter(s => said.has(s)).map(s => statusName(s).toLowerCase()).join(' and ') + '. All sentences are below.' }));
  for (const j of shown) parts.push(el('div', { class: 'part' }, ...factPart(j)));
  if (all.length > shown.length) parts.push(el('p', { class: 'lead', text: `${all.length - shown.length} more filtered out` }));
  const also = facts.map((g, j) => j).filter(j => !all.includes(j) && factOn[j] && facts[j].doc === f.doc && f.start !== null && facts[j].start < f.end && f.start < facts[j].end);
  if (also.length) {
    parts.push(el('h3', { text: 'The same sentence also says' }));
    parts.push(el('ul', { class: 'rows' }, ...also.map(j => row(kindOfOther(facts[j]), factText(facts[j]), metaOf([j]), 'edge', openFact(j)))));
  }
  return parts;
}
function factPart(j) {
  const f = facts[j], parts = [];
  const badges = [statusName(f.st), `Confidence ${figure(f.c)}`, f.t, f.rv ? capital(f.rv) + ' by a person' : null].filter(Boolean);
  parts.push(el('ul', { class: 'badges' }, ...badges.map(text => el('li', { text }))));
  f.ev.forEach((v, k) => parts.push(...evidencePart(f, j, v, k)));
  return parts;
}
function evidencePart(f, j, v, k) {
  const d = docs[docAt.get(f.doc)], quote = quoteOf(f, v), place = v.h || SECTIONS[v.sec], parts = [];
  parts.push(el('h3', { text: f.ev.length > 1 ? `Sentence ${k + 1} of ${f.ev.length}: ${statusName(v.st).toLowerCase()}, confidence ${figure(v.c)}` : 'The sentence' }));
  parts.push(el('blockquote', { class: 'quote', 'data-gk': 'quote', dir: 'auto' }, ...marked(quote, marksOf(f, v, quote))));
  if (v.sp !== undefined) parts.push(el('p', { class: 'speaker', text: `said by ${things[v.sp].name}` }));
  const dl = el('dl');
  const add = (term, text) => { if (text) dl.append(el('dt', { text: term }), el('dd', { text, dir: 'auto' })); };
  add('Source', v.src || d.title);
  add('Published', v.src ? '' : d.issued);
  add('Section', v.src ? '' : place);
  add('Characters', v.a === null ? '' : `${v.a}–${v.b}`);
  add('Time', v.tt && v.t ? `${v.t} (“${v.tt}”)` : v.t || (v.tt ? `“${v.tt}”` : ''));
  add('Rule', v.rule);
  add('Fact', f.id);
  parts.push(dl);
  const acts = el('div', { class: 'acts' });
  if (v.a !== null && v.q === undefined) acts.append(el('button', { type: 'button', class: 'act main', 'data-gk': 'read', text: 'Read in the source', click: () => readSource(j, k) }));
  acts.append(el('button', { type: 'button', class: 'act', text: 'Copy citation', click: b => copy(citation(f, v, quote, d, place), 'Citation copied', b.currentTarget) }));
  acts.append(el('button', { type: 'button', class: 'act', text: 'Copy link', click: b => copy(location.href, 'Link copied', b.currentTarget) }));
  parts.push(acts);
  return parts;
}
// Where a quote speaks of both ends of its fact, or says the time: spans in code points, none meeting another.
const formsOf = i => i < 0 ? [] : [things[i].name, ...(things[i].alt || []), ...(things[i].said || [])];
const patterns = new Map();
function patternOf(forms) {
  const key = forms.join('\n');
  if (!patterns.has(key)) {
    const loose = [...new Set(forms.filter(form => form.trim()))].sort((p, q) => q.length - p.length || (p < q ? -1 : 1))
      .map(form => form.trim().split(/\s+/).map(word => word.replace(/[.*+?^${}()|[\]\\\/]/g, '\\$&').replace(/['’]/g, "['’]")).join('\\s+'));
    patterns.set(key, loose.length ? new RegExp(`(?<![\\p{L}\\p{N}_])(?:${loose.join('|')})(?![\\p{L}\\p{N}_])`, 'giu') : null);
  }
  return patterns.get(key);
}
function marksOf(f, v, quote) {
  const found = [], before = at => Array.from(quote.slice(0, at)).length;
  for (const forms of [formsOf(f.s), f.lit === undefined ? formsOf(f.o) : [f.lit], v.tt ? [v.tt] : []]) {
    const pattern = patternOf(forms);
    if (pattern) for (const m of quote.matchAll(pattern)) found.push([before(m.index), before(m.index + m[0].length)]);
  }
  const merged = [];
  for (const [a, b] of found.sort((p, q) => p[0] - q[0] || p[1] - q[1])) {
    const last = merged[merged.length - 1];
    if (last && a <= last[1]) last[1] = Math.max(last[1], b); else merged.push([a, b]);
  }
  return merged;
}
// The quote with these words marked; where none is known, all of it.
function marked(quote, spans) {
  if (!spans.length) return [el('mark', { text: quote })];
  const all = Array.from(quote), parts = [];
  let at = 0;
  for (const [a, b] of spans) {
    parts.push(document.createTextNode(all.slice(at, a).join('')), el('mark', { text: all.slice(a, b).join('') }));
    at = b;
  }
  parts.push(document.createTextNode(all.slice(at).join('')));
  return parts;
}
function citation(f, v, quote, d, place) {
  const where = v.src ? v.src : [d.publisher, `“${d.title}”`, d.issued, d.url].filter(Boolean).join(', ');
  const at = v.a === null ? '' : `, section “${place}”, characters ${v.a}–${v.b}`;
  return `“${quote.replace(/\s+/g, ' ')}” ${where}${at}. Fact ${f.id}, in: ${document.title}.`;
}

function showPanel() {
  const parts = state.e >= 0 ? showFactCard(state.e) : state.link >= 0 ? showChainCard(state.n, state.link) : state.n >= 0 ? showThingCard(state.n) : showStart();
  card.replaceChildren(...parts);
}
function focusCard() {
  const head = card.querySelector('h2');
  $('panel').scrollTop = 0;
  if (head) head.focus({ preventScroll: true });
}
function focusFirst(at = 0) {
  const found = card.querySelectorAll(state.n >= 0 ? '[data-gk="edge"]' : '[data-gk]')[at];
  if (!at) $('panel').scrollTop = 0;
  if (found) found.focus({ preventScroll: !at });
  else focusCard();
}
// One step back: from a fact to its thing, from a thing to the start.
function stepBack() {
  if (state.e >= 0) {
    const line = facts[state.e].ln, from = state.e;
    choose({ e: -1 });
    if (state.n < 0 || state.link >= 0) return focusCard();
    const name = line < 0 ? objectName(facts[from]) : things[lines[line].a === state.n ? lines[line].b : lines[line].a].name;
    const again = Array.from(card.querySelectorAll('[data-gk="edge"]')).find(b => b.querySelector('b').textContent === name);
    if (again) again.focus();
    else focusFirst();
  } else if (state.link >= 0) {
    choose({ link: -1 });
    focusCard();
  } else if (state.n >= 0) {
    const name = things[state.n].name;
    choose({ n: -1, h: 1 });
    const again = Array.from(card.querySelectorAll('[data-gk="node"]')).find(b => b.querySelector('b').textContent === name);
    if (again) again.focus();
    else focusCard();
  }
}
