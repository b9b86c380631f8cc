// How two things hang together: the shortest chain of facts on screen from one to the other, as `graphkit path` finds it.

// Through these a chain leads; persons, topics, people served and places join nearly everything and come in only where
// nothing else leads there.
const LEADING = new Set(['council', 'provider', 'organisation', 'network', 'initiative']);
let linking = -1; // the thing that waits for a second one

// Of chains of one length the surest. Gives {things, facts, wide} or null.
function chainBetween(from, to) {
  for (const wide of [false, true]) {
    let level = new Map([[from, 1]]);
    const came = new Map([[from, null]]);
    while (level.size && !came.has(to)) {
      const next = new Map();
      for (const [here, sure] of [...level].sort((p, q) => p[0] - q[0])) {
        if (here !== from && !wide && !LEADING.has(things[here].kind)) continue;
        for (const n of linesOf[here]) {
          const l = lines[n], other = l.a === here ? l.b : l.a;
          if (!l.on.length || (came.has(other) && !next.has(other))) continue;
          const fact = l.on.reduce((p, q) => facts[q].c > facts[p].c ? q : p), now = sure * facts[fact].c;
          if (next.has(other) && next.get(other) >= now) continue;
          next.set(other, now);
          came.set(other, { here, fact });
        }
      }
      level = next;
    }
    if (!came.has(to)) continue;
    const chain = { things: [to], facts: [], wide };
    for (let step = came.get(to); step; step = came.get(step.here)) {
      chain.things.unshift(step.here);
      chain.facts.unshift(step.fact);
    }
    return chain;
  }
  return null;
}
function startLinking(i) {
  linking = i;
  $('find').value = '';
  $('find').placeholder = `Linked to whom or what?`;
  $('find').setAttribute('aria-label', `How is ${things[i].name} linked to…  Type a name`);
  $('find').focus();
  say(`Type the name of the second thing, or choose it on the map. Escape ends this.`);
}
function endLinking() {
  linking = -1;
  $('find').placeholder = 'Find anything…  ( / )';
  $('find').setAttribute('aria-label', 'Find anything by name');
}
function linkTo(i) {
  const from = linking;
  endLinking();
  if (i === from) return;
  choose({ n: from, link: i, e: -1, h: 1 });
  bring(chosen());
  focusCard();
}
function showChainCard(from, to) {
  const chain = chainBetween(from, to), end = i => el('button', { type: 'button', 'data-gk': 'node', text: things[i].name, dir: 'auto', click: openThing(i) });
  const parts = [
    el('button', { type: 'button', class: 'back', text: '‹ ' + things[from].name, click: stepBack }),
    el('h2', { tabindex: '-1' }, el('span', { class: 'says', text: 'How ' }), end(from), el('span', { class: 'says', text: ' is linked to ' }), end(to))
  ];
  if (!chain) return [...parts, el('p', { class: 'lead', text: 'No facts on screen lead from one to the other.' })];
  parts.push(el('p', { class: 'lead', text: `${plural(chain.facts.length, 'fact')} lead${chain.facts.length === 1 ? 's' : ''} from one to the other${chain.wide ? ', through a topic, place, person or group of people' : ''}. Choose one to read its sentence.` }));
  parts.push(el('ul', { class: 'rows' }, ...chain.facts.map((j, k) => row(things[chain.things[k + 1]].kind, factText(facts[j]), metaOf([j]), 'edge', openFact(j)))));
  return parts;
}
