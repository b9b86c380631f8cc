// What is seen of a map that folds: what it opens on, the things of what is open, and lines between what is folded away.

const fold = data.fold || null;
const ownerOf = new Array(things.length).fill(-1), isOpening = new Array(things.length).fill(true), ownThings = new Map();
let foldedAway = [], bundles = [];

if (fold) {
  isOpening.fill(false);
  fold.drawn.forEach((i, k) => { ownerOf[i] = fold.heads[fold.owner[k]]; });
  fold.heads.slice(0, fold.opening).forEach(i => { isOpening[i] = true; });
  for (const i of fold.heads) ownThings.set(i, []);
  for (const i of fold.drawn) if (ownerOf[i] !== i) ownThings.get(ownerOf[i]).push(i);
}
const canFold = i => fold !== null && ownThings.has(i) && ownThings.get(i).length > 0;
const isUnfolded = i => !fold || state.all || isOpening[i] || state.open.has(ownerOf[i]);
function unfoldFor(list) {
  if (!fold || state.all) return;
  for (const i of list) if (i >= 0 && placed.has(i) && !isUnfolded(i)) state.open.add(ownerOf[i]);
}
// How many things each head keeps folded, and the facts that join what is seen through what is not.
function countFolded(isFit) {
  foldedAway = new Array(things.length).fill(0);
  bundles = [];
  if (!fold || state.all) return;
  for (const i of fold.drawn) if (isFit(i) && !isUnfolded(i)) foldedAway[ownerOf[i]] += 1;
  const between = new Map(), seen = i => onMap[i] ? i : ownerOf[i] >= 0 && onMap[ownerOf[i]] ? ownerOf[i] : -1;
  lines.forEach((l, n) => {
    if (!l.on.length || (onMap[l.a] && onMap[l.b]) || !isFit(l.a) || !isFit(l.b)) return;
    const a = seen(l.a), b = seen(l.b);
    if (a < 0 || b < 0 || a === b) return;
    const key = Math.min(a, b) * things.length + Math.max(a, b), held = between.get(key);
    if (held) { held.count += l.on.length; held.lines.push(n); } else between.set(key, { a: Math.min(a, b), b: Math.max(a, b), count: l.on.length, lines: [n] });
  });
  bundles = [...between.values()];
}
function toggleFold(i) {
  const open = !state.open.delete(i);
  if (open) state.open.add(i);
  update();
  if (open) bring([i, ...ownThings.get(i)]);
  say(open ? `${plural(ownThings.get(i).length, 'thing')} of ${things[i].name} brought in` : `The things of ${things[i].name} are folded away`);
}
function toggleAll() {
  state.all = !state.all;
  state.open.clear();
  if (!state.all) unfoldFor(chosen());
  update();
  fitMap();
  nameThings();
  say(state.all ? `All ${plural(fold.drawn.length, 'thing')} are on the map` : `${plural(fold.opening, 'thing')} on the map, the rest folded away`);
}
function showFold() {
  if (!fold) return;
  $('fold').hidden = false;
  $('unfold').textContent = state.all ? `Fold into ${fold.opening.toLocaleString('en-GB')}` : `Show all ${plural(fold.drawn.length, 'thing')}`;
  $('unfold').setAttribute('aria-pressed', String(state.all));
}
function foldButton(i) {
  if (!canFold(i) || state.all) return null;
  const open = state.open.has(i), count = plural(ownThings.get(i).length, 'thing');
  return el('button', { type: 'button', class: 'act', 'data-gk': 'fold', 'aria-expanded': String(open), text: open ? `Fold away its ${count}` : `Bring in its ${count}`, click: () => { toggleFold(i); const again = card.querySelector('[data-gk="fold"]'); if (again) again.focus(); } });
}
function wireFold() {
  if (fold) $('unfold').addEventListener('click', toggleAll);
}
