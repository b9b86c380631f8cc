// What can be taken away: picture, drawing, facts, link, citation. No server, no library.

function offer(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type })), a = el('a', { href, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(href), 30000);
}
async function copy(text, done, button) {
  let is = false;
  try { await navigator.clipboard.writeText(text); is = true; } catch (_) { is = copyOld(text); }
  say(is ? done : 'Copying is not allowed here');
  if (!button) return;
  const before = button.textContent;
  button.textContent = is ? 'Copied' : 'Not allowed here';
  setTimeout(() => { button.textContent = before; }, 1600);
}
function copyOld(text) { // where the clipboard's own interface is shut, as in a frame
  const held = document.activeElement, area = el('textarea', { class: 'skip', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  let is = false;
  try { is = document.execCommand('copy'); } catch (_) { is = false; }
  area.remove();
  if (held) held.focus({ preventScroll: true });
  return is;
}
const fileName = ending => (document.title.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60) || 'map') + ending;

// Spreadsheets run cells that begin so: an apostrophe before them makes them text.
const risky = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
function cell(value) {
  const text = value === undefined || value === null ? '' : typeof value === 'string' && risky.test(value) ? "'" + value : String(value);
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}
function csv() {
  const head = ['fact', 'subject_id', 'subject', 'subject_type', 'relation', 'object_id', 'object', 'object_type', 'status', 'confidence', 'quote', 'document', 'section', 'start', 'end', 'rule', 'speaker', 'time', 'review'];
  const rows = facts.filter((_, i) => factOn[i]).map(f => {
    const v = best(f), isThing = f.lit === undefined;
    return [f.id, f.s >= 0 ? things[f.s].id : 'document/' + f.doc, subjectName(f), f.s >= 0 ? things[f.s].kind : 'document', f.r,
      isThing ? (f.o >= 0 ? things[f.o].id : 'document/' + f.doc) : '', objectName(f), isThing ? (f.o >= 0 ? things[f.o].kind : 'document') : 'literal',
      f.st, figure(f.c), quoteOf(f, v), f.doc, v.sec, f.start, f.end, v.rule, v.sp === undefined ? '' : things[v.sp].name, f.t, f.rv || 'unreviewed'];
  });
  return '\uFEFF' + [head, ...rows].map(r => r.map(cell).join(',') + '\r\n').join('');
}

const xml = text => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const at = n => n.toFixed(1);
function drawing() { // what is on screen, lines as lines and text as text, under a title
  const wide = box.clientWidth, high = box.clientHeight, top = 44, out = [];
  out.push(`<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high + top}" viewBox="0 ${-top} ${wide} ${high + top}" font-family="${xml(FACES)}">`);
  out.push(`<title>${xml(document.title)}</title><rect x="0" y="${-top}" width="${wide}" height="${high + top}" fill="${colour.ground}"/>`);
  out.push(`<defs><clipPath id="view"><rect width="${wide}" height="${high}"/></clipPath></defs><g clip-path="url(#view)">`);
  const grown = swell() * stage.scale();
  for (const b of bundles) {
    const p = stage.toScreen(placeOf(b.a)), q = stage.toScreen(placeOf(b.b)), bright = !lit || lit.ends.has(b.a) || lit.ends.has(b.b);
    out.push(`<path d="M${at(p.x)} ${at(p.y)}L${at(q.x)} ${at(q.y)}" stroke="${colour.line}" stroke-width="1.4" opacity="${bright ? 0.45 : FADED}"/>`);
  }
  shownLines.forEach(i => {
    const l = lines[i], course = courseOf(i);
    if (l.a === l.b || course.length < 2) return;
    const pts = course.map(p => stage.toScreen(p));
    if (pts.every(p => p.x < 0) || pts.every(p => p.y < 0) || pts.every(p => p.x > wide) || pts.every(p => p.y > high)) return;
    const ends = [look.kinds[things[l.a].kind].radius, look.kinds[things[l.b].kind].radius].map(r => r * grown + 2);
    const unit = (p, q) => { const d = Math.hypot(q.x - p.x, q.y - p.y) || 1; return [(q.x - p.x) / d, (q.y - p.y) / d]; };
    const [ax, ay] = unit(pts[0], pts[1]), [bx, by] = unit(pts[pts.length - 1], pts[pts.length - 2]), last = pts[pts.length - 1];
    const tip = { x: last.x + bx * ends[1], y: last.y + by * ends[1] }, isTwoWay = l.r === 'partnerOf';
    const path = [{ x: pts[0].x + ax * ends[0], y: pts[0].y + ay * ends[0] }, ...pts.slice(1, -1), isTwoWay ? tip : { x: tip.x + bx * 7, y: tip.y + by * 7 }];
    const bright = !lit || lit.lines.has(i), tone = lit && lit.chosen === i ? colour.accent : colour.line, dashes = look.statuses[l.status].dashes;
    out.push(`<g opacity="${bright ? 1 : FADED}"><path d="M${path.map(p => at(p.x) + ' ' + at(p.y)).join('L')}" fill="none" stroke="${tone}" stroke-width="${at(l.width)}"${dashes.length ? ` stroke-dasharray="${dashes.join(' ')}"` : ''}/>`);
    if (!isTwoWay) out.push(`<path fill="${tone}" d="M${at(tip.x)} ${at(tip.y)}L${at(tip.x + bx * 9 - by * 3.4)} ${at(tip.y + by * 9 + bx * 3.4)}L${at(tip.x + bx * 9 + by * 3.4)} ${at(tip.y + by * 9 - bx * 3.4)}Z"/>`);
    if (l.status === 'negated') { const m = stage.toScreen(middleOf(i)); out.push(`<path d="M${at(m.x - 4)} ${at(m.y - 4)}l8 8m0 -8l-8 8" stroke="${colour.denied}" stroke-width="2" fill="none"/>`); }
    out.push('</g>');
  });
  for (const b of bodiesOnScreen()) {
    if (b.x < -b.r || b.y < -b.r || b.x > wide + b.r || b.y > high + b.r) continue;
    const k = look.kinds[things[b.i].kind];
    out.push(`<path transform="translate(${at(b.x)} ${at(b.y)}) scale(${(b.r / 10).toFixed(3)})" fill="${k.colour}" fill-rule="evenodd" opacity="${isFaded(b.i) ? FADED : 1}" d="${k.path}"/>`);
  }
  for (const b of badges) {
    const p = stage.toScreen(placeOf(b.i)), x = p.x + b.dx, y = p.y + b.dy;
    out.push(`<rect x="${at(x - b.half)}" y="${at(y - 7)}" width="${at(2 * b.half)}" height="14" rx="7" fill="${colour.surface}" stroke="${colour.line}"/><text x="${at(x)}" y="${at(y + 4)}" font-size="11" font-weight="600" text-anchor="middle" fill="${colour.ink}">${xml(b.text)}</text>`);
  }
  for (const [i, l] of names) {
    const p = stage.toScreen(placeOf(i)), k = look.kinds[things[i].kind], w = l.block.width;
    const x = p.x + l.dx + (l.align === 'left' ? 1 : l.align === 'right' ? w - 1 : w / 2), anchor = { left: 'start', right: 'end', center: 'middle' }[l.align];
    const spans = l.block.rows.map((r, n) => `<tspan x="${at(x)}" y="${at(p.y + l.dy + 1 + l.block.step * n + l.block.px * 0.95)}">${xml(r)}</tspan>`).join('');
    out.push(`<text font-size="${k.px}" font-weight="${k.bold ? 700 : 400}" text-anchor="${anchor}" fill="${colour.ink}" stroke="${colour.ground}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${spans}</text>`);
  }
  out.push(`</g><text x="16" y="${-top + 27}" font-size="17" font-weight="700" fill="${colour.ink}">${xml(document.title)}</text></svg>`);
  return out.join('');
}
function picture() { // the drawing at double density
  const image = new Image();
  image.addEventListener('load', () => {
    const canvas = el('canvas'), ctx = canvas.getContext('2d');
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => offer(fileName('.png'), 'image/png', blob), 'image/png');
  });
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(drawing());
}
function closeMenu(back) {
  $('export').hidden = true;
  $('export-button').setAttribute('aria-expanded', 'false');
  if (back) $('export-button').focus();
}
function wireSaving() {
  $('export-button').addEventListener('click', () => {
    const open = $('export').hidden;
    $('export').hidden = !open;
    $('export-button').setAttribute('aria-expanded', String(open));
    $('export').querySelector('[data-save="csv"]').textContent = `${plural(factOn.filter(Boolean).length, 'fact')} on screen (CSV)`;
    if (open) $('export').querySelector('button').focus();
  });
  const makers = {
    png: picture,
    svg: () => offer(fileName('.svg'), 'image/svg+xml', drawing()),
    csv: () => offer(fileName('.csv'), 'text/csv;charset=utf-8', csv()),
    link: () => copy(location.href, 'Link copied')
  };
  for (const b of document.querySelectorAll('[data-save]')) b.addEventListener('click', () => { makers[b.dataset.save](); closeMenu(true); });
  document.addEventListener('click', e => { if (!$('export').hidden && !e.target.closest('.menu')) closeMenu(false); });
}
