(() => {
'use strict';
const index = JSON.parse(document.getElementById('names').textContent);
const told = document.getElementById('told'), found = document.getElementById('found'), wanted = document.getElementById('wanted');
const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[\u2018\u2019]/g, "'").toLowerCase();
const rows = index.rows.map(([kind, page, ...names]) => ({ kind, page, names, folded: names.map(fold) }));
const MOST = 50;
// 0: the name itself, 1: begins so, 2: a word begins so, 3: holds it, 4 and on: the same of another name. Who types a
// place means its council first: another name of a council counts as its own.
function rank(row, text) {
  let best = 99;
  row.folded.forEach((name, i) => {
    const at = name.indexOf(text);
    if (at < 0) return;
    const word = name === text ? 0 : at === 0 ? 1 : / /.test(name[at - 1]) || name.includes(' ' + text) ? 2 : 3;
    best = Math.min(best, word + (i && row.kind ? 4 : 0));
  });
  return best;
}
function show() {
  const text = fold(wanted.value.trim());
  found.replaceChildren();
  if (!text) { told.textContent = 'Type a name; Enter opens the first.'; return; }
  const hits = rows.map(row => [rank(row, text), row]).filter(hit => hit[0] < 99);
  hits.sort((a, b) => a[0] - b[0] || a[1].kind - b[1].kind);
  for (const [, row] of hits.slice(0, MOST)) {
    const item = document.createElement('li'), link = document.createElement('a'), kind = document.createElement('span');
    link.href = row.page;
    link.textContent = row.names[0];
    link.dir = 'auto';
    kind.className = 'n';
    kind.textContent = index.kinds[row.kind];
    item.append(link, ' ', kind);
    const other = row.folded.findIndex(name => name.includes(text));
    if (other > 0) { const also = document.createElement('span'); also.className = 'n'; also.textContent = '· also ' + row.names[other]; item.append(' ', also); }
    found.append(item);
  }
  const more = hits.length - MOST;
  told.textContent = hits.length ? `${hits.length} found${more > 0 ? `, the first ${MOST} shown` : ''}` : `Nothing is called ${wanted.value.trim()} in these documents`;
}
const links = () => [...found.querySelectorAll('a')];
wanted.addEventListener('input', show);
document.addEventListener('keydown', event => {
  const at = links().indexOf(document.activeElement);
  if (event.key === '/' && !/INPUT|SELECT/.test(document.activeElement.tagName)) { wanted.focus(); event.preventDefault(); }
  else if (event.key === 'Enter' && document.activeElement === wanted && links()[0]) links()[0].click();
  else if (event.key === 'ArrowDown' && (at >= 0 || document.activeElement === wanted)) { links()[at + 1]?.focus(); event.preventDefault(); }
  else if (event.key === 'ArrowUp' && at >= 0) { (links()[at - 1] || wanted).focus(); event.preventDefault(); }
});
wanted.value = new URLSearchParams(location.search).get('q') || '';
document.querySelector('.top input').value = wanted.value;
show();
wanted.focus();
})();
