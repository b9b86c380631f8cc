// What the page holds, and the few helpers that every other part needs.

const $ = id => document.getElementById(id);
const read = id => JSON.parse($(id).textContent);
const data = $('gk-packed') ? unpack() : read('gk-data'), look = read('gk-look'), drawn = $('gk-network') ? read('gk-network') : null;
const things = data.nodes, facts = data.edges, docs = data.docs;
// One line for each subject, relation and object, with all facts that say so; working together has no direction.
const lines = [];
{
  const known = new Map();
  facts.forEach((f, i) => {
    f.ln = -1;
    if (f.s < 0 || f.o === undefined || f.o < 0) return;
    const turned = f.r === 'partnerOf' && f.s > f.o, [a, b] = turned ? [f.o, f.s] : [f.s, f.o], key = a + ' ' + b + ' ' + f.r;
    if (!known.has(key)) { known.set(key, lines.length); lines.push({ a, b, r: f.r, f: [], on: [], width: 1, status: 'done' }); }
    f.ln = known.get(key);
    lines[f.ln].f.push(i);
  });
}
const words = new Map(look.relations), relationOrder = new Map(look.relations.map(([key], i) => [key, i]));
const thingAt = new Map(things.map((t, i) => [t.id, i])), factAt = new Map(facts.map((f, i) => [f.id, i]));
const docAt = new Map(docs.map((d, i) => [d.id, i]));
const factsOf = things.map(() => []), linesOf = things.map(() => []);
facts.forEach((f, i) => {
  if (f.s >= 0) factsOf[f.s].push(i);
  if (f.o >= 0 && f.o !== f.s) factsOf[f.o].push(i);
});
lines.forEach((l, i) => {
  linesOf[l.a].push(i);
  if (l.b !== l.a) linesOf[l.b].push(i);
});

const DEFAULT_C = Math.min(95, Math.round(data.threshold * 100));
const state = { view: 'map', doc: -1, n: -1, e: -1, h: 1, hide: new Set(), nost: new Set(), topic: -1, c: DEFAULT_C, from: 0, to: 0, link: -1, open: new Set(), all: false };
let cursor = -1; // the thing that arrow keys have reached

// Offsets count code points, a script's string counts UTF-16 units: slice an array of code points.
const pointsOf = docs.map(() => null);
function points(doc) {
  return pointsOf[doc] || (pointsOf[doc] = Array.from(docs[doc].text));
}
function quoteOf(fact, evidence) {
  return evidence.q !== undefined ? evidence.q : points(docAt.get(fact.doc)).slice(evidence.a, evidence.b).join('');
}
// Whether a thing has a place on the map; of more than sixty, only those that a fact joins to another have.
const placed = new Set(drawn ? drawn.nodes.map(n => thingAt.get(n.id)) : data.fold.drawn);
const isTrusted = f => f.rv === 'accepted' || f.rv === 'edited';
const figure = c => c.toFixed(2);
const plural = (n, one, many) => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many || one + 's'}`;
const subjectName = f => f.s >= 0 ? things[f.s].name : docs[docAt.get(f.doc)].title;
const objectName = f => f.lit !== undefined ? f.lit : f.o >= 0 ? things[f.o].name : docs[docAt.get(f.doc)].title;
const statusName = s => look.statuses[s].name;

// Everything is put on the page as text: names and sentences are never read as HTML.
function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'click') node.addEventListener('click', value);
    else if (key === 'text') node.textContent = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}
function icon(kind) {
  const space = 'http://www.w3.org/2000/svg', svg = document.createElementNS(space, 'svg'), path = document.createElementNS(space, 'path');
  for (const [key, value] of [['class', 'icon'], ['viewBox', '-11 -11 22 22'], ['width', 18], ['height', 18], ['aria-hidden', 'true'], ['focusable', 'false']]) svg.setAttribute(key, value);
  const shape = look.kinds[kind];
  path.setAttribute('d', shape ? shape.path : 'M-7 -9H3L7 -5V9H-7Z');
  path.setAttribute('fill', shape ? shape.colour : 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
function say(text) {
  $('live').textContent = '';
  setTimeout(() => { $('live').textContent = text; }, 30);
}
