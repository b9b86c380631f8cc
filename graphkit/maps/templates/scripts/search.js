// Finding by name, and the keys of the map.

const plain = text => text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase();
const forms = things.map(t => [t.name, ...(t.alt || [])].map(plain));
let found = [], active = -1;

function lookUp(text) {
  const q = plain(text.trim());
  if (!q) return [];
  const score = i => {
    let least = 9;
    forms[i].forEach((form, k) => {
      const at = form.indexOf(q);
      if (at < 0) return;
      least = Math.min(least, (form === q ? 0 : at === 0 ? 2 : /[^\p{L}\p{N}]/u.test(form[at - 1]) ? 4 : 6) + (k ? 1 : 0));
    });
    return least;
  };
  return things.map((_, i) => [score(i), i]).filter(([s]) => s < 9)
    .sort((p, q2) => p[0] - q2[0] || look.kinds[things[p[1]].kind].rank - look.kinds[things[q2[1]].kind].rank || factsOf[q2[1]].length - factsOf[p[1]].length || p[1] - q2[1])
    .slice(0, 8).map(([, i]) => i);
}
function showFound() {
  const list = $('found'), input = $('find');
  list.replaceChildren(...found.map((i, k) => {
    const option = el('div', { role: 'option', id: 'found-' + k, 'aria-selected': String(k === active) }, icon(things[i].kind), el('span', { text: things[i].name, dir: 'auto' }), el('span', { class: 'sub', text: look.kinds[things[i].kind].name }));
    option.addEventListener('mousedown', e => { e.preventDefault(); take(i); });
    return option;
  }));
  list.hidden = !found.length;
  input.setAttribute('aria-expanded', String(found.length > 0));
  if (active >= 0) input.setAttribute('aria-activedescendant', 'found-' + active);
  else input.removeAttribute('aria-activedescendant');
}
function take(i) {
  closeFound();
  $('find').value = '';
  if (linking >= 0) return linkTo(i);
  if (!thingOn[i]) { resetFilters(); say(`Filters reset to show ${things[i].name}`); }
  openThing(i)();
}
function closeFound() {
  found = [];
  active = -1;
  showFound();
}
function wireSearch() {
  const input = $('find');
  input.addEventListener('input', () => {
    found = lookUp(input.value);
    active = found.length ? 0 : -1;
    showFound();
    if (input.value.trim()) say(found.length ? `${plural(found.length, 'name')}, first: ${things[found[0]].name}` : `Nothing is called ${input.value.trim()}`);
  });
  input.addEventListener('keydown', e => {
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && found.length) {
      active = (active + (e.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      showFound();
      e.preventDefault();
    } else if (e.key === 'Enter') {
      if (found.length) take(found[Math.max(0, active)]);
      e.preventDefault();
    } else if (e.key === 'Escape') {
      input.value = '';
      closeFound();
      endLinking();
      box.focus();
      e.stopPropagation();
    }
  });
  input.addEventListener('blur', closeFound);
}

// Arrow keys: the nearest thing in that direction, what lies aside counting double.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function walk([ux, uy]) {
  const bodies = bodiesOnScreen(), here = cursor >= 0 ? cursor : state.n;
  const from = bodies.find(b => b.i === here);
  let next = null, least = Infinity;
  for (const b of bodies) {
    if (b === from) continue;
    const dx = b.x - (from ? from.x : box.clientWidth / 2), dy = b.y - (from ? from.y : box.clientHeight / 2);
    const along = dx * ux + dy * uy, aside = Math.abs(dx * uy - dy * ux);
    if (from && along <= Math.max(1, aside * 0.4)) continue;
    const d = from ? along + 2 * aside : Math.hypot(dx, dy);
    if (d < least) { least = d; next = b; }
  }
  if (!next) return say('Nothing further that way');
  cursor = next.i;
  if (next.x < 50 || next.y < 50 || next.x > box.clientWidth - 50 || next.y > box.clientHeight - 50)
    stage.moveTo(placeOf(cursor));
  nameThings();
  say(`${things[cursor].name}, ${look.kinds[things[cursor].kind].name}, ${plural(factsOf[cursor].filter(j => factOn[j]).length, 'fact')}${foldedAway[cursor] ? `, ${foldedAway[cursor]} folded away` : ''}`);
}
function wireKeys() {
  box.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (ARROWS[e.key]) walk(ARROWS[e.key]);
    else if (e.key === 'Enter' && (cursor >= 0 || state.n >= 0)) (linking >= 0 ? linkTo : i => openThing(i)())(cursor >= 0 ? cursor : state.n);
    else if (e.key === '+' || e.key === '=') zoomBy(1.25);
    else if (e.key === '-' || e.key === '_') zoomBy(0.8);
    else if (e.key === '0') { fitMap(); nameThings(); }
    else return;
    e.preventDefault();
  });
  box.addEventListener('focus', () => stage.redrawNames());
  box.addEventListener('blur', () => { cursor = -1; stage.redrawNames(); });
  document.addEventListener('keydown', e => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== 'range';
    if (e.key === '/' && !typing && !e.ctrlKey && !e.metaKey) {
      $('find').focus();
      $('find').select();
      e.preventDefault();
    } else if (e.key === 'Escape') {
      if (!$('export').hidden) return closeMenu(true);
      if ($('filters').classList.contains('open')) return openFilters(false);
      if (linking >= 0) { endLinking(); return say('Choosing a second thing has ended'); }
      const onMap = document.activeElement === box;
      stepBack();
      if (onMap) box.focus();
    }
  });
}
